//! Code blocks: what language they are in, and whether CPython would accept the Python ones.
//!
//! - [`FenceInfo`] reads an info string.
//! - [`check`] gives the [`Verdict`] on one block: the faults that CPython would find, placed and worded as CPython
//!   words them.
//! - [`repairs`] mends a fault where it is certain how.
//! - [`format`] formats a block.
//! - [`CodeTree`] is the structure of a block, broken or not; [`KeptTrees`] keeps those in use.

mod check;
mod context;
mod detect;
mod format;
mod guard;
mod kept;
mod language;
mod languages;
mod lexer;
mod lookalike;
mod prepared;
mod repair;
mod scope;
mod syntax;
mod teaching;
mod template;
mod transcript;
mod tree;
mod verdict;
mod wording;

pub use check::check;
pub use detect::is_clearly_python;
pub use format::{Formatted, format};
pub use kept::KeptTrees;
pub use language::{FenceInfo, Form, Language};
pub use languages::{COMMON_LANGUAGES, meant_language};
pub use repair::{Repair, repairs};
pub use template::is_template_line;
pub use tree::{CodeSymbol, CodeTree};
use verdict::Cause;
pub use verdict::{Fault, FaultKind, Options, Unchecked, Verdict};
