//! The `askdown` binary.
fn main() {}
