//! CSL-JSON, the format of citeproc and of Zotero's "CSL JSON" export.

use super::{ExchangeError, Reference, extra, people, place};
use crate::pack::model::{Name, Part, Record};
use serde_json::{Map, Value, json};

/// Fields of CSL that are parts of a place.
const FIELDS: [(&str, &str); 7] = [
    ("container-title", "in"),
    ("publisher-place", "publisher-place"),
    ("publisher", "publisher"),
    ("number", "number"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
];
/// Fields that have their own way into a record.
const TAKEN: [&str; 10] = [
    "id",
    "type",
    "title",
    "issued",
    "genre",
    "archive",
    "archive_location",
    "archive-location",
    "URL",
    "note",
];
/// The start of an address that is a DOI.
pub(super) const DOI: &str = "https://doi.org/";

pub(super) fn read(text: &str) -> Result<Vec<Reference>, ExchangeError> {
    let items: Vec<Map<String, Value>> = serde_json::from_str(text).map_err(ExchangeError::Csl)?;
    let read = |item: Map<String, Value>| Reference {
        record: record(&item),
        left: Vec::new(),
        written: String::new(),
    };
    Ok(items.iter().cloned().map(read).collect())
}

pub(super) fn write(records: &[&Record]) -> Result<String, ExchangeError> {
    let items: Vec<Map<String, Value>> = records.iter().map(|record| item(record)).collect();
    let mut text = serde_json::to_string_pretty(&items).map_err(ExchangeError::Csl)?;
    text.push('\n');
    Ok(text)
}

/// The text of a field: numbers stand where text is meant, and the other way round.
fn told(item: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match item.get(name)? {
        Value::String(text) => text.clone(),
        Value::Null => return None,
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

fn record(item: &Map<String, Value>) -> Record {
    let told = |name: &str| told(item, name);
    let written = told("type").unwrap_or_default();
    let mut record = Record {
        key: told("id").unwrap_or_default(),
        title: told("title").unwrap_or_default(),
        genre: told("genre").or_else(|| genre(&written)),
        archive: told("archive"),
        address: told("URL"),
        ..Record::default()
    };
    for (part, name) in Part::ALL {
        let names = item.get(name).and_then(names).unwrap_or_default();
        record
            .people
            .extend(names.into_iter().map(|name| (part, name)));
    }
    if let Some(line) = told("archive_location").or_else(|| told("archive-location")) {
        let (before, parts) = place::parts(&line);
        record.place = parts;
        match (before, &record.archive) {
            (Some(before), None) => record.archive = Some(before),
            (Some(before), Some(_)) => record.place.insert(0, ("file".to_owned(), before)),
            (None, _) => {}
        }
    }
    let order = told("note").and_then(|note| extra::take(&mut record, &note));
    for (field, name) in FIELDS {
        if let Some(value) = told(field).filter(|_| record.part(name).is_none()) {
            record.place.push((name.to_owned(), value));
        }
    }
    place::sort(&mut record.place, order.as_deref());
    people::settle(&mut record);
    match item.get("issued").map(|issued| (date(issued), issued)) {
        Some((Some(date), issued)) => {
            record.date = Some(date);
            let season = issued
                .get("season")
                .map(|season| ("season".to_owned(), vec![plain(season)]));
            record.more.extend(season);
        }
        Some((None, issued)) => record.more.push(("issued".to_owned(), vec![plain(issued)])),
        None => {}
    }
    let own = |name: &str| {
        TAKEN.contains(&name)
            || FIELDS.iter().any(|(field, _)| *field == name)
            || Part::ALL.iter().any(|(_, part)| *part == name)
    };
    for (name, value) in item.iter().filter(|(name, _)| !own(name)) {
        if name == "DOI" && record.address.is_none() {
            record.address = Some(format!("{DOI}{}", plain(value)));
        } else if !value.is_null() {
            record.more.push((name.clone(), besides(value)));
        }
    }
    if kind(&record) != written && !written.is_empty() {
        record.more.push(("type".to_owned(), vec![written]));
    }
    record.more.sort();
    record
}

/// A value that a record has no field for: names and days in the way of a pack, all else as it stands.
fn besides(value: &Value) -> Vec<String> {
    if let Some(names) = names(value) {
        return names.iter().map(Name::written).collect();
    }
    let whole = |date: &String| issued(date) == *value;
    vec![date(value).filter(whole).unwrap_or_else(|| plain(value))]
}

/// The way back.
fn beside(name: &str, values: &[String]) -> Value {
    let people = [
        "author",
        "editor",
        "director",
        "composer",
        "interviewer",
        "translator",
        "illustrator",
        "contributor",
    ];
    let people = people.iter().any(|role| name.ends_with(role));
    match values {
        [one]
            if one.starts_with(['{', '['])
                && serde_json::from_str::<Value>(one).is_ok()
                && !people =>
        {
            serde_json::from_str(one).unwrap_or_default()
        }
        [one] if !people => {
            match ["accessed", "submitted"].contains(&name) || name.ends_with("-date") {
                true => issued(one),
                false => Value::String(one.clone()),
            }
        }
        all => all
            .iter()
            .map(|name| name_value(&Name::read(name)))
            .collect(),
    }
}

/// Names in their parts; nothing if the value is no list of names.
fn names(value: &Value) -> Option<Vec<Name>> {
    let list = value.as_array().filter(|list| !list.is_empty())?;
    let name = |value: &Value| {
        let fields = value.as_object()?;
        let part = |name: &str| told(fields, name).unwrap_or_default();
        if let Some(literal) = told(fields, "literal") {
            return Some(Name::whole(&literal));
        }
        let family = told(fields, "family").or_else(|| told(fields, "given"))?;
        let given = if fields.contains_key("family") {
            part("given")
        } else {
            String::new()
        };
        Some(Name {
            family,
            given,
            particle: part("non-dropping-particle"),
            dropping: part("dropping-particle"),
            suffix: part("suffix"),
        })
    };
    list.iter().map(name).collect()
}

fn name_value(name: &Name) -> Value {
    if name.is_whole() {
        return json!({ "literal": name.family });
    }
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.particle),
        ("dropping-particle", &name.dropping),
        ("suffix", &name.suffix),
    ];
    let told = parts.iter().filter(|(_, part)| !part.is_empty());
    let told = told.map(|(name, part)| ((*name).to_owned(), Value::String((*part).clone())));
    Value::Object(told.collect())
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
pub(super) fn kind(record: &Record) -> &str {
    if let Some(kind) = record.besides("type") {
        return kind;
    }
    match record.genre.as_deref() {
        Some(genre) if genre.ends_with("book") => "book",
        Some("article") => "article-journal",
        Some("press report") => "article-newspaper",
        Some("report" | "paper") => "report",
        Some("speech") => "speech",
        Some("thesis") => "thesis",
        Some("interview") => "interview",
        Some("resolution") => "legislation",
        Some("letter") => "personal_communication",
        Some(_) if record.sender().is_some() && record.addressee().is_some() => {
            "personal_communication"
        }
        _ => "document",
    }
}

fn item(record: &Record) -> Map<String, Value> {
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<&str>| {
        value.map(|value| item.insert(name.to_owned(), Value::String(value.to_owned())));
    };
    set("id", Some(&record.key));
    set("type", Some(kind(record)));
    set(
        "title",
        Some(record.title.as_str()).filter(|title| !title.is_empty()),
    );
    let genre = record.genre.as_deref();
    set(
        "genre",
        genre.filter(|named| self::genre(kind(record)).as_deref() != Some(*named)),
    );
    set("archive", record.archive.as_deref());
    let held: Vec<_> = record
        .place
        .iter()
        .filter(|(name, _)| place::is_part(name))
        .cloned()
        .collect();
    let line = Some(place::line(&held)).filter(|line| place::parts(line) == (None, held));
    let line = line.unwrap_or_default();
    set(
        "archive_location",
        Some(line.as_str()).filter(|line| !line.is_empty()),
    );
    for (field, name) in FIELDS {
        set(field, record.part(name));
    }
    match record
        .address
        .as_deref()
        .map(|address| (address, address.strip_prefix(DOI)))
    {
        Some((_, Some(doi))) => set("DOI", Some(doi)),
        address => set("URL", address.map(|(address, _)| address)),
    }
    for (part, name) in Part::ALL {
        let names = people::all(record, part);
        if !names.is_empty() {
            item.insert(name.to_owned(), names.iter().map(name_value).collect());
        }
    }
    item.extend(
        record
            .date
            .as_deref()
            .map(|date| ("issued".to_owned(), issued(date))),
    );
    for (name, values) in record.more.iter().filter(|(name, _)| name != "type") {
        match (name.as_str(), item.get_mut("issued")) {
            ("season", Some(Value::Object(issued))) => {
                let season = values.first().cloned().unwrap_or_default();
                issued.insert(
                    name.clone(),
                    season
                        .parse::<u64>()
                        .map_or(Value::String(season), Value::from),
                );
            }
            _ => {
                item.insert(name.clone(), beside(name, values));
            }
        }
    }
    let note = extra::written(record, !line.is_empty(), &FIELDS.map(|(_, name)| name));
    item.extend((!note.is_empty()).then(|| ("note".to_owned(), Value::String(note))));
    item
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `1950-01-19`, `1950-01`, `1950` or two of them with `..` between.
fn issued(written: &str) -> Value {
    let day = |date: &str| -> Option<Vec<u16>> {
        date.split('-').map(|part| part.parse().ok()).collect()
    };
    let parts: Option<Vec<Vec<u16>>> = written.split("..").map(day).collect();
    match parts {
        Some(parts) => json!({ "date-parts": parts }),
        None => json!({ "literal": written }),
    }
}

fn date(issued: &Value) -> Option<String> {
    let day = |parts: &Value| {
        let parts = parts.as_array()?.iter();
        let mut numbers = parts.map(|part| plain(part).parse::<u16>());
        let year = numbers.next()?.ok()?;
        let rest: Option<Vec<String>> = numbers
            .map(|part| Some(format!("{:02}", part.ok()?)))
            .collect();
        Some([vec![format!("{year:04}")], rest?].concat().join("-"))
    };
    let parts = issued.get("date-parts").and_then(Value::as_array);
    let days: Vec<String> = parts.into_iter().flatten().filter_map(day).collect();
    if days.is_empty() {
        let text = plain(issued.get("raw").or_else(|| issued.get("literal"))?);
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
            article.sender().as_deref(),
            Some("An Author and B. van den Berg")
        );
        assert_eq!(article.date.as_deref(), Some("2011-06"));
        assert_eq!(article.seen.as_deref(), Some("abstract"));
        assert_eq!(
            article.place.first(),
            Some(&("also".to_owned(), "Read in Berlin".to_owned()))
        );
        assert_eq!(
            article.imprint().as_deref(),
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
        assert_eq!(book.sender().as_deref(), Some("The Editors (ed.)"));
        assert_eq!(book.imprint().as_deref(), Some("Seoul: Press, 1996"));
    }

    /// An item as Zotero exports it comes back with all its fields, whatever a pack has no name for.
    #[test]
    fn what_zotero_exports_goes_back_whole() {
        let text = r#"[{"id": "b", "type": "chapter", "title": "Chapter", "volume": "2", "DOI": "10.1/x", "ISBN": "1-2",
           "author": [{"family": "Berg", "given": "An", "non-dropping-particle": "van den"}, {"literal": "The Office"},
             {"family": "Humboldt", "given": "A.", "dropping-particle": "von", "suffix": "Jr."}],
           "editor": [{"family": "Editor", "given": "Ed"}], "translator": [{"literal": "Somebody"}],
           "collection-editor": [{"family": "Third", "given": "C."}], "container-title": "A Book, a Reader",
           "publisher": "Press", "publisher-place": "Rome", "page": "1-9", "edition": "2", "language": "en-GB",
           "URL": "https://example.org", "accessed": {"date-parts": [[2020, 3, 4]]}, "abstract": "Long: with kind: a",
           "issued": {"date-parts": [[1995]], "season": 1}, "note": "Read in Berlin"},
          {"id": "m", "type": "manuscript", "title": "Telegram", "genre": "telegram", "archive": "AP RF",
           "archive_location": "fond 45, opis 1, delo 346, listy 104-105", "number": "7",
           "author": [{"family": "Sender", "given": "T. F."}], "recipient": [{"literal": "Office"}],
           "DOI": "10.1/y", "issued": {"date-parts": [[1950, 1, 30], [1950, 2, 1]]}}]"#;
        let records: Vec<Record> = read(text)
            .expect("CSL-JSON")
            .into_iter()
            .map(|one| one.record)
            .collect();
        let all: Vec<&Record> = records.iter().collect();
        let parsed = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        let back = write(&all).expect("JSON");
        assert_eq!(parsed(&back), parsed(text), "{back}");
        // And by way of the other format.
        let bib = super::super::biblatex::write(&all);
        let again: Vec<Record> = super::super::biblatex::read(&bib)
            .expect("biblatex")
            .into_iter()
            .map(|one| one.record)
            .collect();
        assert_eq!(again, records, "{bib}");
        // And by way of the pack itself.
        let toml = super::super::sources_toml(&all);
        let pack: toml::Table = toml.parse().expect("TOML");
        assert!(
            pack["b"]["author"]
                .as_array()
                .is_some_and(|names| names.len() == 3),
            "{toml}"
        );
    }
}
