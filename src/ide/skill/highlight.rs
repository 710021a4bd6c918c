//! Document highlight: the other places of a skill in the same note.

use crate::ide::NoteView;
use crate::text::TextRange;

use super::{skill_at, unquoted, uses};

/// Every place in the note of the skill at `offset`, in bytes, without quotes.
pub fn skill_highlights(view: &NoteView<'_>, offset: u32) -> Option<Vec<TextRange>> {
    let skill = skill_at(view, offset)?;
    let same = uses(view).into_iter().filter(|other| *other.name == *skill.name);
    Some(same.map(|other| unquoted(view.note.text(), other.range)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn all_places_in_the_note_are_marked() {
        let fixture = Fixture::new(&[("a.md", "---\nskills: [x, 'y z']\ntags:\n- y z\n---\ny z\n")]);
        let marked = fixture.at_note("a.md", "y z", |view, offset| {
            let ranges = skill_highlights(view, offset).expect("highlights");
            ranges.iter().map(|range| range.start).collect::<Vec<_>>()
        });
        assert_eq!(marked, [17, 31]);
    }
}
