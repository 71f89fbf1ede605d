//! What words in the names of files and folders mean: views, sides, before and after, and words
//! that say nothing, in the languages in which clinics write them (English, German, Turkish,
//! Spanish, French, Italian, Portuguese, Russian, Polish).
//!
//! Words are compared folded ([`fold`]): without case, accents and other marks, so that `Schläfe`,
//! `SCHLAEFE`, `tyl` and `tył` are found whatever the keyboard. A word that stands in no table
//! means nothing: names of people and places never become a view.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which side of the head a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// The crown by a word of its own, such as `crown` or `Wirbel`.
    Crown,
    /// From above, by a word that also goes with other views, such as `top` in `top front`.
    Above,
    /// A parting along the middle.
    Midline,
    /// The hairline or the forehead.
    Frontal,
    /// A temple or a side; which of the two, [`Meaning::Side`] says.
    Temporal,
    /// The back of the head, the nape, the donor area.
    Occipital,
    /// Trichoscopy or a macro shot.
    Closeup,
}

/// The subject's left or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Before or after treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Before, at baseline.
    Before,
    /// After, at follow-up.
    After,
}

/// What a known word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A view, or the part of the head that one shows.
    Seen(Seen),
    /// A side.
    Side(Side),
    /// Before or after.
    When(When),
    /// Says nothing about the view: cameras' and messengers' prefixes, visits, units of time.
    Nothing,
}

/// Words and phrases by what they mean, folded.
const TABLE: &[(Meaning, &[&str])] = &[
    (Meaning::Seen(Seen::Crown), CROWN),
    (Meaning::Seen(Seen::Above), ABOVE),
    (Meaning::Seen(Seen::Midline), MIDLINE),
    (Meaning::Seen(Seen::Frontal), FRONTAL),
    (Meaning::Seen(Seen::Temporal), TEMPORAL),
    (Meaning::Seen(Seen::Occipital), OCCIPITAL),
    (Meaning::Seen(Seen::Closeup), CLOSEUP),
    (Meaning::Side(Side::Left), LEFT),
    (Meaning::Side(Side::Right), RIGHT),
    (Meaning::When(When::Before), BEFORE),
    (Meaning::When(When::After), AFTER),
    (Meaning::Nothing, NOTHING),
];

#[rustfmt::skip]
const CROWN: &[&str] = &[
    "vertex", "crown", "crowns", "crown area", "crown view", "whorl", "swirl", "cowlick", "vortex", "tonsure", "bald spot", "back crown",
    "scheitel", "scheitelbereich", "scheitelregion", "haarwirbel", "wirbel", "wirbelbereich", "krone", "oberkopf", "tonsur", "vertexbereich",
    "tepe", "tepesi", "tepeden", "tepe bolgesi", "tepe noktasi", "verteks", "kafa tepesi", "girdap",
    "coronilla", "corona", "vertice", "remolino", "tonsura", "mollera",
    "sommet", "sommet du crane", "couronne", "tourbillon", "vertex du crane",
    "sommita", "cocuzzolo", "chierica", "vortice", "corona capelli",
    "coroa", "redemoinho", "rodamoinho", "topo da cabeca", "cocuruto",
    "макушка", "макушки", "макушку", "макушке", "макушечная", "макушечная область", "темя", "теменная", "теменной", "теменная область", "вертекс", "завиток", "вихор", "корона",
    "ciemie", "wierzcholek", "wierzcholek glowy", "czubek", "czubek glowy", "szczyt", "szczyt glowy", "korona",
    "makushka", "temya",
];

#[rustfmt::skip]
const ABOVE: &[&str] = &[
    "top", "topdown", "top down", "top view", "topview", "above", "from above", "overhead", "midscalp", "mid scalp", "birdseye", "bird eye", "birds eye", "upper",
    "oben", "von oben", "draufsicht", "aufsicht", "ansicht von oben", "vogelperspektive",
    "ust", "ustten", "ust gorunum", "yukari", "yukaridan", "kafa ustu",
    "arriba", "desde arriba", "encima", "superior", "vista superior", "parte superior", "cenital", "plano cenital",
    "dessus", "vue de dessus", "du dessus", "haut", "du haut", "vue du haut", "haut du crane",
    "alto", "dall alto", "dal alto", "sopra", "da sopra", "superiore",
    "topo", "cima", "de cima", "por cima", "do alto",
    "сверху", "верх", "вид сверху", "верхушка",
    "gora", "z gory", "gory", "od gory", "widok z gory", "wierzch",
    "sverhu", "sverkhu",
];

#[rustfmt::skip]
const MIDLINE: &[&str] = &[
    "midline", "mid line", "midline part", "parting", "partline", "part line", "hair part", "hairpart", "middle part", "mid part", "centre part", "center part", "central part", "centre parting", "center parting", "central parting", "midpart", "part width",
    "mittelscheitel", "mittellinie", "scheitellinie", "mittel scheitel", "scheitelbreite",
    "ayrim", "sac ayrimi", "ayrimi", "orta cizgi", "orta hat", "orta ayrim", "ayrik",
    "raya", "raya central", "raya media", "raya del pelo", "linea media", "raya al medio",
    "raie", "raie centrale", "raie mediane", "ligne mediane", "raie du milieu",
    "riga centrale", "riga in mezzo", "scriminatura", "linea mediana",
    "risca", "risca central", "risca do meio", "repartido", "linha media", "repartido ao meio",
    "пробор", "пробора", "центральный пробор", "средняя линия", "прямой пробор", "probor",
    "przedzialek", "linia srodkowa", "srodkowy przedzialek",
];

#[rustfmt::skip]
const FRONTAL: &[&str] = &[
    "frontal", "front", "frontview", "front view", "hairline", "hair line", "hairlines", "front hairline", "frontal hairline", "forehead", "anterior", "frontalhairline", "fronto", "bangs area", "m shape", "receding hairline",
    "haarlinie", "haaransatz", "stirn", "stirnhaargrenze", "stirnbereich", "vorn", "vorne", "von vorn", "von vorne", "vorderkopf", "vorderansicht", "frontansicht", "stirnansicht", "geheimratsecken", "geheimratsecke", "gehemratsecken", "frontbereich",
    "oen", "oenden", "oen cizgi", "oen hat", "alin cizgisi", "oen sac cizgisi", "oen sac", "oen bolge", "alin", "alindan", "sac cizgisi", "on sac cizgisi", "onden", "cephe", "karsidan",
    "frente", "de frente", "desde el frente", "linea frontal", "linea del cabello", "linea de implantacion", "linea capilar", "entradas", "delante", "delantera", "parte frontal", "vista frontal", "flequillo",
    "devant", "de face", "frontale", "ligne frontale", "ligne frontale des cheveux", "implantation", "ligne d implantation", "golfes", "golfe", "vue de face",
    "fronte", "attaccatura", "attaccatura capelli", "attaccatura dei capelli", "stempiatura", "stempiature", "davanti", "linea frontale", "di fronte",
    "linha frontal", "linha do cabelo", "linha capilar", "frontais", "da frente", "regiao frontal",
    "лоб", "лба", "лобная", "лобная область", "лобной", "спереди", "фронтальная", "фронтальный", "фронт", "фронтально", "линия роста волос", "линия роста", "линия волос", "кромка", "залысины", "залысина", "передняя", "передняя линия", "вид спереди", "анфас",
    "czolo", "czola", "przod", "z przodu", "od przodu", "linia wlosow", "zakola", "zakole", "linia czolowa", "czolowa", "frontalna", "frontalny",
    "lob", "speredi", "liniya rosta",
];

#[rustfmt::skip]
const TEMPORAL: &[&str] = &[
    "temporal", "temple", "temples", "temporals", "side", "sides", "sideview", "side view", "lateral", "profile", "temporoparietal", "sideburn", "sideburns",
    "schlafe", "schlaefe", "schlafen", "schlaefen", "schlafenbereich", "schlaefenbereich", "seite", "seiten", "seitlich", "seitenansicht", "profil", "temporalbereich",
    "sakak", "sakaklar", "sakagi", "yan", "yandan", "yan gorunum", "taraf", "tarafi",
    "sien", "sienes", "lado", "costado", "lateralmente", "perfil", "de perfil", "zona temporal",
    "tempe", "tempes", "cote", "laterale", "temporale", "de cote", "profil gauche droit",
    "tempia", "tempie", "lato", "fianco", "profilo", "di lato", "di profilo",
    "tempora", "temporas", "fonte lateral", "de lado", "regiao temporal",
    "висок", "виски", "виска", "височная", "височная область", "сбоку", "бок", "боковая", "боковой", "сторона", "профиль", "вид сбоку",
    "skron", "skronie", "skroni", "bok", "z boku", "boczny", "boczna", "strona", "skroniowa",
    "visok", "sboku",
];

#[rustfmt::skip]
const OCCIPITAL: &[&str] = &[
    "occipital", "occiput", "occipit", "occipitals", "back", "backside", "back side", "backview", "back view", "back head", "backhead", "back of head", "back of the head", "rear", "rear view", "rearview", "behind", "from behind", "nape", "nape of neck", "neck", "donor", "donors", "donor area", "donor zone", "donorarea", "posterior", "safe zone",
    "hinten", "von hinten", "hinterkopf", "hinterhaupt", "nacken", "nackenbereich", "ruckseite", "rueckseite", "ruckansicht", "rueckansicht", "spender", "spenderbereich", "spenderareal", "spenderzone", "spenderregion", "donorbereich", "okzipital", "occipitalbereich",
    "ense", "enseden", "arka", "arkadan", "arka gorunum", "arka taraf", "arka bolge", "donor bolge", "donor alan", "donor bolgesi", "verici", "verici bolge", "verici alan", "oksipital",
    "nuca", "occipucio", "trasera", "trasero", "parte trasera", "parte posterior", "vista trasera", "atras", "detras", "desde atras", "por detras", "donante", "zona donante", "area donante", "dadora", "zona dadora", "cogote",
    "nuque", "arriere", "derriere", "vue arriere", "de dos", "vue de dos", "arriere du crane", "arriere de la tete", "zone donneuse", "donneuse", "zone donneur", "occipitale",
    "dietro", "da dietro", "retro", "posteriore", "collo", "zona donatrice", "donatrice", "area donatrice", "occipite", "nucale",
    "de tras", "parte de tras", "doadora", "area doadora", "zona doadora", "pescoco", "de costas", "occipicio", "occipital posterior",
    "затылок", "затылка", "затылочная", "затылочная область", "затылке", "сзади", "вид сзади", "донор", "донорская", "донорская зона", "донорская область", "шея",
    "potylica", "potylicy", "potyliczna", "tyl", "tyl glowy", "z tylu", "od tylu", "kark", "karku", "dawcza", "obszar dawczy", "strefa dawcza", "okolica dawcza", "donorowa",
    "zatylok", "szadi",
];

#[rustfmt::skip]
const CLOSEUP: &[&str] = &[
    "closeup", "close up", "closeups", "macro", "trichoscopy", "trichoscope", "trichoscopic", "dermoscopy", "dermatoscopy", "dermoscope", "dermatoscope", "phototrichogram", "trichogram", "trichoscan", "micro", "microscope", "microscopy", "videodermoscopy",
    "makro", "nahaufnahme", "nahansicht", "detailaufnahme", "trichoskopie", "dermatoskopie", "dermoskopie", "auflichtmikroskopie", "trichogramm", "phototrichogramm", "mikroskop",
    "yakin cekim", "yakin", "trikoskopi", "dermatoskopi", "dermoskopi", "fototrikogram", "mikroskop goruntusu",
    "primer plano", "tricoscopia", "dermatoscopia", "dermoscopia", "fototricograma", "tricograma", "microscopio",
    "gros plan", "trichoscopie", "dermatoscopie", "dermoscopie", "phototrichogramme", "trichogramme",
    "primo piano", "tricoscopico", "fototricogramma", "tricogramma", "ravvicinata",
    "close", "aproximada", "aproximado", "macrofotografia",
    "макро", "крупный план", "крупно", "трихоскопия", "дерматоскопия", "трихограмма", "фототрихограмма", "микро",
    "zblizenie", "trichoskopia", "dermatoskopia", "dermoskopia", "fototrichogram", "trichoskopowe",
];

#[rustfmt::skip]
const LEFT: &[&str] = &[
    "left", "lft", "lhs", "links", "linke", "linker", "linkes", "linken", "linksseitig",
    "sol", "soldan", "solda",
    "izquierda", "izquierdo", "izq", "izqda", "izqdo", "gauche", "sinistra", "sinistro", "sx",
    "esquerda", "esquerdo", "esq",
    "слева", "левый", "левая", "левое", "левого", "левой", "лев", "лево", "левосторонний",
    "lewy", "lewa", "lewe", "lewo", "lewej", "lewego", "lewostronny", "sleva", "levyj", "levaya",
];

#[rustfmt::skip]
const RIGHT: &[&str] = &[
    "right", "rgt", "rhs", "rechts", "rechte", "rechter", "rechtes", "rechten", "rechtsseitig",
    "sag", "sagdan", "sagda",
    "derecha", "derecho", "dcha", "dcho", "droite", "droit", "destra", "destro", "dx",
    "direita", "direito", "dta",
    "справа", "правый", "правая", "правое", "правого", "правой", "прав", "право", "правосторонний",
    "prawy", "prawa", "prawe", "prawo", "prawej", "prawego", "prawostronny", "sprava", "pravyj", "pravaya",
];

#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "before", "pre", "preop", "pre op", "pretreatment", "pre treatment", "baseline", "initial", "prior",
    "vorher", "vor", "davor", "vor behandlung", "vor therapie", "ausgang", "ausgangsbefund", "ausgangszustand",
    "once", "oncesi", "oence", "oencesi", "oncesinde", "baslangic", "tedavi oncesi", "tedavi oencesi",
    "antes", "previo", "inicial", "inicio", "basal", "avant", "avant traitement", "debut", "initiale", "prima", "iniziale", "precedente",
    "до", "до лечения", "до процедуры", "исходно", "исходный", "przed", "przed zabiegiem", "poczatek", "do lecheniya",
];

#[rustfmt::skip]
const AFTER: &[&str] = &[
    "after", "post", "postop", "post op", "posttreatment", "post treatment", "followup", "follow up", "final", "result", "results",
    "nachher", "nach", "danach", "nach behandlung", "nach therapie", "verlauf", "verlaufskontrolle", "kontrolle", "ergebnis",
    "sonra", "sonrasi", "sonrasinda", "sonuc", "tedavi sonrasi", "kontrol",
    "despues", "posterior al tratamiento", "resultado", "seguimiento", "apres", "apres traitement", "resultat", "suivi", "controle", "dopo", "risultato", "controllo",
    "depois", "apos", "acompanhamento", "после", "после лечения", "после процедуры", "результат", "контроль", "po", "po zabiegu", "efekt", "wynik", "kontrola", "posle",
];

#[rustfmt::skip]
const NOTHING: &[&str] = &[
    // Cameras, telephones, messengers, screens.
    "img", "image", "images", "imagem", "imagen", "imagens", "imagenes", "immagine", "immagini", "dsc", "dscf", "dscn", "dcim", "mvimg", "pxl", "pano", "burst", "cover", "hdr", "edit", "edited", "copy", "copia", "kopie", "kopia", "copie", "kopya", "копия",
    "photo", "photos", "foto", "fotos", "fotograf", "fotografia", "fotografie", "fotograflar", "фото", "zdjecie", "zdjecia", "pic", "pics", "picture", "pictures", "bild", "bilder", "scan", "shot", "portrait", "resim", "gorsel", "снимок", "изображение",
    "whatsapp", "wa", "signal", "telegram", "viber", "wechat", "messenger", "facebook", "fb", "line", "screenshot", "screenshots", "bildschirmfoto", "screen", "schermata", "captura", "capture", "pantalla", "tela", "de pantalla", "ecran", "d ecran", "ekran", "ekran goruntusu", "ekran resmi", "снимок экрана", "экрана", "zrzut", "zrzut ekranu", "ekranu",
    "iphone", "ipad", "galaxy", "pixel", "canon", "nikon", "sony", "xiaomi", "huawei", "samsung", "ios", "android", "mp", "raw", "jpeg", "jpg", "heic", "png", "tif", "tiff", "webp",
    "at", "am", "pm", "um", "uhr", "saat", "a las", "alle", "ore", "as", "в", "o", "right after", "right before", "left out", "left over",
    // Visits, sessions, time.
    "visit", "visits", "session", "sessions", "appointment", "day", "days", "week", "weeks", "month", "months", "year", "years", "mo", "wk", "yr", "no", "nr", "num", "number",
    "besuch", "termin", "sitzung", "sitzungen", "behandlung", "tag", "tage", "woche", "wochen", "monat", "monate", "monaten", "jahr", "jahre", "untersuchung",
    "ziyaret", "seans", "randevu", "gun", "hafta", "ay", "yil", "muayene", "tedavi",
    "visita", "visitas", "sesion", "sesiones", "cita", "dia", "dias", "semana", "semanas", "mes", "meses", "ano", "anos", "consulta", "tratamiento",
    "visite", "visites", "seance", "seances", "jour", "jours", "semaine", "semaines", "mois", "consultation", "rendez vous", "traitement",
    "seduta", "sedute", "appuntamento", "giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "trattamento", "controllo visita",
    "sessao", "sessoes", "visita de controle", "mes de", "tratamento",
    "визит", "сеанс", "сеанса", "прием", "день", "дня", "дней", "неделя", "недели", "недель", "месяц", "месяца", "месяцев", "год", "года", "лечение", "процедура",
    "wizyta", "wizyty", "sesja", "zabieg", "dzien", "dni", "tydzien", "tygodnie", "tygodni", "miesiac", "miesiace", "miesiecy", "rok", "lat",
    // Treatments and things said of every photo of a course.
    "prp", "meso", "mesotherapy", "mesotherapie", "mezoterapi", "mesoterapia", "мезотерапия", "mezoterapia", "minoxidil", "finasteride", "laser", "lllt", "fue", "treatment", "therapy", "therapie", "terapia", "dutasteride", "dutasterid", "spironolactone", "exosome", "exosomes", "microneedling", "dermaroller", "transplant", "transplantation", "fut", "dhi", "surgery", "operation", "op", "ameliyat", "injection", "injections", "spritze", "enjeksiyon", "dr",
    "hair", "haar", "haare", "sac", "pelo", "cabello", "cheveux", "capelli", "cabelo", "волосы", "волос", "wlosy", "head", "kopf", "kafa", "cabeza", "tete", "testa", "cabeca", "голова", "glowa", "scalp", "kopfhaut", "view", "ansicht", "gorunum", "vista", "vue", "вид", "widok", "area", "region", "bereich", "bolge", "zona", "zone",
    "control", "wet", "dry", "nass", "trocken", "islak", "kuru",
    "the", "of", "and", "und", "ve", "y", "et", "e", "и", "i", "de", "del", "da", "do", "di", "du", "la", "le", "el", "il", "from", "von", "mit", "with", "z", "с", "на", "na",
];

/// A name's text without case, accents and other marks: what is compared. `ı`, `ß`, `ł` and the
/// like become their plain letters; `й` becomes `и`.
pub(super) fn fold(text: &str) -> String {
    let composed: String = text.nfkc().collect::<String>().to_lowercase();
    // Turkish for front is the English "on" but for its dots.
    let marked = composed.replace("ön", "oen");
    let mut folded = String::with_capacity(marked.len());
    for c in marked.nfd() {
        match c {
            // Of the marks only that of й tells two letters apart.
            '\u{306}' if folded.ends_with('и') => {
                folded.pop();
                folded.push('й');
            }
            mark if is_combining_mark(mark) => {}
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            other => folded.push(other),
        }
    }
    folded
}

/// The words of a name, folded, in order: split where letters end, where digits begin, and where a
/// capital follows a small letter. Digits are words of their own.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last: Option<char> = None;
    for c in name.nfc() {
        let joins = last.is_some_and(|l| {
            l.is_numeric() == c.is_numeric() && !(l.is_lowercase() && c.is_uppercase())
        });
        if !c.is_alphanumeric() && !is_combining_mark(c) {
            last = None;
            words.push(std::mem::take(&mut word));
            continue;
        }
        if !joins && !word.is_empty() && !is_combining_mark(c) {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
        last = Some(c);
    }
    words.push(word);
    let folded = words.iter().map(|word| fold(word));
    folded.filter(|word| !word.is_empty()).collect()
}

/// Longest phrase of the tables, words.
const LONGEST_PHRASE: usize = 5;

/// The meanings of a name's words in order, the longest phrase first; `None` stands for a word
/// that is not known. Numbers are passed over.
pub(super) fn meanings(words: &[String]) -> Vec<Option<Meaning>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].chars().all(char::is_numeric) {
            at += 1;
            continue;
        }
        let longest = LONGEST_PHRASE.min(words.len() - at);
        let hit = (1..=longest)
            .rev()
            .find_map(|n| Some((n, meaning_of(&words[at..at + n].join(" "))?)));
        found.push(hit.map(|(_, meaning)| meaning));
        at += hit.map_or(1, |(n, _)| n);
    }
    found
}

fn meaning_of(phrase: &str) -> Option<Meaning> {
    let listed = |phrase: &str| {
        TABLE
            .iter()
            .find(|(_, entries)| entries.contains(&phrase))
            .map(|(meaning, _)| *meaning)
    };
    // `Schläfenregion`, `crownview`: a known word with what is said of any photo behind it.
    let shortened = || {
        let rest = |end: &&str| phrase.strip_suffix(*end).filter(|rest| rest.len() > 2);
        ENDS.iter().find_map(|end| listed(rest(end)?))
    };
    listed(phrase).or_else(shortened)
}

/// What compounds end with that says nothing about the view.
const ENDS: [&str; 12] = [
    "ansicht", "bereich", "region", "areal", "zone", "aufnahme", "foto", "bild", "view", "area",
    "shot", "photo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_written_as_words_are_compared() {
        for (meaning, entries) in TABLE {
            for entry in *entries {
                let joined = words(entry).join(" ");
                assert!(
                    joined == *entry,
                    "{meaning:?}: {entry:?} is compared as {joined:?}"
                );
                assert!(entry.split(' ').count() <= LONGEST_PHRASE, "{entry:?}");
            }
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        for (i, (meaning, entries)) in TABLE.iter().enumerate() {
            for entry in *entries {
                let other = TABLE[..i].iter().find(|(_, others)| others.contains(entry));
                assert!(other.is_none(), "{entry:?} is {meaning:?} and {other:?}");
            }
        }
    }

    #[test]
    fn case_accents_and_compositions_do_not_matter() {
        for same in ["Schläfe", "SCHLÄFE", "Schla\u{308}fe", "schlafe"] {
            assert_eq!(fold(same), "schlafe");
        }
        assert_eq!(fold("TEPESİ"), "tepesi");
        assert_eq!(fold("şakağı"), "sakagi");
        assert_eq!(fold("ЛЕВЫЙ ещё"), "левый еще");
        assert_eq!(fold("Ön"), "oen");
        assert_eq!(fold("ｃｒｏｗｎ"), "crown");
    }

    #[test]
    fn words_end_at_digits_and_capitals() {
        assert_eq!(
            words("IMG_12leftTemple-b"),
            ["img", "12", "left", "temple", "b"]
        );
        assert_eq!(words("VERTEX2 (1)"), ["vertex", "2", "1"]);
        assert_eq!(words("ense\u{301}x"), ["ensex"]);
    }
}
