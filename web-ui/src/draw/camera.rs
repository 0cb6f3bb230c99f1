//! The part of the stage's drawing that is shown: how much enlarged, and
//! around which place. Pure; fingers and wheels are elsewhere.

use super::geometry::{Point, Rect, Size};

/// A view of a drawing. Places are parts of it, each coordinate from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How much larger than the whole; 1 or more.
    pub scale: f64,
    /// What stands in the middle.
    pub middle: (f64, f64),
}

/// Beyond this a single card fills the stage.
const LARGEST: f64 = 8.0;

impl Default for Camera {
    fn default() -> Self {
        Camera {
            scale: 1.0,
            middle: (0.5, 0.5),
        }
    }
}

impl Camera {
    /// True if everything is shown.
    pub fn is_whole(self) -> bool {
        self.scale <= 1.0
    }

    /// What is shown of a drawing of this size.
    pub fn view(self, extent: Size) -> Rect {
        let part = 1.0 / self.scale;
        let (x, y) = (self.middle.0 - part / 2.0, self.middle.1 - part / 2.0);
        let (w, h) = (extent.w, extent.h);
        Rect::new(x * w, y * h, part * w, part * h)
    }

    /// The place of the drawing under a place of what is shown.
    pub fn point(self, extent: Size, shown: (f64, f64)) -> Point {
        let view = self.view(extent);
        Point::new(view.x + shown.0 * view.w, view.y + shown.1 * view.h)
    }

    /// Larger or smaller by a factor; what is under `at` stays there.
    pub fn zoomed(self, at: (f64, f64), factor: f64) -> Camera {
        let scale = (self.scale * factor).clamp(1.0, LARGEST);
        let keep = |middle: f64, at: f64| {
            let place = middle + (at - 0.5) / self.scale;
            place - (at - 0.5) / scale
        };
        let middle = (keep(self.middle.0, at.0), keep(self.middle.1, at.1));
        Camera { scale, middle }.inside()
    }

    /// Moved by parts of what is shown.
    pub fn panned(self, by: (f64, f64)) -> Camera {
        let (x, y) = self.middle;
        let middle = (x + by.0 / self.scale, y + by.1 / self.scale);
        Camera { middle, ..self }.inside()
    }

    /// Nothing beside the drawing is shown.
    fn inside(self) -> Camera {
        let half = 0.5 / self.scale;
        let within = |place: f64| place.clamp(half, 1.0 - half);
        let middle = (within(self.middle.0), within(self.middle.1));
        Camera { middle, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let extent = Size::new(1_000.0, 500.0);
        for at in [(0.5, 0.5), (0.2, 0.9), (0.0, 1.0)] {
            let camera = Camera::default().zoomed((0.4, 0.4), 2.0);
            let before = camera.point(extent, at);
            let after = camera.zoomed(at, 1.5).point(extent, at);
            assert!(before.distance(after) < 1e-9, "{at:?}");
        }
    }

    #[test]
    fn only_the_drawing_is_shown() {
        let extent = Size::new(1_000.0, 500.0);
        let far = Camera::default()
            .zoomed((1.0, 1.0), 100.0)
            .panned((9.0, -9.0));
        assert_eq!(far.scale, LARGEST);
        let view = far.view(extent);
        assert!(view.right() <= 1_000.0 && view.y >= 0.0);
        let back = far.zoomed((0.3, 0.3), 0.001);
        assert!(back.is_whole());
        assert_eq!(back.view(extent), Rect::new(0.0, 0.0, 1_000.0, 500.0));
    }
}
