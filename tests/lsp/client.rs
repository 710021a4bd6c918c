//! A small blocking LSP client.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long to wait for a message that must come: long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A running server, and the folder that it has open.
pub struct Client {
    pub process: Child,
    pub folder: Arc<TempDir>,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    kept: VecDeque<Value>,
    next_id: i64,
    /// The answer to `initialize`.
    pub initialized: Value,
}

impl Client {
    /// A server that is up and running for a client with `capabilities`.
    pub fn new(capabilities: Value) -> Self {
        Self::with_params(json!({ "capabilities": capabilities }))
    }

    /// A server that is up and running, initialized with `params` and an empty folder.
    pub fn with_params(mut params: Value) -> Self {
        let mut client = Self::start();
        let folder = client.uri("");
        params["workspaceFolders"] = json!([{ "uri": folder.trim_end_matches('/'), "name": "notes" }]);
        client.initialized = client.request("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    /// A server for a client with `capabilities` that finds `files` in its folder.
    pub fn with_files(capabilities: Value, files: &[(&str, &str)]) -> Self {
        let mut client = Self::start();
        for (name, content) in files {
            client.write(name, content);
        }
        client.initialize(capabilities);
        client
    }

    /// Says who it is and which folder it has open.
    pub fn initialize(&mut self, capabilities: Value) {
        let folders = json!([{ "uri": self.uri("").trim_end_matches('/'), "name": "notes" }]);
        let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
        self.initialized = self.request("initialize", params);
        self.notify("initialized", json!({}));
    }

    /// A server that was told nothing yet.
    pub fn start() -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()))
    }

    /// The same in a folder that is there already.
    pub fn start_in(folder: Arc<TempDir>) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_askdown"))
            .args(["server", "--stdio"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = process.stdin.take();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = mpsc::channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { process, folder, stdin, messages, kept: VecDeque::new(), next_id: 0, initialized: Value::Null }
    }

    /// The URI of the file `name` in the folder.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.path("").display().to_string().trim_end_matches('/'))
    }

    /// The path of the file `name` in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    /// Writes the file `name`.
    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting for its answer. Gives its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// The whole response to the request `id`.
    pub fn response(&mut self, id: i64) -> Value {
        self.wait(&format!("the response to {id}"), |message| message["id"] == id && message.get("method").is_none())
    }

    /// The next answer to something that was no request.
    pub fn response_without_id(&mut self) -> Value {
        self.wait("an error", |message| message["id"].is_null() && message.get("error").is_some())
    }

    /// Sends a request and waits for its result, which is no error.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].take()
    }

    /// Opens the document at `uri` in version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces `[line, column, line, column]` by `text`.
    pub fn change(&mut self, uri: &str, version: i64, [line, column, end_line, end_column]: [u32; 4], text: &str) {
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": end_line, "character": end_column },
        });
        self.change_all(uri, version, json!([{ "range": range, "text": text }]));
    }

    pub fn change_all(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The next diagnostics for `uri`.
    pub fn published(&mut self, uri: &str) -> Value {
        let wanted =
            |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        self.wait(&format!("diagnostics of {uri}"), wanted)["params"].take()
    }

    /// What the server thinks is wrong with `uri`, asked for.
    pub fn pull(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        if let Some(previous) = previous {
            params["previousResultId"] = json!(previous);
        }
        self.request("textDocument/diagnostic", params)
    }

    /// The next request or notification of the server called `method`.
    pub fn called(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)
    }

    /// Everything of `method` that has come so far. An answer to a request of ours has to come first, so that
    /// whatever the server did before is here.
    pub fn arrived(&mut self, method: &str) -> Vec<Value> {
        self.kept.extend(self.messages.try_iter());
        let (wanted, kept) = self.kept.drain(..).partition(|message| message["method"] == method);
        self.kept = kept;
        Vec::from(wanted)
    }

    pub fn answer(&mut self, request: &Value, result: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.kept.iter().position(&wanted) {
            return self.kept.remove(index).unwrap();
        }
        loop {
            match self.messages.recv_timeout(TIMEOUT) {
                Ok(message) if wanted(&message) => return message,
                Ok(message) => self.kept.push_back(message),
                Err(error) => panic!("{what} did not come: {error}; came: {:?}", self.kept),
            }
        }
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Waits for the end of the server, which must come by itself.
    pub fn exit_code(&mut self) -> Option<i32> {
        let mut status: Option<ExitStatus> = None;
        for _ in 0..3000 {
            status = self.process.try_wait().unwrap();
            if status.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        status.expect("the server has not ended").code()
    }

    /// Ends the server as a client should.
    pub fn shut_down(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), Some(0));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number"),
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
