//! A photo just taken, copies, and regions without a value.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "the scale is taken as the baseline's, {n} px/mm: right for the same device and setting; else give px_per_mm or field_mm in course.toml",
        [
            "der Maßstab ist der des Ausgangsfotos, {n} px/mm: richtig bei demselben Gerät und derselben Einstellung; sonst px_per_mm oder field_mm in course.toml angeben",
            "ölçek başlangıçtaki gibi alındı, {n} px/mm: aynı aygıt ve ayar için doğru; değilse course.toml içinde px_per_mm ya da field_mm verin",
            "la escala es la de la inicial, {n} px/mm: correcta con el mismo aparato y ajuste; si no, indique px_per_mm o field_mm en course.toml",
        ],
    ),
    (
        "no scale is known: hairs are compared, but no density and no diameter is given; give px_per_mm or field_mm in course.toml",
        [
            "kein Maßstab bekannt: Haare werden verglichen, aber weder Dichte noch Durchmesser angegeben; px_per_mm oder field_mm in course.toml angeben",
            "ölçek bilinmiyor: kıllar karşılaştırılır, ama yoğunluk ve çap verilmez; course.toml içinde px_per_mm ya da field_mm verin",
            "no se conoce la escala: se comparan los pelos, pero no se da densidad ni diámetro; indique px_per_mm o field_mm en course.toml",
        ],
    ),
    (
        "over all regions together it would show changes from {n} points on",
        [
            "über alle Regionen zusammen würde es Änderungen ab {n} Punkten zeigen",
            "tüm bölgelerin toplamında {n} puandan itibaren değişimleri gösterirdi",
            "en todas las regiones juntas mostraría cambios desde {n} puntos",
        ],
    ),
    (
        "photo {k} of this visit: spread {a} points; one more would bring the detectable change from {b} to {c}",
        [
            "Foto {k} dieses Termins: Streuung {a} Punkte; eines mehr brächte die nachweisbare Änderung von {b} auf {c}",
            "bu muayenenin {k}. fotoğrafı: yayılım {a} puan; bir tane daha saptanabilir değişimi {b} değerinden {c} değerine getirir",
            "foto {k} de esta visita: dispersión {a} puntos; una más llevaría el cambio detectable de {b} a {c}",
        ],
    ),
    (
        "dated {a}, before the baseline of {b}: if it was taken later, set the camera's clock or give --date",
        [
            "datiert auf {a}, vor dem Ausgangsfoto vom {b}: Wurde es später aufgenommen, die Uhr der Kamera stellen oder --date angeben",
            "tarihi {a}, {b} tarihli başlangıçtan önce: daha sonra çekildiyse kameranın saatini ayarlayın ya da --date verin",
            "fechada el {a}, antes de la inicial del {b}: si se tomó después, ponga en hora la cámara o indique --date",
        ],
    ),
    (
        "the file is a copy of {photo}: a photo tells nothing against itself",
        [
            "die Datei ist eine Kopie von {photo}: gegen sich selbst sagt ein Foto nichts",
            "dosya {photo} dosyasının kopyası: fotoğraf kendisine karşı bir şey söylemez",
            "el archivo es una copia de {photo}: una foto no dice nada frente a sí misma",
        ],
    ),
    // As a mark says it, without the second half.
    (
        "the same exposure as {photo}: its hairs lie strand by strand as there, which no two photographs show (a copy re-encoded, resized, turned or retouched)",
        [
            "dieselbe Aufnahme wie {photo}: Die Haare liegen Strähne für Strähne wie dort, was keine zwei Fotos zeigen (eine neu gespeicherte, verkleinerte, gedrehte oder bearbeitete Kopie)",
            "{photo} ile aynı çekim: saçlar tel tel oradaki gibi duruyor, iki ayrı fotoğraf bunu göstermez (yeniden kaydedilmiş, küçültülmüş, döndürülmüş ya da rötuşlanmış kopya)",
            "la misma toma que {photo}: el pelo está mechón a mechón como allí, lo que no muestran dos fotos distintas (una copia recodificada, redimensionada, girada o retocada)",
        ],
    ),
    (
        "the same exposure as {photo}: its hairs lie strand by strand as there, which no two photographs show (a copy re-encoded, resized, turned or retouched); a photo tells nothing against itself",
        [
            "dieselbe Aufnahme wie {photo}: Die Haare liegen Strähne für Strähne wie dort, was keine zwei Fotos zeigen (eine neu gespeicherte, verkleinerte, gedrehte oder bearbeitete Kopie); gegen sich selbst sagt ein Foto nichts",
            "{photo} ile aynı çekim: saçlar tel tel oradaki gibi duruyor, iki ayrı fotoğraf bunu göstermez (yeniden kaydedilmiş, küçültülmüş, döndürülmüş ya da rötuşlanmış kopya); fotoğraf kendisine karşı bir şey söylemez",
            "la misma toma que {photo}: el pelo está mechón a mechón como allí, lo que no muestran dos fotos distintas (una copia recodificada, redimensionada, girada o retocada); una foto no dice nada frente a sí misma",
        ],
    ),
    (
        "no head is seen on it: see whether it shows the whole head, with some room around it",
        [
            "darauf ist kein Kopf zu erkennen: nachsehen, ob es den ganzen Kopf zeigt, mit etwas Platz ringsum",
            "üzerinde baş görülmüyor: çevresinde biraz boşlukla bütün başı gösterip göstermediğine bakın",
            "no se ve ninguna cabeza: compruebe que muestra la cabeza entera, con algo de espacio alrededor",
        ],
    ),
    (
        "no region can be measured: {why}",
        [
            "keine Region lässt sich messen: {why}",
            "hiçbir bölge ölçülemiyor: {why}",
            "no se puede medir ninguna región: {why}",
        ],
    ),
    (
        "not measured: {regions} ({why})",
        [
            "nicht gemessen: {regions} ({why})",
            "ölçülmedi: {regions} ({why})",
            "no medido: {regions} ({why})",
        ],
    ),
    (
        "nobody said the view of {photo}, and the head seems to be seen {from}: see whether the regions lie where their names say; if so, say view = {view} in course.toml or with --view",
        [
            "niemand hat die Ansicht von {photo} genannt, und der Kopf ist anscheinend {from} zu sehen: prüfen, ob die Regionen dort liegen, wo ihr Name sagt; wenn ja, view = {view} in course.toml oder mit --view angeben",
            "{photo} için görünüm belirtilmedi ve baş {from} görülüyor gibi: bölgelerin adlarının dediği yerde olup olmadığına bakın; öyleyse course.toml içinde view = {view} yazın ya da --view ile verin",
            "nadie dijo la vista de {photo}, y la cabeza parece vista {from}: compruebe si las regiones están donde dice su nombre; si es así, indique view = {view} en course.toml o con --view",
        ],
    ),
];
