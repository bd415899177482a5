//! Subjects that the parser gave to another clause, or to a participle before the verb.

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "Rome opened the war in May; the troops, having landed, were on the march": behind a semicolon a noun that was
    /// joined to the clause before is the subject of the one that has none. "Rome landed, and the Gauls were obliged to
    /// fight": so is one right before the verb behind a comma and an "and". Gives the verb of that clause.
    pub(super) fn subject_behind_break(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let joined = token.relation.is("conj") || token.relation.is("appos");
        let before = token
            .head
            .filter(|&head| self.is_nominal(at) && joined && head < at)?;
        let phrase = self.tree.subtree(at);
        let joins = |part: usize| {
            let token = self.tree.token(part);
            token.relation.is("punct") || token.relation.is("cc")
        };
        let start = phrase
            .iter()
            .copied()
            .find(|&part| part > before && !joins(part))?;
        let form = |back: usize| {
            let place = start.checked_sub(back)?;
            Some(self.tree.token(place).form.as_str())
        };
        let semicolon = form(1) == Some(";");
        let joint = start.checked_sub(1)?;
        let comma = self.tree.token(joint).relation.is("cc") && form(2) == Some(",");
        let end = *phrase.last()?;
        (at + 1..self.tree.len()).find(|&verb| {
            let token = self.tree.token(verb);
            let clause = token.relation.is("parataxis") || token.relation.is("conj");
            let behind = token.head.is_some_and(|head| head < at);
            let beside = comma && verb > end && self.opens_with(verb, end, joint);
            (semicolon || beside) && clause && behind && self.lacks_subject(verb)
        })
    }

    /// "At their prompting the army attacked Gaul": behind what is somebody's, a noun right before a verb without a subject
    /// is that, and no object of "prompting".
    pub(super) fn subject_behind_deed(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let token = self.tree.token(at);
        let deed = token
            .head
            .filter(|&head| token.relation.is("obj") && head < at && self.is_nominal(at))?;
        let owned = self.tree.token(deed).xpos == "VBG" && self.has(deed, &["nsubj", "nmod"]);
        let verb = self.tree.token(deed).head.filter(|&verb| verb > at)?;
        let end = *self.tree.subtree(at).last()?;
        let bare = verb > end && self.lacks_subject(verb) && self.opens_with(verb, end, end);
        if !(owned && bare) {
            return None;
        }
        let mut changes = vec![
            (at, Change::Attach(verb, self.subject_of(verb))),
            (deed, Change::Tag(Upos::Noun, Some("obl"))),
        ];
        for &child in self.tree.children(deed) {
            let relation = match self.tree.token(child).relation.universal() {
                "mark" => "case",
                "nsubj" => "nmod:poss",
                _ => continue,
            };
            changes.push((child, Change::Attach(deed, relation)));
        }
        Some(changes)
    }

    /// "Lex Manlia, measure put before the Senate": a name and a noun behind a comma are no compound; the noun says what the
    /// name is.
    pub(super) fn apposed_noun(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let noun = token.head.filter(|&noun| {
            let compound = token.relation.is("compound") && self.is_nominal(at);
            compound && token.upos == Upos::Propn && tree.token(noun).upos == Upos::Noun
        })?;
        let comma = tree.tokens().get(at + 1)?.form == ",";
        let plain = (at + 2..noun).all(|part| {
            let relation = &tree.token(part).relation;
            relation.is("det") || relation.is("amod")
        });
        let first = tree.subtree(noun).into_iter().all(|part| part >= at);
        if !(comma && plain && first && at + 1 < noun) {
            return None;
        }
        let above = tree.token(noun);
        let known = ["nsubj", "nsubj:pass", "obj", "obl"];
        let raised = match above.head {
            Some(head) => {
                let mut known = known.into_iter();
                Change::Attach(head, known.find(|known| above.relation.as_str() == *known)?)
            }
            None => Change::Root,
        };
        Some(vec![(noun, Change::Attach(at, "appos")), (at, raised)])
    }

    fn is_nominal(&self, at: usize) -> bool {
        matches!(self.tree.token(at).upos, Upos::Noun | Upos::Propn) && !(self.is_date)(at)
    }

    /// Whether a finite verb, which needs one, has no subject.
    fn lacks_subject(&self, verb: usize) -> bool {
        let tag = self.tree.token(verb).xpos.as_str();
        let finite = ["VBD", "VBZ", "VBP"].contains(&tag) || self.has(verb, &["aux", "cop"]);
        finite && !self.has(verb, &["nsubj", "csubj", "expl", "mark"])
    }

    /// Whether nothing but the verb's auxiliaries and adverbs stands between the end of a phrase and the verb; `joint` is
    /// the one conjunction that may belong to it.
    fn opens_with(&self, verb: usize, end: usize, joint: usize) -> bool {
        let own = |part: usize| {
            let token = self.tree.token(part);
            token.head == Some(verb)
                && ["aux", "cop", "advmod"].contains(&token.relation.universal())
        };
        let second = self.tree.children_by(verb, "cc").any(|cc| cc != joint);
        !second && (end + 1..verb).all(own)
    }
}
