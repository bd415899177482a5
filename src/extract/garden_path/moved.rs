//! Sentences that look like a noun with a participle: "Hannibal's men poured into Rome."

use super::{Reader, attach};
use crate::language::tree::{Token, Upos};

impl Reader<'_> {
    /// In a whole sentence without a finite verb, a participle of a verb of moving that has no object and goes somewhere is
    /// the verb: nobody is poured or marched into a town without a word that says by whom or how.
    pub(super) fn moved(&self, root: usize) -> Option<Vec<Token>> {
        let whole = self
            .tree
            .tokens()
            .last()
            .is_some_and(|last| last.form == ".");
        let nominal = matches!(self.token(root).upos, Upos::Noun | Upos::Propn);
        let whose = self.child(root, &["det", "nmod", "nummod", "amod"])?;
        let verb = self.tree.children_by(root, "acl").find(|&at| {
            let token = self.token(at);
            at > root && ["VBN", "VBD"].contains(&token.xpos.as_str())
        })?;
        let finite = (0..self.tree.len()).any(|at| {
            let token = self.token(at);
            let tag = token.xpos.as_str();
            at != verb && (token.upos == Upos::Aux || ["VBD", "VBZ", "VBP", "MD"].contains(&tag))
        });
        let moves = self
            .cues
            .moving
            .contains(&self.token(verb).lemma.to_lowercase());
        let goes = |next: &Token| matches!(next.upos, Upos::Adp | Upos::Adv);
        let goes = self.tree.tokens().get(verb + 1).is_some_and(goes);
        let by = |at: &usize| self.token(*at).relation.as_str() == "obl:agent";
        let done = self.child(verb, &["obj", "aux", "mark", "nsubj"]).is_some()
            || self.tree.children(verb).iter().any(by);
        if !whole || !nominal || whose > root || finite || !moves || !goes || done {
            return None;
        }
        let mut tokens = self.tree.tokens().to_vec();
        "VBD".clone_into(&mut tokens[verb].xpos);
        attach(&mut tokens, verb, None, "root");
        attach(&mut tokens, root, Some(verb), "nsubj");
        for &child in self.tree.children(root) {
            // "On 3 May Hannibal's men": the date and its preposition open the sentence.
            let date = (self.is_date)(child) && child < root;
            let stop = self.token(child).relation.is("punct");
            if date || stop {
                attach(
                    &mut tokens,
                    child,
                    Some(verb),
                    if date { "obl" } else { "punct" },
                );
            }
        }
        if let Some(date) = (0..root).find(|&at| (self.is_date)(at))
            && let Some(case) = date.checked_sub(1)
            && self.token(case).upos == Upos::Adp
            && self.token(case).head == Some(root)
        {
            attach(&mut tokens, case, Some(date), "case");
        }
        Some(tokens)
    }
}
