//! What a screen asks of a session about what happens below the messages, and
//! about numbers over time.

use super::Session;
use crate::base::{MessageId, RecordId, Time};
use crate::messaging::QueueId;
use crate::view::{self, ConnectionCard, Descent, FrameSheet, Gauges, Measured, Plot, Wires};

impl Session {
    /// The same session, which measures what plots need while it computes.
    /// Must be asked for before anything is computed.
    pub fn measuring(mut self) -> Session {
        assert!(
            self.trace.records().is_empty(),
            "invariant: what has happened is not measured afterwards"
        );
        self.gauges = Some(Box::default());
        self
    }

    /// What has been measured; nothing if nothing is.
    pub fn gauges(&self) -> Option<&Gauges> {
        self.gauges.as_deref()
    }

    /// True if packets are simulated.
    pub fn has_packets(&self) -> bool {
        self.cursor.system().network().packets().is_some()
    }

    /// The network at the cursor; `None` where only messages are simulated.
    pub fn wires(&self) -> Option<Wires> {
        view::wires(&self.cursor, self.time, &self.trace, &self.lesson)
    }

    /// A message through the layers, as far as computed; `None` if nothing of
    /// it was on a wire.
    pub fn descent(&self, message: MessageId) -> Option<Descent> {
        view::descent(&self.cursor, &self.trace, &self.lesson, message)
    }

    /// The frame that a record is about; `None` if it is about none.
    pub fn sheet(&self, record: RecordId) -> Option<FrameSheet> {
        view::sheet(&self.cursor, &self.trace, &self.lesson, record)
    }

    /// The ends of TCP connections at the cursor, and those that were or will be.
    pub fn connections(&self) -> Vec<ConnectionCard> {
        match &self.gauges {
            Some(gauges) => view::connections(&self.cursor, gauges),
            None => view::connections(&self.cursor, &Gauges::default()),
        }
    }

    /// The queues that have been measured.
    pub fn measured(&self) -> Vec<Measured> {
        let names = self.trace.names(&self.lesson.setup);
        let all = |gauges: &Gauges| view::measured(gauges, names, self.trace.index());
        self.gauges().map(all).unwrap_or_default()
    }

    /// The plots of a queue (`Queue::id`), as far as computed.
    pub fn queue_plots(&self, queue: u32) -> Vec<Plot> {
        let end = self.computed().1.max(Time(1));
        let plots = |gauges: &Gauges| view::queue_plots(gauges, QueueId(queue), end);
        self.gauges().map(plots).unwrap_or_default()
    }

    /// The plots of an end of a connection (`ConnectionCard::id`).
    pub fn connection_plots(&self, id: u64) -> Vec<Plot> {
        let plots = |gauges: &Gauges| view::connection_plots(gauges, view::end_of(id));
        self.gauges().map(plots).unwrap_or_default()
    }

    /// The interfaces at which a capture can be taken: `client:eth0`.
    pub fn taps(&self) -> Vec<String> {
        view::taps(&self.head)
    }

    /// The frames of the computed run as pcapng: of the whole network, or of
    /// one interface.
    ///
    /// Errors: there are no packets in the run, or no such interface.
    pub fn pcapng(&self, interface: Option<&str>) -> Result<Vec<u8>, String> {
        view::pcapng(&self.head, &self.trace, interface)
    }
}
