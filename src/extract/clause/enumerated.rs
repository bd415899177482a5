//! "Two states were founded: Ostia in the west and Capua in the east": who they are stands behind the colon.

use super::{Analysis, Clause};
use crate::language::tree::Upos;

impl Analysis<'_> {
    /// Puts those whom a colon names in the place of the number in which they were announced.
    pub(super) fn name_announced(&self, predicate: usize, found: &mut Clause) {
        let named = |list: &mut Vec<usize>| {
            for head in list.iter_mut() {
                if let Some(first) = self.announced(predicate, *head) {
                    *head = first;
                }
            }
        };
        named(&mut found.subjects);
        named(&mut found.objects);
    }

    /// The first name behind a colon, if `head` announces several of somebody without telling who.
    fn announced(&self, predicate: usize, head: usize) -> Option<usize> {
        let token = self.tree.token(head);
        if token.upos != Upos::Noun
            || !token.xpos.ends_with('S')
            || !self.has_own(head, &["nummod"])
        {
            return None;
        }
        let loose = ["dep", "appos", "parataxis", "conj", "list"];
        let under = |&at: &usize| {
            let above = self.tree.token(at).head;
            above == Some(predicate) || above == Some(head)
        };
        let behind_colon = |at: usize| {
            let mut marks = self.tree.children_by(at, "punct");
            marks.any(|mark| mark < at && mark > head && self.tree.token(mark).form == ":")
        };
        (head + 1..self.tree.len())
            .filter(under)
            .find(|&at| {
                loose.contains(&self.tree.token(at).relation.universal()) && behind_colon(at)
            })
            .filter(|&at| self.tree.token(at).upos == Upos::Propn)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    /// How many are founded, and how many of them are known by name.
    fn founded(text: &str) -> (usize, usize) {
        let read = read(text);
        let all = read.all("founded").into_iter();
        let fillers = all.flat_map(|one| one.fillers(Role::Patient).collect::<Vec<_>>());
        let named: Vec<bool> = fillers.map(|filler| filler.entity.is_some()).collect();
        (named.len(), named.iter().filter(|&&named| named).count())
    }

    #[test]
    fn a_colon_names_those_who_were_announced() {
        assert_eq!(
            founded("In 218 two states were founded: Rome, and Carthage."),
            (2, 2)
        );
        assert_eq!(founded("In 218 two states were founded in Africa."), (0, 0));
    }
}
