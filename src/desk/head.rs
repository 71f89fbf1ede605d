//! What a photo shows: where the head is, from where it is seen, where the forehead points.

use serde_json::{Value, json};

use super::answer::Answer;
use super::room::{Course, Room};

/// The head on a photo; positions in px of the upright photo.
pub(super) fn head(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let looked = room.look(course, file)?;
    let head = looked.prepared.head();
    let ring: Vec<[f64; 2]> = head.ring().into_iter().map(|p| [p.x, p.y]).collect();
    Ok(json!({
        "confidence": head.confidence(),
        "outline": ring,
        "size_px": [looked.size.0, looked.size.1],
    }))
}
