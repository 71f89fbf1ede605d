//! Hairs of real close-ups found again where they are known to be, and not where they are not.

use std::f64::consts::TAU;
use std::fs;
use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage, imageops};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Spread, data, photos};
use crate::support::{analyzed, list, temp};

/// Scale of the phototrichograms, native px per mm.
const PX_PER_MM: f64 = 360.0;
/// Farther from where it should be a hair is another one, mm.
const SAME_MM: f64 = 0.15;

fn phototrichograms() -> Vec<PathBuf> {
    photos(data().join("trichoscopy/boxes"))
}

/// A person's photos have names that differ in what follows the last `_`.
fn person(photo: &Path) -> String {
    let stem = photo.file_stem().expect("a name").to_string_lossy();
    stem.rsplit_once('_')
        .expect("person and number")
        .0
        .to_owned()
}

type Place = [f64; 2];

/// A plane's map, row by row.
struct Map([[f64; 3]; 3]);

impl Map {
    fn apply(&self, [x, y]: Place) -> Place {
        let row = |r: usize| self.0[r][0] * x + self.0[r][1] * y + self.0[r][2];
        [row(0) / row(2), row(1) / row(2)]
    }

    /// By the adjugate, up to a factor.
    fn inverse(&self) -> Self {
        let m = &self.0;
        let minor = |r: usize, c: usize| {
            let [a, b] = [(r + 1) % 3, (r + 2) % 3];
            let [d, e] = [(c + 1) % 3, (c + 2) % 3];
            m[a][d] * m[b][e] - m[a][e] * m[b][d]
        };
        Self(std::array::from_fn(|r| {
            std::array::from_fn(|c| minor(c, r))
        }))
    }
}

/// A second exposure of a photo: turned by up to 12°, up to 5 % nearer or farther, shifted by up to
/// 0.11 mm, tilted, and the way from the photo's px to its own.
fn taken_again(photo: &RgbImage, spread: &mut Spread) -> (RgbImage, Map) {
    let (width, height) = photo.dimensions();
    let middle = [width, height].map(|v| 0.5 * f64::from(v));
    let (sin, cos) = (12.0 * spread.next()).to_radians().sin_cos();
    let scale = 1.0 + 0.05 * spread.next();
    let shift = [40.0 * spread.next(), 40.0 * spread.next()];
    let tilt = [2e-5 * spread.next(), 2e-5 * spread.next()];
    // About the middle: p -> M (p - middle) / (1 + tilt (p - middle)) + middle + shift.
    let (a, b) = (scale * cos, scale * sin);
    let to = [middle[0] + shift[0], middle[1] + shift[1]];
    let one = 1.0 - tilt[0] * middle[0] - tilt[1] * middle[1];
    let row = |x: f64, y: f64, to: f64| {
        [
            x + to * tilt[0],
            y + to * tilt[1],
            to * one - x * middle[0] - y * middle[1],
        ]
    };
    let map = Map([row(a, -b, to[0]), row(b, a, to[1]), [tilt[0], tilt[1], one]]);
    let back = map.inverse();
    let gain = [0, 1, 2].map(|_| 1.0 + 0.2 * spread.next());
    let mut moved = RgbImage::from_fn(width, height, |x, y| {
        let at = back.apply([f64::from(x), f64::from(y)]);
        let light = interpolated(photo, at);
        Rgb(std::array::from_fn(|c| {
            (255.0 * (light[c] * gain[c]).clamp(0.0, 1.0).powf(1.0 / 2.2)).round() as u8
        }))
    });
    let sigma = 1.75 + 0.75 * spread.next();
    moved = imageops::blur(&moved, sigma as f32);
    for value in moved.iter_mut() {
        let noise = 3.0 * (spread.next() + spread.next() + spread.next());
        *value = (f64::from(*value) + noise).round().clamp(0.0, 255.0) as u8;
    }
    (moved, map)
}

/// Light between pixels, about linear; the border's goes on beyond it.
fn interpolated(photo: &RgbImage, [x, y]: Place) -> [f64; 3] {
    let (right, bottom) = (photo.width() - 1, photo.height() - 1);
    let (x, y) = (
        x.clamp(0.0, f64::from(right)),
        y.clamp(0.0, f64::from(bottom)),
    );
    let (x0, y0) = (x as u32, y as u32);
    let (x1, y1) = ((x0 + 1).min(right), (y0 + 1).min(bottom));
    let (fx, fy) = (x.fract(), y.fract());
    std::array::from_fn(|c| {
        let at = |x: u32, y: u32| (f64::from(photo.get_pixel(x, y)[c]) / 255.0).powf(2.2);
        let top = at(x0, y0) * (1.0 - fx) + at(x1, y0) * fx;
        let low = at(x0, y1) * (1.0 - fx) + at(x1, y1) * fx;
        top * (1.0 - fy) + low * fy
    })
}

/// A course of close-ups, the first by name its baseline.
fn course(files: &[String]) -> TempDir {
    let mut toml = "subject = \"b\"\n".to_owned();
    for (k, file) in files.iter().enumerate() {
        toml += &format!(
            "[[photo]]\nfile = \"{file}\"\ndate = 2026-{:02}-{:02}\nview = \"closeup\"\npx_per_mm = {PX_PER_MM}\n",
            1 + k / 28,
            1 + k % 28
        );
    }
    let dir = temp();
    fs::write(dir.path().join("course.toml"), &toml).expect("written");
    dir
}

/// A hair of a report.
struct Hair {
    id: String,
    same_as: Option<String>,
    basis: String,
    counted: bool,
    root: Place,
    tip: Place,
}

fn hairs(photo: &Value) -> Vec<Hair> {
    let place = |v: &Value| [0, 1].map(|k| v[k].as_f64().expect("a coordinate"));
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let all = list(&photo["hairs"]).iter().map(|h| Hair {
        id: text(&h["id"]).expect("an id"),
        same_as: text(&h["match"]),
        basis: text(&h["basis"]).expect("a basis"),
        counted: !h["region"].is_null(),
        root: place(&h["root"]),
        tip: place(&h["tip"]),
    });
    all.filter(|h| h.basis != "cut").collect()
}

impl Hair {
    /// How unlike a hair is to one that runs from `root` to `tip`: 1 is another hair.
    fn unlike(&self, [root, tip]: [Place; 2]) -> f64 {
        let heading = |[a, b]: [Place; 2]| (b[1] - a[1]).atan2(b[0] - a[0]);
        let far = (self.root[0] - root[0]).hypot(self.root[1] - root[1]);
        let turn = heading([self.root, self.tip]) - heading([root, tip]);
        far / (SAME_MM * PX_PER_MM) + 2.0 * (0.5 * turn).sin().abs()
    }
}

/// What became of hairs that are all there, and of places without any.
#[derive(Debug, Default)]
struct Again {
    hairs: usize,
    right: usize,
    wrong: usize,
    new_or_lost: u64,
    refused: Vec<String>,
    shifted: usize,
    shifted_present: usize,
}

impl Again {
    /// Of every `step`th photo; each is taken again in a way of its own.
    fn of_every(step: usize) -> Self {
        let mut again = Self::default();
        for (k, file) in phototrichograms().iter().enumerate().step_by(step) {
            again.add(file, &mut Spread(1 + k as u64));
        }
        println!("{again:?}");
        again
    }

    fn add(&mut self, file: &Path, spread: &mut Spread) {
        let photo = image::open(file).expect("a photo").into_rgb8();
        let (moved, map) = taken_again(&photo, spread);
        let dir = course(&["a.png", "b.png"].map(str::to_owned));
        photo.save(dir.path().join("a.png")).expect("written");
        moved.save(dir.path().join("b.png")).expect("written");
        let (_, report) = analyzed(dir.path());
        let view = &report["views"][0];
        let [before, after] = [0, 1].map(|k| hairs(&view["photos"][k]));
        let placed = view["photos"][1]["registration"]["status"] == "ok";
        let [w, h] = [photo.width(), photo.height()].map(f64::from);
        let within = |[x, y]: Place, edge: f64| {
            (edge..w - edge).contains(&x) && (edge..h - edge).contains(&y)
        };
        let shown = before
            .iter()
            .filter(|hair| hair.counted && within(map.apply(hair.root), 20.0));
        for hair in shown {
            self.hairs += 1;
            let found = after.iter().find(|other| {
                other.same_as.as_ref() == Some(&hair.id) && other.basis != "presumed"
            });
            let Some(found) = found else { continue };
            let unlike = |hair: &Hair| found.unlike([hair.root, hair.tip].map(|p| map.apply(p)));
            let best = before.iter().min_by(|a, b| unlike(a).total_cmp(&unlike(b)));
            if best.is_some_and(|best| best.id == hair.id) && unlike(hair) < 1.0 {
                self.right += 1;
            } else {
                self.wrong += 1;
            }
        }
        if !placed {
            self.refused.push(file.display().to_string());
            return;
        }
        let change = &view["changes"][0];
        self.new_or_lost += ["new", "lost"]
            .map(|k| change[k].as_u64().expect("counted"))
            .iter()
            .sum::<u64>();
        self.look_beside(&dir, &before, &map, spread, |p| within(p, 40.0));
    }

    /// Puts every hair down once more 0.3 to 0.6 mm aside, as if a person had drawn it at the first
    /// visit, and counts those that the second is said to show.
    fn look_beside(
        &mut self,
        dir: &TempDir,
        before: &[Hair],
        map: &Map,
        spread: &mut Spread,
        within: impl Fn(Place) -> bool,
    ) {
        let mut aside = |hair: &Hair| {
            (0..20).find_map(|_| {
                let (sin, cos) = (0.5 * TAU * spread.next()).sin_cos();
                let far = (0.45 + 0.15 * spread.next()) * PX_PER_MM;
                let path = [hair.root, hair.tip].map(|p| [p[0] + far * cos, p[1] + far * sin]);
                let seen = path.iter().all(|&p| within(p) && within(map.apply(p)));
                seen.then(|| json!({"path": path}))
            })
        };
        let added: Vec<Value> = before.iter().filter_map(&mut aside).collect();
        let text = json!({
            "schema": "tricholapse.hairs/1",
            "photos": {"a.png": {"add": added}},
        });
        fs::write(dir.path().join("hairs.json"), text.to_string()).expect("written");
        let (_, report) = analyzed(dir.path());
        let [before, after] = [0, 1].map(|k| hairs(&report["views"][0]["photos"][k]));
        let drawn = before.iter().filter(|hair| hair.basis == "by_hand");
        for hair in drawn {
            self.shifted += 1;
            let present = after
                .iter()
                .any(|other| other.same_as.as_ref() == Some(&hair.id) && other.basis != "presumed");
            self.shifted_present += usize::from(present);
        }
    }

    fn check(&self) {
        let share = |n: usize, of: usize| n as f64 / of as f64;
        assert!(share(self.right, self.hairs) >= 0.93, "{self:#?}");
        assert!(share(self.wrong, self.hairs) <= 0.02, "{self:#?}");
        assert!(
            share(self.shifted_present, self.shifted) <= 0.03,
            "{self:#?}"
        );
        assert!(
            share(self.new_or_lost as usize, self.hairs) <= 0.01,
            "{self:#?}"
        );
    }
}

/// Files that are said to show the spot of the first of `files`.
fn certified(files: &[&PathBuf]) -> Vec<String> {
    let name = |f: &Path| {
        f.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let dir = course(&files.iter().map(|f| name(f)).collect::<Vec<_>>());
    for file in files {
        fs::copy(file, dir.path().join(name(file))).expect("a copy");
    }
    let (_, report) = analyzed(dir.path());
    let photos = list(&report["views"][0]["photos"]);
    assert_eq!(photos.len(), files.len());
    let failed = |p: &&Value| p["registration"]["status"] != "failed";
    let said = photos[1..].iter().filter(failed);
    said.map(|p| format!("{} on {}", p["file"], name(files[0])))
        .collect()
}

fn others_on<'a>(baseline: &'a PathBuf, all: &'a [PathBuf]) -> Vec<&'a PathBuf> {
    let others = all.iter().filter(|f| person(f) != person(baseline));
    std::iter::once(baseline).chain(others).collect()
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn hairs_of_a_photo_taken_again_are_found_again() {
    // One photo of each person.
    Again::of_every(4).check();
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn slow_hairs_of_every_photo_taken_again_are_found_again() {
    Again::of_every(1).check();
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn another_persons_close_up_is_never_certified() {
    let all = phototrichograms();
    let wrong = certified(&others_on(&all[2], &all));
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// All pairs of different photos, also of one person: no two show one spot.
#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn slow_another_spot_is_never_certified() {
    let all = phototrichograms();
    let mut wrong = Vec::new();
    for baseline in &all {
        let others = all.iter().filter(|f| *f != baseline);
        let files: Vec<&PathBuf> = std::iter::once(baseline).chain(others).collect();
        wrong.extend(certified(&files));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
