//! Members of a series that were hung on its last member: "asked for a loan, for guns and for ships", "found Cato and others
//! guilty".

use super::{Change, Mender};
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Mender<'_> {
    /// What goes with the first member of the series that ends at `at`.
    pub(super) fn parallel(&self, at: usize) -> Vec<(usize, Change)> {
        if let Some(first) = self.first_with_its_preposition(at) {
            return vec![(at, Change::Attach(first, "conj"))];
        }
        self.found_so(at).unwrap_or_default()
    }

    /// "asked for a loan of ten talents, for guns and for ships": the preposition of the first member comes again.
    fn first_with_its_preposition(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(at);
        let hung = ["nmod", "conj"].contains(&token.relation.universal());
        let case = tree.children_by(at, "case").next().filter(|_| hung)?;
        let before = case.checked_sub(1)?;
        let parted = tree.token(before).form == "," || tree.token(before).relation.is("cc");
        let same = |other: usize| {
            let form = tree.token(case).lower();
            let mut cases = tree.children_by(other, "case");
            cases.any(|one| tree.token(one).lower() == form)
        };
        let above = token.head.filter(|&above| parted && !same(above))?;
        let mut members = tree.ancestors(above).take_while(|&member| {
            let relation = tree.token(member).relation.universal();
            ["nmod", "conj", "obl", "obj"].contains(&relation)
        });
        members.find(|&member| same(member))
    }

    /// "found Cato and others guilty of it": what they are found to be goes with all of them.
    fn found_so(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let judged = self.cues.judged_so.contains(&token.lemma.to_lowercase());
        let last = token.head.filter(|&head| head < at && judged)?;
        let behind = token.relation.is("amod") && token.upos == Upos::Adj;
        let noun = tree.token(last);
        let first = match noun.relation.universal() {
            "conj" => noun.head?,
            _ => last,
        };
        let verb = tree.token(first).head.filter(|_| behind)?;
        let takes = ["obj", "xcomp"].contains(&tree.token(first).relation.universal());
        let judges = self
            .cues
            .judging_so
            .contains(&tree.token(verb).lemma.to_lowercase());
        let matter = tree
            .children_by(last, "nmod")
            .find(|&phrase| phrase > at && !case_of(tree, phrase).is_empty());
        (takes && judges).then(|| {
            let mut changes = vec![
                (at, Change::Attach(verb, "xcomp")),
                (first, Change::Attach(verb, "obj")),
            ];
            changes.extend(matter.map(|phrase| (phrase, Change::Attach(at, "obl"))));
            changes
        })
    }
}
