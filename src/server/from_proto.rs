//! From LSP to the types of the layers below.

use tower_lsp::ls_types as lsp;

use crate::text::{Edit, LineColumn, MAX_LEN, PositionEncoding, Text, TextRange};

/// The byte offset of `position`; none for a line that does not exist.
pub(super) fn offset(text: &Text, position: lsp::Position, encoding: PositionEncoding) -> Option<u32> {
    text.offset(LineColumn::new(position.line, position.character), encoding)
}

/// The byte range of `range`; none when it ends before it starts or on a line that does not exist.
pub(super) fn range(text: &Text, range: lsp::Range, encoding: PositionEncoding) -> Option<TextRange> {
    let (start, end) = (offset(text, range.start, encoding)?, offset(text, range.end, encoding)?);
    (start <= end).then(|| TextRange::new(start, end))
}

/// What a `didChange` does to a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// These edits, one after the other, each against the text that the one before left.
    Edits(Vec<Edit>),
    /// Everything is new.
    NewText,
}

/// Applies `changes` to `text`, and says what they do.
///
/// # Errors
///
/// When a change cannot be applied. `text` is of no use then.
pub(super) fn apply(
    text: &mut Text,
    changes: Vec<lsp::TextDocumentContentChangeEvent>,
    encoding: PositionEncoding,
) -> Result<Changes, String> {
    let mut edits = Some(Vec::new());
    for change in changes {
        if text.len() as usize + change.text.len() > MAX_LEN {
            return Err(format!("the text would be longer than {MAX_LEN} bytes"));
        }
        match change.range {
            Some(wanted) => {
                let found = range(text, wanted, encoding).ok_or_else(|| impossible(wanted, text))?;
                let edit = Edit::replace(found, change.text);
                text.apply(&edit);
                if let Some(edits) = &mut edits {
                    edits.push(edit);
                }
            }
            None => {
                *text = Text::new(&change.text);
                edits = None;
            }
        }
    }
    Ok(edits.map_or(Changes::NewText, Changes::Edits))
}

fn impossible(range: lsp::Range, text: &Text) -> String {
    let lsp::Range { start, end } = range;
    format!(
        "the range {}:{}-{}:{} is impossible in a text of {} lines",
        start.line,
        start.character,
        end.line,
        end.character,
        text.line_count()
    )
}
