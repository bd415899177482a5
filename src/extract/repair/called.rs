//! Words that were taken for an address or for a clause of their own: "Roman ships bombed Gaul.", "Retreating Gauls have burnt
//! the town."

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// What the word at `at` was not, and is.
    pub(super) fn called(&self, at: usize) -> Vec<(usize, Change)> {
        let mut changes = Vec::new();
        if let Some(verb) = self.addressed_object(at) {
            changes.push((at, Change::Attach(verb, "obj")));
        }
        if let Some((noun, verb)) = self.noun_of_participle(at) {
            changes.push((noun, Change::Attach(verb, "nsubj")));
            changes.push((at, Change::Attach(noun, "amod")));
        }
        if let Some(doubt) = self.outside_clause(at) {
            changes.push((at, Change::Attach(doubt, "dep")));
        }
        changes
    }

    /// "Roman ships bombed Gaul.": nobody is called right behind a verb, with no comma between.
    fn addressed_object(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("vocative"))?;
        let phrase = self.tree.subtree(at);
        let comma = phrase.iter().any(|&part| self.tree.token(part).form == ",");
        let close = phrase.into_iter().min() == Some(verb + 1) && !comma;
        let takes = self.tree.token(verb).upos == Upos::Verb
            && self.has(verb, &["nsubj"])
            && !self.has(verb, &["obj", "aux:pass", "nsubj:pass"]);
        (close && takes).then_some(verb)
    }

    /// "Retreating Gauls have burnt the town.": the participle of a verb without an object, in front of those who did something,
    /// is no deed that did it. Gives them and their verb.
    fn noun_of_participle(&self, at: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(at);
        let subject = token.relation.is("csubj") && token.xpos == "VBG";
        let verb = token.head.filter(|_| subject)?;
        let before = at.checked_sub(1).map(|before| self.tree.token(before));
        let opens = before.is_none_or(|before| {
            before.upos == Upos::Punct || before.relation.is("mark") || before.relation.is("cc")
        });
        let going = &self.cues.going_away;
        let noun = self.tree.children_by(at, "obj").next();
        let noun = noun.filter(|_| going.contains(&token.lemma.to_lowercase()))?;
        let bare = !self.has(noun, &["det", "nmod:poss", "case"]) && !self.has(verb, &["nsubj"]);
        let first = self.tree.subtree(noun).into_iter().min() == Some(at + 1);
        (opens && bare && first && noun < verb).then_some((noun, verb))
    }

    /// "I have no doubt, and nobody had any, that Gaul fell": what stands before the word that opens a clause is no subject
    /// of it. Gives the head of that clause.
    fn outside_clause(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token
            .head
            .filter(|_| token.relation.as_str() == "nsubj:outer")?;
        let opens = self
            .tree
            .children_by(verb, "mark")
            .find(|&mark| mark > at)?;
        let own = self
            .tree
            .children_by(verb, "nsubj")
            .any(|subject| subject > opens);
        let outer = self.tree.token(verb).head.filter(|&outer| outer < at);
        outer.filter(|_| own)
    }
}
