//! Answers of the desk: JSON, or a refusal that says why and what to do.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::photo::DecodeError;
use crate::results::FolderError;
use crate::words::Words;

/// A request that was not carried out.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    status: StatusCode,
    message: String,
    detail: Value,
}

/// What a handler gives.
pub(super) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    /// A refusal with a status of its own.
    pub(super) fn new_status(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            detail: Value::Null,
        }
    }

    /// The request makes no sense.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new_status(StatusCode::BAD_REQUEST, message)
    }

    /// No such subject, photo or run.
    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new_status(StatusCode::NOT_FOUND, message)
    }

    /// Understood, but what it asks for would not be a valid course.
    pub(super) fn unfit(message: impl Into<String>) -> Self {
        Self::new_status(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// The same refusal in other words.
    pub(super) fn in_words(&self, words: Words) -> Self {
        Self {
            message: words.said(&self.message),
            ..self.clone()
        }
    }

    /// A photo that cannot be opened: why, and what to do.
    pub(super) fn unread(error: &DecodeError) -> Self {
        Self::unfit(format!("{error}; {}", error.hint()))
    }

    /// Something else was written in the meantime, or stands there already.
    pub(super) fn conflict(message: impl Into<String>, detail: Value) -> Self {
        Self {
            detail,
            ..Self::new_status(StatusCode::CONFLICT, message)
        }
    }

    /// Why, for people.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The disk or a worker failed.
    pub(super) fn failed(error: &dyn std::fmt::Display) -> Self {
        Self::new_status(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

/// A folder in which the desk may not write.
pub(super) const READ_ONLY: &str = "nothing was stored: this folder, or a file in it, may only be read; ask whoever \
    looks after the computer for the right to write there, or open a copy of the folder";
/// The same, before anything was to be stored.
pub(super) const READ_ONLY_FOLDER: &str = "this folder may only be read: photos are shown, and nothing can be \
    stored or measured; ask whoever looks after the computer for the right to write there, or open a copy of the folder";
/// A disk without room.
const DISK_FULL: &str = "nothing was stored: the disk is full; free space on it and try again";

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::not_found("no such file"),
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::new_status(StatusCode::FORBIDDEN, READ_ONLY)
            }
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::new_status(StatusCode::INSUFFICIENT_STORAGE, DISK_FULL)
            }
            _ => Self::failed(&error),
        }
    }
}

impl From<FolderError> for Refusal {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Unwritable { source, .. } => source.into(),
            other => Self::unfit(other.to_string()),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.message, "detail": self.detail });
        let mut response = (self.status, Json(body)).into_response();
        // For `speaking`, which knows who asks.
        response.extensions_mut().insert(self);
        response
    }
}

/// Runs work that blocks (disk, pixels) away from the threads that answer.
pub(super) async fn working<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(_) => Err(Refusal::failed(
            &"the work stopped for a fault of the program",
        )),
    }
}

/// A picture as an answer.
pub(super) fn jpeg(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "private, max-age=60"),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_the_disk_refuses_is_said_in_words_for_people() {
        for kind in [
            std::io::ErrorKind::PermissionDenied,
            std::io::ErrorKind::ReadOnlyFilesystem,
            std::io::ErrorKind::StorageFull,
            std::io::ErrorKind::QuotaExceeded,
        ] {
            let refusal = Refusal::from(std::io::Error::from(kind));
            assert!(
                refusal.message().starts_with("nothing was stored: "),
                "{kind:?}"
            );
            for lang in [Lang::German, Lang::Turkish, Lang::Spanish] {
                let said = refusal.in_words(Words { t: lang.text() });
                assert_ne!(said.message(), refusal.message(), "{kind:?} {lang:?}");
            }
        }
    }
}
