//! Content clauses whose frame the reading does not know: "It suited Moscow that ...", "There is not a shred of evidence
//! that ...". What stands in them may be anybody's word.
//!
//! A frame that is known gives the clause a voice or makes it a fact; of any other nothing follows, and what is told in it
//! accuses nobody.

use super::Path;
use crate::extract::clause::case_of;
use crate::extract::event::Event;
use crate::extract::lexicon::{Pronoun, Standing};
use crate::language::tree::Upos;

impl Path<'_> {
    /// The word that leaves open whether the author says what the event's clause tells.
    pub(super) fn doubt(&self, event: &Event) -> Option<usize> {
        let mut at = event.host;
        for _ in 0..self.tree.len() {
            if let Some(noun) = self.outer_subject(at).filter(|&noun| !self.is_fact(noun)) {
                return Some(noun);
            }
            let Some(governor) = self.tree.token(at).head else {
                break;
            };
            if self.is_content_clause(at, governor) && !self.vouches(at, governor) {
                return Some(governor);
            }
            at = governor;
        }
        // A clause with "that" and nothing above it: its frame is lost.
        if at > 0 && self.has_that(at) && self.outer_subject(at).is_none() {
            return Some(at);
        }
        self.bare_speech(event.head)
            .or_else(|| self.report_before_colon(event.head))
            .or_else(|| self.for_whom(event))
    }

    /// "For my old teacher Rome had begun it", "for Carthage the war began in May": so it was for him.
    fn for_whom(&self, event: &Event) -> Option<usize> {
        self.tree.children_by(event.host, "obl").find(|&whom| {
            let case = case_of(self.tree, whom);
            let whose = self.tree.children_by(whom, "nmod").any(|owner| {
                let form = self.tree.token(owner).form.to_lowercase();
                self.cues.pronoun(&form).is_some() || self.is_author(owner)
            });
            let pronoun = self.tree.token(whom).upos == Upos::Pron;
            let takes_part = event.roles.iter().any(|&(_, head)| head == whom);
            let fronted = whom < event.host || event.roles.iter().all(|&(_, head)| head < whom);
            // "To many Romans, Carthage had begun it"
            let end = self.tree.subtree(whom).into_iter().max();
            let comma = |at: usize| {
                let token = self.tree.tokens().get(at);
                token.is_some_and(|token| token.form == ",")
            };
            let to = whom < event.host && end.is_some_and(|end| comma(end) || comma(end + 1));
            // What opens the sentence is nobody to whom something is done.
            let opens = self.tree.subtree(whom).into_iter().min() == Some(0);
            case.iter().any(|case| case == "for" || case == "to" && to)
                && (self.names.is_party(whom)
                    || self.names.entity_at(whom).is_some() && opens
                    || pronoun
                    || whose)
                && fronted
                && (!takes_part || opens)
        })
    }

    /// Whether the clause at `at` says what its governor is about. A relative clause and a cleft do not.
    fn is_content_clause(&self, at: usize, governor: usize) -> bool {
        let relation = self.tree.token(at).relation.as_str();
        let marks = case_of(self.tree, at);
        let that = self.has_that(at);
        let seeming = marks.iter().any(|mark| mark == "though" || mark == "if");
        let focus = self.tree.token(governor).upos == Upos::Propn || self.names.is_date(governor);
        let cleft = focus && self.tree.children_by(governor, "cop").next().is_some();
        // "so fast that ...": what follows from a fact is one.
        let result = self.tree.children(governor).iter().any(|&child| {
            let lemma = self.lemma(child);
            child < at && (lemma == "so" || lemma == "such")
        });
        match relation {
            "ccomp" | "csubj" => that && !cleft,
            "acl" => that,
            // "One reads again and again that ..."
            "conj" => that && !self.has_that(governor),
            "acl:relcl" => {
                let dated = cleft && self.names.is_date(governor);
                that && !dated && self.tree.children_by(at, "nsubj").next().is_some()
            }
            "advcl" | "advcl:relcl" => seeming || that && !result,
            _ => false,
        }
    }

    /// Whether the governor of a content clause makes it a fact.
    fn vouches(&self, at: usize, governor: usize) -> bool {
        let lemma = self.lemma(governor);
        let verdict = &self.words.verdict;
        let denied = self.is_denied_above(governor);
        let predicate = match self.tree.token(governor).upos {
            Upos::Noun => self.tree.token(governor).head.unwrap_or(governor),
            _ => governor,
        };
        let told = self.tree.children_by(predicate, "nsubj").any(|subject| {
            let inside = self.tree.subtree(subject);
            inside.into_iter().any(|word| {
                let lemma = self.lemma(word);
                let tells = self.tells(word) || self.words.owned_tellings.contains(&lemma);
                tells && !self.is_ours(word) || self.words.learners.contains(&lemma)
            })
        });
        let told =
            told || self.words.convinced.contains(&lemma) && self.is_somebodys_mind(predicate);
        let certain = self.words.certain.contains(&lemma) || verdict.truth.contains(&lemma);
        let past_doubt = lemma == "doubt" && (denied || !case_of(self.tree, governor).is_empty());
        if past_doubt {
            return !told;
        }
        // What somebody does not know, or nobody denies, is so all the same.
        let presupposed = self.words.presupposing.contains(&lemma)
            || self.words.unsaid.contains(&lemma)
            || self.words.disputing.contains(&lemma);
        if denied && !presupposed {
            return false;
        }
        let verb = matches!(self.tree.token(governor).upos, Upos::Verb | Upos::Aux);
        let standing = if verb {
            self.cues.speech(&lemma)
        } else {
            self.cues.speech_noun(&lemma)
        };
        // "It was Rome's case that ...": so Rome says.
        let theirs = self.words.owned_tellings.contains(&lemma) && self.owner(governor).is_some();
        let known = standing == Some(Standing::Factive) || certain || denied && presupposed;
        let fact = known && !theirs;
        // What is planned, wished or agreed is not told as done, which its modality says.
        let wished = self.cues.modality.intended.contains(&lemma) && self.is_wish(at);
        (fact || wished) && !told
    }

    /// "Some are sure that ...": what somebody else is sure of, unlike what the author or nobody in particular is.
    fn is_somebodys_mind(&self, predicate: usize) -> bool {
        self.tree.children_by(predicate, "nsubj").any(|subject| {
            let token = self.tree.token(subject);
            let impersonal = self.cues.pronoun(&token.lower());
            // "One thing is certain", "The case is clear".
            let thing = token.xpos == "NN" && self.names.entity_at(subject).is_none();
            let points = self.words.impersonal.contains(&self.lemma(subject));
            impersonal != Some(Pronoun::Neuter)
                && !points
                && !thing
                && !self.is_author(subject)
                && !self.is_ours(subject)
        })
    }

    /// "The charge was that ...": the noun that a copula joins with the clause.
    fn outer_subject(&self, at: usize) -> Option<usize> {
        let mut subjects = self.tree.children_by(at, "nsubj");
        subjects.find(|&subject| self.tree.token(subject).relation.as_str() == "nsubj:outer")
    }

    /// "The truth is that ...", "The result was that ..."
    fn is_fact(&self, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        self.words.certain.contains(&lemma)
            || self.words.verdict.truth.contains(&lemma)
            || self.words.verdict.facts.contains(&lemma)
            || self.cues.speech_noun(&lemma) == Some(Standing::Factive)
    }

    /// Whether "that" opens the clause and takes no part in it.
    fn has_that(&self, clause: usize) -> bool {
        self.tree.children(clause).iter().any(|&child| {
            let token = self.tree.token(child);
            let opens = ["mark", "obl:unmarked"].contains(&token.relation.as_str());
            child < clause && opens && token.form.eq_ignore_ascii_case("that")
        })
    }

    /// "There is not a shred of evidence": up to the verb.
    fn is_denied_above(&self, governor: usize) -> bool {
        let mut at = governor;
        loop {
            if self.negated(at) || self.has_negative_determiner(at) {
                return true;
            }
            let token = self.tree.token(at);
            let nominal = ["nmod", "nsubj", "obj", "obl"].contains(&token.relation.universal());
            match token.head.filter(|_| nominal && token.upos == Upos::Noun) {
                Some(head) => at = head,
                None => return false,
            }
        }
    }

    /// "demanded that Rome leave": no fact is told.
    fn is_wish(&self, at: usize) -> bool {
        self.tree.token(at).xpos == "VB"
    }

    /// "To hear Moscow tell it, ...", "..., it was said": a verb of speech without content that is no frame by the tree.
    fn bare_speech(&self, head: usize) -> Option<usize> {
        (0..self.tree.len()).find(|&verb| {
            let above = self.tree.ancestors(head).any(|at| at == verb);
            let below = self.tree.ancestors(verb).any(|at| at == head);
            let impersonal = self
                .tree
                .children_by(verb, "nsubj")
                .chain(self.tree.children_by(verb, "expl"))
                .any(|subject| self.lemma(subject) == "it" && self.is_passive(verb));
            let tells_it = self
                .tree
                .children_by(verb, "obj")
                .chain(self.tree.children_by(verb, "iobj"))
                .any(|object| self.lemma(object) == "it");
            // "or that is what we were told"
            let what = self
                .tree
                .children(verb)
                .iter()
                .any(|&child| self.lemma(child) == "what");
            let content = ["ccomp", "xcomp", "advcl", "csubj"]
                .iter()
                .any(|relation| self.tree.children_by(verb, relation).next().is_some());
            let speech = self.tree.token(verb).upos == Upos::Verb && self.is_speech(verb);
            verb != head
                && !above
                && (below || verb < head)
                && speech
                && !content
                && (impersonal || tells_it || what)
        })
    }

    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let mut children = self.tree.children(verb).iter();
        children.any(|&child| self.tree.token(child).relation.as_str() == "aux:pass")
    }

    /// "A Roman book of that year states: ...", "The headline on that day: ...".
    fn report_before_colon(&self, head: usize) -> Option<usize> {
        let colon = (0..head)
            .rev()
            .find(|&at| self.tree.token(at).form == ":")?;
        (0..colon).find(|&at| {
            let lemma = self.lemma(at);
            // "when the republic was proclaimed: ..." reports nothing.
            let done_to = self.is_passive(at)
                && (self.tree.children_by(at, "nsubj")).any(|subject| self.lemma(subject) != "it");
            // "remember who had held the scissors: ..." is answered by the author.
            let asks = !self.says_behind_colon(at)
                || (self.tree.children_by(at, "nsubj"))
                    .any(|subject| self.tree.token(subject).xpos == "WP");
            let speech = self.is_speech(at) && !done_to && !asks
                || self.cues.speech(&lemma) == Some(Standing::Report)
                    && self.tree.token(at).xpos == "NNS";
            let speech = speech && !self.answers(at);
            let noun = self.tree.token(at).upos == Upos::Noun;
            // "The talk of it was a myth: ..."
            let false_itself = |predicate: usize| self.is_called_false_itself(predicate);
            let refuted = false_itself(at) || self.tree.token(at).head.is_some_and(false_itself);
            let telling = noun
                && !refuted
                && (self.tells(at)
                    || self.words.news.contains(&lemma)
                    || self.cues.speech_noun(&lemma) == Some(Standing::Report));
            let learnt = self.words.learning.contains(&lemma)
                && (0..colon).any(|who| self.words.learners.contains(&self.lemma(who)));
            (speech || telling || learnt) && !self.is_ours(at) && !self.is_evidence(at)
        })
    }
}
