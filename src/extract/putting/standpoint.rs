//! Phrases and clauses that say through whose eyes a clause is told: "from Moscow's point of view", "for Moscow,",
//! "if Moscow is to be believed", "- that is how Moscow sees it".

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// The voice that a phrase beside the clause `at` gives it.
    pub(super) fn standpoint(&self, at: usize, child: usize, cases: &[String]) -> VoiceAt {
        let token = self.tree.token(child);
        let lemma = self.lemma(child);
        if self.words.standpoints.contains(&lemma)
            && !cases.is_empty()
            && self.owner(child).is_some()
        {
            return self.teller(child);
        }
        // "For Moscow, ...": at the head of its clause, and apart from it.
        let comma = (self.tree.tokens().get(child + 1)).is_some_and(|next| next.form == ",");
        let somebody = self.names.is_party(child)
            || token.upos == Upos::Propn && self.names.entity_at(child).is_none();
        // "For Moscow, the raid could not have come at a worse time": it came, and was bad for Moscow.
        let came = self.cues.light.occurring.contains(&self.lemma(at)) && self.is_unsurpassed(at);
        let fronted = child < at && cases == ["for"] && somebody && comma && !came;
        // "To the Gauls, Rome began the war": no verb of giving or telling.
        let seen_by = child < at
            && cases == ["to"]
            && self.names.is_party(child)
            && !self.words.giving.contains(&self.lemma(at))
            && self.tree.children_by(at, "obj").next().is_some()
            && (self.tree.children_by(at, "nsubj"))
                .any(|subject| subject > child && self.names.is_party(subject));
        if fronted || seen_by {
            return self.by(Some(child), child, SpeakerStanding::Open);
        }
        match token.relation.universal() {
            "advcl" if self.words.trusting.contains(&lemma) && self.is_conditional(child) => {
                let trusted = self
                    .tree
                    .children(child)
                    .iter()
                    .copied()
                    .find(|&party| self.names.is_party(party));
                self.by(trusted, child, SpeakerStanding::Open)
            }
            // "if you ask Rome"
            "advcl" if self.words.asking.contains(&lemma) && self.is_conditional(child) => {
                let mut askers = self.tree.children_by(child, "nsubj");
                let anybody = askers.any(|asker| self.words.asked_by.contains(&self.lemma(asker)));
                let mut asked = self.tree.children(child).iter().copied();
                match asked
                    .find(|&party| self.names.is_party(party))
                    .filter(|_| anybody)
                {
                    Some(party) => self.by(Some(party), child, SpeakerStanding::Open),
                    None => VoiceAt::Author,
                }
            }
            // "Seen from Rome, ...", "As seen in Rome, ..."
            "advcl" if self.words.seeing.contains(&lemma) && token.xpos == "VBN" => {
                let mut places = self.tree.children_by(child, "obl");
                match places.find(|&place| self.names.is_party(place)) {
                    Some(party) => self.by(Some(party), child, SpeakerStanding::Open),
                    None => VoiceAt::Author,
                }
            }
            "parataxis" if child > at && self.points_at_neighbour(child) => {
                self.told_by_predicate(child).unwrap_or(VoiceAt::Author)
            }
            _ => VoiceAt::Author,
        }
    }

    pub(super) fn is_conditional(&self, verb: usize) -> bool {
        self.tree
            .children_by(verb, "mark")
            .any(|mark| self.cues.modality.conditional.contains(&self.lemma(mark)))
    }

    /// "(that is how ...)": the subject of the clause stands for its neighbour.
    fn points_at_neighbour(&self, predicate: usize) -> bool {
        let demonstrative = self.tree.children_by(predicate, "nsubj").any(|subject| {
            let lemma = self.lemma(subject);
            self.words.verdict.demonstratives.contains(&lemma)
        });
        demonstrative && self.tree.children_by(predicate, "cop").next().is_some()
    }

    /// "... teach that X did it", "the thesis that X did it", where the tree misses the frame: the word before "that"
    /// is one of speech, and nothing but a subject stands between.
    pub(super) fn after_that(&self, head: usize) -> VoiceAt {
        let mut end = head;
        while let Some(that) = (0..end).rev().find(|&at| self.lemma(at) == "that") {
            let between = that + 1..end;
            let verbal = between
                .clone()
                .any(|at| matches!(self.tree.token(at).upos, Upos::Verb));
            let subject = between.into_iter().any(|at| {
                matches!(
                    self.tree.token(at).upos,
                    Upos::Noun | Upos::Propn | Upos::Pron
                )
            });
            if that == 0 || end == head && (verbal || !subject) {
                return VoiceAt::Author;
            }
            let before = that - 1;
            let lemma = self.lemma(before);
            // "... that X did it and that Y did it"
            if self.tree.token(before).upos == Upos::Cconj {
                end = that;
                continue;
            }
            // Of a verb the tree tells more than the order of the words.
            if self.tree.token(before).upos == Upos::Verb || self.is_ours(before) {
                return VoiceAt::Author;
            }
            // "It is no myth that ..."
            if self.has_negative_determiner(before) || self.negated(before) {
                return VoiceAt::Author;
            }
            let form = self.tree.token(before).form.to_lowercase();
            let standing = [&lemma, &form].into_iter().find_map(|word| {
                self.cues
                    .speech(word)
                    .or_else(|| self.cues.speech_noun(word))
            });
            return match standing {
                Some(Standing::Report) => {
                    super::speaker::speaker(before, false, SpeakerStanding::Open)
                }
                Some(Standing::Reject) => {
                    super::speaker::speaker(before, false, SpeakerStanding::Rejected)
                }
                _ => VoiceAt::Author,
            };
        }
        VoiceAt::Author
    }
}
