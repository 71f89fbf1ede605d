//! What a photo shows: no head, a face, another side than its view says, a forehead at an unknown edge.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "no head is seen on this picture ({n} % sure)",
        [
            "auf diesem Bild ist kein Kopf zu sehen (zu {n} % sicher)",
            "bu resimde baş görünmüyor (%{n} emin)",
            "en esta imagen no se ve ninguna cabeza ({n} % seguro)",
        ],
    ),
    (
        "give a photo of the head that shows it whole, with nothing on it, or a close-up of hairs the view closeup; if it is a head, say where the forehead points (--front down), or draw the regions and give them as regions.geojson",
        [
            "ein Foto nehmen, das den ganzen Kopf zeigt, mit nichts darauf, oder bei einer Nahaufnahme von Haaren die Ansicht closeup angeben; ist es ein Kopf, angeben, wohin die Stirn zeigt (--front down), oder die Regionen zeichnen und als regions.geojson angeben",
            "başın tamamını, üzerinde bir şey olmadan gösteren bir fotoğraf verin ya da saçların yakın çekimiyse görünümü closeup yapın; bu bir başsa alnın hangi yöne baktığını söyleyin (--front down) ya da bölgeleri çizip regions.geojson olarak verin",
            "dé una foto que muestre la cabeza entera, sin nada puesto, o indique la vista closeup si es un primer plano del pelo; si es una cabeza, diga hacia dónde apunta la frente (--front down), o dibuje las regiones y délas como regions.geojson",
        ],
    ),
    (
        "this is a portrait: the head is seen from the front ({n} % sure), not {side}",
        [
            "das ist ein Porträt: der Kopf ist von vorn zu sehen (zu {n} % sicher), nicht {side}",
            "bu bir portre: baş önden görülüyor (%{n} emin), {side} değil",
            "es un retrato: la cabeza se ve de frente ({n} % seguro), no {side}",
        ],
    ),
    (
        "a face is in view: brows lie well within the head's outline, so that it is seen from the front, not from above",
        [
            "ein Gesicht ist zu sehen: Augenbrauen liegen deutlich innerhalb des Kopfumrisses, der Kopf ist also von vorn zu sehen, nicht von oben",
            "bir yüz görünüyor: kaşlar başın dış çizgisinin epeyce içinde, yani baş yukarıdan değil önden görülüyor",
            "se ve una cara: las cejas quedan muy dentro del contorno de la cabeza, así que se ve de frente, no desde arriba",
        ],
    ),
    (
        "no head is seen on {file} ({n} % sure), although somebody said where the forehead points: see whether the regions lie on the scalp, or draw them",
        [
            "auf {file} ist kein Kopf zu sehen (zu {n} % sicher), obwohl angegeben ist, wohin die Stirn zeigt: nachsehen, ob die Regionen auf der Kopfhaut liegen, oder sie zeichnen",
            "alnın hangi yöne baktığı söylendi, ama {file} üzerinde baş görünmüyor (%{n} emin): bölgelerin saçlı deride olup olmadığına bakın ya da bölgeleri çizin",
            "en {file} no se ve ninguna cabeza ({n} % seguro), aunque se dijo hacia dónde apunta la frente: mire si las regiones quedan en el cuero cabelludo, o dibújelas",
        ],
    ),
    (
        "the head is seen from the side ({n} % sure), not {side}",
        [
            "der Kopf ist von der Seite zu sehen (zu {n} % sicher), nicht {side}",
            "baş yandan görülüyor (%{n} emin), {side} değil",
            "la cabeza se ve de lado ({n} % seguro), no {side}",
        ],
    ),
    (
        "give --view frontal for the hairline, or a photo from above",
        [
            "--view frontal angeben für den Haaransatz, oder ein Foto von oben nehmen",
            "saç çizgisi için --view frontal verin ya da yukarıdan bir fotoğraf",
            "indique --view frontal para la línea del pelo, o dé una foto desde arriba",
        ],
    ),
    (
        "give --view frontal for the hairline, or a photo from above; if it is from above, draw the regions and give them as regions.geojson",
        [
            "--view frontal angeben für den Haaransatz, oder ein Foto von oben nehmen; ist es von oben, die Regionen zeichnen und als regions.geojson angeben",
            "saç çizgisi için --view frontal verin ya da yukarıdan bir fotoğraf; fotoğraf yukarıdansa bölgeleri çizip regions.geojson olarak verin",
            "indique --view frontal para la línea del pelo, o dé una foto desde arriba; si es desde arriba, dibuje las regiones y délas como regions.geojson",
        ],
    ),
    (
        "give --view left-temporal or right-temporal, or a photo from above; a close-up of hairs has the view closeup",
        [
            "--view left-temporal oder right-temporal angeben, oder ein Foto von oben nehmen; eine Nahaufnahme von Haaren hat die Ansicht closeup",
            "--view left-temporal ya da right-temporal verin, ya da yukarıdan bir fotoğraf; saçların yakın çekiminin görünümü closeup'tır",
            "indique --view left-temporal o right-temporal, o dé una foto desde arriba; un primer plano del pelo tiene la vista closeup",
        ],
    ),
    (
        "give a photo from behind",
        [
            "ein Foto von hinten nehmen",
            "arkadan bir fotoğraf verin",
            "dé una foto desde atrás",
        ],
    ),
    (
        "the head is seen {side}, at baseline {before}",
        [
            "der Kopf ist {side} zu sehen, auf dem Ausgangsfoto {before}",
            "baş {side} görülüyor, başlangıç fotoğrafında {before}",
            "la cabeza se ve {side}, en la foto inicial {before}",
        ],
    ),
    (
        "take the photo from the side from which the baseline was taken, with nothing on the head",
        [
            "das Foto von der Seite aufnehmen, von der das Ausgangsfoto ist, mit nichts auf dem Kopf",
            "fotoğrafı başlangıç fotoğrafının çekildiği yönden, başta bir şey olmadan çekin",
            "haga la foto desde el lado de la foto inicial, sin nada en la cabeza",
        ],
    ),
    (
        "the forehead is said to point {given}, but on {file} it seems to point {seen} ({n} % sure): what was said is used",
        [
            "die Stirn soll nach {given} zeigen, auf {file} scheint sie aber nach {seen} zu zeigen (zu {n} % sicher): es gilt, was gesagt wurde",
            "alnın {given} yönüne baktığı söylendi, ama {file} üzerinde {seen} yönüne bakıyor görünüyor (%{n} emin): söylenen kullanılır",
            "se dijo que la frente apunta a {given}, pero en {file} parece apuntar a {seen} ({n} % seguro): vale lo dicho",
        ],
    ),
    (
        "the view of {file} is {view}, but the head seems to be seen {side}: if that is so, say view = {other} in course.toml or with --view",
        [
            "die Ansicht von {file} ist {view}, der Kopf scheint aber {side} zu sehen zu sein: stimmt das, view = {other} in course.toml oder mit --view angeben",
            "{file} görünümü {view}, ama baş {side} görülüyor gibi: öyleyse course.toml içinde view = {other} yazın ya da --view ile verin",
            "la vista de {file} es {view}, pero la cabeza parece verse {side}: si es así, ponga view = {other} en course.toml o con --view",
        ],
    ),
    (
        "nothing says where the forehead points on {file}, so the regions are named by their place in the picture: say to which edge of it, up, down, left or right, with front = \"EDGE\" in course.toml or --front EDGE, and run again",
        [
            "wohin die Stirn auf {file} zeigt, ist nicht bekannt, deshalb heißen die Regionen nach ihrem Ort im Bild: zu welchem Bildrand (up oben, down unten, left links, right rechts), mit front = \"RAND\" in course.toml oder --front RAND angeben und neu rechnen",
            "{file} üzerinde alnın hangi yöne baktığı bilinmiyor, bu yüzden bölgeler resimdeki yerleriyle adlandırılır: alnın resmin hangi kenarına (up üst, down alt, left sol, right sağ) baktığını course.toml içinde front = \"KENAR\" ya da --front KENAR ile belirtip yeniden çalıştırın",
            "no se sabe hacia dónde apunta la frente en {file}, por eso las regiones se nombran por su lugar en la imagen: diga hacia qué borde (up arriba, down abajo, left izquierda, right derecha) con front = \"BORDE\" en course.toml o --front BORDE, y repita",
        ],
    ),
    (
        "it is not clear where the crown of the head points on {file}, so the regions are named by their place in the picture: give a photo that shows this side of the head whole, the crown up, or draw the regions and give them as regions.geojson",
        [
            "wohin der Wirbel auf {file} zeigt, ist nicht klar, deshalb heißen die Regionen nach ihrem Ort im Bild: ein Foto angeben, das diese Seite des Kopfes ganz zeigt, den Scheitel oben, oder die Regionen zeichnen und als regions.geojson angeben",
            "{file} üzerinde başın tepesinin hangi yöne baktığı belli değil, bu yüzden bölgeler resimdeki yerleriyle adlandırılır: başın bu yanını bütünüyle, tepesi yukarıda gösteren bir fotoğraf verin ya da bölgeleri çizip regions.geojson olarak verin",
            "no está claro hacia dónde apunta la coronilla en {file}, por eso las regiones se nombran por su lugar en la imagen: dé una foto que muestre entero este lado de la cabeza, con la coronilla arriba, o dibuje las regiones y délas como regions.geojson",
        ],
    ),
    (
        "it is not clear whether the head on {file} is seen from above or from behind, so the regions are named by their place in the picture: say view = \"occipital\" in course.toml, or --view occipital, if it is seen from behind, else to which edge of it the forehead points, with front = \"EDGE\" or --front EDGE, and run again",
        [
            "ob der Kopf auf {file} von oben oder von hinten zu sehen ist, ist nicht klar, deshalb heißen die Regionen nach ihrem Ort im Bild: view = \"occipital\" in course.toml oder --view occipital angeben, wenn er von hinten zu sehen ist, sonst, zu welchem Bildrand die Stirn zeigt, mit front = \"RAND\" oder --front RAND, und neu rechnen",
            "{file} üzerinde başın yukarıdan mı arkadan mı göründüğü belli değil, bu yüzden bölgeler resimdeki yerleriyle adlandırılır: arkadan görünüyorsa course.toml içinde view = \"occipital\" yazın ya da --view occipital verin, değilse alnın hangi kenara baktığını front = \"KENAR\" ya da --front KENAR ile belirtip yeniden çalıştırın",
            "no está claro si la cabeza en {file} se ve desde arriba o desde atrás, por eso las regiones se nombran por su lugar en la imagen: ponga view = \"occipital\" en course.toml, o --view occipital, si se ve desde atrás; si no, diga hacia qué borde apunta la frente con front = \"BORDE\" o --front BORDE, y repita",
        ],
    ),
    (
        "no pictures of the view {view} are made: cropped to the regions they could still show a part of a face ({file}); leave --crop away, or draw regions on the scalp alone",
        [
            "von der Ansicht {view} werden keine Bilder gemacht: auch auf die Regionen beschnitten könnten sie einen Teil eines Gesichts zeigen ({file}); --crop weglassen, oder Regionen nur auf der Kopfhaut zeichnen",
            "{view} görünümünün resimleri yapılmaz: bölgelere kırpılsa da yüzün bir kısmını gösterebilir ({file}); --crop kullanmayın ya da bölgeleri yalnız saçlı deriye çizin",
            "no se hacen imágenes de la vista {view}: recortadas a las regiones aún podrían mostrar parte de una cara ({file}); omita --crop, o dibuje regiones solo en el cuero cabelludo",
        ],
    ),
    ("from above", ["von oben", "yukarıdan", "desde arriba"]),
    (
        "from above and in front",
        [
            "von oben und vorn",
            "yukarıdan ve önden",
            "desde arriba y delante",
        ],
    ),
    ("from the front", ["von vorn", "önden", "de frente"]),
    ("from behind", ["von hinten", "arkadan", "desde atrás"]),
    ("from the side", ["von der Seite", "yandan", "de lado"]),
    ("up", ["oben", "yukarı", "arriba"]),
    ("down", ["unten", "aşağı", "abajo"]),
    ("left", ["links", "sol", "la izquierda"]),
    ("right", ["rechts", "sağ", "la derecha"]),
    (
        "the photo is in shades of one colour, as with a sepia filter: without colours bare skin and hair cannot be told apart",
        [
            "das Foto besteht aus Tönen einer einzigen Farbe, wie mit einem Sepia-Filter: ohne Farben lassen sich nackte Haut und Haar nicht unterscheiden",
            "fotoğraf, sepya filtresinde olduğu gibi tek bir rengin tonlarında: renkler olmadan çıplak deri ile saç ayırt edilemez",
            "la foto está en tonos de un solo color, como con un filtro sepia: sin colores no se distinguen la piel desnuda y el pelo",
        ],
    ),
    (
        "the photo is black and white: without colour bare skin and hair cannot be told apart",
        [
            "das Foto ist schwarzweiß: ohne Farbe lassen sich kahle Haut und Haar nicht unterscheiden",
            "fotoğraf siyah beyaz: renk olmadan çıplak deri ile saç ayırt edilemez",
            "la foto es en blanco y negro: sin color no se distinguen la piel sin pelo y el pelo",
        ],
    ),
    (
        "send the original in colour",
        [
            "das Original in Farbe senden",
            "renkli aslını gönderin",
            "envíe el original en color",
        ],
    ),
    (
        "{n} % of the head has a colour that neither hair nor skin has: a cap or a cloth, dyed hair, or coloured light",
        [
            "{n} % des Kopfes haben eine Farbe, die weder Haar noch Haut hat: eine Mütze oder ein Tuch, gefärbtes Haar oder farbiges Licht",
            "başın %{n} kadarı ne saçta ne deride bulunan bir renkte: şapka ya da örtü, boyalı saç ya da renkli ışık",
            "el {n} % de la cabeza tiene un color que no es de pelo ni de piel: un gorro o un paño, pelo teñido o luz de color",
        ],
    ),
    (
        "take the photo of the bare head in white light; of dyed hair draw the regions and give them as regions.geojson",
        [
            "den unbedeckten Kopf in weißem Licht fotografieren; bei gefärbtem Haar die Regionen zeichnen und als regions.geojson angeben",
            "açık başı beyaz ışıkta fotoğraflayın; boyalı saçta bölgeleri çizip regions.geojson olarak verin",
            "haga la foto de la cabeza descubierta con luz blanca; si el pelo está teñido, dibuje las regiones y délas como regions.geojson",
        ],
    ),
];
