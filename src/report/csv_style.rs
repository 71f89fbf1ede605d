//! How a table is punctuated: spreadsheets read CSV by the habits of their country.

use std::fmt;
use std::str::FromStr;

use csv::{ReaderBuilder, WriterBuilder};

use super::csv::BYTE_ORDER_MARK;

/// Separator of cells and of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum CsvStyle {
    /// Commas between cells, decimal points: statistics programs, spreadsheets set to English.
    #[default]
    Comma,
    /// Semicolons between cells, decimal commas: spreadsheets of most of Europe, Turkey, Russia
    /// and South America.
    Semicolon,
    /// Tabs between cells, decimal points.
    Tab,
}

impl CsvStyle {
    /// All styles.
    pub(crate) const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// Name on the command line and in records.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }
}

impl fmt::Display for CsvStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CsvStyle {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Comma, Self::Semicolon, Self::Tab]
            .into_iter()
            .find(|style| style.as_str() == text)
            .ok_or_else(|| "it is comma, semicolon or tab".to_owned())
    }
}

/// Ends of the names of columns that hold numbers with decimals.
const DECIMAL_COLUMNS: [&str; 4] = ["_pct", "_pp", "_permille", "relative_change"];

/// A table of this program's, written with commas, in another style.
///
/// # Errors
/// It is no table with a header.
pub(crate) fn in_style(table: Vec<u8>, style: CsvStyle) -> Result<Vec<u8>, csv::Error> {
    let delimiter = match style {
        CsvStyle::Comma => return Ok(table),
        CsvStyle::Semicolon => b';',
        CsvStyle::Tab => b'\t',
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_slice());
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let mut decimal: Vec<bool> = Vec::new();
    for record in reader.records() {
        let record = record?;
        if decimal.is_empty() {
            let ends = |name: &str| DECIMAL_COLUMNS.iter().any(|end| name.ends_with(end));
            decimal = record.iter().map(ends).collect();
        }
        let cells = record.iter().zip(&decimal).map(|(cell, &decimal)| {
            match style == CsvStyle::Semicolon && decimal {
                true => cell.replace('.', ","),
                false => cell.to_owned(),
            }
        });
        writer.write_record(cells)?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\u{feff}subject,delta_pp,reason\nP.1,3.25,\"a, b; c\"\nP-2,,1.5 of 2\n";

    fn styled(style: CsvStyle) -> String {
        String::from_utf8(in_style(TABLE.as_bytes().to_vec(), style).unwrap()).unwrap()
    }

    #[test]
    fn cells_and_decimals_follow_the_style() {
        assert_eq!(styled(CsvStyle::Comma), TABLE);
        assert_eq!(
            styled(CsvStyle::Semicolon),
            "\u{feff}subject;delta_pp;reason\nP.1;3,25;\"a, b; c\"\nP-2;;1.5 of 2\n"
        );
        assert_eq!(
            styled(CsvStyle::Tab),
            "\u{feff}subject\tdelta_pp\treason\nP.1\t3.25\ta, b; c\nP-2\t\t1.5 of 2\n"
        );
    }

    #[test]
    fn names_round_trip() {
        for style in [CsvStyle::Comma, CsvStyle::Semicolon, CsvStyle::Tab] {
            assert_eq!(style.to_string().parse(), Ok(style));
        }
        assert!("pipe".parse::<CsvStyle>().is_err());
    }
}
