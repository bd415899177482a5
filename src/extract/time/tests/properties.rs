use super::*;
use crate::extract::time::dateline;
use proptest::prelude::*;

/// Words that dates are made of, so that the grammar meets itself in every order.
const PIECES: &[&str] = &[
    "June",
    "May",
    "25",
    "1950",
    "the",
    "of",
    "–",
    "-",
    ",",
    "early",
    "year",
    "that",
    "later",
    "two",
    "days",
    "Sunday",
    "to",
    "between",
    "and",
    "from",
    "nineteen",
    "fifty",
    "spring",
    "'s",
    "(",
    ")",
    ".",
    "/",
    "31",
    "0",
    "99999999999",
    "ago",
    "half a",
    "century",
    "today",
    "the end of",
    "1950s",
    "th",
    "a.m.",
    "c.",
    "２５",
    "한국",
    "é",
    "—",
    "winter",
    "next",
    "day",
    "before",
    "9999",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = find(text);
    let mut end = 0;
    let anchor = Anchor {
        last: Interval::parse("1950-06-25"),
        aside: Interval::parse("1949"),
        earlier: None,
        heading: None,
        dateline: jiff::civil::Date::new(2000, 2, 29).ok(),
    };
    for date in &found {
        prop_assert!(date.span.start >= end && !date.span.is_empty());
        prop_assert!(text.get(date.span.range()).is_some());
        end = date.span.end;
        if let Some(resolved) = resolve(&date.value, &anchor) {
            prop_assert!(resolved.interval.earliest <= resolved.interval.latest);
            let _ = date.window(resolved.interval).map(Interval::describe);
        }
    }
    let _ = dateline(text, &LEXICON);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn any_order_of_date_words_is_read(
        picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..14)
    ) {
        let text: String = picks
            .iter()
            .map(|&(piece, spaced)| format!("{}{}", PIECES[piece], if spaced { " " } else { "" }))
            .collect();
        check(&text)?;
    }

    #[test]
    fn every_day_is_read_back(year in 1000i16..=2100, month in 1i8..=12, day in 1i8..=31) {
        let Some(interval) = Interval::ymd(year, month, day) else { return Ok(()) };
        let text = format!("It was {}.", interval.describe());
        prop_assert_eq!(only(&text).absolute(), Some(interval));
    }
}
