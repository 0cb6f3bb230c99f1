//! What fingers, mouse and wheel do on the stage: drag a card, move over an
//! enlarged picture, pinch, press long. Pointer events, so one code for all of
//! them.

use gloo_timers::callback::Timeout;
use sim_core::base::ProcessId;
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::draw::camera::Camera;
use crate::draw::{Rect, Size};
use crate::platform::pointer;

/// What is going on with the pointers that are down.
#[derive(Default)]
pub struct Gesture {
    card: Option<Drag>,
    /// Pointers that are down, in order, with their places in the window.
    down: Vec<(i32, (f64, f64))>,
    /// True once the picture has been moved or enlarged.
    moved: bool,
    /// Until a finger that stays means what the right button does.
    long: Option<Timeout>,
}

/// A card that is being dragged.
#[derive(Clone, Copy, PartialEq)]
struct Drag {
    process: ProcessId,
    from: (f64, f64),
    moved: bool,
}

/// Where things are on the stage.
#[derive(Clone, Copy, PartialEq)]
pub struct Ground {
    /// The drawing's size.
    pub extent: Size,
    /// Where cards may stand.
    pub area: Rect,
    /// What of it is shown.
    pub camera: Camera,
}

/// Pixels that a press may slip and still be a click.
const SLIP: f64 = 6.0;
/// Milliseconds that a finger stays until it is a long press: as on phones.
const LONG: u32 = 500;
/// What one turn of the wheel does.
const TURN: f64 = 1.2;

/// The element whose parts places are.
const STAGE: &str = ".stage";

impl Gesture {
    /// A card is pressed.
    pub fn grab(&mut self, process: ProcessId, event: &PointerEvent) {
        self.card = Some(Drag {
            process,
            from: pointer::place(event),
            moved: false,
        });
    }

    /// Something on the stage is pressed.
    pub fn press(&mut self, event: &PointerEvent) {
        let id = event.pointer_id();
        self.down.retain(|known| known.0 != id);
        // A third finger means nothing.
        if self.down.len() < 2 {
            self.down.push((id, pointer::place(event)));
        }
        self.moved = false;
        self.long = pointer::menu(event).map(|menu| Timeout::new(LONG, menu));
        if self.down.len() == 2 {
            (self.card, self.long) = (None, None);
        }
    }

    /// A pointer is let go, or leaves the stage.
    pub fn release(&mut self, event: &PointerEvent, ground: Option<Ground>) -> Option<Msg> {
        let msg = self.drag(event, ground, true);
        self.long = None;
        self.down.retain(|known| known.0 != event.pointer_id());
        self.card = None;
        msg
    }

    /// A pointer moves.
    pub fn go(&mut self, event: &PointerEvent, ground: Option<Ground>) -> Option<Msg> {
        if !pointer::is_down(event) {
            self.down.clear();
            return self.drag(event, ground, true);
        }
        let at = self.down.iter().position(|it| it.0 == event.pointer_id())?;
        let (before, now) = (self.down.clone(), pointer::place(event));
        let (dx, dy) = (now.0 - before[at].1.0, now.1 - before[at].1.1);
        let slips = dx.hypot(dy) < SLIP;
        if !slips {
            self.long = None;
        }
        if self.card.is_some() {
            return self.drag(event, ground, false);
        }
        if !self.moved && slips {
            return None;
        }
        self.moved = true;
        self.down[at].1 = now;
        let size = pointer::size(event, STAGE)?;
        match (&before[..], &self.down[..]) {
            ([a, b], [c, d]) => {
                let apart = |one: (f64, f64), two: (f64, f64)| (one.0 - two.0).hypot(one.1 - two.1);
                let factor = apart(c.1, d.1) / apart(a.1, b.1).max(1.0);
                let middle = ((c.1.0 + d.1.0) / 2.0, (c.1.1 + d.1.1) / 2.0);
                let at = pointer::fraction_of(event, STAGE, middle)?;
                Some(Msg::StageZoom(at, factor))
            }
            _ => Some(Msg::StagePan(-dx / size.w, -dy / size.h)),
        }
    }

    /// Where a dragged card is now, or was let go.
    fn drag(&mut self, event: &PointerEvent, ground: Option<Ground>, done: bool) -> Option<Msg> {
        let ground = ground?;
        let mut now = self.card?;
        let at = pointer::place(event);
        let far = (at.0 - now.from.0).hypot(at.1 - now.from.1) > SLIP;
        now.moved |= far && pointer::is_down(event);
        self.card = (!done && (pointer::is_down(event) || !now.moved)).then_some(now);
        if !now.moved {
            return None;
        }
        let point = ground
            .camera
            .point(ground.extent, pointer::fraction(event, STAGE)?);
        let part = |at: f64, from: f64, size: f64| ((at - from) / size.max(1.0)).clamp(0.0, 1.0);
        let area = ground.area;
        let place = (part(point.x, area.x, area.w), part(point.y, area.y, area.h));
        Some(Msg::Place(now.process, place, done))
    }
}

/// The wheel: larger or smaller around the pointer.
pub fn turn(event: &WheelEvent) -> Option<Msg> {
    let along = event.delta_y();
    if along == 0.0 {
        return None;
    }
    let at = pointer::fraction(event, STAGE)?;
    let factor = if along > 0.0 { 1.0 / TURN } else { TURN };
    Some(Msg::StageZoom(at, factor))
}
