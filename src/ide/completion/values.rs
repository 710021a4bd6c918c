//! Completion of the values that the schema of front matter lists.

use serde_json::Value;

use crate::ide::NoteView;
use crate::ide::front_matter::{guide_under, sequence_around};
use crate::schema::Guide;
use crate::text::{Edit, TextRange};
use crate::workspace::written_value;

use super::slot::{Slot, SlotStyle, slot};
use super::{CompletionItem, CompletionKind, Completions};

/// The values that could stand at `offset`; those that the list holds already are left out.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let front_matter = view.note.front_matter()?;
    let content = front_matter.content;
    if !content.touches(offset) {
        return None;
    }
    let source = view.note.text().slice(content);
    let slot = slot(&source, (offset - content.start) as usize)?;
    let is_glued = slot.is_glued(&source);
    let Slot { keys, token, style } = slot;
    let typed = source.get(token.clone())?;
    let quote = typed.chars().next().filter(|c| matches!(c, '"' | '\''));
    let range = TextRange::from(token) + content.start;

    let guide = guide_under(view.schema, &keys);
    let sequence = sequence_around(front_matter, &keys, range);
    let (values, of_items) = (proposals(&guide), proposals(&guide.items()));
    let is_item = match style {
        SlotStyle::FlowItem | SlotStyle::BlockItem => true,
        SlotStyle::OwnLine => sequence.is_some() || values.is_empty(),
        SlotStyle::Value | SlotStyle::FlowValue => false,
    };
    let needs_dash = is_item && style == SlotStyle::OwnLine;
    let in_brackets = !is_item && values.is_empty();
    let proposals = if is_item || in_brackets { of_items } else { values };
    let listed: Vec<_> = sequence
        .iter()
        .flat_map(|sequence| &sequence.items)
        .filter(|item| !item.range.meets(range))
        .filter_map(|item| item.text())
        .collect();
    let is_listed = |value: &Value| is_item && value.as_str().is_some_and(|text| listed.contains(&text));
    let in_flow = in_brackets || matches!(style, SlotStyle::FlowItem | SlotStyle::FlowValue);
    let form = Form { quote, is_glued, needs_dash, in_brackets, in_flow };
    let build = |(value, documentation): (&Value, Option<&str>)| {
        let plain = plain_text(value);
        CompletionItem {
            kind: CompletionKind::Value,
            detail: (guide.default_value() == Some(value)).then(|| "default".to_owned()),
            documentation: documentation.map(str::to_owned),
            edit: Edit::replace(range, form.write(value)),
            filter_text: quote.map_or_else(|| plain.clone(), |quote| format!("{quote}{plain}")),
            label: plain,
            is_snippet: false,
        }
    };
    let items = proposals.into_iter().filter(|(value, _)| !is_listed(value)).map(build).collect();
    Some(Completions { items, is_incomplete: false })
}

/// How a value has to be written where it is inserted.
struct Form {
    quote: Option<char>,
    /// The colon or dash before it has no space behind it.
    is_glued: bool,
    needs_dash: bool,
    in_brackets: bool,
    /// Inside brackets or braces, whoever writes them.
    in_flow: bool,
}

impl Form {
    fn write(&self, value: &Value) -> String {
        let plain = plain_text(value);
        let text = if value.is_string() { written_value(&plain, self.quote, self.in_flow) } else { plain };
        let (open, close) = if self.in_brackets { ("[", "]") } else { ("", "") };
        let space = if self.is_glued { " " } else { "" };
        let dash = if self.needs_dash { "- " } else { "" };
        format!("{space}{dash}{open}{text}{close}")
    }
}

/// A string without quotes, anything else as JSON has it.
fn plain_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The values that a schema names: those allowed, or `true` and `false`, or examples.
fn proposals<'a>(guide: &Guide<'a>) -> Vec<(&'a Value, Option<&'a str>)> {
    const BOOLEANS: [&Value; 2] = [&Value::Bool(true), &Value::Bool(false)];
    let mut values = guide.values();
    values.retain(|(value, _)| !value.is_null() && !value.is_object() && !value.is_array());
    let is_boolean = guide.types().iter().filter(|name| **name != "null").eq([&"boolean"]);
    if is_boolean && values.is_empty() {
        values = BOOLEANS.iter().map(|value| (*value, None)).collect();
    }
    if values.is_empty() {
        let examples = guide.default_value().into_iter().chain(guide.examples());
        values = examples.filter(|value| value.is_string() || value.is_number()).map(|value| (value, None)).collect();
    }
    values
}
