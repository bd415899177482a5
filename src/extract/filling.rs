//! What fills a role where the words in its place name nothing by themselves: "knew nothing of the raid", "approved it",
//! "started it".

use super::assertion::Filler;
use super::event::Event;
use super::referent::Referent;
use super::sentence::SentenceReader;
use crate::frame::EntityKind;

impl SentenceReader<'_> {
    /// "knew nothing of the raid": the raid.
    pub(super) fn instead_of_nothing(&self, head: usize) -> usize {
        let tree = self.sentence.tree;
        let nothing = &self.lexicon.cues.polarity.nothing;
        let of = tree.children_by(head, "nmod").next();
        of.filter(|_| nothing.contains(&tree.token(head).lemma.to_lowercase()))
            .unwrap_or(head)
    }

    /// "approved it", "knew of it": whoever the pronoun could stand for, what one approves or knows of is a matter.
    pub(super) fn is_matter(&self, event: &Event, head: usize, fillers: &[Filler]) -> bool {
        let form = self.sentence.tree.token(head).form.to_lowercase();
        let pronoun = self.lexicon.cues.pronouns.neuter.contains(&form);
        let all = self.resolver.entities();
        let party = |filler: &Filler| {
            filler.event.is_none()
                && filler.entity.is_some_and(|entity| {
                    let kind = all.all()[entity].kind;
                    kind != EntityKind::Document && kind != EntityKind::War
                })
        };
        pronoun && self.kinds.about(event.kind) && fillers.iter().all(party)
    }

    /// "started it": the war that the text spoke of last, where the word asks for a war.
    pub(super) fn recalled(&self, event: &Event, head: usize) -> Option<Referent> {
        let war = self
            .names
            .war()
            .filter(|_| event.recalled.contains(&head))?;
        Some(Referent::Filler(Filler {
            words: self.resolver.phrase(head),
            entity: Some(war),
            concept: self.names.recalled_class(),
            resolved: true,
            weak: true,
            ..Filler::default()
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Polarity;
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn topic(text: &str, trigger: &str) -> Option<String> {
        let read = read(text);
        let filler = read.one(trigger).fillers(Role::Topic).next()?.clone();
        Some(text[filler.words.range()].to_owned())
    }

    #[test]
    fn what_one_knows_nothing_of_one_does_not_know_of() {
        let text = "Rome had known nothing of the attack on Carthage.";
        assert_eq!(
            topic(text, "known").as_deref(),
            Some("the attack on Carthage")
        );
        assert_eq!(read(text).one("known").polarity, Polarity::Negative);
    }

    #[test]
    fn what_one_approves_is_a_matter() {
        let text =
            "Hannibal presented his plan to attack Rome to Carthage, and Carthage approved it.";
        let topic = topic(text, "approved");
        assert!(
            topic.as_deref().is_some_and(|words| words != "it"),
            "{topic:?}"
        );
    }
}
