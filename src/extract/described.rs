//! Descriptions set beside a name: "Hannibal, the general who crossed the Alps", "the Acta, a paper run by Rome".

use super::clause::is_denied;
use super::referent::{Context, Resolver};
use crate::frame::EntityKind;

impl Resolver<'_> {
    /// Whom or what the name in front of the description names, where a clause hangs on the description: what is told in it
    /// is told of him.
    pub(super) fn by_described(&self, head: usize) -> Option<(usize, bool)> {
        let Context {
            tree,
            names,
            lexicon,
            ..
        } = self.context;
        let token = tree.token(head);
        let named = token
            .head
            .filter(|&named| token.relation.is("appos") && named < head)?;
        let name = names.name_at(named)?;
        let kind = self.context.entities.all()[name.entity].kind;
        let described = tree.children_by(head, "det").next().is_some()
            && tree.children_by(head, "acl").any(|clause| clause > head);
        let persons = |concept: &String| ["people", "forces", "doers"].contains(&concept.as_str());
        let lemma = token.lemma.to_lowercase();
        let concepts = names.concepts(head);
        let fits = match kind {
            EntityKind::Person => {
                lexicon.reference.describes(&lemma).is_some()
                    || concepts.is_empty()
                    || concepts.iter().any(persons)
            }
            EntityKind::Army => true,
            _ => !concepts.iter().any(persons),
        };
        // A list goes on: "Rome, the army and the fleet".
        let listed = [named, head]
            .iter()
            .any(|&at| tree.children_by(at, "conj").next().is_some());
        let denied = is_denied(tree, &lexicon.cues, head);
        (described && fits && !listed && !denied).then_some((name.entity, !name.certain))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn agent(text: &str, trigger: &str) -> Option<usize> {
        let read = read(text);
        let filler = read.one(trigger).fillers(Role::Agent).next()?.clone();
        filler.entity
    }

    #[test]
    fn what_a_description_tells_is_told_of_the_name_before_it() {
        let plain = agent("Hannibal attacked Rome.", "attacked");
        let text = "Hannibal, the man who attacked Rome, died in May.";
        assert!(plain.is_some());
        assert_eq!(agent(text, "attacked"), plain);
        let text = "Carthage, a city attacked by Hannibal, fell in May.";
        let read = read(text);
        let patient = read.one("attacked").fillers(Role::Patient).next();
        assert!(patient.is_some_and(|one| one.entity.is_some() && one.entity != plain));
    }
}
