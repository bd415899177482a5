//! Words written apart that are one: "No one came" is parsed as "Nobody came".

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The two words, what they are parsed as, and words other than verbs behind which they are one.
    first: String,
    second: String,
    one: String,
    before: Vec<String>,
}

/// The file is compiled in and a test reads it; without it words are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/joined.toml")).unwrap_or_default());

/// What the words at `at` and behind it are parsed as, if they are one. `is_verb` tells which forms are those of verbs.
pub(super) fn joined(
    forms: &[&str],
    at: usize,
    is_verb: &dyn Fn(&str) -> bool,
) -> Option<&'static str> {
    let [first, second, next, ..] = forms.get(at..)? else {
        return None;
    };
    let both = first.eq_ignore_ascii_case(&WORDS.first) && *second == WORDS.second;
    let behind = || WORDS.before.iter().any(|word| word == next) || is_verb(next);
    (both && behind()).then_some(WORDS.one.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::model::Model;
    use crate::span::Span;

    #[test]
    fn the_words_can_be_read() {
        assert!(!WORDS.first.is_empty() && !WORDS.before.is_empty());
    }

    #[test]
    fn no_one_is_nobody() {
        let model = Model::english().expect("the model");
        for text in [
            "No one arrested Cato.",
            "No\none arrested Cato.",
            "No one ever arrested Cato.",
        ] {
            let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
            let first = tree.token(0);
            assert_eq!(
                (first.form.as_str(), first.lemma.as_str()),
                ("No one", "nobody"),
                "{text}"
            );
            assert!(first.relation.is("nsubj"), "{text}");
        }
        for text in ["No one man did it.", "No one of them did it."] {
            let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
            assert_eq!(tree.token(0).form, "No", "{text}");
        }
    }
}
