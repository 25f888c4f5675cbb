//! CDS codes as spreadsheets mangle them.

use super::RowProblemKind;
use crate::domain::organisation::CdsCode;

/// Without what people and spreadsheets put between and around the digits.
fn bare(raw: &str) -> String {
    let is_filler = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '\'' | '\u{FEFF}');
    let text: String = raw.chars().filter(|c| !is_filler(*c)).collect();
    // A number column that went through a program for numbers.
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A number that a spreadsheet has rounded, as 1.96477E+12: the digits are lost.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+'))
    };
    is_number(mantissa) && is_number(exponent)
}

/// Whether this is meant as a code. No district is called by digits alone.
pub(super) fn is_code(raw: &str) -> bool {
    let text = bare(raw);
    let is_digits = text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits || is_rounded(&text)
}

/// The district's code, from 7 digits or the 14 of a school, each with or without the
/// leading zero that a spreadsheet eats.
pub(super) fn parse(raw: &str) -> Result<CdsCode, RowProblemKind> {
    let text = bare(raw);
    let digits = match text.len() {
        13 => format!("0{}", &text.get(..6).unwrap_or_default()),
        14 => text.get(..7).unwrap_or_default().to_owned(),
        _ => text.clone(),
    };
    if !matches!(digits.len(), 6 | 7) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RowProblemKind::CodeMalformed);
    }
    let is_county = |number: u32| (1..=58).contains(&(number / 100_000));
    CdsCode::parse(&digits).map_err(|_| match digits.parse() {
        // The county exists, so only the check digit is left to be wrong.
        Ok(number) if is_county(number) => RowProblemKind::CodeCheckDigit,
        _ => RowProblemKind::CodeMalformed,
    })
}
