//! How an event stands to fact: done, or only planned, feared or asked for by the governors on its path to the root.

use super::Path;
use crate::extract::assertion::Modality;
use crate::extract::clause::{case_of, occasion_seized};
use crate::extract::event::Event;
use crate::extract::lexicon::Standing;
use crate::extract::tense;
use crate::language::tree::Upos;

/// What one governor does to the event below it.
pub(super) enum Step {
    /// The event is no more than that.
    Stop(Modality),
    /// It is turned round, and what stands above counts.
    Flip,
    /// What stands above counts.
    Up,
    /// It is a fact, whatever stands above.
    Done,
}

impl Path<'_> {
    /// The modality, and whether implicative governors flip the polarity ("failed to attack").
    pub(super) fn modality(&self, event: &Event) -> (Modality, bool) {
        let withheld = event.noun && event.decision && self.is_withheld(event.head);
        if withheld && event.host == event.head || self.is_undone_condition(event.host) {
            return (Modality::Actual, true);
        }
        let mut flips = withheld;
        let mut said = false;
        let mut at = event.host;
        if event.noun && event.decision && self.is_given_up(event.head) {
            return (Modality::Possible, false);
        }
        if event.noun && event.host == event.head {
            if let Some(modality) = self.noun_modality(event.head) {
                return (modality, false);
            }
            if self.is_any(event) || self.is_none_in_particular(event) {
                return (Modality::Possible, false);
            }
        }
        if event.noun && event.host != event.head && self.is_made_to_depend("obj", event.host) {
            return (Modality::Possible, false);
        }
        for _ in 0..self.tree.len() {
            if let Some(modality) = self.own_modality_except(at, &event.swallowed) {
                return (modality, flips);
            }
            let token = self.tree.token(at);
            let Some(governor) = token.head else { break };
            // "refused to admit that Rome had attacked": what is not done is to say so.
            said |= token.relation.is("ccomp") && self.cues.speech(&self.lemma(governor)).is_some();
            match self.step_modality(event, at, governor) {
                Step::Stop(modality) => return (modality, flips),
                Step::Flip if said => return (Modality::Possible, flips),
                Step::Flip => flips = !flips,
                Step::Up => {}
                Step::Done => break,
            }
            at = governor;
        }
        (Modality::Actual, flips)
    }

    pub(super) fn own_modality(&self, at: usize) -> Option<Modality> {
        self.own_modality_except(at, &[])
    }

    /// "Rome would not sign the treaty": told of the past, who would not do what others want of him did not do it.
    fn would_not(&self, verb: usize, auxiliary: usize) -> bool {
        let cues = &self.cues.modality;
        let tree = self.tree;
        let willing = cues.willing.contains(&self.lemma(auxiliary))
            && cues.wanted.contains(&self.lemma(verb))
            && tree.token(verb).xpos == "VB";
        let main =
            ["root", "conj", "parataxis", "acl"].contains(&tree.token(verb).relation.universal());
        let denied = tree
            .children_by(verb, "advmod")
            .any(|at| at == auxiliary + 1 && self.cues.polarity.negators.contains(&self.lemma(at)));
        // "would not sign until May", "would not sign if Rome did": so far only, or in that case.
        let bounded = tree.children(verb).iter().any(|&child| {
            let relation = tree.token(child).relation.universal();
            relation == "advcl" && child > verb
                || case_of(tree, child)
                    .iter()
                    .any(|case| cues.bounding.contains(case))
        });
        let someone = tree
            .children_by(verb, "nsubj")
            .any(|at| self.names.entity_at(at).is_some() || tree.token(at).upos == Upos::Pron);
        willing && main && denied && someone && !bounded
    }

    /// As [`Path::own_modality`], auxiliaries left aside that are words of a phrase ("would not hear of it").
    fn own_modality_except(&self, at: usize, swallowed: &[usize]) -> Option<Modality> {
        let cues = &self.cues.modality;
        if self.is_inverted_condition(at) {
            return Some(Modality::Possible);
        }
        if self.infinitive_said_of_noun(at) || self.is_only_to_be_done(at) {
            return Some(Modality::Intended);
        }
        if self.is_proviso(at)
            || self.is_of_imagined(at)
            || self.is_alternative(at)
            || self.is_done_less(at)
        {
            return Some(Modality::Possible);
        }
        let children = self.tree.children(at).iter().copied();
        if self.stands_behind_whether(at) {
            return Some(Modality::Questioned);
        }
        if self.is_as_though(at) {
            return Some(Modality::Possible);
        }
        for child in children.filter(|child| !swallowed.contains(child)) {
            let lemma = self.lemma(child);
            let form = self.tree.token(child).form.to_lowercase();
            let relation = self.tree.token(child).relation.universal();
            if relation == "aux" && cues.obliging.contains(&form) && self.is_decided(at) {
                return Some(Modality::Intended);
            }
            if relation == "aux" && (self.would_not(at, child) || self.is_unsurpassed(at)) {
                continue;
            }
            if relation == "aux" || relation == "advmod" {
                if cues.possible.contains(&form) || cues.possible.contains(&lemma) {
                    return Some(Modality::Possible);
                }
                if relation == "aux" && cues.intended_auxiliary.contains(&lemma) {
                    return Some(Modality::Intended);
                }
            }
            if relation == "mark" || relation == "advmod" {
                if cues.conditional.contains(&form) {
                    return Some(Modality::Possible);
                }
                if cues.questioning.contains(&form) {
                    return Some(Modality::Questioned);
                }
            }
        }
        None
    }

    /// "on condition that Rome agreed": wherever the clause was hung.
    fn is_proviso(&self, at: usize) -> bool {
        let words = &self.cues.proviso;
        let tokens = self.tree.tokens();
        let that = self
            .tree
            .children_by(at, "mark")
            .find(|&mark| tokens[mark].lemma == "that");
        that.and_then(|mark| tokens.get(mark.checked_sub(1)?))
            .is_some_and(|before| {
                words.nouns.contains(&before.lemma.to_lowercase())
                    || words.marks.contains(&*before.lower())
            })
    }

    /// Whether the clause is what somebody agrees on, asks for, decides or tells.
    fn is_decided(&self, clause: usize) -> bool {
        let token = self.tree.token(clause);
        token.relation.is("ccomp")
            && token.head.is_some_and(|governor| {
                let lemma = self.lemma(governor);
                self.cues.modality.intended.contains(&lemma)
                    || self.cues.speech(&lemma) == Some(Standing::Report)
            })
    }

    fn step_modality(&self, event: &Event, at: usize, governor: usize) -> Step {
        let token = self.tree.token(at);
        let lemma = self.lemma(governor);
        let cues = &self.cues.modality;
        // "lest he attack": the parser may hang the clause on the word.
        if cues.conditional.contains(&lemma) {
            return Step::Stop(Modality::Possible);
        }
        let verbal = matches!(
            self.tree.token(governor).upos,
            Upos::Verb | Upos::Adj | Upos::Aux
        );
        match token.relation.universal() {
            "xcomp" | "ccomp" | "csubj" | "advcl" | "acl" => {}
            "conj" if !self.has_subject(at) || self.opens_with_that(at) => return Step::Up,
            _ => return Step::Done,
        }
        if token.relation.as_str() == "acl:relcl" {
            return Step::Done;
        }
        // "That they attacked is beyond doubt."
        let past = case_of(self.tree, governor);
        if past
            .iter()
            .any(|case| ["beyond", "without"].contains(&case.as_str()))
        {
            return Step::Done;
        }
        // "it cannot be denied that ...": it stands.
        if self.words.disputing.contains(&lemma) && self.negated(governor) {
            return Step::Done;
        }
        let marks = case_of(self.tree, at);
        let infinitive = marks.iter().any(|mark| mark == "to");
        if infinitive && self.tells_outcome(at) {
            return Step::Up;
        }
        // "..., for in May he had agreed": a reason given after the clause, wherever the parser hangs it.
        let reason = self.tree.children(at).iter().any(|&child| {
            let word = self.tree.token(child);
            word.form.eq_ignore_ascii_case("for") && word.relation.is("mark")
                || self.opens_reason(at, child)
        });
        if !infinitive && reason && self.has_subject(at) {
            return Step::Done;
        }
        let musing = &self.cues.musing;
        if musing.verbs.contains(&lemma)
            && token.xpos == "VBG"
            && marks.iter().any(|mark| musing.prepositions.contains(mark))
        {
            return Step::Stop(Modality::Intended);
        }
        let owned = event.noun && at == event.head;
        if !owned && let Some(step) = self.gerund(at, governor) {
            return step;
        }
        if token.relation.is("advcl") && !infinitive {
            return match marks.first().map(String::as_str) {
                // "did not march without asking": he may have asked.
                Some("without") if self.negated(governor) => Step::Stop(Modality::Possible),
                // "without" denies its own verb, and is no second denial.
                Some("without") if at == event.host && self.negated(at) => Step::Up,
                Some("without" | "instead" | "rather") => Step::Flip,
                Some("of" | "from" | "for" | "into") => Step::Up,
                _ => Step::Done,
            };
        }
        if event.decision && cues.deciding.contains(&lemma) {
            return Step::Up;
        }
        if let Some(verb) = occasion_seized(self.tree, self.cues, at) {
            return match self.own_modality(verb) {
                Some(modality) => Step::Stop(modality),
                None if self.negated(verb) => Step::Flip,
                None => Step::Up,
            };
        }
        let excepted = marks
            .iter()
            .any(|mark| self.cues.implicative.excepting.contains(mark));
        if infinitive && excepted && self.has_negative_determiner(governor) {
            return Step::Up;
        }
        if token.relation.is("acl") && !verbal {
            return self.noun_governs_clause(governor, infinitive);
        }
        // "was wrong to say that": what is judged was said.
        if self.is_speech(at) && self.truth_of(governor).is_some() {
            return Step::Up;
        }
        if let Some(step) = self.implied(governor) {
            return step;
        }
        let had = infinitive
            && self.cues.implicative.past.contains(&lemma)
            && tense::is_simple_past(self.tree, governor);
        if lemma == "first" || had && !self.negated(governor) {
            return Step::Up;
        }
        let unproven = self.cues.speech(&lemma) == Some(Standing::Factive)
            && !self.words.presupposing.contains(&lemma)
            && (self.negated(governor) || self.shows_nothing(governor));
        if cues.possible_verbs.contains(&lemma) || unproven || self.is_not_said(governor) {
            return Step::Stop(Modality::Possible);
        }
        // "was reported to have attacked" is speech; a bare infinitive under any other verb is no deed yet.
        let perfect = self
            .children_lemmas(at, "aux")
            .iter()
            .any(|aux| aux == "have");
        let spoken = self.cues.speech(&lemma).is_some();
        if infinitive && !(perfect || token.relation.is("ccomp") && spoken) {
            if self.executed_later(at) {
                return Step::Done;
            }
            return Step::Stop(Modality::Intended);
        }
        if self.cues.attribution.opining.contains(&lemma) && self.tells_of_past(at) {
            return Step::Up;
        }
        if cues.intended.contains(&lemma) && !spoken {
            return Step::Stop(Modality::Intended);
        }
        Step::Up
    }

    /// "Nothing shows that ...", "Few documents show that ...": what is shown by none or by few is not taken for granted.
    fn shows_nothing(&self, verb: usize) -> bool {
        let scarce = |subject: usize| {
            let mut words = self.tree.children(subject).iter();
            words.any(|&child| {
                let form = self.tree.token(child).form.to_lowercase();
                self.cues.polarity.scarce.contains(&form)
            })
        };
        let nothing = &self.cues.polarity.nothing;
        let mut subjects = self.tree.children_by(verb, "nsubj");
        subjects.any(|subject| {
            self.is_nobody(subject) || nothing.contains(&self.lemma(subject)) || scarce(subject)
        })
    }

    /// "does not claim that they attacked": nobody says so there.
    fn is_not_said(&self, verb: usize) -> bool {
        let lemma = self.lemma(verb);
        let stands = [
            &self.words.unsaid,
            &self.words.disputing,
            &self.words.denying,
        ]
        .iter()
        .any(|words| words.contains(&lemma));
        let nobody = (self.tree.children_by(verb, "nsubj")).any(|subject| self.is_nobody(subject));
        self.cues.speech(&lemma) == Some(Standing::Report)
            && self.negated(verb)
            && !stands
            && !nobody
            && !self.cannot(verb)
    }

    /// "only to be driven back": an infinitive that tells what came of it, and no purpose.
    fn tells_outcome(&self, at: usize) -> bool {
        let mark = self
            .tree
            .children_by(at, "mark")
            .find(|&mark| self.tree.token(mark).lemma == "to");
        let before = mark.and_then(|mark| mark.checked_sub(1));
        let only = |word: usize| {
            let form = self.tree.token(word).form.to_lowercase();
            self.cues.implicative.outcome.contains(&form)
        };
        before.is_some_and(only)
    }

    fn noun_governs_clause(&self, noun: usize, infinitive: bool) -> Step {
        let lemma = self.lemma(noun);
        let cues = &self.cues.modality;
        if lemma == "first" {
            return Step::Done;
        }
        if infinitive && self.is_ranked_doer(noun) {
            return match self.negated(noun) {
                true => Step::Stop(Modality::Possible),
                false => Step::Done,
            };
        }
        let unproven = self.cues.speech_noun(&lemma) == Some(Standing::Factive)
            && self.words.evidence.contains(&lemma)
            && self.has_negative_determiner(noun);
        // "No document shows that ...", where the verb passes for a noun.
        let shown = self.cues.speech(&lemma) == Some(Standing::Factive)
            && self.has_negative_determiner(noun)
            && (self.tree.children_by(noun, "compound"))
                .any(|record| self.words.evidence.contains(&self.lemma(record)));
        let unproven = unproven || shown;
        if cues.possible_nouns.contains(&lemma) || unproven {
            return Step::Stop(Modality::Possible);
        }
        if infinitive
            || cues.intended_nouns.contains(&lemma) && self.cues.speech_noun(&lemma).is_none()
        {
            if self.executed(noun) {
                return Step::Done;
            }
            return Step::Stop(Modality::Intended);
        }
        Step::Up
    }

    /// "the first king to abdicate", "the only state to refuse": somebody who did it, among others or alone.
    fn is_ranked_doer(&self, noun: usize) -> bool {
        const ACTING: [&str; 5] = ["people", "government", "forces", "servants", "organisation"];
        let ranking = &self.cues.modality.ranking;
        let mut ranks = self.tree.children_by(noun, "amod");
        let concepts = self.names.concepts(noun);
        let acts = concepts.iter().any(|one| ACTING.contains(&one.as_str()));
        // "Cato was the first general to": who that is, the subject tells, and a stranger's title may be taken for another's.
        let token = self.tree.token(noun);
        let verb = token.head.filter(|_| token.relation.is("xcomp"));
        let mut subjects = self.tree.children_by(verb.unwrap_or(noun), "nsubj");
        let known = subjects.any(|who| {
            self.names.entity_at(who).is_some() || self.tree.token(who).upos == Upos::Pron
        });
        acts && known && ranks.any(|rank| ranking.contains(&self.lemma(rank)))
    }

    /// "for in May he had agreed": the parser has hung "for" on the phrase after it.
    fn opens_reason(&self, clause: usize, phrase: usize) -> bool {
        let cases = case_of(self.tree, phrase);
        let after_comma = || {
            let first = self
                .tree
                .children(phrase)
                .iter()
                .copied()
                .find(|&child| self.tree.token(child).form.eq_ignore_ascii_case("for"));
            first
                .and_then(|first| first.checked_sub(1))
                .is_some_and(|before| self.tree.token(before).upos == Upos::Punct)
        };
        phrase < clause && cases.len() > 1 && cases[0] == "for" && after_comma()
    }

    /// Whether a clause is finite and tells of the past ("that it was", not "that it should be").
    fn tells_of_past(&self, verb: usize) -> bool {
        let past = self.tree.token(verb).xpos == "VBD"
            || self.tree.children(verb).iter().any(|&child| {
                let token = self.tree.token(child);
                ["aux", "cop"].contains(&token.relation.universal()) && token.xpos == "VBD"
            });
        past && self.own_modality(verb).is_none()
    }

    /// "that Rome stop and that Carthage withdraw": what is joined so is as the first clause is.
    fn opens_with_that(&self, clause: usize) -> bool {
        let mut marks = self.tree.children_by(clause, "mark");
        marks.any(|mark| self.lemma(mark) == "that")
    }

    fn has_subject(&self, at: usize) -> bool {
        self.tree.children_by(at, "nsubj").next().is_some()
    }
}
