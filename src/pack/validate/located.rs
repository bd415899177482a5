//! Whether the words of a record lead to the place that evidence rests on.

use crate::pack::model::Record;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of `places.toml`; the comments stand there.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    exact: HashSet<String>,
    press: HashSet<String>,
    months: HashSet<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("places.toml")).unwrap_or_default());

/// Whether the words of a record lead to the place: pages where it was printed, the number of a resolution or of a
/// command paper, a law report, or the issue of a newspaper of that day.
pub(super) fn is_located(record: &Record) -> bool {
    let within = |name: &(String, String)| name.0 == "in";
    let printed_in = record.place.iter().find(|name| within(name));
    let texts = [Some(&record.title), record.published.as_ref()];
    texts.into_iter().flatten().any(|text| leads(text))
        || is_issue(record, printed_in.map(|one| &one.1))
}

/// A newspaper of a day: its issue holds a few sheets.
fn is_issue(record: &Record, printed_in: Option<&String>) -> bool {
    let day = (record.date.as_ref()).is_some_and(|date| date.split('-').count() == 3);
    let genre = record
        .genre
        .as_ref()
        .map(|genre| words(genre))
        .unwrap_or_default();
    let press = |word: &String| WORDS.press.contains(word);
    let dated = |text: &String| {
        let words = words(text);
        let numbers = words.iter().filter(|word| is_number(word)).count();
        numbers > 1 && words.iter().any(|word| WORDS.months.contains(word))
    };
    let called = |text: &String| words(text).iter().any(press);
    let published = record.published.as_ref();
    genre.iter().any(press) && (day || published.is_some_and(dated))
        || day && (printed_in.is_some_and(called) || published.is_some_and(called))
        || published
            .is_some_and(|text| dated(text) && (called(text) || text.split(',').count() == 2))
}

fn words(text: &str) -> Vec<String> {
    (text.split(|c: char| c.is_whitespace() || ",.;:()".contains(c)))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn leads(text: &str) -> bool {
    let all = words(text);
    let numbered = |pair: &[String]| WORDS.exact.contains(&pair[0]) && is_number(&pair[1]);
    // "251 F. 715", "347 U.S. 483": the volume and the page of a law report.
    let original: Vec<&str> = text.split_whitespace().collect();
    let report = |three: &[&str]| {
        let court = three[1].starts_with(char::is_uppercase) && three[1].contains('.');
        is_number(three[0]) && court && is_number(three[2])
    };
    all.windows(2).any(numbered) || original.windows(3).any(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lead_to_the_place_and_volumes_do_not() {
        let read: Result<Words, _> = toml::from_str(include_str!("places.toml"));
        assert!(read.is_ok_and(|words| !words.exact.is_empty()));
        let located = |published: &str| {
            is_located(&Record {
                title: "Histories".into(),
                published: Some(published.into()),
                ..Record::default()
            })
        };
        assert!(located("Annals of Rome, vol. 3 (Rome 1911), pp. 12-14"));
        assert!(located("Resolution 82"));
        assert!(!located("Annals of Rome, vol. 3, no. 2"));
        assert!(!located("Annals of Rome, many pages"));
        assert!(located("Cd. 8022 (London: HMSO, 1915)"));
        assert!(located("251 F. 715 (S.D.N.Y. 1918)"));
        assert!(!located("2 vols., Rome 1911"));
    }

    #[test]
    fn a_newspaper_of_a_day_leads_to_the_place() {
        let located = |date: &str, published: &str| {
            is_located(&Record {
                title: "The fleet sails".into(),
                date: Some(date.into()),
                published: Some(published.into()),
                ..Record::default()
            })
        };
        assert!(located("1915", "The Forum, 8 May 1915"));
        assert!(located("1915-05-08", "Roman Times"));
        assert!(!located("1915", "Roman Times"));
        assert!(!located("1915-05-08", "Rome, Capitol Press"));
        let printed_in = Record {
            title: "The fleet sails".into(),
            date: Some("1915-05-08".into()),
            place: vec![("in".into(), "Carthage Gazette".into())],
            ..Record::default()
        };
        assert!(is_located(&printed_in));
    }
}
