//! How the statement of a claim was read, for the one who wrote it: the event, who takes part, what decides.

use super::wrap;
use crate::extract::Lost;
use crate::frame::{KindTable, Role};
use crate::judge::trace::Proposition;
use crate::judge::{Bearing, Doubt, StatementReading};
use crate::pack::model::Claim;
use std::io::{self, Write};

/// Writes one block in lines of `width` cells: the statement, how it was read, and where the reading is poor.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render_statement(
    claim: &Claim,
    reading: &StatementReading,
    kinds: &KindTable,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", claim.id)?;
    for line in wrap(&claim.statement, width, "  ", "  ") {
        writeln!(out, "{line}")?;
    }
    let mut shown: Vec<(&str, Vec<u8>)> = Vec::new();
    for (at, one) in reading.propositions.iter().enumerate() {
        let label = match one.bearing {
            Bearing::Denies => "rival",
            Bearing::States if one.further => "also",
            Bearing::States if at > 0 => "or",
            Bearing::States => "event",
        };
        // Two sentences, or two words of one, may come to the same.
        let mut block = Vec::new();
        proposition("", one, kinds, width, &mut block)?;
        let side = if label == "rival" { label } else { "" };
        if shown.iter().any(|known| *known == (side, block.clone())) {
            continue;
        }
        shown.push((side, block));
        proposition(label, one, kinds, width, out)?;
    }
    for doubt in &reading.doubts {
        let label = match doubt.is_notice() {
            true => "    note: ",
            false => "    warning: ",
        };
        for line in wrap(&wording(doubt), width, label, "      ") {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)
}

fn proposition(
    label: &str,
    one: &Proposition,
    kinds: &KindTable,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let not = match (one.negated, one.planned) {
        (true, true) => "not planned: ",
        (true, false) => "did not happen: ",
        (false, true) => "planned: ",
        (false, false) => "",
    };
    let pinned = if one.read { "" } else { "  (pinned)" };
    let order = match one.order.is_empty() {
        true => String::new(),
        false => format!(" ({})  [decides]", one.order.join(", ")),
    };
    let kind = kinds.name(one.kind);
    writeln!(out, "    {label:10}{not}{kind}{order}{pinned}")?;
    let mut slots: Vec<(Role, String)> = one.fillers.clone();
    slots.extend(one.time.map(|time| (Role::Time, time.describe())));
    for (role, words) in slots {
        let mut notes = Vec::new();
        if one.decisive.contains(&role) {
            notes.push("decides");
        }
        if one.exclusive.contains(&role) {
            notes.push("another one contradicts");
        }
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!("  [{}]", notes.join("; "))
        };
        for line in wrap(
            &format!("{words}{notes}"),
            width,
            &format!("      {:<9} ", role.name()),
            "                ",
        ) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn wording(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoEvent(word) => {
            let word = word.as_ref().map(|word| {
                format!(": `{word}` is no word for one that is known with these participants")
            });
            format!(
                "no event was found{}; say in one plain sentence who did what to whom, or pin `[proposition]`",
                word.unwrap_or_default()
            )
        }
        Doubt::Stranger(name) => {
            format!(
                "`{name}` looks like a proper name, but no entity bears it: add it to entities.toml"
            )
        }
        Doubt::Unresolved(Role::Time, words) => format!(
            "the year of `{words}` is not told, so that it is compared with nothing: write it"
        ),
        Doubt::Unresolved(role, words) => format!(
            "the {} `{words}` could not be resolved: write the name",
            role.name()
        ),
        Doubt::Common(role, words) => format!(
            "the {} `{words}` is no entity and is compared by that word alone: name who it was, or add an entity",
            role.name()
        ),
        Doubt::Sentences(count) => {
            format!("the statement has {count} sentences, and the first alone is read")
        }
        Doubt::Lost(Lost { words, entity: None }) => format!(
            "`{words}` ends up in no role of the event, so that nothing is compared with it: put it elsewhere in the \
             sentence, or pin `[proposition]`"
        ),
        Doubt::Lost(Lost { words, entity: Some(id) }) => format!(
            "`{words}` ends up in no role of the event, so that nothing is compared with it: put it elsewhere in the \
             sentence, or pin `[proposition]` and write `[\"{id}\"]` under its role (`gainsay claims kinds` lists those of each event)"
        ),
        Doubt::Dropped(phrases) => format!(
            "nothing is compared with {}",
            phrases
                .iter()
                .map(|words| format!("`{words}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Doubt::Planned => {
            "it tells of a plan: who tells that it was done neither states nor contradicts it".to_owned()
        }
        Doubt::NotDone => {
            "it tells of what is possible or asked, and is compared as if it told that it was so: say who held or feared it"
                .to_owned()
        }
        Doubt::Number(words) => format!(
            "the number of `{words}` is compared with nothing: let the evidence say what it attests, as in `quantity = \
             {{ low = 1_200, unit = \"people\" }}`"
        ),
        Doubt::Unread => {
            "the claim pins its proposition, so that this sentence is compared with nothing: pin \
             `[[rival.proposition]]` or write sentences in `told` if whoever asserts it contradicts the claim"
                .to_owned()
        }
        Doubt::Of(sentence, doubt) => format!("in \"{sentence}\": {}", wording(doubt)),
    }
}
