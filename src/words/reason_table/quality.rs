//! The quality rules.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "dyed, bleached, wet, in harder light, far more or far less of it, or the contrast of another camera, app or HDR setting? Take photos with the same camera and settings",
        [
            "gefärbt, gebleicht, nass, in härterem Licht, viel mehr oder viel weniger davon, oder der Kontrast einer anderen Kamera, App oder HDR-Einstellung? Fotos mit derselben Kamera und denselben Einstellungen aufnehmen",
            "boyalı, rengi açılmış, ıslak, daha sert ışıkta, çok daha fazla ya da çok daha az mı, ya da başka bir kameranın, uygulamanın veya HDR ayarının kontrastı mı? Fotoğrafları aynı kamera ve ayarlarla çekin",
            "¿teñido, decolorado, mojado, con luz más dura, mucho más o mucho menos pelo, o el contraste de otra cámara, aplicación o ajuste HDR? Tome las fotos con la misma cámara y los mismos ajustes",
        ],
    ),
    (
        "head radii",
        ["Kopfradien", "baş yarıçapı", "radios de cabeza"],
    ),
    // Units.
    ("stops", ["Blenden", "stop", "pasos"]),
    ("points", ["Prozentpunkte", "puan", "puntos"]),
    ("deg", ["Grad", "derece", "grados"]),
    ("days", ["Tage", "gün", "días"]),
    (
        "hair is {a} stops {how} against the scalp than at baseline, at most {b} wanted",
        [
            "gegen die Kopfhaut ist das Haar {a} Blenden {how} als beim Ausgangsfoto, höchstens {b} erwünscht",
            "saç deriye göre başlangıçtan {a} stop {how}, en çok {b} istenir",
            "el pelo está {a} pasos {how} frente a la piel que en la inicial, como mucho {b}",
        ],
    ),
    (
        "the head is {a} stops {how} than at baseline",
        [
            "der Kopf ist {a} Blenden {how} als beim Ausgangsfoto",
            "baş başlangıca göre {a} stop {how}",
            "la cabeza está {a} pasos {how} que en la inicial",
        ],
    ),
    (
        "use the same lamps, place and exposure (dyed hair, or far more or less of it, shows here too)",
        [
            "dieselben Lampen, denselben Ort und dieselbe Belichtung verwenden (auch gefärbtes, viel mehr oder viel weniger Haar zeigt sich hier)",
            "aynı lambaları, yeri ve pozlamayı kullanın (boyalı, çok daha fazla ya da çok daha az saç da burada görünür)",
            "use las mismas lámparas, lugar y exposición (el pelo teñido, o mucho más o mucho menos pelo, también se nota aquí)",
        ],
    ),
    (
        "use the same lamps, place and exposure",
        [
            "dieselben Lampen, denselben Ort und dieselbe Belichtung verwenden",
            "aynı lambaları, yeri ve pozlamayı kullanın",
            "use las mismas lámparas, lugar y exposición",
        ],
    ),
    (
        "colour differs from baseline: red {a}, blue {b} stops against green",
        [
            "die Farbe weicht vom Ausgangsfoto ab: Rot {a}, Blau {b} Blenden gegen Grün",
            "renk başlangıçtan farklı: yeşile göre kırmızı {a}, mavi {b} stop",
            "el color difiere de la inicial: rojo {a}, azul {b} pasos frente al verde",
        ],
    ),
    (
        "use the same lamps and a fixed white balance (dyed hair, or far more or less of it, shows here too)",
        [
            "dieselben Lampen und einen festen Weißabgleich verwenden (auch gefärbtes, viel mehr oder viel weniger Haar zeigt sich hier)",
            "aynı lambaları ve sabit beyaz dengesini kullanın (boyalı, çok daha fazla ya da çok daha az saç da burada görünür)",
            "use las mismas lámparas y un balance de blancos fijo (el pelo teñido, o mucho más o mucho menos pelo, también se nota aquí)",
        ],
    ),
    (
        "use the same lamps and a fixed white balance",
        [
            "dieselben Lampen und einen festen Weißabgleich verwenden",
            "aynı lambaları ve sabit beyaz dengesini kullanın",
            "use las mismas lámparas y un balance de blancos fijo",
        ],
    ),
    (
        "against the scalp, hair is {a} stops {how} than at baseline, at most {b} wanted: another camera, app, HDR setting or filter that renders contrast in another way, or dye? Take photos with the same camera and settings",
        [
            "gegen die Kopfhaut ist das Haar {a} Blenden {how} als beim Ausgangsfoto, höchstens {b} erwünscht: andere Kamera, App, HDR-Einstellung oder ein Filter, oder gefärbt? Mit derselben Kamera und denselben Einstellungen fotografieren",
            "saç, deriye göre başlangıçtan {a} stop {how}, en çok {b} istenir: başka kamera, uygulama, HDR ayarı, filtre ya da boya mı? Aynı kamera ve ayarlarla çekin",
            "frente a la piel, el pelo está {a} pasos {how} que en la inicial, como mucho {b}: ¿otra cámara, app, ajuste HDR o filtro, o tinte? Haga las fotos con la misma cámara y los mismos ajustes",
        ],
    ),
    (
        "against the head around it, {regions} is {a} stops {how} than at baseline, at most {b} wanted: a spot of light or the edge of a shadow reads as scalp or hair (far more or far less hair there shows here too)",
        [
            "gegen den Kopf ringsum ist {regions} {a} Blenden {how} als beim Ausgangsfoto, höchstens {b} erwünscht: ein Lichtfleck oder der Rand eines Schattens wird als Kopfhaut oder Haar gelesen (viel mehr oder viel weniger Haar dort zeigt sich hier auch)",
            "{regions}, çevresindeki başa göre başlangıçtan {a} stop {how}, en çok {b} istenir: bir ışık lekesi ya da gölge kenarı deri ya da saç gibi okunur (oradaki çok daha fazla ya da çok daha az saç da burada görünür)",
            "frente a la cabeza alrededor, {regions} está {a} pasos {how} que en la inicial, como mucho {b}: una mancha de luz o el borde de una sombra se lee como piel o pelo (mucho más o mucho menos pelo allí también se nota aquí)",
        ],
    ),
    (
        "against the head around it, {regions} is {a} stops {how} than at baseline, as where hair came or went, and is read so: the skin seen there tells the scalp's light anew, which makes all changes less certain",
        [
            "gegen den Kopf ringsum ist {regions} {a} Blenden {how} als beim Ausgangsfoto, wie dort, wo Haar kam oder ging, und wird so gelesen: die Haut, die dort zu sehen ist, zeigt das Licht der Kopfhaut neu, was alle Veränderungen unsicherer macht",
            "{regions}, çevresindeki başa göre başlangıçtan {a} stop {how}, saçın çıktığı ya da döküldüğü yerdeki gibi, ve böyle okunur: orada görünen deri kafa derisinin ışığını yeniden gösterir, bu da tüm değişiklikleri daha belirsiz yapar",
            "frente a la cabeza alrededor, {regions} está {a} pasos {how} que en la inicial, como donde salió o se perdió pelo, y se lee así: la piel que se ve allí muestra de nuevo la luz del cuero cabelludo, lo que hace menos seguros todos los cambios",
        ],
    ),
    (
        "light the head evenly, without a flash close by",
        [
            "den Kopf gleichmäßig beleuchten, ohne Blitz aus der Nähe",
            "başı eşit aydınlatın, yakından flaş kullanmayın",
            "ilumine la cabeza de forma uniforme, sin flash cercano",
        ],
    ),
    (
        "the photo is smoothed: {a} points more of its head show no detail, at most {b} wanted",
        [
            "das Foto ist geglättet: {a} Prozentpunkte mehr vom Kopf zeigen keine Feinheiten, höchstens {b} erwünscht",
            "fotoğraf yumuşatılmış: başın {a} puan fazlası ayrıntı göstermiyor, en çok {b} istenir",
            "la foto está suavizada: {a} puntos más de la cabeza no muestran detalle, como mucho {b}",
        ],
    ),
    (
        "the baseline is smoothed: {a} points more of its head show no detail, at most {b} wanted",
        [
            "das Ausgangsfoto ist geglättet: {a} Prozentpunkte mehr vom Kopf zeigen keine Feinheiten, höchstens {b} erwünscht",
            "başlangıç fotoğrafı yumuşatılmış: başın {a} puan fazlası ayrıntı göstermiyor, en çok {b} istenir",
            "la foto inicial está suavizada: {a} puntos más de la cabeza no muestran detalle, como mucho {b}",
        ],
    ),
    (
        "switch off beauty, portrait and night modes and send photos as files, not through a messenger",
        [
            "Schönheits-, Porträt- und Nachtmodus ausschalten und Fotos als Datei senden, nicht über einen Messenger",
            "güzellik, portre ve gece kiplerini kapatın; fotoğrafları mesajlaşma uygulamasıyla değil, dosya olarak gönderin",
            "desactive los modos belleza, retrato y noche y envíe las fotos como archivo, no por mensajería",
        ],
    ),
    (
        "told only between two aligned photos that both show enough of the head",
        [
            "nur zwischen zwei aneinander ausgerichteten Fotos zu erkennen, die beide genug vom Kopf zeigen",
            "yalnızca ikisi de başı yeterince gösteren, hizalanmış iki fotoğraf arasında anlaşılır",
            "solo se sabe entre dos fotos alineadas que muestren bastante de la cabeza",
        ],
    ),
    (
        "the head is {a} px wide in a photo of {b} px, {c} px or more wanted",
        [
            "der Kopf ist {a} px breit in einem Foto von {b} px, erwünscht sind {c} px oder mehr",
            "{b} px fotoğrafta baş {a} px genişliğinde, {c} px ya da fazlası istenir",
            "la cabeza mide {a} px de ancho en una foto de {b} px, se desean {c} px o más",
        ],
    ),
    (
        "send the original file, or use a camera with more pixels",
        [
            "die Originaldatei schicken oder eine Kamera mit mehr Pixeln verwenden",
            "özgün dosyayı gönderin ya da daha çok pikselli bir kamera kullanın",
            "envíe el archivo original o use una cámara con más píxeles",
        ],
    ),
    (
        "go closer or send the original file",
        [
            "näher herangehen oder die Originaldatei schicken",
            "yaklaşın ya da özgün dosyayı gönderin",
            "acérquese o envíe el archivo original",
        ],
    ),
    (
        "{a} % of the head is glare, at most {b} % wanted",
        [
            "{a} % des Kopfes glänzen, höchstens {b} % erwünscht",
            "başın %{a} kadarı parlıyor, en çok %{b} istenir",
            "el {a} % de la cabeza brilla, como mucho el {b} %",
        ],
    ),
    (
        "{a} % of the head is clipped bright, at most {b} % wanted",
        [
            "{a} % des Kopfes sind überbelichtet, höchstens {b} % erwünscht",
            "başın %{a} kadarı aşırı pozlanmış, en çok %{b} istenir",
            "el {a} % de la cabeza está quemado, como mucho el {b} %",
        ],
    ),
    (
        "{a} % of the head is crushed to black, at most {b} % wanted",
        [
            "{a} % des Kopfes sind ganz schwarz, höchstens {b} % erwünscht",
            "başın %{a} kadarı tümüyle siyah, en çok %{b} istenir",
            "el {a} % de la cabeza está en negro, como mucho el {b} %",
        ],
    ),
    (
        "use soft light from two sides, no flash, dry and degreased skin",
        [
            "weiches Licht von zwei Seiten, kein Blitz, trockene und fettfreie Haut",
            "iki yandan yumuşak ışık, flaşsız, kuru ve yağsız deri",
            "luz suave por dos lados, sin flash, piel seca y sin grasa",
        ],
    ),
    (
        "lower the exposure or soften the light",
        [
            "weniger belichten oder das Licht weicher machen",
            "pozlamayı azaltın ya da ışığı yumuşatın",
            "baje la exposición o suavice la luz",
        ],
    ),
    (
        "add light or raise the exposure",
        [
            "mehr Licht oder länger belichten",
            "ışık ekleyin ya da pozlamayı artırın",
            "añada luz o suba la exposición",
        ],
    ),
    (
        "lower the exposure",
        [
            "weniger belichten",
            "pozlamayı azaltın",
            "baje la exposición",
        ],
    ),
    (
        "the head is too {how}: {a} stops from mid-grey",
        [
            "der Kopf ist zu {how}: {a} Blenden von Mittelgrau",
            "baş çok {how}: orta griden {a} stop",
            "la cabeza está demasiado {how}: {a} pasos del gris medio",
        ],
    ),
    (
        "the {which} is softer: sharpness ratio {a}, at least {b} wanted",
        [
            "unschärfer ist das {which}: Schärfeverhältnis {a}, mindestens {b} erwünscht",
            "{which} daha bulanık: keskinlik oranı {a}, en az {b} istenir",
            "menos nítida: {which}, proporción de nitidez {a}, al menos {b}",
        ],
    ),
    (
        "tap on the hair to focus, hold still, clean the lens",
        [
            "zum Scharfstellen auf das Haar tippen, stillhalten, Linse putzen",
            "odak için saça dokunun, sabit tutun, merceği temizleyin",
            "toque el pelo para enfocar, no se mueva, limpie la lente",
        ],
    ),
    (
        "the head is tilted by {a} degrees against the baseline, at most {b} wanted",
        [
            "der Kopf ist gegen das Ausgangsfoto um {a} Grad geneigt, höchstens {b} erwünscht",
            "baş başlangıca göre {a} derece eğik, en çok {b} istenir",
            "la cabeza está inclinada {a} grados respecto a la inicial, como mucho {b}",
        ],
    ),
    (
        "support chin and forehead, same seat and camera place",
        [
            "Kinn und Stirn stützen, gleicher Sitz und Kameraplatz",
            "çene ve alnı destekleyin, aynı koltuk ve kamera yeri",
            "apoye mentón y frente, mismo asiento y lugar de la cámara",
        ],
    ),
    (
        "the head is turned by {a} degrees against the baseline, at most {b} wanted",
        [
            "der Kopf ist gegen das Ausgangsfoto um {a} Grad gedreht, höchstens {b} erwünscht",
            "baş başlangıca göre {a} derece dönük, en çok {b} istenir",
            "la cabeza está girada {a} grados respecto a la inicial, como mucho {b}",
        ],
    ),
    (
        "hold camera and head as at baseline",
        [
            "Kamera und Kopf wie beim Ausgangsfoto halten",
            "kamera ve başı başlangıçtaki gibi tutun",
            "mantenga cámara y cabeza como en la inicial",
        ],
    ),
    (
        "the head is {a} % of its size at baseline",
        [
            "der Kopf hat {a} % seiner Größe beim Ausgangsfoto",
            "baş, başlangıçtaki boyutunun %{a} kadarı",
            "la cabeza tiene el {a} % de su tamaño inicial",
        ],
    ),
    (
        "take the photo from the same distance with the same lens",
        [
            "aus demselben Abstand mit demselben Objektiv fotografieren",
            "aynı uzaklıktan aynı mercekle çekin",
            "haga la foto a la misma distancia con la misma lente",
        ],
    ),
    (
        "the head is hardly told from its surroundings (confidence {a}, at least {b} wanted): fill half of the photo with it, before a plain background",
        [
            "der Kopf hebt sich kaum von seiner Umgebung ab (Sicherheit {a}, mindestens {b} erwünscht): das Foto zur Hälfte mit ihm füllen, vor schlichtem Hintergrund",
            "baş çevresinden güçlükle ayrılıyor (güven {a}, en az {b} istenir): fotoğrafın yarısını başla doldurun, sade bir arka plan önünde",
            "la cabeza apenas se distingue de su entorno (confianza {a}, se desea al menos {b}): llene con ella la mitad de la foto, ante un fondo liso",
        ],
    ),
    (
        "the head's outline has a neck, as if it took the shoulders in: look at the regions' picture; take the photo nearer, so that the head fills it, or give regions.geojson",
        [
            "der Umriss des Kopfes hat einen Hals, als schlösse er die Schultern ein: das Bild der Regionen ansehen; näher fotografieren, so dass der Kopf das Foto füllt, oder regions.geojson angeben",
            "başın dış çizgisinde boyun var, omuzları da içine almış gibi: bölgelerin resmine bakın; baş fotoğrafı dolduracak kadar yakından çekin ya da regions.geojson verin",
            "el contorno de la cabeza tiene cuello, como si incluyera los hombros: mire la imagen de las regiones; haga la foto más cerca, para que la cabeza la llene, o indique regions.geojson",
        ],
    ),
    (
        "the photo's border cuts the head's outline: look at it by eye",
        [
            "der Rand des Fotos schneidet den Umriss des Kopfes ab: mit dem Auge prüfen",
            "fotoğrafın kenarı başın dış çizgisini kesiyor: gözle bakın",
            "el borde de la foto corta el contorno de la cabeza: compruébelo a ojo",
        ],
    ),
    (
        "the photo's colour profile could not be used ({a}): its colours were read as sRGB and may be off; send the camera's original file",
        [
            "das Farbprofil des Fotos war nicht verwendbar ({a}): seine Farben wurden als sRGB gelesen und können falsch sein; die Originaldatei der Kamera schicken",
            "fotoğrafın renk profili kullanılamadı ({a}): renkleri sRGB olarak okundu ve yanlış olabilir; kameranın özgün dosyasını gönderin",
            "el perfil de color de la foto no se pudo usar ({a}): sus colores se leyeron como sRGB y pueden ser incorrectos; envíe el archivo original de la cámara",
        ],
    ),
    (
        "the camera was set otherwise than at baseline: {a}; use the same camera, lens and settings",
        [
            "die Kamera war anders eingestellt als beim Ausgangsfoto: {a}; dieselbe Kamera, dasselbe Objektiv und dieselben Einstellungen verwenden",
            "kamera başlangıçtan farklı ayarlanmıştı: {a}; aynı kamerayı, merceği ve ayarları kullanın",
            "la cámara estaba ajustada de otro modo que en la inicial: {a}; use la misma cámara, objetivo y ajustes",
        ],
    ),
    (
        "the files do not say how the camera was set on both photos; use the same camera, lens and settings",
        [
            "die Dateien sagen nicht, wie die Kamera bei beiden Fotos eingestellt war; dieselbe Kamera, dasselbe Objektiv und dieselben Einstellungen verwenden",
            "dosyalar kameranın iki fotoğrafta nasıl ayarlandığını söylemiyor; aynı kamerayı, merceği ve ayarları kullanın",
            "los archivos no dicen cómo estaba ajustada la cámara en ambas fotos; use la misma cámara, objetivo y ajustes",
        ],
    ),
];
