//! Text on a rope: ranges and edits in bytes, positions in the units that editors speak.
//!
//! Everything above this module speaks bytes ([`TextRange`], [`Edit`]). A [`LineColumn`] exists only on the way in
//! from an editor and on the way out to one.

mod edit;
mod position;
mod range;
mod rope;

pub use edit::Edit;
pub use position::{LineColumn, PositionEncoding};
pub use range::TextRange;
pub use rope::{MAX_LEN, Text};
