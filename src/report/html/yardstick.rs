//! What studies found, with sources, kept apart by kind of quantity.

use crate::words::Lang;

/// Facts of one kind of quantity: figures of different groups are never to be set against each
/// other.
pub(super) struct FactGroup {
    pub unit: &'static str,
    pub facts: Vec<Fact>,
}

/// One published figure.
pub(super) struct Fact {
    pub what: &'static str,
    pub figure: &'static str,
    pub source: &'static str,
}

type Row = ([&'static str; 2], [&'static str; 2], &'static str);

/// Title and rows, each text in English and German.
const GROUPS: [([&str; 2], &[Row]); 6] = [
    (
        [
            "Points on a coverage score (nearest in kind, other scale)",
            "Punkte einer Deckungsskala (am ehesten verwandt, andere Skala)",
        ],
        &[(
            [
                "Finasteride against placebo, 6 months",
                "Finasterid gegen Placebo, 6 Monate",
            ],
            ["about 5 points", "etwa 5 Punkte"],
            "Van Neste, scalp coverage scoring",
        )],
    ),
    (
        [
            "Hairs per cm² (density, not coverage)",
            "Haare je cm² (Dichte, nicht Deckung)",
        ],
        &[
            (
                [
                    "Minoxidil 5 % solution, 48 weeks",
                    "Minoxidil 5 %, Lösung, 48 Wochen",
                ],
                [
                    "+18.6 (SD 25.4); placebo +3.9 (21.7)",
                    "+18,6 (SD 25,4); Placebo +3,9 (21,7)",
                ],
                "PMC6691938, table 2",
            ),
            (
                [
                    "Minoxidil 5 % foam, 16 weeks",
                    "Minoxidil 5 %, Schaum, 16 Wochen",
                ],
                [
                    "+20.9 (SD 22.5); placebo +4.7 (19.7)",
                    "+20,9 (SD 22,5); Placebo +4,7 (19,7)",
                ],
                "PMC6691938",
            ),
            (
                [
                    "Minoxidil 5 %, small TrichoScan series (n = 9)",
                    "Minoxidil 5 %, kleine TrichoScan-Reihe (n = 9)",
                ],
                [
                    "+21.3 at 3 months, +34 at 6",
                    "+21,3 nach 3 Monaten, +34 nach 6",
                ],
                "Hoffmann 2005, Dermatology 211:54",
            ),
            (
                [
                    "Platelet-rich plasma, 13 trials",
                    "Plättchenreiches Plasma, 13 Studien",
                ],
                [
                    "+27.6 (14.0 to 41.1), I² 96 %, low certainty",
                    "+27,6 (14,0 bis 41,1), I² 96 %, geringe Sicherheit",
                ],
                "Kieling 2024",
            ),
            (
                [
                    "Platelet-rich plasma, TrichoScan trial (n = 30)",
                    "Plättchenreiches Plasma, TrichoScan-Studie (n = 30)",
                ],
                ["no improvement", "keine Besserung"],
                "Gressenberger 2020",
            ),
            (
                [
                    "Smallest difference dermatologists see (75 % detection)",
                    "Kleinster Unterschied, den Dermatologen sehen (75 % erkannt)",
                ],
                ["43.4 hairs/cm², or 22.7 %", "43,4 Haare/cm² oder 22,7 %"],
                "Buontempo et al., JAAD",
            ),
            (
                [
                    "Terminal hairs on a normal scalp",
                    "Terminalhaare auf gesunder Kopfhaut",
                ],
                ["175 to 300, mean 223", "175 bis 300, Mittel 223"],
                "Barman, BioNumbers 116431",
            ),
        ],
    ),
    (
        [
            "Percent of hair count or hair weight",
            "Prozent der Haarzahl oder des Haargewichts",
        ],
        &[(
            ["Finasteride, 192 weeks", "Finasterid, 192 Wochen"],
            [
                "count +7.2 % (placebo −13.0 %), weight +21.6 % (placebo −24.5 %)",
                "Zahl +7,2 % (Placebo −13,0 %), Gewicht +21,6 % (Placebo −24,5 %)",
            ],
            "JAAD 2006, 55:71",
        )],
    ),
    (
        [
            "Share of patients whose photographs improved",
            "Anteil der Patienten mit gebesserten Fotos",
        ],
        &[(
            [
                "Dutasteride mesotherapy, women, week 18",
                "Mesotherapie mit Dutasterid, Frauen, Woche 18",
            ],
            ["62.8 %; saline 17.5 %", "62,8 %; Kochsalz 17,5 %"],
            "Moftah 2013",
        )],
    ),
    (
        ["Hair growth", "Haarwachstum"],
        &[(
            ["Growing (anagen) hair", "Wachsendes (anagenes) Haar"],
            ["about 0.3 mm per day", "etwa 0,3 mm am Tag"],
            "TrichoScan",
        )],
    ),
    (
        [
            "How well other methods repeat",
            "Wie gut andere Verfahren sich wiederholen",
        ],
        &[
            (
                ["TrichoScan", "TrichoScan"],
                [
                    "ICC 0.91 within, 0.97 between operators",
                    "ICC 0,91 innerhalb, 0,97 zwischen Untersuchern",
                ],
                "Hoffmann 2001, EJD 11:362",
            ),
            (
                [
                    "Counting the same image again by hand",
                    "Dasselbe Bild noch einmal von Hand gezählt",
                ],
                ["2.7 to 13 %", "2,7 bis 13 %"],
                "Gassmueller 2009, EJD 19(3)",
            ),
            (
                [
                    "Percent hair loss by software, 800 images",
                    "Prozent Haarverlust durch Software, 800 Bilder",
                ],
                ["7.1 % relative error", "7,1 % relativer Fehler"],
                "Legit.Health ASALT",
            ),
            (
                [
                    "Percent hair loss by software",
                    "Prozent Haarverlust durch Software",
                ],
                [
                    "7 % difference, 92 % accuracy",
                    "7 % Unterschied, 92 % Genauigkeit",
                ],
                "HairComb, JAMA Dermatol 2022",
            ),
        ],
    ),
];

/// The published figures in one language.
pub(super) fn fact_groups(lang: Lang) -> Vec<FactGroup> {
    let i = match lang {
        Lang::English => 0,
        Lang::German => 1,
    };
    let fact = |row: &Row| Fact {
        what: row.0[i],
        figure: row.1[i],
        source: row.2,
    };
    GROUPS
        .iter()
        .map(|(unit, rows)| FactGroup {
            unit: unit[i],
            facts: rows.iter().map(fact).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_source_and_densities_stand_alone() {
        for lang in Lang::ALL {
            for group in fact_groups(lang) {
                let is_density = group.unit.contains("cm²");
                for fact in group.facts {
                    assert!(!fact.source.is_empty());
                    assert!(
                        is_density || !fact.figure.contains("cm²"),
                        "{}",
                        fact.figure
                    );
                }
            }
        }
    }
}
