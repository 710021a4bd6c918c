//! From the pieces of a note to its questions.

use super::answer;
use super::dialects::DIALECTS;
use super::survey::{Found, Survey};
use super::{Facts, Level, Options, Piece, PieceId, PieceKind, Question, Questions, Section};

/// The questions of a note: `blocks` are the pieces of its blocks, in order.
pub fn find<'p>(blocks: impl Iterator<Item = &'p [Piece]>, facts: &Facts, options: &Options) -> Questions {
    let mut survey = Survey::new(blocks, facts, options);
    let mut found: Vec<(Found, &'static str)> = Vec::new();
    for dialect in DIALECTS.iter().filter(|dialect| !options.off.iter().any(|off| off == dialect.id)) {
        let new = (dialect.find)(&survey);
        survey.claim(&new);
        found.extend(new.into_iter().map(|question| (question, dialect.id)));
    }
    found.sort_by_key(|(question, _)| question.head);
    let sections = Sections::read(&survey);
    Builder { survey: &survey, sections: &sections, found: &found, next: 0 }.questions()
}

/// The free headings as a tree.
struct Sections {
    list: Vec<Section>,
    /// The section that each piece stands in; for a section's heading, itself.
    of_piece: Vec<Option<u32>>,
}

impl Sections {
    fn read(survey: &Survey<'_>) -> Self {
        let mut list: Vec<Section> = Vec::new();
        let mut of_piece = vec![None; survey.len()];
        let mut open: Vec<(usize, u32)> = Vec::new();
        for (at, slot) in of_piece.iter_mut().enumerate() {
            while open.last().is_some_and(|&(heading, _)| survey.end(heading) <= at) {
                open.pop();
            }
            let shape = &survey.shapes[at];
            if let PieceKind::Heading(heading_level) = shape.kind
                && shape.depth == 0
                && survey.is_free(at)
            {
                let parent = open.last().map(|&(_, section)| section);
                let last = survey.id(survey.end(at).saturating_sub(1).max(at));
                list.push(Section { head: survey.id(at), last, heading_level, parent, level: shape.level });
                open.push((at, list.len() as u32 - 1));
            }
            *slot = open.last().map(|&(_, section)| section);
        }
        Self { list, of_piece }
    }

    fn level(&self, section: Option<u32>) -> Option<Level> {
        std::iter::successors(section, |&at| self.list.get(at as usize).and_then(|section| section.parent))
            .find_map(|at| self.list.get(at as usize).and_then(|section| section.level))
    }
}

struct Builder<'s, 'a> {
    survey: &'s Survey<'a>,
    sections: &'s Sections,
    found: &'s [(Found, &'static str)],
    next: usize,
}

impl Builder<'_, '_> {
    fn questions(mut self) -> Questions {
        let mut questions = Vec::with_capacity(self.found.len());
        while let Some(&(found, dialect)) = self.found.get(self.next) {
            self.next += 1;
            questions.push(self.question(&found, dialect));
        }
        Questions { sections: self.sections.list.clone(), questions }
    }

    fn question(&mut self, found: &Found, dialect: &'static str) -> Question {
        let inner = self.found[self.next..].iter().take_while(|(other, _)| other.head < found.end).count();
        let inner = &self.found[self.next..self.next + inner];
        self.next += inner.len();
        let heads: Vec<usize> = inner.iter().map(|(other, _)| other.head).collect();
        let reading = answer::read(self.survey, found, &heads);
        let section = self.sections.of_piece.get(found.head).copied().flatten();
        let shape = self.survey.shapes.get(found.head);
        let prompt_level = found.prompt.and_then(|at| self.survey.shapes[at].level);
        let level = shape.and_then(|shape| shape.level).or(prompt_level).or_else(|| self.stated_level(found));
        let follow_ups = reading.follow_ups.iter().map(|&at| {
            let end = inner
                .iter()
                .find(|(other, _)| other.head == at)
                .map_or_else(|| answer::follow_up_end(self.survey, at, found.end), |(other, _)| other.end);
            self.follow_up(&Found::new(at, end), dialect, section)
        });
        Question {
            dialect,
            head: self.survey.id(found.head),
            prompt: found.prompt.map(|at| self.survey.id(at)),
            last: self.id_or_front_matter(reading.last),
            answer: reading.answer,
            state: reading.state,
            level: level.or_else(|| self.sections.level(section)).or(self.survey.facts.level),
            number: shape.map(|shape| shape.number).filter(|&number| number > 0),
            section,
            skills: reading.skills,
            code_blocks: reading.code_blocks,
            follow_ups: follow_ups.collect(),
        }
    }

    fn follow_up(&self, found: &Found, dialect: &'static str, section: Option<u32>) -> Question {
        let reading = answer::read(self.survey, found, &[]);
        let shape = &self.survey.shapes[found.head];
        Question {
            dialect,
            head: self.survey.id(found.head),
            prompt: None,
            last: self.id_or_front_matter(reading.last),
            answer: reading.answer,
            state: reading.state,
            level: shape.level,
            number: Some(shape.number).filter(|&number| number > 0),
            section,
            skills: reading.skills,
            code_blocks: reading.code_blocks,
            follow_ups: Vec::new(),
        }
    }

    /// A level stated below the question: `Difficulty: hard`.
    fn stated_level(&self, found: &Found) -> Option<Level> {
        let first = if found.head == usize::MAX { 0 } else { found.head + 1 };
        self.survey
            .contents(first, found.end)
            .take(6)
            .filter(|&at| self.survey.shapes[at].marks.any(super::Marks::META))
            .find_map(|at| self.survey.shapes[at].level)
    }

    fn id_or_front_matter(&self, at: usize) -> PieceId {
        self.survey.id(at)
    }
}
