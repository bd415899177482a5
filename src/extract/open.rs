//! What the main clause of a claim's statement says in words that no kind of event covers.
//!
//! A pack on any subject states its claims in any verb. The verbs that carry a statement, and the predicates of "is",
//! become kinds of their own for the run, with the words of their family (`lexicon/open.rs`).

use super::clause::clause;
use super::event::events;
use super::lexicon::{Family, Lexicon};
use super::names::Names;
use crate::frame::EntityKind;
use crate::language::tree::{Tree, Upos};

/// The predicates of the main clause, and of the clauses that complete it, which no entry of the lexicon covers.
pub fn open_predicates(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Vec<Family> {
    let finder = Finder {
        tree,
        lexicon,
        names,
    };
    let covered: Vec<(usize, usize, bool)> = events(tree, lexicon, names)
        .into_iter()
        .map(|event| (event.head, event.host, event.noun))
        .collect();
    finder
        .carrying()
        .into_iter()
        .flat_map(|at| finder.open(at, &covered))
        .collect()
}

struct Finder<'a> {
    tree: &'a Tree,
    lexicon: &'a Lexicon,
    names: &'a Names<'a>,
}

impl Finder<'_> {
    /// The root and the clauses that complete it, in the order of the text.
    fn carrying(&self) -> Vec<usize> {
        let root = (0..self.tree.len()).find(|&at| self.tree.token(at).head.is_none());
        let mut open: Vec<usize> = root.into_iter().collect();
        let mut found = Vec::new();
        while let Some(at) = open.pop() {
            if found.contains(&at) {
                continue;
            }
            found.push(at);
            let clause = clause(self.tree, &self.lexicon.cues, at, &|token| {
                self.names.is_date(token)
            });
            open.extend(clause.clauses.iter());
            open.extend(self.tree.children(at).iter().copied().filter(|&child| {
                let relation = self.tree.token(child).relation.universal();
                let completes = matches!(relation, "ccomp" | "xcomp" | "parataxis");
                completes || relation == "conj" && self.tree.token(child).upos == Upos::Verb
            }));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// "decided to have the prisoners shot": the shooting is told, not the having.
    fn has_it_done(&self, at: usize) -> bool {
        let letting = &self.lexicon.cues.illocution.letting;
        letting.contains(&self.tree.token(at).lemma)
            && self.tree.children_by(at, "xcomp").next().is_some()
    }

    fn open(&self, at: usize, covered: &[(usize, usize, bool)]) -> Vec<Family> {
        let token = self.tree.token(at);
        if self.tree.children_by(at, "cop").next().is_some() {
            return self.copular(at).into_iter().collect();
        }
        if token.upos != Upos::Verb || self.has_it_done(at) {
            return Vec::new();
        }
        let lemma = token.lemma.to_lowercase();
        let says = self
            .tree
            .children_by(at, "ccomp")
            .any(|child| self.tree.token(child).upos == Upos::Verb || self.has_copula(child));
        let saying = self.lexicon.open().saying(&lemma);
        if says && !saying.is_empty() {
            return saying;
        }
        let light = covered
            .iter()
            .any(|&(head, host, noun)| host == at && noun && head != at);
        let known = covered.iter().any(|&(head, _, _)| head == at);
        let aspect = self.lexicon.cues.implicative.affirms(&lemma)
            && self.tree.children_by(at, "xcomp").next().is_some();
        if light || aspect {
            return Vec::new();
        }
        let (family, listed) = self.of_verb(at, &lemma);
        // A kind of the lexicon is not enriched by chance synonyms, but by a family.
        (listed || !known).then_some(family).into_iter().collect()
    }

    fn has_copula(&self, at: usize) -> bool {
        self.tree.children_by(at, "cop").next().is_some()
    }

    /// The family of the verb with its particle or preposition, if there is one, else of the verb alone.
    /// With it, whether it is listed as one.
    fn of_verb(&self, at: usize, lemma: &str) -> (Family, bool) {
        let clause = clause(self.tree, &self.lexicon.cues, at, &|token| {
            self.names.is_date(token)
        });
        let particle = self
            .tree
            .children(at)
            .iter()
            .map(|&child| self.tree.token(child))
            .find(|token| token.relation.as_str() == "compound:prt")
            .map(|token| format!("{lemma} {}", token.form.to_lowercase()));
        let open = self.lexicon.open();
        // "shot the hostages at Elba": beside an object, or what passes for one, the phrase tells where.
        let lone = clause.objects.is_empty() && !clause.passive;
        let obliques = clause.obliques.iter().filter(|_| lone);
        // "went on strike"
        let states = clause.obliques.iter().filter(|_| lone).map(|(case, head)| {
            let noun = self.tree.token(*head).lemma.to_lowercase();
            (format!("{lemma} {case} {noun}"), false)
        });
        // "committed suicide", "found him guilty": a fixed phrase.
        let completed = (clause.objects.iter().copied())
            .chain(self.tree.children_by(at, "xcomp"))
            .filter(|&part| self.names.entity_at(part).is_none())
            .flat_map(|part| {
                let noun = self.tree.token(part).lemma.to_lowercase();
                let adjectives = self.tree.children_by(part, "amod");
                // "took his own life"
                let told = adjectives.map(|at| self.tree.token(at).lemma.to_lowercase());
                let told: Vec<String> = told.map(|one| format!("{lemma} {one} {noun}")).collect();
                told.into_iter().chain([format!("{lemma} {noun}")])
            })
            // "opened fire on": and with what stands behind that.
            .flat_map(|fixed| {
                let behind = clause.obliques.iter();
                let behind = behind.map(|(case, _)| (format!("{fixed} {case}"), true));
                behind.chain([(fixed.clone(), false)]).collect::<Vec<_>>()
            });
        // With each phrase, whether what stands behind its preposition is its object.
        let phrases = particle
            .iter()
            .map(|phrase| (phrase.clone(), false))
            .chain(completed)
            .chain(states)
            .chain(obliques.map(|(case, _)| (format!("{lemma} {case}"), true)));
        let done_to =
            (clause.objects.iter().chain(&clause.subjects)).find(|_| !lone || clause.passive);
        let somebody = done_to.map(|&at| {
            let kind = self.names.kind_at(at);
            let people = self
                .names
                .concepts(at)
                .iter()
                .any(|one| one == "people" || one == "person");
            people
                || matches!(
                    kind,
                    Some(EntityKind::Person | EntityKind::People | EntityKind::Army)
                )
        });
        let plain = || {
            let of_object = somebody.and_then(|one| open.family_done_to(lemma, one));
            let plain = particle
                .is_none()
                .then(|| of_object.or_else(|| open.family(lemma, false)));
            plain.flatten().map(|family| (family, false))
        };
        let listed = phrases
            .filter_map(|(phrase, takes)| Some((open.family(&phrase, false)?, takes)))
            .next()
            .or_else(plain);
        let is_listed = listed.is_some();
        let (mut family, takes) = listed.unwrap_or_else(|| {
            let related = open.related(particle.as_deref().unwrap_or(lemma));
            (related, false)
        });
        let lone = clause.objects.is_empty() && clause.clauses.is_empty() && !takes;
        if lone && family.frame == "open" {
            "open-lone".clone_into(&mut family.frame);
        }
        (family, is_listed)
    }

    /// "is addictive", "was a forgery".
    fn copular(&self, at: usize) -> Option<Family> {
        let token = self.tree.token(at);
        if self.names.entity_at(at).is_some() || self.names.is_date(at) {
            return None;
        }
        // "was a weather plane": a plane is not yet one, and a kind cannot tell the two apart.
        let told_apart = self.tree.children(at).iter().any(|&child| {
            let modifier = self.tree.token(child);
            let word = ["amod", "compound"].contains(&modifier.relation.universal());
            word && self.names.entity_at(child).is_none()
        });
        if !matches!(token.upos, Upos::Adj | Upos::Noun) || told_apart {
            return None;
        }
        let copula = self
            .tree
            .children_by(at, "cop")
            .map(|child| self.tree.token(child).lemma.to_lowercase())
            .next()?;
        let phrase = format!("{copula} {}", token.lemma.to_lowercase());
        Some(Family {
            name: phrase.replace(' ', "-"),
            frame: "open".to_owned(),
            clause: false,
            repeats: true,
            unique: false,
            verbs: vec![phrase],
            nouns: Vec::new(),
            with: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::reader;

    fn kinds(statement: &str) -> Vec<String> {
        let reader = reader();
        let parsed = reader.parse_statement(statement, None).unwrap();
        let families = reader.open_predicates(&parsed);
        families.into_iter().map(|family| family.name).collect()
    }

    #[test]
    fn a_phrase_beside_an_object_makes_no_verb() {
        assert_eq!(kinds("Hannibal spied on Rome."), ["spy"]);
        assert!(!kinds("Hannibal shot the hostages at Rome.").contains(&"shoot-at".to_owned()));
        assert!(!kinds("The hostages were shot at Rome.").contains(&"shoot-at".to_owned()));
    }

    #[test]
    fn a_verb_with_a_preposition_has_an_object() {
        let reader = reader();
        let parsed = reader
            .parse_statement("Hannibal flew over Rome.", None)
            .unwrap();
        let families = reader.open_predicates(&parsed);
        let found: Vec<_> = families
            .iter()
            .map(|one| (&*one.name, &*one.frame))
            .collect();
        assert_eq!(found, [("overfly", "open")]);
    }

    #[test]
    fn a_fixed_phrase_loads_its_family() {
        assert_eq!(kinds("Hannibal committed suicide."), ["suicide"]);
        assert_eq!(kinds("Hannibal took his own life."), ["suicide"]);
        assert_ne!(kinds("Hannibal took the bridge."), ["suicide"]);
    }

    #[test]
    fn a_predicate_that_is_told_apart_makes_no_kind() {
        assert_eq!(
            kinds("The comet of Hannibal was a forgery."),
            ["be-forgery"]
        );
        assert!(kinds("The comet of Hannibal was a clever forgery.").is_empty());
    }
}
