//! Completion of the keys of front matter, from its schema.

use crate::ide::NoteView;
use crate::ide::front_matter::{describe, guide_under, mapping_under};
use crate::schema::{Guide, Property, describe_type};
use crate::text::{Edit, TextRange};
use crate::workspace::written_value;

use super::slot::{KeySlot, key_slot};
use super::{CompletionItem, CompletionKind, Completions};

/// The keys that could stand at `offset`: those that are required first, then in the schema's order. Keys that are
/// there already are left out.
pub(super) fn complete(view: &NoteView<'_>, offset: u32) -> Option<Completions> {
    let front_matter = view.note.front_matter()?;
    let content = front_matter.content;
    if !content.touches(offset) {
        return None;
    }
    let source = view.note.text().slice(content);
    let mut slot = key_slot(&source, (offset - content.start) as usize)?;
    let token = TextRange::from(slot.token.clone()) + content.start;
    let typed = source.get(slot.token.clone())?.trim_matches(['"', '\'']);
    let is_glued = slot.starts_item && source.get(..slot.token.start)?.ends_with('-');

    let guide = guide_under(view.schema, &slot.keys);
    let mut properties = guide.properties();
    let mut needs_dash = false;
    if properties.is_empty() {
        properties = guide.items().properties();
        needs_dash = !slot.in_item;
        slot.starts_item |= needs_dash;
    }
    let siblings = if slot.starts_item { None } else { mapping_under(front_matter, &slot.keys, token) };
    let is_there = |name: &str| {
        let mut entries = siblings.iter().flat_map(|mapping| &mapping.entries);
        entries.any(|entry| entry.name() == Some(name) && !entry.key.range.meets(token))
    };
    // A schema may list keys only to let them pass: nobody wants them all, unasked.
    properties.retain(|property| {
        let is_wanted = property.described || (!typed.is_empty() && property.name.starts_with(typed));
        is_wanted && !is_there(property.name)
    });
    properties.sort_by_key(|property| (!property.required, !property.described, property.order));
    let before = match (is_glued, needs_dash) {
        (true, _) => " ",
        (_, true) => "- ",
        _ => "",
    };
    let items = properties.iter().map(|property| item(&slot, before, token, property)).collect();
    Some(Completions { items, is_incomplete: typed.is_empty() })
}

/// `before` is what lacks before the key.
fn item(slot: &KeySlot, before: &str, token: TextRange, property: &Property<'_>) -> CompletionItem {
    let name = written_value(property.name, None, slot.in_flow);
    let mut text =
        if slot.has_colon { name } else { format!("{}:{}", escape(&name), value_snippet(slot, &property.guide)) };
    text.insert_str(0, before);
    let types: Vec<_> = property.guide.types().into_iter().filter(|it| *it != "null").map(describe_type).collect();
    let mut detail = types.join(" or ");
    if property.required {
        detail = if detail.is_empty() { "required".to_owned() } else { format!("{detail}, required") };
    }
    CompletionItem {
        label: property.name.to_owned(),
        kind: CompletionKind::Key,
        detail: (!detail.is_empty()).then_some(detail),
        documentation: describe(&property.guide),
        edit: Edit::replace(token, text),
        filter_text: property.name.to_owned(),
        is_snippet: !slot.has_colon,
    }
}

/// What follows the colon of a new key: the start of a value of its type.
fn value_snippet(slot: &KeySlot, guide: &Guide<'_>) -> String {
    if let Some(default) = guide.default_value().filter(|value| !value.is_array() && !value.is_object()) {
        let text = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        return format!(" ${{1:{}}}", escape(&text));
    }
    match guide.types().first().copied() {
        Some("array") if slot.in_flow => " [$1]".to_owned(),
        Some("object") if slot.in_flow => " {$1}".to_owned(),
        // Editors indent the lines of a snippet as the line it is put in, save the item's dash.
        Some("array") => format!("\n{}- $1", if slot.starts_item { "    " } else { "  " }),
        Some("object") => format!("\n{}$1", if slot.starts_item { "    " } else { "  " }),
        _ => " $1".to_owned(),
    }
}

/// `text` as it has to stand in a snippet (LSP 3.17, "Snippet Syntax").
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
