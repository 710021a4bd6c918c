//! What can be said on the command line. The comments are the help that `--help` prints.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks interview notes: Markdown questions and answers, YAML front matter and Python code blocks
#[derive(Debug, Parser)]
#[command(name = "askdown", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment variable NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong in notes
    ///
    /// Exit code: 0 when nothing at warning or above was found, 1 when something was, 2 when the command could not run.
    Check(CheckArguments),
    /// Format the Python blocks in notes
    ///
    /// Only valid blocks change; transcripts and blocks that opted out stay as they are. Exit code: 0, or with --check 1
    /// when a note would change, 2 when the command could not run.
    Format(FormatArguments),
    /// Explain a rule, or list all rules
    Rule {
        /// The rule's name, such as `python-syntax`
        name: Option<String>,
    },
    /// Print a JSON Schema, for editors
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t)]
        name: SchemaName,
    },
    /// Write an askdown.yaml with every setting explained
    Init {
        /// Where to
        #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
        folder: PathBuf,
    },
    /// Print the sections and questions of notes
    Outline(OutlineArguments),
    /// Count the questions of notes by category, level and skill
    Stats(StatsArguments),
    /// List the questions that notes ask more than once, in the same or in other words
    ///
    /// The notes named are compared with all that belong together with them: those beneath the askdown.yaml that holds
    /// for them. Exit code: 0, or 2 when the command could not run.
    Duplicates(DuplicatesArguments),
    /// Run the language server, for an editor
    Server(ServerArguments),
}

/// The arguments of `askdown server`.
#[derive(Args, Debug)]
pub struct ServerArguments {
    /// Speak over standard input and output; there is no other way, but editors like to say so
    #[arg(long)]
    stdio: bool,
}

/// The arguments of `askdown check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: CheckFormat,
    /// Apply the fixes that are certain, and report what is left
    #[arg(long)]
    pub(super) fix: bool,
}

/// The arguments of `askdown outline`.
#[derive(Args, Debug)]
pub struct OutlineArguments {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// How to print the outlines
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: OutlineFormat,
}

/// The formats of outlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutlineFormat {
    /// A tree, for people
    #[default]
    Text,
    /// One JSON array
    Json,
}

/// The arguments of `askdown stats`.
#[derive(Args, Debug)]
pub struct StatsArguments {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// How to print the counts
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: StatsFormat,
}

/// The formats of counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// Tables with bars, for people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// A page for a browser, in one file
    Html,
}

/// The arguments of `askdown duplicates`.
#[derive(Args, Debug)]
pub struct DuplicatesArguments {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// How to print the questions
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: DuplicatesFormat,
}

/// The formats of lists of duplicate questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DuplicatesFormat {
    /// A list, for people
    #[default]
    Text,
    /// One JSON array
    Json,
}

/// The arguments of `askdown format`.
#[derive(Args, Debug)]
pub struct FormatArguments {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// Change nothing, only name the notes that would change
    #[arg(long)]
    pub(super) check: bool,
}

/// Which notes a command is about.
#[derive(Args, Debug)]
pub struct Paths {
    /// Notes, and folders to look for notes in; `-` for standard input. Without any, the current folder
    ///
    /// A folder is searched for .md, .markdown and .qmd files, save those that ignore files or the configuration
    /// leave out. A file named is taken whatever its extension.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What to call the note that is read from standard input
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
}

/// The formats of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, with the line in question
    #[default]
    Text,
    /// One JSON array
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands that annotate a pull request on GitHub
    Github,
}

/// The schemas there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// The front matter of interview notes
    #[default]
    Note,
    /// askdown.yaml
    Config,
    /// The vocabulary of skills, skills.yaml
    Skills,
}
