//! Standard output, and what can go wrong with it.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use super::arguments::Color;

/// Why a command could not go on.
#[derive(Debug)]
pub enum Failure {
    /// The reader of the output has closed it.
    Closed,
    /// A sentence for the user, without a full stop.
    Message(String),
}

impl Failure {
    /// A failure that is told to the user.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Message(format!("cannot write the output: {error}")),
        }
    }
}

/// Standard output, buffered; nothing is written, and nothing locked, before the first [`Output::write`].
#[derive(Debug)]
pub struct Output {
    writer: BufWriter<Stdout>,
    /// Whether escape sequences for colour are wanted.
    pub color: bool,
}

impl Output {
    /// Standard output, coloured as `color` and the terminal want it.
    pub fn stdout(color: Color) -> Self {
        let stdout = io::stdout();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stdout.is_terminal() && !is_set("NO_COLOR") && std::env::var_os("TERM") != Some("dumb".into())
            }
        };
        Self { writer: BufWriter::with_capacity(1 << 16, stdout), color }
    }

    /// How many columns a line may have: those of the terminal, or else 80.
    pub fn width(&self) -> usize {
        terminal_size::terminal_size_of(self.writer.get_ref()).map_or(80, |(width, _)| width.0.into())
    }

    /// Writes `text`.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// Writes what is still in the buffer.
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}

/// Whether an environment variable is there and not empty, as <https://no-color.org> has it.
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}
