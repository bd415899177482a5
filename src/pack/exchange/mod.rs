//! References in and out: what Zotero exports becomes `sources.toml`, and the other way round.
//!
//! A record keeps more than reference managers have fields for: fond, opis and delo, a kind, what of a document was
//! seen. CSL-JSON carries these in `archive_location` and, as Zotero does with its field Extra, as lines `name: value`
//! of `note`; biblatex in fields of their own. So a record that goes out comes back the same.

mod biblatex;
mod csl;
mod extra;
mod people;
mod place;
mod toml_text;

use super::model::Record;
use std::collections::BTreeSet;

pub use self::toml_text::sources_toml;

/// A format of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceFormat {
    /// CSL-JSON (`.json`).
    CslJson,
    /// biblatex (`.bib`).
    Biblatex,
}

/// Words of a title that make the key of a reference which has none.
const TITLE_WORDS: usize = 4;

/// A reference that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What of it a pack keeps.
    pub record: Record,
    /// Its fields of which nothing is kept.
    pub left: Vec<String>,
    /// Its key as the file has it.
    pub written: String,
}

/// Why references could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// Not JSON, or not a list of CSL items.
    #[error("the references are no CSL-JSON")]
    Csl(#[source] serde_json::Error),
    /// Not biblatex.
    #[error("the references are no biblatex: {0}")]
    Biblatex(String),
    /// No reference at all.
    #[error("it holds no reference")]
    Empty,
}

impl ReferenceFormat {
    /// All formats with the words that name them.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::CslJson, "csl-json"), (Self::Biblatex, "biblatex")];

    /// The format of files with that extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "json" => Some(Self::CslJson),
            "bib" => Some(Self::Biblatex),
            _ => None,
        }
    }

    /// Reads references in this format. Keys are made fit for TOML and made unique; where one is missing, the title gives it.
    /// A date that is none is left aside.
    ///
    /// # Errors
    /// When the text is not of this format, or holds no reference.
    pub fn read(self, text: &str) -> Result<Vec<Reference>, ExchangeError> {
        let mut all = match self {
            Self::CslJson => csl::read(text)?,
            Self::Biblatex => biblatex::read(text)?,
        };
        if all.is_empty() {
            return Err(ExchangeError::Empty);
        }
        let mut taken = BTreeSet::new();
        for Reference {
            record,
            left,
            written: own,
        } in &mut all
        {
            own.clone_from(&record.key);
            let words: Vec<&str> = record.title.split_whitespace().take(TITLE_WORDS).collect();
            let written = match record.key.is_empty() {
                true => words.join("-").replace('/', "-"),
                false => record.key.clone(),
            };
            record.key = unique(&key(&written), &mut taken);
            once(&mut record.place);
            let wrong = |date: &mut String| crate::pack::parse_interval(date).is_err();
            if let Some(date) = record.date.take_if(wrong) {
                left.push(format!("date ({date})"));
            }
        }
        Ok(all)
    }

    /// Writes records in this format.
    ///
    /// # Errors
    /// When JSON cannot be written.
    pub fn write(self, records: &[&Record]) -> Result<String, ExchangeError> {
        match self {
            Self::CslJson => csl::write(records),
            Self::Biblatex => Ok(biblatex::write(records)),
        }
    }
}

/// Of parts with one name, which no table of TOML may hold twice, the values together.
fn once(place: &mut Vec<(String, String)>) {
    let mut kept: Vec<(String, String)> = Vec::with_capacity(place.len());
    for (name, value) in place.drain(..) {
        let joined = if name == "also" { "\n" } else { ", " };
        match kept.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if *known == value => {}
            Some((_, known)) => *known = [known, joined, &value].concat(),
            None => kept.push((name, value)),
        }
    }
    *place = kept;
}

/// A citation key or a Zotero address (`http://zotero.org/users/1/items/ABCD`) as a key of `sources.toml`.
fn key(written: &str) -> String {
    let last = written.trim_end_matches('/').rsplit('/').next();
    let mut key = String::new();
    for c in last.unwrap_or_default().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => key.push(c.to_ascii_lowercase()),
            _ if key.is_empty() || key.ends_with('-') => {}
            _ => key.push('-'),
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() { "source" } else { key }.to_owned()
}

fn unique(key: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = key.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{key}-{number}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::model::{EvidenceKind, Name, Part};

    #[test]
    fn two_remarks_make_one() {
        let entry =
            "@book{a, title = {Annals}, note = {Read in Berlin}, annotation = {Lent to Cato}}";
        let read = ReferenceFormat::Biblatex.read(entry).unwrap();
        let also = ("also".to_owned(), "Read in Berlin\nLent to Cato".to_owned());
        assert_eq!(read[0].record.place, [also]);
    }

    #[test]
    fn a_line_of_a_note_may_tell_where_it_lies() {
        let place = |found: &[Reference]| found[0].record.place.clone();
        let entry =
            "@book{a, title = {Annals}, note = {Lent to Cato Archive Location: RG 59, box 4262}}";
        let csl = r#"[{"id": "a", "type": "book", "title": "Annals",
            "note": "Archive Location: RG 59, box 4262\nLent to Cato"}]"#;
        let expected = [
            ("record-group", "59"),
            ("box", "4262"),
            ("also", "Lent to Cato"),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let sorted = |mut all: Vec<(String, String)>| {
            all.sort();
            all
        };
        let expected = sorted(expected.to_vec());
        assert_eq!(
            sorted(place(&ReferenceFormat::Biblatex.read(entry).unwrap())),
            expected
        );
        assert_eq!(
            sorted(place(&ReferenceFormat::CslJson.read(csl).unwrap())),
            expected
        );
    }

    fn some(text: &str) -> Option<String> {
        Some(text.into())
    }

    /// Records of several kinds, among them one with all parts of a Russian locator and awkward signs.
    fn records() -> Vec<Record> {
        let place = |parts: &[(&str, &str)]| {
            parts
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect()
        };
        vec![
            Record {
                key: "doc-1950-01-19".into(),
                kind: Some(EvidenceKind::Primary),
                title: "Telegram on a {luncheon} & 100 % more, No. 7_a #2".into(),
                from: some("A. B. Sender"),
                to: some("C. Receiver ('Friend')"),
                date: some("1950-01-19"),
                genre: some("telegram"),
                archive: some("AVP RF"),
                place: place(&[
                    ("fond", "059a"),
                    ("opis", "5a"),
                    ("papka", "11"),
                    ("delo", "3"),
                    ("listy", "10-20"),
                    ("number", "925"),
                    ("catalogue", "Digital Archive no. 112127"),
                    ("also", "APRF, fond 45, opis 1, delo 346, list 104"),
                ]),
                published: some("Bulletin 5 (Spring 1995); a reader"),
                address: some("https://example.org/a--b?b=c&d=%20e#f_1"),
                seen: some("excerpts"),
                ..Record::default()
            },
            Record {
                key: "book".into(),
                kind: Some(EvidenceKind::Secondary),
                title: "A History: 朝鮮 and Корея".into(),
                from: some("An Author, Another, and A Third"),
                people: vec![
                    (Part::Author, Name::read("Author, An")),
                    (Part::Author, Name::read("{Another, and Third}")),
                    (Part::Translator, Name::read("van der Third, Jr., A. de")),
                ],
                place: place(&[
                    ("issue", "5"),
                    ("in", "A Journal"),
                    ("number", "7"),
                    ("page", "1, 2-9"),
                ]),
                more: vec![("ISBN".into(), vec!["1".into()])],
                date: some("1993"),
                genre: some("book"),
                published: some("Stanford: University Press, 1993"),
                ..Record::default()
            },
            Record {
                key: "resolution".into(),
                title: "Resolution 82".into(),
                date: some("1950-06-25..1950-06-27"),
                genre: some("resolution"),
                archive: some("NARA"),
                place: place(&[
                    ("record-group", "59"),
                    ("box", "4262"),
                    ("symbol", "S/1501"),
                    ("volume", "VII"),
                    ("page", "155-156"),
                ]),
                ..Record::default()
            },
            Record {
                key: "bare".into(),
                title: "No date, no author".into(),
                ..Record::default()
            },
        ]
    }

    #[test]
    fn records_come_back_as_they_went_out() {
        let records = records();
        let all: Vec<&Record> = records.iter().collect();
        for (format, name) in ReferenceFormat::ALL {
            let text = format.write(&all).expect("records can be written");
            let back = format.read(&text).expect("what was written can be read");
            let left: Vec<&String> = back.iter().flat_map(|one| &one.left).collect();
            assert!(left.is_empty(), "{name}: {left:?}");
            let back: Vec<Record> = back.into_iter().map(|one| one.record).collect();
            assert_eq!(back, records, "{name}: {text}");
            assert!(
                !text.contains("{{http") && !text.contains("{{1950-"),
                "{text}"
            );
        }
    }

    #[test]
    fn keys_are_made_fit_and_unique() {
        let text = r#"[{"id": "http://zotero.org/users/1/items/AB_C"}, {"id": "Müller 1950"}, {"id": "m-ller-1950"},
          {"title": "On the War"}]"#;
        let records = ReferenceFormat::CslJson.read(text).expect("JSON");
        let keys: Vec<&str> = records.iter().map(|one| one.record.key.as_str()).collect();
        assert_eq!(keys, ["ab-c", "m-ller-1950", "m-ller-1950-2", "on-the-war"]);
    }

    #[test]
    fn what_is_no_reference_list_is_an_error() {
        assert!(ReferenceFormat::CslJson.read("{").is_err());
        assert!(ReferenceFormat::CslJson.read("3").is_err());
        assert!(ReferenceFormat::CslJson.read("[]").is_err());
        assert!(ReferenceFormat::Biblatex.read("no references").is_err());
        assert!(
            ReferenceFormat::Biblatex
                .read("@book{x, title = {")
                .is_err()
        );
    }
}
