//! The root component: one state, one `Msg`; each arm is one line into a pure
//! module. It alone talks to the browser about frames, keys and storage.

pub mod below;
pub mod cast;
pub mod choices;
pub mod compare;
pub mod document;
pub mod focus;
pub mod futures;
pub mod keys;
pub mod msg;
pub mod orders;
pub mod own;
pub mod place;
pub mod playback;
pub mod run;
pub mod share;
pub mod state;
pub mod transport;
pub mod typing;
pub mod whatif;

use gloo_timers::callback::Timeout;
use markup::html;
use sim_core::base::MessageId;
use yew::prelude::*;

use crate::draw::camera::Camera;
use crate::panels;
use crate::platform;
use crate::platform::keyboard::Key;
use crate::platform::{
    address, clock, events, files, frame, keyboard, link, panic, second, size, storage, svg, theme,
};
use address::Turn;
use msg::Msg;
use share::Export;
use state::State;

/// Milliseconds without typing after which a text is checked.
const TYPING_PAUSE: u32 = 300;
/// Milliseconds for which is said what went well, and more for each letter: what
/// went wrong stays until it is closed or somebody goes on.
const NEWS: u32 = 5_000;
const NEWS_LETTER: u32 = 50;
/// Milliseconds of a frame for computing ahead: the rest is for drawing.
const COMPUTE_MILLIS: f64 = 5.0;
/// The same while nothing moves on the stage.
const COMPUTE_MILLIS_STILL: f64 = 12.0;

/// The page.
pub struct App {
    state: State,
    /// Always the same one: a panel whose properties are equal is not drawn anew.
    send: Callback<Msg>,
    frame: Option<frame::Frame>,
    check: Option<Timeout>,
    /// What went well, until it goes by itself.
    fading: Option<(String, Timeout)>,
    /// Whether it was said that the browser keeps nothing.
    said_unkept: bool,
    /// Theme and title as the browser knows them: telling it the same again
    /// makes it look at the styles of the whole page.
    told: Option<(Option<bool>, bool, String)>,
    /// The presenter's window.
    second: Option<second::Second>,
    /// Where the keys go.
    focus: focus::Focus,
    /// The message whose trip is shown, and its station.
    station: (Option<MessageId>, Option<usize>),
    /// The caption for which its letters were measured.
    said: (Option<String>, Option<String>),
    _listeners: Vec<events::Listener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let mut listeners = Vec::from(keyboard::listen(None, pressed(ctx)));
        listeners.extend(files::listen_for_drops(ctx.link().callback(Msg::Files)));
        listeners.extend(address::listen(turned(ctx)));
        let mut state = State::default();
        state.playback.jumps = theme::reduced_motion();
        state.system_dark = theme::system_is_dark();
        own::remember(&mut state, storage::kept(), &clock::date);
        state.window = size::window();
        state.first_visit = storage::is_first_visit();
        match address::left() {
            Some(place) => place::open(&mut state, &place),
            None => link::read_address(ctx.link().callback(Msg::OpenLink)),
        }
        App {
            said_unkept: false,
            told: None,
            second: None,
            focus: focus::Focus::default(),
            station: (None, None),
            said: (None, None),
            state,
            send: ctx.link().callback(|msg| msg),
            frame: None,
            check: None,
            fading: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.note();
        let before = focus::open(&self.state);
        let enters = msg.enters();
        let by_keys = matches!(msg, Msg::Pressed(_)) || platform::focus::is_by_keys();
        self.handle(ctx, msg);
        if enters && self.state.document.is_some() {
            address::enter();
        }
        self.focus.note(before, focus::open(&self.state), by_keys);
        // While somebody types it is kept at the next pause.
        if self.check.is_none() {
            self.keep();
        }
        self.state.refresh();
        self.settle(ctx);
        true
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        self.focus.settle(&self.state);
        // Nothing is said where there is no stage.
        let _ = platform::size::fill(".caption", &mut self.said);
        let here = self.state.station();
        let before = std::mem::replace(&mut self.station, here);
        if before.0 != here.0 {
            platform::text::to_top(".message-tab");
        }
        if before != here {
            // There is no such box where the trip is not shown.
            let _ = platform::text::follow(".stations", "[aria-current]");
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let page = panels::page(&self.state, self.send.clone());
        let Some(second) = self.second.as_ref().filter(|second| second.is_open()) else {
            return page;
        };
        let notes = panels::presenter::view(&self.state, &self.send);
        html! { <>{page}{yew::create_portal(notes, second.body())}</> }
    }
}

/// What a key does, in whichever window it is pressed.
fn pressed(ctx: &Context<App>) -> impl Fn(Key) -> bool + 'static {
    let link = ctx.link().clone();
    move |key| {
        let meant = keys::message(&key).is_some();
        link.send_message(Msg::Pressed(key));
        meant
    }
}

/// What is done when the browser's address turns. A page that is left has no time
/// for messages: where somebody is is noted at once.
fn turned(ctx: &Context<App>) -> Callback<Turn> {
    let link = ctx.link().clone();
    Callback::from(move |turn| match turn {
        Turn::Leave => {
            if let Some(app) = link.get_component() {
                address::keep(place::write(&app.state));
                if let Some((id, text)) = own::left(&app.state, clock::today()) {
                    storage::keep(id, &text);
                }
            }
        }
        Turn::Link => link.send_message(Msg::ReadAddress),
        Turn::Back => link.send_message(Msg::Library(true)),
        Turn::Forward => link.send_message(Msg::Library(false)),
    })
}

impl App {
    fn handle(&mut self, ctx: &Context<Self>, msg: Msg) {
        if self.state.first_visit && msg.moves() {
            self.understood();
        }
        let state = &mut self.state;
        match msg {
            Msg::Frame(at) => self.frame(at),
            Msg::StageSize(size) => {
                state.stage_size = size;
                state.window = size::window();
            }
            Msg::Pressed(key) => self.pressed(ctx, &key),

            Msg::OpenLibrary(at) => {
                self.keep();
                self.open_library(at);
            }
            Msg::Files(Ok(files)) => {
                self.keep();
                self.open_files(files);
            }
            Msg::Files(Err(word)) => state.notice = Some(word),
            Msg::OpenOwn(id) => {
                self.keep();
                own::open(&mut self.state, id);
            }
            Msg::Edit(text) => self.edit(ctx, text),
            Msg::Check => self.check(),
            Msg::Caret(byte) => document::caret(state, byte),
            Msg::Undo(back) => {
                // What is typed next is a change of its own.
                self.check = None;
                document::undo(state, back);
            }
            Msg::Forget(id) => {
                if own::forget(state, id, &platform::confirmed) {
                    storage::forget(id);
                }
            }
            // Whoever is reading it has it a while longer.
            Msg::Faded => match platform::focus::is_at(".notice") {
                true => self.fading = None,
                false => state.news = None,
            },
            Msg::New(template) => {
                self.keep();
                document::new(&mut self.state, template);
            }
            Msg::Duplicate => {
                self.keep();
                document::duplicate(&mut self.state);
            }
            Msg::Rename(name) => document::rename(state, &name),
            Msg::WhatIf(at) => {
                self.keep();
                document::what_if(&mut self.state, at);
            }
            Msg::Place(process, place, done) => document::place(state, process, place, done),

            Msg::PlayPause => transport::play_pause(state),
            Msg::Step(direction) => transport::step(state, direction),
            Msg::Stop(direction) => transport::stop(state, direction),
            Msg::Start => transport::start(state),
            Msg::End => transport::end(state),
            Msg::SeekStop(at, position) => transport::seek_stop(state, at, position),
            Msg::Seek(position) => transport::seek(state, position),
            Msg::Scrub(nanos) => transport::scrub(state, nanos),
            Msg::StepBy(unit) => transport::step_by(state, unit),
            Msg::StepFrames(how, direction) => transport::step_frames(state, how, direction),
            Msg::StepAlong(unit, direction) => transport::step_along(state, unit, direction),
            Msg::Station(message, at) => transport::seek_station(state, message, at),
            Msg::ShowCode(process) => {
                choices::select(state, process);
                choices::show(state, msg::Tab::Code);
            }
            Msg::RunUntil(unit) => transport::run_until(state, unit),
            Msg::GoTo(text) => transport::go_to(state, &text),
            Msg::Zoom(at, factor) => transport::zoom(state, at, factor),
            Msg::ZoomHere(factor) => {
                let now = state.run.as_ref().map_or(0, |run| run.now().0);
                transport::zoom(state, now, factor);
            }
            Msg::Pan(part) => transport::pan(state, part),
            Msg::WholeTime => state.view.window = None,
            Msg::ToggleDiagram => choices::toggle_diagram(state),
            Msg::FootHeight(height) => choices::foot_height(state, height),
            Msg::Speed(by) => state.playback.change_speed(by),
            Msg::ToggleGaps => state.playback.skip_gaps ^= true,
            Msg::Choose(answer) => choices::choose(state, answer),
            Msg::CountHands => choices::count_hands(state),
            Msg::Reveal => choices::reveal(state),
            Msg::Hint => state.view.hint ^= true,

            Msg::Select(process) => choices::select(state, process),
            Msg::SelectMessage(message) => choices::select_message(state, message),
            Msg::SelectQueue(process, queue) => choices::select_queue(state, process, queue),
            Msg::SelectEvent(record) => choices::select_event(state, record),
            Msg::Why(record) => choices::show_why(state, record),
            Msg::SelectFrame(record) => choices::select_frame(state, record),
            Msg::SelectConnection(id) => choices::select_connection(state, id),
            Msg::Look(depth) => choices::look(state, depth),
            Msg::Meter(meters) => state.view.meters = meters,
            Msg::NextMeters => choices::next_meters(state),
            Msg::UsePackets => document::use_packets(state),
            Msg::SelectThread(thread) => state.view.thread = Some(thread),
            Msg::SelectLink(from, to) => whatif::select_link(state, from, to),
            Msg::Unselect => choices::unselect(state),
            Msg::StageZoom(at, factor) => {
                state.view.camera = state.view.camera.zoomed(at, factor);
            }
            Msg::StagePan(x, y) => state.view.camera = state.view.camera.panned((x, y)),
            Msg::StageWhole => state.view.camera = Camera::default(),
            Msg::ToggleStack(name) => choices::toggle_stack(state, &name),
            Msg::ToggleWaits => state.view.waits ^= true,
            Msg::Show(tab) => choices::show(state, tab),
            Msg::ToggleWhy => state.view.why ^= true,
            Msg::MoreLog => choices::more_log(state),
            Msg::FilterLog(filter) => state.view.log_filter = filter,

            Msg::Intervene(process, what) => choices::intervene(state, process, what),
            Msg::CrashOrRestart => choices::crash_or_restart(state),
            Msg::DropMessage => whatif::drop_message(state),
            Msg::Give(command) => whatif::give(state, command),
            Msg::Set(what, text) => whatif::set(state, what, &text),
            Msg::WhatIfOpen => whatif::open(state),
            Msg::Type(process, line) => choices::type_line(state, process, line),

            Msg::Branch(to) => choices::branch(state, to),
            Msg::SaveBranch => document::save_branch(state),
            Msg::RemoveBranch => {
                if platform::confirmed("Remove this branch? What was done in it is lost.") {
                    choices::remove_branch(state);
                }
            }
            Msg::Compare(with) => compare::begin(state, with),
            Msg::EndCompare => state.compare = None,

            Msg::Toggle(panel) => self.toggle(ctx, panel),
            Msg::LinkReady(link) => state.link = Some(link),
            Msg::CopyLink => self.copy_link(ctx),
            Msg::Export(export) => self.export(ctx, export),
            Msg::Capture(tap) => self.capture(tap),
            Msg::OpenLink(text) => {
                self.keep();
                share::open(&mut self.state, text);
            }
            Msg::ReadAddress => link::read_address(ctx.link().callback(Msg::OpenLink)),
            Msg::Notice(word) => state.notice = Some(word),
            Msg::News(word) => state.news = Some(word),
            Msg::TogglePresenter => self.toggle_presenter(ctx),
            Msg::Guide(guide) => state.view.guide = guide,
            Msg::Understood => self.understood(),
            Msg::Library(open) => choices::library(state, open),
            Msg::ToggleEditor => choices::toggle_editor(state),
            Msg::Escape => choices::escape(state),
            Msg::ToggleDark => state.view.dark = Some(!state.is_dark()),
            Msg::ToggleProjector => choices::toggle_projector(state),
        }
    }

    /// The first hint is not shown again.
    fn understood(&mut self) {
        self.state.first_visit = false;
        storage::visited();
    }

    fn frame(&mut self, at: f64) {
        self.frame = None;
        let millis = if self.state.is_moving() {
            COMPUTE_MILLIS
        } else {
            COMPUTE_MILLIS_STILL
        };
        let until = clock::millis() + millis;
        transport::frame(&mut self.state, at, &|| clock::millis() >= until);
    }

    fn pressed(&mut self, ctx: &Context<Self>, key: &Key) {
        if let Some(msg) = keys::message(key) {
            self.handle(ctx, msg);
        }
    }

    fn edit(&mut self, ctx: &Context<Self>, text: String) {
        document::edit(&mut self.state, text, self.check.is_none());
        let link = ctx.link().clone();
        self.check = Some(Timeout::new(TYPING_PAUSE, move || {
            link.send_message(Msg::Check);
        }));
    }

    fn open_library(&mut self, at: usize) {
        if let Some(entry) = crate::library::ENTRIES.get(at) {
            panic::note_text(entry.path, &entry.text());
        }
        document::open_library(&mut self.state, at);
    }

    /// A bug of the core must not cost the text: it is noted before the call.
    fn open_files(&mut self, files: Vec<files::TextFile>) {
        if let Some(file) = files.iter().find(|file| file.name.ends_with(".toml")) {
            panic::note_text(&file.name, &file.text);
        }
        document::open_files(&mut self.state, files);
    }

    fn check(&mut self) {
        self.check = None;
        if let Some(document) = &self.state.document {
            panic::note_text(&document.name, &document.text);
        }
        self.keep();
        document::check_soon(&mut self.state);
    }

    /// Keeps what was written since the last time.
    fn keep(&mut self) {
        let kept = own::keep(&mut self.state, clock::today(), &clock::date);
        let Some((own, forgotten)) = kept else { return };
        forgotten.into_iter().for_each(storage::forget);
        let kept = storage::keep(own.id, &own::stored(&own));
        if !kept && !std::mem::replace(&mut self.said_unkept, true) {
            let word = "This browser keeps nothing: its storage is full or forbidden. Save your text as a file (Share) before you leave; all else works.";
            self.state.notice = Some(word.to_owned());
        }
    }

    fn toggle(&mut self, ctx: &Context<Self>, panel: msg::Panel) {
        choices::toggle(&mut self.state, panel);
        if self.state.view.panel == Some(msg::Panel::Share)
            && let Some(text) = share::write(&self.state)
        {
            link::pack(text, ctx.link().callback(Msg::LinkReady));
        }
    }

    fn copy_link(&self, ctx: &Context<Self>) {
        if let Some(link) = &self.state.link {
            let done = ctx.link().callback(|()| {
                Msg::News(
                    "The link is copied. It holds everything: nothing is sent to a server."
                        .to_owned(),
                )
            });
            link::copy(link, done);
        }
    }

    fn export(&mut self, ctx: &Context<Self>, export: Export) {
        let (Some(document), Some(run)) = (&self.state.document, &self.state.run) else {
            return;
        };
        let name = |ending: &str| share::file_name(document, ending);
        // What would answer a question leaves the page as little as it is seen on it.
        let until = self.state.veiled().map(|veiled| veiled.1);
        match export {
            Export::Scenario => files::save(&name(".toml"), &document.text),
            Export::Stage => files::save(&name("-stage.svg"), &svg::of(".stage svg", None)),
            Export::Diagram => files::save(
                &name("-diagram.svg"),
                &svg::of(".lanes-sheet", Some(".axis-sheet")),
            ),
            Export::Mermaid => files::save(&name(".mmd"), &run.session().mermaid(until)),
            Export::Markdown => files::save(&name(".md"), &run.session().markdown(until)),
            Export::Json => files::save(&name(".json"), &run.session().json(until)),
            Export::HandOut => {
                if let Some(text) = share::write(&self.state) {
                    let failed = ctx.link().callback(Msg::Notice);
                    link::hand_out(text, name(".html"), failed);
                }
            }
        }
    }

    fn capture(&mut self, tap: Option<String>) {
        let (Some(document), Some(run)) = (&self.state.document, &self.state.run) else {
            return;
        };
        let card = tap.as_deref().unwrap_or("").replace(':', "-");
        let ending = match &tap {
            Some(_) => format!("-{card}.pcapng"),
            None => ".pcapng".to_owned(),
        };
        match run.session().pcapng(tap.as_deref()) {
            Ok(bytes) => files::save_bytes(&share::file_name(document, &ending), &bytes),
            Err(word) => self.state.notice = Some(word),
        }
    }

    fn toggle_presenter(&mut self, ctx: &Context<Self>) {
        let open = self.second.take().filter(|second| second.is_open());
        if let Some(open) = open {
            return open.close();
        }
        self.second =
            second::Second::open(|document| keyboard::listen(Some(document), pressed(ctx)));
        if self.second.is_none() {
            let word =
                "The browser did not open a second window: allow pop-up windows for this page.";
            self.state.notice = Some(word.to_owned());
        }
    }

    /// What the browser must know after every message.
    fn settle(&mut self, ctx: &Context<Self>) {
        if self.second.is_some() {
            self.state.look_ahead();
        }
        self.tell();
        self.fade(ctx);
        if self.state.wants_frames() && self.frame.is_none() {
            let link = ctx.link().clone();
            let send = move |at| link.send_message(Msg::Frame(at));
            self.frame = Some(frame::request(send));
        }
    }

    /// What went well is said for a while.
    fn fade(&mut self, ctx: &Context<Self>) {
        let said = self.state.news.as_ref();
        if said == self.fading.as_ref().map(|fading| &fading.0) {
            return;
        }
        let link = ctx.link().clone();
        self.fading = said.map(|word| {
            let millis = NEWS + NEWS_LETTER * word.len() as u32;
            let fade = move || link.send_message(Msg::Faded);
            (word.clone(), Timeout::new(millis, fade))
        });
    }

    /// Theme and title, where they have changed.
    fn tell(&mut self) {
        let view = &self.state.view;
        let title = self.state.run.as_ref().map_or("", |run| run.title());
        let told = self.told.as_ref();
        if told.is_some_and(|(dark, projector, known)| {
            (*dark, *projector, known.as_str()) == (view.dark, view.projector, title)
        }) {
            return;
        }
        theme::set(view.dark, view.projector);
        if !title.is_empty() {
            theme::set_title(&format!("{title} · Mailroom"));
        }
        self.told = Some((view.dark, view.projector, title.to_owned()));
    }

    /// What a report of a bug needs to know.
    fn note(&self) {
        if let Some(run) = &self.state.run {
            panic::note(run.seed(), run.position());
        }
    }
}
