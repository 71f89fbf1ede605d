//! Limits of the quality rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits at which the rules warn and fail. Set from the spread of ordinary top-down photos
/// (phones, clinic cameras, rendered heads): most of them pass, and only a photo whose values would
/// mislead fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QcParams {
    /// Sharpness relative to the baseline (or the inverse where the baseline is the softer one)
    /// below which focus warns. A Gaussian blur of 1 px at the common sampling gives about 0.45.
    /// Default: 0.7.
    pub focus_warn_ratio: f64,
    /// Ratio of sharpness below which focus fails. Default: 0.3.
    pub focus_fail_ratio: f64,
    /// Ratio down to which photos of one camera differ anyway. Default: 0.8.
    pub focus_usual_ratio: f64,
    /// Effect on coverage of a ratio of 0 instead of that, points: by maximum likelihood over 615
    /// changes of rendered heads. Default: 5.0.
    pub focus_effect_pp: f64,
    /// Share of pixels with a channel at its upper end that warns. Default: 0.05.
    pub highlights_warn_share: f64,
    /// Share of pixels with a channel at its upper end that fails. Default: 0.35.
    pub highlights_fail_share: f64,
    /// Share of pixels with all channels at their lower end that warns. Default: 0.05.
    pub shadows_warn_share: f64,
    /// Share of pixels with all channels at their lower end that fails. Default: 0.5.
    pub shadows_fail_share: f64,
    /// Distance of the median luminance from mid-grey (0.18, linear) in stops that warns.
    /// Black hair that fills the photo lies near 3.9. Default: 4.0.
    pub brightness_warn_stops: f64,
    /// Distance of the median luminance from mid-grey in stops that fails. Default: 6.0.
    pub brightness_fail_stops: f64,
    /// Share of the head that is glare, and left out as such, that warns. Default: 0.01.
    pub glare_warn_share: f64,
    /// Share of the head that is glare that fails. Default: 0.3.
    pub glare_fail_share: f64,
    /// Head width in px below which resolution warns. A hair of 0.08 mm on a head 160 mm wide is
    /// then 0.3 px wide. Default: 600.
    pub head_width_warn_px: f64,
    /// Head width in px below which resolution fails. Default: 150.
    pub head_width_fail_px: f64,
    /// Halvings of what a head's width lacks by which photos of one set-up differ. Default: 0.25.
    pub head_width_usual_halvings: f64,
    /// Effect on coverage of each halving beyond that, points: a small picture loses strands and reads
    /// lower, and only a small baseline loses the same. Eleven rendered courses, one of two photos reduced
    /// to heads of 290 and 220 px: 2.7 and 4.4 points lower on average, root mean square 3.9 and 5.6.
    /// Default: 4.7.
    pub head_width_effect_pp_per_halving: f64,
    /// Change of the head's linear size against the baseline that warns. Default: 0.15.
    pub scale_warn: f64,
    /// Change of the head's linear size against the baseline that fails. Default: 0.6.
    pub scale_fail: f64,
    /// In-plane rotation in degrees that warns; it is undone by alignment and never fails.
    /// Default: 20.
    pub rotation_warn_deg: f64,
    /// Tilt in degrees that warns. Default: 8.
    pub tilt_warn_deg: f64,
    /// Tilt in degrees that fails. Default: 25.
    pub tilt_fail_deg: f64,
    /// Exposure against the baseline in stops that warns. Default: 0.8.
    pub exposure_drift_warn_stops: f64,
    /// Exposure against the baseline in stops that fails. Default: 2.0.
    pub exposure_drift_fail_stops: f64,
    /// Effect on coverage of each stop beyond the warning, points. A judgement: the tone curves of
    /// cameras leave linear light no longer linear, by an amount that no photo tells. Default: 5.0.
    pub exposure_effect_pp_per_stop: f64,
    /// White balance against the baseline in stops between channels that warns. Default: 0.4.
    pub white_balance_warn_stops: f64,
    /// White balance against the baseline in stops between channels that fails. Default: 1.0.
    pub white_balance_fail_stops: f64,
    /// Effect on coverage of each stop beyond the warning, points; a judgement like the one on
    /// exposure. Default: 10.0.
    pub white_balance_effect_pp_per_stop: f64,
    /// Light of one region against the head around it, compared with the baseline's, stops, that
    /// warns. Default: 0.2.
    pub local_light_warn_stops: f64,
    /// Light of one region against the head around it that fails: a spot of light or the edge of a
    /// shadow lies on it. Default: 0.35.
    pub local_light_fail_stops: f64,
    /// Departure that hair combed or grown anew makes, stops: its effect is part of what a re-shot photo
    /// differs by. Default: 0.2.
    pub local_light_usual_stops: f64,
    /// Effect on coverage of each stop beyond that, points: set so that intervals hold where spots of
    /// light and edges of shadows were laid over rendered photos. Default: 150.0.
    pub local_light_effect_pp_per_stop: f64,
    /// Most by which a departure of one region moves the others, points: a spot of light or a bald patch
    /// changes what the fits take for the scalp's light all around. Default: 10.0.
    pub local_light_others_pp: f64,
    /// Share of the head without detail, against the baseline's, that warns. Default: 0.004.
    pub smoothing_warn_share: f64,
    /// Share of the head without detail, against the baseline's, that fails. Default: 0.02.
    pub smoothing_fail_share: f64,
    /// Difference of these shares that photos taken anew show. Default: 0.0025.
    pub smoothing_usual_share: f64,
    /// Effect on coverage of each point of that share beyond, points: set so that intervals hold
    /// where rendered photos were smoothed and compressed. Default: 10.0.
    pub smoothing_effect: f64,
    /// Days after a session during which redness, swelling and unwashed hair are likely.
    /// Default: 2.
    pub session_days: u32,
    /// Shift of the parting line against baseline that moves hair over other skin, percent of the
    /// head's width. A judgement: as wide as a usual parting. Default: 3.
    pub parting_warn_pct: f64,
    /// Share of a straight line through the whole photo that is sharper than all beside it, from
    /// which the photo warns of being put together. Single photos stay below 0.6. Default: 0.7.
    pub composite_warn_share: f64,
    /// Share of a straight line, sharper than all beside it, from which a photo counts as put
    /// together and fails. Default: 0.8.
    pub composite_fail_share: f64,
    /// Length of the head's outline over its width that warns in views from above: heads measure 1.0
    /// to 1.3 there, with the face in view more. Default: 1.35.
    pub head_aspect_warn: f64,
    /// Length of the head's outline over its width that fails in views from above. Default: 1.7.
    pub head_aspect_fail: f64,
    /// Alignment of strands below which a region warns. Combed hair has 0.4 to 0.8, stubble and
    /// dots of pigment 0.1 to 0.35. Default: 0.35.
    pub strands_warn: f64,
    /// Change of the alignment against the baseline that fails, where one of the two is below the
    /// limit: hair was cut down to stubble, grew out of it, or dots were tattooed. Default: 0.25.
    pub strands_drift_fail: f64,
    /// Change of hair's brightness over the scalp's against the baseline, stops, that warns. Shine
    /// alone makes less. Default: 0.4.
    pub hair_colour_warn_stops: f64,
    /// Change of hair's brightness over the scalp's against the baseline, stops, that fails.
    /// Default: 1.0.
    pub hair_colour_fail_stops: f64,
    /// Change that shine often makes, stops: its effect is part of what a re-shot photo differs by.
    /// Default: 0.25.
    pub hair_colour_usual_stops: f64,
    /// Effect on coverage of each stop beyond that, points: set so that intervals hold where the
    /// contrast of rendered photos was raised at every other visit. Default: 35.0.
    pub hair_colour_effect_pp_per_stop: f64,
    /// Change of the darkest pixels' brightness over the brightest's against the baseline, stops, that
    /// warns where brightness does not tell hair and scalp apart. Rendered heads photographed anew
    /// move by 0.15, one of thirty by more. Default: 0.25.
    pub hair_ends_warn_stops: f64,
    /// Change of the darkest over the brightest pixels, stops, that fails: bleach or dye. Default: 0.4.
    pub hair_ends_fail_stops: f64,
    /// Change of the darkest over the brightest pixels that is usual, stops. Default: 0.15.
    pub hair_ends_usual_stops: f64,
    /// Effect on coverage of each stop beyond that, points: set on rendered heads whose hair was
    /// bleached between the visits. Default: 60.0.
    pub hair_ends_effect_pp_per_stop: f64,
    /// Change of hair's red over blue against the scalp's, stops, that warns: photos by one camera
    /// differ by 0.11 at most. Default: 0.13.
    pub contrast_drift_warn_stops: f64,
    /// Change of hair's red over blue against the scalp's, stops, that fails: dye, or a curve
    /// after which no interval could be vouched for. Default: 0.25.
    pub contrast_drift_fail_stops: f64,
    /// Change that photos by one camera often show, stops: its effect is part of what a re-shot photo
    /// differs by. Default: 0.08.
    pub contrast_drift_usual_stops: f64,
    /// Effect on coverage of each stop beyond that, points: set so that intervals hold where the
    /// contrast of rendered photos was raised at every other visit. Default: 60.0.
    pub contrast_drift_effect_pp_per_stop: f64,
    /// Contrast of a camera's curve that warns: the share of the range by which it moves the quarter
    /// tones. Default: 0.06.
    pub tone_curve_warn: f64,
    /// Contrast that photos without a curve seem to have, too. Default: 0.025.
    pub tone_curve_usual: f64,
    /// Effect on coverage of a contrast of 1 beyond that, points: set so that intervals hold where the
    /// contrast of all photos of rendered courses was raised. Default: 200.0.
    pub tone_curve_effect_pp: f64,
}

impl Default for QcParams {
    fn default() -> Self {
        Self {
            focus_warn_ratio: 0.7,
            focus_fail_ratio: 0.3,
            focus_usual_ratio: 0.8,
            focus_effect_pp: 5.0,
            highlights_warn_share: 0.05,
            highlights_fail_share: 0.35,
            shadows_warn_share: 0.05,
            shadows_fail_share: 0.5,
            brightness_warn_stops: 4.0,
            brightness_fail_stops: 6.0,
            glare_warn_share: 0.01,
            glare_fail_share: 0.3,
            head_width_warn_px: 600.0,
            head_width_fail_px: 150.0,
            head_width_usual_halvings: 0.25,
            head_width_effect_pp_per_halving: 4.7,
            scale_warn: 0.15,
            scale_fail: 0.6,
            rotation_warn_deg: 20.0,
            tilt_warn_deg: 8.0,
            tilt_fail_deg: 25.0,
            exposure_drift_warn_stops: 0.8,
            exposure_drift_fail_stops: 2.0,
            exposure_effect_pp_per_stop: 5.0,
            white_balance_warn_stops: 0.4,
            white_balance_fail_stops: 1.0,
            white_balance_effect_pp_per_stop: 10.0,
            local_light_warn_stops: 0.2,
            local_light_fail_stops: 0.35,
            local_light_usual_stops: 0.2,
            local_light_effect_pp_per_stop: 150.0,
            local_light_others_pp: 10.0,
            smoothing_warn_share: 0.004,
            smoothing_fail_share: 0.02,
            smoothing_usual_share: 0.0025,
            smoothing_effect: 10.0,
            session_days: 2,
            parting_warn_pct: 3.0,
            composite_warn_share: 0.7,
            composite_fail_share: 0.8,
            head_aspect_warn: 1.35,
            head_aspect_fail: 1.7,
            strands_warn: 0.35,
            strands_drift_fail: 0.25,
            hair_colour_warn_stops: 0.4,
            hair_colour_fail_stops: 1.0,
            hair_colour_usual_stops: 0.25,
            hair_colour_effect_pp_per_stop: 35.0,
            hair_ends_warn_stops: 0.25,
            hair_ends_fail_stops: 0.4,
            hair_ends_usual_stops: 0.15,
            hair_ends_effect_pp_per_stop: 60.0,
            contrast_drift_warn_stops: 0.13,
            contrast_drift_fail_stops: 0.25,
            contrast_drift_usual_stops: 0.08,
            contrast_drift_effect_pp_per_stop: 60.0,
            tone_curve_warn: 0.06,
            tone_curve_usual: 0.025,
            tone_curve_effect_pp: 200.0,
        }
    }
}
