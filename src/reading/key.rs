//! The key of a reading sheet: what the readers must not know.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::pairs::Pair;
use super::records::{KeyPhoto, LeftOut, ToolAnswer};
use crate::report::json::{JsonError, to_canonical_json};

/// Name and major version of the key.
pub(crate) const KEY_SCHEMA: &str = "tricholapse.reading-key/1";

/// The key: order, sides, dates and the program's own answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadingKey {
    /// Always [`KEY_SCHEMA`].
    pub(crate) schema: String,
    /// Identifier of the sheet, which the answers repeat.
    pub(crate) sheet: String,
    /// Seed of the order and the sides.
    pub(crate) seed: u64,
    /// Measurement method of the program's answers.
    pub(crate) method: String,
    /// The pairs in the order shown.
    pub(crate) items: Vec<KeyItem>,
    /// Photos of the courses that make no pair.
    pub(crate) left_out: Vec<LeftOut>,
}

/// One pair of the sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeyItem {
    /// Identifier on the sheet.
    pub(crate) item: String,
    /// Course.
    pub(crate) course: String,
    /// View.
    pub(crate) view: String,
    /// The earlier photo.
    pub(crate) earlier: KeyPhoto,
    /// The later photo.
    pub(crate) later: KeyPhoto,
    /// On which side the earlier photo was shown.
    pub(crate) earlier_side: Side,
    /// What the program measured, later less earlier.
    pub(crate) tool: Option<ToolAnswer>,
    /// Why the program gave no value.
    pub(crate) tool_reason: Option<String>,
}

/// Side of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Shuffles the pairs and their sides. Returns the key and, for each of its items, the position of
/// its pair in `pairs`.
///
/// Without a `seed`, one is derived from the photos themselves: the same courses give the same
/// sheet, and no reader can know its order.
pub(crate) fn make_key(
    pairs: &[Pair<'_>],
    left_out: Vec<LeftOut>,
    seed: Option<u64>,
    method: &str,
) -> (ReadingKey, Vec<usize>) {
    let seed = seed.unwrap_or_else(|| seed_of(pairs));
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.shuffle(&mut random);
    let digits = pairs.len().to_string().len().max(2);
    let items = order
        .iter()
        .enumerate()
        .map(|(shown, &index)| {
            let pair = &pairs[index];
            KeyItem {
                item: format!("{:0digits$}", shown + 1),
                course: pair.course.to_owned(),
                view: pair.view.to_owned(),
                earlier: pair.earlier.clone(),
                later: pair.later.clone(),
                earlier_side: if random.random_bool(0.5) {
                    Side::Left
                } else {
                    Side::Right
                },
                tool: pair.tool,
                tool_reason: pair.tool_reason.clone(),
            }
        })
        .collect();
    let mut key = ReadingKey {
        schema: KEY_SCHEMA.to_owned(),
        sheet: String::new(),
        seed,
        method: method.to_owned(),
        items,
        left_out,
    };
    key.sheet = sheet_of(&key);
    (key, order)
}

fn seed_of(pairs: &[Pair<'_>]) -> u64 {
    let mut hash = Sha256::new();
    for pair in pairs {
        for text in [
            pair.course,
            pair.view,
            &pair.earlier.sha256,
            &pair.later.sha256,
        ] {
            hash.update(text.as_bytes());
            hash.update([0]);
        }
    }
    u64::from_be_bytes(hash.finalize()[..8].try_into().expect("eight bytes"))
}

/// Twelve hexadecimal digits that name the sheet and tell nothing of it.
fn sheet_of(key: &ReadingKey) -> String {
    let mut hash = Sha256::new();
    hash.update(key.seed.to_be_bytes());
    for item in &key.items {
        hash.update(item.earlier.sha256.as_bytes());
        hash.update(item.later.sha256.as_bytes());
    }
    hash.finalize()[..6]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Reads a key.
///
/// # Errors
/// When the bytes are no key of this version.
pub(crate) fn read_key(bytes: &[u8]) -> Result<ReadingKey, JsonError> {
    let key: ReadingKey = serde_json::from_slice(bytes)?;
    if key.schema == KEY_SCHEMA {
        Ok(key)
    } else {
        Err(JsonError::Schema { found: key.schema })
    }
}

impl ReadingKey {
    /// Bytes of the key's file.
    ///
    /// # Errors
    /// When a value is not a finite number.
    pub(crate) fn to_json(&self) -> Result<Vec<u8>, JsonError> {
        to_canonical_json(self)
    }
}
