//! The deep arguments of a predicate: who is its subject and object once passive, control, relative clauses and
//! coordination are undone.

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

/// The coordinated phrases that start at `head`: itself and its conjuncts. The second list holds those that are
/// denied ("not X but Y").
pub fn coordinated(tree: &Tree, cues: &Cues, head: usize) -> (Vec<usize>, Vec<usize>) {
    let mut members = vec![head];
    members.extend(tree.children_by(head, "conj"));
    let contrast = members.iter().any(|&member| {
        tree.children_by(member, "cc")
            .any(|child| tree.token(child).lemma == "but")
    });
    let (mut kept, mut denied) = (Vec::new(), Vec::new());
    for member in members {
        let negated = tree.children(member).iter().any(|&child| {
            let token = tree.token(child);
            cues.polarity.negators.contains(&token.form.to_lowercase())
                && (token.relation.is("advmod")
                    || token.relation.is("cc")
                    || token.relation.is("det"))
                && token.relation.as_str() != "cc:preconj"
        });
        // "not only X but also Y" denies nothing.
        let only = tree
            .children(member)
            .iter()
            .any(|&child| tree.token(child).lemma == "only");
        if negated && !only && (contrast || member != head) {
            denied.push(member);
        } else {
            kept.push(member);
        }
    }
    if kept.is_empty() {
        (denied, Vec::new())
    } else {
        (kept, denied)
    }
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

struct Analysis<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    is_date: &'a dyn Fn(usize) -> bool,
}

impl Analysis<'_> {
    fn verb(&self, predicate: usize, depth: usize) -> Clause {
        let mut found = Clause {
            passive: self.passive(predicate),
            ..Clause::default()
        };
        for &child in self.tree.children(predicate) {
            self.argument(&mut found, child);
        }
        self.by_relation(predicate, &mut found, depth);
        if depth < MAX_DEPTH {
            self.share(predicate, &mut found, depth);
        }
        self.replace_relatives(predicate, &mut found);
        self.expand(&mut found);
        found
    }

    fn argument(&self, found: &mut Clause, child: usize) {
        let token = self.tree.token(child);
        match token.relation.as_str() {
            "nsubj:pass" | "csubj:pass" => found.objects.push(child),
            name if name.starts_with("nsubj") || name.starts_with("csubj") => {
                let list = if found.passive {
                    &mut found.objects
                } else {
                    &mut found.subjects
                };
                list.push(child);
            }
            "obj" => found.objects.push(child),
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

    fn oblique(&self, found: &mut Clause, child: usize) {
        let cases = case_of(self.tree, child);
        let relation = self.tree.token(child).relation.as_str();
        let agentive = relation == "obl:agent" || cases.iter().any(|case| case == "by");
        if agentive && found.passive && !(self.is_date)(child) {
            found.subjects.push(child);
        } else {
            let case = cases.last().cloned().unwrap_or_default();
            found.obliques.push((case, child));
        }
    }

    /// Passive by its own auxiliary or subject, or as a participle that shares those of its governor.
    fn passive(&self, predicate: usize) -> bool {
        let marked = |at: usize| {
            self.tree.children(at).iter().any(|&child| {
                let name = self.tree.token(child).relation.as_str();
                name == "aux:pass" || name.ends_with(":pass") || name == "obl:agent"
            })
        };
        if marked(predicate) {
            return true;
        }
        let token = self.tree.token(predicate);
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
        let relative = matches!(token.relation.as_str(), "acl:relcl" | "advcl:relcl");
        if relative {
            self.fill_gap(predicate, governor, found);
        } else if token.relation.is("acl") {
            if found.passive {
                if found.objects.is_empty() {
                    found.objects.push(governor);
                }
            } else if token.xpos == "VBG" && found.subjects.is_empty() {
                found.subjects.push(governor);
            } else if found.subjects.is_empty() && depth < MAX_DEPTH {
                // "their plan to attack": the planner is the attacker.
                found.subjects = self.owners(governor, depth);
            }
        }
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
                if !given.is_empty() {
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

    /// In a relative clause without a relative subject or object, the antecedent fills the open place.
    fn fill_gap(&self, predicate: usize, antecedent: usize, found: &mut Clause) {
        let antecedent = self.whole_phrase(antecedent);
        if (self.is_date)(antecedent) {
            return;
        }
        let within = self.tree.subtree(predicate);
        let oblique_relative = within.iter().any(|&at| {
            let token = self.tree.token(at);
            let form = token.form.to_lowercase();
            matches!(form.as_str(), "whose" | "where" | "when" | "why")
                || (self.cues.pronouns.relative.contains(&form)
                    && matches!(token.xpos.as_str(), "WDT" | "WP")
                    && !case_of(self.tree, at).is_empty())
        });
        if oblique_relative {
            return;
        }
        if found.passive {
            if found.objects.is_empty() {
                found.objects.push(antecedent);
            }
        } else if found.subjects.is_empty() {
            found.subjects.push(antecedent);
        } else if found.objects.is_empty()
            && !found
                .subjects
                .iter()
                .any(|&subject| self.is_relative(subject))
        {
            found.objects.push(antecedent);
        }
    }

    /// "a war of aggression which ...": a bare noun after "of" only qualifies; the clause modifies the whole phrase.
    fn whole_phrase(&self, noun: usize) -> usize {
        let token = self.tree.token(noun);
        let bare = token.upos == Upos::Noun
            && token.xpos == "NN"
            && self.tree.children(noun).iter().all(|&child| {
                let relation = &self.tree.token(child).relation;
                relation.is("case") || relation.is("acl") || relation.is("punct")
            });
        let of = case_of(self.tree, noun).iter().any(|case| case == "of");
        match token.head {
            Some(head) if bare && of && token.relation.is("nmod") => head,
            _ => noun,
        }
    }

    fn is_relative(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        self.cues
            .pronouns
            .relative
            .contains(&token.form.to_lowercase())
            && (token.upos == Upos::Pron || matches!(token.xpos.as_str(), "WP" | "WDT"))
    }

    /// "The army, commanded by X, fell upon Y": a participle between the subject and a finite verb without one took
    /// the subject for itself.
    fn taken_subject(&self, predicate: usize) -> Option<usize> {
        let finite = ["VBD", "VBZ", "VBP"].contains(&self.tree.token(predicate).xpos.as_str());
        if !finite || self.has_own(predicate, &["nsubj", "csubj"]) {
            return None;
        }
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

    /// Subjects and objects shared through coordination and control.
    fn share(&self, predicate: usize, found: &mut Clause, depth: usize) {
        if let Some(subject) = self.taken_subject(predicate) {
            let place = if found.passive {
                &mut found.objects
            } else {
                &mut found.subjects
            };
            place.insert(0, subject);
        }
        let token = self.tree.token(predicate);
        let Some(governor) = token.head else {
            self.share_object(predicate, found, depth);
            return;
        };
        let open = found.subjects.is_empty() && (!found.passive || found.objects.is_empty());
        match token.relation.universal() {
            "conj" if open => {
                let first = self.verb(governor, depth + 1);
                let surface = if first.passive {
                    &first.objects
                } else {
                    &first.subjects
                };
                let place = if found.passive {
                    &mut found.objects
                } else {
                    &mut found.subjects
                };
                if place.is_empty() {
                    place.extend(surface);
                }
            }
            "xcomp" | "advcl" | "ccomp"
                if open && (!token.relation.is("ccomp") || self.infinitive(predicate)) =>
            {
                let controller = self.controller(governor, predicate, depth);
                let place = if found.passive {
                    &mut found.objects
                } else {
                    &mut found.subjects
                };
                if place.is_empty() {
                    place.extend(controller);
                }
            }
            _ => {}
        }
        self.share_object(predicate, found, depth);
    }

    /// "planned and began the war": the first verb's object is the second's.
    fn share_object(&self, predicate: usize, found: &mut Clause, depth: usize) {
        if !found.objects.is_empty() || found.passive || !found.clauses.is_empty() {
            return;
        }
        let next = self.tree.children_by(predicate, "conj").next();
        if let Some(next) = next.filter(|&next| {
            next <= predicate + 2
                && self.tree.token(next).upos == Upos::Verb
                && !self.has_own(next, &["nsubj"])
                && depth < MAX_DEPTH
        }) {
            found.objects.extend(self.tree.children_by(next, "obj"));
        }
    }

    fn infinitive(&self, predicate: usize) -> bool {
        self.tree.children(predicate).iter().any(|&child| {
            let token = self.tree.token(child);
            token.relation.is("mark") && token.lemma == "to"
        })
    }

    /// Who is understood as the subject of an infinitive or participle that depends on `governor`.
    fn controller(&self, governor: usize, predicate: usize, depth: usize) -> Vec<usize> {
        let matrix = self.verb(governor, depth + 1);
        let lemma = &self.tree.token(governor).lemma;
        let marks = case_of(self.tree, predicate);
        let participle = self.tree.token(predicate).relation.is("advcl")
            && !marks
                .iter()
                .any(|mark| mark == "of" || mark == "from" || mark == "into");
        let object_control = self.cues.control.object.contains(lemma)
            && (!participle || marks.iter().any(|mark| mark == "to"))
            || marks.iter().any(|mark| mark == "of" || mark == "into");
        if object_control {
            let addressees = if matrix.indirect.is_empty() {
                &matrix.objects
            } else {
                &matrix.indirect
            };
            let addressees: Vec<usize> = addressees
                .iter()
                .copied()
                .filter(|&object| object != predicate)
                .collect();
            if !addressees.is_empty() {
                return addressees;
            }
        }
        if matrix.passive {
            matrix.objects
        } else {
            matrix.subjects
        }
    }

    /// Relative pronouns give way to their antecedents.
    fn replace_relatives(&self, predicate: usize, found: &mut Clause) {
        let antecedent = self.antecedent(predicate);
        if antecedent.is_some_and(|noun| (self.is_date)(noun)) {
            // "It was on 25 June that the war began": the word that stands for the date is no participant.
            let words = &self.cues.pronouns.relative;
            let bare = |at: &usize| !words.contains(&self.tree.token(*at).form.to_lowercase());
            found.objects.retain(bare);
            found.subjects.retain(bare);
            return;
        }
        // "It is a myth that X attacked Y": a "that" beside a full object fills no place of its own.
        if found.objects.len() > 1 {
            let relative = |at: &usize| !self.is_relative(*at);
            found.objects.retain(relative);
        }
        let replace = |list: &mut Vec<usize>| {
            for at in list.iter_mut() {
                if self.is_relative(*at)
                    && let Some(antecedent) = antecedent
                {
                    *at = antecedent;
                }
            }
            list.dedup();
        };
        replace(&mut found.subjects);
        replace(&mut found.objects);
        replace(&mut found.indirect);
    }

    /// The noun that the relative clause around `predicate` modifies.
    fn antecedent(&self, predicate: usize) -> Option<usize> {
        let mut at = predicate;
        for _ in 0..MAX_DEPTH {
            let token = self.tree.token(at);
            match token.relation.as_str() {
                "acl:relcl" | "advcl:relcl" | "acl" => {
                    return token.head.map(|head| self.whole_phrase(head));
                }
                // "It was X that attacked": the focus of the cleft.
                "ccomp" | "csubj" if at == predicate && self.is_focus(token.head?) => {
                    return token.head;
                }
                "conj" | "xcomp" => at = token.head?,
                _ => return None,
            }
        }
        None
    }

    /// Whether a cleft puts it forward: a noun after "it was".
    fn is_focus(&self, at: usize) -> bool {
        let nominal = matches!(self.tree.token(at).upos, Upos::Noun | Upos::Propn);
        let pronominal = self.tree.children(at).iter().any(|&child| {
            let token = self.tree.token(child);
            let place = token.relation.is("expl") || token.relation.is("nsubj");
            place
                && self
                    .cues
                    .pronouns
                    .neuter
                    .contains(&token.form.to_lowercase())
        });
        nominal && pronominal && self.tree.children_by(at, "cop").next().is_some()
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
    }
}
