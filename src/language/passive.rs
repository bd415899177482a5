//! Passives that the tagger takes for adjectives: "the divisions were flung against the line", "was armed by Rome".
//!
//! A rare participle behind a form of "be" looks like an adjective to a tagger that has not seen its verb. A doer behind
//! "by", or a form that only the verb has, tells them apart.

use super::model::{Analysis, Model};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Words {
    no_passive: HashSet<String>,
}

/// The file is compiled in and a test reads it; without it every irregular participle has a passive.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/passives.toml")).unwrap_or_default());

impl Model {
    /// The analysis with the passives in it that were taken for adjectives.
    pub(super) fn with_passives(&self, forms: &[&str], mut found: Analysis) -> Analysis {
        for at in 0..forms.len() {
            let Some(lemma) = self.participle(forms, &found, at) else {
                continue;
            };
            found.tags[at] = self.tag("VERB|VBN");
            found.lemmas[at] = lemma;
            for child in 0..forms.len() {
                if found.heads[child] != at + 1 {
                    continue;
                }
                let passive = match found.relations[child] {
                    "cop" => "aux:pass",
                    "nsubj" => "nsubj:pass",
                    _ => continue,
                };
                found.relations[child] = self.relation(passive);
            }
        }
        found
    }

    /// The verb of which the word is the participle, if it is a passive that was taken for an adjective.
    fn participle(&self, forms: &[&str], found: &Analysis, at: usize) -> Option<String> {
        let has = |relation: &str| {
            (0..forms.len())
                .any(|child| found.heads[child] == at + 1 && found.relations[child] == relation)
        };
        if !found.tags[at].starts_with("ADJ") || !has("cop") {
            return None;
        }
        let form = forms[at].to_lowercase();
        if form.ends_with("ed") {
            let lemma = self.lemma("VERB|VBN", &form);
            return (lemma != form && has("obl:agent")).then_some(lemma);
        }
        let irregular = self.irregular(&form)?;
        (!WORDS.no_passive.contains(&form) && irregular != form).then(|| irregular.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str, word: &str) -> (&'static str, String) {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.with_passives(&forms, model.analyse(&forms));
        let at = forms.iter().position(|form| *form == word);
        let at = at.expect("the word is there");
        (found.tags[at], found.lemmas[at].clone())
    }

    #[test]
    fn the_words_are_read() {
        assert!(!WORDS.no_passive.is_empty());
    }

    #[test]
    fn what_only_a_verb_has_makes_a_passive() {
        let flung = "Soldiers of the Roman authorities were flung against the frontier districts of the Republic .";
        assert_eq!(read(flung, "flung"), ("VERB|VBN", "fling".to_owned()));
        let armed =
            "In the two years that followed the army was armed by the Roman Republic with swords .";
        assert_eq!(read(armed, "armed"), ("VERB|VBN", "arm".to_owned()));
    }

    #[test]
    fn adjectives_stay() {
        for (sentence, word) in [
            ("The soldiers were tired .", "tired"),
            ("The old king was sick .", "sick"),
            ("The senators were aware of it .", "aware"),
        ] {
            assert_eq!(
                read(sentence, word).0.split('|').next(),
                Some("ADJ"),
                "{word}"
            );
        }
    }
}
