//! The visible parting: how wide the line of open scalp is, along its length.
//!
//! A parting widens where hair thins: the Ludwig and Sinclair scales grade it by eye. Its line is followed through a strip of openness along the
//! head; across it, openness above that of the hair beside it is summed: the width that a fully
//! open line would have. That sum does not change when the line is blurred.

mod line;
mod strip;
mod width;

pub(crate) use strip::{NoParting, Strip};
pub(crate) use width::{Parting, change};

/// Follows the parting and measures its width.
///
/// # Errors
/// See [`NoParting`].
pub(crate) fn measure(strip: &Strip) -> Result<Parting, NoParting> {
    let line = line::follow(strip).ok_or(NoParting::NotMeasured)?;
    width::along(strip, &line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of openness `peak` and given width on hair of openness `side`, its centre moving
    /// across with the row; deterministic texture on top.
    pub(super) fn drawn(width_pct: f64, offset_pct: f64, side: f64, peak: f64) -> Strip {
        let (rows, columns, step_pct) = (160, 101, 0.4);
        let mut open = Vec::new();
        for row in 0..rows {
            let centre = offset_pct + 1.5 * (row as f64 / 25.0).sin();
            for column in 0..columns {
                let x = (column as f64 - 50.0) * step_pct;
                let inside = ((x - centre).abs() - width_pct / 2.0) / step_pct;
                let share = (0.5 - inside).clamp(0.0, 1.0);
                let texture = 0.04 * (((row * 37 + column * 101) % 17) as f64 / 8.0 - 1.0);
                let value = side + (peak - side) * share + texture * (1.0 - share);
                open.push(Some(value.clamp(0.0, 1.0) as f32));
            }
        }
        Strip {
            rows,
            columns,
            step_pct,
            open,
        }
    }

    #[test]
    fn a_drawn_line_has_its_width() {
        for (width, side) in [(2.0, 0.1), (4.0, 0.1), (4.0, 0.3), (7.0, 0.2)] {
            let found = measure(&drawn(width, 3.0, side, 1.0)).unwrap();
            assert!(
                (found.width_pct - width).abs() < 0.15,
                "{width} {side}: {found:?}"
            );
            assert!((found.offset_pct - 3.0).abs() < 0.7, "{found:?}");
            assert!(found.ci95_pct[0] <= width + 0.1 && found.ci95_pct[1] >= width - 0.1);
        }
    }

    #[test]
    fn hair_without_a_line_has_no_parting() {
        assert_eq!(
            measure(&drawn(0.0, 0.0, 0.2, 1.0)),
            Err(NoParting::NotVisible)
        );
        let mut empty = drawn(4.0, 0.0, 0.1, 1.0);
        empty.open.fill(None);
        assert_eq!(measure(&empty), Err(NoParting::NotMeasured));
    }

    #[test]
    fn a_half_open_line_counts_by_its_open_area() {
        // Openness 0.6 on 0.2: half of the excess of a fully open line.
        let found = measure(&drawn(4.0, 0.0, 0.2, 0.6)).unwrap();
        assert!((found.width_pct - 2.0).abs() < 0.15, "{found:?}");
    }

    #[test]
    fn the_change_is_that_of_the_widths_and_mirrors() {
        let before = measure(&drawn(5.0, 2.0, 0.1, 1.0)).unwrap();
        let after = measure(&drawn(3.5, 2.0, 0.1, 1.0)).unwrap();
        let there = change(&before, &after).unwrap();
        let back = change(&after, &before).unwrap();
        assert!((there.delta_pct + 1.5).abs() < 0.1, "{there:?}");
        assert!((there.delta_pct + back.delta_pct).abs() < 1e-12);
        assert!((there.ci95_pct[0] + back.ci95_pct[1]).abs() < 1e-12);
        let none = change(&before, &before).unwrap();
        assert_eq!(none.delta_pct, 0.0);
        assert!(none.ci95_pct[0] < 0.0 && none.ci95_pct[1] > 0.0);
    }
}
