//! All subjects measured in one go, as `batch` does, and the page that shows them together.

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked};
use super::measure::REPORTS_FOLDER;
use super::room::{Room, today};
use super::runs::Run;
use crate::batch::merge::put_documents;
use crate::batch::{BatchError, BatchJob, BatchOptions, MemoryBudget, Store, discover, run_batch};
use crate::report::pictures::PictureScope;
use crate::results::Form;
use crate::words::Lang;

/// Name of the run that is no subject's.
const ALL: &str = "*";
/// Folder below the clinic's reports that holds the batch.
const COHORT_FOLDER: &str = "cohort";

fn address() -> String {
    format!("/reports/{REPORTS_FOLDER}/{COHORT_FOLDER}/cohort.html")
}

/// The newest cohort page, if there is one.
pub(super) fn newest(room: &Room, _: Lang) -> Answer<Value> {
    let page = room
        .root()
        .join(REPORTS_FOLDER)
        .join(COHORT_FOLDER)
        .join("cohort.html");
    Ok(json!({ "report": page.is_file().then(address), "run": room.runs.at_work(ALL) }))
}

/// Starts measuring every subject; what was measured with the same photos and parameters is kept.
pub(super) async fn start(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
) -> Answer<Json<Value>> {
    let started = working(move || {
        let again = Arc::clone(&room);
        let lang = lang_asked(&asked);
        room.runs.start(ALL, move |run| measured(&again, lang, run))
    });
    Ok(Json(json!({ "run": started.await?.to_string() })))
}

fn measured(room: &Room, lang: Lang, run: &Run) -> Answer<Value> {
    let target = room.root().join(REPORTS_FOLDER).join(COHORT_FOLDER);
    batch(room, lang, &target, run).map_err(|error| match error {
        BatchError::Unwritable { source, .. } => source.into(),
        other => Refusal::unfit(other.to_string()),
    })?;
    Ok(json!({ "report": address() }))
}

fn batch(room: &Room, lang: Lang, target: &Path, run: &Run) -> Result<(), BatchError> {
    let found = discover(room.root())?;
    let options = BatchOptions {
        params: room.params.clone(),
        self_test: None,
        front: None,
        today: Some(today()),
        form: Form {
            lang,
            ..Form::default()
        },
        pictures: PictureScope::Surroundings,
    };
    let store = Store::open(target, None, "the desk")?;
    let job = BatchJob {
        clinic: room.root(),
        found: &found,
        shard: None,
        options: &options,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        memory: &MemoryBudget::new(None),
        resume: true,
    };
    let (record, subjects) = run_batch(&job, &store, run)?;
    if run.is_stopped() {
        return store.close();
    }
    put_documents(&store, &record, subjects)?;
    store.close()
}
