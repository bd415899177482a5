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
    joints: HashSet<String>,
    comma: String,
    end: String,
}

/// The file is compiled in and a test reads it; without it clefts are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/clefts.toml")).unwrap_or_default());

/// The longest focus, in tokens.
const LONGEST: usize = 12;

impl Model {
    /// "Rome had won, and it was Carthage that paid": the analysis of two statements of which the second is a cleft.
    pub(super) fn joined_cleft(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let opens = |at: &usize| {
            let is = |at: usize, words: &HashSet<String>| {
                (forms.get(at)).is_some_and(|form| words.contains(*form))
            };
            forms[*at] == WORDS.comma
                && is(*at + 1, &WORDS.joints)
                && forms.get(*at + 2).is_some_and(|form| *form == WORDS.it)
                && is(*at + 3, &WORDS.copulas)
        };
        let comma = (2..forms.len()).find(opens)?;
        let from = comma + 2;
        let before: Vec<Time> = (times.iter())
            .filter(|time| time.tokens.end <= comma)
            .cloned()
            .collect();
        let behind: Vec<Time> = (times.iter())
            .filter(|time| time.tokens.start >= from)
            .map(|time| time.moved_back(from))
            .collect();
        let second = self.cleft(&forms[from..], &behind)?;
        let first = self.with_insertions(&forms[..comma], &before);
        let root = |of: &Analysis| of.heads.iter().position(|&head| head == 0);
        let (top, below) = (root(&first)?, root(&second)?);
        if !first.tags[top].starts_with("VERB") {
            return None;
        }
        let mut whole = self.blank(forms);
        for at in 0..comma {
            whole.take(at, &first, at);
            whole.heads[at] = first.heads[at];
        }
        for at in 0..second.heads.len() {
            whole.take(from + at, &second, at);
            whole.heads[from + at] = second.heads[at] + from;
        }
        whole.heads[from + below] = top + 1;
        whole.relations[from + below] = self.relation("conj");
        for (at, tag, relation) in [(comma, "PUNCT|,", "punct"), (comma + 1, "CCONJ|CC", "cc")] {
            whole.tags[at] = self.tag(tag);
            whole.heads[at] = from + below + 1;
            whole.relations[at] = self.relation(relation);
        }
        Some(whole)
    }

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
        let (clause, verb, subject) = match predicate_of(&clause, width, &dates) {
            Some((verb, subject)) => (clause, verb, subject),
            None => {
                let clause = self.without_participle(&told, width, &clause, &dates)?;
                let (verb, subject) = predicate_of(&clause, width, &dates)?;
                (clause, verb, subject)
            }
        };
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

    /// "the records opened in May gave the proof": where a participle of the focus was taken for the verb, the analysis of the
    /// clause without it, with the participle on its noun.
    fn without_participle(
        &self,
        told: &[&str],
        width: usize,
        clause: &Analysis,
        dates: &[Time],
    ) -> Option<Analysis> {
        let cut = (1..width).find(|&at| clause.tags[at].starts_with("VERB"))?;
        let behind = width - cut;
        let short: Vec<&str> = [&told[..cut], &told[width..]].concat();
        let kept: Vec<Time> = (dates.iter())
            .filter(|time| time.tokens.start >= width)
            .map(|time| time.moved_back(behind))
            .collect();
        let bare = self.paused(&short, &kept);
        let inner = self.analyse(&told[cut..width]);
        let top = inner.heads.iter().position(|&head| head == 0)?;
        let noun = cut - 1;
        let nominal = ["NOUN", "PROPN"]
            .iter()
            .any(|tag| bare.tags[noun].starts_with(tag));
        if top != 0 || !nominal {
            return None;
        }
        let place = |at: usize| if at < cut { at } else { at + behind };
        let mut whole = self.blank(told);
        for at in 0..short.len() {
            whole.take(place(at), &bare, at);
            whole.heads[place(at)] = match bare.heads[at] {
                0 => 0,
                head => place(head - 1) + 1,
            };
        }
        for at in 0..behind {
            whole.take(cut + at, &inner, at);
            whole.heads[cut + at] = match inner.heads[at] {
                0 => noun + 1,
                head => cut + head,
            };
        }
        whole.tags[cut] = self.tag("VERB|VBN");
        whole.relations[cut] = self.relation("acl");
        Some(whole)
    }
}

/// The verb of the clause and its subject, where the one stands behind the focus and the other in it.
fn predicate_of(clause: &Analysis, width: usize, dates: &[Time]) -> Option<(usize, usize)> {
    let verb = clause.heads.iter().position(|&head| head == 0)?;
    let subject = (0..clause.heads.len())
        .find(|&at| clause.heads[at] == verb + 1 && clause.relations[at].starts_with("nsubj"))?;
    let verbal = clause.tags[verb].starts_with("VERB");
    let parted = verb >= width && subject < width && verbal;
    (parted && !has_noun(clause, width..verb, dates)).then_some((verb, subject))
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
    fn a_cleft_may_be_the_second_of_two_statements() {
        let sentence =
            "Rome had won the war , and it was the new taxes raised in Gaul that paid for it .";
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let arcs = model.joined_cleft(&forms, &[]).expect("a cleft");
        let arcs = arcs.arcs(&forms);
        assert_eq!(arcs[2], ("-".into(), "root".into()));
        assert_eq!(arcs[11], ("won".into(), "conj".into()));
        assert_eq!(arcs[16], ("taxes".into(), "acl:relcl".into()));
        for plain in [
            "Rome had won the war , and it was late .",
            "Rome had won the war , and it was clear that Gaul would pay .",
        ] {
            let forms: Vec<&str> = plain.split(' ').collect();
            assert!(model.joined_cleft(&forms, &[]).is_none(), "{plain}");
        }
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
