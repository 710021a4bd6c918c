//! From a declared question to where the note asks it, and back.

use crate::syntax::Note;
use crate::text::TextRange;

use super::Comparison;

/// For a question that the front matter declares at `offset`, its text in the body; for one that the body asks there,
/// where it is declared. Where none says the same, the one that is most like it.
pub fn question_counterpart(note: &Note, offset: u32) -> Option<TextRange> {
    let comparison = Comparison::new(note)?;
    let assigned = || comparison.assigned().unwrap_or_else(|| comparison.same.clone());
    let text_range = |index: usize| note.question_source_range(comparison.body[index].question);
    if offset < note.body_start() {
        let declared = comparison.declared.questions.iter().position(|it| it.range.touches(offset))?;
        return assigned()[declared].map(text_range);
    }
    let asked = (0..comparison.body.len()).find(|&index| text_range(index).touches(offset))?;
    let declared = assigned().iter().position(|&index| index == Some(asked))?;
    Some(comparison.declared.questions[declared].range)
}

/// Where the front matter declares, in the same words, the question that the body asks at `offset`.
pub fn declared_as(note: &Note, offset: u32) -> Option<TextRange> {
    let comparison = Comparison::new(note)?;
    let is_here = |range: TextRange| range.touches(offset);
    let asked = comparison.body.iter().position(|it| is_here(note.question_source_range(it.question)))?;
    let declared = comparison.same.iter().position(|&index| index == Some(asked))?;
    Some(comparison.declared.questions[declared].range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    const NOTE: &str = "\
---
questions:
  mid: [\"What is a *set*?\", Explain generators.]
  senior: [xyz]
---

### Q: What is a `set`

Yes.

### Q: Explain generator expressions

No.

### Q: How?
";

    /// Where `from` leads, the first place of it in the note.
    fn to(from: &str) -> Option<&'static str> {
        let offset = NOTE.find(from).expect("a place") as u32;
        question_counterpart(&Note::new(Text::new(NOTE)), offset).map(|range| &NOTE[range.as_usize()])
    }

    #[test]
    fn declared_and_asked_lead_to_each_other() {
        assert_eq!(to("What is a *set"), Some("What is a `set`"));
        assert_eq!(to("What is a `set"), Some("\"What is a *set*?\""));
        assert_eq!(to("Explain generators"), Some("Explain generator expressions"));
        assert_eq!(to("Explain generator expr"), Some("Explain generators."));
        for nowhere in ["xyz", "How?", "mid", "Yes."] {
            assert_eq!(to(nowhere), None, "{nowhere}");
        }
    }
}
