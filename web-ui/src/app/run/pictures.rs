//! The pictures of a run: each is made anew only when what it shows has changed.

use super::*;

impl Run {
    /// Makes those pictures anew that are out of date. Selects the first
    /// process if none is. While it plays, the program's text follows a few
    /// times a second: a reader cannot follow more.
    pub fn refresh(&mut self, view: &mut View, space: Space, playing: bool) {
        // Before anything is computed there is nothing to show.
        if self.session.computed().0 == 0 && !self.complete() || self.stands_in {
            return;
        }
        self.chart(view.window);
        let moment = (self.position(), self.branch);
        if self.made.stage != Some((moment, space)) {
            self.draw_stage(space);
            self.made.stage = Some((moment, space));
        }
        // A changed text, or another branch, may have no such process.
        let known = self.session.trace().index().processes();
        if view.process.is_none_or(|it| it.index() >= known) {
            (view.process, view.thread) = (self.first_process(), None);
        }
        self.draw_code(moment, view.process, view.thread, playing);
        self.draw_cables(moment, view);
        // Not only by position: a stop may come at a later time of the same.
        let said = Some((moment, self.now(), view.depth, self.session.told()));
        if (self.made.caption != said || !self.complete()) && !(playing && self.holds_caption()) {
            self.pictures.caption = self.caption(view.depth);
            self.made.caption = said;
            self.made.caption_frame = self.frame;
        }
        self.draw_lists(moment, view);
        self.draw_selected(moment, view);
        self.draw_below(moment, view, space);
    }

    /// What happens below the messages, as far as it is shown.
    fn draw_below(&mut self, moment: Moment, view: &View, space: Space) {
        let wanted = Wanted {
            moment,
            computed: self.computed_state(),
            complete: self.complete(),
            space,
        };
        let end = self.horizon();
        let scene = self.pictures.scene.clone();
        let scene = (*scene).as_ref();
        let pictures = &mut self.pictures.below;
        let below = &mut self.below;
        if view.depth != Depth::Messages {
            below.draw_wires(&self.session, wanted, scene, pictures);
        }
        match view.tab {
            Tab::Message => below.draw_message(&self.session, wanted, view, pictures),
            Tab::Queues => below.draw_meters(&self.session, wanted, view, pictures),
            _ => {}
        }
        pictures.has_packets = self.session.has_packets();
        pictures.end = end;
    }

    /// What is said of the selected event and message.
    fn draw_selected(&mut self, moment: Moment, view: &View) {
        let record = view.event.as_ref().map(|event| event.record);
        if self.made.why != record {
            let why = record.and_then(|record| self.session.why(record));
            self.pictures.why = Shared::new(why);
            self.made.why = record;
        }
        let message = view.message.map(|message| (moment, message));
        if self.made.message != message {
            let id = view.message;
            let why = id.and_then(|message| self.session.why_of(message));
            self.pictures.message_why = Shared::new(why);
            let lines = id.map(|message| self.session.lines_of(message));
            self.pictures.lines = Shared::new(lines.unwrap_or_default());
            self.made.message = message;
        }
    }

    /// The cables, while somebody looks at what can be done to them.
    fn draw_cables(&mut self, moment: Moment, view: &View) {
        let wanted = Some((moment, view.link));
        if view.panel != Some(Panel::WhatIf) || self.made.cables == wanted {
            return;
        }
        self.pictures.cables = Shared::new(self.session.cables());
        let way = view.link.map(|(from, to)| self.session.way(from, to));
        self.pictures.way = way.unwrap_or_default();
        self.made.cables = wanted;
    }

    fn draw_code(
        &mut self,
        moment: Moment,
        process: Option<ProcessId>,
        thread: Option<ThreadId>,
        playing: bool,
    ) {
        let there = process.filter(|it| self.session.has_process(*it));
        let Some(process) = there else {
            if self.made.code.take().is_some() {
                self.pictures.code = Shared::default();
            }
            return;
        };
        let same =
            |made: (Moment, ProcessId, Option<ThreadId>)| (made.1, made.2) == (process, thread);
        let same_process = self.made.code.is_some_and(same);
        let age = self.frame.wrapping_sub(self.made.code_frame);
        let too_soon = playing && same_process && age < CODE_FRAMES;
        if self.made.code == Some((moment, process, thread)) || too_soon {
            return;
        }
        self.session.look_at(process);
        self.pictures.code = Shared::new(Some(self.session.code_of(process, thread)));
        self.made.code = Some((moment, process, thread));
        self.made.code_frame = self.frame;
    }

    /// The log, if it is shown.
    fn draw_lists(&mut self, moment: Moment, view: &View) {
        // What is selected is there, however deep it lies.
        let selected = view.event.as_ref().map(|event| event.level);
        let depth = selected.map_or(view.depth, |level| level.max(view.depth));
        let filter = match (view.log_filter, view.process) {
            // It follows the selection.
            (LogFilter::Of(_), Some(process)) => LogFilter::Of(process),
            (filter, _) => filter,
        };
        let log = Some((moment, view.log_lines, depth, filter));
        if view.tab == Tab::Log && self.made.log != log {
            self.pictures.log = Shared::new(self.session.log(view.log_lines, depth, filter));
            self.made.log = log;
        }
    }

    /// Draws the timeline when the computing has ended or got much further, or
    /// another window of it is wanted.
    fn chart(&mut self, window: Option<Window>) {
        let anew = self.chart_whole();
        if !anew && window == self.made.window {
            return;
        }
        self.made.window = window;
        let Some(window) = window else {
            self.pictures.chart = self.pictures.timeline.clone();
            return;
        };
        let mut chart = self.session.timeline(window, ARROWS);
        chart.gaps = self.pictures.timeline.gaps.clone();
        if chart.every == 1 {
            chart.gaps = quiet::stretches(&chart, window);
        }
        fold::fold_lanes(&self.groups, &mut chart);
        self.pictures.chart = Shared::new(chart);
    }

    /// The timeline of the whole run; true if it was drawn anew.
    fn chart_whole(&mut self) -> bool {
        let computed = self.session.computed();
        let further = self.charted.is_none_or(|old| computed.0 > old.0 * 2 + 500);
        let finished = self.complete() && self.pictures.timeline.end.is_none();
        if !(further || finished || self.complete() && self.charted != Some(computed)) {
            return false;
        }
        let window = (Time::ZERO, self.horizon());
        let mut timeline = self.session.timeline(window, ARROWS);
        // Of very many arrows only some are there: the core's gaps are right.
        if timeline.every == 1 {
            timeline.gaps = quiet::stretches(&timeline, window);
        }
        if !self.keeps_hop {
            self.hop = typical_hop(&timeline.arrows);
        }
        fold::fold_lanes(&self.groups, &mut timeline);
        self.pictures.timeline = Shared::new(timeline);
        self.charted = Some(computed);
        if self.complete() {
            self.pictures.verdicts = Shared::new(self.session.verdicts());
        }
        self.pictures.remarks = Shared::new(self.session.remarks());
        true
    }

    fn draw_stage(&mut self, space: Space) {
        let stage = self.session.stage();
        self.pictures.waits = Shared::new(self.session.waits(&stage));
        let folds = Folds::new(self.groups.to_vec(), stage.processes.len());
        let folded = folds.apply(&stage);
        self.pictures.stage = Shared::new(Some(stage));
        let drawn = match folded {
            Some(folded) => Shared::new(Some(folded)),
            None => self.pictures.stage.clone(),
        };
        let before = std::mem::replace(&mut self.pictures.drawn, drawn);
        self.pictures.folds = Shared::new(folds);
        self.draw_scene(space, &before);
    }

    /// The stage's geometry, unless it is as it was for the stage `before`.
    fn draw_scene(&mut self, space: Space, before: &Option<Stage>) {
        let shown = self.pictures.drawn.clone();
        let Some(drawn) = &*shown else {
            return;
        };
        let count = drawn.processes.len().max(self.cast.processes.len());
        let ground = Some((space, count));
        let same = |before| scene::same_ground(before, drawn);
        if self.made.ground == ground && before.as_ref().is_some_and(same) {
            return;
        }
        let layout = self.layout((space, count), drawn);
        self.pictures.scene = Shared::new(Some(Scene::new(drawn, layout, &self.cast.peers)));
        self.made.ground = ground;
    }

    /// Where the cards stand: also those of processes that are not there yet.
    fn layout(&mut self, (space, count): (Space, usize), drawn: &Stage) -> Layout {
        if let Some((made_for, of, layout)) = &self.made.layout
            && (*made_for, *of) == (space, count)
        {
            return layout.clone();
        }
        let folds = &self.pictures.folds;
        let flow = &self.cast.flow;
        let is_folded = folds.groups.iter().any(|group| !group.open);
        let pairs = if is_folded {
            flow.surest()
        } else {
            flow.edges()
        };
        let edges = folds.edges(&pairs);
        let later = self.cast.processes.get(drawn.processes.len()..);
        let cards = drawn.processes.iter().chain(later.unwrap_or_default());
        let seats: Vec<Seat<'_>> = cards.map(|card| Seat::of(card)).collect();
        let mut layout = layout::place_holding(space, &drawn.hosts, &seats, &edges, self.held);
        folds.spread(&mut layout.cards);
        self.made.layout = Some((space, count, layout.clone()));
        layout
    }

    /// True while the sentence of an event has not been shown long enough to be
    /// read. Narration does not wait for it: playing ends there.
    fn holds_caption(&self) -> bool {
        let same_run = self
            .made
            .caption
            .is_some_and(|made| made.0.1 == self.branch);
        let shown = self.pictures.caption.as_ref();
        same_run
            && shown.is_some_and(|caption| caption.stop.is_none())
            && self.frame.wrapping_sub(self.made.caption_frame) < CAPTION_FRAMES
    }

    fn caption(&self, depth: Depth) -> Option<Caption> {
        let said = self.session.caption_at(depth)?;
        let stops = self.session.stops();
        let at = said.stop;
        let at = at.and_then(|index| stops.iter().position(|stop| stop.index == index));
        // Some of the file's stops may never come: that is known at the end.
        let count = match self.complete() {
            true => stops.len(),
            false => self.lesson.stops.len(),
        };
        Some(Caption {
            text: said.text,
            stop: at.map(|at| stops[at].clone()),
            place: at.map(|at| (at + 1, count)),
            elsewhere: said.stop.is_some_and(|index| self.is_elsewhere(index)),
            intervention: said.stop.is_none() && said.tone == Tone::Command,
            led: matches!(self.session.told(), Told::Event(_) | Told::Station(..)),
            why: said.why,
        })
    }

    fn first_process(&self) -> Option<ProcessId> {
        let stage = (*self.pictures.stage).as_ref()?;
        stage.processes.first().map(|process| process.id)
    }
}
