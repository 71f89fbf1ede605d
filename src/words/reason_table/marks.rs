//! Marks of the course, and changes that there are none of.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "too uncertain to say: 0 lies outside the interval, but it spans {a} points, from {b} to {c}; nothing known so roughly is called a change",
        [
            "zu unsicher für eine Aussage: 0 liegt außerhalb des Intervalls, es umfasst aber {a} Punkte, von {b} bis {c}; was so ungenau bekannt ist, wird nicht Änderung genannt",
            "söylemek için çok belirsiz: 0 aralığın dışında, ama aralık {b} ile {c} arasında, {a} puan geniş; bu kadar kabaca bilinene değişim denmez",
            "demasiado incierto para decirlo: el 0 queda fuera del intervalo, pero este abarca {a} puntos, de {b} a {c}; lo que se conoce tan a grandes rasgos no se llama cambio",
        ],
    ),
    (
        "too uncertain to say: the interval spans {a} points, from {b} to {c}: loss, no change and gain are all possible",
        [
            "zu unsicher für eine Aussage: Das Intervall umfasst {a} Punkte, von {b} bis {c}: Verlust, keine Änderung und Zuwachs sind alle möglich",
            "söylemek için çok belirsiz: aralık {b} ile {c} arasında, {a} puan geniş: kayıp, değişmeme ve artış hepsi olası",
            "demasiado incierto para decirlo: el intervalo abarca {a} puntos, de {b} a {c}: pérdida, ningún cambio y aumento son todos posibles",
        ],
    ),
    (
        "not yet due: a photo counts until {a}",
        [
            "noch nicht fällig: ein Foto zählt bis {a}",
            "günü henüz gelmedi: {a} tarihine dek çekilen fotoğraf sayılır",
            "aún no toca: vale una foto hasta el {a}",
        ],
    ),
    (
        "there is no visit after the baseline",
        [
            "nach dem Ausgangsfoto gibt es keinen Besuch",
            "başlangıçtan sonra ziyaret yok",
            "no hay ninguna visita después de la inicial",
        ],
    ),
    (
        "no later visit is comparable with the baseline",
        [
            "kein späterer Besuch ist mit dem Ausgangsfoto vergleichbar",
            "sonraki hiçbir ziyaret başlangıçla karşılaştırılamıyor",
            "ninguna visita posterior es comparable con la inicial",
        ],
    ),
    (
        "no visit after the baseline is comparable with it",
        [
            "kein Besuch nach dem Ausgangsfoto ist mit ihm vergleichbar",
            "başlangıçtan sonraki hiçbir ziyaret onunla karşılaştırılamıyor",
            "ninguna visita tras la inicial es comparable con ella",
        ],
    ),
    (
        "no visit in the window and none after the mark",
        [
            "kein Besuch im Zeitfenster und keiner danach",
            "aralıkta ve sonrasında ziyaret yok",
            "ninguna visita en el plazo ni después",
        ],
    ),
    (
        "no visit in the window and no comparable one after the mark",
        [
            "kein Besuch im Zeitfenster und kein vergleichbarer danach",
            "aralıkta ziyaret yok, sonrasında da karşılaştırılabilir olan yok",
            "ninguna visita en el plazo ni comparable después",
        ],
    ),
    (
        "the last comparable visit is of {a}",
        [
            "der letzte vergleichbare Besuch ist vom {a}",
            "son karşılaştırılabilir ziyaret {a} tarihli",
            "la última visita comparable es del {a}",
        ],
    ),
    (
        "no comparable visit in the window; those around it lie {a} days apart, more than twice the window of {b} on either side: nothing is read between them",
        [
            "kein vergleichbarer Besuch im Zeitfenster; die Besuche davor und danach liegen {a} Tage auseinander, mehr als das Doppelte des Fensters von {b} Tagen zu beiden Seiten: dazwischen wird nichts abgelesen",
            "aralıkta karşılaştırılabilir ziyaret yok; çevresindekiler {a} gün arayla, her iki yandaki {b} günlük aralığın iki katından fazla: arası okunmaz",
            "ninguna visita comparable en el plazo; las de alrededor distan {a} días, más del doble del plazo de {b} a cada lado: entre ellas no se lee nada",
        ],
    ),
    (
        "no comparable visit in the window; linear between visits {a} days apart",
        [
            "kein vergleichbarer Besuch im Zeitfenster; linear zwischen Besuchen im Abstand von {a} Tagen",
            "aralıkta karşılaştırılabilir ziyaret yok; {a} gün arayla iki ziyaret arasında doğrusal",
            "ninguna visita comparable en el plazo; lineal entre visitas separadas {a} días",
        ],
    ),
    (
        "visit {a} lies in the window but is not comparable: {why}",
        [
            "der Besuch {a} liegt im Zeitfenster, ist aber nicht vergleichbar: {why}",
            "{a} ziyareti aralıkta ama karşılaştırılamıyor: {why}",
            "la visita {a} está en el plazo pero no es comparable: {why}",
        ],
    ),
    (
        "visit {a} lies in the window but is not comparable",
        [
            "der Besuch {a} liegt im Zeitfenster, ist aber nicht vergleichbar",
            "{a} ziyareti aralıkta ama karşılaştırılamıyor",
            "la visita {a} está en el plazo pero no es comparable",
        ],
    ),
    (
        "the mark does not lie after the baseline of {a}",
        [
            "der Termin liegt nicht nach dem Ausgangsfoto vom {a}",
            "ara nokta {a} tarihli başlangıçtan sonra değil",
            "la fecha de control no es posterior a la inicial del {a}",
        ],
    ),
    (
        "the view has no baseline",
        [
            "die Ansicht hat kein Ausgangsfoto",
            "görünümün başlangıcı yok",
            "la vista no tiene foto inicial",
        ],
    ),
    (
        "a trend needs comparable photos on {a} dates from {b} on; there is {c}",
        [
            "ein Trend braucht ab {b} vergleichbare Fotos von {a} Tagen; es gibt {c}",
            "eğilim için {b} tarihinden itibaren {a} günde karşılaştırılabilir fotoğraf gerekir; {c} tane var",
            "una tendencia necesita fotos comparables de {a} fechas desde {b}; hay {c}",
        ],
    ),
    (
        "a trend needs comparable photos on {a} dates from {b} on; there are {c}",
        [
            "ein Trend braucht ab {b} vergleichbare Fotos von {a} Tagen; es gibt {c}",
            "eğilim için {b} tarihinden itibaren {a} günde karşılaştırılabilir fotoğraf gerekir; {c} tane var",
            "una tendencia necesita fotos comparables de {a} fechas desde {b}; hay {c}",
        ],
    ),
    (
        "not aligned with the baseline: {why}",
        [
            "nicht auf das Ausgangsfoto ausgerichtet: {why}",
            "başlangıçla hizalanamadı: {why}",
            "no alineada con la inicial: {why}",
        ],
    ),
    (
        "not aligned with the baseline",
        [
            "nicht auf das Ausgangsfoto ausgerichtet",
            "başlangıçla hizalanamadı",
            "no alineada con la inicial",
        ],
    ),
    (
        "if real, a loss at month 1 can be shedding of resting hairs that new ones replace",
        [
            "ein Verlust im ersten Monat kann, wenn es ihn wirklich gibt, Ausfall ruhender Haare sein, die neue ersetzen",
            "ilk aydaki kayıp gerçekse, yerini yenileri alan dinlenme dönemindeki saçların dökülmesi olabilir",
            "si es real, una pérdida en el primer mes puede ser caída de pelos en reposo que otros nuevos sustituyen",
        ],
    ),
    (
        "judge the course at the later marks",
        [
            "den Verlauf an den späteren Terminen beurteilen",
            "tedaviyi sonraki ara noktalarda değerlendirin",
            "juzgue el tratamiento en las fechas de control posteriores",
        ],
    ),
    // What photos do not tell.
    (
        "hair's brightness is not known on both photos",
        [
            "die Helligkeit des Haars ist nicht auf beiden Fotos bekannt",
            "saçın parlaklığı iki fotoğrafta birden bilinmiyor",
            "no se conoce el brillo del pelo en ambas fotos",
        ],
    ),
    (
        "note dyeing and bleaching between the visits",
        [
            "Färben und Aufhellen zwischen den Terminen vermerken",
            "ziyaretler arasındaki boya ve ağartmayı not edin",
            "anote tintes y decoloraciones entre las visitas",
        ],
    ),
    (
        "the colours of hair and scalp are not known on both photos",
        [
            "die Farben von Haar und Kopfhaut sind nicht auf beiden Fotos bekannt",
            "saç ve derinin renkleri iki fotoğrafta birden bilinmiyor",
            "no se conocen los colores de pelo y piel en ambas fotos",
        ],
    ),
    (
        "use the same camera, app and settings",
        [
            "dieselbe Kamera, App und Einstellung verwenden",
            "aynı kamera, uygulama ve ayarları kullanın",
            "use la misma cámara, aplicación y ajustes",
        ],
    ),
    (
        "no region shows enough texture to tell a direction",
        [
            "keine Region zeigt genug Struktur, um eine Richtung zu erkennen",
            "hiçbir bölgede yön belirlemeye yetecek doku yok",
            "ninguna región muestra textura suficiente para ver una dirección",
        ],
    ),
    (
        "too little of the head is half hidden by hair to tell",
        [
            "zu wenig des Kopfes ist halb von Haar bedeckt, um es zu erkennen",
            "başın saçla yarı örtülü kısmı bunu anlamaya yetmiyor",
            "hay muy poca cabeza medio cubierta de pelo para saberlo",
        ],
    ),
    (
        "switch HDR, filters and portrait modes off",
        [
            "HDR, Filter und Porträtmodus ausschalten",
            "HDR, filtre ve portre modlarını kapatın",
            "desactive HDR, filtros y modos retrato",
        ],
    ),
];
