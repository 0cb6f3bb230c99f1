//! The root component: one state, one `Msg`; each arm is one line into a pure
//! module. It alone talks to the browser about frames, keys and storage.

pub mod choices;
pub mod document;
pub mod keys;
pub mod msg;
pub mod playback;
pub mod run;
pub mod state;
pub mod transport;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::panels;
use crate::platform::{clock, events, files, frame, keyboard, panic, storage, theme};
use msg::Msg;
use state::State;

/// Milliseconds without typing after which a text is checked.
const TYPING_PAUSE: u32 = 300;
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
    _listeners: Vec<events::Listener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let keys = keyboard::listen(move |key| {
            let meant = keys::message(&key).is_some();
            link.send_message(Msg::Pressed(key));
            meant
        });
        let mut listeners = vec![keys];
        listeners.extend(files::listen_for_drops(ctx.link().callback(|msg| msg)));
        let mut state = State::default();
        state.playback.jumps = theme::reduced_motion();
        state.system_dark = theme::system_is_dark();
        state.kept = storage::kept().map(|kept| kept.0);
        App {
            state,
            send: ctx.link().callback(|msg| msg),
            frame: None,
            check: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.note();
        self.handle(ctx, msg);
        self.state.refresh();
        self.settle(ctx);
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        panels::page(&self.state, self.send.clone())
    }
}

impl App {
    fn handle(&mut self, ctx: &Context<Self>, msg: Msg) {
        let state = &mut self.state;
        match msg {
            Msg::Frame(at) => self.frame(at),
            Msg::StageSize(size) => state.stage_size = size,
            Msg::CaptionSize(size) => choices::caption_size(state, size),
            Msg::Pressed(key) => self.pressed(ctx, &key),

            Msg::OpenLibrary(at) => self.open_library(at),
            Msg::OpenFiles(files) => self.open_files(files),
            Msg::Refused(word) => state.notice = Some(word),
            Msg::OpenKept => self.open_kept(),
            Msg::Edit(text) => self.edit(ctx, text),
            Msg::Check => self.check(),

            Msg::PlayPause => transport::play_pause(state),
            Msg::Step(direction) => transport::step(state, direction),
            Msg::Stop(direction) => transport::stop(state, direction),
            Msg::Start => transport::start(state),
            Msg::End => transport::end(state),
            Msg::SeekStop(at, position) => transport::seek_stop(state, at, position),
            Msg::Seek(position) => transport::seek(state, position),
            Msg::Scrub(nanos) => transport::scrub(state, nanos),
            Msg::StepBy(unit) => transport::step_by(state, unit),
            Msg::Speed(by) => state.playback.change_speed(by),
            Msg::ToggleGaps => state.playback.skip_gaps ^= true,
            Msg::Choose(answer) => choices::choose(state, answer),

            Msg::Select(process) => choices::select(state, process),
            Msg::SelectMessage(message) => choices::select_message(state, message),
            Msg::Show(tab) => choices::show(state, tab),
            Msg::ToggleWhy => state.view.why ^= true,
            Msg::MoreLog => choices::more_log(state),

            Msg::Intervene(process, what) => choices::intervene(state, process, what),
            Msg::CrashOrRestart => choices::crash_or_restart(state),
            Msg::Type(process, line) => choices::type_line(state, process, line),

            Msg::ToggleLibrary => choices::toggle_library(state),
            Msg::ToggleEditor => choices::toggle_editor(state),
            Msg::ToggleKeys => choices::toggle_keys(state),
            Msg::Escape => choices::escape(state),
            Msg::ToggleDark => state.view.dark = Some(!state.is_dark()),
            Msg::ToggleProjector => choices::toggle_projector(state),
        }
    }

    fn frame(&mut self, at: f64) {
        self.frame = None;
        let millis = if self.state.playback.playing {
            COMPUTE_MILLIS
        } else {
            COMPUTE_MILLIS_STILL
        };
        let until = clock::millis() + millis;
        transport::frame(&mut self.state, at, || clock::millis() >= until);
    }

    fn pressed(&mut self, ctx: &Context<Self>, key: &keys::Key) {
        if let Some(msg) = keys::message(key) {
            self.handle(ctx, msg);
        }
    }

    fn edit(&mut self, ctx: &Context<Self>, text: String) {
        document::edit(&mut self.state, text);
        let link = ctx.link().clone();
        self.check = Some(Timeout::new(TYPING_PAUSE, move || {
            link.send_message(Msg::Check);
        }));
    }

    fn open_library(&mut self, at: usize) {
        if let Some(entry) = crate::library::ENTRIES.get(at) {
            panic::note_text(entry.path, entry.text);
        }
        document::open_library(&mut self.state, at);
    }

    /// A bug of the core must not cost the text: it is noted before the call.
    fn open_files(&mut self, files: Vec<msg::TextFile>) {
        if let Some(file) = files.iter().find(|file| file.name.ends_with(".toml")) {
            panic::note_text(&file.name, &file.text);
        }
        document::open_files(&mut self.state, files);
    }

    fn check(&mut self) {
        if let Some(document) = &self.state.document {
            panic::note_text(&document.name, &document.text);
            storage::keep(&document.name, &document.text);
        }
        document::check(&mut self.state);
    }

    fn open_kept(&mut self) {
        if let Some((name, text)) = storage::kept() {
            document::open(&mut self.state, &name, &text, Vec::new());
            self.state.view.editor = true;
        }
    }

    /// What the browser must know after every message.
    fn settle(&mut self, ctx: &Context<Self>) {
        theme::set(self.state.view.dark, self.state.view.projector);
        if let Some(run) = &self.state.run {
            theme::set_title(&format!("{} · Mailroom", run.title()));
        }
        if self.state.wants_frames() && self.frame.is_none() {
            let link = ctx.link().clone();
            let send = move |at| link.send_message(Msg::Frame(at));
            self.frame = Some(frame::request(send));
        }
    }

    /// What a report of a bug needs to know.
    fn note(&self) {
        if let Some(run) = &self.state.run {
            panic::note(run.seed(), run.position());
        }
    }
}
