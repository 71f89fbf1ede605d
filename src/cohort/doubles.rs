//! Subjects that share photos: a person in two folders counts twice, and nobody meant it.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::count;
use super::model::Double;
use super::summary::SubjectSummary;
use crate::words::{Words, fill};

/// The subjects with the same photos, by path, in groups that share none with each other.
pub(super) fn doubles(subjects: &[SubjectSummary]) -> Vec<Double> {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for subject in subjects {
        for hash in &subject.photos_sha256 {
            owners.entry(hash).or_default().insert(&subject.path);
        }
    }
    let mut groups: Vec<(BTreeSet<&str>, usize)> = Vec::new();
    for paths in owners.into_values().filter(|paths| paths.len() > 1) {
        let mut joined = (paths, 1);
        groups.retain(|(others, photos)| {
            let apart = others.is_disjoint(&joined.0);
            if !apart {
                joined.0.extend(others);
                joined.1 += photos;
            }
            apart
        });
        groups.push(joined);
    }
    groups.sort();
    groups
        .into_iter()
        .map(|(paths, photos)| Double {
            subjects: paths.into_iter().map(str::to_owned).collect(),
            photos: count(photos),
        })
        .collect()
}

impl Double {
    /// Who they are, and what to do, in a sentence.
    pub(crate) fn sentence(&self, words: Words) -> String {
        let gaps = [
            ("subjects", self.subjects.join(", ")),
            ("n", self.photos.to_string()),
        ];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        fill(words.cohort().doubles, &gaps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::failed;
    use super::*;

    fn subject(path: &str, photos: &[&str]) -> SubjectSummary {
        SubjectSummary {
            photos_sha256: photos.iter().map(|&p| p.to_owned()).collect(),
            ..failed(path)
        }
    }

    #[test]
    fn a_person_in_two_folders_is_told_and_others_are_not() {
        let subjects = [
            subject("a", &["1", "2"]),
            subject("b", &["3"]),
            subject("c", &["2", "4"]),
            subject("d", &["4", "5"]),
            subject("e", &["3"]),
            subject("f", &["6"]),
        ];
        let found = doubles(&subjects);
        let paths: Vec<Vec<&str>> = found
            .iter()
            .map(|d| d.subjects.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(paths, [vec!["a", "c", "d"], vec!["b", "e"]]);
        assert_eq!(found.iter().map(|d| d.photos).collect::<Vec<_>>(), [2, 1]);
    }
}
