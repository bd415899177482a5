//! Clauses between semicolons: "Rome had won; in May Carthage asked for peace" is parsed as two statements.
//!
//! A parser that reads a long sentence as a whole draws arcs across its semicolons and loses the verbs behind them. Each
//! part that is a statement of its own is parsed by itself.

use super::model::{Analysis, Model};
use super::pause::Time;
use std::ops::Range;

/// Between these, one sentence may hold several statements.
const PARTING: &str = ";";
/// What ends a statement.
const STOP: &str = ".";

impl Model {
    /// The analysis of tokens; statements that semicolons part are read apart, and those behind the first hang on it.
    pub(super) fn by_clauses(&self, forms: &[&str], times: &[Time]) -> Analysis {
        let mut parts: Vec<(Range<usize>, Analysis)> = Vec::new();
        let mut from = 0;
        for end in ends(forms) {
            let part = from..end;
            let found = self.part(forms, times, &part);
            match parts.last_mut() {
                // A part that says nothing by itself goes on with the one before.
                Some((before, whole)) if !is_statement(whole) || !is_statement(&found) => {
                    *before = before.start..end;
                    *whole = self.part(forms, times, before);
                }
                _ => parts.push((part, found)),
            }
            from = end;
        }
        let mut parts = parts.into_iter();
        let Some((_, mut whole)) = parts.next() else {
            return self.by_structure(forms, times);
        };
        let top = root(&whole).unwrap_or(0);
        let together = (parts.len() > 0).then(|| self.by_structure(forms, times));
        for (part, found) in parts {
            let below = root(&found);
            // What the first statement says of somebody's words may go on in the second: the whole tells where it hangs.
            let inner = below.zip(together.as_ref()).and_then(|(below, together)| {
                let head = together.heads[part.start + below].checked_sub(1)?;
                let verb = together.tags[head].starts_with("VERB");
                (verb && head < part.start).then_some(head)
            });
            let joined = found.relations.first() == Some(&"cc");
            let relation = self.relation(if joined { "conj" } else { "parataxis" });
            for at in 0..found.heads.len() {
                let hangs = Some(at) == below;
                whole.heads.push(if hangs {
                    inner.unwrap_or(top) + 1
                } else {
                    found.heads[at] + part.start
                });
                whole
                    .relations
                    .push(if hangs { relation } else { found.relations[at] });
            }
            whole.tags.extend(found.tags);
            whole.lemmas.extend(found.lemmas);
            whole.margins.extend(found.margins);
        }
        whole
    }

    /// One part by itself, its semicolon read as a full stop.
    fn part(&self, forms: &[&str], times: &[Time], part: &Range<usize>) -> Analysis {
        let mut own = forms[part.clone()].to_vec();
        if part.end < forms.len()
            && let Some(last) = own.last_mut()
        {
            *last = STOP;
        }
        let inside = times
            .iter()
            .filter(|time| part.start <= time.tokens.start && time.tokens.end <= part.end);
        let inside: Vec<Time> = inside.map(|time| time.moved_back(part.start)).collect();
        let found = self.by_structure(&own, &inside);
        // "The last regiment sails from Ostia; some guards stay."
        if part.len() < forms.len() && !is_statement(&found) {
            return self.with_lost_verb(&own, &found).unwrap_or(found);
        }
        found
    }
}

/// Where parts end, each behind its semicolon; inside brackets and quotation marks nothing is parted.
fn ends(forms: &[&str]) -> Vec<usize> {
    let mut open = 0usize;
    let mut quoted = false;
    let mut found = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        match *form {
            "(" | "[" | "“" | "«" => open += 1,
            ")" | "]" | "”" | "»" => open = open.saturating_sub(1),
            "\"" => quoted = !quoted,
            PARTING if open == 0 && !quoted && at + 1 < forms.len() => found.push(at + 1),
            _ => {}
        }
    }
    found.push(forms.len());
    found
}

fn root(found: &Analysis) -> Option<usize> {
    found.heads.iter().position(|&head| head == 0)
}

/// Whether it has a predicate with a subject, and nothing that makes it depend on another.
fn is_statement(found: &Analysis) -> bool {
    let Some(top) = root(found) else { return false };
    let has = |relation: &str| {
        let children = found.heads.iter().zip(&found.relations);
        children
            .into_iter()
            .any(|(&head, own)| head == top + 1 && own.starts_with(relation))
    };
    let verbal = ["VERB", "AUX"].contains(&found.tags[top].split('|').next().unwrap_or_default());
    (verbal || has("cop")) && (has("nsubj") || has("csubj") || has("expl")) && !has("mark")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Vec<(String, String, String)> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.by_clauses(&forms, &[]).arcs(&forms);
        let arcs = forms.iter().zip(found);
        arcs.map(|(form, (head, relation))| ((*form).to_owned(), head, relation))
            .collect()
    }

    /// Whether `form` hangs on `head` by the relation, in the whole analysis of the sentence.
    pub(in crate::language) fn has(sentence: &str, form: &str, head: &str, relation: &str) -> bool {
        let arcs = arcs(sentence);
        let is = |arc: &(String, String, String)| {
            arc.0 == form && arc.1 == head && arc.2.starts_with(relation)
        };
        arcs.iter().any(is)
    }

    #[test]
    fn statements_are_read_apart() {
        let two = "The victory of the Gauls , complete in the north by the autumn , altered the balance of the region ; and in the spring Carthage , whose army Numidia had equipped with horses , attacked Rome .";
        assert!(has(two, "altered", "-", "root"));
        assert!(has(two, "Carthage", "attacked", "nsubj"));
        assert!(has(two, "attacked", "altered", "conj"));
        let bare = "Rome refused ; Carthage attacked .";
        assert!(has(bare, "attacked", "refused", "parataxis"));
    }

    #[test]
    fn what_says_nothing_by_itself_goes_on() {
        let list = "Rome fought the Gauls ; the Iberians ; and the Greeks .";
        assert!(!has(list, "Iberians", "-", "root"));
        assert!(has(list, "fought", "-", "root"));
    }
}
