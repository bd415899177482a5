//! Which date belongs to which event of a sentence.

use super::clause::case_of;
use super::event::Event;
use super::names::Names;
use crate::language::tree::{Tree, Upos};

/// For each event, the index of its date and whether the date was shared from a neighbouring clause.
pub fn attach(tree: &Tree, names: &Names, events: &[Event]) -> Vec<Option<usize>> {
    let dating = Dating { tree, names };
    let mut dates: Vec<Option<usize>> = events.iter().map(|event| dating.own(event)).collect();
    for index in 0..events.len() {
        if dates[index].is_none() {
            dates[index] = dating.shared(&events[index], events, &dates);
        }
    }
    dates
}

struct Dating<'a> {
    tree: &'a Tree,
    names: &'a Names<'a>,
}

impl Dating<'_> {
    /// The date in the event's own clause or noun phrase.
    fn own(&self, event: &Event) -> Option<usize> {
        self.below(event.head)
            .or_else(|| {
                (event.host != event.head)
                    .then(|| self.below(event.host))
                    .flatten()
            })
            .or_else(|| self.as_subject(event))
            .or_else(|| self.as_cleft(event))
            .or_else(|| self.fronted(event))
    }

    /// A date below `at` that no other clause stands between.
    fn below(&self, at: usize) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        let mut queue = vec![(at, 0usize)];
        while let Some((node, depth)) = queue.pop() {
            for &child in self.tree.children(node) {
                let token = self.tree.token(child);
                if let Some(date) = self.names.date_at(child) {
                    if best.is_none_or(|(_, found)| depth < found) {
                        best = Some((date, depth));
                    }
                    continue;
                }
                // Only phrases that tell when or where carry the date of the event above them; a date inside the
                // subject or object is that participant's own, unless it hangs on a bare temporal noun.
                let temporal = ["obl", "advmod", "nmod", "appos", "dep"]
                    .contains(&token.relation.universal())
                    && depth < 3
                    && token.upos != Upos::Verb;
                let nominal_event = node != at && self.tree.token(node).upos == Upos::Verb;
                if temporal && !nominal_event && !self.is_apart(child) {
                    queue.push((child, depth + 1));
                }
            }
        }
        best.map(|(date, _)| date)
    }

    /// "after the victory of 1949", "despite the talks of May": the date inside is that of another event, which the
    /// preposition sets apart from this one.
    fn is_apart(&self, phrase: usize) -> bool {
        let apart = &self.names.reference().apart;
        case_of(self.tree, phrase)
            .iter()
            .any(|case| apart.contains(case))
    }

    /// "In October 1950 Chinese troops intervened": a date at the head of the sentence, with its preposition, is the
    /// main clause's, wherever the parser has hung it.
    fn fronted(&self, event: &Event) -> Option<usize> {
        const HEAD: usize = 3;
        let at = (0..self.tree.len().min(HEAD)).find(|&at| self.names.is_date(at))?;
        let prepositional = self.tree.children_by(at, "case").any(|case| case < at);
        let inside = self
            .tree
            .ancestors(at)
            .take_while(|&above| above != event.host)
            .all(|above| self.tree.token(above).upos != Upos::Verb);
        let main = self.tree.token(event.host).head.is_none();
        (prepositional && inside && main)
            .then(|| self.names.date_at(at))
            .flatten()
    }

    /// "June 25 saw the outbreak of the war"; "June 25 was the day of the attack".
    fn as_subject(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.head);
        let governor = if event.noun && token.relation.is("obj") {
            token.head?
        } else {
            event.head
        };
        self.tree
            .children_by(governor, "nsubj")
            .find_map(|subject| self.names.date_at(subject))
    }

    /// "It was on 25 June that the North attacked": the date is the root, the event hangs on it.
    fn as_cleft(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let focus = token.head?;
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        (copular
            && ["acl", "advcl", "ccomp", "csubj", "nsubj", "parataxis"]
                .contains(&token.relation.universal()))
        .then(|| self.names.date_at(focus))
        .flatten()
    }

    /// Whether a verb's time is that of an event noun which is its argument.
    fn dates_its_noun(&self, verb: usize) -> bool {
        let light = &self.names.cues().light;
        let lemma = self.tree.token(verb).lemma.to_lowercase();
        light.dating.contains(&lemma)
            || light.occurring.contains(&lemma)
            || light.active.contains(&lemma)
    }

    /// The date of a noun of deciding: its own, or that of the verb that only says that it happened.
    fn decided(&self, noun: usize) -> Option<usize> {
        let deciding = &self.names.cues().modality.deciding;
        let token = self.tree.token(noun);
        if !deciding.contains(&token.lemma.to_lowercase()) {
            return None;
        }
        self.below(noun).or_else(|| {
            let verb = token.head.filter(|_| token.relation.is("nsubj"))?;
            self.dates_its_noun(verb)
                .then(|| self.below(verb))
                .flatten()
        })
    }

    /// A date shared through coordination, an aspectual governor, or a participle without a marker of its own.
    fn shared(&self, event: &Event, events: &[Event], dates: &[Option<usize>]) -> Option<usize> {
        let token = self.tree.token(event.host);
        let governor = token.head?;
        let marked = self.tree.children(event.host).iter().any(|&child| {
            let child = self.tree.token(child);
            child.relation.is("mark") || (child.relation.is("advmod") && child.xpos == "WRB")
        });
        let shares = match token.relation.universal() {
            "conj" => self.tree.children_by(event.host, "nsubj").next().is_none(),
            "xcomp" => true,
            "advcl" => !marked,
            // "the decision to approve it came in January".
            "acl" if event.decision => return self.decided(governor),
            "obj" | "obl" | "nsubj" if event.noun => self.dates_its_noun(governor),
            _ => false,
        };
        if !shares {
            return None;
        }
        let above = events
            .iter()
            .zip(dates)
            .find(|(other, date)| other.host == governor && date.is_some())
            .and_then(|(_, date)| *date)
            .or_else(|| self.below(governor))?;
        let before = (0..self.tree.len())
            .find(|&at| self.names.date_at(at) == Some(above))
            .is_some_and(|at| at < governor);
        (before || !token.relation.is("conj")).then_some(above)
    }
}
