use mailroom_tests::{from_text, run};
#[test]
fn measure() {
    let text = "title='T'\ndetail='packets'\nstop='900s'\nmax_events = 2000000\n[process.a]\nprogram='''\nimport zmq\nout = zmq.Context().socket(zmq.PUSH)\nout.connect('tcp://b:5001')\nfor i in range(6000):\n    out.send_string('m%d' % i)\n'''\n[process.b]\nprogram='''\nimport zmq\ninto = zmq.Context().socket(zmq.PULL)\ninto.bind('tcp://*:5001')\nfor i in range(6000):\n    into.recv()\n'''\n";
    let s = run(from_text("t.toml", text, &[]));
    println!(
        "records {} size {}",
        s.trace().records().len(),
        std::mem::size_of::<sim_core::world::Record>()
    );
    let all: Vec<_> = s.trace().index().messages().map(|m| m.0).collect();
    for at in [0, all.len() / 2, all.len() - 1] {
        let t = std::time::Instant::now();
        let c = s.trace().carriers(all[at]);
        let d = t.elapsed();
        let t = std::time::Instant::now();
        let trip = s.trip(all[at]);
        println!(
            "{} carriers {:?} ({}) trip {:?} ({})",
            all[at].0,
            d,
            c.len(),
            t.elapsed(),
            trip.len()
        );
    }
}
