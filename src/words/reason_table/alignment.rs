//! Alignment and what two photos differ in.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    // Words that stand in gaps.
    ("darker", ["dunkler", "daha koyu", "con menos luz"]),
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
    (
        "only {share} % of this region seems to be scalp (at least {least} % wanted), the rest ear, face, neck or background",
        [
            "nur {share} % dieser Region scheinen Kopfhaut zu sein (mindestens {least} % erwünscht), der Rest Ohr, Gesicht, Nacken oder Hintergrund",
            "bu bölgenin yalnızca %{share} kadarı saçlı deri görünüyor (en az %{least} istenir), kalanı kulak, yüz, ense veya arka plan",
            "solo el {share} % de esta región parece cuero cabelludo (se requiere al menos el {least} %); el resto, oreja, cara, nuca o fondo",
        ],
    ),
    (
        "regions of regions.geojson drawn in the pixels of {a} are not used ({names}): {b} is baseline, on which they would lie elsewhere",
        [
            "Regionen aus regions.geojson, die in den Pixeln von {a} gezeichnet sind, werden nicht benutzt ({names}): Ausgangsaufnahme ist {b}, dort lägen sie anderswo",
            "regions.geojson içinde {a} fotoğrafının piksellerinde çizilmiş bölgeler kullanılmıyor ({names}): başlangıç {b}, orada başka yere düşerlerdi",
            "las regiones de regions.geojson dibujadas en los píxeles de {a} no se usan ({names}): la foto inicial es {b}, donde caerían en otro lugar",
        ],
    ),
    (
        "regions of regions.geojson drawn in the pixels of {a}, which could not be used are not used ({names}): {b} is baseline, on which they would lie elsewhere",
        [
            "Regionen aus regions.geojson, die in den Pixeln von {a} gezeichnet sind, das nicht benutzt werden konnte, werden nicht benutzt ({names}): Ausgangsaufnahme ist {b}, dort lägen sie anderswo",
            "regions.geojson içinde kullanılamayan {a} fotoğrafının piksellerinde çizilmiş bölgeler kullanılmıyor ({names}): başlangıç {b}, orada başka yere düşerlerdi",
            "las regiones de regions.geojson dibujadas en los píxeles de {a}, que no se pudo usar, no se usan ({names}): la foto inicial es {b}, donde caerían en otro lugar",
        ],
    ),
    (
        "use that photo again, or draw them anew",
        [
            "das Foto wieder aufnehmen oder sie neu zeichnen",
            "o fotoğrafı yeniden kullanın ya da onları yeniden çizin",
            "vuelva a usar esa foto o dibújelas de nuevo",
        ],
    ),
    (
        "regions.geojson does not say on which photo it is drawn, and photos are left out ({names}): drawn on one of them, it lies elsewhere on {a}",
        [
            "regions.geojson sagt nicht, auf welchem Foto es gezeichnet ist, und Fotos sind ausgelassen ({names}): auf einem davon gezeichnet, liegt es auf {a} anderswo",
            "regions.geojson hangi fotoğrafta çizildiğini söylemiyor ve bazı fotoğraflar dışarıda bırakıldı ({names}): onlardan birinde çizildiyse {a} üzerinde başka yere düşer",
            "regions.geojson no dice sobre qué foto está dibujado, y hay fotos excluidas ({names}): si es una de ellas, en {a} cae en otro lugar",
        ],
    ),
    (
        "look at the picture of the regions, or draw them anew",
        [
            "das Bild der Regionen ansehen oder neu zeichnen",
            "bölgelerin resmine bakın ya da yeniden çizin",
            "mire la imagen de las regiones o dibújelas de nuevo",
        ],
    ),
    (
        "the region frontal of regions.geojson lies away from the forehead, which points to the edge \"{edge}\" of {a}: the names of the regions may be turned round",
        [
            "die Region frontal aus regions.geojson liegt auf der von der Stirn abgewandten Seite (die Stirn zeigt auf {a} zum Rand \"{edge}\"): die Namen der Regionen sind vielleicht vertauscht",
            "regions.geojson içindeki frontal bölgesi alından uzakta (alın {a} fotoğrafında \"{edge}\" kenarına bakıyor): bölge adları ters olabilir",
            "la región frontal de regions.geojson queda lejos de la frente, que en {a} apunta al borde \"{edge}\": los nombres de las regiones pueden estar invertidos",
        ],
    ),
    (
        "draw or name them again, or correct where the forehead points",
        [
            "neu zeichnen oder benennen, oder richtigstellen, wohin die Stirn zeigt",
            "yeniden çizin ya da adlandırın veya alnın yönünü düzeltin",
            "dibújelas o nómbrelas de nuevo, o corrija hacia dónde apunta la frente",
        ],
    ),
    (
        "draw the region on the scalp and give it as regions.geojson",
        [
            "zeichnen Sie die Region auf die Kopfhaut und geben Sie sie als regions.geojson an",
            "bölgeyi saçlı deri üzerine çizin ve regions.geojson olarak verin",
            "dibuje la región sobre el cuero cabelludo y dela como regions.geojson",
        ],
    ),
    // Alignment.
    (
        "this region is aligned to {residual} per mille of the photo's width only (at most {most}): it may be another place of the head",
        [
            "diese Region ist nur auf {residual} Promille der Fotobreite ausgerichtet (höchstens {most}): sie ist vielleicht eine andere Stelle des Kopfes",
            "bu bölge fotoğraf genişliğinin ancak binde {residual} kadarıyla hizalı (en çok {most}): başın başka bir yeri olabilir",
            "esta región está alineada solo con {residual} por mil del ancho de la foto (como máximo {most}): puede ser otro lugar de la cabeza",
        ],
    ),
    (
        "{n} of {all} regions of this photo are other places of the head, so that its alignment is not believed",
        [
            "{n} von {all} Regionen dieses Fotos sind andere Stellen des Kopfes, sodass seiner Ausrichtung nicht geglaubt wird",
            "bu fotoğrafın {all} bölgesinden {n} tanesi başın başka yerleri; bu yüzden hizalamasına güvenilmiyor",
            "{n} de {all} regiones de esta foto son otros lugares de la cabeza, de modo que su alineación no se da por buena",
        ],
    ),
    (
        "take the photo from where the baseline was taken",
        [
            "das Foto von dort aufnehmen, von wo das Ausgangsfoto aufgenommen wurde",
            "fotoğrafı başlangıç fotoğrafının çekildiği yerden çekin",
            "tome la foto desde donde se tomó la inicial",
        ],
    ),
    (
        "only {a} of {b} clear places on the head match the baseline, at least {c} and {d} % are needed: another head, another view, hair combed or cut anew, far more or far less of it, or something in front",
        [
            "nur {a} von {b} klaren Stellen des Kopfes stimmen mit dem Ausgangsfoto überein, nötig sind mindestens {c} und {d} %: ein anderer Kopf, eine andere Ansicht, neu gekämmtes oder geschnittenes Haar, viel mehr oder viel weniger davon, oder etwas davor",
            "başın {b} belirgin noktasından yalnızca {a} tanesi başlangıç fotoğrafıyla eşleşiyor, en az {c} ve %{d} gerekli: başka bir baş, başka bir görünüm, yeni taranmış ya da kesilmiş saç, çok daha fazla ya da çok daha az saç, veya önünde bir şey var",
            "solo {a} de {b} lugares claros de la cabeza coinciden con la foto inicial, se necesitan al menos {c} y el {d} %: otra cabeza, otra vista, pelo peinado o cortado de nuevo, mucho más o mucho menos pelo, o algo delante",
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
        "the photo fits the baseline clearly better seen in a mirror: it is probably a mirror image",
        [
            "im Spiegel gesehen passt das Foto deutlich besser zum Ausgangsfoto: Es ist wohl spiegelverkehrt",
            "fotoğraf, başlangıca aynadan bakıldığında açıkça daha iyi uyuyor: büyük olasılıkla ayna görüntüsü",
            "vista en un espejo, la foto encaja claramente mejor con la inicial: probablemente es una imagen especular",
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
        "frame the photo as the baseline is framed, or let a photo that shows the whole head be the baseline",
        [
            "den Ausschnitt wie im Ausgangsfoto wählen, oder ein Foto zum Ausgangsfoto machen, das den ganzen Kopf zeigt",
            "kadrajı başlangıç fotoğrafındaki gibi seçin ya da başın tamamını gösteren bir fotoğraf başlangıç fotoğrafı olsun",
            "encuadre como en la foto inicial, o tome como foto inicial una que muestre la cabeza entera",
        ],
    ),
    (
        "frame the photo as the baseline is framed, or show the whole head and let that photo be the baseline",
        [
            "den Ausschnitt wie im Ausgangsfoto wählen, oder den ganzen Kopf zeigen und dieses Foto zum Ausgangsfoto machen",
            "kadrajı başlangıç fotoğrafındaki gibi seçin ya da başın tamamını gösterin ve o fotoğraf başlangıç fotoğrafı olsun",
            "encuadre como en la foto inicial, o muestre la cabeza entera y tome esa foto como inicial",
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
];
