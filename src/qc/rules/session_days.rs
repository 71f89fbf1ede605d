//! Was the photo taken right after a session, when redness, swelling and unwashed hair are likely?

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::{QualityFinding, QualityStatus};
use crate::qc::finding::not_assessed;
use crate::qc::{QcParams, RuleFacts};

/// Days since the last session before the photo.
///
/// A photo of a session's own day is usually taken before it, and dates do not tell: on the first
/// session's day it is taken as before, on a later one's the rule is not assessed.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(date) = facts.date else {
        let why = "nothing says when the photo was taken; give --date";
        return not_assessed("days", None, why);
    };
    let limit = params.session_days;
    let threshold = f64::from(limit);
    let Some(first) = facts.sessions.iter().min().copied() else {
        return not_assessed("days", threshold, "no session is recorded");
    };
    if date <= first {
        return finding(None, threshold, QualityStatus::Ok, None);
    }
    let before = |limit: Date| {
        facts
            .sessions
            .iter()
            .copied()
            .filter(move |s| *s < limit)
            .max()
    };
    let since = before(date).map(|session| day_number(session, date));
    let days = since.map(f64::from);
    if days.is_some_and(|d| d <= threshold) {
        let since = since.unwrap_or_default();
        let plural = if since == 1 { "" } else { "s" };
        let message = format!(
            "taken {since} day{plural} after a session: redness, swelling and unwashed hair can \
             change the reading; take photos before the session or from day {} on",
            limit + 1
        );
        return finding(days, threshold, QualityStatus::Warn, Some(message));
    }
    if facts.sessions.contains(&date) {
        return not_assessed(
            "days",
            threshold,
            "taken on the day of a session; if after it, redness, swelling and wet hair can \
             change the reading: take photos before the session",
        );
    }
    finding(days, threshold, QualityStatus::Ok, None)
}

fn finding(
    days: Option<f64>,
    threshold: f64,
    status: QualityStatus,
    message: Option<String>,
) -> QualityFinding {
    QualityFinding {
        value: days,
        unit: "days".to_owned(),
        threshold: Some(threshold),
        status,
        effect_pp: None,
        message: message.or_else(|| {
            days.is_none()
                .then(|| "taken before the first session".to_owned())
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;

    #[rstest]
    #[case::before_all(date(2026, 1, 1), None, QualityStatus::Ok)]
    #[case::day_of_the_first(date(2026, 1, 12), None, QualityStatus::Ok)]
    #[case::day_after(date(2026, 1, 13), Some(1.0), QualityStatus::Warn)]
    #[case::two_days_after(date(2026, 1, 14), Some(2.0), QualityStatus::Warn)]
    #[case::three_days_after(date(2026, 1, 15), Some(3.0), QualityStatus::Ok)]
    #[case::day_of_a_later_one(date(2026, 1, 22), None, QualityStatus::NotAssessed)]
    #[case::over_the_leap_day(date(2024, 3, 1), Some(2.0), QualityStatus::Warn)]
    fn status_by_days(
        #[case] day: Date,
        #[case] value: Option<f64>,
        #[case] status: QualityStatus,
    ) {
        let photo = photo();
        let mut facts = facts(&photo, None);
        let sessions = match day.year() {
            2024 => vec![date(2024, 2, 28)],
            _ => vec![date(2026, 1, 22), date(2026, 1, 12)],
        };
        (facts.date, facts.sessions) = (Some(day), &sessions);
        let found = rule(&facts, &QcParams::default());
        assert_eq!((found.value, found.status), (value, status));
    }

    #[test]
    fn without_sessions_not_assessed() {
        let photo = photo();
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
