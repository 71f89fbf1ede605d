//! The parting of the midline view: strips of openness in the baseline's frame, one per photo.

use crate::course::{Front, View};
use crate::coverage::{AlphaMap, VisitCoverage};
use crate::geometry::{Area, Ellipse, Point};
use crate::model::{MeasureStatus, PartingChangeReport, PartingPhoto, PartingReport, Verdict};
use crate::parting::{NoParting, Parting, Strip, change, measure};
use crate::qc::Comparability;
use crate::registration::Transform;

use super::visit::Visit;

/// Size of a cell of the strip, percent of the head's width.
const STEP_PCT: f64 = 0.4;
/// Half width of the strip, percent of the head's width.
const HALF_WIDTH_PCT: f64 = 24.0;
/// Where the strip begins and ends on the way from the head's middle to the forehead (negative)
/// and to the back, in semi-axes.
const REACH: [f64; 2] = [-0.65, 0.45];

/// The part of the baseline's head in which the parting is looked for; openness has to be known
/// there, beyond the atlas's narrow regions. `None` for any other view than midline, and where
/// nothing says where the forehead points.
pub(crate) fn parting_area(view: &View, baseline: &Visit<'_>) -> Option<Area> {
    let front = front_of(view, baseline)?;
    Some(Axes::of(&baseline.prepared.head().ellipse(), front).area())
}

/// The partings found on a view's photos.
#[derive(Debug)]
pub(crate) struct Partings {
    found: Vec<Result<Parting, NoParting>>,
    /// Whether a photo is of a later day than the baseline.
    later: Vec<bool>,
    /// As reported, photo by photo.
    pub(crate) photos: Vec<PartingPhoto>,
}

/// Where the forehead points, in the view that is taken of a parting; a strip that is not known to
/// begin at the forehead is none.
fn front_of(view: &View, baseline: &Visit<'_>) -> Option<Front> {
    baseline.seen.front().filter(|_| *view == View::Midline)
}

/// Looks for the parting on every photo of the view; `None` for any other view than midline, and
/// where nothing says where the forehead points.
pub(crate) fn partings(
    view: &View,
    visits: &[Visit<'_>],
    baseline: usize,
    coverage: &[VisitCoverage],
) -> Option<Partings> {
    let front = front_of(view, &visits[baseline])?;
    let head = visits[baseline].prepared.head().ellipse();
    let axes = Axes::of(&head, front);
    let found: Vec<Result<Parting, NoParting>> = visits
        .iter()
        .zip(coverage)
        .map(|(visit, coverage)| {
            let transform = visit.transform().ok_or(NoParting::NotMeasured)?;
            let alpha = coverage.alpha.as_ref().ok_or(NoParting::NotMeasured)?;
            measure(&axes.strip(alpha, &transform))
        })
        .collect();
    let photos = visits.iter().zip(&found);
    Some(Partings {
        photos: photos
            .map(|(visit, found)| photo(visit.planned.id.clone(), found))
            .collect(),
        later: visits
            .iter()
            .map(|visit| visit.planned.date > visits[baseline].planned.date)
            .collect(),
        found,
    })
}

impl Partings {
    /// The report, with the changes of later days against the baseline.
    pub(crate) fn report(self, baseline: usize, comparability: &[Comparability]) -> PartingReport {
        let id = |i: usize| self.photos[i].photo.clone();
        let changes = (0..self.photos.len())
            .filter(|&i| self.later[i])
            .map(|i| {
                let judged = comparability[baseline].pair(&comparability[i]);
                let (base, own) = (&self.found[baseline], &self.found[i]);
                compared(id(baseline), id(i), base, own, &judged)
            })
            .collect();
        PartingReport {
            photos: self.photos,
            changes,
        }
    }
}

/// The head's midline in the baseline's frame.
struct Axes {
    middle: Point,
    /// From the forehead backwards, length one.
    back: Point,
    /// Semi-axis along it, px.
    along_px: f64,
    head_width_px: f64,
}

impl Axes {
    /// The axis of the head's ellipse that is nearest to where the forehead is said to point.
    fn of(head: &Ellipse, front: Front) -> Self {
        let (sin, cos) = front.degrees().to_radians().sin_cos();
        // Up is towards -y: the way back is +y, turned with the forehead.
        let said = Point::new(-sin, cos);
        let axis = |turn: f64| {
            let (s, c) = (head.angle + turn).sin_cos();
            Point::new(c, s)
        };
        let dot = |p: Point| p.x * said.x + p.y * said.y;
        let axes = [0.0, std::f64::consts::FRAC_PI_2].map(axis);
        let nearest = usize::from(dot(axes[1]).abs() > dot(axes[0]).abs());
        let sign = dot(axes[nearest]).signum();
        Self {
            middle: head.center,
            back: Point::new(sign * axes[nearest].x, sign * axes[nearest].y),
            along_px: head.semi_axes[nearest],
            head_width_px: 2.0 * head.semi_axes[0].min(head.semi_axes[1]),
        }
    }

    fn at(&self, along: f64, across: f64) -> Point {
        Point::new(
            self.middle.x + along * self.back.x + across * self.back.y,
            self.middle.y + along * self.back.y - across * self.back.x,
        )
    }

    /// Outline of the strip, with half a cell to spare.
    fn area(&self) -> Area {
        let half = (HALF_WIDTH_PCT + STEP_PCT) / 100.0 * self.head_width_px;
        let [start, end] = REACH.map(|r| r * self.along_px);
        let corners = [(start, -half), (start, half), (end, half), (end, -half)];
        Area::from_ring(
            corners
                .map(|(along, across)| self.at(along, across))
                .to_vec(),
        )
    }

    fn strip(&self, alpha: &AlphaMap, reference_from_native: &Transform) -> Strip {
        let step = STEP_PCT / 100.0 * self.head_width_px;
        let start = REACH[0] * self.along_px;
        let rows = ((REACH[1] - REACH[0]) * self.along_px / step) as usize;
        let columns = 2 * (HALF_WIDTH_PCT / STEP_PCT) as usize + 1;
        let middle = (columns / 2) as f64;
        let cell = |row: usize, column: usize| {
            let quarter = [-0.25, 0.25];
            let values = quarter.iter().flat_map(|dy| quarter.map(|dx| (dx, *dy)));
            let opens = values.filter_map(|(dx, dy)| {
                let along = start + (row as f64 + 0.5 + dy) * step;
                let across = (column as f64 - middle + dx) * step;
                let p = self.at(along, across);
                alpha.open_at(reference_from_native.moving_from_reference(p)?)
            });
            let (sum, count) = opens.fold((0.0, 0u32), |(s, n), v| (s + v, n + 1));
            (count == 4).then(|| (sum / 4.0) as f32)
        };
        Strip {
            rows,
            columns,
            step_pct: STEP_PCT,
            open: (0..rows)
                .flat_map(|row| (0..columns).map(move |column| (row, column)))
                .map(|(row, column)| cell(row, column))
                .collect(),
        }
    }
}

fn photo(id: String, found: &Result<Parting, NoParting>) -> PartingPhoto {
    let measured = found.as_ref().ok();
    PartingPhoto {
        photo: id,
        status: if measured.is_some() {
            MeasureStatus::Measured
        } else {
            MeasureStatus::NotMeasured
        },
        reason: found.as_ref().err().map(ToString::to_string),
        width_pct: measured.map(|p| p.width_pct),
        ci95_pct: measured.map(|p| p.ci95_pct),
        offset_pct: measured.map(|p| p.offset_pct),
        seen_share: measured.map(|p| p.seen_share),
    }
}

fn compared(
    from: String,
    to: String,
    before: &Result<Parting, NoParting>,
    after: &Result<Parting, NoParting>,
    judged: &Comparability,
) -> PartingChangeReport {
    let found = match (before, after, judged.any_refusal()) {
        (_, _, Some(why)) => Err(why.clone()),
        (Err(why), _, _) => Err(format!("{from}: {why}")),
        (_, Err(why), _) => Err(format!("{to}: {why}")),
        (Ok(a), Ok(b), None) => {
            change(a, b).ok_or_else(|| "too little of the line was measured on both".to_owned())
        }
    };
    let measured = found.as_ref().ok();
    let verdict = match measured.map(|c| c.ci95_pct) {
        None => Verdict::NotComparable,
        Some([low, _]) if low > 0.0 => Verdict::Increase,
        Some([_, high]) if high < 0.0 => Verdict::Decrease,
        Some(_) => Verdict::WithinNoise,
    };
    PartingChangeReport {
        from,
        to,
        delta_pct: measured.map(|c| c.delta_pct),
        ci95_pct: measured.map(|c| c.ci95_pct),
        verdict,
        reason: found.err(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(angle_deg: f64) -> Ellipse {
        Ellipse {
            center: Point::new(500.0, 600.0),
            semi_axes: [400.0, 300.0],
            angle: f64::to_radians(angle_deg),
        }
    }

    #[test]
    fn the_midline_follows_the_head_and_the_forehead() {
        // The long axis stands upright, five degrees off: the way back is down the photo.
        let up = Axes::of(&head(95.0), Front::Up);
        assert!(up.back.y > 0.99 && up.back.x.abs() < 0.1, "{:?}", up.back);
        assert_eq!((up.along_px, up.head_width_px), (400.0, 600.0));
        let down = Axes::of(&head(95.0), Front::Down);
        assert!(down.back.y < -0.99);
        let right = Axes::of(&head(0.0), Front::Right);
        assert!(
            right.back.x < -0.99,
            "the way back is to the left: {:?}",
            right.back
        );
    }

    #[test]
    fn a_drawn_parting_is_found_through_the_map() {
        let alpha = AlphaMap {
            width: 500,
            height: 600,
            native_per_working: 2.0,
            values: (0..600 * 500)
                .map(|i| {
                    // A line 12 working px = 24 native px = 4 % of the head wide, 5 % to the side.
                    let native_x = 2.0 * f64::from(i % 500) + 0.5;
                    if (native_x - 530.0).abs() < 12.0 {
                        0
                    } else {
                        230
                    }
                })
                .collect(),
            valid: vec![true; 600 * 500],
        };
        let axes = Axes::of(&head(90.0), Front::Up);
        let found = measure(&axes.strip(&alpha, &Transform::Identity)).unwrap();
        assert!((found.width_pct - 4.0).abs() < 0.2, "{found:?}");
        assert!((found.offset_pct.abs() - 5.0).abs() < 0.5, "{found:?}");
    }
}
