//! Speech frames that stand between marks in the sentence which they give to somebody: ", he went on,", ", says Rome.".

use super::{Path, VoiceAt};
use crate::language::tree::Upos;

impl Path<'_> {
    /// ", he went on,", ", says Pyongyang.": words between marks that give the whole sentence to a speaker, for trees
    /// in which they hang anywhere.
    pub(super) fn inserted(&self, head: Option<usize>) -> VoiceAt {
        (0..self.tree.len())
            .filter(|&verb| {
                let finite = ["VBD", "VBZ", "VBP"].contains(&self.tree.token(verb).xpos.as_str());
                finite && Some(verb) != head && self.is_speech(verb)
            })
            .filter(|&verb| head.is_none_or(|head| !self.only_dates(head, verb)))
            .find_map(|verb| {
                let subject = self.inserted_subject(verb)?;
                Some(self.by(Some(subject), verb, self.standing_by_adverb(verb)))
            })
            .unwrap_or(VoiceAt::Author)
    }

    /// "When Rome attacked, Cato thought of Cannae": the event tells when he did, and not what.
    fn only_dates(&self, head: usize, verb: usize) -> bool {
        let clause = std::iter::once(head)
            .chain(self.tree.ancestors(head))
            .find(|&at| self.tree.token(at).head == Some(verb));
        clause.is_some_and(|clause| {
            let first = self
                .tree
                .subtree(clause)
                .into_iter()
                .min()
                .unwrap_or(clause);
            let token = self.tree.token(first);
            self.tree.token(clause).relation.is("advcl")
                && clause < verb
                && (token.xpos == "WRB" || token.relation.is("mark"))
        })
    }

    /// The subject of a verb of speech that stands with it between two marks, and alone.
    fn inserted_subject(&self, verb: usize) -> Option<usize> {
        const WIDEST: usize = 5;
        let is_mark = |at: usize| self.tree.token(at).upos == Upos::Punct;
        let parts = |at: usize| self.tree.token(at).form == ";";
        let nominal = |at: &usize| {
            matches!(
                self.tree.token(*at).upos,
                Upos::Pron
                    | Upos::Propn
                    | Upos::Noun
                    | Upos::Det
                    | Upos::Adj
                    | Upos::Adp
                    | Upos::Part
                    | Upos::Adv
            )
        };
        let start = (0..verb).rev().take(2 * WIDEST).find(|&at| is_mark(at))?;
        let end = (verb + 1..self.tree.len())
            .take(WIDEST)
            .find(|&at| is_mark(at))?;
        let before: Vec<usize> = (start + 1..verb).collect();
        let after: Vec<usize> = (verb + 1..end).collect();
        let all_nominal = before.iter().chain(&after).all(nominal);
        // At the head of a sentence the frame has its content after it, where the tree tells.
        let subject = |words: &[usize]| {
            words.iter().copied().find(|&at| {
                matches!(
                    self.tree.token(at).upos,
                    Upos::Pron | Upos::Propn | Upos::Noun
                )
            })
        };
        if !all_nominal || start == 0 || parts(start) {
            return None;
        }
        let found = subject(&before).or_else(|| subject(&after))?;
        // ", which Scipio announced in May,": a clause about what stands before.
        let form = self.tree.token(found).form.to_lowercase();
        if self.cues.pronouns.relative.contains(&form) || self.is_nobody(found) {
            return None;
        }
        // "..., taught the intruders respect.": what is said stands there already.
        let said = self.tree.children_by(verb, "obj").any(|object| {
            object != found
                && self.tree.token(object).upos == Upos::Noun
                && !before.contains(&found)
        });
        (!said).then_some(found)
    }
}
