//! Pure geometry and text: where things are drawn, as functions of the read
//! models and the moment. Knows neither the browser nor Yew, so that all of it
//! is tested natively.

mod apart;
pub mod axis;
mod blocks;
pub mod camera;
pub mod curve;
pub mod envelopes;
pub mod flow;
pub mod fold;
pub mod geometry;
pub mod highlight;
pub mod layers;
pub mod layout;
pub mod plot;
pub mod quiet;
pub mod route;
pub mod saying;
pub mod scene;
pub mod waits;
pub mod window;
pub mod wires;
pub mod words;

pub use geometry::{Point, Rect, Size};
