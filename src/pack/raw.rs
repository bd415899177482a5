//! A pack as it was written: every leaf with its place, nothing checked but keys and types.

use super::model::{Part, Record};
use super::reader::{OneOrMany, Reader, Text, Texts};
use crate::span::Span;

/// `pack.toml`.
pub(super) struct RawPack {
    pub span: Span,
    pub id: Option<Text>,
    pub version: Option<Text>,
    pub title: Option<Text>,
    pub license: Option<Text>,
    pub languages: Vec<Text>,
    pub subject: Vec<Text>,
    pub topics: Vec<RawTopic>,
    pub kinds: Vec<RawKind>,
}

/// `[[topic]]` of `pack.toml`.
pub(super) struct RawTopic {
    pub id: Option<Text>,
    pub title: Option<Text>,
    pub cues: Texts,
    pub entities: Vec<Text>,
    pub time: Option<Text>,
}

/// `[[kind]]` of `pack.toml`.
pub(super) struct RawKind {
    pub id: Option<Text>,
    pub is_a: Vec<Text>,
    pub opposed: Vec<Text>,
    pub verbs: Texts,
    pub nouns: Texts,
}

/// One table of `entities.toml`.
pub(super) struct RawEntity {
    pub id: Text,
    pub kind: Option<Text>,
    pub names: Texts,
    pub context_names: Texts,
    pub adjectives: Texts,
    pub context_adjectives: Texts,
    pub part_of: Vec<RawLink>,
    pub acts_for: Vec<RawLink>,
    pub leads: Vec<RawLink>,
    pub member_of: Vec<RawLink>,
    pub years: Option<Text>,
    pub lasted: Option<Text>,
    pub gender: Option<Text>,
    pub plural: bool,
}

/// A relation to another entity.
pub(super) struct RawLink {
    pub to: Text,
    pub years: Option<Text>,
}

/// One table of `sources.toml`.
pub(super) struct RawRecord {
    pub key: Text,
    pub kind: Option<Text>,
    pub title: Option<Text>,
    pub from: Option<Text>,
    pub to: Option<Text>,
    pub people: Vec<(Part, Text)>,
    pub date: Option<Text>,
    pub genre: Option<Text>,
    pub archive: Option<Text>,
    pub place: Vec<(&'static str, Text)>,
    pub published: Option<Text>,
    pub address: Option<Text>,
    pub seen: Option<Text>,
    pub more: Vec<(Text, Vec<Text>)>,
}

/// One file of `claims/`.
pub(super) struct RawClaim {
    pub statement: Option<Text>,
    pub topic: Option<Text>,
    pub standing: Option<Text>,
    pub severity: Option<Text>,
    pub released: Option<Text>,
    pub enough: Option<Text>,
    pub sides: Vec<Text>,
    pub pitfalls: Vec<Text>,
    pub proposition: Option<RawPattern>,
    pub also: Vec<RawAlso>,
    pub evidence: Vec<RawEvidence>,
    pub rivals: Vec<RawRival>,
    pub examples: Option<RawExamples>,
}

/// `[[also]]`: a further statement, or a further proposition.
pub(super) struct RawAlso {
    pub statement: Option<Text>,
    pub pattern: RawPattern,
}

/// `[proposition]`, `[[also]]` or `[[rival.proposition]]`.
pub(super) struct RawPattern {
    pub span: Span,
    pub event: Option<Text>,
    pub fillers: Vec<(&'static str, Vec<Text>)>,
    pub all_of: Vec<Text>,
    pub time: Option<Text>,
    pub enough: Option<Text>,
    pub within: Option<Text>,
    pub negated: bool,
    pub decisive: Vec<Text>,
    pub exclusive: Vec<Text>,
}

/// `[[evidence]]`.
pub(super) struct RawEvidence {
    pub span: Span,
    pub record: Option<Text>,
    pub locator: Option<Text>,
    pub records: Option<Text>,
    pub kind: Option<Text>,
    pub quantity: Option<RawQuantity>,
}

/// `quantity = { low, high, unit }` of `[[evidence]]`.
pub(super) struct RawQuantity {
    pub span: Span,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub unit: Option<Text>,
}

/// `[[rival]]`.
pub(super) struct RawRival {
    pub statement: Option<Text>,
    pub held_by: Vec<Text>,
    pub narrative: Option<Text>,
    pub told: Vec<Text>,
    pub propositions: Vec<RawPattern>,
}

/// `[examples]`: the default language first, then the tables of other languages.
pub(super) struct RawExamples {
    pub span: Span,
    /// Language (none for the default), stance, sentences.
    pub lists: Vec<(Option<Text>, &'static str, Vec<Text>)>,
}

/// The stances that examples are sorted by.
pub(super) const STANCES: [&str; 5] = ["agrees", "contradicts", "partial", "reports", "unrelated"];
/// The roles that a proposition can fill.
const FILLED: [&str; 6] = [
    "agent",
    "patient",
    "recipient",
    "instrument",
    "topic",
    "place",
];
/// The parts of a locator; a record keeps them in the order in which the pack writes them.
pub(super) const PLACES: [&str; 23] = [
    "fond",
    "opis",
    "delo",
    "papka",
    "listy",
    "record-group",
    "entry",
    "box",
    "folder",
    "file",
    "symbol",
    "number",
    "series",
    "volume",
    "part",
    "issue",
    "document",
    "page",
    "catalogue",
    "in",
    "publisher",
    "publisher-place",
    "also",
];

impl RawPack {
    pub fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            span: reader.span(),
            id: reader.required("id"),
            version: reader.required("version"),
            title: reader.required("title"),
            license: reader.text("license"),
            languages: reader.texts("languages"),
            subject: reader.texts("subject"),
            topics: reader
                .tables("topic", "a [[topic]]")
                .into_iter()
                .map(RawTopic::read)
                .collect(),
            kinds: reader
                .tables("kind", "a [[kind]]")
                .into_iter()
                .map(RawKind::read)
                .collect(),
        };
        reader.finish();
        raw
    }
}

impl RawTopic {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            id: reader.required("id"),
            title: reader.text("title"),
            cues: reader.by_language("cues"),
            entities: reader.texts("entities"),
            time: reader.date("time"),
        };
        reader.finish();
        raw
    }
}

impl RawKind {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            id: reader.required("id"),
            is_a: reader.texts("is-a"),
            opposed: reader.texts("opposed"),
            verbs: reader.by_language("verbs"),
            nouns: reader.by_language("nouns"),
        };
        reader.finish();
        raw
    }
}

impl RawEntity {
    pub fn read(id: Text, mut reader: Reader<'_>) -> Self {
        let raw = Self {
            id,
            kind: reader.required("kind"),
            names: reader.by_language("names"),
            context_names: reader.by_language("context-names"),
            adjectives: reader.by_language("adjectives"),
            context_adjectives: reader.by_language("context-adjectives"),
            part_of: links(&mut reader, "part-of"),
            acts_for: links(&mut reader, "acts-for"),
            leads: links(&mut reader, "leads"),
            member_of: links(&mut reader, "member-of"),
            years: reader.date("years"),
            lasted: reader.date("lasted"),
            gender: reader.text("gender"),
            plural: reader.flag("plural"),
        };
        reader.finish();
        raw
    }
}

/// Links are written as ids, or as `{ to = "id", years = "1948..1994" }` where they hold for a time.
fn links(reader: &mut Reader<'_>, key: &'static str) -> Vec<RawLink> {
    let from_text = |to| RawLink { to, years: None };
    reader.texts_or_tables(key, "a link", from_text, |mut reader| {
        let (to, years) = (reader.required("to"), reader.date("years"));
        reader.finish();
        Some(RawLink { to: to?, years })
    })
}

impl RawRecord {
    pub fn read(key: Text, mut reader: Reader<'_>) -> Self {
        let raw = Self::fields(key, &mut reader);
        reader.finish();
        raw
    }

    /// The fields of a record in a table that may have others.
    pub fn fields(key: Text, reader: &mut Reader<'_>) -> Self {
        Self {
            key,
            kind: reader.text("kind"),
            title: reader.required("title"),
            from: reader.text("from"),
            to: reader.text("to"),
            people: people(reader),
            date: reader.date("date"),
            genre: reader.text("genre"),
            archive: reader.text("archive"),
            place: reader.ordered(&PLACES),
            published: reader.text("published"),
            address: reader.text("address"),
            seen: reader.text("seen"),
            more: more(reader),
        }
    }
}

/// Those who had a part in a work.
fn people(reader: &mut Reader<'_>) -> Vec<(Part, Text)> {
    let of = |(part, key)| reader.texts(key).into_iter().map(move |name| (part, name));
    Part::ALL.into_iter().flat_map(of).collect()
}

/// What a reference manager says besides: a text or a list under each name.
fn more(reader: &mut Reader<'_>) -> Vec<(Text, Vec<Text>)> {
    let table = reader.table("more", "a table `more`");
    let fields = table.map(Reader::texts_and_lists).unwrap_or_default();
    let values = fields.into_iter().map(|(name, value)| match value {
        OneOrMany::One(text) => (name, vec![text]),
        OneOrMany::Many(texts) => (name, texts),
    });
    values.collect()
}

/// A record that is described where it is cited, in a table that may have other fields.
pub(crate) fn written_record(reader: &mut Reader<'_>) -> Record {
    let key = Text::new(0..0, String::new());
    RawRecord::fields(key, reader).record(None)
}

impl RawClaim {
    pub fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            statement: reader.required("statement"),
            topic: reader.text("topic"),
            standing: reader.required("standing"),
            severity: reader.text("severity"),
            released: reader.date("released"),
            enough: reader.date("enough"),
            sides: reader.texts("sides"),
            pitfalls: reader.texts("pitfalls"),
            proposition: reader
                .table("proposition", "a [proposition]")
                .map(RawPattern::read),
            also: reader
                .tables("also", "an [[also]]")
                .into_iter()
                .map(RawAlso::read)
                .collect(),
            evidence: reader
                .tables("evidence", "an [[evidence]]")
                .into_iter()
                .map(RawEvidence::read)
                .collect(),
            rivals: reader
                .tables("rival", "a [[rival]]")
                .into_iter()
                .map(RawRival::read)
                .collect(),
            examples: reader
                .table("examples", "[examples]")
                .map(RawExamples::read),
        };
        if raw.evidence.is_empty() {
            reader.missing("[[evidence]]", "[[evidence]] with source and records");
        }
        if raw.examples.is_none() {
            reader.missing(
                "[examples]",
                "[examples] with agrees, contradicts, partial, reports, unrelated",
            );
        }
        reader.finish();
        raw
    }
}

impl RawClaim {
    /// What is pinned: `[proposition]` first, then each `[[also]]` that is no statement.
    pub fn patterns(&self) -> impl Iterator<Item = &RawPattern> {
        let also = self.also.iter().filter(|also| also.statement.is_none());
        self.proposition
            .iter()
            .chain(also.map(|also| &also.pattern))
    }
}

impl RawPattern {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self::fields(&mut reader);
        reader.finish();
        raw
    }

    fn fields(reader: &mut Reader<'_>) -> Self {
        Self {
            span: reader.span(),
            event: reader.text("event"),
            fillers: FILLED
                .into_iter()
                .map(|role| (role, reader.texts(role)))
                .collect(),
            all_of: reader.texts("all-of"),
            time: reader.date("time"),
            enough: reader.date("enough"),
            within: reader.date("within"),
            negated: reader.flag("negated"),
            decisive: reader.texts("decisive"),
            exclusive: reader.texts("exclusive"),
        }
    }

    /// Whether nothing was written in it.
    pub fn is_empty(&self) -> bool {
        let lists = self.fillers.iter().map(|(_, ids)| ids);
        let mut lists = lists.chain([&self.all_of, &self.decisive, &self.exclusive]);
        let mut dates = [&self.time, &self.enough, &self.within].into_iter();
        let dated = dates.any(Option::is_some);
        self.event.is_none() && !self.negated && !dated && lists.all(Vec::is_empty)
    }
}

impl RawAlso {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            statement: reader.text("statement"),
            pattern: RawPattern::fields(&mut reader),
        };
        reader.finish();
        raw
    }
}

impl RawEvidence {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            span: reader.span(),
            record: reader.required("source"),
            locator: reader.text("locator"),
            records: reader.required("records"),
            kind: reader.text("kind"),
            quantity: reader
                .table("quantity", "a quantity")
                .map(RawQuantity::read),
        };
        reader.finish();
        raw
    }
}

impl RawQuantity {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            span: reader.span(),
            low: reader.count("low"),
            high: reader.count("high"),
            unit: reader.required("unit"),
        };
        if raw.low.is_none() {
            reader.missing("low", "low = 1000");
        }
        reader.finish();
        raw
    }
}

impl RawRival {
    fn read(mut reader: Reader<'_>) -> Self {
        let raw = Self {
            statement: reader.required("statement"),
            held_by: reader.texts("held-by"),
            narrative: reader.text("narrative"),
            told: reader.texts("told"),
            propositions: reader
                .tables("proposition", "a [[rival.proposition]]")
                .into_iter()
                .map(RawPattern::read)
                .collect(),
        };
        reader.finish();
        raw
    }
}

impl RawExamples {
    fn read(mut reader: Reader<'_>) -> Self {
        let mut lists: Vec<_> = STANCES
            .into_iter()
            .map(|stance| (None, stance, reader.texts(stance)))
            .collect();
        // `[examples.ko]` and the like; whether the key is a language is checked where the languages are known.
        let span = reader.span();
        for (language, mut nested) in reader.others("[examples] of a language") {
            for stance in STANCES {
                lists.push((Some(language.clone()), stance, nested.texts(stance)));
            }
            nested.finish();
        }
        Self { span, lists }
    }
}
