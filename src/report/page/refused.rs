//! Photos that allow no change to be given: why, and what to do at the next one.

use super::view::Dates;
use super::words::Words;
use crate::model::{
    ChangeReport, OVERALL_REGION, PhotoReport, RegistrationStatus, Verdict, ViewReport,
};
use crate::report::pictures::ViewPictures;
use crate::report::text::fill;

pub(in crate::report) struct Refused {
    pub date: String,
    pub reason: String,
    pub hint: Option<String>,
    /// The photo as taken, where it could not be aligned.
    pub picture: Option<TakenPicture>,
}

pub(in crate::report) struct TakenPicture {
    pub uri: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

/// Every photo of the view that is comparable with the baseline in no region, by date.
pub(in crate::report) fn refused(
    words: Words,
    view: &ViewReport,
    pictures: Option<&ViewPictures>,
    dates: &Dates<'_>,
) -> Vec<Refused> {
    view.photos
        .iter()
        .filter(|photo| view.baseline.as_ref() != Some(&photo.id))
        .filter_map(|photo| {
            let reason = reason(words, view, photo)?;
            Some(Refused {
                date: dates.of(&photo.id).to_owned(),
                reason,
                hint: photo.registration.hint.clone(),
                picture: pictures.and_then(|p| taken(words, view, photo, p)),
            })
        })
        .collect()
}

/// Why no region of the photo can be compared with the baseline; `None` where one can.
fn reason(words: Words, view: &ViewReport, photo: &PhotoReport) -> Option<String> {
    let changes: Vec<&ChangeReport> = view.since_baseline(&photo.id).collect();
    let refused = changes.iter().all(|c| c.verdict == Verdict::NotComparable);
    // The phrase brings its own full stop.
    let known = photo.registration.reason.as_deref();
    let known = known.map(|r| r.trim_end_matches('.'));
    match photo.registration.status {
        _ if !refused => None,
        RegistrationStatus::Failed => Some(fill(
            words.t.refused_failed,
            &[("reason", words.reason(known))],
        )),
        RegistrationStatus::Weak => Some(fill(
            words.t.refused_weak,
            &[("reason", words.reason(known))],
        )),
        _ => {
            let overall = changes.iter().find(|c| c.region == OVERALL_REGION);
            let said = overall.or(changes.first())?.reason.as_deref();
            Some(words.reason(said).to_owned())
        }
    }
}

fn taken(
    words: Words,
    view: &ViewReport,
    photo: &PhotoReport,
    pictures: &ViewPictures,
) -> Option<TakenPicture> {
    let picture = pictures.photos.get(&photo.id)?.as_taken.as_ref()?;
    let name = words.t.name(&view.view);
    let gaps = [("view", name.as_str()), ("date", photo.date.as_str())];
    Some(TakenPicture {
        uri: picture.data_uri(),
        alt: fill(words.t.alt_taken, &gaps),
        width: picture.size_px[0],
        height: picture.size_px[1],
    })
}
