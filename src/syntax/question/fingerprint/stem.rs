//! One word for its forms: `generators` and `generator`, `handled` and `handling`.
//!
//! Light on purpose: `iterator`, `iterable` and `iteration` are three things.

use std::borrow::Cow;

use super::tokens::without_end;

/// The stem of `word`, which is in lower case. Only words of English letters have one of their own.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.into();
    }
    let word = singular(word);
    let word = match word.strip_suffix("ly") {
        Some(root) if root.ends_with("ical") => without_end(word, 4),
        Some(root) if root.len() > 4 && !root.ends_with(['p', 'b']) => without_end(word, 2),
        _ => word,
    };
    let word = spelling(word);
    match word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) {
        Some(root) if is_root(root, &word) => {
            let end = word.len() - undoubled(root).len();
            without_end(word, end)
        }
        _ => match word.strip_suffix('e') {
            Some(root) if root.len() > 2 && !root.ends_with('e') => without_end(word, 1),
            _ => word,
        },
    }
}

fn singular(word: &str) -> Cow<'_, str> {
    let (root, suffix) = word.split_at(word.len() - 1);
    if suffix != "s" || root.ends_with(['s', 'u', 'i']) || matches!(word, "always" | "alias" | "canvas" | "pandas") {
        return word.into();
    }
    if let Some(root) = root.strip_suffix("ie").filter(|root| root.len() > 2) {
        return format!("{root}y").into();
    }
    let hisses = ["sse", "xe", "zze", "che", "she"].iter().any(|end| root.ends_with(end));
    if hisses && !root.ends_with("ache") { root[..root.len() - 1].into() } else { root.into() }
}

/// American spelling.
fn spelling(word: Cow<'_, str>) -> Cow<'_, str> {
    for (british, american) in [
        ("isation", "ization"),
        ("alise", "alize"),
        ("alised", "alized"),
        ("alising", "alizing"),
        ("imise", "imize"),
        ("imised", "imized"),
        ("imising", "imizing"),
    ] {
        if word.len() > british.len() + 1
            && let Some(root) = word.strip_suffix(british)
        {
            return format!("{root}{american}").into();
        }
    }
    word
}

/// Whether `root` is what is left of `word` without an ending: `test` of `testing`, but not `str` of `string`.
fn is_root(root: &str, word: &str) -> bool {
    let has_vowel = root.bytes().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    has_vowel && root.len() > 2 && !word.ends_with("eed") && !word.ends_with("thing")
}

/// `map` of `mapp`, but `pass` as it is.
fn undoubled(root: &str) -> &str {
    let bytes = root.as_bytes();
    match bytes {
        [.., one, other] if one == other && !matches!(other, b's' | b'l' | b'e' | b'o') => &root[..root.len() - 1],
        _ => root,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            &["decorator", "decorators"][..],
            &["handle", "handles", "handled", "handling"],
            &["cache", "caches", "cached", "caching"],
            &["class", "classes"],
            &["library", "libraries"],
            &["mapping", "map", "maps", "mapped"],
            &["dynamic", "dynamically"],
            &["static", "statically"],
            &["regularization", "regularisation"],
            &["normalize", "normalise", "normalised", "normalizing"],
            &["type", "types", "typed", "typing"],
            &["pass", "passes", "passing"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn other_words_keep_apart() {
        for (one, other) in [
            ("string", "str"),
            ("iterator", "iterable"),
            ("iterator", "iteration"),
            ("state", "statement"),
            ("class", "clas"),
            ("speed", "spe"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
        for word in ["is", "os", "this", "status", "analysis", "`x`", "3.12", "__init__"] {
            assert_eq!(stem(word), word);
        }
    }
}
