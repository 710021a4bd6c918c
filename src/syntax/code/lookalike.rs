//! Characters that look like Python but are not: curly quotes, no-break spaces, zero-width characters.

/// What CPython says to `c` where it can stand in no token.
pub(super) fn message(c: char) -> String {
    let code = c as u32;
    if is_printable(c) {
        format!("invalid character '{c}' (U+{code:04X})")
    } else {
        format!("invalid non-printable character U+{code:04X}")
    }
}

/// What was most likely meant by `c`.
pub(super) fn meant(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{ff07}' | '\u{b4}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{ff02}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => "",
        '\u{2028}' | '\u{2029}' => "\n",
        c if c.is_whitespace() => " ",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => "-",
        '\u{ff08}' => "(",
        '\u{ff09}' => ")",
        '\u{ff3b}' | '\u{3010}' => "[",
        '\u{ff3d}' | '\u{3011}' => "]",
        '\u{ff5b}' => "{",
        '\u{ff5d}' => "}",
        '\u{ff0c}' | '\u{3001}' => ",",
        '\u{ff1a}' | '\u{2236}' | '\u{a789}' => ":",
        '\u{ff1b}' | '\u{37e}' => ";",
        '\u{3002}' | '\u{ff0e}' | '\u{2024}' => ".",
        '\u{2026}' => "...",
        '\u{ff1d}' => "=",
        '\u{ff0b}' => "+",
        '\u{d7}' | '\u{2217}' | '\u{ff0a}' => "*",
        '\u{f7}' | '\u{2215}' | '\u{2044}' => "/",
        '\u{2264}' => "<=",
        '\u{2265}' => ">=",
        '\u{2260}' => "!=",
        '\u{2192}' => "->",
        '\u{ff1c}' => "<",
        '\u{ff1e}' => ">",
        '\u{ff03}' => "#",
        _ => return None,
    })
}

/// `str.isprintable` for the characters that occur in texts: no separators but the space, no controls, no formats.
fn is_printable(c: char) -> bool {
    let format = matches!(
        c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | '\u{e000}'..='\u{f8ff}'
    );
    !format && !c.is_control() && !c.is_whitespace()
}
