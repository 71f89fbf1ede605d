//! Close-ups: scale, roots, a person's corrections.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "the scale comes from the burnt-in bar of {a} px, taken as {b} mm: the figure beside it is not read; give px_per_mm or field_mm if it is another length",
        [
            "der Maßstab kommt vom eingeblendeten Balken von {a} px, als {b} mm genommen: die Zahl daneben wird nicht gelesen; px_per_mm oder field_mm angeben, wenn er eine andere Länge hat",
            "ölçek, fotoğraftaki {a} px'lik çubuktan alındı ve {b} mm sayıldı: yanındaki sayı okunmaz; uzunluğu başkaysa px_per_mm ya da field_mm verin",
            "la escala viene de la barra impresa de {a} px, tomada como {b} mm: la cifra de al lado no se lee; dé px_per_mm o field_mm si mide otra cosa",
        ],
    ),
    (
        "by the given scale of {a} px/mm the burnt-in bar of {b} px is {c} mm long, bars are mostly {d} mm: check px_per_mm or field_mm",
        [
            "nach dem angegebenen Maßstab von {a} px/mm ist der eingeblendete Balken von {b} px {c} mm lang, Balken sind meist {d} mm lang: px_per_mm oder field_mm prüfen",
            "verilen {a} px/mm ölçeğine göre fotoğraftaki {b} px'lik çubuk {c} mm uzunluğunda, çubuklar çoğunlukla {d} mm'dir: px_per_mm ya da field_mm değerini denetleyin",
            "según la escala dada de {a} px/mm la barra impresa de {b} px mide {c} mm, las barras suelen medir {d} mm: compruebe px_per_mm o field_mm",
        ],
    ),
    (
        "hairs.json: no hair is near for {a}; it was passed over",
        [
            "hairs.json: für {a} liegt kein Haar in der Nähe; es wurde übergangen",
            "hairs.json: {a} için yakında saç yok; atlandı",
            "hairs.json: no hay ningún pelo cerca de {a}; se omitió",
        ],
    ),
    (
        "the hair is long and the skin uneven: roots cannot be told from broken ends, so the {a} shafts found and their thickness are given, and neither a count by root nor a density",
        [
            "das Haar ist lang und die Haut uneben: Wurzeln sind von abgebrochenen Enden nicht zu unterscheiden, daher werden die {a} gefundenen Schäfte und ihre Dicke angegeben, aber weder eine Zählung nach Wurzeln noch eine Dichte",
            "saç uzun ve deri pürüzlü: kökler kopuk uçlardan ayırt edilemiyor, bu yüzden bulunan {a} saç teli ve kalınlıkları verilir, köke göre sayım ve yoğunluk verilmez",
            "el pelo es largo y la piel irregular: las raíces no se distinguen de extremos cortados; se dan los {a} tallos hallados y su grosor, pero ni recuento por raíz ni densidad",
        ],
    ),
    (
        "{a} hairs lighter than the skin are seen, which are not traced: the {b} dark ones found and their thickness are given, and neither a count nor a density",
        [
            "{a} Haare sind heller als die Haut und werden nicht verfolgt: die {b} gefundenen dunklen und ihre Dicke werden angegeben, aber weder eine Zählung noch eine Dichte",
            "deriden açık renkli {a} saç görülüyor, bunlar izlenmez: bulunan {b} koyu saç ve kalınlıkları verilir, sayım ve yoğunluk verilmez",
            "se ven {a} pelos más claros que la piel, que no se siguen: se dan los {b} oscuros hallados y su grosor, pero ni recuento ni densidad",
        ],
    ),
    (
        "the spot was not found again: nowhere do more than four roots match",
        [
            "die Stelle wurde nicht wiedergefunden: nirgends passen mehr als vier Wurzeln",
            "aynı yer bulunamadı: hiçbir yerde dörtten fazla kök eşleşmiyor",
            "no se encontró el mismo lugar: en ninguna parte coinciden más de cuatro raíces",
        ],
    ),
    (
        "a whole head is seen on this picture ({a} % sure), which is given as a close-up: what is counted on it are no hairs; give it another view, such as vertex",
        [
            "auf diesem Bild ist ein ganzer Kopf zu sehen ({a} % sicher), angegeben ist es als Nahaufnahme: was darauf gezählt wird, sind keine Haare; eine andere Ansicht angeben, etwa vertex",
            "bu resimde bütün bir baş görülüyor (%{a} emin), yakın çekim olarak verilmiş: üzerinde sayılanlar saç değildir; vertex gibi başka bir görünüm verin",
            "en esta imagen se ve una cabeza entera ({a} % seguro), pero está dada como primer plano: lo que se cuenta en ella no son pelos; dele otra vista, por ejemplo vertex",
        ],
    ),
];
