//! biblatex, the format of LaTeX and of Zotero's export of that name.
//!
//! What biblatex has no field for stands in fields of our own (`fond`, `opis`, `recipient`, `seen`), which its styles
//! leave aside; `howpublished` and `addendum` say the same for them.

use super::{ExchangeError, Reference, csl, extra, people, place};
use crate::pack::model::{EvidenceKind, Name, Part, Record};
use crate::pack::raw::PLACES;
use biblatex::{Bibliography, Chunk, Chunks, ChunksExt, Entry, EntryType, Person, Spanned};
use std::collections::BTreeSet;
use std::str::FromStr;

/// Types of entries with those of CSL; of several, the first one is written.
const TYPES: [(&str, &str); 22] = [
    ("article", "article-journal"),
    ("article", "article-magazine"),
    ("article", "article-newspaper"),
    ("book", "book"),
    ("collection", "book"),
    ("mvbook", "book"),
    ("mvcollection", "book"),
    ("incollection", "chapter"),
    ("inbook", "chapter"),
    ("inproceedings", "paper-conference"),
    ("proceedings", "book"),
    ("report", "report"),
    ("techreport", "report"),
    ("thesis", "thesis"),
    ("phdthesis", "thesis"),
    ("mastersthesis", "thesis"),
    ("online", "webpage"),
    ("letter", "personal_communication"),
    ("unpublished", "manuscript"),
    ("unpublished", "speech"),
    ("misc", "document"),
    ("manual", "report"),
];
/// Fields that say the same as fields of CSL.
const SAME: [(&str, &str); 16] = [
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("doi", "DOI"),
    ("langid", "language"),
    ("abstract", "abstract"),
    ("shorttitle", "title-short"),
    ("urldate", "accessed"),
    ("keywords", "keyword"),
    ("pagetotal", "number-of-pages"),
    ("volumes", "number-of-volumes"),
    ("edition", "edition"),
    ("eventtitle", "event-title"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
    ("version", "version"),
    ("pubstate", "status"),
];

pub(super) fn read(text: &str) -> Result<Vec<Reference>, ExchangeError> {
    let bibliography = Bibliography::parse(text).map_err(|error| {
        let before = text.get(..error.span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count())
            + 1;
        ExchangeError::Biblatex(format!("line {line}, column {column}: {}", error.kind))
    })?;
    let read = |entry: &Entry| Reference {
        record: record(entry),
        left: Vec::new(),
    };
    Ok(bibliography.iter().map(read).collect())
}

pub(super) fn write(records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        // A second pair of braces would be a part of the address.
        let entry = entry(record).to_biblatex_string();
        // A type that the styles do not know is written as `misc`.
        let entry = match kind(record) {
            "letter" => entry.replacen("@misc{", "@letter{", 1),
            _ => entry,
        };
        for line in entry.lines() {
            let bare = line.trim_start().strip_prefix("url = {{");
            match bare.and_then(|rest| rest.strip_suffix("}},")) {
                Some(address) => text.push_str(&format!("url = {{{address}}},")),
                None => text.push_str(line),
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

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

fn record(entry: &Entry) -> Record {
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
        archive: fields.text("archive").or_else(|| fields.text("library")),
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
    for name in PLACES {
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

/// The field of biblatex for a part of a place.
fn written<'a>(part: &'a str, order: &str, kind: &str) -> &'a str {
    match part {
        "in" if kind.starts_with("in") => "booktitle",
        "in" => "journaltitle",
        "publisher-place" => "location",
        "page" => "pages",
        // A journal's issue is its number, unless the document has one, too.
        "issue" if !order.split(' ').any(|name| name == "number") => "number",
        part => part,
    }
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

fn genre(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "book" | "collection" | "mvbook" => "book",
        "article" | "incollection" | "inbook" => "article",
        "report" | "techreport" => "report",
        "thesis" | "phdthesis" => "thesis",
        "letter" => "letter",
        _ => return None,
    })
}

/// The type of entry for a record.
fn kind(record: &Record) -> &str {
    if let Some(kind) = record.besides("entrytype") {
        return kind;
    }
    let own = csl::kind(record);
    TYPES
        .iter()
        .find(|(_, csl)| *csl == own)
        .map_or("misc", |(kind, _)| kind)
}

fn entry(record: &Record) -> Entry {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_zotero_exports_is_read() {
        let text = r"@article{author_prelude_2011, title = {Prelude to {War}?}, author = {Author, An and van den Berg, B.},
            date = {2011-06}, journaltitle = {Cold War Studies}, volume = {12}, number = {2}, pages = {227--244},
            url = {https://example.org/a_b}, langid = {english}}
          @unpublished{shtykov, title = {Telegram \& reply}, author = {{T. F. Sender}}, titleaddon = {addressed to A. Receiver},
            howpublished = {AP RF, f. 45, op. 1, d. 346, l. 104}, year = {1950}, month = jan}
          @book{b, title = {Book}, subtitle = {A History}, editor = {Editor, Ed}, publisher = {Press}, location = {Seoul}, date = {1996}}";
        let records = read(text).expect("biblatex").into_iter();
        let records: Vec<Record> = records.map(|reference| reference.record).collect();
        let [article, telegram, book] = &records[..] else {
            panic!("three entries")
        };
        assert_eq!(article.title, "Prelude to War?");
        assert_eq!(
            article.sender().as_deref(),
            Some("An Author and B. van den Berg")
        );
        assert_eq!(
            article.imprint().as_deref(),
            Some("Cold War Studies 12, no. 2 (2011), pp. 227-244")
        );
        assert_eq!(article.address.as_deref(), Some("https://example.org/a_b"));
        assert_eq!(article.part("in"), Some("Cold War Studies"));
        assert_eq!(telegram.title, "Telegram & reply");
        assert_eq!(telegram.addressee().as_deref(), Some("A. Receiver"));
        assert_eq!(telegram.archive.as_deref(), Some("AP RF"));
        let fond = telegram
            .place
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        assert!(fond.eq([
            ("fond", "45"),
            ("opis", "1"),
            ("delo", "346"),
            ("listy", "104")
        ]));
        assert_eq!(book.title, "Book: A History");
        assert_eq!(book.sender().as_deref(), Some("Ed Editor (ed.)"));
        assert_eq!(book.imprint().as_deref(), Some("Seoul: Press, 1996"));
    }

    #[test]
    fn extra_volume_and_season_are_read() {
        let text = "@book{b, title = {Book}, author = {A}, editor = {E}, volume = {2}, isbn = {1}, doi = {10.1/x},
            date = {1995-21}, note = {kind: primary\nseen: excerpts}}
          @book{c, title = {Other}, date = {around 1990?}}";
        let [book, other] = &read(text).expect("biblatex")[..] else {
            panic!("two entries")
        };
        let record = &book.record;
        assert_eq!(record.kind, Some(EvidenceKind::Primary));
        assert_eq!(record.seen.as_deref(), Some("excerpts"));
        assert_eq!(record.part("volume"), Some("2"));
        assert_eq!(
            (record.date.as_deref(), record.besides("season")),
            (Some("1995"), Some("1"))
        );
        assert_eq!(record.address.as_deref(), Some("https://doi.org/10.1/x"));
        assert_eq!(record.sender().as_deref(), Some("A"));
        assert_eq!(record.people(Part::Editor).len(), 1);
        assert_eq!(record.besides("ISBN"), Some("1"));
        let date = (other.record.date.as_deref(), other.record.besides("issued"));
        assert_eq!(date, (None, Some("around 1990?")));
    }

    #[test]
    fn journals_and_names_go_out_as_zotero_reads_them() {
        let text = r"@article{a, title = {{Prelude}}, author = {van den Berg, An and {The Office, Rome} and King, Jr., Martin},
            date = {2011-06}, journaltitle = {{Cold War Studies}}, volume = {{12}}, number = {{2}}, pages = {{227-244}},
            isbn = {{1-2}}, urldate = {{2020-03-04}}}";
        let records = read(text).expect("biblatex");
        let records: Vec<&Record> = records.iter().map(|one| &one.record).collect();
        let out = write(&records);
        for line in [
            "author = {van den Berg, An and {The Office, Rome} and King, Jr., Martin}",
            "journaltitle = {{Cold War Studies}}",
            "number = {{2}}",
            "pages = {{227-244}}",
            "urldate = {{2020-03-04}}",
        ] {
            assert!(out.contains(line), "{line}: {out}");
        }
        assert!(
            out.starts_with("@article{a,") && !out.contains("addendum"),
            "{out}"
        );
    }

    #[test]
    fn errors_have_their_line() {
        let error = read("@book{a, title = {A}}\n@book{b, title = {B").err();
        let told = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("line 2, column "), "{told}");
    }
}
