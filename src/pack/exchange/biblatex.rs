//! biblatex, the format of LaTeX and of Zotero's export of that name.
//!
//! What biblatex has no field for stands in fields of our own (`fond`, `opis`, `recipient`, `seen`), which its styles
//! leave aside; `howpublished` and `addendum` say the same for them.

use super::{ExchangeError, Reference, extra, people, place};
use crate::pack::model::{EvidenceKind, Record};
use crate::pack::raw::PLACES;
use biblatex::{Bibliography, Chunk, Chunks, ChunksExt, Entry, EntryType, Person, Spanned};
use std::str::FromStr;

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
        left: left(entry),
    };
    Ok(bibliography.iter().map(read).collect())
}

/// Fields of an entry of which a record keeps nothing; what only the manager itself needs is not told.
fn left(entry: &Entry) -> Vec<String> {
    const KEPT: [&str; 30] = [
        "title",
        "subtitle",
        "author",
        "institution",
        "recipient",
        "titleaddon",
        "date",
        "year",
        "month",
        "type",
        "archive",
        "library",
        "published",
        "addendum",
        "url",
        "seen",
        "kind",
        "order",
        "howpublished",
        "note",
        "annotation",
        "journaltitle",
        "journal",
        "booktitle",
        "pages",
        "location",
        "address",
        "publisher",
        "doi",
        "entry",
    ];
    const OWN: [&str; 7] = [
        "langid",
        "language",
        "keywords",
        "abstract",
        "shorttitle",
        "file",
        "urldate",
    ];
    let told = |name: &str| entry.get(name).is_some();
    let kept = |name: &str| match name {
        "editor" => !told("author"),
        "doi" => !told("url"),
        "date" => date(entry).is_some(),
        "urldate" => false,
        name => KEPT.contains(&name) || OWN.contains(&name) || PLACES.contains(&name),
    };
    let mut left: Vec<String> = (entry.fields.keys())
        .filter(|name| !kept(name))
        .cloned()
        .collect();
    let season = field(entry, "date").and_then(|date| season(&date).map(|_| ()));
    left.extend(season.map(|()| "season".to_owned()));
    left
}

/// The year of "1995-21": what stands for the month is a season.
fn season(date: &str) -> Option<&str> {
    let (year, part) = date.split_once('-')?;
    ["21", "22", "23", "24"].contains(&part).then_some(year)
}

pub(super) fn write(records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        // A second pair of braces would be a part of the address.
        let entry = entry(record).to_biblatex_string();
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

fn field(entry: &Entry, name: &str) -> Option<String> {
    let text = entry.get(name)?.format_verbatim();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Names; a single name in double braces is taken as it stands.
fn names(entry: &Entry, name: &str) -> Option<String> {
    let chunks = entry.get(name)?;
    if let [
        Spanned {
            v: Chunk::Verbatim(whole),
            ..
        },
    ] = chunks
    {
        return Some(whole.clone());
    }
    let people: Vec<Person> = entry.get_as(name).ok()?;
    let all: Vec<String> = people
        .iter()
        .map(|person| {
            people::whole(&[
                &person.given_name,
                &person.prefix,
                &person.name,
                &person.suffix,
            ])
        })
        .collect();
    people::joined(&all)
}

fn record(entry: &Entry) -> Record {
    let field = |name: &str| field(entry, name);
    let mut record = Record {
        key: entry.key.clone(),
        kind: field("kind").and_then(|word| {
            let kind = EvidenceKind::ALL
                .into_iter()
                .find(|(_, name)| *name == word);
            kind.map(|(kind, _)| kind)
        }),
        title: title(entry),
        from: names(entry, "author")
            .or_else(|| names(entry, "editor").map(|names| format!("{names} (ed.)")))
            .or_else(|| field("institution")),
        to: names(entry, "recipient").or_else(|| {
            let addon = field("titleaddon")?;
            addon.strip_prefix("addressed to ").map(str::to_owned)
        }),
        date: date(entry),
        genre: field("type").or_else(|| genre(&entry.entry_type)),
        archive: field("archive").or_else(|| field("library")),
        place: PLACES
            .into_iter()
            .filter(|name| !IMPRINT.contains(name))
            .filter_map(|name| Some((name.to_owned(), field(name)?)))
            .collect(),
        published: field("published").or_else(|| published(entry)),
        // biblatex makes a dash of two hyphens; no address holds one.
        address: field("url")
            .map(|address| address.replace('–', "--"))
            .or_else(|| Some(format!("https://doi.org/{}", field("doi")?))),
        seen: field("seen"),
    };
    if let Some(order) = field("order") {
        let at = |name: &str| order.split(' ').position(|word| word == name);
        let imprint = IMPRINT.into_iter().filter(|name| at(name).is_some());
        record
            .place
            .extend(imprint.filter_map(|name| Some((name.to_owned(), field(name)?))));
        record.place.sort_by_key(|(name, _)| at(name));
    } else if record.place.is_empty()
        && let Some(line) = field("howpublished")
    {
        let (archive, parts) = place::parts(&line);
        record.place = parts;
        record.archive = record.archive.or(archive);
    }
    if field("order").is_none() {
        // Volume and issue of a journal stand in its line.
        let held = ["journaltitle", "journal", "booktitle"];
        if held.iter().all(|name| field(name).is_none()) {
            let imprint = IMPRINT.into_iter();
            let imprint = imprint.filter_map(|name| Some((name.to_owned(), field(name)?)));
            record.place.extend(imprint);
        }
        for note in ["note", "annotation"].into_iter().filter_map(field) {
            extra::take(&mut record, &note);
        }
    }
    record
}

/// Parts of a place that are fields of biblatex as well: without our own order of parts they belong to the imprint.
const IMPRINT: [&str; 5] = ["volume", "number", "issue", "series", "part"];

fn title(entry: &Entry) -> String {
    let title = field(entry, "title").unwrap_or_default();
    match field(entry, "subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    }
}

/// `date`, or `year` and `month`. A stretch is written with `/`.
fn date(entry: &Entry) -> Option<String> {
    if let Some(date) = field(entry, "date") {
        let date = date.replace('/', "..");
        let date = date.trim_end_matches(['?', '~', '%']);
        let date = season(date).unwrap_or(date).to_owned();
        return crate::pack::parse_interval(&date).is_ok().then_some(date);
    }
    let year = field(entry, "year").filter(|year| year.parse::<u16>().is_ok())?;
    let month = field(entry, "month").and_then(|month| month.parse::<u8>().ok());
    Some(month.map_or(year.clone(), |month| format!("{year}-{month:02}")))
}

/// What biblatex knows of the publication, as one line.
fn published(entry: &Entry) -> Option<String> {
    let field = |name: &str| field(entry, name);
    if let Some(addendum) = field("addendum") {
        return Some(addendum);
    }
    let year = date(entry).and_then(|date| date.get(..4).map(str::to_owned));
    let pages =
        field("pages").map(|pages| format!("pp. {}", pages.replace("--", "-").replace('–', "-")));
    let container = field("journaltitle")
        .or_else(|| field("journal"))
        .or_else(|| field("booktitle"));
    if let Some(mut text) = container {
        for (mark, part) in [
            (" ", field("volume")),
            (", no. ", field("number").or_else(|| field("issue"))),
        ] {
            part.iter()
                .for_each(|part| text.push_str(&format!("{mark}{part}")));
        }
        year.iter()
            .for_each(|year| text.push_str(&format!(" ({year})")));
        pages
            .iter()
            .for_each(|pages| text.push_str(&format!(", {pages}")));
        return Some(text);
    }
    let place = field("location").or_else(|| field("address"));
    let publisher = match (place, field("publisher")) {
        (Some(place), Some(publisher)) => format!("{place}: {publisher}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    let parts = [Some(publisher), year, pages];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn genre(kind: &EntryType) -> Option<String> {
    let genre = match kind {
        EntryType::Book | EntryType::Collection | EntryType::MvBook => "book",
        EntryType::Article | EntryType::InCollection | EntryType::InBook => "article",
        EntryType::Report | EntryType::TechReport => "report",
        EntryType::Thesis | EntryType::PhdThesis => "thesis",
        EntryType::Unknown(name) if name == "letter" => "letter",
        _ => return None,
    };
    Some(genre.to_owned())
}

fn entry(record: &Record) -> Entry {
    let kind = match record.genre.as_deref() {
        Some(genre) if genre.ends_with("book") => "book",
        Some("article" | "press report") => "article",
        Some("report" | "paper") => "report",
        _ => "misc",
    };
    let mut entry = Entry::new(
        record.key.clone(),
        EntryType::from_str(kind).unwrap_or(EntryType::Misc),
    );
    let date = record.date.as_ref().map(|date| date.replace("..", "/"));
    let fields = [
        (
            "title",
            Some(&record.title).filter(|title| !title.is_empty()),
        ),
        ("author", record.from.as_ref()),
        ("recipient", record.to.as_ref()),
        ("date", date.as_ref()),
        ("type", record.genre.as_ref()),
        ("archive", record.archive.as_ref()),
        ("published", record.published.as_ref()),
        ("addendum", record.published.as_ref()),
        ("url", record.address.as_ref()),
        ("seen", record.seen.as_ref()),
    ];
    for (name, value) in fields {
        value.iter().for_each(|value| {
            entry.set(
                name,
                if name == "date" {
                    plain(value)
                } else {
                    verbatim(value)
                },
            )
        });
    }
    if let Some(kind) = record.kind {
        entry.set("kind", verbatim(kind.name()));
    }
    if !record.place.is_empty() {
        let order: Vec<&str> = record.place.iter().map(|(name, _)| name.as_str()).collect();
        entry.set("order", verbatim(&order.join(" ")));
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
    }
    for (name, value) in &record.place {
        entry.set(name, verbatim(value));
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
            article.from.as_deref(),
            Some("An Author and B. van den Berg")
        );
        assert_eq!(
            article.published.as_deref(),
            Some("Cold War Studies 12, no. 2 (2011), pp. 227-244")
        );
        assert_eq!(article.address.as_deref(), Some("https://example.org/a_b"));
        assert!(article.place.is_empty());
        assert_eq!(telegram.title, "Telegram & reply");
        assert_eq!(telegram.to.as_deref(), Some("A. Receiver"));
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
        assert_eq!(book.from.as_deref(), Some("Ed Editor (ed.)"));
        assert_eq!(book.published.as_deref(), Some("Seoul: Press, 1996"));
    }

    #[test]
    fn extra_volume_and_season_are_read_and_what_is_left_is_told() {
        let text = "@book{b, title = {Book}, author = {A}, editor = {E}, volume = {2}, isbn = {1}, doi = {10.1/x},
            date = {1995-21}, note = {kind: primary\nseen: excerpts}}
          @book{c, title = {Other}, date = {around 1990?}}";
        let [book, other] = &read(text).expect("biblatex")[..] else {
            panic!("two entries")
        };
        let record = &book.record;
        assert_eq!(record.kind, Some(EvidenceKind::Primary));
        assert_eq!(record.seen.as_deref(), Some("excerpts"));
        assert_eq!(record.place, [("volume".to_owned(), "2".to_owned())]);
        assert_eq!(record.date.as_deref(), Some("1995"));
        assert_eq!(record.address.as_deref(), Some("https://doi.org/10.1/x"));
        assert_eq!(book.left, ["editor", "isbn", "season"]);
        assert_eq!(
            (other.record.date.as_deref(), &other.left[..]),
            (None, &["date".to_owned()][..])
        );
    }

    #[test]
    fn errors_have_their_line() {
        let error = read("@book{a, title = {A}}\n@book{b, title = {B").err();
        let told = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("line 2, column "), "{told}");
    }
}
