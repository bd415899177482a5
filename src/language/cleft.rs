//! Clefts: "It was Rome that in May attacked Carthage" is parsed as "Rome in May attacked Carthage", and put in the cleft
//! again.
//!
//! Treebanks have few clefts, and a parser that learnt from them takes "that" for the mark of a clause of its own.

use super::model::{Analysis, Model};
use super::pause::Time;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    it: String,
    copulas: HashSet<String>,
    not: String,
    relatives: HashSet<String>,
    parting: HashSet<String>,
    end: String,
}

/// The file is compiled in and a test reads it; without it clefts are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/clefts.toml")).unwrap_or_default());

/// The longest focus, in tokens.
const LONGEST: usize = 12;

impl Model {
    /// The analysis of a cleft whose focus is the subject of its clause; `None` for any other sentence.
    pub(super) fn cleft(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let copula = forms.get(1)?.to_lowercase();
        let opens = forms[0].to_lowercase() == WORDS.it && WORDS.copulas.contains(&copula);
        if !opens || *forms.last()? != WORDS.end {
            return None;
        }
        let denied = forms.get(2).is_some_and(|form| *form == WORDS.not);
        let first = if denied { 3 } else { 2 };
        if forms.iter().any(|form| WORDS.parting.contains(*form)) {
            return None;
        }
        let that = (first + 1..forms.len().min(first + LONGEST))
            .find(|&at| WORDS.relatives.contains(forms[at]))?;
        let focus = first..that;
        // "It was Rome that attacked" as "Rome attacked": what stands before "that" ends where it began.
        let told: Vec<&str> = [&forms[focus.clone()], &forms[that + 1..]].concat();
        let kept = |time: &&Time| time.tokens.start > that && time.tokens.end < forms.len();
        let dates: Vec<Time> = times
            .iter()
            .filter(kept)
            .map(|time| time.moved_back(first + 1))
            .collect();
        let clause = self.paused(&told, &dates);
        let width = focus.len();
        let verb = clause.heads.iter().position(|&head| head == 0)?;
        let subject = (0..clause.heads.len()).find(|&at| {
            clause.heads[at] == verb + 1 && clause.relations[at].starts_with("nsubj")
        })?;
        let verbal = clause.tags[verb].starts_with("VERB");
        if verb < width || subject >= width || !verbal || has_noun(&clause, width..verb, &dates) {
            return None;
        }
        let mut whole = self.blank(forms);
        let place = |at: usize| {
            if at < width {
                first + at
            } else {
                that + 1 + at - width
            }
        };
        for at in 0..told.len() {
            whole.take(place(at), &clause, at);
            let head = clause.heads[at].checked_sub(1).unwrap_or(verb);
            whole.heads[place(at)] = place(head) + 1;
            // "that in May attacked": nothing behind "that" belongs to the focus.
            if at >= width && head < width {
                whole.heads[place(at)] = place(verb) + 1;
                if clause.relations[at].starts_with("nmod") {
                    whole.relations[place(at)] = self.relation("obl");
                }
            }
        }
        let (noun, verb, stop) = (place(subject), place(verb), forms.len() - 1);
        let relation = clause.relations[subject];
        for (at, tag, head, relation) in [
            (0, "PRON|PRP", noun + 1, "expl"),
            (1, "AUX|VBD", noun + 1, "cop"),
            (noun, clause.tags[subject], 0, "root"),
            (that, "PRON|WDT", verb + 1, relation),
            (
                verb,
                clause.tags[verb - that - 1 + width],
                noun + 1,
                "acl:relcl",
            ),
            (stop, "PUNCT|.", noun + 1, "punct"),
        ] {
            whole.tags[at] = self.tag(tag);
            whole.heads[at] = head;
            whole.relations[at] = self.relation(relation);
        }
        whole.lemmas[1] = self.lemma_of("AUX|VBD", forms[1]);
        if denied {
            whole.tags[2] = self.tag("PART|RB");
            whole.heads[2] = noun + 1;
            whole.relations[2] = self.relation("advmod");
        }
        Some(whole)
    }
}

/// Whether one of the tokens is a noun that no preposition leads: a subject of its own ("a lie that in May Rome attacked").
fn has_noun(clause: &Analysis, range: Range<usize>, dates: &[Time]) -> bool {
    let mut led = false;
    for at in range {
        let universal = clause.tags[at].split('|').next().unwrap_or_default();
        match universal {
            _ if dates.iter().any(|date| date.tokens.contains(&at)) => led = false,
            "ADP" => led = true,
            "DET" | "ADJ" | "NUM" | "CCONJ" => {}
            "NOUN" | "PROPN" | "PRON" if led => {}
            "NOUN" | "PROPN" | "PRON" => return true,
            _ => led = false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Option<Vec<(String, String)>> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.cleft(&forms, &[])?;
        assert_eq!(found.lemmas[1], "be");
        Some(found.arcs(&forms))
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/clefts.toml")).unwrap();
        assert!(words.copulas.contains("was") && words.relatives.contains("that"));
    }

    #[test]
    fn the_clause_of_a_cleft_is_about_its_focus() {
        let arcs = arcs("It was the old consul who later told Gaul that Rome had attacked .");
        let arcs = arcs.expect("a cleft");
        assert_eq!(arcs[4], ("-".into(), "root".into()));
        assert_eq!(arcs[7], ("consul".into(), "acl:relcl".into()));
        assert_eq!(arcs[5], ("told".into(), "nsubj".into()));
    }

    #[test]
    fn a_denied_focus_is_denied() {
        let arcs = arcs("It was not Rome that attacked Gaul .").expect("a cleft");
        assert_eq!(arcs[2], ("Rome".into(), "advmod".into()));
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for sentence in [
            "It was clear that Rome attacked Gaul .",
            "It was a lie that Rome attacked Gaul .",
            "It was in May that Rome attacked Gaul .",
            "It was late .",
        ] {
            assert!(arcs(sentence).is_none(), "{sentence}");
        }
    }
}
