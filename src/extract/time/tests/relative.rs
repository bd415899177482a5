use super::*;
use crate::extract::time::{Carried, dateline};
use jiff::civil::date;

fn anchor(last: &str) -> Anchor {
    Anchor {
        last: Interval::parse(last),
        ..Anchor::default()
    }
}

fn assert_resolved(last: &str, text: &str, words: &str, value: &str) {
    assert_eq!(
        in_turn(text, anchor(last)),
        [(words, value.to_owned())],
        "in {text:?}"
    );
}

#[test]
fn a_missing_year_is_carried_over() {
    assert_resolved("1950-01", "On June 25 it began.", "June 25", "1950-06-25");
    assert_resolved("1950", "on 25 June", "25 June", "1950-06-25");
    assert_resolved(
        "1950",
        "the twenty-fifth of June",
        "the twenty-fifth of June",
        "1950-06-25",
    );
    assert_resolved("1950", "in June", "June", "1950-06-01..1950-06-30");
    assert_resolved(
        "1950",
        "on Sunday, 25 June",
        "Sunday, 25 June",
        "1950-06-25",
    );
    assert_resolved(
        "1950",
        "from June 25 to July 5",
        "June 25 to July 5",
        "1950-06-25..1950-07-05",
    );
    assert_resolved("1950..1953", "on June 25", "June 25", "?");
    assert_resolved(
        "1949-12",
        "in February",
        "February",
        "1949-02-01..1950-02-28",
    );
    let june = value("on June 25");
    assert_eq!(resolve(&june, &Anchor::default()), None);
    let resolved = resolve(&june, &anchor("1950")).unwrap();
    assert_eq!(resolved.carried, Some(Carried::Last));
    let heading = Anchor {
        last: Interval::parse("1950..1953"),
        heading: Interval::parse("1950"),
        ..Anchor::default()
    };
    assert_eq!(
        resolve(&june, &heading).unwrap().carried,
        Some(Carried::Heading)
    );
}

#[test]
fn an_old_dateline_does_not_date_an_anniversary() {
    let june = value("on June 25");
    let written = |dateline| Anchor {
        dateline: Some(dateline),
        ..Anchor::default()
    };
    let fresh = resolve(&june, &written(date(1950, 6, 27))).unwrap();
    assert_eq!(fresh.interval, Interval::day(date(1950, 6, 25)));
    assert_eq!(resolve(&june, &written(date(2010, 6, 17))), None);
}

#[test]
fn the_time_spoken_of() {
    assert_resolved(
        "1950-06-25",
        "War came that year.",
        "that year",
        "1950-01-01..1950-12-31",
    );
    assert_resolved(
        "1950-06-25",
        "in the same month",
        "the same month",
        "1950-06-01..1950-06-30",
    );
    assert_resolved("1950-06-25", "that day", "that day", "1950-06-25");
    assert_resolved("1950-06", "that day", "that day", "1950-06-01..1950-06-30");
    assert_resolved(
        "1950-06-25",
        "the following day",
        "the following day",
        "1950-06-26",
    );
    assert_resolved("1950-06-25", "the next day.", "the next day", "1950-06-26");
    assert_resolved(
        "1950-06-25",
        "The day before, all slept.",
        "The day before",
        "1950-06-24",
    );
    assert_resolved(
        "1950-06-25",
        "It began the day before.",
        "the day before",
        "1950-06-24",
    );
    assert_resolved(
        "1950-06-25",
        "the previous autumn",
        "the previous autumn",
        "1949-09-01..1949-12-21",
    );
    assert_resolved(
        "1950-01",
        "that summer",
        "that summer",
        "1950-06-01..1950-09-23",
    );
    assert_resolved(
        "1950-06-25",
        "early that year",
        "early that year",
        "1950-01-01..1950-05-31",
    );
    assert_resolved(
        "1950-06-25",
        "later that year",
        "later that year",
        "1950-06-25..1950-12-31",
    );
    assert_resolved(
        "1950-06-25",
        "at the end of the year",
        "the end of the year",
        "1950-08-01..1950-12-31",
    );
    assert_resolved(
        "1950-06-25",
        "in June of that year",
        "June of that year",
        "1950-06-01..1950-06-30",
    );
    assert_resolved(
        "1949-03-05",
        "in June of the following year",
        "June of the following year",
        "1950-06-01..1950-06-30",
    );
    assert_resolved("1950-06-24", "on the 25th.", "the 25th", "1950-06-25");
    assert_resolved(
        "1950-06-24",
        "in the early hours of the 25th the army marched",
        "the early hours of the 25th",
        "1950-06-25",
    );
    assert_resolved(
        "1950-06-24",
        "on the twenty-fifth of that month",
        "the twenty-fifth of that month",
        "1950-06-25",
    );
    assert_resolved(
        "1950-06-24",
        "until the following Sunday",
        "the following Sunday",
        "1950-06-25",
    );
}

#[test]
fn the_day_told_of() {
    assert_resolved(
        "1950-06-25",
        "On this day it began.",
        "this day",
        "1950-06-25",
    );
    assert_resolved(
        "1950-06-25",
        "on a wet Sunday morning",
        "Sunday morning",
        "1950-06-25",
    );
    assert_resolved(
        "1950-06-26",
        "on a wet Sunday morning",
        "Sunday morning",
        "?",
    );
    let later = only("Close to sixty years later they met.");
    assert!(later.approximate && later.signal.is_none());
}

#[test]
fn counted_units() {
    assert_resolved(
        "1950-06-25",
        "Two days later, Seoul fell.",
        "Two days later",
        "1950-06-27",
    );
    assert_resolved(
        "1950-06-25",
        "a year earlier",
        "a year earlier",
        "1949-01-01..1949-12-31",
    );
    assert_resolved(
        "1950-06-25",
        "three months later",
        "three months later",
        "1950-09-01..1950-09-30",
    );
    assert_resolved(
        "1950-06-25",
        "two weeks later",
        "two weeks later",
        "1950-07-06..1950-07-12",
    );
    assert_resolved("1950-06-25", "a few days later", "a few days later", "?");
    assert_resolved("1950-06-25", "two days after the landing", "two days", "?");
    assert_none("for three years");
    assert_none("the next two years");
}

#[test]
fn times_that_count_from_the_day_of_writing() {
    let written = Anchor {
        dateline: Some(date(2000, 6, 25)),
        ..Anchor::default()
    };
    let cases = [
        ("half a century ago today", "1950-06-25"),
        ("50 years ago", "1950-01-01..1950-12-31"),
        ("fifty years ago today", "1950-06-25"),
        ("yesterday", "2000-06-24"),
        ("last year", "1999-01-01..1999-12-31"),
        ("last May", "2000-05-01..2000-05-31"),
    ];
    for (text, expected) in cases {
        assert_eq!(in_turn(text, written), [(text, expected.to_owned())]);
        assert_eq!(resolve(&value(text), &anchor("1950-06-25")), None, "{text}");
    }
    assert_none("the last year of the war");
}

#[test]
fn datelines() {
    let found =
        |text: &str| dateline(text, &LEXICON).map(|date| text[date.span.range()].to_owned());
    assert_eq!(
        found("Pyongyang, July 5 (KCNA) -- The army").as_deref(),
        Some("July 5")
    );
    assert_eq!(
        found("SEOUL, June 25, 1950 \u{2014} Tanks").as_deref(),
        Some("June 25, 1950")
    );
    assert_eq!(found("June 25, 1950.").as_deref(), Some("June 25, 1950"));
    assert_eq!(
        found("MOSCOW, June 25, 1950. The army").as_deref(),
        Some("June 25, 1950")
    );
    assert_eq!(found("Moscow, June 25, 1950. The army"), None);
    assert_eq!(
        found("\n  25 June 1950\nText").as_deref(),
        Some("25 June 1950")
    );
    assert_eq!(found("On June 25, 1950, the war began."), None);
    assert_eq!(found("June 25, 1950, was a Sunday."), None);
    assert_eq!(found("June 1950"), None);
    assert_eq!(found(""), None);
}

#[test]
fn bare_days_take_the_month_spoken_of() {
    for (text, words, value) in [
        ("On the 12th he left.", "the 12th", "1950-03-12"),
        ("They came by the 10th.", "the 10th", "1950-03-10"),
        ("On the 14th Napoleon marched.", "the 14th", "1950-03-14"),
        (
            "from the 12th to the 16th",
            "the 12th to the 16th",
            "1950-03-12..1950-03-16",
        ),
        ("on the 25th they fought", "the 25th", "1950-03-25"),
    ] {
        assert_resolved("1950-03-05", text, words, value);
    }
    // The story may have gone on into the next month.
    assert_resolved(
        "1950-03-20",
        "on the 2nd he left",
        "the 2nd",
        "1950-03-02..1950-04-02",
    );
    assert_resolved(
        "1950-12-20",
        "on the 2nd he left",
        "the 2nd",
        "1950-12-02..1951-01-02",
    );
    for text in [
        "on the 10th Mountain Division's left",
        "by the 10th Army",
        "on the 14th floor",
        "before the 17th parallel",
        "on the 25th Infantry Regiment",
        "the 14th of them",
    ] {
        assert_none(text);
    }
}

#[test]
fn parts_of_a_day_that_is_not_known_to_the_day() {
    assert_resolved(
        "1950-03",
        "that evening",
        "that evening",
        "1950-03-01..1950-03-31",
    );
    assert_resolved("1950", "that evening", "that evening", "?");
    assert_resolved(
        "1950-03-05",
        "later on the same day",
        "later on the same day",
        "1950-03-05",
    );
}
