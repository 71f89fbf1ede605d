//! Was the photo taken with the camera set as at baseline? Another lens or zoom sees the head in
//! another perspective, a flash lights it from the front, and a white balance that is set by hand on
//! one of two photos alone shifts the colours. Answered from what the cameras wrote into the files.

use crate::model::QualityFinding;
use crate::photo::ExifFacts;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Focal lengths, and zooms, that differ by less than this factor frame alike: cameras round them.
const ALIKE: f64 = 1.1;
/// Longest name of a camera or lens that is repeated, characters.
const NAME_CHARS: usize = 40;
const UNIT: &str = "settings changed";

/// Settings that differ from the baseline's, of those that both photos tell.
pub(super) fn rule(facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    let Some(base) = facts.baseline else {
        return not_assessed(UNIT, 0.0, "there is no baseline to compare the camera with");
    };
    let (base, own) = (&base.exif, &facts.photo.exif);
    let compared: Vec<Option<String>> = [
        names("camera", base.model.as_deref(), own.model.as_deref()),
        names("lens", base.lens.as_deref(), own.lens.as_deref()),
        factors("focal length", focal_lengths(base, own), " mm"),
        factors("digital zoom", base.digital_zoom.zip(own.digital_zoom), "x"),
        switched(
            "flash",
            base.flash_fired.zip(own.flash_fired),
            ["off", "fired"],
        ),
        switched(
            "white balance",
            base.white_balance_manual.zip(own.white_balance_manual),
            ["automatic", "set by hand"],
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if compared.is_empty() {
        let why = "the files do not say how the camera was set on both photos; use the same camera, \
                   lens and settings";
        return not_assessed(UNIT, 0.0, why);
    }
    let changed: Vec<String> = compared.into_iter().flatten().collect();
    let limit = Limit {
        value: changed.len() as f64,
        unit: UNIT,
        warn: 0.0,
        fail: None,
    };
    limit.judge(|| {
        format!(
            "the camera was set otherwise than at baseline: {}; use the same camera, lens and settings",
            changed.join(", ")
        )
    })
}

/// Nothing where one photo does not tell; else what changed, if anything did.
type Compared = Option<Option<String>>;

fn names(what: &str, base: Option<&str>, own: Option<&str>) -> Compared {
    let (base, own) = base.zip(own)?;
    let changed = || format!("{what} {} instead of {}", plain(own), plain(base));
    Some((base != own).then(changed))
}

/// A name from a file without control characters, cut to a length that fits a sentence.
fn plain(name: &str) -> String {
    let shown = name.chars().filter(|c| !c.is_control());
    shown.take(NAME_CHARS).collect()
}

/// The equivalents for 35 mm film where both photos have them: what frames alike on any sensor.
fn focal_lengths(base: &ExifFacts, own: &ExifFacts) -> Option<(f64, f64)> {
    let equivalent = base.focal_length_35mm.zip(own.focal_length_35mm);
    equivalent.or_else(|| base.focal_length_mm.zip(own.focal_length_mm))
}

fn factors(what: &str, pair: Option<(f64, f64)>, unit: &str) -> Compared {
    let (base, own) = pair?;
    let alike = (own / base).max(base / own) < ALIKE;
    Some((!alike).then(|| format!("{what} {own:.1}{unit} instead of {base:.1}{unit}")))
}

fn switched(what: &str, pair: Option<(bool, bool)>, [off, on]: [&str; 2]) -> Compared {
    let (base, own) = pair?;
    let name = |state: bool| if state { on } else { off };
    Some((base != own).then(|| format!("{what} {} instead of {}", name(own), name(base))))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    fn found(base: ExifFacts, own: ExifFacts) -> QualityFinding {
        let (mut before, mut now) = (photo(), photo());
        (before.exif, now.exif) = (base, own);
        rule(&facts(&now, Some(&before)), &QcParams::default())
    }

    fn taken() -> ExifFacts {
        ExifFacts {
            model: Some("Phone 7".into()),
            lens: Some("back camera".into()),
            focal_length_35mm: Some(26.0),
            flash_fired: Some(false),
            ..ExifFacts::default()
        }
    }

    #[test]
    fn the_same_settings_pass_and_rounding_is_no_change() {
        let mut own = taken();
        own.focal_length_35mm = Some(27.0);
        let found = found(taken(), own);
        assert_eq!((found.value, found.status), (Some(0.0), QualityStatus::Ok));
    }

    #[test]
    fn every_change_is_counted_and_named() {
        let mut own = taken();
        own.lens = Some("wide\u{1b}[31m camera".into());
        own.focal_length_35mm = Some(13.0);
        own.flash_fired = Some(true);
        let found = found(taken(), own);
        assert_eq!(
            (found.value, found.status),
            (Some(3.0), QualityStatus::Warn)
        );
        let message = found.message.unwrap();
        for part in [
            "lens wide[31m camera",
            "13.0 mm instead of 26.0 mm",
            "flash fired",
        ] {
            assert!(message.contains(part), "{part} in {message}");
        }
    }

    #[test]
    fn files_that_tell_nothing_are_not_assessed() {
        let found = found(ExifFacts::default(), taken());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
