//! Tables for spreadsheets, which run what begins like a formula.

use super::words;
use std::borrow::Cow;

/// A cell that no spreadsheet runs: an apostrophe goes before what begins like a formula.
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    if words::is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Rows as CSV for Excel: UTF-8 with its mark, CRLF, every cell defused.
#[must_use]
pub fn write<R>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in rows {
        let cells: Vec<_> = row.into_iter().collect();
        // A vector takes everything, and flexible rows have no wrong length: this cannot fail.
        let safe = cells.iter().map(|text| cell(text.as_ref()).into_owned());
        if writer.write_record(safe).is_err() {
            break;
        }
    }
    writer.into_inner().unwrap_or_default()
}
