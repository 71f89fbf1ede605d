//! The data block the page's script reads: ready-made texts, no numbers to format.

use serde_json::{Map, Value, json};

use crate::report::page::view::ViewPage;
use crate::report::visible::shown;
use crate::words::Words;

/// JSON for a `<script type="application/json">` element: no `<` can end the element early.
pub(super) fn data_block(words: Words, views: &[ViewPage]) -> Result<String, serde_json::Error> {
    let data = json!({
        "views": views.iter().map(|view| view_data(words, view)).collect::<Vec<_>>(),
        "text": {
            "sameId": words.t.same_photo,
            "notCompared": words.t.pair_not_compared,
            "noChangeMap": words.t.no_change_map,
            "noCoverageMap": words.t.no_coverage_map,
            "coverageOn": words.t.coverage_on,
            "points": words.t.points,
            "change": words.t.change,
        },
    });
    Ok(shown(&serde_json::to_string(&data)?).replace('<', "\\u003c"))
}

fn view_data(words: Words, view: &ViewPage) -> Value {
    let photos: Vec<_> = view
        .viewer
        .iter()
        .flat_map(|viewer| &viewer.photos)
        .map(|p| {
            json!({
                "index": p.index,
                "key": p.key,
                "date": p.date,
                "alt": p.alt,
                "taken": p.taken,
                "change": p.change_layer.is_some(),
                "coverage": p.coverage_layer.is_some(),
            })
        })
        .collect();
    let changes: Map<_, _> = view
        .pair
        .changes
        .iter()
        .map(|pair| (format!("{}-{}", pair.from, pair.to), json!(pair.cells)))
        .collect();
    json!({
        "key": view.key,
        "regions": view.pair.rows.iter().map(|r| &r.region).collect::<Vec<_>>(),
        "photos": photos,
        "cells": view.pair.coverage,
        "changes": changes,
        "coverageOn": words.t.coverage_on,
    })
}
