//! How long it takes until programs that import something stand at their first
//! line, and how long a jump back over a restart takes. For figures only.

use sim_core::scenario::File;
use sim_core::session::Session;
use sim_core::world::World;
use std::time::Instant;

fn main() {
    let imports = std::env::args().nth(1).unwrap_or("zmq, json".to_owned());
    let text = format!(
        "title = 'Starts'\n[process.p]\nreplicas = 100\nprogram = '''\nimport {imports}\nx = 1\n'''\n"
    );
    let lesson = mailroom_tests::from_text("starts", &text, &[] as &[File]);
    let begin = Instant::now();
    let mut world = World::unrecorded(lesson.setup.clone());
    println!("a world: {:?}", begin.elapsed());
    let begin = Instant::now();
    while world.step(&mut Vec::new()) {}
    println!("100 processes to their end: {:?}", begin.elapsed());
    let begin = Instant::now();
    let mut session = Session::new(lesson);
    session.compute_all();
    println!(
        "the same with records and checkpoints: {:?}",
        begin.elapsed()
    );
    let begin = Instant::now();
    session.seek(150);
    println!("back into the starts: {:?}", begin.elapsed());
}
