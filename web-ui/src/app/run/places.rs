//! What somebody does to the places on the stage, which changes no run.

use super::*;

impl Run {
    /// Puts a process's host elsewhere on the stage, until the text says so; the
    /// others yield.
    pub fn move_host(&mut self, process: ProcessId, place: (f64, f64)) {
        let mut lesson = (*self.lesson).clone();
        let own = lesson.setup.processes.get(process.index());
        self.held = own.map(|own| own.host);
        let host = self.held.map(HostId::index);
        if let Some(at) = host.and_then(|host| lesson.places.get_mut(host)) {
            *at = Some(place);
        }
        self.lesson = Rc::new(lesson);
        self.session.show_lesson(Rc::clone(&self.lesson));
        self.place_anew();
    }

    /// Lets a host go that was moved: where it is now, and where those of the
    /// author's places are that have yielded.
    pub fn let_go(&mut self, place: (f64, f64)) -> Vec<(String, (f64, f64))> {
        let Some(held) = self.held.take() else {
            return Vec::new();
        };
        self.place_anew();
        let mut places = vec![(self.lesson.setup.hosts[held.index()].name.clone(), place)];
        if let (Some(drawn), Some(scene)) = (&*self.pictures.drawn, &*self.pictures.scene) {
            let others = drawn.hosts.iter().filter(|host| host.id != held);
            places.extend(others.filter_map(|host| scene.layout.yielded(host)));
        }
        places
    }

    pub(super) fn place_anew(&mut self) {
        (self.made.stage, self.made.layout) = (None, None);
    }

    /// Opens a stack of replicas, or closes it.
    pub fn toggle_stack(&mut self, name: &str) {
        self.groups = fold::toggled(&self.groups, name);
        self.charted = None;
        self.place_anew();
    }

    /// How many stacks of replicas there are.
    pub fn stacks(&self) -> usize {
        self.groups.len()
    }
}
