//! The pictures of what happens below the messages and of numbers over time,
//! each made anew only when it is out of date. Part of a run; decides nothing.

use sim_core::base::{MessageId, RecordId, Time};
use sim_core::view::{ConnectionCard, Descent, FrameSheet, Measured, Plot, Station, Wires};

use super::msg::Meters;
use super::state::View;
use crate::draw::layout::Space;
use crate::draw::scene::Scene;
use crate::draw::wires::WireScene;
use crate::engine::Session;
use crate::shared::Shared;

/// The pictures.
#[derive(Clone, Default, PartialEq)]
pub struct Pictures {
    /// True if packets are simulated.
    pub has_packets: bool,
    /// The last moment that is computed.
    pub end: Time,
    /// The network at the cursor.
    pub wires: Shared<Option<Wires>>,
    /// Its geometry.
    pub scene: Shared<Option<WireScene>>,
    /// The selected message through the layers.
    pub descent: Shared<Option<Descent>>,
    /// Its trip, as far as computed.
    pub trip: Shared<Vec<Station>>,
    /// At which station it is.
    pub station: Option<usize>,
    /// The selected frame, or the last one of the selected message.
    pub sheet: Shared<Option<FrameSheet>>,
    /// The ends of TCP connections.
    pub connections: Shared<Vec<ConnectionCard>>,
    /// Queues over time.
    pub queues: Shared<Vec<QueuePlots>>,
    /// The selected end of a connection over time.
    pub windows: Shared<Vec<Shared<Plot>>>,
}

/// One queue over time.
#[derive(Clone, PartialEq)]
pub struct QueuePlots {
    /// Which.
    pub queue: Measured,
    /// Its plots; only the first while it is not selected.
    pub plots: Vec<Shared<Plot>>,
}

/// The moment that pictures are wanted of.
#[derive(Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Position and future.
    pub moment: (u64, u32),
    /// Future and how much of it is computed.
    pub computed: (u32, u64),
    /// True if all of it is.
    pub complete: bool,
    /// The stage's room.
    pub space: Space,
}

/// The moment that a picture was made for, where more is still computed.
type Computed = Option<(u64, u32)>;

/// What each picture was last made for.
#[derive(Default)]
pub struct Below {
    wires: Option<((u64, u32), Space)>,
    descent: Option<(MessageId, Stage)>,
    trip: Option<(MessageId, Stage, Computed)>,
    sheet: Option<(Option<RecordId>, u32)>,
    connections: Option<(u64, u32)>,
    queues: Option<(Option<u32>, Stage)>,
    windows: Option<(Option<u64>, Stage)>,
}

/// A future, and about how much of it is computed: pictures of whole runs are
/// not made anew for every event.
type Stage = (u32, u32);

impl Wanted {
    fn stage(self) -> Stage {
        let about = match self.complete {
            true => u32::MAX,
            // Each time twice as much has been computed.
            false => ((self.computed.1 + 1) as f64).log2() as u32,
        };
        (self.computed.0, about)
    }
}

/// Queues with plots: more nobody looks at one by one.
const QUEUES: usize = 40;

impl Below {
    /// The network at the cursor.
    pub fn draw_wires(
        &mut self,
        session: &Session,
        wanted: Wanted,
        stage: Option<&Scene>,
        pictures: &mut Pictures,
    ) {
        let made = Some((wanted.moment, wanted.space));
        if self.wires == made {
            return;
        }
        let wires = session.wires();
        let scene = wires
            .as_ref()
            .map(|wires| WireScene::new(wires, wanted.space, stage));
        if *pictures.scene != scene {
            pictures.scene = Shared::new(scene);
        }
        pictures.wires = Shared::new(wires);
        self.wires = made;
    }

    /// The selected message through the layers, and a frame of it.
    pub fn draw_message(
        &mut self,
        session: &Session,
        wanted: Wanted,
        view: &View,
        pictures: &mut Pictures,
    ) {
        let made = view.message.map(|message| (message, wanted.stage()));
        if self.descent != made {
            let descent = view.message.and_then(|message| session.descent(message));
            pictures.descent = Shared::new(descent);
            self.descent = made;
        }
        self.draw_trip(session, wanted, view, pictures);
        let selected = view.event.as_ref().map(|event| event.record);
        let follows = || latest_hop((*pictures.descent).as_ref()?, wanted.moment.0);
        let record = selected.filter(|id| is_wire(session, *id)).or_else(follows);
        let made = Some((record, wanted.moment.1));
        if self.sheet != made {
            let sheet = record.and_then(|record| session.sheet(record));
            pictures.sheet = Shared::new(sheet);
            self.sheet = made;
        }
    }

    /// The selected message's trip; while more is computed it is followed closely.
    fn draw_trip(
        &mut self,
        session: &Session,
        wanted: Wanted,
        view: &View,
        pictures: &mut Pictures,
    ) {
        let moment = (!wanted.complete).then_some(wanted.moment);
        let made = view.message.map(|it| (it, wanted.stage(), moment));
        if self.trip != made {
            let trip = view.message.map(|message| session.trip(message));
            pictures.trip = Shared::new(trip.unwrap_or_default());
            self.trip = made;
        }
        let here = |message| session.station(message, &pictures.trip);
        pictures.station = view.message.and_then(here);
    }

    /// What the Queues tab shows beside the queues as they are now.
    pub fn draw_meters(
        &mut self,
        session: &Session,
        wanted: Wanted,
        view: &View,
        pictures: &mut Pictures,
    ) {
        match view.meters {
            Meters::Now => {}
            Meters::OverTime => self.draw_queues(session, wanted, view, pictures),
            Meters::Connections => self.draw_connections(session, wanted, view, pictures),
        }
    }

    fn draw_queues(
        &mut self,
        session: &Session,
        wanted: Wanted,
        view: &View,
        pictures: &mut Pictures,
    ) {
        let made = Some((view.queue, wanted.stage()));
        if self.queues == made {
            return;
        }
        let plots = |queue: Measured| {
            let mut plots = session.queue_plots(queue.queue);
            if view.queue != Some(queue.queue) {
                plots.truncate(1);
            }
            QueuePlots {
                queue,
                plots: plots.into_iter().map(Shared::new).collect(),
            }
        };
        let all = session.measured().into_iter().take(QUEUES).map(plots);
        pictures.queues = Shared::new(all.collect());
        self.queues = made;
    }

    fn draw_connections(
        &mut self,
        session: &Session,
        wanted: Wanted,
        view: &View,
        pictures: &mut Pictures,
    ) {
        if self.connections != Some(wanted.moment) {
            let mut ends = session.connections();
            // What is there now comes before what was or will be.
            ends.sort_by_key(|end| end.readings.is_empty());
            pictures.connections = Shared::new(ends);
            self.connections = Some(wanted.moment);
        }
        let first = pictures.connections.first().map(|card| card.id);
        let chosen = view.connection.or(first);
        let made = Some((chosen, wanted.stage()));
        if self.windows != made {
            let plots = chosen.map(|id| session.connection_plots(id));
            let plots = plots.unwrap_or_default().into_iter().map(Shared::new);
            pictures.windows = Shared::new(plots.collect());
            self.windows = made;
        }
    }
}

fn is_wire(session: &Session, id: RecordId) -> bool {
    let record = session.trace().get(id);
    record.is_some_and(|record| record.wire().is_some_and(|fact| fact.packet().is_some()))
}

/// The last frame of a message that was sent up to the cursor.
fn latest_hop(descent: &Descent, position: u64) -> Option<RecordId> {
    let hops = descent.pieces.iter().flat_map(|piece| &piece.hops);
    let sent = hops.filter(|hop| hop.position <= position);
    sent.max_by_key(|hop| hop.record).map(|hop| hop.record)
}
