//! What a reader saved.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::key::ReadingKey;

/// Name and major version of a reader's file.
pub(crate) const ANSWERS_SCHEMA: &str = "tricholapse.reading-answers/1";

/// Steps of the scale to each side of "no difference".
const STEPS: i8 = 3;

/// One reader's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answers {
    /// Always [`ANSWERS_SCHEMA`].
    pub(crate) schema: String,
    /// The sheet that was read.
    pub(crate) sheet: String,
    /// Who read, as they named themselves.
    pub(crate) reader: String,
    /// The answers given; pairs not reached are absent.
    pub(crate) answers: Vec<Answer>,
}

/// The answer to one pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// The pair, as on the sheet.
    pub(crate) item: String,
    /// The right photo against the left, -3 (much less hair) to 3 (much more); `null` for
    /// "cannot judge".
    pub(crate) rating: Option<i8>,
}

/// Why a reader's file cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum AnswersError {
    /// Not a file that the sheet saved.
    #[error("these are no reading answers: {0}; give a file saved by the reading sheet")]
    Malformed(String),
    /// Another document or version.
    #[error("schema is {found:?}, expected {ANSWERS_SCHEMA:?}")]
    Schema {
        /// What the file says.
        found: String,
    },
    /// Answers to another sheet.
    #[error("the answers belong to sheet {found}, the key to sheet {expected}")]
    OtherSheet {
        /// Sheet of the answers.
        found: String,
        /// Sheet of the key.
        expected: String,
    },
    /// No name, so that two files of one reader could pass for two readers.
    #[error("the reader gave no name or code; write one into \"reader\"")]
    NoReader,
    /// An answer to a pair that the sheet does not have, or two to one pair.
    #[error("answer to pair {item:?}: {why}")]
    Item {
        /// The pair.
        item: String,
        /// What is wrong.
        why: &'static str,
    },
}

/// Reads a reader's file and checks it against the key.
///
/// # Errors
/// [`AnswersError`] when the file is not one of this sheet, or an answer is off the scale.
pub(crate) fn read_answers(bytes: &[u8], key: &ReadingKey) -> Result<Answers, AnswersError> {
    let answers: Answers =
        serde_json::from_slice(bytes).map_err(|e| AnswersError::Malformed(e.to_string()))?;
    if answers.schema != ANSWERS_SCHEMA {
        return Err(AnswersError::Schema {
            found: answers.schema,
        });
    }
    if answers.sheet != key.sheet {
        return Err(AnswersError::OtherSheet {
            found: answers.sheet,
            expected: key.sheet.clone(),
        });
    }
    if answers.reader.trim().is_empty() {
        return Err(AnswersError::NoReader);
    }
    let mut seen = BTreeSet::new();
    for answer in &answers.answers {
        let why = if !key.items.iter().any(|i| i.item == answer.item) {
            "the sheet has no such pair"
        } else if !seen.insert(&answer.item) {
            "it is answered twice"
        } else if answer
            .rating
            .is_some_and(|r| !(-STEPS..=STEPS).contains(&r))
        {
            "the rating is not one of -3 to 3"
        } else {
            continue;
        };
        return Err(AnswersError::Item {
            item: answer.item.clone(),
            why,
        });
    }
    Ok(answers)
}
