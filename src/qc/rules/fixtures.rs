//! An ordinary photo for the rules' tests.

use jiff::civil::date;

use crate::coverage::Shades;
use crate::model::{QualityFinding, QualityStatus, RegistrationReport, RegistrationStatus};
use crate::photo::ExifFacts;
use crate::qc::measure::{HeadFacts, LightFacts, PhotoFacts};
use crate::qc::rule::Judge;
use crate::qc::{HairFacts, HairSeen, QcParams, RuleFacts};

pub(crate) fn photo() -> PhotoFacts {
    PhotoFacts {
        size_px: [1500, 2000],
        head_width_px: Some(1000.0),
        sharpness: Vec::new(),
        light: Some(LightFacts {
            highlights_share: 0.0,
            shadows_share: 0.0,
            median_luminance: 0.18,
            median_rgb: [0.2, 0.18, 0.16],
        }),
        glare_share: Some(0.0),
        seam: None,
        outline_aspect: None,
        head: None,
        exif: ExifFacts::default(),
        profile_ignored: None,
    }
}

/// A head found with such confidence, so far off an oval, so far cut off.
pub(crate) fn head(confidence: f64, off_oval: f64, cut: f64) -> HeadFacts {
    HeadFacts {
        confidence,
        off_oval,
        cut,
    }
}

pub(crate) fn facts<'a>(photo: &'a PhotoFacts, baseline: Option<&'a PhotoFacts>) -> RuleFacts<'a> {
    RuleFacts {
        photo,
        baseline,
        registration: None,
        date: Some(date(2026, 4, 12)),
        sessions: &[],
        hair: None,
        baseline_hair: None,
        parting: None,
        local_light: &[],
        flat_shares: None,
        by_hand: None,
    }
}

/// What a rule says of a photo with such hair, against the baseline's; `None` is the baseline
/// itself.
pub(crate) fn judge_hair(
    rule: Judge,
    baseline: Option<HairSeen<'_>>,
    hair: HairSeen<'_>,
) -> QualityFinding {
    let photo = photo();
    let facts = RuleFacts {
        hair: Some(hair),
        baseline_hair: baseline,
        ..facts(&photo, Some(&photo))
    };
    rule(&facts, &QcParams::default())
}

/// Hair of which nothing is known but its regions.
pub(crate) fn regions_seen(regions: &[HairFacts]) -> HairSeen<'_> {
    HairSeen {
        regions,
        ends: None,
        shades: Shades::default(),
        curve_contrast: None,
    }
}

pub(crate) fn registration() -> RegistrationReport {
    RegistrationReport {
        status: RegistrationStatus::Ok,
        model: Some("similarity".to_owned()),
        residual_permille: Some(2.0),
        tilt_deg: None,
        forward_backward_permille: None,
        heldout_correlation: None,
        ..RegistrationReport::baseline()
    }
}

/// Sets a share of the light, or takes the light away.
pub(crate) fn set_light(photo: &mut PhotoFacts, share: Option<f64>, set: fn(&mut LightFacts, f64)) {
    match (share, &mut photo.light) {
        (Some(share), Some(light)) => set(light, share),
        (_, light) => *light = None,
    }
}

/// A rule on a share: fine up to the first limit, refused beyond the second, never fine without
/// light.
pub(crate) fn assert_share_rule(
    rule: Judge,
    [warn, fail]: [f64; 2],
    set: fn(&mut PhotoFacts, Option<f64>),
) {
    let params = QcParams::default();
    for (share, status) in [
        (0.0, QualityStatus::Ok),
        (warn, QualityStatus::Ok),
        (warn + 0.01, QualityStatus::Warn),
        (fail + 0.01, QualityStatus::Fail),
    ] {
        let mut photo = photo();
        set(&mut photo, Some(share));
        let found = rule(&facts(&photo, None), &params);
        assert_eq!((found.value, found.status), (Some(share), status));
        assert_eq!(found.effect_pp, Some(100.0 * share));
        assert_eq!(found.message.is_none(), status == QualityStatus::Ok);
    }
    let mut photo = photo();
    set(&mut photo, None);
    let found = rule(&facts(&photo, None), &params);
    assert_eq!(
        (found.value, found.status),
        (None, QualityStatus::NotAssessed)
    );
}
