//! Copies of a world at chosen positions, from which any position is reached
//! by replaying a little.

use crate::world::World;

/// Copies in order of position, the first at 0.
#[derive(Clone, Debug)]
pub struct Checkpoints {
    worlds: Vec<World>,
    /// Copies that are too many: to let one go takes a tenth of a frame, so they
    /// go one by one.
    gone: Vec<World>,
    /// Positions between two copies.
    spacing: u64,
    /// Copies kept.
    most: usize,
}

/// Copies kept: a copy is some 100 kB for each process that ran since the one
/// before, so the page stays far below 200 MB.
pub(super) const MOST: usize = 64;

/// Processes in all copies together: each is some 50 kB in each copy.
const PROCESSES: usize = 8_000;

/// Positions between copies at first. To replay so many is a few milliseconds
/// in a browser; copies that are closer cost more than the run itself.
const SPACING: u64 = 100;

/// Positions between the first copies: the beginning of a run, where modules are
/// imported, is dear to replay. Later ones are further apart by an eighth of what
/// lies before them, up to the usual distance.
const FIRST: u64 = 25;

impl Checkpoints {
    /// Only the beginning.
    pub fn new(beginning: World) -> Checkpoints {
        let processes = beginning.system().processes().len();
        Checkpoints {
            most: (PROCESSES / processes.max(1)).clamp(4, MOST),
            worlds: vec![beginning],
            gone: Vec::new(),
            spacing: SPACING,
        }
    }

    /// Copies `world` if it is far enough from the last copy. When there are
    /// too many, every second one goes and the distance doubles.
    pub fn offer(&mut self, world: &World) {
        self.gone.pop();
        let last = self.worlds.last().map_or(0, World::position);
        let distance = match self.spacing {
            SPACING => SPACING.min(FIRST + last / 8),
            doubled => doubled,
        };
        if world.position() < last + distance {
            return;
        }
        if self.worlds.len() >= self.most {
            for (at, world) in std::mem::take(&mut self.worlds).into_iter().enumerate() {
                let stays = at.is_multiple_of(2);
                let list = if stays {
                    &mut self.worlds
                } else {
                    &mut self.gone
                };
                list.push(world);
            }
            self.spacing *= 2;
            return self.offer(world);
        }
        self.worlds.push(world.clone());
    }

    /// Lets one copy go; false if there is none. The last one may be used no more.
    pub fn shed(&mut self) -> bool {
        self.gone.pop().or_else(|| self.worlds.pop()).is_some()
    }

    /// The last copy at `position` or before it.
    pub fn before(&self, position: u64) -> &World {
        let after = self
            .worlds
            .partition_point(|world| world.position() <= position);
        &self.worlds[after.saturating_sub(1)]
    }

    /// Forgets the copies after `position`.
    pub fn forget_after(&mut self, position: u64) {
        let after = self
            .worlds
            .partition_point(|world| world.position() <= position);
        self.worlds.truncate(after.max(1));
    }
}
