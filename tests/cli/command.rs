//! Running the binary in a folder of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder with files, to run the binary in.
pub struct Folder(tempfile::TempDir);

/// What a run printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// A folder with `files`, by path and content.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, content) in files {
            folder.write(name, content.as_bytes());
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a written file");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a readable file")
    }

    /// Runs `askdown` with `arguments`, separated by blanks.
    #[track_caller]
    pub fn run(&self, arguments: &str) -> Run {
        self.run_with(arguments, "")
    }

    /// The same with `stdin` as its standard input.
    #[track_caller]
    pub fn run_with(&self, arguments: &str, stdin: &str) -> Run {
        let mut child = self.command(arguments).spawn().expect("a started process");
        let mut input = child.stdin.take().expect("its standard input");
        input.write_all(stdin.as_bytes()).expect("input that is read");
        drop(input);
        let output = child.wait_with_output().expect("its output");
        let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
        let code = output.status.code().expect("an exit code");
        Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The process that [`Folder::run`] starts.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_askdown"));
        command.current_dir(self.path()).args(arguments.split_whitespace()).env_remove("NO_COLOR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What `askdown check --format json` with further `arguments` finds: one line for each finding.
    #[track_caller]
    pub fn findings(&self, arguments: &str) -> Vec<String> {
        let run = self.run(&format!("check --format json {arguments}"));
        assert_eq!(run.stderr, "");
        let findings: Vec<Value> = serde_json::from_str(&run.stdout).expect("a JSON array");
        let findings = findings.iter().map(|finding| {
            let place = |name: &str| format!("{}:{}", finding[name]["row"], finding[name]["column"]);
            let text = |name: &str| finding[name].as_str().expect("a text").to_owned();
            format!("{}:{}-{} {}", text("filename"), place("location"), place("end_location"), text("code"))
        });
        findings.collect()
    }
}
