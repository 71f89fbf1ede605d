//! A photo made ready for the fits: what is measured, what is bare, and even light.

use std::borrow::Cow;
use std::f64::consts::FRAC_PI_4;
use std::sync::OnceLock;

use image::{GrayImage, Luma};
use imageproc::distance_transform::euclidean_squared_distance_transform;

use super::params::CoverageParams;
use super::region_pixels::{beyond_photo_px, for_each_span, mean_over, to_working};
use super::visit_sample::VisitSample;
use crate::coverage::blocks::{BlockStats, Scene, block_stats};
use crate::coverage::fit::axis::BRIGHTNESS;
use crate::coverage::fit::mixture::Mixture;
use crate::coverage::skin::even_light::even_light;
use crate::coverage::skin::smooth::SmoothSkin;
use crate::geometry::Area;
use crate::photometry::{LinearImage, softened};

/// A photo with what its fit needs.
pub(super) struct Prepared<'a> {
    pub(super) visit: &'a VisitSample,
    /// Regions, working px.
    pub(super) regions: Vec<Area>,
    /// Inside a region, or of small ones on the scalp around them, and not excluded.
    pub(super) usable: Vec<bool>,
    /// Usable and may show hair.
    pub(super) fitted: Vec<bool>,
    /// Mean smoothness that nothing explains, over what is usable.
    pub(super) doubt: f64,
    /// Skin that shows no hair.
    pub(super) skin: SmoothSkin,
    /// The photo without the shade that bare skin tells of and without its camera's sharpening.
    pub(super) image: Cow<'a, LinearImage>,
    brightness: OnceLock<Vec<f32>>,
    coarse: OnceLock<Vec<BlockStats>>,
    /// The fit along redness, which the choice of the axis may ask for before it is used.
    pub(super) colour: OnceLock<Option<Mixture>>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(visit: &'a VisitSample, params: &CoverageParams) -> Self {
        let image = &visit.image;
        let working = |areas: &[Area]| -> Vec<Area> {
            areas.iter().map(|area| to_working(area, image)).collect()
        };
        let (regions, around) = (working(&visit.regions), working(&visit.around));
        let head_px = visit.head_width_px / image.native_per_working;
        let LookedAt { usable, fitted } = LookedAt::of(&regions, &around, image, head_px);
        let block_px = visit.block_px(params.block_share);
        let mut skin = SmoothSkin::find(image, block_px);
        // Beside the regions lie ears, faces and what the head's outline took in by mistake.
        skin.bare
            .retain(|b| usable[b.y as usize * image.width + b.x as usize]);
        let light = (params.mixture.scalp_degree, params.mixture.scalp_stiffness);
        let even =
            even_light(image, &skin, block_px, light).map_or(Cow::Borrowed(image), Cow::Owned);
        let soft = softened(&even, &usable, params.most_sharpness);
        let measured: Vec<usize> = (0..usable.len()).filter(|&i| usable[i]).collect();
        let doubt = mean_over(&measured, image, |y| skin.doubt_row(y));
        Self {
            visit,
            regions,
            doubt,
            fitted: without_bare(&fitted, image, &skin),
            usable,
            skin,
            image: soft.map_or(even, Cow::Owned),
            brightness: OnceLock::new(),
            coarse: OnceLock::new(),
            colour: OnceLock::new(),
        }
    }

    /// What the fits look at, projected on brightness.
    pub(super) fn brightness(&self) -> &[f32] {
        self.brightness
            .get_or_init(|| self.scene().along(BRIGHTNESS))
    }

    /// Statistics along brightness of its blocks of `block_px`, of one size in all calls.
    pub(super) fn coarse_stats(&self, block_px: usize) -> &[BlockStats] {
        let stats = || {
            let width = self.image.width;
            block_stats(self.brightness(), &self.fitted, width, block_px)
        };
        self.coarse.get_or_init(stats)
    }

    /// What the fits look at.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            image: &self.image,
            usable: &self.fitted,
            bare: &self.skin.bare,
        }
    }

    /// What the fits look at, with the light and sharpness that the camera gave it.
    pub(super) fn as_taken(&self) -> Scene<'_> {
        Scene {
            image: &self.visit.image,
            ..self.scene()
        }
    }

    /// Whether enough is left to fit beside the bare skin.
    pub(super) fn shows_hair(&self, block_px: usize) -> bool {
        let fitted = self.fitted.iter().filter(|&&f| f).count();
        self.skin.bare.is_empty() || fitted >= FEWEST_BLOCKS * block_px * block_px
    }
}

/// What is looked at of a photo.
#[derive(Debug, PartialEq)]
struct LookedAt {
    usable: Vec<bool>,
    /// Where hair and skin are fitted, before bare skin is left out.
    fitted: Vec<bool>,
}

impl LookedAt {
    /// The regions; where they are a small part of the head, the scalp `around` them as well, or what lies
    /// close by where nothing is known of that: light and hair are told the better the more is seen, and what is
    /// read of a region should not hang on which others are asked for. How far the regions reach decides,
    /// beyond the photo too (what several of them lose counted for each): of one head some photos must not
    /// be looked at beside them and others not. Areas in working px.
    fn of(regions: &[Area], around: &[Area], image: &LinearImage, head_px: f64) -> Self {
        let usable = within(regions, image);
        let seen = usable.iter().filter(|&&u| u).count() as f64;
        let beyond: f64 = regions.iter().map(|r| beyond_photo_px(r, image)).sum();
        if seen + beyond > SMALL_PART * FRAC_PI_4 * head_px * head_px {
            let fitted = usable.clone();
            return Self { usable, fitted };
        }
        if around.is_empty() {
            let fitted = widened(&usable, image, head_px);
            return Self { usable, fitted };
        }
        let usable = within(regions.iter().chain(around), image);
        let fitted = usable.clone();
        Self { usable, fitted }
    }
}

/// The usable pixels and those close by.
fn widened(usable: &[bool], image: &LinearImage, head_px: f64) -> Vec<bool> {
    let (width, height) = (image.width as u32, image.height as u32);
    let seen = GrayImage::from_fn(width, height, |x, y| {
        Luma([u8::from(usable[y as usize * image.width + x as usize])])
    });
    let reach = WIDENED * head_px;
    euclidean_squared_distance_transform(&seen)
        .pixels()
        .zip(&image.excluded)
        .map(|(squared, excluded)| squared[0] <= reach * reach && excluded.is_none())
        .collect()
}

/// The pixels within areas (working px) that nothing excludes.
fn within<'a>(areas: impl IntoIterator<Item = &'a Area>, image: &LinearImage) -> Vec<bool> {
    let mut inside = vec![false; image.pixels.len()];
    for area in areas {
        for_each_span(area, image, |start, end| inside[start..end].fill(true));
    }
    for (inside, excluded) in inside.iter_mut().zip(&image.excluded) {
        *inside &= excluded.is_none();
    }
    inside
}

/// Share of a round head of the same width below which the regions are a small part of it.
const SMALL_PART: f64 = 0.5;
/// How far around them the fits then look, share of the head's width.
const WIDENED: f64 = 0.05;

/// The usable pixels that are not rather bare skin.
fn without_bare(usable: &[bool], image: &LinearImage, skin: &SmoothSkin) -> Vec<bool> {
    let mut fitted = usable.to_vec();
    for (y, row) in fitted.chunks_mut(image.width).enumerate() {
        let share = skin.share_row(y as f64);
        for (x, fitted) in row.iter_mut().enumerate() {
            *fitted = *fitted && share(x as f64) < 0.5;
        }
    }
    fitted
}

/// Fewest blocks' worth of pixels beside bare skin from which hair can be fitted.
const FEWEST_BLOCKS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    const SIDE: usize = 100;

    /// A photo that shows the left part of a head's regions alone is looked at as one that shows all of them.
    #[test]
    fn what_the_photo_cuts_off_does_not_make_the_fits_look_elsewhere() {
        let image = LinearImage {
            width: SIDE,
            height: SIDE,
            pixels: vec![[0.3; 3]; SIDE * SIDE],
            excluded: vec![None; SIDE * SIDE],
            native_per_working: 1.0,
            native_size: (SIDE as u32, SIDE as u32),
        };
        let band = |from: f64, to: f64| {
            let corners = [(from, -0.5), (to, -0.5), (to, 99.5), (from, 99.5)];
            Area::from_ring(corners.map(|(x, y)| Point::new(x, y)).into())
        };
        let shown = |bands: &[(usize, usize)]| -> Vec<bool> {
            let inside = |x: usize| bands.iter().any(|&(from, to)| (from..to).contains(&x));
            (0..SIDE * SIDE).map(|i| inside(i % SIDE)).collect()
        };
        let of = |regions: &[Area], around: &[Area]| LookedAt::of(regions, around, &image, 100.0);
        // Half of this region is cut off, so that the whole is no small part.
        let cut = of(&[band(69.5, 129.5)], &[band(9.5, 19.5)]);
        assert_eq!(cut.usable, shown(&[(70, 100)]));
        assert_eq!(cut.fitted, cut.usable);
        let small = of(&[band(69.5, 99.5)], &[]);
        assert_eq!(small.usable, shown(&[(70, 100)]));
        assert_eq!(small.fitted, shown(&[(65, 100)]));
        let among = of(&[band(69.5, 99.5)], &[band(9.5, 19.5)]);
        assert_eq!(among.usable, shown(&[(10, 20), (70, 100)]));
        assert_eq!(among.fitted, among.usable);
    }
}
