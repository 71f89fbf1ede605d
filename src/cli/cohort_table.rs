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
    let page = target.join("cohort.html");
    print(format!(
        "{}\n{}Cohort report: {}\n",
        text(cohort),
        noise(documents.self_test.as_ref(), target),
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
fn noise(self_test: Option<&SelfTestReport>, target: &Path) -> String {
    self_test.map_or_else(String::new, |report| {
        let spread = &report.repeatability.pooled.spread;
        format!(
            "This clinic's noise, from {} visits of several photos: \u{b1}{:.1} points ({} degrees \
             of freedom). Later runs use it with --self-test {}\n",
            report.repeatability.heads,
            spread.sem_pp,
            spread.degrees_of_freedom,
            target.join("self-test.json").display()
        )
    })
}

fn text(cohort: &Cohort) -> String {
    let t = &cohort.totals;
    let mut out = format!(
        "{} subject{}: {} complete, {} with something refused, {} without a report{}\n\
         {}\n",
        t.subjects,
        if t.subjects == 1 { "" } else { "s" },
        t.complete,
        t.partial,
        t.failed,
        match t.unphotographed {
            0 => String::new(),
            n => format!(", {n} not photographed yet"),
        },
        cohort.poor_photos.photos.fates()
    );
    if t.failed > 0 {
        let _ = writeln!(
            out,
            "photos of subjects without a report are not among them"
        );
    }
    let overall = |m: &&MarkShares| m.group == Group::All && m.region == OVERALL_REGION;
    for m in cohort.marks.iter().filter(overall) {
        let answered = m.increase_of_answered.of;
        let _ = writeln!(
            out,
            "{}, month {}: {} increase, {} decrease, {} within noise; {} of {} without an answer{}",
            clean(&m.view),
            m.month,
            m.increase,
            m.decrease,
            m.within_noise,
            m.subjects - answered - m.not_due,
            m.subjects - m.not_due,
            match m.not_due {
                0 => String::new(),
                n => format!(", {n} not yet due"),
            }
        );
    }
    for tally in tallies(cohort) {
        let _ = writeln!(
            out,
            "{}, {}, baseline to last: {} increase, {} decrease, {} within noise; {} of {} without \
             an answer",
            clean(&tally.view),
            clean(&tally.region),
            tally.increase,
            tally.decrease,
            tally.within_noise,
            tally.subjects - tally.answered(),
            tally.subjects
        );
    }
    let failures = cohort
        .subjects
        .iter()
        .filter_map(|s| Some((s, s.failure.as_ref()?)));
    for (subject, failure) in failures.clone().take(NAMED_FAILURES) {
        let line = format!("{}: {}: {}", subject.path, failure.stage, failure.reason);
        let _ = writeln!(
            out,
            "no report: {}\n           {}",
            clean(&line),
            clean(&failure.hint)
        );
    }
    let more = failures.count().saturating_sub(NAMED_FAILURES);
    if more > 0 {
        let _ = writeln!(
            out,
            "and {more} more without a report, see the cohort report"
        );
    }
    out += &refused(cohort);
    for passed in &cohort.passed_over {
        let _ = writeln!(
            out,
            "passed over: {}: {}",
            clean(&passed.path),
            passed.reason
        );
    }
    out + &cohort.disclaimer + "\n"
}

/// The subjects of whom something was refused, each with the first of it.
fn refused(cohort: &Cohort) -> String {
    let partial = || {
        let subjects = cohort.subjects.iter();
        subjects.filter_map(|s| Some((&s.path, first_refusal(&s.refused)?)))
    };
    let mut lines: String = partial()
        .take(NAMED_FAILURES)
        .map(|(path, first)| format!("refused: {}: {first}\n", clean(path)))
        .collect();
    let more = partial().count().saturating_sub(NAMED_FAILURES);
    if more > 0 {
        lines += &format!("and {more} more with something refused, see cohort.json\n");
    }
    lines
}

/// The first thing refused and how many more there are.
pub(super) fn first_refusal(refused: &[String]) -> Option<String> {
    let first = clean(refused.first()?);
    Some(match refused.len() - 1 {
        0 => first,
        more => format!("{first} (and {more} more, see its report)"),
    })
}
