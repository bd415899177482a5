//! Infinitives that were taken for nouns, for phrases or for past tenses.

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "became the first king to abdicate": the infinitive tells of the king, and not of what he became.
    pub(super) fn of_ranked(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("xcomp"))?;
        let to = self.tree.children_by(at, "mark").next()?;
        let noun = to.checked_sub(1)?;
        let above = self.tree.token(noun);
        let beside = above.relation.is("xcomp") && above.head == Some(verb);
        let ranking = &self.cues.modality.ranking;
        let mut ranks = self.tree.children_by(noun, "amod");
        let ranked = ranks.any(|rank| ranking.contains(&self.tree.token(rank).lemma));
        (beside && ranked && above.upos == Upos::Noun).then_some(noun)
    }

    /// "ordered them to hand over the keys": a noun cannot follow "to" as a clause.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let relation = self.tree.token(at).relation.universal();
        let clause = ["xcomp", "ccomp", "advcl"].contains(&relation);
        clause && (self.is_right_behind_to(at) || self.is_next_in_order(at))
    }

    /// "were the first to fire": behind such a word "to" leads to no noun.
    fn is_next_in_order(&self, at: usize) -> bool {
        let mut cases = self.tree.children_by(at, "case");
        let to = cases.any(|case| case + 1 == at && self.tree.token(case).lemma == "to");
        let above = self.tree.token(at).head;
        let order = &self.cues.qualities.order;
        to && above.is_some_and(|above| order.contains(&*self.tree.token(above).lower()))
    }

    /// "waited to found a city": right behind "to" no verb is in the past, whatever past its form may be.
    pub(super) fn is_unread_infinitive(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let past = ["VBD", "VBN"].contains(&token.xpos.as_str());
        token.upos == Upos::Verb && past && self.is_right_behind_to(at)
    }

    /// "Senate opens drive to elect Cato": a bare verb right behind another is a noun, but for the few verbs that take one.
    pub(super) fn noun_as_infinitive(&self, at: usize) -> Vec<(usize, Change)> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|&verb| {
            let above = self.tree.token(verb);
            let bare = &self.cues.bare_infinitive;
            verb + 1 == at && above.upos == Upos::Verb && !bare.contains(&above.lemma)
        });
        let alone = token.upos == Upos::Verb
            && token.xpos == "VB"
            && token.relation.is("xcomp")
            && !self.has(at, &["mark", "nsubj", "aux", "obj"]);
        if !alone || verb.is_none() {
            return Vec::new();
        }
        let below = self.tree.children_by(at, "xcomp");
        std::iter::once((at, Change::Tag(Upos::Noun, Some("obj"))))
            .chain(below.map(|clause| (clause, Change::Attach(at, "acl"))))
            .collect()
    }

    fn is_right_behind_to(&self, at: usize) -> bool {
        let mut marks = self.tree.children_by(at, "mark");
        marks.any(|mark| mark + 1 == at && self.tree.token(mark).lemma == "to")
    }

    /// "prepared to march into Gaul": a verb behind "to" is no phrase of the verb before it.
    fn infinitive_as_phrase(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("obl"))?;
        let to = at.checked_sub(1)?;
        let mark = self.tree.token(to);
        let infinitive = token.upos == Upos::Verb
            && token.xpos == "VB"
            && mark.head == Some(at)
            && mark.lemma == "to"
            && mark.upos == Upos::Part;
        let behind = verb < to && self.tree.token(verb).upos == Upos::Verb;
        (infinitive && behind).then(|| self.as_infinitive(at, to, verb, "xcomp"))
    }

    /// Infinitives, and what was joined to them, on the wrong word.
    pub(super) fn infinitives(&self, at: usize) -> Vec<(usize, Change)> {
        let mut changes = self.infinitive_as_phrase(at).unwrap_or_default();
        changes.extend(self.doing_as_phrase(at).unwrap_or_default());
        changes.extend(self.noun_as_infinitive(at));
        if let Some(verb) = self.declined_to(at) {
            changes.push((at, Change::Attach(verb, "xcomp")));
        }
        if let Some(verb) = self.finite_beside_infinitive(at) {
            changes.push((at, Change::Attach(verb, "conj")));
        }
        changes
    }

    /// "declined in May to sign": what is declined or failed in is no purpose of declining. Gives the verb.
    fn declined_to(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|_| token.relation.as_str() == "advcl")?;
        let words = &self.cues.implicative;
        let lemma = self.tree.token(verb).lemma.to_lowercase();
        let fails = words.negative.contains(&lemma) || words.failing.contains(&lemma);
        let to = self.is_right_behind_to(at) && token.xpos == "VB" && verb < at;
        (fails && to && !self.has(verb, &["obj", "xcomp"])).then_some(verb)
    }

    /// "declined to sign it in May and signed it in June": a past is not joined to an infinitive. Gives the finite verb.
    fn finite_beside_infinitive(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let past = token.xpos == "VBD" && token.form.to_lowercase() != token.lemma.to_lowercase();
        let own = self.has(at, &["nsubj", "aux", "mark"]);
        let infinitive = token
            .head
            .filter(|_| token.relation.is("conj") && past && !own)?;
        if self.tree.token(infinitive).xpos != "VB" || !self.is_right_behind_to(infinitive) {
            return None;
        }
        let mut above = self.tree.ancestors(infinitive);
        above.find(|&verb| self.tree.token(verb).xpos == "VBD")
    }

    /// "took its final decision to invade Gaul": right behind a plan or a decision an infinitive tells which one.
    pub(super) fn decided_upon(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(at);
        let verb = token
            .head
            .filter(|_| ["advcl", "xcomp"].contains(&token.relation.universal()))?;
        let to = tree
            .children_by(at, "mark")
            .find(|&mark| mark < at && tree.token(mark).lemma == "to")?;
        let noun = to.checked_sub(1)?;
        let plan = tree.token(noun);
        let decided = plan.upos == Upos::Noun
            && plan.relation.is("obj")
            && plan.head == Some(verb)
            && self
                .cues
                .modality
                .intended_nouns
                .contains(&plan.lemma.to_lowercase());
        let own = self.has(at, &["nsubj", "aux"]);
        let light = self.cues.light.active.contains(&tree.token(verb).lemma);
        (decided && light && !own && token.upos == Upos::Verb && token.xpos == "VB").then_some(noun)
    }

    /// "forbade them to march on Rome", "leave to march north": behind a verb or noun that asks for a deed, a bare noun that
    /// is also a verb is that verb.
    fn doing_as_phrase(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let to = at.checked_sub(1)?;
        let mark = tree.token(to);
        let parts = ["det", "amod", "compound", "nummod", "conj", "cop"];
        // "to march" may be taken for the month.
        let noun = match token.upos {
            Upos::Noun => token.xpos == "NN",
            Upos::Propn => token.form.chars().all(char::is_lowercase),
            _ => false,
        };
        let bare = noun
            && self.cues.doings.contains(&token.lemma.to_lowercase())
            && mark.head == Some(at)
            && mark.lemma == "to"
            && !self.has(at, &parts)
            && tree.children(at).iter().all(|&child| child >= to);
        let governor = token.head.filter(|&governor| bare && governor < to)?;
        let above = tree.token(governor);
        let lemma = above.lemma.to_lowercase();
        let modality = &self.cues.modality;
        let relation = token.relation.universal();
        let told = above.upos == Upos::Verb
            && relation == "obl"
            && (modality.intended.contains(&lemma) || self.cues.control.object.contains(&lemma));
        let planned = above.upos == Upos::Noun
            && relation == "nmod"
            && modality.intended_nouns.contains(&lemma);
        // "gave the order to fire": the noun right before it says what is ordered.
        let noun = to.checked_sub(1).filter(|&noun| {
            let order = tree.token(noun);
            order.relation.is("obj")
                && order.head == Some(governor)
                && relation == "obl"
                && modality
                    .intended_nouns
                    .contains(&order.lemma.to_lowercase())
        });
        let clause = if told && noun.is_none() {
            "xcomp"
        } else {
            "acl"
        };
        let governor = noun.unwrap_or(governor);
        (told || planned || noun.is_some()).then(|| {
            let mut changes = self.as_infinitive(at, to, governor, clause);
            changes.push((at, Change::Tag(Upos::Verb, None)));
            changes.push((at, Change::Infinitive));
            changes
        })
    }

    /// Makes the word behind `to` a clause of the governor, and what hung on it as on a noun its phrases.
    fn as_infinitive(
        &self,
        at: usize,
        to: usize,
        governor: usize,
        relation: &'static str,
    ) -> Vec<(usize, Change)> {
        let mut changes = vec![
            (at, Change::Attach(governor, relation)),
            (to, Change::Tag(Upos::Part, Some("mark"))),
        ];
        let phrases = self.tree.children_by(at, "nmod").filter(|&one| one > at);
        changes.extend(phrases.map(|phrase| (phrase, Change::Attach(at, "obl"))));
        changes
    }
}
