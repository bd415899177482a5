//! "What Rome sold were ships" is parsed as "Rome sold ships": a parser that learnt from few such sentences takes the
//! copula for the main thing, and who sold what is told by no verb.

use super::model::{Analysis, Model};
use super::pause::Time;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    what: String,
    copulas: HashSet<String>,
    parting: HashSet<String>,
    clausal: HashSet<String>,
    /// Verbs of dealing with things. Of what is said or thought a copula says rather whether it is true, and who wants
    /// something has not got it.
    verbs: HashSet<String>,
    end: String,
}

/// The file is compiled in and a test reads it; without it such sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/wh-clefts.toml")).unwrap_or_default());

impl Model {
    /// The analysis of a sentence that puts the object of its clause last; `None` for any other sentence.
    pub(super) fn wh_cleft(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let opens = forms.first()?.to_lowercase() == WORDS.what;
        if !opens
            || *forms.last()? != WORDS.end
            || forms.iter().any(|form| WORDS.parting.contains(*form))
        {
            return None;
        }
        let copula = (3..forms.len() - 2).find(|&at| WORDS.copulas.contains(forms[at]))?;
        if WORDS.clausal.contains(forms[copula + 1]) {
            return None;
        }
        let told: Vec<&str> = [&forms[1..copula], &forms[copula + 1..]].concat();
        let width = copula - 1;
        let dates: Vec<Time> = (times.iter())
            .filter(|time| time.tokens.start > 0 && !time.tokens.contains(&copula))
            .map(|time| time.moved_back(if time.tokens.start > copula { 2 } else { 1 }))
            .collect();
        let clause = self.paused(&told, &dates);
        let verb = clause.heads.iter().position(|&head| head == 0)?;
        let subject =
            |&at: &usize| clause.heads[at] == verb + 1 && clause.relations[at].starts_with("nsubj");
        let dealt = verb < width && WORDS.verbs.contains(&clause.lemmas[verb]);
        if !dealt || !clause.tags[verb].starts_with("VERB") || !(0..verb).any(|at| subject(&at)) {
            return None;
        }
        // All that stands behind the copula is the one object, or the one thing for which somebody asked.
        let inside = |at: &usize| (width..told.len() - 1).contains(at);
        let mut tops = (width..told.len() - 1).filter(|at| {
            let head = clause.heads[*at].checked_sub(1);
            !head.is_some_and(|head| inside(&head))
        });
        let top = tops.next()?;
        let object = clause.heads[top] == verb + 1
            && ["obj", "obl"]
                .iter()
                .any(|relation| clause.relations[top] == *relation);
        if !object || tops.next().is_some() {
            return None;
        }
        let place = |at: usize| if at < width { at + 1 } else { at + 2 };
        let mut whole = self.blank(forms);
        for at in 0..told.len() {
            whole.take(place(at), &clause, at);
            whole.heads[place(at)] = match clause.heads[at] {
                0 => 0,
                head => place(head - 1) + 1,
            };
        }
        for (at, tag) in [(0, "PRON|WP"), (copula, "AUX|VBD")] {
            whole.tags[at] = self.tag(tag);
            whole.heads[at] = place(verb) + 1;
            whole.relations[at] = self.relation("discourse");
        }
        whole.lemmas[copula] = self.lemma_of("AUX|VBD", forms[copula]);
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Option<Vec<(String, String)>> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        Some(model.wh_cleft(&forms, &[])?.arcs(&forms))
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/wh-clefts.toml")).unwrap();
        assert!(words.copulas.contains("were") && words.verbs.contains("ask"));
    }

    #[test]
    fn what_is_put_last_is_the_object() {
        let found = arcs("What Rome sold were the old ships of Carthage .").expect("such a cleft");
        assert_eq!(found[2], ("-".into(), "root".into()));
        assert_eq!(found[1], ("sold".into(), "nsubj".into()));
        assert_eq!(found[6], ("sold".into(), "obj".into()));
        let found = arcs("What Rome asked for was a loan .").expect("such a cleft");
        assert_eq!(found[2], ("-".into(), "root".into()));
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for sentence in [
            "What Rome said was a lie .",
            "What Rome asked was that Carthage should fall .",
            "What Rome wanted was the town .",
            "What was sold were ships .",
            "What happened was a disaster .",
            "What Rome sold : ships .",
        ] {
            assert!(arcs(sentence).is_none(), "{sentence}");
        }
    }
}
