//! Clauses of which the parser gave a part to the clause above, or which it hung on the wrong noun.

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "When ten legions crossed the river, Rome resolved to fight": of two subjects, the one between "when" and the verb of
    /// its clause is that verb's.
    pub(super) fn subject_of_opening(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(verb);
        let governor = token.head.filter(|_| token.relation.is("advcl"))?;
        let opens = |&at: &usize| {
            let word = tree.token(at);
            at < verb && (word.xpos == "WRB" || word.relation.is("mark"))
        };
        let when = tree.children(verb).iter().copied().find(opens)?;
        let bare = verb < governor && !self.has(verb, &["nsubj", "csubj", "expl"]);
        let mut subjects = tree.children_by(governor, "nsubj");
        let own = subjects
            .next()
            .filter(|&own| bare && when < own && own < verb)?;
        subjects.any(|other| verb < other).then_some(own)
    }

    /// "thirteen men, none of whom was armed": the clause is the men's, and those of whom it tells are its subject. Gives the
    /// noun, the part of it and the relation of the part.
    pub(super) fn part_of_whom(&self, verb: usize) -> Option<(usize, usize, &'static str)> {
        let tree = self.tree;
        let token = tree.token(verb);
        let above = token.head.filter(|_| token.relation.is("acl"))?;
        let is_whom = |at: usize| {
            let relative = self
                .cues
                .pronouns
                .relative
                .contains(&*tree.token(at).lower());
            relative && tree.token(at).relation.is("nmod")
        };
        let part = if is_whom(above) {
            tree.token(above).head?
        } else {
            tree.children(above)
                .iter()
                .any(|&at| is_whom(at))
                .then_some(above)?
        };
        let beside = tree.token(part).relation.is("appos");
        let noun = tree
            .token(part)
            .head
            .filter(|&noun| beside && noun < part)?;
        let subject = self.has(verb, &["nsubj", "csubj", "expl"]);
        (!subject).then_some((noun, part, self.subject_of(verb)))
    }

    /// "attacked Roman ships cruising in the gulf": several things do what the "-ing" behind them tells, and are no first part
    /// of its name.
    pub(super) fn doing_of_several(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let doing = token.upos == Upos::Noun && token.form.ends_with("ing") && token.xpos == "NN";
        let known = ["obj", "obl", "nmod", "nsubj", "nsubj:pass", "obl:agent"];
        let relation = known
            .into_iter()
            .find(|known| token.relation.as_str() == *known)?;
        let head = token.head.filter(|_| doing)?;
        let several = at.checked_sub(1)?;
        let word = tree.token(several);
        let plural = ["NNS", "NNPS"].contains(&word.xpos.as_str())
            || word.upos == Upos::Propn && word.form.ends_with('s');
        let inside = word.head == Some(at) && word.relation.is("compound");
        let goes_on = tree.tokens().get(at + 1)?.upos == Upos::Adp
            && tree.children_by(at, "nmod").any(|phrase| phrase > at);
        if !(plural && inside && goes_on) {
            return None;
        }
        let mut changes = vec![
            (several, Change::Attach(head, relation)),
            (at, Change::Tag(Upos::Verb, None)),
            (at, Change::Attach(several, "acl")),
        ];
        for &child in tree.children(at) {
            let relation = &tree.token(child).relation;
            if child > at && relation.is("nmod") {
                changes.push((child, Change::Attach(at, "obl")));
            } else if child < several {
                let own = ["case", "det", "amod", "nummod", "nmod:poss"];
                let own = own.into_iter().find(|one| relation.as_str() == *one);
                changes.extend(own.map(|own| (child, Change::Attach(several, own))));
            }
        }
        Some(changes)
    }

    /// "did not make clear who attacked": an adjective that completes a verb has no relative clause of "who"; it is what
    /// the verb makes clear.
    pub(super) fn made_clear(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(verb);
        let quality = token
            .head
            .filter(|_| token.relation.as_str().ends_with(":relcl"))?;
        let above = tree.token(quality);
        let completes = above.upos == Upos::Adj && above.relation.is("xcomp");
        let asks = |&at: &usize| {
            let word = tree.token(at);
            word.xpos == "WP" && at == quality + 1 && word.relation.is("nsubj")
        };
        let asked = tree.children(verb).iter().any(asks);
        above.head.filter(|_| completes && asked)
    }

    /// "Roman troops attacked in May.": with a full stop and without a label in front it is no headline and has a finite
    /// verb; what forces did was not done to them. "Roman posts attacked in May" leaves it open.
    pub(super) fn is_finite(&self, verb: usize) -> bool {
        let tree = self.tree;
        let token = tree.token(verb);
        let forces = &self.cues.onset.forces;
        let acts = |subject: usize| {
            subject < verb && forces.contains(&tree.token(subject).lemma.to_lowercase())
        };
        let ends = tree.tokens().last().is_some_and(|last| last.form == ".");
        let labelled = || {
            tree.tokens()[..verb]
                .iter()
                .any(|word| is_label_end(&word.form))
        };
        let agent = |&at: &usize| tree.token(at).relation.as_str() == "obl:agent";
        token.xpos == "VBN"
            && token.head.is_none()
            && ends
            && !self.has(verb, &["aux", "cop", "obj"])
            && tree.children_by(verb, "nsubj").any(acts)
            && !tree.children(verb).iter().any(agent)
            && !labelled()
    }

    /// "shot prisoners who had fled": a relative clause tells of the noun right before it, and never of a verb.
    pub(super) fn clause_of_noun_before(&self, clause: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(clause);
        let verb = token.head.filter(|&head| {
            token.relation.as_str() == "acl:relcl" && tree.token(head).upos == Upos::Verb
        })?;
        let first = tree.subtree(clause).into_iter().min()?;
        let pronoun = ["WP", "WDT"].contains(&tree.token(first).xpos.as_str());
        let noun = first.checked_sub(1).filter(|_| pronoun)?;
        let above = tree.token(noun);
        let object =
            above.head == Some(verb) && ["obj", "obl"].contains(&above.relation.universal());
        (object && matches!(above.upos, Upos::Noun | Upos::Propn)).then_some(noun)
    }

    /// "his approval of the attack, which was given in May": leave is given, and what it is leave for is not.
    pub(super) fn leave_given(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(verb);
        let wishing = &self.cues.wishing;
        let passive = |&at: &usize| tree.token(at).relation.as_str() == "aux:pass";
        let gives = token.relation.as_str() == "acl:relcl"
            && wishing.granting.contains(&token.lemma)
            && tree.children(verb).iter().any(passive);
        let matter = token.head.filter(|_| gives)?;
        let leave = |at: usize| wishing.leave.contains(&tree.token(at).lemma.to_lowercase());
        let above = tree.token(matter).head?;
        let below = tree.token(matter).relation.is("nmod") && !leave(matter);
        (below && leave(above)).then_some(above)
    }

    /// "attacked without cause | Rome did attack": a finite verb takes no "without" before it. Gives the noun that takes it,
    /// the verb and whatever that was hung on.
    pub(super) fn finite_without(&self, at: usize) -> Option<(usize, usize, usize)> {
        let tree = self.tree;
        let token = tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("mark"))?;
        let above = tree.token(verb).head?;
        let lacks = self.cues.proviso.lacking.contains(&*token.lower());
        let finite = matches!(tree.token(verb).xpos.as_str(), "VBD" | "VBZ" | "VBP")
            || self.has(verb, &["aux"]) && self.has(verb, &["nsubj"]);
        let noun = at + 1;
        let between = noun < verb && tree.token(noun).head == Some(verb);
        (lacks && finite && between && above < at).then_some((noun, verb, above))
    }
}

/// A mark that ends a label or parts the cells of a row.
fn is_label_end(form: &str) -> bool {
    [":", "|", "-", "\u{2013}", "\u{2014}"].contains(&form)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    #[test]
    fn the_subject_between_when_and_its_verb_is_that_verbs() {
        let read =
            read("When six Roman legions crossed the river, Carthage attacked Saguntum in May.");
        let doers: Vec<_> = read.one("attacked").fillers(Role::Agent).collect();
        assert_eq!(doers.len(), 1);
    }

    #[test]
    fn leave_that_was_given_in_a_year_is_of_that_year() {
        let year = |text: &str, word: &str| {
            let read = read(text);
            let when = read.one(word).time.as_ref()?;
            when.interval.single_year()
        };
        let given = "Hannibal's approval of the attack, which was given in 1218, pleased Carthage.";
        assert_eq!(year(given, "approval"), Some(1218));
        let made =
            "Hannibal's approval of the attack, which was launched in 1218, pleased Carthage.";
        assert_eq!(year(made, "approval"), None);
    }
}
