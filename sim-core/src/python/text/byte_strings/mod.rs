//! The methods of `bytes` and `bytearray` as functions on byte slices. Where
//! Python takes a byte value for a needle, the machine passes a slice of one.

mod fill;
mod hex;
mod kinds;
mod search;
mod split;

pub use fill::*;
pub use hex::*;
pub use kinds::*;
pub use search::*;
pub use split::*;
