//! What an address asks for by name.

use std::collections::HashMap;

use axum::extract::Query;

use super::answer::{Answer, Refusal};
use crate::words::Lang;

/// Names and values of an address.
pub(super) type Asked = Query<HashMap<String, String>>;

/// A name that the address must give.
pub(super) fn need<'a>(asked: &'a HashMap<String, String>, name: &str) -> Answer<&'a str> {
    match asked.get(name) {
        Some(value) => Ok(value),
        None => Err(Refusal::bad_request(format!("the address lacks {name}="))),
    }
}

/// The language of the page that asks; English where it names none.
pub(super) fn lang_asked(asked: &HashMap<String, String>) -> Lang {
    let named = asked.get("lang").and_then(|lang| lang.parse().ok());
    named.unwrap_or_default()
}
