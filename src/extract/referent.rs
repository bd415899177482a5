//! What a phrase refers to: a named entity, one that modifies its head noun, or one that context supplies.

use super::assertion::Filler;
use super::clause::{case_of, clause};
use super::discourse::Discourse;
use super::lexicon::{Lexicon, Pronoun};
use super::names::Names;
use crate::frame::{EntityKind, EntityTable};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;

/// Resolves the phrases of one sentence.
pub struct Resolver<'a> {
    /// The sentence.
    pub tree: &'a Tree,
    /// Words.
    pub lexicon: &'a Lexicon,
    /// Names and dates by token.
    pub names: &'a Names<'a>,
    /// Entities.
    pub entities: &'a EntityTable,
    /// What came before.
    pub discourse: &'a Discourse,
    /// Index of the sentence.
    pub sentence: usize,
}

/// The outcome for one phrase.
pub enum Referent {
    /// Found, perhaps with nothing but its words.
    Filler(Filler),
    /// A pronoun or a context-bound name without an antecedent.
    Unresolved(Span),
}

impl Resolver<'_> {
    /// Resolves the phrase headed by `head`.
    pub fn resolve(&self, head: usize) -> Referent {
        let words = self.phrase(head);
        if self.names.entity_at(head).is_none() && self.pronoun(head).is_some() {
            return match self.antecedent(head) {
                Some(entity) => Referent::Filler(Filler {
                    words,
                    entity: Some(entity),
                    resolved: true,
                    ..Filler::default()
                }),
                None => Referent::Unresolved(words),
            };
        }
        let (entity, resolved) = self
            .entity(head, 0)
            .map_or((None, false), |(e, r)| (Some(e), r));
        let concept = self.names.concepts(head).first().cloned();
        let war = concept.as_deref() == Some("war") && entity.is_none();
        let entity = if war { self.definite_war(head) } else { entity };
        let token = self.tree.token(head);
        let lemma = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
            .then(|| token.lemma.to_lowercase());
        Referent::Filler(Filler {
            words,
            entity,
            lemma,
            inner: if entity.is_none() {
                self.inner(head)
            } else {
                Vec::new()
            },
            concept,
            resolved: resolved || war,
            ..Filler::default()
        })
    }

    /// The entities named by what modifies a noun, coordination included.
    fn inner(&self, head: usize) -> Vec<usize> {
        self.tree
            .subtree(head)
            .into_iter()
            .filter(|&at| at != head)
            .filter(|&at| {
                self.tree
                    .ancestors(at)
                    .take_while(|&above| above != head)
                    .chain([at])
                    .all(|step| {
                        ["nmod", "conj", "appos", "flat", "compound"]
                            .contains(&self.tree.token(step).relation.universal())
                    })
            })
            .filter_map(|at| self.names.entity_at(at))
            .collect()
    }

    /// "the war", "the conflict": the one last named.
    fn definite_war(&self, head: usize) -> Option<usize> {
        let indefinite = self.tree.children_by(head, "det").any(|det| {
            ["a", "an", "any", "another", "no"].contains(&self.tree.token(det).lemma.as_str())
        });
        let qualified = self
            .tree
            .children(head)
            .iter()
            .any(|&child| self.tree.token(child).relation.is("compound"));
        if indefinite || qualified {
            None
        } else {
            self.discourse.war()
        }
    }

    /// The entity of a phrase and whether context was needed.
    fn entity(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        if depth > 3 {
            return None;
        }
        if let Some(name) = self.names.name_at(head) {
            // "South Korean guns": a thing that stands for those whose it is.
            let thing = self.entities.all()[name.entity].kind == EntityKind::Thing;
            let standing = thing
                && self
                    .lexicon
                    .stands_for(&self.tree.token(head).lemma.to_lowercase());
            let owner = standing.then(|| self.by_modifier(head, depth)).flatten();
            return Some(owner.unwrap_or((name.entity, !name.certain)));
        }
        if let Some(found) = self
            .by_apposition(head)
            .or_else(|| self.by_predication(head))
        {
            return Some(found);
        }
        if let Some(found) = self.by_maker(head, depth) {
            return Some(found);
        }
        let token = self.tree.token(head);
        let quantifier = matches!(token.upos, Upos::Pron | Upos::Det | Upos::Num | Upos::Adj)
            || self.lexicon.cues.quantifiers.contains(&token.lemma);
        if quantifier {
            let inner = self
                .tree
                .children_by(head, "nmod")
                .find(|&child| case_of(self.tree, child).iter().any(|case| case == "of"))?;
            return self.entity(inner, depth + 1);
        }
        if self.lexicon.stands_for(&token.lemma.to_lowercase()) || self.has_standing_conjunct(head)
        {
            return self.by_modifier(head, depth);
        }
        None
    }

    /// "the guns and mortars of the DPRK army": the phrase after the last conjunct modifies all.
    fn has_standing_conjunct(&self, head: usize) -> bool {
        self.tree.children_by(head, "conj").any(|at| {
            self.lexicon
                .stands_for(&self.tree.token(at).lemma.to_lowercase())
        })
    }

    fn by_apposition(&self, head: usize) -> Option<(usize, bool)> {
        self.tree.children(head).iter().find_map(|&child| {
            let relation = self.tree.token(child).relation.as_str();
            let apposed = relation == "appos" || relation.starts_with("flat");
            let name = self.names.name_at(child).filter(|_| apposed)?;
            Some((name.entity, !name.certain))
        })
    }

    /// "The Council adopted a resolution which demanded ...": what a decision says, its makers say.
    fn by_maker(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let concepts = self.names.concepts(head);
        if !concepts.iter().any(|concept| concept == "resolution") {
            return None;
        }
        let verb = self.tree.token(head).head?;
        let clause = clause(self.tree, &self.lexicon.cues, verb, &|at| {
            self.names.is_date(at)
        });
        if !clause.objects.contains(&head) {
            return self.by_modifier(head, depth);
        }
        clause
            .subjects
            .iter()
            .find_map(|&subject| self.entity(subject, depth + 1))
    }

    /// "The Korean War was a war which ...": what is said of the predicate noun is said of the subject, where both are
    /// of one class.
    fn by_predication(&self, head: usize) -> Option<(usize, bool)> {
        self.tree.children_by(head, "cop").next()?;
        let subject = self.tree.children_by(head, "nsubj").next()?;
        let name = self.names.name_at(subject)?;
        let shared = self
            .names
            .concepts(subject)
            .iter()
            .any(|concept| self.names.concepts(head).contains(concept));
        shared.then_some((name.entity, !name.certain))
    }

    /// The entity that modifies a noun of persons or forces.
    fn by_modifier(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let mut found: Option<(usize, bool)> = None;
        for &child in self.tree.children(head) {
            let relation = self.tree.token(child).relation.as_str();
            let possessive = relation == "nmod:poss";
            let direct = possessive
                || relation.starts_with("amod")
                || relation.starts_with("compound")
                || relation.starts_with("nmod:desc")
                || relation.starts_with("nmod:unmarked");
            let of = relation.starts_with("nmod")
                && case_of(self.tree, child)
                    .iter()
                    .any(|case| self.lexicon.cues.belonging.contains(case));
            let candidate = if direct || of {
                if possessive && self.pronoun(child).is_some() {
                    self.antecedent(child).map(|entity| (entity, true))
                } else {
                    self.entity(child, depth + 1)
                }
            } else if relation == "conj" && found.is_none() {
                self.by_modifier(child, depth + 1)
            } else {
                None
            };
            // The nearest modifier of a noun is its most intimate one; a possessor wins over an adjective.
            if candidate.is_some() && (found.is_none() || possessive) {
                found = candidate;
            }
        }
        found
    }

    fn pronoun(&self, at: usize) -> Option<Pronoun> {
        let token = self.tree.token(at);
        let word = token.form.to_lowercase();
        if token.upos != Upos::Pron && token.relation.as_str() != "nmod:poss" {
            return None;
        }
        self.lexicon.cues.pronoun(&word)
    }

    fn antecedent(&self, at: usize) -> Option<usize> {
        let start = self.tree.token(at).span.start;
        self.discourse
            .resolve(self.entities, self.pronoun(at)?, self.sentence, start)
    }

    /// The words of the name that `head` heads, or of its phrase.
    pub fn name_or_phrase(&self, head: usize) -> Span {
        let phrase = self.phrase(head);
        match self.names.name_at(head) {
            Some(name) => phrase.cover(name.span),
            None => phrase,
        }
    }

    /// The words of a phrase: its head with the modifiers beside it, without clauses, appositions and conjuncts.
    pub fn phrase(&self, head: usize) -> Span {
        let mut span = self.tree.token(head).span;
        for &child in self.tree.children(head) {
            let relation = &self.tree.token(child).relation;
            let inner = ["det", "amod", "compound", "nummod", "flat", "nmod"]
                .contains(&relation.universal())
                || relation.as_str() == "obl:unmarked";
            let near = inner && relation.as_str() != "nmod:unmarked" || relation.is("fixed");
            if near {
                let inner = ["nmod", "amod", "compound"].contains(&relation.universal());
                let deeper = if inner {
                    self.phrase(child)
                } else {
                    self.tree.token(child).span
                };
                span = span.cover(deeper);
            }
        }
        span
    }
}
