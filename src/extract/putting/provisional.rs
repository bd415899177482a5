//! Denials that hold for a while: "Carthage had not yet agreed", "did not agree at first" leave it open that it did later.

use super::Path;
use crate::extract::clause::case_of;
use crate::extract::event::Event;
use crate::language::tree::Upos;

impl Path<'_> {
    /// Whether something beside the event says that it was so for a while.
    pub(super) fn for_a_while(&self, event: &Event) -> bool {
        // "refused for a year to approve it": of the verb that denies it, as well.
        let above = |at: usize| {
            let token = self.tree.token(at);
            let implies = |verb: &usize| self.implied(*verb).is_some();
            let below = token.relation.is("xcomp") || token.relation.is("advcl");
            token.head.filter(|verb| below && implies(verb))
        };
        let governors = std::iter::successors(above(event.host), |&at| above(at));
        [event.host, event.head]
            .into_iter()
            .chain(governors)
            .flat_map(|at| self.tree.children(at))
            .any(|&child| self.is_provisional(child))
    }

    /// Whether what was done went on for a while and then ended: "kept it until May", "ruled it for four years", "at first
    /// refused".
    pub(super) fn passed(&self, event: &Event) -> bool {
        let words = &self.cues.polarity;
        let passing = |&child: &usize| {
            let token = self.tree.token(child);
            let cases = case_of(self.tree, child);
            let until = cases.iter().any(|case| words.only_later.contains(case));
            let stretch = self.cues.stretches.contains(&self.lemma(child));
            let so_long = cases == ["for"] && stretch && !self.names.is_date(child);
            let first = cases == ["at"]
                && words.lasting.contains(&self.lemma(child))
                && token.xpos != "NNS";
            match token.relation.universal() {
                "obl" => until || so_long || first && self.tree.children(child).len() == 1,
                "advcl" => until,
                _ => false,
            }
        };
        !self.denies_itself(event.host, &event.swallowed)
            && self.tree.children(event.host).iter().any(passing)
    }

    /// "had warned them on earlier marches", "took off from Ostia on another flight".
    pub(super) fn on_another_occasion(&self, event: &Event) -> bool {
        let reference = self.names.reference();
        let (words, on) = (&reference.other_occasion, &reference.occasional);
        let other = |&child: &usize| {
            let occasion = self.tree.token(child).relation.is("obl") && !self.names.is_date(child);
            let cases = case_of(self.tree, child);
            let mut described = self.tree.children(child).iter();
            occasion
                && cases.iter().any(|case| on.contains(case))
                && self.names.entity_at(child).is_none()
                && described.any(|&at| words.contains(&*self.tree.token(at).lower()))
        };
        // "shot thousands of Gauls elsewhere", wherever the parser has hung the word.
        let away = |at: usize| {
            reference
                .other_places
                .contains(&*self.tree.token(at).lower())
        };
        let verb = |at: &usize| self.tree.token(*at).upos == Upos::Verb;
        let elsewhere = (0..self.tree.len())
            .filter(|&at| away(at))
            .any(|at| self.tree.ancestors(at).find(verb) == Some(event.host));
        elsewhere || self.tree.children(event.host).iter().any(other)
    }

    /// "yet", "at first", "for a long time".
    fn is_provisional(&self, at: usize) -> bool {
        let words = &self.cues.polarity;
        let token = self.tree.token(at);
        let cases = case_of(self.tree, at);
        let every = || {
            let mut children = self.tree.children(at).iter();
            children.any(|&child| words.every.contains(&*self.tree.token(child).lower()))
        };
        match token.relation.universal() {
            "advmod" if cases.is_empty() => {
                words.provisional.contains(&*token.lower()) || self.is_no_longer(at)
            }
            "obl" | "advmod" => {
                words.lasting.contains(&self.lemma(at)) && !self.names.is_date(at) && !every()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[test]
    fn what_was_not_so_for_a_while() {
        for (text, for_a_while) in [
            ("Carthage did not attack Rome at first.", true),
            ("Carthage did not yet attack Rome.", true),
            ("For a long time Carthage did not attack Rome.", true),
            ("Carthage refused for years to attack Rome.", true),
            ("Carthage refused for a year to attack Rome.", true),
            ("Carthage long refused to attack Rome.", true),
            ("Carthage refused to attack Rome.", false),
            ("Carthage did not attack Rome in 1219.", false),
            ("Carthage did not attack Rome at any time.", false),
            ("Carthage did not attack Rome first.", false),
        ] {
            assert_eq!(read(text).one("attack").for_a_while, for_a_while, "{text}");
        }
    }

    #[test]
    fn what_was_so_until_it_ended() {
        for (text, passing) in [
            ("Carthage supported Rome until May.", true),
            ("Carthage supported Rome for four years.", true),
            ("Carthage at first supported Rome.", true),
            ("Carthage supported Rome in May.", false),
            ("Carthage supported Rome at several points.", false),
            ("Carthage supported Rome on that day.", false),
        ] {
            assert_eq!(read(text).one("supported").passing, passing, "{text}");
        }
    }

    #[test]
    fn what_was_done_on_another_occasion() {
        for (text, another) in [
            ("Carthage supported Rome on earlier marches.", true),
            ("At another meeting Carthage supported Rome.", true),
            ("At that meeting Carthage supported Rome.", false),
        ] {
            let found = read(text).one("supported").other_occasion;
            assert_eq!(found, another, "{text}");
        }
    }
}
