//! Hairs per cm² of a target, with the interval that the detector's errors and the scale leave.

use crate::geometry::{Area, Point};

use super::model::{CloseupPhoto, Hair, Roots, Scale, Style, TargetArea};

/// Two-sided 95 % quantile of the normal distribution.
const Z_95: f64 = 1.959_964;
/// Border of the field without a given region, as a share of its shorter side: a hair whose root
/// lies nearer to the border is often cut off.
const BORDER: f64 = 0.05;

/// Share of the found hairs that are hairs, share of the hairs that are found, and the relative
/// standard deviation of the count between photos that is left when both balance; measured on
/// rendered close-ups (docs/method, close-ups).
#[derive(Debug, Clone, Copy)]
struct Detector {
    precision: f64,
    recall: f64,
    between_photos: f64,
}

const CLIPPED: Detector = Detector {
    precision: 0.95,
    recall: 0.90,
    between_photos: 0.02,
};
const LONG: Detector = Detector {
    precision: 0.80,
    recall: 0.75,
    between_photos: 0.08,
};

/// Hairs per cm² of one target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Density {
    /// Hairs with their root in the target.
    pub count: usize,
    /// 95 % interval of the true number of hairs in the target.
    pub count_ci95: [f64; 2],
    /// Hairs per cm², `None` without a scale.
    pub per_cm2: Option<f64>,
    /// 95 % interval of it: of the target itself, not of the scalp around it.
    pub ci95: Option<[f64; 2]>,
}

/// The whole field less its border.
pub fn field_area(size_px: (u32, u32), scale: Option<Scale>) -> TargetArea {
    let (w, h) = (f64::from(size_px.0), f64::from(size_px.1));
    let b = BORDER * w.min(h);
    let ring = vec![
        Point::new(b, b),
        Point::new(w - 1.0 - b, b),
        Point::new(w - 1.0 - b, h - 1.0 - b),
        Point::new(b, h - 1.0 - b),
    ];
    target_area("field", Area::from_ring(ring), scale)
}

/// A named region in native px as a target.
pub fn target_area(name: &str, outline: Area, scale: Option<Scale>) -> TargetArea {
    TargetArea {
        name: name.to_owned(),
        area_mm2: scale.map(|s| outline.enclosed_px() / (s.px_per_mm * s.px_per_mm)),
        outline,
    }
}

/// The hairs whose root is seen inside the target. By root: neither the length of a hair nor the
/// border then changes the count.
pub fn rooted_in<'a>(hairs: &'a [Hair], target: &TargetArea) -> impl Iterator<Item = &'a Hair> {
    hairs
        .iter()
        .filter(|h| h.root_seen() && target.outline.contains(h.root()))
}

/// Count and density of a target, or why there is none.
pub fn density(photo: &CloseupPhoto, target: &TargetArea) -> Result<Density, String> {
    if let Roots::NotTold(reason) = &photo.roots {
        return Err(reason.clone());
    }
    let count = rooted_in(&photo.hairs, target).count();
    let by_hand = rooted_in(&photo.hairs, target)
        .filter(|h| h.by_hand)
        .count();
    Ok(with_interval(
        count,
        by_hand,
        photo.style,
        photo.scale,
        target.area_mm2,
    ))
}

fn with_interval(
    count: usize,
    by_hand: usize,
    style: Style,
    scale: Option<Scale>,
    area_mm2: Option<f64>,
) -> Density {
    let detector = match style {
        Style::Clipped => CLIPPED,
        Style::Long => LONG,
    };
    // False and missed hairs are independent events, each about Poisson. At least one hair, so that
    // a count of 0 keeps an interval; hairs placed by a person are neither.
    let n = count.saturating_sub(by_hand).max(1) as f64;
    let events = n * (1.0 - detector.precision) + n * (1.0 - detector.recall);
    let sd = events.sqrt().hypot(detector.between_photos * n);
    let count_ci95 = [
        (count as f64 - Z_95 * sd).max(0.0),
        count as f64 + Z_95 * sd,
    ];
    let area_cm2 = area_mm2.filter(|a| *a > 0.0).map(|a| a / 100.0);
    let per_cm2 = area_cm2.map(|a| count as f64 / a);
    let ci95 = area_cm2.zip(scale).map(|(a, s)| {
        // The area goes with the square of the scale.
        let scale_sd = count as f64 * 2.0 * s.relative_sd;
        let half = Z_95 * sd.hypot(scale_sd);
        [
            ((count as f64 - half) / a).max(0.0),
            (count as f64 + half) / a,
        ]
    });
    Density {
        count,
        count_ci95,
        per_cm2,
        ci95,
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::ScaleSource;
    use super::*;

    const SCALE: Scale = Scale {
        px_per_mm: 100.0,
        relative_sd: 0.01,
        source: ScaleSource::Given,
    };

    #[test]
    fn fifty_hairs_on_half_a_square_centimetre_are_a_hundred() {
        let d = with_interval(50, 0, Style::Clipped, Some(SCALE), Some(50.0));
        assert!((d.per_cm2.unwrap() - 100.0).abs() < 1e-9);
        let [low, high] = d.ci95.unwrap();
        assert!((100.0 - low - (high - 100.0)).abs() < 1e-9);
        // events 7.5, between photos 1.0, scale 1.0: sd 3.08 hairs, 12.1 per cm2.
        assert!((high - 112.08).abs() < 0.1, "{high}");
    }

    #[test]
    fn without_a_scale_there_is_a_count_and_no_density() {
        let d = with_interval(7, 0, Style::Clipped, None, None);
        assert_eq!((d.count, d.per_cm2, d.ci95), (7, None, None));
        assert!(d.count_ci95[0] < 7.0 && d.count_ci95[1] > 7.0);
    }

    #[test]
    fn hairs_placed_by_a_person_add_no_detector_error() {
        let by_hand = with_interval(50, 50, Style::Clipped, None, None);
        let found = with_interval(50, 0, Style::Clipped, None, None);
        let width = |d: &Density| d.count_ci95[1] - d.count_ci95[0];
        assert!(width(&by_hand) < 0.3 * width(&found));
    }

    #[test]
    fn the_field_leaves_its_border_out() {
        let field = field_area((1000, 800), Some(SCALE));
        let expected = (999.0 - 80.0) * (799.0 - 80.0) / 1e4;
        assert!((field.area_mm2.unwrap() - expected).abs() < 1e-6);
        assert!(!field.outline.contains(Point::new(39.0, 400.0)));
        assert!(field.outline.contains(Point::new(41.0, 400.0)));
    }
}
