//! What a cohort says of subjects without an answer.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    ("no report", ["kein Bericht", "rapor yok", "sin informe"]),
    (
        "not comparable, no reason recorded",
        [
            "nicht vergleichbar, kein Grund vermerkt",
            "karşılaştırılamaz, neden kaydedilmemiş",
            "no comparable, sin motivo registrado",
        ],
    ),
    (
        "photographed in close-up only",
        [
            "nur in Nahaufnahme fotografiert",
            "yalnız yakın çekimi var",
            "solo en primer plano",
        ],
    ),
    (
        "no usable photo of this view",
        [
            "kein brauchbares Foto dieser Ansicht",
            "bu görünümde kullanılabilir fotoğraf yok",
            "sin foto utilizable de esta vista",
        ],
    ),
    (
        "all ranks agree: the interval cannot be estimated",
        [
            "alle Ränge stimmen überein: das Intervall lässt sich nicht schätzen",
            "tüm sıralar uyuşuyor: aralık kestirilemez",
            "todos los rangos coinciden: no se puede estimar el intervalo",
        ],
    ),
    (
        "subjects with both numbers: {n}, at least {m} needed",
        [
            "Personen mit beiden Zahlen: {n}, mindestens {m} nötig",
            "iki sayısı da olan hasta: {n}, en az {m} gerekli",
            "personas con ambos números: {n}, se necesitan al menos {m}",
        ],
    ),
    (
        "every subject has the same number of sessions or the same change",
        [
            "alle haben dieselbe Zahl von Sitzungen oder dieselbe Änderung",
            "tüm hastaların seans sayısı ya da değişimi aynı",
            "todas tienen el mismo número de sesiones o el mismo cambio",
        ],
    ),
    (
        "no session in the course's log",
        [
            "keine Sitzung im Verlauf vermerkt",
            "tedavi kaydında seans yok",
            "sin sesión en el registro del curso",
        ],
    ),
    (
        "no comparable photo",
        [
            "kein vergleichbares Foto",
            "karşılaştırılabilir fotoğraf yok",
            "sin foto comparable",
        ],
    ),
    (
        "no view could be measured",
        [
            "keine Ansicht konnte gemessen werden",
            "hiçbir görünüm ölçülemedi",
            "no se pudo medir ninguna vista",
        ],
    ),
    (
        "no comparable photo within the window or on both sides of it",
        [
            "kein vergleichbares Foto im Fenster oder auf beiden Seiten davon",
            "pencerede ya da iki yanında karşılaştırılabilir fotoğraf yok",
            "sin foto comparable en la ventana ni a ambos lados",
        ],
    ),
    (
        "no close-up of a later day",
        [
            "keine Nahaufnahme eines späteren Tages",
            "daha sonraki bir günün yakın çekimi yok",
            "sin primer plano de un día posterior",
        ],
    ),
    (
        "its visit has a photo of {head}, which counts once",
        [
            "sein Besuch hat ein Foto von {head}, das einmal zählt",
            "ziyaretinde {head} için sayılan bir fotoğraf var; bir kez sayılır",
            "su visita tiene una foto de {head}, que cuenta una vez",
        ],
    ),
    (
        "keep a person's photos in one folder",
        [
            "die Fotos einer Person in einem Ordner halten",
            "bir kişinin fotoğraflarını tek klasörde tutun",
            "guarde las fotos de una persona en una sola carpeta",
        ],
    ),
    (
        "no reason told",
        ["kein Grund genannt", "neden söylenmedi", "sin motivo dicho"],
    ),
    (
        "it has no regions",
        ["sie hat keine Regionen", "bölgesi yok", "no tiene regiones"],
    ),
    ("not counted", ["nicht gezählt", "sayılmadı", "no contado"]),
];
