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
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("places.toml")).unwrap_or_default());

/// Whether the words of a record lead to the place: pages where it was printed, the number of a resolution.
pub(super) fn is_located(record: &Record) -> bool {
    let texts = [Some(&record.title), record.published.as_ref()];
    texts.into_iter().flatten().any(|text| {
        let words: Vec<String> = (text.split(|c: char| c.is_whitespace() || ",.;:()".contains(c)))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let number = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
        let mut pairs = words.windows(2);
        pairs.any(|pair| WORDS.exact.contains(&pair[0]) && number(&pair[1]))
    })
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
    }
}
