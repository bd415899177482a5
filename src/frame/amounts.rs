//! Kinds of events that amount to another kind without falling under it ("told the world" announces).
//!
//! An entailment between events, as WordNet's `entailment` links verbs (Fellbaum 1998), kept one step deep.

use super::kind::{EventKind, KindTable};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// By kind or family: those whose events amount to it (`amounts.toml`).
fn amounts() -> &'static BTreeMap<String, Vec<String>> {
    static AMOUNTS: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    // A unit test parses the file; it cannot differ in a shipped binary.
    AMOUNTS.get_or_init(|| toml::from_str(include_str!("amounts.toml")).unwrap_or_default())
}

/// The kinds and families whose events amount to one of the kind `name`.
pub fn amounting_to(name: &str) -> &'static [String] {
    amounts().get(name).map_or(&[], Vec::as_slice)
}

impl KindTable {
    /// Whether who did `deed` has done `kind`, too, as far as agreement goes, though `deed` does not fall under it.
    pub fn amounts_to(&self, deed: EventKind, kind: EventKind) -> bool {
        let known = amounting_to(self.name(kind)).iter();
        let mut known = known.filter_map(|name| self.get(name));
        !self.is_a(deed, kind) && known.any(|other| self.is_a(deed, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_names_known_kinds_and_opposed_ones_never_amount_to_each_other() {
        let all: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("amounts.toml")).unwrap();
        let table = KindTable::builtin();
        let root = env!("CARGO_MANIFEST_DIR");
        let families =
            std::fs::read_to_string(format!("{root}/src/extract/lexicon/en/families.toml"));
        let families: toml::Table = families.unwrap().parse().unwrap();
        let known = |name: &str| table.get(name).is_some() || families.contains_key(name);
        for (name, others) in &all {
            assert!(known(name) && !others.is_empty(), "`{name}`");
            for other in others {
                assert!(known(other), "`{name}` names the unknown `{other}`");
                assert_ne!(name, other);
                let Some((kind, other)) = table.get(name).zip(table.get(other)) else {
                    continue;
                };
                assert!(!table.opposed(kind, other), "`{name}`");
                assert!(!table.is_a(other, kind), "`{name}` needs no mention of it");
            }
        }
    }

    #[test]
    fn one_way() {
        let table = KindTable::builtin();
        let kind = |name| table.get(name).unwrap();
        assert!(table.amounts_to(kind("sentence"), kind("convict")));
        assert!(!table.amounts_to(kind("convict"), kind("sentence")));
        assert!(
            table.amounts_to(kind("denounce"), kind("accuse")),
            "it is to condemn"
        );
        assert!(
            !table.amounts_to(kind("arm"), kind("supply")),
            "it falls under it"
        );
    }
}
