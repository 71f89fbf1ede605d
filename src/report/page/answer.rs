//! The answer of a view in ten seconds: a verdict, one plain sentence, the figures behind it.

use super::chosen::{chosen_from, interval_told};
use super::names::{Dates, region_name, region_of};
use super::otherwise::{called_otherwise, differing, others};
use super::refused::all_are_copies;
use crate::model::{ChangeReport, OVERALL_REGION, PhotoReport, Rejection, Verdict, ViewReport};
use crate::words::fill;
use crate::words::{Words, class, sign};

pub(in crate::report) struct Headline {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) verdict: &'static str,
    /// The answer without figures of statistics.
    pub(crate) lead: String,
    /// The answer in points with its interval.
    pub(crate) figures: Vec<String>,
    /// How surely it is known, as the patient's sheet says it: the interval in parts of a hundred.
    pub(crate) surely: Option<String>,
    /// What goes with the answer.
    pub(crate) details: Vec<String>,
    /// The region that the lead speaks of.
    pub(crate) region: Option<String>,
}

impl Headline {
    /// Lead, figures and details as one paragraph.
    #[cfg(feature = "pdf")]
    pub(crate) fn sentence(&self) -> String {
        let parts = std::iter::once(&self.lead).chain(&self.figures);
        let parts = parts.chain(&self.details);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The view's answer over the whole course.
///
/// `refused` are the course's photos that could not be used, `alone` says that all are of this view.
pub(in crate::report) fn headline(
    words: Words,
    view: &ViewReport,
    dates: &Dates,
    refused: &[Rejection],
    alone: bool,
) -> Headline {
    // Photos refused of a course of several views may be of another.
    if let [baseline] = &view.photos[..]
        && (refused.is_empty() || !alone)
        && let Some(headline) = recorded(words, baseline, dates)
    {
        return headline;
    }
    let regions = &view.course_change.regions;
    match told(regions) {
        Some(change) => answer(words, view, change, dates),
        None => unanswered(words, view, if alone { refused } else { &[] }),
    }
}

/// What is said of a course that has only begun with a measured baseline; `None` of any other.
pub(in crate::report) fn begun(
    words: Words,
    view: &ViewReport,
    refused: &[Rejection],
) -> Option<String> {
    let ([baseline], []) = (&view.photos[..], refused) else {
        return None;
    };
    let headline = recorded(words, baseline, &Dates::of_view(words, view))?;
    Some(headline.lead)
}

/// Why there is no change: where the only other photos were refused, which and why.
pub(in crate::report) fn none_to_report(
    words: Words,
    view: &ViewReport,
    refused: &[Rejection],
) -> String {
    let unmeasured = match &view.photos[..] {
        [baseline] if refused.is_empty() => unmeasured(baseline),
        _ => None,
    };
    if let Some(reason) = unmeasured {
        let reason = words.said(reason.trim_end_matches('.'));
        return fill(words.t.sentence_baseline_unmeasured, &[("reason", &reason)]);
    }
    match refused {
        [first, ..] if view.photos.len() < 2 => {
            let reason = words.said(first.reason.trim_end_matches('.'));
            let gaps = [("file", first.file.as_str()), ("reason", &reason)];
            fill(words.t.sentence_refused, &gaps)
        }
        _ => {
            let reason = words.reason(view.course_change.reason.as_deref());
            fill(words.t.sentence_none, &[("reason", &reason)])
        }
    }
}

/// The change to be told first: that of the only region; where the whole is called, that of the
/// region that changed most the same way; where the whole is not called, the whole, as of several
/// regions one is called by chance alone. Without a value of the whole, the region that changed most.
fn told(regions: &[ChangeReport]) -> Option<&ChangeReport> {
    if let [only] = regions {
        return Some(only);
    }
    let called = |c: &&ChangeReport| matches!(c.verdict, Verdict::Increase | Verdict::Decrease);
    let overall = regions.iter().find(|c| c.region == OVERALL_REGION);
    if let Some(whole) = overall.filter(|c| c.delta_pp.is_some() && !called(c)) {
        return Some(whole);
    }
    let agreeing = |c: &&ChangeReport| {
        let other = overall.filter(called).map(|o| o.verdict);
        c.region != OVERALL_REGION && other.is_none_or(|verdict| verdict == c.verdict)
    };
    let size = |c: &ChangeReport| c.delta_pp.unwrap_or(0.0).abs();
    let parts = regions.iter().filter(called).filter(agreeing);
    // Of equal changes the first.
    let most = parts.reduce(|most, c| if size(c) > size(most) { c } else { most });
    most.or(overall)
}

/// Why no region of a photo is measured; `None` where one is.
fn unmeasured(photo: &PhotoReport) -> Option<&str> {
    let whole = region_of(photo, OVERALL_REGION).filter(|whole| whole.coverage.is_none())?;
    let parts = photo.regions.iter().filter(|r| r.region != OVERALL_REGION);
    let mut reasons = parts.filter_map(|r| r.reason.as_deref());
    reasons.next().or(whole.reason.as_deref())
}

/// A course that has only begun; `None` where the baseline is not measured.
fn recorded(words: Words, baseline: &PhotoReport, dates: &Dates) -> Option<Headline> {
    let overall = region_of(baseline, OVERALL_REGION).or(baseline.regions.first())?;
    let coverage = words.coverage(Some(overall.coverage?), overall.ci95, None);
    let gaps = [("date", dates.of(&baseline.id)), ("coverage", &coverage)];
    Some(Headline {
        class: class(Verdict::NotComparable),
        sign: "●",
        verdict: words.t.baseline_recorded,
        lead: fill(words.t.sentence_baseline, &gaps),
        figures: Vec::new(),
        surely: None,
        details: Vec::new(),
        region: None,
    })
}

fn unanswered(words: Words, view: &ViewReport, refused: &[Rejection]) -> Headline {
    let verdict = Verdict::NotComparable;
    let lead = match view.photos.len() {
        0 | 1 => none_to_report(words, view, refused),
        _ if all_are_copies(view) => words.t.say_none_copy.to_owned(),
        _ => words.t.say_none.to_owned(),
    };
    Headline {
        class: class(verdict),
        sign: sign(verdict),
        verdict: words.verdict(verdict),
        lead,
        figures: Vec::new(),
        surely: None,
        details: Vec::new(),
        region: None,
    }
}

fn answer(words: Words, view: &ViewReport, change: &ChangeReport, dates: &Dates) -> Headline {
    let Some(delta) = change.delta_pp else {
        return unanswered(words, view, &[]);
    };
    let told = interval_told(&view.course_change.regions, change);
    let mut figures = vec![in_points(words, change, delta, told, dates)];
    figures.extend(excluded(words, change));
    let most = changed_most(words, &view.course_change.regions, change);
    let mut details: Vec<String> = most.into_iter().collect();
    details.extend(limits(words, change));
    details.extend(others(words, &view.course_change.regions, change));
    let named = change.region != OVERALL_REGION;
    if let Some(note) = change
        .reason
        .as_ref()
        .filter(|_| left_out(change).is_none())
    {
        details.push(format!("({})", words.said(note)));
    }
    Headline {
        class: class(change.verdict),
        sign: sign(change.verdict),
        verdict: words.verdict(change.verdict),
        lead: [
            Some(lead(words, view, change, delta)),
            // In the lead, so that it stands wherever the change does.
            less_control(words, change).map(|less| format!("{less}.")),
            differing(words, &view.course_change.regions, change),
        ]
        .into_iter()
        .flatten()
        .chain(called_less_control(
            words,
            &view.course_change.regions,
            change,
        ))
        .collect::<Vec<_>>()
        .join(" "),
        figures,
        // Without levels the lead has the interval.
        surely: view.levels_of(change).map(|_| surely(words, change, told)),
        details,
        region: named.then(|| change.region.clone()),
    }
}

fn lead(words: Words, view: &ViewReport, change: &ChangeReport, delta: f64) -> String {
    let phrase = match change.verdict {
        Verdict::WithinNoise => words.t.say_noise,
        Verdict::TooUncertain => words.t.say_uncertain,
        _ => words.t.say_change,
    };
    let Some([then, now]) = view.levels_of(change) else {
        let told = interval_told(&view.course_change.regions, change);
        return in_figures(words, change, delta, told);
    };
    // Two levels that round to the same whole number differ in the first decimal, if at all.
    let fine = words.parts(then, false) == words.parts(now, false);
    let gaps = [
        ("now", words.parts(now, fine)),
        ("then", words.parts(then, fine)),
        ("place", place(words, change)),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    fill(phrase, &gaps)
}

/// Where a change is; of the whole with the regions that it leaves out.
fn place(words: Words, change: &ChangeReport) -> String {
    let place = words.place(&change.region);
    match left_out(change) {
        Some(left_out) => format!("{place} ({})", words.said(left_out)),
        None => place.to_string(),
    }
}

/// Of the whole, the reason that says which regions it leaves out.
fn left_out(change: &ChangeReport) -> Option<&str> {
    let whole = change.region == OVERALL_REGION;
    let reason = change.reason.as_deref().filter(|_| whole);
    reason.filter(|reason| reason.starts_with("without "))
}

fn in_figures(words: Words, change: &ChangeReport, delta: f64, told: [f64; 2]) -> String {
    format!(
        "{}: {} {} ({}).",
        region_name(words, &change.region),
        words.signed(delta),
        words.t.points,
        words.interval_pp(told)
    )
}

fn in_points(
    words: Words,
    change: &ChangeReport,
    delta: f64,
    told: [f64; 2],
    dates: &Dates,
) -> String {
    let gaps = [
        ("delta", words.signed(delta)),
        ("interval", words.interval_pp(told)),
        ("from", dates.of(&change.from).to_owned()),
        ("to", dates.of(&change.to).to_owned()),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    format!("{} {}", fill(words.t.in_points, &gaps), words.t.one_point)
}

/// The interval of the change in a sentence for the patient.
fn surely(words: Words, change: &ChangeReport, [low, high]: [f64; 2]) -> String {
    let [loss, gain] = [low, high].map(|end| words.unsigned_end(end));
    let place = ("place", &*words.place(&change.region));
    match (low > 0.0, high < 0.0) {
        (true, _) => {
            let ends = [("low", loss.as_str()), ("high", &gain), place];
            fill(words.t.surely_gain, &ends)
        }
        (_, true) => {
            let ends = [("low", gain.as_str()), ("high", &loss), place];
            fill(words.t.surely_loss, &ends)
        }
        _ => {
            let ends = [("loss", loss.as_str()), ("gain", &gain), place];
            fill(words.t.surely_either, &ends)
        }
    }
}

/// What a change within the noise makes unlikely.
fn excluded(words: Words, change: &ChangeReport) -> Option<String> {
    let [low, high] = change.ci95_pp;
    let [loss, gain] = [low.min(0.0), high.max(0.0)].map(|end| words.unsigned_end(end));
    let place = words.place(&change.region);
    let gaps = [("gain", gain.as_str()), ("loss", &loss), ("place", &place)];
    (change.verdict == Verdict::WithinNoise).then(|| fill(words.t.say_noise_excludes, &gaps))
}

/// From where on a change within the noise would have been called.
fn limits(words: Words, change: &ChangeReport) -> Vec<String> {
    if change.verdict != Verdict::WithinNoise {
        return Vec::new();
    }
    let limit = change.called_from_pp().map(|limit| {
        let limit = words.number(limit, 1);
        fill(words.t.say_noise_limit, &[("limit", &limit)])
    });
    let proof = words.t.not_proof.to_owned();
    limit.into_iter().chain([proof]).collect()
}

/// That the region told was chosen among several for its change.
fn changed_most(words: Words, regions: &[ChangeReport], told: &ChangeReport) -> Option<String> {
    let n = chosen_from(regions, told)?.to_string();
    let own = words.interval_pp(told.ci95_pp);
    Some(fill(words.t.changed_most, &[("n", &n), ("own", &own)]))
}

/// What a control leaves of the regions that are called otherwise than the change told.
fn called_less_control<'a>(
    words: Words,
    regions: &'a [ChangeReport],
    told: &'a ChangeReport,
) -> impl Iterator<Item = String> + use<'a> {
    called_otherwise(regions, told).filter_map(move |c| {
        let less = less_control(words, c)?;
        Some(format!("{}: {less}.", region_name(words, &c.region)))
    })
}

/// The change less the control's, as part of a sentence; `None` without a control.
pub(in crate::report) fn less_control(words: Words, change: &ChangeReport) -> Option<String> {
    let corrected = change.control_corrected.as_ref()?;
    let named = corrected.control.split(", ").map(|name| words.t.name(name));
    let gaps = [
        ("control", named.collect::<Vec<_>>().join(", ")),
        ("delta", words.signed(corrected.delta_pp)),
        ("interval", words.interval_pp(corrected.ci95_pp)),
        ("verdict", words.verdict(corrected.verdict).to_owned()),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(fill(words.t.control_corrected, &gaps))
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
