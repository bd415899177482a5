//! A document or a work that evidence cites: who wrote it, where it lies, where it was printed.

use super::model::EvidenceKind;
use super::name::Name;

/// A document or work that evidence cites. Fields that the dossier does not give stay absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Key (`doc-1950-01-19-shtykov`).
    pub key: String,
    /// Whether it may back a claim as primary evidence, if the pack says so.
    pub kind: Option<EvidenceKind>,
    /// Title as published or catalogued.
    pub title: String,
    /// Author or sender, as notes print it; where it is absent, they print `people`.
    pub from: Option<String>,
    /// Recipient, as notes print it.
    pub to: Option<String>,
    /// The same as an index has them, family name first.
    pub people: Vec<(Part, Name)>,
    /// Date as evidence gives it, in ISO form as far as known (`1950-01-19`, `1950-01`, `1950`).
    pub date: Option<String>,
    /// What it is ("telegram", "book", "press report").
    pub genre: Option<String>,
    /// Archive.
    pub archive: Option<String>,
    /// Fond, opis, delo and listy; or record group and box; or UN symbol; or volume and page: name and value, in order.
    /// Journal, publisher and town, too.
    pub place: Vec<(String, String)>,
    /// Where published or translated, as notes print it; where it is absent, they print what `place` has of it.
    pub published: Option<String>,
    /// Address on the network.
    pub address: Option<String>,
    /// What of it was seen ("translation", "excerpt").
    pub seen: Option<String>,
    /// What a reference manager says besides, under the names of CSL: kept for the way back.
    pub more: Vec<(String, Vec<String>)>,
}

/// What somebody had to do with a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Wrote it.
    Author,
    /// Edited it, or the volume that it stands in.
    Editor,
    /// Translated it.
    Translator,
    /// Was sent it.
    Recipient,
}

impl Part {
    /// All of them with the keys of `sources.toml`, which CSL and biblatex use as well.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Author, "author"),
        (Self::Editor, "editor"),
        (Self::Translator, "translator"),
        (Self::Recipient, "recipient"),
    ];
}

/// Parts of a place that tell where a work was printed, whatever else is known of it.
const IMPRINT: [&str; 3] = ["in", "publisher", "publisher-place"];
/// Parts that do so beside one of those; by themselves they tell where a document lies.
const WITHIN: [&str; 3] = ["volume", "issue", "page"];

impl Record {
    /// The value of a part of the place.
    pub fn part(&self, name: &str) -> Option<&str> {
        let found = self.place.iter().find(|(part, _)| part == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Those who had that part in the work.
    pub fn people(&self, part: Part) -> Vec<&Name> {
        let own = self.people.iter().filter(|(of, _)| *of == part);
        own.map(|(_, name)| name).collect()
    }

    /// Author or sender for a note.
    pub fn sender(&self) -> Option<String> {
        let spoken = |part| joined(&self.people(part));
        let by = |names: String, mark: &str| format!("{names} ({mark})");
        let written = || match (spoken(Part::Author), spoken(Part::Translator)) {
            (Some(authors), Some(others)) => Some(by(authors, &format!("tr. {others}"))),
            (authors, _) => authors,
        };
        let edited = || {
            let many = self.people(Part::Editor).len() > 1;
            Some(by(spoken(Part::Editor)?, if many { "eds." } else { "ed." }))
        };
        self.from.clone().or_else(written).or_else(edited)
    }

    /// Recipient for a note.
    pub fn addressee(&self) -> Option<String> {
        let spoken = || joined(&self.people(Part::Recipient));
        self.to.clone().or_else(spoken)
    }

    /// Whether a part of the place tells where the work was printed, so that the imprint has it.
    pub fn is_imprint(&self, name: &str) -> bool {
        let printed = || IMPRINT.iter().any(|name| self.part(name).is_some());
        IMPRINT.contains(&name) || WITHIN.contains(&name) && printed()
    }

    /// Where it was printed, for a note: as the pack words it, or put together.
    pub fn imprint(&self) -> Option<String> {
        if self.published.is_some() {
            return self.published.clone();
        }
        let year = self.date.as_ref().and_then(|date| date.get(..4));
        let pages = self.part("page").map(|page| {
            let many = page.contains(['-', '–', ',']);
            format!("{} {page}", if many { "pp." } else { "p." })
        });
        if let Some(journal) = self.part("in") {
            let mut text = journal.to_owned();
            for (mark, part) in [(" ", "volume"), (", no. ", "issue")] {
                let part = self.part(part).map(|part| format!("{mark}{part}"));
                text.push_str(&part.unwrap_or_default());
            }
            let year = year.map(|year| format!(" ({year})"));
            let pages = pages.map(|pages| format!(", {pages}"));
            text.extend([year, pages].into_iter().flatten());
            return Some(text);
        }
        let publisher = match (self.part("publisher-place"), self.part("publisher")) {
            (Some(town), Some(publisher)) => format!("{town}: {publisher}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => return None,
        };
        let volume = self.part("volume").map(|volume| format!("vol. {volume}"));
        let parts = [volume, Some(publisher), year.map(str::to_owned), pages];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    /// What a reference manager says besides under that name.
    pub fn besides(&self, name: &str) -> Option<&str> {
        let found = self.more.iter().find(|(of, _)| of == name);
        found.and_then(|(_, values)| values.first().map(String::as_str))
    }
}

/// "A", "A and B", "A, B, and C", in the order of speech.
fn joined(names: &[&Name]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| name.spoken()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some(format!("{one} and {other}")),
        [first @ .., last] => Some(format!("{}, and {last}", first.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_print_the_parts_where_the_pack_words_nothing() {
        let place = |parts: &[(&str, &str)]| {
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            parts.iter().map(owned).collect()
        };
        let people = |all: &[(Part, &str)]| {
            all.iter()
                .map(|(part, name)| (*part, Name::read(name)))
                .collect()
        };
        let mut record = Record {
            people: people(&[
                (Part::Author, "Author, An"),
                (Part::Author, "Other, B."),
                (Part::Translator, "Third, C."),
            ]),
            date: Some("1996-05".into()),
            place: place(&[
                ("in", "Annals"),
                ("volume", "12"),
                ("issue", "2"),
                ("page", "1-9"),
            ]),
            ..Record::default()
        };
        assert_eq!(
            record.sender().as_deref(),
            Some("An Author and B. Other (tr. C. Third)")
        );
        assert_eq!(
            record.imprint().as_deref(),
            Some("Annals 12, no. 2 (1996), pp. 1-9")
        );
        assert!(record.is_imprint("page") && !record.is_imprint("fond"));
        record.place = place(&[
            ("volume", "2"),
            ("publisher", "Press"),
            ("publisher-place", "Rome"),
        ]);
        record.people = people(&[(Part::Editor, "Author, An"), (Part::Editor, "Global Times")]);
        assert_eq!(
            record.sender().as_deref(),
            Some("An Author and Global Times (eds.)")
        );
        assert_eq!(
            record.imprint().as_deref(),
            Some("vol. 2, Rome: Press, 1996")
        );
        record.place = place(&[("volume", "VII"), ("page", "155")]);
        assert_eq!(record.imprint(), None);
        assert!(!record.is_imprint("page"));
    }
}
