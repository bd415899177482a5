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
        let mut opened = Opened::default();
        let mut missing = Vec::new();
        let mut known = 0;
        if let Ok(kept) = self.0.read() {
            known = kept.len();
            for (at, form) in forms.iter().enumerate() {
                match kept.get(*form) {
                    Some(kept) => {
                        opened.states.extend_from_slice(&kept.states);
                        opened.gates.extend_from_slice(&kept.gates);
                    }
                    None => missing.push(at),
                }
            }
        } else {
            missing.extend(0..forms.len());
        }
        if missing.is_empty() {
            return opened;
        }
        let new: Vec<&str> = missing.iter().map(|&at| forms[at]).collect();
        let found = find(&new);
        if known < MOST {
            self.keep(&new, &found);
        }
        Opened {
            states: merged(&opened.states, &found.states, &missing, forms.len()),
            gates: merged(&opened.gates, &found.gates, &missing, forms.len()),
        }
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

/// The rows of `known` with those of `found` at the places `missing` among them, `count` in all.
fn merged(known: &[f32], found: &[f32], missing: &[usize], count: usize) -> Vec<f32> {
    let width = (found.len() / missing.len()).max(1);
    let (mut known, mut found) = (known.chunks_exact(width), found.chunks_exact(width));
    let mut missing = missing.iter().peekable();
    let mut rows = Vec::with_capacity(count * width);
    for at in 0..count {
        let from = match missing.next_if(|&&next| next == at) {
            Some(_) => &mut found,
            None => &mut known,
        };
        rows.extend_from_slice(from.next().unwrap_or_default());
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
