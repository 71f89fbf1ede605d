//! A person's corrections of a close-up: `hairs.json` beside the photos.
//!
//! ```json
//! { "schema": "tricholapse.hairs/1",
//!   "photos": { "2026-01-12_closeup.jpg": {
//!     "add": [{ "path": [[812, 310], [850, 270], [900, 240]], "diameter_um": 55 }],
//!     "delete": [[410.5, 220]], "split": [[512, 640]], "swap_ends": [[300, 90]] } } }
//! ```
//! Positions are native pixels. `add` names a hair's middle line from root to tip; the others name
//! any point on a hair that was found. Deletions come first, additions last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::geometry::Point;
use crate::statistics::upper_median;

use super::model::{CloseupPhoto, Evidence, Hair, HairKind, TERMINAL_UM};

/// Name of the file beside the photos.
pub(crate) const FILE_NAME: &str = "hairs.json";
/// Value of `schema`.
pub(crate) const SCHEMA: &str = "tricholapse.hairs/1";
/// A point belongs to the nearest hair within this distance, working px (0.1 mm).
const NEAR: f64 = 12.0;
/// Two centre lines nearer than this are one hair's, working px (0.06 mm).
const SAME_HAIR: f64 = 7.0;
/// Largest diameter that a person may give, µm; no hair is thicker.
const THICKEST_UM: f64 = 250.0;

/// What is wrong with a `hairs.json`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CorrectionsError {
    /// No JSON, or fields that are not known.
    #[error("hairs.json cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Another schema.
    #[error("hairs.json has the schema \"{0}\"; this version reads \"{SCHEMA}\"")]
    Schema(String),
    /// A hair that cannot be.
    #[error("hairs.json, photo \"{photo}\", {what}")]
    Value {
        /// File name of the photo.
        photo: String,
        /// Which value and what it must be.
        what: String,
    },
}

/// The corrections of all photos of one folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionsFile {
    schema: String,
    /// By file name.
    pub(crate) photos: BTreeMap<String, Corrections>,
}

/// The corrections of one photo, native px.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Corrections {
    /// Hairs to add.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<AddedHair>,
    /// Hairs to delete, each by a point on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delete: Vec<[f64; 2]>,
    /// Hairs to cut in two at the point.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<[f64; 2]>,
    /// Hairs whose root and tip are to change places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub swap_ends: Vec<[f64; 2]>,
}

/// A hair drawn by a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedHair {
    /// Middle line from root to tip, native px; at least two points.
    pub path: Vec<[f64; 2]>,
    /// Diameter at the root, µm, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diameter_um: Option<f64>,
}

/// What was done with the corrections of one photo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Applied {
    /// Hairs added.
    pub(crate) added: usize,
    /// Hairs deleted.
    pub(crate) deleted: usize,
    /// Hairs cut in two.
    pub(crate) split: usize,
    /// Hairs turned round.
    pub(crate) swapped: usize,
    /// Corrections that could not be made: which, where and why.
    pub(crate) unmatched: Vec<String>,
}

impl Default for CorrectionsFile {
    fn default() -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            photos: BTreeMap::new(),
        }
    }
}

impl CorrectionsFile {
    /// Reads the text of a `hairs.json`.
    pub(crate) fn parse(text: &str) -> Result<Self, CorrectionsError> {
        let file: Self = serde_json::from_str(text)?;
        if file.schema != SCHEMA {
            return Err(CorrectionsError::Schema(file.schema));
        }
        file.check()?;
        Ok(file)
    }

    /// Whether every hair can be.
    pub(crate) fn check(&self) -> Result<(), CorrectionsError> {
        for (photo, corrections) in &self.photos {
            corrections
                .check()
                .map_err(|what| CorrectionsError::Value {
                    photo: photo.clone(),
                    what,
                })?;
        }
        Ok(())
    }
}

impl Corrections {
    fn check(&self) -> Result<(), String> {
        for (k, hair) in self.add.iter().enumerate() {
            let place = format!("add[{k}]");
            if hair.path.len() < 2 || hair.path[0] == hair.path[hair.path.len() - 1] {
                return Err(format!(
                    "{place}: \"path\" needs at least two different points, root first"
                ));
            }
            if let Some(d) = hair
                .diameter_um
                .filter(|d| !(*d > 0.0 && *d <= THICKEST_UM))
            {
                return Err(format!(
                    "{place}: \"diameter_um\" is {d}; it must be above 0 and at most {THICKEST_UM}"
                ));
            }
        }
        Ok(())
    }

    /// Corrects the hairs of `photo`.
    pub(crate) fn apply(&self, photo: &mut CloseupPhoto) -> Applied {
        let near = NEAR / photo.darkness.working_per_native;
        let mut done = Applied::default();
        let at = |what: &str, p: &[f64; 2]| format!("{what} at ({}, {})", said(p[0]), said(p[1]));
        let far = |what: &str, p: &[f64; 2]| format!("{}: no hair is near", at(what, p));
        for p in &self.delete {
            match nearest(&photo.hairs, *p, near) {
                Some((i, _)) => {
                    photo.denied.push(photo.hairs.remove(i).path);
                    done.deleted += 1;
                }
                None => done.unmatched.push(far("delete", p)),
            }
        }
        for p in &self.split {
            match nearest(&photo.hairs, *p, near) {
                Some((i, k)) if k > 0 && k + 1 < photo.hairs[i].path.len() => {
                    let rest = cut(&mut photo.hairs[i], k);
                    photo.hairs.push(rest);
                    done.split += 1;
                }
                _ => done.unmatched.push(far("split", p)),
            }
        }
        for p in &self.swap_ends {
            match nearest(&photo.hairs, *p, near) {
                Some((i, _)) => {
                    turn(&mut photo.hairs[i]);
                    done.swapped += 1;
                }
                None => done.unmatched.push(far("swap_ends", p)),
            }
        }
        let usual = upper_median(photo.hairs.iter().map(|h| h.width_px))
            .unwrap_or(8.0 / photo.darkness.working_per_native);
        let (width, height) = photo.size_px;
        let outside = |p: &&[f64; 2]| {
            let within = |v: f64, side: u32| (-0.5..f64::from(side) - 0.5).contains(&v);
            !(within(p[0], width) && within(p[1], height))
        };
        for added in &self.add {
            if let Some(p) = added.path.iter().find(outside) {
                done.unmatched
                    .push(format!("{} lies outside the picture", at("add", p)));
                continue;
            }
            let px_per_mm = photo.scale.map(|s| s.px_per_mm);
            let hair = drawn(added, px_per_mm, usual);
            let is_there = |found: &Hair| is_along(photo, &hair.path, &found.path);
            if photo.hairs.iter().any(is_there) {
                let place = at("add", &added.path[0]);
                done.unmatched
                    .push(format!("{place} lies on a hair that is there already"));
                continue;
            }
            photo.hairs.push(hair);
            done.added += 1;
        }
        photo.hairs.sort_by(|a, b| {
            let (a, b) = (a.root(), b.root());
            a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
        });
        done
    }
}

/// A coordinate for a message: no number of three hundred digits.
fn said(v: f64) -> String {
    match v.abs() < 1e7 {
        true => v.to_string(),
        false => format!("{v:.1e}"),
    }
}

/// Whether a path, native px, starts at an end of another and mostly runs along it: one hair.
pub(crate) fn is_along(photo: &CloseupPhoto, path: &[Point], other: &[Point]) -> bool {
    let near = SAME_HAIR / photo.darkness.working_per_native;
    let is_near = |p: &Point, q: &Point| p.distance(*q) <= near;
    let ends = [other.first(), other.last()];
    let starts = ends.iter().flatten().any(|end| is_near(end, &path[0]));
    let along = path.iter().filter(|p| other.iter().any(|q| is_near(p, q)));
    starts && 2 * along.count() > path.len()
}

/// The hair nearest to a place and the point of its path that is nearest.
fn nearest(hairs: &[Hair], [x, y]: [f64; 2], near: f64) -> Option<(usize, usize)> {
    let at = Point::new(x, y);
    let all = hairs.iter().enumerate().flat_map(|(i, h)| {
        let points = h.path.iter().enumerate();
        points.map(move |(k, p)| (p.distance(at), (i, k)))
    });
    all.min_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(d, _)| *d <= near)
        .map(|(_, found)| found)
}

fn cut(hair: &mut Hair, k: usize) -> Hair {
    let mut rest = hair.clone();
    rest.path = hair.path.split_off(k);
    hair.path.push(rest.path[0]);
    (rest.root_cut, rest.root_hidden) = (false, false);
    hair.tip_cut = false;
    for part in [&mut *hair, &mut rest] {
        part.by_hand = true;
        measure_path(part);
    }
    rest
}

fn turn(hair: &mut Hair) {
    hair.path.reverse();
    std::mem::swap(&mut hair.root_cut, &mut hair.tip_cut);
    // The diameter is that of the root's end.
    let tip_width = (hair.width_px + hair.taper_px).max(0.1);
    let ratio = tip_width / hair.width_px;
    hair.width_px = tip_width;
    hair.taper_px = -hair.taper_px;
    hair.diameter_um = hair.diameter_um.map(|d| d * ratio);
    hair.kind = hair.diameter_um.map(kind);
    hair.by_hand = true;
    measure_path(hair);
}

fn measure_path(hair: &mut Hair) {
    let (a, b) = (hair.path[0], hair.path[1.min(hair.path.len() - 1)]);
    hair.direction = (b.y - a.y).atan2(b.x - a.x);
    hair.length_px = hair.path.windows(2).map(|p| p[0].distance(p[1])).sum();
}

fn kind(diameter_um: f64) -> HairKind {
    if diameter_um >= TERMINAL_UM {
        HairKind::Terminal
    } else {
        HairKind::Vellus
    }
}

fn drawn(added: &AddedHair, px_per_mm: Option<f64>, usual_width: f64) -> Hair {
    let width = added
        .diameter_um
        .zip(px_per_mm)
        .map_or(usual_width, |(d, scale)| d / 1000.0 * scale);
    let mut hair = Hair {
        path: added.path.iter().map(|p| Point::new(p[0], p[1])).collect(),
        direction: 0.0,
        length_px: 0.0,
        width_px: width,
        taper_px: 0.0,
        diameter_um: added.diameter_um,
        diameter_sd_um: None,
        kind: added.diameter_um.map(kind),
        partly_hidden: added.diameter_um.is_none(),
        root_cut: false,
        root_hidden: false,
        tip_cut: false,
        by_hand: true,
        evidence: Evidence {
            two_sided: 0.0,
            clean_length: 0.0,
            contrast: 0.5,
            root_vote: 2.0,
            residual: false,
        },
    };
    measure_path(&mut hair);
    hair
}
