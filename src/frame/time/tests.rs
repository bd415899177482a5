use super::*;
use proptest::prelude::*;

fn interval(written: &str) -> Interval {
    Interval::parse(written).unwrap_or_else(|| panic!("{written} must parse"))
}

#[test]
fn reads_iso_points_and_ranges() {
    assert_eq!(interval("1950-06-25").grain, Grain::Day);
    assert_eq!(Some(interval("1950-06")), Interval::month(1950, 6));
    assert_eq!(Some(interval("1950")), Interval::year(1950));
    let range = interval("1950-01..1950-05");
    assert_eq!(range.earliest, Date::constant(1950, 1, 1));
    assert_eq!(range.latest, Date::constant(1950, 5, 31));
    assert_eq!(interval("..1950-06-24").earliest, Date::MIN);
    assert_eq!(interval("1990..").latest, Date::MAX);
}

#[test]
fn refuses_what_no_calendar_has() {
    for wrong in [
        "",
        "..",
        "1950-02-30",
        "1950-13",
        "1950-00",
        "99999",
        "1950-6-25",
        "1951..1950",
        "1950-06-25-01",
        "+195",
        "１９５０",
        "0000-00-00",
    ] {
        assert_eq!(Interval::parse(wrong), None, "{wrong}");
    }
    assert!(Interval::parse("0000").is_some());
    assert_eq!(Interval::decade(i16::MAX), None);
    assert_eq!(Interval::season(Season::Winter, i16::MAX), None);
}

#[test]
fn compares_by_what_can_contain_what() {
    let compare = |text, record| Interval::compare(interval(text), interval(record));
    assert_eq!(compare("1950-06-25", "1950-06-25"), Comparison::Same);
    assert_eq!(compare("1950-06-25", "1950-06"), Comparison::Narrower);
    assert_eq!(compare("1950", "1950-06-25"), Comparison::Wider);
    assert_eq!(compare("1950-06-27", "1950-06-25"), Comparison::Different);
    assert_eq!(
        compare("1950-01..1950-06", "1950-05..1950-08"),
        Comparison::Unknown
    );
    assert_eq!(compare("1950-06-25", "..1950-06-24"), Comparison::Different);
    assert_eq!(compare("1949", "..1950-06-24"), Comparison::Narrower);
}

#[test]
fn describes_in_the_unit_given() {
    let cases = [
        ("1950-06-25", "25 June 1950"),
        ("1950-06", "June 1950"),
        ("1950", "1950"),
        ("1950..1953", "1950-1953"),
        ("1950-01..1950-05", "January-May 1950"),
        ("1949-12..1950-02", "December 1949 - February 1950"),
        ("1950-06-24..1950-06-25", "24-25 June 1950"),
        ("1950-06-25..1950-07-05", "25 June - 5 July 1950"),
        ("..1950-06-24", "up to 24 June 1950"),
        ("1990..", "from 1990 on"),
    ];
    for (written, words) in cases {
        assert_eq!(interval(written).describe(), words);
    }
    let spring = Interval::season(Season::Spring, 1950).map(Interval::describe);
    assert_eq!(spring.as_deref(), Some("spring of 1950"));
}

#[test]
fn before_and_after_leave_the_stretch_out() {
    let june = interval("1950-06");
    assert_eq!(
        june.before(),
        Some(Interval {
            grain: Grain::Month,
            ..interval("..1950-05-31")
        })
    );
    assert!(!june.after().is_some_and(|after| after.overlaps(june)));
    assert_eq!(interval("..1950").before(), None);
    assert!(interval("1950-06-24").within_days(interval("1950-06-25"), 1));
    assert!(!interval("1950-06-23").within_days(interval("1950-06-25"), 1));
}

#[test]
fn a_coarser_date_may_say_enough() {
    let (day, year) = (interval("1948-09-09"), interval("1948"));
    let compare = |text| Interval::compare_enough(interval(text), day, Some(year));
    assert_eq!(compare("1948-09"), Comparison::Same);
    assert_eq!(compare("1948"), Comparison::Same);
    assert_eq!(compare("1948..1949"), Comparison::Wider);
    assert_eq!(compare("1948-10"), Comparison::Unknown);
    assert_eq!(compare("1948-09-13"), Comparison::Unknown);
    assert_eq!(compare("1949-09-09"), Comparison::Different);
    assert_eq!(
        Interval::compare_enough(interval("1948-09"), day, None),
        Comparison::Wider
    );
}

proptest! {
    #[test]
    fn parsing_never_panics(written in "\\PC{0,24}") {
        if let Some(interval) = Interval::parse(&written) {
            prop_assert!(interval.earliest <= interval.latest);
            let _ = (interval.describe(), interval.about(), interval.shifted(i32::MAX));
        }
    }

    #[test]
    fn compare_mirrors(a in 1900i16..2000, b in 1900i16..2000, month in 1i8..=12, day in 1i8..=28) {
        let (year, date) = (Interval::year(a).unwrap(), Interval::ymd(b, month, day).unwrap());
        let expected = if a == b { Comparison::Wider } else { Comparison::Different };
        prop_assert_eq!(Interval::compare(year, date), expected);
    }
}
