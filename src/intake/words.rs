//! How what people type is compared: without case, accents and punctuation.

pub(super) use crate::domain::text::folded as fold;

/// Characters that take no room, so that nothing can hide behind them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

/// One line with single spaces and nothing invisible.
pub(super) fn one_line(raw: &str) -> String {
    let visible: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a spreadsheet would run this. The full-width forms count: some spreadsheets
/// take them for the plain ones.
pub(super) fn is_formula(raw: &str) -> bool {
    let text = raw.trim_start_matches(|c: char| {
        is_invisible(c) || (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'))
    });
    let first =
        |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    text.starts_with(first) && !text.trim().is_empty()
}

/// What is in a cell; empty if it says that there is nothing. The apostrophe that we, or a
/// spreadsheet, put before a formula is no part of it; one before a letter is.
pub(super) fn cell(raw: &str) -> &str {
    let text = match raw.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => raw,
    };
    let nothing = ["-", "--", "---", "–", "—", "n/a", "#n/a", "none", "ninguno", "ninguna"];
    let word = text.trim();
    let is_nothing = word.is_empty() || nothing.iter().any(|w| w.eq_ignore_ascii_case(word));
    if is_nothing { "" } else { text }
}

/// Whether the words contain these, whole words only. Both are folded.
pub(super) fn has(words: &str, phrase: &str) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    let bytes = words.as_bytes();
    words.match_indices(phrase).any(|(at, _)| {
        let before = at.checked_sub(1).map(|at| &bytes[at]);
        is_edge(before) && is_edge(bytes.get(at + phrase.len()))
    })
}
