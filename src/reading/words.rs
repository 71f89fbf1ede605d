//! The phrases of the reading sheet.

use crate::report::Lang;

/// The phrases of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub code: &'static str,
    pub title: &'static str,
    pub intro: &'static str,
    pub keys: &'static str,
    pub question: &'static str,
    /// From 3 down to -3.
    pub steps: [&'static str; 7],
    pub cannot: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub pair: &'static str,
    pub of: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub reader: &'static str,
    pub save: &'static str,
    pub answered: &'static str,
    pub no_reader: &'static str,
    pub saved: &'static str,
    pub no_script: &'static str,
    pub disclaimer: &'static str,
}

pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::English => &ENGLISH,
        Lang::German => &GERMAN,
    }
}

const ENGLISH: Words = Words {
    code: "en",
    title: "Blinded reading",
    intro: "Each pair shows the same place of one head on two days. Which day came first is not said, and the sides are shuffled. Say how the right photo compares with the left.",
    keys: "Keys: 3 2 1 for more hair on the right, 0 for no difference, Shift with 1 2 3 for less, X for cannot judge, N and P for the next and previous pair.",
    question: "Hair on the right photo, compared with the left",
    steps: [
        "greatly more (+3)",
        "moderately more (+2)",
        "slightly more (+1)",
        "no difference (0)",
        "slightly less (−1)",
        "moderately less (−2)",
        "greatly less (−3)",
    ],
    cannot: "cannot judge",
    left: "Left photo",
    right: "Right photo",
    pair: "Pair",
    of: "of",
    previous: "Previous",
    next: "Next",
    reader: "Your name or code",
    save: "Save answers",
    answered: "answered",
    no_reader: "Write your name or code first.",
    saved: "Saved to your downloads. Hand the file back; you may go on and save again.",
    no_script: "This sheet needs a browser with JavaScript.",
    disclaimer: "A documentation and measurement aid, not for diagnosis.",
};

const GERMAN: Words = Words {
    code: "de",
    title: "Verblindete Beurteilung",
    intro: "Jedes Paar zeigt dieselbe Stelle eines Kopfes an zwei Tagen. Welcher Tag der frühere war, steht nicht dabei, und die Seiten sind gemischt. Beurteilen Sie das rechte Foto im Vergleich zum linken.",
    keys: "Tasten: 3 2 1 für mehr Haar rechts, 0 für keinen Unterschied, Umschalt mit 1 2 3 für weniger, X für nicht beurteilbar, N und P für das nächste und vorige Paar.",
    question: "Haar auf dem rechten Foto, verglichen mit dem linken",
    steps: [
        "deutlich mehr (+3)",
        "mäßig mehr (+2)",
        "etwas mehr (+1)",
        "kein Unterschied (0)",
        "etwas weniger (−1)",
        "mäßig weniger (−2)",
        "deutlich weniger (−3)",
    ],
    cannot: "nicht beurteilbar",
    left: "Linkes Foto",
    right: "Rechtes Foto",
    pair: "Paar",
    of: "von",
    previous: "Zurück",
    next: "Weiter",
    reader: "Ihr Name oder Kürzel",
    save: "Antworten speichern",
    answered: "beantwortet",
    no_reader: "Zuerst Namen oder Kürzel eintragen.",
    saved: "In den Downloads gespeichert. Geben Sie die Datei zurück; Sie können weitermachen und erneut speichern.",
    no_script: "Dieser Bogen braucht einen Browser mit JavaScript.",
    disclaimer: "Eine Hilfe zum Dokumentieren und Messen, nicht zur Diagnose.",
};
