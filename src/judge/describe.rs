//! Propositions in words, for whoever reads why a sentence was or was not compared with them.

use super::compare::Comparer;
use super::pattern::{Compiled, Target};
use crate::frame::Role;

impl Comparer<'_> {
    /// What the record has in a role, in words.
    pub fn record(&self, pattern: &Compiled, role: Role, targets: &[Target]) -> String {
        let names: Vec<String> = targets
            .iter()
            .map(|target| match target {
                Target::Entity(entity) => self.name(*entity),
                Target::Event(kind) => self.kinds.name(*kind).replace('-', " "),
                Target::Concept(concept) => concept.clone(),
                Target::Word(word, _) => word.clone(),
                Target::Proposition(inner) => inner
                    .first()
                    .map(|inner| self.described(inner))
                    .unwrap_or_default(),
            })
            .collect();
        let joint = if pattern.all_of.contains(&role) {
            " and "
        } else {
            " or "
        };
        let own = pattern.qualities.iter().filter(|(of, _)| *of == role);
        let sort: Vec<&str> = own.map(|(_, word)| word.as_str()).collect();
        match sort.is_empty() {
            true => names.join(joint),
            false => format!("{} ({})", names.join(joint), sort.join(", ")),
        }
    }

    /// A nested proposition in a few words: its kind, then its participants.
    fn described(&self, inner: &Compiled) -> String {
        let fillers = inner.fillers.iter().map(|(role, targets)| {
            format!("{} {}", role.name(), self.record(inner, *role, targets))
        });
        let not = if inner.negated { "not " } else { "" };
        let kind = self.kinds.name(inner.kind).replace('-', " ");
        let time = (inner.time.iter()).map(|time| time.describe());
        let all: Vec<String> = fillers.chain(time).collect();
        match all.is_empty() {
            true => format!("{not}{kind}"),
            false => format!("{not}{kind} ({})", all.join(", ")),
        }
    }
}
