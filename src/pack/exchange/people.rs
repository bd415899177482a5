//! Names between a record and a reference manager.

use crate::pack::model::{Name, Part, Record};

/// Those who had that part in the work: in their parts, or what notes print as a whole name.
pub(super) fn all(record: &Record, part: Part) -> Vec<Name> {
    let named: Vec<Name> = record.people(part).into_iter().cloned().collect();
    match worded(record, part) {
        Some(words) if named.is_empty() => vec![Name::whole(words)],
        _ => named,
    }
}

/// What notes print of somebody who is named in parts as well.
pub(super) fn beside(record: &Record, part: Part) -> Option<&str> {
    worded(record, part).filter(|_| !record.people(part).is_empty())
}

fn worded(record: &Record, part: Part) -> Option<&str> {
    match part {
        Part::Author => record.from.as_deref(),
        Part::Recipient => record.to.as_deref(),
        Part::Editor | Part::Translator => None,
    }
}

/// An only author or recipient without parts needs no list.
pub(super) fn settle(record: &mut Record) {
    for part in [Part::Author, Part::Recipient] {
        let names: Vec<Name> = record.people(part).into_iter().cloned().collect();
        let [only] = names.as_slice() else { continue };
        let field = match part {
            Part::Author => &mut record.from,
            _ => &mut record.to,
        };
        if only.is_whole() && field.is_none() {
            *field = Some(only.family.clone());
            record.people.retain(|(of, _)| *of != part);
        }
    }
}
