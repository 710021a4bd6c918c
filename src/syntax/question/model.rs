//! What is found: sections, questions and their answers.

use super::Level;

/// The questions of a note and the headings they stand under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The headings that are neither questions nor parts of one, in order.
    pub sections: Vec<Section>,
    /// The questions in order, each with its follow-ups inside.
    pub questions: Vec<Question>,
}

/// Names a piece of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId {
    /// The index of the block; [`PieceId::FRONT_MATTER`] has none.
    pub block: u32,
    /// The index of the piece among those of the block.
    pub piece: u32,
}

impl PieceId {
    /// What the front matter says: the `question` key, or the title.
    pub const FRONT_MATTER: Self = Self { block: u32::MAX, piece: 0 };
}

/// A heading above questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub head: PieceId,
    /// The last piece before the next section that is not inside this one.
    pub last: PieceId,
    /// 1 to 6.
    pub heading_level: u8,
    /// The index of the section around it.
    pub parent: Option<u32>,
    /// The level it states for what it holds: "Senior Level".
    pub level: Option<Level>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The id of the dialect that found it.
    pub dialect: &'static str,
    /// What holds its text.
    pub head: PieceId,
    /// What holds the text, where the head only names the question.
    pub prompt: Option<PieceId>,
    /// The last piece that belongs to it.
    pub last: PieceId,
    /// The first and last piece of its answer, label and placeholder included. The head itself where question and
    /// answer share a line.
    pub answer: Option<(PieceId, PieceId)>,
    /// How far it is answered.
    pub state: AnswerState,
    /// Its level: its own, or else that of the sections around it.
    pub level: Option<Level>,
    /// The number it carries.
    pub number: Option<u32>,
    /// The index of the innermost section it stands in.
    pub section: Option<u32>,
    /// The piece that lists its skills.
    pub skills: Option<PieceId>,
    /// How many code blocks it holds.
    pub code_blocks: u32,
    /// Further questions inside it.
    pub follow_ups: Vec<Question>,
}

/// How far a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerState {
    /// There is an answer, or a chosen option.
    Answered,
    /// There is but a link to an answer elsewhere.
    Linked,
    /// There is text that says that the answer is still to come.
    Placeholder,
    /// There is a label with nothing behind it.
    Empty,
    /// There is nothing.
    Missing,
}

impl AnswerState {
    /// Whether a reader finds an answer, here or behind a link.
    pub fn is_answered(self) -> bool {
        matches!(self, AnswerState::Answered | AnswerState::Linked)
    }
}

impl Questions {
    /// All questions, each before its follow-ups.
    pub fn all(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.follow_ups))
    }

    /// The sections around section or question `section`, outermost first.
    pub fn section_path(&self, section: Option<u32>) -> Vec<u32> {
        let mut path: Vec<_> =
            std::iter::successors(section, |&at| self.sections.get(at as usize).and_then(|section| section.parent))
                .collect();
        path.reverse();
        path
    }
}
