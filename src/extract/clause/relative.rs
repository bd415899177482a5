//! Relative clauses: what the noun in front of them does inside.

use super::{Analysis, Clause, MAX_DEPTH, case_of, is_denied};
use crate::language::tree::Upos;

impl Analysis<'_> {
    /// Whether a clause that hangs on `at` can be about it: "unclear who began it" is not about "unclear".
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        match self.tree.token(at).upos {
            Upos::Verb | Upos::Aux | Upos::Adv => false,
            Upos::Adj => self.tree.children_by(at, "det").next().is_some(),
            _ => true,
        }
    }

    /// In a relative clause without a relative subject or object, the antecedent fills the open place.
    pub(super) fn fill_gap(&self, predicate: usize, antecedent: usize, found: &mut Clause) {
        let antecedent = self.whole_phrase(antecedent, predicate);
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

    /// "It was by X that Y was attacked": the focus behind "by" is the doer.
    pub(super) fn is_focused_doer(&self, predicate: usize, focus: usize, passive: bool) -> bool {
        let it = |at: usize| self.tree.token(at).lemma.eq_ignore_ascii_case("it");
        let by = case_of(self.tree, focus).iter().any(|case| case == "by");
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        let mut subjects = self.tree.children(focus).iter().copied();
        passive && by && copular && !(self.is_date)(focus) && focus < predicate && subjects.any(it)
    }

    /// "a war of aggression which ...": a bare noun after "of" only qualifies; the clause modifies the whole phrase.
    /// "a line across Gaul that left out Rome": a name is told apart by itself, and takes no clause with "that".
    fn whole_phrase(&self, noun: usize, predicate: usize) -> usize {
        let token = self.tree.token(noun);
        let bare = token.upos == Upos::Noun
            && token.xpos == "NN"
            && self.tree.children(noun).iter().all(|&child| {
                let relation = &self.tree.token(child).relation;
                relation.is("case") || relation.is("acl") || relation.is("punct")
            });
        let of = case_of(self.tree, noun).iter().any(|case| case == "of");
        let that = self.tree.children(predicate).iter().any(|&at| {
            noun < at && at < predicate && self.tree.token(at).form.eq_ignore_ascii_case("that")
        });
        let article = |at: usize| self.tree.children_by(at, "det").next().is_some();
        let common = |at: &usize| self.tree.token(*at).upos == Upos::Noun || article(*at);
        let before = token.head.filter(|_| that && token.upos == Upos::Propn);
        // What the name's place was hung on: the noun, or the verb of which the noun is the object.
        let whole = before.and_then(|head| match token.relation.as_str() {
            "nmod" => Some(head),
            "obl" => (self.tree.children_by(head, "obj")).find(|&object| object < noun),
            _ => None,
        });
        match (whole.filter(common), token.head) {
            (Some(whole), _) => whole,
            (None, Some(head)) if bare && of && token.relation.is("nmod") => head,
            _ => noun,
        }
    }

    /// "the plan which X examined and approved": the relative object of the first verb is that of the next ones.
    pub(super) fn shared_relative(&self, predicate: usize) -> Option<usize> {
        let mut at = predicate;
        for _ in 0..MAX_DEPTH {
            let token = self.tree.token(at);
            at = token.head.filter(|_| token.relation.is("conj"))?;
            let object = self
                .tree
                .children_by(at, "obj")
                .find(|&child| self.is_relative(child) && child < at);
            if object.is_some() {
                let own_subject = self.tree.children_by(predicate, "nsubj").next().is_some();
                return object.filter(|_| !own_subject);
            }
        }
        None
    }

    pub(super) fn is_relative(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        self.cues.pronouns.relative.contains(&*token.lower())
            && (token.upos == Upos::Pron
                || matches!(token.xpos.as_str(), "WP" | "WDT")
                || token.upos == Upos::Sconj && token.relation.is("nsubj"))
    }

    /// "none of whom", "all of which": what is said of them is said of each.
    fn is_all_of_relative(&self, at: usize) -> bool {
        let word = self.tree.token(at).lower();
        let polarity = &self.cues.polarity;
        let each = polarity.nobody.contains(&*word) || self.cues.sole.whole.contains(&*word);
        let mut of = self.tree.children_by(at, "nmod");
        each && of.any(|child| self.is_relative(child))
    }

    /// Relative pronouns give way to their antecedents.
    pub(super) fn replace_relatives(&self, predicate: usize, found: &mut Clause) {
        let antecedent = self.antecedent(predicate);
        if antecedent.is_some_and(|noun| (self.is_date)(noun)) {
            // "It was on 25 June that the war began": the word that stands for the date is no participant.
            let words = &self.cues.pronouns.relative;
            let bare = |at: &usize| !words.contains(&*self.tree.token(*at).lower());
            found.objects.retain(bare);
            found.subjects.retain(bare);
            return;
        }
        // "It is a myth that X attacked Y": a "that" beside a full object fills no place of its own.
        if found.objects.len() > 1 {
            let other = |at: &usize| !self.is_relative(*at);
            found.objects.retain(other);
        }
        if antecedent.is_none() {
            // "The tanks that X supplied broke through": the word belongs to a clause in between.
            found.objects.retain(|&at| {
                let token = self.tree.token(at);
                token.xpos != "WDT" || !token.form.eq_ignore_ascii_case("that")
            });
        }
        let doer = antecedent.map(|noun| self.identified(noun).unwrap_or(noun));
        for at in &mut found.subjects {
            let stands_for = self.is_relative(*at) || Some(*at) == antecedent;
            if let Some(doer) = doer.filter(|_| stands_for && !found.passive) {
                *at = doer;
            }
        }
        found.subjects.dedup();
        let replace = |list: &mut Vec<usize>| {
            for at in list.iter_mut() {
                if (self.is_relative(*at) || self.is_all_of_relative(*at))
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

    /// "The aggressor who began the war was Rome", "What began it was a raid": the predicate tells who did it, where it is
    /// a name or the subject is no more than a pronoun.
    fn identified(&self, subject: usize) -> Option<usize> {
        let token = self.tree.token(subject);
        let predicate = token.head.filter(|_| token.relation.is("nsubj"))?;
        let copular = self.tree.children_by(predicate, "cop").next().is_some();
        let what = self.tree.token(predicate);
        let told = match what.upos {
            Upos::Propn => token.upos != Upos::Propn,
            Upos::Noun => token.upos == Upos::Pron && token.lemma.eq_ignore_ascii_case("what"),
            _ => false,
        };
        let denied = is_denied(self.tree, self.cues, predicate);
        let date = (self.is_date)(predicate);
        (copular && told && !denied && !date && subject < predicate).then_some(predicate)
    }

    /// The noun that the relative clause around `predicate` modifies.
    fn antecedent(&self, predicate: usize) -> Option<usize> {
        let mut at = predicate;
        for _ in 0..MAX_DEPTH {
            let token = self.tree.token(at);
            match token.relation.as_str() {
                "acl:relcl" | "advcl:relcl" | "acl" => {
                    return token
                        .head
                        .filter(|&head| self.is_nominal(head))
                        .map(|head| self.whole_phrase(head, predicate))
                        .map(|head| self.founded(predicate, head).unwrap_or(head));
                }
                // "It was X that attacked": the focus of the cleft.
                "ccomp" | "csubj" if at == predicate && self.is_focus(token.head?) => {
                    return token.head;
                }
                // "It was X who wavered, and who gave way".
                "conj" if self.is_nominal(token.head?) && self.has_relative_subject(at) => {
                    return token.head;
                }
                "conj" | "xcomp" => at = token.head?,
                _ => return None,
            }
        }
        None
    }

    /// "the war against Carthage, which Dido had founded": the name in the phrase of a deed, which nobody founds.
    fn founded(&self, predicate: usize, deed: usize) -> Option<usize> {
        let lemma = |at: usize| self.tree.token(at).lemma.to_lowercase();
        let cues = &self.cues.founding;
        let cannot = cues.verbs.contains(&lemma(predicate)) && cues.deeds.contains(&lemma(deed));
        let names = self
            .tree
            .children_by(deed, "nmod")
            .filter(|&at| deed < at && at < predicate && self.tree.token(at).upos == Upos::Propn);
        names.last().filter(|_| cannot)
    }

    /// "It was X that in May attacked": a clause without a subject is about the focus, whatever "that" was taken for.
    pub(super) fn is_cleft(&self, predicate: usize, focus: usize) -> bool {
        let relation = &self.tree.token(predicate).relation;
        let that = self.tree.children_by(predicate, "mark").any(|mark| {
            let form = self.tree.token(mark).form.to_lowercase();
            self.cues.pronouns.relative.contains(&form)
        });
        let subject = ["nsubj", "csubj", "expl"]
            .iter()
            .any(|own| self.tree.children_by(predicate, own).next().is_some());
        (relation.is("ccomp") || relation.is("csubj") || relation.is("advcl"))
            && predicate > focus
            && that
            && !subject
            && self.is_focus(focus)
    }

    fn has_relative_subject(&self, predicate: usize) -> bool {
        let mut subjects = self.tree.children_by(predicate, "nsubj");
        subjects.any(|subject| self.is_relative(subject))
    }

    /// Whether a cleft puts it forward: a noun after "it was".
    fn is_focus(&self, at: usize) -> bool {
        let nominal = matches!(self.tree.token(at).upos, Upos::Noun | Upos::Propn);
        let pronominal = self.tree.children(at).iter().any(|&child| {
            let token = self.tree.token(child);
            let place = token.relation.is("expl") || token.relation.is("nsubj");
            place && self.cues.pronouns.neuter.contains(&*token.lower())
        });
        nominal && pronominal && self.tree.children_by(at, "cop").next().is_some()
    }
}
