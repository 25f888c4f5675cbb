//! From bytes to cells, whatever program wrote them.

use super::{RowProblem, words};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Largest table, in bytes.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;
/// Columns of one table.
pub const COLUMNS_MAX: usize = 50;
/// Rows of one table, without the headers and without blank rows.
pub const ROWS_MAX: usize = 20_000;

/// How the bytes were meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16 of either order.
    Utf16,
    /// What Excel writes in the west when nobody asks for better.
    Windows1252,
}

impl Encoding {
    /// As people know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Why these bytes are no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Nothing, or headers alone.
    #[error("the table has no rows under its headers")]
    EmptyTable,
    /// Over `BYTES_MAX`.
    #[error("a table has at most 4 MiB")]
    TooLarge,
    /// Over `COLUMNS_MAX`.
    #[error("a table has at most 50 columns")]
    TooManyColumns,
    /// Over `ROWS_MAX`.
    #[error("a table has at most 20,000 rows")]
    TooManyRows,
    /// A workbook.
    #[error("this is an Excel file: save it as CSV and upload that")]
    ExcelFile,
    /// A picture, a PDF, and so on.
    #[error("this is no text: save the table as CSV and upload that")]
    NotText,
    /// Everything behind the quote would be one cell.
    #[error("a quotation mark that opens in row {0} is never closed")]
    OpenQuote(u32),
}

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts: the first line is 1, blank rows count, line breaks within a
    /// cell do not.
    pub number: u32,
    /// As many as there are headers.
    pub cells: Vec<String>,
}

/// Cells under headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How the bytes were meant.
    pub encoding: Encoding,
    /// The first row that is not blank, shortened for showing; empty where a row is longer.
    pub header: Vec<String>,
    /// At least one.
    pub rows: Vec<Row>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// Too large, no text, or nothing in it.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        if bytes.len() > BYTES_MAX {
            return Err(TableError::TooLarge);
        }
        let (encoding, text) = decode(bytes)?;
        let mut rows = records(&text)?.into_iter();
        let mut header = rows.next().ok_or(TableError::EmptyTable)?.cells;
        let mut rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            return Err(TableError::EmptyTable);
        }
        let width = rows.iter().map(|row| row.cells.len()).fold(header.len(), usize::max);
        header.resize(width, String::new());
        header = header.iter().map(|cell| short(cell)).collect();
        for row in &mut rows {
            row.cells.resize(width, String::new());
        }
        Ok(Self { encoding, header, rows })
    }

    /// Up to `count` different values of a column, shortened, to show what it holds.
    #[must_use]
    pub fn samples(&self, column: usize, count: usize) -> Vec<String> {
        let mut samples: Vec<String> = Vec::new();
        for row in &self.rows {
            let sample = row.cells.get(column).map(|cell| short(cell));
            if let Some(sample) = sample.filter(|s| !s.is_empty() && !samples.contains(s)) {
                samples.push(sample);
            }
            if samples.len() >= count {
                break;
            }
        }
        samples.truncate(count);
        samples
    }
}

/// Enough to know a cell by: what is shown must not carry a whole file.
fn short(cell: &str) -> String {
    words::one_line(cell).chars().take(RowProblem::VALUE_CHARS_MAX).collect()
}

fn decode(bytes: &[u8]) -> Result<(Encoding, String), TableError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(TableError::ExcelFile);
    }
    if bytes.starts_with(b"%PDF-") || bytes.starts_with(b"{\\rtf") {
        return Err(TableError::NotText);
    }
    let (encoding, text) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16, utf16(UTF_16LE, rest)?),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16, utf16(UTF_16BE, rest)?),
        _ if zeros(bytes, 1) => (Encoding::Utf16, utf16(UTF_16LE, bytes)?),
        _ if zeros(bytes, 0) => (Encoding::Utf16, utf16(UTF_16BE, bytes)?),
        _ => eight_bits(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
    };
    if text.contains('\0') {
        return Err(TableError::NotText);
    }
    Ok((encoding, text.replace("\r\n", "\n").replace('\r', "\n")))
}

fn eight_bits(bytes: &[u8]) -> (Encoding, String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Encoding::Utf8, text.to_owned()),
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            (Encoding::Windows1252, text.into_owned())
        }
    }
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, TableError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(TableError::NotText)
}

/// Whether nearly every second byte is zero and no other: UTF-16 without its mark.
fn zeros(bytes: &[u8], parity: usize) -> bool {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let count = |parity: usize| start.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    start.len() >= 4 && count(parity) * 10 > start.len() / 2 * 7 && count(1 - parity) == 0
}

/// Excel's own first line, which names the delimiter and is no row.
fn named_delimiter(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let name = line.trim_matches('"').strip_prefix("sep=")?;
    match name.as_bytes() {
        [delimiter @ (b',' | b';' | b'\t' | b'|')] => Some((*delimiter, rest)),
        _ => None,
    }
}

/// The delimiter that the headers have most of. A comma is the likeliest to stand in a
/// header for itself, so it loses a draw.
fn guess_delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b'|', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.trim_start_matches('\n').bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().filter(|(d, _)| *d == byte).for_each(|(_, n)| *n += 1),
        }
    }
    let most = counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0);
    most.map_or(b',', |(delimiter, _)| delimiter)
}

/// Stands behind the last line: when it is not a record of its own, a quote is open.
const END: &str = "\u{F8FF}end\u{F8FF}";

fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The rows that are not blank, without the empty cells at their ends.
fn records(text: &str) -> Result<Vec<Row>, TableError> {
    let (delimiter, text) = named_delimiter(text).unwrap_or((guess_delimiter(text), text));
    let ended = format!("{text}\n{END}\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(ended.as_bytes());
    let (mut rows, mut seen, mut lines, mut inner) = (Vec::new(), 0, 1, 0);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| TableError::NotText)? {
        // The reader skips empty lines without counting them as rows; a spreadsheet counts.
        let from = record.position().map_or(0, csv::Position::byte) as usize;
        let ahead = ended.get(from..).unwrap_or_default();
        let start = from + ahead.len() - ahead.trim_start_matches('\n').len();
        lines += breaks(ended.get(seen..start).unwrap_or_default());
        seen = start;
        if record.len() == 1 && record.get(0) == Some(END) {
            return Ok(rows);
        }
        let number = u32::try_from(lines - inner).unwrap_or(u32::MAX);
        // Line breaks in cells are lines of the text, not rows.
        inner += record.iter().map(breaks).sum::<usize>();
        if record.iter().any(|cell| cell.contains(END)) {
            return Err(TableError::OpenQuote(number));
        }
        let is_blank = |cell: &str| words::one_line(cell).is_empty();
        let last =
            (0..record.len()).rfind(|at| record.get(*at).is_some_and(|cell| !is_blank(cell)));
        let width = last.map_or(0, |last| last + 1);
        match width {
            0 => continue,
            n if n > COLUMNS_MAX => return Err(TableError::TooManyColumns),
            _ if rows.len() > ROWS_MAX => return Err(TableError::TooManyRows),
            _ => {}
        }
        let cells = record.iter().take(width).map(str::to_owned).collect();
        rows.push(Row { number, cells });
    }
    // The last record holds the end, so the loop has returned.
    Ok(rows)
}
