//! What can be told about two photos without aligning them: light, colour, distance, outline,
//! framing. Names the likely cause where an alignment is refused, and what to change. The phrases
//! follow "Unlike at baseline:", so each says how this photo is, not how the baseline is.

use super::work::Work;

/// Smallest differences that are told. Exposure in stops, colour as log red over green, the
/// others as fractions.
const TELL_STOPS: f64 = 0.6;
const TELL_COLOUR: f64 = 0.08;
const TELL_CLIPPED: f64 = 0.01;
const TELL_CONTRAST: f64 = 1.3;
const TELL_SIZE: f64 = 1.12;
const TELL_SHAPE: f64 = 1.08;
const TELL_CUT: f64 = 0.1;
/// Linear luminance from which a pixel is as good as white.
const WHITE: f32 = 0.9;

/// A difference between two photos with what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// In what: `pose`, `distance`, `framing`, `light`, `glare`, `colour` or `contrast`.
    pub kind: &'static str,
    /// How this photo is, unlike the baseline.
    pub what: String,
    /// What to do at the next photo.
    pub advice: &'static str,
}

/// Plain facts of one photo.
struct Facts {
    /// Median log luminance of the head, natural logarithm of linear light.
    light: f64,
    /// Spread of log luminance over the head (10th to 90th percentile).
    contrast: f64,
    /// Median log red over green of the head, linear light.
    colour: f64,
    /// Fraction of the head that is as good as white.
    clipped: f64,
    /// Mean radius of the outline as a fraction of the photo's long side.
    size: f64,
    /// Short over long semi-axis of the outline.
    shape: f64,
    /// Fraction of the outline that the photo's border cuts off.
    cut: f64,
}

impl Facts {
    fn of(work: &Work) -> Self {
        let [luminance, red_green] = work.logs();
        let mask = &work.mask().data;
        let inside = |values: &[f32]| -> Vec<f32> {
            let mut inside: Vec<f32> = values
                .iter()
                .zip(mask)
                .filter(|(_, m)| **m > 0.5)
                .map(|(v, _)| *v)
                .collect();
            inside.sort_by(f32::total_cmp);
            inside
        };
        let (light, colour) = (inside(&luminance.data), inside(&red_green.data));
        let at = |sorted: &[f32], q: f64| {
            let i = (q * sorted.len().saturating_sub(1) as f64).round() as usize;
            sorted.get(i).map_or(0.0, |&v| f64::from(v))
        };
        let white = light.iter().filter(|v| **v >= WHITE.ln()).count();
        let [a, b] = work.outline.semi_axes;
        Self {
            light: at(&light, 0.5),
            contrast: at(&light, 0.9) - at(&light, 0.1),
            colour: at(&colour, 0.5),
            clipped: white as f64 / light.len().max(1) as f64,
            size: work.place.radius / work.mask().width.max(work.mask().height) as f64,
            shape: a.min(b) / a.max(b),
            cut: work.cut,
        }
    }
}

/// How the moving photo differs from the reference, most telling first.
pub(super) fn between(reference: &Work, moving: &Work) -> Vec<Difference> {
    let (then, now) = (Facts::of(reference), Facts::of(moving));
    [
        pose(&then, &now),
        size(&then, &now),
        cut(&then, &now),
        light(&then, &now),
        clipped(&then, &now),
        colour(&then, &now),
        contrast(&then, &now),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn told(kind: &'static str, what: String, advice: &'static str) -> Option<Difference> {
    Some(Difference { kind, what, advice })
}

fn pose(then: &Facts, now: &Facts) -> Option<Difference> {
    let ratio = now.shape / then.shape;
    // A cut outline says nothing about the head's shape.
    let seen = then.cut < 0.25 && now.cut < 0.25;
    if !seen || (1.0 / TELL_SHAPE..=TELL_SHAPE).contains(&ratio) {
        return None;
    }
    let way = if ratio < 1.0 { "longer" } else { "rounder" };
    told(
        "pose",
        format!(
            "the head's outline is {way} ({:.2} wide to long, {:.2} at baseline: other angle, the head tilted or turned)",
            now.shape, then.shape
        ),
        "hold head and camera at the same angle",
    )
}

fn size(then: &Facts, now: &Facts) -> Option<Difference> {
    let ratio = now.size / then.size;
    if ratio > TELL_SIZE {
        told(
            "distance",
            format!(
                "the head seems {:.0} % larger (other distance)",
                100.0 * (ratio - 1.0)
            ),
            "step back",
        )
    } else if ratio < 1.0 / TELL_SIZE {
        told(
            "distance",
            format!(
                "the head seems {:.0} % smaller (other distance)",
                100.0 * (1.0 - ratio)
            ),
            "step closer",
        )
    } else {
        None
    }
}

fn cut(then: &Facts, now: &Facts) -> Option<Difference> {
    if (now.cut - then.cut).abs() < TELL_CUT {
        return None;
    }
    let (way, advice) = if now.cut > then.cut {
        ("more", "show the whole head")
    } else if now.cut < TELL_CUT {
        (
            "less",
            "frame the photo as the baseline is framed, or let a photo that shows the whole head be the baseline",
        )
    } else {
        (
            "less",
            "frame the photo as the baseline is framed, or show the whole head and let that photo be the baseline",
        )
    };
    told(
        "framing",
        format!(
            "{way} of the head is cropped ({:.0} % of its outline cut off in this photo, {:.0} % \
             in the baseline)",
            100.0 * now.cut,
            100.0 * then.cut
        ),
        advice,
    )
}

fn light(then: &Facts, now: &Facts) -> Option<Difference> {
    let stops = (now.light - then.light) / std::f64::consts::LN_2;
    if stops.abs() < TELL_STOPS {
        return None;
    }
    let way = if stops > 0.0 { "brighter" } else { "darker" };
    // No number: the floor under the logarithm makes it smaller than the stops that the quality
    // rule on exposure gives for the same photo.
    told(
        "light",
        format!("the head is {way} (light, exposure, or hair wet or dyed)"),
        "light and expose alike, hair dry",
    )
}

fn clipped(then: &Facts, now: &Facts) -> Option<Difference> {
    let worst = then.clipped.max(now.clipped);
    if worst < TELL_CLIPPED || (then.clipped - now.clipped).abs() < 0.5 * worst {
        return None;
    }
    let way = if now.clipped > then.clipped {
        "more"
    } else {
        "less"
    };
    told(
        "glare",
        format!(
            "{way} of the head is clipped white ({:.0} % in this photo, {:.0} % in the baseline: \
             hard light or flash)",
            100.0 * now.clipped,
            100.0 * then.clipped
        ),
        "use the same soft light",
    )
}

fn colour(then: &Facts, now: &Facts) -> Option<Difference> {
    let shift = now.colour - then.colour;
    if shift.abs() < TELL_COLOUR {
        return None;
    }
    let way = if shift > 0.0 {
        "redder (warmer light"
    } else {
        "less red (cooler light"
    };
    told(
        "colour",
        format!("colours are {way}, other white balance, or hair dyed)"),
        "use the same light and white balance",
    )
}

fn contrast(then: &Facts, now: &Facts) -> Option<Difference> {
    let ratio = (now.contrast / then.contrast.max(1e-6)).max(1e-6);
    if (1.0 / TELL_CONTRAST..=TELL_CONTRAST).contains(&ratio) {
        return None;
    }
    let way = if ratio > 1.0 { "harder" } else { "softer" };
    told(
        "contrast",
        format!(
            "contrast is {} times the baseline's ({way} light, or hair of other length)",
            match ratio {
                ..0.1 => "less than 0.1".to_owned(),
                10.0.. => "more than 10".to_owned(),
                _ => format!("{ratio:.1}"),
            }
        ),
        "use the same soft light",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(cut: f64, clipped: f64, light: f64) -> Facts {
        Facts {
            light,
            contrast: 1.0,
            colour: 0.0,
            clipped,
            size: 0.3,
            shape: 0.8,
            cut,
        }
    }

    #[test]
    fn cropping_says_how_much_of_which_photo() {
        let told = |then, now| cut(&facts(then, 0.0, 0.0), &facts(now, 0.0, 0.0));
        let less = told(0.25, 0.12).unwrap();
        assert_eq!(
            less.what,
            "less of the head is cropped (12 % of its outline cut off in this photo, 25 % in the \
             baseline)"
        );
        assert!(
            less.advice
                .ends_with("show the whole head and let that photo be the baseline")
        );
        let whole = told(0.25, 0.0).unwrap();
        assert!(whole.advice.starts_with("frame the photo as the baseline"));
        let more = told(0.0, 0.13).unwrap();
        assert!(more.what.starts_with("more") && more.what.contains("13 % of its outline"));
        assert_eq!(more.advice, "show the whole head");
        assert_eq!(told(0.25, 0.2), None);
    }

    #[test]
    fn clipped_white_names_both_photos() {
        let less = clipped(&facts(0.0, 0.04, 0.0), &facts(0.0, 0.0, 0.0)).unwrap();
        assert!(less.what.contains("less of the head"), "{}", less.what);
        assert!(less.what.contains("0 % in this photo, 4 % in the baseline"));
    }

    #[test]
    fn darkness_is_told_without_a_number_of_stops() {
        let dark = light(&facts(0.0, 0.0, 0.0), &facts(0.0, 0.0, -1.0)).unwrap();
        assert!(dark.what.contains("darker"), "{}", dark.what);
        assert!(!dark.what.contains(|c: char| c.is_ascii_digit()));
        assert_eq!(light(&facts(0.0, 0.0, 0.0), &facts(0.0, 0.0, -0.3)), None);
    }
}
