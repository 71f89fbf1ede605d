use super::answers::{ANSWERS_SCHEMA, Answer};
use super::key::{KEY_SCHEMA, KeyItem, ReadingKey, Side};
use super::records::{KeyPhoto, ToolAnswer};
use super::*;
use crate::model::{MeasureStatus, Verdict};

/// A key of `n` pairs of one course; odd pairs show the earlier photo on the right. The program
/// measured `delta(i)` points.
fn key(n: usize, delta: impl Fn(usize) -> f64) -> ReadingKey {
    let photo = |i: usize, date: &str| KeyPhoto {
        photo: format!("p{i}"),
        date: date.to_owned(),
        sha256: format!("{i:064x}"),
    };
    let item = |i: usize| {
        let delta_pp = delta(i);
        let verdict = match delta_pp {
            d if d > 2.0 => Verdict::Increase,
            d if d < -2.0 => Verdict::Decrease,
            _ => Verdict::WithinNoise,
        };
        KeyItem {
            item: format!("{:02}", i + 1),
            course: format!("c{}", i / 3),
            view: "vertex".to_owned(),
            earlier: photo(i, "2026-01-12"),
            later: photo(i + 100, "2026-07-12"),
            earlier_side: if i.is_multiple_of(2) {
                Side::Left
            } else {
                Side::Right
            },
            tool: Some(ToolAnswer {
                delta_pp,
                ci95_pp: [delta_pp - 2.0, delta_pp + 2.0],
                verdict,
            }),
            tool_reason: None,
        }
    };
    ReadingKey {
        schema: KEY_SCHEMA.to_owned(),
        sheet: "aabbcc".to_owned(),
        seed: 1,
        method: "1".to_owned(),
        items: (0..n).map(item).collect(),
        left_out: Vec::new(),
    }
}

/// A reader who gives `rating(i)`, later against earlier, to each pair.
fn reader(name: &str, key: &ReadingKey, rating: impl Fn(usize) -> Option<i8>) -> Answers {
    let answer = |(i, item): (usize, &KeyItem)| Answer {
        item: item.item.clone(),
        rating: rating(i).map(|r| {
            if item.earlier_side == Side::Left {
                r
            } else {
                -r
            }
        }),
    };
    Answers {
        schema: ANSWERS_SCHEMA.to_owned(),
        sheet: key.sheet.clone(),
        reader: name.to_owned(),
        answers: key.items.iter().enumerate().map(answer).collect(),
    }
}

fn steps(i: usize) -> i8 {
    [-3, -1, 0, 1, 2, 3][i % 6]
}

#[test]
fn readers_who_see_what_was_measured_agree_wholly_whatever_the_sides() {
    let key = key(18, |i| 5.0 * f64::from(steps(i)));
    let readings = ["a", "b"].map(|name| reader(name, &key, |i| Some(steps(i))));
    let got = score(&key, &readings);
    assert_eq!(got.readers_kappa.value, Some(1.0));
    assert_eq!(got.with_tool.len(), 3, "two readers and their median");
    for with in &got.with_tool {
        assert_eq!(with.direction_kappa.value, Some(1.0));
        assert!(with.r.value.unwrap() > 0.999_999);
        assert_eq!(with.r.pairs, 18);
    }
    assert_eq!(got.resampled, "courses");
    assert!(got.is_complete());
    assert_eq!(got, score(&key, &readings), "the same interval every time");
}

#[test]
fn a_reader_who_mixes_up_before_and_after_disagrees() {
    let key = key(18, |i| 5.0 * f64::from(steps(i)));
    let got = score(&key, &[reader("a", &key, |i| Some(-steps(i)))]);
    assert!(got.with_tool[0].r.value.unwrap() < -0.99);
    assert_eq!(got.readers_kappa.status, MeasureStatus::NotMeasured);
    assert!(got.readers_kappa.reason.unwrap().contains("two readers"));
}

#[test]
fn too_few_readings_give_no_figure() {
    let key = key(18, |i| 5.0 * f64::from(steps(i)));
    let few = |i: usize| (i < 9).then(|| steps(i));
    let got = score(
        &key,
        &[
            reader("a", &key, few),
            reader("b", &key, |i| Some(steps(i))),
        ],
    );
    assert_eq!(got.readers_kappa.value, None);
    let reason = got.readers_kappa.reason.as_deref().unwrap();
    assert!(
        reason.starts_with("not enough readings: 9 pairs"),
        "{reason}"
    );
    assert_eq!((got.readers[0].rated, got.readers[0].cannot_judge), (9, 9));
    assert!(to_text(&got).contains("not measured: not enough readings"));
}

#[test]
fn readers_without_any_difference_have_nothing_to_agree_on() {
    let key = key(12, |_| 0.0);
    let got = score(
        &key,
        &["a", "b"].map(|name| reader(name, &key, |_| Some(0))),
    );
    assert_eq!(got.readers_kappa.value, None);
    assert!(got.readers_kappa.reason.unwrap().contains("nothing varies"));
}

#[test]
fn answers_are_checked_against_the_key() {
    let key = key(12, |_| 0.0);
    let good = reader("a", &key, |_| Some(1));
    let read = |answers: &Answers| read_answers(&serde_json::to_vec(answers).unwrap(), &key);
    assert_eq!(read(&good), Ok(good.clone()));
    let with = |change: &dyn Fn(&mut Answers)| {
        let mut answers = good.clone();
        change(&mut answers);
        read(&answers).unwrap_err().to_string()
    };
    assert!(with(&|a| a.sheet = "other".into()).contains("belong to sheet other"));
    assert!(with(&|a| a.reader = " ".into()).contains("no name"));
    assert!(with(&|a| a.answers[0].rating = Some(4)).contains("not one of -3 to 3"));
    assert!(with(&|a| a.answers[0].item = "99".into()).contains("no such pair"));
    assert!(with(&|a| a.answers[1].item = "01".into()).contains("twice"));
}
