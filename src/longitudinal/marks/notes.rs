//! What is said beside a mark: why it has no value, which visit was refused on its day.

use jiff::Span;
use jiff::civil::Date;

use super::followed::{Followed, MarkInput, changes_to};
use crate::calendar::day_number;
use crate::longitudinal::DatedVisit;
use crate::model::{MarkRegion, Verdict};

/// Month at which a loss can be shedding: hairs leave the resting phase before new ones show.
const SHEDDING_MONTH: u32 = 1;

const SHEDDING_NOTE: &str = "if real, a loss at month 1 can be shedding of resting hairs that new ones \
     replace; judge the course at the later marks";

/// What a loss at a mark may mean besides losing hair, with the regions that show it.
pub(super) fn shedding(month: u32, regions: &[MarkRegion]) -> Option<String> {
    let lost = regions.iter().filter(|r| r.verdict == Verdict::Decrease);
    let lost: Vec<&str> = lost.map(|r| r.region.as_str()).collect();
    let told = month == SHEDDING_MONTH && !lost.is_empty();
    told.then(|| format!("{}: {SHEDDING_NOTE}", lost.join(", ")))
}

pub(super) fn missing(input: &MarkInput<'_>, followed: &Followed<'_>, date: Date) -> String {
    let Some(base) = followed.baseline else {
        return "the view has no baseline".to_owned();
    };
    if date <= base.date {
        return format!("the mark does not lie after the baseline of {}", base.date);
    }
    let later = match input.visits.iter().any(|p| p.date > date) {
        true => "no comparable one after the mark",
        false => "none after the mark",
    };
    match followed.comparable.last() {
        Some(last) => format!(
            "no visit in the window and {later}; the last comparable visit is of {}",
            last.date
        ),
        None if input.visits.len() > 1 => {
            "no visit after the baseline is comparable with it".to_owned()
        }
        None => "there is no visit after the baseline".to_owned(),
    }
}

pub(super) fn not_yet_due(date: Date, window_days: u32) -> String {
    let until = date.saturating_add(Span::new().days(i64::from(window_days)));
    format!("not yet due: a photo counts until {until}")
}

pub(super) fn too_far_apart(gap_days: u32, window_days: u32) -> String {
    format!(
        "no comparable visit in the window; those around it lie {gap_days} days apart, more than \
         twice the window of {window_days} on either side: nothing is read between them"
    )
}

pub(super) fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}; {second}")),
        (first, second) => first.or(second),
    }
}

/// The first clause of a reason, which its photo's name may head: the whole stands beside the photo.
fn gist<'a>(reason: &'a str, id: &str) -> &'a str {
    let own = reason
        .strip_prefix(id)
        .and_then(|rest| rest.strip_prefix(": "))
        .unwrap_or(reason);
    let end = [". ", "; "].iter().filter_map(|stop| own.find(stop)).min();
    &own[..end.unwrap_or(own.len())]
}

/// A note on the visit nearest to a mark, within its window, that could not be compared.
pub(super) fn refused_in_window(
    input: &MarkInput<'_>,
    followed: &Followed<'_>,
    date: Date,
    window_days: u32,
) -> Option<String> {
    let base = followed.baseline?;
    let distance = |p: &DatedVisit| day_number(date, p.date).unsigned_abs();
    let refused = input
        .visits
        .iter()
        .filter(|p| p.date > base.date && distance(p) <= window_days)
        .filter(|p| !followed.comparable.iter().any(|c| c.id == p.id))
        .min_by_key(|p| distance(p))?;
    let why = changes_to(input, refused).find_map(|c| c.reason.as_deref());
    let why = why.map_or_else(String::new, |why| format!(": {}", gist(why, &refused.id)));
    Some(format!(
        "visit {} lies in the window but is not comparable{why}",
        refused.id
    ))
}
