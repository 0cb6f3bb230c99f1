//! Read models for screens: a world and its trace in screen words. A new
//! messaging system maps itself onto this vocabulary and needs no new drawing.

mod cables;
mod capture;
mod code;
mod connections;
mod ending;
pub mod export;
mod gauges;
mod layers;
mod log;
pub mod model;
mod outcome;
mod plots;
mod series;
mod sheet;
mod stage;
mod standing;
mod threads;
mod timeline;
mod trip;
mod waits;
mod why;
mod wires;

pub use cables::{cables, way};
pub use capture::{pcapng, taps};
pub use code::{Stack, code, stacks};
pub use connections::{ConnectionCard, Reading, connections, end_of};
pub use ending::ending;
pub use gauges::{EndGauge, Gauges, QueueGauge};
pub use layers::{Descent, Loss, Piece, Rung, descent};
pub use log::{LogFilter, log_line};
pub use model::*;
pub use outcome::{Outcome, differ, outcomes};
pub use plots::{
    LineStyle, Measure, Measured, Plot, PlotLine, PlotMark, PlotPoint, connection_plots, measured,
    queue_plots,
};
pub use series::{Sample, Series};
pub use sheet::{Cargo, Field, FrameSheet, HopLine, Layer, sheet};
pub use stage::stage;
pub use timeline::{close_lanes, timeline};
pub use trip::{Place, Station, trip};
pub(crate) use trip::{own_line, statement};
pub use waits::waits;
pub use why::{asks_why, why};
pub use wires::{NodeKind, Protocol, WIRE_FRAMES, WireCable, WireFrame, WireNode, Wires, wires};
