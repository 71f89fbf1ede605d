//! Mirror images: of the photo while aligning, and given as a photo.

use super::tests::head_photo;
use super::*;
use image::Rgb;

fn registered(reference: &RgbImage, moving: &RgbImage) -> Registration {
    let params = RegistrationParams::default();
    let [reference, moving] = [reference, moving].map(|p| prepare(p, &params));
    register(&reference, &moving, None, &params)
}

/// Mixes photos with weights in percent that add up to 100.
pub(super) fn mixed<const N: usize>(photos: [(&RgbImage, u32); N]) -> RgbImage {
    let (width, height) = photos[0].0.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(std::array::from_fn(|c| {
            let sum: u32 = photos
                .iter()
                .map(|(photo, percent)| percent * u32::from(photo.get_pixel(x, y).0[c]))
                .sum();
            (sum / 100) as u8
        }))
    })
}

/// A head that is nearly symmetric: about a third of its contrast is the same on both sides.
fn nearly_symmetric(seed: u32) -> RgbImage {
    let half = head_photo(seed);
    let other = image::imageops::flip_horizontal(&half);
    mixed([(&half, 23), (&other, 23), (&head_photo(seed + 100), 54)])
}

#[test]
fn a_mirrored_work_mirrors_back() {
    let params = RegistrationParams::default();
    let work = prepare(&head_photo(3), &params).work;
    let mirror = work.mirrored(&params);
    assert!(!work.same_as(&mirror));
    assert!(work.same_as(&mirror.mirrored(&params)));
}

#[test]
fn a_mirror_image_is_refused_as_such() {
    for seed in [1, 2] {
        let photo = nearly_symmetric(seed);
        let r = registered(&photo, &image::imageops::flip_horizontal(&photo));
        assert_eq!(r.status, Status::Failed, "seed {seed}");
        let reason = r.reason.expect("a reason");
        assert!(reason.contains("mirror image"), "seed {seed}: {reason}");
    }
}
