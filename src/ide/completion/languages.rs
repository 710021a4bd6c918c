//! Languages of fences.

use rustc_hash::FxHashMap;

use crate::ide::NoteView;
use crate::syntax::code::{COMMON_LANGUAGES, FenceInfo};
use crate::syntax::markdown::{Fence, FenceEnd};
use crate::text::{Edit, TextRange};

use super::{CompletionItem, CompletionKind, Completions};

/// The languages that could be named at `offset`, behind the marks of a fence: the note's own first, the most used of
/// them before the others.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let index = view.note.block_at(offset)?;
    let base = view.note.block_range(index).start;
    let source = view.note.block_source(index);
    let names = view.note.block(index).fences.iter().filter(|fence| fence.end != FenceEnd::Indented);
    let word = names.map(|fence| language_range(fence, &source) + base).find(|range| range.touches(offset))?;

    let own = own_languages(view, word.start);
    let common = COMMON_LANGUAGES.into_iter().filter(|name| !own.iter().any(|(used, _)| used == name));
    let own_items = own.iter().map(|(name, count)| {
        let times = if *count == 1 { "once".to_owned() } else { format!("{count} times") };
        item(name, word, Some(format!("{times} in this note")))
    });
    let items = own_items.chain(common.map(|name| item(name, word, None))).collect();
    Some(Completions { items, is_incomplete: false })
}

fn item(name: &str, word: TextRange, detail: Option<String>) -> CompletionItem {
    CompletionItem {
        label: name.to_owned(),
        kind: CompletionKind::Value,
        detail,
        documentation: None,
        edit: Edit::replace(word, name),
        filter_text: name.to_owned(),
        is_snippet: false,
    }
}

/// Where the language of a fence is named, or would be.
fn language_range(fence: &Fence, source: &str) -> TextRange {
    let info = source.get(fence.info.as_usize()).unwrap_or_default();
    match FenceInfo::new(info).name {
        Some(name) => name + fence.info.start,
        None => {
            let opening = info.len() - info.trim_start_matches(['{', '.']).len();
            TextRange::empty(fence.info.start + opening as u32)
        }
    }
}

/// The languages that the note's other fences name, and how often, the most frequent first.
fn own_languages(view: &NoteView<'_>, except: u32) -> Vec<(String, usize)> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for index in 0..view.note.block_count() {
        let base = view.note.block_range(index).start;
        for fence in view.note.block(index).fences.iter().filter(|fence| !fence.info.is_empty()) {
            let info = view.note.text().slice(fence.info + base);
            let Some(name) = FenceInfo::new(&info).name.filter(|name| name.start + fence.info.start + base != except)
            else {
                continue;
            };
            *counts.entry(info.get(name.as_usize()).unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Index};

    /// The labels proposed at `|`, and the text that the first replaces.
    fn labels(marked: &str) -> Option<(Vec<String>, String)> {
        let offset = marked.find('|').expect("a caret") as u32;
        let note = Note::new(Text::new(&marked.replacen('|', "", 1)));
        let view = NoteView {
            note: &note,
            path: None,
            config: &Config::default(),
            index: &Index::default(),
            schema: Schema::builtin(),
        };
        let items = complete(&view, offset)?.items;
        let replaced = note.text().slice(items.first()?.edit.range).into_owned();
        Some((items.into_iter().map(|item| item.label).collect(), replaced))
    }

    #[test]
    fn the_languages_of_the_note_come_first() {
        let (found, replaced) =
            labels("```sql\na\n```\n\n```rust\n```\n\n```rust\n```\n\n- ```p|y x\n  ```\n").expect("proposals");
        assert_eq!(found[..3], ["rust", "sql", "python"]);
        assert_eq!(replaced, "py");
    }

    #[test]
    fn only_the_language_of_an_opening_fence_is_completed() {
        assert_eq!(labels("```|\n").map(|found| found.1).as_deref(), Some(""));
        assert_eq!(labels("```{py|}\n").map(|found| found.1).as_deref(), Some("py"));
        for other in ["text|\n", "```python\nx|\n```\n", "```python\n```|\n", "```python ti|tle\n```\n", "    co|de\n"]
        {
            assert_eq!(labels(other), None, "{other}");
        }
    }
}
