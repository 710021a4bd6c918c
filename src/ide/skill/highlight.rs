//! Document highlight: the other places of a skill in the same note.

use crate::ide::NoteView;
use crate::text::TextRange;

use super::{range_at, skill_at, uses};

/// Every place in the note of the skill at `offset`, in bytes, without quotes save where one of these is asked about.
pub fn skill_highlights(view: &NoteView<'_>, offset: u32) -> Option<Vec<TextRange>> {
    let skill = skill_at(view, offset)?;
    let same = uses(view).into_iter().filter(|other| *other.name == *skill.name);
    Some(same.map(|other| range_at(view.note.text(), other.range, offset)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn the_place_that_is_asked_about_is_among_them() {
        let source = "---\nskills: [x, 'y z', \"y z\"]\n---\n";
        let fixture = Fixture::new(&[("a.md", source)]);
        for at in 0..source.len() as u32 {
            fixture.at_note("a.md", "", |view, _| {
                let Some(marked) = skill_highlights(view, at) else { return };
                assert!(marked.iter().any(|range| range.touches(at)), "{at}: {marked:?}");
                assert!(skill_at(view, at).is_some_and(|skill| skill.range.touches(at)), "{at}");
            });
        }
    }

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
