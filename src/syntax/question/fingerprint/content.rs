//! What a question is about.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::intent::{self, Intents};
use super::lexicon::{self, Behind};
use super::tokens::{Kind, Token};
use super::{Technologies, words};

/// What a question is about, and what it wants to know of that.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Hashes of the words that carry its meaning.
    pub words: Vec<u64>,
    pub main: Intents,
    pub all: Intents,
    pub light: u64,
    pub module: u32,
    pub technologies: Technologies,
    /// Whether one of its words says by itself what it is about.
    is_telling: bool,
}

impl Content {
    /// Reads the tokens of a question; none where they do not say what it is about.
    pub fn read(mut tokens: Vec<Token<'_>>) -> Option<Self> {
        fold_acronyms(&mut tokens);
        lexicon::fillers().remove_all(&mut tokens);
        replace_synonyms(&mut tokens);
        let mut content = Self::default();
        let mut is_bare = true;
        for (nth, mut clause) in clauses(tokens).into_iter().enumerate() {
            if points_elsewhere(&clause, nth == 0) {
                return None;
            }
            if nth > 0 && clause.last().is_some_and(|last| last.is(words::PRONOUNS)) {
                clause.pop();
            }
            mark_keywords(&mut clause);
            content.take_technologies(&mut clause);
            let intents = intent::read(&mut clause);
            content.take_words(&clause);
            match intents {
                // "REST: what is it?" asks what the second clause asks.
                Some(intents) if std::mem::take(&mut is_bare) => content.main = intents,
                Some(intents) => content.all = content.all.with(intents),
                None => {}
            }
        }
        if content.main.is_empty() {
            content.main = intent::BARE;
        }
        content.all = content.all.with(content.main);
        if content.words.is_empty() {
            content.be_about_technologies();
        }
        (content.is_telling && !content.words.is_empty()).then_some(content)
    }

    /// Takes out the technologies that are named in passing: "in Python", "Python's", "Python lists".
    fn take_technologies(&mut self, clause: &mut Vec<Token<'_>>) {
        let mut at = 0;
        while at < clause.len() {
            let Some(technology) = clause[at].technology() else {
                at += 1;
                continue;
            };
            let belongs = at > 0 && clause[at - 1].is(&["in", "with", "using", "for", "of", "within"]);
            let qualifies = clause.get(at + 1).is_some_and(|next| {
                let is_word =
                    next.kind == Kind::Name || (next.kind == Kind::Word && !lexicon::is_stop_word(&next.text));
                is_word
                    && lexicon::light(next, Behind::Word).is_none()
                    && !next.is(words::COMPARING)
                    && !next.is(words::DIRECTIONS)
            });
            if belongs || qualifies || clause[at].possessive {
                self.technologies = self.technologies.with(technology);
                clause.remove(at);
                if belongs {
                    clause.remove(at - 1);
                    at -= 1;
                }
            } else {
                at += 1;
            }
        }
    }

    /// What is asked of a technology itself: "What is Python?"
    fn be_about_technologies(&mut self) {
        let technologies = std::mem::take(&mut self.technologies);
        if !technologies.is_empty() {
            self.words.push(technologies.0);
            self.is_telling = true;
        }
    }

    /// Takes in the words of a clause that are left when it is known what it wants to know.
    fn take_words(&mut self, clause: &[Token<'_>]) {
        let mut behind = Behind::Nothing;
        // What a word is turned into, or set against, is not that word alone.
        let mut is_goal = false;
        let converts = clause.iter().any(|token| lexicon::is_conversion(&token.stem));
        for (at, token) in clause.iter().enumerate() {
            let next = clause.get(at + 1);
            if token.is(words::DIRECTIONS) || (converts && token.is(&["to", "into"])) {
                (is_goal, behind) = (true, Behind::Nothing);
                continue;
            }
            let emphasises = token.is(words::EMPHASIS) && next.is_some_and(|next| next.is(words::EMPHASISED));
            if !token.is_said() || emphasises || (token.kind == Kind::Word && lexicon::is_stop_word(&token.text)) {
                behind = Behind::Nothing;
                continue;
            }
            let goes_on = next.is_some_and(|next| next.is_said() && !lexicon::is_stop_word(&next.text));
            let place = if goes_on { Behind::Nothing } else { behind };
            if let Some(bit) = lexicon::light(token, place) {
                self.light |= bit;
                behind = Behind::Nothing;
                continue;
            }
            self.take_word(token, std::mem::take(&mut is_goal));
            behind = if token.kind == Kind::Word { Behind::Word } else { Behind::Name };
        }
    }

    fn take_word(&mut self, token: &Token<'_>, is_goal: bool) {
        let (module, name) = split_module(&token.stem);
        if !module.is_empty() {
            self.module = hash(module) as u32 | 1;
        }
        self.is_telling |= token.kind != Kind::Word || !lexicon::is_generic(name);
        self.words.push(hash(name).wrapping_add(u64::from(is_goal)));
    }
}

/// The words of `tokens`, clause by clause.
fn clauses(tokens: Vec<Token<'_>>) -> Vec<Vec<Token<'_>>> {
    let mut clauses: Vec<Vec<Token<'_>>> = vec![Vec::with_capacity(tokens.len())];
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let asks_on = tokens.peek().is_some_and(|next| next.is(words::ASKING_ON));
        let may_ask_on = tokens.peek().is_some_and(|next| next.is(words::ASKING_BEHIND_COMMA));
        let ends = match token.kind {
            Kind::Stop => true,
            Kind::Comma => asks_on || may_ask_on,
            _ => asks_on && token.is(&["and", "or", "but", "so"]),
        };
        if ends {
            clauses.push(Vec::new());
        } else if let Some(last) = clauses.last_mut().filter(|_| token.is_said()) {
            last.push(token);
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// Whether the clause speaks of something that stands elsewhere: "What does this print?"
fn points_elsewhere(clause: &[Token<'_>], is_first: bool) -> bool {
    let ends_in_pronoun = clause.last().is_some_and(|last| last.is(words::PRONOUNS)) && clause.len() > 2;
    clause.iter().any(|token| token.is(words::POINTING)) || (is_first && ends_in_pronoun)
}

/// Takes words that are also keywords for names where they are compared, or called keywords: "is vs ==", "the with
/// statement".
fn mark_keywords(clause: &mut [Token<'_>]) {
    let versus = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is(&["vs", "versus"]));
    let is_name = |token: Option<&Token<'_>>| token.is_some_and(|token| matches!(token.kind, Kind::Sign | Kind::Name));
    for at in 0..clause.len() {
        if !clause[at].is(words::KEYWORDS) {
            continue;
        }
        let (before, after) = (at.checked_sub(1).map(|at| &clause[at]), clause.get(at + 1));
        let and_before = before.is_some_and(|it| it.is(&["and"])) && is_name(at.checked_sub(2).map(|at| &clause[at]));
        let and_after = after.is_some_and(|it| it.is(&["and"]))
            && is_name(clause.get(at + 2))
            && before.is_none_or(|it| it.is(&["between", "of", "is", "how", "explain"]));
        let differs = after.is_some_and(|it| it.is(&["differ", "different"]));
        let is_called = after.is_some_and(|it| it.is(&["statement", "keyword", "operator", "clause", "block"]));
        if versus(before) || versus(after) || and_before || and_after || differs || is_called {
            clause[at].kind = Kind::Name;
        }
    }
}

/// "Global Interpreter Lock (GIL)" and "GIL (Global Interpreter Lock)" are the GIL.
fn fold_acronyms(tokens: &mut Vec<Token<'_>>) {
    let Some(open) = tokens.iter().position(|token| token.kind == Kind::Open) else { return };
    let Some(close) = tokens.iter().skip(open).position(|token| token.kind == Kind::Close) else { return };
    let close = open + close;
    let spells = |words: &[Token<'_>], acronym: &str| {
        acronym.len() > 1 && words.iter().map(|word| word.text.chars().next()).eq(acronym.chars().map(Some))
    };
    let expansion = match &tokens[open + 1..close] {
        [acronym] => {
            let plural = acronym.text.strip_suffix('s').unwrap_or(&acronym.text);
            let starts = [plural, &acronym.text].into_iter().filter_map(|letters| {
                let start = open.checked_sub(letters.chars().count())?;
                spells(&tokens[start..open], letters).then_some(start)
            });
            starts.map(|start| start..open).next()
        }
        inside => (open > 0 && spells(inside, &tokens[open - 1].text)).then_some(open..close + 1),
    };
    if let Some(expansion) = expansion {
        tokens.drain(expansion);
    }
}

fn replace_synonyms(tokens: &mut Vec<Token<'_>>) {
    let mut at = 0;
    while at < tokens.len() {
        if matches!(tokens[at].kind, Kind::Word | Kind::Name)
            && let Some((length, words)) = lexicon::synonym(tokens[at..].iter().map(|token| token.stem.as_ref()))
        {
            let (kind, possessive) = (tokens[at].kind, tokens[at + length - 1].possessive);
            let words = words.split(' ').map(|word| Token { kind, possessive, ..Token::word(word) });
            let count = words.clone().count();
            tokens.splice(at..at + length, words);
            at += count;
        } else {
            at += 1;
        }
    }
}

/// The module and the name in `functools.wraps`; no module in `node.js`, `3.12` and `__init__.py`.
fn split_module(word: &str) -> (&str, &str) {
    match word.rsplit_once('.') {
        Some((module, name)) if !words::SUFFIXES.contains(&name) && !name.starts_with(|c: char| c.is_ascii_digit()) => {
            (module, name)
        }
        _ => ("", word),
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
