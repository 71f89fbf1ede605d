//! Files, folders and dates of a course, and names that nothing bears.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "nothing was stored: this folder, or a file in it, may only be read; ask whoever looks after the computer for the right to write there, or open a copy of the folder",
        [
            "nichts wurde gespeichert: Dieser Ordner oder eine Datei darin darf nur gelesen werden; wer den Rechner betreut, kann das Recht zum Schreiben geben, oder eine Kopie des Ordners öffnen",
            "hiçbir şey kaydedilmedi: bu klasör ya da içindeki bir dosya yalnızca okunabilir; bilgisayarla ilgilenen kişiden yazma hakkı isteyin ya da klasörün bir kopyasını açın",
            "no se guardó nada: esta carpeta, o un archivo de ella, solo se puede leer; pida a quien atiende el equipo el derecho de escribir en ella, o abra una copia de la carpeta",
        ],
    ),
    (
        "this folder may only be read: photos are shown, and nothing can be stored or measured; ask whoever looks after the computer for the right to write there, or open a copy of the folder",
        [
            "dieser Ordner darf nur gelesen werden: Fotos werden gezeigt, und nichts kann gespeichert oder gemessen werden; wer den Rechner betreut, kann das Recht zum Schreiben geben, oder eine Kopie des Ordners öffnen",
            "bu klasör yalnızca okunabilir: fotoğraflar gösterilir, hiçbir şey kaydedilemez ya da ölçülemez; bilgisayarla ilgilenen kişiden yazma hakkı isteyin ya da klasörün bir kopyasını açın",
            "esta carpeta solo se puede leer: se muestran las fotos, y no se puede guardar ni medir nada; pida a quien atiende el equipo el derecho de escribir en ella, o abra una copia de la carpeta",
        ],
    ),
    (
        "nothing was stored: the disk is full; free space on it and try again",
        [
            "nichts wurde gespeichert: Die Festplatte ist voll; Platz schaffen und noch einmal versuchen",
            "hiçbir şey kaydedilmedi: disk dolu; yer açıp yeniden deneyin",
            "no se guardó nada: el disco está lleno; libere espacio e inténtelo de nuevo",
        ],
    ),
    (
        "EXIF says {a}, the file name {b}",
        [
            "EXIF sagt {a}, der Dateiname {b}",
            "EXIF {a} diyor, dosya adı {b}",
            "EXIF dice {a}, el nombre del archivo {b}",
        ],
    ),
    (
        "EXIF says {a}, the folder's name {b}",
        [
            "EXIF sagt {a}, der Name des Ordners {b}",
            "EXIF {a} diyor, klasör adı {b}",
            "EXIF dice {a}, el nombre de la carpeta {b}",
        ],
    ),
    (
        "EXIF was used",
        ["EXIF wurde verwendet", "EXIF kullanıldı", "se usó EXIF"],
    ),
    (
        "EXIF says {a}, as cameras do whose clock was never set, and no name says a day",
        [
            "EXIF sagt {a}, wie Kameras, deren Uhr nie gestellt wurde, und kein Name nennt einen Tag",
            "EXIF {a} diyor, saati hiç ayarlanmamış kameralar gibi, ve hiçbir ad gün belirtmiyor",
            "EXIF dice {a}, como las cámaras cuyo reloj nunca se puso, y ningún nombre dice un día",
        ],
    ),
    (
        "EXIF says {a}, as cameras do whose clock was never set",
        [
            "EXIF sagt {a}, wie Kameras, deren Uhr nie gestellt wurde",
            "EXIF {a} diyor, saati hiç ayarlanmamış kameralar gibi",
            "EXIF dice {a}, como las cámaras cuyo reloj nunca se puso",
        ],
    ),
    (
        "EXIF says {a}, years before the photos from {b} on, as of a clock that was never set",
        [
            "EXIF sagt {a}, Jahre vor den Fotos ab {b}, wie bei einer nie gestellten Uhr",
            "EXIF {a} diyor, {b} ve sonraki fotoğraflardan yıllarca önce, hiç ayarlanmamış bir saat gibi",
            "EXIF dice {a}, años antes de las fotos desde el {b}, como un reloj que nunca se puso",
        ],
    ),
    (
        "EXIF says {a}, which is in the future",
        [
            "EXIF sagt {a}, was in der Zukunft liegt",
            "EXIF {a} diyor, bu gelecekte",
            "EXIF dice {a}, que está en el futuro",
        ],
    ),
    (
        "EXIF says {a}, as for other photos whose names say other days",
        [
            "EXIF sagt {a}, wie für andere Fotos, deren Namen andere Tage nennen",
            "EXIF {a} diyor, adları başka günler belirten diğer fotoğraflarda olduğu gibi",
            "EXIF dice {a}, como en otras fotos cuyos nombres dicen otros días",
        ],
    ),
    (
        "{a}, in the name, was used",
        [
            "verwendet wurde {a} aus dem Namen",
            "addaki {a} kullanıldı",
            "se usó {a}, del nombre",
        ],
    ),
    (
        "the file name says {a}, its folder {b}",
        [
            "der Dateiname sagt {a}, sein Ordner {b}",
            "dosya adı {a} diyor, klasörü {b}",
            "el nombre del archivo dice {a}, su carpeta {b}",
        ],
    ),
    (
        "the file name was used",
        [
            "der Dateiname wurde verwendet",
            "dosya adı kullanıldı",
            "se usó el nombre del archivo",
        ],
    ),
    (
        "{a} was read as {b}, it may be {c}",
        [
            "{a} wurde als {b} gelesen, es kann {c} sein",
            "{a}, {b} olarak okundu, {c} da olabilir",
            "{a} se leyó como {b}, puede ser {c}",
        ],
    ),
    (
        "{a} was read as {b}",
        [
            "{a} wurde als {b} gelesen",
            "{a}, {b} olarak okundu",
            "{a} se leyó como {b}",
        ],
    ),
    (
        "{a} is not a day of the calendar",
        [
            "{a} ist kein Tag des Kalenders",
            "{a} takvimde olan bir gün değil",
            "{a} no es un día del calendario",
        ],
    ),
    (
        "the EXIF date was used",
        [
            "das EXIF-Datum wurde verwendet",
            "EXIF tarihi kullanıldı",
            "se usó la fecha EXIF",
        ],
    ),
    (
        "the date in the name was used",
        [
            "das Datum im Namen wurde verwendet",
            "addaki tarih kullanıldı",
            "se usó la fecha del nombre",
        ],
    ),
    (
        "write YYYY-MM-DD, or give date in course.toml",
        [
            "JJJJ-MM-TT schreiben oder date in course.toml angeben",
            "YYYY-AA-GG yazın ya da course.toml içinde date verin",
            "escriba AAAA-MM-DD, o indique date en course.toml",
        ],
    ),
    (
        "nothing says which temple it shows",
        [
            "nichts sagt, welche Schläfe es zeigt",
            "hangi şakağı gösterdiğini hiçbir şey söylemiyor",
            "nada dice qué sien muestra",
        ],
    ),
    (
        "it lies in iCloud and was not downloaded",
        [
            "es liegt in iCloud und wurde nicht heruntergeladen",
            "iCloud'da duruyor ve indirilmedi",
            "está en iCloud y no se descargó",
        ],
    ),
    (
        "its name has no ending such as .jpg",
        [
            "sein Name hat keine Endung wie .jpg",
            "adının .jpg gibi bir uzantısı yok",
            "su nombre no tiene extensión como .jpg",
        ],
    ),
    (
        "pictures of this kind are not read",
        [
            "Bilder dieser Art werden nicht gelesen",
            "bu tür resimler okunmaz",
            "las imágenes de este tipo no se leen",
        ],
    ),
    (
        "export it as JPEG, PNG or TIFF",
        [
            "als JPEG, PNG oder TIFF exportieren",
            "JPEG, PNG ya da TIFF olarak dışa aktarın",
            "expórtela como JPEG, PNG o TIFF",
        ],
    ),
    (
        "{folder} holds 1 picture that was not read",
        [
            "{folder} enthält 1 Bild, das nicht gelesen wurde",
            "{folder} okunmamış 1 resim içeriyor",
            "{folder} contiene 1 imagen que no se leyó",
        ],
    ),
    (
        "{folder} holds {n} pictures that were not read",
        [
            "{folder} enthält {n} Bilder, die nicht gelesen wurden",
            "{folder} okunmamış {n} resim içeriyor",
            "{folder} contiene {n} imágenes que no se leyeron",
        ],
    ),
    (
        "{file} was not read",
        [
            "{file} wurde nicht gelesen",
            "{file} okunmadı",
            "{file} no se leyó",
        ],
    ),
    (
        "its name is no visit's",
        [
            "sein Name ist nicht der eines Termins",
            "adı bir muayene adı değil",
            "su nombre no es de una visita",
        ],
    ),
    (
        "name it by the visit's date, or list its photos in course.toml",
        [
            "nach dem Datum des Termins benennen oder seine Fotos in course.toml aufführen",
            "muayenenin tarihiyle adlandırın ya da fotoğraflarını course.toml içinde sıralayın",
            "póngale la fecha de la visita, o liste sus fotos en course.toml",
        ],
    ),
    (
        "a session is listed twice",
        [
            "eine Sitzung steht zweimal da",
            "bir seans iki kez yazılmış",
            "una sesión aparece dos veces",
        ],
    ),
    (
        "it was counted once",
        [
            "sie wurde einmal gezählt",
            "bir kez sayıldı",
            "se contó una vez",
        ],
    ),
    (
        "the session of {a} has not come yet and is not counted as held",
        [
            "die Sitzung vom {a} liegt noch vor uns und zählt nicht als durchgeführt",
            "{a} tarihli seans henüz gelmedi, yapılmış sayılmaz",
            "la sesión del {a} aún no ha llegado y no cuenta como hecha",
        ],
    ),
    (
        "correct the day in course.toml if it is wrong",
        [
            "den Tag in course.toml berichtigen, wenn er falsch ist",
            "yanlışsa günü course.toml içinde düzeltin",
            "corrija el día en course.toml si es incorrecto",
        ],
    ),
    (
        "start is {a}, the first session {b}",
        [
            "start ist {a}, die erste Sitzung {b}",
            "start {a}, ilk seans {b}",
            "start es {a}, la primera sesión {b}",
        ],
    ),
    (
        "days and marks count from start",
        [
            "Tage und Stichtage zählen ab start",
            "günler ve kontrol tarihleri start'tan sayılır",
            "los días y los hitos cuentan desde start",
        ],
    ),
    (
        "the first session is of {a}, the last photo of {b}: no photo shows what came after it",
        [
            "die erste Sitzung ist vom {a}, das letzte Foto vom {b}: Kein Foto zeigt, was danach kam",
            "ilk seans {a}, son fotoğraf {b} tarihli: sonrasını hiçbir fotoğraf göstermiyor",
            "la primera sesión es del {a}, la última foto del {b}: ninguna foto muestra lo que vino después",
        ],
    ),
    (
        "give the dates in course.toml if they are wrong",
        [
            "die Daten in course.toml angeben, wenn sie falsch sind",
            "yanlışsa tarihleri course.toml içinde verin",
            "indique las fechas en course.toml si son incorrectas",
        ],
    ),
    (
        "give their dates in course.toml if they are wrong",
        [
            "ihre Daten in course.toml angeben, wenn sie falsch sind",
            "yanlışsa tarihlerini course.toml içinde verin",
            "indique sus fechas en course.toml si son incorrectas",
        ],
    ),
    (
        "{a} is named as from before treatment but is of {b}, {c} as from after it but of {d}",
        [
            "{a} heißt nach vor der Behandlung, ist aber vom {b}, {c} nach danach, ist aber vom {d}",
            "{a} tedavi öncesi diye adlandırılmış ama {b} tarihli, {c} sonrası diye ama {d} tarihli",
            "{a} se llama de antes del tratamiento pero es del {b}, {c} de después pero del {d}",
        ],
    ),
    (
        "{a} was given first, but by the names {b} is from before it; the change is counted from {c} to {d}: give --before-date and --after-date if that is wrong",
        [
            "{a} wurde zuerst angegeben, aber den Namen nach ist {b} von vorher; die Änderung gilt von {c} bis {d}: --before-date und --after-date angeben, wenn das falsch ist",
            "{a} önce verildi, ama adlara göre {b} daha öncesinden; değişim {c} fotoğrafından {d} fotoğrafına sayılır: yanlışsa --before-date ve --after-date verin",
            "{a} se dio primero, pero según los nombres {b} es de antes; el cambio se cuenta de {c} a {d}: dé --before-date y --after-date si no es así",
        ],
    ),
    (
        "{a} was given first but taken after {b}",
        [
            "{a} wurde zuerst angegeben, ist aber nach {b} aufgenommen",
            "{a} önce verildi ama {b} fotoğrafından sonra çekildi",
            "{a} se dio primero pero se tomó después de {b}",
        ],
    ),
    (
        "the change is counted from the earlier to the later",
        [
            "die Änderung zählt vom früheren zum späteren",
            "değişim öncekinden sonrakine sayılır",
            "el cambio se cuenta de la anterior a la posterior",
        ],
    ),
    (
        "control = {a} is neither a measured view nor a region: no change was corrected by it",
        [
            "control = {a} ist weder eine gemessene Ansicht noch eine Region: Keine Änderung wurde damit korrigiert",
            "control = {a} ne ölçülmüş bir görünüm ne de bir bölge: hiçbir değişim onunla düzeltilmedi",
            "control = {a} no es ni una vista medida ni una región: ningún cambio se corrigió con ello",
        ],
    ),
    (
        "did you mean {a}?",
        [
            "war {a} gemeint?",
            "{a} mi demek istediniz?",
            "¿quiso decir {a}?",
        ],
    ),
    (
        "{a} is the same file as {b}: one photo shows one view",
        [
            "{a} ist dieselbe Datei wie {b}: Ein Foto zeigt eine Ansicht",
            "{a}, {b} ile aynı dosya: bir fotoğraf bir görünüm gösterir",
            "{a} es el mismo archivo que {b}: una foto muestra una vista",
        ],
    ),
    (
        "leave one of them out, or put the right photo there",
        [
            "eine davon weglassen oder das richtige Foto dorthin legen",
            "birini dışarıda bırakın ya da doğru fotoğrafı koyun",
            "deje una fuera, o ponga ahí la foto correcta",
        ],
    ),
    (
        "regions of one head",
        [
            "Regionen eines Kopfes",
            "bir başın bölgeleri",
            "regiones de una cabeza",
        ],
    ),
    (
        "regions of one head at several visits or views: no correlation between heads",
        [
            "Regionen eines Kopfes bei mehreren Terminen oder Ansichten: keine Korrelation zwischen Köpfen",
            "birden çok muayene ya da görünümde bir başın bölgeleri: başlar arası korelasyon değil",
            "regiones de una cabeza en varias visitas o vistas: no es correlación entre cabezas",
        ],
    ),
    (
        "regions of several heads",
        [
            "Regionen mehrerer Köpfe",
            "birden çok başın bölgeleri",
            "regiones de varias cabezas",
        ],
    ),
    (
        "one region of one head: nothing for the values to differ between",
        [
            "eine Region eines Kopfes: nichts, worin sich die Werte unterscheiden könnten",
            "bir başın tek bölgesi: değerlerin farklılaşacağı bir şey yok",
            "una región de una cabeza: nada entre lo que puedan diferir los valores",
        ],
    ),
    (
        "the repeats do not differ at all: are they copies of one photo?",
        [
            "die Wiederholungen unterscheiden sich überhaupt nicht: Sind es Kopien eines Fotos?",
            "tekrarlar hiç farklı değil: tek bir fotoğrafın kopyaları mı?",
            "las repeticiones no difieren en nada: ¿son copias de una foto?",
        ],
    ),
    ("no photos", ["keine Fotos", "fotoğraf yok", "ninguna foto"]),
];
