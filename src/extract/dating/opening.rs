//! Dates at the head of a sentence, and dates of what stands there.

use super::{Dating, Says};
use crate::extract::event::Event;
use crate::language::tree::Upos;

impl Dating<'_> {
    /// "When he asked in May, they agreed at once": of the same day, and not just of about that time.
    pub(super) fn is_at_once(&self, event: &Event) -> bool {
        let words = &self.names.reference().at_once;
        let phrases = self.tree.children(event.host).iter();
        phrases.copied().any(|at| {
            let phrase = self.tree.subtree(at);
            let Some(&start) = phrase.iter().min() else {
                return false;
            };
            let form = |at: usize| self.tree.token(at).form.to_lowercase();
            let said: Vec<String> = phrase.iter().copied().map(form).collect();
            let negators = &self.names.cues().polarity.negators;
            let denied = start
                .checked_sub(1)
                .is_some_and(|at| negators.contains(&form(at)));
            words.contains(&said.join(" ")) && !denied
        })
    }

    /// "Three days after the war had begun, on 3 May, Rome fell": a phrase set off by a comma after a measured clause in
    /// front belongs to the main clause.
    pub(super) fn is_set_off(&self, clause: usize, phrase: usize) -> bool {
        let token = self.tree.token(clause);
        let in_front = token.relation.is("advcl") && token.head.is_some_and(|head| head > phrase);
        if !in_front || phrase < clause {
            return false;
        }
        let measured = self
            .tree
            .children_by(clause, "mark")
            .next()
            .is_some_and(|mark| {
                let date = mark.checked_sub(1).and_then(|at| self.names.date_at(at));
                date.is_some_and(|date| (self.says)(date) == Says::Nothing)
            });
        let start = self.tree.subtree(phrase).into_iter().min();
        let comma = start
            .and_then(|start| start.checked_sub(1))
            .is_some_and(|before| self.tree.token(before).upos == Upos::Punct);
        measured && comma
    }

    /// The date that a measured clause in front of `verb` has set off.
    pub(super) fn after_fronted_clause(&self, verb: usize) -> Option<usize> {
        self.tree
            .children_by(verb, "advcl")
            .filter(|&clause| clause < verb)
            .find_map(|clause| {
                let set_off = |&&phrase: &&usize| self.is_set_off(clause, phrase);
                let phrases = self.tree.children(clause).iter().filter(set_off);
                phrases
                    .copied()
                    .find_map(|phrase| self.names.date_at(phrase).or_else(|| self.below(phrase)))
            })
    }

    /// "In October 1950 Chinese troops intervened": a date at the head of the sentence, with its preposition, is the
    /// main clause's, wherever the parser has hung it.
    pub(super) fn fronted(&self, event: &Event) -> Option<usize> {
        const HEAD: usize = 3;
        let at = (0..self.tree.len().min(HEAD)).find(|&at| self.names.is_date(at))?;
        let prepositional = self.tree.children_by(at, "case").any(|case| case < at)
            || self.tree.token(at).relation.as_str() == "obl:unmarked";
        // "That May an envoy, sent to Rome, was received": the participle behind the noun does not take its date.
        let of_subject = |verb: usize| {
            let noun = self.tree.token(verb).head;
            let between = noun.is_some_and(|noun| {
                let subject = self.tree.token(noun);
                at < noun
                    && noun < verb
                    && subject.relation.is("nsubj")
                    && subject.head == Some(event.host)
            });
            between && self.tree.token(verb).relation.is("acl")
        };
        let inside = self
            .tree
            .ancestors(at)
            .take_while(|&above| above != event.host)
            .all(|above| self.tree.token(above).upos != Upos::Verb || of_subject(above));
        let main = self.tree.token(event.host).head.is_none();
        (prepositional && inside && main)
            .then(|| self.names.date_at(at))
            .flatten()
    }

    /// "Visiting Rome in May, he asked for ships": what is told as going on at that time.
    pub(super) fn of_opening_participle(&self, event: &Event) -> Option<usize> {
        let goes_on = |&clause: &usize| {
            let token = self.tree.token(clause);
            let bare = ["mark", "aux", "nsubj"]
                .iter()
                .all(|relation| self.tree.children_by(clause, relation).next().is_none());
            clause < event.host && token.xpos == "VBG" && bare
        };
        let mut opening = self.tree.children_by(event.host, "advcl").filter(goes_on);
        opening.find_map(|clause| self.below(clause))
    }

    /// "Launched on 3 May, the attack came to nothing": a participle in front that only says that what follows happened.
    pub(super) fn launched_in_front(&self, event: &Event) -> Option<usize> {
        let first = self.tree.tokens().first()?;
        let launches = first.xpos == "VBN" && self.dates_its_noun(0);
        let subject = self.tree.token(event.head).relation.is("nsubj");
        if !event.noun || !launches || !subject {
            return None;
        }
        let start = self.tree.subtree(event.head).into_iter().min()?;
        let comma = start
            .checked_sub(1)
            .filter(|&before| self.tree.token(before).form == ",")?;
        // Nothing but the participle and its phrases stands in front.
        let own = (1..comma).all(|at| {
            matches!(
                self.tree.token(at).relation.universal(),
                "obl" | "case" | "advmod" | "punct" | "det" | "nmod" | "amod" | "nummod"
            )
        });
        own.then(|| (1..comma).find_map(|at| self.names.date_at(at)))
            .flatten()
    }

    /// "27 July 1953 – Armistice; the guns fall silent": the date that opens an entry is that of what it tells, as far as
    /// nothing in it is set apart.
    pub(super) fn of_entry(&self, event: &Event) -> Option<usize> {
        let first = usize::from(self.tree.token(0).relation.is("case"));
        let date = self.names.date_at(first)?;
        let end = (first..self.tree.len()).find(|&at| self.names.date_at(at) != Some(date))?;
        let form = self.tree.token(end).form.as_str();
        // Entries are also read as "On 27 July 1953, ..."; without a verb the date is their head.
        let verbless = self.tree.token(first).head.is_none() && form == ",";
        let mark = verbless || first == 0 && ["–", "—", "-", ":"].contains(&form);
        const JOINED: [&str; 6] = ["root", "appos", "parataxis", "conj", "dep", "list"];
        let path = std::iter::once(event.host).chain(self.tree.ancestors(event.host));
        let mut path = path.take_while(|&at| self.names.date_at(at).is_none());
        // "28 May 146: Carthage taken by Rome": the participle is all that the entry tells.
        let headline = |at: usize| {
            let token = self.tree.token(at);
            let noun = token.head.filter(|_| token.relation.as_str() == "acl");
            token.xpos == "VBN" && noun.is_some_and(|noun| self.tree.token(noun).head.is_none())
        };
        let told = path.all(|at| {
            let joined = JOINED.contains(&self.tree.token(at).relation.universal());
            (joined || headline(at)) && !self.is_apart(at)
        });
        (mark && told).then_some(date)
    }
}
