//! Globally optimal one-to-one assignment with a price for staying alone.
//!
//! Pairs beyond the gate are impossible, so the problem falls apart into small groups that share no
//! pair; each is solved exactly (Kuhn 1955, doi:10.1002/nav.3800020109; Munkres 1957).

use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;

/// A possible pair and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) cost: f64,
}

/// Steps of cost per unit: the solver counts in whole numbers, which makes it exact.
const STEPS: f64 = 1000.0;

/// The pairs of least total cost, where a pair is only made when it costs less than `alone`, the
/// price of leaving one of each side unpaired. Sorted by `left`.
pub(super) fn assign(candidates: &[Candidate], alone: f64) -> Vec<Candidate> {
    let mut pairs: Vec<Candidate> = groups(candidates, alone)
        .iter()
        .flat_map(|group| solve(group, alone))
        .collect();
    pairs.sort_by_key(|c| (c.left, c.right));
    pairs
}

/// Candidates cheaper than staying alone, in groups that share no side.
fn groups(candidates: &[Candidate], alone: f64) -> Vec<Vec<Candidate>> {
    let used: Vec<Candidate> = candidates
        .iter()
        .copied()
        .filter(|c| c.cost < alone)
        .collect();
    let mut groups: Vec<Vec<Candidate>> = Vec::new();
    for candidate in used {
        let touches = |group: &Vec<Candidate>| {
            group
                .iter()
                .any(|c| c.left == candidate.left || c.right == candidate.right)
        };
        let (mut joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
        let mut merged: Vec<Candidate> = joined.drain(..).flatten().collect();
        merged.push(candidate);
        groups = rest;
        groups.push(merged);
    }
    groups
}

fn solve(group: &[Candidate], alone: f64) -> Vec<Candidate> {
    let sorted = |of: fn(&Candidate) -> usize| {
        let mut all: Vec<usize> = group.iter().map(of).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (lefts, rights) = (sorted(|c| c.left), sorted(|c| c.right));
    let whole = |cost: f64| (cost * STEPS).round() as i64;
    // A row for each left, a column for each right, and one "alone" column per row.
    let mut costs = Matrix::new(lefts.len(), rights.len() + lefts.len(), whole(alone) * 1000);
    for c in group {
        let (Ok(row), Ok(column)) = (lefts.binary_search(&c.left), rights.binary_search(&c.right))
        else {
            continue;
        };
        costs[(row, column)] = whole(c.cost);
    }
    for row in 0..lefts.len() {
        costs[(row, rights.len() + row)] = whole(alone);
    }
    let (_, columns) = kuhn_munkres_min(&costs);
    columns
        .into_iter()
        .enumerate()
        .filter_map(|(row, column)| {
            let right = *rights.get(column)?;
            let made = group
                .iter()
                .find(|c| c.left == lefts[row] && c.right == right);
            made.copied()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate((left, right, cost): (usize, usize, f64)) -> Candidate {
        Candidate { left, right, cost }
    }

    /// Greedy would pair 0-0 first (1.0) and leave 1 with 9.0; the optimum is 2 + 2.
    #[test]
    fn the_whole_counts_not_the_nearest() {
        let all: Vec<Candidate> = [(0, 0, 1.0), (0, 1, 2.0), (1, 0, 2.0), (1, 1, 9.0)]
            .map(candidate)
            .to_vec();
        let pairs: Vec<_> = assign(&all, 10.0)
            .iter()
            .map(|c| (c.left, c.right))
            .collect();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
    }

    #[test]
    fn a_pair_dearer_than_staying_alone_is_not_made() {
        let all: Vec<Candidate> = [(0, 0, 11.0), (3, 5, 4.0)].map(candidate).to_vec();
        let pairs: Vec<_> = assign(&all, 10.0)
            .iter()
            .map(|c| (c.left, c.right))
            .collect();
        assert_eq!(pairs, [(3, 5)]);
    }
}
