//! Views: which side of the head a photo shows, and how a file name says so.
//!
//! Views order as clinics list them: the standard ones from the top round to the back, then free
//! names, then close-ups.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest view name accepted, characters.
const MAX_NAME_CHARS: usize = 64;

/// Words in file names that say nothing about the view: camera and messenger prefixes, words for
/// the visit, marks of copies.
const NOT_A_VIEW: &[&str] = &[
    "after",
    "am",
    "at",
    "baseline",
    "before",
    "bild",
    "burst",
    "copy",
    "cover",
    "day",
    "days",
    "dsc",
    "dscf",
    "dscn",
    "edit",
    "edited",
    "followup",
    "foto",
    "hdr",
    "image",
    "img",
    "month",
    "months",
    "mvimg",
    "pano",
    "photo",
    "pic",
    "picture",
    "pm",
    "post",
    "portrait",
    "pre",
    "pxl",
    "scan",
    "screenshot",
    "session",
    "shot",
    "visit",
    "wa",
    "week",
    "weeks",
    "whatsapp",
];

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
const STANDARD: [(&str, View); 6] = [
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
    /// Whether the view is trichoscopy, as against a photo of the head.
    pub fn is_closeup(&self) -> bool {
        matches!(self, Self::Closeup(_))
    }

    /// The view that a file's stem names once its date is cut out; `None` when it names none.
    ///
    /// A standard name wins wherever it stands (`IMG_12_left_temporal_b`); words that cameras and
    /// people add for other reasons are passed over, and so is anything with a digit; what is
    /// left is a free name.
    pub fn from_name_rest(rest: &str) -> Option<Self> {
        let words = words(rest);
        closeup_in(rest)
            .or_else(|| standard_in(&words))
            .or_else(|| free_in(&words))
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

impl FromStr for View {
    type Err = ViewError;

    fn from_str(text: &str) -> Result<Self, ViewError> {
        let name = normalise(text);
        let refuse = |problem| ViewError {
            name: text.to_owned(),
            problem,
        };
        if name.is_empty() {
            return Err(refuse("it is empty"));
        }
        if name.chars().count() > MAX_NAME_CHARS {
            return Err(refuse("it is longer than 64 characters"));
        }
        if !name.chars().all(|c| c.is_alphanumeric() || c == '-') {
            return Err(refuse("it holds other characters"));
        }
        if let Some((_, view)) = STANDARD.iter().find(|(standard, _)| *standard == name) {
            return Ok(view.clone());
        }
        if name == "closeup" {
            return Ok(Self::Closeup(None));
        }
        Ok(match name.strip_prefix("closeup-") {
            Some(target) => Self::Closeup(Some(target.to_owned())),
            None => Self::Free(name),
        })
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
fn normalise(text: &str) -> String {
    text.trim()
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '_' || c == '-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn words(rest: &str) -> Vec<String> {
    rest.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `closeup` and the target's name behind it. A number is part of the name only when a dash joins
/// it (`closeup-2`); otherwise it counts shots (`closeup_2`).
fn closeup_in(rest: &str) -> Option<View> {
    let lower = rest.to_lowercase();
    let (at, marker) = ["closeup", "close-up", "close_up"]
        .iter()
        .filter_map(|marker| lower.find(marker).map(|at| (at, marker)))
        .min()?;
    let behind = &lower[at + marker.len()..];
    let joined = behind.starts_with('-');
    let name: Vec<String> = words(behind)
        .into_iter()
        .enumerate()
        .filter(|(i, word)| (*i == 0 && joined) || is_view_word(word))
        .map(|(_, word)| word)
        .collect();
    Some(View::Closeup((!name.is_empty()).then(|| name.join("-"))))
}

fn standard_in(words: &[String]) -> Option<View> {
    let joined = format!("-{}-", words.join("-"));
    STANDARD
        .iter()
        .find(|(name, _)| joined.contains(&format!("-{name}-")))
        .map(|(_, view)| view.clone())
}

fn free_in(words: &[String]) -> Option<View> {
    let kept: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| is_view_word(word))
        .collect();
    let name: String = kept.join("-").chars().take(MAX_NAME_CHARS).collect();
    name.parse().ok()
}

fn is_view_word(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_numeric) && !NOT_A_VIEW.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("_vertex", Some("vertex"))]
    #[case("IMG_1234", None)]
    #[case("_101010123", None)]
    #[case("WhatsApp Image  at 10.11.12", None)]
    #[case("_Left_Temporal_b", Some("left-temporal"))]
    #[case("right temporal (2)", Some("right-temporal"))]
    #[case("A_6mo", None)]
    #[case("D_midline_baseline", Some("midline"))]
    #[case("_scar left", Some("scar-left"))]
    #[case("_closeup", Some("closeup"))]
    #[case("_closeup_2", Some("closeup"))]
    #[case("_closeup-2", Some("closeup-2"))]
    #[case("_closeup-frontal_3", Some("closeup-frontal"))]
    #[case("close-up temple", Some("closeup-temple"))]
    #[case("", None)]
    fn a_name_says_its_view(#[case] rest: &str, #[case] expected: Option<&str>) {
        let found = View::from_name_rest(rest).map(|v| v.to_string());
        assert_eq!(found.as_deref(), expected);
    }

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
            "crown",
        ] {
            assert_eq!(name.parse::<View>().unwrap().to_string(), name);
        }
        assert_eq!(
            " Left_Temporal ".parse::<View>().unwrap(),
            View::LeftTemporal
        );
    }

    #[rstest]
    #[case("")]
    #[case("../up")]
    #[case("a\u{0}b")]
    fn unusable_names_are_refused(#[case] name: &str) {
        assert!(name.parse::<View>().is_err());
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
