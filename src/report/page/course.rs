//! The course as a whole: sessions and SALT.

use crate::model::{Adherence, CourseSummary, Report, SaltValue, SessionTiming};
use crate::words::Words;
use crate::words::fill;

pub(in crate::report) struct AdherencePage {
    pub(crate) planned: String,
    pub(crate) held: String,
    pub(crate) missed: String,
    pub(crate) interval: String,
    pub(crate) rows: Vec<SessionRow>,
}

pub(in crate::report) struct SessionRow {
    pub(crate) date: String,
    pub(crate) days: String,
    pub(crate) timing: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) class: &'static str,
}

pub(in crate::report) struct SaltRow {
    pub(crate) date: String,
    pub(crate) value: String,
}

/// Whether anything is known of sessions.
pub(in crate::report) fn has_sessions(adherence: &Adherence) -> bool {
    adherence.held > 0 || adherence.planned.is_some()
}

/// The first day of a course with sessions or marks: of two loose photos nothing starts.
pub(in crate::report) fn start(words: Words, report: &Report) -> Option<String> {
    let course = &report.course;
    let planned =
        has_sessions(&course.adherence) || report.views.iter().any(|v| !v.marks.is_empty());
    planned.then(|| words.date(&course.start))
}

/// "4 held of 6 planned", in one line; nothing where no session is recorded or planned.
pub(in crate::report) fn sessions_held(words: Words, adherence: &Adherence) -> Option<String> {
    let held = adherence.held.to_string();
    match adherence.planned {
        Some(planned) => Some(fill(
            words.t.sessions_held_of,
            &[("held", &held), ("planned", &planned.to_string())],
        )),
        None if adherence.held == 0 => None,
        None => Some(fill(words.t.sessions_held, &[("held", &held)])),
    }
}

impl AdherencePage {
    pub(crate) fn new(words: Words, course: &CourseSummary) -> Self {
        let adherence = &course.adherence;
        let or_no_plan = |n: Option<u32>| n.map_or(words.t.no_plan.to_owned(), |n| n.to_string());
        Self {
            planned: or_no_plan(adherence.planned),
            held: adherence.held.to_string(),
            missed: or_no_plan(adherence.missed),
            interval: adherence.interval_days.map_or_else(
                || words.t.no_plan.to_owned(),
                |[low, high]| fill(words.t.days, &[("n", &format!("{low}–{high}"))]),
            ),
            rows: session_rows(words, course),
        }
    }
}

fn session_rows(words: Words, course: &CourseSummary) -> Vec<SessionRow> {
    let interval_of = |date: &str| course.adherence.intervals.iter().find(|i| i.date == date);
    course
        .sessions
        .iter()
        .map(|date| {
            let interval = interval_of(date);
            let (timing, sign, class) = match interval.and_then(|i| i.timing) {
                Some(SessionTiming::Early) => (words.t.early, "◂", "warn"),
                Some(SessionTiming::OnTime) => (words.t.on_time, "✓", "ok"),
                Some(SessionTiming::Late) => (words.t.late, "▸", "warn"),
                None => ("–", "", ""),
            };
            SessionRow {
                date: words.date(date),
                days: interval.map_or("–".to_owned(), |i| i.days.to_string()),
                timing,
                sign,
                class,
            }
        })
        .collect()
}

pub(in crate::report) fn salt_rows(words: Words, values: &[SaltValue]) -> Vec<SaltRow> {
    values
        .iter()
        .map(|salt| SaltRow {
            date: words.date(&salt.date),
            value: words.fraction_with_interval(salt.weighted_coverage, salt.ci95),
        })
        .collect()
}
