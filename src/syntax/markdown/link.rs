//! Links, references and what they refer to.

use unicase::UniCase;

use crate::text::TextRange;

/// A link, an image or a reference, also one that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// From the opening bracket (or `!`, or `<`) to the last byte; for a link that leads somewhere the range of its
    /// element.
    pub range: TextRange,
    /// Which way it names its target.
    pub kind: LinkKind,
    /// The target: an address with escapes and entities decoded, or the folded label of a definition.
    pub target: Box<str>,
}

/// The ways to name a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](address)`.
    Inline,
    /// `<https://example.org>`, also an e-mail address.
    Autolink,
    /// `[text][label]`.
    Reference,
    /// `[label]` or `[label][]`. Where no definition has that label, it is plain text in brackets.
    Shortcut,
    /// `[^label]`. Where no definition has that label, it is plain text in brackets.
    Footnote,
    /// `[label]` or `[^label]` in indented code: shown as it is, unless some extension reads the code as text. So it needs
    /// no definition, but may be what one is there for.
    InCode(DefinitionKind),
    /// `[label]: {{ address }}`: no reference, but text that a template makes a definition of.
    Template,
}

/// The definition of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Where the definition stands; for a footnote, with its text.
    pub range: TextRange,
    /// What it defines.
    pub kind: DefinitionKind,
    /// The folded label.
    pub label: Box<str>,
    /// The address, escapes and entities decoded; empty for a footnote.
    pub destination: Box<str>,
}

/// What a definition defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DefinitionKind {
    /// `[label]: address`.
    Link,
    /// `[^label]: text`.
    Footnote,
}

impl LinkKind {
    /// The kind of definition that it needs, if any.
    pub fn needs(self) -> Option<DefinitionKind> {
        match self {
            Self::Inline | Self::Autolink | Self::InCode(_) | Self::Template => None,
            Self::Reference | Self::Shortcut => Some(DefinitionKind::Link),
            Self::Footnote => Some(DefinitionKind::Footnote),
        }
    }

    /// The kind of definition that it refers to, if any, whether it needs it or not.
    pub(super) fn refers_to(self) -> Option<DefinitionKind> {
        match self {
            Self::InCode(kind) => Some(kind),
            // What stands in brackets is a reference as soon as something else defines it.
            Self::Template => Some(DefinitionKind::Link),
            _ => self.needs(),
        }
    }
}

/// Whether `text` names something in a module, such as `pathlib.Path`: so the documentation of Python is linked.
pub fn is_dotted_name(text: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.contains('.') && text.split('.').all(is_name)
}

/// `label` as labels are compared: blanks collapsed, Unicode case folded (CommonMark 0.31, section 6.3, "matches").
pub fn fold_label(label: &str) -> Box<str> {
    let label: Vec<&str> = label.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    UniCase::new(label.join(" ")).to_folded_case().into()
}
