use super::*;

#[test]
fn full_days() {
    let day = "1950-06-25";
    for (text, words) in [
        ("It began on June 25, 1950, at dawn.", "June 25, 1950"),
        ("It began on June 25th 1950.", "June 25th 1950"),
        ("It began on 25 June 1950.", "25 June 1950"),
        ("On 25 June 1950 soldiers came.", "25 June 1950"),
        ("It began on 25 June, 1950.", "25 June, 1950"),
        (
            "It began on the 25th of June, 1950.",
            "the 25th of June, 1950",
        ),
        (
            "It began on the twenty-fifth of June 1950.",
            "the twenty-fifth of June 1950",
        ),
        (
            "On Sunday, June 25, 1950, rain fell.",
            "Sunday, June 25, 1950",
        ),
        (
            "On Sunday, 25 June 1950, rain fell.",
            "Sunday, 25 June 1950",
        ),
        ("On Sunday 25 June 1950 rain fell.", "Sunday 25 June 1950"),
        ("1950, 25 June: tanks", "1950, 25 June"),
        ("1950 June 25 rain", "1950 June 25"),
        ("1950 – 25 June. Rain", "1950 – 25 June"),
        ("1950: 25 June", "1950: 25 June"),
        ("In 1950 (25 June) it began.", "1950 (25 June)"),
        ("It began on 25 June (1950).", "25 June (1950)"),
        (
            "Given this 25th day of June, 1950, at Seoul.",
            "25th day of June, 1950",
        ),
        ("The log says 1950-06-25.", "1950-06-25"),
        ("The log says 25.6.1950.", "25.6.1950"),
        ("The log says 25/06/1950.", "25/06/1950"),
        ("The log says 6/25/1950.", "6/25/1950"),
        ("The log says 1950.6.25 and no more.", "1950.6.25"),
        ("The log says 1950/06/25.", "1950/06/25"),
        ("At 4 a.m. on 25 June 1950 it began.", "25 June 1950"),
        ("At 4:00 a.m., June 25, 1950, it began.", "June 25, 1950"),
        (
            "On the morning of June 25, 1950, it began.",
            "the morning of June 25, 1950",
        ),
        ("JUNE 25, 1950", "JUNE 25, 1950"),
        (
            "Early on Sunday morning, June 25, 1950,",
            "Sunday morning, June 25, 1950",
        ),
        ("Noted on june 25, 1950 by hand.", "june 25, 1950"),
        ("It began June the 25th, 1950.", "June the 25th, 1950"),
        ("It began Jun. 25, 1950.", "Jun. 25, 1950"),
        (
            "On June 25, nineteen fifty, it began.",
            "June 25, nineteen fifty",
        ),
        ("(June 25, 1950)", "June 25, 1950"),
        (
            "on June 25, Showa 25 (1950), it began",
            "June 25, Showa 25 (1950)",
        ),
        ("June\u{a0}25,\u{a0}1950", "June\u{a0}25,\u{a0}1950"),
        ("It was dated ２５ June １９５０.", "２５ June １９５０"),
    ] {
        assert_one(text, words, day);
    }
    assert_one("the treaty of 13 May 1950", "13 May 1950", "1950-05-13");
    assert_one("on March 5, 1949", "March 5, 1949", "1949-03-05");
    assert_one("on 3 may 1950", "3 may 1950", "1950-05-03");
    assert_one(
        "On Christmas Day 1950 they ate.",
        "Christmas Day 1950",
        "1950-12-25",
    );
}

#[test]
fn the_order_of_day_and_month_may_stay_open() {
    assert_one("signed 05/06/1950", "05/06/1950", "1950-05-06..1950-06-05");
    assert_one("signed 5.6.1950", "5.6.1950", "1950-06-05");
    assert_one("signed 06/06/1950", "06/06/1950", "1950-06-06");
}

#[test]
fn months() {
    let june = "1950-06-01..1950-06-30";
    for (text, words) in [
        ("War came in June 1950.", "June 1950"),
        ("War came in June of 1950.", "June of 1950"),
        ("War came in June, 1950.", "June, 1950"),
        ("the log of 1950-06", "1950-06"),
    ] {
        assert_one(text, words, june);
    }
    assert_one(
        "They met in May 1949.",
        "May 1949",
        "1949-05-01..1949-05-31",
    );
    assert_one(
        "in early June 1950",
        "early June 1950",
        "1950-06-01..1950-06-15",
    );
    assert_one(
        "in mid-June 1950",
        "mid-June 1950",
        "1950-06-08..1950-06-23",
    );
    assert_one(
        "in late February 1950",
        "late February 1950",
        "1950-02-16..1950-02-28",
    );
    assert_one(
        "at the end of June 1950",
        "the end of June 1950",
        "1950-06-16..1950-06-30",
    );
    assert_one(
        "in the first week of June 1950",
        "the first week of June 1950",
        "1950-06-01..1950-06-08",
    );
    assert_one(
        "early in June 1950",
        "early in June 1950",
        "1950-06-01..1950-06-15",
    );
}

#[test]
fn years_and_their_parts() {
    assert_one("It was built in 1950.", "1950", "1950-01-01..1950-12-31");
    assert_one(
        "in the year 1950",
        "the year 1950",
        "1950-01-01..1950-12-31",
    );
    assert_one("in early 1950", "early 1950", "1950-01-01..1950-05-31");
    assert_one("in late 1949", "late 1949", "1949-08-01..1949-12-31");
    assert_one("in mid-1950", "mid-1950", "1950-04-01..1950-09-30");
    assert_one(
        "at the end of 1949",
        "the end of 1949",
        "1949-08-01..1949-12-31",
    );
    assert_one(
        "in the first half of 1950",
        "the first half of 1950",
        "1950-01-01..1950-06-30",
    );
    assert_one(
        "in the spring of 1950",
        "the spring of 1950",
        "1950-03-01..1950-06-21",
    );
    assert_one("in summer 1950", "summer 1950", "1950-06-01..1950-09-23");
    assert_one(
        "the fall of 1949",
        "the fall of 1949",
        "1949-09-01..1949-12-21",
    );
    assert_one(
        "in the winter of 1950-51",
        "the winter of 1950-51",
        "1950-11-01..1951-03-31",
    );
    assert_one(
        "in nineteen fifty",
        "nineteen fifty",
        "1950-01-01..1950-12-31",
    );
    assert_one(
        "in nineteen fifty-three",
        "nineteen fifty-three",
        "1953-01-01..1953-12-31",
    );
    assert_one(
        "in nineteen oh five",
        "nineteen oh five",
        "1905-01-01..1905-12-31",
    );
}

#[test]
fn decades_and_centuries() {
    assert_one("in the 1950s", "the 1950s", "1950-01-01..1959-12-31");
    assert_one("in the 1950’s", "the 1950’s", "1950-01-01..1959-12-31");
    assert_one("in the 1900s", "the 1900s", "1900-01-01..1999-12-31");
    assert_one(
        "in the early 1950s",
        "the early 1950s",
        "1950-01-01..1954-12-31",
    );
    assert_one(
        "until the mid-1950s",
        "the mid-1950s",
        "1952-01-01..1957-12-31",
    );
    assert_one(
        "in the twentieth century",
        "the twentieth century",
        "1901-01-01..2000-12-31",
    );
    assert_one(
        "in the 19th century",
        "the 19th century",
        "1801-01-01..1900-12-31",
    );
    assert_eq!(
        words("The 1950s and 1960s were calm."),
        ["The 1950s", "1960s"]
    );
}

#[test]
fn ranges() {
    let may = "1950-05-13..1950-05-16";
    for (text, words) in [
        ("He stayed May 13 to 16, 1950.", "May 13 to 16, 1950"),
        ("He stayed from May 13 to 16, 1950.", "May 13 to 16, 1950"),
        ("He stayed 13-16 May 1950.", "13-16 May 1950"),
        ("He stayed 13\u{2013}16 May 1950.", "13\u{2013}16 May 1950"),
        ("between May 13 and May 16, 1950", "May 13 and May 16, 1950"),
        ("between 13 and 16 May 1950", "13 and 16 May 1950"),
        ("from 13 May to 16 May 1950", "13 May to 16 May 1950"),
        (
            "from May 13, 1950 until May 16",
            "May 13, 1950 until May 16",
        ),
    ] {
        assert_one(text, words, may);
    }
    assert_one(
        "On June 24-25, 1950, it rained.",
        "June 24-25, 1950",
        "1950-06-24..1950-06-25",
    );
    assert_one(
        "on the night of June 24\u{2013}25, 1950",
        "the night of June 24\u{2013}25, 1950",
        "1950-06-24..1950-06-25",
    );
    assert_one(
        "from 25 June 1950 to 27 July 1953",
        "25 June 1950 to 27 July 1953",
        "1950-06-25..1953-07-27",
    );
    assert_one(
        "from June 25 to July 5, 1950",
        "June 25 to July 5, 1950",
        "1950-06-25..1950-07-05",
    );
    assert_one(
        "from December 16 to February 17, 1950",
        "December 16 to February 17, 1950",
        "1949-12-16..1950-02-17",
    );
    assert_one(
        "the war of 1950-1953",
        "1950-1953",
        "1950-01-01..1953-12-31",
    );
    assert_one(
        "the war (1950\u{2013}53)",
        "1950\u{2013}53",
        "1950-01-01..1953-12-31",
    );
    assert_one(
        "from 1950 to 1953",
        "1950 to 1953",
        "1950-01-01..1953-12-31",
    );
    assert_one(
        "between 1945 and June 1950",
        "1945 and June 1950",
        "1945-01-01..1950-06-30",
    );
    assert_one(
        "in June and July 1950",
        "June and July 1950",
        "1950-06-01..1950-07-31",
    );
    assert_one(
        "January\u{2013}March 1950",
        "January\u{2013}March 1950",
        "1950-01-01..1950-03-31",
    );
}

#[test]
fn bare_numbers_are_years_only_where_a_year_can_stand() {
    for text in [
        "He led 1950 men south.",
        "They lost 1950 tanks.",
        "a sum of $1950",
        "a force of 1950 men",
        "See No. 1950.",
        "See page 1950.",
        "pp. 1950-53",
        "pp. 1950\u{2013}1953",
        "in 1,950 cases",
        "in 1950.5 hectares",
        "1950 km away",
        "a 1950-mile front",
        "He counted 1950 of them.",
        "in 12345",
        "in 999",
        "call 555-1950-06",
        "at 4:30",
        "in 1200 BC",
        "the second of three",
        "They numbered 1950 to 2000 men.",
        "by 2000 miles",
        "the B-1950",
        "see /papers/1950-1953/list",
        "The Remington 1950 was sold.",
        "the famous Remington 1950",
    ] {
        assert_none(text);
    }
    for (text, words) in [
        ("The war (1950) was long.", "1950"),
        ("In 1950 men went south.", "1950"),
        ("the 1950 invasion", "1950"),
        ("Rhee’s 1950 appeal", "1950"),
        ("Seoul, 1950.", "1950"),
        ("1950", "1950"),
        ("1950: a year of war", "1950"),
        ("Seoul 1950: a calendar", "1950"),
        ("Korea 1950", "1950"),
        ("1950 saw the start.", "1950"),
        ("refugees on the road, 1950.", "1950"),
        (
            "Syngman Rhee | 1948\u{2013}1960 | Liberal",
            "1948\u{2013}1960",
        ),
        ("Juche 42 (1953)", "Juche 42 (1953)"),
        ("c. 1950", "1950"),
        ("ca. 1950", "1950"),
        ("Book Review (Princeton, 1993)", "1993"),
    ] {
        assert_eq!(super::words(text), [words], "in {text:?}");
    }
    assert_eq!(words("in 1949 and 1950"), ["1949", "1950"]);
    assert_eq!(words("in 1949, 1950, and 1951"), ["1949", "1950", "1951"]);
}

#[test]
fn months_that_are_words() {
    for text in [
        "They may go.",
        "May he rest.",
        "He began to march on Seoul.",
        "They march 25 miles.",
        "Marched south, they may turn.",
        "THEY MAY MARCH ON.",
        "An august body sat.",
        "Theresa May spoke.",
        "June Carter sang.",
        "the fall of the city",
        "a spring offensive",
        "sun and sat",
        "the 38th parallel",
        "on the 24th Division",
        "March on, men.",
    ] {
        assert_none(text);
    }
    for (text, words) in [
        ("In March he went.", "March"),
        ("It was late May.", "late May"),
        ("By May they left.", "May"),
        ("Since March they wait.", "March"),
        ("May 13 was dry.", "May 13"),
        ("between March and May", "March and May"),
        ("War came that June.", "that June"),
        ("In the spring, Stalin agreed.", "the spring"),
    ] {
        assert_eq!(super::words(text), [words], "in {text:?}");
    }
}

#[test]
fn impossible_days_are_no_dates() {
    assert_one("on February 30, 1950", "February 30, 1950", "?");
    assert_one("on 30 February", "30 February", "?");
    assert_eq!(value("on 31/31/1950"), TimeValue::Vague);
    assert_none("on 25 Juni 99999999999999999999");
}
