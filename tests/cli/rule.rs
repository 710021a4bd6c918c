//! `askdown rule`

use crate::command::Folder;

#[test]
fn a_rule_is_explained() {
    let run = Folder::new(&[]).run("rule unclosed-fence");
    assert!(
        run.stdout.starts_with("# unclosed-fence\n\nA fenced code block has no closing fence.\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n## Fails\n\n````markdown\n```"), "{}", run.stdout);
    assert!(run.stdout.ends_with("\nSeverity: error, unless `askdown.yaml` sets another.\n"), "{}", run.stdout);
    assert_eq!(run.code, 0);
}

#[test]
fn all_rules_are_listed() {
    let run = Folder::new(&[]).run("rule");
    let line = run.stdout.lines().find(|line| line.starts_with("unclosed-fence ")).expect("a line for each rule");
    let words: Vec<_> = line.split_whitespace().take(3).collect();
    assert_eq!(words, ["unclosed-fence", "error", "A"]);
}

#[test]
fn a_misspelt_rule_is_guessed() {
    let run = Folder::new(&[]).run("rule unclosed-fense");
    let expected =
        "askdown: there is no rule `unclosed-fense`, did you mean `unclosed-fence`? (`askdown rule` lists all)\n";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), ("", expected, 2));
}
