//! Refusals in the language of the page that asked.

use axum::extract::{Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::answer::Refusal;
use super::asked::{Asked, lang_asked};
use crate::words::Words;

/// Says a refusal in the language of the page that asked.
pub(super) async fn speaking(Query(asked): Asked, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let words = Words {
        t: lang_asked(&asked).text(),
    };
    match response.extensions().get::<Refusal>() {
        Some(refusal) => refusal.in_words(words).into_response(),
        None => response,
    }
}
