//! What a sheet tells a reader, and what it keeps from them.

use super::{CourseToRead, make_key, pairs_of, render_sheet};
use crate::report::fixture::{pictures, report};
use crate::words::Lang;

fn course() -> CourseToRead {
    CourseToRead {
        name: "P-0042".to_owned(),
        report: report(),
        pictures: pictures(),
    }
}

#[test]
fn the_sheet_tells_neither_dates_nor_subject_nor_order() {
    let course = course();
    let (pairs, left_out) = pairs_of(&course);
    assert_eq!(pairs.len(), 3, "every aligned photo with its baseline");
    assert!(left_out.iter().all(|out| !out.reason.is_empty()));
    let (key, order) = make_key(&pairs, left_out, None, "1");
    for lang in Lang::ALL {
        let html = render_sheet(&key, &pairs, &order, lang).unwrap();
        assert_eq!(html.matches("<img ").count(), 6);
        for secret in ["2026", "P-0042", "vertex", "earlier", "baseline", "photos/"] {
            assert!(!html.contains(secret), "{secret}");
        }
        assert!(html.contains("default-src &#39;none&#39;"));
    }
}

#[test]
fn order_and_sides_follow_the_seed_alone() {
    let course = course();
    let (pairs, _) = pairs_of(&course);
    let keys: Vec<_> = (0..20)
        .map(|seed| make_key(&pairs, Vec::new(), Some(seed), "1").0)
        .collect();
    assert_eq!(keys[3], make_key(&pairs, Vec::new(), Some(3), "1").0);
    let first: Vec<_> = keys.iter().map(|k| &k.items[0]).collect();
    assert!(
        first
            .iter()
            .any(|i| i.earlier_side != first[0].earlier_side)
    );
    assert!(first.iter().any(|i| i.later.photo != first[0].later.photo));
    let own = |_: ()| make_key(&pairs, Vec::new(), None, "1").0;
    assert_eq!(own(()), own(()));
}
