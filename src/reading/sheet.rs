//! The reading sheet as one self-contained HTML file.

use askama::Template;
use image::{GrayImage, Rgb, RgbImage};

use super::key::{ReadingKey, Side};
use super::pairs::Pair;
use super::words::{Words, words};
use crate::report::Lang;
use crate::report::html::content_security_policy;
use crate::report::pictures::{
    EncodedPicture, PhotoPictures, PictureBudget, PictureError, encode_photo,
};

const STYLE: &str = include_str!("../../templates/reading/style.css");
const SCRIPT: &str = include_str!("../../templates/reading/script.js");

/// Colour of what the sheet does not show.
const BLANK: Rgb<u8> = Rgb([128, 128, 128]);

/// Why a sheet could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum SheetError {
    /// A picture could not be decoded.
    #[error("a picture of {course}, {view} could not be decoded: {source}")]
    Decode {
        /// Course.
        course: String,
        /// View.
        view: String,
        /// What the codec says.
        source: image::ImageError,
    },
    /// A picture could not be encoded again.
    #[error(transparent)]
    Encode(#[from] PictureError),
    /// A pair without pictures was given.
    #[error("a pair of {course}, {view} has no pictures")]
    NoPicture {
        /// Course.
        course: String,
        /// View.
        view: String,
    },
    /// The template failed to write.
    #[error("the reading sheet could not be rendered")]
    Template(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "reading.html")]
struct Page<'a> {
    t: &'static Words,
    csp: String,
    style: &'static str,
    script: &'static str,
    sheet: &'a str,
    total: usize,
    items: Vec<Item<'a>>,
    /// Ratings with their labels, from 3 down to -3.
    steps: Vec<(i8, &'static str)>,
}

struct Item<'a> {
    item: &'a str,
    left: String,
    right: String,
    width: u32,
    height: u32,
}

/// Renders the sheet of a key: `order` gives the pair of each of its items.
///
/// What only one of the two photos shows is blanked in both: a bare margin would tell which of
/// them was laid on the other.
///
/// # Errors
/// [`SheetError`] when a picture is missing or cannot be prepared.
pub(crate) fn render_sheet(
    key: &ReadingKey,
    pairs: &[Pair<'_>],
    order: &[usize],
    lang: Lang,
) -> Result<String, SheetError> {
    let t = words(lang);
    let budget = PictureBudget::for_photos(2 * pairs.len());
    let items = key
        .items
        .iter()
        .zip(order)
        .map(|(item, &index)| {
            let pair = &pairs[index];
            let [earlier, later] = blinded(pair, budget)?;
            let [width, height] = earlier.size_px;
            let (left, right) = match item.earlier_side {
                Side::Left => (earlier, later),
                Side::Right => (later, earlier),
            };
            Ok(Item {
                item: &item.item,
                left: left.data_uri(),
                right: right.data_uri(),
                width,
                height,
            })
        })
        .collect::<Result<Vec<_>, SheetError>>()?;
    let page = Page {
        t,
        csp: content_security_policy(STYLE, SCRIPT),
        style: STYLE,
        script: SCRIPT,
        sheet: &key.sheet,
        total: items.len(),
        items,
        steps: (-3..=3).rev().zip(t.steps).collect(),
    };
    Ok(page.render()?)
}

/// Both photos of a pair at one size, showing only what both show.
fn blinded(pair: &Pair<'_>, budget: PictureBudget) -> Result<[EncodedPicture; 2], SheetError> {
    let refused = |source| SheetError::Decode {
        course: pair.course.to_owned(),
        view: pair.view.to_owned(),
        source,
    };
    let missing = || SheetError::NoPicture {
        course: pair.course.to_owned(),
        view: pair.view.to_owned(),
    };
    let open = |pictures: &PhotoPictures| -> Result<RgbImage, SheetError> {
        let encoded = pictures.aligned.as_ref().ok_or_else(missing)?;
        let picture = image::load_from_memory(&encoded.bytes).map_err(refused)?;
        Ok(picture.into_rgb8())
    };
    let mut photos = [open(pair.earlier_pictures)?, open(pair.later_pictures)?];
    let shown = [&pair.earlier_pictures.shown, &pair.later_pictures.shown];
    let [Some(a), Some(b)] = shown.map(Option::as_ref) else {
        return Err(missing());
    };
    for photo in &mut photos {
        blank_outside(photo, [a, b]);
    }
    let [earlier, later] = photos.map(|photo| encode_photo(&photo, budget));
    Ok([earlier?, later?])
}

fn blank_outside(photo: &mut RgbImage, shown: [&GrayImage; 2]) {
    let (width, height) = photo.dimensions();
    for (x, y, pixel) in photo.enumerate_pixels_mut() {
        let inside = shown.iter().all(|mask| {
            let at =
                |v: u32, of: u32, to: u32| (u64::from(v) * u64::from(to) / u64::from(of)) as u32;
            mask.get_pixel(at(x, width, mask.width()), at(y, height, mask.height()))
                .0[0]
                > 0
        });
        if !inside {
            *pixel = BLANK;
        }
    }
}
