//! Places in files other than the note that was asked about.

use std::path::{Path, PathBuf};

use crate::text::{Edit, LineColumn, PositionEncoding, Text, TextRange};
use crate::workspace::LinePlace;

/// The files of the workspace, as a query needs them to answer in lines and columns.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// The text of a file: what an editor has open, or else what is on disk.
    pub read: &'a (dyn Fn(&Path) -> Option<Text> + Sync),
    /// How columns are counted.
    pub encoding: PositionEncoding,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileRange {
    /// The file.
    pub path: PathBuf,
    /// Where it starts.
    pub start: LineColumn,
    /// Where it ends, exclusive.
    pub end: LineColumn,
}

/// The edits of one file, all against its text as it is; they do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The file.
    pub path: PathBuf,
    /// What is replaced, and by what.
    pub edits: Vec<(LineColumn, LineColumn, String)>,
}

impl Files<'_> {
    pub(super) fn range(&self, path: &Path, text: &Text, range: TextRange) -> FileRange {
        let (start, end) = self.positions(text, range);
        FileRange { path: path.to_owned(), start, end }
    }

    /// A place in a file that need not be read for it. None where columns depend on the text before them.
    pub(super) fn without_reading(path: &Path, place: LinePlace) -> Option<FileRange> {
        let start = LineColumn::new(place.line, place.column);
        let end = LineColumn::new(place.line, place.column + place.range.len());
        place.is_ascii.then(|| FileRange { path: path.to_owned(), start, end })
    }

    pub(super) fn edits(&self, path: &Path, text: &Text, edits: Vec<Edit>) -> FileEdits {
        let placed = |edit: Edit| {
            let (start, end) = self.positions(text, edit.range);
            (start, end, edit.text)
        };
        FileEdits { path: path.to_owned(), edits: edits.into_iter().map(placed).collect() }
    }

    fn positions(&self, text: &Text, range: TextRange) -> (LineColumn, LineColumn) {
        (text.position(range.start, self.encoding), text.position(range.end, self.encoding))
    }
}
