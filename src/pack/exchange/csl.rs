//! CSL-JSON, the format of citeproc and of Zotero's "CSL JSON" export.

use super::{ExchangeError, Reference, extra, people, place};
use crate::pack::model::Record;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The fields of a CSL item that a record can use; others are left aside.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Item {
    #[serde(deserialize_with = "text")]
    id: String,
    r#type: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<Name>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<String>,
    #[serde(rename = "archive_location", alias = "archive-location")]
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(rename = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "DOI")]
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Name {
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    non_dropping_particle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Issued {
    /// Years, months and days; some programs write them as text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

/// Numbers stand where text is meant, and the other way round.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(plain(&Value::deserialize(deserializer)?))
}

fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Some(text(deserializer)?).filter(|text| !text.is_empty()))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Reference>, ExchangeError> {
    let values: Vec<Value> = serde_json::from_str(text).map_err(ExchangeError::Csl)?;
    let read = |value: Value| {
        let left = left(&value);
        let item: Item = serde_json::from_value(value).map_err(ExchangeError::Csl)?;
        Ok(Reference {
            record: record(item),
            left,
        })
    };
    values.into_iter().map(read).collect()
}

/// Fields of an item of which a record keeps nothing; what only the manager itself needs is not told.
fn left(item: &Value) -> Vec<String> {
    const KEPT: [&str; 19] = [
        "id",
        "type",
        "title",
        "author",
        "recipient",
        "issued",
        "genre",
        "archive",
        "archive_location",
        "archive-location",
        "container-title",
        "publisher",
        "publisher-place",
        "number",
        "volume",
        "issue",
        "page",
        "URL",
        "note",
    ];
    const OWN: [&str; 5] = [
        "language",
        "source",
        "citation-key",
        "abstract",
        "title-short",
    ];
    let Some(fields) = item.as_object() else {
        return Vec::new();
    };
    let spoken = |name: &str| fields.contains_key(name);
    let kept = |name: &str| match name {
        "editor" => !spoken("author"),
        "DOI" => !spoken("URL"),
        name => KEPT.contains(&name) || OWN.contains(&name),
    };
    let names = fields.keys().filter(|name| !kept(name));
    let mut left: Vec<String> = names.cloned().collect();
    let season = item.pointer("/issued/season").is_some();
    left.extend(season.then(|| "season".to_owned()));
    left
}

pub(super) fn write(records: &[&Record]) -> Result<String, ExchangeError> {
    let items: Vec<Item> = records.iter().map(|record| item(record)).collect();
    let mut text = serde_json::to_string_pretty(&items).map_err(ExchangeError::Csl)?;
    text.push('\n');
    Ok(text)
}

fn names(names: &[Name]) -> Option<String> {
    let all: Vec<String> = names
        .iter()
        .map(|name| {
            name.literal.clone().unwrap_or_else(|| {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                let (given, particle, family) = (
                    part(&name.given),
                    part(&name.non_dropping_particle),
                    part(&name.family),
                );
                people::whole(&[&given, &particle, &family])
            })
        })
        .collect();
    people::joined(&all)
}

fn record(item: Item) -> Record {
    let mut record = Record {
        key: item.id.clone(),
        title: item.title.clone(),
        from: names(&item.author)
            .or_else(|| names(&item.editor).map(|names| format!("{names} (ed.)"))),
        to: names(&item.recipient),
        date: item.issued.as_ref().and_then(date),
        genre: item.genre.clone().or_else(|| genre(&item.r#type)),
        archive: item.archive.clone(),
        address: item.url.clone().or_else(|| {
            let doi = item.doi.as_ref()?;
            Some(format!("https://doi.org/{doi}"))
        }),
        ..Record::default()
    };
    if let Some(line) = &item.archive_location {
        let (before, parts) = place::parts(line);
        record.place = parts;
        match (before, &record.archive) {
            (Some(before), None) => record.archive = Some(before),
            (Some(before), Some(_)) => record.place.insert(0, ("file".to_owned(), before)),
            (None, _) => {}
        }
    }
    item.note
        .iter()
        .for_each(|note| extra::take(&mut record, note));
    let known = |record: &Record, name: &str| record.place.iter().any(|(part, _)| part == name);
    // Volume and issue of a journal stand in its line.
    let own = |part: &Option<String>| part.clone().filter(|_| item.container_title.is_none());
    let parts = [
        ("number", item.number.clone()),
        ("volume", own(&item.volume)),
        ("issue", own(&item.issue)),
    ];
    for (name, value) in parts {
        if let Some(value) = value.filter(|_| !known(&record, name)) {
            record.place.push((name.to_owned(), value));
        }
    }
    if record.published.is_none() {
        record.published = published(&item);
    }
    record
}

/// What a reference manager knows of the publication, as one line.
fn published(item: &Item) -> Option<String> {
    let year = item
        .issued
        .as_ref()
        .and_then(date)
        .and_then(|date| date.get(..4).map(str::to_owned));
    let pages = item.page.as_ref().map(|page| {
        let mark = if page.contains(['-', '–', ',']) {
            "pp."
        } else {
            "p."
        };
        format!("{mark} {page}")
    });
    if let Some(container) = &item.container_title {
        let mut text = container.clone();
        for (mark, part) in [(" ", &item.volume), (", no. ", &item.issue)] {
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
    let publisher = match (&item.publisher_place, &item.publisher) {
        (Some(place), Some(publisher)) => format!("{place}: {publisher}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => return None,
    };
    let parts = [Some(publisher), year, pages];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The genre of a CSL type, where the item names none.
fn genre(kind: &str) -> Option<String> {
    let genre = match kind {
        "book" => "book",
        "article-journal" | "article-magazine" | "chapter" => "article",
        "article-newspaper" => "press report",
        "personal_communication" => "letter",
        "report" => "report",
        "speech" => "speech",
        "thesis" => "thesis",
        "interview" => "interview",
        _ => return None,
    };
    Some(genre.to_owned())
}

/// The CSL type of a record.
fn kind(record: &Record) -> &'static str {
    match record.genre.as_deref() {
        Some(genre) if genre.ends_with("book") => "book",
        Some("article") => "article-journal",
        Some("press report") => "article-newspaper",
        Some("report" | "paper") => "report",
        Some("speech") => "speech",
        Some("resolution") => "legislation",
        Some(_) if record.from.is_some() && record.to.is_some() => "personal_communication",
        _ => "document",
    }
}

fn item(record: &Record) -> Item {
    let literal = |name: &Option<String>| {
        let literal = name.clone().map(|name| Name {
            literal: Some(name),
            ..Name::default()
        });
        literal.into_iter().collect()
    };
    let (line, rest): (Vec<_>, Vec<_>) = record
        .place
        .iter()
        .cloned()
        .partition(|(name, _)| place::is_part(name));
    let mut note: Vec<String> = record
        .kind
        .iter()
        .map(|kind| format!("kind: {}", kind.name()))
        .collect();
    note.extend(rest.iter().map(|(name, value)| format!("{name}: {value}")));
    for (name, value) in [("published", &record.published), ("seen", &record.seen)] {
        note.extend(value.iter().map(|value| format!("{name}: {value}")));
    }
    let part = |wanted: &str| {
        rest.iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.clone())
    };
    Item {
        id: record.key.clone(),
        r#type: kind(record).to_owned(),
        title: record.title.clone(),
        author: literal(&record.from),
        recipient: literal(&record.to),
        issued: record.date.as_deref().map(issued),
        genre: record.genre.clone(),
        archive: record.archive.clone(),
        archive_location: Some(place::line(&line)).filter(|line| !line.is_empty()),
        number: part("number"),
        volume: part("volume"),
        issue: part("issue"),
        page: part("page"),
        url: record.address.clone(),
        note: Some(note.join("\n")).filter(|note| !note.is_empty()),
        ..Item::default()
    }
}

/// `1950-01-19`, `1950-01`, `1950` or two of them with `..` between.
fn issued(written: &str) -> Issued {
    let parts: Option<Vec<Vec<Value>>> = written
        .split("..")
        .map(|date| {
            date.split('-')
                .map(|part| part.parse::<u16>().ok().map(Value::from))
                .collect()
        })
        .collect();
    match parts {
        Some(date_parts) => Issued {
            date_parts,
            ..Issued::default()
        },
        None => Issued {
            literal: Some(written.to_owned()),
            ..Issued::default()
        },
    }
}

fn date(issued: &Issued) -> Option<String> {
    let day = |parts: &Vec<Value>| {
        let mut numbers = parts.iter().map(|part| plain(part).parse::<u16>());
        let year = numbers.next()?.ok()?;
        let rest: Option<Vec<String>> = numbers
            .map(|part| Some(format!("{:02}", part.ok()?)))
            .collect();
        Some([vec![format!("{year:04}")], rest?].concat().join("-"))
    };
    let days: Vec<String> = issued.date_parts.iter().filter_map(day).collect();
    if days.is_empty() {
        let text = issued.raw.clone().or_else(|| issued.literal.clone())?;
        return crate::pack::parse_interval(&text).is_ok().then_some(text);
    }
    Some(days.join(".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_zotero_exports_is_read() {
        let text = r#"[
          {"id": 17, "type": "article-journal", "title": "Prelude", "container-title": "Cold War Studies",
           "volume": 12, "issue": "2", "page": "227-244", "issued": {"date-parts": [["2011", 6]]},
           "author": [{"family": "Author", "given": "An"}, {"family": "Berg", "given": "B.", "non-dropping-particle": "van den"}],
           "URL": "https://example.org", "note": "Read in Berlin\nseen: abstract"},
          {"id": "x/m", "type": "manuscript", "title": "Telegram", "archive": "AP RF",
           "archive_location": "f. 45, op. 1, d. 346, l. 104", "issued": {"raw": "1950-07-01"}},
          {"id": "b", "type": "book", "title": "Book", "publisher": "Press", "publisher-place": "Seoul",
           "editor": [{"literal": "The Editors"}], "issued": {"date-parts": [[1996]]}}]"#;
        let records = read(text).expect("CSL-JSON").into_iter();
        let records: Vec<Record> = records.map(|reference| reference.record).collect();
        let [article, telegram, book] = &records[..] else {
            panic!("three items")
        };
        assert_eq!(
            article.from.as_deref(),
            Some("An Author and B. van den Berg")
        );
        assert_eq!(article.date.as_deref(), Some("2011-06"));
        assert_eq!(article.seen.as_deref(), Some("abstract"));
        assert_eq!(
            article.place,
            [("also".to_owned(), "Read in Berlin".to_owned())]
        );
        assert_eq!(
            article.published.as_deref(),
            Some("Cold War Studies 12, no. 2 (2011), pp. 227-244")
        );
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
        assert_eq!(telegram.date.as_deref(), Some("1950-07-01"));
        assert_eq!(book.from.as_deref(), Some("The Editors (ed.)"));
        assert_eq!(book.published.as_deref(), Some("Seoul: Press, 1996"));
    }

    #[test]
    fn the_volume_of_a_book_is_kept_and_what_is_not_is_told() {
        let text = r#"[{"id": "b", "type": "book", "title": "Book", "volume": 2, "DOI": "10.1/x", "ISBN": "1",
           "author": [{"family": "A"}], "editor": [{"family": "E"}],
           "issued": {"date-parts": [[1995]], "season": 1}}]"#;
        let [Reference { record, left }] = &read(text).expect("CSL-JSON")[..] else {
            panic!("one item")
        };
        assert_eq!(record.place, [("volume".to_owned(), "2".to_owned())]);
        assert_eq!(record.address.as_deref(), Some("https://doi.org/10.1/x"));
        let mut left = left.clone();
        left.sort();
        assert_eq!(left, ["ISBN", "editor", "season"]);
    }
}
