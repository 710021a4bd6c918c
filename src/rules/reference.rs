//! The rule reference: one page on all rules.

use super::{Rule, TOPICS};

const HEAD: &str = "\
# Rules

<!-- This page is generated from the rules' doc comments: `UPDATE=1 cargo test reference` writes it. -->

Each rule has a severity. `askdown.yaml` changes it, or turns the rule off:

```yaml
rules:
  unlabelled-fence: warning
  python-context: off
```

A comment silences a rule where it stands: in the block after it, or in the line of text that it is part of. A reason
may follow after a colon; without a name, all rules are meant.

```markdown
<!-- askdown-ignore python-syntax: the answer is that this is a syntax error -->
```

`askdown-ignore-start` and `askdown-ignore-end` silence rules between them, `askdown-ignore-file` in the whole note.
In front matter the same is said after `#`.
";

/// The rule reference as a Markdown page: a table of all rules, then their manual pages, by topic.
pub fn reference() -> String {
    let mut page = HEAD.to_owned();
    for topic in TOPICS {
        page += &format!("\n## {}\n\n| Rule | Severity | Reports |\n|---|---|---|\n", topic.name);
        for rule in topic.rules {
            page += &format!("| [`{0}`](#{0}) | {1} | {2} |\n", rule.name, severity(rule), rule.summary());
        }
        for rule in topic.rules {
            page += &format!("\n### {}\n\n{}", rule.name, demoted(&rule.page()));
        }
    }
    page
}

fn severity(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", |severity| severity.name())
}

/// A manual page with its headings two levels deeper. Its code has no lines that look like these headings.
fn demoted(page: &str) -> String {
    page.replace("\n## ", "\n#### ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/README.md");
    const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

    /// Holds the file at `path` to `text`, or writes it when that is asked for.
    fn assert_written(path: &str, text: &str) {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, text).expect("a written page");
        }
        assert!(read(path) == text, "{path} is stale: run UPDATE=1 cargo test reference");
    }

    fn read(path: &str) -> String {
        std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n")
    }

    #[test]
    fn the_written_reference_is_up_to_date() {
        assert_written(PATH, &reference());
    }

    #[test]
    fn the_reference_in_brief_is_in_the_readme() {
        let readme = read(README);
        let (head, rest) = readme.split_once("<!-- rules: ").expect("a mark before the rules");
        let (mark, rest) = rest.split_once('\n').expect("lines after the mark");
        let (_, tail) = rest.split_once("<!-- /rules -->").expect("a mark after the rules");
        let mut table = String::from("| Rule | Severity | Reports |\n|---|---|---|\n");
        for rule in TOPICS.iter().flat_map(|topic| topic.rules) {
            let link = format!("[`{0}`](src/rules/README.md#{0})", rule.name);
            table += &format!("| {link} | {} | {} |\n", severity(rule), rule.summary());
        }
        assert_written(README, &format!("{head}<!-- rules: {mark}\n\n{table}\n<!-- /rules -->{tail}"));
    }
}
