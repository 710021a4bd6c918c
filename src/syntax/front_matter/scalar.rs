//! Single values, typed as YAML 1.2 has it.

/// A single value.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text, escapes and folded lines resolved.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
    /// What it means.
    pub value: ScalarValue,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// What a scalar means by the core schema (YAML 1.2.2, section 10.3.2): `yes` and `2024-01-31` are strings.
#[derive(Clone, Debug, PartialEq)]
pub enum ScalarValue {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number; one that fits no `i64` is a [`ScalarValue::Float`].
    Int(i64),
    /// Any other number, `.inf` and `.nan` among them.
    Float(f64),
    /// Anything else.
    String,
}

impl ScalarValue {
    /// What the plain (unquoted) scalar `text` means.
    pub fn of_plain(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "true" | "True" | "TRUE" => Self::Bool(true),
            "false" | "False" | "FALSE" => Self::Bool(false),
            ".nan" | ".NaN" | ".NAN" => Self::Float(f64::NAN),
            _ => number(text).unwrap_or(Self::String),
        }
    }
}

fn number(text: &str) -> Option<ScalarValue> {
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        let infinity = if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
        return Some(ScalarValue::Float(infinity));
    }
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') || !is_decimal(unsigned) {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(int) = text.parse()
    {
        return Some(ScalarValue::Int(int));
    }
    text.parse().ok().map(ScalarValue::Float)
}

fn radix(digits: &str, radix: u32) -> Option<ScalarValue> {
    // `from_str_radix` would take a sign, YAML does not.
    let valid = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    valid.then(|| i64::from_str_radix(digits, radix).map_or(ScalarValue::Float(f64::INFINITY), ScalarValue::Int))
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ScalarValue::{Bool, Float, Int, Null, String};

    #[test]
    fn plain_scalars_mean_what_the_core_schema_says() {
        for (text, value) in [
            ("", Null),
            ("~", Null),
            ("null", Null),
            ("nil", String),
            ("true", Bool(true)),
            ("FALSE", Bool(false)),
            ("yes", String),
            ("on", String),
            ("2024", Int(2024)),
            ("-12", Int(-12)),
            ("007", Int(7)),
            ("0o17", Int(15)),
            ("0xFF", Int(255)),
            ("0x", String),
            ("0x+1", String),
            ("1_000", String),
            ("3.10", Float(3.1)),
            ("1.", Float(1.0)),
            (".5", Float(0.5)),
            ("1e3", Float(1000.0)),
            ("1e", String),
            (".", String),
            ("-.inf", Float(f64::NEG_INFINITY)),
            ("-", String),
            ("2024-01-31", String),
            ("1.2.3", String),
            ("12:30", String),
            ("inf", String),
            ("99999999999999999999", Float(1e20)),
        ] {
            assert_eq!(ScalarValue::of_plain(text), value, "{text:?}");
        }
        assert!(matches!(ScalarValue::of_plain(".nan"), Float(nan) if nan.is_nan()));
    }
}
