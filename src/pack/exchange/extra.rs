//! What has no field in a reference manager: lines `name: value` of a note, as Zotero's field Extra has them.

use crate::pack::model::{EvidenceKind, Record};

/// The names that may open a value in the middle of a line, where a format makes one line of many.
const INLINE: [&str; 4] = ["kind", "seen", "published", "catalogue"];

/// Takes what a note says of a record; what is not ours stays as one part of the place.
pub(super) fn take(record: &mut Record, note: &str) {
    let lines = lines(note);
    let untold: Vec<&str> = lines
        .into_iter()
        .filter(|line| !told(record, line))
        .collect();
    if !untold.is_empty() {
        record.place.push(("also".to_owned(), untold.join(" ")));
    }
}

/// The lines of a note; of a single line, the stretches that our names open.
fn lines(note: &str) -> Vec<&str> {
    let note = note.trim();
    if note.contains('\n') {
        let lines = note.lines().map(str::trim);
        return lines.filter(|line| !line.is_empty()).collect();
    }
    let opens = |at: usize| {
        let own = |name: &&str| {
            let rest = note.get(at..).and_then(|rest| rest.strip_prefix(*name));
            rest.is_some_and(|rest| rest.starts_with(": "))
        };
        (at == 0 || note[..at].ends_with(' ')) && INLINE.iter().any(own)
    };
    let starts = note.char_indices().map(|(at, _)| at);
    let mut starts: Vec<usize> = starts.filter(|&at| at > 0 && opens(at)).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([note.len()]);
    let parts = starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| note[from..to].trim());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Takes a line `name: value`, if the name is one of ours.
fn told(record: &mut Record, line: &str) -> bool {
    let Some((name, value)) = line.split_once(": ") else {
        return false;
    };
    let value = value.to_owned();
    match name {
        "kind" => {
            let kind = EvidenceKind::ALL
                .into_iter()
                .find(|(_, word)| *word == value);
            record.kind = kind.map(|(kind, _)| kind);
            record.kind.is_some()
        }
        "seen" => record.seen.replace(value).is_none(),
        "published" => record.published.replace(value).is_none(),
        name if crate::pack::raw::PLACES.contains(&name) => {
            record.place.push((name.to_owned(), value));
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_line_by_line_or_by_our_names() {
        for note in [
            "kind: primary\nseen: excerpts\nRead in Berlin",
            "Read in Berlin kind: primary seen: excerpts",
        ] {
            let mut record = Record::default();
            take(&mut record, note);
            assert_eq!(record.kind, Some(EvidenceKind::Primary), "{note}");
            assert_eq!(record.seen.as_deref(), Some("excerpts"), "{note}");
            let also = ("also".to_owned(), "Read in Berlin".to_owned());
            assert_eq!(record.place, [also], "{note}");
        }
    }
}
