//! "Scipio had Carthage asked for peace": he had it done by somebody, and the phrase behind "had" is its object.

use super::{Analysis, Clause};

impl Analysis<'_> {
    /// Of two subjects around "had", the second is what the participle is done to.
    pub(super) fn part_causative(&self, predicate: usize, found: &mut Clause) {
        let token = self.tree.token(predicate);
        if !matches!(token.xpos.as_str(), "VBN" | "VBD") {
            return;
        }
        let has = |at: &usize| self.tree.token(*at).lemma == "have" && *at < predicate;
        let Some(had) = self.tree.children_by(predicate, "aux").find(has) else {
            return;
        };
        let own: Vec<usize> = self.tree.children_by(predicate, "nsubj").collect();
        let before = own.iter().any(|&subject| subject < had);
        let behind = |at: &usize| own.contains(at) && *at > had && *at < predicate;
        let Some(done_to) = own.iter().copied().find(|at| before && behind(at)) else {
            return;
        };
        found.subjects.retain(|&at| at != done_to);
        if !found.objects.contains(&done_to) {
            found.objects.push(done_to);
        }
    }

    /// "decided to have the prisoners shot": whom one has shot is shot.
    pub(super) fn had_done(&self, predicate: usize, found: &mut Clause) {
        let token = self.tree.token(predicate);
        let participle = matches!(token.xpos.as_str(), "VBN" | "VBD");
        let lets = &self.cues.illocution.letting;
        let Some(having) = token.head.filter(|&having| {
            participle
                && token.relation.is("xcomp")
                && lets.contains(&self.tree.token(having).lemma)
        }) else {
            return;
        };
        let own = ["nsubj", "obj", "aux", "mark"];
        if found.passive || self.has_own(predicate, &own) {
            return;
        }
        let done_to = self
            .tree
            .children_by(having, "obj")
            .find(|&at| having < at && at < predicate);
        found.objects.extend(done_to);
    }

    /// "asked what he thought of an attack": asked about the attack.
    pub(super) fn opinion_on(&self, object: usize) -> Option<usize> {
        let cues = &self.cues.musing;
        let lemma = |at: usize| self.tree.token(at).lemma.to_lowercase();
        if lemma(object) != "what" {
            return None;
        }
        let thought = self
            .tree
            .children_by(object, "acl")
            .find(|&verb| cues.verbs.contains(&lemma(verb)))?;
        self.tree.children(thought).iter().copied().find(|&child| {
            let relation = &self.tree.token(child).relation;
            let phrase = relation.is("obl") || relation.is("advcl");
            phrase
                && super::case_of(self.tree, child)
                    .iter()
                    .any(|case| cues.prepositions.contains(case))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::extract::{Assertion, Modality};
    use crate::frame::Role;

    fn words(text: &str, assertion: &Assertion, role: Role) -> Vec<String> {
        let fillers = assertion.fillers(role);
        fillers
            .map(|filler| text[filler.words.range()].to_owned())
            .collect()
    }

    #[test]
    fn whom_one_has_asked_is_asked() {
        let text = "On 13 May 1219 Hannibal had Rome asked for an explanation.";
        let read = read(text);
        let asked = read.one("asked");
        assert_eq!(words(text, asked, Role::Agent), ["Hannibal"]);
        assert_eq!(words(text, asked, Role::Recipient), ["Rome"]);
    }

    #[test]
    fn whom_one_has_killed_is_killed() {
        let text = "Hannibal decided on 13 May 1219 to have the Romans killed.";
        let read = read(text);
        let killed = read.one("killed");
        assert_eq!(words(text, killed, Role::Patient), ["the Romans"]);
        assert_eq!(killed.modality, Modality::Intended);
    }

    #[test]
    fn whom_one_asks_what_he_thinks_of_it_one_asks_about_it() {
        let text = "Hannibal asked Scipio what he thought of attacking Rome.";
        let read = read(text);
        assert_eq!(words(text, read.one("asked"), Role::Topic).len(), 1);
        assert_eq!(read.one("attacking").modality, Modality::Intended);
    }
}
