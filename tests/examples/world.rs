//! Runs one Python file as the only process of a scenario and shows what it
//! and its children print; `RECORDS=1` shows the log, too. For trying things out.

use sim_core::scenario::File;
use sim_core::session::Session;
use sim_core::trace::sentence;
use sim_core::view::outcomes;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| {
        eprintln!("usage: world FILE");
        std::process::exit(2);
    });
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let more = std::env::var("SCENARIO").unwrap_or_default();
    let scenario = format!("title = 'A file'\n{more}\n[process.main]\nfile = 'main.py'\n");
    let name = "main.py".to_owned();
    let lesson = mailroom_tests::from_text("a file", &scenario, &[File { name, text }]);
    let mut session = Session::new(lesson.clone());
    session.compute_all();
    if std::env::var_os("RECORDS").is_some() {
        let names = session.trace().names(&lesson.setup);
        for record in session.trace().records() {
            let at = record.at.as_secs_f64();
            println!("{at:>12.6} s  {}", sentence(record, names));
        }
    }
    for outcome in outcomes(session.last_world()) {
        let how = (outcome.status, outcome.exit_code, outcome.blocked_on);
        println!("--- {} {how:?}\n{}", outcome.name, outcome.shown);
    }
    println!("{:?}", session.end());
}
