//! Names of the months in the languages of [`super::words`], in full, declined and short.

use super::words::fold;

/// Years in which a photograph in a course can have been taken; a number outside is a counter, or
/// a clock that was never set.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janner", "jaenner", "ocak", "oca", "enero", "ene", "janvier", "janv", "gennaio", "gen", "janeiro", "январь", "января", "янв", "styczen", "stycznia", "sty"],
    &["february", "feb", "februar", "feber", "subat", "sub", "febrero", "fevrier", "fevr", "fev", "febbraio", "fevereiro", "февраль", "февраля", "фев", "luty", "lutego", "lut"],
    &["march", "mar", "marz", "maerz", "mrz", "mart", "marzo", "mars", "marco", "март", "марта", "мар", "marzec", "marca"],
    &["april", "apr", "nisan", "nis", "abril", "abr", "avril", "avr", "aprile", "апрель", "апреля", "апр", "kwiecien", "kwietnia", "kwi"],
    &["may", "mai", "mayis", "mayo", "maggio", "mag", "maio", "май", "мая", "maj", "maja"],
    &["june", "jun", "juni", "haziran", "haz", "junio", "juin", "giugno", "giu", "junho", "июнь", "июня", "июн", "czerwiec", "czerwca", "cze"],
    &["july", "jul", "juli", "temmuz", "tem", "julio", "juillet", "juil", "luglio", "lug", "julho", "июль", "июля", "июл", "lipiec", "lipca", "lip"],
    &["august", "aug", "agustos", "agu", "agosto", "ago", "aout", "август", "августа", "авг", "sierpien", "sierpnia", "sie"],
    &["september", "sep", "sept", "eylul", "eyl", "septiembre", "setiembre", "septembre", "settembre", "set", "setembro", "сентябрь", "сентября", "сен", "сент", "wrzesien", "wrzesnia", "wrz"],
    &["october", "oct", "oktober", "okt", "ekim", "eki", "octubre", "octobre", "ottobre", "ott", "outubro", "out", "октябрь", "октября", "окт", "pazdziernik", "pazdziernika", "paz"],
    &["november", "nov", "kasim", "kas", "noviembre", "novembre", "novembro", "ноябрь", "ноября", "ноя", "listopad", "listopada", "lis"],
    &["december", "dec", "dezember", "dez", "aralik", "ara", "diciembre", "dic", "decembre", "dicembre", "dezembro", "декабрь", "декабря", "дек", "grudzien", "grudnia", "gru"],
];

/// The month, 1 to 12, that a word names.
pub(super) fn month_of(word: &str) -> Option<i16> {
    let folded = fold(word);
    (1..)
        .zip(MONTHS)
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_written_as_it_is_compared_and_names_one_month() {
        for (month, names) in (1..).zip(MONTHS) {
            for name in names {
                assert_eq!(month_of(name), Some(month), "{name}");
            }
        }
        assert_eq!(month_of("ŞUBAT"), Some(2));
        assert_eq!(month_of("Décembre"), Some(12));
        assert_eq!(month_of("vertex"), None);
    }
}
