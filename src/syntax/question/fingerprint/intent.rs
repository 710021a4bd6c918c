//! What a question wants to know.

use super::tokens::{Kind, Token};
use super::{lexicon, words};

/// What a question wants to know, several things at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Intents(u16);

impl Intents {
    pub const DEFINITION: Self = Self(1);
    pub const MECHANISM: Self = Self(1 << 1);
    pub const PURPOSE: Self = Self(1 << 2);
    pub const REASON: Self = Self(1 << 3);
    pub const OCCASION: Self = Self(1 << 4);
    pub const COMPARISON: Self = Self(1 << 5);
    pub const PROS: Self = Self(1 << 6);
    pub const CONS: Self = Self(1 << 7);
    pub const RECIPE: Self = Self(1 << 8);
    pub const LIST: Self = Self(1 << 9);
    pub const TRUTH: Self = Self(1 << 10);
    pub const CONSEQUENCE: Self = Self(1 << 11);
    pub const EXAMPLE: Self = Self(1 << 12);
    pub const CHOICE: Self = Self(1 << 13);
    pub const QUANTITY: Self = Self(1 << 14);
    pub const PLACE: Self = Self(1 << 15);

    /// These and others.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have something in common.
    pub fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const EXPLANATION: Intents = Intents::DEFINITION.with(Intents::MECHANISM);

/// A bare topic may be asked about in many ways.
pub(super) const BARE: Intents = EXPLANATION.with(Intents::RECIPE);

/// How a question begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    Define,
    Explain,
    Example,
    Purpose,
    WhyUse,
    Why,
    When,
    Create,
    HowTo,
    HowDoes,
    HowIs,
    How,
    Quantity,
    WhatDoes,
    Happens,
    Which,
    List,
    Where,
    Polar,
}

/// What the clause of `words` wants to know. The words that said so are taken out.
pub(super) fn read(words: &mut Vec<Token<'_>>) -> Option<Intents> {
    while let Some((length, ())) = opener(words) {
        words.drain(..length);
    }
    if take_comparison(words) {
        return Some(Intents::COMPARISON);
    }
    if let Some(sides) = take_sides(words) {
        return Some(sides);
    }
    let (length, lead) = lexicon::leads().at_start(words)?;
    words.drain(..length);
    // "How does it work? Explain." asks for nothing more.
    (lead != Lead::Explain || !words.is_empty()).then(|| follow(lead, words))
}

/// Politeness at the start, if something is asked for behind it. "Can you explain" is polite, "Can you combine" is not.
fn opener(words: &[Token<'_>]) -> Option<(usize, ())> {
    let (length, ()) = lexicon::openers().at_start(words)?;
    let asks = words[0].is(&["can", "could", "would", "will"]);
    // The last word of that phrase is what is asked for.
    let length = if asks { length - 1 } else { length };
    (length < words.len()).then_some((length, ()))
}

/// Takes out what says that things are compared.
fn take_comparison(words: &mut Vec<Token<'_>>) -> bool {
    let first = words.first().is_some_and(|word| word.is(&["compare", "comparing"]));
    let at_start = first || words.len() > 1 && words[0].is(&["a", "the"]) && words[1].is(&["comparison"]);
    let differs = |words: &[Token<'_>], at: usize| {
        words[at].is(words::COMPARING)
            || (words[at].is(&["different"])
                && (words[..at].iter().any(|word| word.is(&["how"])))
                && words.get(at + 1).is_none_or(|next| next.is(&["from", "than", "to"])))
            || (words[at].is(&["comparison"]) && words.get(at + 1).is_some_and(|next| next.is(&["of", "between"])))
    };
    if !at_start && !(0..words.len()).any(|at| differs(words, at)) {
        return false;
    }
    // "Explain the difference", but "List vs tuple".
    let asks = |words: &[Token<'_>]| {
        words[0].is(&["explain", "describe", "discuss", "elaborate"])
            || (words[0].is(&["list", "name", "state", "give", "define", "tell"])
                && words[1].is(&["the", "me", "us", "some"]))
    };
    if words.len() > 1 && asks(words) {
        words.remove(0);
    }
    let mut at = 0;
    while at + 1 < words.len() {
        let emphasises = words[at].is(words::EMPHASIS) && words[at + 1].is(words::COMPARING);
        if emphasises { drop(words.remove(at)) } else { at += 1 }
    }
    for word in words
        .iter_mut()
        .filter(|word| word.is(words::COMPARING) || word.is(&["different", "comparison", "compare", "comparing"]))
    {
        word.kind = Kind::Comma;
    }
    words.retain(|word| !word.is(&["than"]));
    true
}

/// Takes out the words for what speaks for and against something, if that is asked.
fn take_sides(words: &mut Vec<Token<'_>>) -> Option<Intents> {
    let start = words.iter().take(7).position(|word| word.is(words::PROS) || word.is(words::CONS))?;
    let is_lead = |word: &Token<'_>| {
        lexicon::is_stop_word(&word.text)
            || word.is(words::EMPHASIS)
            || word.is(&["explain", "describe", "discuss", "list", "name", "give", "mention"])
    };
    if !words[..start].iter().all(is_lead) {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| word.is(list));
    let mut sides = Intents::default();
    if has(words::PROS) {
        sides = sides.with(Intents::PROS);
    }
    if has(words::CONS) {
        sides = sides.with(Intents::CONS);
    }
    words.drain(..start);
    words.retain(|word| !word.is(words::PROS) && !word.is(words::CONS));
    Some(sides)
}

/// What a clause that began with `lead` wants to know; `words` is what is left of it.
fn follow(lead: Lead, words: &mut Vec<Token<'_>>) -> Intents {
    match lead {
        Lead::Define => {
            if take_end(words, &[&["used", "for"], &["useful", "for"], &["good", "for"], &["needed", "for"], &["for"]])
            {
                return Intents::PURPOSE;
            }
            // A name stands for what it does.
            let is_name = words.iter().any(|word| matches!(word.kind, Kind::Name | Kind::Sign));
            if is_name { Intents::DEFINITION.with(Intents::PURPOSE) } else { Intents::DEFINITION }
        }
        Lead::Explain => explained(words),
        Lead::Example => Intents::EXAMPLE,
        Lead::Purpose => {
            take_end(words, &[&["solve"], &["address"]]);
            Intents::PURPOSE
        }
        Lead::WhyUse => Intents::PURPOSE.with(Intents::REASON),
        Lead::Why => {
            let ends: &[&[&str]] =
                &[&["used"], &["useful"], &["needed"], &["necessary"], &["important"], &["required"], &["matter"]];
            if take_end(words, ends) { Intents::PURPOSE.with(Intents::REASON) } else { Intents::REASON }
        }
        Lead::When => {
            take_end(words, &[&["used"], &["useful"]]);
            Intents::OCCASION
        }
        Lead::Create => {
            words.insert(0, Token::word("create"));
            Intents::RECIPE
        }
        Lead::HowTo => Intents::RECIPE,
        Lead::HowDoes => match take_work(words) {
            true => Intents::MECHANISM,
            false => Intents::MECHANISM.with(Intents::RECIPE),
        },
        Lead::HowIs => match take_end(words, &[&["implemented"], &["built"], &["realized"]]) {
            true => Intents::MECHANISM,
            false => Intents::MECHANISM.with(Intents::RECIPE),
        },
        Lead::How => match take_work(words) {
            true => Intents::MECHANISM,
            false => Intents::RECIPE,
        },
        Lead::WhatDoes => {
            if take_end(words, &[&["do"]]) {
                EXPLANATION.with(Intents::PURPOSE)
            } else if take_end(words, &[&["mean"], &["stand", "for"], &["represent"]]) {
                Intents::DEFINITION
            } else {
                Intents::CHOICE
            }
        }
        Lead::Happens => Intents::CONSEQUENCE,
        Lead::Which => {
            match take_end(words, &[&["do", "you", "know"], &["are", "there"], &["can", "you", "name"], &["exist"]]) {
                true => Intents::LIST,
                false => Intents::CHOICE,
            }
        }
        Lead::List => {
            take_end(words, &[&["do", "you", "know"], &["are", "there"], &["exist"]]);
            Intents::LIST
        }
        Lead::Quantity => Intents::QUANTITY,
        Lead::Where => Intents::PLACE,
        Lead::Polar => Intents::TRUTH,
    }
}

/// "Explain …" goes on with what is to be explained: "how it works", "what it is", or just a name.
fn explained(words: &mut Vec<Token<'_>>) -> Intents {
    match words.first().map(|word| word.text.as_ref()) {
        Some("what") => {
            words.remove(0);
            take_end(words, &[&["is"], &["are"], &["means"], &["mean"]]);
            if take_end(words, &[&["does"], &["do"]]) {
                EXPLANATION.with(Intents::PURPOSE)
            } else {
                Intents::DEFINITION
            }
        }
        Some("how" | "why" | "when" | "the" | "difference") => {
            match lexicon::leads().at_start(words).filter(|(_, lead)| *lead != Lead::Explain) {
                Some((length, lead)) => {
                    words.drain(..length);
                    follow(lead, words)
                }
                None => EXPLANATION,
            }
        }
        _ => EXPLANATION,
    }
}

/// Takes "work" out of "how does it work", wherever it stands.
fn take_work(words: &mut Vec<Token<'_>>) -> bool {
    let before = words.len();
    words.retain(|word| !word.is(&["work", "works", "working", "operate", "operates"]));
    words.len() < before
}

/// Takes one of `ends` off the end.
fn take_end(words: &mut Vec<Token<'_>>, ends: &[&[&str]]) -> bool {
    let matches = |end: &&&[&str]| {
        words.len() >= end.len()
            && words[words.len() - end.len()..].iter().zip(**end).all(|(word, text)| word.is(&[text]))
    };
    let length = ends.iter().find(matches).map_or(0, |end| end.len());
    words.truncate(words.len() - length);
    length > 0
}
