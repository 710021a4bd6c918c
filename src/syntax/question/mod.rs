//! Questions: what a note asks, where, and whether it answers.
//!
//! Each block is read once into [`Piece`]s. Grouping them into questions looks at their [`Shape`]s alone, dialect by
//! dialect, and speaks of pieces by [`PieceId`]: an edit that leaves the shapes of its block alone leaves the
//! questions alone.
//!
//! - `words` holds all words and marks, by language.
//! - `prose`, `phrase`, `prefix`, `line` judge a line of text; `read`, `html`, `table` find the lines of a block.
//! - `survey` is what a dialect sees; `dialects` are the ways to mark a question, one file each.
//! - `find` runs them, `answer` reads what belongs to a question.
//! - `fingerprint` tells whether two questions ask the same.

mod answer;
mod declared;
mod dialects;
mod facts;
mod find;
mod fingerprint;
mod hash;
mod html;
mod index;
mod kept;
mod level;
mod line;
mod model;
mod number;
mod of_note;
mod options;
mod phrase;
mod piece;
mod plain;
mod prefix;
mod prose;
mod read;
mod style;
mod survey;
mod table;
#[cfg(test)]
mod tests;
// Tables, a language a line.
#[rustfmt::skip]
mod words;

pub use declared::{Declared, DeclaredQuestion, QuestionWords, likeness, same_question_key};
pub use dialects::{DIALECTS, Dialect};
pub use facts::Facts;
pub use find::find;
pub use fingerprint::{ALIKE, Fingerprint, Technologies};
pub use index::QuestionIndex;
pub use level::Level;
pub use model::{AnswerState, PieceId, Question, Questions, Section};
pub use options::{Options, Pattern};
pub use piece::{Marks, Piece, PieceKind, Place, Shape};
pub use read::pieces;
pub use style::QuestionStyle;
pub use survey::{Found, Survey};
