//! Phrases that open a clause without a comma behind them: "At the end of the war Rome and Carthage divided Spain."
//!
//! Where such a phrase has swallowed the subject, the verb has none; where the subject has swallowed the phrase ("After
//! Cannae twenty senators fled"), its preposition hangs on the subject or on the verb. Then the sentence is parted behind
//! each noun before the verb, and the parts of which the parser is surest are kept.

use super::colon::joined;
use super::model::{Analysis, Model};

/// The longest opening phrase, in tokens.
const LONGEST: usize = 14;

impl Model {
    /// The analysis of tokens, or one with the subject that an opening phrase had swallowed.
    pub(super) fn opened(&self, forms: &[&str], plain: Analysis) -> Analysis {
        let begins: &[&str] = &["DET", "PROPN", "PRON", "ADJ", "NUM"];
        // "When North Korea attacked" is no place to part.
        let surely: &[&str] = &["DET", "PRON", "NUM"];
        let without = subjectless(&plain).map(|verb| (verb, begins));
        let Some((verb, begins)) = without.or_else(|| Some((swallowing(&plain)?, surely))) else {
            return plain;
        };
        let nominal = |at: usize| ["NOUN", "PROPN", "NUM"].contains(&universal(&plain, at));
        let begins = |at: usize| begins.contains(&universal(&plain, at));
        let places = (2..verb.min(LONGEST)).filter(|&at| nominal(at - 1) && begins(at));
        let found = places
            .filter_map(|at| self.parted_at(forms, at, verb))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        found.map_or(plain, |(_, analysis)| analysis)
    }

    /// The analysis of what stands before token `at` and of the rest, each by itself, and how sure the two are, if `verb`
    /// is the predicate of the rest and has a subject there.
    fn parted_at(&self, forms: &[&str], at: usize, verb: usize) -> Option<(f32, Analysis)> {
        let rest = self.analyse(&forms[at..]);
        let predicate = verb - at;
        let subject = (0..predicate).any(|token| {
            rest.heads[token] == predicate + 1 && rest.relations[token].starts_with("nsubj")
        });
        if rest.heads[predicate] != 0 || !subject {
            return None;
        }
        let found = joined(self.analyse(&forms[..at]), rest, self.relation("obl"));
        let sure = found.margins.iter().map(|margin| margin.min(10.0)).sum();
        Some((sure, found))
    }
}

fn universal(found: &Analysis, at: usize) -> &'static str {
    found.tags[at].split('|').next().unwrap_or_default()
}

/// The verb without an auxiliary at the root of a sentence that a preposition opens, if it has no subject.
fn subjectless(found: &Analysis) -> Option<usize> {
    let verb = found.heads.iter().position(|&head| head == 0)?;
    let finite = ["VERB|VBD", "VERB|VBN", "VERB|VBZ", "VERB|VBP"].contains(&found.tags[verb]);
    let opens = universal(found, 0) == "ADP";
    let has = |relations: &[&str]| {
        (0..found.heads.len()).any(|at| {
            found.heads[at] == verb + 1
                && relations
                    .iter()
                    .any(|relation| found.relations[at].starts_with(relation))
        })
    };
    (finite && opens && verb > 3 && !has(&["nsubj", "csubj", "expl", "aux"])).then_some(verb)
}

/// The verb at the root of a sentence whose first word is a preposition on its subject or on itself; "over 500 men died"
/// is no such sentence.
fn swallowing(found: &Analysis) -> Option<usize> {
    let verb = found.heads.iter().position(|&head| head == 0)?;
    let finite = ["VERB|VBD", "VERB|VBN"].contains(&found.tags[verb]);
    let opens = ["ADP", "SCONJ"].contains(&universal(found, 0)) && found.heads.len() > 2;
    if !finite || !opens || universal(found, 1) == "NUM" {
        return None;
    }
    // What stands between the preposition and the verb's own argument is part of that argument.
    let mut above = found.heads[0].checked_sub(1)?;
    while above != verb && found.heads[above] != verb + 1 {
        above = found.heads[above].checked_sub(1)?;
    }
    let subject = found.relations[above].starts_with("nsubj");
    let hangs = ["case", "mark"].contains(&found.relations[0]);
    (hangs && above > 1 && (subject || above == verb)).then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject_of(sentence: &str, verb: &str) -> Option<String> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.opened(&forms, model.analyse(&forms));
        let verb = forms.iter().position(|form| *form == verb)? + 1;
        let subject = (0..forms.len())
            .find(|&at| found.heads[at] == verb && found.relations[at].starts_with("nsubj"))?;
        Some(forms[subject].to_owned())
    }

    #[test]
    fn a_swallowed_subject_is_found_again() {
        let sentence = "At the end of the Punic War the Roman Senate and the Greek League divided Sicily along the river .";
        assert_eq!(subject_of(sentence, "divided").as_deref(), Some("Senate"));
    }

    #[test]
    fn a_number_is_no_part_of_the_name_before_it() {
        let of = |sentence| subject_of(sentence, "died");
        assert_eq!(
            of("After Cannae 5,000 soldiers died .").as_deref(),
            Some("soldiers")
        );
        assert_eq!(
            of("Over 500 Roman soldiers died .").as_deref(),
            Some("soldiers")
        );
        let killed = subject_of("At Rome twenty senators were killed .", "killed");
        assert_eq!(killed.as_deref(), Some("senators"));
        let model = Model::english().expect("the model loads");
        let forms = ["At", "Rome", "twenty", "senators", "were", "killed", "."];
        let found = model.opened(&forms, model.analyse(&forms));
        assert_eq!((found.heads[1], found.relations[1]), (6, "obl"));
    }

    #[test]
    fn a_pair_is_the_subject_as_a_whole() {
        let sentence =
            "At the end of the war Rome and the Republic divided Sicily along the river .";
        assert_eq!(subject_of(sentence, "divided").as_deref(), Some("Rome"));
    }

    #[test]
    fn where_the_verb_comes_first_no_subject_is_made_up() {
        let sentence = "Behind the hills of the south stood the legions .";
        assert!(subject_of(sentence, "stood").is_none_or(|subject| subject == "legions"));
    }
}
