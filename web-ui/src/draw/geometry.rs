//! Points, sizes and rectangles in pixels of the drawing. Not of the screen: a
//! drawing may be shown larger or smaller than it is.

/// A place in a drawing; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// A rectangle with sides parallel to the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// The straight distance to `other`.
    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The point a fraction `t` of the way to `other`.
    pub fn towards(self, other: Point, t: f64) -> Point {
        Point::new(
            self.x + (other.x - self.x) * t,
            self.y + (other.y - self.y) * t,
        )
    }
}

impl Size {
    /// A size from its width and height.
    pub const fn new(w: f64, h: f64) -> Size {
        Size { w, h }
    }
}

impl Rect {
    /// A rectangle from its upper left corner and size.
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x, y, w, h }
    }

    /// The rectangle of size `size` around `center`.
    pub fn around(center: Point, size: Size) -> Rect {
        Rect::new(
            center.x - size.w / 2.0,
            center.y - size.h / 2.0,
            size.w,
            size.h,
        )
    }

    /// Its right edge.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// Its lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// Its middle.
    pub fn center(self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Where the line from its middle to a point outside leaves it.
    pub fn edge_towards(self, point: Point) -> Point {
        let center = self.center();
        let (dx, dy) = (point.x - center.x, point.y - center.y);
        let reach = |half: f64, by: f64| if by == 0.0 { f64::MAX } else { half / by.abs() };
        let t = reach(self.w / 2.0, dx)
            .min(reach(self.h / 2.0, dy))
            .min(1.0);
        Point::new(center.x + dx * t, center.y + dy * t)
    }

    /// True if the point is in it.
    pub fn holds(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// True if the two share area, or come nearer than `margin`.
    pub fn meets(self, other: Rect, margin: f64) -> bool {
        self.x < other.right() + margin
            && other.x < self.right() + margin
            && self.y < other.bottom() + margin
            && other.y < self.bottom() + margin
    }

    /// The smallest rectangle that holds both.
    pub fn with(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = self.right().max(other.right());
        let bottom = self.bottom().max(other.bottom());
        Rect::new(x, y, right - x, bottom - y)
    }

    /// The rectangle that is larger by `by` on every side.
    pub fn grown(self, by: f64) -> Rect {
        Rect::new(
            self.x - by,
            self.y - by,
            self.w + 2.0 * by,
            self.h + 2.0 * by,
        )
    }

    /// The same rectangle moved into `area` as far as it fits.
    pub fn inside(self, area: Rect) -> Rect {
        let x = self.x.min(area.right() - self.w).max(area.x);
        let y = self.y.min(area.bottom() - self.h).max(area.y);
        Rect { x, y, ..self }
    }
}
