use super::*;
use crate::extract::time::Qualifier;

#[test]
fn prepositions_give_the_qualifier() {
    for (text, qualifier, signal) in [
        ("on June 25, 1950", Qualifier::On, Some("on")),
        ("June 25, 1950", Qualifier::On, None),
        ("in June 1950", Qualifier::During, Some("in")),
        ("by June 1949", Qualifier::By, Some("by")),
        (
            "no later than June 1949",
            Qualifier::By,
            Some("no later than"),
        ),
        ("before June 1950", Qualifier::Before, Some("before")),
        ("prior to 1950", Qualifier::Before, Some("prior to")),
        ("after June 1950", Qualifier::After, Some("after")),
        ("until 1953", Qualifier::Until, Some("until")),
        ("since the spring of 1950", Qualifier::Since, Some("since")),
        ("from 1950", Qualifier::Since, Some("from")),
        ("from 1950 to 1953", Qualifier::Between, Some("from")),
        ("between 1950 and 1953", Qualifier::Between, Some("between")),
        ("post-1950", Qualifier::After, Some("post-")),
    ] {
        let date = only(text);
        assert_eq!(date.qualifier, qualifier, "in {text:?}");
        let found = date.signal.map(|span| &text[span.range()]);
        assert_eq!(found, signal, "in {text:?}");
    }
}

#[test]
fn the_window_is_where_the_event_can_lie() {
    let window = |text: &str| {
        let date = only(text);
        date.window(date.absolute().unwrap()).unwrap().describe()
    };
    assert_eq!(window("before June 1950"), "up to May 1950");
    assert_eq!(window("by June 1949"), "up to June 1949");
    assert_eq!(window("since 1950"), "from 1950 on");
    assert_eq!(window("after 25 June 1950"), "from 26 June 1950 on");
    assert_eq!(window("about 1950"), "1949-1951");
}

#[test]
fn approximation_is_flagged() {
    for text in [
        "c. 1950",
        "about June 1950",
        "around 25 June 1950",
        "by about 1950",
    ] {
        assert!(only(text).approximate, "in {text:?}");
    }
    assert!(!only("in 1950").approximate);
    assert_eq!(only("by about 1950").qualifier, Qualifier::By);
}

#[test]
fn time_zones_are_flagged() {
    for (text, zone) in [
        (
            "on 24 June, Washington time, they met",
            Some("Washington time"),
        ),
        (
            "on 24 June (Eastern Standard Time)",
            Some("Eastern Standard Time"),
        ),
        ("on 24 June local time", Some("local time")),
        ("on 24 June 1950 GMT", Some("GMT")),
        ("on 24 June, time passed", None),
    ] {
        let found = only(text).zone.map(|span| &text[span.range()]);
        assert_eq!(found, zone, "in {text:?}");
    }
}

#[test]
fn names_made_of_dates_are_flagged() {
    assert!(only("the June 25 War").in_name);
    assert!(!only("the June 25 attack").in_name);
}

#[test]
fn a_part_of_the_text_is_read_with_its_own_offsets() {
    let text = "In 1949 he asked. In 1950 he attacked.";
    let second = Span::new(text.find("In 1950").unwrap(), text.len());
    let found = find_dates(text, second, &LEXICON);
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].span.range()], "1950");
    assert!(find_dates("é", Span::new(1, 2), &LEXICON).is_empty());
    assert!(find_dates("1950", Span::new(2, 99), &LEXICON).is_empty());
}

#[test]
fn some_dates_need_no_preposition() {
    for (text, adverbial) in [
        ("that month Rome armed", true),
        ("two days later Rome armed", true),
        ("late in March Rome armed", true),
        ("in late March Rome armed", false),
        ("on the next day Rome armed", false),
        ("25 June 1950", false),
    ] {
        assert_eq!(only(text).adverbial, adverbial, "in {text:?}");
    }
}
