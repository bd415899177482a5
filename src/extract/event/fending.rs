//! Deeds that only fend off another's: "attacked the invaders".

use super::Event;
use crate::extract::lexicon::Cues;
use crate::extract::names::Names;
use crate::frame::{KindTable, Role};
use crate::language::tree::Tree;

/// "began the air war", "the price war was begun by ...": another war than any that is named.
pub fn begins_another(tree: &Tree, names: &Names, kinds: &KindTable, event: &Event) -> bool {
    let answering = &names.cues().answering;
    let another = |&(role, at): &(Role, usize)| {
        let war = names.concepts(at).contains(&answering.concept) && names.entity_at(at).is_none();
        let mut parts = tree.children_by(at, "compound");
        let told = |part: usize| names.entity_at(part).is_none() && !names.is_date(part);
        // "Britain's war began in August": the war as far as it is hers.
        let mut owners = tree.children_by(at, "nmod");
        let owner = |owner: usize| {
            tree.token(owner).relation.as_str() == "nmod:poss" && names.actor_at(owner)
        };
        let begins = !event.has(Role::Agent) && owners.any(owner);
        role == Role::Patient && (war && parts.any(told) || begins)
    };
    kinds.get(&answering.begins) == Some(event.kind) && event.roles.iter().any(another)
}

/// "attacked the northern tanks", "sank a steamer": forces on their way are met, and it is not told who came first.
pub fn meets_forces(tree: &Tree, cues: &Cues, kinds: &KindTable, event: &Event) -> bool {
    let answering = &cues.answering;
    let on_their_way = |&(role, at): &(Role, usize)| {
        let lemma = tree.token(at).lemma.to_lowercase();
        role == Role::Patient && answering.on_their_way.contains(&lemma)
    };
    let hostile = |attack| kinds.is_a(event.kind, attack);
    kinds.get(&answering.attack).is_some_and(hostile) && event.roles.iter().any(on_their_way)
}

/// "attacked the invaders": to answer an attack is not to attack.
pub fn fights_off(tree: &Tree, cues: &Cues, kinds: &KindTable, event: &Event) -> bool {
    let answering = &cues.answering;
    let attackers = |&(role, at): &(Role, usize)| {
        let lemma = tree.token(at).lemma.to_lowercase();
        [Role::Patient, Role::Place].contains(&role) && answering.attackers.contains(&lemma)
    };
    let hostile = |attack| kinds.is_a(event.kind, attack);
    kinds.get(&answering.attack).is_some_and(hostile) && event.roles.iter().any(attackers)
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
