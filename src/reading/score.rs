//! Agreement between readers, and of readers with the program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::agreement::weighted_kappa;
use super::answers::Answers;
use super::bootstrap::interval;
use super::key::{ReadingKey, Side};
use crate::model::{MeasureStatus, Verdict};
use crate::report::json::{JsonError, to_canonical_json};
use crate::statistics::pearson;

/// Name and major version of the result.
pub(crate) const READING_SCHEMA: &str = "tricholapse.reading/1";

/// Fewest pairs read by both sides for a figure of agreement: below, an interval of kappa spans
/// most of its range whatever the readings.
const MIN_PAIRS: usize = 10;

/// Fewest courses for resampling whole courses.
const MIN_COURSES: usize = 5;

/// Result of a blinded reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadingScore {
    /// Always [`READING_SCHEMA`].
    pub(crate) schema: String,
    /// Sheet that was read.
    pub(crate) sheet: String,
    /// Measurement method of the program's answers.
    pub(crate) method: String,
    /// Pairs on the sheet.
    pub(crate) pairs: u32,
    /// Pairs to which the program gave a value.
    pub(crate) pairs_with_tool_value: u32,
    /// What the bootstrap resampled: `courses`, or `pairs` where there are too few courses; pairs
    /// of one course are not independent, and such intervals are then too narrow.
    pub(crate) resampled: String,
    /// The readers, by name.
    pub(crate) readers: Vec<Reader>,
    /// Every two readers.
    pub(crate) between_readers: Vec<PairOfReaders>,
    /// Mean of the weighted kappas of every two readers (Light 1971, doi:10.1037/h0031643).
    pub(crate) readers_kappa: Figure,
    /// Mean of the correlations of every two readers.
    pub(crate) readers_r: Figure,
    /// Each reader, then the readers' median, against the program.
    pub(crate) with_tool: Vec<WithTool>,
}

/// One reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reader {
    /// Name or code.
    pub(crate) reader: String,
    /// Pairs rated.
    pub(crate) rated: u32,
    /// Pairs that they could not judge.
    pub(crate) cannot_judge: u32,
    /// Pairs without an answer.
    pub(crate) unanswered: u32,
}

/// Agreement of two readers on the seven steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PairOfReaders {
    /// The two.
    pub(crate) readers: [String; 2],
    /// Quadratically weighted kappa.
    pub(crate) kappa: Figure,
    /// Pearson's r.
    pub(crate) r: Figure,
}

/// Agreement of a reader with the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct WithTool {
    /// The reader; `null` for the median of all readers.
    pub(crate) reader: Option<String>,
    /// Quadratically weighted kappa of less, same, more: the sign of the rating against the
    /// verdict, where "no change detectable" counts as the same.
    pub(crate) direction_kappa: Figure,
    /// Pearson's r of the rating with the change in points.
    pub(crate) r: Figure,
}

/// A figure of agreement, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// Measured or not.
    pub(crate) status: MeasureStatus,
    /// Why not measured, or why there is no interval.
    pub(crate) reason: Option<String>,
    /// The figure, -1..=1.
    pub(crate) value: Option<f64>,
    /// 95 % bootstrap interval.
    pub(crate) ci95: Option<[f64; 2]>,
    /// Pairs it rests on.
    pub(crate) pairs: u32,
}

impl ReadingScore {
    /// Whether every figure could be given.
    pub(crate) fn is_complete(&self) -> bool {
        let two = self.between_readers.iter().flat_map(|p| [&p.kappa, &p.r]);
        let with = self
            .with_tool
            .iter()
            .flat_map(|w| [&w.direction_kappa, &w.r]);
        [&self.readers_kappa, &self.readers_r]
            .into_iter()
            .chain(two)
            .chain(with)
            .all(|figure| figure.status == MeasureStatus::Measured)
    }

    /// Bytes of the result's file.
    ///
    /// # Errors
    /// When a value is not a finite number.
    pub(crate) fn to_json(&self) -> Result<Vec<u8>, JsonError> {
        to_canonical_json(self)
    }
}

/// One series of ratings over the sheet's items, later against earlier; `None` where not rated.
type Series = Vec<Option<f64>>;

/// Agreement of all readers whose files were read.
pub(crate) fn score(key: &ReadingKey, readings: &[Answers]) -> ReadingScore {
    let mut readings: Vec<&Answers> = readings.iter().collect();
    readings.sort_by(|a, b| a.reader.cmp(&b.reader));
    let (groups, resampled) = groups(key);
    let series: Vec<Series> = readings.iter().map(|a| ratings(key, a)).collect();
    let two = |i: usize, j: usize| PairOfReaders {
        readers: [readings[i].reader.clone(), readings[j].reader.clone()],
        kappa: figure(&[(&series[i], &series[j])], &groups, steps_kappa),
        r: figure(&[(&series[i], &series[j])], &groups, pearson),
    };
    let combinations: Vec<(usize, usize)> = (0..readings.len())
        .flat_map(|i| (i + 1..readings.len()).map(move |j| (i, j)))
        .collect();
    let every_two: Vec<_> = combinations
        .iter()
        .map(|&(i, j)| (&series[i], &series[j]))
        .collect();
    let tool_delta: Series = key
        .items
        .iter()
        .map(|i| i.tool.map(|t| t.delta_pp))
        .collect();
    let tool_direction: Series = key
        .items
        .iter()
        .map(|i| i.tool.map(|t| direction(t.verdict)))
        .collect();
    let with_tool = |reader: Option<String>, ratings: &Series| {
        let signs: Series = ratings.iter().map(|r| r.map(sign)).collect();
        WithTool {
            reader,
            direction_kappa: figure(&[(&signs, &tool_direction)], &groups, steps_kappa),
            r: figure(&[(ratings, &tool_delta)], &groups, pearson),
        }
    };
    let median = median(&series, key.items.len());
    let each = readings
        .iter()
        .zip(&series)
        .map(|(a, s)| with_tool(Some(a.reader.clone()), s));
    let together = (readings.len() > 1).then(|| with_tool(None, &median));
    ReadingScore {
        schema: READING_SCHEMA.to_owned(),
        sheet: key.sheet.clone(),
        method: key.method.clone(),
        pairs: count(key.items.len()),
        pairs_with_tool_value: count(key.items.iter().filter(|i| i.tool.is_some()).count()),
        resampled: resampled.to_owned(),
        readers: readings.iter().map(|a| reader(key, a)).collect(),
        between_readers: combinations.iter().map(|&(i, j)| two(i, j)).collect(),
        readers_kappa: figure(&every_two, &groups, steps_kappa),
        readers_r: figure(&every_two, &groups, pearson),
        with_tool: each.chain(together).collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn reader(key: &ReadingKey, answers: &Answers) -> Reader {
    let rated = answers
        .answers
        .iter()
        .filter(|a| a.rating.is_some())
        .count();
    Reader {
        reader: answers.reader.clone(),
        rated: count(rated),
        cannot_judge: count(answers.answers.len() - rated),
        unanswered: count(key.items.len() - answers.answers.len()),
    }
}

/// Whole courses where there are enough, else single pairs.
fn groups(key: &ReadingKey) -> (Vec<Vec<usize>>, &'static str) {
    let mut courses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, item) in key.items.iter().enumerate() {
        courses.entry(&item.course).or_default().push(i);
    }
    if courses.len() >= MIN_COURSES {
        (courses.into_values().collect(), "courses")
    } else {
        ((0..key.items.len()).map(|i| vec![i]).collect(), "pairs")
    }
}

/// A reader's ratings in the key's order, turned so that positive means more hair later.
fn ratings(key: &ReadingKey, answers: &Answers) -> Series {
    key.items
        .iter()
        .map(|item| {
            let answer = answers.answers.iter().find(|a| a.item == item.item)?;
            let right_against_left = f64::from(answer.rating?);
            Some(match item.earlier_side {
                Side::Left => right_against_left,
                Side::Right => -right_against_left,
            })
        })
        .collect()
}

fn median(series: &[Series], items: usize) -> Series {
    (0..items)
        .map(|i| {
            let mut rated: Vec<f64> = series.iter().filter_map(|s| s[i]).collect();
            rated.sort_by(f64::total_cmp);
            let middle = rated.len() / 2;
            match rated.len() {
                0 => None,
                n if n % 2 == 1 => Some(rated[middle]),
                _ => Some((rated[middle - 1] + rated[middle]) / 2.0),
            }
        })
        .collect()
}

fn sign(rating: f64) -> f64 {
    if rating == 0.0 { 0.0 } else { rating.signum() }
}

fn direction(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::Increase => 1.0,
        Verdict::Decrease => -1.0,
        Verdict::WithinNoise | Verdict::TooUncertain | Verdict::NotComparable => 0.0,
    }
}

/// Weighted kappa of whole steps.
fn steps_kappa(values: &[(f64, f64)]) -> Option<f64> {
    let steps: Vec<(i8, i8)> = values.iter().map(|&(x, y)| (x as i8, y as i8)).collect();
    weighted_kappa(&steps)
}

/// The mean of `statistic` over the given couples of series, with its interval.
fn figure(
    couples: &[(&Series, &Series)],
    groups: &[Vec<usize>],
    statistic: fn(&[(f64, f64)]) -> Option<f64>,
) -> Figure {
    let both = |&(x, y): &(&Series, &Series), items: &[usize]| -> Vec<(f64, f64)> {
        items.iter().filter_map(|&i| x[i].zip(y[i])).collect()
    };
    let all: Vec<usize> = groups.iter().flatten().copied().collect();
    let pairs = couples
        .iter()
        .map(|c| both(c, &all).len())
        .min()
        .unwrap_or(0);
    let none = |reason: String| Figure {
        status: MeasureStatus::NotMeasured,
        reason: Some(reason),
        value: None,
        ci95: None,
        pairs: count(pairs),
    };
    if couples.is_empty() {
        return none("agreement between readers needs two readers".to_owned());
    }
    if pairs < MIN_PAIRS {
        return none(format!(
            "not enough readings: {pairs} pairs have both answers, at least {MIN_PAIRS} are needed"
        ));
    }
    let mean = |items: &[usize]| -> Option<f64> {
        let values: Vec<f64> = couples
            .iter()
            .map(|c| statistic(&both(c, items)))
            .collect::<Option<_>>()?;
        Some(values.iter().sum::<f64>() / values.len() as f64)
    };
    let Some(value) = mean(&all) else {
        return none("every answer of one side is the same: nothing varies to agree on".to_owned());
    };
    let ci95 = interval(groups, mean);
    Figure {
        status: MeasureStatus::Measured,
        reason: ci95
            .is_none()
            .then(|| "too few different answers for an interval".to_owned()),
        value: Some(value),
        ci95,
        pairs: count(pairs),
    }
}
