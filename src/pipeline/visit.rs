//! One photo: decoded, registered to the baseline, sampled; then the full-size pixels are let go.

use std::sync::Arc;

use image::RgbImage;

use crate::course::{CoursePhoto, View};
use crate::coverage::LocalLight;
use crate::model::{Front, Rejection};
use crate::orientation::look_at;
use crate::photo::{Photo, ProfileUse};
use crate::photometry::{HEAD_RIM, LinearImage, exclude, sample, sample_within};
use crate::qc::measure::{PhotoFacts, measure_photo};
use crate::regions::atlas::AtlasTop;
use crate::regions::channels::Channels;
use crate::regions::hairline::FindEnd;
use crate::registration::{self, LandmarkPairs, Prepared, Registration, Status, Transform};
use crate::report::pictures::{PictureWindow, SOURCE_SIDE_PX};

use super::aligned::photo_points;
use super::bare;
use super::display::DisplayCopy;
use super::forehead::{self, Forehead};
use super::head_facts::{head_facts, outline_aspect, own_head_width_px};
use super::head_raster::HeadRaster;
use super::head_seen::HeadSeen;
use super::refused::{Refused, set_aside};
use super::stages::{Stage, timed};
use super::{Job, Observer};

/// A photo whose full-size pixels are still at hand.
#[derive(Debug)]
pub(crate) struct Loaded<'a> {
    /// The photo as planned.
    pub(crate) planned: &'a CoursePhoto,
    photo: Photo,
    /// What it shows.
    pub(crate) seen: HeadSeen,
    /// Low-resolution channels and head mask.
    pub(crate) prepared: Arc<Prepared>,
}

/// What other photos need of the baseline.
#[derive(Debug, Clone)]
pub(crate) struct Reference<'a> {
    planned: &'a CoursePhoto,
    seen: HeadSeen,
    prepared: Arc<Prepared>,
    head_width_px: f64,
}

/// What is kept of a photo for pictures.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown {
    /// Nothing.
    Nothing,
    /// All of it.
    Whole,
    /// What shows this window of the baseline; of a photo that is not aligned, its head.
    Window(PictureWindow),
}

/// What is kept of a photo.
#[derive(Debug)]
pub(crate) struct Visit<'a> {
    /// The photo as planned.
    pub(crate) planned: &'a CoursePhoto,
    /// SHA-256 of the file, hexadecimal.
    pub(crate) sha256: String,
    /// Upright size, native px.
    pub(crate) size_px: [u32; 2],
    /// What it shows.
    pub(crate) seen: HeadSeen,
    /// Low-resolution channels and head mask.
    pub(crate) prepared: Arc<Prepared>,
    /// `None` for the baseline itself.
    pub(crate) registration: Option<Registration>,
    /// Photo (id) that certified a plausible alignment.
    pub(crate) confirmed_by: Option<String>,
    /// The photo in linear light at the working sampling, until it is measured.
    pub(crate) sample: Option<LinearImage>,
    /// Width of the head, native px.
    pub(crate) head_width_px: f64,
    /// Facts for the quality rules.
    pub(crate) facts: PhotoFacts,
    /// How far the light of its regions departs from the baseline's, once all photos of the view are there.
    pub(crate) local_light: Vec<LocalLight>,
    /// Share of its regions that shows no detail, 0..=1; `None` where too little of them is seen.
    pub(crate) flat_share: Option<f64>,
    /// Display copy, native frame; `None` without pictures.
    pub(crate) display: Option<DisplayCopy>,
}

impl Visit<'_> {
    /// Where the pictures alone lay the photo in the baseline frame, whether it is measured there or
    /// refused; `None` where they do not.
    pub(crate) fn own_transform(&self) -> Option<Transform> {
        let own = self.registration.as_ref().and_then(|r| r.own.clone());
        own.or_else(|| self.transform())
    }

    /// The transform into the baseline frame; `None` where registration failed.
    pub(crate) fn transform(&self) -> Option<Transform> {
        match &self.registration {
            None => Some(Transform::Identity),
            Some(registration) => registration.transform.clone(),
        }
    }
}

/// Decodes a photo and finds the head on it.
///
/// # Errors
/// When the photo cannot be decoded or does not show what its view is of.
pub(crate) fn load<'a>(
    job: &Job<'_>,
    planned: &'a CoursePhoto,
    observer: &dyn Observer,
) -> Result<Loaded<'a>, Refused> {
    let photo =
        timed(observer, Stage::Decode, || (job.load)(planned)).map_err(|error| Rejection {
            file: planned.file.clone(),
            stage: "decode".into(),
            reason: error.to_string(),
            hint: error.hint().to_string(),
        })?;
    let (small, seen) = timed(observer, Stage::Prepare, || {
        let small = registration::reduced(&photo.pixels, &job.params.registration);
        let seen = HeadSeen::new(look_at(&small), planned, job);
        (small, seen)
    });
    let is_drawn = is_drawn(job, &planned.view);
    let at_once = (!is_drawn)
        .then(|| seen.no_head_refusal(planned))
        .flatten()
        .or_else(|| bare::without_colour(planned, &small));
    if let Some(rejection) = at_once {
        let shown = set_aside(job, planned, &photo);
        return Err(Refused { rejection, shown });
    }
    let prepared = timed(observer, Stage::Prepare, || {
        registration::prepare_reduced(&photo.pixels, &small, &job.params.registration)
    });
    let refusal = || {
        let factor = f64::from(photo.pixels.width()) / f64::from(small.width());
        let head = prepared.head().ellipse().reduced(factor);
        let covered = || bare::covered(planned, (&small, &head));
        seen.sees_head()
            .then(covered)
            .flatten()
            .or_else(|| seen.side_refusal(planned))
            .or_else(|| forehead::refusal(planned, &seen, (&small, &head)))
    };
    let refused = timed(observer, Stage::Prepare, || {
        (!is_drawn).then(refusal).flatten()
    });
    match refused {
        None => Ok(Loaded {
            planned,
            photo,
            seen,
            prepared: Arc::new(prepared),
        }),
        Some(rejection) => Err(Refused {
            rejection,
            shown: set_aside(job, planned, &photo),
        }),
    }
}

/// Whether somebody drew regions for a view, on the photo itself.
fn is_drawn(job: &Job<'_>, view: &View) -> bool {
    let mut areas = job.areas.unwrap_or_default().iter();
    areas.any(|named| named.is_of(view))
}

impl<'a> Loaded<'a> {
    /// This photo as the baseline of others.
    pub(crate) fn reference(&self) -> Reference<'a> {
        Reference {
            planned: self.planned,
            seen: self.seen.clone(),
            prepared: Arc::clone(&self.prepared),
            head_width_px: own_head_width_px(&self.prepared),
        }
    }

    /// Where the scalp ends towards a face that points to `front`.
    pub(super) fn forehead(&self, front: Front) -> Forehead {
        let photo = Channels::of(&self.photo.pixels);
        Forehead::of(&photo, &self.prepared.head().ellipse(), front)
    }

    /// Where the hair ends in a direction, degrees clockwise from straight up: its level in the unit
    /// head, as [`hairline`](crate::regions::hairline) or nape.
    pub(crate) fn end_of_hair(&self, find: FindEnd, degrees: f64) -> Option<f64> {
        let head = self.prepared.head().ellipse();
        find(
            &Channels::of(&self.photo.pixels),
            &head,
            AtlasTop { degrees },
        )
    }

    /// The upright picture.
    pub(super) fn pixels(&self) -> &RgbImage {
        &self.photo.pixels
    }

    /// Upright size, native px.
    pub(crate) fn size_px(&self) -> [u32; 2] {
        self.photo.pixels.dimensions().into()
    }

    /// Aligns the photo with the baseline if there is one, and samples it.
    pub(crate) fn look(
        self,
        job: &Job<'_>,
        baseline: Option<&Reference<'_>>,
        shown: Shown,
        observer: &dyn Observer,
    ) -> Visit<'a> {
        let registration = baseline.map(|base| {
            let landmarks = landmark_pairs(base.planned, self.planned);
            timed(observer, Stage::Register, || {
                registration::register(
                    &base.prepared,
                    &self.prepared,
                    landmarks.as_ref(),
                    &job.params.registration,
                )
            })
        });
        let registration = registration.map(|found| match baseline {
            Some(base) if !is_drawn(job, &self.planned.view) => {
                apart_refused(found, &self.seen, &base.seen)
            }
            _ => found,
        });
        let head_width_px = head_width_px(&self.prepared, registration.as_ref(), baseline);
        let pixels = &self.photo.pixels;
        let sample = timed(observer, Stage::Sample, || {
            let working_head_px = job.params.coverage.working_head_px;
            let head = self.prepared.head();
            // Beyond lies background that nothing looks at.
            let mut sample = match head.bounds_at(HEAD_RIM) {
                Some(bounds) => sample_within(pixels, head_width_px, working_head_px, bounds),
                None => sample(pixels, head_width_px, working_head_px),
            };
            exclude(&mut sample, head_width_px, head.level_near_outline());
            sample
        });
        let facts = timed(observer, Stage::Quality, || {
            let head = HeadRaster::new(&self.prepared, pixels.dimensions());
            PhotoFacts {
                outline_aspect: outline_aspect(self.planned, &self.prepared),
                head: Some(head_facts(self.prepared.head())),
                profile_ignored: match &self.photo.profile.used {
                    ProfileUse::Ignored(why) => Some(why.clone()),
                    _ => None,
                },
                exif: self.photo.exif.clone(),
                glare_share: sample.glare_share(),
                ..measure_photo(pixels, Some(head_width_px), Some(&head))
            }
        });
        let mut visit = Visit {
            planned: self.planned,
            size_px: self.size_px(),
            seen: self.seen,
            prepared: self.prepared,
            registration,
            confirmed_by: None,
            sample: Some(sample),
            head_width_px,
            facts,
            local_light: Vec::new(),
            flat_share: None,
            display: None,
            sha256: self.photo.sha256,
        };
        visit.display = timed(observer, Stage::Shrink, || {
            display_copy(&self.photo.pixels, &visit, shown)
        });
        visit
    }
}

/// An alignment of two photos that show the head from different sides is refused for that.
fn apart_refused(found: Registration, seen: &HeadSeen, baseline: &HeadSeen) -> Registration {
    match seen.apart_from(baseline, found.transform.is_some()) {
        None => found,
        Some(why) => Registration {
            status: Status::Failed,
            own: found.own.clone().or_else(|| found.transform.clone()),
            transform: None,
            reason: Some(why),
            hint: Some(
                "take the photo from the side from which the baseline was taken, with nothing on the head"
                    .into(),
            ),
            ..found
        },
    }
}

/// Longest side of a display copy of a whole photo, px: the window around the regions is about
/// half of a photo.
const DISPLAY_COPY_PX: u32 = 2 * SOURCE_SIDE_PX;

/// Margin around the head of a photo that is not aligned, as a share of the head's larger side.
const TAKEN_MARGIN: f64 = 0.12;

fn display_copy(photo: &image::RgbImage, visit: &Visit<'_>, shown: Shown) -> Option<DisplayCopy> {
    match (shown, visit.transform()) {
        (Shown::Nothing, _) => None,
        (Shown::Whole, _) => Some(DisplayCopy::whole(photo, DISPLAY_COPY_PX)),
        (Shown::Window(_), None) => {
            // As large as the baseline's head is shown, so that both can be set side by side.
            let size_px = photo.dimensions().into();
            let window = match visit.prepared.head().bounds_at(HEAD_RIM) {
                Some(head) => PictureWindow::around(head, TAKEN_MARGIN, size_px),
                None => PictureWindow::whole_photo(photo.width(), photo.height()),
            };
            Some(DisplayCopy::part(photo, DISPLAY_COPY_PX, window.bounds()))
        }
        (Shown::Window(window), Some(transform)) => {
            let bounds = photo_points(&window, &transform).bounds()?;
            Some(DisplayCopy::part(photo, DISPLAY_COPY_PX, bounds))
        }
    }
}

/// Width of the head in native px. Taken over from the baseline through the registration's scale,
/// so that all photos of a view are sampled alike whatever outline was found on each.
fn head_width_px(
    prepared: &Prepared,
    registration: Option<&Registration>,
    baseline: Option<&Reference<'_>>,
) -> f64 {
    match (registration.filter(|r| r.transform.is_some()), baseline) {
        (Some(registration), Some(base)) => base.head_width_px * registration.scale,
        _ => own_head_width_px(prepared),
    }
}

/// The landmarks of both photos, where the manifest gives them for both.
pub(super) fn landmark_pairs(
    baseline: &CoursePhoto,
    moving: &CoursePhoto,
) -> Option<LandmarkPairs> {
    let (reference, moving) = (&baseline.landmarks, &moving.landmarks);
    (!reference.is_empty() && reference.len() == moving.len()).then(|| LandmarkPairs {
        reference: reference.clone(),
        moving: moving.clone(),
    })
}
