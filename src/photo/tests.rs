//! Tests of decoding against files whose picture is known.

use std::path::PathBuf;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use jiff::civil::date;
use moxcms::ColorProfile;
use proptest::prelude::*;
use rstest::rstest;

use super::exif::{ExifDate, ExifFacts, facts_of_bytes, read_facts};
use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "fixtures", name]
        .iter()
        .collect();
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn decode(bytes: &[u8]) -> Result<Photo, DecodeError> {
    decode_photo(bytes, &DecodeLimits::default())
}

/// The card of fixtures/make_inputs.py: its four corners and its middle. JPEG at quality 95 and
/// HEVC keep flat colours within a few levels; the colours are 100 and more apart.
fn assert_card(photo: &Photo, tolerance: u8) {
    assert_eq!(photo.size(), (96, 64));
    let expected = [
        ((5, 5), [200, 40, 40]),
        ((90, 5), [40, 200, 40]),
        ((5, 58), [40, 40, 200]),
        ((90, 58), [240, 240, 240]),
        ((48, 32), [128, 128, 128]),
    ];
    for ((x, y), colour) in expected {
        let found = photo.pixels.get_pixel(x, y).0;
        let close = found
            .iter()
            .zip(colour)
            .all(|(a, b)| a.abs_diff(b) <= tolerance);
        assert!(close, "at ({x}, {y}): {found:?}, not {colour:?}");
    }
}

#[rstest]
#[case("orientation_1.jpg", PhotoFormat::Jpeg)]
#[case("orientation_2.jpg", PhotoFormat::Jpeg)]
#[case("orientation_3.jpg", PhotoFormat::Jpeg)]
#[case("orientation_4.jpg", PhotoFormat::Jpeg)]
#[case("orientation_5.jpg", PhotoFormat::Jpeg)]
#[case("orientation_6.jpg", PhotoFormat::Jpeg)]
#[case("orientation_7.jpg", PhotoFormat::Jpeg)]
#[case("orientation_8.jpg", PhotoFormat::Jpeg)]
#[case("orientation_6.png", PhotoFormat::Png)]
#[case("orientation_6.tif", PhotoFormat::Tiff)]
#[case("orientation_6.webp", PhotoFormat::WebP)]
#[case("progressive.jpg", PhotoFormat::Jpeg)]
#[case("lossy.webp", PhotoFormat::WebP)]
fn every_format_decodes_upright(#[case] name: &str, #[case] format: PhotoFormat) {
    let photo = decode(&fixture(&format!("formats/{name}"))).unwrap();
    assert_eq!(photo.format, format);
    assert_card(&photo, 6);
}

#[cfg(feature = "heic")]
#[test]
fn heic_turns_by_its_container_not_by_exif() {
    let photo = decode(&fixture("formats/orientation_6.heic")).unwrap();
    assert_eq!(photo.format, PhotoFormat::Heic);
    assert_card(&photo, 8);
    assert_eq!(photo.exif.model.as_deref(), Some("Model 1"));
}

#[cfg(feature = "heic")]
#[test]
fn heic_matches_the_picture_it_was_made_from() {
    let heic = decode(&fixture("formats/head.heic")).unwrap();
    let original = decode(&fixture("formats/head.png")).unwrap();
    assert_eq!(heic.size(), original.size());
    let sum: u64 = heic
        .pixels
        .iter()
        .zip(original.pixels.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    // Quality 70 with halved colour resolution on hair: a few levels. A swapped channel, a wrong
    // range or a turn gives tens.
    let mean = sum as f64 / heic.pixels.len() as f64;
    assert!(mean < 8.0, "mean difference {mean}");
}

#[cfg(not(feature = "heic"))]
#[test]
fn heic_is_named_when_not_built_in() {
    let error = decode(&fixture("formats/orientation_6.heic")).unwrap_err();
    assert!(error.to_string().contains("HEIC"), "{error}");
}

#[rstest]
#[case("grey.jpg")]
#[case("grey.png")]
#[case("grey_16bit.png")]
fn grey_pictures_become_rgb(#[case] name: &str) {
    let photo = decode(&fixture(&format!("formats/{name}"))).unwrap();
    let pixel = photo.pixels.get_pixel(48, 32).0;
    assert!(pixel.iter().all(|v| v.abs_diff(128) <= 2), "{pixel:?}");
}

#[test]
fn transparent_parts_show_white() {
    let photo = decode(&fixture("formats/transparent.png")).unwrap();
    assert_eq!(photo.pixels.get_pixel(48, 32).0, [255, 255, 255]);
    assert_eq!(photo.pixels.get_pixel(5, 5).0, [200, 40, 40]);
}

#[test]
fn cmyk_is_brought_to_rgb_or_refused() {
    match decode(&fixture("formats/cmyk.jpg")) {
        Ok(photo) => assert_card(&photo, 12),
        Err(error) => assert!(matches!(error, DecodeError::UnsupportedOption { .. })),
    }
}

#[test]
fn exif_facts_are_read() {
    let exif = decode(&fixture("formats/orientation_6.jpg")).unwrap().exif;
    assert_eq!(
        exif.taken,
        ExifDate::Taken(date(2026, 1, 12).at(10, 11, 12, 0))
    );
    assert_eq!(exif.make.as_deref(), Some("Maker"));
    assert_eq!(exif.exposure_time_s, Some(0.01));
    assert_eq!(exif.f_number, Some(1.8));
    assert_eq!(exif.iso, Some(64));
    assert_eq!(exif.focal_length_mm, Some(4.25));
    assert_eq!(exif.focal_length_35mm, Some(26.0));
    assert_eq!(exif.flash_fired, Some(false));
    assert_eq!(exif.orientation, Some(6));
}

#[test]
fn impossible_and_unset_dates_are_told_apart() {
    let date = |name: &str| decode(&fixture(name)).unwrap().exif.taken;
    let impossible = ExifDate::Impossible("2026:02:31 10:00:00".to_owned());
    assert_eq!(date("formats/impossible_date.jpg"), impossible);
    assert_eq!(date("formats/unset_clock.jpg"), ExifDate::Absent);
    assert_eq!(date("formats/progressive.jpg"), ExifDate::Absent);
}

#[test]
fn the_hash_is_of_the_file() {
    let photo = decode(&fixture("formats/grey.png")).unwrap();
    assert_eq!(photo.sha256.len(), 64);
    let again = decode(&fixture("formats/grey.png")).unwrap();
    assert_eq!(photo.sha256, again.sha256);
    assert_ne!(
        photo.sha256,
        decode(&fixture("formats/grey.jpg")).unwrap().sha256
    );
}

/// A PNG of one colour with a profile.
fn png_with_profile(colour: [u8; 3], profile: &[u8]) -> Vec<u8> {
    let pixels = RgbImage::from_pixel(64, 64, Rgb(colour));
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile.to_vec()).unwrap();
    encoder
        .write_image(&pixels, 64, 64, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

// Expected sRGB values by the published primaries and curves (IEC 61966-2-1, SMPTE EG 432-1,
// Adobe RGB (1998)), computed apart from this program; two levels for the tables' rounding.
#[rstest]
#[case::p3(ColorProfile::new_display_p3(), [200, 150, 120], [209, 147, 115])]
#[case::adobe(ColorProfile::new_adobe_rgb(), [200, 150, 120], [217, 151, 119])]
fn wide_colours_are_brought_to_srgb(
    #[case] profile: ColorProfile,
    #[case] stored: [u8; 3],
    #[case] expected: [u8; 3],
) {
    let photo = decode(&png_with_profile(stored, &profile.encode().unwrap())).unwrap();
    assert_eq!(photo.profile.used, ProfileUse::Converted);
    let found = photo.pixels.get_pixel(10, 10).0;
    let close = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 2);
    assert!(close, "{found:?}, not {expected:?}");
}

// The device of fixtures/make_inputs.py (Adobe RGB primaries, gamma 1.8) at [200, 150, 120] is
// [225, 167, 137] in sRGB by the published formulas; four levels, as its table has 17 steps a side.
#[test]
fn table_profiles_are_applied() {
    let photo = decode(&fixture("formats/lut_profile.png")).unwrap();
    assert_eq!(photo.profile.used, ProfileUse::Converted);
    assert_eq!(photo.profile.name.as_deref(), Some("Table profile"));
    let found = photo.pixels.get_pixel(10, 10).0;
    let close = found
        .iter()
        .zip([225, 167, 137])
        .all(|(a, b)| a.abs_diff(b) <= 4);
    assert!(close, "{found:?}");
}

#[test]
fn an_srgb_profile_changes_nothing() {
    let profile = ColorProfile::new_srgb().encode().unwrap();
    let photo = decode(&png_with_profile([201, 152, 117], &profile)).unwrap();
    assert_eq!(photo.profile.used, ProfileUse::AlreadySrgb);
    assert_eq!(photo.pixels.get_pixel(0, 0).0, [201, 152, 117]);
}

#[test]
fn a_broken_profile_is_ignored_and_said() {
    let photo = decode(&png_with_profile([201, 152, 117], b"no profile at all")).unwrap();
    assert!(matches!(photo.profile.used, ProfileUse::Ignored(_)));
    assert_eq!(photo.pixels.get_pixel(0, 0).0, [201, 152, 117]);
}

#[test]
fn a_jpeg_profile_is_found() {
    let pixels = RgbImage::from_pixel(64, 64, Rgb([200, 150, 120]));
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    encoder.set_icc_profile(profile).unwrap();
    DynamicImage::ImageRgb8(pixels)
        .write_with_encoder(encoder)
        .unwrap();
    let photo = decode(&bytes).unwrap();
    assert_eq!(photo.profile.used, ProfileUse::Converted);
    assert!(photo.profile.name.is_some_and(|name| name.contains("P3")));
}

#[rstest]
#[case("empty.jpg", "empty")]
#[case("text.jpg", "text")]
#[case("gif.jpg", "Gif")]
#[case("truncated.jpg", "truncated")]
#[case("damaged.jpg", "damaged")]
#[case("one_pixel.png", "1 x 1 px")]
#[case("huge_header.png", "60000 x 60000 px")]
#[case("huge_header.jpg", "60000 x 60000 px")]
fn bad_files_give_their_reason(#[case] name: &str, #[case] expected: &str) {
    let error = decode(&fixture(&format!("bad_inputs/2026-01-12_{name}"))).unwrap_err();
    let reason = error.to_string();
    assert!(reason.contains(expected), "{expected:?} not in {reason:?}");
    assert!(!error.hint().is_empty());
}

#[test]
fn a_missing_file_is_said() {
    let missing = std::path::Path::new("no/such/photo.jpg");
    let error = read_photo(missing, &DecodeLimits::default()).unwrap_err();
    assert_eq!(error, DecodeError::NotFound);
}

#[test]
fn limits_can_be_set() {
    let limits = DecodeLimits {
        max_pixels: 6000,
        ..DecodeLimits::default()
    };
    let error = decode_photo(&fixture("formats/grey.png"), &limits).unwrap_err();
    assert!(
        matches!(error, DecodeError::TooManyPixels { .. }),
        "{error}"
    );
}

/// Every file cut anywhere is refused, or (where only a trailer is missing) whole: never a
/// picture with a part made up.
#[rstest]
#[case("orientation_1.jpg")]
#[case("progressive.jpg")]
#[case("grey.jpg")]
#[case("orientation_6.png")]
#[case("grey_16bit.png")]
#[case("orientation_6.tif")]
#[case("orientation_6.webp")]
#[case("lossy.webp")]
#[cfg_attr(feature = "heic", case("orientation_6.heic"))]
fn no_cut_file_gives_another_picture(#[case] name: &str) {
    let bytes = fixture(&format!("formats/{name}"));
    let whole = decode(&bytes).unwrap();
    for cut in 0..bytes.len() {
        if let Ok(photo) = decode(&bytes[..cut]) {
            assert!(
                photo.pixels == whole.pixels,
                "{name} cut at {cut} of {} gives another picture",
                bytes.len()
            );
        }
    }
}

const MUTATED: &[&str] = &[
    "orientation_6.jpg",
    "progressive.jpg",
    "orientation_6.png",
    "orientation_6.tif",
    "orientation_6.webp",
    "lossy.webp",
    "orientation_6.heic",
    "transparent.png",
];

proptest! {
    #[test]
    fn mutated_files_never_panic(
        which in 0..MUTATED.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = fixture(&format!("formats/{}", MUTATED[which]));
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let limits = DecodeLimits { max_pixels: 1_000_000, min_side: 1, ..DecodeLimits::default() };
        if let Ok(photo) = decode_photo(&bytes, &limits) {
            let (w, h) = photo.size();
            prop_assert!(u64::from(w) * u64::from(h) <= limits.max_pixels);
        }
    }

    #[test]
    fn noise_is_no_picture(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(decode(&bytes).is_err());
    }
}

#[test]
fn the_beginning_of_a_jpeg_says_what_all_of_it_says() {
    let jpeg = fixture("formats/orientation_6.jpg");
    let segment = |n: u16| {
        let mut bytes = vec![0xFF, 0xE2];
        bytes.extend((n + 2).to_be_bytes());
        bytes.extend(vec![7; usize::from(n)]);
        bytes
    };
    let behind = |first: &[u8]| [&jpeg[..2], first, &jpeg[2..]].concat();
    let thrice = [segment(60_000), segment(60_000), segment(60_000)].concat();
    for bytes in [
        jpeg.clone(),
        behind(&segment(3)),
        // Across the ends of what is read at once.
        behind(&segment(8_100)),
        behind(&segment(60_000)),
        behind(&thrice),
        // Stray bytes between the segments.
        behind(&[segment(20), vec![1; 7]].concat()),
    ] {
        let facts = read_facts(&mut bytes.as_slice());
        assert_eq!(facts.make.as_deref(), Some("Maker"));
        assert_eq!(facts, facts_of_bytes(&bytes));
    }
    let none = read_facts(&mut &jpeg[..2]);
    assert_eq!(none, ExifFacts::default());
}
