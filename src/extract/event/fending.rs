//! Deeds that only fend off another's: "attacked the invaders".

use super::Event;
use crate::extract::lexicon::Cues;
use crate::frame::{KindTable, Role};
use crate::language::tree::Tree;

/// "attacked the invaders": to answer an attack is not to attack.
pub fn fights_off(tree: &Tree, cues: &Cues, kinds: &KindTable, event: &Event) -> bool {
    let answering = &cues.answering;
    let attackers = |&(role, at): &(Role, usize)| {
        let lemma = tree.token(at).lemma.to_lowercase();
        role == Role::Patient && answering.attackers.contains(&lemma)
    };
    kinds.get(&answering.attack) == Some(event.kind) && event.roles.iter().any(attackers)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[test]
    fn whoever_attacks_invaders_answers_them() {
        assert!(
            read("Rome attacked the invaders.")
                .all("attacked")
                .is_empty()
        );
        assert!(!read("Rome attacked the town.").all("attacked").is_empty());
    }
}
