//! Undoes what the parser is known to get wrong, where the words leave no other reading.

mod auxiliary;
mod clauses;
mod called;
mod complements;
mod contrast;
mod dates;
mod governed;
mod infinitive;
mod parallel;
mod particle;
mod phrases;
mod subjects;

use super::lexicon::Cues;
use crate::language::tree::{Relation, Token, Tree, Upos};

/// The tree with its errors mended; `is_date` tells which tokens belong to dates.
pub fn repair(tree: Tree, cues: &Cues, is_date: &dyn Fn(usize) -> bool) -> Tree {
    let mut tokens = tree.tokens().to_vec();
    let mender = Mender {
        tree: &tree,
        cues,
        is_date,
    };
    let mut changed = false;
    for at in 0..tree.len() {
        for (token, change) in mender.changes(at) {
            changed = true;
            match change {
                Change::Attach(head, relation) => {
                    tokens[token].head = Some(head);
                    tokens[token].relation = Relation::new(relation);
                }
                Change::Root => {
                    tokens[token].head = None;
                    tokens[token].relation = Relation::new("root");
                }
                Change::Finite => "VBD".clone_into(&mut tokens[token].xpos),
                Change::Infinitive => {
                    tokens[token].xpos = "VB".to_owned();
                    tokens[token].lemma = tokens[token].form.to_lowercase();
                }
                Change::Tag(upos, relation) => {
                    tokens[token].upos = upos;
                    if let Some(relation) = relation {
                        tokens[token].relation = Relation::new(relation);
                    }
                }
            }
        }
    }
    if changed { Tree::new(tokens) } else { tree }
}

enum Change {
    Attach(usize, &'static str),
    /// It is the main verb.
    Root,
    Tag(Upos, Option<&'static str>),
    /// It is a verb in the past and no participle.
    Finite,
    /// Its form is its dictionary form.
    Infinitive,
}

struct Mender<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    is_date: &'a dyn Fn(usize) -> bool,
}

impl Mender<'_> {
    fn changes(&self, at: usize) -> Vec<(usize, Change)> {
        let token = self.tree.token(at);
        let mut changes = Vec::new();
        if token.upos == Upos::Noun && self.is_infinitive(at) {
            changes.push((at, Change::Tag(Upos::Verb, None)));
        }
        if let Some(verb) = self.verb_of_particle(at) {
            changes.push((at, Change::Attach(verb, "compound:prt")));
        }
        changes.extend(self.had_done_to(at).unwrap_or_default());
        if self.is_unread_infinitive(at) {
            changes.push((at, Change::Infinitive));
        }
        if self.is_nominal_adjective(at) {
            changes.push((at, Change::Tag(Upos::Noun, None)));
        }
        if let Some(subject) = self.wished_verb(at) {
            changes.push((at, Change::Tag(Upos::Verb, None)));
            changes.push((subject, Change::Attach(at, "nsubj")));
            let article = self.tree.children_by(at, "det").find(|&det| det < subject);
            changes.extend(article.map(|det| (det, Change::Attach(subject, "det"))));
        }
        if let Some((said, verb)) = self.what_was_said(at) {
            changes.push((at, Change::Attach(said, "obj")));
            changes.push((said, Change::Attach(verb, "csubj")));
            changes.push((verb, Change::Root));
        }
        if let Some(governor) = self.second_date(at) {
            changes.push((at, Change::Attach(governor, "obl")));
        }
        if let Some((head, relation)) = self
            .date_of_pronoun(at)
            .or_else(|| self.date_of_portion(at))
        {
            changes.push((at, Change::Attach(head, relation)));
        }
        if let Some(noun) = self.owner_behind_date(at) {
            changes.push((at, Change::Attach(noun, "nmod:poss")));
            changes.push((at + 1, Change::Attach(at, "case")));
        }
        if let Some(noun) = self.of_ranked(at) {
            changes.push((at, Change::Attach(noun, "acl")));
        }
        if let Some(verb) = self.said_in_writing(at) {
            changes.push((at, Change::Attach(verb, "ccomp")));
        }
        if let Some(noun) = self.clause_of_noun_before(at) {
            changes.push((at, Change::Attach(noun, "acl:relcl")));
        }
        if let Some(noun) = self.doer_of_noun(at) {
            changes.push((at, Change::Attach(noun, "nmod")));
        }
        if let Some(verb) = self.joined_path(at) {
            changes.push((at, Change::Attach(verb, "obl")));
        }
        changes.extend(self.misplaced(at));
        changes.extend(self.called(at));
        changes.extend(self.parallel(at));
        changes.extend(self.contrasted_focus(at));
        if let Some((first, but)) = self.instead_of_subject(at) {
            changes.push((at, Change::Attach(first, "conj")));
            changes.push((but, Change::Attach(at, "cc")));
        }
        if let Some(denied) = self.denied_for_another(at) {
            changes.push((at, Change::Attach(denied, "advmod")));
        }
        if let Some(focus) = self.clause_of_focus(at) {
            changes.push((at, Change::Attach(focus, "acl:relcl")));
        }
        if self.is_doer_who(at) {
            changes.push((at, Change::Tag(token.upos, Some("nsubj"))));
        }
        if let Some(noun) = self.list_behind_colon(at) {
            changes.push((at, Change::Attach(noun, "nmod")));
        }
        if let Some(verb) = self.date_behind_clause(at) {
            changes.push((at, Change::Attach(verb, "obl")));
        }
        if let Some((verb, receiver)) = self.stray_receiver(at).or_else(|| self.named_receiver(at))
        {
            changes.push((receiver, Change::Attach(verb, "iobj")));
            let article = self.tree.children_by(at, "det").find(|&det| det < receiver);
            changes.extend(article.map(|det| (det, Change::Attach(receiver, "det"))));
        }
        if let Some((verb, receiver)) = self.given_thing(at) {
            changes.push((receiver, Change::Attach(verb, "iobj")));
            changes.push((at, Change::Attach(verb, "obj")));
        }
        if let Some(noun) = self.behind_emphasis(at) {
            changes.push((at, Change::Attach(noun, "acl")));
        }
        changes.extend(self.infinitives(at));
        if let Some(clause) = self.noun_before_verb(at) {
            changes.push((at, Change::Tag(Upos::Noun, None)));
            changes.push((at, Change::Attach(clause, "nsubj")));
            changes.push((clause, Change::Root));
        }
        if let Some((subject, clause, that)) = self.verb_after_article(at) {
            changes.push((at, Change::Tag(Upos::Verb, None)));
            changes.push((subject, Change::Tag(Upos::Noun, Some("nsubj"))));
            let article = self.tree.children_by(at, "det").find(|&det| det < subject);
            changes.extend(article.map(|det| (det, Change::Attach(subject, "det"))));
            changes.push((clause, Change::Attach(at, "ccomp")));
            changes.push((that, Change::Tag(Upos::Sconj, Some("mark"))));
        }
        changes.extend(self.found_guilty(at).unwrap_or_default());
        if let Some((verb, relation)) = self.raised_phrase(at) {
            changes.push((at, Change::Attach(verb, relation)));
        }
        changes.extend(self.doing_of_several(at).unwrap_or_default());
        changes.extend(self.apposed_noun(at).unwrap_or_default());
        changes.extend(self.shifted_object(at).unwrap_or_default());
        changes.extend(self.freed_object(at).unwrap_or_default());
        if let Some((noun, verb, above)) = self.finite_without(at) {
            changes.push((at, Change::Attach(noun, "case")));
            changes.push((noun, Change::Tag(Upos::Noun, None)));
            changes.push((noun, Change::Attach(above, "obl")));
            changes.push((verb, Change::Attach(above, "parataxis")));
        }
        changes.extend(self.subject_behind_deed(at).unwrap_or_default());
        if let Some(verb) = self.subject_behind_break(at) {
            changes.push((at, Change::Attach(verb, self.subject_of(verb))));
            let between = (at + 1..verb).filter(|&clause| {
                let clause = self.tree.token(clause);
                clause.relation.is("advcl") && clause.head.is_some_and(|head| head < at)
            });
            changes.extend(between.map(|clause| (clause, Change::Attach(verb, "advcl"))));
        }
        if let Some(noun) = self.counsel_against(at) {
            changes.push((at, Change::Attach(noun, "nmod")));
        }
        if let Some(content) = self.joined_content(at) {
            changes.push((at, Change::Attach(content, "conj")));
        }
        if let Some((noun, part, relation)) = self.part_of_whom(at) {
            changes.push((at, Change::Attach(noun, "acl:relcl")));
            changes.push((part, Change::Attach(at, relation)));
        }
        if token.upos != Upos::Verb {
            if self.has(at, &["cop"]) {
                changes.extend(self.told_copular(at));
            }
            return changes;
        }
        if let Some(verb) = self.clause_behind_colon(at) {
            changes.push((at, Change::Attach(verb, "parataxis")));
        }
        if let Some((subject, copula)) = self.fated(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
            changes.push((copula, Change::Attach(at, "aux")));
        }
        if let Some(verb) = self.participle_of_subject(at) {
            changes.push((at, Change::Attach(verb, "advcl")));
        }
        if let Some(whole) = self.described_whole(at) {
            changes.push((at, Change::Attach(whole, "acl")));
        }
        if let Some((first, rest)) = self.listed_subject(at) {
            changes.push((first, Change::Attach(at, self.subject_of(at))));
            changes.extend(
                rest.into_iter()
                    .map(|other| (other, Change::Attach(first, "conj"))),
            );
        }
        if let Some((clause, governor)) = self.proviso(at) {
            changes.push((clause, Change::Attach(governor, "advcl")));
            changes.push((at, Change::Attach(clause, "mark")));
            changes.push((at, Change::Tag(Upos::Sconj, None)));
            return changes;
        }
        if let Some(noun) = self.stray_relative(at) {
            changes.push((at, Change::Attach(noun, "acl:relcl")));
        }
        if let Some(noun) = self.wished_of_noun(at).or_else(|| self.decided_upon(at)) {
            changes.push((at, Change::Attach(noun, "acl")));
        }
        if let Some((subject, object)) = self.had_done(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
            changes.extend(object.map(|object| (object, Change::Attach(at, "obj"))));
        }
        if let Some((subject, noun)) = self.owned_subject(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
            changes.push((at, Change::Attach(noun, "acl:relcl")));
        }
        if let Some(subject) = self.interrupted_subject(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if let Some(subject) = self.stray_subject(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if let Some(object) = self.stray_object(at) {
            changes.push((object, Change::Attach(at, "obj")));
        }
        changes.extend(self.complements(at));
        changes.extend(self.governed(at));
        if let Some(subject) = self.subject_of_opening(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if self.is_finite(at) {
            changes.push((at, Change::Finite));
        }
        if let Some(governor) = self.made_clear(at) {
            changes.push((at, Change::Attach(governor, "ccomp")));
        }
        if let Some(leave) = self.leave_given(at) {
            changes.push((at, Change::Attach(leave, "acl:relcl")));
        }
        changes
    }

    /// "Cato, who in May proposed it": without an auxiliary whoever proposes is not proposed.
    fn is_doer_who(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let relative = ["WP", "WDT"].contains(&token.xpos.as_str());
        let suffers = token.relation.as_str() == "nsubj:pass";
        let active = token.head.is_some_and(|verb| {
            self.tree.token(verb).upos == Upos::Verb && !self.has(verb, &["aux"]) && at < verb
        });
        relative && suffers && active
    }

    /// "in three towns: A, B and C": names behind a colon say which are meant. Gives the noun before the colon.
    fn list_behind_colon(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let loose = ["parataxis", "appos", "dep"].contains(&token.relation.universal());
        let plain = token.upos == Upos::Propn && !self.has(at, &["nsubj", "cop", "case"]);
        let first = *self.tree.subtree(at).first()?;
        let noun = first.checked_sub(1)?;
        let colon = self.tree.token(first).form == ":";
        let several = self.tree.token(noun).xpos == "NNS" && self.has(at, &["conj"]);
        (loose && plain && colon && several && token.head != Some(noun)).then_some(noun)
    }

    /// The relation of a verb's subject, by its voice.
    fn subject_of(&self, verb: usize) -> &'static str {
        let passive = |at: usize| self.tree.token(at).relation.as_str() == "aux:pass";
        match self.tree.children_by(verb, "aux").any(passive) {
            true => "nsubj:pass",
            false => "nsubj",
        }
    }

    fn has(&self, at: usize, relations: &[&str]) -> bool {
        self.tree
            .children(at)
            .iter()
            .any(|&child| relations.contains(&self.tree.token(child).relation.universal()))
    }

    /// "launched an all-out offensive against Gaul": what has an article and takes part in a clause is no adjective.
    fn is_nominal_adjective(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let takes_part = ["obj", "nsubj", "obl"].contains(&token.relation.universal());
        token.upos == Upos::Adj
            && token.xpos == "JJ"
            && takes_part
            && self.has(at, &["det"])
            && !self.has(at, &["cop", "advmod"])
    }

    /// "demanded that the fighting stop": a noun cannot be the clause; the word before it is the subject.
    fn wished_verb(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let clause = token.upos == Upos::Noun
            && token.xpos == "NN"
            && token.relation.is("ccomp")
            && !self.has(at, &["cop", "nsubj", "nmod", "case"])
            && self
                .tree
                .children_by(at, "mark")
                .any(|mark| self.tree.token(mark).lemma == "that");
        let wished = token.head.is_some_and(|verb| {
            let lemma = &self.tree.token(verb).lemma;
            self.cues.modality.intended.contains(lemma)
        });
        let last = self.tree.children_by(at, "compound").last();
        last.filter(|&subject| clause && wished && subject + 1 == at)
    }

    /// "promised the Gauls two legions": a name before a number that is written out is no part of the noun behind it.
    /// Gives the verb and the receiver.
    fn stray_receiver(&self, noun: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(noun);
        let verb = token.head.filter(|_| token.relation.is("obj"))?;
        let number = self.tree.children_by(noun, "nummod").find(|&number| {
            let form = &self.tree.token(number).form;
            number < noun && form.chars().all(char::is_alphabetic)
        })?;
        let receiver = number.checked_sub(1)?;
        let name = self.tree.token(receiver);
        let fits = name.head == Some(noun)
            && name.upos == Upos::Propn
            && ["compound", "nmod", "amod"].contains(&name.relation.universal())
            && verb < receiver
            && !self.has(verb, &["iobj"]);
        fits.then_some((verb, receiver))
    }

    /// "Cato, who in May agreed, came": a clause whose subject is a relative pronoun right behind a noun and a comma is
    /// about that noun.
    fn stray_relative(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let hangs = ["advcl", "ccomp", "parataxis", "dep"].contains(&token.relation.universal());
        let pronoun = self.tree.children_by(verb, "nsubj").find(|&at| {
            let subject = self.tree.token(at);
            matches!(subject.xpos.as_str(), "WP" | "WDT") && at < verb && hangs
        })?;
        let comma = pronoun.checked_sub(1)?;
        let nominal = |at: usize| matches!(self.tree.token(at).upos, Upos::Noun | Upos::Propn);
        let mut noun = comma.checked_sub(1).filter(|&at| nominal(at))?;
        while let Some(above) = self
            .tree
            .token(noun)
            .head
            .filter(|&at| at < comma && nominal(at))
        {
            noun = above;
        }
        (self.tree.token(comma).form == ",").then_some(noun)
    }

    /// "asked him for leave to build": an infinitive right behind a noun of will says what is willed.
    fn wished_of_noun(&self, infinitive: usize) -> Option<usize> {
        let token = self.tree.token(infinitive);
        let verb = token.head.filter(|_| token.relation.is("xcomp"))?;
        let to = self
            .tree
            .children_by(infinitive, "mark")
            .find(|&mark| self.tree.token(mark).lemma == "to")?;
        let will = |noun: &Token| {
            noun.upos == Upos::Noun && self.cues.modality.intended_nouns.contains(&noun.lemma)
        };
        if will(self.tree.token(verb)) && verb < to {
            return Some(verb);
        }
        let noun = to.checked_sub(1)?;
        let before = self.tree.token(noun);
        let willed = will(before) && before.head == Some(verb) && before.relation.is("obl");
        willed.then_some(noun)
    }

    /// "to have Rome build ships", where Rome passes for a part of the verb. Gives the subject, and the object that was
    /// hung on "have".
    fn had_done(&self, verb: usize) -> Option<(usize, Option<usize>)> {
        let token = self.tree.token(verb);
        let having = token
            .head
            .filter(|&having| having < verb && token.relation.is("xcomp"))?;
        let lets = &self.cues.illocution.letting;
        let subject = self.tree.children(verb).iter().copied().find(|&name| {
            let token = self.tree.token(name);
            let taken = token.relation.is("compound") || token.relation.is("obj");
            name + 1 == verb && taken && token.upos == Upos::Propn
        })?;
        let object = self.tree.children_by(having, "obj").find(|&object| {
            let own = self.tree.children_by(verb, "obj");
            object > verb && own.into_iter().all(|other| other == subject)
        });
        let fits =
            lets.contains(&self.tree.token(having).lemma) && !self.has(verb, &["mark", "nsubj"]);
        fits.then_some((subject, object))
    }

    /// "In March 1940 X proposed", where X hangs on the date; "The X shot", where X passes for a part of a noun.
    fn stray_subject(&self, predicate: usize) -> Option<usize> {
        let infinitive = self
            .tree
            .children_by(predicate, "mark")
            .any(|mark| self.tree.token(mark).lemma == "to");
        let tag = self.tree.token(predicate).xpos.as_str();
        // "Israeli forces invade Egypt": an order would name nobody before it.
        let bare = tag == "VB" && self.tree.token(predicate).head.is_none();
        let finite = ["VBD", "VBZ", "VBP"].contains(&tag) || self.has(predicate, &["aux"]);
        if !finite && !bare || infinitive || self.has(predicate, &["nsubj", "csubj"]) {
            return None;
        }
        if self.tree.token(predicate).relation.is("conj") {
            return None;
        }
        let name = |at: &usize| {
            let token = self.tree.token(*at);
            *at < predicate && token.upos == Upos::Propn && !(self.is_date)(*at)
        };
        let compound = self.tree.children_by(predicate, "compound").find(name);
        compound
            .or_else(|| self.hailed_subject(predicate))
            .or_else(|| self.name_before(predicate))
            .or_else(|| {
                self.tree
                    .children_by(predicate, "obl")
                    .filter(|&date| date < predicate && (self.is_date)(date))
                    .find_map(|date| self.tree.children_by(date, "appos").find(name))
            })
    }

    /// "X, whose book came out": the book, taken for the clause, is its subject. Gives it and X.
    fn owned_subject(&self, verb: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(verb);
        let owned = token.head.filter(|_| token.relation.is("acl"))?;
        let noun = self.tree.token(owned);
        let whose = self
            .tree
            .children(owned)
            .iter()
            .any(|&child| child < owned && self.tree.token(child).lemma == "whose");
        let clause = noun.relation.is("acl") && noun.upos != Upos::Verb;
        let complete = self.has(verb, &["nsubj", "csubj"]);
        let owner = noun.head.filter(|_| whose && clause && !complete)?;
        (owned < verb).then_some((owned, owner))
    }

    /// "asked for the support of X, and Y, after some talks, gave it": the noun between the commas opens the second clause
    /// and is not joined with X.
    fn interrupted_subject(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let bare = token.relation.is("conj")
            && token.xpos == "VBD"
            && !self.has(verb, &["nsubj", "csubj", "aux"]);
        let tokens = self.tree.tokens();
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.form == ",");
        let first = token.head?;
        let clause = self
            .tree
            .children_by(verb, "advcl")
            .chain(self.tree.children_by(first, "advcl"))
            .find(|&clause| first < clause && clause < verb && bare)?;
        let start = self.tree.subtree(clause).into_iter().min()?;
        let end = if comma(start) {
            start
        } else {
            start.checked_sub(1)?
        };
        let noun = end.checked_sub(1).filter(|_| comma(end))?;
        let joined = self.tree.token(noun);
        let nominal = |at: usize| matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
        let beside = joined.relation.is("conj") && joined.head.is_some_and(nominal);
        let before = (0..noun)
            .rev()
            .find(|&at| !matches!(tokens[at].upos, Upos::Det | Upos::Adj))?;
        let opens = tokens[before].upos == Upos::Cconj && before > 0 && comma(before - 1);
        (nominal(noun) && beside && opens).then_some(noun)
    }

    /// "North invades South": a name right behind a verb is no adverb.
    fn stray_object(&self, verb: usize) -> Option<usize> {
        let next = verb + 1;
        let adverb = next < self.tree.len() && {
            let token = self.tree.token(next);
            token.head == Some(verb)
                && token.relation.is("advmod")
                && token.upos == Upos::Propn
                && !(self.is_date)(next)
        };
        (adverb && self.has(verb, &["nsubj"]) && !self.has(verb, &["obj", "aux"])).then_some(next)
    }
}

#[cfg(test)]
mod tests;
