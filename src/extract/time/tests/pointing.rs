//! Times that need more than the calendar: either-or, eras, "by then", clocks elsewhere, dates in passing.

use super::*;
use crate::extract::time::Qualifier;

#[test]
fn either_or_is_whatever_lies_in_one_of_the_two() {
    assert_one(
        "on 24 or 25 June 1950",
        "24 or 25 June 1950",
        "1950-06-24..1950-06-25",
    );
    assert_one(
        "in May or June 1950",
        "May or June 1950",
        "1950-05-01..1950-06-30",
    );
    assert_one("in 1949 or 1950", "1949 or 1950", "1949-01-01..1950-12-31");
    assert_one(
        "in 1949 or in the spring of 1950",
        "1949 or in the spring of 1950",
        "1949-01-01..1950-06-21",
    );
    assert_one(
        "in 1949 or in 1950",
        "1949 or in 1950",
        "1949-01-01..1950-12-31",
    );
    assert_one(
        "on 24 June 1950 or on 2 July 1950",
        "24 June 1950 or on 2 July 1950",
        "1950-06-24..1950-07-02",
    );
    assert_eq!(
        words("in 1950 or on 25 June 1950"),
        ["1950", "25 June 1950"],
        "a year and a day are no alternatives"
    );
}

#[test]
fn years_of_eras() {
    for (text, words, year) in [
        ("in Showa 25", "Showa 25", 1950),
        ("in the 25th year of Showa", "the 25th year of Showa", 1950),
        ("in Juche 39", "Juche 39", 1950),
        (
            "in the thirty-eighth year of the Chinese Republic",
            "the thirty-eighth year of the Chinese Republic",
            1949,
        ),
        ("in Tan'gi 4283", "Tan'gi 4283", 1950),
        ("in Minguo 39", "Minguo 39", 1950),
    ] {
        assert_one(text, words, &format!("{year}-01-01..{year}-12-31"));
    }
    assert_one(
        "on 25 June, Juche 39 (1950)",
        "25 June, Juche 39 (1950)",
        "1950-06-25",
    );
    assert_one("on 25 June, Showa 25", "25 June, Showa 25", "1950-06-25");
    assert_none("a bust of Meiji and 12 others");
    assert_none("in Taisho 90");
}

#[test]
fn then_is_the_time_spoken_of() {
    let june = anchored("1950-06", "By then the army was ready.");
    assert_eq!(june, [("then", "1950-06-01..1950-06-30".to_owned())]);
    assert_eq!(only("By then the army was ready.").qualifier, Qualifier::By);
    assert_eq!(
        anchored("1950", "At that time he hesitated."),
        [("that time", "1950-01-01..1950-12-31".to_owned())]
    );
    assert_none("Then he hesitated.");
    assert_none("He had strengthened the guard.");
}

fn anchored<'t>(last: &str, text: &'t str) -> Vec<(&'t str, String)> {
    let anchor = Anchor {
        last: Interval::parse(last),
        ..Anchor::default()
    };
    in_turn(text, anchor)
}

#[test]
fn a_place_behind_a_day_may_have_its_own_clock() {
    let place = |text: &'static str| only(text).place.map(|span| &text[span.range()]);
    assert_eq!(place("It was still 24 June in London."), Some("London"));
    assert_eq!(place("on 24 June, in London, they met"), Some("London"));
    assert_eq!(place("on 24 June in great haste"), None);
}

#[test]
fn a_year_in_passing_leaves_two_years_possible() {
    let anchor = Anchor {
        last: Interval::parse("1950-01"),
        aside: Interval::parse("1945"),
        ..Anchor::default()
    };
    let found = resolve(&value("on 25 June"), &anchor).unwrap();
    assert_eq!(written(found.interval), "1945-06-25..1950-06-25");
    assert!(found.is_carried());
}

#[test]
fn two_digits_behind_an_apostrophe_are_of_the_century_spoken_of() {
    for (text, words, found) in [
        ("in June of '49", "June of '49", "1949-06-01..1949-06-30"),
        ("in June ’49", "June ’49", "1949-06-01..1949-06-30"),
    ] {
        assert_eq!(
            anchored("1953", text),
            [(words, found.to_owned())],
            "in {text:?}"
        );
    }
    let older = anchored("1885", "in June of '49");
    assert_eq!(
        older,
        [("June of '49", "1849-06-01..1849-06-30".to_owned())]
    );
}
