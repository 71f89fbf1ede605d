//! Splitting a list of subjects over machines that share nothing.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One of several parts of a list of subjects.
///
/// A subject belongs to the part that its path's hash says: the same one on every machine, in
/// every run, whatever other subjects there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Shard {
    /// From 1.
    pub(crate) index: u32,
    /// Number of parts.
    pub(crate) of: u32,
}

/// A shard that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no shard; give I/N with I from 1 to N, such as 3/8")]
pub(crate) struct ShardError(String);

/// More parts than any cluster has machines.
const MOST_PARTS: u32 = 100_000;

impl Shard {
    /// Whether there is such a part; one that was read from a file may say anything.
    pub(super) fn exists(self) -> bool {
        self.of <= MOST_PARTS && (1..=self.of).contains(&self.index)
    }

    /// Whether a subject belongs to this part.
    pub(crate) fn holds(self, path: &str) -> bool {
        let digest = Sha256::digest(path.as_bytes());
        let head = digest
            .iter()
            .take(8)
            .fold(0_u64, |n, &b| n << 8 | u64::from(b));
        head % u64::from(self.of) == u64::from(self.index - 1)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once('/')
            .and_then(|(i, n)| Some((i.trim().parse().ok()?, n.trim().parse().ok()?)))
            .map(|(index, of)| Self { index, of })
            .filter(|shard| shard.exists())
            .ok_or_else(|| ShardError(text.to_owned()))
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_in_exactly_one_shard_and_none_is_starved() {
        let of = 8;
        let mut sizes = vec![0; of as usize];
        for i in 0..800 {
            let path = format!("arm-{}/P-{i:04}", i % 3);
            let homes: Vec<u32> = (1..=of)
                .filter(|&index| Shard { index, of }.holds(&path))
                .collect();
            assert_eq!(homes.len(), 1, "{path}: {homes:?}");
            sizes[homes[0] as usize - 1] += 1;
        }
        // Binomial(800, 1/8) has a standard deviation of 9.4; six of them around 100.
        assert!(sizes.iter().all(|n| (44..=156).contains(n)), "{sizes:?}");
    }

    #[test]
    fn the_partition_is_frozen() {
        // Recipes on clusters rely on it between versions.
        let shard = |path| (1..=8).find(|&index| Shard { index, of: 8 }.holds(path));
        assert_eq!(shard("P-0001"), Some(FIRST));
        assert_eq!(shard("arm-a/P-0002"), Some(SECOND));
    }

    // First eight bytes of SHA-256, modulo 8, plus 1; from Python's hashlib.
    const FIRST: u32 = 2;
    const SECOND: u32 = 7;

    #[test]
    fn shards_are_parsed_and_refused() {
        assert_eq!("3/8".parse(), Ok(Shard { index: 3, of: 8 }));
        for text in ["0/8", "9/8", "3", "3/0", "a/b", "-1/8", ""] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
