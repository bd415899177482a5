//! What is said of one and of nobody else, or denied of all time: "the United States alone", "has never left".

use super::clause::case_of;
use super::event::Event;
use super::sentence::SentenceReader;

impl SentenceReader<'_> {
    /// "Rome alone", "only Rome": nobody else.
    pub(super) fn is_alone(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let cues = &self.lexicon.cues.sole;
        let form = |at: usize| {
            let token = tree.tokens().get(at)?;
            Some(token.form.to_lowercase())
        };
        let first = tree
            .children_by(head, "det")
            .next()
            .map_or(head, |det| det.min(head));
        let before = first.checked_sub(1).and_then(form);
        let behind = form(head + 1);
        behind.is_some_and(|word| cues.behind.contains(&word))
            || before.is_some_and(|word| cues.before.contains(&word))
    }

    /// "has never left", "never left": at no time. "Had never left" and "never left again" are about some of it.
    pub(super) fn is_at_no_time(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
        let never = &self.lexicon.cues.polarity.at_no_time;
        let adverbs: Vec<usize> = tree.children_by(event.host, "advmod").collect();
        let some = |at: usize| {
            !never.contains(&lemma(at)) && self.lexicon.reference.elsewhen.contains(&lemma(at))
        };
        // "since the armistice", "during the winter": at no time of that.
        let bounded = tree.children(event.host).iter().any(|&child| {
            let relation = &tree.token(child).relation;
            let named = self.names.entity_at(child).is_some()
                && !case_of(tree, child)
                    .iter()
                    .any(|case| self.lexicon.reference.apart.contains(case));
            relation.is("advcl") || relation.is("obl") && !named
        });
        adverbs.iter().any(|&at| never.contains(&lemma(at)))
            && !bounded
            && !adverbs.into_iter().any(some)
            && !self.looks_back(event)
    }

    /// "did not begin by accident": what the text denies may be no more than how or why.
    pub(super) fn is_qualified(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let fills = |child: usize| {
            let mut roles = event.roles.iter();
            roles.any(|&(_, head)| head == child || tree.token(head).head == Some(child))
        };
        tree.children(event.host).iter().any(|&child| {
            let token = tree.token(child);
            let words = &self.lexicon.cues.polarity.qualifying;
            let phrase = (token.relation.is("obl") || token.relation.is("advcl"))
                && case_of(tree, child).iter().any(|case| words.contains(case));
            let plain = self.names.is_date(child) || self.names.entity_at(child).is_some();
            child > event.host && phrase && !plain && !fills(child)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    #[test]
    fn who_alone_did_it() {
        let alone = |text: &str| {
            let read = read(text);
            let mut doers = read.one("attacked").fillers(Role::Agent);
            doers.any(|doer| doer.alone)
        };
        assert!(alone("Carthage alone attacked Rome."));
        assert!(alone("Carthage, and Carthage alone, attacked Rome."));
        assert!(alone("In 1219 only Carthage attacked Rome."));
        assert!(!alone("Carthage attacked Rome alone."));
        assert!(!alone("Only in 1219 Carthage attacked Rome."));
    }

    #[test]
    fn what_was_not_done_so() {
        let qualified = |text: &str| read(text).one("attack").qualified;
        assert!(qualified("Carthage did not attack Rome by accident."));
        assert!(qualified(
            "Carthage did not attack Rome because it was poor."
        ));
        assert!(!qualified("Carthage did not attack Rome in 1219."));
    }

    #[test]
    fn what_was_never_done() {
        let never = |text: &str| read(text).one("attacked").at_no_time;
        assert!(never("Carthage never attacked Rome."));
        assert!(never("Carthage has never attacked Rome."));
        assert!(!never("Carthage had never attacked Rome."));
        assert!(!never("Carthage never again attacked Rome."));
        assert!(!never(
            "Since the Punic War, Carthage has never attacked Rome."
        ));
    }
}
