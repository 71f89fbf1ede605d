//! Pictures of a close-up view: each photo as taken, with the lines of its hairs.

use crate::report::pictures::{CloseupPicture, CloseupPictures, Strand};

use super::seen::{Seen, name, region_of};

/// Pictures of all photos on the baseline's spot; `None` where none are wanted.
pub(super) fn pictures(seen: &Seen<'_>) -> Option<CloseupPictures> {
    let mut pictures = CloseupPictures::default();
    for (photo, visit) in seen.read.iter().enumerate() {
        let Some(picture) = visit.picture.clone() else {
            continue;
        };
        let strands = seen
            .course
            .hairs
            .iter()
            .filter(|hair| region_of(seen, hair).is_some())
            .filter_map(|hair| {
                let state = hair.states[photo].as_ref()?;
                Some(Strand {
                    id: name(hair),
                    points: state.path.iter().map(|p| [p.x, p.y]).collect(),
                })
            })
            .collect();
        pictures.photos.insert(
            visit.planned.id.clone(),
            CloseupPicture { picture, strands },
        );
    }
    (!pictures.photos.is_empty()).then_some(pictures)
}
