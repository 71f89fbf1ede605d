//! Which file uses which, by the paths that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::code::{Named, children, named, production};

/// A module's place, from the crate's root.
pub type Place = Vec<String>;

/// The library's production code, a module per file.
pub struct Graph {
    /// Code without comments, strings and tests, by place.
    pub code: BTreeMap<Place, String>,
    /// Which places each place uses, other than itself.
    pub uses: BTreeMap<Place, BTreeSet<Place>>,
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("readable folder") {
        let path = entry.expect("readable entry").path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn place_of(src: &Path, file: &Path) -> Place {
    let inside = file
        .strip_prefix(src)
        .expect("below src")
        .with_extension("");
    let mut place: Place = inside
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if place
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        place.pop();
    }
    place
}

/// The library's files; `main.rs` is the binary's.
pub fn read() -> Graph {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut code = BTreeMap::new();
    let mut tests: BTreeSet<Place> = BTreeSet::new();
    for file in &all {
        let place = place_of(&src, file);
        let (text, of_tests) = production(&fs::read_to_string(file).expect("source"));
        for name in of_tests {
            tests.insert([place.clone(), vec![name]].concat());
        }
        code.insert(place, text);
    }
    code.retain(|place, _| {
        let binary = place.first().is_some_and(|top| top == "main");
        let test = (1..=place.len())
            .any(|n| tests.contains(&place[..n]) || place[n - 1].ends_with("tests"));
        !binary && !test
    });
    Graph {
        uses: uses(&code),
        code,
    }
}

fn uses(code: &BTreeMap<Place, String>) -> BTreeMap<Place, BTreeSet<Place>> {
    let mut passed_on: BTreeMap<(Place, String), Place> = BTreeMap::new();
    let mut plain: Vec<(&Place, Place)> = Vec::new();
    for (place, text) in code {
        let kids = children(text);
        for Named {
            path,
            name,
            passed_on: on,
        } in named(text)
        {
            let Some(path) = from_root(place, &path, &kids) else {
                continue;
            };
            if on {
                passed_on.insert((place.clone(), name), path);
            } else {
                plain.push((place, path));
            }
        }
    }
    let mut uses: BTreeMap<Place, BTreeSet<Place>> = BTreeMap::new();
    for (place, path) in plain {
        let used = home(code, &passed_on, path);
        if used != *place && !used.is_empty() {
            uses.entry(place.clone()).or_default().insert(used);
        }
    }
    uses
}

/// A path as seen from the crate's root; `None` for other crates.
fn from_root(place: &Place, path: &[String], children: &[String]) -> Option<Place> {
    let mut base = match path.first()?.as_str() {
        "crate" => Place::new(),
        "self" => place.clone(),
        "super" => place[..place.len().checked_sub(1)?].to_vec(),
        first if children.iter().any(|c| c == first) => {
            [place.clone(), vec![first.to_owned()]].concat()
        }
        _ => return None,
    };
    for part in &path[1..] {
        if part == "super" {
            base.pop();
        } else {
            base.push(part.clone());
        }
    }
    Some(base)
}

/// The file that holds what a path names, followed through what modules pass on.
fn home(
    code: &BTreeMap<Place, String>,
    passed_on: &BTreeMap<(Place, String), Place>,
    mut path: Place,
) -> Place {
    for _ in 0..8 {
        let n = (0..=path.len())
            .rev()
            .find(|&n| n == 0 || code.contains_key(&path[..n]));
        let module = path[..n.unwrap_or(0)].to_vec();
        let Some(name) = path.get(module.len()) else {
            return module;
        };
        let onward = passed_on.get(&(module.clone(), name.clone())).map(|to| {
            let rest = &path[module.len() + 1..];
            [to.clone(), rest.to_vec()].concat()
        });
        let by_glob = || passed_on.get(&(module.clone(), "*".to_owned()));
        match onward {
            Some(next) => path = next,
            None => {
                return match by_glob() {
                    Some(all) => all[..all.len() - 1].to_vec(),
                    None => module,
                };
            }
        }
    }
    path
}

/// Groups of nodes that reach each other.
pub fn circles<N: Ord + Clone>(uses: &BTreeMap<N, BTreeSet<N>>) -> Vec<Vec<N>> {
    let reached = |from: &N| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            for next in uses.get(node).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&N, BTreeSet<N>> = uses.keys().map(|n| (n, reached(n))).collect();
    let mut groups: BTreeSet<Vec<N>> = BTreeSet::new();
    for (node, to) in &reach {
        if to.contains(*node) {
            let group = to
                .iter()
                .filter(|n| reach.get(n).is_some_and(|back| back.contains(*node)));
            groups.insert(group.cloned().collect());
        }
    }
    groups.into_iter().collect()
}

#[test]
fn a_circle_is_found() {
    let uses = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")];
    let uses = uses.map(|(from, to)| (from, BTreeSet::from([to])));
    assert_eq!(circles(&BTreeMap::from(uses)), [["b", "c"]]);
}
