//! What studies found, with sources, kept apart by kind of quantity.

use crate::words::Lang;

/// Facts of one kind of quantity: figures of different groups are never to be set against each
/// other.
pub(super) struct FactGroup {
    pub(crate) unit: &'static str,
    pub(crate) facts: Vec<Fact>,
}

/// One published figure.
pub(super) struct Fact {
    pub(crate) what: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) source: &'static str,
}

type Row = ([&'static str; 4], [&'static str; 4], &'static str);

/// Title and rows, each text in English, German, Turkish and Spanish.
const GROUPS: [([&str; 4], &[Row]); 6] = [
    (
        [
            "Points on a coverage score (nearest in kind, other scale)",
            "Punkte einer Deckungsskala (am ehesten verwandt, andere Skala)",
            "Kapatma ölçeğinde puan (en yakın tür, başka ölçek)",
            "Puntos de una escala de cobertura (lo más afín, otra escala)",
        ],
        &[(
            [
                "Finasteride against placebo, 6 months",
                "Finasterid gegen Placebo, 6 Monate",
                "Finasterid, plaseboya karşı, 6 ay",
                "Finasterida frente a placebo, 6 meses",
            ],
            [
                "about 5 points",
                "etwa 5 Punkte",
                "yaklaşık 5 puan",
                "unos 5 puntos",
            ],
            "Van Neste 2006, Validation of scalp coverage scoring methods for scalp hair loss in male pattern hair loss (androgenetic alopecia), Skin Res Technol",
        )],
    ),
    (
        [
            "Hairs per cm² (density, not coverage)",
            "Haare je cm² (Dichte, nicht Deckung)",
            "cm² başına saç (yoğunluk, kapatma değil)",
            "Pelos por cm² (densidad, no cobertura)",
        ],
        &[
            (
                [
                    "Minoxidil 5 % solution, 48 weeks",
                    "Minoxidil 5 %, Lösung, 48 Wochen",
                    "Minoksidil %5 çözelti, 48 hafta",
                    "Minoxidil 5 %, solución, 48 semanas",
                ],
                [
                    "+18.6 (SD 25.4); placebo +3.9 (21.7)",
                    "+18,6 (SD 25,4); Placebo +3,9 (21,7)",
                    "+18,6 (SS 25,4); plasebo +3,9 (21,7)",
                    "+18,6 (DE 25,4); placebo +3,9 (21,7)",
                ],
                "Suchonwanit et al. 2019, Minoxidil and its use in hair disorders: a review, Drug Des Devel Ther 13:2777 (PMC6691938), table 2",
            ),
            (
                [
                    "Minoxidil 5 % foam, 16 weeks",
                    "Minoxidil 5 %, Schaum, 16 Wochen",
                    "Minoksidil %5 köpük, 16 hafta",
                    "Minoxidil 5 %, espuma, 16 semanas",
                ],
                [
                    "+20.9 (SD 22.5); placebo +4.7 (19.7)",
                    "+20,9 (SD 22,5); Placebo +4,7 (19,7)",
                    "+20,9 (SS 22,5); plasebo +4,7 (19,7)",
                    "+20,9 (DE 22,5); placebo +4,7 (19,7)",
                ],
                "Suchonwanit et al. 2019, Minoxidil and its use in hair disorders: a review, Drug Des Devel Ther 13:2777 (PMC6691938)",
            ),
            (
                [
                    "Minoxidil 5 %, small TrichoScan series (n = 9)",
                    "Minoxidil 5 %, kleine TrichoScan-Reihe (n = 9)",
                    "Minoksidil %5, küçük TrichoScan dizisi (n = 9)",
                    "Minoxidil 5 %, serie pequeña con TrichoScan (n = 9)",
                ],
                [
                    "+21.3 at 3 months, +34 at 6",
                    "+21,3 nach 3 Monaten, +34 nach 6",
                    "3. ayda +21,3, 6. ayda +34",
                    "+21,3 a los 3 meses, +34 a los 6",
                ],
                "Hoffmann 2005, TrichoScan: what is new?, Dermatology 211:54",
            ),
            (
                [
                    "Platelet-rich plasma, 13 trials",
                    "Plättchenreiches Plasma, 13 Studien",
                    "Trombositten zengin plazma, 13 çalışma",
                    "Plasma rico en plaquetas, 13 ensayos",
                ],
                [
                    "+27.6 (14.0 to 41.1), I² 96 %, low certainty",
                    "+27,6 (14,0 bis 41,1), I² 96 %, geringe Sicherheit",
                    "+27,6 (14,0 – 41,1), I² %96, düşük kesinlik",
                    "+27,6 (14,0 a 41,1), I² 96 %, certeza baja",
                ],
                "Kieling 2024",
            ),
            (
                [
                    "Platelet-rich plasma, TrichoScan trial (n = 30)",
                    "Plättchenreiches Plasma, TrichoScan-Studie (n = 30)",
                    "Trombositten zengin plazma, TrichoScan çalışması (n = 30)",
                    "Plasma rico en plaquetas, ensayo con TrichoScan (n = 30)",
                ],
                [
                    "no improvement",
                    "keine Besserung",
                    "iyileşme yok",
                    "sin mejoría",
                ],
                "Gressenberger et al. 2020, Platelet-rich plasma for androgenetic alopecia treatment: a randomized placebo-controlled pilot study, Acta Derm Venereol 100",
            ),
            (
                [
                    "Smallest difference dermatologists see (75 % detection)",
                    "Kleinster Unterschied, den Dermatologen sehen (75 % erkannt)",
                    "Dermatologların gördüğü en küçük fark (%75 saptama)",
                    "Menor diferencia que ven los dermatólogos (detección del 75 %)",
                ],
                [
                    "43.4 hairs/cm², or 22.7 %",
                    "43,4 Haare/cm² oder 22,7 %",
                    "43,4 saç/cm² ya da %22,7",
                    "43,4 pelos/cm², o 22,7 %",
                ],
                "Buontempo et al., JAAD",
            ),
            (
                [
                    "Terminal hairs on a normal scalp",
                    "Terminalhaare auf gesunder Kopfhaut",
                    "Normal saçlı deride terminal saç",
                    "Pelos terminales en un cuero cabelludo normal",
                ],
                [
                    "175 to 300, mean 223",
                    "175 bis 300, Mittel 223",
                    "175 – 300, ortalama 223",
                    "175 a 300, media 223",
                ],
                "Barman et al. 1965, The normal trichogram of the adult, J Invest Dermatol 44:233 (BioNumbers 116431)",
            ),
        ],
    ),
    (
        [
            "Percent of hair count or hair weight",
            "Prozent der Haarzahl oder des Haargewichts",
            "Saç sayısının ya da ağırlığının yüzdesi",
            "Porcentaje del recuento o del peso del pelo",
        ],
        &[(
            [
                "Finasteride, 192 weeks",
                "Finasterid, 192 Wochen",
                "Finasterid, 192 hafta",
                "Finasterida, 192 semanas",
            ],
            [
                "count +7.2 % (placebo −13.0 %), weight +21.6 % (placebo −24.5 %)",
                "Zahl +7,2 % (Placebo −13,0 %), Gewicht +21,6 % (Placebo −24,5 %)",
                "sayı +%7,2 (plasebo −%13,0), ağırlık +%21,6 (plasebo −%24,5)",
                "recuento +7,2 % (placebo −13,0 %), peso +21,6 % (placebo −24,5 %)",
            ],
            "Price et al. 2006, Changes in hair weight in men with androgenetic alopecia after treatment with finasteride (1 mg daily), J Am Acad Dermatol 55:71",
        )],
    ),
    (
        [
            "Share of patients whose photographs improved",
            "Anteil der Patienten mit gebesserten Fotos",
            "Fotoğrafları iyileşen hastaların oranı",
            "Proporción de pacientes cuyas fotos mejoraron",
        ],
        &[(
            [
                "Dutasteride mesotherapy, women, week 18",
                "Mesotherapie mit Dutasterid, Frauen, Woche 18",
                "Dutasterid mezoterapisi, kadınlar, 18. hafta",
                "Mesoterapia con dutasterida, mujeres, semana 18",
            ],
            [
                "62.8 %; saline 17.5 %",
                "62,8 %; Kochsalz 17,5 %",
                "%62,8; tuzlu su %17,5",
                "62,8 %; suero salino 17,5 %",
            ],
            "Moftah et al. 2013, Mesotherapy using dutasteride-containing preparation in treatment of female pattern hair loss, J Eur Acad Dermatol Venereol 27:686",
        )],
    ),
    (
        [
            "Hair growth",
            "Haarwachstum",
            "Saç büyümesi",
            "Crecimiento del pelo",
        ],
        &[(
            [
                "Growing (anagen) hair",
                "Wachsendes (anagenes) Haar",
                "Büyüyen (anagen) saç",
                "Pelo en crecimiento (anágeno)",
            ],
            [
                "about 0.3 mm per day",
                "etwa 0,3 mm am Tag",
                "günde yaklaşık 0,3 mm",
                "unos 0,3 mm al día",
            ],
            "TrichoScan",
        )],
    ),
    (
        [
            "How well other methods repeat",
            "Wie gut andere Verfahren sich wiederholen",
            "Diğer yöntemlerin tekrarlanabilirliği",
            "Cómo se repiten otros métodos",
        ],
        &[
            (
                ["TrichoScan", "TrichoScan", "TrichoScan", "TrichoScan"],
                [
                    "ICC 0.91 within, 0.97 between operators",
                    "ICC 0,91 innerhalb, 0,97 zwischen Untersuchern",
                    "ICC kişi içinde 0,91, kişiler arasında 0,97",
                    "ICC 0,91 dentro y 0,97 entre operadores",
                ],
                "Hoffmann 2001, TrichoScan: combining epiluminescence microscopy with digital image analysis for the measurement of hair growth in vivo, Eur J Dermatol 11:362",
            ),
            (
                [
                    "Counting the same image again by hand",
                    "Dasselbe Bild noch einmal von Hand gezählt",
                    "Aynı görüntüyü elle yeniden sayma",
                    "Contar la misma imagen otra vez a mano",
                ],
                ["2.7 to 13 %", "2,7 bis 13 %", "%2,7 – 13", "2,7 a 13 %"],
                "Gassmueller et al. 2009, Validation of TrichoScan technology as a fully-automated tool for evaluation of hair growth parameters, Eur J Dermatol 19(3)",
            ),
            (
                [
                    "Percent hair loss by software, 800 images",
                    "Prozent Haarverlust durch Software, 800 Bilder",
                    "Yazılımla saç kaybı yüzdesi, 800 görüntü",
                    "Porcentaje de pérdida por software, 800 imágenes",
                ],
                [
                    "7.1 % relative error",
                    "7,1 % relativer Fehler",
                    "%7,1 göreli hata",
                    "7,1 % de error relativo",
                ],
                "Legit.Health ASALT",
            ),
            (
                [
                    "Percent hair loss by software",
                    "Prozent Haarverlust durch Software",
                    "Yazılımla saç kaybı yüzdesi",
                    "Porcentaje de pérdida por software",
                ],
                [
                    "7 % difference, 92 % accuracy",
                    "7 % Unterschied, 92 % Genauigkeit",
                    "%7 fark, %92 doğruluk",
                    "7 % de diferencia, 92 % de exactitud",
                ],
                "Gudobba et al. 2022, Automating hair loss labels for universally scoring alopecia from images, JAMA Dermatol (HairComb)",
            ),
        ],
    ),
];

/// The published figures in one language.
pub(super) fn fact_groups(lang: Lang) -> Vec<FactGroup> {
    let i = match lang {
        Lang::English => 0,
        Lang::German => 1,
        Lang::Turkish => 2,
        Lang::Spanish => 3,
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
