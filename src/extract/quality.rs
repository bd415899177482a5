//! What sort of persons or things a phrase speaks of ("unarmed men", "false reports", "the first shots").

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
        tree.children_by(head, "amod")
            .filter(tells)
            .map(|at| tree.token(at).lemma.to_lowercase())
            .collect()
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
}
