//! Tables of a view: the chosen pair, all values.

use super::names::{Dates, region_name, region_of};
use crate::model::{ChangeReport, PhotoReport, RegistrationStatus, ViewReport};
use crate::words::Words;
use crate::words::{fill, sign};

/// Numbers of every photo and every compared pair; the page shows one pair at a time.
pub(in crate::report) struct PairTable {
    pub(crate) from_head: String,
    pub(crate) to_head: String,
    pub(crate) rows: Vec<PairRow>,
    /// There is only one photo to show.
    pub(crate) single: bool,
    /// Coverage by photo, then by region.
    pub(crate) coverage: Vec<Vec<String>>,
    /// Compared pairs of photos, by position in the view.
    pub(crate) changes: Vec<PairChanges>,
}

pub(in crate::report) struct PairRow {
    pub(crate) region: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) delta: String,
    pub(crate) verdict: String,
}

/// Change, verdict and the two levels between which it lies, per region; `None` where the pair was not
/// compared in that region. A level is told where the photos' own values are over other regions.
pub(in crate::report) struct PairChanges {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) cells: Vec<Option<PairCells>>,
}

#[derive(Clone, serde::Serialize)]
pub(in crate::report) struct PairCells {
    pub(crate) delta: String,
    pub(crate) verdict: String,
    pub(crate) levels: Option<[String; 2]>,
}

/// The table of the pair `shown`, positions of the first and the second photo.
pub(in crate::report) fn pair_table(
    words: Words,
    view: &ViewReport,
    regions: &[String],
    shown: Option<[usize; 2]>,
    dates: &Dates,
) -> PairTable {
    let coverage: Vec<Vec<String>> = view
        .photos
        .iter()
        .map(|photo| {
            let cells = regions.iter().map(|r| {
                let measured = view.coverage_of(&photo.id, r).is_some();
                (compared_cell(words, view, photo, r), measured)
            });
            told_once(words, cells)
        })
        .collect();
    let changes = pair_changes(words, view, regions);
    let pair = shown.or_else(|| default_pair(view));
    let head = |i: usize| {
        fill(
            words.t.coverage_on,
            &[("date", dates.of_photo(&view.photos[i].id))],
        )
    };
    let rows = pair.map_or_else(Vec::new, |[from, to]| {
        let found = changes.iter().find(|c| c.from == from && c.to == to);
        let row = |(r, region): (usize, &String)| {
            let cell = found.and_then(|c| c.cells[r].clone());
            let nothing = if from == to {
                words.t.same_photo
            } else {
                words.t.pair_not_compared
            };
            let cell = cell.unwrap_or_else(|| PairCells {
                delta: nothing.to_owned(),
                verdict: "–".to_owned(),
                levels: None,
            });
            let own = || [from, to].map(|i| coverage[i][r].clone());
            let [from, to] = cell.levels.unwrap_or_else(own);
            PairRow {
                region: region_name(words, region),
                from,
                to,
                delta: cell.delta,
                verdict: cell.verdict,
            }
        };
        regions.iter().enumerate().map(row).collect()
    });
    PairTable {
        from_head: pair.map_or_else(String::new, |[from, _]| head(from)),
        to_head: pair.map_or_else(String::new, |[_, to]| head(to)),
        rows,
        single: pair.is_some_and(|[from, to]| from == to),
        coverage,
        changes,
    }
}

/// A column's cells; what is not measured says why once.
fn told_once(words: Words, cells: impl Iterator<Item = (String, bool)>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    cells
        .map(|(cell, measured)| {
            if !measured && said.contains(&cell) {
                return words.t.as_above.to_owned();
            }
            said.push(cell.clone());
            cell
        })
        .collect()
}

/// The pair shown without pictures: baseline and last comparable photo, or one photo twice.
fn default_pair(view: &ViewReport) -> Option<[usize; 2]> {
    let position = |id: &Option<String>| {
        let photo = view.photo_of(id.as_deref()?)?;
        view.photos.iter().position(|p| p.id == photo.id)
    };
    let from = position(&view.baseline).or((!view.photos.is_empty()).then_some(0))?;
    Some([from, position(&view.course_change.to).unwrap_or(from)])
}

/// What is compared: the visit's value where it is the mean of several photos, else the photo's.
fn compared_cell(words: Words, view: &ViewReport, photo: &PhotoReport, region: &str) -> String {
    let visit = view.visit_of(&photo.id);
    let mean = visit.filter(|v| v.photos.len() > 1 && v.photos.contains(&photo.id));
    let found = mean.and_then(|v| v.region(region));
    found.map_or_else(
        || photo_cell(words, photo, region),
        |r| words.coverage(r.coverage, r.ci95, r.reason.as_deref()),
    )
}

fn photo_cell(words: Words, photo: &PhotoReport, region: &str) -> String {
    region_of(photo, region).map_or_else(
        || words.not_measured(None),
        |r| words.coverage(r.coverage, r.ci95, r.reason.as_deref()),
    )
}

/// Changes between visits, for every pair of their photos.
fn pair_changes(words: Words, view: &ViewReport, regions: &[String]) -> Vec<PairChanges> {
    let photos = |id: &str| -> Vec<usize> {
        let own = |photo: &&PhotoReport| match view.visit(id) {
            Some(visit) => visit.photos.contains(&photo.id),
            None => photo.id == id,
        };
        let all = view.photos.iter().enumerate();
        all.filter(|(_, p)| own(p)).map(|(i, _)| i).collect()
    };
    let mut pairs: Vec<PairChanges> = Vec::new();
    for change in view.changes.iter().chain(&view.course_change.regions) {
        let Some(region) = regions.iter().position(|r| *r == change.region) else {
            continue;
        };
        let (before, after) = (photos(&change.from), photos(&change.to));
        for (from, to) in before.iter().flat_map(|f| after.iter().map(|t| (*f, *t))) {
            let at = pairs
                .iter()
                .position(|p| p.from == from && p.to == to)
                .unwrap_or_else(|| {
                    let cells = vec![None; regions.len()];
                    pairs.push(PairChanges { from, to, cells });
                    pairs.len() - 1
                });
            pairs[at].cells[region] = Some(change_cells(words, view, change));
        }
    }
    pairs
}

fn change_cells(words: Words, view: &ViewReport, change: &ChangeReport) -> PairCells {
    // Of the same regions the measured values, which have their intervals, say the same.
    let same = |(id, level): (&String, f64)| {
        let own = view.coverage_of(id, &change.region);
        own.is_some_and(|own| words.percent(own) == words.percent(level))
    };
    let levels = change.coverage.filter(|[from, to]| {
        let ends = [(&change.from, *from), (&change.to, *to)];
        !ends.into_iter().all(same)
    });
    // Beside a photo that is not aligned its own cell says why.
    let unaligned = |id: &String| {
        let photo = view.photo_of(id);
        photo.is_some_and(|p| p.registration.status == RegistrationStatus::Failed)
    };
    let verdict = match unaligned(&change.from) || unaligned(&change.to) {
        true => format!("{} {}", sign(change.verdict), words.verdict(change.verdict)),
        false => words.verdict_line(change),
    };
    PairCells {
        delta: words.delta(change),
        verdict,
        levels: levels.map(|levels| levels.map(|level| words.percent(level))),
    }
}

/// Every value of a view: a row per region, a column per photo.
pub(in crate::report) struct ValuesTable {
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<ValuesRow>,
}

pub(in crate::report) struct ValuesRow {
    pub(crate) region: String,
    pub(crate) cells: Vec<String>,
}

pub(in crate::report) fn values_table(
    words: Words,
    view: &ViewReport,
    regions: &[String],
    dates: &Dates,
) -> ValuesTable {
    let head = |p: &PhotoReport| match p.day {
        Some(day) => format!("{} ({} {day})", dates.of_photo(&p.id), words.t.day),
        None => dates.of_photo(&p.id).to_owned(),
    };
    let mut rows: Vec<ValuesRow> = Vec::new();
    for region in regions {
        let cell = |(i, photo): (usize, &PhotoReport)| {
            let cell = photo_cell(words, photo, region);
            let measured = region_of(photo, region).is_some_and(|r| r.coverage.is_some());
            // A reason that holds for all of a photo is read once.
            let said = rows.first().is_some_and(|first| first.cells[i] == cell);
            if measured || !said {
                cell
            } else {
                words.t.as_above.to_owned()
            }
        };
        rows.push(ValuesRow {
            region: region_name(words, region),
            cells: view.photos.iter().enumerate().map(cell).collect(),
        });
    }
    ValuesTable {
        heads: view.photos.iter().map(head).collect(),
        rows,
    }
}
