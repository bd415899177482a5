//! Subjects and objects that a predicate shares with another: through coordination, and through control.

use super::{Analysis, Clause, MAX_DEPTH, case_of};
use crate::language::tree::Upos;

impl Analysis<'_> {
    /// Subjects and objects shared through coordination and control.
    pub(super) fn share(&self, predicate: usize, found: &mut Clause, depth: usize) {
        if let Some(subject) = self
            .taken_subject(predicate)
            .or_else(|| self.behind_date(predicate))
        {
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
        let open = if found.passive {
            found.objects.is_empty()
        } else {
            found.subjects.is_empty()
        };
        match token.relation.universal() {
            "conj" if open => {
                let first = self.verb(governor, depth + 1);
                let surface = self.surface(&first);
                let place = if found.passive {
                    &mut found.objects
                } else {
                    &mut found.subjects
                };
                if place.is_empty() {
                    place.extend(surface);
                }
            }
            // "X's decision to intervene surprised Y": a finite verb is no complement of an infinitive.
            "xcomp"
                if open
                    && self.finite(predicate)
                    && self.tree.token(governor).relation.is("acl") =>
            {
                let subject = self.tree.token(governor).head;
                found.subjects.extend(subject.filter(|_| !found.passive));
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
        if let Some(relative) = self.shared_relative(predicate) {
            found.objects.push(relative);
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
            || marks.iter().any(|mark| mark == "of" || mark == "into")
            // "blamed Rome for starting the war": Rome is said to have started it.
            || self.cues.control.faulting.contains(lemma) && marks.iter().any(|mark| mark == "for")
            // "stopped Rome from attacking", "warned Rome against attacking": whoever is stopped would do it.
            || governor < predicate && marks.iter().any(|mark| mark == "from" || mark == "against");
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
        if participle && self.trails_another_clause(governor, predicate) {
            return Vec::new();
        }
        self.surface(&matrix).to_vec()
    }

    /// What stands as the subject: of a passive what it is done to, or whoever receives it ("the king was handed a map
    /// and drew a line").
    fn surface<'c>(&self, clause: &'c Clause) -> &'c [usize] {
        let subject = |&at: &usize| self.tree.token(at).relation.is("nsubj");
        if !clause.passive {
            &clause.subjects
        } else if clause.indirect.iter().any(subject) && !clause.objects.iter().any(subject) {
            &clause.indirect
        } else {
            &clause.objects
        }
    }

    /// "When Rome fell, ending the war, Gaul was free": between two clauses a participle may belong to either.
    fn trails_another_clause(&self, governor: usize, participle: usize) -> bool {
        let mut before = self.tree.children_by(governor, "advcl");
        let clause = before.any(|clause| {
            clause < participle && self.finite(clause) && self.has_own(clause, &["nsubj"])
        });
        let behind = |at: usize| at > participle;
        clause && self.tree.children_by(governor, "nsubj").any(behind)
    }
}
