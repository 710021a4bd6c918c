//! The questions of a [`Note`], in ranges of the note and in words.

use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::syntax::front_matter::FrontMatter;
use crate::syntax::{Note, Replaced};
use crate::text::TextRange;

use super::plain::{on_one_line, prose_in};
use super::prose::Prose;
use super::{
    Facts, Fingerprint, Level, Marks, Options, Piece, PieceId, PieceKind, Question, QuestionIndex, Questions, Section,
    pieces,
};

impl Note {
    /// The questions: the same ones until the shape of something changes.
    pub fn questions(&self) -> &Arc<Questions> {
        self.questions.questions()
    }

    /// Looks for questions in a project's own ways. Does nothing where `options` are those in use.
    pub fn set_question_options(&mut self, options: &Arc<Options>) {
        if self.questions.options() != options {
            self.questions = self.read_questions(None, Arc::clone(options));
        }
    }

    /// Finds the questions of all blocks. `source` is the text, where it is at hand as a plain string.
    pub(in crate::syntax) fn read_questions(&self, source: Option<&str>, options: Arc<Options>) -> QuestionIndex {
        let read = |block| match source.and_then(|source| source.get(self.block_range(block).as_usize())) {
            Some(source) => Arc::from(pieces(self.block(block), source, &options)),
            None => self.read_pieces(block, &options),
        };
        // A short note is not worth the threads.
        let blocks = (0..self.block_count()).into_par_iter().with_min_len(500);
        let pieces = blocks.map(read).collect();
        QuestionIndex::new(pieces, self.question_facts(), options)
    }

    /// Reads the blocks that an edit made new, and groups again where that can matter.
    pub(in crate::syntax) fn update_questions(&mut self, replaced: &Replaced) {
        let mut questions = std::mem::take(&mut self.questions);
        let options = Arc::clone(questions.options());
        let changed = questions.update(&replaced.blocks, |block| self.read_pieces(block, &options));
        if (replaced.front_matter && questions.set_facts(self.question_facts())) || changed {
            questions.group();
        }
        self.questions = questions;
    }

    fn read_pieces(&self, block: usize, options: &Options) -> Arc<[Piece]> {
        Arc::from(pieces(self.block(block), &self.block_source(block), options))
    }

    /// What the front matter says of the questions.
    pub(in crate::syntax) fn question_facts(&self) -> Facts {
        self.front_matter().map(Facts::read).unwrap_or_default()
    }

    /// The piece that `id` names.
    pub fn piece(&self, id: PieceId) -> Option<&Piece> {
        self.questions.pieces(id.block as usize).get(id.piece as usize)
    }

    /// The pieces of the block at `block`.
    pub fn pieces(&self, block: usize) -> &[Piece] {
        self.questions.pieces(block)
    }

    /// Where the piece that `id` names stands; for the front matter, the text that asks.
    pub fn piece_range(&self, id: PieceId) -> TextRange {
        if id == PieceId::FRONT_MATTER {
            return self.front_matter_question().unwrap_or_default();
        }
        self.piece(id).map_or_else(TextRange::default, |piece| piece.place.range + self.block_start(id))
    }

    /// Where the text of the piece that `id` names stands: all of it where it has no text of its own.
    pub fn piece_text_range(&self, id: PieceId) -> TextRange {
        match self.piece(id) {
            Some(piece) if !piece.place.text.is_empty() => piece.place.text + self.block_start(id),
            _ => self.first_line_of(self.piece_range(id)),
        }
    }

    /// The text of the piece that `id` names, without markup, on one line.
    pub fn piece_text(&self, id: PieceId) -> String {
        on_one_line(&self.piece_prose(id).text)
    }

    fn piece_prose(&self, id: PieceId) -> Prose {
        match self.piece(id) {
            Some(piece) => {
                let source = self.block_source(id.block as usize);
                prose_in(self.block(id.block as usize), &source, piece.place.text)
            }
            None => Prose::of_text(self.text().slice(self.piece_range(id)).trim()),
        }
    }

    /// The text of a question without markup: its heading's, or its prompt's where the heading says nothing.
    pub fn question_text(&self, question: &Question) -> String {
        self.piece_text(self.question_head(question))
    }

    /// What a question asks, to be compared with others; none where that cannot be told from its text alone.
    pub fn question_fingerprint(&self, question: &Question) -> Option<Fingerprint> {
        let head = self.question_head(question);
        self.fingerprint(question, head, || Fingerprint::of_prose(&self.piece_prose(head)))
    }

    /// Both the text and the fingerprint of a question.
    pub fn question_text_and_fingerprint(&self, question: &Question) -> (String, Option<Fingerprint>) {
        let head = self.question_head(question);
        let prose = self.piece_prose(head);
        let fingerprint = self.fingerprint(question, head, || Fingerprint::of_prose(&prose));
        (on_one_line(&prose.text), fingerprint)
    }

    /// The fingerprint of a question whose text is that of `head`: it is kept, or made by `read`.
    fn fingerprint(
        &self,
        question: &Question,
        head: PieceId,
        read: impl FnOnce() -> Option<Fingerprint>,
    ) -> Option<Fingerprint> {
        let is_piece = self.piece(head).is_some();
        let fingerprint = if is_piece { self.questions.fingerprint(head, read) } else { read() }?;
        let says_enough = match self.what_follows(question) {
            Some(PieceKind::Code | PieceKind::Table) => fingerprint.is_of_a_thing(),
            what => what.is_none(),
        };
        says_enough.then_some(fingerprint)
    }

    /// What follows a question at once and may be what it asks about: code, a table, an image, or options to choose from
    /// (paragraphs, items or lines).
    pub fn what_follows(&self, question: &Question) -> Option<PieceKind> {
        let next = self.pieces_between(question.head, question.last).nth(1).and_then(|id| self.piece(id))?;
        let is_shown = matches!(next.shape.kind, PieceKind::Code | PieceKind::Image | PieceKind::Table);
        let is_option = next.shape.letter > 0 || next.shape.marks.any(Marks::TICKED | Marks::UNTICKED);
        (is_shown || is_option).then_some(next.shape.kind)
    }

    /// The piece that holds a question's text.
    pub fn question_head(&self, question: &Question) -> PieceId {
        let says = |id: &PieceId| self.piece(*id).is_none_or(|piece| piece.shape.marks.any(Marks::TEXT));
        Some(question.head).filter(says).or(question.prompt).unwrap_or(question.head)
    }

    /// Where the text of a question stands, with the backticks of code at its ends.
    pub fn question_source_range(&self, question: &Question) -> TextRange {
        let TextRange { mut start, mut end } = self.piece_text_range(self.question_head(question));
        let is_mark = |start, end| self.text().slice(TextRange::new(start, end)) == "`";
        while start > 0 && is_mark(start - 1, start) {
            start -= 1;
        }
        while is_mark(end, end + 1) {
            end += 1;
        }
        TextRange::new(start, end)
    }

    /// From the start of a question's head to the end of the last thing that belongs to it.
    pub fn question_range(&self, question: &Question) -> TextRange {
        self.extent(question.head, question.last)
    }

    /// Where a question's answer stands, its label included.
    pub fn answer_range(&self, question: &Question) -> Option<TextRange> {
        question.answer.map(|(first, last)| self.extent(first, last))
    }

    /// From a section's heading to the end of what it holds.
    pub fn section_range(&self, section: &Section) -> TextRange {
        self.extent(section.head, section.last)
    }

    /// The headings that a question stands under, outermost first, without markup.
    pub fn section_path(&self, question: &Question) -> Vec<String> {
        let questions = self.questions();
        let path = questions.section_path(question.section);
        path.iter()
            .filter_map(|&at| questions.sections.get(at as usize))
            .map(|section| self.piece_text(section.head))
            .collect()
    }

    /// The level of a question, if it has one.
    pub fn question_level(&self, question: &Question) -> Option<&'static str> {
        question.level.map(Level::name)
    }

    /// The skills that a question states, or that its table row does.
    pub fn question_skills(&self, question: &Question) -> Vec<String> {
        let Some(id) = question.skills else { return Vec::new() };
        let text = self.piece_text(id);
        let skills = text
            .split([',', ';', '·', '|', '、', '，'])
            .map(|skill| skill.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '`' | '*' | '.')));
        skills.filter(|skill| !skill.is_empty()).map(str::to_owned).collect()
    }

    /// The title of the note: that of the front matter, or its first heading of level 1.
    pub fn title(&self) -> Option<String> {
        let stated = self.front_matter().and_then(|it| it.get("title")).and_then(|it| it.text()).map(str::trim);
        if let Some(title) = stated.filter(|title| !title.is_empty()) {
            return Some(title.to_owned());
        }
        let sections = &self.questions().sections;
        let first = sections.iter().take(1).find(|section| section.heading_level == 1)?;
        Some(self.piece_text(first.head)).filter(|title| !title.is_empty())
    }

    fn extent(&self, first: PieceId, last: PieceId) -> TextRange {
        if first == PieceId::FRONT_MATTER {
            return TextRange::new(self.piece_range(first).start, self.text().len());
        }
        let range = self.piece_range(first).cover(self.piece_range(last));
        let text = self.text().slice(range);
        TextRange::new(range.start, range.start + text.trim_end().len() as u32)
    }

    fn block_start(&self, id: PieceId) -> u32 {
        if (id.block as usize) < self.block_count() { self.block_range(id.block as usize).start } else { 0 }
    }

    fn first_line_of(&self, range: TextRange) -> TextRange {
        let line = self.text().line_range(self.text().line_of(range.start));
        TextRange::new(range.start, line.end.min(range.end).max(range.start))
    }

    fn front_matter_question(&self) -> Option<TextRange> {
        let front_matter = self.front_matter()?;
        let text =
            |key: &str| front_matter.get(key).filter(|value| value.text().is_some_and(|text| !text.trim().is_empty()));
        text("question").or_else(|| text("title")).map(|value| value.range)
    }
}

impl Facts {
    /// Facts of a note's front matter.
    fn read(front_matter: &FrontMatter) -> Self {
        let text = |key: &str| front_matter.get(key).and_then(|value| value.text()).unwrap_or_default();
        let full = |key: &&str| front_matter.get(key).is_some_and(|value| !value.is_null());
        let tags = ["tags", "tag", "skills", "difficulty", "level", "levels", "topics"];
        let levels = front_matter.get("levels").map(|levels| levels.items()).unwrap_or_default();
        let only = match levels {
            [only] => only.text().unwrap_or_default(),
            _ => "",
        };
        let level = [text("difficulty"), text("level"), only].into_iter().find_map(Level::of_phrase);
        Facts {
            has_question: !text("question").trim().is_empty(),
            is_tagged: tags.iter().any(full),
            level,
            ..Facts::of_title(text("title"))
        }
    }
}
