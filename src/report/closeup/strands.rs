//! Hairs drawn over their photo, and the cut-out of one.

use std::collections::BTreeMap;
use std::fmt::Write;

use nalgebra::{Matrix3, Vector3};

use crate::model::{CloseupPhotoReport, CloseupView, DRAWN_REGIONS};
use crate::report::pictures::{CloseupPicture, Strand};

/// Half side of a cut-out, as a share of the photo's shorter side.
const CUTOUT_SHARE: f64 = 0.06;

/// A photo with its hairs as SVG. `key` names the picture within the page, `fate_of` gives a hair's
/// class and words; hairs without are not drawn, nor what lies beyond the picture, which may be
/// narrower than the place it has on the page.
pub(super) fn overlay(
    key: &str,
    size_px: [u32; 2],
    shown: &CloseupPicture,
    fates: &BTreeMap<String, (&'static str, String)>,
) -> String {
    let [w, h] = size_px;
    let mut svg = format!(
        "<image id=\"{key}\" href=\"{}\" width=\"{w}\" height=\"{h}\" preserveAspectRatio=\"none\"/>\
         <clipPath id=\"{key}c\"><rect width=\"{w}\" height=\"{h}\"/></clipPath><g clip-path=\"url(#{key}c)\">",
        shown.picture.data_uri()
    );
    for strand in &shown.strands {
        let Some((class, words)) = fates.get(&strand.id) else {
            continue;
        };
        let _ = write!(
            svg,
            "<g class=\"strand {class}\"><polyline points=\"{0}\"/><circle cx=\"{1:.1}\" cy=\"{2:.1}\" r=\"{3:.1}\"/><title>{4}</title></g>",
            line(strand),
            strand.points[0][0],
            strand.points[0][1],
            f64::from(w.min(h)) / 220.0,
            words,
        );
    }
    svg.push_str("</g>");
    svg
}

/// The regions within which hairs are counted, as they lie on a photo: those that somebody drew on the
/// baseline, else its field less the border; nothing where the photo has no place.
pub(super) fn outlines(view: &CloseupView, photo: &CloseupPhotoReport) -> String {
    let back = photo
        .registration
        .transform
        .and_then(|rows| Matrix3::from(rows).transpose().try_inverse());
    let Some(photo_from_baseline) = back else {
        return String::new();
    };
    let class = if view.regions_source == DRAWN_REGIONS {
        "spot"
    } else {
        "spot field"
    };
    let mut svg = String::new();
    for ring in view.region_outlines.iter().flat_map(|o| &o.rings) {
        let _ = write!(svg, "<polygon class=\"{class}\" points=\"");
        for [x, y] in ring {
            let q = photo_from_baseline * Vector3::new(*x, *y, 1.0);
            let _ = write!(svg, "{:.1},{:.1} ", q.x / q.z, q.y / q.z);
        }
        svg.push_str("\"/>");
    }
    svg
}

/// The part of a photo around a hair: its view box and its line.
pub(super) fn cutout(key: &str, size_px: [u32; 2], strand: &Strand, class: &str) -> String {
    let half = CUTOUT_SHARE * f64::from(size_px[0].min(size_px[1]));
    let middle = strand.points[strand.points.len().min(30) / 2];
    format!(
        "<svg class=\"cutout\" viewBox=\"{:.0} {:.0} {:.0} {:.0}\" aria-hidden=\"true\"><use href=\"#{key}\"/><g class=\"strand {class}\"><polyline points=\"{}\"/></g></svg>",
        middle[0] - half,
        middle[1] - half,
        2.0 * half,
        2.0 * half,
        line(strand)
    )
}

/// Every third point and the last: enough for the eye.
fn line(strand: &Strand) -> String {
    let last = strand.points.len() - 1;
    let kept = strand
        .points
        .iter()
        .enumerate()
        .filter(|(i, _)| i % 3 == 0 || *i == last);
    let mut text = String::new();
    for (_, [x, y]) in kept {
        let _ = write!(text, "{x:.1},{y:.1} ");
    }
    text.pop();
    text
}
