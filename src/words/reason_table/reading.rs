//! Files that are no photo, and what the desk refuses.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    ("text", ["Text", "metin", "texto"]),
    (
        "an unknown kind of data",
        [
            "Daten unbekannter Art",
            "bilinmeyen türde veri",
            "datos de tipo desconocido",
        ],
    ),
    (
        "file not found",
        [
            "Datei nicht gefunden",
            "dosya bulunamadı",
            "no se encuentra el archivo",
        ],
    ),
    (
        "file is empty (0 bytes)",
        [
            "die Datei ist leer (0 Byte)",
            "dosya boş (0 bayt)",
            "el archivo está vacío (0 bytes)",
        ],
    ),
    (
        "not a picture: the content is {found}",
        [
            "kein Bild: der Inhalt ist {found}",
            "resim değil: içeriği {found}",
            "no es una imagen: el contenido es {found}",
        ],
    ),
    (
        "{w} x {h} px is more than the {n} megapixels allowed",
        [
            "{w} x {h} px sind mehr als die erlaubten {n} Megapixel",
            "{w} x {h} px, izin verilen {n} megapikselden fazla",
            "{w} x {h} px son más que los {n} megapíxeles permitidos",
        ],
    ),
    (
        "{w} x {h} px is smaller than the {a} x {b} px needed",
        [
            "{w} x {h} px sind weniger als die nötigen {a} x {b} px",
            "{w} x {h} px, gereken {a} x {b} px değerinden küçük",
            "{w} x {h} px es menos que los {a} x {b} px necesarios",
        ],
    ),
    (
        "it has no end-of-image marker",
        [
            "sie endet nicht mit der Marke für das Bildende",
            "görüntü sonu işareti yok",
            "le falta la marca de fin de imagen",
        ],
    ),
    (
        "{format} file is truncated: {detail}",
        [
            "die {format}-Datei ist abgeschnitten: {detail}",
            "{format} dosyası yarım kalmış: {detail}",
            "el archivo {format} está cortado: {detail}",
        ],
    ),
    (
        "{format} file is damaged: {detail}",
        [
            "die {format}-Datei ist beschädigt: {detail}",
            "{format} dosyası bozuk: {detail}",
            "el archivo {format} está dañado: {detail}",
        ],
    ),
    (
        "{format} is not supported",
        [
            "{format} wird nicht gelesen",
            "{format} okunmuyor",
            "{format} no se lee",
        ],
    ),
    (
        "replace the file by the photo itself; renaming a file does not convert it",
        [
            "die Datei durch das Foto selbst ersetzen; Umbenennen wandelt eine Datei nicht um",
            "dosyanın yerine fotoğrafın kendisini koyun; ad değiştirmek dosyayı dönüştürmez",
            "sustituya el archivo por la foto misma; cambiar el nombre no lo convierte",
        ],
    ),
    (
        "copy the file from the camera again",
        [
            "die Datei noch einmal von der Kamera kopieren",
            "dosyayı kameradan yeniden kopyalayın",
            "copie de nuevo el archivo de la cámara",
        ],
    ),
    (
        "copy the file from the camera again, or export it anew from the original",
        [
            "die Datei noch einmal von der Kamera kopieren oder neu aus dem Original exportieren",
            "dosyayı kameradan yeniden kopyalayın ya da özgününden yeniden dışa aktarın",
            "copie de nuevo el archivo de la cámara o vuelva a exportarlo del original",
        ],
    ),
    (
        "export the photo as JPEG, PNG or TIFF (RGB), at full size",
        [
            "das Foto als JPEG, PNG oder TIFF (RGB) in voller Größe exportieren",
            "fotoğrafı JPEG, PNG ya da TIFF (RGB) olarak, tam boyutta dışa aktarın",
            "exporte la foto como JPEG, PNG o TIFF (RGB), a tamaño completo",
        ],
    ),
    (
        "export the photo at a smaller size, the same for the whole course",
        [
            "das Foto kleiner exportieren, im ganzen Verlauf gleich groß",
            "fotoğrafı daha küçük, tedavi boyunca aynı boyutta dışa aktarın",
            "exporte la foto más pequeña, igual en todo el tratamiento",
        ],
    ),
    (
        "use the original photo, not a preview or an icon",
        [
            "das Originalfoto verwenden, keine Vorschau und kein Symbol",
            "önizleme ya da simge değil, özgün fotoğrafı kullanın",
            "use la foto original, no una vista previa ni un icono",
        ],
    ),
    // The desk.
    (
        "this is no photo that is read: JPEG, PNG, TIFF, WebP or HEIC",
        [
            "solche Dateien werden nicht gelesen; gelesen werden JPEG, PNG, TIFF, WebP und HEIC",
            "bu tür dosya okunmuyor; okunanlar: JPEG, PNG, TIFF, WebP, HEIC",
            "este tipo de archivo no se lee; se leen JPEG, PNG, TIFF, WebP y HEIC",
        ],
    ),
    (
        "the photo did not arrive whole, or is larger than allowed (400 MB)",
        [
            "das Foto kam nicht ganz an oder ist größer als erlaubt (400 MB)",
            "fotoğraf eksik geldi ya da izin verilenden büyük (400 MB)",
            "la foto no llegó entera o es mayor de lo permitido (400 MB)",
        ],
    ),
    (
        "the course has this photo already: {file}",
        [
            "dieses Foto ist schon da: {file}",
            "bu fotoğraf zaten var: {file}",
            "esta foto ya está: {file}",
        ],
    ),
    (
        "another photo has the name {file}; rename this one",
        [
            "ein anderes Foto heißt schon {file}; dieses umbenennen",
            "{file} adında başka bir fotoğraf var; bunun adını değiştirin",
            "otra foto se llama {file}; cambie el nombre de esta",
        ],
    ),
    (
        "there is a subject named {name} already",
        [
            "eine Person namens {name} gibt es schon",
            "{name} adında bir hasta zaten var",
            "ya hay una persona llamada {name}",
        ],
    ),
    (
        "a subject's name is a folder's: 1 to 100 letters, no /, and no dot at the beginning",
        [
            "das Kürzel wird ein Ordner: 1 bis 100 Zeichen, kein / und kein Punkt am Anfang",
            "takma ad klasör adı olur: 1 ila 100 harf, / olmadan ve başta nokta olmadan",
            "el seudónimo será una carpeta: de 1 a 100 letras, sin / y sin punto al principio",
        ],
    ),
    (
        "Windows cannot have a folder of this name; choose another pseudonym, of letters, digits and hyphens",
        [
            "Windows kennt keinen Ordner dieses Namens; ein anderes Kürzel wählen, aus Buchstaben, Ziffern und Bindestrichen",
            "Windows'ta bu adda klasör olamaz; harf, rakam ve kısa çizgiden oluşan başka bir takma ad seçin",
            "Windows no admite una carpeta con ese nombre; elija otro seudónimo, de letras, cifras y guiones",
        ],
    ),
    (
        "{file}: a point lies outside the photo of {w} x {h} px",
        [
            "{file}: ein Punkt liegt außerhalb des Fotos von {w} x {h} px",
            "{file}: bir nokta {w} x {h} px boyutundaki fotoğrafın dışında",
            "{file}: un punto queda fuera de la foto de {w} x {h} px",
        ],
    ),
    (
        "the course has no such photo",
        [
            "dieses Foto gibt es nicht",
            "böyle bir fotoğraf yok",
            "no existe esa foto",
        ],
    ),
    (
        "no such subject",
        [
            "diese Person gibt es nicht",
            "böyle bir hasta yok",
            "no existe esa persona",
        ],
    ),
    (
        "no such file",
        [
            "diese Datei gibt es nicht",
            "böyle bir dosya yok",
            "no existe ese archivo",
        ],
    ),
];
