//! Dates in names as cameras, messengers and people write them.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

fn found(name: &str) -> Option<NameDate> {
    find_in_name(name, DayOrder::DayFirst)
}

fn day(name: &str) -> Option<Date> {
    found(name)?.date
}

#[rstest]
#[case("2026-01-12_vertex")]
#[case("vertex 2026_01_12")]
#[case("2026.01.12 tepe")]
#[case("2026.1.12")]
#[case("2026 01 12 topo")]
#[case("2026–01–12")]
#[case("PXL_20260112_101010123")]
#[case("PXL_20260112_101010123.MP")]
#[case("20260112101010")]
#[case("20260112_103321")]
#[case("202601121033")]
#[case("20260112101010123")]
#[case("IMG-20260112-WA0001")]
#[case("WhatsApp Image 2026-01-12 at 10.33.21 (1)")]
#[case("signal-2026-01-12-10-33-21-123")]
#[case("Screenshot_20260112-103321_Gallery")]
#[case("Bildschirmfoto 2026-01-12 um 10.33.21")]
#[case("photo_2026-01-12_10-33-21")]
#[case("12.01.2026 vertex")]
#[case("vertex 12.1.2026")]
#[case("12. 01. 2026")]
#[case("12-01-2026")]
#[case("12_01_2026")]
#[case("Visit 2 12.01.2026")]
#[case("12.01.2026 10.33.21")]
#[case("P1-12-01-2026-2")]
#[case("12012026")]
#[case("12 Jan 2026")]
#[case("12Jan2026_vertex")]
#[case("12. Januar 2026 Scheitel")]
#[case("12. Jänner 2026")]
#[case("12 Ocak 2026 tepe")]
#[case("12 de enero de 2026")]
#[case("12 janvier 2026")]
#[case("12 gennaio 2026")]
#[case("12 de janeiro de 2026")]
#[case("12 января 2026 г")]
#[case("12 stycznia 2026")]
#[case("January 12th, 2026")]
#[case("2026 Jan 12")]
#[case("12.01.26")]
fn the_twelfth_of_january(#[case] name: &str) {
    assert_eq!(day(name), Some(date(2026, 1, 12)));
}

#[rstest]
#[case("IMG_1234")]
#[case("2026-01_12")]
#[case("99990112")]
#[case("WhatsApp Image at 10.11.12")]
#[case("P-10-11-12")]
#[case("2026")]
#[case("March 2026")]
#[case("IMG_19700101_vertex")]
#[case("FB_IMG_1768212345678")]
fn no_day(#[case] name: &str) {
    assert_eq!(found(name), None);
}

#[rstest]
#[case("20269999_20260301", date(2026, 3, 1))]
#[case("año_2024-02-29_é", date(2024, 2, 29))]
#[case("01-15-2026", date(2026, 1, 15))]
#[case("20122026", date(2026, 12, 20))]
#[case("2100-12-31", date(2100, 12, 31))]
fn other_days(#[case] name: &str, #[case] expected: Date) {
    assert_eq!(day(name), Some(expected));
}

#[rstest]
#[case("2026-02-30_vertex", "2026-02-30")]
#[case("20261301", "20261301")]
#[case("31.02.2026", "31.02.2026")]
fn impossible_days_are_named(#[case] name: &str, #[case] text: &str) {
    let found = found(name).unwrap();
    assert_eq!((found.text.as_str(), found.date), (text, None));
}

#[test]
fn day_and_month_are_told_apart_where_they_can() {
    let doubt = |name: &str| found(name).unwrap().doubt;
    assert_eq!(
        doubt("03.04.2026"),
        Some(Doubt::DayOrMonth(date(2026, 3, 4)))
    );
    assert_eq!(doubt("13.04.2026"), None);
    assert_eq!(doubt("03.03.2026"), None);
    assert_eq!(doubt("2026-03-04"), None);
    assert_eq!(doubt("3 April 2026"), None);
    assert_eq!(doubt("13.04.26"), Some(Doubt::ShortYear));
    let american = find_in_name("03-04-2026", DayOrder::MonthFirst).unwrap();
    assert_eq!(american.date, Some(date(2026, 3, 4)));
    assert_eq!(order_told("01-15-2026 top"), Some(DayOrder::MonthFirst));
    assert_eq!(order_told("15.01.2026"), Some(DayOrder::DayFirst));
    assert_eq!(order_told("03.04.2026"), None);
    assert_eq!(order_told("2026-01-15"), None);
}

#[test]
fn pixel_phones_name_files_by_universal_time() {
    let found = found("PXL_20260112_233012345").unwrap();
    assert_eq!(found.utc, Some(date(2026, 1, 12).at(23, 30, 12, 0)));
    assert_eq!(
        super::find_in_name("IMG_20260112_233012", DayOrder::DayFirst)
            .unwrap()
            .utc,
        None
    );
}

proptest! {
    #[test]
    fn any_name_is_read_without_panic(name in ".{0,40}") {
        if let Some(found) = found(&name) {
            prop_assert_eq!(&name[found.range], found.text.as_str());
        }
    }

    #[test]
    fn digits_and_dots_are_read_without_panic(name in "[0-9._ -]{0,24}") {
        let _ = found(&name);
    }

    #[test]
    fn a_written_day_is_found_again(y in 1990i16..2101, m in 1i8..13, d in 1i8..29) {
        let day = date(y, m, d);
        prop_assert_eq!(super::tests::day(&format!("x_{day}_vertex")), Some(day));
        prop_assert_eq!(super::tests::day(&format!("x {d:02}.{m:02}.{y} vertex")), Some(day));
    }
}
