//! How a photo was taken or put together, its parting, strands and camera; what keeps it from being aligned.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "a straight edge runs through the whole photo at column {n}: it seems put together from several pictures or edited",
        [
            "eine gerade Kante läuft bei Spalte {n} durch das ganze Foto: Es scheint aus mehreren Bildern zusammengesetzt oder bearbeitet",
            "{n}. sütunda fotoğrafın tamamı boyunca düz bir kenar var: birden çok resimden birleştirilmiş ya da düzenlenmiş görünüyor",
            "un borde recto atraviesa toda la foto en la columna {n}: parece compuesta de varias imágenes o editada",
        ],
    ),
    (
        "a straight edge runs through the whole photo at row {n}: it seems put together from several pictures or edited",
        [
            "eine gerade Kante läuft bei Zeile {n} durch das ganze Foto: Es scheint aus mehreren Bildern zusammengesetzt oder bearbeitet",
            "{n}. satırda fotoğrafın tamamı boyunca düz bir kenar var: birden çok resimden birleştirilmiş ya da düzenlenmiş görünüyor",
            "un borde recto atraviesa toda la foto en la fila {n}: parece compuesta de varias imágenes o editada",
        ],
    ),
    (
        "give every picture as a file of its own, as taken",
        [
            "jedes Bild als eigene Datei angeben, so wie es aufgenommen wurde",
            "her resmi çekildiği gibi, ayrı bir dosya olarak verin",
            "dé cada imagen como archivo propio, tal como se tomó",
        ],
    ),
    (
        "the photo is too small to look for an edge",
        [
            "das Foto ist zu klein, um nach einer Kante zu suchen",
            "fotoğraf kenar aramak için çok küçük",
            "la foto es demasiado pequeña para buscar un borde",
        ],
    ),
    (
        "the head's outline is {a} times as long as wide, at most {b} wanted from above: is the face or the neck in view? Look at the regions' picture",
        [
            "der Umriss des Kopfes ist {a}-mal so lang wie breit, von oben sollten es höchstens {b} sein: Ist das Gesicht oder der Nacken im Bild? Das Bild der Regionen ansehen",
            "başın dış hattı eninin {a} katı uzunlukta, yukarıdan en çok {b} istenir: yüz ya da ense mi görünüyor? Bölgelerin resmine bakın",
            "el contorno de la cabeza es {a} veces más largo que ancho, desde arriba se quiere como máximo {b}: ¿se ve la cara o la nuca? Mire la imagen de las regiones",
        ],
    ),
    (
        "take the photo from straight above or give regions.geojson",
        [
            "genau von oben fotografieren oder regions.geojson angeben",
            "tam yukarıdan çekin ya da regions.geojson verin",
            "tome la foto justo desde arriba o dé regions.geojson",
        ],
    ),
    (
        "the outline is looked at in views from above only",
        [
            "der Umriss wird nur in Ansichten von oben geprüft",
            "dış hatta yalnızca yukarıdan görünümlerde bakılır",
            "el contorno se mira solo en vistas desde arriba",
        ],
    ),
    (
        "the parting runs {a} % of the head's width beside its place at baseline, at most {b} % wanted: part the hair at the same place, along a comb's edge",
        [
            "der Scheitel verläuft {a} % der Kopfbreite neben seinem Platz auf dem Ausgangsfoto, höchstens {b} % sollten es sein: das Haar an derselben Stelle scheiteln, an einer Kammkante entlang",
            "saç ayrımı başlangıçtaki yerinden baş genişliğinin %{a} kadarı uzakta, en çok %{b} istenir: saçı aynı yerden, tarak kenarı boyunca ayırın",
            "la raya corre a un {a} % del ancho de la cabeza de su lugar inicial, se quiere como máximo un {b} %: haga la raya en el mismo lugar, a lo largo del borde de un peine",
        ],
    ),
    (
        "{regions}: strands run in no common direction (alignment {a}, at least {b} wanted): stubble, tight curls and tattooed dots look alike, and pigment reads as hair",
        [
            "{regions}: Die Strähnen laufen in keine gemeinsame Richtung (Ausrichtung {a}, mindestens {b} sollten es sein): Stoppeln, enge Locken und tätowierte Punkte sehen gleich aus, und Pigment liest sich als Haar",
            "{regions}: saç telleri ortak bir yöne gitmiyor (hizalanma {a}, en az {b} istenir): kısa kırpılmış saç, sıkı bukle ve dövme noktalar aynı görünür, pigment saç sanılır",
            "{regions}: los mechones no van en una dirección común (alineación {a}, se quiere al menos {b}): pelo rapado, rizos apretados y puntos tatuados se ven igual, y el pigmento se lee como pelo",
        ],
    ),
    (
        "{regions}: the alignment of strands was {a} at baseline and is {b}: hair was cut to stubble or grew out of it, or dots were tattooed",
        [
            "{regions}: Die Ausrichtung der Strähnen war {a} auf dem Ausgangsfoto und ist {b}: Das Haar wurde auf Stoppeln geschnitten oder wuchs heraus, oder Punkte wurden tätowiert",
            "{regions}: tellerin hizalanması başlangıçta {a} idi, şimdi {b}: saç çok kısa kırpıldı ya da uzadı, ya da nokta dövme yapıldı",
            "{regions}: la alineación de los mechones era {a} al inicio y es {b}: el pelo se rapó o volvió a crecer, o se tatuaron puntos",
        ],
    ),
    (
        "such visits do not compare",
        [
            "solche Termine lassen sich nicht vergleichen",
            "böyle muayeneler karşılaştırılamaz",
            "tales visitas no se comparan",
        ],
    ),
    (
        "no region shows enough texture to tell a direction",
        [
            "keine Region zeigt genug Struktur für eine Richtung",
            "hiçbir bölge bir yön söyleyecek kadar doku göstermiyor",
            "ninguna región muestra bastante textura para decir una dirección",
        ],
    ),
    (
        "colours of half-covered scalp look as if the camera had raised contrast (by {a} in the quarter tones, at most {b} wanted): switch HDR, filters and portrait modes off, or use another camera app, at every visit alike",
        [
            "die Farben halb bedeckter Kopfhaut sehen aus, als hätte die Kamera den Kontrast angehoben (um {a} in den Vierteltönen, höchstens {b} sollten es sein): HDR, Filter und Porträtmodus ausschalten oder eine andere Kamera-App nehmen, bei jedem Termin gleich",
            "yarı örtülü derinin renkleri, kamera kontrastı artırmış gibi görünüyor (çeyrek tonlarda {a}, en çok {b} istenir): HDR, filtre ve portre modunu kapatın ya da her muayenede aynı olmak üzere başka bir kamera uygulaması kullanın",
            "los colores del cuero cabelludo medio cubierto parecen de una cámara que sube el contraste (en {a} en los cuartos de tono, se quiere como máximo {b}): apague HDR, filtros y modo retrato, o use otra aplicación de cámara, igual en cada visita",
        ],
    ),
    (
        "too little of the head is half hidden by hair to tell; switch HDR, filters and portrait modes off",
        [
            "zu wenig des Kopfes ist halb von Haar verdeckt, um es zu sagen; HDR, Filter und Porträtmodus ausschalten",
            "söylemek için başın çok azı saçla yarı örtülü; HDR, filtre ve portre modunu kapatın",
            "muy poca parte de la cabeza está medio cubierta de pelo para decirlo; apague HDR, filtros y modo retrato",
        ],
    ),
    (
        "taken on the day of a session; if after it, redness, swelling and wet hair can change the reading: take photos before the session",
        [
            "am Tag einer Sitzung aufgenommen; wenn danach, können Rötung, Schwellung und nasses Haar den Wert ändern: vor der Sitzung fotografieren",
            "bir seans gününde çekildi; seanstan sonraysa kızarıklık, şişlik ve ıslak saç sonucu değiştirebilir: fotoğrafı seanstan önce çekin",
            "tomada el día de una sesión; si fue después, enrojecimiento, hinchazón y pelo mojado pueden cambiar la lectura: haga las fotos antes de la sesión",
        ],
    ),
    (
        "taken before the first session",
        [
            "vor der ersten Sitzung aufgenommen",
            "ilk seanstan önce çekildi",
            "tomada antes de la primera sesión",
        ],
    ),
    (
        "nothing says when the photo was taken; give --date",
        [
            "nichts sagt, wann das Foto aufgenommen wurde; --date angeben",
            "fotoğrafın ne zaman çekildiğini hiçbir şey söylemiyor; --date verin",
            "nada dice cuándo se tomó la foto; indique --date",
        ],
    ),
    (
        "no common sampling with the baseline: the head was not found, is too small or shows no detail",
        [
            "keine gemeinsame Auflösung mit dem Ausgangsfoto: Der Kopf wurde nicht gefunden, ist zu klein oder zeigt keine Einzelheiten",
            "başlangıçla ortak çözünürlük yok: baş bulunamadı, çok küçük ya da ayrıntı göstermiyor",
            "sin resolución común con la inicial: la cabeza no se encontró, es muy pequeña o no muestra detalle",
        ],
    ),
    (
        "fill the picture with the head",
        [
            "das Bild mit dem Kopf füllen",
            "resmi başla doldurun",
            "llene la imagen con la cabeza",
        ],
    ),
    (
        "no pixel of the head to look at",
        [
            "kein Pixel des Kopfes zum Prüfen",
            "bakılacak baş pikseli yok",
            "ningún píxel de la cabeza que mirar",
        ],
    ),
    (
        "no starting position fits both photos",
        [
            "keine Ausgangslage passt zu beiden Fotos",
            "hiçbir başlangıç konumu iki fotoğrafa uymuyor",
            "ninguna posición de partida encaja en las dos fotos",
        ],
    ),
    (
        "the head would be {a} times as large as at baseline, allowed {b} to {c}: not the same view",
        [
            "der Kopf wäre {a}-mal so groß wie auf dem Ausgangsfoto, erlaubt sind {b} bis {c}: nicht dieselbe Ansicht",
            "baş, başlangıçtakinin {a} katı olurdu, {b} ile {c} arasına izin var: aynı görünüm değil",
            "la cabeza sería {a} veces la inicial, se permite de {b} a {c}: no es la misma vista",
        ],
    ),
    (
        "correlation {a} on parts that took no part in the fit, at least {b} is needed",
        [
            "Korrelation {a} auf Teilen, die an der Anpassung nicht beteiligt waren, mindestens {b} ist nötig",
            "uydurmaya katılmayan parçalarda korelasyon {a}, en az {b} gerekir",
            "correlación {a} en partes que no intervinieron en el ajuste, se necesita al menos {b}",
        ],
    ),
    (
        "correlation {a} on parts that took no part in the fit, certified from {b}",
        [
            "Korrelation {a} auf Teilen, die an der Anpassung nicht beteiligt waren, bestätigt ab {b}",
            "uydurmaya katılmayan parçalarda korelasyon {a}, onay {b} değerinden başlar",
            "correlación {a} en partes que no intervinieron en el ajuste, certificada desde {b}",
        ],
    ),
    (
        "aligning there and back disagrees by {a} per mille of the width, certified up to {b}",
        [
            "Ausrichten hin und zurück weicht um {a} Promille der Breite ab, bestätigt bis {b}",
            "gidiş ve dönüş hizalaması genişliğin binde {a} kadarı ayrışıyor, onay {b} değerine kadar",
            "alinear de ida y vuelta difiere en {a} por mil del ancho, certificado hasta {b}",
        ],
    ),
    (
        "the head is {a} times as large as at baseline, certified from {b} to {c}",
        [
            "der Kopf ist {a}-mal so groß wie auf dem Ausgangsfoto, bestätigt von {b} bis {c}",
            "baş, başlangıçtakinin {a} katı, onay {b} ile {c} arası",
            "la cabeza es {a} veces la inicial, certificado de {b} a {c}",
        ],
    ),
    (
        "show the whole head, as at baseline",
        [
            "den ganzen Kopf zeigen wie auf dem Ausgangsfoto",
            "başlangıçtaki gibi başın tamamını gösterin",
            "muestre toda la cabeza, como al inicio",
        ],
    ),
    (
        "step back: the head is {a} % larger",
        [
            "einen Schritt zurück: Der Kopf ist {a} % größer",
            "geri çekilin: baş %{a} daha büyük",
            "aléjese: la cabeza es un {a} % mayor",
        ],
    ),
    (
        "step closer: the head is {a} % smaller",
        [
            "einen Schritt näher: Der Kopf ist {a} % kleiner",
            "yaklaşın: baş %{a} daha küçük",
            "acérquese: la cabeza es un {a} % menor",
        ],
    ),
    (
        "photograph the same spot again: mark it (a tattooed dot, or its distances from nose and ears), and hold the device turned as at baseline",
        [
            "dieselbe Stelle noch einmal fotografieren: sie markieren (ein tätowierter Punkt oder ihre Abstände von Nase und Ohren) und das Gerät wie beim Ausgangsfoto gedreht halten",
            "aynı noktayı yeniden çekin: noktayı işaretleyin (dövme nokta ya da buruna ve kulaklara uzaklığı) ve cihazı başlangıçtaki gibi çevrili tutun",
            "fotografíe otra vez el mismo lugar: márquelo (un punto tatuado, o sus distancias a nariz y orejas) y sostenga el aparato girado como al inicio",
        ],
    ),
];
