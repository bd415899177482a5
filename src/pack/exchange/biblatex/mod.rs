//! biblatex, the format of LaTeX and of Zotero's export of that name.
//!
//! What biblatex has no field for stands in fields of our own (`fond`, `opis`, `recipient`, `seen`), which its styles
//! leave aside; `howpublished` and `addendum` say the same for them.

mod incoming;
mod outgoing;

use super::{ExchangeError, Reference, csl};
use crate::pack::model::Record;
use biblatex::{Bibliography, Entry};
use incoming::record;
use outgoing::entry;

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
        written: String::new(),
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
#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::model::{EvidenceKind, Part};

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
