//! What is inserted between commas behind a subject: "the soldiers, led by Scipio, crossed" is parsed as "the soldiers
//! crossed", and "led by Scipio" apart.
//!
//! A parser that reads from what is near takes the inserted verb for the main one and loses the other. Only where it did
//! so is the sentence read again.

use super::model::{Analysis, Model};
use super::pause::{Time, outside};
use std::ops::Range;

/// The longest insertion, in tokens.
const LONGEST: usize = 24;

/// How far before the verb, behind the second comma, adverbs may stand, in tokens.
const ADVERBS: usize = 2;

/// Prepositions that may also open a clause.
const MAY_JOIN: [&str; 4] = ["after", "before", "since", "until"];

impl Model {
    /// The analysis of tokens; what is inserted behind a subject is read apart where it led the parser astray.
    pub(super) fn with_insertions(&self, forms: &[&str], times: &[Time]) -> Analysis {
        let plain = self.paused(forms, times);
        let written = Written {
            forms,
            tags: &plain.tags,
            times,
        };
        let insertions = written.insertions();
        let astray = |inserted: &Range<usize>| {
            !has_subject(&plain, inserted)
                || written.is_relative(inserted) && !has_noun(&plain, inserted)
        };
        let lost = insertions.into_iter().find(astray);
        let relative = lost.as_ref().is_some_and(|one| written.is_relative(one));
        lost.and_then(|insertion| {
            let told = relative
                .then(|| self.told(forms, times, &insertion))
                .flatten();
            told.or_else(|| self.apart(forms, times, &insertion))
        })
        .unwrap_or(plain)
    }

    /// "Cato, who in May agreed, came": with a pronoun for its subject the insertion is parsed as a sentence on the noun.
    /// `None` where it is none.
    fn told(&self, forms: &[&str], times: &[Time], inserted: &Range<usize>) -> Option<Analysis> {
        let (opening, closing) = (inserted.start, inserted.end);
        let cut = opening..closing + 1;
        let outer: Vec<&str> = [&forms[..cut.start], &forms[cut.end..]].concat();
        let main = self.paused(&outer, &outside(times, &cut, cut.len()));
        let noun = subject_before(&main, opening)?;
        let words: Vec<&str> = std::iter::once(forms[noun])
            .chain(forms[opening + 2..closing].iter().copied())
            .chain(["."])
            .collect();
        let within = |time: &&Time| opening + 1 < time.tokens.start && time.tokens.end <= closing;
        let dates: Vec<Time> = times
            .iter()
            .filter(within)
            .map(|time| time.moved_back(opening + 1))
            .collect();
        let clause = self.paused(&words, &dates);
        let verb = clause.heads.iter().position(|&head| head == 0)?;
        let fits = clause.heads[0] == verb + 1
            && clause.relations[0].starts_with("nsubj")
            && verb + 1 < words.len();
        if !fits {
            return None;
        }
        let place = |at: usize| if at < opening { at } else { at + cut.len() };
        let mut found = self.blank(forms);
        found.lay(&main, place);
        for at in 1..words.len() - 1 {
            found.take(opening + 1 + at, &clause, at);
            // What hangs on the noun hangs on the pronoun that stands for it.
            let head = clause.heads[at].checked_sub(1);
            found.heads[opening + 1 + at] = head.map_or(noun, |head| opening + 1 + head) + 1;
        }
        let verb = opening + 1 + verb;
        found.relations[verb] = self.relation("acl:relcl");
        found.tags[opening + 1] = self.tag("PRON|WP");
        found.relations[opening + 1] = clause.relations[0];
        for at in [opening, opening + 1, closing] {
            found.heads[at] = verb + 1;
        }
        Some(found)
    }

    /// The sentence without the insertion, whose two commas are the ends of `inserted`, and the insertion below the
    /// subject of what is left; `None` where that has no such subject.
    fn apart(&self, forms: &[&str], times: &[Time], inserted: &Range<usize>) -> Option<Analysis> {
        let (opening, closing) = (inserted.start, inserted.end);
        let cut = opening..closing + 1;
        let outer: Vec<&str> = [&forms[..cut.start], &forms[cut.end..]].concat();
        let main = self.paused(&outer, &outside(times, &cut, cut.len()));
        let noun = subject_before(&main, opening)?;
        let words: Vec<&str> = std::iter::once(forms[noun])
            .chain(forms[opening + 1..closing].iter().copied())
            .chain(["."])
            .collect();
        let phrase = self.analyse(&words);
        let top = top(&phrase)?;
        let place = |at: usize| if at < opening { at } else { at + cut.len() };
        let mut found = Analysis {
            tags: vec![self.tag("PUNCT|,"); forms.len()],
            lemmas: forms.iter().map(|form| (*form).to_owned()).collect(),
            heads: vec![opening + top + 1; forms.len()],
            relations: vec![self.relation("punct"); forms.len()],
            margins: vec![f32::MAX; forms.len()],
        };
        found.lay(&main, place);
        for at in 1..words.len() - 1 {
            let head = phrase.heads[at].checked_sub(1);
            let inside = head.filter(|&head| head > 0 && head < words.len() - 1);
            found.take(opening + at, &phrase, at);
            found.heads[opening + at] = match inside {
                Some(head) => opening + head + 1,
                None if at == top => noun + 1,
                None => opening + top + 1,
            };
        }
        let verb = opening + top;
        let clause = phrase.relations[top].starts_with("acl");
        if !clause {
            found.relations[verb] = self.relation("acl");
        }
        if found.tags[verb] == "VERB|VBD" && found.relations[verb] == "acl" {
            found.tags[verb] = self.tag("VERB|VBN");
        }
        Some(found)
    }
}

impl Analysis {
    /// Takes over everything but the head of a token of another analysis.
    pub(super) fn take(&mut self, at: usize, from: &Analysis, place: usize) {
        self.tags[at] = from.tags[place];
        self.lemmas[at].clone_from(&from.lemmas[place]);
        self.relations[at] = from.relations[place];
        self.margins[at] = from.margins[place];
    }
}

/// The subject that ends before `end`, of a verb behind it.
fn subject_before(found: &Analysis, end: usize) -> Option<usize> {
    let mut noun = end.checked_sub(1)?;
    for _ in 0..end {
        match found.heads[noun].checked_sub(1)? {
            head if head < end => noun = head,
            _ => return found.relations[noun].starts_with("nsubj").then_some(noun),
        }
    }
    None
}

/// Whether the verb behind the insertion has its subject before it.
fn has_subject(found: &Analysis, inserted: &Range<usize>) -> bool {
    (0..inserted.start).any(|at| {
        let behind = found.heads[at] > inserted.end + 1;
        behind && found.relations[at].starts_with("nsubj")
    })
}

/// Whether a verb inside the insertion hangs on a noun before it.
fn has_noun(found: &Analysis, inserted: &Range<usize>) -> bool {
    inserted.clone().any(|at| {
        let before = (1..=inserted.start).contains(&found.heads[at]);
        before && found.relations[at].starts_with("acl")
    })
}

/// Of a noun and what is inserted behind it, the word of the insertion that is above the others.
fn top(phrase: &Analysis) -> Option<usize> {
    let inner = 1..phrase.heads.len() - 1;
    inner
        .clone()
        .find(|&at| phrase.heads[at] == 1 && phrase.relations[at].starts_with("acl"))
        .or_else(|| inner.clone().find(|&at| phrase.heads[at] == 0))
        .or_else(|| inner.clone().find(|&at| phrase.heads[at] == 1))
}

/// A sentence as far as its tags are known.
struct Written<'a> {
    forms: &'a [&'a str],
    tags: &'a [&'static str],
    times: &'a [Time],
}

impl Written<'_> {
    /// What stands between two commas, behind a noun that no verb comes before and in front of a verb; each from its
    /// first comma to its second.
    fn insertions(&self) -> Vec<Range<usize>> {
        let commas: Vec<usize> = (0..self.forms.len())
            .filter(|&at| self.forms[at] == ",")
            .collect();
        let opening = commas.iter().enumerate();
        opening
            .filter(|&(_, &comma)| self.may_open(comma))
            .filter_map(|(index, &comma)| {
                let closing = commas[index + 1..].iter().copied();
                closing
                    .take_while(|&other| other - comma <= LONGEST)
                    .find(|&other| self.verb_follows(other))
                    .map(|other| comma..other)
            })
            .collect()
    }

    /// Whether a relative pronoun opens the insertion.
    fn is_relative(&self, inserted: &Range<usize>) -> bool {
        ["WP", "WDT"].contains(&self.fine(inserted.start + 1))
    }

    fn is(&self, at: usize, universal: &str) -> bool {
        self.tags
            .get(at)
            .is_some_and(|tag| tag.split('|').next() == Some(universal))
    }

    fn fine(&self, at: usize) -> &str {
        let tag = self.tags.get(at).copied().unwrap_or_default();
        tag.split_once('|').map_or("", |(_, fine)| fine)
    }

    fn is_verbal(&self, at: usize) -> bool {
        self.is(at, "VERB") || self.is(at, "AUX")
    }

    /// Whether a participle, an adjective, a preposition or a relative clause follows the comma, and before it stands a noun of a clause
    /// that has had no verb yet.
    fn may_open(&self, comma: usize) -> bool {
        let Some(noun) = comma.checked_sub(1) else {
            return false;
        };
        let mut first = comma + 1;
        while self.is(first, "ADV") && !self.fine(first).starts_with('W') {
            first += 1;
        }
        let participle =
            self.is(first, "VERB") && ["VBN", "VBG", "VBD"].contains(&self.fine(first));
        let adjective = self.is(first, "ADJ") && self.is(first + 1, "ADP");
        let joined = self.is(first, "SCONJ") && self.fine(first + 1) == "VBG";
        let phrase = self.is(first, "ADP") && self.forms[first] != "of" || joined;
        let relative =
            (comma + 1..comma + 3).any(|at| ["WDT", "WP", "WP$", "WRB"].contains(&self.fine(at)));
        let nominal = self.is(noun, "NOUN") || self.is(noun, "PROPN");
        // "Having armed, Rome, urged on by Gaul, attacked": what opens the sentence is no verb of this clause.
        let opener = ["VBG", "VBN"].contains(&self.fine(0));
        let begins = |at: usize| {
            self.is(at, "SCONJ")
                // "after Rome, without warning, had attacked": before a noun the tagger takes it for a preposition.
                || self.is(at, "ADP") && MAY_JOIN.contains(&self.forms[at])
                || [";", ":"].contains(&self.forms[at])
                || self.is(at, "CCONJ") && at > 0 && self.forms[at - 1] == ","
                || opener && self.forms[at] == ","
        };
        let clause = (0..comma).rev().take_while(|&at| !begins(at));
        nominal
            && (participle || adjective || relative || phrase)
            && clause.into_iter().all(|at| !self.is_verbal(at))
    }

    /// Whether a finite verb follows the comma at once, or behind a date.
    fn verb_follows(&self, comma: usize) -> bool {
        let mut next = comma + 1;
        let led = usize::from(self.is(next, "ADP"));
        let time = self
            .times
            .iter()
            .find(|time| time.tokens.start == next + led);
        if let Some(time) = time {
            next = time.tokens.end;
        }
        let latest = next + ADVERBS;
        while self.is(next, "ADV") && next < latest {
            next += 1;
        }
        self.is_verbal(next) && ["VBD", "VBZ", "VBP", "VBN", "MD"].contains(&self.fine(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Vec<(String, String)> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        model.with_insertions(&forms, &[]).arcs(&forms)
    }

    fn arc(sentence: &str, form: &str) -> (String, String) {
        let at = sentence.split(' ').position(|word| word == form);
        arcs(sentence)[at.expect("the word is there")].clone()
    }

    fn is(found: &(String, String), head: &str, relation: &str) -> bool {
        found.0 == head && found.1.starts_with(relation)
    }

    #[test]
    fn the_verb_behind_a_participle_has_its_subject() {
        for (sentence, noun, verb, participle) in [
            (
                "Then some 90,000 Roman soldiers , led by columns of elephants , poured over the boundary into Gaul .",
                "soldiers",
                "poured",
                "led",
            ),
            (
                "The army of the north , trained by instructors and armed with old weapons , crossed the river .",
                "army",
                "crossed",
                "trained",
            ),
            (
                "Having completed its preparations for war , the clique of Sulla , spurred on by its masters , began to attack Rome .",
                "clique",
                "began",
                "spurred",
            ),
            (
                "In June , Rome , aiming at conquest by force , crossed the river and invaded the city .",
                "Rome",
                "crossed",
                "aiming",
            ),
        ] {
            let subject = arc(sentence, noun);
            assert!(is(&subject, verb, "nsubj"), "{sentence}: {subject:?}");
            let inserted = arc(sentence, participle);
            assert!(is(&inserted, noun, "acl"), "{sentence}: {inserted:?}");
        }
    }

    #[test]
    fn a_relative_clause_is_about_the_noun_before_it() {
        for (sentence, noun, verb) in [
            (
                "Carthage , which in May proposed elections in all of Sicily , came up in every lesson .",
                "Carthage",
                "proposed",
            ),
            (
                "Cato , who in May agreed to the plan to attack Gaul , came up in every lesson .",
                "Cato",
                "agreed",
            ),
        ] {
            let clause = arc(sentence, verb);
            assert!(is(&clause, noun, "acl"), "{sentence}: {clause:?}");
            let main = arc(sentence, noun);
            assert!(is(&main, "came", "nsubj"), "{sentence}: {main:?}");
        }
    }

    #[test]
    fn deeds_in_a_row_are_no_insertion() {
        let sentence = "Rome attacked Carthage , burned the fields , killed the people .";
        assert!(!is(&arc(sentence, "burned"), "Carthage", "acl"));
    }
}
