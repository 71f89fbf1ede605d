//! The desk's words in the language asked for.

use axum::Json;
use axum::extract::Query;
use serde_json::{Map, Value, json};

use super::asked::{Asked, lang_asked};
use super::phrases::PHRASES;

/// Languages in the order of a phrase's words.
pub(super) const LANGUAGES: [&str; 4] = ["en", "de", "tr", "es"];

/// All phrases in a language; English where it is none of the desk's.
pub(super) async fn words(Query(asked): Asked) -> Json<Value> {
    let wanted = asked.get("lang").map_or("en", String::as_str);
    let column = LANGUAGES
        .iter()
        .position(|lang| *lang == wanted)
        .unwrap_or(0);
    let phrases = PHRASES
        .iter()
        .map(|(key, words)| ((*key).to_owned(), json!(words[column])));
    // Views and regions are called as in the report.
    let names = lang_asked(&asked).text().names.iter();
    let names = names.map(|(name, shown)| (format!("name_{name}"), json!(shown)));
    let words: Map<String, Value> = phrases.chain(names).collect();
    Json(json!({ "lang": LANGUAGES[column], "words": words }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_phrase_stands_once_and_says_something_in_every_language() {
        let keys: BTreeSet<&str> = PHRASES.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys.len(), PHRASES.len());
        for (key, words) in PHRASES {
            assert!(words.iter().all(|w| !w.trim().is_empty()), "{key}");
            let holes = |text: &str| text.matches('{').count();
            assert!(words.iter().all(|w| holes(w) == holes(words[0])), "{key}");
        }
    }
}
