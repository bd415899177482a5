//! The phrases of a sentence as they are noted, for pronouns in it and after it to point at.

use super::anaphor::Resolution;
use super::clause::case_of;
use super::discourse::{Entry, Function};
use super::lexicon::Pronoun;
use super::referent::{Context, Local, Resolver};
use crate::frame::EntityKind;
use crate::language::tree::Upos;

impl Resolver<'_> {
    /// The places that phrases of the noun name.
    pub(super) fn of_places(&self, head: usize) -> Vec<usize> {
        let tree = self.context.tree;
        let phrases = tree.children_by(head, "nmod").filter(|&at| {
            let case = case_of(tree, at);
            let belonging = &self.context.lexicon.cues.belonging;
            case.iter().any(|case| belonging.contains(case))
        });
        let named = phrases.filter_map(|at| self.context.names.name_at(at));
        let all = self.entities().all();
        let place = |entity: &usize| all[*entity].kind == EntityKind::Place;
        named.map(|name| name.entity).filter(place).collect()
    }

    fn note(&mut self, token: usize, entities: Vec<usize>, plural: bool) {
        let named = self.context.names.name_at(token).is_some();
        let function = self.function(token);
        let Some(function) = function.or(named.then_some(Function::Modifier)) else {
            return;
        };
        // A thing that nobody lists competes for pronouns only where it is an argument, and not with the name of which it
        // says what it is ("the Lex Manlia, a measure of the Senate").
        let apposed = self.context.tree.token(token).relation.is("appos")
            && (self.context.tree.token(token).head)
                .is_some_and(|head| self.context.names.name_at(head).is_some());
        if entities.is_empty() && (function > Function::Object || apposed) {
            return;
        }
        let voice = &self.context.lexicon.voice;
        let lemma = self.context.tree.token(token).lemma.to_lowercase();
        let at = self.context.tree.token(token).span.start;
        let entry = Entry {
            sentence: self.context.sentence,
            at,
            entities,
            function,
            plural,
            tells: voice.tells(&lemma) || voice.owned_tellings.contains(&lemma),
        };
        let place = self.local.partition_point(|known| known.entry.at <= at);
        self.local.insert(place, Local { token, entry });
    }

    pub(super) fn note_plain(&mut self, at: usize) {
        let Context { tree, names, .. } = self.context;
        let noun = matches!(tree.token(at).upos, Upos::Noun | Upos::Propn | Upos::Num);
        if names.is_date(at) || !(noun || names.name_at(at).is_some()) {
            return;
        }
        if names.name_at(at).is_none() && (self.is_pointing_noun(at) || self.has_pronoun_owner(at))
        {
            return;
        }
        self.note_noun(at);
    }

    fn note_noun(&mut self, at: usize) {
        let name = self.context.names.name_at(at);
        let plural = self.is_plural(at) || name.is_some_and(|name| name.plural);
        let entity = self.entity(at, 0).map(|(entity, _)| entity);
        self.note(at, entity.into_iter().collect(), plural);
    }

    /// A coordination of named phrases is a phrase of its own: "they", "the two" may mean it.
    pub(super) fn note_pairs(&mut self) {
        let tree = self.context.tree;
        let single = |token: usize, local: &[Local]| {
            let found = local.iter().find(|known| known.token == token)?;
            found.entry.entities.first().copied()
        };
        let mut pairs = Vec::new();
        for known in &self.local {
            let members: Vec<usize> = std::iter::once(known.token)
                .chain(tree.children_by(known.token, "conj"))
                .filter_map(|token| single(token, &self.local))
                .collect();
            if members.len() > 1 && members[0] != members[1] {
                pairs.push((known.token, members));
            }
        }
        for (token, members) in pairs {
            self.note(token, members, true);
        }
    }

    pub(super) fn note_pointing(&mut self, at: usize) {
        if let Some(resolution) = self.pointing(at) {
            let entities = match &resolution {
                Resolution::To { entities, .. } => entities.clone(),
                Resolution::Open => Vec::new(),
            };
            let plural = entities.len() > 1
                || self.is_plural(at)
                || self.pronoun(at) == Some(Pronoun::Plural);
            let person = !matches!(
                self.pronoun(at),
                None | Some(Pronoun::Neuter | Pronoun::Plural)
            );
            self.points[at] = Some(resolution);
            // An unknown "he" stands in nobody's way as a thing would.
            if !(entities.is_empty() && person) {
                self.note(at, entities, plural);
            }
        } else if self.context.names.name_at(at).is_none()
            && matches!(self.context.tree.token(at).upos, Upos::Noun | Upos::Propn)
            && (self.is_pointing_noun(at) || self.has_pronoun_owner(at))
        {
            self.note_noun(at);
        }
    }

    fn has_pronoun_owner(&self, at: usize) -> bool {
        self.context
            .tree
            .children(at)
            .iter()
            .any(|&child| self.is_possessive(child) && self.pronoun(child).is_some())
    }

    fn is_plural(&self, at: usize) -> bool {
        matches!(self.context.tree.token(at).xpos.as_str(), "NNS" | "NNPS")
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.context.tree.token(at).relation.as_str() == "nmod:poss"
    }

    /// The function of the phrase headed by `at`; `None` where it has none that matters here.
    fn function(&self, at: usize) -> Option<Function> {
        const CHAIN: usize = 5;
        let tree = self.context.tree;
        let mut at = at;
        for _ in 0..CHAIN {
            let token = tree.token(at);
            match token.relation.universal() {
                "nsubj" | "csubj" => {
                    let main = token.head.is_some_and(|verb| self.is_main(verb));
                    return Some(if main {
                        Function::Topic
                    } else {
                        Function::Subject
                    });
                }
                "obj" | "iobj" => return Some(Function::Object),
                "obl" => return Some(Function::Oblique),
                // Whose the subject is, is spoken of as much as the subject.
                "nmod" if token.relation.as_str() == "nmod:poss" => {
                    let of = token.head.map(|head| &tree.token(head).relation);
                    let subject = of.is_some_and(|of| of.is("nsubj"));
                    return Some(if subject {
                        Function::Subject
                    } else {
                        Function::Modifier
                    });
                }
                "nmod" | "amod" | "compound" => return Some(Function::Modifier),
                "conj" | "appos" | "flat" => at = token.head?,
                // "The war was a disaster": what is said of the topic is none.
                "root" if self.is_said_of_another(at) => return Some(Function::Oblique),
                // The noun of a heading or a caption is its topic.
                "root" if token.upos != Upos::Verb => return Some(Function::Topic),
                _ => return None,
            }
        }
        None
    }

    /// "was a disaster", "was no accident": a noun that names nobody is what a copula says of a subject beside it.
    fn is_said_of_another(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let cues = &self.context.lexicon.cues.polarity;
        let indefinite = &self.context.lexicon.reference.indefinite;
        let sort = |det: usize| {
            let form = tree.token(det).form.to_lowercase();
            indefinite.contains(&form) || cues.negators.contains(&form)
        };
        let subject = |one: usize| self.pronoun(one).is_none();
        tree.token(at).upos == Upos::Noun
            && self.context.names.name_at(at).is_none()
            && tree.children_by(at, "cop").next().is_some()
            && tree.children_by(at, "det").any(sort)
            && tree.children_by(at, "nmod").next().is_none()
            && tree.children_by(at, "nsubj").any(subject)
    }

    fn is_main(&self, verb: usize) -> bool {
        let token = self.context.tree.token(verb);
        match token.head {
            None => true,
            Some(head) => {
                (token.relation.is("conj") || token.relation.is("parataxis"))
                    && self.context.tree.token(head).head.is_none()
            }
        }
    }
}
