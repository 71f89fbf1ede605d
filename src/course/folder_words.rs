//! Words by which a folder's name says what it holds, folded: no accents, no capitals.

/// Folders that systems make: recycle bins, thumbnails, snapshots, what a file check found.
pub(super) const SYSTEM: &[&str] = &[
    "__macosx",
    "found.000",
    "lost+found",
    "lost.dir",
    "network trash folder",
    "papierkorb",
    "recycle bin",
    "recycled",
    "recycler",
    "system volume information",
    "temporary items",
    "trash",
];

/// Names of the folder that holds a course's photos.
pub(super) const PHOTOS: &[&str] = &[
    "bilder",
    "fotograflar",
    "fotos",
    "foto",
    "images",
    "imagenes",
    "imagens",
    "immagini",
    "photos",
    "pictures",
    "zdjecia",
    "фото",
    "фотографии",
];

/// Words of folders that hold pictures made from photos, copies or leftovers.
#[rustfmt::skip]
pub(super) const DERIVED: &[&str] = &[
    "edited", "edit", "edits", "export", "exports", "exported", "retouched", "retouch", "cropped", "crop", "crops", "processed", "resized", "compressed", "enhanced",
    "thumb", "thumbs", "thumbnail", "thumbnails", "preview", "previews", "small", "web", "lowres", "lightroom", "photoshop", "snapseed", "collage", "collages", "comparison", "comparisons", "slideshow", "presentation", "print", "prints",
    "backup", "backups", "old", "original", "originals", "raw", "raws", "copy", "copies", "archive", "archived", "tmp", "temp", "cache", "output", "out", "report", "reports", "tricholapse",
    "bearbeitet", "bearbeitete", "retusche", "retuschiert", "zugeschnitten", "beschnitten", "verkleinert", "vorschau", "klein", "sicherung", "alt", "originale", "kopie", "kopien", "archiv", "vergleich", "bericht", "ausgabe", "exportiert", "druck",
    "duzenlenmis", "duzenlenen", "kirpilmis", "disa", "yedek", "eski", "kopya", "arsiv", "karsilastirma", "rapor", "kucuk",
    "editado", "editados", "editadas", "editada", "exportado", "exportados", "exportar", "recortado", "recortadas", "recortados", "retocado", "retocadas", "miniaturas", "miniatura", "copia", "copias", "respaldo", "viejo", "viejas", "archivo", "comparacion", "informe",
    "retouche", "retouches", "modifie", "modifies", "modifiees", "recadre", "recadrees", "exportees", "exporte", "vignettes", "sauvegarde", "ancien", "anciennes", "copies", "rapport", "comparaison",
    "modificato", "modificate", "modificati", "ritagliate", "ritagliato", "ritoccate", "esportate", "esportati", "esporta", "miniature", "vecchio", "vecchie", "confronto", "copie", "archivio",
    "recortadas", "exportadas", "antigas", "antigo", "relatorio", "comparacao", "backup",
    "обработанные", "обработка", "отредактированные", "редактированные", "экспорт", "обрезанные", "миниатюры", "копия", "копии", "архив", "старые", "сравнение", "отчет",
    "edytowane", "obrobione", "eksport", "wyeksportowane", "przyciete", "miniatury", "kopia", "stare", "archiwum", "porownanie", "raport",
];

/// Words that name a visit.
#[rustfmt::skip]
pub(super) const VISIT: &[&str] = &[
    "visit", "visits", "session", "appointment", "month", "months", "week", "weeks", "day", "besuch", "termin", "sitzung", "behandlung", "monat",
    "monate", "woche", "wochen", "tag", "untersuchung", "ziyaret", "seans", "randevu", "ay", "hafta", "muayene", "visita", "sesion", "cita",
    "mes", "meses", "semana", "semanas", "consulta", "visite", "seance", "mois", "semaine", "semaines", "consultation", "seduta", "mese", "mesi",
    "settimana", "sessao", "визит", "сеанс", "прием", "месяц", "месяца", "месяцев", "неделя", "недели", "wizyta", "sesja", "zabieg", "miesiac",
    "miesiace", "miesiecy", "tydzien",
];
