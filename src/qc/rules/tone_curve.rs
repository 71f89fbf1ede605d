//! Did the camera lay a curve of contrast over the photo? Telephones, HDR settings and filters do: what
//! is half hidden by hair then reads as more or less, and by how much depends on the exposure.
//! Answered where enough of the head is half hidden.

use crate::model::QualityFinding;
use crate::qc::QcParams;
use crate::qc::rule::{Limit, not_assessed, with_effect};

/// Contrast of the curve that the colours of half-covered pixels tell of, see
/// [`curve_contrast`](crate::coverage::camera::colour_bend::curve_contrast).
pub fn tone_curve(contrast: Option<f64>, params: &QcParams) -> QualityFinding {
    let Some(contrast) = contrast else {
        let why = "too little of the head is half hidden by hair to tell; switch HDR, filters and \
                   portrait modes off";
        return not_assessed("fraction", params.tone_curve_warn, why);
    };
    let finding = Limit {
        value: contrast.max(0.0),
        unit: "fraction",
        warn: params.tone_curve_warn,
        fail: None,
    }
    .judge(|| {
        format!(
            "colours of half-covered scalp look as if the camera had raised contrast (by {contrast:.2} \
             in the quarter tones, at most {:.2} wanted): switch HDR, filters and portrait modes off, \
             or use another camera app, at every visit alike",
            params.tone_curve_warn
        )
    });
    let beyond = contrast - params.tone_curve_usual;
    with_effect(finding, beyond * params.tone_curve_effect_pp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QualityStatus;

    #[test]
    fn a_raised_contrast_warns_and_never_fails() {
        let params = QcParams::default();
        let found = |contrast| tone_curve(Some(contrast), &params);
        assert_eq!(found(0.015).status, QualityStatus::Ok);
        assert_eq!(found(0.015).effect_pp, Some(0.0));
        assert_eq!(found(-0.04).value, Some(0.0));
        assert_eq!(found(0.14).status, QualityStatus::Warn);
        assert!(found(0.14).message.unwrap().contains("0.14"));
        assert!(found(0.14).effect_pp > found(0.05).effect_pp);
    }

    #[test]
    fn where_nothing_tells_it_is_not_assessed() {
        let found = tone_curve(None, &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
