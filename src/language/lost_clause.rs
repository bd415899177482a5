//! A clause inside a sentence whose verb was taken for a noun: "One thing is sure: the guards shot first.", "We know that the
//! guards shot first." What the noun governs is read once more as a sentence of its own.

use super::content::is_below;
use super::model::{Analysis, Model};

/// Relations by which a clause hangs on another one, as a noun without a copula hardly does.
const CLAUSES: [&str; 3] = ["ccomp", "parataxis", "advcl"];
/// What opens the clause and is none of its words.
const OPENERS: [&str; 3] = ["mark", "punct", "cc"];
/// The shortest clause, in tokens.
const SHORTEST: usize = 3;
const STOP: &str = ".";

impl Model {
    /// The analysis with the verb of such a clause put right; `None` where there is none.
    pub(super) fn with_lost_clause(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        (0..forms.len()).find_map(|at| self.mended_clause(forms, plain, at))
    }

    fn mended_clause(&self, forms: &[&str], plain: &Analysis, noun: usize) -> Option<Analysis> {
        let nominal = plain.tags[noun].starts_with("NOUN") || plain.tags[noun].starts_with("ADJ");
        let below = |at: usize| plain.heads[at] == noun + 1;
        let mut own = (0..forms.len()).filter(|&at| below(at));
        let predicate = own.any(|at| ["cop", "aux", "aux:pass"].contains(&plain.relations[at]));
        if !nominal || predicate || !CLAUSES.contains(&plain.relations[noun]) {
            return None;
        }
        let inside = |at: usize| is_below(plain, at, noun);
        let opener = |at: usize| below(at) && OPENERS.contains(&plain.relations[at]) && at < noun;
        let first = (0..forms.len()).find(|&at| inside(at) && !opener(at))?;
        let end = (0..forms.len()).rfind(|&at| inside(at))? + 1;
        let whole = (first..end).all(inside);
        if !whole || end - first < SHORTEST {
            return None;
        }
        let mut clause = forms[first..end].to_vec();
        let closed = forms[end - 1] == STOP;
        if !closed {
            clause.push(STOP);
        }
        let read = self.read(&clause);
        let found = self.with_lone_verb(&clause, &read)?;
        let mut mended = plain.clone();
        let root = found.heads.iter().position(|&head| head == 0)?;
        for at in first..end {
            let from = at - first;
            mended.tags[at] = found.tags[from];
            mended.lemmas[at].clone_from(&found.lemmas[from]);
            mended.margins[at] = found.margins[from];
            let head = found.heads[from];
            if head == 0 {
                mended.heads[at] = plain.heads[noun];
                mended.relations[at] = plain.relations[noun];
            } else {
                mended.heads[at] = head + first;
                mended.relations[at] = found.relations[from];
            }
        }
        // What opened the clause opens it still.
        for at in (0..first).filter(|&at| below(at)) {
            mended.heads[at] = first + root + 1;
        }
        Some(mended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tree::Upos;
    use crate::span::Span;

    #[test]
    fn a_clause_gets_its_verb_back() {
        let model = Model::english().expect("the model");
        for (text, verb) in [
            (
                "Let us have the facts for once: the IRA shot first.",
                "shot",
            ),
            ("We know now that the IRA shot first.", "shot"),
        ] {
            let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
            let found = (0..tree.len()).find(|&at| tree.token(at).form == verb);
            let found = found.expect("the word");
            assert_eq!(tree.token(found).upos, Upos::Verb, "{text}");
            assert!(tree.children_by(found, "nsubj").next().is_some(), "{text}");
        }
    }
}
