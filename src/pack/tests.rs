//! What a pack's author is told, and what the shipped packs hold.

use super::*;

#[test]
fn the_shipped_packs_load() {
    match embedded() {
        Ok(packs) => assert!(!packs.is_empty()),
        Err(PackError::Invalid { diagnostics, .. }) => {
            let lines: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
            panic!("{}", lines.join("\n"));
        }
        Err(other) => panic!("{other}"),
    }
}
