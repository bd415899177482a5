//! The present tense of headlines and entries, where the verb looks like a noun: "Last regiment sails from Ostia",
//! "The elephants of Carthage storm Rome".

use super::{Reader, attach};
use crate::language::tree::{Token, Upos};

impl Reader<'_> {
    /// Without a finite verb in the sentence, a noun right behind another is its verb where the two agree in number and
    /// what follows is what such a verb takes: its preposition or, at once, an object.
    pub(super) fn verb_as_noun(&self) -> Option<Vec<Token>> {
        let tokens = self.tree.tokens();
        let finite = |token: &Token| {
            token.upos == Upos::Aux || matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
        };
        if tokens.iter().any(finite) {
            return None;
        }
        let verb = (1..tokens.len().saturating_sub(1)).find(|&at| self.takes_what_follows(at))?;
        let subject = self.subject_of_noun(verb)?;
        let mut read = tokens.to_vec();
        let singular = tokens[verb].xpos == "NNS";
        read[verb].upos = Upos::Verb;
        read[verb].xpos = if singular { "VBZ" } else { "VBP" }.to_owned();
        read[verb].lemma = self.verb_lemma(verb);
        let (phrase, above) = (verb - 1, tokens[verb].head);
        // What the noun was said of it, the word before it is said of: "of the legion | marches".
        if subject != phrase {
            let relation = tokens[verb].relation.clone();
            attach(&mut read, phrase, above, relation.as_str());
        }
        for &child in self.tree.children(verb) {
            if child < verb && child != phrase {
                let opens = (self.is_date)(child) || tokens[child].relation.is("obl");
                let closed = tokens[child].relation.is("punct") || opens;
                read[child].head = Some(if closed { verb } else { phrase });
            } else if child > verb && tokens[child].relation.is("nmod") {
                attach(&mut read, child, Some(verb), "obl");
            } else if child > verb && tokens[child].upos != Upos::Punct && self.is_bare(child) {
                attach(&mut read, child, Some(verb), "obj");
            }
        }
        attach(&mut read, subject, Some(verb), "nsubj");
        attach(&mut read, verb, None, "root");
        // What headed the sentence before, and whatever hung on it, opens it now.
        for (at, token) in read.iter_mut().enumerate() {
            let orphan = token.head.is_none() && at != verb;
            if orphan || at < verb && token.head == above && at != subject && subject == phrase {
                token.head = Some(verb);
                if orphan {
                    token.relation = crate::language::tree::Relation::new("obl");
                }
            }
        }
        is_tree(&read).then_some(read)
    }

    fn verb_lemma(&self, at: usize) -> String {
        let token = self.token(at);
        let tag = if token.xpos == "NNS" {
            "VERB|VBZ"
        } else {
            "VERB|VBP"
        };
        (self.lemma)(tag, &token.form)
    }

    /// Whether the noun could be a verb in the present that takes what stands behind it.
    fn takes_what_follows(&self, at: usize) -> bool {
        let token = self.token(at);
        let lower = token.form.chars().all(char::is_lowercase);
        if token.upos != Upos::Noun || !lower || (self.is_date)(at) {
            return false;
        }
        let next = self.token(at + 1);
        let lemma = self.verb_lemma(at);
        match next.upos {
            Upos::Adp | Upos::Adv => (self.takes)(&lemma, Some(&next.form.to_lowercase())),
            Upos::Det | Upos::Propn => (self.takes)(&lemma, None),
            _ => false,
        }
    }

    /// A bare noun phrase: no preposition before it.
    fn is_bare(&self, at: usize) -> bool {
        let nominal = matches!(self.token(at).upos, Upos::Noun | Upos::Propn);
        nominal && self.child(at, &["case", "cc"]).is_none() && !(self.is_date)(at)
    }

    /// The noun right before, or the one whose phrase ends there, where it agrees with the form: "sails" with one, "sail"
    /// with several.
    fn subject_of_noun(&self, verb: usize) -> Option<usize> {
        let before = verb - 1;
        let nominal = |at: usize| {
            matches!(self.token(at).upos, Upos::Noun | Upos::Propn) && !(self.is_date)(at)
        };
        let agrees = |at: usize| {
            let several = matches!(self.token(at).xpos.as_str(), "NNS" | "NNPS");
            several != (self.token(verb).xpos == "NNS")
        };
        if !nominal(before) {
            return None;
        }
        let case = self.child(verb, &["case"]).filter(|&case| case < verb);
        let head = self
            .token(verb)
            .head
            .filter(|&head| head < verb && nominal(head));
        match (case, head) {
            (Some(_), Some(head)) => agrees(head).then_some(head),
            (Some(_), None) => None,
            (None, _) => agrees(before).then_some(before),
        }
    }
}

/// Whether every token hangs on the root.
fn is_tree(tokens: &[Token]) -> bool {
    let rooted = |start: usize| {
        let mut at = start;
        for _ in 0..=tokens.len() {
            match tokens[at].head {
                None => return true,
                Some(head) => at = head,
            }
        }
        false
    };
    tokens.iter().filter(|token| token.head.is_none()).count() == 1 && (0..tokens.len()).all(rooted)
}
