//! What a governor implies of the clause below it: "failed to attack", "had no part in attacking", "a plan for attacking".
//!
//! Verbs that imply two ways and one way are told apart as in Karttunen, "Implicative Verbs" (Language 47, 1971), and
//! Nairn, Condoravdi and Karttunen, "Computing relative polarity for textual inference" (ICoS-5, 2006).

use super::Path;
use super::modality::Step;
use crate::extract::assertion::Modality;
use crate::extract::clause::case_of;
use crate::extract::event::Event;
use crate::extract::lexicon::WordSet;
use crate::language::tree::Upos;

impl Path<'_> {
    /// What an implicative verb says of its complement; `None` for other verbs.
    pub(super) fn implied(&self, governor: usize) -> Option<Step> {
        let words = &self.cues.implicative;
        let lemma = self.lemma(governor);
        let denied = self.negated(governor);
        let either = |denied_step, step| Some(if denied { denied_step } else { step });
        if words.positive.contains(&lemma) {
            either(Step::Flip, Step::Up)
        } else if words.inducing.contains(&lemma) {
            either(Step::Stop(Modality::Possible), Step::Up)
        } else if words.failing.contains(&lemma) || words.hindering.contains(&lemma) {
            either(Step::Up, Step::Flip)
        } else if words.negative.contains(&lemma) {
            either(Step::Stop(Modality::Possible), Step::Flip)
        } else {
            None
        }
    }

    /// What becomes of a gerund under a preposition: by itself it is no deed yet.
    pub(super) fn gerund(&self, at: usize, governor: usize) -> Option<Step> {
        let words = &self.cues.gerund;
        let mut auxiliaries = self.tree.children_by(at, "aux");
        let perfect = auxiliaries.any(|aux| self.tree.token(aux).xpos == "VBG");
        if !perfect && self.tree.token(at).xpos != "VBG" || self.is_out_of_reach(at) {
            return None;
        }
        let marks = case_of(self.tree, at);
        let under = |list: &WordSet| marks.iter().any(|mark| list.contains(mark));
        let lemma = self.lemma(governor);
        let denied = self.negated(governor) || self.cues.polarity.nothing.contains(&lemma);
        if under(&words.means) {
            let idle = denied || self.own_modality(governor).is_some();
            return idle.then_some(Step::Stop(Modality::Possible));
        }
        let opens = at < governor && under(&words.opening);
        if opens || !under(&words.prepositions) || self.is_told_of(governor, &marks) {
            return None;
        }
        let verbal = matches!(self.tree.token(governor).upos, Upos::Verb | Upos::Aux);
        // "kept them from attacking", "talked him out of attacking"
        let barred = marks[0] == "from" && self.cues.implicative.barring.contains(&lemma);
        if barred || marks[0] == "out" {
            return Some(Step::Stop(Modality::Intended));
        }
        if verbal
            && under(&words.implied)
            && let Some(step) = self.implied(governor)
        {
            return Some(step);
        }
        let modality = &self.cues.modality;
        if modality.intended_nouns.contains(&lemma) || modality.possible_nouns.contains(&lemma) {
            return None;
        }
        let carrier = self.before_gerund(at, governor);
        let lacking = denied || self.has_negative_determiner(carrier) || self.lacks(governor);
        let carries = self.lemma(carrier);
        // "never accepted responsibility for attacking", "did not apologise for attacking": that one did not own up to it
        // does not tell that one did not do it.
        let owned = words.owning.contains(&lemma) || words.owning.contains(&carries);
        if lacking && owned {
            return Some(Step::Stop(Modality::Possible));
        }
        Some(if words.carrying.contains(&carries) {
            if lacking { Step::Flip } else { Step::Up }
        } else if words.clearing.contains(&carries) && !lacking {
            Step::Flip
        } else {
            Step::Stop(Modality::Possible)
        })
    }

    /// "The claim of having won", "accused of attacking": whoever tells of it says so, and nobody does it by that. Who is
    /// only suspected of it is not even said to have done it.
    fn is_told_of(&self, governor: usize, marks: &[String]) -> bool {
        let lemma = self.lemma(governor);
        let about = marks
            .iter()
            .any(|mark| self.cues.gerund.about.contains(mark));
        let said = about && self.cues.speech(&lemma).is_some();
        let accused = self.cues.attribution.accusing.contains(&lemma)
            && !self.cues.modality.possible_verbs.contains(&lemma);
        // "accused the other of attacking": the clause may hang on the accused.
        let above = self.tree.token(governor).head;
        let accuser = above.is_some_and(|verb| {
            let object = self.tree.token(governor).relation.is("obj");
            object && self.cues.attribution.accusing.contains(&self.lemma(verb))
        });
        said || accused || accuser || self.cues.speech_noun(&lemma).is_some()
    }

    /// "had a *part* in attacking", "took the *lead* in attacking", "was guilty of attacking": the word that tells what the
    /// gerund is worth.
    fn before_gerund(&self, at: usize, governor: usize) -> usize {
        let objects = self.tree.children(governor).iter().copied();
        let beside = objects.filter(|&child| {
            let token = self.tree.token(child);
            let completes = ["obj", "obl", "xcomp"].contains(&token.relation.universal());
            let named = matches!(token.upos, Upos::Propn | Upos::Pron | Upos::Num);
            completes && !named && (governor..at).contains(&child)
        });
        let mut nearest = beside.filter(|&child| self.names.entity_at(child).is_none());
        nearest.next_back().unwrap_or(governor)
    }

    /// "did not have any part in it": the verb of which the noun is the object is denied.
    fn lacks(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let object = token.relation.is("obj") || token.relation.is("nsubj");
        let verb = token.head.filter(|_| object && token.upos == Upos::Noun);
        verb.is_some_and(|verb| self.negated(verb))
    }

    /// "no trace of an attack", "nobody feared an attack": of none in particular nothing is told.
    pub(super) fn is_any(&self, event: &Event) -> bool {
        let noun = event.head;
        let mut articles = self.tree.children_by(noun, "det");
        let indefinite = articles.any(|det| {
            let form = self.tree.token(det).form.to_lowercase();
            ["a", "an"].contains(&form.as_str()) || self.cues.polarity.any.contains(&form)
        });
        let token = self.tree.token(noun);
        let inside = ["nmod", "obj", "obl"].contains(&token.relation.universal());
        if !indefinite || !inside || self.denies_noun(event) {
            return false;
        }
        let mut above = token.head;
        while let Some(at) = above {
            let token = self.tree.token(at);
            let nominal = token.upos == Upos::Noun;
            if nominal && self.has_negative_determiner(at) || !nominal && self.negated(at) {
                return true;
            }
            if !nominal || !["nmod", "obj", "obl", "nsubj"].contains(&token.relation.universal()) {
                return false;
            }
            above = token.head;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::extract::{Modality, Polarity};

    fn is(trigger: &str, cases: &[(&str, Modality, Polarity)]) {
        for (text, modality, polarity) in cases {
            let read = read(text);
            let found = read.one(trigger);
            assert_eq!(
                (found.modality, found.polarity),
                (*modality, *polarity),
                "{text}"
            );
        }
    }

    const DONE: (Modality, Polarity) = (Modality::Actual, Polarity::Positive);
    const NOT_DONE: (Modality, Polarity) = (Modality::Actual, Polarity::Negative);

    #[test]
    fn verbs_imply_in_one_or_two_ways() {
        for (text, (modality, polarity)) in [
            ("Rome managed to attack Carthage.", DONE),
            ("Rome did not manage to attack Carthage.", NOT_DONE),
            ("Rome failed to attack Carthage.", NOT_DONE),
            ("Rome did not fail to attack Carthage.", DONE),
            ("Scipio forced Rome to attack Carthage.", DONE),
            ("Rome refused to attack Carthage.", NOT_DONE),
        ] {
            is("attack", &[(text, modality, polarity)]);
        }
        let unforced = read("Scipio did not force Rome to attack Carthage.");
        assert_eq!(unforced.one("attack").modality, Modality::Possible);
        is(
            "attacking",
            &[
                (
                    "Scipio prevented Rome from attacking Carthage.",
                    NOT_DONE.0,
                    NOT_DONE.1,
                ),
                (
                    "Scipio did not prevent Rome from attacking Carthage.",
                    DONE.0,
                    DONE.1,
                ),
            ],
        );
    }

    #[test]
    fn a_gerund_is_worth_what_carries_it() {
        for (text, (modality, polarity)) in [
            ("Rome is guilty of attacking Carthage.", DONE),
            ("Rome had no part in attacking Carthage.", NOT_DONE),
            (
                "Rome did not have any part in attacking Carthage.",
                NOT_DONE,
            ),
            ("Rome succeeded in attacking Carthage.", DONE),
            ("Rome is innocent of attacking Carthage.", NOT_DONE),
            ("Rome broke the peace by attacking Carthage.", DONE),
            ("In attacking Carthage, Rome broke the peace.", DONE),
        ] {
            is("attacking", &[(text, modality, polarity)]);
        }
        for text in [
            "Rome had no reason for attacking Carthage.",
            "Rome saw a chance in attacking Carthage.",
            "Scipio warned Rome against attacking Carthage.",
            "Rome insisted on attacking Carthage.",
        ] {
            assert_eq!(
                read(text).one("attacking").modality,
                Modality::Possible,
                "{text}"
            );
        }
    }

    #[test]
    fn of_none_in_particular_nothing_is_told() {
        for text in [
            "There is no trace in the annals of a Carthaginian attack.",
            "Nobody expected a Carthaginian attack.",
        ] {
            assert_ne!(
                read(text).one("attack").modality,
                Modality::Actual,
                "{text}"
            );
        }
        let known = read("Nobody survived the Carthaginian attack.");
        assert_eq!(known.one("attack").modality, Modality::Actual);
    }
}
