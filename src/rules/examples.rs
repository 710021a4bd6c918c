//! Runs the examples in the manual pages of rules.

use std::path::Path;
use std::sync::Arc;

use crate::schema::{Schema, to_json};
use crate::syntax::Note;
use crate::syntax::front_matter::YamlDocument;
use crate::syntax::markdown::{BlockKind, plain_text};
use crate::text::Text;
use crate::workspace::{Config, Folders, Index, NoteFacts, RuleLevel, Vocabulary, parse_config};

use super::{
    ALL, Diagnostic, FactsContext, NoteContext, Rule, Topic, check_note, check_note_alone, file, is_concerned,
};

/// Where the examples would be.
const FOLDER: &str = "/examples of askdown";

/// The examples of one manual page.
#[derive(Default)]
struct Examples {
    /// The configuration that they are for.
    config: Config,
    /// The other notes of the workspace.
    others: Vec<String>,
    /// The schema of the front matter, if it is not the built-in one.
    schema: Option<Schema>,
    fails: Vec<String>,
    passes: Vec<String>,
}

/// Reads the fences of a manual page: those labelled `markdown` below "Fails" and "Passes"; those before, which are other
/// notes of the workspace; `yaml askdown.yaml`, `yaml skills.yaml` and `yaml schema.yaml` anywhere.
fn examples(rule: &Rule) -> Examples {
    let mut examples = Examples::default();
    let mut heading = String::new();
    let page = Note::new(Text::new(&rule.page()));
    for index in 0..page.block_count() {
        let (block, source) = (page.block(index), page.block_source(index));
        if let BlockKind::Heading(_) = block.kind {
            heading = plain_text(&block.elements, 0, &source);
        }
        for fence in &block.fences {
            match (&source[fence.info.as_usize()], heading.as_str()) {
                ("markdown", "Fails") => examples.fails.push(fence.code(&source)),
                ("markdown", "Passes") => examples.passes.push(fence.code(&source)),
                ("yaml askdown.yaml", _) => {
                    let names: Vec<_> = ALL.iter().map(|rule| rule.name).collect();
                    let (config, errors) = parse_config(&fence.code(&source), &names);
                    assert_eq!(errors, [], "{}: the example's configuration", rule.name);
                    examples.config = config;
                }
                ("markdown", "") => examples.others.push(fence.code(&source)),
                ("yaml skills.yaml", _) => {
                    let (vocabulary, errors) = Vocabulary::read(&fence.code(&source));
                    assert_eq!(errors, [], "{}: the example's vocabulary", rule.name);
                    examples.config.vocabulary = Some(Arc::new(vocabulary));
                }
                ("yaml schema.yaml", _) => {
                    let root = YamlDocument::read(&fence.code(&source)).root.as_ref().map(to_json).unwrap_or_default();
                    let schema = Schema::compile(root, "file:///schema.yaml", |_| Err(String::new()));
                    examples.schema = Some(schema.expect("a valid schema"));
                }
                (info, heading) => panic!("{}: a fence labelled {info:?} under {heading:?}", rule.name),
            }
        }
    }
    if rule.severity.is_none() {
        examples.config.rules.entry(rule.name.into()).or_insert(RuleLevel::Warning);
    }
    examples
}

impl Examples {
    fn findings(&self, example: &str) -> Vec<Diagnostic> {
        let note = |source: &str| Note::new(Text::new(source));
        let mut index = Index::default();
        index.set_folders(Folders::reading(vec![FOLDER.into()]));
        for (number, other) in self.others.iter().enumerate() {
            let path = format!("{FOLDER}/{number}.md");
            let path = Path::new(&path);
            index.set_open(path, NoteFacts::new(&note(other), path, &self.config));
        }
        let path = format!("{FOLDER}/here.md");
        let (note, path) = (note(example), Path::new(&path));
        let facts = NoteFacts::new(&note, path, &self.config);
        index.set_open(path, facts.clone());
        let schema = self.schema.as_ref().unwrap_or(Schema::builtin());
        let context = NoteContext { index: &index, schema, path: Some(path), ..NoteContext::new(&note, &self.config) };
        let found = check_note(&context);
        let facts = FactsContext { facts: &facts, config: &self.config, path, index: &index };
        if !is_concerned(&facts) {
            assert_eq!(found, check_note_alone(&context), "more is found than the facts say in:\n{example}");
        }
        found
    }
}

#[test]
fn failing_examples_fail_and_passing_ones_draw_nothing() {
    let is_about_notes = |topic: &&&Topic| !std::ptr::eq(**topic, &file::TOPIC);
    for rule in super::TOPICS.iter().filter(is_about_notes).flat_map(|topic| topic.rules) {
        let examples = examples(rule);
        assert!(!examples.fails.is_empty() && !examples.passes.is_empty(), "{} lacks an example", rule.name);
        for example in &examples.fails {
            let found = examples.findings(example);
            assert!(found.iter().any(|found| found.rule == *rule), "{} is silent on:\n{example}", rule.name);
        }
        for example in &examples.passes {
            let found = examples.findings(example);
            let found: Vec<_> = found.iter().map(|found| (found.rule.name, &found.message)).collect();
            assert_eq!(found, [], "found where {} should pass:\n{example}", rule.name);
        }
    }
}

#[test]
fn pages_start_with_a_summary_of_one_line() {
    for rule in ALL.iter() {
        let page = rule.page();
        let lines: Vec<_> = page.lines().take(3).collect();
        let [summary, "", more] = lines.as_slice() else {
            panic!("{}: a summary, a blank line and more, not {lines:?}", rule.name)
        };
        assert!(summary.ends_with('.') && summary.len() < 110, "{}: {summary:?}", rule.name);
        assert!(!more.starts_with('#') && !more.starts_with("```"), "{}: says nothing beyond its summary", rule.name);
    }
}
