//! Places that a person marked on both photos.

use super::row::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "the baseline",
        ["dem Ausgangsfoto", "başlangıç fotoğrafı", "la foto inicial"],
    ),
    ("this photo", ["diesem Foto", "bu fotoğraf", "esta foto"]),
    (
        "mirrored",
        ["gespiegelt", "ayna görüntüsü olarak", "en espejo"],
    ),
    (
        "turned by {a} degrees",
        [
            "um {a} Grad gedreht",
            "{a} derece döndürülünce",
            "con un giro de {a} grados",
        ],
    ),
    (
        "the landmarks of {photo} are not used: a close-up's spot is found again by the roots of its hairs; remove them from course.toml",
        [
            "die Landmarken von {photo} werden nicht benutzt: die Stelle einer Nahaufnahme wird an den Wurzeln der Haare wiedergefunden; aus course.toml entfernen",
            "{photo} üzerindeki işaret noktaları kullanılmaz: yakın çekimin yeri kıl köklerinden yeniden bulunur; course.toml dosyasından çıkarın",
            "los puntos marcados en {photo} no se usan: el lugar de un primer plano se reconoce por las raíces de sus pelos; quítelos de course.toml",
        ],
    ),
    (
        "the pictures contradict the landmarks: matched without them, with certainty, they lie {a} % of the head's radius elsewhere",
        [
            "die Bilder widersprechen den markierten Stellen: ohne diese, und zwar sicher, liegen sie {a} % des Kopfradius daneben",
            "resimler işaretlenen noktalarla çelişiyor: onlar olmadan, kesin olarak, baş yarıçapının %{a} kadar başka yere düşüyorlar",
            "las imágenes contradicen los puntos marcados: sin ellos, y con certeza, quedan a un {a} % del radio de la cabeza de allí",
        ],
    ),
    (
        "the pictures contradict the landmarks: {what}, they match clearly better",
        [
            "die Bilder widersprechen den markierten Stellen: {what} passen sie klar besser zusammen",
            "resimler işaretlenen noktalarla çelişiyor: {what} açıkça daha iyi uyuşuyorlar",
            "las imágenes contradicen los puntos marcados: {what} coinciden claramente mejor",
        ],
    ),
    (
        "the landmarks contradict each other by {a} % of the head's radius, allowed {b} %",
        [
            "die markierten Stellen widersprechen einander um {a} % des Kopfradius, erlaubt sind {b} %",
            "işaretlenen noktalar baş yarıçapının %{a} kadarıyla çelişiyor, izin verilen %{b}",
            "los puntos marcados se contradicen en un {a} % del radio de la cabeza; se permite un {b} %",
        ],
    ),
    (
        "the landmarks make the photo a mirror image of the baseline: two of them are swapped, or one photo is mirrored",
        [
            "nach den markierten Stellen wäre das Foto ein Spiegelbild des Ausgangsfotos: zwei sind vertauscht, oder ein Foto ist gespiegelt",
            "işaretlenen noktalara göre fotoğraf başlangıcın ayna görüntüsü olurdu: iki nokta yer değiştirmiş ya da bir fotoğraf aynalanmış",
            "según los puntos marcados, la foto sería la imagen especular de la inicial: dos están intercambiados, o una foto está en espejo",
        ],
    ),
    (
        "{n} landmarks on the baseline but {m} on this photo: mark the same places in the same order",
        [
            "{n} markierte Stellen auf dem Ausgangsfoto, aber {m} auf diesem Foto: dieselben Stellen in derselben Reihenfolge markieren",
            "başlangıçta {n}, bu fotoğrafta {m} nokta işaretli: aynı yerleri aynı sırayla işaretleyin",
            "{n} puntos marcados en la inicial pero {m} en esta foto: marque los mismos lugares en el mismo orden",
        ],
    ),
    (
        "fewer than two landmarks: mark at least two, better three or more",
        [
            "weniger als zwei markierte Stellen: mindestens zwei, besser drei oder mehr markieren",
            "ikiden az işaretli nokta: en az iki, tercihen üç ya da daha çok işaretleyin",
            "menos de dos puntos marcados: marque al menos dos, mejor tres o más",
        ],
    ),
    (
        "the landmark at {a} lies outside {name} of {w} x {h} px",
        [
            "die markierte Stelle {a} liegt außerhalb von {name} mit {w} x {h} px",
            "{a} noktası {w} x {h} px boyutundaki {name} dışında kalıyor",
            "el punto {a} queda fuera de {name} de {w} x {h} px",
        ],
    ),
    (
        "the landmarks on {name} lie within {a} % of the head's width, at least {b} % are needed: mark places far apart",
        [
            "die Stellen auf {name} liegen innerhalb von {a} % der Kopfbreite, nötig sind mindestens {b} %: weit auseinander liegende Stellen markieren",
            "{name} üzerindeki noktalar baş genişliğinin %{a} kadarı içinde, en az %{b} gerekli: birbirinden uzak yerler işaretleyin",
            "los puntos en {name} quedan dentro del {a} % del ancho de la cabeza, se necesita al menos el {b} %: marque lugares alejados",
        ],
    ),
    (
        "the landmarks on {name} lie on a line: mark one more place beside it",
        [
            "die Stellen auf {name} liegen auf einer Linie: eine weitere daneben markieren",
            "{name} üzerindeki noktalar bir çizgi üzerinde: yanında bir yer daha işaretleyin",
            "los puntos en {name} están en línea: marque otro lugar fuera de ella",
        ],
    ),
    (
        "the landmarks lie on one spot: mark places far apart",
        [
            "die markierten Stellen liegen auf einem Fleck: weit auseinander liegende markieren",
            "işaretlenen noktalar aynı yerde: birbirinden uzak yerler işaretleyin",
            "los puntos marcados están en un mismo sitio: marque lugares alejados",
        ],
    ),
    (
        "a landmark lies where the head, laid by the others, cannot be seen",
        [
            "eine markierte Stelle liegt dort, wo der Kopf nach den anderen nicht zu sehen ist",
            "bir nokta, ötekilere göre başın görülemeyeceği yerde",
            "un punto marcado está donde la cabeza, según los demás, no puede verse",
        ],
    ),
    (
        "laid by the landmarks, {a} per mille of the width remain unaligned, at most {b} are measured through",
        [
            "nach den markierten Stellen bleiben {a} ‰ der Breite Abweichung, gemessen wird bis höchstens {b} ‰",
            "işaretlenen noktalara göre genişliğin ‰{a} kadarı hizasız kalıyor, en çok ‰{b} ile ölçülür",
            "según los puntos marcados queda un {a} ‰ del ancho sin alinear; se mide hasta un {b} ‰ como máximo",
        ],
    ),
    (
        "a third landmark would also settle the tilt",
        [
            "eine dritte Stelle legte auch die Neigung fest",
            "üçüncü bir nokta eğimi de belirlerdi",
            "un tercer punto fijaría también la inclinación",
        ],
    ),
    (
        "laid by hand; the pictures' own checks are not passed: {why}",
        [
            "von Hand ausgerichtet; die eigenen Prüfungen der Bilder sind nicht bestanden: {why}",
            "elle hizalandı; resimlerin kendi denetimleri geçilemedi: {why}",
            "alineada a mano; no se superan las comprobaciones propias de las imágenes: {why}",
        ],
    ),
    (
        "check that the landmarks mark the same places in the same order on both photos, far apart and not on a line",
        [
            "prüfen, ob auf beiden Fotos dieselben Stellen in derselben Reihenfolge markiert sind, weit auseinander und nicht auf einer Linie",
            "iki fotoğrafta aynı yerlerin aynı sırayla, birbirinden uzak ve bir çizgi üzerinde olmadan işaretlendiğini denetleyin",
            "compruebe que se marcaron los mismos lugares en el mismo orden en ambas fotos, alejados y no en línea",
        ],
    ),
    (
        "no landmark was marked",
        [
            "keine Stelle wurde markiert",
            "hiçbir nokta işaretlenmedi",
            "no se marcó ningún punto",
        ],
    ),
    (
        "the landmarks of {a} are not used: the baseline {b} has none; mark the same places in the same order on both",
        [
            "die markierten Stellen von {a} werden nicht benutzt: das Ausgangsfoto {b} hat keine; dieselben Stellen in derselben Reihenfolge auf beiden markieren",
            "{a} noktaları kullanılmıyor: başlangıç {b} üzerinde nokta yok; ikisinde de aynı yerleri aynı sırayla işaretleyin",
            "los puntos marcados de {a} no se usan: la inicial {b} no tiene; marque los mismos lugares en el mismo orden en ambas",
        ],
    ),
    (
        "the landmarks of {a} are not used: no other photo of its view has any; mark the same places in the same order on both",
        [
            "die markierten Stellen von {a} werden nicht benutzt: kein anderes Foto der Ansicht hat welche; dieselben Stellen in derselben Reihenfolge auf beiden markieren",
            "{a} noktaları kullanılmıyor: görünümün başka hiçbir fotoğrafında nokta yok; ikisinde de aynı yerleri aynı sırayla işaretleyin",
            "los puntos marcados de {a} no se usan: ninguna otra foto de la vista tiene; marque los mismos lugares en el mismo orden en ambas",
        ],
    ),
];
