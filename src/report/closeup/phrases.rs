//! The words of close-up views.

use crate::words::Words;

/// Words of one language.
#[derive(Debug)]
pub(crate) struct Phrases {
    pub(crate) decimal: char,
    pub(crate) visit: &'static str,
    pub(crate) hairs: &'static str,
    pub(crate) density: &'static str,
    pub(crate) thickness: &'static str,
    pub(crate) terminal_vellus: &'static str,
    /// Hairs of which no diameter is known, behind the kinds.
    pub(crate) of_no_kind: &'static str,
    pub(crate) cumulative: &'static str,
    pub(crate) place: &'static str,
    pub(crate) certificate: &'static str,
    pub(crate) baseline: &'static str,
    pub(crate) not_placed: &'static str,
    pub(crate) change: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) new: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) undecided: &'static str,
    pub(crate) thickened: &'static str,
    pub(crate) thinned: &'static str,
    pub(crate) net: &'static str,
    pub(crate) more: &'static str,
    pub(crate) fewer: &'static str,
    pub(crate) same: &'static str,
    pub(crate) no_answer: &'static str,
    /// What became of the hairs between two visits.
    pub(crate) sentence: &'static str,
    /// `sentence` where the spot is outlined on the picture.
    pub(crate) sentence_marked: &'static str,
    pub(crate) one_visit: &'static str,
    /// `one_visit` where the spot is outlined on the picture.
    pub(crate) one_visit_marked: &'static str,
    /// For the patient: the interval of the net change.
    pub(crate) net_plain: &'static str,
    /// As `net_plain`, where the estimate is another number.
    pub(crate) net_estimated: &'static str,
    /// For the patient: a photo that could not be compared.
    pub(crate) not_used: &'static str,
    /// For the patient: how many hairs one visit may show.
    pub(crate) count_between: &'static str,
    /// How the method errs.
    pub(crate) bias: &'static str,
    /// For the practitioner: why a density lies low in its interval.
    pub(crate) low: &'static str,
    /// Of long hair on two photos.
    pub(crate) two_of_long: &'static str,
    pub(crate) close_up: &'static str,
    pub(crate) close_ups: &'static str,
    pub(crate) not_counted: &'static str,
    /// A count of one photo without what the others show.
    pub(crate) alone: &'static str,
    /// For the practitioner: why a count is another than that of the photo alone.
    pub(crate) why_alone: &'static str,
    pub(crate) per_cm2: &'static str,
    pub(crate) median_um: &'static str,
    pub(crate) days_short: &'static str,
    pub(crate) months_short: &'static str,
    pub(crate) show: &'static str,
    pub(crate) list: &'static str,
    pub(crate) id: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    pub(crate) fate: &'static str,
    pub(crate) histogram: &'static str,
    pub(crate) density_curve: &'static str,
    pub(crate) cumulative_curve: &'static str,
    pub(crate) not_measured: &'static str,
    /// What the dashed line is, where hairs were counted.
    pub(crate) counted: &'static str,
    pub(crate) note: &'static str,
    pub(crate) repeat: &'static str,
    pub(crate) anagen: &'static str,
    pub(crate) by_hand: &'static str,
}

/// The close-ups' words in the language of `words`.
pub(crate) fn phrases(words: Words) -> &'static Phrases {
    match words.t.code {
        "de" => &DE,
        "tr" => &TR,
        "es" => &ES,
        _ => &EN,
    }
}

const EN: Phrases = Phrases {
    decimal: '.',
    visit: "Visit",
    hairs: "Hairs",
    density: "Density, hairs/cm² (95 % interval)",
    thickness: "Thickness, µm: median (quartiles)",
    terminal_vellus: "Terminal / vellus",
    of_no_kind: "{n} unknown",
    cumulative: "Cumulative thickness, mm/cm²",
    place: "Same spot",
    certificate: "{support} of {possible} roots match, {runner} at the best other place",
    baseline: "baseline",
    not_placed: "not found again",
    change: "Change",
    kept: "kept",
    new: "new",
    lost: "lost",
    undecided: "undecided",
    thickened: "thickened",
    thinned: "thinned",
    net: "New less lost; with those missed (95 % interval)",
    more: "More hairs",
    fewer: "Fewer hairs",
    same: "No change in number can be told",
    no_answer: "No answer",
    sentence: "Hairs on the photographed spot, {from} to {to}: {kept} still there, {new} new, {lost} gone, {undecided} not decidable.",
    sentence_marked: "Hairs on the marked spot, {from} to {to}: {kept} still there, {new} new, {lost} gone, {undecided} not decidable.",
    one_visit: "Hairs counted on the photographed spot ({from}): {count}.",
    one_visit_marked: "Hairs counted on the marked spot ({from}): {count}.",
    net_estimated: "New less gone: {net}; with the hairs that counting misses about {estimate}. With the errors of counting the true number lies between {low} and {high} (in 95 of 100 such cases).",
    net_plain: "New less gone: {net}. With the errors of counting the true number lies between {low} and {high} (in 95 of 100 such cases).",
    not_used: "The photo ({date}) was not used: {reason}.",
    count_between: "With the errors of counting the true number lies between {low} and {high} (in 95 of 100 such cases).",
    bias: "Counting misses hairs that lie along others of their follicular unit. In clipped hair the change given allows for that; in long hair growth and loss still come out too small by about a third: there read the sign and the interval, not the size.",
    low: "Counting finds fewer hairs than there are, above all on a single photo: those that lie along others are missed. The density given is what was counted; its interval allows for what was missed, so that the true density is more likely in the interval's upper part.",
    two_of_long: "Two photos of long hair leave many hairs undecided, and of a true change only about a quarter shows: mostly nothing can be told. Next time take two photos a visit, or clip a spot of about 1 cm² and photograph that.",
    close_up: "1 close-up",
    close_ups: "{n} close-ups",
    not_counted: "not counted",
    alone: "{n} on this photo alone",
    why_alone: "The photos of a spot are counted together: a hair hidden on one photo counts if it is there before and after, a faint one if another photo shows it, too. So a count can move when photos are added; in brackets stands what a photo tells by itself, which does not.",
    per_cm2: "{density} per cm² ({low} to {high})",
    median_um: "median {um} µm",
    days_short: "{n} d",
    months_short: "{n} mo",
    show: "Show",
    list: "Every hair followed",
    id: "Hair",
    before: "Before",
    after: "After",
    fate: "Fate",
    histogram: "Thickness of the hairs",
    density_curve: "Density over the course",
    cumulative_curve: "Cumulative thickness over the course",
    not_measured: "not measured",
    counted: "Hairs with their root inside the dashed line are counted.",
    note: "A hair is new where bare skin was seen before, and lost where bare skin is seen now. Where another hair or glare hides the place, or one photo alone shows something short or faint, it is undecided: that is no change, but widens the interval. The density holds for this spot.",
    repeat: "Two photos of one day: {both} hairs on both, {contradicting} called differently, {undecided} undecided.",
    anagen: "Growing (anagen) hairs: {share} of {hairs} between {from} and {to}.",
    by_hand: "Hairs of {photo} corrected by a person: {added} added, {deleted} deleted, {split} split, {swapped} turned round.",
};

const DE: Phrases = Phrases {
    decimal: ',',
    visit: "Aufnahme",
    hairs: "Haare",
    density: "Dichte, Haare/cm² (95-%-Intervall)",
    thickness: "Dicke, µm: Median (Quartile)",
    terminal_vellus: "Terminal / Vellus",
    of_no_kind: "{n} unbekannt",
    cumulative: "Summe der Dicken, mm/cm²",
    place: "Gleiche Stelle",
    certificate: "{support} von {possible} Wurzeln passen, {runner} an der besten anderen Stelle",
    baseline: "Ausgangsbild",
    not_placed: "nicht wiedergefunden",
    change: "Veränderung",
    kept: "geblieben",
    new: "neu",
    lost: "verloren",
    undecided: "unentschieden",
    thickened: "dicker",
    thinned: "dünner",
    net: "Neu weniger verloren; mit übersehenen (95-%-Intervall)",
    more: "Mehr Haare",
    fewer: "Weniger Haare",
    same: "Keine Änderung der Zahl erkennbar",
    no_answer: "Keine Antwort",
    sentence: "Haare an der fotografierten Stelle, {from} bis {to}: {kept} geblieben, {new} neu, {lost} verloren, {undecided} nicht entscheidbar.",
    sentence_marked: "Haare an der markierten Stelle, {from} bis {to}: {kept} geblieben, {new} neu, {lost} verloren, {undecided} nicht entscheidbar.",
    one_visit: "An der fotografierten Stelle gezählte Haare ({from}): {count}.",
    one_visit_marked: "An der markierten Stelle gezählte Haare ({from}): {count}.",
    net_estimated: "Neu weniger verloren: {net}; mit den Haaren, die das Zählen übersieht, etwa {estimate}. Mit den Fehlern des Zählens liegt die wahre Zahl zwischen {low} und {high} (in 95 von 100 solchen Fällen).",
    net_plain: "Neu weniger verloren: {net}. Mit den Fehlern des Zählens liegt die wahre Zahl zwischen {low} und {high} (in 95 von 100 solchen Fällen).",
    not_used: "Das Foto ({date}) wurde nicht verwendet: {reason}.",
    count_between: "Mit den Fehlern des Zählens liegt die wahre Zahl zwischen {low} und {high} (in 95 von 100 solchen Fällen).",
    bias: "Das Zählen übersieht Haare, die an anderen ihrer follikulären Einheit liegen. Bei gekürztem Haar ist das in der angegebenen Änderung berücksichtigt; bei langem Haar fallen Zunahme und Verlust noch um etwa ein Drittel zu klein aus: dort zählen Vorzeichen und Intervall, nicht die Größe.",
    low: "Gezählt werden weniger Haare, als da sind, vor allem auf einem einzelnen Foto: solche, die an anderen liegen, werden übersehen. Die angegebene Dichte ist das Gezählte; ihr Intervall berücksichtigt das Übersehene, die wahre Dichte liegt darum eher in seinem oberen Teil.",
    two_of_long: "Zwei Fotos von langem Haar lassen viele Haare unentschieden, und von einer wirklichen Änderung zeigt sich nur etwa ein Viertel: meist lässt sich nichts sagen. Beim nächsten Mal helfen zwei Fotos je Termin oder eine gekürzte Stelle von etwa 1 cm², die fotografiert wird.",
    close_up: "1 Nahaufnahme",
    close_ups: "{n} Nahaufnahmen",
    not_counted: "nicht gezählt",
    alone: "{n} auf diesem Bild allein",
    why_alone: "Die Bilder einer Stelle werden zusammen gezählt: ein auf einem Bild verdecktes Haar zählt, wenn es vorher und nachher da ist, ein schwaches, wenn auch ein anderes Bild es zeigt. Die Zahl kann sich darum ändern, wenn Bilder dazukommen; in Klammern steht, was ein Bild für sich allein zeigt: das bleibt gleich.",
    per_cm2: "{density} je cm² ({low} bis {high})",
    median_um: "Median {um} µm",
    days_short: "{n} T.",
    months_short: "{n} Mon.",
    show: "Zeigen",
    list: "Jedes verfolgte Haar",
    id: "Haar",
    before: "Vorher",
    after: "Nachher",
    fate: "Schicksal",
    histogram: "Dicke der Haare",
    density_curve: "Dichte im Verlauf",
    cumulative_curve: "Summe der Dicken im Verlauf",
    not_measured: "nicht gemessen",
    counted: "Gezählt werden Haare, deren Wurzel innerhalb der gestrichelten Linie liegt.",
    note: "Neu ist ein Haar, wo vorher freie Haut zu sehen war, verloren, wo jetzt freie Haut zu sehen ist. Verdeckt ein anderes Haar oder ein Reflex die Stelle, oder zeigt nur ein Foto dort etwas Kurzes oder Blasses, bleibt es unentschieden: das zählt nicht als Änderung, macht aber das Intervall breiter. Die Dichte gilt für diese Stelle.",
    repeat: "Zwei Bilder eines Tages: {both} Haare auf beiden, {contradicting} verschieden beurteilt, {undecided} unentschieden.",
    anagen: "Wachsende Haare (Anagen): {share} von {hairs} zwischen {from} und {to}.",
    by_hand: "Haare auf {photo} von einer Person korrigiert: {added} ergänzt, {deleted} gelöscht, {split} geteilt, {swapped} umgedreht.",
};

const TR: Phrases = Phrases {
    decimal: ',',
    visit: "Çekim",
    hairs: "Kıl sayısı",
    density: "Yoğunluk, kıl/cm² (%95 aralık)",
    thickness: "Kalınlık, µm: ortanca (çeyrekler)",
    terminal_vellus: "Terminal / vellus",
    of_no_kind: "{n} bilinmiyor",
    cumulative: "Toplam kalınlık, mm/cm²",
    place: "Aynı yer",
    certificate: "{possible} kökten {support} tanesi uyuyor, en iyi başka yerde {runner}",
    baseline: "başlangıç",
    not_placed: "yeniden bulunamadı",
    change: "Değişim",
    kept: "kalan",
    new: "yeni",
    lost: "kaybolan",
    undecided: "belirsiz",
    thickened: "kalınlaşan",
    thinned: "incelen",
    net: "Yeni eksi kaybolan; gözden kaçanlarla (%95 aralık)",
    more: "Daha çok kıl",
    fewer: "Daha az kıl",
    same: "Sayıda bir değişim söylenemez",
    no_answer: "Yanıt yok",
    sentence: "Fotoğraflanan yerdeki kıllar, {from} – {to}: {kept} duruyor, {new} yeni, {lost} kaybolmuş, {undecided} belirsiz.",
    sentence_marked: "İşaretli yerdeki kıllar, {from} – {to}: {kept} duruyor, {new} yeni, {lost} kaybolmuş, {undecided} belirsiz.",
    one_visit: "Fotoğraflanan yerde sayılan kıllar ({from}): {count}.",
    one_visit_marked: "İşaretli yerde sayılan kıllar ({from}): {count}.",
    net_estimated: "Yeni eksi kaybolan: {net}; sayımın gözden kaçırdığı kıllarla yaklaşık {estimate}. Sayım hatalarıyla birlikte gerçek sayı {low} ile {high} arasındadır (böyle 100 durumun 95'inde).",
    net_plain: "Yeni eksi kaybolan: {net}. Sayım hatalarıyla birlikte gerçek sayı {low} ile {high} arasındadır (böyle 100 durumun 95'inde).",
    not_used: "Fotoğraf ({date}) kullanılmadı: {reason}.",
    count_between: "Sayım hatalarıyla birlikte gerçek sayı {low} ile {high} arasındadır (böyle 100 durumun 95'inde).",
    bias: "Sayım, aynı foliküler ünitede başka kılların yanında yatan kılları gözden kaçırır. Kısa kesilmiş saçta verilen değişim bunu hesaba katar; uzun saçta artış ve kayıp yine yaklaşık üçte bir eksik çıkar: orada büyüklüğü değil, işareti ve aralığı okuyun.",
    low: "Sayım, en çok da tek bir fotoğrafta, var olandan az kıl bulur: başka kılların yanında yatanlar gözden kaçar. Verilen yoğunluk sayılandır; aralığı gözden kaçanları hesaba katar, bu yüzden gerçek yoğunluk daha çok aralığın üst kısmındadır.",
    two_of_long: "Uzun saçın iki fotoğrafı birçok kılı belirsiz bırakır ve gerçek bir değişimin yalnız yaklaşık dörtte biri görünür: çoğu zaman bir şey söylenemez. Bir dahaki sefere her ziyarette iki fotoğraf çekin ya da yaklaşık 1 cm²'lik bir yeri kısaltıp orayı fotoğraflayın.",
    close_up: "1 yakın çekim",
    close_ups: "{n} yakın çekim",
    not_counted: "sayılmadı",
    alone: "yalnız bu fotoğrafta {n}",
    why_alone: "Bir yerin fotoğrafları birlikte sayılır: bir fotoğrafta örtülü kalan kıl önce ve sonra oradaysa, zayıf bir kıl başka bir fotoğrafta da görülüyorsa sayılır. Bu yüzden fotoğraf eklendikçe sayı değişebilir; ayraç içindeki sayı fotoğrafın tek başına gösterdiğidir ve değişmez.",
    per_cm2: "cm² başına {density} ({low} – {high})",
    median_um: "ortanca {um} µm",
    days_short: "{n} gün",
    months_short: "{n} ay",
    show: "Göster",
    list: "İzlenen her kıl",
    id: "Kıl",
    before: "Önce",
    after: "Sonra",
    fate: "Durum",
    histogram: "Kılların kalınlığı",
    density_curve: "Süreç boyunca yoğunluk",
    cumulative_curve: "Süreç boyunca toplam kalınlık",
    not_measured: "ölçülmedi",
    counted: "Kökü kesikli çizginin içinde olan kıllar sayılır.",
    note: "Önce çıplak derinin görüldüğü yerdeki kıl yeni, şimdi çıplak derinin görüldüğü yerdeki kıl kaybolmuş sayılır. Başka bir kıl ya da parlama yeri örtüyorsa, ya da orada kısa veya soluk bir şeyi yalnız bir fotoğraf gösteriyorsa karar verilmez: bu bir değişim değildir, ama aralığı genişletir. Yoğunluk yalnız bu yer için geçerlidir.",
    repeat: "Aynı günün iki fotoğrafı: ikisinde de {both} kıl, {contradicting} farklı değerlendirildi, {undecided} belirsiz.",
    anagen: "Uzayan (anajen) kıllar: {from} ile {to} arasında {hairs} kıldan {share}.",
    by_hand: "{photo} üzerindeki kıllar bir kişi tarafından düzeltildi: {added} eklendi, {deleted} silindi, {split} bölündü, {swapped} ters çevrildi.",
};

const ES: Phrases = Phrases {
    decimal: ',',
    visit: "Toma",
    hairs: "Pelos",
    density: "Densidad, pelos/cm² (intervalo del 95 %)",
    thickness: "Grosor, µm: mediana (cuartiles)",
    terminal_vellus: "Terminal / velloso",
    of_no_kind: "{n} sin determinar",
    cumulative: "Grosor acumulado, mm/cm²",
    place: "Mismo lugar",
    certificate: "coinciden {support} de {possible} raíces, {runner} en el mejor de los otros lugares",
    baseline: "inicial",
    not_placed: "no se volvió a encontrar",
    change: "Cambio",
    kept: "conservados",
    new: "nuevos",
    lost: "perdidos",
    undecided: "sin decidir",
    thickened: "más gruesos",
    thinned: "más finos",
    net: "Nuevos menos perdidos; con los no vistos (intervalo del 95 %)",
    more: "Más pelos",
    fewer: "Menos pelos",
    same: "No se puede afirmar un cambio en el número",
    no_answer: "Sin respuesta",
    sentence: "Pelos del lugar fotografiado, {from} – {to}: conservados {kept}, nuevos {new}, perdidos {lost}, sin decidir {undecided}.",
    sentence_marked: "Pelos del lugar marcado, {from} – {to}: conservados {kept}, nuevos {new}, perdidos {lost}, sin decidir {undecided}.",
    one_visit: "Pelos contados en el lugar fotografiado ({from}): {count}.",
    one_visit_marked: "Pelos contados en el lugar marcado ({from}): {count}.",
    net_estimated: "Nuevos menos perdidos: {net}; con los pelos que el recuento no ve, unos {estimate}. Con los errores del recuento, el número real está entre {low} y {high} (en 95 de cada 100 casos así).",
    net_plain: "Nuevos menos perdidos: {net}. Con los errores del recuento, el número real está entre {low} y {high} (en 95 de cada 100 casos así).",
    not_used: "La foto ({date}) no se usó: {reason}.",
    count_between: "Con los errores del recuento, el número real está entre {low} y {high} (en 95 de cada 100 casos así).",
    bias: "El recuento no ve pelos que yacen junto a otros de su unidad folicular. En pelo recortado el cambio indicado ya lo tiene en cuenta; en pelo largo el aumento y la pérdida aún salen alrededor de un tercio más pequeños: ahí lea el signo y el intervalo, no el tamaño.",
    low: "El recuento encuentra menos pelos de los que hay, sobre todo en una sola foto: se le escapan los que yacen junto a otros. La densidad indicada es lo contado; su intervalo tiene en cuenta lo que se escapa, de modo que la densidad real está más bien en su parte superior.",
    two_of_long: "Dos fotos de pelo largo dejan muchos pelos sin decidir, y de un cambio real solo se ve alrededor de una cuarta parte: casi nunca se puede afirmar nada. La próxima vez haga dos fotos por visita, o recorte un lugar de 1 cm² aproximadamente y fotografíelo.",
    close_up: "1 primer plano",
    close_ups: "{n} primeros planos",
    not_counted: "no contados",
    alone: "{n} solo en esta foto",
    why_alone: "Las fotos de un lugar se cuentan juntas: un pelo tapado en una foto cuenta si está antes y después, y uno débil si otra foto también lo muestra. Por eso el número puede cambiar cuando se añaden fotos; entre paréntesis está lo que la foto muestra por sí sola, que no cambia.",
    per_cm2: "{density} por cm² (de {low} a {high})",
    median_um: "mediana {um} µm",
    days_short: "{n} d",
    months_short: "{n} m",
    show: "Mostrar",
    list: "Cada pelo seguido",
    id: "Pelo",
    before: "Antes",
    after: "Después",
    fate: "Destino",
    histogram: "Grosor de los pelos",
    density_curve: "Densidad a lo largo del tratamiento",
    cumulative_curve: "Grosor acumulado a lo largo del tratamiento",
    not_measured: "no medido",
    counted: "Se cuentan los pelos con la raíz dentro de la línea discontinua.",
    note: "Un pelo es nuevo donde antes se veía piel desnuda, y perdido donde ahora se ve piel desnuda. Donde otro pelo o un reflejo tapa el lugar, o solo una foto muestra algo corto o tenue, queda sin decidir: no es un cambio, pero ensancha el intervalo. La densidad vale para este lugar.",
    repeat: "Dos fotos de un mismo día: {both} pelos en ambas, {contradicting} juzgados de modo distinto, {undecided} sin decidir.",
    anagen: "Pelos en crecimiento (anágenos): {share} de {hairs} entre {from} y {to}.",
    by_hand: "Pelos de {photo} corregidos por una persona: {added} añadidos, {deleted} borrados, {split} divididos, {swapped} invertidos.",
};

impl Phrases {
    /// A number with `digits` decimals and a true minus sign.
    pub(crate) fn number(&self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs()).replace('.', &self.decimal.to_string());
        let zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
        match value < 0.0 && !zero {
            true => format!("−{text}"),
            false => text,
        }
    }

    /// The end of an interval of hairs with its sign: whole, but never rounded to the zero that the
    /// verdict says it excludes.
    pub(crate) fn end(&self, value: f64) -> String {
        let digits = match value.abs() {
            0.005..0.05 => 2,
            0.05..0.5 => 1,
            _ => 0,
        };
        self.signed(value, digits)
    }

    /// A number with `digits` decimals and its sign, a plus before what is above zero.
    pub(crate) fn signed(&self, value: f64, digits: usize) -> String {
        let text = self.number(value, digits);
        let zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
        match value > 0.0 && !zero {
            true => format!("+{text}"),
            false => text,
        }
    }
}

/// A phrase with its gaps filled.
pub(in crate::report) fn filled(phrase: &str, gaps: &[(&str, &str)]) -> String {
    gaps.iter().fold(phrase.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn an_interval_that_excludes_zero_shows_it() {
        let p = phrases(Words {
            t: Lang::English.text(),
        });
        assert_eq!(p.end(-0.10), "−0.1");
        assert_eq!(p.end(0.02), "+0.02");
        assert_eq!(p.end(-8.4), "−8");
        assert_eq!(p.end(0.0), "0");
    }
}
