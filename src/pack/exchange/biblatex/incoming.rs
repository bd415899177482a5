//! From an entry of biblatex to a record.

use super::{SAME, genre, kind, written};
use crate::pack::exchange::{csl, extra, people, place};
use crate::pack::model::{EvidenceKind, Name, Part, Record};
use crate::pack::raw::PLACES;
use biblatex::{Chunk, ChunksExt, Entry, EntryType, Person, Spanned};
use std::collections::BTreeSet;

/// The fields of an entry; what was asked for is not kept a second time.
struct Fields<'a> {
    entry: &'a Entry,
    asked: BTreeSet<String>,
}

impl Fields<'_> {
    fn text(&mut self, name: &str) -> Option<String> {
        self.asked.insert(name.to_owned());
        let text = self.entry.get(name)?.format_verbatim();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Several names, or whole ones in braces.
    fn names(&mut self, name: &str) -> Vec<Name> {
        let Some(chunks) = self.entry.get(name) else {
            return Vec::new();
        };
        self.asked.insert(name.to_owned());
        if let [
            Spanned {
                v: Chunk::Verbatim(whole),
                ..
            },
        ] = chunks
        {
            return vec![Name::whole(whole)];
        }
        let people: Vec<Person> = self.entry.get_as(name).unwrap_or_default();
        people.into_iter().map(person).collect()
    }
}

fn person(person: Person) -> Name {
    let Person {
        name,
        given_name,
        prefix,
        suffix,
        ..
    } = person;
    if given_name.is_empty() && suffix.is_empty() {
        return Name::whole([prefix, name].join(" ").trim());
    }
    // Behind the given name, biblatex has no part of its own.
    let words: Vec<&str> = given_name.split_whitespace().collect();
    let small = words
        .iter()
        .rev()
        .take_while(|word| word.starts_with(char::is_lowercase));
    let (given, dropping) = words.split_at((words.len() - small.count()).max(1).min(words.len()));
    Name {
        family: name,
        given: given.join(" "),
        particle: prefix,
        dropping: dropping.join(" "),
        suffix,
    }
}

pub(super) fn record(entry: &Entry) -> Record {
    let mut fields = Fields {
        entry,
        asked: BTreeSet::new(),
    };
    let mut record = Record {
        key: entry.key.clone(),
        kind: fields.text("kind").and_then(|word| {
            let kind = EvidenceKind::ALL
                .into_iter()
                .find(|(_, name)| *name == word);
            kind.map(|(kind, _)| kind)
        }),
        title: title(&mut fields),
        genre: fields.text("type"),
        archive: fields.text("archive").or_else(|| {
            let papers = ["letter", "unpublished", "misc", "manuscript", "report"];
            let kept = papers.contains(&entry.entry_type.to_string().as_str());
            kept.then(|| fields.text("library")).flatten()
        }),
        published: fields.text("published").or_else(|| fields.text("addendum")),
        // biblatex makes a dash of two hyphens; no address holds one.
        address: fields.text("url").map(|address| address.replace('–', "--")),
        seen: fields.text("seen"),
        ..Record::default()
    };
    fields.asked.insert("addendum".to_owned());
    for (part, name) in Part::ALL {
        let names = fields.names(name);
        record
            .people
            .extend(names.into_iter().map(|name| (part, name)));
    }
    if record.people(Part::Recipient).is_empty() {
        let addon = fields.text("titleaddon");
        match addon
            .as_ref()
            .map(|addon| (addon, addon.strip_prefix("addressed to ")))
        {
            Some((_, Some(name))) => record.people.push((Part::Recipient, Name::whole(name))),
            Some((addon, None)) => record
                .more
                .push(("titleaddon".to_owned(), vec![addon.clone()])),
            None => {}
        }
    }
    if record.people(Part::Author).is_empty() {
        let body = fields.text("institution");
        record
            .people
            .extend(body.map(|body| (Part::Author, Name::whole(&body))));
    }
    record.from = fields.text("from");
    record.to = fields.text("to");
    people::settle(&mut record);
    lies(&mut record, &mut fields);
    match date(&mut fields) {
        (Some(date), season) => {
            record.date = Some(date);
            record
                .more
                .extend(season.map(|season| ("season".to_owned(), vec![season])));
        }
        (None, written) => record
            .more
            .extend(written.map(|date| ("issued".to_owned(), vec![date]))),
    }
    besides(&mut record, &mut fields);
    record
}

/// Where the document lies, and where it was printed.
fn lies(record: &mut Record, fields: &mut Fields<'_>) {
    let order = fields.text("order");
    if let Some(order) = &order {
        let told = order.split(' ').filter_map(|name| {
            let book = |fields: &mut Fields<'_>| fields.text("booktitle").filter(|_| name == "in");
            let value = fields
                .text(written(name, order, "article"))
                .or_else(|| book(fields))?;
            Some((
                name.to_owned(),
                if name == "page" {
                    value.replace('–', "-")
                } else {
                    value
                },
            ))
        });
        record.place = told.collect();
        fields.asked.insert("howpublished".to_owned());
        return;
    }
    if let Some(line) = fields.text("howpublished") {
        let (archive, parts) = place::parts(&line);
        record.place = parts;
        record.archive = record.archive.take().or(archive);
    }
    let printed = ["journaltitle", "journal", "booktitle"];
    let printed = printed.into_iter().find_map(|name| fields.text(name));
    let issue = if printed.is_some() { "issue" } else { "number" };
    let all = [
        ("in", printed),
        (
            "publisher-place",
            fields.text("location").or_else(|| fields.text("address")),
        ),
        ("publisher", fields.text("publisher")),
        ("volume", fields.text("volume")),
        (
            issue,
            fields.text("number").or_else(|| fields.text("issue")),
        ),
        (
            "page",
            fields
                .text("pages")
                .map(|pages| pages.replace("--", "-").replace('–', "-")),
        ),
    ];
    let told = all
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    record.place.extend(told);
    // Of a book the series is its publisher's, and "file" is what Zotero keeps on the reader's disk.
    for name in PLACES
        .into_iter()
        .filter(|name| !["file", "series"].contains(name))
    {
        if record.part(name).is_none() && !fields.asked.contains(name) {
            let value = fields.text(name);
            record
                .place
                .extend(value.map(|value| (name.to_owned(), value)));
        }
    }
    for note in ["note", "annotation"] {
        if let Some(note) = fields.text(note) {
            extra::take(record, &note);
        }
    }
}

/// What no field of a record holds, under the names of CSL where it has any.
fn besides(record: &mut Record, fields: &mut Fields<'_>) {
    if record.address.is_none() {
        let doi = fields.text("doi");
        record.address = doi.map(|doi| format!("{}{doi}", csl::DOI));
    }
    if let Some(kind) = fields.text("csltype") {
        record.more.push(("type".to_owned(), vec![kind]));
    }
    let written = match &fields.entry.entry_type {
        EntryType::Unknown(name) => name.clone(),
        known => known.to_string(),
    };
    if record.genre.is_none() && record.besides("type").is_none() {
        record.genre = genre(&written).map(str::to_owned);
    }
    if kind(record) != written {
        record.more.push(("entrytype".to_owned(), vec![written]));
    }
    let names: Vec<String> = fields.entry.fields.keys().cloned().collect();
    for name in names {
        if !fields.asked.contains(&name)
            && let Some(value) = fields.text(&name)
        {
            let same = SAME.iter().find(|(own, _)| *own == name);
            let own = same.map_or(name, |(_, csl)| (*csl).to_owned());
            let several = value.split(" and ").map(str::to_owned);
            let named = own.ends_with("author") || own.ends_with("editor");
            record.more.push((
                own,
                if named {
                    several.collect()
                } else {
                    vec![value]
                },
            ));
        }
    }
    record.more.sort();
}

fn title(fields: &mut Fields<'_>) -> String {
    let title = fields.text("title").unwrap_or_default();
    match fields.text("subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    }
}

/// `date`, or `year` and `month`, and the number of a season. A stretch is written with `/`. Of what is no date, the words.
fn date(fields: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    if let Some(written) = fields.text("date") {
        let date = written.replace('/', "..");
        let date = date.trim_end_matches(['?', '~', '%']);
        let season = date
            .split_once('-')
            .filter(|(_, part)| ["21", "22", "23", "24"].contains(part));
        let number = season
            .and_then(|(_, part)| part.strip_prefix('2'))
            .map(str::to_owned);
        let date = season.map_or(date, |(year, _)| year).to_owned();
        return match crate::pack::parse_interval(&date).is_ok() {
            true => (Some(date), number),
            false => (None, Some(written)),
        };
    }
    let year = fields.text("year");
    let month = fields.text("month");
    let Some(year) = year.filter(|year| year.parse::<u16>().is_ok()) else {
        return (None, None);
    };
    let month = month.and_then(|month| month.parse::<u8>().ok());
    (
        Some(month.map_or(year.clone(), |month| format!("{year}-{month:02}"))),
        None,
    )
}
