//! Completion of skills in front matter.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ide::NoteView;
use crate::syntax::front_matter::FrontMatter;
use crate::text::{Edit, TextRange};
use crate::workspace::{SkillUse, skill_uses, written_value};

use super::slot::{Slot, SlotStyle, slot};
use super::{CompletionItem, CompletionKind, Completions};

/// How many skills are proposed at once. When there are more, the client asks again as more is typed.
const MAX_ITEMS: usize = 500;

/// The skills that could stand at `offset`, those used in the most notes first; nothing where no skill can stand.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let front_matter = view.note.front_matter()?;
    let content = front_matter.content;
    let place = SkillPlace::new(view, front_matter, offset)?;
    let typed = view.note.text().slice(TextRange::new(place.token.start, offset));
    let typed = typed.trim_start_matches(['"', '\'']).to_lowercase();

    let mut candidates: Vec<Candidate<'_>> = candidates(view, &place);
    candidates.retain(|candidate| is_subsequence(&typed, &candidate.filter.to_lowercase()));
    candidates.sort_unstable_by_key(|it| (Reverse(it.count), it.filter.to_lowercase(), it.filter));
    let is_incomplete = candidates.len() > MAX_ITEMS;
    candidates.truncate(MAX_ITEMS);
    debug_assert!(content.encloses(place.token));
    Some(Completions { items: candidates.iter().map(|it| it.item(&place)).collect(), is_incomplete })
}

/// A place in front matter where a skill can stand.
struct SkillPlace {
    /// What is typed there already, in bytes of the note.
    token: TextRange,
    /// The quote that it starts with.
    quote: Option<char>,
    /// Whether commas, brackets and braces have to be quoted.
    in_flow: bool,
    /// Whether brackets have to be put around the skill, to make a list of it.
    needs_list: bool,
    /// Whether the dash of the item is still missing.
    needs_dash: bool,
    /// Whether the blank behind the colon or dash is still missing.
    needs_blank: bool,
    /// The skills that the list holds besides.
    listed: FxHashSet<String>,
    /// The skills that this note holds nowhere but at the caret.
    only_here: Option<String>,
}

impl SkillPlace {
    fn new(view: &NoteView<'_>, front_matter: &FrontMatter, offset: u32) -> Option<Self> {
        let content = front_matter.content;
        if !content.touches(offset) {
            return None;
        }
        let source = view.note.text().slice(content);
        let slot = slot(&source, (offset - content.start) as usize)?;
        let needs_blank = slot.is_glued(&source);
        let Slot { keys, token, mut style } = slot;
        if !is_skill_slot(&view.config.skills.keys, &keys, style) {
            return None;
        }
        if style == SlotStyle::Value && token.is_empty() && has_list(front_matter, &keys) {
            return None;
        }
        let text = source.get(token.clone())?;
        let mut token = TextRange::from(token) + content.start;
        let typed = text.get(..(offset - token.start) as usize)?;
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        if style == SlotStyle::Value && quote.is_none() && text.contains(',') {
            // Several skills in one string: the one at the caret is replaced.
            let before = typed.rfind(',').map_or(0, |comma| comma + 1);
            let blanks = typed[before..].len() - typed[before..].trim_start().len();
            let behind = text[typed.len()..].find(',').unwrap_or(text.len() - typed.len());
            token = TextRange::new(token.start + (before + blanks) as u32, offset + behind as u32);
            style = SlotStyle::FlowValue;
        }
        let uses = skill_uses(front_matter, &view.config.skills.keys);
        let (here, others): (Vec<&SkillUse>, Vec<_>) = uses.iter().partition(|it| it.range.meets(token));
        let list = list_at(&uses, token);
        let listed = others.iter().filter(|it| Some(it.key) == list).map(|it| it.name.to_string()).collect();
        let only_here = here.first().filter(|it| others.iter().all(|other| other.name != it.name));
        Some(Self {
            token,
            quote,
            in_flow: matches!(style, SlotStyle::FlowItem | SlotStyle::FlowValue),
            needs_dash: style == SlotStyle::OwnLine,
            needs_blank,
            needs_list: style == SlotStyle::Value && quote.is_none() && !keys.last()?.eq_ignore_ascii_case("name"),
            listed,
            only_here: only_here.map(|it| it.name.to_string()),
        })
    }

    /// `name` as it is written here.
    fn written(&self, name: &str) -> String {
        let quoted = written_value(name, self.quote, self.in_flow || self.needs_list);
        let blank = if self.needs_blank { " " } else { "" };
        match (self.needs_list, self.needs_dash) {
            (true, _) => format!("{blank}[{quoted}]"),
            (_, true) => format!("{blank}- {quoted}"),
            _ => format!("{blank}{quoted}"),
        }
    }
}

/// Whether the value of the key that `keys` lead to is a list already, on the lines below.
fn has_list(front_matter: &FrontMatter, keys: &[String]) -> bool {
    let [key] = keys else { return false };
    front_matter.get(key).is_some_and(|value| !value.items().is_empty())
}

/// Whether a value under `keys` is a skill, when those under `skill_keys` are.
fn is_skill_slot(skill_keys: &[String], keys: &[String], style: SlotStyle) -> bool {
    let holds = |key: Option<&String>| key.is_some_and(|key| skill_keys.iter().any(|it| it.eq_ignore_ascii_case(key)));
    let outer = keys.len().checked_sub(2).and_then(|index| keys.get(index));
    let is_item = matches!(style, SlotStyle::FlowItem | SlotStyle::BlockItem | SlotStyle::OwnLine);
    let is_name = keys.last().is_some_and(|key| key == "name");
    holds(keys.last()) || (holds(outer) && (is_item || is_name))
}

/// The key of the list that `token` stands in: that of the last skill before it, or of the first behind.
fn list_at(uses: &[SkillUse], token: TextRange) -> Option<u32> {
    let before = uses.iter().rev().find(|it| it.range.start <= token.start);
    let behind = uses.iter().find(|it| it.key <= token.start && it.range.start > token.start);
    behind.or(before).map(|it| it.key)
}

/// A skill to propose.
struct Candidate<'a> {
    name: &'a str,
    /// The name, or the alias that leads to it.
    filter: &'a str,
    count: u32,
    description: Option<&'a str>,
}

fn candidates<'a>(view: &'a NoteView<'_>, place: &SkillPlace) -> Vec<Candidate<'a>> {
    let vocabulary = view.config.vocabulary.as_deref();
    let own = view.path.and_then(|path| view.index.note(path));
    // What the index took from this note's caret, half-typed as it is, is no skill yet.
    let own_uses = |name: &str| own.is_some_and(|facts| facts.skills.iter().any(|it| &*it.name == name));
    let count = |name: &str, count: u32| match &place.only_here {
        Some(here) if here == name && own_uses(name) => count - 1,
        _ => count,
    };
    let mut found: FxHashMap<&str, Candidate<'_>> = FxHashMap::default();
    for (name, notes) in view.index.skills() {
        let candidate = Candidate { name, filter: name, count: count(name, notes), description: None };
        if candidate.count > 0 {
            found.insert(name, candidate);
        }
    }
    for skill in vocabulary.iter().flat_map(|vocabulary| &vocabulary.skills) {
        let name = skill.name.value.as_str();
        let count = found.get(name).map_or(0, |candidate| candidate.count);
        let description = skill.description.as_deref();
        found.insert(name, Candidate { name, filter: name, count, description });
        for alias in &skill.aliases {
            found.insert(&alias.value, Candidate { name, filter: &alias.value, count: 0, description });
        }
    }
    found.into_values().filter(|candidate| !place.listed.contains(candidate.name)).collect()
}

impl Candidate<'_> {
    fn item(&self, place: &SkillPlace) -> CompletionItem {
        let detail = match self.count {
            _ if self.filter != self.name => format!("alias of {}", self.name),
            0 => "not used yet".to_owned(),
            1 => "used in 1 note".to_owned(),
            count => format!("used in {count} notes"),
        };
        CompletionItem {
            label: self.filter.to_owned(),
            kind: CompletionKind::Skill,
            detail: Some(detail),
            documentation: self.description.map(str::to_owned),
            edit: Edit::replace(place.token, place.written(self.name)),
            filter_text: place.quote.map(String::from).unwrap_or_default() + self.filter,
            is_snippet: false,
        }
    }
}

/// Whether the characters of `typed` stand in `text` in that order.
fn is_subsequence(typed: &str, text: &str) -> bool {
    let mut rest = text.chars();
    typed.chars().all(|wanted| rest.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::schema::Schema;
    use crate::syntax::Note;
    use crate::text::Text;
    use crate::workspace::{Config, Index, NoteFacts, Vocabulary};

    /// A workspace in which three notes use `python`, two `sql` and one each of the rest.
    fn index() -> Index {
        let mut index = Index::default();
        let notes = ["python, sql", "python, sql, 'C #1'", "python, 'a, b', 2024"];
        for (number, skills) in notes.iter().enumerate() {
            let note = Note::new(Text::new(&format!("---\nskills: [{skills}]\n---\n")));
            let path = format!("/{number}.md");
            index.set_open(Path::new(&path), NoteFacts::new(&note, Path::new(&path), &Config::default()));
        }
        index
    }

    fn complete_at(marked: &str, config: &Config) -> (String, Option<Completions>) {
        let offset = marked.find('|').expect("a caret") as u32;
        let source = marked.replacen('|', "", 1);
        let note = Note::new(Text::new(&source));
        let (mut index, path) = (index(), Path::new("/here.md"));
        index.set_open(path, NoteFacts::new(&note, path, config));
        let view = NoteView { note: &note, path: Some(path), config, index: &index, schema: Schema::builtin() };
        (source, complete(&view, offset))
    }

    /// Checks the labels at `|`, in order.
    #[track_caller]
    fn check(marked: &str, labels: &[&str]) {
        let (_, found) = complete_at(&format!("---\n{marked}\n---\n"), &Config::default());
        let found = found.unwrap_or_default();
        assert_eq!(found.items.iter().map(|item| item.label.as_str()).collect::<Vec<_>>(), labels);
    }

    /// Checks what the note becomes when `label` is chosen.
    #[track_caller]
    fn check_edit(marked: &str, label: &str, expected: &str) {
        let (source, found) = complete_at(&format!("---\n{marked}\n---\n"), &Config::default());
        let items = found.expect("completions").items;
        let item = items.iter().find(|item| item.label == label).expect("the item");
        let mut text = Text::new(&source);
        text.apply(&item.edit);
        assert_eq!(text.to_string(), format!("---\n{expected}\n---\n"));
        let caret = marked.find('|').expect("a caret") + "---\n".len();
        let typed = source[item.edit.range.start as usize..caret].to_lowercase();
        assert!(is_subsequence(&typed, &item.filter_text.to_lowercase()), "{typed:?} does not filter {item:?}");
    }

    #[test]
    fn the_most_used_come_first_and_those_listed_are_left_out() {
        check("skills: [|]", &["python", "sql", "2024", "a, b", "C #1"]);
        check("skills: [python, |]", &["sql", "2024", "a, b", "C #1"]);
        check("skills:\n  - sql\n  - p|", &["python"]);
        check("skills: [s|ql, python]", &["sql"]);
        check("tags: [python, |]\nskills: [sql]", &["sql", "2024", "a, b", "C #1"]);
        check("skills: [sql]\ntags: [sq|]", &["sql"]);
        check("title: |", &[]);
    }

    #[test]
    fn half_typed_skills_do_not_propose_themselves() {
        check("skills: [pyt|", &["python"]);
        check("skills: [zzz|]", &[]);
        check("skills: [zzz|, zzz]", &[]);
    }

    #[test]
    fn the_whole_token_is_replaced_and_quoted_where_needed() {
        check_edit("skills: [py|", "python", "skills: [python");
        check_edit("skills: [x, p|yt, z]", "python", "skills: [x, python, z]");
        check_edit("skills: ['p|', z]", "python", "skills: ['python', z]");
        check_edit("skills: [\"p|]", "python", "skills: [\"python\"]");
        check_edit("skills: [|]", "a, b", "skills: [\"a, b\"]");
        check_edit("skills:\n- |", "a, b", "skills:\n- a, b");
        check_edit("skills:\n- |", "C #1", "skills:\n- \"C #1\"");
        check_edit("skills:\n- 20|", "2024", "skills:\n- \"2024\"");
        check_edit("skills:\n  - sql\n  py|", "python", "skills:\n  - sql\n  - python");
        check_edit("skills:\n  'py|'", "python", "skills:\n  - 'python'");
        check_edit("skills: py|", "python", "skills: [python]");
        check_edit("skills:|", "python", "skills: [python]");
        check("skills:|\n  - sql", &[]);
        check_edit("skills:\n  -|", "python", "skills:\n  - python");
        check_edit("skills:\n-|\n- sql", "python", "skills:\n- python\n- sql");
        check_edit("skills:\n- name:|", "python", "skills:\n- name: python");
        check_edit("a: {tags:|}", "python", "a: {tags: python}");
        check_edit("tags: x, p|, z", "python", "tags: x, python, z");
        check_edit("questions:\n- text: a\n  tags: [s|]", "sql", "questions:\n- text: a\n  tags: [sql]");
    }

    #[test]
    fn front_matter_without_an_end_is_completed() {
        let (_, found) = complete_at("---\ntitle: x\nskills: [p|\n\n# Heading\n", &Config::default());
        assert_eq!(found.expect("completions").items.len(), 1);
    }

    #[test]
    fn the_vocabulary_adds_descriptions_and_aliases() {
        let (vocabulary, _) = Vocabulary::read("- {name: python, description: A language, aliases: [py3]}\n- go\n");
        let config = Config { vocabulary: Some(Arc::new(vocabulary)), ..Config::default() };
        let (_, found) = complete_at("---\nskills: [|]\n---\n", &config);
        let items = found.expect("completions").items;
        let find = |label: &str| items.iter().find(|item| item.label == label).expect("the item");
        let python = find("python");
        assert_eq!(
            (python.detail.as_deref(), python.documentation.as_deref()),
            (Some("used in 3 notes"), Some("A language"))
        );
        let alias = find("py3");
        assert_eq!((alias.detail.as_deref(), alias.edit.text.as_str()), (Some("alias of python"), "python"));
        assert_eq!(find("go").detail.as_deref(), Some("not used yet"));
    }
}
