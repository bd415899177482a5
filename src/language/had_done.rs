//! "The senate had the captives shot": a participle whose form is a noun as well, behind those to whom it is to be done.
//! The sentence is read once more with a participle in its place that nobody takes for anything else.

use super::model::{Analysis, Model};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    participle: String,
    having: Vec<String>,
}

/// The file is compiled in and a test reads it; without it sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/had-done.toml")).unwrap_or_default());

impl Model {
    /// The analysis of a sentence in which somebody has something done; `None` where it has no such noun.
    pub(super) fn with_had_done(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        if WORDS.participle.is_empty() {
            return None;
        }
        let at = (1..forms.len()).find(|&at| is_had(plain, at))?;
        let verb = self
            .irregular(forms[at])
            .filter(|verb| *verb != forms[at])?;
        let mut spoken = forms.to_vec();
        spoken[at] = &WORDS.participle;
        let mut found = self.read(&spoken);
        let having = plain.heads[at];
        let done = found.heads[at] == having && found.tags[at].starts_with("VERB");
        let done = done && ["xcomp", "ccomp"].contains(&found.relations[at]);
        if !done {
            return None;
        }
        found.lemmas[at] = verb.to_owned();
        Some(found)
    }
}

/// Whether the word passes for the noun that somebody has, right behind a name or a plural.
fn is_had(plain: &Analysis, at: usize) -> bool {
    let noun = plain.tags[at].ends_with("|NN") && plain.relations[at] == "obj";
    let having = plain.heads[at].checked_sub(1).filter(|_| noun);
    let before = at - 1;
    let many = ["|NNS", "|NNP", "|NNPS"]
        .iter()
        .any(|tag| plain.tags[before].ends_with(tag));
    having.is_some_and(|having| having < before && WORDS.having.contains(&plain.lemmas[having]))
        && many
        && plain.heads[before] == at + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tree::Upos;
    use crate::span::Span;

    fn tagged(text: &str, form: &str) -> (Upos, String) {
        let model = Model::english().expect("the model");
        let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
        let token = tree.tokens().iter().find(|token| token.form == form);
        let token = token.expect("the word is there");
        (token.upos, token.lemma.clone())
    }

    #[test]
    fn the_words_can_be_read() {
        assert!(!WORDS.participle.is_empty() && !WORDS.having.is_empty());
    }

    #[test]
    fn whom_one_has_shot_is_shot() {
        let text = "The council decided on 5 May to have the Roman officers shot.";
        assert_eq!(tagged(text, "shot"), (Upos::Verb, "shoot".to_owned()));
    }

    #[test]
    fn what_one_has_stays_a_noun() {
        for (text, noun) in [
            ("The hunter had a clean shot.", "shot"),
            ("The committee wants to have a final cut.", "cut"),
        ] {
            assert_eq!(tagged(text, noun).0, Upos::Noun, "{text}");
        }
    }
}
