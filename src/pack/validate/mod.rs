//! From the pack as it was written to the valid pack. Every check reports and goes on, so that one run names
//! all problems; the result is used only if none of them is an error.

mod across;
mod claims;
mod located;
mod names;

use super::dates;
use super::diagnostic::{PackFile, Problem, Problems, error};
use super::model::{EvidenceKind, KindSpec, Name, Pack, Record, Topic};
use super::raw::{RawClaim, RawEntity, RawPack, RawRecord};
use super::reader::{Text, Texts, span_of};
use crate::frame::{Interval, KindTable};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was written, each part with its file.
pub(super) struct Written<'a> {
    /// `pack.toml`.
    pub pack: Option<(&'a PackFile<'a>, RawPack)>,
    /// `entities.toml`.
    pub entities: Vec<(&'a PackFile<'a>, RawEntity)>,
    /// `sources.toml`.
    pub records: Vec<(&'a PackFile<'a>, RawRecord)>,
    /// `claims/*.toml`, by the file's name.
    pub claims: Vec<(&'a PackFile<'a>, String, RawClaim)>,
    /// Whether a file was broken, so that its names may be missing.
    pub broken: Broken,
}

/// Which files could not be read whole; references into them are not reported as unknown.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Broken {
    pub pack: bool,
    pub entities: bool,
    pub records: bool,
}

/// What the parts of a pack may refer to.
struct Check<'a> {
    problems: &'a Problems,
    broken: Broken,
    languages: BTreeSet<String>,
    kinds: KindTable,
    topics: BTreeMap<String, usize>,
    /// The years in which the names of each entity denote it.
    entities: BTreeMap<String, (Option<i16>, Option<i16>)>,
    /// What `sources.toml` calls each record, and whether it says where the record lies or what of it was seen.
    records: BTreeMap<String, (Option<EvidenceKind>, bool)>,
}

/// The valid pack; whatever is wrong with it has been reported.
pub(super) fn validate(
    written: &Written<'_>,
    id: &str,
    sha256: String,
    problems: &Problems,
) -> Pack {
    let mut check = Check {
        problems,
        broken: written.broken,
        languages: BTreeSet::from(["en".to_string()]),
        kinds: KindTable::builtin().clone(),
        topics: BTreeMap::new(),
        entities: BTreeMap::new(),
        records: BTreeMap::new(),
    };
    let text = |text: &Option<Text>| {
        text.as_ref()
            .map(|text| text.get_ref().clone())
            .unwrap_or_default()
    };
    let raw = written.pack.as_ref();
    if let Some((file, raw)) = raw {
        check.header(file, raw, id);
    }
    let entities = check.entities(&written.entities);
    let records = check.records(&written.records);
    let (topics, kinds) = raw
        .map(|(file, raw)| (check.topics(file, raw), kinds(raw)))
        .unwrap_or_default();
    let subject = raw
        .map(|(file, raw)| check.known_entities(file, &raw.subject))
        .unwrap_or_default();
    let claims = check.claims(&written.claims);
    across::contradictions(written, &claims, &entities, problems);
    let has_place = |record: &str| check.records.get(record).is_none_or(|known| known.1);
    across::without_locator(written, &has_place, problems);
    Pack {
        id: id.to_string(),
        version: raw.map(|(_, raw)| text(&raw.version)).unwrap_or_default(),
        title: raw.map(|(_, raw)| text(&raw.title)).unwrap_or_default(),
        license: raw.map(|(_, raw)| text(&raw.license)).unwrap_or_default(),
        languages: raw
            .map(|(_, raw)| {
                raw.languages
                    .iter()
                    .map(|language| language.get_ref().clone())
                    .collect()
            })
            .unwrap_or_default(),
        subject,
        sha256,
        topics,
        entities,
        kinds,
        records,
        claims,
    }
}

/// Whether a date is written to the day.
fn is_day(date: &str) -> bool {
    dates::parse_interval(date).is_ok_and(|date| date.single_day().is_some())
}

impl Check<'_> {
    fn report(&self, file: &PackFile<'_>, at: &Text, problem: Problem) {
        self.problems.report(file, span_of(at), problem);
    }

    /// Takes the languages, topics and kinds that `pack.toml` declares.
    fn header(&mut self, file: &PackFile<'_>, raw: &RawPack, folder: &str) {
        if let Some(id) = raw.id.as_ref().filter(|id| id.get_ref() != folder) {
            let message = format!(
                "the pack's id must be the folder's name `{folder}`, found `{}`",
                id.get_ref()
            );
            self.report(
                file,
                id,
                error("wrong-id", message).help(format!(
                    "write `id = \"{folder}\"`, or rename the folder that holds pack.toml"
                )),
            );
        }
        if raw.languages.is_empty() && !self.broken.pack {
            let message = "a pack needs `languages`, found none";
            let problem = error("missing-field", message).help("add `languages = [\"en\"]`");
            self.problems.report(file, raw.span, problem);
        }
        self.languages.extend(
            raw.languages
                .iter()
                .map(|language| language.get_ref().clone()),
        );
        for kind in &raw.kinds {
            let Some(id) = &kind.id else { continue };
            let known = KindTable::builtin().get(id.get_ref()).is_some();
            if known && !(kind.is_a.is_empty() && kind.opposed.is_empty()) {
                let message = format!(
                    "`{}` is a kind of the engine's, which takes words only, found `is-a` or `opposed`",
                    id.get_ref()
                );
                let help = "leave `verbs` and `nouns` alone, or choose another id";
                self.report(file, id, error("known-kind", message).help(help));
            } else if !known && self.kinds.get(id.get_ref()).is_some() {
                let message = format!("there is an event kind `{}` already", id.get_ref());
                self.report(
                    file,
                    id,
                    error("duplicate-id", message).help("choose another id"),
                );
            }
            let words = |texts: &[Text]| {
                texts
                    .iter()
                    .map(|text| text.get_ref().clone())
                    .collect::<Vec<_>>()
            };
            self.kinds
                .add(id.get_ref(), &words(&kind.is_a), &words(&kind.opposed));
        }
        for kind in &raw.kinds {
            for other in kind.is_a.iter().chain(&kind.opposed) {
                self.known_kind(file, other);
            }
            for words in [&kind.verbs, &kind.nouns] {
                self.texts(file, words);
            }
        }
        for (at, topic) in raw.topics.iter().enumerate() {
            let Some(id) = &topic.id else { continue };
            if self.topics.contains_key(id.get_ref()) {
                let message = format!("there is a topic `{}` already", id.get_ref());
                self.report(
                    file,
                    id,
                    error("duplicate-id", message).help("choose another id"),
                );
            } else {
                self.topics.insert(id.get_ref().clone(), at);
            }
        }
    }

    /// The topics, once the entities are known.
    fn topics(&self, file: &PackFile<'_>, raw: &RawPack) -> Vec<Topic> {
        let topic = |raw: &super::raw::RawTopic| Topic {
            id: raw
                .id
                .as_ref()
                .map(|id| id.get_ref().clone())
                .unwrap_or_default(),
            title: raw
                .title
                .as_ref()
                .map(|title| title.get_ref().clone())
                .unwrap_or_default(),
            cues: self.texts(file, &raw.cues),
            entities: self.known_entities(file, &raw.entities),
            time: self.interval(file, raw.time.as_ref()),
        };
        raw.topics.iter().map(topic).collect()
    }

    fn records(&mut self, written: &[(&PackFile<'_>, RawRecord)]) -> BTreeMap<String, Record> {
        let mut records = BTreeMap::new();
        for (file, raw) in written {
            let kind = self.word(file, raw.kind.as_ref(), "kind", &EvidenceKind::ALL);
            if let Some(date) = &raw.date {
                self.interval(file, Some(date));
            }
            let key = raw.key.get_ref().clone();
            // A record that tells what of it was seen explains by itself why no page can be given; a letter or a note to
            // somebody is found by its day.
            let addressed =
                raw.to.is_some() && raw.date.as_ref().is_some_and(|date| is_day(date.get_ref()));
            let record = raw.record(kind);
            let lies = |(name, _): &(String, String)| name == "page" || !record.is_imprint(name);
            let placed = record.place.iter().any(lies)
                || raw.seen.is_some()
                || addressed
                || located::is_located(&record);
            self.records.insert(key.clone(), (kind, placed));
            records.insert(key, record);
        }
        records
    }

    /// One of a few words.
    fn word<T: Copy>(
        &self,
        file: &PackFile<'_>,
        found: Option<&Text>,
        key: &str,
        valid: &[(T, &'static str)],
    ) -> Option<T> {
        let found = found?;
        let known = valid.iter().find(|(_, word)| word == found.get_ref());
        if known.is_none() {
            let words: Vec<&str> = valid.iter().map(|(_, word)| *word).collect();
            let message = format!(
                "`{key}` must be one of {}, found `{}`",
                words.join(", "),
                found.get_ref()
            );
            self.report(
                file,
                found,
                error("unknown-word", message).nearest(found.get_ref(), words.into_iter()),
            );
        }
        known.map(|(value, _)| *value)
    }

    /// A date or a stretch of time.
    fn interval(&self, file: &PackFile<'_>, found: Option<&Text>) -> Option<Interval> {
        let found = found?;
        match dates::parse_interval(found.get_ref()) {
            Ok(interval) => Some(interval),
            Err(cause) => {
                self.bad_date(file, found, cause);
                None
            }
        }
    }

    fn bad_date(&self, file: &PackFile<'_>, found: &Text, cause: dates::DateError) {
        let (code, help) = match cause {
            dates::DateError::Backwards => ("never-applies", "exchange the two ends"),
            dates::DateError::Form => ("invalid-date", "write year, month and day with hyphens"),
            dates::DateError::NoSuchDay => ("invalid-date", "check month and day"),
        };
        self.report(
            file,
            found,
            error(code, format!("`{}`: {cause}", found.get_ref())).help(help),
        );
    }

    /// Lists of texts by language, once the codes are known to be languages of the pack.
    fn texts(&self, file: &PackFile<'_>, written: &Texts) -> BTreeMap<String, Vec<String>> {
        let mut texts = BTreeMap::new();
        for (language, (span, list)) in written {
            self.known_language(file, language, *span);
            texts.insert(
                language.clone(),
                list.iter().map(|text| text.get_ref().clone()).collect(),
            );
        }
        texts
    }

    fn known_language(&self, file: &PackFile<'_>, language: &str, span: Span) {
        if !self.languages.contains(language) && !self.broken.pack {
            let message = format!("`{language}` is not among the languages of the pack");
            let problem = error("unknown-language", message)
                .nearest(language, self.languages.iter().map(String::as_str));
            self.problems.report(file, span, problem);
        }
    }

    fn known_kind(&self, file: &PackFile<'_>, found: &Text) -> bool {
        let known = self.kinds.get(found.get_ref()).is_some();
        if !known && !self.broken.pack {
            let message = format!("there is no event kind `{}`", found.get_ref());
            let valid = self.kinds.all().map(|(_, name)| name);
            self.report(
                file,
                found,
                error("unknown-kind", message).nearest(found.get_ref(), valid),
            );
        }
        known
    }

    fn known_entity(&self, file: &PackFile<'_>, found: &Text) -> bool {
        let known = self.entities.contains_key(found.get_ref());
        if !known && !self.broken.entities {
            let message = format!("there is no entity `{}` in entities.toml", found.get_ref());
            let valid = self.entities.keys().map(String::as_str);
            self.report(
                file,
                found,
                error("unknown-entity", message).nearest(found.get_ref(), valid),
            );
        }
        known
    }

    fn known_entities(&self, file: &PackFile<'_>, found: &[Text]) -> Vec<String> {
        let known = found.iter().filter(|id| self.known_entity(file, id));
        known.map(|id| id.get_ref().clone()).collect()
    }

    /// What `sources.toml` says of the record that evidence cites.
    fn known_record(&self, file: &PackFile<'_>, found: &Text) -> (Option<EvidenceKind>, bool) {
        if let Some(known) = self.records.get(found.get_ref()) {
            return *known;
        }
        if !self.broken.records {
            let message = format!("there is no source `{}` in sources.toml", found.get_ref());
            let valid = self.records.keys().map(String::as_str);
            self.report(
                file,
                found,
                error("unknown-source", message).nearest(found.get_ref(), valid),
            );
        }
        // Nothing more is worth saying about a record that is not there.
        (None, true)
    }
}

impl RawRecord {
    /// The record of that kind; its words have been checked elsewhere.
    pub(super) fn record(&self, kind: Option<EvidenceKind>) -> Record {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.get_ref().clone());
        let texts = |all: &[Text]| all.iter().map(|text| text.get_ref().clone()).collect();
        Record {
            key: self.key.get_ref().clone(),
            kind,
            title: text(&self.title).unwrap_or_default(),
            from: text(&self.from),
            to: text(&self.to),
            people: self
                .people
                .iter()
                .map(|(part, name)| (*part, Name::read(name.get_ref())))
                .collect(),
            date: text(&self.date),
            genre: text(&self.genre),
            archive: text(&self.archive),
            place: self
                .place
                .iter()
                .map(|(name, value)| (name.to_string(), value.get_ref().clone()))
                .collect(),
            published: text(&self.published),
            address: text(&self.address),
            seen: text(&self.seen),
            more: self
                .more
                .iter()
                .map(|(name, values)| (name.get_ref().clone(), texts(values)))
                .collect(),
        }
    }
}

/// The kinds that the pack adds.
fn kinds(raw: &RawPack) -> Vec<KindSpec> {
    let words = |texts: &[Text]| texts.iter().map(|text| text.get_ref().clone()).collect();
    let by_language = |texts: &Texts| {
        texts
            .iter()
            .map(|(language, (_, list))| (language.clone(), words(list)))
            .collect()
    };
    let kind = |raw: &super::raw::RawKind| {
        Some(KindSpec {
            id: raw.id.as_ref()?.get_ref().clone(),
            is_a: words(&raw.is_a),
            opposed: words(&raw.opposed),
            verbs: by_language(&raw.verbs),
            nouns: by_language(&raw.nouns),
        })
    };
    raw.kinds.iter().filter_map(kind).collect()
}
