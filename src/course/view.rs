//! Views: which side of the head a photo shows.
//!
//! Views order as clinics list them: the standard ones from the top round to the back, then free
//! names, then close-ups.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::text::nearest;

/// Longest view name accepted, characters.
pub(super) const MAX_NAME_CHARS: usize = 64;

/// Which side of the head a photo shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum View {
    /// From above, the crown in the middle.
    Vertex,
    /// From above, hair parted along the middle.
    Midline,
    /// From the front, the hairline in the middle.
    Frontal,
    /// The subject's left temple.
    LeftTemporal,
    /// The subject's right temple.
    RightTemporal,
    /// From behind.
    Occipital,
    /// A name of the user's own, normalised; no atlas exists for it.
    Free(String),
    /// Trichoscopy, with the name of the target area where there are several.
    Closeup(Option<String>),
}

/// The standard views of a head and their names, in conventional order.
pub(super) const STANDARD: [(&str, View); 6] = [
    ("vertex", View::Vertex),
    ("midline", View::Midline),
    ("frontal", View::Frontal),
    ("left-temporal", View::LeftTemporal),
    ("right-temporal", View::RightTemporal),
    ("occipital", View::Occipital),
];

/// A view name that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "view {name:?} cannot be used: {problem}; use vertex, midline, frontal, left-temporal, \
     right-temporal, occipital, closeup[-NAME] or a name of letters, digits and '-'"
)]
pub struct ViewError {
    /// The name as given.
    pub name: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl View {
    /// Whether it shows the head from above, where the forehead may point to any edge.
    pub(crate) fn is_from_above(&self) -> bool {
        matches!(self, Self::Vertex | Self::Midline | Self::Free(_))
    }

    /// Whether the view is trichoscopy, as against a photo of the head.
    pub(crate) fn is_closeup(&self) -> bool {
        matches!(self, Self::Closeup(_))
    }

    /// Why a view asked for without regions is none: a free name has no atlas, so that the whole photo
    /// would be its one region. `None` for a view with an atlas and for close-ups.
    pub(crate) fn needs_regions(&self) -> Option<String> {
        let Self::Free(name) = self else {
            return None;
        };
        let mut known: Vec<&str> = STANDARD.iter().map(|(name, _)| *name).collect();
        known.push("closeup");
        let meant = nearest(name, &known).map(|meant| format!(" (did you mean {meant}?)"));
        Some(format!(
            "no view is called {name:?}{}; the views are {}[-NAME]; a name of your own needs regions \
             drawn on the earlier photo (--regions FILE)",
            meant.unwrap_or_default(),
            known.join(", ")
        ))
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Free(name) => f.write_str(name),
            Self::Closeup(None) => f.write_str("closeup"),
            Self::Closeup(Some(name)) => write!(f, "closeup-{name}"),
            standard => STANDARD
                .iter()
                .find(|(_, view)| view == standard)
                .map_or(Ok(()), |(name, _)| f.write_str(name)),
        }
    }
}

impl TryFrom<String> for View {
    type Error = ViewError;

    fn try_from(text: String) -> Result<Self, ViewError> {
        text.parse()
    }
}

impl From<View> for String {
    fn from(view: View) -> Self {
        view.to_string()
    }
}

/// Lower case, blanks and underscores as single dashes, none at the ends.
pub(super) fn normalise(text: &str) -> String {
    let composed: String = text.trim().nfc().collect();
    composed
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '_' || c == '-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn names_and_views_round_trip() {
        for name in [
            "vertex",
            "midline",
            "frontal",
            "left-temporal",
            "right-temporal",
            "occipital",
            "closeup",
            "closeup-left",
            "scar-left",
        ] {
            assert_eq!(name.parse::<View>().unwrap().to_string(), name);
        }
        assert_eq!(
            " Left_Temporal ".parse::<View>().unwrap(),
            View::LeftTemporal
        );
    }

    #[rstest]
    #[case("Krone", "vertex")]
    #[case("Hinterkopf", "occipital")]
    #[case("left temple", "left-temporal")]
    #[case("Şakak sağ", "right-temporal")]
    #[case("temple", "temporal")]
    #[case("test area", "test-area")]
    fn known_words_are_the_standard_view(#[case] given: &str, #[case] view: &str) {
        assert_eq!(given.parse::<View>().unwrap().to_string(), view);
    }

    #[rstest]
    #[case("")]
    #[case("../up")]
    #[case("a\u{0}b")]
    fn unusable_names_are_refused(#[case] name: &str) {
        assert!(name.parse::<View>().is_err());
    }

    #[test]
    fn a_free_name_says_the_known_ones_and_the_one_most_like_it() {
        let asked = |name: &str| name.parse::<View>().unwrap().needs_regions();
        for known in ["vertex", "Krone", "closeup", "closeup-left"] {
            assert_eq!(asked(known), None, "{known}");
        }
        let said = asked("vertx").unwrap();
        assert!(
            said.contains("did you mean vertex?") && said.contains("occipital"),
            "{said}"
        );
        assert!(!asked("nonsense").unwrap().contains("did you mean"));
    }

    #[test]
    fn views_order_by_convention() {
        let mut views: Vec<View> = ["closeup-a", "zone", "occipital", "closeup", "vertex"]
            .iter()
            .map(|n| n.parse().unwrap())
            .collect();
        views.sort();
        let names: Vec<String> = views.iter().map(View::to_string).collect();
        assert_eq!(
            names,
            ["vertex", "occipital", "zone", "closeup", "closeup-a"]
        );
    }
}
