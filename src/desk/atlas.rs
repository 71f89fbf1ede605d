//! The atlas laid on a baseline's head, as a beginning for regions of one's own.

use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use super::room::{Course, Room};
use super::said::{front_given, parsed};
use crate::course::Front;
use crate::regions::atlas::{AtlasTop, atlas_for_view};

/// Regions of the view's atlas on the photo, in its px.
pub(super) fn atlas(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let survey = course.survey()?;
    let manifest = parsed(survey.manifest_text.as_deref())?;
    let photo = course.photo(file)?;
    let looked = room.look(course, file)?;
    let view = photo.view.to_string();
    let given = front_given(&manifest, &photo.view);
    let front = given.unwrap_or(Front::Up);
    let atlas = atlas_for_view(&view);
    let laid = atlas
        .lay_on(
            &looked.prepared.head().ellipse(),
            AtlasTop {
                degrees: front.degrees(),
            },
        )
        .ok_or_else(|| Refusal::unfit("no head was found on the baseline"))?;
    let regions: Vec<Value> = laid
        .iter()
        .map(|region| {
            let rings = &region.area.rings;
            let ring = |ring: &Vec<crate::geometry::Point>| ring.iter().map(|p| [p.x, p.y]).collect::<Vec<_>>();
            json!({ "name": region.name, "view": view, "rings": rings.iter().map(ring).collect::<Vec<_>>() })
        })
        .collect();
    let note = given
        .is_none()
        .then_some("the forehead's direction was not given: up was taken, please check");
    Ok(json!({ "regions": regions, "note": note }))
}
