//! The deep arguments of a predicate: who is its subject and object once passive, control, relative clauses and
//! coordination are undone.

mod causative;
mod coordination;
mod enumerated;
mod occasion;
mod relative;
mod shared;

pub use coordination::{
    coordinated, date_instead, has_exception, is_denied, is_negative, sets_right,
};
pub use occasion::{first_to_do, occasion_seized, withheld_by};

use super::lexicon::Cues;
use crate::language::tree::{Tree, Upos};

/// Deep arguments of one predicate; every index is the head token of a phrase.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// Deep subjects, coordination expanded.
    pub subjects: Vec<usize>,
    /// Deep objects, coordination expanded.
    pub objects: Vec<usize>,
    /// Indirect objects.
    pub indirect: Vec<usize>,
    /// Prepositional phrases: the preposition in lower case and the head of the phrase.
    pub obliques: Vec<(String, usize)>,
    /// Heads of complement clauses and infinitives.
    pub clauses: Vec<usize>,
    /// Whether the predicate is passive.
    pub passive: bool,
    /// Whether it only links its subject with a complement ("became a state").
    pub linking: bool,
    /// Negations and auxiliaries that are words of the phrase that names the event ("left no doubt that").
    pub swallowed: Vec<usize>,
    /// The words of the phrase that names the event beside its verb ("committed *suicide*").
    pub parts: Vec<usize>,
    /// Whether a predicate that is part of the phrase is denied ("found him not guilty").
    pub part_denied: bool,
    /// Subjects that are denied in favour of another ("not the South but ...").
    pub denied_subjects: Vec<usize>,
    /// Objects that are denied in favour of another.
    pub denied_objects: Vec<usize>,
}

/// How deep control and coordination are followed; deeper nesting in real prose is a parse error.
const MAX_DEPTH: usize = 4;

/// Reads the deep arguments of `predicate` off `tree`. `is_date` tells which tokens stand for dates, so that
/// "withdrawn by June" names no agent.
pub fn clause(
    tree: &Tree,
    cues: &Cues,
    predicate: usize,
    is_date: &dyn Fn(usize) -> bool,
) -> Clause {
    Analysis {
        tree,
        cues,
        is_date,
    }
    .verb(predicate, 0)
}

/// The prepositions and markers of a phrase, in lower case, in the order of the text.
pub fn case_of(tree: &Tree, head: usize) -> Vec<String> {
    tree.children(head)
        .iter()
        .filter(|&&child| {
            let relation = &tree.token(child).relation;
            relation.is("case") || (relation.is("mark") && child < head)
        })
        .map(|&child| tree.token(child).form.to_lowercase())
        .collect()
}

/// "on his own account", "of its own accord": nobody else had to be asked. It names nobody and nothing.
pub fn is_by_oneself(tree: &Tree, cues: &Cues, noun: usize) -> bool {
    let own = tree
        .children_by(noun, "amod")
        .any(|child| cues.own.contains(&tree.token(child).form.to_lowercase()));
    own && cues
        .by_oneself
        .contains(&tree.token(noun).lemma.to_lowercase())
}

struct Analysis<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    is_date: &'a dyn Fn(usize) -> bool,
}

impl Analysis<'_> {
    fn verb(&self, predicate: usize, depth: usize) -> Clause {
        let mut found = Clause {
            passive: self.passive(predicate),
            linking: self.links(predicate),
            ..Clause::default()
        };
        for &child in self.tree.children(predicate) {
            self.argument(&mut found, child);
        }
        self.take_receiver(predicate, &mut found);
        self.part_causative(predicate, &mut found);
        self.had_done(predicate, &mut found);
        self.by_relation(predicate, &mut found, depth);
        if depth < MAX_DEPTH {
            self.share(predicate, &mut found, depth);
        }
        self.replace_relatives(predicate, &mut found);
        self.name_announced(predicate, &mut found);
        self.expand(&mut found);
        found
    }

    fn argument(&self, found: &mut Clause, child: usize) {
        let token = self.tree.token(child);
        match token.relation.as_str() {
            "nsubj:pass" | "csubj:pass" if found.passive && !found.linking => {
                found.objects.push(child);
            }
            // "His advice was to wait": the advice does not wait.
            "nsubj:outer" | "csubj:outer" => {}
            // "Fighting erupted": a noun is no auxiliary.
            name if name.starts_with("nsubj")
                || name.starts_with("csubj")
                || (name.starts_with("aux") && token.xpos.starts_with("NN")) =>
            {
                let list = if found.passive {
                    &mut found.objects
                } else {
                    &mut found.subjects
                };
                list.push(child);
            }
            "obj" if self.is_relative_of_subject(child) => {}
            "obj" => match self.opinion_on(child) {
                Some(matter) => found.clauses.push(matter),
                None => found.objects.push(child),
            },
            "iobj" => found.indirect.push(child),
            "ccomp" | "xcomp" => found.clauses.push(child),
            name if name.starts_with("obl") => self.oblique(found, child),
            name if name.starts_with("advcl") && !case_of(self.tree, child).is_empty() => {
                let marks = case_of(self.tree, child);
                if marks
                    .iter()
                    .any(|mark| mark == "to" || mark == "of" || mark == "from")
                {
                    found.clauses.push(child);
                }
            }
            _ => {}
        }
    }

    /// "The king was handed a letter": whoever is the subject of a passive with an object of its own receives that.
    fn take_receiver(&self, predicate: usize, found: &mut Clause) {
        let object = |&at: &usize| self.tree.token(at).relation.as_str() == "obj";
        if !found.passive || !found.objects.iter().any(object) {
            return;
        }
        let receives = |&at: &usize| self.tree.token(at).relation.is("nsubj") && at < predicate;
        let receivers = found.objects.iter().copied().filter(|at| receives(at));
        found.indirect.extend(receivers);
        found.objects.retain(|at| !receives(at));
    }

    /// "The tanks that X supplied broke through": the relative pronoun belongs to the clause between the subject and
    /// the verb, wherever it was hung.
    fn is_relative_of_subject(&self, pronoun: usize) -> bool {
        let Some(verb) = self.tree.token(pronoun).head else {
            return false;
        };
        self.is_relative(pronoun)
            && pronoun < verb
            && self.tree.children_by(verb, "nsubj").any(|subject| {
                subject < pronoun
                    && self
                        .tree
                        .children_by(subject, "acl")
                        .any(|clause| pronoun < clause && clause < verb)
            })
    }

    fn oblique(&self, found: &mut Clause, child: usize) {
        let cases = case_of(self.tree, child);
        let relation = self.tree.token(child).relation.as_str();
        if is_by_oneself(self.tree, self.cues, child) {
            return;
        }
        let manner = self.tells_how(child);
        let agentive =
            !manner && (relation == "obl:agent" || cases.iter().any(|case| case == "by"));
        if agentive && found.passive && !(self.is_date)(child) {
            found.subjects.push(child);
        } else if manner && cases.iter().any(|case| case == "by") || self.tells_how_long(child) {
            // "by rail" tells how, "for decades" how long.
        } else if self.is_bare_object(child, &cases) {
            found.objects.push(child);
        } else if self.is_subject_behind_moment(child) {
            found.subjects.push(child);
        } else {
            // "out of friendship" is not "of friendship"; "out of the country" is another matter.
            let joined = cases.join(" ");
            let bare = self.tree.token(child).upos == Upos::Noun
                && self.tree.children_by(child, "det").next().is_none();
            let motive = bare && self.cues.polarity.motives.contains(&joined);
            let last = cases.last().cloned().unwrap_or_default();
            found
                .obliques
                .push((if motive { joined } else { last }, child));
        }
        // "proposed to Stalin that ...": the clause belongs to the verb.
        found
            .clauses
            .extend(self.tree.children_by(child, "acl").filter(|&clause| {
                case_of(self.tree, clause).iter().any(|mark| mark == "that")
                    && self.has_own(clause, &["nsubj", "csubj"])
                    && self.tree.token(child).upos == Upos::Propn
            }));
    }

    /// "for decades", "for a year".
    fn tells_how_long(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let counted = token.xpos == "NNS" || {
            let mut words = self.tree.children(at).iter();
            words.any(|&word| {
                let word = self.tree.token(word);
                word.relation.is("nummod") || ["a", "an"].contains(&word.lemma.as_str())
            })
        };
        counted
            && self.cues.stretches.contains(&token.lemma.to_lowercase())
            && case_of(self.tree, at).iter().any(|case| case == "for")
    }

    /// "by air", "by contrast": a bare noun of manner.
    fn tells_how(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        // "by accident in Rome": a place may follow; "by forces in Rome" tells who.
        let plural = self.tree.token(at).xpos == "NNS";
        let bare = self.tree.children(at).iter().all(|&child| {
            let relation = &self.tree.token(child).relation;
            let placed = || {
                let cases = case_of(self.tree, child);
                !plural && cases.iter().any(|case| self.cues.manner_in.contains(case))
            };
            relation.is("case") || relation.is("punct") || relation.is("nmod") && placed()
        });
        bare && self.cues.manner.contains(&lemma)
    }

    /// "landed more than two thousand soldiers in X": a noun behind an active verb without a preposition is its object.
    fn is_bare_object(&self, child: usize, cases: &[String]) -> bool {
        let token = self.tree.token(child);
        let Some(verb) = token.head else { return false };
        cases.is_empty()
            && token.relation.as_str() == "obl"
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && verb < child
            && !(self.is_date)(child)
            && !self.has_own(verb, &["obj"])
            && (!self.has_own(verb, &["aux"]) || self.is_behind_particle(child, verb))
            && self.has_own(verb, &["nsubj"])
    }

    /// "had shot down the plane": nothing but the particle stands between the verb and the phrase.
    fn is_behind_particle(&self, child: usize, verb: usize) -> bool {
        let start = self.tree.subtree(child).into_iter().min().unwrap_or(child);
        let mut particles = self.tree.children_by(verb, "compound");
        particles.any(|particle| particle == verb + 1 && particle + 1 == start)
    }

    /// "At dawn the troops attacked" without a comma: the moment was taken for a part of the subject, and both for one
    /// phrase behind the preposition.
    fn is_subject_behind_moment(&self, child: usize) -> bool {
        let token = self.tree.token(child);
        let Some(verb) = token.head else { return false };
        let finite = matches!(self.tree.token(verb).xpos.as_str(), "VBD" | "VBZ" | "VBP");
        let moment = self.tree.children(child).iter().any(|&part| {
            let relation = &self.tree.token(part).relation;
            part < child
                && (relation.is("compound") || relation.is("nmod"))
                && self
                    .cues
                    .moments
                    .contains(&self.tree.token(part).lemma.to_lowercase())
        });
        moment && finite && child < verb && !self.has_own(verb, &["nsubj", "csubj", "expl", "aux"])
    }

    /// Passive by its own auxiliary or subject, or as a participle that shares those of its governor.
    fn passive(&self, predicate: usize) -> bool {
        let marked = |at: usize| {
            self.tree.children(at).iter().any(|&child| {
                let child = self.tree.token(child);
                let name = child.relation.as_str();
                (name == "aux:pass" && !child.xpos.starts_with("NN"))
                    || (name.ends_with(":pass") && name != "aux:pass")
                    || name == "obl:agent"
            })
        };
        if self.links(predicate) {
            return false;
        }
        let token = self.tree.token(predicate);
        // A finite verb without an auxiliary is active, whatever its subject was taken for.
        let own = |relation: &str| {
            let children = self.tree.children(predicate).iter();
            let mut relations = children.map(|&child| self.tree.token(child).relation.as_str());
            relations.any(|found| found == relation)
        };
        // "The Senate recommended by a decree that ...": nor is a participle with a subject and a clause passive.
        let told = token.xpos == "VBN" && own("nsubj") && own("ccomp") && !own("aux:pass");
        let finite = told || matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP");
        let bare = finite && token.head.is_none() && !self.has_own(predicate, &["aux"]);
        if marked(predicate) && !bare {
            return true;
        }
        if token.relation.is("amod") {
            // "the Soviet-backed attack", "the occupied zone".
            return matches!(token.xpos.as_str(), "VBN" | "VBD");
        }
        let by_agent = self.tree.children_by(predicate, "obl").any(|child| {
            case_of(self.tree, child).iter().any(|case| case == "by") && !(self.is_date)(child)
        });
        let participle = ["acl", "advcl"].contains(&token.relation.universal())
            && matches!(token.xpos.as_str(), "VBN" | "VBD");
        if by_agent && participle && !self.has_own(predicate, &["nsubj", "obj"]) {
            return true;
        }
        if token.xpos != "VBN" || self.has_own(predicate, &["nsubj", "obj"]) {
            return false;
        }
        match token.relation.universal() {
            "acl" => token.relation.as_str() != "acl:relcl" || !self.has_own(predicate, &["aux"]),
            "advcl" => !self.has_own(predicate, &["aux"]),
            "conj" => token.head.is_some_and(marked),
            _ => false,
        }
    }

    fn links(&self, predicate: usize) -> bool {
        let token = self.tree.token(predicate);
        token.upos == Upos::Verb && token.lemma != "be" && {
            self.cues.control.linking.contains(&token.lemma)
        }
    }

    fn has_own(&self, predicate: usize, relations: &[&str]) -> bool {
        self.tree
            .children(predicate)
            .iter()
            .any(|&child| relations.contains(&self.tree.token(child).relation.universal()))
    }

    /// Arguments that the predicate's own relation to its governor gives: the noun of a participle or relative clause.
    fn by_relation(&self, predicate: usize, found: &mut Clause, depth: usize) {
        let token = self.tree.token(predicate);
        let Some(governor) = token.head else { return };
        if self.is_focused_doer(predicate, governor, found.passive) {
            found.subjects.push(governor);
            return;
        }
        let relative = matches!(token.relation.as_str(), "acl:relcl" | "advcl:relcl");
        if relative {
            if self.is_nominal(governor) {
                self.fill_gap(predicate, governor, found);
            }
        } else if self.is_cleft(predicate, governor) {
            self.fill_gap(predicate, governor, found);
        } else if token.relation.is("amod") {
            self.fill_modified(predicate, governor, found);
        } else if token.relation.is("acl") {
            if found.passive {
                if found.objects.is_empty() {
                    found.objects.push(governor);
                }
            } else if token.xpos == "VBG" && found.subjects.is_empty() {
                found.subjects.push(governor);
            } else if found.subjects.is_empty() && depth < MAX_DEPTH {
                // "their plan to attack": the planner is the attacker.
                found.subjects = match first_to_do(self.tree, self.cues, predicate) {
                    Some(_) => self.identified_with(governor),
                    None => self.owners(governor, depth),
                };
            }
        }
    }

    /// "the Soviet-backed attack", "the invading army": the noun that a participle modifies, and the word to which a
    /// hyphen ties it.
    fn fill_modified(&self, predicate: usize, noun: usize, found: &mut Clause) {
        if found.passive {
            found.objects.push(noun);
            let tied = self
                .tree
                .children(predicate)
                .iter()
                .copied()
                .find(|&child| {
                    let token = self.tree.token(child);
                    ["compound", "nsubj", "obl", "nmod", "obj"]
                        .contains(&token.relation.universal())
                        && child < predicate
                        && token.upos != Upos::Adv
                        && (child..predicate).any(|at| self.tree.token(at).xpos == "HYPH")
                });
            found.subjects.extend(tied);
        } else if self.tree.token(predicate).xpos == "VBG" {
            found.subjects.push(noun);
        }
    }

    /// "Rome was the first", "the first was Rome", "Rome, the first ...": who is said to be what the noun says.
    fn identified_with(&self, noun: usize) -> Vec<usize> {
        let token = self.tree.token(noun);
        let Some(above) = token.head.filter(|_| !self.has_own(noun, &["cop"])) else {
            return self.tree.children_by(noun, "nsubj").collect();
        };
        let called = token.relation.is("appos");
        let is = token.relation.is("nsubj") && self.has_own(above, &["cop"]);
        (called || is).then_some(above).into_iter().collect()
    }

    /// Who owns or makes a noun: its possessor, or the subject of the verb that it is the object of.
    fn owners(&self, noun: usize, depth: usize) -> Vec<usize> {
        let possessors: Vec<usize> = self
            .tree
            .children(noun)
            .iter()
            .copied()
            .filter(|&child| self.tree.token(child).relation.as_str() == "nmod:poss")
            .collect();
        if !possessors.is_empty() {
            return possessors;
        }
        let token = self.tree.token(noun);
        match token.head {
            Some(verb)
                if self.tree.token(verb).upos == Upos::Verb
                    && ["obj", "nsubj", "obl", "iobj"].contains(&token.relation.universal()) =>
            {
                let clause = self.verb(verb, depth + 1);
                let given = clause.indirect.clone();
                // "gave him leave to go", but "asked him for leave to go": who asks goes.
                if !given.is_empty() && !token.relation.is("obl") {
                    given
                } else {
                    clause
                        .subjects
                        .into_iter()
                        .filter(|&subject| subject != noun)
                        .collect()
                }
            }
            _ => Vec::new(),
        }
    }

    /// "The army, commanded by X, fell upon Y": a participle between the subject and a finite verb without one took
    /// the subject for itself.
    fn taken_subject(&self, predicate: usize) -> Option<usize> {
        if !self.finite(predicate) || self.has_own(predicate, &["nsubj", "csubj"]) {
            return None;
        }
        self.noun_before_infinitive(predicate)
            .or_else(|| self.subject_of_participle(predicate))
    }

    /// "X's decision to stay surprised Y": a finite verb hung on the infinitive has the infinitive's noun as its subject.
    fn noun_before_infinitive(&self, predicate: usize) -> Option<usize> {
        let token = self.tree.token(predicate);
        let infinitive = token.head.filter(|_| token.relation.is("xcomp"))?;
        let noun = self.tree.token(infinitive).head?;
        let clause = &self.tree.token(infinitive).relation;
        let root = self.tree.token(noun).head.is_none();
        let nominal = self.tree.token(noun).upos == Upos::Noun;
        (clause.is("acl") && root && nominal && noun < infinitive && infinitive < predicate)
            .then_some(noun)
    }

    fn subject_of_participle(&self, predicate: usize) -> Option<usize> {
        self.tree
            .children_by(predicate, "advcl")
            .filter(|&participle| {
                participle < predicate && self.tree.token(participle).xpos == "VBN"
            })
            .find_map(|participle| {
                self.tree
                    .children_by(participle, "nsubj")
                    .find(|&subject| subject < participle)
            })
    }

    fn finite(&self, predicate: usize) -> bool {
        ["VBD", "VBZ", "VBP"].contains(&self.tree.token(predicate).xpos.as_str())
    }

    /// "In March 1940 X proposed ...": the subject behind a date at the head of the sentence, taken for an apposition.
    fn behind_date(&self, predicate: usize) -> Option<usize> {
        let token = self.tree.token(predicate);
        let main =
            token.head.is_none() && token.xpos == "VBN" && !self.has_own(predicate, &["aux"]);
        if !(main || self.finite(predicate)) || self.has_own(predicate, &["nsubj", "csubj"]) {
            return None;
        }
        self.tree
            .children(predicate)
            .iter()
            .copied()
            .filter(|&child| (self.is_date)(child) && child < predicate)
            .find_map(|date| {
                self.tree
                    .children_by(date, "appos")
                    .find(|&subject| date < subject && subject < predicate)
            })
    }

    fn expand(&self, found: &mut Clause) {
        let spread = |list: &mut Vec<usize>, denied: &mut Vec<usize>| {
            let mut all = Vec::new();
            for &head in list.iter() {
                let (kept, not) = coordinated(self.tree, self.cues, head);
                for member in kept {
                    if !all.contains(&member) {
                        all.push(member);
                    }
                }
                denied.extend(not);
            }
            *list = all;
        };
        spread(&mut found.subjects, &mut found.denied_subjects);
        spread(&mut found.objects, &mut found.denied_objects);
        let mut ignored = Vec::new();
        spread(&mut found.indirect, &mut ignored);
        // "demanded that they stop and that they go home", "shows that he knew of it and never agreed".
        let told = |clause: usize, next: usize| {
            let finite = |at: usize| {
                let tense = self.tree.token(at).xpos.as_str();
                let past = ["VBD", "VBZ", "VBP"].contains(&tense);
                past || self.has_own(at, &["aux"])
            };
            self.has_own(clause, &["nsubj"]) && finite(clause) && finite(next)
        };
        let next: Vec<usize> = (found.clauses.iter())
            .flat_map(|&clause| {
                let all = self.tree.children_by(clause, "conj");
                all.filter(move |&next| self.has_own(next, &["mark"]) || told(clause, next))
            })
            .collect();
        found.clauses.extend(next);
    }
}

#[cfg(test)]
mod tests {
    use crate::frame::Role;

    /// The words of all fillers of `role` in a text on Rome and Carthage, with the entities that they stand for.
    fn filled(text: &str, role: Role) -> Vec<(String, bool)> {
        let read = crate::extract::testing::read(text);
        ["handed", "know"]
            .into_iter()
            .flat_map(|trigger| read.all(trigger))
            .flat_map(|one| one.fillers(role).collect::<Vec<_>>())
            .map(|filler| {
                (
                    text[filler.words.range()].to_owned(),
                    filler.entity.is_some(),
                )
            })
            .collect()
    }

    #[test]
    fn whoever_is_handed_something_receives_it() {
        let text = "Scipio was handed copies of the Roman records by Hannibal.";
        assert_eq!(filled(text, Role::Recipient), [("Scipio".to_owned(), true)]);
        assert_eq!(filled(text, Role::Agent), [("Hannibal".to_owned(), true)]);
    }

    #[test]
    fn whoever_received_something_does_what_comes_next() {
        let read = crate::extract::testing::read("Scipio was given a map and attacked Carthage.");
        let attack = read.one("attacked");
        let agents = attack.fillers(Role::Agent).collect::<Vec<_>>();
        assert!(
            matches!(agents[..], [one] if one.entity.is_some()),
            "{agents:?}"
        );
    }

    #[test]
    fn a_man_of_the_doers_is_not_the_doer_to_whom_it_is_said() {
        let text = "Scipio let his ambassador know that weapons would be delivered to Carthage.";
        let told = filled(text, Role::Recipient);
        assert_eq!(told, [("his ambassador".to_owned(), false)]);
    }
}
