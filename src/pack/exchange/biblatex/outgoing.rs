//! From a record to an entry of biblatex.

use super::{SAME, genre, kind, written};
use crate::pack::exchange::{csl, people, place};
use crate::pack::model::{Name, Part, Record};
use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};
use std::str::FromStr;

pub(super) fn entry(record: &Record) -> Entry {
    let kind = kind(record);
    let mut entry = Entry::new(
        record.key.clone(),
        EntryType::from_str(kind).unwrap_or_else(|_| EntryType::Unknown(kind.to_owned())),
    );
    let date = record.date.as_ref().map(|date| date.replace("..", "/"));
    let season = record
        .besides("season")
        .filter(|_| date.as_ref().is_some_and(|date| date.len() == 4));
    let date = date.map(|date| season.map_or(date.clone(), |season| format!("{date}-2{season}")));
    if let Some(date) = &date {
        entry.set("date", plain(date));
    }
    let printed = record.place.iter().any(|(name, _)| record.is_imprint(name));
    let implied = record.genre.as_deref() == genre(kind) && record.besides("type").is_none();
    let text = |text: &Option<String>| text.clone();
    let doi = record
        .address
        .as_deref()
        .and_then(|address| address.strip_prefix(csl::DOI));
    let fields = [
        (
            "title",
            Some(record.title.clone()).filter(|title| !title.is_empty()),
        ),
        ("type", text(&record.genre).filter(|_| !implied)),
        ("archive", text(&record.archive)),
        ("published", text(&record.published)),
        ("addendum", text(&record.published).filter(|_| !printed)),
        ("url", text(&record.address).filter(|_| doi.is_none())),
        ("doi", doi.map(str::to_owned)),
        ("seen", text(&record.seen)),
        ("kind", record.kind.map(|kind| kind.name().to_owned())),
        (
            "from",
            people::beside(record, Part::Author).map(str::to_owned),
        ),
        (
            "to",
            people::beside(record, Part::Recipient).map(str::to_owned),
        ),
        ("csltype", record.besides("type").map(str::to_owned)),
    ];
    for (name, value) in fields {
        value
            .iter()
            .for_each(|value| entry.set(name, verbatim(value)));
    }
    for (part, name) in Part::ALL {
        let names = people::all(record, part);
        if !names.is_empty() {
            entry.set(name, chunks(&names));
        }
    }
    if !record.place.is_empty() {
        let names: Vec<&str> = record.place.iter().map(|(name, _)| name.as_str()).collect();
        let order = names.join(" ");
        let line = [
            record.archive.clone().unwrap_or_default(),
            place::line(&record.place),
        ];
        let line: Vec<&str> = line
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if !line.is_empty() {
            entry.set("howpublished", verbatim(&line.join(", ")));
        }
        for (name, value) in &record.place {
            entry.set(written(name, &order, kind), verbatim(value));
        }
        entry.set("order", verbatim(&order));
    }
    for (name, values) in &record.more {
        let same = SAME.iter().find(|(_, csl)| csl == name);
        match name.as_str() {
            "type" | "entrytype" | "season" => {}
            "issued" => values
                .iter()
                .for_each(|value| entry.set("date", verbatim(value))),
            name => entry.set(
                same.map_or(name, |(own, _)| own),
                verbatim(&values.join(" and ")),
            ),
        }
    }
    entry
}

/// Figures and signs that need no braces of their own.
fn plain(text: &str) -> Chunks {
    vec![Spanned::detached(Chunk::Normal(text.to_owned()))]
}

/// Text that keeps its capitals and its braces.
fn verbatim(text: &str) -> Chunks {
    vec![Spanned::detached(Chunk::Verbatim(text.to_owned()))]
}

/// Names as biblatex parts them; braces keep together what it would part otherwise.
fn chunks(names: &[Name]) -> Chunks {
    let mut chunks = Chunks::new();
    for (at, name) in names.iter().enumerate() {
        if at > 0 {
            chunks.extend(plain(" and "));
        }
        if name.is_whole() {
            chunks.extend(verbatim(&name.family));
            continue;
        }
        let part = |text: &str| {
            let parted = text.contains(',') || text.split(' ').any(|word| word == "and");
            let small = text.starts_with(char::is_lowercase);
            if parted || small {
                verbatim(text)
            } else {
                plain(text)
            }
        };
        if !name.particle.is_empty() {
            chunks.extend(plain(&format!("{} ", name.particle)));
        }
        chunks.extend(part(&name.family));
        if !name.suffix.is_empty() {
            chunks.extend(plain(&format!(", {}", name.suffix)));
        }
        chunks.extend(plain(", "));
        chunks.extend(part(&name.given));
        if !name.dropping.is_empty() {
            chunks.extend(plain(&format!(" {}", name.dropping)));
        }
    }
    chunks
}
