//! In whose voice an event is put, as far as its own sentence tells.

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::{case_of, clause};
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// The innermost speaker on the path from the event to the root.
    pub(super) fn voice(&self, head: usize) -> VoiceAt {
        let mut at = head;
        for _ in 0..self.tree.len() {
            if let Some(voice) = self.aside(at) {
                return voice;
            }
            let Some(governor) = self.tree.token(at).head else {
                break;
            };
            if let Some(voice) = self.frame(at, governor) {
                return voice;
            }
            at = governor;
        }
        VoiceAt::Author
    }

    /// A speech frame beside the clause: "..., he said", "according to X".
    fn aside(&self, at: usize) -> Option<VoiceAt> {
        for &child in self.tree.children(at) {
            let token = self.tree.token(child);
            let cases = case_of(self.tree, child);
            if cases
                .iter()
                .any(|case| self.cues.attribution.according.contains(case))
            {
                return Some(speaker(child, true, SpeakerStanding::Open));
            }
            if token.relation.is("parataxis")
                && self.cues.speech(&self.lemma(child)) == Some(Standing::Report)
            {
                let subject = self.subject(child);
                // A full sentence beside this one speaks for itself; only a bare "he said" frames its neighbour.
                let bare = self.tree.children_by(child, "ccomp").next().is_none()
                    && self.tree.children_by(child, "obj").next().is_none();
                if bare && let Some(subject) = subject {
                    return Some(speaker(subject, true, SpeakerStanding::Open));
                }
            }
        }
        None
    }

    fn frame(&self, at: usize, governor: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let lemma = self.lemma(governor);
        let relation = token.relation.universal();
        if self.tree.token(governor).upos == Upos::Noun
            || self.tree.token(governor).upos == Upos::Propn
        {
            return self.noun_frame(at, governor, &lemma);
        }
        let marks = case_of(self.tree, at);
        let content = matches!(relation, "ccomp" | "csubj" | "xcomp" | "parataxis")
            || (relation == "advcl"
                && marks
                    .iter()
                    .any(|mark| mark == "of" || mark == "for" || mark == "as"))
            || (relation == "obl" && marks.iter().any(|mark| mark == "of" || mark == "for"));
        if !content || relation == "parataxis" && at > governor && !self.has_colon(governor, at) {
            return None;
        }
        let standing = match self.cues.speech(&lemma)? {
            Standing::Factive if self.negated(governor) => SpeakerStanding::Open,
            Standing::Factive => return None,
            Standing::Report
                if relation == "xcomp"
                    && !marks.iter().any(|mark| mark == "to")
                    && self.is_remembered(&lemma) =>
            {
                return None;
            }
            Standing::Report => self.standing_by_adverb(governor),
            Standing::Reject => SpeakerStanding::Rejected,
        };
        if relation == "obl" && !self.cues.attribution.accusing.contains(&lemma) {
            return None;
        }
        match self.subject(governor) {
            Some(subject) if self.is_author(subject) => None,
            Some(subject) => Some(speaker(subject, true, standing)),
            None => Some(speaker(governor, false, standing)),
        }
    }

    fn noun_frame(&self, at: usize, noun: usize, lemma: &str) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let relation = token.relation.as_str();
        let content = matches!(relation, "acl" | "ccomp" | "appos")
            || (token.relation.is("nmod")
                && case_of(self.tree, at).iter().any(|case| case == "of"));
        if !content {
            return None;
        }
        let standing = match self.cues.speech_noun(lemma)? {
            Standing::Factive => return None,
            Standing::Report => SpeakerStanding::Open,
            Standing::Reject => SpeakerStanding::Rejected,
        };
        let owner = self
            .tree
            .children(noun)
            .iter()
            .copied()
            .find(|&child| self.tree.token(child).relation.as_str() == "nmod:poss");
        Some(match owner {
            Some(owner) => speaker(owner, true, standing),
            None => speaker(noun, false, standing),
        })
    }

    fn subject(&self, verb: usize) -> Option<usize> {
        let clause = clause(self.tree, self.cues, verb, &|at| self.names.is_date(at));
        let impersonal = |at: &usize| {
            self.tree.token(*at).relation.is("expl")
                || ["it", "there"].contains(&self.lemma(*at).as_str()) && clause.passive
        };
        clause.subjects.iter().copied().find(|at| !impersonal(at))
    }

    fn is_author(&self, at: usize) -> bool {
        let pronouns = &self.cues.pronouns;
        let lemma = self.lemma(at);
        pronouns.first_plural.contains(&lemma) || pronouns.first_singular.contains(&lemma)
    }

    fn has_colon(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.tree.token(at).form == ":")
    }

    fn is_remembered(&self, lemma: &str) -> bool {
        self.cues.attribution.remembering.contains(lemma)
    }

    fn standing_by_adverb(&self, verb: usize) -> SpeakerStanding {
        let cues = &self.cues.attribution;
        for &child in self.tree.children(verb) {
            let form = self.tree.token(child).form.to_lowercase();
            if cues.adverbs_reject.contains(&form) {
                return SpeakerStanding::Rejected;
            }
            if cues.adverbs_endorse.contains(&form) {
                return SpeakerStanding::Endorsed;
            }
        }
        SpeakerStanding::Open
    }

    /// "allegedly attacked".
    pub(super) fn adverbs(&self, host: usize) -> VoiceAt {
        let cues = &self.cues.attribution;
        for &child in self.tree.children(host) {
            let form = self.tree.token(child).form.to_lowercase();
            if cues.adverbs_report.contains(&form) {
                return speaker(child, false, SpeakerStanding::Open);
            }
            if cues.adverbs_reject.contains(&form) {
                return speaker(child, false, SpeakerStanding::Rejected);
            }
        }
        VoiceAt::Author
    }
}

fn speaker(at: usize, named: bool, standing: SpeakerStanding) -> VoiceAt {
    VoiceAt::Speaker {
        at,
        named,
        standing,
    }
}
