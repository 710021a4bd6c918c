//! What finding questions needs to know of a block: a row of small pieces, each one thing a reader would see.

use std::ops::{BitOr, BitOrAssign};

use crate::text::TextRange;

use super::Level;

/// One thing in a block: a heading, a paragraph, a list item, a table row, a code block …
///
/// Dialects see the [`Shape`] alone. So an edit that leaves the shapes of its block as they were moves no question,
/// and nothing is grouped again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it looks like.
    pub shape: Shape,
    /// Where it is and what it says.
    pub place: Place,
}

/// What a piece looks like, apart from its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What it is.
    pub kind: PieceKind,
    /// How many lists and quotes it stands in.
    pub depth: u8,
    /// The level it states.
    pub level: Option<Level>,
    /// What is to be said of its text.
    pub marks: Marks,
    /// Its own number, from a label, a prefix or its place in an ordered list; 0 for none.
    pub number: u32,
    /// The letter it begins with (`a)`, `B.`), 1 for A; 0 for none.
    pub letter: u8,
}

/// Where a piece is, in bytes from the start of its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// All of it; for a list item with what it holds.
    pub range: TextRange,
    /// Its own text without prefix, label and trailing marks; empty where it has none.
    pub text: TextRange,
    /// The number in its prefix or label, for renumbering; empty where it has none.
    pub number: TextRange,
    /// A hash of the text in lower case without markup and punctuation; 0 for no text.
    pub hash: u64,
}

/// The kinds of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// Heading of level 1 to 6.
    Heading(u8),
    /// Paragraph, or its lines up to the next one that begins with a label.
    Paragraph,
    /// A line further down in a paragraph that begins with a label or a letter, and those that follow it.
    Line,
    /// List item with its first text.
    Item {
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// `<details>`, or the opening line of a fenced div (`:::`).
    Open,
    /// `<summary>` with its text.
    Summary,
    /// `</details>`, or the closing line of a fenced div.
    Close,
    /// Row of a table that has a column of questions.
    Row,
    /// Another table.
    Table,
    /// Code block.
    Code,
    /// Image alone in its paragraph.
    Image,
    /// Thematic break.
    Rule,
}

impl PieceKind {
    /// Whether it only parts other pieces.
    pub fn is_divider(self) -> bool {
        matches!(self, PieceKind::Open | PieceKind::Close | PieceKind::Rule)
    }
}

/// A set of things that can be said of a piece's text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u32);

macro_rules! marks {
    ($($(#[doc = $doc:expr])* $name:ident = $bit:expr;)*) => {
        impl Marks {
            $($(#[doc = $doc])* pub const $name: Marks = Marks(1 << $bit);)*
            const NAMES: &[(&str, Marks)] = &[$((stringify!($name), Marks::$name)),*];
        }
    };
}

marks! {
    /// There is text beside prefix and label.
    TEXT = 0;
    /// It ends in a question mark, or asks in its first sentence.
    ASKS = 1;
    /// It begins as a question or request does, or compares, with or without a question mark.
    HINTS = 2;
    /// All of the text is bold.
    BOLD = 3;
    /// The text of the piece is its bold beginning; more may follow.
    BOLD_LEAD = 4;
    /// More text follows behind the bold beginning, links aside, or behind the question.
    REST = 5;
    /// It begins with a question label.
    QUESTION_LABEL = 6;
    /// Its label is a word for the text of a question.
    PROMPT_LABEL = 7;
    /// It begins with an answer label, or for a summary, is one.
    ANSWER_LABEL = 8;
    /// It begins with a number of its own.
    NUMBERED = 9;
    /// Its text holds a link to elsewhere.
    LINK = 10;
    /// All of its text is links into the same note.
    NAVIGATION = 11;
    /// All of its text says that there is no answer yet.
    PLACEHOLDER = 12;
    /// A heading or line that names a set of questions.
    QUESTIONS = 13;
    /// A heading over a table of contents.
    CONTENTS = 14;
    /// A heading that frames a note: introduction, references …
    FRAME = 15;
    /// It begins with a label for a further question.
    FOLLOW_UP = 16;
    /// It tells of the question: difficulty, tags …
    META = 17;
    /// It tells of skills.
    SKILLS = 18;
    /// A ticked checkbox.
    TICKED = 19;
    /// An empty checkbox.
    UNTICKED = 20;
    /// A list item whose text is a heading.
    HEADED = 21;
    /// A row whose answer column is filled.
    ANSWERED = 22;
    /// The letter it begins with is a capital.
    CAPITAL = 23;
    /// Its number has parts, as in 1.2.
    DOTTED = 24;
    /// All of its text is links to elsewhere.
    LINKS_ONLY = 25;
    /// It ends in a colon: it leads to what follows.
    LEADS_ON = 26;
    /// The pattern of the configuration matched.
    PATTERN = 27;
    /// It stands in a block of HTML.
    HTML = 28;
    /// One of the answers to choose from. Told by its neighbours, so never set in a block alone.
    OPTION = 29;
    /// What stands before the text is bold.
    BOLD_PREFIX = 30;
    /// Its answer label is one that stands where nothing is asked, too: "Solution", "Show more".
    EXPLAINS = 31;
}

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);

    /// Whether any of `other` is there.
    pub fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` is there.
    pub fn all(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    /// The same without `other`.
    pub fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }

    /// Adds `other` where `condition` holds.
    pub fn set_if(&mut self, condition: bool, other: Marks) {
        if condition {
            *self |= other;
        }
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}

impl std::fmt::Debug for Marks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = Self::NAMES.iter().filter(|(_, mark)| self.any(*mark)).map(|(name, _)| *name);
        f.write_str(&names.collect::<Vec<_>>().join(" "))
    }
}

impl Shape {
    /// Whether the piece looks like a question, by its end or its beginning.
    pub fn is_question_like(&self) -> bool {
        self.marks.any(Marks::ASKS | Marks::HINTS)
    }
}
