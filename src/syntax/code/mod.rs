//! Code blocks: what language they are in, and whether CPython would accept the Python ones.
//!
//! - [`FenceInfo`] reads an info string.
//! - [`check`] gives the [`Verdict`] on one block: the faults that CPython would find, placed and worded as CPython
//!   words them.
//! - [`repairs`] mends a fault where it is certain how.

mod check;
mod context;
mod guard;
mod language;
mod lexer;
mod lookalike;
mod prepared;
mod repair;
mod scope;
mod syntax;
mod teaching;
mod transcript;
mod verdict;
mod wording;

pub use check::check;
pub use language::{FenceInfo, Form, Language};
pub use repair::{Repair, repairs};
use verdict::Cause;
pub use verdict::{Fault, FaultKind, Options, Unchecked, Verdict};
