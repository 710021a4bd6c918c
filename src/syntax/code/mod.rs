//! Code blocks: what language they are in, and whether CPython would accept the Python ones.
//!
//! - [`FenceInfo`] reads an info string.
//! - [`check`] gives the [`Verdict`] on one block: the faults that CPython would find, placed and worded as CPython
//!   words them.

mod context;
mod guard;
mod language;
mod lexer;
mod lookalike;
mod prepared;
mod scope;
mod syntax;
mod teaching;
mod transcript;
mod verdict;
mod wording;

pub use language::{FenceInfo, Form, Language};
use verdict::Cause;
pub use verdict::{Fault, FaultKind, Options, Unchecked, Verdict, check};
