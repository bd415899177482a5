//! What has no field in a reference manager: lines `name: value` of a note, as Zotero's field Extra has them.

use super::{people, place};
use crate::pack::model::{EvidenceKind, Part, Record};

/// The names that may open a value in the middle of a line, where a format makes one line of many.
const INLINE: [&str; 6] = [
    "kind",
    "seen",
    "published",
    "catalogue",
    "Archive Location",
    "Loc. in Archive",
];
/// What such a line calls the place in an archive: as CSL does, and as Zotero's window does.
const LOCATION: [&str; 3] = ["archive-location", "archive location", "loc. in archive"];

/// The note of a record: what has no field of its own. `held` says that the archive's parts have their line; the order of
/// the parts of the place is told where it is another than that in which they are read again.
pub(super) fn written(record: &Record, held: bool, fields: &[&str]) -> String {
    let own = |name: &str| held && place::is_part(name) || fields.contains(&name);
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.extend(record.kind.map(|kind| ("kind", kind.name().to_owned())));
    for (name, part) in [("from", Part::Author), ("to", Part::Recipient)] {
        lines.extend(people::beside(record, part).map(|words| (name, words.to_owned())));
    }
    let rest: Vec<_> = record.place.iter().filter(|(name, _)| !own(name)).collect();
    lines.extend(
        rest.iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    );
    for (name, value) in [("published", &record.published), ("seen", &record.seen)] {
        lines.extend(value.iter().map(|value| (name, value.clone())));
    }
    let names = record.place.iter().map(|(name, _)| name.as_str());
    let names: Vec<&str> = names.collect();
    let (last, told): (Vec<&str>, Vec<&str>) = rest
        .iter()
        .map(|(name, _)| name.as_str())
        .partition(|name| *name == "also");
    let lines_first = names
        .iter()
        .copied()
        .filter(|name| held && place::is_part(name));
    let fields_last = fields.iter().copied().filter(|field| names.contains(field));
    let again: Vec<&str> = lines_first
        .chain(told)
        .chain(last)
        .chain(fields_last)
        .collect();
    if again != names {
        lines.push(("order", names.join(" ")));
    }
    // A reader's own remark needs no name before it.
    let bare = |name: &str, value: &str| name == "also" && value.lines().all(|line| !is_ours(line));
    let line = |(name, value): (&str, String)| match bare(name, &value) {
        true => value,
        false => format!("{name}: {value}"),
    };
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Takes what a note says of a record; what is not ours stays as one part of the place. The order of its parts comes back.
pub(super) fn take(record: &mut Record, note: &str) -> Option<String> {
    let (mut order, mut untold) = (None, Vec::new());
    for line in lines(note) {
        match line.strip_prefix("order: ") {
            Some(parts) => order = Some(parts.to_owned()),
            None if told(record, line) => {}
            None => untold.push(line),
        }
    }
    if !untold.is_empty() {
        record.place.push(("also".to_owned(), untold.join("\n")));
    }
    order
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
        let before = &note[..at];
        let opened = at == 0 || before.ends_with(' ') && !before.ends_with("also: ");
        opened && INLINE.iter().any(own)
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

/// Whether somebody's own words would be taken for a line of ours.
fn is_ours(line: &str) -> bool {
    let mut record = Record::default();
    line.starts_with("order: ") || lines(line).len() > 1 || told(&mut record, line)
}

/// Takes a line `name: value`, if the name is one of ours.
fn told(record: &mut Record, line: &str) -> bool {
    let Some((name, value)) = line.split_once(": ") else {
        return false;
    };
    let value = value.to_owned();
    if LOCATION.contains(&name.to_lowercase().replace('_', "-").as_str()) {
        return lies(record, &value);
    }
    match name {
        "kind" => {
            let kind = EvidenceKind::ALL
                .into_iter()
                .find(|(_, word)| *word == value);
            record.kind = kind.map(|(kind, _)| kind);
            record.kind.is_some()
        }
        "from" => record.from.replace(value).is_none(),
        "to" => record.to.replace(value).is_none(),
        "seen" => record.seen.replace(value).is_none(),
        "published" => record.published.replace(value).is_none(),
        name if crate::pack::raw::PLACES.contains(&name) => {
            record.place.push((name.to_owned(), value));
            true
        }
        _ => false,
    }
}

/// Takes a place in an archive, unless the record has another one.
fn lies(record: &mut Record, line: &str) -> bool {
    let (archive, parts) = place::parts(line);
    let other = |(name, value): &(String, String)| {
        let known = record.part(name);
        known.is_some_and(|known| known != value)
    };
    if parts.is_empty() || parts.iter().any(other) || record.archive.is_some() && archive.is_some()
    {
        return false;
    }
    record.archive = record.archive.take().or(archive);
    let new = parts
        .into_iter()
        .filter(|(name, _)| record.part(name).is_none());
    let new: Vec<(String, String)> = new.collect();
    record.place.extend(new);
    true
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
