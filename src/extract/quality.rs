//! What sort of persons or things a phrase speaks of ("unarmed men", "false reports", "the first shots").

use super::clause::first_to_do;
use super::event::Event;
use super::sentence::SentenceReader;
use crate::language::tree::Upos;

impl SentenceReader<'_> {
    /// The adjectives of a phrase that are no part of a name, and no pointer ("other").
    pub(super) fn qualities(&self, head: usize) -> Vec<String> {
        let tree = self.sentence.tree;
        let plain = &self.lexicon.cues.qualities.plain;
        let tells = |&at: &usize| {
            let token = tree.token(at);
            token.upos == Upos::Adj
                && self.names.name_at(at).is_none()
                && !self.names.is_date(at)
                && !plain.contains(&token.lemma.to_lowercase())
        };
        // "shot thirteen men dead", "shot dead thirteen men": what became of them.
        let outcome = |at: usize| {
            let mut numbers = tree.children_by(head, "nummod");
            at > head || numbers.any(|number| at < number)
        };
        // "its first shots" are not the first ones.
        let order = &self.lexicon.cues.qualities.order;
        let whose = tree.children(head).iter().any(|&at| {
            let relation = tree.token(at).relation.as_str();
            relation == "nmod:poss"
        });
        let own_first = |at: usize| whose && order.contains(&*tree.token(at).lower());
        tree.children_by(head, "amod")
            .filter(|&at| !outcome(at) && !own_first(at))
            .filter(tells)
            .map(|at| tree.token(at).lemma.to_lowercase())
            .collect()
    }

    /// Which of several deeds it was ("fired first", "the first shots", "the first to fire"). Before the verb such a word may
    /// tell the time only ("first met in May").
    pub(super) fn order(&self, event: &Event) -> Vec<String> {
        let tree = self.sentence.tree;
        let words = &self.lexicon.cues.qualities.order;
        let own = |at: usize| {
            let token = tree.token(at);
            let behind = token.relation.is("advmod") && at > event.host;
            let of_noun = token.relation.is("amod") && token.head == Some(event.head);
            let negators = &self.lexicon.cues.polarity.negators;
            let denied = at > 0 && negators.contains(&*tree.token(at - 1).lower());
            (behind || event.noun && of_noun) && !denied && !event.swallowed.contains(&at)
        };
        // "fired first on 3 May": hung on the date.
        let of_date = |at: &usize| {
            let date = tree
                .token(*at)
                .head
                .filter(|&head| self.names.is_date(head));
            let phrase = date.is_some_and(|date| tree.token(date).head == Some(event.host));
            phrase && *at > event.host && tree.token(*at).relation.is("advmod")
        };
        let hosts = [event.host, event.head];
        let below = hosts
            .iter()
            .flat_map(|&host| tree.children(host).iter().copied());
        let to_do = first_to_do(tree, &self.lexicon.cues, event.host);
        let mut found: Vec<String> = below
            .filter(|&at| own(at))
            .chain((0..tree.len()).filter(of_date))
            .chain(to_do)
            .map(|at| tree.token(at).lower().into_owned())
            .filter(|word| words.contains(word))
            .collect();
        if self.strikes_first(event) {
            found.extend(self.lexicon.cues.opening.ordinals.iter().cloned());
        }
        found.sort();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    #[test]
    fn adjectives_tell_of_what_sort_they_were() {
        let sort = |text: &str| {
            let read = read(text);
            read.one("killed").qualities.clone()
        };
        let unarmed = vec![(Role::Patient, "unarmed".to_owned())];
        assert_eq!(sort("Rome killed unarmed prisoners."), unarmed);
        assert_eq!(
            sort("Rome killed the other Carthaginian prisoners."),
            Vec::new()
        );
    }

    #[test]
    fn which_of_several_deeds_it_was() {
        let order = |text: &str| {
            let read = read(text);
            read.all("attack")
                .into_iter()
                .chain(read.all("attacked"))
                .flat_map(|one| one.qualities.clone())
                .map(|(role, word)| {
                    assert_eq!(role, Role::Event);
                    word
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(order("Carthage attacked first."), ["first"]);
        assert_eq!(order("Carthage was the first to attack Rome."), ["first"]);
        assert_eq!(
            order("Carthage was the last state to attack Rome."),
            ["last"]
        );
        assert_eq!(order("Carthage attacked Rome again."), ["again"]);
        assert!(order("Carthage first attacked Rome in 1219.").is_empty());
        assert!(order("Carthage attacked Rome.").is_empty());
    }
}
