//! A made-up run of a pipeline with the session's interface.
use sim_core::base::*;
use sim_core::view::*;
use sim_core::world::Command;
use std::rc::Rc;

pub struct Lesson {
    pub title: String,
    pub chapter: String,
    pub goal: String,
}
pub struct File {
    pub name: String,
    pub text: String,
}
pub struct Loaded {
    pub lesson: Option<Lesson>,
    pub diagnostics: Vec<Diagnostic>,
}
pub fn load(file: &File, _beside: &[File]) -> Loaded {
    let mut diagnostics = vec![];
    for (word, help) in [
        ("replica ", "did you mean `replicas`?"),
        ("titel", "did you mean `title`?"),
    ] {
        if let Some(at) = file.text.find(word) {
            diagnostics.push(Diagnostic {
                severity: Severity::Error,
                code: "unknown-key".into(),
                message: format!("unknown key `{}`", word.trim()),
                place: Place::new(&file.name, &file.text, at, at + word.trim().len()),
                help: Some(help.into()),
            });
        }
    }
    Loaded {
        lesson: diagnostics.is_empty().then(|| Lesson {
            title: "One slow worker: back-pressure and the high-water mark".into(),
            chapter: "ZeroMQ · Pipeline".into(),
            goal: String::new(),
        }),
        diagnostics,
    }
}
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Progress {
    More,
    Ended,
}
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unit {
    Line,
    Message,
    Event,
}
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Direction {
    Forward,
    Back,
}
#[derive(Clone, PartialEq, Debug)]
pub struct Caption {
    pub text: String,
    pub ask: Option<String>,
    pub choices: Vec<String>,
    pub stop: bool,
}

pub struct Session {
    arrows: Vec<Arrow>,
    events: Vec<(Time, String, Option<MessageId>, ProcessId)>,
    position: u64,
    now: Time,
    computed: u64,
    end: Option<End>,
    stops: Vec<StopMark>,
    typed: Vec<String>,
}
const MS: u64 = 1_000_000;
const NAMES: [&str; 5] = ["ventilator", "worker-1", "worker-2", "worker-3", "sink"];
impl Session {
    pub fn new(_l: Rc<Lesson>) -> Result<Session, Vec<Diagnostic>> {
        let mut arrows = vec![];
        for i in 0..60u64 {
            let w = if i % 3 == 2 && i > 3 { 1 } else { i % 3 + 1 } as u32;
            let sent = 8 * MS + i * 10 * MS;
            let lost = i == 38;
            arrows.push(Arrow {
                message: MessageId(i),
                label: format!("job {i}"),
                kind: MessageKind::Message,
                fate: if lost { Fate::Lost } else { Fate::Flying },
                from: ProcessId(0),
                to: ProcessId(w),
                sent: Time(sent),
                arrives: Time(sent + 20 * MS),
            });
            if w != 3 && !lost {
                arrows.push(Arrow {
                    message: MessageId(100 + i),
                    label: format!("Done {i}"),
                    kind: MessageKind::Reply,
                    fate: Fate::Flying,
                    from: ProcessId(w),
                    to: ProcessId(4),
                    sent: Time(sent + 32 * MS),
                    arrives: Time(sent + 52 * MS),
                });
            }
        }
        let mut events = vec![];
        for a in &arrows {
            events.push((
                a.sent,
                format!(
                    "{} sends {} to {}.",
                    NAMES[a.from.index()],
                    a.label,
                    NAMES[a.to.index()]
                ),
                Some(a.message),
                a.from,
            ));
            events.push((
                a.arrives,
                if a.fate == Fate::Lost {
                    format!("{} is lost on the way to {}.", a.label, NAMES[a.to.index()])
                } else {
                    format!("{} receives {}.", NAMES[a.to.index()], a.label)
                },
                Some(a.message),
                a.to,
            ));
        }
        events.push((
            Time(5_000 * MS),
            "worker-3 wakes up after 5 s.".into(),
            None,
            ProcessId(3),
        ));
        for l in 0..400u64 {
            events.push((
                Time(l * 1_300_000),
                format!("ventilator executes line {}.", l % 7 + 1),
                None,
                ProcessId(0),
            ));
        }
        events.sort_by_key(|e| e.0);
        let position = |t: u64| events.iter().filter(|e| e.0.0 <= t).count() as u64;
        let stops = vec![
            StopMark { index: 0, at: Time(200 * MS), position: position(200 * MS), say: "The first jobs are done. **PUSH** deals them out in turn.".into(), ask: None },
            StopMark { index: 1, at: Time(412_300_000), position: position(412_300_000), say: "Worker 3 is slow. Its queue and the ventilator’s queue to it are full, so **PUSH skips it**.".into(), ask: Some("Which worker gets job 43?".into()) },
        ];
        Ok(Session {
            arrows,
            events,
            position: 0,
            now: Time::ZERO,
            computed: 0,
            end: None,
            stops,
            typed: vec![],
        })
    }
    pub fn compute(&mut self, max: u32) -> Progress {
        self.computed = (self.computed + u64::from(max)).min(self.events.len() as u64);
        if self.computed == self.events.len() as u64 {
            self.end = Some(End {
                at: Time(5_100 * MS),
                why: "nothing can happen any more".into(),
                idle: Span(100 * MS),
            });
            Progress::Ended
        } else {
            Progress::More
        }
    }
    pub fn position(&self) -> u64 {
        self.position
    }
    pub fn now(&self) -> Time {
        self.now
    }
    pub fn computed(&self) -> (u64, Time) {
        (
            self.computed,
            self.end
                .as_ref()
                .map(|e| e.at)
                .or(self.events.get(self.computed as usize).map(|e| e.0))
                .unwrap_or_default(),
        )
    }
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }
    pub fn seed(&self) -> u64 {
        7
    }
    pub fn seek(&mut self, p: u64) {
        self.position = p.min(self.computed);
        self.now = if self.position == 0 {
            Time::ZERO
        } else {
            self.events[self.position as usize - 1].0
        };
    }
    pub fn seek_time(&mut self, at: Time) {
        self.position = self.position_at(at);
        self.now = at;
    }
    pub fn position_at(&self, at: Time) -> u64 {
        self.events.partition_point(|e| e.0 <= at) as u64
    }
    pub fn step(&mut self, unit: Unit, d: Direction) -> bool {
        let before = self.position;
        loop {
            let next = match d {
                Direction::Forward => self.position + 1,
                Direction::Back => self.position.wrapping_sub(1),
            };
            if next > self.computed {
                break;
            }
            self.seek(next);
            let e = self
                .position
                .checked_sub(1)
                .map(|p| &self.events[p as usize]);
            if unit != Unit::Message || e.is_none_or(|e| e.2.is_some()) {
                break;
            }
        }
        before != self.position
    }
    pub fn next_stop(&mut self, d: Direction) -> Option<&StopMark> {
        let p = self.position;
        let i = match d {
            Direction::Forward => self.stops.iter().position(|s| s.position > p)?,
            Direction::Back => self.stops.iter().rposition(|s| s.position < p)?,
        };
        self.seek(self.stops[i].position);
        self.stops.get(i)
    }
    pub fn apply(&mut self, c: Command) {
        if let Command::Input { line, .. } = c {
            self.typed.push(line)
        }
    }
    pub fn stage(&self) -> Stage {
        let now = self.now;
        let act = |i: usize| match i {
            0 if now.0 > 250 * MS => (Activity::Blocked, "blocked"),
            0 | 1 | 2 => (Activity::Running, "running"),
            3 => (Activity::Asleep, "asleep"),
            _ => (Activity::WaitsForInput, "waits: recv"),
        };
        let st = [
            "disp.send(job)",
            "time.sleep(0.1)",
            "sink.send_string(u\"Done %s\" % job)",
            "time.sleep(5.0)",
            "msg = s.recv()",
        ];
        let fill = [8, 2, 1, 8, 0];
        let port = |id: u32, kind: &str, bound: bool| Port {
            id,
            kind: kind.into(),
            bound: if bound {
                vec!["tcp://*:5001".into()]
            } else {
                vec![]
            },
            connected: vec![],
            summary: format!("{kind} socket, 3 peers"),
        };
        Stage {
            now,
            hosts: (0..5)
                .map(|i| HostBox {
                    id: HostId(i),
                    name: NAMES[i as usize].into(),
                    processes: vec![ProcessId(i)],
                    at: None,
                })
                .collect(),
            processes: (0..5)
                .map(|i| ProcessCard {
                    id: ProcessId(i as u32),
                    name: NAMES[i].into(),
                    host: HostId(i as u32),
                    activity: act(i).0,
                    state: act(i).1.into(),
                    statement: st[i].into(),
                    line: 7,
                    ports: match i {
                        0 => vec![port(0, "PUSH", true)],
                        4 => vec![port(8, "PULL", true)],
                        _ => vec![
                            port(i as u32 * 2, "PULL", false),
                            port(i as u32 * 2 + 1, "PUSH", false),
                        ],
                    },
                    queues: vec![Queue {
                        id: i as u32,
                        port: i as u32 * 2,
                        label: if i == 0 {
                            "to worker-3".into()
                        } else {
                            "from ventilator".into()
                        },
                        outgoing: i == 0,
                        fill: fill[i],
                        mark: Some(8),
                        head: (0..fill[i].min(3))
                            .map(|k| QueuedMessage {
                                message: MessageId(u64::from(k)),
                                label: format!("job {k}"),
                                kind: MessageKind::Message,
                            })
                            .collect(),
                    }],
                })
                .collect(),
            links: (1..4u32)
                .flat_map(|w| {
                    [
                        Link {
                            from: ProcessId(w),
                            to: ProcessId(0),
                            ports: (w * 2, 0),
                            label: if w == 3 {
                                "5 ms, 2% loss".into()
                            } else {
                                "5 ms".into()
                            },
                            established: true,
                        },
                        Link {
                            from: ProcessId(w),
                            to: ProcessId(4),
                            ports: (w * 2 + 1, 8),
                            label: String::new(),
                            established: w != 3,
                        },
                    ]
                })
                .collect(),
            envelopes: self
                .arrows
                .iter()
                .filter(|a| {
                    a.sent <= now
                        && (now < a.arrives
                            || a.fate == Fate::Lost && now.0 < a.arrives.0 + 100 * MS)
                })
                .map(|a| Envelope {
                    message: a.message,
                    label: a.label.clone(),
                    kind: a.kind,
                    fate: a.fate,
                    from: a.from,
                    to: a.to,
                    sent: a.sent,
                    arrives: a.arrives,
                })
                .collect(),
        }
    }
    pub fn code(&self, p: ProcessId) -> CodeView {
        let text = "import zmq\ncontext = zmq.Context()\ndisp = context.socket(zmq.PUSH)\ndisp.setsockopt(zmq.SNDHWM, 8)\ndisp.bind(\"tcp://*:5001\")\nfor i in range(100):\n    disp.send(b\"job %d\" % i)\n";
        CodeView { process: p, name: NAMES[p.index()].into(), subtitle: format!("on host {} · started at 0 s", NAMES[p.index()]), file: "ventilator.py".into(), text: text.into(), current: Some((7, 7)), activity: Activity::Blocked,
            why: (p.0 == 0 && self.now.0 > 250 * MS).then(|| Why { title: "Blocked since 0.412 s.".into(), text: "All three queues are at their high-water mark of 8. The next space comes when worker-1 takes a job, at 0.431 s.".into(), rule: Some(RuleText { code: "zmq.push.hwm".into(), text: "PUSH blocks when all peers are at their high-water mark.".into(), source: "RFC 30/PIPELINE".into() }), causes: self.log(4, 0), remedy: Some("Raise SNDHWM, or start another worker.".into()) }),
            frames: vec![Frame { function: "<module>".into(), line: 7, variables: vec![Variable { name: "i".into(), value: "43".into(), changed: true }, Variable { name: "disp".into(), value: "PUSH socket, bound tcp://*:5001, 3 peers".into(), changed: false }] }],
            output: (40..43).map(|i| OutputLine { text: format!("Send job {i}"), stream: Stream::Stdout }).chain(self.typed.iter().map(|t| OutputLine { text: t.clone(), stream: Stream::Stdin })).collect(), prompt: (p.0 == 4).then(|| "Name: ".into()) }
    }
    pub fn timeline(&self, _w: (Time, Time), _m: usize) -> Timeline {
        let computed = self.computed().1;
        let bar = |f: u64, t: u64, a| Bar {
            from: Time(f * MS),
            to: Time(t * MS),
            activity: a,
        };
        let lanes = (0..5)
            .map(|i| Lane {
                process: ProcessId(i),
                name: NAMES[i as usize].into(),
                bars: match i {
                    0 => vec![
                        bar(0, 250, Activity::Running),
                        bar(250, 450, Activity::Blocked),
                        bar(450, 620, Activity::Running),
                        bar(620, 5100, Activity::Blocked),
                    ],
                    3 => vec![bar(40, 5100, Activity::Asleep)],
                    4 => vec![bar(0, 5100, Activity::Blocked)],
                    _ => (0..8)
                        .map(|k| {
                            bar(
                                30 + k * 75 + u64::from(i) * 10,
                                90 + k * 75 + u64::from(i) * 10,
                                Activity::Running,
                            )
                        })
                        .collect(),
                },
            })
            .collect();
        Timeline {
            computed,
            end: self.end.as_ref().map(|e| e.at),
            lanes,
            arrows: self.arrows.clone(),
            stops: self.stops.clone(),
            gaps: vec![(Time(700 * MS), Time(4_990 * MS))],
        }
    }
    pub fn log(&self, before: usize, after: usize) -> Vec<LogLine> {
        let p = self.position as usize;
        (p.saturating_sub(before)..(p + after).min(self.computed as usize))
            .map(|i| {
                let e = &self.events[i];
                LogLine {
                    record: RecordId(i as u64),
                    at: e.0,
                    position: i as u64 + 1,
                    process: Some(e.3),
                    message: e.2,
                    text: e.1.clone(),
                    tone: match (e.2, e.1.contains("lost")) {
                        (_, true) => Tone::Loss,
                        (Some(m), _) if m.0 >= 100 => Tone::Reply,
                        (Some(_), _) => Tone::Message,
                        _ => Tone::Plain,
                    },
                }
            })
            .collect()
    }
    pub fn caption(&self) -> Option<Caption> {
        if let Some(s) = self.stops.iter().find(|s| s.position == self.position) {
            return Some(Caption {
                text: s.say.clone(),
                ask: s.ask.clone(),
                choices: if s.ask.is_some() {
                    vec!["worker-1".into(), "worker-2".into(), "worker-3".into()]
                } else {
                    vec![]
                },
                stop: true,
            });
        }
        self.log(1, 0).pop().map(|l| Caption {
            text: l.text,
            ask: None,
            choices: vec![],
            stop: false,
        })
    }
}
