//! What a cleft sets against the thing that it puts forward.

use super::{Change, Mender};
use crate::extract::clause::sets_right;
use crate::language::tree::{Token, Upos};

impl Mender<'_> {
    /// "It was Rome, not the Gauls, who attacked": the clause is about the one put forward, not about the one set against it.
    pub(super) fn clause_of_focus(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(verb);
        let other = token
            .head
            .filter(|_| token.relation.as_str() == "acl:relcl")?;
        let beside = ["conj", "parataxis", "appos"];
        let above = tree.token(other);
        let focus = above
            .head
            .filter(|_| beside.contains(&above.relation.universal()))?;
        let denied = tree.children_by(other, "advmod").any(|at| {
            let form = tree.token(at).form.to_lowercase();
            at < other && self.cues.polarity.negators.contains(&form)
        });
        let it = tree.children(focus).iter().any(|&at| {
            let subject = ["expl", "nsubj"].contains(&tree.token(at).relation.universal());
            let form = tree.token(at).form.to_lowercase();
            subject && self.cues.pronouns.neuter.contains(&form)
        });
        (denied && it && self.has(focus, &["cop"])).then_some(focus)
    }

    /// "It was a truce and not a peace that ended the war": the noun in contrast stands beside the one put forward, and is no
    /// part of the clause behind it.
    pub(super) fn contrasted_focus(&self, verb: usize) -> Vec<(usize, Change)> {
        let tree = self.tree;
        let token = tree.token(verb);
        let relative = token.relation.is("acl") && token.upos == Upos::Verb;
        let subject = tree.children_by(verb, "nsubj").find(|&at| at < verb);
        let (Some(focus), Some(pronoun)) = (token.head.filter(|_| relative), subject) else {
            return Vec::new();
        };
        let noun = tree.children_by(verb, "compound").find(|&noun| {
            let nominal = matches!(tree.token(noun).upos, Upos::Noun | Upos::Propn);
            nominal && focus < noun && noun + 1 == pronoun
        });
        let that = ["that", "which", "who"].contains(&tree.token(pronoun).lemma.as_str());
        let Some(noun) = noun.filter(|_| that) else {
            return Vec::new();
        };
        let front = tree.children(verb).iter().copied();
        let front = front.filter(|&part| focus < part && part < noun);
        let relation = |part: usize| match tree.token(part).relation.universal() {
            "cc" => "cc",
            _ => "advmod",
        };
        std::iter::once((noun, Change::Attach(focus, "conj")))
            .chain(front.map(|part| (part, Change::Attach(noun, relation(part)))))
            .collect()
    }

    /// "Not Rome, Ostia or Capua, but Carthage began it": whoever did it, put for a second subject, stands beside those who did
    /// not. Gives the first of them and the "but".
    pub(super) fn instead_of_subject(&self, subject: usize) -> Option<(usize, usize)> {
        let tree = self.tree;
        let token = tree.token(subject);
        let verb = token.head.filter(|_| token.relation.is("nsubj"))?;
        let mut subjects = tree.children_by(verb, "nsubj");
        let first = subjects.next().filter(|&first| first < subject)?;
        let between = first..subject;
        let joins = tree
            .children_by(subject, "cc")
            .chain(tree.children_by(verb, "cc"));
        let mut joins = joins.filter(|cc| between.contains(cc));
        let but = joins.find(|&cc| tree.token(cc).lemma == "but")?;
        let denied = tree.children_by(first, "advmod").any(|at| {
            at < first
                && self
                    .cues
                    .polarity
                    .negators
                    .contains(&*tree.token(at).lower())
        });
        denied.then_some((first, but))
    }

    /// "was not attacked by the Gauls but by Rome", "did not storm Rome but Ostia": what the verb's negation denies is the
    /// one in whose place another is put. Gives that one.
    pub(super) fn denied_for_another(&self, negator: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(negator);
        let verb = token.head.filter(|&verb| {
            tree.token(verb).upos == Upos::Verb && token.relation.is("advmod") && negator < verb
        })?;
        let only = |next: &Token| self.cues.sole.before.contains(&*next.lower());
        let denies = self.cues.polarity.negators.contains(&*token.lower())
            && !tree.tokens().get(negator + 1).is_some_and(only);
        let argument = |&at: &usize| {
            let relation = tree.token(at).relation.as_str();
            at > verb && ["obl:agent", "obj"].contains(&relation)
        };
        let mut arguments = tree.children(verb).iter().copied().filter(argument);
        arguments.find(|&at| denies && sets_right(tree, at))
    }
}
