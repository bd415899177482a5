//! What the phrase that names a matter is about: the deed that fills a topic ("learnt of the attack", "found that an
//! invasion was under way", "refuted the theory in which X attacked").

use super::clause::case_of;
use super::event::Event;
use super::sentence::SentenceReader;
use crate::language::tree::Upos;

impl SentenceReader<'_> {
    /// "the theory that X attacked": what it says is what one refutes or repeats.
    fn told_in(&self, noun: usize) -> Option<usize> {
        let tree = self.sentence.tree;
        let cues = &self.lexicon.cues.attribution;
        let lemma = tree.token(noun).lemma.to_lowercase();
        let tells = cues.report_nouns.contains(&lemma) || cues.reject_nouns.contains(&lemma);
        let says = |clause: &usize| {
            let that = tree.children(*clause).iter().copied().find(|&child| {
                let token = tree.token(child);
                let mut objects = tree.children_by(*clause, "obj");
                let doubled = token.relation.is("obj") && objects.any(|object| object != child);
                let joins = token.relation.is("mark")
                    || token.relation.as_str() == "obl:unmarked"
                    || doubled;
                joins && token.form.eq_ignore_ascii_case("that")
            });
            let subject = tree
                .children_by(*clause, "nsubj")
                .any(|at| Some(at) != that);
            that.is_some_and(|that| noun < that) && subject
        };
        let mut clauses = tree.children_by(noun, "acl");
        let clause = clauses.find(|at| says(at) || self.is_set_out_in(noun, *at));
        let clause = clause.filter(|_| tells)?;
        let named = |other: &Event| other.host == clause;
        self.events.iter().position(named)
    }

    /// "the theories in which X attacked", "the version according to which it was X": the clause is what the noun tells.
    fn is_set_out_in(&self, noun: usize, clause: usize) -> bool {
        let tree = self.sentence.tree;
        let within = &self.lexicon.cues.attribution.set_out;
        let mut phrases = tree.children_by(clause, "obl");
        phrases.any(|at| {
            let cases = case_of(tree, at).join(" ");
            let relative = tree.token(at).xpos.starts_with('W');
            noun < at && relative && within.contains(&cases)
        })
    }

    /// The event that the phrase names: the deed that a light verb carries ("that they had carried out an attack") rather
    /// than the verb.
    pub(super) fn nested(&self, head: usize) -> Option<usize> {
        let lemma = &self.sentence.tree.token(head).lemma;
        let light = self.lexicon.cues.light.active.contains(lemma);
        let named = |other: &Event| other.host == head && other.noun;
        let carried = || {
            self.events
                .iter()
                .position(|other| named(other) && other.head != head)
        };
        light.then(carried).flatten().or_else(|| {
            let known = |other: &Event| other.head == head || named(other);
            self.events
                .iter()
                .position(known)
                .or_else(|| self.had_done(head))
                .or_else(|| self.told_in(head))
                .or_else(|| self.going_on(head))
        })
    }

    /// "proved that it was Carthage that attacked": what is proved of whoever is put forward.
    pub(super) fn put_forward(&self, focus: usize) -> Option<usize> {
        let tree = self.sentence.tree;
        let neuter = &self.lexicon.cues.pronouns.neuter;
        let it = |&at: &usize| {
            let token = tree.token(at);
            let subject = ["expl", "nsubj"].contains(&token.relation.universal());
            subject && neuter.contains(&*token.lower())
        };
        let cleft = tree.children_by(focus, "cop").next().is_some();
        if !cleft || !tree.children(focus).iter().any(it) {
            return None;
        }
        let clauses = tree.children(focus).iter().filter(|&&at| {
            let relation = &tree.token(at).relation;
            at > focus && ["acl", "advcl"].contains(&relation.universal())
        });
        let mut deeds =
            clauses.flat_map(|&at| std::iter::once(at).chain(tree.children_by(at, "conj")));
        deeds.find_map(|at| self.events.iter().position(|other| other.host == at))
    }

    /// "asked to have the letters printed": what is had done.
    fn had_done(&self, verb: usize) -> Option<usize> {
        let tree = self.sentence.tree;
        let lemma = &tree.token(verb).lemma;
        let letting = self.lexicon.cues.illocution.letting.contains(lemma);
        let done = tree.children_by(verb, "xcomp").next().filter(|_| letting)?;
        self.events.iter().position(|other| other.head == done)
    }

    /// "that graves had been found": the verb of a clause.
    pub(super) fn unknown_deed(&self, head: usize) -> Option<Box<str>> {
        let token = self.sentence.tree.token(head);
        let clause = token.upos == Upos::Verb && token.relation.is("ccomp");
        clause.then(|| token.lemma.to_lowercase().into())
    }

    /// "that an invasion was under way": what goes on is the deed that the subject names.
    fn going_on(&self, head: usize) -> Option<usize> {
        let tree = self.sentence.tree;
        let token = tree.token(head);
        let cases = tree
            .children_by(head, "case")
            .map(|at| tree.token(at).form.to_lowercase());
        let mut phrase: Vec<String> = cases.collect();
        phrase.push(token.form.to_lowercase());
        let phrase = phrase.join(" ");
        let goes_on = self.lexicon.cues.light.going_on.contains(&phrase);
        let bare = tree.children_by(head, "cop").next().is_some();
        let subject = tree.children_by(head, "nsubj").next();
        let subject = subject.filter(|_| goes_on && bare)?;
        let named = |other: &Event| other.head == subject && other.noun;
        self.events.iter().position(named)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn topic(text: &str, trigger: &str) -> Option<String> {
        let read = read(text);
        let told = read.all(trigger);
        let event = told[0]
            .fillers(Role::Topic)
            .find_map(|filler| filler.event)?;
        let words = read.every()[event].trigger;
        Some(text[words.range()].to_owned())
    }

    #[test]
    fn what_goes_on_is_what_is_told() {
        let text = "Rome learned that an attack on Carthage was under way.";
        assert_eq!(topic(text, "learned").as_deref(), Some("attack"));
    }

    #[test]
    fn what_a_theory_tells_is_what_is_refuted() {
        for theory in [
            "theory that",
            "theory in which",
            "version according to which",
        ] {
            let text = format!("The files refuted the {theory} Rome had attacked Carthage.");
            assert_eq!(
                topic(&text, "refuted").as_deref(),
                Some("attacked"),
                "{theory}"
            );
        }
    }

    #[test]
    fn where_a_theory_was_told_is_not_what_it_tells() {
        let text = "The files refuted the theory that Rome had in 1950.";
        assert_eq!(topic(text, "refuted"), None);
    }
}
