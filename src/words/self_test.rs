//! The phrases of a self-test, one row a phrase: English, German, Turkish, Spanish. Its page and the
//! terminal say the same.

use super::text::Text;

/// Declares [`SelfTestText`] and its four languages.
macro_rules! self_test_table {
    ($($field:ident: $en:literal, $de:literal, $tr:literal, $es:literal;)*) => {
        /// The phrases of one language. `{...}` in a phrase is a named gap.
        #[derive(Debug)]
        pub(crate) struct SelfTestText {
            $(pub(crate) $field: &'static str,)*
        }

        static ENGLISH: SelfTestText = SelfTestText { $($field: $en,)* };
        static GERMAN: SelfTestText = SelfTestText { $($field: $de,)* };
        static TURKISH: SelfTestText = SelfTestText { $($field: $tr,)* };
        static SPANISH: SelfTestText = SelfTestText { $($field: $es,)* };

        #[cfg(test)]
        const ROWS: &[[&str; 4]] = &[$([$en, $de, $tr, $es]),*];
    };
}

/// The self-test's phrases in the language of `text`.
pub(super) fn self_test_text(text: &Text) -> &'static SelfTestText {
    match text.code {
        "de" => &GERMAN,
        "tr" => &TURKISH,
        "es" => &SPANISH,
        _ => &ENGLISH,
    }
}

#[rustfmt::skip]
self_test_table! {
    title: "Self-test of the photo set-up", "Selbsttest der Fotoausrüstung", "Fotoğraf düzeninin öz sınaması", "Autoprueba del equipo fotográfico";
    result: "Result", "Ergebnis", "Sonuç", "Resultado";
    lead: "Two photos of a head that did not change differ by up to {n} points of coverage in a region (95 %). A smaller change cannot be told from noise with this set-up.", "Zwei Fotos eines Kopfes, der sich nicht verändert hat, unterscheiden sich in einer Region um bis zu {n} Prozentpunkte Deckung (95 %). Eine kleinere Änderung ist mit dieser Ausrüstung nicht vom Rauschen zu unterscheiden.", "Değişmemiş bir başın iki fotoğrafı bir bölgede {n} puana kadar örtünme farkı gösterir (%95). Bu düzenle daha küçük bir değişim gürültüden ayırt edilemez.", "Dos fotos de una cabeza que no cambió difieren hasta {n} puntos de cobertura en una región (95 %). Con este equipo un cambio menor no se distingue del ruido.";
    standard_error: "Standard error of measurement {sem} points (95 % interval {low} to {high}), from {photos}; degrees of freedom: {degrees}.", "Standardfehler der Messung {sem} Prozentpunkte (95-%-Intervall {low} bis {high}), aus {photos}; Freiheitsgrade: {degrees}.", "Ölçmenin standart hatası {sem} puan (%95 aralık {low} ile {high}), kaynak: {photos}; serbestlik derecesi: {degrees}.", "Error estándar de la medida {sem} puntos (intervalo del 95 %: {low} a {high}), de {photos}; grados de libertad: {degrees}.";
    few: "Few repeats: the interval says how little is known. Ten or more, over several heads, give a useful figure.", "Wenige Wiederholungen: Das Intervall sagt, wie wenig bekannt ist. Zehn oder mehr, über mehrere Köpfe, geben eine brauchbare Zahl.", "Az tekrar: aralık ne kadar az şey bilindiğini söyler. Birkaç başta on ya da daha fazlası işe yarar bir değer verir.", "Pocas repeticiones: el intervalo dice lo poco que se sabe. Diez o más, en varias cabezas, dan una cifra útil.";
    icc: "Intraclass correlation ICC(1,1) {icc} ({low} to {high}), over {n} {over}", "Intraklassenkorrelation ICC(1,1) {icc} ({low} bis {high}), über {n} {over}", "Sınıf içi korelasyon ICC(1,1) {icc} ({low} ile {high}), {n} {over} üzerinden", "Correlación intraclase ICC(1,1) {icc} ({low} a {high}), sobre {n} {over}";
    no_icc: "No intraclass correlation: {why}", "Keine Intraklassenkorrelation: {why}", "Sınıf içi korelasyon yok: {why}", "Sin correlación intraclase: {why}";
    by_region: "By region", "Nach Region", "Bölgeye göre", "Por región";
    region: "region", "Region", "bölge", "región";
    all_regions: "all regions", "alle Regionen", "tüm bölgeler", "todas las regiones";
    sem: "standard error, points", "Standardfehler, Punkte", "standart hata, puan", "error estándar, puntos";
    interval: "95 % interval", "95-%-Intervall", "%95 aralık", "intervalo del 95 %";
    detectable: "smallest detectable change, points", "kleinste nachweisbare Änderung, Punkte", "saptanabilir en küçük değişim, puan", "menor cambio detectable, puntos";
    values: "values", "Werte", "değerler", "valores";
    span: "{low} to {high}", "{low} bis {high}", "{low} ile {high}", "{low} a {high}";
    agreement: "Agreement of successive photos", "Übereinstimmung aufeinanderfolgender Fotos", "Art arda fotoğrafların uyumu", "Concordancia de fotos sucesivas";
    plot_note: "Each dot is a region on two successive photos: difference against mean (Bland and Altman 1986). Lines: mean difference and 95 % limits of agreement.", "Jeder Punkt ist eine Region auf zwei aufeinanderfolgenden Fotos: Unterschied gegen Mittel (Bland und Altman 1986). Linien: mittlerer Unterschied und 95-%-Grenzen der Übereinstimmung.", "Her nokta art arda iki fotoğrafta bir bölgedir: ortalamaya karşı fark (Bland ve Altman 1986). Çizgiler: ortalama fark ve %95 uyum sınırları.", "Cada punto es una región en dos fotos sucesivas: diferencia frente a media (Bland y Altman 1986). Líneas: diferencia media y límites de concordancia del 95 %.";
    difference: "difference, points", "Unterschied, Punkte", "fark, puan", "diferencia, puntos";
    mean: "mean coverage, %", "mittlere Deckung, %", "ortalama örtünme, %", "cobertura media, %";
    not_used: "Photos that could not be used", "Fotos, die nicht verwendet werden konnten", "Kullanılamayan fotoğraflar", "Fotos que no se pudieron usar";
    left_out: "left out", "weggelassen", "dışarıda bırakıldı", "descartada";
    notes: "Notes", "Hinweise", "Notlar", "Notas";
    provenance: "Provenance", "Herkunft", "Kaynak", "Procedencia";
    method: "method {method}, parameters", "Methode {method}, Parameter", "yöntem {method}, parametreler", "método {method}, parámetros";
    head: "head", "Kopf", "baş", "cabeza";
    photo: "photo", "Foto", "fotoğraf", "foto";
    photos_of: "photos: {photos}, heads: {heads}", "Fotos: {photos}, Köpfe: {heads}", "fotoğraf: {photos}, baş: {heads}", "fotos: {photos}, cabezas: {heads}";
    series: "photos: {photos}, heads: {heads}, series (a view on a day): {series}", "Fotos: {photos}, Köpfe: {heads}, Serien (eine Ansicht an einem Tag): {series}", "fotoğraf: {photos}, baş: {heads}, dizi (bir günde bir görünüm): {series}", "fotos: {photos}, cabezas: {heads}, series (una vista en un día): {series}";
    page: "Page: {file}", "Seite: {file}", "Sayfa: {file}", "Página: {file}";
    use_it: "Use it: {command}", "Verwenden: {command}", "Kullanmak için: {command}", "Usarla: {command}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_its_gaps_in_every_language() {
        let gaps = |phrase: &str| {
            let parts = phrase.split('{').skip(1);
            let mut names: Vec<&str> = parts
                .filter_map(|part| Some(part.split_once('}')?.0))
                .collect();
            names.sort_unstable();
            names.join(" ")
        };
        for [english, others @ ..] in ROWS {
            for other in others {
                assert_eq!(gaps(english), gaps(other), "{english}");
            }
        }
    }
}
