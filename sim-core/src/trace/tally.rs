//! What has become of the messages of a run: each of them, and each copy of
//! one, is counted in exactly one place.

use serde::Serialize;

/// What has become of one message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It waits, or is on its way.
    #[default]
    Open,
    /// It is in its receiver's queue.
    Arrived,
    /// A program has it.
    Received,
    /// Its receiver went without having read it.
    Unread,
    /// It was lost or thrown away.
    Lost,
}

/// How many of the programs' messages have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Given to a socket or a queue by a program.
    pub sent: u64,
    /// Copies that were made of them for further receivers.
    pub copies: u64,
    /// Wait, or are on their way.
    pub open: u64,
    /// Are in a receiver's queue.
    pub arrived: u64,
    /// Were taken by a program.
    pub received: u64,
    /// Came to a receiver that went without having read them.
    pub unread: u64,
    /// Were lost or thrown away.
    pub lost: u64,
}

impl Tally {
    /// One more message, of which nothing has become yet.
    pub(super) fn add(&mut self, copy: bool) {
        *if copy {
            &mut self.copies
        } else {
            &mut self.sent
        } += 1;
        self.open += 1;
    }

    /// Something else has become of a message.
    pub(super) fn turn(&mut self, from: Fate, to: Fate) {
        *self.place(from) -= 1;
        *self.place(to) += 1;
    }

    fn place(&mut self, fate: Fate) -> &mut u64 {
        match fate {
            Fate::Open => &mut self.open,
            Fate::Arrived => &mut self.arrived,
            Fate::Received => &mut self.received,
            Fate::Unread => &mut self.unread,
            Fate::Lost => &mut self.lost,
        }
    }

    /// At the end of a run: how many were sent, and what became of all of them.
    /// Empty if none was.
    pub fn words(&self) -> String {
        let all = self.sent + self.copies;
        if all == 0 {
            return String::new();
        }
        let sent = match (self.sent, self.copies) {
            (1, 0) => "1 message sent".to_owned(),
            (sent, 0) => format!("{sent} messages sent"),
            (sent, _) => format!("{sent} messages sent, {all} with their copies"),
        };
        let parts = [
            (self.received, "received"),
            (self.arrived, "not read"),
            (self.unread, "lost unread"),
            (self.lost, "lost"),
            (self.open, "not delivered"),
        ];
        let some = parts.iter().filter(|(count, _)| *count > 0);
        let some: Vec<String> = some
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        match self.received == all {
            true => format!("{sent}, all received."),
            false => format!("{sent}: {}.", some.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_accounted_for() {
        let tally = |sent, copies, counts: [u64; 5]| Tally {
            sent,
            copies,
            open: counts[0],
            arrived: counts[1],
            received: counts[2],
            unread: counts[3],
            lost: counts[4],
        };
        let cases = [
            (tally(0, 0, [0; 5]), ""),
            (
                tally(1, 0, [0, 0, 1, 0, 0]),
                "1 message sent, all received.",
            ),
            (
                tally(4, 0, [1, 1, 1, 0, 1]),
                "4 messages sent: 1 received, 1 not read, 1 lost, 1 not delivered.",
            ),
            (
                tally(3, 2, [0, 0, 4, 1, 0]),
                "3 messages sent, 5 with their copies: 4 received, 1 lost unread.",
            ),
        ];
        for (tally, words) in cases {
            assert_eq!(tally.words(), words);
        }
    }
}
