//! The typed `askdown.yaml`.

mod globs;
mod load;
mod merge;
mod schema;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ruff_python_ast::PythonVersion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::syntax::question::{self, Options};

use super::Vocabulary;
pub use globs::Globs;
pub(super) use load::did_you_mean;
pub use load::{ConfigError, nearest, parse_config};
pub use schema::config_schema;
pub use values::{Delay, HeadingLevel, InnerPath, LineLength, Pattern};

/// The name of the configuration file.
pub const CONFIG_FILE: &str = "askdown.yaml";

/// The settings that hold for a note.
///
/// Field docs are the descriptions in the file's JSON Schema, which editors show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "keys and values")]
#[schemars(title = "Askdown configuration")]
pub struct Config {
    /// The folder that the globs and paths below are relative to: that of `askdown.yaml`, or the workspace's.
    #[serde(skip)]
    pub root: PathBuf,
    /// The vocabulary of skills, if there is one.
    #[serde(skip)]
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// What [`Config::questions`] says, as those who read notes take it.
    #[serde(skip)]
    pub question_options: Arc<Options>,
    /// The severity of rules, by name. `off` silences a rule.
    pub rules: BTreeMap<String, RuleLevel>,
    /// Notes and folders to leave out, as patterns of the kind `.gitignore` has.
    pub exclude: Globs,
    /// What counts as a question.
    pub questions: QuestionConfig,
    /// The Python version that code blocks are written for.
    #[serde(with = "python_version")]
    #[schemars(schema_with = "schema::python_version")]
    pub python_version: PythonVersion,
    /// Notes and folders whose Python blocks are not checked, as patterns of the kind `.gitignore` has.
    pub no_check: Globs,
    /// The longest line that the formatter writes in Python blocks. Without it, that of the folder's
    /// `pyproject.toml`, or 88.
    #[schemars(range(min = 1, max = 320))]
    pub line_length: Option<LineLength>,
    /// Front-matter schemas of your own. The first whose files match holds.
    pub schemas: Vec<SchemaConfig>,
    /// Where skills stand and which exist.
    pub skills: SkillConfig,
    /// Which links there are besides those of Markdown.
    pub links: LinkConfig,
    /// How long to wait after the last keystroke before findings are shown, in milliseconds.
    #[schemars(range(min = 0, max = 10_000))]
    pub diagnostics_delay: Delay,
    /// When a note is checked: while typing, or only when it is saved.
    pub run: RunMode,
    /// Whether notes that are not open are checked as well. Without it they are for editors that ask, such as VS Code;
    /// `true` shows their findings in all editors, `false` in none.
    pub workspace_diagnostics: Option<bool>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            root: PathBuf::new(),
            vocabulary: None,
            question_options: Arc::default(),
            rules: BTreeMap::new(),
            exclude: Globs::default(),
            questions: QuestionConfig::default(),
            python_version: PythonVersion::PY314,
            no_check: Globs::default(),
            line_length: None,
            schemas: Vec::new(),
            skills: SkillConfig::default(),
            links: LinkConfig::default(),
            diagnostics_delay: Delay::default(),
            run: RunMode::default(),
            workspace_diagnostics: None,
        }
    }
}

impl Config {
    /// The configured severity of the rule called `name`, if it is not left at its default.
    pub fn rule(&self, name: &str) -> Option<RuleLevel> {
        self.rules.get(name).copied()
    }

    /// Whether the note at `path` is left out when folders are walked and the workspace is read.
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && self.exclude.matches(&self.relative(path))
    }

    /// Whether the Python blocks of the note at `path` are checked.
    pub fn checks_python(&self, path: &Path) -> bool {
        self.no_check.is_empty() || !self.no_check.matches(&self.relative(path))
    }

    /// The project's own schema for the note at `path`, if one is configured: the path of its file.
    pub fn schema_for(&self, path: &Path) -> Option<PathBuf> {
        let relative = self.relative(path);
        self.schemas
            .iter()
            .find(|entry| entry.files.matches(&relative))
            .map(|entry| self.root.join(entry.schema.as_path()))
    }

    /// Where the vocabulary of skills is, whether or not there is one.
    pub fn vocabulary_path(&self) -> PathBuf {
        self.root.join(self.skills.vocabulary.as_path())
    }

    /// `path` relative to the root; as it is, absolute, where it lies outside.
    fn relative(&self, path: &Path) -> PathBuf {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        absolute.strip_prefix(&self.root).map(Path::to_owned).unwrap_or(absolute)
    }
}

/// The configured severity of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a name")]
pub enum RuleLevel {
    /// The note is broken.
    Error,
    /// Most likely a mistake.
    Warning,
    /// Worth knowing.
    Information,
    /// A suggestion.
    Hint,
    /// Not checked.
    Off,
}

/// When a note is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a name")]
pub enum RunMode {
    /// While typing.
    #[default]
    Type,
    /// When it is opened and saved.
    Save,
}

/// What counts as a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "keys and values")]
pub struct QuestionConfig {
    /// The ways to mark a question that are not looked for.
    pub off: Vec<DialectName>,
    /// Further words that label a question, as `Question` and `Q` do: `Frage` for `### Frage 3: …`.
    pub labels: Vec<String>,
    /// A regular expression for headings that are questions. A group named `text` is the question's text.
    pub pattern: Option<Pattern>,
    /// The level of headings that are questions, 1 to 6: each of them is one.
    #[schemars(range(min = 1, max = 6))]
    pub heading_level: Option<HeadingLevel>,
}

impl QuestionConfig {
    /// The same as plain data for whoever reads notes.
    pub fn options(&self) -> Options {
        Options {
            off: self.off.iter().map(|dialect| dialect.id().to_owned()).collect(),
            labels: self
                .labels
                .iter()
                .map(|label| label.trim().to_lowercase())
                .filter(|label| !label.is_empty())
                .collect(),
            pattern: self.pattern.as_ref().and_then(|pattern| question::Pattern::new(pattern.as_str()).ok()),
            heading_level: self.heading_level.map(HeadingLevel::get),
        }
    }
}

/// A way to mark a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", expecting = "a name")]
pub enum DialectName {
    /// A heading or paragraph labelled `Q:`, `Q1.`, `Question 3:`.
    Label,
    /// The summary of a details block.
    Summary,
    /// Numbered headings.
    Numbered,
    /// Plain headings.
    Heading,
    /// Paragraphs in bold.
    Bold,
    /// Items of a list.
    List,
    /// A table's column headed Question.
    Table,
    /// A note that is one question.
    Note,
}

impl DialectName {
    /// Its id, as the dialect itself and outlines have it.
    pub fn id(self) -> &'static str {
        match self {
            DialectName::Label => "label",
            DialectName::Summary => "summary",
            DialectName::Numbered => "numbered",
            DialectName::Heading => "heading",
            DialectName::Bold => "bold",
            DialectName::List => "list",
            DialectName::Table => "table",
            DialectName::Note => "note",
        }
    }
}

/// A front-matter schema and the notes it is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", expecting = "a mapping with `files` and `schema`")]
pub struct SchemaConfig {
    /// The notes, as patterns of the kind `.gitignore` has.
    pub files: Globs,
    /// The schema's file, JSON or YAML, relative to `askdown.yaml`.
    pub schema: InnerPath,
}

/// Where skills stand and which exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "keys and values")]
pub struct SkillConfig {
    /// The front-matter keys whose values are skills.
    pub keys: Vec<String>,
    /// The file that lists the skills there are, relative to `askdown.yaml`. It need not exist.
    pub vocabulary: InnerPath,
}

impl Default for SkillConfig {
    fn default() -> Self {
        let keys = ["skills", "tags", "topics"].map(str::to_owned);
        Self { keys: keys.into(), vocabulary: InnerPath::new("skills.yaml") }
    }
}

/// Which links there are besides those of Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case", expecting = "keys and values")]
pub struct LinkConfig {
    /// Whether `[[name]]` and `[[name#heading|text]]` lead to the note of that name.
    pub wiki: bool,
    /// Front-matter keys whose values are links to notes. Items of lists that end in `.md`, `.markdown` or `.qmd` are
    /// links under any key.
    pub keys: Vec<String>,
}

mod python_version {
    //! A Python version as text: `3.10` is no number.

    use ruff_python_ast::PythonVersion;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(version: &PythonVersion, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(version)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PythonVersion, D::Error> {
        let text = String::deserialize(deserializer)?;
        PythonVersion::iter().find(|version| version.to_string() == text).ok_or_else(|| {
            let known: Vec<_> = PythonVersion::iter().map(|version| version.to_string()).collect();
            de::Error::custom(format!("`{text}` is no Python version that can be checked: {}", known.join(", ")))
        })
    }
}
