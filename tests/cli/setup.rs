//! `askdown init` and `askdown schema`

use crate::command::Folder;

#[test]
fn init_writes_a_configuration_once() {
    let folder = Folder::new(&[("a.md", "# Fine\n")]);
    let run = folder.run("init");
    assert_eq!((run.stdout.as_str(), run.code), ("Wrote ./askdown.yaml\n", 0));
    assert_eq!(folder.run("check").stdout, "Nothing found in 1 note\n");

    folder.write("askdown.yaml", b"run: save\n");
    let run = folder.run("init");
    let expected = "askdown: ./askdown.yaml is there already, and stays as it is\n";
    assert_eq!((run.stderr.as_str(), run.code), (expected, 2));
    assert_eq!(folder.read("askdown.yaml"), "run: save\n");
    assert_eq!(folder.run("init nowhere").code, 2);
}

#[test]
fn schemas_are_printed() {
    let folder = Folder::new(&[]);
    for (arguments, key) in [("schema", "title"), ("schema note", "title"), ("schema config", "python-version")] {
        let run = folder.run(arguments);
        let schema: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert!(schema["properties"][key].is_object(), "{arguments} lacks {key}");
        assert!(schema["$schema"].is_string() && run.code == 0, "{arguments}");
    }
    assert!(folder.run("schema skills").stdout.contains("\"aliases\""));
}
