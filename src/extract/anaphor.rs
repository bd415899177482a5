//! Pronouns: what "he", "it", "they" and "their" stand for.
//!
//! Grammar rules candidates out first (agreement, binding), then function and nearness choose. A pronoun looks back in
//! its own sentence, then ahead if its phrase opens the sentence, then into the sentences before.

use super::clause::{case_of, clause};
use super::discourse::{Choice, Entry, Function, REACH, Search, acting, acts, agrees, choose};
use super::lexicon::Pronoun;
use super::referent::{Context, Resolver};
use crate::frame::Role;
use crate::language::tree::Upos;

/// What a pronoun or a description points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    /// These, one or several.
    To {
        /// Indices into the entity table.
        entities: Vec<usize>,
        /// Whether somebody else fitted as well.
        weak: bool,
    },
    /// Nobody in particular, or two equally well.
    Open,
}

impl From<Choice> for Resolution {
    fn from(choice: Choice) -> Self {
        Self::To {
            entities: choice.entities,
            weak: choice.weak,
        }
    }
}

/// What an antecedent must be.
struct Wanted {
    class: Pronoun,
    /// Who takes part in the same clause and is somebody else.
    barred: Vec<usize>,
    /// Who answers what the pronoun does, and is on another side.
    answering: Vec<usize>,
    /// Whether it must be able to act.
    actor: bool,
}

impl Resolver<'_> {
    /// What the token points at, if it is a pronoun or heads a description.
    pub(super) fn pointing(&self, at: usize) -> Option<Resolution> {
        if self.context.names.name_at(at).is_some() || self.context.names.is_date(at) {
            return None;
        }
        match self.pronoun(at) {
            Some(class) if !self.context.tree.token(at).relation.is("expl") => {
                Some(self.by_pronoun(at, class))
            }
            Some(_) => None,
            None => self.description(at),
        }
    }

    fn by_pronoun(&self, at: usize, class: Pronoun) -> Resolution {
        let form = self.context.tree.token(at).form.to_lowercase();
        let reference = &self.context.lexicon.reference;
        if reference.owning.contains(&form) && !self.is_possessive(at) {
            return Resolution::Open;
        }
        if reference.reflexive.contains(&form) {
            return self.reflexive(at, class);
        }
        let wanted = Wanted {
            class,
            barred: self.barred(at),
            answering: self.answering(at),
            actor: self.is_actor(at),
        };
        if let Some(choice) = self.hanging_topic(at, &wanted) {
            return choice.into();
        }
        let own = self.own_candidates(at, &wanted);
        if self.is_addressee_as_good(at, &own) {
            return Resolution::Open;
        }
        if let Some(choice) = self.governing_subject(at, &own) {
            return choice.into();
        }
        match choose(self.context.entities, &own) {
            Search::Found(choice) => choice.into(),
            Search::Undecided => Resolution::Open,
            Search::Nothing => self.outside(at, &wanted),
        }
    }

    /// "itself": the subject of its own clause.
    fn reflexive(&self, at: usize, class: Pronoun) -> Resolution {
        let verb = self.predicate_of(at);
        let subjects: Vec<&Entry> = self
            .local
            .iter()
            .filter(|known| known.entry.function <= Function::Subject)
            .filter(|known| known.token != at && self.predicate_of(known.token) == verb)
            .map(|known| &known.entry)
            .filter(|entry| agrees(self.context.entities, class, entry, self.context.year))
            .collect();
        match choose(self.context.entities, &subjects) {
            Search::Found(choice) => choice.into(),
            _ => Resolution::Open,
        }
    }

    /// The predicate of the clause in which the token stands.
    fn predicate_of(&self, at: usize) -> Option<usize> {
        let tree = self.context.tree;
        tree.ancestors(at).find(|&above| {
            matches!(tree.token(above).upos, Upos::Verb)
                || tree.token(above).head.is_none()
                || tree.children_by(above, "nsubj").next().is_some()
        })
    }

    /// "As for X, he never came": whom the opening phrase names.
    fn hanging_topic(&self, at: usize, wanted: &Wanted) -> Option<Choice> {
        let tree = self.context.tree;
        let token = tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("nsubj"))?;
        let hanging = &self.context.lexicon.reference.hanging;
        let opens = |phrase: usize, words: &String| {
            let mut parts = tree.subtree(phrase).into_iter();
            words.split(' ').all(|word| {
                let part = parts.next();
                part.is_some_and(|part| tree.token(part).form.eq_ignore_ascii_case(word))
            })
        };
        let topic = tree
            .children(verb)
            .iter()
            .copied()
            .find(|&child| child < at && hanging.iter().any(|words| opens(child, words)))?;
        let known = self.local.iter().find(|known| known.token == topic)?;
        let free = Wanted {
            barred: Vec::new(),
            answering: Vec::new(),
            ..*wanted
        };
        let fits = !known.entry.entities.is_empty() && self.may_be(&free, &known.entry);
        fits.then(|| Choice {
            entities: known.entry.entities.clone(),
            weak: false,
        })
    }

    /// "X obtained his consent": nobody gets his own. The subjects of the verb that gets the decision.
    fn getters(&self, at: usize) -> Vec<usize> {
        let Context {
            tree,
            lexicon,
            names,
            ..
        } = self.context;
        let noun = tree.token(at).head.filter(|_| self.is_possessive(at));
        let Some(noun) = noun.filter(|&noun| tree.token(noun).relation.is("obj")) else {
            return Vec::new();
        };
        let decided = lexicon
            .nouns(&tree.token(noun).lemma.to_lowercase())
            .any(|word| word.about && word.frame.subject == Some(Role::Agent));
        let verb = tree.token(noun).head.filter(|&verb| {
            decided
                && lexicon
                    .cues
                    .light
                    .receiving
                    .contains(&tree.token(verb).lemma)
        });
        let Some(verb) = verb else { return Vec::new() };
        let subjects = clause(tree, &lexicon.cues, verb, &|at| names.is_date(at)).subjects;
        self.entities_at(&subjects)
    }

    fn entities_at(&self, heads: &[usize]) -> Vec<usize> {
        self.local
            .iter()
            .filter(|known| heads.contains(&known.token))
            .flat_map(|known| known.entry.entities.clone())
            .collect()
    }

    /// Whom the pronoun cannot stand for, because they take part in the same clause.
    fn barred(&self, at: usize) -> Vec<usize> {
        let tree = self.context.tree;
        let token = tree.token(at);
        let Some(verb) = token.head.filter(|_| !self.is_possessive(at)) else {
            return self.getters(at);
        };
        if token.relation.is("nsubj") {
            // "With Stalin's blessing, he attacked": a subject is none of those named inside its own clause.
            // "Having got Mao's consent, he attacked": nor of those in a phrase of it without a finite verb.
            let inside = |token: usize| {
                let mut above = tree.ancestors(token).take_while(|&above| above != verb);
                above.all(|above| !self.is_finite(above))
                    && tree.ancestors(token).any(|a| a == verb)
            };
            // "It was Cato whom he met": nor whom the clause describes, who suffers what it tells.
            let described = |known: usize| {
                let clause = tree.token(verb);
                let mut objects = tree.children_by(verb, "obj");
                clause.relation.is("acl")
                    && clause.head == Some(known)
                    && objects.any(|object| tree.token(object).xpos.starts_with('W'))
            };
            let barred = |known: usize| inside(known) || described(known);
            return self
                .local
                .iter()
                .filter(|known| known.token != at && barred(known.token))
                .flat_map(|known| known.entry.entities.clone())
                .collect();
        }
        let verb = self.predicate_of(at).unwrap_or(verb);
        let names = self.context.names;
        let clause = clause(tree, &self.context.lexicon.cues, verb, &|at| {
            names.is_date(at)
        });
        let mut participants = [clause.subjects, clause.objects, clause.indirect].concat();
        participants.retain(|&participant| participant != at);
        self.entities_at(&participants)
    }

    /// "It asked for help, and Carthage refused": who answers in the next clause did not ask.
    fn answering(&self, at: usize) -> Vec<usize> {
        let tree = self.context.tree;
        let token = tree.token(at);
        let Some(verb) = token.head.filter(|_| token.relation.is("nsubj")) else {
            return Vec::new();
        };
        let verbs = &self.context.lexicon.reference.answering;
        let answers = tree.children_by(verb, "conj");
        let answers = answers.filter(|&one| one > verb && verbs.contains(&tree.token(one).lemma));
        let subjects: Vec<usize> = answers
            .flat_map(|one| tree.children_by(one, "nsubj"))
            .collect();
        self.entities_at(&subjects)
    }

    /// Whether a clause hangs on the token that has a tense of its own.
    fn is_finite(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let tensed =
            |at: usize| ["VBD", "VBZ", "VBP", "MD"].contains(&tree.token(at).xpos.as_str());
        tensed(at)
            || tree.children(at).iter().any(|&child| {
                let relation = tree.token(child).relation.universal();
                ["aux", "cop"].contains(&relation) && tensed(child)
            })
    }

    /// The phrases before the pronoun in its own sentence that it may stand for.
    fn own_candidates(&self, at: usize, wanted: &Wanted) -> Vec<&Entry> {
        let tree = self.context.tree;
        // "his ally Stalin": whom the whole phrase denotes does not own it.
        let phrase = if self.is_possessive(at) {
            tree.token(at)
                .head
                .map(|noun| tree.subtree(noun))
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        let singular = matches!(wanted.class, Pronoun::Masculine | Pronoun::Feminine);
        self.local
            .iter()
            .filter(|known| known.token < at && !phrase.contains(&known.token))
            .filter(|known| !(singular && self.is_joint_subject(known.token)))
            .map(|known| &known.entry)
            .filter(|entry| self.may_be(wanted, entry))
            .collect()
    }

    /// "Kim and Pak begged him, and he ...": one of two who do it together is not told apart by "he".
    fn is_joint_subject(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let token = tree.token(at);
        let name = |at: usize| tree.token(at).upos == Upos::Propn;
        let first = match token.head {
            Some(head) if token.relation.is("conj") && name(head) => head,
            _ => at,
        };
        tree.token(first).relation.is("nsubj") && tree.children_by(first, "conj").any(name)
    }

    fn may_be(&self, wanted: &Wanted, entry: &Entry) -> bool {
        let table = self.context.entities;
        let does = acting(table, entry);
        let answers = |&entity: &usize| {
            let mut answering = wanted.answering.iter();
            answering.any(|&other| table.are_of_one_side(entity, other))
        };
        agrees(table, wanted.class, entry, self.context.year)
            && !entry
                .entities
                .iter()
                .any(|entity| wanted.barred.contains(entity) || answers(entity))
            && (does || !wanted.actor)
    }

    /// Whether the pronoun is the subject of a verb that only somebody who acts can be: "they plotted", "it invaded".
    fn is_actor(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let lexicon = self.context.lexicon;
        let token = tree.token(at);
        let Some(verb) = token.head.filter(|_| token.relation.as_str() == "nsubj") else {
            return false;
        };
        let lemma = tree.token(verb).lemma.to_lowercase();
        let transitive = tree.children_by(verb, "obj").next().is_some();
        let mut roles = lexicon.verbs(&lemma).map(|word| word.frame.subject);
        let acting = |role: Option<Role>| role == Some(Role::Agent);
        let deed = match roles.next() {
            Some(first) if transitive => acting(first) || roles.any(acting),
            Some(first) => acting(first) && roles.all(acting),
            None => false,
        };
        deed || lexicon.cues.modality.intended.contains(&lemma)
            || lexicon.cues.speech(&lemma).is_some()
    }

    /// The subject of the nearest clause around: for "his" that of its own clause, for "he" that of the clause on which
    /// its own depends.
    fn governing_subject(&self, at: usize, own: &[&Entry]) -> Option<Choice> {
        const CLAUSES: usize = 3;
        let tree = self.context.tree;
        let mut around = if self.is_possessive(at) {
            self.predicate_of(at)
        } else if tree.token(at).relation.is("nsubj") {
            self.predicate_of(tree.token(at).head?)
        } else {
            None
        };
        for _ in 0..CLAUSES {
            let clause = around?;
            if let Some(subject) = self.arguments(clause, &["nsubj"], own).first() {
                let others = self.arguments(clause, &["obj", "iobj", "obl"], own);
                let table = self.context.entities;
                let weak = others.iter().any(|other| {
                    other.entities != subject.entities
                        && other.entities.iter().any(|&entity| acts(table, entity))
                });
                return (!subject.entities.is_empty()).then(|| Choice {
                    entities: subject.entities.clone(),
                    weak,
                });
            }
            around = self.predicate_of(clause);
        }
        None
    }

    /// Those of `among` that are arguments of `clause` by one of the relations.
    fn arguments<'e>(
        &self,
        clause: usize,
        relations: &[&str],
        among: &[&'e Entry],
    ) -> Vec<&'e Entry> {
        let tree = self.context.tree;
        among
            .iter()
            .copied()
            .filter(|entry| {
                self.local.iter().any(|known| {
                    let token = tree.token(known.token);
                    known.entry == **entry
                        && token.head == Some(clause)
                        && relations.contains(&token.relation.universal())
                })
            })
            .collect()
    }

    /// "X told Y that he would attack": speaker and addressee are equally good.
    fn is_addressee_as_good(&self, at: usize, own: &[&Entry]) -> bool {
        let tree = self.context.tree;
        let subject = tree.token(at).relation.is("nsubj");
        let Some(verb) = tree.token(at).head.filter(|_| subject) else {
            return false;
        };
        let Some(saying) = tree
            .token(verb)
            .head
            .filter(|_| tree.token(verb).relation.is("ccomp"))
        else {
            return false;
        };
        // "told him that he agreed": who answers, says so.
        let answering = &self.context.lexicon.reference.answering;
        let bare = tree.children_by(verb, "aux").next().is_none();
        if bare && answering.contains(&tree.token(verb).lemma) {
            return false;
        }
        let addressed: Vec<&[usize]> = self
            .local
            .iter()
            .filter(|known| {
                let relation = &tree.token(known.token).relation;
                let argument = ["nsubj", "obj", "iobj", "obl"].contains(&relation.universal());
                argument && tree.token(known.token).head == Some(saying)
            })
            .filter(|known| own.contains(&&known.entry))
            .map(|known| known.entry.entities.as_slice())
            .collect();
        addressed
            .first()
            .is_some_and(|first| addressed.iter().any(|other| other != first))
    }

    /// Nobody fits in the sentence before the pronoun: it looks ahead or back.
    fn outside(&self, at: usize, wanted: &Wanted) -> Resolution {
        let back = self.back(at, wanted);
        let Some((entity, marked)) = self.ahead(at, wanted) else {
            return match back {
                Search::Found(choice) => choice.into(),
                _ => Resolution::Open,
            };
        };
        let to = |weak| Resolution::To {
            entities: vec![entity],
            weak,
        };
        match back {
            Search::Nothing => to(false),
            Search::Found(choice) if choice.entities == [entity] => to(false),
            _ if marked => to(true),
            _ => Resolution::Open,
        }
    }

    /// The sentences before, the nearest one first.
    fn back(&self, at: usize, wanted: &Wanted) -> Search {
        let object = {
            let relation = &self.context.tree.token(at).relation;
            relation.is("obj") || relation.is("iobj") || relation.is("obl")
        };
        for back in 1..=REACH {
            let fitting: Vec<&Entry> = self
                .context
                .discourse
                .before(self.context.sentence, back)
                .into_iter()
                .filter(|entry| self.may_be(wanted, entry))
                .collect();
            match choose(self.context.entities, &fitting) {
                Search::Nothing => {}
                // Subjects continue subjects and objects objects: for an object, the two pull apart.
                Search::Found(choice) if object && choice.weak => {
                    let other = fitting.iter().any(|entry| {
                        entry.function == Function::Object && entry.entities != choice.entities
                    });
                    return if other && !self.goes_on(back, &choice) {
                        Search::Undecided
                    } else {
                        Search::Found(choice)
                    };
                }
                Search::Undecided if back == 1 && self.goes_on_speaking(at) => {
                    return self.last_topic(&fitting);
                }
                decided => return decided,
            }
        }
        Search::Nothing
    }

    /// "He added that ...": whoever spoke last goes on.
    fn goes_on_speaking(&self, at: usize) -> bool {
        let token = self.context.tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("nsubj"));
        let adding = &self.context.lexicon.reference.adding;
        verb.is_some_and(|verb| adding.contains(&self.context.tree.token(verb).lemma))
    }

    fn last_topic(&self, fitting: &[&Entry]) -> Search {
        let topics = fitting
            .iter()
            .filter(|entry| entry.function == Function::Topic);
        let last = topics.max_by_key(|entry| entry.at);
        last.map_or(Search::Undecided, |entry| {
            Search::Found(Choice {
                entities: entry.entities.clone(),
                weak: true,
            })
        })
    }

    /// Whether the sentence before that one was about him, too: then he is whom the text goes on about.
    fn goes_on(&self, back: usize, choice: &Choice) -> bool {
        let discourse = self.context.discourse;
        let before = discourse.before(self.context.sentence, back + 1);
        before
            .iter()
            .any(|entry| entry.function == Function::Topic && entry.entities == choice.entities)
    }

    /// "In his telegram, Stalin told ...": the subject that follows the opening phrase, and whether the phrase is of a
    /// sort that looks ahead rather than back.
    fn ahead(&self, at: usize, wanted: &Wanted) -> Option<(usize, bool)> {
        let tree = self.context.tree;
        let mut below = at;
        for above in tree.ancestors(at) {
            let subject = tree
                .children_by(above, "nsubj")
                .find(|&subject| subject > at && subject != below);
            let known = subject.and_then(|subject| {
                self.local.iter().find(|known| {
                    known.token == subject
                        && known.entry.entities.len() == 1
                        && self.may_be(wanted, &known.entry)
                })
            });
            if let Some(known) = known {
                let words = &self.context.lexicon.reference.cataphora.ahead;
                let relation = &tree.token(below).relation;
                let marked = case_of(tree, below).iter().any(|case| words.contains(case))
                    || relation.is("advcl")
                        && matches!(tree.token(below).xpos.as_str(), "VBG" | "VBN");
                return known.entry.entities.first().map(|&entity| (entity, marked));
            }
            below = above;
        }
        None
    }
}
