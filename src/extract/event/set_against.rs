//! Those whom a phrase sets against others: "Rome rather than Carthage", "less by Rome than by Carthage", "anyone but Rome".

use super::{Event, Finder};
use crate::extract::lexicon::WordSet;
use crate::language::tree::Upos;

/// How many words set a phrase against another.
const LONGEST: usize = 3;

/// What may stand inside a phrase before its head.
const INSIDE: [&str; 5] = ["amod", "compound", "flat", "nummod", "nmod"];

impl Finder<'_> {
    /// Moves to the denied those of whom the text says, right before it names them, that it was not they; leaves out those
    /// of whom it says that it was they less than others.
    pub(super) fn set_against(&self, event: &mut Event) {
        let cues = &self.lexicon.cues.set_against;
        let roles = std::mem::take(&mut event.roles);
        for &(role, head) in &roles {
            let before = self.words_before(head);
            let ends = |list: &WordSet| {
                (0..before.len()).any(|from| list.contains(&before[from..].join(" ")))
            };
            let but = |&(other, at): &(_, usize)| {
                other == role && at > head && self.words_before(at).iter().any(|word| word == "but")
            };
            let never_but = before.last().is_some_and(|word| cues.never.contains(word))
                && roles.iter().any(but);
            let anyone = ends(&cues.anyone) && !self.is_denied_before(head);
            // "more than two legions" counts them.
            let counted = self.tree.children_by(head, "nummod").next().is_some();
            if never_but || anyone || ends(&cues.not) {
                event.denied.push((role, head));
            } else if counted || !ends(&cues.less) {
                event.roles.push((role, head));
            }
        }
    }

    fn is_denied_before(&self, head: usize) -> bool {
        let negators = &self.lexicon.cues.polarity.negators;
        let mut before = self.tree.tokens()[..head].iter();
        before.any(|token| negators.contains(&*token.lower()))
    }

    /// The last words before the phrase of `head` and its preposition, in lower case.
    fn words_before(&self, head: usize) -> Vec<String> {
        let tokens = self.tree.tokens();
        let mut start = head;
        let inside = |at: usize| {
            INSIDE.contains(&tokens[at].relation.universal())
                && self.tree.ancestors(at).any(|above| above == head)
        };
        while start > 0 && inside(start - 1) {
            start -= 1;
        }
        if start > 0 && tokens[start - 1].upos == Upos::Det {
            start -= 1;
        }
        let form = |at: usize| tokens[at].form.to_lowercase();
        let plain = &self.lexicon.cues.set_against.prepositions;
        if start > 0 && plain.contains(&form(start - 1)) {
            start -= 1;
        }
        (start.saturating_sub(LONGEST)..start).map(form).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn attackers(text: &str) -> Vec<String> {
        let read = read(text);
        let told = read.all("attacked");
        let doers = told[0].fillers(Role::Agent);
        doers
            .map(|doer| text[doer.words.range()].to_owned())
            .collect()
    }

    #[test]
    fn whoever_is_set_against_others_does_nothing() {
        let text = "Carthage was attacked by Rome rather than Gaul.";
        assert_eq!(attackers(text), ["Rome"]);
        let text = "Carthage was attacked less by Gaul than by Rome.";
        assert!(!attackers(text).contains(&"Gaul".to_owned()));
        let text = "Carthage was attacked by Rome and by Gaul.";
        assert_eq!(attackers(text), ["Rome", "Gaul"]);
    }
}
