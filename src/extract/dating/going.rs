//! Dates in a clause that only tells that a deed went on its way.

use super::Dating;
use crate::extract::event::Event;

impl Dating<'_> {
    /// "the offensive that rolled south on 25 June", "the attack that came on the 3rd": a clause that tells of the deed
    /// nothing but that it came has its date.
    pub(super) fn of_its_going(&self, event: &Event) -> Option<usize> {
        let cues = self.names.cues();
        let comes = |&clause: &usize| {
            let token = self.tree.token(clause);
            let lemma = token.lemma.to_lowercase();
            let deed = self.events.iter().any(|other| other.host == clause);
            let own = self
                .tree
                .children_by(clause, "nsubj")
                .any(|subject| self.tree.token(subject).xpos.starts_with('W'));
            let goes = cues.moving.contains(&lemma) || cues.light.occurring.contains(&lemma);
            token.relation.as_str() == "acl:relcl" && own && goes && !deed
        };
        let mut clauses = self.tree.children_by(event.head, "acl");
        let clause = clauses.find(comes).filter(|_| event.noun)?;
        self.below(clause)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[test]
    fn a_deed_that_came_on_a_day_was_done_on_it() {
        let text = "Rome planned the invasion of Carthage that came on 3 May 1219.";
        let time = read(text).time("invasion").map(|(time, _)| time);
        assert_eq!(time.as_deref(), Some("3 May 1219"));
    }

    #[test]
    fn a_deed_that_was_told_of_on_a_day_was_not_done_on_it() {
        let text = "Rome planned the invasion of Carthage that Hannibal described on 3 May 1219.";
        assert_eq!(read(text).time("invasion"), None);
    }
}
