//! Points on stdin: CSV as programs and spreadsheets of any locale write it.

use crate::course::{cut, decode_text};
use crate::geometry::Point;
use csv::{Position, ReaderBuilder, Trim};

use super::error::CliError;

/// The points of a CSV with columns `x` and `y`, separated by commas, semicolons or tabs, or by
/// what a first line `sep=` says; an empty row, as this program itself writes, is no point. Where
/// cells are not separated by commas, numbers may have a decimal comma.
pub(crate) fn read_points(bytes: &[u8]) -> Result<Vec<Option<Point>>, CliError> {
    let bad = |line: u64, why: String| CliError::BadPoints { line, why };
    let text = decode_text(bytes).ok_or_else(|| bad(1, "it is no text".to_owned()))?;
    let (separator, skipped, body) = separated(&text);
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    let at = |position: Option<&Position>| position.map_or(1, Position::line) + skipped;
    let broken = |e: &csv::Error| bad(at(e.position()), cut(&e.to_string()));
    let headers = reader.headers().map_err(|e| broken(&e))?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|h| h.eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                let header: Vec<&str> = headers.iter().collect();
                let header = cut(&header.join(char::from(separator).to_string().as_str()));
                bad(
                    1 + skipped,
                    format!("no column {name:?} in the header {header:?}"),
                )
            })
    };
    let (x, y) = (column("x")?, column("y")?);
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|e| broken(&e))?;
            let line = at(record.position());
            let number = |i: usize| {
                let cell = record.get(i).unwrap_or("");
                number(cell, separator)
                    .ok_or_else(|| bad(line, format!("{:?} is not a finite number", cut(cell))))
            };
            if record.iter().all(str::is_empty) {
                return Ok(None);
            }
            Ok(Some(Point::new(number(x)?, number(y)?)))
        })
        .collect()
}

/// The separator, the lines before the header, and the text from the header on.
fn separated(text: &str) -> (u8, u64, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim().trim_matches('"');
    if let Some(said) = told
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
    {
        let separator = told[said.len()..].bytes().next().filter(u8::is_ascii);
        // A tab is trimmed away with the line's end.
        return (separator.unwrap_or(b'\t'), 1, rest);
    }
    let separator = [b';', b'\t', b',']
        .into_iter()
        .find(|&separator| first.bytes().any(|byte| byte == separator));
    (separator.unwrap_or(b','), 0, text)
}

fn number(cell: &str, separator: u8) -> Option<f64> {
    let plain = match separator {
        b',' => cell.to_owned(),
        _ => cell.replacen(',', ".", 1),
    };
    plain.parse::<f64>().ok().filter(|v| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Vec<Option<Point>> {
        read_points(text.as_bytes()).unwrap()
    }

    fn said(text: &str) -> String {
        read_points(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn every_separator_and_mark_is_read() {
        let expected = [Some(Point::new(100.5, 200.0)), None];
        for text in [
            "x,y\n100.5,200\n,\n",
            "\u{feff}x,y\r\n100.5,200\r\n,\r\n",
            "x;y\n100,5;200\n;\n",
            "x;y\n100.5;200\n;\n",
            "x\ty\n100,5\t200\n\t\n",
            "sep=;\nx;y\n100,5;200\n;\n",
            "\u{feff}SEP=,\nX, Y\n100.5, 200\n,\n",
            "sep=\t\nx\ty\n100.5\t200\n\t\n",
            "id;x;y\n1;100,5;200\n;;\n",
        ] {
            assert_eq!(points(text), expected, "{text:?}");
        }
        let utf16: Vec<u8> = "\u{feff}x\ty\n1\t2\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read_points(&utf16).unwrap(), [Some(Point::new(1.0, 2.0))]);
    }

    #[test]
    fn errors_name_the_line() {
        assert!(said("x,y\n1,2\n3,b\n").contains("line 3"));
        assert!(said("sep=;\nx;y\n1;2\n3;b\n").contains("line 4"));
        assert!(said("x,y\n1,2\n3\n").contains("line 3"));
        assert!(said("a,b\n1,2\n").contains("line 1"));
        assert!(said("sep=,\na,b\n").contains("line 2"));
        assert!(said("x,y\n1,inf\n").contains("finite"));
        assert!(said(&format!("x,y\n1,{}\n", "9".repeat(1000) + "z")).len() < 300);
    }
}
