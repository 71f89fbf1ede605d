//! Pairs that show different heads, or one head and its mirror image, are not certified.

use std::path::Path;

use super::{Spread, data, load, photos};
use image::{RgbImage, imageops};
use tricholapse::registration::{RegistrationParams, Status, prepare, register};

/// How many of some wrong pairs are certified, and plausible.
#[derive(Debug, Default)]
struct Wrong {
    pairs: usize,
    certified: Vec<String>,
    plausible: usize,
}

impl Wrong {
    fn judge(&mut self, reference: &RgbImage, moving: &RgbImage, name: String) {
        let params = RegistrationParams::default();
        let [a, b] = [reference, moving].map(|photo| prepare(photo, &params));
        self.pairs += 1;
        match register(&a, &b, None, &params).status {
            Status::Ok => self.certified.push(name),
            Status::Weak => self.plausible += 1,
            Status::Failed => {}
        }
    }
}

/// `pairs` pairs of different people, photos no larger than `side` px.
fn strangers(data: &Path, pairs: usize, side: u32) -> Wrong {
    let files = photos(data.join("global/ccby"));
    let mut spread = Spread(12_345);
    let mut pick = || ((0.5 + 0.5 * spread.next()) * files.len() as f64) as usize;
    let mut wrong = Wrong::default();
    for _ in 0..pairs {
        let (i, mut j) = (pick(), pick());
        if i == j {
            j = (j + 1) % files.len();
        }
        let [a, b] = [i, j].map(|k| {
            let photo = load(&files[k]);
            let side = side.min(photo.width());
            imageops::thumbnail(&photo, side, side)
        });
        wrong.judge(
            &a,
            &b,
            format!("{} {}", files[i].display(), files[j].display()),
        );
    }
    println!("{wrong:?}");
    wrong
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn strangers_are_not_certified() {
    let data = data();
    let wrong = strangers(&data, 15, 640);
    assert!(wrong.certified.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn slow_of_two_hundred_pairs_of_strangers_less_than_one_percent_are_certified() {
    let data = data();
    for side in [640, 200] {
        let wrong = strangers(&data, 200, side);
        assert!(wrong.certified.len() < 2, "{wrong:#?}");
        assert!(wrong.plausible <= 2, "{wrong:#?}");
    }
}

/// A mirror image shares all that heads have in common with the photo it was made from.
#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn slow_mirror_images_are_not_certified() {
    let data = data();
    let mut wrong = Wrong::default();
    for folder in ["global/ccby", "global/phone"] {
        for file in photos(data.join(folder)) {
            let photo = load(&file);
            let mirror = imageops::flip_horizontal(&photo);
            wrong.judge(&photo, &mirror, file.display().to_string());
        }
    }
    println!("{wrong:?}");
    assert!(wrong.certified.is_empty(), "{wrong:#?}");
    assert!(wrong.plausible <= 2, "{wrong:#?}");
}
