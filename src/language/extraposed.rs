//! Judgements on a whole clause: "It is a myth, often told, that Rome attacked" and "That Rome attacked is a myth" are
//! parsed as "It is a myth" and "Rome attacked".
//!
//! Treebanks have few of them, and a parser that learnt from them hangs the clause on the noun before it, or takes "That"
//! for a pointing word. A false account and its refutation are then read as two.

use super::model::{Analysis, Model};
use super::pause::Time;
use super::report::{ended, has_subject, inside, sureness};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    it: String,
    that: String,
    article: String,
    comma: String,
    end: String,
    predicates: HashSet<String>,
    joining: HashSet<String>,
}

/// The file is compiled in and a test reads it; without it such sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/extraposed.toml")).unwrap_or_default());

/// The shortest judgement before "that", and the shortest clause, in tokens.
const SHORTEST: usize = 3;

/// The longest judgement before "that", in tokens.
const LONGEST: usize = 24;

impl Model {
    /// The analysis of a sentence that judges a clause; `None` for any other, and for one that is parsed well as it is.
    pub(super) fn extraposed(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let first = forms.first()?.to_lowercase();
        if *forms.last()? != WORDS.end {
            return None;
        }
        if first == WORDS.it {
            self.clause_behind(forms, times)
        } else if first == WORDS.that {
            self.clause_in_front(forms, times)
        } else {
            None
        }
    }

    /// "It is a myth, often told, that Rome attacked."
    fn clause_behind(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let last = forms.len().min(LONGEST);
        let that = (SHORTEST..last).find(|&at| forms[at] == WORDS.that)?;
        let told = that + 1..forms.len();
        let clause = self.clause(forms.get(told.clone())?, &inside(times, &told))?;
        let plain = self.analyse(forms);
        let verb = that + 1 + root(&clause)?;
        let above = plain.heads[verb]
            .checked_sub(1)
            .filter(|&above| plain.heads[above] == 0);
        let hangs = ["csubj", "ccomp"].contains(&plain.relations[verb]);
        if above.is_some() && hangs || is_argument(&plain, that) {
            return None;
        }
        let comma = usize::from(forms[that - 1] == WORDS.comma);
        let judging = 0..that - comma;
        let judgement = self.paused(&ended(&forms[judging.clone()]), &inside(times, &judging));
        let predicate = judged(&judgement, forms)?;
        let mut whole = self.blank(forms);
        whole.put(&judgement, judging.len(), 0, 0)?;
        let verb = whole.put(&clause, told.len(), told.start, predicate + 1)?;
        self.hang(&mut whole, verb, that);
        if comma > 0 {
            whole.heads[that - 1] = verb + 1;
        }
        Some(whole)
    }

    /// "That Rome attacked is a myth."
    fn clause_in_front(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let joined = |at: usize| WORDS.joining.contains(&forms[at - 1].to_lowercase());
        let begins = |&at: &usize| WORDS.predicates.contains(forms[at]) && !joined(at);
        let ends = (SHORTEST + 1..forms.len().saturating_sub(2)).filter(begins);
        ends.filter_map(|end| self.judged_behind(forms, times, end))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, found)| found)
    }

    /// The sentence whose judgement begins at `end`, with how sure both parts are.
    fn judged_behind(&self, forms: &[&str], times: &[Time], end: usize) -> Option<(f32, Analysis)> {
        let comma = usize::from(forms[end - 1] == WORDS.comma);
        let told = 1..end - comma;
        let clause = self.clause(&ended(&forms[told.clone()]), &inside(times, &told))?;
        let rest: Vec<&str> = std::iter::once(WORDS.it.as_str())
            .chain(forms[end..].iter().copied())
            .collect();
        let judgement = self.analyse(&rest);
        let predicate = judged(&judgement, &rest)?;
        let mut whole = self.blank(forms);
        let place = |at: usize| end + at - 1;
        for at in 1..rest.len() {
            whole.take(place(at), &judgement, at);
            let head = judgement.heads[at].checked_sub(1);
            whole.heads[place(at)] = head.map_or(0, |head| place(head.max(1)) + 1);
        }
        let above = place(predicate) + 1;
        let verb = whole.put(&clause, told.len(), told.start, above)?;
        self.hang(&mut whole, verb, 0);
        if comma > 0 {
            whole.heads[end - 1] = verb + 1;
        }
        Some((sureness(&clause) + sureness(&judgement), whole))
    }

    /// The clause is what is judged, and "that" its mark.
    fn hang(&self, whole: &mut Analysis, verb: usize, that: usize) {
        whole.relations[verb] = self.relation("csubj");
        whole.tags[that] = self.tag("SCONJ|IN");
        whole.relations[that] = self.relation("mark");
        whole.heads[that] = verb + 1;
    }
}

fn root(found: &Analysis) -> Option<usize> {
    found.heads.iter().position(|&head| head == 0)
}

/// The predicate that says something of "it", if it can judge a clause: neither a name nor something pointed at ("It was
/// the war that Rome began").
fn judged(found: &Analysis, forms: &[&str]) -> Option<usize> {
    let predicate = root(found)?;
    let universal = found.tags[predicate].split('|').next().unwrap_or_default();
    let pointed = (0..predicate).any(|at| {
        found.heads[at] == predicate + 1 && forms[at].eq_ignore_ascii_case(&WORDS.article)
    });
    let fits = ["NOUN", "ADJ", "VERB", "AUX"].contains(&universal) && !pointed;
    let subject = found.heads[0] == predicate + 1
        && ["nsubj", "expl"]
            .iter()
            .any(|relation| found.relations[0].starts_with(relation));
    (fits && subject && has_subject(found, predicate)).then_some(predicate)
}

/// Whether "that" takes part in its clause, as in "a war that Rome wanted", and nothing else fills its place.
fn is_argument(found: &Analysis, that: usize) -> bool {
    let relation = found.relations[that];
    let takes_part = ["nsubj", "obj"].iter().any(|one| relation.starts_with(one));
    let doubled = (0..found.heads.len()).any(|at| {
        at != that && found.heads[at] == found.heads[that] && found.relations[at] == relation
    });
    takes_part && !doubled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Option<Vec<(String, String)>> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.extraposed(&forms, &[])?;
        assert_eq!(found.heads.iter().filter(|&&head| head == 0).count(), 1);
        Some(found.arcs(&forms))
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/extraposed.toml")).unwrap();
        assert!(words.it == "it" && words.predicates.contains("is"));
    }

    #[test]
    fn a_clause_behind_is_what_is_judged() {
        let sentence = "It is a legend , spread for decades , that Rome attacked Carthage .";
        let arcs = arcs(sentence).expect("a judged clause");
        assert_eq!(arcs[11], ("legend".into(), "csubj".into()));
        assert_eq!(arcs[9], ("attacked".into(), "mark".into()));
    }

    #[test]
    fn a_clause_in_front_is_what_is_judged() {
        let sentence = "That Rome attacked Carthage , as some still write , is a myth .";
        let arcs = arcs(sentence).expect("a judged clause");
        assert_eq!(arcs[2], ("myth".into(), "csubj".into()));
        assert_eq!(arcs[1], ("attacked".into(), "nsubj".into()));
        assert_eq!(arcs[12], ("-".into(), "root".into()));
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for sentence in [
            "It was Rome that attacked Carthage .",
            "It was a war that Rome wanted .",
            "That war was a disaster .",
            "That army attacked the town and was beaten .",
            "That was a myth .",
        ] {
            assert!(arcs(sentence).is_none(), "{sentence}");
        }
    }
}
