//! The rows of one subject of one run.

use rusqlite::{Params, Transaction, params};

use crate::cohort::{SubjectStatus, SubjectSummary};
use crate::model::{
    ChangeReport, CloseupChange, CloseupView, CloseupVisit, PhotoReport, Report, Verdict,
    ViewReport, VisitReport,
};
use crate::report::csv::{registration_name, verdict_name};

/// Where rows go, and what all of them begin with.
pub(super) struct Rows<'a> {
    pub(super) to: &'a Transaction<'a>,
    pub(super) run: i64,
    pub(super) path: &'a str,
}

impl Rows<'_> {
    pub(super) fn subject(
        &self,
        s: &SubjectSummary,
        key: Option<&str>,
        kept: bool,
    ) -> rusqlite::Result<()> {
        let status = match s.status {
            SubjectStatus::Complete => "complete",
            SubjectStatus::Partial => "partial",
            SubjectStatus::Failed => "failed",
        };
        let failure = s.failure.as_ref();
        let sessions = s.sessions.as_ref();
        self.insert(
            "INSERT INTO subjects VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
            params![
                self.run,
                self.path,
                s.subject,
                s.treatment,
                s.start,
                sessions.map(|s| s.held),
                sessions.and_then(|s| s.planned),
                status,
                failure.map(|f| &f.stage),
                failure.map(|f| &f.reason),
                failure.map(|f| &f.hint),
                key,
                kept
            ],
        )
    }

    /// Every view of a report, close-ups too.
    pub(super) fn report(&self, report: &Report) -> rusqlite::Result<()> {
        for view in &report.views {
            for photo in &view.photos {
                self.photo(&view.view, photo)?;
            }
            for visit in &view.visits {
                self.visit(view, visit)?;
            }
            for change in &view.changes {
                self.change(&view.view, change)?;
            }
        }
        for view in &report.views.closeups {
            for visit in &view.visits {
                self.closeup(view, visit)?;
            }
            for change in &view.changes {
                self.closeup_change(&view.view, change)?;
            }
        }
        Ok(())
    }

    fn photo(&self, view: &str, photo: &PhotoReport) -> rusqlite::Result<()> {
        self.insert(
            "INSERT INTO photos VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
            params![
                self.run,
                self.path,
                photo.id,
                view,
                photo.file,
                photo.sha256,
                photo.date,
                photo.day,
                photo.size_px[0],
                photo.size_px[1],
                registration_name(photo.registration.status),
                photo.registration.residual_permille
            ],
        )?;
        for region in &photo.regions {
            self.insert(
                "INSERT INTO coverage VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
                params![
                    self.run,
                    self.path,
                    photo.id,
                    region.region,
                    region.coverage,
                    region.ci95.map(|c| c[0]),
                    region.ci95.map(|c| c[1]),
                    whole(region.area_px),
                    whole(region.excluded_px),
                    region.reason
                ],
            )?;
        }
        Ok(())
    }

    fn visit(&self, view: &ViewReport, visit: &VisitReport) -> rusqlite::Result<()> {
        self.insert(
            "INSERT INTO visits VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
            params![
                self.run,
                self.path,
                view.view,
                visit.id,
                visit.date,
                visit.day,
                whole(visit.photos.len() as u64),
                visit.spread_pp,
                view.baseline_visit.as_ref() == Some(&visit.id)
            ],
        )?;
        for region in &visit.regions {
            self.insert(
                "INSERT INTO visit_coverage VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                params![
                    self.run,
                    self.path,
                    view.view,
                    visit.id,
                    region.region,
                    region.coverage,
                    region.ci95.map(|c| c[0]),
                    region.ci95.map(|c| c[1]),
                    region.reason
                ],
            )?;
        }
        Ok(())
    }

    fn change(&self, view: &str, c: &ChangeReport) -> rusqlite::Result<()> {
        let answer = c.verdict != Verdict::NotComparable;
        self.insert(
            "INSERT INTO changes VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
            params![
                self.run,
                self.path,
                view,
                c.from,
                c.to,
                c.region,
                c.days,
                c.delta_pp,
                answer.then_some(c.ci95_pp[0]),
                answer.then_some(c.ci95_pp[1]),
                c.detectable_pp,
                verdict_name(c.verdict),
                c.reason
            ],
        )
    }

    fn closeup(&self, view: &CloseupView, visit: &CloseupVisit) -> rusqlite::Result<()> {
        for region in &visit.regions {
            self.insert(
                "INSERT INTO closeups VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                params![
                    self.run,
                    self.path,
                    view.view,
                    visit.id,
                    region.region,
                    visit.date,
                    region.count.map(whole),
                    region.density_per_cm2,
                    region.ci95.map(|c| c[0]),
                    region.ci95.map(|c| c[1]),
                    region.reason,
                    view.baseline_visit.as_ref() == Some(&visit.id)
                ],
            )?;
        }
        Ok(())
    }

    fn closeup_change(&self, view: &str, c: &CloseupChange) -> rusqlite::Result<()> {
        self.insert(
            "INSERT INTO closeup_changes VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)",
            params![
                self.run,
                self.path,
                view,
                c.from,
                c.to,
                c.region,
                c.days,
                c.kept.map(whole),
                c.new.map(whole),
                c.lost.map(whole),
                c.undecided.map(whole),
                c.net,
                c.net_ci95.map(|ci| ci[0]),
                c.net_ci95.map(|ci| ci[1]),
                verdict_name(c.verdict),
                c.reason
            ],
        )
    }

    fn insert(&self, sql: &str, row: impl Params) -> rusqlite::Result<()> {
        self.to.prepare_cached(sql)?.execute(row).map(|_| ())
    }
}

/// SQLite counts in i64; nothing here is so many.
fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
