//! Alignment while one works: the program's own, or by a person's points, with its certificate.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use image::RgbImage;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, jpeg, working};
use super::asked::{Asked, lang_asked, need};
use super::looked::Looked;
use super::picture::{encoded, smaller};
use super::room::{Course, Room};
use crate::bilinear::bilinear;
use crate::geometry::Point;
use crate::registration::{LandmarkPairs, Registration, Transform};
use crate::words::Words;

/// Longest side of an aligned picture, px.
const ALIGNED_SIDE: u32 = 900;
/// Colour where the photo does not show the baseline's place.
const OUTSIDE: [u8; 3] = [128, 128, 128];
/// Most pairs of points.
const MOST_POINTS: usize = 100;

/// A pair to be aligned.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    reference: String,
    moving: String,
    /// `[x, y]` on the baseline, then `[x, y]` on the photo; none lets the program search.
    points: Option<Vec<[f64; 4]>>,
}

/// The certificate of a pair, and how far each point is from where the alignment puts it.
pub(super) async fn align(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    Json(pair): Json<Pair>,
) -> Answer<Json<Value>> {
    let found = working(move || {
        let course = room.course(&asked)?;
        let words = Words {
            t: lang_asked(&asked).text(),
        };
        let photos = both(&room, &course, &pair.reference, &pair.moving)?;
        let pairs = pair.points.map(landmarks).transpose()?;
        let found = room.searched.align(&photos, pairs.as_ref(), &room.params);
        let alone = room.searched.align(&photos, None, &room.params);
        let mut answer = certificate(&found, pairs.as_ref(), words);
        answer["alone"] = json!(alone.status);
        Ok(answer)
    });
    Ok(Json(found.await?))
}

fn both(room: &Room, course: &Course, reference: &str, moving: &str) -> Answer<[Arc<Looked>; 2]> {
    let (reference, moving) = rayon::join(
        || room.look(course, reference),
        || room.look(course, moving),
    );
    Ok([reference?, moving?])
}

fn landmarks(points: Vec<[f64; 4]>) -> Answer<LandmarkPairs> {
    if points.len() > MOST_POINTS || points.iter().flatten().any(|v| !v.is_finite()) {
        return Err(Refusal::bad_request(
            "at most 100 pairs of points, each with four numbers",
        ));
    }
    Ok(LandmarkPairs {
        reference: points.iter().map(|p| Point::new(p[0], p[1])).collect(),
        moving: points.iter().map(|p| Point::new(p[2], p[3])).collect(),
    })
}

fn certificate(found: &Registration, pairs: Option<&LandmarkPairs>, words: Words) -> Value {
    let misfit = match (&found.transform, pairs) {
        (Some(transform), Some(pairs)) => misfit(transform, pairs),
        _ => Vec::new(),
    };
    json!({
        "status": found.status,
        "reason": found.reason.as_deref().map(|text| words.said(text)),
        "hint": found.hint.as_deref().map(|text| words.said(text)),
        "residual_permille": found.residual_permille,
        "overlap": found.overlap,
        "rotation_deg": found.rotation_deg,
        "by_hand": pairs.map_or(0, |p| p.reference.len()),
        "misfit_px": misfit,
        "version": found.transform.as_ref().map(|t| crate::photo::sha256_hex(format!("{t:?}").as_bytes())[..16].to_owned()),
    })
}

/// Distance on the photo between each point and where the alignment puts it, px.
fn misfit(transform: &Transform, pairs: &LandmarkPairs) -> Vec<f64> {
    let both = pairs.reference.iter().zip(&pairs.moving);
    both.filter_map(|(&from, to)| Some(transform.moving_from_reference(from)?.distance(*to)))
        .collect()
}

/// The baseline, or the photo as it lies on the baseline, for the slider.
pub(super) async fn aligned(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
) -> Answer<Response> {
    let bytes = working(move || {
        let course = room.course(&asked)?;
        let (reference, moving) = (need(&asked, "reference")?, need(&asked, "moving")?);
        let photos = both(&room, &course, reference, moving)?;
        let [base, photo] = &photos;
        if asked.get("which").is_some_and(|which| which == "reference") {
            return encoded(&smaller(&base.screen, ALIGNED_SIDE));
        }
        let pairs = points_asked(&asked)?;
        let found = room.searched.align(&photos, pairs.as_ref(), &room.params);
        let transform = found
            .transform
            .as_ref()
            .ok_or_else(|| Refusal::unfit("the photo is not aligned"))?;
        encoded(&laid_on(base, photo, transform))
    });
    Ok(jpeg(bytes.await?))
}

/// Points in the address: numbers with commas, four for each pair.
fn points_asked(asked: &HashMap<String, String>) -> Answer<Option<LandmarkPairs>> {
    let Some(text) = asked.get("points") else {
        return Ok(None);
    };
    let bad = || Refusal::bad_request("points are numbers, four for each pair");
    let numbers: Option<Vec<f64>> = text.split(',').map(|n| n.parse().ok()).collect();
    let numbers = numbers.ok_or_else(bad)?;
    let (pairs, rest) = numbers.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(bad());
    }
    landmarks(pairs.to_vec()).map(Some)
}

/// The photo in the baseline's frame.
fn laid_on(base: &Looked, photo: &Looked, transform: &Transform) -> RgbImage {
    let shape = smaller(&base.screen, ALIGNED_SIDE);
    let (width, height) = shape.dimensions();
    let to_full = f64::from(base.size.0) / f64::from(width);
    let to_screen = f64::from(photo.screen.width()) / f64::from(photo.size.0);
    RgbImage::from_fn(width, height, |x, y| {
        let full = |v: u32| (f64::from(v) + 0.5) * to_full - 0.5;
        let on_photo = transform.moving_from_reference(Point::new(full(x), full(y)));
        let seen = on_photo.and_then(|p| {
            let small = |v: f64| (v + 0.5) * to_screen - 0.5;
            bilinear::<_, 3>(&photo.screen, small(p.x), small(p.y))
        });
        image::Rgb(seen.unwrap_or(OUTSIDE))
    })
}
