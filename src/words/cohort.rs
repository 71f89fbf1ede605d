//! The phrases of a cohort, one row a phrase: English, German, Turkish, Spanish. Its page and the
//! terminal's summary of a batch say the same.

use super::text::Text;

/// Declares [`CohortText`] and its four languages.
macro_rules! cohort_table {
    ($($field:ident: $en:literal, $de:literal, $tr:literal, $es:literal;)*) => {
        /// The phrases of one language. `{...}` in a phrase is a named gap.
        #[derive(Debug)]
        pub(crate) struct CohortText {
            $(pub(crate) $field: &'static str,)*
        }

        static ENGLISH: CohortText = CohortText { $($field: $en,)* };
        static GERMAN: CohortText = CohortText { $($field: $de,)* };
        static TURKISH: CohortText = CohortText { $($field: $tr,)* };
        static SPANISH: CohortText = CohortText { $($field: $es,)* };

        #[cfg(test)]
        const ROWS: &[[&str; 4]] = &[$([$en, $de, $tr, $es]),*];
    };
}

/// The cohort's phrases in the language of `text`.
pub(super) fn cohort_text(text: &Text) -> &'static CohortText {
    match text.code {
        "de" => &GERMAN,
        "tr" => &TURKISH,
        "es" => &SPANISH,
        _ => &ENGLISH,
    }
}

#[rustfmt::skip]
cohort_table! {
    title: "Cohort report", "Bericht über alle", "Toplu rapor", "Informe de conjunto";
    disclaimer: "Documentation and measurement aid, not for diagnosis. Shares describe these subjects as photographed; without a control group they show no effect of a treatment.", "Eine Hilfe zum Dokumentieren und Messen, nicht zur Diagnose. Die Anteile beschreiben diese Personen, wie sie fotografiert wurden; ohne Kontrollgruppe zeigen sie keine Wirkung einer Behandlung.", "Belgeleme ve ölçme yardımcısıdır, tanı için değildir. Oranlar bu hastaları fotoğraflandıkları haliyle anlatır; kontrol grubu olmadan bir tedavinin etkisini göstermez.", "Ayuda para documentar y medir, no para diagnosticar. Las proporciones describen a estas personas tal como fueron fotografiadas; sin grupo de control no muestran el efecto de un tratamiento.";
    one_subject: "1 subject", "1 Person", "1 hasta", "1 persona";
    n_subjects: "{n} subjects", "{n} Personen", "{n} hasta", "{n} personas";
    n_of: "{n} of {all}", "{n} von {all}", "{all} içinden {n}", "{n} de {all}";
    skip: "Skip to the summary", "Direkt zur Übersicht", "Özete geç", "Ir al resumen";
    complete: "complete", "vollständig", "eksiksiz", "completas";
    partial: "with something refused", "mit etwas Zurückgewiesenem", "bir şeyi reddedilen", "con algo rechazado";
    failed: "without a report", "ohne Bericht", "raporsuz", "sin informe";
    no_photo: "not photographed yet", "noch nicht fotografiert", "henüz fotoğrafı çekilmemiş", "aún sin fotografiar";
    certified: "baselines and photos aligned with one, of those of subjects with a report", "Ausgangsfotos und darauf ausgerichtete Fotos, von denen der Personen mit Bericht", "raporu olan hastaların fotoğraflarından başlangıç olan ya da başlangıca hizalananlar", "fotos iniciales y fotos alineadas con una, de las de personas con informe";
    sessions_held: "sessions held", "durchgeführte Sitzungen", "yapılan seanslar", "sesiones realizadas";
    sessions_missed: "sessions missed, of those planned", "versäumte Sitzungen, von den geplanten", "planlananlardan kaçırılan seanslar", "sesiones perdidas, de las previstas";
    without_plan: "courses without a plan", "Verläufe ohne Plan", "plansız tedaviler", "cursos sin plan";
    outcomes: "Outcomes at the marks", "Ergebnisse zu den Terminen", "Kontrollerdeki sonuçlar", "Resultados en los controles";
    closeups: "Close-ups", "Nahaufnahmen", "Yakın çekimler", "Primeros planos";
    visits: "Missing visits", "Fehlende Besuche", "Eksik ziyaretler", "Visitas que faltan";
    poor: "Poor photos by cause", "Schlechte Fotos nach Ursache", "Nedene göre kötü fotoğraflar", "Fotos deficientes por causa";
    evidence: "Completeness of the evidence", "Vollständigkeit der Unterlagen", "Kanıtların tamlığı", "Integridad de los datos";
    outcomes_note: "Every subject found is counted. The share of a detectable increase or decrease is given among the subjects that should have an answer: those with an answer, those whose photos are not comparable, those without a comparable photo near the mark (missing) and those without a report. So what has no answer counts against the share; marks that are not yet due and subjects of whom no photo was taken yet do not; the share among the answers alone stands beside it. Shares carry 95 % Wilson intervals. “Within noise” is not the same as stable.", "Jede gefundene Person ist gezählt. Der Anteil einer nachweisbaren Zu- oder Abnahme gilt unter denen, die eine Antwort haben sollten: denen mit Antwort, denen mit nicht vergleichbaren Fotos, denen ohne vergleichbares Foto um den Termin (fehlend) und denen ohne Bericht. Was keine Antwort hat, zählt also gegen den Anteil; noch nicht fällige Termine und noch nicht fotografierte Personen zählen nicht. Daneben steht der Anteil unter den Antworten allein. Die Anteile haben 95-%-Intervalle nach Wilson. „Keine Änderung nachweisbar“ ist nicht dasselbe wie stabil.", "Bulunan her hasta sayılır. Saptanabilir artış ya da azalmanın oranı, yanıtı olması gereken hastalar arasında verilir: yanıtı olanlar, fotoğrafları karşılaştırılamayanlar, kontrol çevresinde karşılaştırılabilir fotoğrafı olmayanlar (eksik) ve raporu olmayanlar. Yanıtsızlar orana karşı sayılır; zamanı gelmemiş kontroller ve henüz fotoğrafı çekilmemiş hastalar sayılmaz. Yalnız yanıtlar arasındaki oran yanında durur. Oranlar %95 Wilson aralıklıdır. “Saptanabilir değişim yok”, değişmedi demek değildir.", "Se cuenta a toda persona encontrada. La proporción de un aumento o disminución detectable se da entre quienes deberían tener respuesta: con respuesta, con fotos no comparables, sin foto comparable cerca del control (falta) y sin informe. Lo que no tiene respuesta cuenta en contra; los controles que aún no tocan y las personas aún sin fotografiar no. Al lado está la proporción entre las respuestas solas. Las proporciones llevan intervalos de Wilson del 95 %. «Sin cambio detectable» no es lo mismo que estable.";
    treatments: "Treatments: {list}", "Behandlungen: {list}", "Tedaviler: {list}", "Tratamientos: {list}";
    all_subjects: "all subjects", "alle Personen", "tüm hastalar", "todas las personas";
    not_stated: "treatment not stated", "Behandlung nicht angegeben", "tedavi belirtilmemiş", "tratamiento no indicado";
    increase: "increase", "Zunahme", "artış", "aumento";
    decrease: "decrease", "Abnahme", "azalma", "disminución";
    within_noise: "within noise", "keine Änderung nachweisbar", "saptanabilir değişim yok", "sin cambio detectable";
    no_answer: "no answer", "keine Antwort", "yanıt yok", "sin respuesta";
    results: "outcomes", "Ergebnisse", "sonuçlar", "resultados";
    month: "month", "Monat", "ay", "mes";
    answers_alone: "of the answers alone", "unter den Antworten allein", "yalnız yanıtlar arasında", "solo entre las respuestas";
    median_change: "median change, points", "Median der Änderung, Prozentpunkte", "ortanca değişim, puan", "cambio mediano, puntos";
    bar: "{region} at month {month}: increase {up}, decrease {down}", "{region} im Monat {month}: Zunahme {up}, Abnahme {down}", "{region}, {month}. ay: artış {up}, azalma {down}", "{region} en el mes {month}: aumento {up}, disminución {down}";
    no_view: "No view of any subject could be measured.", "Von keiner Person konnte eine Ansicht gemessen werden.", "Hiçbir hastanın hiçbir görünümü ölçülemedi.", "No se pudo medir ninguna vista de nadie.";
    only_closeups: "No photo of a whole head was measured; the close-ups stand below.", "Kein Foto eines ganzen Kopfes wurde gemessen; die Nahaufnahmen stehen unten.", "Bütün baş fotoğrafı ölçülmedi; yakın çekimler aşağıda.", "No se midió ninguna foto de cabeza entera; los primeros planos están abajo.";
    every_subject: "Every subject, baseline to the last comparable photo", "Jede Person, vom Ausgangsfoto bis zum letzten vergleichbaren", "Her hasta, başlangıçtan son karşılaştırılabilir fotoğrafa", "Cada persona, de la foto inicial a la última comparable";
    bars_note: "Overall change of the view, one bar for each subject with an answer ({n}), with its 95 % interval; hollow bars are within noise. Listed below, without an answer: {none}. Courses differ in length.", "Änderung der ganzen Ansicht, ein Balken je Person mit Antwort ({n}), mit 95-%-Intervall; bei hohlen Balken ist keine Änderung nachweisbar. Unten aufgeführt, ohne Antwort: {none}. Die Verläufe sind verschieden lang.", "Görünümün tümündeki değişim, yanıtı olan her hasta için bir çubuk ({n}), %95 aralığıyla; içi boş çubuklarda saptanabilir değişim yok. Aşağıda yanıtsızlar: {none}. Tedavilerin süresi farklıdır.", "Cambio de toda la vista, una barra por persona con respuesta ({n}), con su intervalo del 95 %; las barras huecas no muestran cambio detectable. Abajo, sin respuesta: {none}. Los cursos duran distinto.";
    the_values: "The {n} values", "Die {n} Werte", "{n} değer", "Los {n} valores";
    subject: "subject", "Person", "hasta", "persona";
    days: "days", "Tage", "gün", "días";
    change_points: "change, points ({share})", "Änderung, Prozentpunkte ({share})", "değişim, puan ({share})", "cambio, puntos ({share})";
    without: "Without an answer: {n}", "Ohne Antwort: {n}", "Yanıtsız: {n}", "Sin respuesta: {n}";
    courses: "Courses and their median", "Verläufe und ihr Median", "Tedavi süreçleri ve ortancaları", "Cursos y su mediana";
    courses_note: "Overall change against baseline of every subject, and the median over the subjects with an answer at each mark, from three on with its quartiles. A ring is an answer on its own; a cross marks a photo that is not comparable. The median's subjects differ from mark to mark.", "Änderung gegen das Ausgangsfoto bei jeder Person, und der Median über die Personen mit Antwort zu jedem Termin, ab dreien mit Quartilen. Ein Ring ist eine einzelne Antwort, ein Kreuz ein nicht vergleichbares Foto. Von Termin zu Termin sind es andere Personen.", "Her hastanın başlangıca göre değişimi ve her kontrolde yanıtı olanların ortancası, üçten itibaren çeyreklerle. Halka tek başına bir yanıttır; çarpı karşılaştırılamayan fotoğraftır. Ortancadaki hastalar kontrolden kontrole değişir.", "Cambio frente a la inicial de cada persona, y la mediana entre quienes tienen respuesta en cada control, desde tres con sus cuartiles. Un anillo es una respuesta sola; una cruz, una foto no comparable. Las personas de la mediana cambian de control a control.";
    dose: "Sessions held and response", "Durchgeführte Sitzungen und Ansprechen", "Yapılan seanslar ve yanıt", "Sesiones realizadas y respuesta";
    dose_note: "Spearman's rank correlation with its 95 % interval. Who comes more often differs in other ways too: this shows no effect.", "Rangkorrelation nach Spearman mit 95-%-Intervall. Wer öfter kommt, unterscheidet sich auch sonst: Das zeigt keine Wirkung.", "%95 aralığıyla Spearman sıra korelasyonu. Daha sık gelenler başka yönlerden de farklıdır: bu bir etki göstermez.", "Correlación de rangos de Spearman con su intervalo del 95 %. Quien viene más a menudo difiere también en otras cosas: esto no muestra ningún efecto.";
    group: "group", "Gruppe", "grup", "grupo";
    subjects: "subjects", "Personen", "hastalar", "personas";
    rank: "rank correlation", "Rangkorrelation", "sıra korelasyonu", "correlación de rangos";
    left_out: "left out", "ausgelassen", "dışarıda kalan", "excluidas";
    not_computed: "not computed", "nicht berechnet", "hesaplanmadı", "no calculado";
    closeups_note: "Hairs per cm² at baseline and on the last close-up of the same spot; the change in number counts hairs found again, come and gone, with its 95 % interval.", "Haare je cm² am Anfang und auf der letzten Nahaufnahme derselben Stelle; die Änderung der Zahl zählt wiedergefundene, gekommene und gegangene Haare, mit 95-%-Intervall.", "Başlangıçta ve aynı yerin son yakın çekiminde cm² başına kıl; sayıdaki değişim yeniden bulunan, gelen ve giden kılları sayar, %95 aralığıyla.", "Pelos por cm² al inicio y en el último primer plano del mismo lugar; el cambio de número cuenta los reencontrados, nuevos y perdidos, con su intervalo del 95 %.";
    view_region: "view, region", "Ansicht, Region", "görünüm, bölge", "vista, región";
    placed: "close-ups placed", "wiedergefundene Aufnahmen", "yerine oturan çekimler", "primeros planos ubicados";
    hairs_per_cm2: "hairs per cm²", "Haare je cm²", "cm² başına kıl", "pelos por cm²";
    change_number: "change in number ({share})", "Änderung der Zahl ({share})", "sayıdaki değişim ({share})", "cambio de número ({share})";
    one_photo: "One photo only", "Nur ein Foto", "Yalnız bir fotoğraf", "Una sola foto";
    visits_note: "Of {subjects}, in whichever view was photographed.", "Von insgesamt: {subjects}, in jeder fotografierten Ansicht.", "Toplam {subjects}, hangi görünüm çekildiyse.", "De {subjects}, en cualquier vista fotografiada.";
    in_window: "photo in the window", "Foto im Fenster", "pencerede fotoğraf", "foto en la ventana";
    both_sides: "only photos on both sides", "nur Fotos davor und danach", "yalnız iki yanında fotoğraf", "solo fotos antes y después";
    apart: "photographed, not comparable", "fotografiert, nicht vergleichbar", "fotoğraf var, karşılaştırılamaz", "fotografiado, no comparable";
    missing: "missing", "fehlend", "eksik", "falta";
    not_planned: "not planned", "nicht geplant", "planlanmamış", "no previsto";
    month_missing: "Month {month}, missing: {n}", "Monat {month}, fehlend: {n}", "{month}. ay, eksik: {n}", "Mes {month}, faltan: {n}";
    rejected: "Rejected", "Zurückgewiesen", "Reddedilenler", "Rechazadas";
    none: "none", "keine", "yok", "ninguna";
    photos_found: "photos, of those found", "Fotos, von den gefundenen", "bulunanlardan fotoğraf", "fotos, de las encontradas";
    rules: "Quality rules", "Qualitätsregeln", "Kalite kuralları", "Reglas de calidad";
    no_failure: "no failure, no warning", "keine durchgefallen, keine Warnung", "kalan yok, uyarı yok", "ningún fallo, ningún aviso";
    failed_of: "failed, of those assessed", "durchgefallen, von den beurteilten", "değerlendirilenlerden kalan", "fallidas, de las evaluadas";
    warned_of: "warned, of those assessed", "mit Warnung, von den beurteilten", "değerlendirilenlerden uyarılan", "con aviso, de las evaluadas";
    evidence_note: "Baselines and photos aligned with one, of those found (not counted of subjects without a report); marks with an answer of those planned, over all views; sessions held of those planned.", "Ausgangsfotos und darauf ausgerichtete Fotos, von den gefundenen (nicht gezählt bei Personen ohne Bericht); Termine mit Antwort von den geplanten, über alle Ansichten; durchgeführte Sitzungen von den geplanten.", "Bulunanlardan başlangıç olan ya da başlangıca hizalanan fotoğraflar (raporsuz hastalarda sayılmaz); tüm görünümlerde planlanan kontrollerden yanıtı olanlar; planlanan seanslardan yapılanlar.", "Fotos iniciales y alineadas con una, de las encontradas (sin contar a quien no tiene informe); controles con respuesta de los previstos, en todas las vistas; sesiones realizadas de las previstas.";
    marks: "marks", "Termine", "kontroller", "controles";
    interpolated: "{n} interpolated", "{n} interpoliert", "{n} ara değer", "{n} interpolados";
    no_plan: "no plan", "kein Plan", "plan yok", "sin plan";
    not_known: "not known", "nicht bekannt", "bilinmiyor", "desconocido";
    status_complete: "complete", "vollständig", "eksiksiz", "completa";
    status_partial: "partial", "teilweise", "kısmi", "parcial";
    status_failed: "failed", "misslungen", "başarısız", "fallida";
    failed_title: "Subjects without a report", "Personen ohne Bericht", "Raporu olmayan hastalar", "Personas sin informe";
    doubles: "{subjects}: the same photos ({n}). A person in several folders counts several times; keep one folder.", "{subjects}: dieselben Fotos ({n}). Wer in mehreren Ordnern liegt, zählt mehrfach; einen Ordner behalten.", "{subjects}: aynı fotoğraflar ({n}). Birden çok klasördeki kişi birden çok kez sayılır; tek klasör bırakın.", "{subjects}: las mismas fotos ({n}). Quien está en varias carpetas cuenta varias veces; deje una sola carpeta.";
    passed_over: "Passed over", "Übergangen", "Atlananlar", "Omitido";
    nothing: "nothing", "nichts", "yok", "nada";
    folder: "folder", "Ordner", "klasör", "carpeta";
    share: "{n} of {all} ({share}, {low} to {high})", "{n} von {all} ({share}, {low} bis {high})", "{all} içinden {n} ({share}, {low} – {high})", "{n} de {all} ({share}, {low} a {high})";
    nobody: "no subject", "niemand", "hasta yok", "nadie";
    quartiles: "{middle} (quartiles {low} to {high})", "{middle} (Quartile {low} bis {high})", "{middle} (çeyrekler {low} – {high})", "{middle} (cuartiles {low} a {high})";
    answer: "{view}, month {month}: {n} of {subjects} with an answer. Coverage rose in {up}, fell in {down}; in {same} no change can be told from the noise.", "{view}, Monat {month}: {n} von {subjects} mit Antwort. Die Deckung stieg bei {up}, fiel bei {down}; bei {same} ist keine Änderung nachweisbar.", "{view}, {month}. ay: {subjects} içinden {n} yanıtlı. Kapatma {up} hastada arttı, {down} hastada azaldı; {same} hastada saptanabilir değişim yok.", "{view}, mes {month}: {n} de {subjects} con respuesta. La cobertura subió en {up}, bajó en {down}; en {same} no hay cambio detectable.";
    answer_none: "{view}: no subject has an answer at any mark.", "{view}: zu keinem Termin hat jemand eine Antwort.", "{view}: hiçbir kontrolde yanıtı olan hasta yok.", "{view}: nadie tiene respuesta en ningún control.";
    answer_closeups: "{place}, baseline to the last close-up: {n} of {subjects} with an answer. More hairs in {up}, fewer in {down}; in {same} no change can be told from the noise.", "{place}, von der ersten bis zur letzten Nahaufnahme: {n} von {subjects} mit Antwort. Mehr Haare bei {up}, weniger bei {down}; bei {same} ist keine Änderung nachweisbar.", "{place}, başlangıçtan son yakın çekime: {subjects} içinden {n} yanıtlı. Kıl {up} hastada arttı, {down} hastada azaldı; {same} hastada saptanabilir değişim yok.", "{place}, del primer al último primer plano: {n} de {subjects} con respuesta. Más pelos en {up}, menos en {down}; en {same} no hay cambio detectable.";
    without_region: "without this region", "ohne diese Region", "bu bölgesi olmayan", "sin esta región";
    closeups_only: "photographed in close-up only", "nur in Nahaufnahme fotografiert", "yalnız yakın çekimi olan", "solo en primer plano";
    no_usable: "without a usable photo of this view", "ohne brauchbares Foto dieser Ansicht", "bu görünümde kullanılabilir fotoğrafı olmayan", "sin foto utilizable de esta vista";
    waterfall: "Waterfall of {n} changes, view {view}; the table below holds the same values", "{n} Änderungen der Größe nach, Ansicht {view}; die Tabelle darunter hat dieselben Werte", "Büyüklüğe göre {n} değişim, görünüm {view}; aşağıdaki tablo aynı değerleri içerir", "{n} cambios por tamaño, vista {view}; la tabla de abajo tiene los mismos valores";
    no_bar: "no subject with an answer", "niemand mit Antwort", "yanıtı olan hasta yok", "nadie con respuesta";
    axis_points: "change, percentage points", "Änderung, Prozentpunkte", "değişim, yüzde puanı", "cambio, puntos porcentuales";
    spaghetti: "Course of subjects ({n}) and their median, view {view}", "Verlauf der Personen ({n}) und ihr Median, Ansicht {view}", "Hastaların süreci ({n}) ve ortancası, görünüm {view}", "Curso de las personas ({n}) y su mediana, vista {view}";
    axis_days: "days since the start of the course", "Tage seit Beginn des Verlaufs", "sürecin başlangıcından beri gün", "días desde el inicio del curso";
    dose_chart: "Sessions held against change of subjects ({n}), view {view}", "Durchgeführte Sitzungen gegen Änderung der Personen ({n}), Ansicht {view}", "Hastaların ({n}) yapılan seansları ve değişimi, görünüm {view}", "Sesiones realizadas frente al cambio de las personas ({n}), vista {view}";
    axis_sessions: "sessions held up to the last comparable photo", "Sitzungen bis zum letzten vergleichbaren Foto", "son karşılaştırılabilir fotoğrafa kadar yapılan seanslar", "sesiones hasta la última foto comparable";
    dot: "{subject}: {n} sessions, {delta}", "{subject}: {n} Sitzungen, {delta}", "{subject}: {n} seans, {delta}", "{subject}: {n} sesiones, {delta}";
    one_found: "1 photo found", "1 Foto gefunden", "1 fotoğraf bulundu", "1 foto encontrada";
    n_found: "{n} photos found", "{n} Fotos gefunden", "{n} fotoğraf bulundu", "{n} fotos encontradas";
    baseline: "baseline", "Ausgangsfoto", "başlangıç", "inicial";
    baselines: "baselines", "Ausgangsfotos", "başlangıç", "iniciales";
    aligned: "aligned with one", "darauf ausgerichtet", "başlangıca hizalı", "alineadas con una";
    weak: "weakly aligned (too uncertain for a change)", "schwach ausgerichtet (zu unsicher für eine Änderung)", "zayıf hizalı (değişim için çok belirsiz)", "mal alineadas (demasiado inciertas para un cambio)";
    unaligned: "not aligned", "nicht ausgerichtet", "hizalanmamış", "no alineadas";
    unreadable: "not readable", "nicht lesbar", "okunamayan", "ilegibles";
    unmeasured: "of views that are not measured", "von nicht gemessenen Ansichten", "ölçülmeyen görünümlerden", "de vistas que no se miden";
    not_among: "photos of subjects without a report are not among them", "Fotos von Personen ohne Bericht sind nicht dabei", "raporsuz hastaların fotoğrafları bunların içinde değil", "las fotos de personas sin informe no están entre ellas";
    told_mark: "{view}, month {month}: {up} increase, {down} decrease, {same} no change detectable; {without} of {all} without an answer", "{view}, Monat {month}: {up} Zunahme, {down} Abnahme, {same} keine Änderung nachweisbar; {without} von {all} ohne Antwort", "{view}, {month}. ay: {up} artış, {down} azalma, {same} saptanabilir değişim yok; {all} içinden {without} yanıtsız", "{view}, mes {month}: {up} aumento, {down} disminución, {same} sin cambio detectable; {without} de {all} sin respuesta";
    told_closeups: "{place}, baseline to last: {up} increase, {down} decrease, {same} no change detectable; {without} of {all} without an answer", "{place}, erste bis letzte: {up} Zunahme, {down} Abnahme, {same} keine Änderung nachweisbar; {without} von {all} ohne Antwort", "{place}, ilkten sona: {up} artış, {down} azalma, {same} saptanabilir değişim yok; {all} içinden {without} yanıtsız", "{place}, de la primera a la última: {up} aumento, {down} disminución, {same} sin cambio detectable; {without} de {all} sin respuesta";
    no_report: "no report", "kein Bericht", "rapor yok", "sin informe";
    none_usable: "no report, or no usable photo", "kein Bericht oder kein brauchbares Foto", "rapor ya da kullanılabilir fotoğraf yok", "sin informe o sin foto utilizable";
    more_failed: "and {n} more without a report, see the cohort report", "und {n} weitere ohne Bericht, siehe den Bericht über alle", "ve raporsuz {n} hasta daha, toplu rapora bakın", "y {n} más sin informe, vea el informe de conjunto";
    refused: "refused", "zurückgewiesen", "reddedildi", "rechazado";
    more_refused: "and {n} more with something refused, see cohort.json", "und {n} weitere mit etwas Zurückgewiesenem, siehe cohort.json", "ve bir şeyi reddedilen {n} hasta daha, cohort.json dosyasına bakın", "y {n} más con algo rechazado, vea cohort.json";
    more_of_it: "{first} (and {n} more refusals of photos or regions, see its report)", "{first} (und {n} weitere Zurückweisungen von Fotos oder Regionen, siehe den Bericht)", "{first} (ve fotoğraf ya da bölgelerde {n} ret daha, raporuna bakın)", "{first} (y {n} rechazos más de fotos o regiones, vea su informe)";
    noise: "This clinic's noise, from {n} visits of several photos: ±{sem} points ({degrees} degrees of freedom). Later runs use it with --self-test {file}", "Das Rauschen dieser Praxis, aus {n} Terminen mit mehreren Fotos: ±{sem} Prozentpunkte ({degrees} Freiheitsgrade). Spätere Läufe nutzen es mit --self-test {file}", "Bu kliniğin gürültüsü, birden çok fotoğraflı {n} ziyaretten: ±{sem} puan ({degrees} serbestlik derecesi). Sonraki çalışmalar --self-test {file} ile kullanır", "El ruido de esta clínica, de {n} visitas con varias fotos: ±{sem} puntos ({degrees} grados de libertad). Las siguientes lo usan con --self-test {file}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_its_gaps_in_every_language() {
        let gaps = |phrase: &str| {
            let parts = phrase.split('{').skip(1);
            let mut names: Vec<String> = parts
                .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names
        };
        for [english, others @ ..] in ROWS {
            for other in others {
                assert!(!other.is_empty(), "{english}");
                assert_eq!(gaps(english), gaps(other), "{english}");
            }
        }
    }
}
