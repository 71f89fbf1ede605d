//! The view that a name says: of a file, of a folder, or as a person typed it.

use std::str::FromStr;

use super::view::{MAX_NAME_CHARS, STANDARD, View, ViewError, normalise};
use super::words::{Meaning, Seen, Side, When, fold, meanings, words};

/// What the words of a name say, its date cut out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NameSays {
    /// The view; `None` where no known word names one.
    pub(crate) view: Option<View>,
    /// Before or after; `None` where the name says neither, or both.
    pub(crate) when: Option<When>,
    /// Whether every word was known.
    pub(crate) all_known: bool,
}

/// Reads the words of a name. A view comes from known words alone, whatever else stands beside
/// them; `own` are views that the course's manifest names and that are no standard views: their
/// words are known in this course.
pub(super) fn read_name(rest: &str, own: &[View]) -> NameSays {
    let words = words(rest);
    let said = meanings(&words);
    let mut times: Vec<When> = said.iter().flatten().filter_map(when).collect();
    times.dedup();
    let view = own_view(&words, own)
        .or_else(|| closeup_in(rest, &said))
        .or_else(|| view_of(&said, &words));
    NameSays {
        view,
        when: (times.len() == 1).then(|| times[0]),
        all_known: said.iter().all(Option::is_some),
    }
}

/// The view of a name all of whose words are known, such as `Krone` or `left temple`.
pub(super) fn only_known_words(name: &str) -> Option<View> {
    let words = words(name);
    let said = meanings(&words);
    let whole = !said.is_empty()
        && said.iter().all(Option::is_some)
        && !words.iter().any(|word| word.chars().all(char::is_numeric));
    whole.then(|| view_of(&said, &words)).flatten()
}

fn when(meaning: &Meaning) -> Option<When> {
    match meaning {
        Meaning::When(when) => Some(*when),
        _ => None,
    }
}

/// A view of the user's own whose words stand in the name one after the other.
fn own_view(words: &[String], own: &[View]) -> Option<View> {
    let stands = |view: &&View| {
        let name = super::words::words(&view.to_string());
        matches!(view, View::Free(_)) && words.windows(name.len().max(1)).any(|w| w == name)
    };
    own.iter().find(stands).cloned()
}

/// The view of known words. Where several are named, the more particular one: a parting before the
/// crown, the crown before `top`, a temple with its side before the hairline.
fn view_of(said: &[Option<Meaning>], words: &[String]) -> Option<View> {
    let seen: Vec<Seen> = said
        .iter()
        .flatten()
        .filter_map(|meaning| match meaning {
            Meaning::Seen(seen) => Some(*seen),
            _ => None,
        })
        .collect();
    let has = |what: Seen| seen.contains(&what);
    let side = side_of(said, words, has(Seen::Temporal));
    if has(Seen::Closeup) {
        return Some(View::Closeup(None));
    }
    if has(Seen::Midline) {
        return Some(View::Midline);
    }
    if let (true, Some(side)) = (has(Seen::Temporal), side) {
        return Some(temporal(side));
    }
    let particular = seen
        .iter()
        .find(|s| matches!(s, Seen::Crown | Seen::Frontal | Seen::Occipital));
    match (particular, side) {
        (Some(Seen::Crown), _) => Some(View::Vertex),
        (Some(Seen::Frontal), None) => Some(View::Frontal),
        (Some(Seen::Occipital), None) => Some(View::Occipital),
        // Half profiles are taken from both sides: two views, never one.
        (Some(Seen::Frontal), Some(side)) => Some(oblique(side, "frontal")),
        (Some(Seen::Occipital), Some(side)) => Some(oblique(side, "occipital")),
        _ if has(Seen::Above) => Some(View::Vertex),
        (_, Some(side)) => Some(temporal(side)),
        _ if has(Seen::Temporal) => Some(View::Free(UNSIDED.to_owned())),
        _ => None,
    }
}

/// The view of a temple of which nobody said whether it is the left or the right one.
pub(super) const UNSIDED: &str = "temporal";

fn temporal(side: Side) -> View {
    match side {
        Side::Left => View::LeftTemporal,
        Side::Right => View::RightTemporal,
    }
}

fn oblique(side: Side, view: &str) -> View {
    let side = match side {
        Side::Left => "left",
        Side::Right => "right",
    };
    View::Free(format!("{side}-{view}"))
}

/// The one side that the words name. Beside a temple, single letters do too (`temple L`).
fn side_of(said: &[Option<Meaning>], words: &[String], temple: bool) -> Option<Side> {
    let mut sides: Vec<Side> = said
        .iter()
        .flatten()
        .filter_map(|meaning| match meaning {
            Meaning::Side(side) => Some(*side),
            _ => None,
        })
        .collect();
    if temple && sides.is_empty() {
        sides.extend(words.iter().filter_map(|word| match word.as_str() {
            "l" | "li" | "lt" => Some(Side::Left),
            "r" | "re" | "rt" => Some(Side::Right),
            _ => None,
        }));
    }
    sides.dedup();
    match sides.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// A close-up and its target: known words of the name as a view, and what a dash joins to
/// `closeup`. A number is part of the target only so (`closeup-2`); otherwise it counts shots.
fn closeup_in(rest: &str, said: &[Option<Meaning>]) -> Option<View> {
    if !said.contains(&Some(Meaning::Seen(Seen::Closeup))) {
        return None;
    }
    let others: Vec<Option<Meaning>> = said
        .iter()
        .filter(|m| **m != Some(Meaning::Seen(Seen::Closeup)))
        .copied()
        .collect();
    let known = view_of(&others, &words(rest)).map(|view| view.to_string());
    let target = known.or_else(|| joined_target(rest));
    Some(View::Closeup(target))
}

/// What a dash joins to the word `closeup`.
fn joined_target(rest: &str) -> Option<String> {
    let lower = fold(rest);
    let behind = ["closeup-", "close-up-", "close_up-", "close up-"]
        .iter()
        .find_map(|marker| Some(&lower[lower.find(marker)? + marker.len()..]))?;
    let target: String = behind.chars().take_while(|c| c.is_alphanumeric()).collect();
    (!target.is_empty()).then_some(target)
}

impl FromStr for View {
    type Err = ViewError;

    fn from_str(text: &str) -> Result<Self, ViewError> {
        let name = normalise(text);
        let refuse = |problem| ViewError {
            name: super::text::cut(text),
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
        if let Some(target) = name.strip_prefix("closeup-") {
            return Ok(Self::Closeup(Some(target.to_owned())));
        }
        Ok(only_known_words(&name).unwrap_or(Self::Free(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn view(name: &str) -> Option<String> {
        read_name(name, &[]).view.map(|view| view.to_string())
    }

    #[rstest]
    #[case("_vertex", Some("vertex"))]
    #[case("IMG_1234", None)]
    #[case("_101010123", None)]
    #[case("WhatsApp Image  at 10.11.12", None)]
    #[case("_Left_Temporal_b", Some("left-temporal"))]
    #[case("right temporal (2)", Some("right-temporal"))]
    #[case("A_6mo", None)]
    #[case("D_midline_baseline", Some("midline"))]
    #[case("_closeup", Some("closeup"))]
    #[case("_closeup_2", Some("closeup"))]
    #[case("_closeup-2", Some("closeup-2"))]
    #[case("_closeup-frontal_3", Some("closeup-frontal"))]
    #[case("close-up left temple", Some("closeup-left-temporal"))]
    #[case("closeup Müller", Some("closeup"))]
    #[case("Scheitel Trichoskopie", Some("closeup-vertex"))]
    #[case("", None)]
    fn a_name_says_its_view(#[case] rest: &str, #[case] expected: Option<&str>) {
        assert_eq!(view(rest).as_deref(), expected);
    }

    #[rstest]
    #[case("Müller_Hans_")]
    #[case("_MP")]
    #[case("signal--101112")]
    #[case("phone_08")]
    #[case("smp_2")]
    #[case("scar")]
    #[case("Mueller tepki")]
    #[case("ondine")]
    #[case("Freiburgfoto")]
    fn an_unknown_word_is_no_view(#[case] name: &str) {
        assert_eq!(view(name), None);
    }

    #[rstest]
    #[case::en(&["crown", "CROWN-2", "top", "Top View", "topView", "whorl", "from above"], "vertex")]
    #[case::de(&["Wirbel", "Scheitel", "Oberkopf", "von oben", "Krone", "Scheitelansicht", "Vertexfoto"], "vertex")]
    #[case::tr(&["tepe öncesi", "Tepe", "TEPESİ", "üstten"], "vertex")]
    #[case::es(&["coronilla", "vértice", "vista superior"], "vertex")]
    #[case::fr(&["sommet", "vue de dessus"], "vertex")]
    #[case::it(&["vertice", "dall'alto"], "vertex")]
    #[case::pt(&["topo", "coroa", "topo da cabeça"], "vertex")]
    #[case::ru(&["макушка до", "Темя", "сверху"], "vertex")]
    #[case::pl(&["ciemię", "czubek głowy", "z góry"], "vertex")]
    #[case::en(&["hairline", "front", "forehead", "hair-line"], "frontal")]
    #[case::de(&["Haarlinie", "Haaransatz", "Stirn", "von vorne"], "frontal")]
    #[case::tr(&["ön", "Saç çizgisi", "alın"], "frontal")]
    #[case::es(&["frente", "línea frontal", "entradas"], "frontal")]
    #[case::fr(&["de face", "golfes", "ligne frontale"], "frontal")]
    #[case::it(&["fronte", "attaccatura"], "frontal")]
    #[case::ru(&["лоб", "линия роста волос", "спереди"], "frontal")]
    #[case::pl(&["czoło", "linia włosów", "zakola"], "frontal")]
    #[case::en(&["nape", "back", "donor area", "back of the head", "rear"], "occipital")]
    #[case::de(&["Nacken", "Hinterkopf", "Spenderbereich", "hinten"], "occipital")]
    #[case::tr(&["ense", "arka", "donör bölge"], "occipital")]
    #[case::es(&["nuca", "parte posterior", "zona donante"], "occipital")]
    #[case::fr(&["nuque", "arrière", "zone donneuse"], "occipital")]
    #[case::it(&["nuca", "dietro"], "occipital")]
    #[case::ru(&["затылок", "сзади", "донорская зона"], "occipital")]
    #[case::pl(&["potylica", "tył głowy", "kark"], "occipital")]
    #[case::en(&["left temple", "temple_L", "LeftTemple", "left side", "left"], "left-temporal")]
    #[case::de(&["Schläfe links", "linke Schlaefe", "Schläfe li", "linke Seite", "Schläfenregion links"], "left-temporal")]
    #[case::tr(&["sol şakak", "sol yan"], "left-temporal")]
    #[case::es(&["sien izquierda", "lado izquierdo"], "left-temporal")]
    #[case::fr(&["tempe gauche", "côté gauche"], "left-temporal")]
    #[case::it(&["tempia sinistra", "lato sx"], "left-temporal")]
    #[case::ru(&["левый висок", "слева"], "left-temporal")]
    #[case::pl(&["lewa skroń", "lewy bok"], "left-temporal")]
    #[case::all(&["right temple", "Schläfe rechts", "sağ şakak", "sien derecha", "tempe droite", "tempia destra", "têmpora direita", "правый висок", "prawa skroń"], "right-temporal")]
    #[case::all(&["parting", "Mittelscheitel", "saç ayrımı", "raya central", "raie", "riga centrale", "risca", "пробор", "przedziałek", "hair part"], "midline")]
    #[case::oblique(&["front left", "left hairline"], "left-frontal")]
    #[case::unsided(&["temple", "side", "Schläfe"], "temporal")]
    #[case::two(&["top front", "front top", "frontal hairline"], "frontal")]
    #[case::two(&["crown right", "vertex from above"], "vertex")]
    fn words_of_nine_languages_are_standard_views(#[case] names: &[&str], #[case] expected: &str) {
        for name in names {
            assert_eq!(view(name).as_deref(), Some(expected), "{name}");
            // As a disk of macOS spells it.
            let decomposed: String =
                unicode_normalization::UnicodeNormalization::nfd(*name).collect();
            assert_eq!(
                view(&decomposed).as_deref(),
                Some(expected),
                "{name}, decomposed"
            );
        }
    }

    #[test]
    fn before_and_after_are_told_in_every_language() {
        let when = |name: &str| read_name(name, &[]).when;
        for name in [
            "before", "vorher", "öncesi", "antes", "avant", "prima", "до", "przed",
        ] {
            assert_eq!(when(name), Some(When::Before), "{name}");
        }
        for name in [
            "after",
            "nachher",
            "sonrası",
            "después",
            "après",
            "dopo",
            "depois",
            "после",
            "po zabiegu",
        ] {
            assert_eq!(when(name), Some(When::After), "{name}");
        }
        assert_eq!(when("before and after"), None);
    }

    #[test]
    fn views_of_the_manifest_are_known_in_the_course() {
        let own = ["scar-left".parse().unwrap()];
        let read = |name| read_name(name, &own).view.map(|view| view.to_string());
        assert_eq!(read("P1 Scar_left 2").as_deref(), Some("scar-left"));
        assert_eq!(read("crown").as_deref(), Some("vertex"));
    }
}
