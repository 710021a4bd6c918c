//! Completion of links: paths of notes and files, anchors, labels, and questions of the workspace by their words.

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ide::NoteView;
use crate::ide::link_address::relative_path;
use crate::ide::question_symbols::{QuestionMatch, find_questions};
use crate::syntax::Note;
use crate::syntax::markdown::{
    AddressForm, DefinitionKind, Destination, DestinationKind, ElementKind, PlacedAnchor, percent_decoded,
};
use crate::text::{Edit, TextRange};
use crate::workspace::{IndexedAnchor, NoteFacts, Target, is_note, normalized, target_path};

use super::link_slot::{LinkSlot, link_slot};
use super::{CompletionItem, CompletionKind, Completions};

/// How many proposals of one kind are made at once. When there are more, the client asks again as more is typed.
const MAX_ITEMS: usize = 60;

/// So many letters are typed before questions are looked for where no address was begun.
const MIN_WORDS: usize = 2;

/// Whether a link is being written at `offset`. To complete it takes a look at all notes.
pub(super) fn is_link(view: &NoteView<'_>, offset: u32) -> bool {
    let range = view.note.text().line_range(view.note.text().line_of(offset));
    slot(view, offset, &view.note.text().slice(range), range).is_some()
}

/// What is being written at `offset`, in the line at `range`.
fn slot(view: &NoteView<'_>, offset: u32, line: &str, range: TextRange) -> Option<LinkSlot> {
    if offset < view.note.body_start() || is_in_code(view.note, offset) {
        return None;
    }
    link_slot(line, (offset - range.start) as usize, view.config.links.wiki)
}

/// What could stand in the link at `offset`; nothing where there is none.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let note = view.note;
    let range = note.text().line_range(note.text().line_of(offset));
    let line = note.text().slice(range);
    let slot = slot(view, offset, &line, range)?;
    let place = Place { view, line: &line, line_start: range.start, caret: (offset - range.start) as usize };
    let items = match slot {
        LinkSlot::Path { token, angled, image } => place.paths(&token, angled, image),
        LinkSlot::Anchor { path, token } => place.anchors(&line[path], &token),
        LinkSlot::Label(token) => place.labels(&token, DefinitionKind::Link),
        LinkSlot::Footnote(token) => place.labels(&token, DefinitionKind::Footnote),
        LinkSlot::Wiki(token) => place.wiki_names(&token),
        LinkSlot::WikiHeading { name, token } => place.wiki_headings(&line[name], &token),
        LinkSlot::Text(token) => place.links(&token),
    };
    // What is proposed depends on what is typed.
    Some(Completions { items, is_incomplete: true })
}

/// The line that is completed.
struct Place<'a> {
    view: &'a NoteView<'a>,
    line: &'a str,
    line_start: u32,
    caret: usize,
}

/// What is proposed, the best first by its rank.
struct Proposal<R> {
    rank: R,
    label: String,
    detail: Option<String>,
    kind: CompletionKind,
    text: String,
}

impl Place<'_> {
    /// The part of `token` before the caret.
    fn typed(&self, token: &Range<usize>) -> &str {
        self.line.get(token.start..self.caret).unwrap_or_default()
    }

    fn items<R: Ord>(&self, token: &Range<usize>, mut proposals: Vec<Proposal<R>>) -> Vec<CompletionItem> {
        proposals.sort_by(|one, other| (&one.rank, &one.label).cmp(&(&other.rank, &other.label)));
        proposals.truncate(MAX_ITEMS);
        let range = TextRange::from(token.clone()) + self.line_start;
        let typed = self.typed(token);
        let item = |it: Proposal<R>| CompletionItem {
            label: it.label,
            kind: it.kind,
            detail: it.detail,
            documentation: None,
            edit: Edit::replace(range, it.text),
            // It was found for what is typed, by more than the first letters.
            filter_text: typed.to_owned(),
            is_snippet: false,
        };
        proposals.into_iter().map(item).collect()
    }

    /// The folder that relative paths start from.
    fn folder(&self) -> Option<&Path> {
        self.view.path?.parent()
    }

    /// The address of `path` from this note, as it is written here.
    fn address(&self, path: &Path, angled: bool) -> Option<String> {
        let relative = relative_path(self.folder()?, path)?;
        Some(AddressForm::markdown(angled).write(&relative))
    }

    fn paths(&self, token: &Range<usize>, angled: bool, image: bool) -> Vec<CompletionItem> {
        let typed = percent_decoded(self.typed(token)).into_owned();
        let mut proposals = self.files(&typed, angled);
        if !image {
            proposals.extend(self.notes(&typed, angled));
            if typed.chars().count() >= MIN_WORDS && !typed.contains('/') {
                let words = typed.replace(['-', '_'], " ");
                proposals.extend(self.questions(&words, angled).into_iter().map(|(question, address)| Proposal {
                    text: address,
                    rank: (4, 0),
                    ..question
                }));
            }
        }
        self.items(token, proposals)
    }

    /// The notes whose paths or titles have what is typed in them.
    fn notes(&self, typed: &str, angled: bool) -> Vec<Proposal<(u8, usize)>> {
        let (Some(own), Some(folder)) = (self.view.path, self.folder()) else { return Vec::new() };
        let root = self.view.index.folders().root_of(own, self.view.config);
        let wanted = typed.trim_start_matches("./").to_lowercase();
        let notes = self.view.index.notes().filter(|(path, _)| *path != own && path.starts_with(&root));
        let proposal = |(path, facts): (&Path, &Arc<NoteFacts>)| {
            let relative = match typed.starts_with('/') {
                true => format!("/{}", relative_path(&self.view.config.root, path)?),
                false => relative_path(folder, path)?,
            };
            let rank = rank(&wanted, &relative, facts.title.as_deref().unwrap_or_default())?;
            let text = AddressForm::markdown(angled).write(&relative);
            let rank = (rank, relative.matches('/').count());
            let detail = facts.title.as_deref().map(str::to_owned);
            Some(Proposal { rank, label: relative, detail, kind: CompletionKind::File, text })
        };
        notes.filter_map(proposal).collect()
    }

    /// What else lies in the folder that is typed.
    fn files(&self, typed: &str, angled: bool) -> Vec<Proposal<(u8, usize)>> {
        let (Some(own), Some(base)) = (self.view.path, self.folder()) else { return Vec::new() };
        let root = self.view.index.folders().root_of(own, self.view.config);
        let (above, begun) = typed.rsplit_once('/').map_or(("", typed), |(above, begun)| (above, begun));
        let folder = match typed.strip_prefix('/') {
            Some(_) => normalized(&self.view.config.root.join(above.trim_start_matches('/'))),
            None => normalized(&base.join(above)),
        };
        let names = self.view.index.folders().names(&root, &folder).unwrap_or_default();
        let is_wanted = |name: &&str| {
            let is_hidden = name.starts_with('.') && !begun.starts_with('.');
            !is_hidden && !is_note(Path::new(name)) && name.to_lowercase().starts_with(&begun.to_lowercase())
        };
        let before = &typed[..typed.len() - begun.len()];
        let proposal = |name: &str| {
            let text = format!("{before}{name}");
            Proposal {
                rank: (1, 0),
                label: text.clone(),
                detail: None,
                kind: CompletionKind::File,
                text: AddressForm::markdown(angled).write(&text),
            }
        };
        names.iter().map(|name| &**name).filter(is_wanted).map(proposal).collect()
    }

    /// The questions that `words` find, each with the address that leads to it.
    fn questions(&self, words: &str, angled: bool) -> Vec<(Proposal<(u8, usize)>, String)> {
        let found = find_questions(words, self.view.index, MAX_ITEMS);
        let proposal = |(number, found): (usize, QuestionMatch<'_>)| {
            let address = self.address_of(&found, angled)?;
            let proposal = Proposal {
                rank: (0, number),
                label: found.fact.text.to_string(),
                detail: Some(found.facts.name(found.path).into_owned()),
                kind: CompletionKind::Reference,
                text: String::new(),
            };
            Some((proposal, address))
        };
        found.into_iter().enumerate().filter_map(proposal).collect()
    }

    /// The address of a question: its own heading, or the one above it.
    fn address_of(&self, found: &QuestionMatch<'_>, angled: bool) -> Option<String> {
        let is_above = |range: TextRange| range.start <= found.fact.range.start;
        let anchors = found.facts.links.anchors().filter(|anchor| anchor.level.is_some());
        let anchor = anchors.take_while(|anchor| is_above(anchor.range)).last().map(|anchor| anchor.name);
        let is_own = Some(found.path) == self.view.path;
        let path = if is_own { String::new() } else { self.address(found.path, angled)? };
        match anchor {
            Some(anchor) => Some(format!("{path}#{anchor}")),
            None => (!is_own).then_some(path),
        }
    }

    fn anchors(&self, path: &str, token: &Range<usize>) -> Vec<CompletionItem> {
        let wanted = percent_decoded(self.typed(token)).to_lowercase();
        let proposals = match path.is_empty() {
            true => self.own_anchors(&wanted),
            false => {
                self.note_at(DestinationKind::Link, path).map(|facts| anchors_of(facts, &wanted)).unwrap_or_default()
            }
        };
        self.items(token, proposals)
    }

    fn own_anchors(&self, wanted: &str) -> Vec<Proposal<(u8, usize)>> {
        let note = self.view.note;
        let proposal = |(number, anchor): (usize, PlacedAnchor)| {
            let heading = anchor.kind.level().map(|_| one_line(note, anchor.range));
            let rank = rank(wanted, &anchor.name, heading.as_deref().unwrap_or_default())?;
            let kind = CompletionKind::Reference;
            Some(Proposal {
                rank: (rank, number),
                label: anchor.name.clone(),
                detail: heading,
                kind,
                text: anchor.name,
            })
        };
        note.anchors().into_iter().enumerate().filter_map(proposal).collect()
    }

    /// The facts of the note that `address` leads to.
    fn note_at(&self, kind: DestinationKind, address: &str) -> Option<&NoteFacts> {
        let own = self.view.path?;
        let destination = Destination::new(kind, TextRange::default(), address)?;
        let target = target_path(&destination, own, &self.view.config.root)?;
        match self.view.index.target(&target, own, self.view.config) {
            Target::Note(_, facts) => Some(facts),
            _ => None,
        }
    }

    /// The labels that the note defines.
    fn labels(&self, token: &Range<usize>, kind: DefinitionKind) -> Vec<CompletionItem> {
        let wanted = self.typed(token).to_lowercase();
        let note = self.view.note;
        let mut proposals = Vec::new();
        for index in 0..note.block_count() {
            let block = note.block(index);
            for definition in block.definitions.iter().filter(|definition| definition.kind == kind) {
                let source = one_line(note, definition.range + note.block_range(index).start);
                let Some((label, behind)) = source.split_once("]:") else { continue };
                let label = label.trim_start_matches(['[', '^']);
                if let Some(rank) = rank(&wanted, label, "") {
                    proposals.push(Proposal {
                        rank: (rank, proposals.len()),
                        label: label.to_owned(),
                        detail: Some(behind.trim().chars().take(60).collect()),
                        kind: CompletionKind::Reference,
                        text: label.to_owned(),
                    });
                }
            }
        }
        self.items(token, proposals)
    }

    /// The names of notes; where there are several of one name, with the folders that tell them apart.
    fn wiki_names(&self, token: &Range<usize>) -> Vec<CompletionItem> {
        let wanted = self.typed(token).to_lowercase();
        let Some(own) = self.view.path else { return Vec::new() };
        let root = self.view.index.folders().root_of(own, self.view.config);
        let notes = self.view.index.notes().filter(|(path, _)| *path != own && path.starts_with(&root));
        let proposal = |(path, facts): (&Path, &Arc<NoteFacts>)| {
            let stem = path.file_stem()?.to_str()?;
            let rank = rank(&wanted, stem, facts.title.as_deref().unwrap_or_default())?;
            let is_only = self.view.index.notes_named(&stem.to_lowercase()).len() == 1;
            let name = if is_only { PathBuf::from(stem) } else { path.strip_prefix(&root).ok()?.with_extension("") };
            let name = name.to_str()?.replace('\\', "/");
            let detail = facts.title.as_deref().map(str::to_owned);
            Some(Proposal {
                rank: (rank, name.len()),
                label: name.clone(),
                detail,
                kind: CompletionKind::File,
                text: name,
            })
        };
        self.items(token, notes.filter_map(proposal).collect())
    }

    fn wiki_headings(&self, name: &str, token: &Range<usize>) -> Vec<CompletionItem> {
        let wanted = self.typed(token).to_lowercase();
        let note = self.view.note;
        let proposals = if name.is_empty() {
            let headings = note.anchors().into_iter().filter(|anchor| anchor.kind.level().is_some());
            headings.map(|anchor| one_line(note, anchor.range)).collect::<Vec<_>>()
        } else {
            let facts = self.note_at(DestinationKind::Wiki, name);
            facts.iter().flat_map(|facts| &facts.questions).map(|question| question.text.to_string()).collect()
        };
        let proposal = |(number, text): (usize, String)| {
            let rank = rank(&wanted, &text, "")?;
            Some(Proposal {
                rank: (rank, number),
                label: text.clone(),
                detail: None,
                kind: CompletionKind::Reference,
                text,
            })
        };
        self.items(token, proposals.into_iter().enumerate().filter_map(proposal).collect())
    }

    /// Whole links to the questions that the words in the bracket find.
    fn links(&self, token: &Range<usize>) -> Vec<CompletionItem> {
        let words = self.typed(token).trim_start_matches('[');
        if words.trim().chars().count() < MIN_WORDS {
            return Vec::new();
        }
        let proposals = self.questions(words, false).into_iter().map(|(question, address)| {
            let text = question.label.replace('[', "\\[").replace(']', "\\]");
            Proposal { text: format!("[{text}]({address})"), ..question }
        });
        self.items(token, proposals.collect())
    }
}

/// The anchors of another note; questions are named by what they ask.
fn anchors_of(facts: &NoteFacts, wanted: &str) -> Vec<Proposal<(u8, usize)>> {
    let proposal = |(number, anchor): (usize, IndexedAnchor<'_>)| {
        let question = facts.questions.iter().find(|question| anchor.range.encloses(question.range));
        let text = question.map(|question| question.text.to_string());
        let rank = rank(wanted, anchor.name, text.as_deref().unwrap_or_default())?;
        let kind = CompletionKind::Reference;
        let (label, name) = (anchor.name.to_owned(), anchor.name.to_owned());
        Some(Proposal { rank: (rank, number), label, detail: text, kind, text: name })
    };
    facts.links.anchors().enumerate().filter_map(proposal).collect()
}

/// How well `wanted`, in lower case, goes with a name or else with its title: 0 for the beginning of the name. None if it
/// is part of neither.
fn rank(wanted: &str, name: &str, title: &str) -> Option<u8> {
    let (name, title) = (name.to_lowercase(), title.to_lowercase());
    let last = name.rsplit('/').next().unwrap_or_default();
    let in_title = || wanted.split(['-', ' ']).all(|word| title.contains(word));
    [name.starts_with(wanted), last.starts_with(wanted), name.contains(wanted), in_title()]
        .iter()
        .position(|goes| *goes)
        .map(|rank| rank as u8)
}

fn one_line(note: &Note, range: TextRange) -> String {
    note.text().slice(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the caret at `offset` is in a code block, or inside code in a line.
fn is_in_code(note: &Note, offset: u32) -> bool {
    note.block_at(offset).is_some_and(|index| {
        let (block, start) = (note.block(index), note.block_range(index).start);
        let in_fence = block.fences.iter().any(|fence| (fence.range + start).contains(offset));
        let is_around = |range: TextRange| range.start + start < offset && offset < range.end + start;
        in_fence || block.elements.iter().any(|it| it.kind == ElementKind::Code && is_around(it.range))
    })
}
