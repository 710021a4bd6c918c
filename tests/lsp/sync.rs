//! The server has the text that the client has.

use serde_json::json;

use crate::client::Client;

#[test]
fn documents_have_many_names() {
    for (opened, changed) in [
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("file:///c%3A/notes/caf%C3%A9%20a.md", "file:///C:/notes/caf%c3%a9%20a.md"),
    ] {
        let mut client = Client::new(json!({}));
        client.open(opened, "```python\n");
        assert_eq!(client.published(opened)["diagnostics"][0]["code"], "unclosed-fence");
        client.change(changed, 2, [1, 0, 1, 0], "```\n");
        assert_eq!(client.published(opened)["diagnostics"], json!([]));
        client.close(changed);
        client.published(opened);
        client.shut_down();
    }
}
