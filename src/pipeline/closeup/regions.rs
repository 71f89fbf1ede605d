//! The target: regions drawn on the baseline, else its whole field less a border.

use crate::closeup::course::Homography;
use crate::course::View;
use crate::geometry::{Area, Point};
use crate::model::{DRAWN_REGIONS, RegionOutline, Warning};
use crate::regions::geojson::NamedArea;
use crate::regions::overlap::own_px;

use super::super::drawn::{DrawnOn, drawn_badly};
use super::read::ReadPhoto;

/// Border of a field that is not counted where no region is drawn, as a share of its shorter side:
/// roots near the edge are often cut off.
const BORDER_SHARE: f64 = 0.06;
/// Points along each side when the share of a region within a photo is found.
const GRID: u32 = 60;

/// Name of the target where no region is drawn.
pub(super) const FIELD: &str = "field";

/// The target of a view.
pub(super) struct Target {
    /// `geojson` or `field`.
    pub(crate) source: String,
    /// Name and outline, native px of the baseline.
    pub(crate) regions: Vec<(String, Area)>,
    pub(crate) warnings: Vec<Warning>,
}

/// The target of a view, native px of the baseline.
pub(super) fn target(given: Option<&[NamedArea]>, view: &View, baseline: &ReadPhoto<'_>) -> Target {
    let (width, height) = baseline.hairs.size_px;
    let (w, h) = (f64::from(width), f64::from(height));
    let DrawnOn { areas, warnings } = DrawnOn::of(given, view, baseline.planned, None);
    let within = |area: &Area| {
        let ring = area.rings.iter().flatten();
        let inside = |p: &Point| (-1.0..=w).contains(&p.x) && (-1.0..=h).contains(&p.y);
        ring.clone().count() > 0 && ring.clone().any(inside)
    };
    let (own, beyond): (Vec<_>, Vec<_>) = areas.into_iter().partition(|(_, area)| within(area));
    let outside = beyond.iter().map(|(name, _)| Warning {
        code: "region_outside".into(),
        message: format!("the region {name} lies beyond the baseline photo and is left out"),
        photo: Some(baseline.planned.id.clone()),
    });
    let warnings = warnings
        .into_iter()
        .chain(outside)
        .chain(drawn_badly(view, &own))
        .collect();
    if own.is_empty() {
        let b = BORDER_SHARE * w.min(h);
        let ring = [
            [b, b],
            [w - 1.0 - b, b],
            [w - 1.0 - b, h - 1.0 - b],
            [b, h - 1.0 - b],
        ];
        let area = Area::from_ring(ring.iter().map(|p| Point::new(p[0], p[1])).collect());
        return Target {
            source: FIELD.into(),
            regions: vec![(FIELD.into(), area)],
            warnings,
        };
    }
    Target {
        source: DRAWN_REGIONS.into(),
        regions: own,
        warnings,
    }
}

impl Target {
    /// Index of the first region a root of the baseline frame lies in.
    pub(crate) fn region_of(&self, root: Point) -> Option<usize> {
        (0..self.regions.len()).find(|&region| self.holds(region, root))
    }

    /// Whether a root of the baseline frame lies in a region; in two where regions overlap.
    pub(crate) fn holds(&self, region: usize, root: Point) -> bool {
        self.regions[region].1.contains(root)
    }

    /// Area of each region that no larger one covers, baseline px²: together each px counts once.
    pub(crate) fn own_px(&self) -> Vec<f64> {
        let areas: Vec<&Area> = self.regions.iter().map(|(_, area)| area).collect();
        own_px(&areas)
    }

    pub(crate) fn outlines(&self) -> Vec<RegionOutline> {
        let ring = |ring: &Vec<Point>| ring.iter().map(|p| [p.x, p.y]).collect();
        self.regions
            .iter()
            .map(|(name, area)| RegionOutline {
                region: name.clone(),
                rings: area.rings.iter().map(ring).collect(),
            })
            .collect()
    }

    /// Share of a region that a photo shows, given the way from the baseline's px to the photo's.
    pub(crate) fn share_shown(
        &self,
        region: usize,
        photo_from_baseline: &Homography,
        size_px: (u32, u32),
    ) -> f64 {
        let area = &self.regions[region].1;
        let Some(bounds) = area.bounds() else {
            return 0.0;
        };
        let (mut all, mut shown) = (0_u32, 0_u32);
        let at = |low: f64, high: f64, k: u32| {
            low + (high - low) * (f64::from(k) + 0.5) / f64::from(GRID)
        };
        for i in 0..GRID {
            for k in 0..GRID {
                let p = Point::new(
                    at(bounds.min.x, bounds.max.x, i),
                    at(bounds.min.y, bounds.max.y, k),
                );
                if area.contains(p) {
                    all += 1;
                    let q = photo_from_baseline.apply(p);
                    let inside = |v: f64, side: u32| (0.0..f64::from(side)).contains(&v);
                    shown += u32::from(inside(q.x, size_px.0) && inside(q.y, size_px.1));
                }
            }
        }
        f64::from(shown) / f64::from(all.max(1))
    }
}
