//! What a question takes for granted.

use super::Path;
use crate::extract::event::Event;
use crate::language::tree::Upos;

/// How far into a question the words that say what it asks are looked for, in tokens.
const FRONT: usize = 12;

impl Path<'_> {
    /// "Why did the North attack?" presupposes; "Did the North attack?" does not. An event in a subordinate
    /// clause or a noun phrase of a question is presupposed, too.
    pub(super) fn presupposing_question(&self, event: &Event) -> bool {
        if event.noun && event.host == event.head {
            return !self.is_asked(event.head);
        }
        let token = self.tree.token(event.host);
        if self.asks_for_itself(event.host) {
            return false;
        }
        let subordinate = ["advcl", "acl"].contains(&token.relation.universal())
            && !self.is_asked_beside(event.host);
        // "Was it the South that attacked?" asks who did it.
        let cleft = token.head.is_some_and(|focus| {
            self.tree.token(focus).head.is_none()
                && self.tree.children_by(focus, "cop").next().is_some()
                && self
                    .tree
                    .children(focus)
                    .iter()
                    .any(|&it| it < focus && self.lemma(it) == "it")
        });
        let main = token.head.is_none();
        subordinate && !cleft || self.asks_about_given() || main && self.asks_what_of_given()
    }

    /// "When did Rome attack, and did it win?": the clause behind has an auxiliary before its subject, and no question word.
    fn asks_for_itself(&self, at: usize) -> bool {
        let Some(subject) = self.tree.children_by(at, "nsubj").next() else {
            return false;
        };
        let auxiliary = (self.tree.children_by(at, "aux"))
            .chain(self.tree.children_by(at, "cop"))
            .find(|&auxiliary| auxiliary < subject);
        let behind = auxiliary.and_then(|auxiliary| auxiliary.checked_sub(1));
        let joined = |before: usize| {
            let token = self.tree.token(before);
            matches!(token.upos, Upos::Punct | Upos::Cconj)
        };
        self.tree.token(at).relation.is("conj") && behind.is_some_and(joined)
    }

    /// "Did Scipio resign because he had been beaten?", "Was he beaten, removed from office, or did he resign?": the reason
    /// is asked as the deed is, and so is a participle that was hung on it.
    fn is_asked_beside(&self, at: usize) -> bool {
        let head = self.tree.token(at).head;
        let main = head.is_some_and(|head| self.tree.token(head).head.is_none());
        let marks = self.children_lemmas(at, "mark");
        let reason = marks
            .iter()
            .any(|mark| self.cues.modality.asked_reasons.contains(mark));
        let bare = marks.is_empty()
            && self.tree.token(at).relation.is("advcl")
            && self.tree.token(at).xpos == "VBN"
            && self.tree.children_by(at, "nsubj").next().is_none()
            && self.tree.children_by(at, "advmod").next().is_none();
        main && (reason || bare) && self.inverted() && !self.asks_about_given()
    }

    /// "For what ends did Rome attack?", "What did Rome hope for?": of the main clause only the end or the thing is asked. Not
    /// "What was it?", "What began the war?".
    fn asks_what_of_given(&self) -> bool {
        let word = |at: usize| {
            self.tree
                .tokens()
                .get(at)
                .map(|token| token.form.to_lowercase())
        };
        let asks =
            |at: usize| word(at).is_some_and(|word| self.cues.modality.asking_what.contains(&word));
        (asks(0) || asks(1)) && self.inverted() && !self.asks_whether()
    }

    /// "Whether Rome attacked is not known": the word was hung on the main clause, and no other verb stands between.
    pub(super) fn stands_behind_whether(&self, at: usize) -> bool {
        let tokens = self.tree.tokens();
        let questioning = &self.cues.modality.questioning;
        let asks_at = |other: usize| questioning.contains(&*tokens[other].lower());
        let own = |other: usize| tokens[other].head == Some(at);
        let focus = tokens[at]
            .head
            .filter(|_| tokens[at].relation.as_str() == "acl:relcl");
        // "Whether it was Rome that attacked"
        let cleft = |other: usize| tokens[other].relation.is("cop") && tokens[other].head == focus;
        let stop = (0..at).rev().find(|&other| {
            let verbal = matches!(tokens[other].upos, Upos::Verb | Upos::Aux);
            let mark = tokens[other].upos == Upos::Punct && tokens[other].form != ",";
            asks_at(other) || mark || verbal && !own(other) && !cleft(other)
        });
        let deed = matches!(tokens[at].upos, Upos::Verb | Upos::Aux);
        stop.is_some_and(|other| asks_at(other) && deed && tokens[other].head != Some(at))
    }

    /// "Rome took the town in May; why did nobody hear of it?": what a semicolon parts from the question is told.
    pub(super) fn stands_before_question(&self, event: &Event) -> bool {
        let Some(semicolon) = (0..self.tree.len())
            .rev()
            .find(|&at| self.tree.token(at).form == ";")
        else {
            return false;
        };
        let inside = |at: usize| at < semicolon;
        let first = (0..semicolon).find(|&at| self.tree.token(at).upos != Upos::Punct);
        let asks = first.is_some_and(|at| {
            let token = self.tree.token(at);
            token.upos == Upos::Aux
                || matches!(token.xpos.as_str(), "WRB" | "WP" | "WDT" | "WP$" | "MD")
        });
        inside(event.head) && inside(event.host) && !asks
    }

    /// "How far did Rome begin it?", "To what extent did it?", "At which points, if any, did it?": whether it did is asked.
    fn asks_whether(&self) -> bool {
        let modality = &self.cues.modality;
        let tokens = self.tree.tokens().iter();
        let forms: Vec<String> = tokens.map(|token| token.form.to_lowercase()).collect();
        let asks = |form: &String| {
            modality.presupposing_questions.contains(form) || modality.asking_what.contains(form)
        };
        let mut pairs = forms.iter().zip(forms.iter().skip(1)).take(FRONT);
        pairs.any(|(word, next)| asks(word) && modality.asking_degree.contains(next))
            || forms.iter().any(|form| modality.conditional.contains(form))
    }

    /// Whether the question word stands at the front of its sentence, where it asks about the whole.
    fn asks_about_given(&self) -> bool {
        if self.asks_whether() {
            return false;
        }
        let first_verb = (0..self.tree.len())
            .find(|&at| matches!(self.tree.token(at).upos, Upos::Verb | Upos::Aux))
            .unwrap_or(self.tree.len());
        (0..first_verb).any(|at| {
            let token = self.tree.token(at);
            self.cues
                .modality
                .presupposing_questions
                .contains(&*token.lower())
                && matches!(token.xpos.as_str(), "WRB" | "WP" | "WDT" | "WP$")
        })
    }

    /// "Was there a Southern attack?", "A Northern attack?": the noun itself is asked about. A verb that is read as a
    /// noun ("Did the South attack first?") is one of these.
    fn is_asked(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let existential = token.head.is_some_and(|head| {
            self.tree.children_by(head, "expl").next().is_some() && token.relation.is("nsubj")
        });
        token.head.is_none() || existential && !self.asks_about_given()
    }

    /// Whether an auxiliary stands before the subject of the main clause, as in a true question.
    pub(super) fn inverted(&self) -> bool {
        let Some(root) = (0..self.tree.len()).find(|&at| self.tree.token(at).head.is_none()) else {
            return false;
        };
        let subject = self.tree.children_by(root, "nsubj").next();
        let auxiliary = self
            .tree
            .children(root)
            .iter()
            .copied()
            .find(|&at| matches!(self.tree.token(at).relation.universal(), "aux" | "cop"));
        auxiliary.is_some_and(|auxiliary| {
            auxiliary == 0 || subject.is_some_and(|subject| auxiliary < subject)
        })
    }
}
