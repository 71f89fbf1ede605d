//! The answer of a view in ten seconds: one sentence, and a card per mark.

use super::view::{Dates, region_name, region_of};
use super::words::{Words, class, sign};
use crate::model::{
    ChangeReport, CourseChange, MarkBasis, MarkRegion, MarkReport, OVERALL_REGION, PhotoReport,
    Verdict, ViewReport,
};
use crate::report::text::fill;

pub(in crate::report) struct Headline {
    pub class: &'static str,
    pub sign: &'static str,
    pub verdict: &'static str,
    pub sentence: String,
}

pub(in crate::report) struct Card {
    pub title: String,
    pub when: String,
    pub class: &'static str,
    pub value: String,
    pub measured: bool,
    pub interval: Option<String>,
    pub verdict: Option<&'static str>,
    pub sign: &'static str,
    pub reason: Option<String>,
    pub basis: String,
    pub basis_class: &'static str,
    pub note: Option<String>,
    pub regions: Vec<CardRow>,
}

pub(in crate::report) struct CardRow {
    pub region: String,
    pub class: &'static str,
    pub sign: &'static str,
    pub value: String,
    pub detail: String,
}

/// The view's answer over the whole course.
///
/// `complete` says that no photo of the course was refused.
pub(in crate::report) fn headline(
    words: Words,
    view: &ViewReport,
    dates: &Dates<'_>,
    complete: bool,
) -> Headline {
    if let ([baseline], true) = (&view.photos[..], complete)
        && let Some(headline) = recorded(words, baseline)
    {
        return headline;
    }
    let change = &view.course_change;
    let leading = leading(&change.regions, |c| &c.region);
    let verdict = leading.map_or(Verdict::NotComparable, |c| c.verdict);
    Headline {
        class: class(verdict),
        sign: sign(verdict),
        verdict: words.verdict(verdict),
        sentence: leading.map_or_else(
            || {
                let reason = words.reason(change.reason.as_deref());
                fill(words.t.sentence_none, &[("reason", reason)])
            },
            |c| {
                let answer = sentence(words, c, dates);
                match called_otherwise(words, &change.regions, c) {
                    Some(regions) => format!("{answer} {regions}"),
                    None => answer,
                }
            },
        ),
    }
}

/// A course that has only begun; `None` where the baseline is not measured.
fn recorded(words: Words, baseline: &PhotoReport) -> Option<Headline> {
    let overall = region_of(baseline, OVERALL_REGION).or(baseline.regions.first())?;
    let coverage = overall.coverage.map(|_| words.coverage(overall))?;
    let gaps = [("date", baseline.date.as_str()), ("coverage", &coverage)];
    Some(Headline {
        class: class(Verdict::NotComparable),
        sign: "○",
        verdict: words.t.baseline_recorded,
        sentence: fill(words.t.sentence_baseline, &gaps),
    })
}

/// The regions that changed beyond the noise otherwise than the whole view did.
fn called_otherwise(
    words: Words,
    regions: &[ChangeReport],
    leading: &ChangeReport,
) -> Option<String> {
    let called = |c: &&ChangeReport| matches!(c.verdict, Verdict::Increase | Verdict::Decrease);
    let others = regions.iter().filter(|c| c.region != leading.region);
    let named: Vec<String> = others
        .filter(called)
        .filter(|c| c.verdict != leading.verdict)
        .map(|c| {
            let verdict = words.verdict(c.verdict);
            format!(
                "{} {verdict}, {}",
                region_name(words, &c.region),
                words.delta(c)
            )
        })
        .collect();
    let gaps = [("regions", named.join("; "))];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    (!named.is_empty()).then(|| fill(words.t.regions_called, &gaps))
}

/// The overall value, or the only region's.
fn leading<T>(regions: &[T], name: impl Fn(&T) -> &String) -> Option<&T> {
    let overall = regions.iter().find(|r| name(r) == OVERALL_REGION);
    overall.or_else(|| regions.first().filter(|_| regions.len() == 1))
}

fn sentence(words: Words, change: &ChangeReport, dates: &Dates<'_>) -> String {
    let (from, to) = (dates.of(&change.from), dates.of(&change.to));
    let interval = words.interval_pp(change.ci95_pp);
    let reason = words.reason(change.reason.as_deref());
    let Some(delta) = change.delta_pp else {
        let gaps = [("from", from), ("to", to), ("reason", reason)];
        return fill(words.t.sentence_not_comparable, &gaps);
    };
    let (phrase, shown) = match change.verdict {
        Verdict::Increase => (words.t.sentence_increase, words.number(delta, 1)),
        Verdict::Decrease => (words.t.sentence_decrease, words.number(-delta, 1)),
        Verdict::WithinNoise => (words.t.sentence_noise, words.signed(delta)),
        Verdict::NotComparable => (words.t.sentence_not_comparable, words.signed(delta)),
    };
    let gaps = [
        ("from", from),
        ("to", to),
        ("delta", shown.as_str()),
        ("interval", interval.as_str()),
        ("reason", reason),
    ];
    let mut sentence = fill(phrase, &gaps);
    if let (Verdict::WithinNoise, Some(limit)) = (change.verdict, change.detectable_pp) {
        let limit = words.number(limit, 1);
        sentence.push(' ');
        sentence.push_str(&fill(words.t.sentence_noise_limit, &[("limit", &limit)]));
    }
    if let Some(corrected) = &change.control_corrected {
        let gaps = [
            ("control", words.t.name(&corrected.control)),
            ("delta", words.signed(corrected.delta_pp)),
            ("interval", words.interval_pp(corrected.ci95_pp)),
            ("verdict", words.verdict(corrected.verdict).to_owned()),
        ];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        sentence.push(' ');
        sentence.push_str(&fill(words.t.control_corrected, &gaps));
        sentence.push('.');
    }
    if let (true, Some(left_out)) = (change.verdict != Verdict::NotComparable, &change.reason) {
        sentence.push_str(&format!(" ({left_out})"));
    }
    sentence
}

/// One card per mark, then one for the whole course.
pub(in crate::report) fn cards(words: Words, view: &ViewReport, dates: &Dates<'_>) -> Vec<Card> {
    let marks = view.marks.iter().map(|mark| mark_card(words, mark, dates));
    let course = course_card(words, &view.course_change, dates);
    marks.chain([course]).collect()
}

fn mark_card(words: Words, mark: &MarkReport, dates: &Dates<'_>) -> Card {
    let title = match mark.month {
        1 => words.t.month_one.to_owned(),
        n => fill(words.t.months, &[("n", &n.to_string())]),
    };
    let (basis, basis_class) = match mark.basis {
        MarkBasis::Photo => {
            let date = mark.photo.as_deref().map_or("?", |id| dates.of(id));
            (fill(words.t.basis_photo, &[("date", date)]), "measured")
        }
        MarkBasis::Interpolated => {
            let [from, to] = mark
                .between
                .as_ref()
                .map_or(["?", "?"], |ids| [dates.of(&ids[0]), dates.of(&ids[1])]);
            let gaps = [("from", from), ("to", to)];
            (fill(words.t.basis_interpolated, &gaps), "interpolated")
        }
        MarkBasis::Missing => {
            let days = mark.window_days.to_string();
            let gaps = [("days", days.as_str()), ("date", mark.date.as_str())];
            (fill(words.t.basis_missing, &gaps), "missing")
        }
    };
    Card {
        title,
        when: mark.date.clone(),
        basis,
        basis_class,
        note: mark.note.clone(),
        ..card_of(words, &mark.regions)
    }
}

fn course_card(words: Words, change: &CourseChange, dates: &Dates<'_>) -> Card {
    let regions: Vec<_> = change
        .regions
        .iter()
        .map(|c| MarkRegion {
            region: c.region.clone(),
            delta_pp: c.delta_pp,
            ci95_pp: c.ci95_pp,
            verdict: c.verdict,
            reason: c.reason.clone(),
        })
        .collect();
    let when = match (&change.from, &change.to, change.days) {
        (Some(from), Some(to), Some(days)) => fill(
            words.t.whole_course_dates,
            &[
                ("from", dates.of(from)),
                ("to", dates.of(to)),
                ("days", &days.to_string()),
            ],
        ),
        _ => String::new(),
    };
    let reason = words.reason(change.reason.as_deref());
    let (basis, basis_class) = if change.to.is_some() {
        (words.t.basis_course.to_owned(), "measured")
    } else {
        let gaps = [("reason", reason)];
        (fill(words.t.sentence_none, &gaps), "missing")
    };
    Card {
        title: words.t.whole_course.to_owned(),
        when,
        basis,
        basis_class,
        ..card_of(words, &regions)
    }
}

/// The numbers of a card; the caller fills in title, date and basis.
fn card_of(words: Words, regions: &[MarkRegion]) -> Card {
    let leading = leading(regions, |r| &r.region);
    let delta = leading.and_then(|r| r.delta_pp);
    Card {
        title: String::new(),
        when: String::new(),
        class: leading.map_or("none", |r| class(r.verdict)),
        value: delta.map_or(words.t.not_measured.to_owned(), |d| words.signed(d)),
        measured: delta.is_some(),
        interval: leading.filter(|r| r.delta_pp.is_some()).map(|r| {
            let interval = words.interval_pp(r.ci95_pp);
            fill(words.t.interval, &[("interval", &interval)])
        }),
        verdict: leading.map(|r| words.verdict(r.verdict)),
        sign: leading.map_or("", |r| sign(r.verdict)),
        reason: leading.and_then(|r| match r.verdict {
            Verdict::NotComparable => Some(words.reason(r.reason.as_deref()).to_owned()),
            // Beside a value: what the overall value leaves out.
            _ => r.reason.clone(),
        }),
        basis: String::new(),
        basis_class: "missing",
        note: None,
        regions: regions.iter().map(|r| card_row(words, r)).collect(),
    }
}

fn card_row(words: Words, region: &MarkRegion) -> CardRow {
    let (value, detail) = match region.delta_pp {
        Some(delta) => (
            words.signed(delta),
            format!(
                "({}) {}",
                words.interval_pp(region.ci95_pp),
                words.verdict(region.verdict)
            ),
        ),
        None => (
            words.t.not_measured.to_owned(),
            words.reason(region.reason.as_deref()).to_owned(),
        ),
    };
    CardRow {
        region: region_name(words, &region.region),
        class: class(region.verdict),
        sign: sign(region.verdict),
        value,
        detail,
    }
}
