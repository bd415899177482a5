//! Dates that the parser hung on the wrong word.

use super::Mender;
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "On this day in 1953 they signed": of two dates the second, too, tells when they did.
    pub(super) fn second_date(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let first = token.head.filter(|_| token.relation.is("nmod"))?;
        let dates = (self.is_date)(at) && (self.is_date)(first);
        let above = self.tree.token(first);
        above.head.filter(|_| dates && above.relation.is("obl"))
    }

    /// "Rome invaded Gaul, where it took the king, on 3 May": a date behind the comma that ends a clause about a noun tells
    /// when that was which the clause interrupts. Gives the verb that is interrupted.
    pub(super) fn date_behind_clause(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let inner = token.head.filter(|_| token.relation.is("obl"))?;
        let first = self.tree.subtree(at).into_iter().find(|&part| {
            let form = &self.tree.token(part).form;
            form != ","
        })?;
        let comma = |at: Option<usize>| at.is_some_and(|at| self.tree.token(at).form == ",");
        let behind = (self.is_date)(at) && inner < first && comma(first.checked_sub(1));
        let clause = self.tree.token(inner);
        let start = self.tree.subtree(inner).into_iter().find(|&part| {
            let form = &self.tree.token(part).form;
            form != ","
        })?;
        let pointing = ["WRB", "WDT", "WP"].contains(&self.tree.token(start).xpos.as_str());
        let opened = pointing && comma(start.checked_sub(1)) && start < inner;
        let outer = self
            .tree
            .ancestors(inner)
            .find(|&above| matches!(self.tree.token(above).upos, Upos::Verb))?;
        let about = clause.relation.is("acl") || clause.relation.is("advcl");
        let dated = self
            .tree
            .children_by(outer, "obl")
            .any(|other| (self.is_date)(other));
        let ends = (self.tree.tokens().get(at + 1)).is_none_or(|next| next.upos == Upos::Punct);
        (behind && opened && about && ends && !dated && outer < start).then_some(outer)
    }

    /// "Cato, who in May told him": a relative pronoun has no date; its verb has.
    pub(super) fn date_of_pronoun(&self, at: usize) -> Option<(usize, &'static str)> {
        let token = self.tree.token(at);
        let pronoun = token
            .head
            .filter(|_| token.relation.is("nmod") && (self.is_date)(at))?;
        let above = self.tree.token(pronoun);
        let relative = ["WP", "WDT"].contains(&above.xpos.as_str()) && above.relation.is("nsubj");
        above.head.filter(|_| relative).map(|verb| (verb, "obl"))
    }

    /// "came out in two volumes, the first in 1981 and the second in 1990": the dates of each of several things are those
    /// of what was told of them. Gives the verb.
    pub(super) fn date_of_each(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let ordinal = token.head.filter(|_| (self.is_date)(at))?;
        let one = self.tree.token(ordinal);
        let bare = !matches!(one.upos, Upos::Noun | Upos::Propn | Upos::Verb);
        let start = self.tree.subtree(ordinal).into_iter().find(|&part| {
            let form = &self.tree.token(part).form;
            form != ","
        })?;
        let comma = start.checked_sub(1)?;
        let noun = comma.checked_sub(1)?;
        let several = self.tree.token(noun).xpos == "NNS" && self.has(noun, &["nummod"]);
        let set_off = self.tree.token(comma).form == "," && ordinal < at;
        let verb =
            (self.tree.ancestors(noun)).find(|&above| self.tree.token(above).upos == Upos::Verb)?;
        (bare && several && set_off && verb < noun).then_some(verb)
    }

    /// "On 25 June Scipio's legions landed": a name behind a date is no part of it, but whose what follows is. Gives the
    /// noun; the mark of the owner stands right behind the name.
    pub(super) fn owner_behind_date(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(at);
        let date = token.head.filter(|&head| (self.is_date)(head))?;
        let named = token.upos == Upos::Propn && date + 1 == at && !(self.is_date)(at);
        let mark = tree.tokens().get(at + 1)?;
        let owns = mark.relation.is("case") && [Some(date), Some(at)].contains(&mark.head);
        let noun = (at + 2..tree.len()).find(|&noun| {
            let relation = &tree.token(noun).relation;
            !["amod", "compound", "nummod"].contains(&relation.universal())
        })?;
        let owned = matches!(tree.token(noun).upos, Upos::Noun | Upos::Propn);
        (named && owns && owned).then_some(noun)
    }

    /// "some of the raids of 1949": the date is that of the raids.
    pub(super) fn date_of_portion(&self, at: usize) -> Option<(usize, &'static str)> {
        let token = self.tree.token(at);
        let portion = token
            .head
            .filter(|_| token.relation.is("nmod") && (self.is_date)(at))?;
        let above = self.tree.token(portion);
        let counts = matches!(above.upos, Upos::Det | Upos::Num | Upos::Pron)
            || self.cues.quantifiers.contains(&above.lemma);
        let noun = self.tree.children_by(portion, "nmod").find(|&noun| {
            noun < at && !(self.is_date)(noun) && self.tree.token(noun).upos == Upos::Noun
        });
        noun.filter(|_| counts).map(|noun| (noun, "nmod"))
    }
}
