//! Close-ups that are one photo under two names.

use super::super::copies::same_file;
use super::seen::Seen;

/// For each photo, what it is a copy of, said to people. The baseline is nobody's copy, and of two others the
/// later is that of the earlier.
pub(super) fn copies(seen: &Seen<'_>) -> Vec<Option<String>> {
    let mut order: Vec<usize> = (0..seen.read.len()).collect();
    order.sort_by_key(|&i| (i != seen.baseline, i));
    let mut copies = vec![None; seen.read.len()];
    for (rank, &i) in order.iter().enumerate() {
        let mut originals = order[..rank].iter().filter(|&&j| copies[j].is_none());
        let same = |j: &&usize| seen.read[i].sha256 == seen.read[**j].sha256;
        copies[i] = originals.find(same).map(|&j| same_file(seen.id(j)));
    }
    copies
}
