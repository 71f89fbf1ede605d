//! The atlas as a run lays it on a baseline's head, as a beginning for regions of one's own.

use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use super::room::{Course, Room, photo_of};
use crate::session::Asked;

/// Regions of the view's atlas on the photo, in its px, with what a report would say of them.
pub(super) fn atlas(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let view = photo_of(course.survey()?, file)?.view.to_string();
    let said = |english: &str| course.words().said(english);
    let session = course.session(Asked::with(room.params.clone()))?;
    let laid = session
        .atlas_on(file)
        .ok_or_else(|| Refusal::unfit("this photo is left out of the course"))?
        .map_err(|why| Refusal::unfit(format!("{}: {}", said(&why.reason), said(&why.hint))))?;
    let regions: Vec<Value> = laid
        .areas
        .iter()
        .map(|(name, area)| {
            let rings = area.rings.iter();
            let rings: Vec<Vec<[f64; 2]>> = rings
                .map(|ring| ring.iter().map(|p| [p.x, p.y]).collect())
                .collect();
            json!({ "name": name, "view": view, "rings": rings })
        })
        .collect();
    let notes: Vec<String> = laid.warnings.iter().map(|w| said(&w.message)).collect();
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    Ok(json!({ "regions": regions, "note": note }))
}
