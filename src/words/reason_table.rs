//! What the measuring stages say: English as written there, then German, Turkish and Spanish.

type Row = (&'static str, [&'static str; 3]);

/// One row for each sentence or piece of one; what is more special stands first.
pub(super) const ROWS: &[Row] = &[
    // Words that stand in gaps.
    ("darker", ["dunkler", "daha koyu", "más oscuro"]),
    ("brighter", ["heller", "daha açık", "más claro"]),
    ("bluer", ["blauer", "daha mavi", "más azul"]),
    ("redder", ["röter", "daha kırmızı", "más rojo"]),
    ("dark", ["dunkel", "karanlık", "oscura"]),
    ("bright", ["hell", "parlak", "clara"]),
    ("photo", ["Foto", "fotoğraf", "foto"]),
    (
        "baseline",
        ["Ausgangsfoto", "başlangıç fotoğrafı", "foto inicial"],
    ),
    ("not measured", ["nicht gemessen", "ölçülmedi", "no medido"]),
    // Alignment.
    (
        "only {a} of {b} clear places on the head match the baseline, at least {c} and {d} % are needed: another head, another view, hair combed or cut anew, or something in front",
        [
            "nur {a} von {b} klaren Stellen des Kopfes stimmen mit dem Ausgangsfoto überein, nötig sind mindestens {c} und {d} %: ein anderer Kopf, eine andere Ansicht, neu gekämmtes oder geschnittenes Haar, oder etwas davor",
            "başın {b} belirgin noktasından yalnızca {a} tanesi başlangıç fotoğrafıyla eşleşiyor, en az {c} ve %{d} gerekli: başka bir baş, başka bir görünüm, yeni taranmış ya da kesilmiş saç, veya önünde bir şey var",
            "solo {a} de {b} lugares claros de la cabeza coinciden con la foto inicial, se necesitan al menos {c} y el {d} %: otra cabeza, otra vista, pelo peinado o cortado de nuevo, o algo delante",
        ],
    ),
    (
        "only {a} of {b} clear places on the head match the baseline, as when hair was combed or cut anew",
        [
            "nur {a} von {b} klaren Stellen des Kopfes stimmen mit dem Ausgangsfoto überein, wie bei neu gekämmtem oder geschnittenem Haar",
            "başın {b} belirgin noktasından yalnızca {a} tanesi başlangıç fotoğrafıyla eşleşiyor, saç yeni taranmış ya da kesilmiş gibi",
            "solo {a} de {b} lugares claros de la cabeza coinciden con la foto inicial, como cuando el pelo se peinó o cortó de nuevo",
        ],
    ),
    (
        "all searches, from either photo, end within {a} % of the head's radius and the mirror image fits worse: plausible, but not certified to be the same head in the same view",
        [
            "alle Suchen, von beiden Fotos aus, enden innerhalb von {a} % des Kopfradius, und das Spiegelbild passt schlechter: plausibel, aber nicht sicher derselbe Kopf in derselben Ansicht",
            "her iki fotoğraftan yapılan tüm aramalar baş yarıçapının %{a} kadarı içinde bitiyor ve ayna görüntüsü daha kötü uyuyor: olası, ancak aynı baş ve aynı görünüm olduğu kesin değil",
            "todas las búsquedas, desde ambas fotos, acaban dentro del {a} % del radio de la cabeza y la imagen especular encaja peor: plausible, pero no es seguro que sea la misma cabeza en la misma vista",
        ],
    ),
    (
        "{a} of {b} clear places on the head match the baseline, certified from {c} and {d} %",
        [
            "{a} von {b} klaren Stellen des Kopfes stimmen mit dem Ausgangsfoto überein, sicher ab {c} und {d} %",
            "başın {b} belirgin noktasından {a} tanesi eşleşiyor, {c} ve %{d} değerinden itibaren kesin",
            "{a} de {b} lugares claros de la cabeza coinciden con la foto inicial, seguro a partir de {c} y del {d} %",
        ],
    ),
    (
        "only {a} of {b} places on the head can be told apart, at least {c} are needed: too little structure, blurred, or another view",
        [
            "nur {a} von {b} Stellen des Kopfes sind zu unterscheiden, nötig sind mindestens {c}: zu wenig Struktur, unscharf, oder eine andere Ansicht",
            "başın {b} noktasından yalnızca {a} tanesi ayırt edilebiliyor, en az {c} gerekli: çok az doku, bulanık ya da başka bir görünüm",
            "solo se distinguen {a} de {b} lugares de la cabeza, se necesitan al menos {c}: poca estructura, borrosa, u otra vista",
        ],
    ),
    (
        "the photo is a mirror image of the baseline's view",
        [
            "das Foto ist spiegelverkehrt zum Ausgangsfoto",
            "fotoğraf, başlangıç görünümünün ayna görüntüsü",
            "la foto es una imagen especular de la vista inicial",
        ],
    ),
    (
        "{a} per mille of the width remain unaligned, certified up to {b}",
        [
            "{a} Promille der Breite bleiben unausgerichtet, sicher bis {b}",
            "genişliğin binde {a} kadarı hizasız kalıyor, binde {b} değerine kadar kesin",
            "queda sin alinear el {a} por mil del ancho, seguro hasta {b}",
        ],
    ),
    (
        "the photos share {a} % of the baseline's head, certified from {b} %",
        [
            "die Fotos zeigen gemeinsam {a} % des Kopfes vom Ausgangsfoto, sicher ab {b} %",
            "fotoğraflar başlangıçtaki başın %{a} kadarını paylaşıyor, %{b} değerinden itibaren kesin",
            "las fotos comparten el {a} % de la cabeza inicial, seguro desde el {b} %",
        ],
    ),
    (
        "the head is tilted by {a} degrees against the baseline, certified up to {b}",
        [
            "der Kopf ist gegen das Ausgangsfoto um {a} Grad geneigt, sicher bis {b}",
            "baş başlangıca göre {a} derece eğik, {b} dereceye kadar kesin",
            "la cabeza está inclinada {a} grados respecto a la foto inicial, seguro hasta {b}",
        ],
    ),
    (
        "the alignment is not certified",
        [
            "die Ausrichtung ist nicht sicher",
            "hizalama kesin değil",
            "la alineación no es segura",
        ],
    ),
    (
        "Unlike at baseline",
        [
            "Anders als beim Ausgangsfoto",
            "Başlangıçtan farklı olarak",
            "A diferencia de la foto inicial",
        ],
    ),
    // Differences of two photos.
    (
        "the head's outline is longer ({a} wide to long, {b} at baseline: other angle, the head tilted or turned)",
        [
            "der Umriss des Kopfes ist länglicher ({a} breit zu lang, {b} beim Ausgangsfoto: anderer Winkel, Kopf geneigt oder gedreht)",
            "başın dış hattı daha uzun (en/boy {a}, başlangıçta {b}: başka açı, baş eğik ya da dönük)",
            "el contorno de la cabeza es más largo ({a} de ancho a largo, {b} en la inicial: otro ángulo, cabeza inclinada o girada)",
        ],
    ),
    (
        "the head's outline is rounder ({a} wide to long, {b} at baseline: other angle, the head tilted or turned)",
        [
            "der Umriss des Kopfes ist runder ({a} breit zu lang, {b} beim Ausgangsfoto: anderer Winkel, Kopf geneigt oder gedreht)",
            "başın dış hattı daha yuvarlak (en/boy {a}, başlangıçta {b}: başka açı, baş eğik ya da dönük)",
            "el contorno de la cabeza es más redondo ({a} de ancho a largo, {b} en la inicial: otro ángulo, cabeza inclinada o girada)",
        ],
    ),
    (
        "the head seems {a} % larger (other distance)",
        [
            "der Kopf wirkt {a} % größer (anderer Abstand)",
            "baş %{a} daha büyük görünüyor (başka uzaklık)",
            "la cabeza parece un {a} % más grande (otra distancia)",
        ],
    ),
    (
        "the head seems {a} % smaller (other distance)",
        [
            "der Kopf wirkt {a} % kleiner (anderer Abstand)",
            "baş %{a} daha küçük görünüyor (başka uzaklık)",
            "la cabeza parece un {a} % más pequeña (otra distancia)",
        ],
    ),
    (
        "more of the head is cropped ({a} % of its outline cut off in this photo, {b} % in the baseline)",
        [
            "vom Kopf ist mehr abgeschnitten ({a} % seines Umrisses auf diesem Foto, {b} % auf dem Ausgangsfoto)",
            "başın daha çok kısmı kesilmiş (bu fotoğrafta dış hattın %{a} kadarı, başlangıçta %{b})",
            "hay más cabeza cortada ({a} % de su contorno en esta foto, {b} % en la inicial)",
        ],
    ),
    (
        "less of the head is cropped ({a} % of its outline cut off in this photo, {b} % in the baseline)",
        [
            "vom Kopf ist weniger abgeschnitten ({a} % seines Umrisses auf diesem Foto, {b} % auf dem Ausgangsfoto)",
            "başın daha az kısmı kesilmiş (bu fotoğrafta dış hattın %{a} kadarı, başlangıçta %{b})",
            "hay menos cabeza cortada ({a} % de su contorno en esta foto, {b} % en la inicial)",
        ],
    ),
    (
        "the head is {how} (light, exposure, or hair wet or dyed)",
        [
            "der Kopf ist {how} (Licht, Belichtung, nasses oder gefärbtes Haar)",
            "baş {how} (ışık, pozlama, ıslak ya da boyalı saç)",
            "la cabeza se ve {how} (luz, exposición, pelo mojado o teñido)",
        ],
    ),
    (
        "colours are redder (warmer light, other white balance, or hair dyed)",
        [
            "die Farben sind röter (wärmeres Licht, anderer Weißabgleich, gefärbtes Haar)",
            "renkler daha kırmızı (daha sıcak ışık, başka beyaz dengesi ya da boyalı saç)",
            "los colores son más rojos (luz más cálida, otro balance de blancos o pelo teñido)",
        ],
    ),
    (
        "colours are less red (cooler light, other white balance, or hair dyed)",
        [
            "die Farben sind weniger rot (kühleres Licht, anderer Weißabgleich, gefärbtes Haar)",
            "renkler daha az kırmızı (daha soğuk ışık, başka beyaz dengesi ya da boyalı saç)",
            "los colores son menos rojos (luz más fría, otro balance de blancos o pelo teñido)",
        ],
    ),
    (
        "contrast is {a} times the baseline's (softer light, or hair of other length)",
        [
            "der Kontrast beträgt das {a}-fache des Ausgangsfotos (weicheres Licht, oder Haar anderer Länge)",
            "kontrast başlangıcın {a} katı (daha yumuşak ışık ya da başka uzunlukta saç)",
            "el contraste es {a} veces el inicial (luz más suave o pelo de otro largo)",
        ],
    ),
    (
        "contrast is {a} times the baseline's (harder light, or hair of other length)",
        [
            "der Kontrast beträgt das {a}-fache des Ausgangsfotos (härteres Licht, oder Haar anderer Länge)",
            "kontrast başlangıcın {a} katı (daha sert ışık ya da başka uzunlukta saç)",
            "el contraste es {a} veces el inicial (luz más dura o pelo de otro largo)",
        ],
    ),
    (
        "hold head and camera at the same angle",
        [
            "Kopf und Kamera im selben Winkel halten",
            "baş ve kamerayı aynı açıda tutun",
            "mantenga cabeza y cámara en el mismo ángulo",
        ],
    ),
    (
        "step back",
        ["weiter zurückgehen", "geri çekilin", "aléjese"],
    ),
    ("step closer", ["näher herangehen", "yaklaşın", "acérquese"]),
    (
        "show the whole head",
        [
            "den ganzen Kopf zeigen",
            "başın tamamını gösterin",
            "muestre la cabeza entera",
        ],
    ),
    (
        "choose a baseline that shows the whole head",
        [
            "ein Ausgangsfoto wählen, das den ganzen Kopf zeigt",
            "başın tamamını gösteren bir başlangıç fotoğrafı seçin",
            "elija una foto inicial que muestre la cabeza entera",
        ],
    ),
    (
        "show the whole head, and choose a baseline that shows it too",
        [
            "den ganzen Kopf zeigen, und ein Ausgangsfoto wählen, das ihn auch zeigt",
            "başın tamamını gösterin ve onu gösteren bir başlangıç fotoğrafı seçin",
            "muestre la cabeza entera y elija una foto inicial que también la muestre",
        ],
    ),
    (
        "light and expose alike, hair dry",
        [
            "gleich beleuchten und belichten, Haar trocken",
            "aynı ışık ve pozlama, saç kuru",
            "misma luz y exposición, pelo seco",
        ],
    ),
    (
        "use the same soft light",
        [
            "dasselbe weiche Licht verwenden",
            "aynı yumuşak ışığı kullanın",
            "use la misma luz suave",
        ],
    ),
    (
        "use the same light and white balance",
        [
            "dasselbe Licht und denselben Weißabgleich verwenden",
            "aynı ışığı ve beyaz dengesini kullanın",
            "use la misma luz y el mismo balance de blancos",
        ],
    ),
    (
        "check that it is the same person and view with hair dry and combed alike, retake the photo, or give landmarks",
        [
            "prüfen, ob es dieselbe Person und Ansicht ist, Haar trocken und gleich gekämmt; das Foto wiederholen oder Stellen von Hand markieren",
            "aynı kişi ve görünüm olduğunu, saçın kuru ve aynı taranmış olduğunu kontrol edin; fotoğrafı yeniden çekin ya da noktaları elle işaretleyin",
            "compruebe que sea la misma persona y vista, con el pelo seco y peinado igual; repita la foto o marque lugares a mano",
        ],
    ),
    (
        "retake the photo of the same view, or give landmarks",
        [
            "das Foto derselben Ansicht wiederholen oder Stellen von Hand markieren",
            "aynı görünümün fotoğrafını yeniden çekin ya da noktaları elle işaretleyin",
            "repita la foto de la misma vista o marque lugares a mano",
        ],
    ),
    (
        "switch off mirroring of the front camera, or flip the photo",
        [
            "das Spiegeln der Frontkamera ausschalten oder das Foto spiegeln",
            "ön kameranın aynalamasını kapatın ya da fotoğrafı çevirin",
            "desactive el espejo de la cámara frontal o invierta la foto",
        ],
    ),
    // Quality.
    (
        "the head is {a} stops {how} than at baseline",
        [
            "der Kopf ist {a} Blenden {how} als beim Ausgangsfoto",
            "baş başlangıca göre {a} durak {how}",
            "la cabeza está {a} pasos {how} que en la inicial",
        ],
    ),
    (
        "use the same lamps, place and exposure (dyed hair shows here too)",
        [
            "dieselben Lampen, denselben Ort und dieselbe Belichtung verwenden (auch gefärbtes Haar zeigt sich hier)",
            "aynı lambaları, yeri ve pozlamayı kullanın (boyalı saç da burada görünür)",
            "use las mismas lámparas, lugar y exposición (el pelo teñido también se nota aquí)",
        ],
    ),
    (
        "colour differs from baseline: red {a}, blue {b} stops against green",
        [
            "die Farbe weicht vom Ausgangsfoto ab: Rot {a}, Blau {b} Blenden gegen Grün",
            "renk başlangıçtan farklı: yeşile göre kırmızı {a}, mavi {b} durak",
            "el color difiere de la inicial: rojo {a}, azul {b} pasos frente al verde",
        ],
    ),
    (
        "use the same lamps and a fixed white balance (dyed hair shows here too)",
        [
            "dieselben Lampen und einen festen Weißabgleich verwenden (auch gefärbtes Haar zeigt sich hier)",
            "aynı lambaları ve sabit beyaz dengesini kullanın (boyalı saç da burada görünür)",
            "use las mismas lámparas y un balance de blancos fijo (el pelo teñido también se nota aquí)",
        ],
    ),
    (
        "against the scalp, hair is {a} stops {how} than at baseline, at most {b} wanted: another camera, app, HDR setting or filter that renders contrast in another way, or dye? Take photos with the same camera and settings",
        [
            "gegen die Kopfhaut ist das Haar {a} Blenden {how} als beim Ausgangsfoto, höchstens {b} erwünscht: andere Kamera, App, HDR-Einstellung oder ein Filter, oder gefärbt? Mit derselben Kamera und denselben Einstellungen fotografieren",
            "saç, deriye göre başlangıçtan {a} durak {how}, en çok {b} istenir: başka kamera, uygulama, HDR ayarı, filtre ya da boya mı? Aynı kamera ve ayarlarla çekin",
            "frente a la piel, el pelo está {a} pasos {how} que en la inicial, como mucho {b}: ¿otra cámara, app, ajuste HDR o filtro, o tinte? Haga las fotos con la misma cámara y los mismos ajustes",
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
            "baş çok {how}: orta griden {a} durak",
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
    // Not measured.
    (
        "the region reaches beyond the photo",
        [
            "die Region reicht über das Foto hinaus",
            "bölge fotoğrafın dışına taşıyor",
            "la región se sale de la foto",
        ],
    ),
    (
        "too much of the region is excluded (glare, clipping, background)",
        [
            "zu viel der Region fällt weg (Glanz, Überbelichtung, Hintergrund)",
            "bölgenin çok büyük kısmı dışarıda (parlama, aşırı pozlama, arka plan)",
            "demasiada región excluida (brillos, quemado, fondo)",
        ],
    ),
    (
        "the region holds too few pixels to measure",
        [
            "die Region hat zu wenige Pixel",
            "bölgede ölçmeye yetecek piksel yok",
            "la región tiene muy pocos píxeles",
        ],
    ),
    (
        "two ways of telling hair from scalp contradict each other by more than allowed",
        [
            "zwei Wege, Haar von Kopfhaut zu unterscheiden, widersprechen sich mehr als erlaubt",
            "saçı deriden ayıran iki yol izin verilenden çok çelişiyor",
            "dos formas de distinguir pelo y piel se contradicen más de lo permitido",
        ],
    ),
    (
        "no strand of hair can be told here: bare skin, blur and hair without contrast look alike",
        [
            "hier ist keine Haarsträhne zu erkennen: nackte Haut, Unschärfe und Haar ohne Kontrast sehen gleich aus",
            "burada saç teli ayırt edilemiyor: çıplak deri, bulanıklık ve kontrastsız saç aynı görünür",
            "aquí no se distingue ningún mechón: piel desnuda, desenfoque y pelo sin contraste se ven igual",
        ],
    ),
    (
        "contrast between hair and scalp is too low to measure",
        [
            "der Kontrast zwischen Haar und Kopfhaut ist zu gering",
            "saç ile deri arasındaki kontrast ölçmek için çok düşük",
            "el contraste entre pelo y piel es demasiado bajo",
        ],
    ),
    (
        "regions without a value make up more than half of the area",
        [
            "Regionen ohne Wert machen mehr als die Hälfte der Fläche aus",
            "değeri olmayan bölgeler alanın yarısından fazla",
            "las regiones sin valor suman más de la mitad del área",
        ],
    ),
    // Course.
    (
        "there is no photo after the baseline",
        [
            "es gibt kein Foto nach dem Ausgangsfoto",
            "başlangıç fotoğrafından sonra fotoğraf yok",
            "no hay ninguna foto después de la inicial",
        ],
    ),
    (
        "no later photo is comparable with the baseline",
        [
            "kein späteres Foto ist mit dem Ausgangsfoto vergleichbar",
            "sonraki hiçbir fotoğraf başlangıçla karşılaştırılamıyor",
            "ninguna foto posterior es comparable con la inicial",
        ],
    ),
    (
        "no photo after the baseline is comparable with it",
        [
            "kein Foto nach dem Ausgangsfoto ist mit ihm vergleichbar",
            "başlangıçtan sonraki hiçbir fotoğraf onunla karşılaştırılamıyor",
            "ninguna foto tras la inicial es comparable con ella",
        ],
    ),
    (
        "no photo of this view could be used as baseline",
        [
            "kein Foto dieser Ansicht taugt als Ausgangsfoto",
            "bu görünümün hiçbir fotoğrafı başlangıç olamıyor",
            "ninguna foto de esta vista sirve de inicial",
        ],
    ),
    (
        "a trend needs comparable photos on {a} dates from {b} on",
        [
            "ein Trend braucht ab {b} vergleichbare Fotos von {a} Tagen",
            "eğilim için {b} tarihinden itibaren {a} günde karşılaştırılabilir fotoğraf gerekir",
            "una tendencia necesita fotos comparables de {a} fechas desde {b}",
        ],
    ),
    ("there are {a}", ["es gibt {a}", "{a} tane var", "hay {a}"]),
    (
        "no photo in the window and none after the mark",
        [
            "kein Foto im Zeitfenster und keines nach der Marke",
            "aralıkta ve işaretten sonra fotoğraf yok",
            "ninguna foto en el plazo ni después de la marca",
        ],
    ),
    (
        "no photo in the window and no comparable one after the mark",
        [
            "kein Foto im Zeitfenster und kein vergleichbares nach der Marke",
            "aralıkta fotoğraf yok, işaretten sonra da karşılaştırılabilir olan yok",
            "ninguna foto en el plazo ni comparable después de la marca",
        ],
    ),
    (
        "the last comparable photo is of {a}",
        [
            "das letzte vergleichbare Foto ist vom {a}",
            "son karşılaştırılabilir fotoğraf {a} tarihli",
            "la última foto comparable es del {a}",
        ],
    ),
    (
        "no session is recorded",
        [
            "es ist keine Sitzung vermerkt",
            "kayıtlı seans yok",
            "no hay sesiones registradas",
        ],
    ),
    (
        "the dates of the photos are not known",
        [
            "die Daten der Fotos sind nicht bekannt",
            "fotoğrafların tarihleri bilinmiyor",
            "no se conocen las fechas de las fotos",
        ],
    ),
    (
        "{a}: nothing says the view, vertex was assumed",
        [
            "{a}: nichts sagt die Ansicht, Vertex wurde angenommen",
            "{a}: görünüm belirtilmemiş, tepe varsayıldı",
            "{a}: nada indica la vista, se supuso vértice",
        ],
    ),
    (
        "give view in course.toml or put it into the file name",
        [
            "die Ansicht in course.toml angeben oder in den Dateinamen setzen",
            "görünümü course.toml içinde ya da dosya adında belirtin",
            "indique la vista en course.toml o en el nombre del archivo",
        ],
    ),
    (
        "taken {a} day after a session: redness, swelling and unwashed hair can change the reading",
        [
            "{a} Tag nach einer Sitzung aufgenommen: Rötung, Schwellung und ungewaschenes Haar können den Wert ändern",
            "seanstan {a} gün sonra çekildi: kızarıklık, şişlik ve yıkanmamış saç sonucu değiştirebilir",
            "tomada {a} día después de una sesión: enrojecimiento, hinchazón y pelo sin lavar pueden cambiar la lectura",
        ],
    ),
    (
        "taken {a} days after a session: redness, swelling and unwashed hair can change the reading",
        [
            "{a} Tage nach einer Sitzung aufgenommen: Rötung, Schwellung und ungewaschenes Haar können den Wert ändern",
            "seanstan {a} gün sonra çekildi: kızarıklık, şişlik ve yıkanmamış saç sonucu değiştirebilir",
            "tomada {a} días después de una sesión: enrojecimiento, hinchazón y pelo sin lavar pueden cambiar la lectura",
        ],
    ),
    (
        "take photos before the session or from day {a} on",
        [
            "vor der Sitzung oder ab Tag {a} fotografieren",
            "seanstan önce ya da {a}. günden itibaren çekin",
            "haga las fotos antes de la sesión o desde el día {a}",
        ],
    ),
    (
        "hair length is not measured",
        [
            "die Haarlänge wird nicht gemessen",
            "saç uzunluğu ölçülmez",
            "el largo del pelo no se mide",
        ],
    ),
    (
        "compare it by eye and note haircuts between the visits",
        [
            "mit dem Auge vergleichen und Haarschnitte zwischen den Terminen vermerken",
            "gözle karşılaştırın ve ziyaretler arasındaki kesimleri not edin",
            "compárelo a simple vista y anote los cortes entre visitas",
        ],
    ),
    (
        "wet or oily hair is not detected",
        [
            "nasses oder fettiges Haar wird nicht erkannt",
            "ıslak ya da yağlı saç algılanmaz",
            "el pelo mojado o graso no se detecta",
        ],
    ),
    (
        "take photos of clean, dry hair without product",
        [
            "sauberes, trockenes Haar ohne Pflegemittel fotografieren",
            "temiz, kuru, ürünsüz saçı çekin",
            "haga las fotos con el pelo limpio, seco y sin producto",
        ],
    ),
    (
        "the parting is not located",
        [
            "der Scheitel wird nicht gesucht",
            "ayrım bulunmaz",
            "la raya no se localiza",
        ],
    ),
    (
        "comb as at baseline and compare the pair by eye",
        [
            "wie beim Ausgangsfoto kämmen und das Paar mit dem Auge vergleichen",
            "başlangıçtaki gibi tarayın ve çifti gözle karşılaştırın",
            "peine como en la inicial y compare el par a simple vista",
        ],
    ),
    (
        "no baseline to compare sharpness with",
        [
            "kein Ausgangsfoto zum Vergleich der Schärfe",
            "keskinliği karşılaştıracak başlangıç yok",
            "no hay foto inicial con la que comparar la nitidez",
        ],
    ),
    (
        "no light of a baseline to compare with",
        [
            "kein Licht eines Ausgangsfotos zum Vergleich",
            "karşılaştıracak başlangıç ışığı yok",
            "no hay luz inicial con la que comparar",
        ],
    ),
    (
        "the photo is not aligned with the baseline",
        [
            "das Foto ist nicht auf das Ausgangsfoto ausgerichtet",
            "fotoğraf başlangıçla hizalı değil",
            "la foto no está alineada con la inicial",
        ],
    ),
    (
        "the alignment gives no tilt",
        [
            "die Ausrichtung gibt keine Neigung",
            "hizalama eğim vermiyor",
            "la alineación no da inclinación",
        ],
    ),
    (
        "the head's width is not known in this photo",
        [
            "die Breite des Kopfes ist auf diesem Foto nicht bekannt",
            "bu fotoğrafta baş genişliği bilinmiyor",
            "no se conoce el ancho de la cabeza en esta foto",
        ],
    ),
    (
        "laid on the baseline by {n} landmarks that a person marked, which disagree by up to {a} % of the head's radius",
        [
            "nach {n} von einer Person markierten Stellen auf das Ausgangsfoto gelegt, die um bis zu {a} % des Kopfradius voneinander abweichen",
            "bir kişinin işaretlediği {n} noktayla başlangıca yerleştirildi, bunlar baş yarıçapının %{a} kadarına dek çelişiyor",
            "colocada sobre la inicial según {n} lugares marcados por una persona, que discrepan hasta un {a} % del radio de la cabeza",
        ],
    ),
    (
        "the interval of the change holds that",
        [
            "das Intervall der Änderung enthält das",
            "değişimin aralığı bunu içerir",
            "el intervalo del cambio lo incluye",
        ],
    ),
    (
        "no date in {a} or in its name: the change is given without the days in between",
        [
            "kein Datum in {a} oder im Namen: Die Änderung wird ohne die Tage dazwischen angegeben",
            "{a} içinde ya da adında tarih yok: değişim aradaki gün olmadan verilir",
            "sin fecha en {a} ni en su nombre: el cambio se da sin los días entre medias",
        ],
    ),
    (
        "give --before-date and --after-date where you know them",
        [
            "--before-date und --after-date angeben, soweit bekannt",
            "biliyorsanız --before-date ve --after-date verin",
            "indique --before-date y --after-date si las conoce",
        ],
    ),
];
