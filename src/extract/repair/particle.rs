//! Particles and participles that were hung on the object between them and their verb: "turned it down", "had unseated Cato".

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "turned it down": the verb whose object the particle was hung on.
    pub(super) fn verb_of_particle(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let object = token
            .head
            .filter(|_| token.relation.as_str() == "compound:prt")?;
        let above = self.tree.token(object);
        let verb = above.head.filter(|_| above.relation.is("obj"))?;
        let nominal = matches!(above.upos, Upos::Pron | Upos::Noun | Upos::Propn);
        let verbal = self.tree.token(verb).upos == Upos::Verb;
        (nominal && verbal && verb < object && object < at).then_some(verb)
    }

    /// "had unseated Cato", where the participle was taken for an adjective of the name.
    pub(super) fn had_done_to(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let name = token.head.filter(|_| token.relation.is("amod"))?;
        let object = tree.token(name);
        let have = object.head.filter(|_| object.relation.is("obj"))?;
        let bare = object.upos == Upos::Propn
            && name == at + 1
            && have + 1 == at
            && !self.has(name, &["det", "nmod:poss"])
            && !self.has(have, &["aux", "xcomp", "mark"]);
        let past = token.form.ends_with("ed") || matches!(token.xpos.as_str(), "VBN" | "VBD");
        if !bare || !past || tree.token(have).lemma != "have" {
            return None;
        }
        let mut changes = self.hand_over(have, at, "aux");
        changes.push((at, Change::Tag(Upos::Verb, None)));
        changes.push((name, Change::Attach(at, "obj")));
        Some(changes)
    }
}
