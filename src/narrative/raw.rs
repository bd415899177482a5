//! A narrative as it was written: every leaf with its place, nothing checked but keys and types.

use crate::pack::model::Record;
use crate::pack::{Reader, Text, written_record};

/// `narrative.toml`.
pub(super) struct RawNarrative {
    pub title: Option<Text>,
    pub short: Option<Text>,
    pub teller: Option<Text>,
    pub language: Option<Text>,
    pub original: Option<Text>,
    pub date: Option<Text>,
    pub edition: Option<Text>,
    pub licence: Option<Text>,
    pub note: Option<Text>,
    pub packs: Vec<Text>,
    pub citations: Vec<RawCitation>,
    /// Claims with the verdicts expected.
    pub verdicts: Vec<(Text, Text)>,
}

/// `[[citation]]`.
pub(super) struct RawCitation {
    pub locator: Option<Text>,
    pub work: RawWork,
}

/// What is cited.
pub(super) enum RawWork {
    /// A key of the `sources.toml` of a pack.
    Source(Text),
    /// A work described in place.
    Described(Box<Record>),
}

impl RawNarrative {
    pub fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            title: reader.required("title"),
            short: reader.required("short"),
            teller: reader.required("teller"),
            language: reader.required("language"),
            original: reader.text("original"),
            date: reader.date("date"),
            edition: reader.date("edition"),
            licence: reader.required("licence"),
            note: reader.text("note"),
            packs: reader.texts("packs"),
            citations: reader
                .tables("citation", "a [[citation]]")
                .into_iter()
                .map(RawCitation::read)
                .collect(),
            verdicts: reader
                .table("verdicts", "[verdicts]")
                .map(Reader::pairs)
                .unwrap_or_default(),
        };
        if raw.packs.is_empty() {
            reader.missing(
                "packs",
                "packs, with the ids of the packs whose claims it is compared with",
            );
        }
        if raw.citations.is_empty() {
            reader.missing(
                "[[citation]]",
                "[[citation]] with source, or with title and from",
            );
        }
        reader.finish();
        raw
    }
}

impl RawCitation {
    fn read(mut reader: Reader<'_>) -> Self {
        let locator = reader.text("locator");
        let work = match reader.text("source") {
            Some(key) => RawWork::Source(key),
            None => RawWork::Described(Box::new(written_record(&mut reader))),
        };
        reader.finish();
        Self { locator, work }
    }
}
