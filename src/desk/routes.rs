//! Which address does what.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde_json::Value;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked, need};
use super::guard::{Guard, guard};
use super::room::{Course, Room};
use super::speaking::speaking;
use super::{
    align, assets, atlas, capture, clinic, cohort, edit, hairs, measure, photos, pose, regions,
    small, state, words,
};
use crate::words::Lang;

/// Longest time for a request, the upload of a photo included.
const LONGEST: Duration = Duration::from_secs(120);
/// Largest body that is no photo.
const LARGEST_TEXT: usize = 8 << 20;
/// Largest photo, as the command line's default for a photo's file.
const LARGEST_PHOTO: usize = 400 << 20;

/// The desk's answers for the clinic in `root`.
pub(super) fn router(root: &Path, watch: Arc<Guard>) -> Router {
    let room = Arc::new(Room::new(root));
    let uploads = Router::new()
        .route("/api/photo", put(photos::upload))
        .route("/api/shot", post(capture::shot))
        .route("/api/pose", post(pose::pose))
        .layer(RequestBodyLimitLayer::new(LARGEST_PHOTO));
    let texts = Router::new()
        .route("/", get(assets::page))
        .route("/assets/{name}", get(assets::asset))
        .route("/api/words", get(words::words))
        .route("/api/clinic", get(on_room(clinic::clinic)))
        .route("/api/subjects", post(clinic::create))
        .route(
            "/api/cohort",
            get(on_room(cohort::newest)).post(cohort::start),
        )
        .route("/api/course", get(on_course(state::state)))
        .route("/api/edit", post(edit::edit))
        .route("/api/thumb", get(small::thumb))
        .route("/api/seen", get(on_photo(small::seen)))
        .route("/api/image", get(photos::image))
        .route("/api/size", get(on_photo(photos::size)))
        .route("/api/align", post(align::align))
        .route("/api/aligned", get(align::aligned))
        .route("/api/ghost", get(pose::ghost))
        .route(
            "/api/regions",
            get(on_course(regions::read)).put(regions::write),
        )
        .route("/api/regions/read", put(regions::parse))
        .route("/api/regions.geojson", get(regions::file))
        .route("/api/atlas", get(on_photo(atlas::atlas)))
        .route(
            "/api/hairs",
            get(on_photo(hairs::read))
                .post(hairs::preview)
                .put(hairs::write),
        )
        .route("/api/closeup", get(hairs::picture))
        .route("/api/measure", post(measure::start))
        .route("/api/run", get(measure::progress))
        .route("/api/run/stop", post(measure::stop))
        .route("/reports/{*path}", get(measure::file))
        .layer(RequestBodyLimitLayer::new(LARGEST_TEXT));
    texts
        .merge(uploads)
        .fallback(nothing)
        // The layers above bound every body, also one that does not tell its length.
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(from_fn(speaking))
        .layer(from_fn_with_state(watch, guard))
        .with_state(room)
}

async fn nothing() -> Refusal {
    Refusal::not_found("the desk has no such page")
}

/// A handler's future, of a type that can be named.
type Answering = std::pin::Pin<Box<dyn Future<Output = Answer<Json<Value>>> + Send>>;

/// A handler that works on the clinic and speaks the language asked for.
fn on_room(
    work: fn(&Room, Lang) -> Answer<Value>,
) -> impl Fn(State<Arc<Room>>, Asked) -> Answering + Clone + Send + Sync + 'static {
    move |State(room), Query(asked)| {
        Box::pin(async move {
            let found = working(move || work(&room, lang_asked(&asked)));
            Ok(Json(found.await?))
        })
    }
}

/// A handler that works on the course that `s` names.
fn on_course(
    work: fn(&Room, &Course) -> Answer<Value>,
) -> impl Fn(State<Arc<Room>>, Asked) -> Answering + Clone + Send + Sync + 'static {
    move |State(room), Query(asked)| {
        Box::pin(async move {
            let found = working(move || work(&room, &room.course(&asked)?));
            Ok(Json(found.await?))
        })
    }
}

/// A handler that works on the photo `f` of the course that `s` names.
fn on_photo(
    work: fn(&Room, &Course, &str) -> Answer<Value>,
) -> impl Fn(State<Arc<Room>>, Asked) -> Answering + Clone + Send + Sync + 'static {
    move |State(room), Query(asked)| {
        Box::pin(async move {
            let found = working(move || work(&room, &room.course(&asked)?, need(&asked, "f")?));
            Ok(Json(found.await?))
        })
    }
}
