//! Askdown checks interview notes: Markdown questions and answers with YAML front matter and many Python code
//! blocks. One engine serves two front ends, a language server and a command line.
//!
//! Imports point up this list only:
//!
//! - [`text`] holds a note's text on a rope and converts positions; it knows no Markdown and no LSP.
//! - [`syntax`] turns text into trees and never fails: blocks, front matter, questions, code.
//! - [`schema`] knows what front matter may hold.
//! - [`workspace`] knows the configuration and the other notes.
//! - [`rules`] holds the checks, from a note to diagnostics.
//! - [`ide`] answers what an editor asks about a note.
//! - [`cli`] is the command line.
//! - [`server`] speaks LSP with an editor.

pub mod cli;
pub mod ide;
pub mod rules;
pub mod schema;
pub mod server;
pub mod syntax;
pub mod text;
pub mod workspace;

/// Notes are read on all cores, in many small pieces: the system's allocator is slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
