//! Phrases that announce what follows a colon: "Quite the reverse: the files show ..." is read as two.
//!
//! A parser that looks for a subject takes the noun before the colon for it. Where it did so, and nothing before the
//! colon is a verb, each side is read by itself.

use super::model::{Analysis, Model};
use super::pause::Time;

/// The longest announcement, in tokens.
const LONGEST: usize = 12;

impl Model {
    /// The analysis of tokens; what a colon parts is read apart where the parser drew a subject across it.
    pub(super) fn with_colon(&self, forms: &[&str], times: &[Time]) -> Analysis {
        let plain = self.with_insertions(forms, times);
        if let Some(colon) = dated_colon(forms, times) {
            return self.announced(forms, times, colon, "obl");
        }
        match crossed_colon(forms, &plain) {
            Some(colon) => self.announced(forms, times, colon, "parataxis"),
            None => plain,
        }
    }

    fn announced(&self, forms: &[&str], times: &[Time], colon: usize, relation: &str) -> Analysis {
        let from = colon + 1;
        let inside = |time: &&Time| time.tokens.start >= from;
        let behind: Vec<Time> = times
            .iter()
            .filter(inside)
            .map(|time| Time {
                tokens: time.tokens.start - from..time.tokens.end - from,
                ..time.clone()
            })
            .collect();
        let before = self.analyse(&forms[..from]);
        let after = self.with_insertions(&forms[from..], &behind);
        joined(before, after, self.relation(relation))
    }
}

/// Two analyses as one: the first hangs on the root of the second by `relation`.
pub(super) fn joined(before: Analysis, after: Analysis, relation: &'static str) -> Analysis {
    let from = before.heads.len();
    let root = after.heads.iter().position(|&head| head == 0).unwrap_or(0);
    let relations = before.relations.iter().zip(&before.heads);
    let relations = relations.map(|(&own, &head)| if head == 0 { relation } else { own });
    let relations: Vec<&'static str> = relations.collect();
    let under = |&head: &usize| if head == 0 { from + root + 1 } else { head };
    let shifted = |&head: &usize| if head == 0 { 0 } else { head + from };
    let heads = before.heads.iter().map(under);
    Analysis {
        heads: heads.chain(after.heads.iter().map(shifted)).collect(),
        tags: [before.tags, after.tags].concat(),
        lemmas: [before.lemmas, after.lemmas].concat(),
        relations: [relations, after.relations].concat(),
        margins: [before.margins, after.margins].concat(),
    }
}

/// "June 218: Hannibal crosses the Alps": the colon behind a date with which an entry begins.
fn dated_colon(forms: &[&str], times: &[Time]) -> Option<usize> {
    let colon = forms.iter().position(|form| *form == ":")?;
    let date = times.iter().find(|time| time.tokens.end == colon)?;
    let opens = (0..date.tokens.start).all(|at| !forms[at].chars().any(char::is_alphanumeric));
    (opens && colon + 2 < forms.len()).then_some(colon)
}

/// The first colon that has no verb before it, and across which a verb behind it has its subject.
fn crossed_colon(forms: &[&str], found: &Analysis) -> Option<usize> {
    let colon = forms.iter().position(|form| *form == ":")?;
    let verbal =
        |at: usize| found.tags[at].starts_with("VERB") || found.tags[at].starts_with("AUX");
    let short = (1..=LONGEST).contains(&colon) && colon + 2 < forms.len();
    let crossing = (0..colon).any(|at| {
        found.relations[at].starts_with("nsubj")
            && found.heads[at]
                .checked_sub(1)
                .is_some_and(|head| head > colon)
    });
    let bracketed = forms[..colon].iter().any(|form| ["(", "["].contains(form));
    (short && crossing && !bracketed && !(0..colon).any(verbal)).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject_of(sentence: &str, verb: &str) -> Option<String> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.with_colon(&forms, &[]);
        let verb = forms.iter().position(|form| *form == verb)? + 1;
        let subject = (0..forms.len())
            .find(|&at| found.heads[at] == verb && found.relations[at].starts_with("nsubj"))?;
        Some(forms[subject].to_owned())
    }

    #[test]
    fn an_announcement_is_no_subject() {
        let sentence = "Quite the reverse : the letters opened in that year demonstrate that Rome had forbidden any attack .";
        assert_eq!(
            subject_of(sentence, "demonstrate").as_deref(),
            Some("letters")
        );
    }

    #[test]
    fn a_date_before_a_colon_tells_when() {
        let sentence = "- Monday : war breaks out .";
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let date = Time {
            tokens: 1..2,
            adverbial: false,
        };
        let arcs = model.with_colon(&forms, &[date]).arcs(&forms);
        assert_eq!(arcs[1], ("breaks".into(), "obl".into()));
        assert_eq!(arcs[3], ("breaks".into(), "nsubj".into()));
    }

    #[test]
    fn without_a_crossing_nothing_is_parted() {
        let sentence = "He told the senate : Rome had forbidden any attack .";
        assert_eq!(subject_of(sentence, "forbidden").as_deref(), Some("Rome"));
        assert_eq!(subject_of(sentence, "told").as_deref(), Some("He"));
    }
}
