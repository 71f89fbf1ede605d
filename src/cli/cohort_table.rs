//! What a batch or a merge says on stdout: the cohort in a few lines, and where its page lies.

use std::fmt::Write as _;
use std::path::Path;

use crate::batch::merge::Documents;
use crate::cohort::model::{Group, MarkShares};
use crate::cohort::{Cohort, tallies};
use crate::model::OVERALL_REGION;
use crate::report::json::to_canonical_json;
use crate::report::self_test::SelfTestReport;
use crate::report::table::clean;
use crate::words::{Words, fill};

use super::error::CliError;
use super::{Finish, print, print_bytes};

/// Failed subjects named on stdout; all of them are in the report.
const NAMED_FAILURES: usize = 20;

/// Prints the cohort: as JSON, or as text with the page's place.
pub(crate) fn print_documents(
    documents: &Documents,
    target: &Path,
    json: bool,
) -> Result<(), CliError> {
    let cohort = &documents.cohort;
    if json {
        return print_bytes(to_canonical_json(cohort).map_err(|e| CliError::Usage(e.to_string()))?);
    }
    let words = Words {
        t: documents.lang.text(),
    };
    let page = target.join("cohort.html");
    print(format!(
        "{}\n{}{}: {}\n",
        text(words, cohort),
        noise(words, documents.self_test.as_ref(), target),
        words.cohort().title,
        page.display()
    ))
}

/// The exit status: anything refused, in any subject, is partial.
pub(crate) fn ending(cohort: &Cohort) -> Finish {
    if cohort.totals.complete == cohort.totals.subjects {
        Finish::Complete
    } else {
        Finish::Partial
    }
}

/// What the visits of several photos say of the clinic's noise.
fn noise(words: Words, self_test: Option<&SelfTestReport>, target: &Path) -> String {
    self_test.map_or_else(String::new, |report| {
        let spread = &report.repeatability.pooled.spread;
        let gaps = [
            ("n", report.repeatability.heads.to_string()),
            ("sem", words.number(spread.sem_pp, 1)),
            ("degrees", spread.degrees_of_freedom.to_string()),
            ("file", target.join("self-test.json").display().to_string()),
        ];
        said(words.cohort().noise, gaps) + "\n"
    })
}

/// A phrase with its gaps filled.
fn said<const N: usize>(phrase: &str, gaps: [(&str, String); N]) -> String {
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    fill(phrase, &gaps)
}

fn text(words: Words, cohort: &Cohort) -> String {
    let lines = [totals(words, cohort), answers(words, cohort)];
    let lines = lines.concat() + &failures(words, cohort) + &refused(words, cohort);
    let c = words.cohort();
    let passed = cohort.passed_over.iter().map(|passed| {
        let (path, why) = (clean(&passed.path), words.said(&passed.reason));
        format!("{}: {path}: {why}\n", c.passed_over)
    });
    let doubles = cohort.doubles.iter();
    let doubles = doubles.map(|double| format!("{}\n", clean(&double.sentence(words))));
    lines + &doubles.collect::<String>() + &passed.collect::<String>() + c.disclaimer + "\n"
}

/// How many subjects and photos there are, and what became of them.
fn totals(words: Words, cohort: &Cohort) -> String {
    let (t, c) = (&cohort.totals, words.cohort());
    let subjects = match t.subjects {
        1 => c.one_subject.to_owned(),
        n => said(c.n_subjects, [("n", n.to_string())]),
    };
    let parts = [
        (t.complete, c.complete, true),
        (t.partial, c.partial, true),
        (t.failed, c.failed, true),
        (t.unphotographed, c.no_photo, t.unphotographed > 0),
    ];
    let parts = parts.iter().filter(|(.., shown)| *shown);
    let parts: Vec<String> = parts.map(|(n, what, _)| format!("{n} {what}")).collect();
    let fates = cohort.poor_photos.photos.fates(words);
    let mut out = format!("{subjects}: {}\n{fates}\n", parts.join(", "));
    if t.failed > 0 {
        let _ = writeln!(out, "{}", c.not_among);
    }
    out
}

/// A line for each view and mark, and for each place of the close-ups.
fn answers(words: Words, cohort: &Cohort) -> String {
    let c = words.cohort();
    let overall = |m: &&MarkShares| m.group == Group::All && m.region == OVERALL_REGION;
    let marks = cohort.marks.iter().filter(overall).map(|m| {
        let (answered, due) = (m.increase_of_answered.of, m.subjects - m.not_due);
        let gaps = [
            ("view", clean(&words.t.name(&m.view))),
            ("month", m.month.to_string()),
            ("up", m.increase.to_string()),
            ("down", m.decrease.to_string()),
            ("same", m.within_noise.to_string()),
            ("without", (due - answered).to_string()),
            ("all", due.to_string()),
        ];
        let not_due = match m.not_due {
            0 => String::new(),
            n => format!(", {n} {}", words.t.not_due),
        };
        format!("{}{not_due}\n", said(c.told_mark, gaps))
    });
    let tallies = tallies(cohort);
    let closeups = tallies.iter().map(|tally| {
        let place = [&tally.view, &tally.region].map(|name| clean(&words.t.name(name)));
        let gaps = [
            ("place", place.join(", ")),
            ("up", tally.increase.to_string()),
            ("down", tally.decrease.to_string()),
            ("same", tally.within_noise.to_string()),
            ("without", (tally.subjects - tally.answered()).to_string()),
            ("all", tally.subjects.to_string()),
        ];
        said(c.told_closeups, gaps) + "\n"
    });
    marks.chain(closeups).collect()
}

/// The subjects without a report, each with why and what to do.
fn failures(words: Words, cohort: &Cohort) -> String {
    let c = words.cohort();
    let subjects = cohort.subjects.iter();
    let failures = subjects.filter_map(|s| Some((s, s.failure.as_ref()?)));
    let lines = failures
        .clone()
        .take(NAMED_FAILURES)
        .map(|(subject, failure)| {
            let stage = words.t.stage_name(&failure.stage);
            let line = format!("{}: {stage}: {}", subject.path, words.said(&failure.reason));
            let hint = clean(&words.said(&failure.hint));
            format!("{}: {}\n           {hint}\n", c.no_report, clean(&line))
        });
    let more = failures.clone().count().saturating_sub(NAMED_FAILURES);
    let rest = (more > 0).then(|| said(c.more_failed, [("n", more.to_string())]) + "\n");
    lines.chain(rest).collect()
}

/// The subjects of whom something was refused, each with the first of it.
fn refused(words: Words, cohort: &Cohort) -> String {
    let c = words.cohort();
    let partial = || {
        let subjects = cohort.subjects.iter();
        subjects.filter_map(|s| Some((&s.path, first_refusal(words, &s.refused)?)))
    };
    let lines = partial().take(NAMED_FAILURES);
    let lines = lines.map(|(path, first)| format!("{}: {}: {first}\n", c.refused, clean(path)));
    let more = partial().count().saturating_sub(NAMED_FAILURES);
    let rest = (more > 0).then(|| said(c.more_refused, [("n", more.to_string())]) + "\n");
    lines.chain(rest).collect()
}

/// The first thing refused and how many more there are.
pub(super) fn first_refusal(words: Words, refused: &[String]) -> Option<String> {
    // What was refused keeps its name; why is said in the language.
    let first = refused.first()?;
    let first = match first.split_once(": ") {
        Some((what, why)) => format!("{what}: {}", words.said(why)),
        None => first.clone(),
    };
    let first = clean(&first);
    Some(match refused.len() - 1 {
        0 => first,
        more => said(
            words.cohort().more_of_it,
            [("first", first), ("n", more.to_string())],
        ),
    })
}
