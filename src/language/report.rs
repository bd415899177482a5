//! Who says it, in front or behind: "According to Cato, Rome attacked" and "Rome attacked, Cato said" are parsed as "Rome
//! attacked", and the speaker apart.
//!
//! Treebanks have few such frames around a clause that opens with a time or a long subject, and a parser that learnt from
//! them hangs the clause on the speaker.

use super::model::{Analysis, Model};
use super::pause::Time;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    openers: Vec<String>,
    sayings: HashSet<String>,
    /// A form of theirs that is no noun.
    plain: String,
    quotes: HashSet<String>,
    end: String,
}

/// The file is compiled in and a test reads it; without it such sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/reports.toml")).unwrap_or_default());

/// The longest phrase that names a speaker, in tokens.
const LONGEST: usize = 12;

/// The longest "Cato said in May", in tokens.
const LONGEST_SAYING: usize = 9;

/// A margin beyond this says no more.
const SURE: f32 = 10.0;

impl Model {
    /// The analysis of a sentence that names its speaker in front or behind; `None` for any other.
    pub(super) fn reported(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        if forms.iter().any(|form| WORDS.quotes.contains(*form)) {
            return None;
        }
        self.according(forms, times)
            .or_else(|| self.said(forms, times))
    }

    /// "According to Cato, Rome attacked."
    fn according(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let opener = forms.get(..2)?.join(" ").to_lowercase();
        if !WORDS.openers.contains(&opener) {
            return None;
        }
        let commas = (3..forms.len().min(LONGEST)).filter(|&at| forms[at] == ",");
        let found = commas.filter_map(|comma| {
            let rest = comma + 1..forms.len();
            let clause = self.clause(&forms[rest.clone()], &inside(times, &rest))?;
            Some((sureness(&clause), comma, clause))
        });
        let (_, comma, clause) = found.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let speaker = self.analyse(&ended(&forms[..comma]));
        let mut whole = self.blank(forms);
        let verb = whole.put(&clause, forms.len() - comma - 1, comma + 1, 0)?;
        let top = whole.put(&speaker, comma, 0, verb + 1)?;
        whole.relations[top] = self.relation("obl");
        whole.heads[comma] = top + 1;
        Some(whole)
    }

    /// "Rome attacked, Cato said."
    fn said(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let (last, words) = forms.split_last()?;
        let comma = words.iter().rposition(|form| *form == ",")?;
        let tail = comma + 1..words.len();
        let fits = *last == WORDS.end && (2..=LONGEST_SAYING).contains(&tail.len()) && comma > 1;
        let is_saying = |at: usize| WORDS.sayings.contains(&words[at].to_lowercase());
        if !fits {
            return None;
        }
        // "said Cato" is parsed as "Cato said"; behind "Cato said" there may stand when or where.
        let order: Vec<usize> = match tail.clone().rev().find(|&at| is_saying(at))? {
            says if says == tail.start => (says + 1..tail.end).chain([says]).collect(),
            _ => tail.clone().collect(),
        };
        let told = 0..comma;
        let clause = self.clause(&ended(&forms[told.clone()]), &inside(times, &told))?;
        let says = order.iter().position(|&at| is_saying(at))?;
        let mut spoken: Vec<&str> = order.iter().map(|&at| forms[at]).collect();
        let form = spoken[says].to_lowercase();
        spoken[says] = &WORDS.plain;
        let mut saying = self.analyse(&ended(&spoken));
        let verb = saying.heads.iter().position(|&head| head == 0)?;
        let when = |at: usize| {
            let relation = saying.relations[at];
            saying.heads[at] != verb + 1 || relation.starts_with("obl") || relation == "advmod"
        };
        let speaks =
            verb == says && has_subject(&saying, verb) && (verb + 1..order.len()).all(when);
        if !speaks {
            return None;
        }
        // "Cato reports" may be two nouns to the parser.
        let present = form.ends_with('s');
        saying.tags[verb] = self.tag(if present { "VERB|VBZ" } else { "VERB|VBD" });
        saying.lemmas[verb] = self.lemma(saying.tags[verb], &form);
        let mut whole = self.blank(forms);
        let root = whole.put(&clause, comma, 0, 0)?;
        for (place, &at) in order.iter().enumerate() {
            whole.take(at, &saying, place);
            let head = saying.heads[place]
                .checked_sub(1)
                .filter(|&head| head < order.len());
            whole.heads[at] = head.map_or(root, |head| order[head]) + 1;
        }
        let frame = order[verb];
        whole.relations[frame] = self.relation("parataxis");
        whole.heads[comma] = frame + 1;
        whole.heads[words.len()] = root + 1;
        Some(whole)
    }

    /// The parse of a clause that stands by itself: its verb has a subject, and nothing joins it to another.
    pub(super) fn clause(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let found = self
            .content(forms, times)
            .unwrap_or_else(|| self.with_insertions(forms, times));
        let verb = found.heads.iter().position(|&head| head == 0)?;
        let joins =
            |at: usize| found.relations[at].starts_with("mark") || found.tags[at].ends_with("|WRB");
        let joined = (0..forms.len()).any(|at| found.heads[at] == verb + 1 && joins(at));
        (has_subject(&found, verb) && !joined).then_some(found)
    }

    /// An analysis in which every token is a mark.
    pub(super) fn blank(&self, forms: &[&str]) -> Analysis {
        Analysis {
            tags: vec![self.tag("PUNCT|,"); forms.len()],
            lemmas: forms.iter().map(|form| form.to_lowercase()).collect(),
            heads: vec![0; forms.len()],
            relations: vec![self.relation("punct"); forms.len()],
            margins: vec![f32::MAX; forms.len()],
        }
    }
}

impl Analysis {
    /// Takes over another analysis, each token at its place in this one.
    pub(super) fn lay(&mut self, from: &Analysis, place: impl Fn(usize) -> usize) {
        for at in 0..from.heads.len() {
            let head = from.heads[at].checked_sub(1);
            self.take(place(at), from, at);
            self.heads[place(at)] = head.map_or(0, |head| place(head) + 1);
        }
    }

    /// Takes over the first `count` tokens of another analysis, from `start` on; its root hangs on `above` (a head as
    /// analyses count them). Gives that root.
    pub(super) fn put(
        &mut self,
        from: &Analysis,
        count: usize,
        start: usize,
        above: usize,
    ) -> Option<usize> {
        let root = from.heads.iter().position(|&head| head == 0);
        let root = root.filter(|&root| root < count)?;
        for at in 0..count {
            self.take(start + at, from, at);
            let head = from.heads[at].checked_sub(1);
            self.heads[start + at] = match head.filter(|&head| head < count) {
                Some(head) => start + head + 1,
                None if at == root => above,
                None => start + root + 1,
            };
        }
        Some(start + root)
    }
}

/// Whether the verb has a subject.
pub(super) fn has_subject(found: &Analysis, verb: usize) -> bool {
    (0..found.heads.len()).any(|at| {
        let relation = found.relations[at];
        let subject = ["nsubj", "csubj"]
            .iter()
            .any(|one| relation.starts_with(one));
        found.heads[at] == verb + 1 && (subject || relation == "expl")
    })
}

/// How sure the parser is of a sentence, by token.
pub(super) fn sureness(found: &Analysis) -> f32 {
    let sum: f32 = found.margins.iter().map(|one| one.min(SURE)).sum();
    sum / found.margins.len().max(1) as f32
}

/// The words with a full stop behind them.
pub(super) fn ended<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().chain([WORDS.end.as_str()]).collect()
}

/// The times that lie within `range`, counted from its start.
pub(super) fn inside(times: &[Time], range: &Range<usize>) -> Vec<Time> {
    let within = |time: &&Time| range.start <= time.tokens.start && time.tokens.end <= range.end;
    let times = times.iter().filter(within);
    times.map(|time| time.moved_back(range.start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Option<Vec<(String, String)>> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        Some(model.reported(&forms, &[])?.arcs(&forms))
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/reports.toml")).unwrap();
        assert!(words.sayings.contains("said") && words.end == ".");
    }

    #[test]
    fn the_clause_behind_a_speaker_stands_by_itself() {
        let arcs = arcs("According to one senator , some of the older towns armed the Gauls .");
        let arcs = arcs.expect("a sentence with its speaker in front");
        assert_eq!(arcs[3], ("armed".into(), "obl".into()));
        assert_eq!(arcs[5], ("armed".into(), "nsubj".into()));
        assert_eq!(arcs[10], ("-".into(), "root".into()));
    }

    #[test]
    fn the_clause_before_a_speaker_stands_by_itself() {
        for (sentence, said) in [
            (
                "In May , Rome never asked Gaul for ships , a senator said .",
                12,
            ),
            (
                "In May , Rome never asked Gaul for ships , said a senator .",
                10,
            ),
            (
                "In May , Rome never asked Gaul for ships , the senate reports to this day .",
                12,
            ),
        ] {
            let arcs = arcs(sentence).expect("a sentence with its speaker behind");
            assert_eq!(arcs[3], ("asked".into(), "nsubj".into()), "{sentence}");
            assert_eq!(
                arcs[said],
                ("asked".into(), "parataxis".into()),
                "{sentence}"
            );
            assert_eq!(arcs[5], ("-".into(), "root".into()));
        }
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for sentence in [
            "When the war began , Cato said nothing .",
            "When the war began , Cato said .",
            "Rome attacked , burned and said .",
            "Cato said that Rome attacked .",
        ] {
            assert!(arcs(sentence).is_none(), "{sentence}");
        }
    }
}
