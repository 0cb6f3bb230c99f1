//! One message's trip: its stations are in order, can be walked forwards and
//! back, and say the numbers that decided; and what is told at the cursor.

use mailroom_tests::{lesson, library, name};
use sim_core::session::Session;

#[test]
fn probe() {
    for path in library() {
        if !name(&path).contains("server-dies") {
            continue;
        }
        let mut session = Session::new(lesson(&path));
        session.seek_end();
        let stage = session.stage();
        for card in &stage.processes {
            if let Some(why) = &session.code(card.id).why {
                println!("{}: {} {}", card.name, why.title, why.text);
                for cause in &why.causes {
                    println!("   {} {}", cause.at, cause.text);
                }
            }
        }
    }
}
