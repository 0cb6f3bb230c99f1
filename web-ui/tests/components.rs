//! Components rendered natively: what a person and a screen reader find in
//! them. Not how they look: that is seen in the browser.

use std::rc::Rc;

use sim_core::base::{Diagnostic, HostId, MessageId, Place, ProcessId, RecordId, Severity, Time};
use sim_core::view::*;
use web_ui::app::below;
use web_ui::app::msg::Depth;
use web_ui::app::run::Caption;
use web_ui::app::state::{Answer, Known};
use web_ui::components::card::CardProps;
use web_ui::draw::camera::Camera;
use web_ui::draw::flow::Flow;
use web_ui::draw::layout::{self, CardKind, Seat, Space};
use web_ui::draw::saying::{Letters, Room};
use web_ui::draw::scene::Scene;
use web_ui::draw::{Rect, Size};
use web_ui::engine::Unit;
use web_ui::panels::caption::CaptionBoxProps;
use web_ui::panels::dock::code::{CodeTab, CodeTabProps};
use web_ui::panels::dock::log::{LogTab, LogTabProps};
use web_ui::panels::dock::message::MessageTabProps;
use web_ui::panels::dock::queues::{QueuesTab, QueuesTabProps};
use web_ui::panels::editor::{Editor, EditorProps};
use web_ui::panels::stage;
use web_ui::panels::timeline::{TimelinePanel, TimelinePanelProps};
use web_ui::panels::transport::TransportProps;
use web_ui::shared::Shared;
use yew::prelude::*;

mod rendered;

use rendered::{check, check_view};

fn send<T: 'static>() -> Callback<T> {
    Callback::noop()
}

fn queue(fill: u32, mark: Option<u32>) -> Queue {
    Queue {
        id: 1,
        port: 0,
        label: "to server".into(),
        outgoing: true,
        unit: sim_core::view::Unit::Messages,
        fill,
        kept: 0,
        noun: "",
        between_threads: false,
        mark,
        next: false,
        dropped: 0,
        head: vec![QueuedMessage {
            message: MessageId(4),
            label: "Hello".into(),
            kind: MessageKind::Message,
            frames: vec![],
        }],
    }
}

fn card(id: u32, name: &str, activity: Activity, state: &str) -> ProcessCard {
    ProcessCard {
        id: ProcessId(id),
        name: name.into(),
        host: HostId(id),
        activity,
        state: state.into(),
        thread: None,
        threads: vec![],
        statement: "message = socket.recv()".into(),
        line: 8,
        last_words: String::new(),
        ports: vec![Port {
            id,
            kind: if id == 0 { "REQ" } else { "REP" }.into(),
            bound: vec![],
            connected: vec![],
            summary: "a socket".into(),
            tables: vec![],
            options: vec![],
        }],
        queues: vec![queue(2, Some(8))],
    }
}

fn envelope(fate: Fate) -> Envelope {
    Envelope {
        message: MessageId(4),
        label: "Hello".into(),
        kind: MessageKind::Message,
        fate,
        from: ProcessId(0),
        to: ProcessId(1),
        sent: Time(1_000_000),
        arrives: Time(3_000_000),
        held: Vec::new(),
    }
}

fn a_stage(fate: Fate) -> Stage {
    let host = |id, name: &str| HostBox {
        id: HostId(id),
        name: name.into(),
        processes: vec![ProcessId(id)],
        at: None,
    };
    Stage {
        now: Time(2_000_000),
        hosts: vec![host(0, "a"), host(1, "b")],
        processes: vec![
            Rc::new(card(0, "client", Activity::Blocked, "waits: recv")),
            Rc::new(card(1, "server", Activity::Running, "running")),
        ],
        links: vec![Link {
            from: ProcessId(0),
            to: ProcessId(1),
            ports: (0, 1),
            label: "1 ms".into(),
            established: true,
            cut: false,
            retry_in: None,
        }],
        envelopes: vec![envelope(fate)],
    }
}

fn log_line(text: &str, tone: Tone) -> LogLine {
    LogLine {
        record: RecordId(3),
        at: Time(412_300_000),
        position: 4,
        process: Some(ProcessId(0)),
        message: Some(MessageId(4)),
        queue: None,
        level: Level::Messages,
        retry: false,
        text: text.into(),
        tone,
    }
}

fn code_view() -> CodeView {
    CodeView {
        process: ProcessId(0),
        name: "client".into(),
        subtitle: "on host a · started at 0 s".into(),
        file: "client.py".into(),
        text: "import zmq\nname = input('<b>')\n".into(),
        current: Some((2, 2)),
        activity: Activity::WaitsForInput,
        why: Some(Why {
            title: "Blocked since 0.412 s.".into(),
            text: "Nobody has answered.".into(),
            rule: Some(RuleText {
                code: "zmq.req.lockstep".into(),
                text: "A REQ socket sends and receives in turn.".into(),
                source: "RFC 28".into(),
            }),
            causes: vec![log_line("client sends Hello.", Tone::Message)],
            remedy: Some("Set RCVTIMEO.".into()),
        }),
        threads: vec![],
        frames: vec![Frame {
            function: "<module>".into(),
            line: 2,
            variables: vec![Variable {
                name: "context".into(),
                value: "<zmq.Context>".into(),
                changed: true,
            }],
        }],
        output: vec![OutputLine {
            text: "ready".into(),
            stream: Stream::Stdout,
        }],
        prompt: Some("Name: ".into()),
    }
}

#[test]
fn a_card_says_name_state_line_and_queue() {
    let props = |kind, rect| CardProps {
        card: Rc::new(card(0, "client", Activity::Blocked, "waits: recv")),
        rect,
        kind,
        selected: true,
        onselect: Callback::noop(),
        queue: None,
        differs: false,
        stack: 1,
        onqueue: Callback::noop(),
    };
    let full = Rect::new(10.0, 20.0, 212.0, 116.0);
    check_view(
        props(CardKind::Full, full),
        &[
            ">client<",
            ">waits: recv<",
            "message = socket.recv()",
            "2 of 8",
            "HWM 8",
            "a-blocked",
            r#"aria-label="client, waits: recv, line 8: message = socket.recv()""#,
        ],
        &[],
    );
    let small = Rect::new(10.0, 20.0, 132.0, 42.0);
    check_view(
        props(CardKind::Mini, small),
        &[">client<", ">waits: recv<"],
        &["HWM"],
    );
}

#[test]
fn the_stage_shows_tubes_ports_and_fates() {
    let props = |fate| {
        let stage = a_stage(fate);
        let mut flow = Flow::default();
        flow.learn(&stage.links, &|_| None, &[]);
        let space = Space {
            size: Size::new(988.0, 580.0),
            top: 90.0,
            most: 90.0,
            foot: 46.0,
            least: 1.0,
        };
        let seats: Vec<Seat<'_>> = stage.processes.iter().map(|card| Seat::of(card)).collect();
        let layout = layout::place(space, &stage.hosts, &seats, &flow.edges());
        stage::StageProps {
            scene: Shared::new(Some(Scene::new(&stage, layout, &Vec::new()))),
            folds: Shared::default(),
            camera: Camera::default(),
            link: None,
            now: stage.now,
            stage: Shared::new(Some(stage)),
            selected: None,
            message: None,
            queue: None,
            waits: None,
            differs: None,
            send: send(),
        }
    };
    check::<stage::Stage>(
        props(Fate::Flying),
        &[">REQ<", ">REP<", ">1 ms one way<", "f-flying", ">Hello<"],
        &["f-lost", "pending"],
    );
    check::<stage::Stage>(props(Fate::Lost), &["f-lost", "cross", "Hello: lost"], &[]);
}

#[test]
fn the_code_tab_says_why_and_takes_input() {
    let props = |why| CodeTabProps {
        known: true,
        code: Shared::new(Some(code_view())),
        why,
        lines: Shared::default(),
        send: send(),
    };
    let always = [
        "py-keyword",
        "Blocked since 0.412 s.",
        "Set RCVTIMEO.",
        "&lt;zmq.Context&gt;",
        ">ready<",
        "Name: ",
        r#"id="typed""#,
    ];
    check::<CodeTab>(props(false), &always, &["RFC 28", "<b>'"]);
    check::<CodeTab>(props(true), &["RFC 28", "client sends Hello."], &[]);
}

#[test]
fn the_caption_narrates_asks_and_judges() {
    let props = |stop: Option<StopMark>, answer| CaptionBoxProps {
        caption: Some(Caption {
            text: "Its queue is **full** <i>.".into(),
            place: stop.as_ref().map(|_| (3, 7)),
            stop,
            intervention: false,
            elsewhere: false,
            led: false,
            why: Some(RecordId(3)),
        }),
        answer,
        hands: None,
        hint: false,
        what_if: Vec::new(),
        next: None,
        deadlocks: Vec::new(),
        playing: false,
        ended: None,
        room: Room {
            size: Size::new(988.0, 120.0),
            letters: Letters {
                usual: 16.0,
                good: 14.0,
                least: 12.5,
            },
        },
        send: send(),
    };
    let stop = StopMark {
        index: 0,
        at: Time(1),
        position: 1,
        level: None,
        process: None,
        tab: None,
        message: None,
        say: "Its queue is full.".into(),
        ask: Some("Who gets it?".into()),
        choices: vec!["worker-1".into(), "worker-2".into()],
        hint: Some("Count.".into()),
        because: Some("It is its turn.".into()),
    };
    let answer = |choice| {
        Some(Answer {
            choice: Some(choice),
            right: Some("worker-2".into()),
        })
    };
    check_view(
        props(None, None),
        &["<b>full</b>", "&lt;i&gt;", ">Why?<"],
        &["Space", "narration"],
    );
    check_view(
        props(Some(stop.clone()), None),
        &[
            "Who gets it?",
            "worker-1",
            ">Hint<",
            "Show the answer",
            "stop 3 of 7 ·",
            "Space",
            "narration",
        ],
        // The reason may be the answer.
        &["It is its turn.", "right", "Why?"],
    );
    check_view(
        props(Some(stop.clone()), answer(0)),
        &[
            "The answer: worker-2.",
            "choice wrong",
            "choice right",
            "It is its turn.",
            ">Why?<",
        ],
        &["Count."],
    );
    check_view(props(Some(stop), answer(1)), &["Right."], &["choice wrong"]);
}

#[test]
fn the_editor_shows_text_and_problems() {
    let text = "titel = 3\n";
    let problem = Diagnostic {
        severity: Severity::Error,
        code: "unknown-key".into(),
        message: "unknown key `titel`".into(),
        place: Place::new("mine.toml", text, 0, 5),
        help: Some("the nearest key is `title`".into()),
    };
    let props = |problems, stale, known| EditorProps {
        name: "mine.toml".into(),
        text: Rc::from(text),
        problems: Rc::new(problems),
        stale,
        known,
        altered: false,
        task: None,
        meant: None,
        undoable: (true, false),
        current: Some(1),
        begins: None,
        visits: 0,
        code: Default::default(),
        remarks: Default::default(),
        verdicts: Default::default(),
        send: send(),
    };
    check::<Editor>(
        props(vec![problem], true, Known::Nothing),
        &[
            "titel = 3",
            "unknown key `titel`",
            "the nearest key is `title`",
            "mine.toml line 1, column 1",
            "last text without errors",
        ],
        &[],
    );
    check::<Editor>(
        props(vec![], false, Known::All),
        &["titel = 3", "no errors"],
        &["problem-text"],
    );
}

#[test]
fn the_tabs_show_log_queues_and_messages() {
    let stage = Shared::new(Some(a_stage(Fate::Flying)));
    let log = || Shared::new(vec![log_line("Hello is lost.", Tone::Loss)]);
    check::<LogTab>(
        LogTabProps {
            log: log(),
            selected: Some(ProcessId(0)),
            message: Some(MessageId(4)),
            queue: None,
            event: Some(RecordId(3)),
            limit: 200,
            filter: Default::default(),
            send: send(),
        },
        &[
            "0.412 300 s",
            "Hello is lost.",
            "t-loss",
            "×",
            "of-message",
            r#"aria-current="true""#,
        ],
        &["Show earlier lines"],
    );
    // What a socket tries again and again is one line.
    let retry = |id| LogLine {
        record: RecordId(id),
        retry: true,
        ..log_line("Nobody answers.", Tone::Loss)
    };
    check::<LogTab>(
        LogTabProps {
            log: Shared::new((0..5).map(retry).collect()),
            selected: None,
            message: None,
            queue: None,
            event: None,
            limit: 200,
            filter: LogFilter::All,
            send: send(),
        },
        &["tried 5 times", r#"aria-expanded="false""#],
        &["Nobody answers.<"],
    );
    check::<QueuesTab>(
        QueuesTabProps {
            stage: stage.clone(),
            process: Some(ProcessId(0)),
            queue: None,
            hide_next: false,
            message: None,
            send: send(),
        },
        &["client", "to server", "2 of 8", "and 1 more", "width:25.0%"],
        &[],
    );
    check_view(
        MessageTabProps {
            stage,
            timeline: Shared::new(a_timeline()),
            why: Shared::default(),
            lines: Shared::new(vec![(ProcessId(0), 8)]),
            below: below::Pictures {
                trip: Shared::new(vec![a_station()]),
                ..below::Pictures::default()
            },
            position: 0,
            depth: Depth::Messages,
            message: Some(MessageId(4)),
            send: send(),
        },
        &[
            "client → server",
            "on its way, due at 0.003 000 s",
            "50 % of its way",
            "Sent by line 8 of client",
            "Hello is lost.",
        ],
        &[],
    );
}

fn a_station() -> Station {
    Station {
        record: RecordId(3),
        position: 0,
        at: Time(5),
        place: sim_core::view::Place::Lost,
        text: "Hello is lost.".into(),
        tone: Tone::Loss,
    }
}

fn a_timeline() -> Timeline {
    let lane = |id, name: &str, activity| Lane {
        process: ProcessId(id),
        thread: None,
        name: name.into(),
        bars: vec![Bar {
            from: Time(0),
            to: Time(10_000_000),
            activity,
            note: None,
        }],
    };
    Timeline {
        silences: Vec::new(),
        computed: Time(10_000_000),
        end: Some(Time(10_000_000)),
        lanes: vec![
            lane(0, "client", Activity::Blocked),
            lane(1, "server", Activity::Running),
        ],
        arrows: vec![Arrow {
            message: MessageId(4),
            label: "Hello".into(),
            kind: MessageKind::Message,
            fate: Fate::Delivered,
            from: ProcessId(0),
            to: ProcessId(1),
            threads: None,
            sent: Time(1_000_000),
            arrives: Time(3_000_000),
        }],
        stops: vec![],
        gaps: vec![],
        marks: vec![],
        every: 1,
    }
}

#[test]
fn the_timeline_is_a_slider_with_lanes() {
    let props = |veil| TimelinePanelProps {
        timeline: Shared::new(a_timeline()),
        now: Time(2_000_000),
        stop: None,
        window: None,
        branches: Rc::from([]),
        chosen: Some((Time(1_000_000), ProcessId(0))),
        message: None,
        selected: Some(ProcessId(0)),
        zoom: 1.0,
        large: false,
        playing: false,
        veil,
        send: send(),
    };
    check::<TimelinePanel>(
        props(None),
        &[
            r#"role="slider""#,
            r#"aria-valuetext="0.002 000 s""#,
            "a-blocked",
            "a-running",
            ">Hello<",
            "9 ms",
            r#"class="chosen""#,
        ],
        &["future hidden"],
    );
    check::<TimelinePanel>(props(Some(Time(2_000_000))), &["future hidden"], &[]);
}

#[test]
fn the_transport_says_time_and_speed() {
    check_view(
        TransportProps {
            playing: false,
            now: Time(412_300_000),
            horizon: Time(10_000_000_000),
            complete: true,
            unit: Unit::Message,
            process: Some(ProcessId(0)),
            message: None,
            diagram: false,
            speed: 20_000_000,
            skip_gaps: true,
            send: send(),
        },
        &[
            "0.412 300 s",
            "of 10 s",
            "1 s shows 20 ms",
            "Play (Space)",
            "gaps</span> ✓",
        ],
        &["Pause"],
    );
}
