//! Regions without a value, marks, dates, sessions.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    // Visits.
    (
        "it reads {a} points away from the other photos of this visit (at most {b}) and is left out of its values; combed or lit otherwise, or out of focus",
        [
            "es liegt {a} Punkte neben den anderen Fotos dieses Besuchs (höchstens {b}) und zählt nicht zu dessen Werten; anders gekämmt oder beleuchtet oder unscharf",
            "bu ziyaretin öteki fotoğraflarından {a} puan farklı okunuyor (en çok {b}) ve değerlerine katılmadı; başka taranmış ya da aydınlatılmış, ya da net değil",
            "se lee a {a} puntos de las otras fotos de esta visita (como máximo {b}) y no cuenta en sus valores; otro peinado u otra luz, o desenfocada",
        ],
    ),
    (
        "the photos of {day} differ by {a} points (standard deviation; {b} is usual at most): comb, light or focus changed within the visit",
        [
            "die Fotos vom {day} unterscheiden sich um {a} Punkte (Standardabweichung; üblich sind höchstens {b}): Kamm, Licht oder Schärfe haben sich während des Besuchs geändert",
            "{day} tarihli fotoğraflar {a} puan farklı (standart sapma; olağanı en çok {b}): tarama, ışık ya da netlik ziyaret sırasında değişmiş",
            "las fotos del {day} difieren en {a} puntos (desviación estándar; lo usual es {b} como máximo): el peinado, la luz o el enfoque cambiaron durante la visita",
        ],
    ),
    (
        "the baseline of the view {view} is of {day}, {n} days after the start of the course: what changed before it is not in these values",
        [
            "das Ausgangsfoto der Ansicht {view} ist vom {day}, {n} Tage nach dem Beginn der Behandlung: Was sich davor geändert hat, steht nicht in diesen Werten",
            "{view} görünümünün başlangıç fotoğrafı {day} tarihli, tedavinin başından {n} gün sonra: daha önce değişenler bu değerlerde yok",
            "la foto inicial de la vista {view} es del {day}, {n} días después del comienzo del tratamiento: lo que cambió antes no está en estos valores",
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
        "without {regions}",
        ["ohne {regions}", "{regions} olmadan", "sin {regions}"],
    ),
    (
        "0 lies outside its interval, but {n} regions are tested together and one of them may stand out by chance: it would have been called from {needed} points on",
        [
            "0 liegt außerhalb ihres Intervalls, aber {n} Regionen werden gemeinsam geprüft, und eine davon kann durch Zufall herausragen: Erkannt worden wäre die Änderung ab {needed} Punkten",
            "0 kendi aralığının dışında, ama {n} bölge birlikte sınanıyor ve biri rastlantıyla öne çıkabilir: {needed} puandan itibaren saptanmış sayılırdı",
            "el 0 queda fuera de su intervalo, pero se prueban {n} regiones juntas y una de ellas puede sobresalir por azar: se habría reconocido desde {needed} puntos",
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
        "in {a} of {b} regions of this photo hair and scalp cannot be told apart: what is read in the others is not believed",
        [
            "in {a} von {b} Regionen dieses Fotos sind Haar und Kopfhaut nicht zu unterscheiden: was in den übrigen gelesen wird, gilt nicht",
            "bu fotoğrafın {b} bölgesinden {a} tanesinde saç ve deri ayırt edilemiyor: diğerlerinde okunana güvenilmez",
            "en {a} de las {b} regiones de esta foto no se distinguen pelo y piel: lo que se lee en las demás no se da por válido",
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
        "any coverage from {a} to {b} % is possible: hair and bare skin look alike here, as with blur, haze, glare or stubble",
        [
            "jede Bedeckung von {a} bis {b} % ist möglich: Haar und nackte Haut sehen hier gleich aus, wie bei Unschärfe, Dunst, Glanz oder Stoppeln",
            "%{a} ile %{b} arasında her örtünme olası: saç ve çıplak deri burada aynı görünüyor; bulanıklık, pus, parlama ya da kısa kırpılmış saçta olduğu gibi",
            "cualquier cobertura del {a} al {b} % es posible: aquí el pelo y la piel desnuda se ven igual, como con desenfoque, bruma, brillo o pelo rapado",
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
        "regions without a value make up more than half of the area: {regions}",
        [
            "Regionen ohne Wert machen mehr als die Hälfte der Fläche aus: {regions}",
            "değeri olmayan bölgeler alanın yarısından fazla: {regions}",
            "las regiones sin valor suman más de la mitad del área: {regions}",
        ],
    ),
    // Course.
    (
        "dated {a}, ahead of this computer's today, {b}",
        [
            "mit dem {a} datiert, später als das heutige Datum dieses Rechners, {b}",
            "{a} tarihli, bu bilgisayarın bugününden ({b}) sonra",
            "con fecha {a}, posterior al día de hoy de este equipo, {b}",
        ],
    ),
    (
        "dated {a}, but photographs of a course are of 1990 or later",
        [
            "mit dem {a} datiert, doch Fotos eines Verlaufs sind von 1990 oder später",
            "{a} tarihli, ama bir tedavinin fotoğrafları 1990 ya da sonrasındandır",
            "con fecha {a}, pero las fotos de un tratamiento son de 1990 o posteriores",
        ],
    ),
    (
        "correct the date in course.toml or the computer's clock",
        [
            "das Datum in course.toml oder die Uhr des Rechners richtigstellen",
            "course.toml içindeki tarihi ya da bilgisayarın saatini düzeltin",
            "corrija la fecha en course.toml o el reloj del equipo",
        ],
    ),
    (
        "correct the date here or the computer's clock",
        [
            "hier das Datum oder die Uhr des Rechners richtigstellen",
            "buradaki tarihi ya da bilgisayarın saatini düzeltin",
            "corrija aquí la fecha o el reloj del equipo",
        ],
    ),
    (
        "nothing was written",
        [
            "nichts wurde geschrieben",
            "hiçbir şey yazılmadı",
            "no se escribió nada",
        ],
    ),
    (
        "give the date here, or leave the photo out",
        [
            "hier das Datum angeben oder das Foto weglassen",
            "tarihi burada verin ya da fotoğrafı dışarıda bırakın",
            "indique aquí la fecha o deje fuera la foto",
        ],
    ),
    (
        "give the date here if it is wrong",
        [
            "hier das Datum angeben, falls es falsch ist",
            "yanlışsa tarihi burada verin",
            "si es incorrecta, indique aquí la fecha",
        ],
    ),
    (
        "choose the view here",
        [
            "hier die Ansicht wählen",
            "görünümü burada seçin",
            "elija aquí la vista",
        ],
    ),
    (
        "no date in EXIF (DateTimeOriginal) or in the name of the file or its folder",
        [
            "kein Datum in EXIF (DateTimeOriginal), im Dateinamen oder im Namen des Ordners",
            "EXIF'te (DateTimeOriginal), dosya adında ya da klasör adında tarih yok",
            "sin fecha en EXIF (DateTimeOriginal) ni en el nombre del archivo o de su carpeta",
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
            "{a}: nichts sagt die Ansicht, der Wirbel wurde angenommen",
            "{a}: görünüm belirtilmemiş, tepe varsayıldı",
            "{a}: nada indica la vista, se supuso vértice",
        ],
    ),
    (
        "give date in course.toml if it is wrong",
        [
            "date in course.toml angeben, falls es falsch ist",
            "yanlışsa course.toml içinde date verin",
            "si es incorrecta, indique date en course.toml",
        ],
    ),
    (
        "give {a} if it is wrong",
        [
            "{a} angeben, falls es falsch ist",
            "yanlışsa {a} verin",
            "si es incorrecta, indique {a}",
        ],
    ),
    (
        "give --view or put it into the file name",
        [
            "--view angeben oder die Ansicht in den Dateinamen setzen",
            "--view verin ya da görünümü dosya adında belirtin",
            "indique --view o la vista en el nombre del archivo",
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
        "no date in {a} or in the name: the days between the photos are not known",
        [
            "kein Datum in {a} oder im Namen: die Tage zwischen den Fotos sind nicht bekannt",
            "{a} içinde ya da adında tarih yok: fotoğraflar arasındaki gün sayısı bilinmiyor",
            "sin fecha en {a} ni en el nombre: no se conocen los días entre las fotos",
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
    (
        "a folder with results: pictures there are no photos of the course",
        [
            "ein Ordner mit Ergebnissen: Bilder darin sind keine Fotos des Verlaufs",
            "sonuç klasörü: içindeki resimler bu tedavinin fotoğrafları değildir",
            "una carpeta con resultados: sus imágenes no son fotos del curso",
        ],
    ),
    (
        "move the results out of the course folder",
        [
            "die Ergebnisse aus dem Ordner des Verlaufs verschieben",
            "sonuçları tedavi klasörünün dışına taşıyın",
            "saque los resultados de la carpeta del curso",
        ],
    ),
    (
        "a folder with the name of a photo",
        [
            "ein Ordner mit dem Namen eines Fotos",
            "fotoğraf adı taşıyan bir klasör",
            "una carpeta con nombre de foto",
        ],
    ),
    (
        "put the photo itself there, or rename the folder",
        [
            "das Foto selbst dorthin legen oder den Ordner umbenennen",
            "oraya fotoğrafın kendisini koyun ya da klasörün adını değiştirin",
            "ponga ahí la foto misma, o cambie el nombre de la carpeta",
        ],
    ),
    (
        "give --before-date and --after-date if they are wrong",
        [
            "--before-date und --after-date angeben, wenn sie falsch sind",
            "yanlışsa --before-date ve --after-date verin",
            "dé --before-date y --after-date si están mal",
        ],
    ),
];
