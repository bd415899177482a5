//! What the network makes of words by themselves, kept from one sentence to the next: a third of its work, and most words
//! of a text have been met before.

use super::network::Opened;
use std::collections::HashMap;
use std::sync::RwLock;

/// So many words are kept, four kilobytes each; those that come first, among which are the frequent ones.
const MOST: usize = 4096;

/// The words met so far. What is kept is what would be found again, so it does not matter who has met them.
#[derive(Default)]
pub(super) struct Memo(RwLock<HashMap<Box<str>, Kept>>);

struct Kept {
    states: Box<[f32]>,
    gates: Box<[f32]>,
}

impl Memo {
    /// What is known of each of `forms`; `find` finds it for those that were never met.
    pub fn words(&self, forms: &[&str], find: impl FnOnce(&[&str]) -> Opened) -> Opened {
        let Ok(kept) = self.0.read() else {
            return find(forms);
        };
        let known: Vec<Option<&Kept>> = forms.iter().map(|form| kept.get(*form)).collect();
        let new = forms
            .iter()
            .zip(&known)
            .filter(|(_, known)| known.is_none());
        let new: Vec<&str> = new.map(|(form, _)| *form).collect();
        let found = if new.is_empty() {
            Opened::default()
        } else {
            find(&new)
        };
        let states = known.iter().map(|one| one.map(|kept| &*kept.states));
        let gates = known.iter().map(|one| one.map(|kept| &*kept.gates));
        let opened = Opened {
            states: merged(states, &found.states, new.len()),
            gates: merged(gates, &found.gates, new.len()),
        };
        let full = kept.len() >= MOST;
        drop(kept);
        if !(full || new.is_empty()) {
            self.keep(&new, &found);
        }
        opened
    }

    fn keep(&self, forms: &[&str], found: &Opened) {
        let Ok(mut kept) = self.0.write() else { return };
        let width = |values: &[f32]| (values.len() / forms.len()).max(1);
        let states = found.states.chunks_exact(width(&found.states));
        let gates = found.gates.chunks_exact(width(&found.gates));
        for ((form, states), gates) in forms.iter().zip(states).zip(gates) {
            if kept.len() == MOST {
                return;
            }
            kept.entry((*form).into()).or_insert_with(|| Kept {
                states: states.into(),
                gates: gates.into(),
            });
        }
    }
}

/// The rows that are known, with the next of the `count` rows of `found` for each that is not.
fn merged<'a>(
    known: impl ExactSizeIterator<Item = Option<&'a [f32]>>,
    found: &[f32],
    count: usize,
) -> Vec<f32> {
    let mut found = found.chunks_exact((found.len() / count.max(1)).max(1));
    let mut rows = Vec::new();
    let words = known.len();
    for one in known {
        let row = one.or_else(|| found.next()).unwrap_or_default();
        if rows.is_empty() {
            rows.reserve(words * row.len());
        }
        rows.extend_from_slice(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row for each form: its length, twice that.
    fn open(forms: &[&str]) -> Opened {
        let length = |form: &&str| form.len() as f32;
        Opened {
            states: forms.iter().map(length).collect(),
            gates: forms
                .iter()
                .flat_map(|form| [length(form) * 2.0; 2])
                .collect(),
        }
    }

    #[test]
    fn words_met_before_are_not_asked_for_again() {
        let memo = Memo::default();
        let asked = |forms: &[&str]| {
            let mut asked = Vec::new();
            let opened = memo.words(forms, |new| {
                asked.extend(new.iter().map(|form| form.to_string()));
                open(new)
            });
            assert_eq!(opened.states, open(forms).states);
            assert_eq!(opened.gates, open(forms).gates);
            asked
        };
        assert_eq!(asked(&["the", "senate"]), ["the", "senate"]);
        assert_eq!(asked(&["of", "the", "forum", "the"]), ["of", "forum"]);
        assert!(asked(&["senate", "of", "the"]).is_empty());
    }

    #[test]
    fn only_so_many_are_kept() {
        let memo = Memo::default();
        let forms: Vec<String> = (0..MOST + 10).map(|at| format!("word{at}")).collect();
        for form in &forms {
            memo.words(&[form], open);
        }
        assert_eq!(memo.0.read().map(|kept| kept.len()).ok(), Some(MOST));
    }
}
