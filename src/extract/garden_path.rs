//! Sentences that lead a parser astray: "tanks built in Soviet factories rolled", "papers opened in 1991 show that", "LABEL:
//! starts in June". The words themselves leave one reading, which is put in place of the parser's.

mod headline;
mod moved;
#[cfg(test)]
mod tests;

use super::lexicon::Cues;
use crate::language::tree::{Relation, Token, Tree, Upos};

/// A root that the parser chose by less than this (nats) may be the wrong verb.
const UNSURE: f32 = 2.5;

/// The tree of the reading that the words leave; `lemma` gives the dictionary form of a word taken for a verb in the past
/// tense, `is_event` whether such a form names an event, `takes` whether that verb takes a word (or, without one, an object)
/// right behind it.
pub fn lead_back(
    tree: Tree,
    cues: &Cues,
    lemma: &dyn Fn(&str, &str) -> String,
    is_event: &dyn Fn(&str) -> bool,
    takes: &dyn Fn(&str, Option<&str>) -> bool,
    is_date: &dyn Fn(usize) -> bool,
) -> Tree {
    let reader = Reader {
        tree: &tree,
        cues,
        lemma,
        is_event,
        takes,
        is_date,
    };
    match reader.tokens() {
        Some(tokens) => Tree::new(tokens),
        None => tree,
    }
}

struct Reader<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    lemma: &'a dyn Fn(&str, &str) -> String,
    is_event: &'a dyn Fn(&str) -> bool,
    takes: &'a dyn Fn(&str, Option<&str>) -> bool,
    is_date: &'a dyn Fn(usize) -> bool,
}

impl Reader<'_> {
    fn tokens(&self) -> Option<Vec<Token>> {
        let root = (0..self.tree.len()).find(|&at| self.token(at).head.is_none())?;
        self.inserted_saying(root)
            .or_else(|| self.saying_noun(root))
            .or_else(|| self.verb_in_object(root))
            .or_else(|| self.two_participles(root))
            .or_else(|| self.made_so(root))
            .or_else(|| self.clause_as_subject(root))
            .or_else(|| self.labelled(root))
            .or_else(|| self.verbless(root))
            .or_else(|| self.moved(root))
            .or_else(|| self.verb_as_adjective(root))
            .or_else(|| self.gerund_as_noun())
            .or_else(|| self.verb_as_noun())
    }

    fn token(&self, at: usize) -> &Token {
        self.tree.token(at)
    }

    fn child(&self, at: usize, relations: &[&str]) -> Option<usize> {
        let mut children = self.tree.children(at).iter().copied();
        children.find(|&child| relations.contains(&self.token(child).relation.universal()))
    }

    /// Whether the verb may be a participle that describes its subject: a form in the past without an auxiliary.
    fn may_describe(&self, verb: usize) -> bool {
        self.is_bare_past(verb) && self.child(verb, &["obj", "ccomp", "xcomp"]).is_none()
    }

    /// Whether the verb may be the finite one: nothing says that it hangs on something else.
    fn may_be_finite(&self, verb: usize) -> bool {
        let token = self.token(verb);
        let relative = self
            .tree
            .subtree(verb)
            .iter()
            .any(|&at| matches!(self.token(at).xpos.as_str(), "WDT" | "WP") && at < verb);
        token.upos == Upos::Verb
            && matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "VBN" | "VB")
            && self
                .child(verb, &["mark", "nsubj", "csubj", "aux"])
                .is_none()
            && !self
                .tree
                .children(verb)
                .iter()
                .any(|&child| self.token(child).relation.as_str() == "obl:agent")
            && !relative
    }

    /// `verb` becomes the root, `subject` its subject, which `participle` describes.
    fn reduced(&self, verb: usize, subject: usize, participle: usize) -> Vec<Token> {
        let mut tokens = self.tree.tokens().to_vec();
        attach(&mut tokens, participle, Some(subject), "acl");
        attach(&mut tokens, subject, Some(verb), "nsubj");
        attach(&mut tokens, verb, None, "root");
        if tokens[participle].xpos == "VBD" {
            tokens[participle].xpos = "VBN".to_owned();
        }
        // What stands before the subject opens the sentence and belongs to its verb; so does the full stop.
        for &child in self.tree.children(participle) {
            let stop = tokens[child].relation.is("punct") && child > verb;
            if (child < subject || stop) && child != subject {
                tokens[child].head = Some(verb);
            }
        }
        tokens
    }

    /// "Stalin, she holds, approved it": the words between the commas only say who says so.
    fn inserted_saying(&self, root: usize) -> Option<Vec<Token>> {
        let cues = &self.cues.attribution;
        let lemma = self.token(root).lemma.to_lowercase();
        let says = cues.report.contains(&lemma) || cues.opining.contains(&lemma);
        let speaker = self
            .child(root, &["nsubj"])
            .filter(|&at| says && at < root)?;
        let subject = self
            .child(
                root,
                &[
                    "vocative",
                    "dislocated",
                    "appos",
                    "dep",
                    "nmod",
                    "parataxis",
                    "obl",
                ],
            )
            .filter(|&at| at < speaker && self.child(at, &["case"]).is_none())?;
        let comma = |at: usize| {
            self.tree
                .tokens()
                .get(at)
                .is_some_and(|token| token.form == ",")
        };
        let verb = self.tree.children(root).iter().copied().find(|&at| {
            let finite = ["VBD", "VBZ", "VBP"].contains(&self.token(at).xpos.as_str());
            let auxiliary = self.child(at, &["aux", "cop"]).is_some();
            at > root && (finite || auxiliary) && self.child(at, &["nsubj", "cc", "mark"]).is_none()
        })?;
        let set_off = comma(root + 1) && (subject + 1..speaker).any(comma);
        if !set_off {
            return None;
        }
        let mut tokens = self.tree.tokens().to_vec();
        attach(&mut tokens, verb, None, "root");
        attach(&mut tokens, subject, Some(verb), "nsubj");
        attach(&mut tokens, root, Some(verb), "parataxis");
        for &child in self.tree.children(root) {
            let before = child < subject;
            if child != subject && child != verb && (before || child > verb) {
                tokens[child].head = Some(verb);
            }
        }
        Some(tokens)
    }

    /// "Papers opened after 1991 show that ...": a noun of saying without an article, right before "that" and its clause.
    fn saying_noun(&self, root: usize) -> Option<Vec<Token>> {
        let subject = self.child(root, &["nsubj"]).filter(|&at| at < root)?;
        if !self.is_bare_past(root) {
            return None;
        }
        let noun = (root + 1..self.tree.len()).find(|&at| {
            let token = self.token(at);
            let says = |lemma: &str| {
                let cues = &self.cues.attribution;
                cues.report.contains(lemma) || cues.factive.contains(lemma)
            };
            token.upos == Upos::Noun
                && says(&token.lemma.to_lowercase())
                && self.child(at, &["det", "amod"]).is_none()
                && self.next_is(at, "that")
        })?;
        let clause = self.tree.children(noun).iter().copied().find(|&child| {
            self.token(child).upos == Upos::Verb
                && child > noun
                && self
                    .tree
                    .children_by(child, "mark")
                    .any(|mark| self.token(mark).lemma == "that")
        })?;
        let mut tokens = self.reduced(noun, subject, root);
        tokens[noun].upos = Upos::Verb;
        tokens[noun].xpos = "VBP".to_owned();
        tokens[noun].lemma = (self.lemma)("VERB|VBP", &tokens[noun].form);
        attach(&mut tokens, clause, Some(noun), "ccomp");
        // "after 1991": what was taken for the noun's number is a phrase of the participle.
        let number = self.child(noun, &["nummod", "compound"]);
        for &child in self.tree.children(noun) {
            let token = &self.tree.token(child);
            if Some(child) == number {
                attach(&mut tokens, child, Some(root), "obl");
            } else if token.relation.is("case") {
                tokens[child].head = number.or(Some(root));
            }
        }
        Some(tokens)
    }

    /// Whether the verb is in the past, without an auxiliary or a marker.
    fn is_bare_past(&self, verb: usize) -> bool {
        let token = self.token(verb);
        token.upos == Upos::Verb
            && matches!(token.xpos.as_str(), "VBN" | "VBD")
            && self.child(verb, &["aux", "mark"]).is_none()
    }

    fn next_is(&self, at: usize, word: &str) -> bool {
        at + 1 < self.tree.len() && self.token(at + 1).form.eq_ignore_ascii_case(word)
    }

    /// "tanks built in Soviet factories rolled across": the finite verb was hung on the noun before it.
    fn verb_in_object(&self, root: usize) -> Option<Vec<Token>> {
        if self.token(root).margin > UNSURE || !self.may_describe(root) {
            return None;
        }
        let subject = self.child(root, &["nsubj"]).filter(|&at| at < root)?;
        let verb = (root + 1..self.tree.len()).find(|&at| {
            self.token(at).relation.is("acl") && self.may_be_finite(at) && {
                let noun = self.token(at).head;
                noun.is_some_and(|noun| noun > root && noun + 1 == at)
            }
        })?;
        Some(self.reduced(verb, subject, root))
    }

    /// "divisions trained by officers burst into": two participles of one noun, and no other verb.
    fn two_participles(&self, root: usize) -> Option<Vec<Token>> {
        let noun = self.token(root);
        let nominal = matches!(noun.upos, Upos::Noun | Upos::Propn);
        if !nominal || self.child(root, &["cop", "case"]).is_some() {
            return None;
        }
        let clauses: Vec<usize> = self
            .tree
            .children_by(root, "acl")
            .filter(|&at| self.token(at).relation.as_str() == "acl" && at > root)
            .collect();
        let [participle, verb] = clauses[..] else {
            return None;
        };
        let fits = self.may_describe(participle)
            && self.may_be_finite(verb)
            && self.token(verb).xpos != "VB"
            && self.child(verb, &["cc"]).is_none();
        fits.then(|| {
            let mut tokens = self.reduced(verb, root, participle);
            for &child in self.tree.children(root) {
                let relation = &self.token(child).relation;
                if relation.is("advmod") && child < root || relation.is("punct") && child > verb {
                    tokens[child].head = Some(verb);
                }
            }
            tokens
        })
    }

    /// "Papers made available in May prove": a verb that needs an object describes its subject, where it has none; the finite
    /// verb was hung below it.
    fn made_so(&self, root: usize) -> Option<Vec<Token>> {
        let lemma = self.token(root).lemma.to_lowercase();
        let without_object =
            self.is_bare_past(root) && self.child(root, &["obj", "ccomp"]).is_none();
        let quality = self
            .child(root, &["xcomp"])
            .filter(|&at| at > root && self.token(at).upos == Upos::Adj)?;
        if !without_object || !self.cues.making_so.contains(&lemma) {
            return None;
        }
        let subject = self.child(root, &["nsubj"]).filter(|&at| at < root)?;
        let verb = (quality + 1..self.tree.len()).find(|&at| {
            let below = self.token(at).head == Some(root) || self.token(at).head == Some(quality);
            let coordinated = self.child(at, &["cc"]).is_some();
            below && self.may_be_finite(at) && self.token(at).xpos != "VBN" && !coordinated
        })?;
        Some(self.reduced(verb, subject, root))
    }

    /// "Papers released in the 1990s prove": the subject with its participle was taken for a clause.
    fn clause_as_subject(&self, root: usize) -> Option<Vec<Token>> {
        let participle = self
            .tree
            .children_by(root, "csubj")
            .find(|&at| at < root && self.may_describe(at))?;
        let subject = self
            .child(participle, &["nsubj"])
            .filter(|&at| at < participle)?;
        let mut tokens = self.tree.tokens().to_vec();
        attach(&mut tokens, participle, Some(subject), "acl");
        attach(&mut tokens, subject, Some(root), "nsubj");
        tokens[participle].xpos = "VBN".to_owned();
        Some(tokens)
    }

    /// "THE WAR: starts in June", "China: enters in October": the label is the subject.
    fn labelled(&self, root: usize) -> Option<Vec<Token>> {
        let label = matches!(self.token(root).upos, Upos::Noun | Upos::Propn);
        if !label || self.child(root, &["cop", "acl"]).is_some() {
            return None;
        }
        let verb = self.tree.children(root).iter().copied().find(|&at| {
            let token = self.token(at);
            let colon = self
                .tree
                .children_by(at, "punct")
                .any(|mark| mark < at && matches!(self.token(mark).form.as_str(), ":" | "–" | "—"));
            token.relation.is("parataxis")
                && at > root
                && colon
                && token.upos == Upos::Verb
                && matches!(token.xpos.as_str(), "VBZ" | "VBD" | "VBP")
                && self.child(at, &["nsubj", "csubj", "expl"]).is_none()
        })?;
        let mut tokens = self.tree.tokens().to_vec();
        attach(&mut tokens, root, Some(verb), "nsubj");
        attach(&mut tokens, verb, None, "root");
        for &child in self.tree.children(root) {
            if child > verb {
                tokens[child].head = Some(verb);
            }
        }
        Some(tokens)
    }

    /// "Carthaginian archers bombarded Rome" without a verb in the tree: a participle between two nouns, by a word that
    /// names an event, is the verb.
    fn verbless(&self, root: usize) -> Option<Vec<Token>> {
        let verbs = self
            .tree
            .tokens()
            .iter()
            .any(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
        let nominal = |at: usize| matches!(self.token(at).upos, Upos::Noun | Upos::Propn);
        if verbs || !nominal(root) {
            return None;
        }
        let verb = (1..root).find(|&at| {
            let token = self.token(at);
            let past = token.form.ends_with("ed") && token.upos == Upos::Adj;
            past && token.head == Some(root)
                && nominal(at - 1)
                && (self.is_event)(&(self.lemma)("VERB|VBD", &token.form))
        })?;
        let subject = std::iter::once(verb - 1)
            .chain(self.tree.ancestors(verb - 1))
            .take_while(|&at| at != root && at != verb)
            .last()
            .filter(|&at| at < verb)?;
        let mut tokens = self.tree.tokens().to_vec();
        tokens[verb].upos = Upos::Verb;
        tokens[verb].xpos = "VBD".to_owned();
        tokens[verb].lemma = (self.lemma)("VERB|VBD", &tokens[verb].form);
        attach(&mut tokens, verb, None, "root");
        attach(&mut tokens, subject, Some(verb), "nsubj");
        attach(&mut tokens, root, Some(verb), "obj");
        for &child in self.tree.children(root) {
            let before = child < verb && child != subject;
            let stop = self.token(child).relation.is("punct") && child > root;
            if before || stop || self.token(child).relation.is("obl") {
                tokens[child].head = Some(verb);
            }
            if (self.is_date)(child) && child > root {
                attach(&mut tokens, child, Some(verb), "obl");
            }
        }
        Some(tokens)
    }
}

impl Reader<'_> {
    /// "Carthage advanced south over the river": an adjective with a subject and no copula is a verb, where it names an event.
    fn verb_as_adjective(&self, root: usize) -> Option<Vec<Token>> {
        let token = self.token(root);
        let past = token.upos == Upos::Adj && token.form.ends_with("ed");
        let own = |relations: &[&str]| self.child(root, relations).is_some();
        if !past || !own(&["nsubj"]) || own(&["cop", "aux", "det"]) {
            return None;
        }
        let lemma = (self.lemma)("VERB|VBD", &token.form);
        if !(self.is_event)(&lemma) {
            return None;
        }
        let mut tokens = self.tree.tokens().to_vec();
        tokens[root].upos = Upos::Verb;
        tokens[root].xpos = "VBD".to_owned();
        tokens[root].lemma = lemma;
        Some(tokens)
    }
}

impl Reader<'_> {
    /// "without warning the crowd": behind a preposition a word in "-ing" with an object is a verb.
    fn gerund_as_noun(&self) -> Option<Vec<Token>> {
        let gerund = (1..self.tree.len()).find(|&at| {
            let token = self.token(at);
            let clause = ["advcl", "acl", "xcomp"].contains(&token.relation.universal());
            let marked = self.child(at, &["mark"]).is_some_and(|mark| mark + 1 == at);
            let object = self.child(at, &["obj"]).is_some_and(|object| object > at);
            let noun = token.upos == Upos::Noun && token.form.ends_with("ing");
            noun && clause && marked && object
        })?;
        let mut tokens = self.tree.tokens().to_vec();
        tokens[gerund].upos = Upos::Verb;
        tokens[gerund].xpos = "VBG".to_owned();
        tokens[gerund].lemma = (self.lemma)("VERB|VBG", &tokens[gerund].form);
        Some(tokens)
    }
}

fn attach(tokens: &mut [Token], at: usize, head: Option<usize>, relation: &str) {
    tokens[at].head = head;
    tokens[at].relation = Relation::new(relation);
}
