//! Landmarks of two photos in a file: the same places on both, marked by a person.

use crate::geometry::Point;

/// The file's first row.
const HEADER: [&str; 4] = ["before_x", "before_y", "after_x", "after_y"];

/// Why a file of landmarks cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LandmarkFileError {
    /// The first row is another one.
    #[error("line 1: expected the header {}, then a place in each row", HEADER.join(","))]
    Header,
    /// A row does not hold four numbers.
    #[error(
        "line {line}: expected four pixel positions (x and y on the first photo, x and y on the second), found {found:?}"
    )]
    Row {
        /// Line, from 1.
        line: usize,
        /// What stands there, at most 80 characters.
        found: String,
    },
    /// Fewer than two places.
    #[error("{count} place marked: at least two are needed, better three or more")]
    TooFew {
        /// How many.
        count: usize,
    },
}

/// Reads `before_x,before_y,after_x,after_y` and, if given, a name that is not looked at: pixels of
/// the upright photos at full size. Empty lines and lines that begin with `#` are left out.
///
/// # Errors
/// [`LandmarkFileError`] says which line and what is expected.
pub(crate) fn read_landmarks(text: &str) -> Result<[Vec<Point>; 2], LandmarkFileError> {
    let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let mut rows = lines.filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    let header = rows.next().map(|(_, line)| cells(line));
    if header.is_none_or(|header| header.get(..4) != Some(&HEADER[..])) {
        return Err(LandmarkFileError::Header);
    }
    let mut places = [Vec::new(), Vec::new()];
    for (line, row) in rows {
        let numbers: Option<Vec<f64>> = cells(row)
            .iter()
            .take(4)
            .map(|cell| cell.parse().ok().filter(|v: &f64| v.is_finite()))
            .collect();
        let Some(&[x, y, u, v]) = numbers.as_deref() else {
            let found = row.chars().take(80).collect();
            return Err(LandmarkFileError::Row { line, found });
        };
        places[0].push(Point::new(x, y));
        places[1].push(Point::new(u, v));
    }
    match places[0].len() {
        count @ 0..2 => Err(LandmarkFileError::TooFew { count }),
        _ => Ok(places),
    }
}

fn cells(line: &str) -> Vec<&str> {
    line.split([',', ';', '\t']).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_order_and_names_passed_over() {
        let text =
            "# moles\nbefore_x,before_y,after_x,after_y,what\n\n10,20,11.5,22,mole\n1; 2; 3; 4\n";
        let [before, after] = read_landmarks(text).unwrap();
        assert_eq!(before, [Point::new(10.0, 20.0), Point::new(1.0, 2.0)]);
        assert_eq!(after, [Point::new(11.5, 22.0), Point::new(3.0, 4.0)]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let header = "before_x,before_y,after_x,after_y\n";
        let said = |rows: &str| {
            read_landmarks(&format!("{header}{rows}"))
                .unwrap_err()
                .to_string()
        };
        assert!(said("1,2,3\n").contains("line 2"));
        assert!(said("1,2,3,inf\n").contains("line 2"));
        assert!(said("1,2,3,4\n").contains("1 place marked"));
        assert_eq!(read_landmarks("1,2,3,4\n"), Err(LandmarkFileError::Header));
    }
}
