//! Passives that the tagger takes for adjectives: "the divisions were flung against the line", "was armed by Rome"; and
//! pasts that it takes for participles: "In May the Romans struck."
//!
//! A rare participle behind a form of "be" looks like an adjective to a tagger that has not seen its verb. A doer behind
//! "by", or a form that only the verb has, tells them apart. A form that is past and participle at once is the past where
//! it has a subject and no auxiliary.

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

    /// The analysis with the pasts in it that were taken for participles, in a whole sentence: a headline leaves the
    /// auxiliary out. So with a form that is only the past, and was taken for the present: "flung itself upon Gaul".
    pub(super) fn with_pasts(&self, forms: &[&str], mut found: Analysis) -> Analysis {
        let whole = forms.last().is_some_and(|&last| last == ".");
        for at in 0..forms.len() {
            if whole && self.is_past(forms, &found, at) {
                found.tags[at] = self.tag("VERB|VBD");
            } else if let Some(lemma) = self.past_as_present(forms, &found, at) {
                found.tags[at] = self.tag("VERB|VBD");
                found.lemmas[at] = lemma;
            }
        }
        found
    }

    fn past_as_present(&self, forms: &[&str], found: &Analysis, at: usize) -> Option<String> {
        let present = ["VERB|VB", "VERB|VBP"].contains(&found.tags[at]);
        let clause = ["root", "conj", "acl:relcl", "parataxis", "advcl"];
        if !present || !clause.contains(&found.relations[at]) {
            return None;
        }
        let form = forms[at].to_lowercase();
        let lemma = self.irregular(&form).filter(|&lemma| lemma != form)?;
        let helped = (0..forms.len()).any(|child| {
            let of = found.heads[child] == at + 1;
            let to = found.relations[child] == "mark" && forms[child].eq_ignore_ascii_case("to");
            of && (to || found.relations[child].starts_with("aux"))
        });
        (!helped).then(|| lemma.to_owned())
    }

    fn is_past(&self, forms: &[&str], found: &Analysis, at: usize) -> bool {
        if found.tags[at] != "VERB|VBN" || !["root", "conj", "ccomp"].contains(&found.relations[at])
        {
            return false;
        }
        let form = forms[at].to_lowercase();
        let both = self
            .irregular(&form)
            .is_some_and(|lemma| form != format!("{lemma}n") && self.has_one_past(lemma));
        let of =
            |word: usize| (0..forms.len()).filter(move |&child| found.heads[child] == word + 1);
        let closed = ["aux", "aux:pass", "cop", "nsubj:pass", "obl:agent", "expl"];
        let determined = |subject: usize| {
            !found.tags[subject].starts_with("NOUN")
                || of(subject).any(|word| ["det", "nmod:poss"].contains(&found.relations[word]))
        };
        both && !of(at).any(|child| closed.contains(&found.relations[child]))
            && of(at)
                .any(|child| child < at && found.relations[child] == "nsubj" && determined(child))
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
    fn a_form_that_is_both_is_the_past_behind_its_subject() {
        let tag = |sentence: &str, word: &str| {
            let forms: Vec<&str> = sentence.split(' ').collect();
            let model = Model::english().expect("the model loads");
            let mut found = model.analyse(&forms);
            let at = forms.iter().position(|form| *form == word);
            let at = at.expect("the word is there");
            found.tags[at] = model.tag("VERB|VBN");
            model.with_pasts(&forms, found).tags[at]
        };
        assert_eq!(tag("In May the Romans struck .", "struck"), "VERB|VBD");
        for (sentence, word) in [
            ("In May the Romans were struck .", "struck"),
            ("Roman soldiers shot .", "shot"),
            ("In May the Romans struck", "struck"),
            ("In May the city was taken .", "taken"),
        ] {
            assert_eq!(tag(sentence, word), "VERB|VBN", "{sentence}");
        }
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
