//! What the page shows below the messages, rendered natively over a real run:
//! the stage's depths, a message's layers, a frame's fields, plots.

use sim_core::base::{MessageId, RecordId, Time};
use sim_core::view::{Measure, Plot};
use web_ui::app::below::{Below, Pictures, Wanted};
use web_ui::app::msg::{Depth, Meters};
use web_ui::app::state::View;
use web_ui::draw::Size;
use web_ui::draw::camera::Camera;
use web_ui::draw::layout::Space;
use web_ui::engine::{File, Session};
use web_ui::library::load;
use web_ui::panels::dock::connections::ConnectionsProps;
use web_ui::panels::dock::message::MessageTabProps;
use web_ui::panels::dock::plots::{
    PlotView, PlotViewProps, PlotWindow, QueuePlots, QueuePlotsProps,
};
use web_ui::panels::share::ShareProps;
use web_ui::panels::wires::{WireStage, WireStageProps};
use web_ui::shared::Shared;
use yew::prelude::*;

mod rendered;

use rendered::{check, check_view};

const PAIR: &str = r#"
title = "A pair"
detail = "packets"
[link]
latency = "5ms"
[process.client]
program = '''
import zmq
socket = zmq.Context().socket(zmq.REQ)
socket.connect("tcp://server:5555")
socket.send(b"Hello")
print(len(socket.recv()))
'''
[process.server]
program = '''
import zmq
socket = zmq.Context().socket(zmq.REP)
socket.bind("tcp://*:5555")
socket.send(socket.recv() * 800)
'''
"#;

fn computed() -> Session {
    let file = File {
        name: "pair.toml".to_owned(),
        text: PAIR.to_owned(),
    };
    let lesson = load(&file, &[]).lesson.expect("a lesson");
    let mut session = Session::new(lesson.into()).measuring();
    session.compute_all();
    session
}

/// The first frame that carries bytes of the message of this label.
fn first_hop(session: &Session, label: &str) -> (MessageId, RecordId, u64) {
    let index = session.trace().index();
    let found = index.messages().find(|(_, info)| &*info.label == label);
    let (message, _) = found.expect("it was sent");
    let descent = session.descent(message).expect("it was on a wire");
    let hop = &descent.pieces[0].hops[0];
    (message, hop.record, hop.position)
}

fn wanted(session: &Session) -> Wanted {
    Wanted {
        moment: (session.position(), 0),
        computed: (0, session.computed().0),
        complete: true,
        space: Space {
            size: Size::new(988.0, 560.0),
            top: 90.0,
            most: 90.0,
            foot: 46.0,
            least: 1.0,
        },
    }
}

/// All pictures with this message selected, at the position `at`.
fn pictures(session: &mut Session, view: &View, at: u64) -> Pictures {
    session.seek(at);
    let mut below = Below::default();
    let mut pictures = Pictures {
        has_packets: true,
        end: session.computed().1,
        ..Pictures::default()
    };
    let wanted = wanted(session);
    below.draw_wires(session, wanted, None, &mut pictures);
    below.draw_message(session, wanted, view, &mut pictures);
    for meters in [Meters::OverTime, Meters::Connections] {
        let view = View {
            meters,
            ..view.clone()
        };
        below.draw_meters(session, wanted, &view, &mut pictures);
    }
    pictures
}

#[test]
fn the_stage_shows_what_travels_at_each_depth() {
    let mut session = computed();
    let (message, hop, position) = first_hop(&session, "Hello");
    let view = View {
        message: Some(message),
        ..View::default()
    };
    let pictures = pictures(&mut session, &view, position);
    let props = |depth| WireStageProps {
        wires: pictures.wires.clone(),
        scene: pictures.scene.clone(),
        depth,
        camera: Camera::default(),
        now: session.now(),
        selected: None,
        message: None,
        event: Some(hop),
        send: Callback::noop(),
    };
    check::<WireStage>(
        props(Depth::Segments),
        &[
            "n-switch",
            "n-host",
            "frame selected",
            "B from byte",
            "10.0.0.1/8",
            ">host<",
        ],
        &["…00:01:00"],
    );
    check::<WireStage>(props(Depth::Packets), &["10.0.0.1 → 10.0.0.2"], &[]);
    check::<WireStage>(props(Depth::Frames), &["02:00:00:", "at-frames"], &[]);
    let none = WireStageProps {
        wires: Shared::default(),
        ..props(Depth::Frames)
    };
    check::<WireStage>(
        none,
        &["simulates messages only", "Simulate packets"],
        &["<svg"],
    );
}

#[test]
fn a_message_has_ladders_pieces_hops_and_fields() {
    let mut session = computed();
    let (message, _, position) = first_hop(&session, "Hello");
    let view = View {
        message: Some(message),
        ..View::default()
    };
    let pictures = pictures(&mut session, &view, position);
    let timeline = session.timeline((Time::ZERO, pictures.end), 100);
    let props = MessageTabProps {
        stage: Shared::new(Some(session.stage())),
        timeline: Shared::new(timeline),
        why: Shared::default(),
        lines: Shared::default(),
        below: pictures,
        position,
        depth: Depth::Segments,
        message: Some(message),
        send: Callback::noop(),
    };
    check_view(
        props,
        &[
            "client (down)",
            "server (up)",
            "Transport · TCP",
            "Session · ZMTP 3.1",
            r#"class="rung l1 here""#,
            "on the wire",
            "bytes 0 to 8",
            "client → switch",
            "TTL 64",
            "ZMTP frame",
            "sequence number",
            "bits 32–63",
            "number of the first byte",
            "48</i>",
            r#"aria-label="The bytes of the frame""#,
        ],
        &["arrived at"],
    );
}

#[test]
fn numbers_over_time_have_words_too() {
    let mut session = computed();
    let (message, _, position) = first_hop(&session, "HelloHelloHelloHello");
    let view = View {
        message: Some(message),
        ..View::default()
    };
    let pictures = pictures(&mut session, &view, position + 4);
    let window = PlotWindow {
        now: session.now(),
        end: pictures.end,
        part: None,
        gaps: Shared::default(),
        veil: Some(session.now()),
        zoom: 1.0,
    };
    check_view(
        ConnectionsProps {
            cards: pictures.connections.clone(),
            has_packets: true,
            plots: pictures.windows.clone(),
            window: window.clone(),
            chosen: None,
            send: Callback::noop(),
        },
        &[
            "ESTABLISHED",
            "10.0.0.1:",
            "→ 10.0.0.2:5555",
            "congestion window",
            "SND.UNA",
            "plot-future hidden",
        ],
        &[],
    );
    check::<QueuePlots>(
        QueuePlotsProps {
            queues: pictures.queues.clone(),
            window: window.clone(),
            queue: pictures.queues.first().map(|it| it.queue.queue),
            process: None,
            send: Callback::noop(),
        },
        &[
            "client to server",
            "server from client",
            "high-water mark",
            "1000",
        ],
        &[],
    );
    let empty = Plot {
        title: "Nothing",
        measure: Measure::Bytes,
        lines: vec![],
        marks: vec![],
    };
    check::<PlotView>(
        PlotViewProps {
            plot: Shared::new(empty),
            window,
            send: Callback::noop(),
        },
        &[r#"role="img""#, "Nothing over time"],
        &[],
    );
}

#[test]
fn captures_are_offered_where_there_are_packets() {
    let props = |taps: &[&str]| ShareProps {
        link: None,
        taps: taps.iter().map(|tap| (*tap).to_owned()).collect(),
        until: None,
        send: Callback::noop(),
    };
    check_view(
        props(&["client:eth0"]),
        &["client:eth0", "Capture, pcapng"],
        &["needs"],
    );
    check_view(props(&[]), &["Capture, pcapng", "needs"], &["<select"]);
}
