//! Close-ups: scale, roots, a person's corrections.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "photograph the same spot again: mark it (a tattooed dot, or its distances from nose and ears), and hold the device turned as at baseline; if it is another spot, name it in the file's name, closeup-NAME",
        [
            "dieselbe Stelle noch einmal aufnehmen: sie markieren (ein tätowierter Punkt, oder die Abstände von Nase und Ohren) und das Gerät gedreht halten wie beim Ausgangsfoto; ist es eine andere Stelle, sie im Dateinamen benennen, closeup-NAME",
            "aynı yeri yeniden çekin: yeri işaretleyin (dövme noktası ya da burun ve kulaklara uzaklığı) ve aleti başlangıçtaki gibi tutun; başka bir yerse dosya adında adlandırın, closeup-AD",
            "fotografíe otra vez el mismo lugar: márquelo (un punto tatuado, o sus distancias a la nariz y las orejas) y sostenga el aparato girado como en la inicial; si es otro lugar, nómbrelo en el nombre del archivo, closeup-NOMBRE",
        ],
    ),
    (
        "the first close-up of its spot: there is none to hold it against",
        [
            "die erste Nahaufnahme ihrer Stelle: es gibt keine, mit der sie zu vergleichen wäre",
            "yerinin ilk yakın çekimi: karşılaştırılacak başka çekim yok",
            "el primer plano inicial de su lugar: no hay otro con que compararlo",
        ],
    ),
    (
        "put it into the course and run analyze: the report says whether its hairs can be counted",
        [
            "zum Verlauf legen und analyze ausführen: der Bericht sagt, ob sich die Haare zählen lassen",
            "sürecin klasörüne koyup analyze çalıştırın: rapor kılların sayılıp sayılamadığını söyler",
            "póngala en la carpeta del curso y ejecute analyze: el informe dice si sus pelos se pueden contar",
        ],
    ),
    (
        "the scale comes from the burnt-in bar of {a} px, taken as {b} mm: the figure beside it is not read; give px_per_mm or field_mm if it is another length",
        [
            "der Maßstab kommt vom eingeblendeten Balken von {a} px, als {b} mm genommen: die Zahl daneben wird nicht gelesen; px_per_mm oder field_mm angeben, wenn er eine andere Länge hat",
            "ölçek, fotoğraftaki {a} px'lik çubuktan alındı ve {b} mm sayıldı: yanındaki sayı okunmaz; uzunluğu başkaysa px_per_mm ya da field_mm verin",
            "la escala viene de la barra impresa de {a} px, tomada como {b} mm: la cifra de al lado no se lee; dé px_per_mm o field_mm si mide otra cosa",
        ],
    ),
    (
        "by the given scale of {a} px/mm the burnt-in bar of {b} px is {c} mm long, bars are mostly {d} mm: check px_per_mm or field_mm",
        [
            "nach dem angegebenen Maßstab von {a} px/mm ist der eingeblendete Balken von {b} px {c} mm lang, Balken sind meist {d} mm lang: px_per_mm oder field_mm prüfen",
            "verilen {a} px/mm ölçeğine göre fotoğraftaki {b} px'lik çubuk {c} mm uzunluğunda, çubuklar çoğunlukla {d} mm'dir: px_per_mm ya da field_mm değerini denetleyin",
            "según la escala dada de {a} px/mm la barra impresa de {b} px mide {c} mm, las barras suelen medir {d} mm: compruebe px_per_mm o field_mm",
        ],
    ),
    (
        "hairs.json: {a}: no hair is near; it was passed over",
        [
            "hairs.json: {a}: kein Haar liegt in der Nähe; es wurde übergangen",
            "hairs.json: {a}: yakında saç yok; atlandı",
            "hairs.json: {a}: no hay ningún pelo cerca; se omitió",
        ],
    ),
    (
        "hairs.json: {a} lies on a hair that is there already; it was passed over",
        [
            "hairs.json: {a} liegt auf einem Haar, das schon da ist; es wurde übergangen",
            "hairs.json: {a} zaten var olan bir saçın üzerinde; atlandı",
            "hairs.json: {a} está sobre un pelo que ya figura; se omitió",
        ],
    ),
    (
        "the hair is long and the skin uneven: roots cannot be told from broken ends, so the {a} shafts found and their thickness are given, and neither a count by root nor a density",
        [
            "das Haar ist lang und die Haut uneben: Wurzeln sind von abgebrochenen Enden nicht zu unterscheiden, daher werden die {a} gefundenen Schäfte und ihre Dicke angegeben, aber weder eine Zählung nach Wurzeln noch eine Dichte",
            "saç uzun ve deri pürüzlü: kökler kopuk uçlardan ayırt edilemiyor, bu yüzden bulunan {a} saç teli ve kalınlıkları verilir, köke göre sayım ve yoğunluk verilmez",
            "el pelo es largo y la piel irregular: las raíces no se distinguen de extremos cortados; se dan los {a} tallos hallados y su grosor, pero ni recuento por raíz ni densidad",
        ],
    ),
    (
        "{a} hairs lighter than the skin are seen, which are not traced: the {b} dark ones found and their thickness are given, and neither a count nor a density",
        [
            "{a} Haare sind heller als die Haut und werden nicht verfolgt: die {b} gefundenen dunklen und ihre Dicke werden angegeben, aber weder eine Zählung noch eine Dichte",
            "deriden açık renkli {a} saç görülüyor, bunlar izlenmez: bulunan {b} koyu saç ve kalınlıkları verilir, sayım ve yoğunluk verilmez",
            "se ven {a} pelos más claros que la piel, que no se siguen: se dan los {b} oscuros hallados y su grosor, pero ni recuento ni densidad",
        ],
    ),
    (
        "the spot was not found again: nowhere do more than four roots match",
        [
            "die Stelle wurde nicht wiedergefunden: nirgends passen mehr als vier Wurzeln",
            "aynı yer bulunamadı: hiçbir yerde dörtten fazla kök eşleşmiyor",
            "no se encontró el mismo lugar: en ninguna parte coinciden más de cuatro raíces",
        ],
    ),
    (
        "a whole head is seen on this picture ({a} % sure), which is given as a close-up: what is counted on it are no hairs; give it another view, such as vertex",
        [
            "auf diesem Bild ist ein ganzer Kopf zu sehen ({a} % sicher), angegeben ist es als Nahaufnahme: was darauf gezählt wird, sind keine Haare; eine andere Ansicht angeben, etwa vertex",
            "bu resimde bütün bir baş görülüyor (%{a} emin), yakın çekim olarak verilmiş: üzerinde sayılanlar saç değildir; vertex gibi başka bir görünüm verin",
            "en esta imagen se ve una cabeza entera ({a} % seguro), pero está dada como primer plano: lo que se cuenta en ella no son pelos; dele otra vista, por ejemplo vertex",
        ],
    ),
    (
        "hairs.json: {a} lies outside the picture; it was passed over",
        [
            "hairs.json: {a} liegt außerhalb des Bildes; es wurde übergangen",
            "hairs.json: {a} resmin dışında; atlandı",
            "hairs.json: {a} queda fuera de la imagen; se omitió",
        ],
    ),
    (
        "the hair is long and the skin uneven: roots cannot be told from broken ends, so the {a} shafts found are drawn, and neither a count by root nor a density is given; for their thickness give px_per_mm or field_mm",
        [
            "das Haar ist lang und die Haut uneben: Wurzeln sind von abgebrochenen Enden nicht zu unterscheiden, daher werden die {a} gefundenen Schäfte gezeichnet, aber weder eine Zählung nach Wurzeln noch eine Dichte angegeben; für ihre Dicke px_per_mm oder field_mm angeben",
            "saç uzun ve deri pürüzlü: kökler kopuk uçlardan ayırt edilemiyor, bu yüzden bulunan {a} saç teli çizilir, köke göre sayım ve yoğunluk verilmez; kalınlıkları için px_per_mm ya da field_mm verin",
            "el pelo es largo y la piel irregular: las raíces no se distinguen de extremos cortados; se dibujan los {a} tallos hallados, sin recuento por raíz ni densidad; para su grosor dé px_per_mm o field_mm",
        ],
    ),
    (
        "{a} hairs lighter than the skin are seen, which are not traced: the {b} dark ones found are drawn, and neither a count nor a density is given; for their thickness give px_per_mm or field_mm",
        [
            "{a} Haare sind heller als die Haut und werden nicht verfolgt: die {b} gefundenen dunklen werden gezeichnet, aber weder eine Zählung noch eine Dichte angegeben; für ihre Dicke px_per_mm oder field_mm angeben",
            "deriden açık renkli {a} saç görülüyor, bunlar izlenmez: bulunan {b} koyu saç çizilir, sayım ve yoğunluk verilmez; kalınlıkları için px_per_mm ya da field_mm verin",
            "se ven {a} pelos más claros que la piel, que no se siguen: se dibujan los {b} oscuros hallados, sin recuento ni densidad; para su grosor dé px_per_mm o field_mm",
        ],
    ),
    (
        "the scale is not known: the hairs are counted at about {a} px/mm, told from the width of the hairs; density and thickness come from the scale of another photo of this spot, or are not given; give px_per_mm or field_mm, or photograph with a scale bar",
        [
            "der Maßstab ist nicht bekannt: die Haare werden bei etwa {a} px/mm gezählt, abgelesen an der Breite der Haare; Dichte und Dicke kommen vom Maßstab eines anderen Fotos dieser Stelle oder werden nicht angegeben; px_per_mm oder field_mm angeben, oder mit einem Maßstabsbalken fotografieren",
            "ölçek bilinmiyor: kıllar, kılların genişliğinden anlaşılan yaklaşık {a} px/mm ile sayıldı; yoğunluk ve kalınlık bu noktanın başka bir fotoğrafının ölçeğinden gelir ya da verilmez; px_per_mm ya da field_mm verin ya da ölçek çubuğuyla fotoğraflayın",
            "no se conoce la escala: los pelos se cuentan a unos {a} px/mm, deducidos del ancho de los pelos; densidad y grosor vienen de la escala de otra foto de este punto, o no se dan; dé px_per_mm o field_mm, o fotografíe con una barra de escala",
        ],
    ),
    (
        "the scale is not known, and the hairs do not tell it: {a}",
        [
            "der Maßstab ist nicht bekannt, und die Haare verraten ihn nicht: {a}",
            "ölçek bilinmiyor ve kıllardan da anlaşılmıyor: {a}",
            "no se conoce la escala y los pelos no la revelan: {a}",
        ],
    ),
    (
        "too few clear shafts are seen",
        [
            "es sind zu wenige deutliche Schäfte zu sehen",
            "çok az belirgin kıl görülüyor",
            "se ven muy pocos tallos claros",
        ],
    ),
    (
        "they are too few px wide",
        [
            "sie sind zu wenige px breit",
            "px olarak çok inceler",
            "tienen muy pocos px de ancho",
        ],
    ),
    (
        "those traced are of another width than the dark bars seen",
        [
            "die verfolgten sind anders breit als die dunklen Balken im Bild",
            "izlenenlerin genişliği görülen koyu çubuklarınkinden farklı",
            "los seguidos tienen otro ancho que las barras oscuras que se ven",
        ],
    ),
    (
        "more would be traced than a scalp has",
        [
            "es wären mehr, als eine Kopfhaut hat",
            "bir saçlı deride olabileceğinden fazla olurdu",
            "serían más de los que tiene un cuero cabelludo",
        ],
    ),
    (
        "give px_per_mm or field_mm of the photo, or photograph with a scale bar",
        [
            "px_per_mm oder field_mm des Fotos angeben, oder mit einem Maßstabsbalken fotografieren",
            "fotoğrafın px_per_mm ya da field_mm değerini verin ya da ölçek çubuğuyla fotoğraflayın",
            "dé px_per_mm o field_mm de la foto, o fotografíe con una barra de escala",
        ],
    ),
    (
        "the scale of {a} px/mm cannot be right: {b}",
        [
            "der Maßstab von {a} px/mm kann nicht stimmen: {b}",
            "{a} px/mm ölçeği doğru olamaz: {b}",
            "la escala de {a} px/mm no puede ser correcta: {b}",
        ],
    ),
    (
        "the hairs would be {a} um wide, scalp hair is 15 to 130 um",
        [
            "die Haare wären {a} µm breit, Kopfhaar hat 15 bis 130 µm",
            "kıllar {a} µm genişliğinde olurdu, saç 15 ile 130 µm arasındadır",
            "los pelos tendrían {a} µm de ancho, el pelo tiene de 15 a 130 µm",
        ],
    ),
    (
        "the hairs would be {a} um wide and {b} mm apart, which no scalp shows",
        [
            "die Haare wären {a} µm breit und stünden {b} mm auseinander, wie auf keiner Kopfhaut",
            "kıllar {a} µm genişliğinde ve {b} mm aralıklı olurdu, hiçbir saçlı deri böyle değildir",
            "los pelos tendrían {a} µm de ancho y estarían a {b} mm unos de otros, como en ningún cuero cabelludo",
        ],
    ),
    (
        "a hair of 0.07 mm would be {a} px wide, which cannot be traced",
        [
            "ein Haar von 0,07 mm wäre {a} px breit und nicht zu verfolgen",
            "0,07 mm'lik bir kıl {a} px genişliğinde olurdu ve izlenemezdi",
            "un pelo de 0,07 mm tendría {a} px de ancho y no se puede seguir",
        ],
    ),
    (
        "there would be {a} hairs per cm2, adults have 175 to 300",
        [
            "es wären {a} Haare je cm², Erwachsene haben 175 bis 300",
            "cm² başına {a} kıl olurdu, yetişkinlerde 175 ile 300 arasındadır",
            "habría {a} pelos por cm², los adultos tienen de 175 a 300",
        ],
    ),
    (
        "check px_per_mm or field_mm: by the width of its hairs the photo has about {a} px/mm",
        [
            "px_per_mm oder field_mm prüfen: nach der Breite der Haare hat das Foto etwa {a} px/mm",
            "px_per_mm ya da field_mm değerini denetleyin: kılların genişliğine göre fotoğrafta yaklaşık {a} px/mm var",
            "compruebe px_per_mm o field_mm: por el ancho de sus pelos la foto tiene unos {a} px/mm",
        ],
    ),
    (
        "the scale of this photo is that of {a}, which was refused for it: check px_per_mm or field_mm",
        [
            "der Maßstab dieses Fotos ist der von {a}, das deswegen abgelehnt wurde: px_per_mm oder field_mm prüfen",
            "bu fotoğrafın ölçeği, bu yüzden reddedilen {a} ile aynı: px_per_mm ya da field_mm değerini denetleyin",
            "la escala de esta foto es la de {a}, rechazada por ella: compruebe px_per_mm o field_mm",
        ],
    ),
    (
        "a whole head is seen on this picture ({a} % sure), which is given as a close-up",
        [
            "auf diesem Bild ist ein ganzer Kopf zu sehen ({a} % sicher), angegeben ist es als Nahaufnahme",
            "bu resimde bütün bir baş görülüyor (%{a} emin), yakın çekim olarak verilmiş",
            "en esta imagen se ve una cabeza entera ({a} % seguro), pero está dada como primer plano",
        ],
    ),
    (
        "give it another view, such as vertex",
        [
            "eine andere Ansicht angeben, etwa vertex",
            "vertex gibi başka bir görünüm verin",
            "dele otra vista, por ejemplo vertex",
        ],
    ),
    (
        "the scale is not known, so there is no density: give px_per_mm or field_mm of the baseline photo, or photograph with a scale bar",
        [
            "der Maßstab ist nicht bekannt, daher gibt es keine Dichte: px_per_mm oder field_mm des Ausgangsfotos angeben, oder mit einem Maßstabsbalken fotografieren",
            "ölçek bilinmediği için yoğunluk verilmez: başlangıç fotoğrafının px_per_mm ya da field_mm değerini verin ya da ölçek çubuğuyla fotoğraflayın",
            "no se conoce la escala, así que no hay densidad: dé px_per_mm o field_mm de la foto inicial, o fotografíe con una barra de escala",
        ],
    ),
    (
        "no photo of a visit shows every region",
        [
            "kein Foto eines Besuchs zeigt alle Regionen",
            "bir ziyaretin hiçbir fotoğrafı bütün bölgeleri göstermiyor",
            "ninguna foto de una visita muestra todas las regiones",
        ],
    ),
    (
        "the picture is mirrored: the spot is found again where left and right are exchanged",
        [
            "das Bild ist gespiegelt: die Stelle findet sich wieder, wenn links und rechts vertauscht werden",
            "görüntü aynalanmış: sol ve sağ değiştirilince yer yeniden bulunuyor",
            "la imagen está en espejo: el lugar se reencuentra al cambiar izquierda por derecha",
        ],
    ),
    (
        "switch off mirroring in the camera's program, and turn this picture over with one that saves it so",
        [
            "die Spiegelung im Programm der Kamera ausschalten und dieses Bild mit einem Programm zurückspiegeln, das es so speichert",
            "kameranın programında aynalamayı kapatın ve bu görüntüyü, böyle kaydeden bir programla geri çevirin",
            "desactive el espejo en el programa de la cámara y dé la vuelta a esta imagen con un programa que la guarde así",
        ],
    ),
    (
        "close-ups of one day are taken for one spot: where they show several, name each in its file's name, closeup-NAME; where it is the same spot, hold the device turned as on the others",
        [
            "Nahaufnahmen eines Tages gelten als eine Stelle: zeigen sie mehrere, jede im Dateinamen benennen, closeup-NAME; ist es dieselbe Stelle, das Gerät gedreht halten wie bei den anderen",
            "bir günün yakın çekimleri tek bir yer sayılır: birden çok yer gösteriyorlarsa her birini dosya adında adlandırın, closeup-AD; aynı yerse aleti diğerlerindeki gibi tutun",
            "los primeros planos de un día se toman por un solo lugar: si muestran varios, nombre cada uno en el nombre de su archivo, closeup-NOMBRE; si es el mismo lugar, sostenga el aparato girado como en los otros",
        ],
    ),
    (
        "photograph the same spot again: mark it (a tattooed dot, or its distances from nose and ears), and hold the device turned as at baseline; if it is the same spot, check px_per_mm or field_mm of both photos: at a scale that is off too few roots are found again",
        [
            "dieselbe Stelle noch einmal fotografieren: sie markieren (ein tätowierter Punkt oder ihre Abstände von Nase und Ohren) und das Gerät gedreht halten wie am Anfang; wenn es dieselbe Stelle ist, px_per_mm oder field_mm beider Fotos prüfen: bei einem falschen Maßstab werden zu wenige Wurzeln wiedergefunden",
            "aynı yeri yeniden fotoğraflayın: yeri işaretleyin (dövme nokta ya da buruna ve kulaklara uzaklığı) ve cihazı başlangıçtaki gibi tutun; yer aynıysa iki fotoğrafın px_per_mm ya da field_mm değerini denetleyin: ölçek yanlışsa çok az kök yeniden bulunur",
            "fotografíe de nuevo el mismo lugar: márquelo (un punto tatuado o sus distancias a la nariz y las orejas) y sostenga el aparato girado como al inicio; si es el mismo lugar, compruebe px_per_mm o field_mm de ambas fotos: con una escala equivocada se reencuentran muy pocas raíces",
        ],
    ),
    (
        "{a} was not found to show the same spot, so no hair can be followed",
        [
            "auf {a} wurde die Stelle nicht wiedergefunden, daher kann kein Haar verfolgt werden",
            "{a} üzerinde aynı yer bulunamadı, bu yüzden hiçbir kıl izlenemez",
            "en {a} no se encontró el mismo lugar, así que no se puede seguir ningún pelo",
        ],
    ),
    (
        "the spot was not found again: at the best place {a} of {b} roots match, at another place {c}; a place is certain only where many more match than elsewhere",
        [
            "die Stelle wurde nicht wiedergefunden: an der besten Stelle passen {a} von {b} Wurzeln, an einer anderen {c}; sicher ist eine Stelle nur, wo viel mehr passen als anderswo",
            "aynı yer bulunamadı: en iyi yerde {b} kökten {a} tanesi, başka bir yerde {c} tanesi eşleşiyor; bir yer ancak başka yerlerden çok daha fazla kök eşleşirse kesindir",
            "no se encontró el mismo lugar: en el mejor coinciden {a} de {b} raíces, en otro {c}; un lugar es seguro solo donde coinciden muchas más que en otros",
        ],
    ),
    (
        "too few hairs with a visible root to find the spot again",
        [
            "zu wenige Haare mit sichtbarer Wurzel, um die Stelle wiederzufinden",
            "yeri yeniden bulmak için kökü görünen kıl çok az",
            "muy pocos pelos con raíz visible para volver a encontrar el lugar",
        ],
    ),
    (
        "the photo shows {a} % of the region, 60 % are needed",
        [
            "das Foto zeigt {a} % der Region, 60 % sind nötig",
            "fotoğraf bölgenin %{a} kadarını gösteriyor, %60 gerekli",
            "la foto muestra el {a} % de la región, hace falta el 60 %",
        ],
    ),
    (
        "the photo shows {a} % of the region",
        [
            "das Foto zeigt {a} % der Region",
            "fotoğraf bölgenin %{a} kadarını gösteriyor",
            "la foto muestra el {a} % de la región",
        ],
    ),
];
