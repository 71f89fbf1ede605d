//! Before the shot: what to move so that the head lies as at baseline, and the baseline's ghost.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use image::{ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, need};
use super::looked::Looked;
use super::picture::smaller;
use super::room::Room;
use super::said::front_given;
use crate::course::{Front, View};
use crate::geometry::Point;
use crate::photo::decode_photo;
use crate::registration::{Registration, Status, register};

/// Sides of a picture that are enough for the ghost, px.
const GHOST_SIDE: u32 = 700;
/// The head may be larger or smaller by this share before somebody is asked to move.
const SIZE_SLACK: f64 = 0.06;
/// The picture may be turned by this many degrees.
const TURN_SLACK_DEG: f64 = 5.0;
/// The head may be tilted by this many degrees.
const TILT_SLACK_DEG: f64 = 6.0;
/// The head's centre may lie this share of the picture's long side from the baseline's.
const PLACE_SLACK: f64 = 0.05;

/// What to move: a live picture (small JPEG) held against the baseline `f`.
pub(super) async fn pose(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    frame: Bytes,
) -> Answer<Json<Value>> {
    let found = working(move || {
        let course = room.course(&asked)?;
        let file = need(&asked, "f")?;
        let baseline = room.look(&course, file)?;
        let photo =
            decode_photo(&frame, &room.params.decode).map_err(|e| Refusal::unfit(e.to_string()))?;
        let live = Looked::at(&photo.pixels, &room.params);
        let found = register(
            &baseline.prepared,
            &live.prepared,
            None,
            &room.params.registration,
        );
        // Several times a second: the page names the view, so that no photo need be looked for.
        let view: View = need(&asked, "view")?
            .parse()
            .map_err(|_| Refusal::bad_request("no such view"))?;
        let manifest = course.said()?;
        let pose = Pose::of(&baseline, &live, &found);
        Ok(json!({
            "hints": pose.hints(&view, front_given(&manifest, &view)),
            "outline": outline(&live),
            "status": found.status,
            "size": pose.size,
            "rotation_deg": pose.turned.map(|turned| turned.rotation_deg),
        }))
    });
    Ok(Json(found.await?))
}

/// How the live picture stands to the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pose {
    /// Size of the head over the baseline's.
    size: f64,
    /// From the baseline's place to the head's, shares of the long side, right and down.
    moved: [f64; 2],
    /// `None` where the two could not be aligned.
    turned: Option<Turned>,
    /// Whether the alignment is without doubt.
    certain: bool,
}

/// Angles of an alignment, degrees, with its own signs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Turned {
    rotation_deg: f64,
    nod_deg: f64,
    turn_deg: f64,
}

impl Pose {
    fn of(baseline: &Looked, live: &Looked, found: &Registration) -> Self {
        let [was, is] = [baseline, live].map(Seen::of);
        // The alignment knows the head's centre better than two outlines do.
        let aligned = found.transform.as_ref().and_then(|transform| {
            let centre = baseline.prepared.head().ellipse().center;
            transform.moving_from_reference(centre)
        });
        let place = aligned.map_or(is.place, |centre| Seen::place(live, centre));
        Self {
            size: match found.status {
                Status::Failed => is.radius / was.radius,
                Status::Ok | Status::Weak => found.head_size_ratio,
            },
            moved: [place[0] - was.place[0], place[1] - was.place[1]],
            certain: found.status == Status::Ok,
            turned: (found.status != Status::Failed).then(|| Turned {
                rotation_deg: found.rotation_deg,
                nod_deg: found.nod_deg.unwrap_or(0.0),
                turn_deg: found.turn_deg.unwrap_or(0.0),
            }),
        }
    }

    /// What to do, most useful first; `hold` alone when nothing is left to do.
    fn hints(self, view: &View, front: Option<Front>) -> Vec<&'static str> {
        let mut hints = Vec::new();
        if self.size < 1.0 - SIZE_SLACK {
            hints.push("closer");
        } else if self.size > 1.0 + SIZE_SLACK {
            hints.push("farther");
        }
        if self.moved.iter().any(|part| part.abs() > PLACE_SLACK) {
            hints.push("centre");
        }
        let Some(turned) = self.turned else {
            hints.push("not_like_baseline");
            return hints;
        };
        // What lies turned clockwise on the picture is set right by the camera turned clockwise.
        if turned.rotation_deg > TURN_SLACK_DEG {
            hints.push("turn_clockwise");
        } else if turned.rotation_deg < -TURN_SLACK_DEG {
            hints.push("turn_counterclockwise");
        }
        hints.extend(turned.chin(view, front));
        if hints.is_empty() {
            // A doubtful alignment does not know how a head is tilted.
            hints.push(if self.certain {
                "hold"
            } else {
                "not_like_baseline"
            });
        }
        hints
    }
}

impl Turned {
    /// Which way the chin must go. Where nobody said where the forehead is, only that the head is
    /// tilted can be told.
    fn chin(self, view: &View, front: Option<Front>) -> Option<&'static str> {
        let tilt = self.nod_deg.hypot(self.turn_deg);
        if tilt <= TILT_SLACK_DEG {
            return None;
        }
        // By how much the chin is too high. Seen from above or from behind, a raised chin moves the
        // near side of the head away from the forehead; seen from the front, towards it.
        let too_high = match (view, front) {
            (View::Occipital, _) => self.nod_deg,
            (View::Frontal, _) => -self.nod_deg,
            (View::Vertex | View::Midline, Some(Front::Up)) => self.nod_deg,
            (View::Vertex | View::Midline, Some(Front::Down)) => -self.nod_deg,
            (View::Vertex | View::Midline, Some(Front::Left)) => -self.turn_deg,
            (View::Vertex | View::Midline, Some(Front::Right)) => self.turn_deg,
            _ => 0.0,
        };
        Some(if too_high > TILT_SLACK_DEG {
            "chin_down"
        } else if too_high < -TILT_SLACK_DEG {
            "chin_up"
        } else {
            "tilted"
        })
    }
}

/// The head's outline on the live picture, as shares of its width and height.
fn outline(live: &Looked) -> Vec<[f64; 2]> {
    let (width, height) = (f64::from(live.size.0), f64::from(live.size.1));
    let ring = live.prepared.head().ring().into_iter();
    ring.map(|p| [(p.x + 0.5) / width, (p.y + 0.5) / height])
        .collect()
}

/// A head's place and size in its picture.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// The centre from the picture's, shares of the long side.
    place: [f64; 2],
    /// Radius, share of the long side.
    radius: f64,
}

impl Seen {
    fn of(photo: &Looked) -> Self {
        let head = photo.prepared.head().ellipse();
        let radius = (head.semi_axes[0] * head.semi_axes[1]).sqrt();
        Self {
            place: Self::place(photo, head.center),
            radius: radius / f64::from(photo.size.0.max(photo.size.1)),
        }
    }

    fn place(photo: &Looked, at: Point) -> [f64; 2] {
        let (width, height) = (f64::from(photo.size.0), f64::from(photo.size.1));
        let long = width.max(height);
        [(at.x - width / 2.0) / long, (at.y - height / 2.0) / long]
    }
}

/// The baseline's head with its outline, clear elsewhere, to be laid over the live picture.
pub(super) async fn ghost(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let bytes = working(move || {
        let course = room.course(&asked)?;
        let looked = room.look(&course, need(&asked, "f")?)?;
        let mut png = std::io::Cursor::new(Vec::new());
        outlined(&looked)
            .write_to(&mut png, ImageFormat::Png)
            .map_err(|e| Refusal::failed(&e))?;
        Ok(png.into_inner())
    });
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes.await?).into_response())
}

fn outlined(looked: &Looked) -> RgbaImage {
    const LINE: Rgba<u8> = Rgba([255, 211, 77, 255]);
    const THICKNESS: f64 = 0.012;
    let small = smaller(&looked.screen, GHOST_SIDE);
    let scale = f64::from(looked.size.0) / f64::from(small.width());
    let head = looked.prepared.head();
    RgbaImage::from_fn(small.width(), small.height(), |x, y| {
        let full = |v: u32| (f64::from(v) + 0.5) * scale - 0.5;
        let level = head.level(Point::new(full(x), full(y)));
        let [r, g, b] = small.get_pixel(x, y).0;
        if (level - 1.0).abs() < THICKNESS {
            LINE
        } else {
            Rgba([r, g, b, if level < 1.0 { 255 } else { 0 }])
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Turned = Turned {
        rotation_deg: 0.0,
        nod_deg: 0.0,
        turn_deg: 0.0,
    };

    fn hints(size: f64, moved: [f64; 2], turned: Option<Turned>) -> Vec<&'static str> {
        let pose = Pose {
            size,
            moved,
            turned,
            certain: true,
        };
        pose.hints(&View::Vertex, Some(Front::Up))
    }

    #[test]
    fn what_is_as_at_baseline_is_held() {
        assert_eq!(hints(1.0, [0.0; 2], Some(STILL)), ["hold"]);
        assert_eq!(hints(0.9, [0.0; 2], Some(STILL)), ["closer"]);
        assert_eq!(hints(1.1, [0.1, 0.0], Some(STILL)), ["farther", "centre"]);
        assert_eq!(hints(1.0, [0.0; 2], None), ["not_like_baseline"]);
        let doubtful = Pose {
            size: 1.0,
            moved: [0.0; 2],
            turned: Some(STILL),
            certain: false,
        };
        let said = doubtful.hints(&View::Vertex, None);
        assert_eq!(said, ["not_like_baseline"]);
    }

    #[test]
    fn a_raised_chin_is_lowered_whichever_way_the_forehead_points() {
        let nod = |nod_deg| Turned { nod_deg, ..STILL };
        let turn = |turn_deg| Turned { turn_deg, ..STILL };
        let chin = |turned: Turned, front| turned.chin(&View::Vertex, front);
        assert_eq!(chin(nod(9.0), Some(Front::Up)), Some("chin_down"));
        assert_eq!(chin(nod(9.0), Some(Front::Down)), Some("chin_up"));
        assert_eq!(chin(turn(9.0), Some(Front::Right)), Some("chin_down"));
        assert_eq!(chin(turn(9.0), Some(Front::Left)), Some("chin_up"));
        assert_eq!(chin(turn(9.0), Some(Front::Up)), Some("tilted"));
        assert_eq!(chin(nod(9.0), None), Some("tilted"));
        assert_eq!(chin(nod(3.0), Some(Front::Up)), None);
    }
}

#[cfg(test)]
#[path = "pose_tests.rs"]
mod on_rendered_heads;
