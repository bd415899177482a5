//! The shapes of the files of a pack, as editors are told of them.
#![expect(dead_code, reason = "these types are read for their schemas only")]

use crate::frame::{EntityKind, KindTable, Role};
use crate::pack::raw::PLACES;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Names, words or phrases by language code (`names.en = [...]`).
type ByLanguage = BTreeMap<String, Vec<String>>;

/// The head of a pack: what it is about, its topics and its own kinds of events.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Pack {
    /// Must be the name of the folder.
    id: String,
    /// Version of the claim set; reports print it.
    version: String,
    /// Title for people.
    title: String,
    /// Licence of the pack's text.
    license: Option<String>,
    /// Codes of the languages in which the pack has names.
    languages: Vec<String>,
    /// Entities whose mention shows that a text speaks of this subject at all; worldwide actors do not belong here.
    subject: Option<Vec<String>>,
    /// The parts of the subject; claims on one are owed where a text treats it.
    topic: Option<Vec<Topic>>,
    /// Kinds of events of this subject alone, with their words.
    kind: Option<Vec<Kind>>,
}

/// A part of the subject.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Topic {
    /// Named by the claims.
    id: String,
    /// Title for people.
    title: Option<String>,
    /// Phrases that belong to this subject alone.
    cues: Option<ByLanguage>,
    /// Entities whose mention shows the topic.
    entities: Option<Vec<String>>,
    /// The stretch of time that it covers.
    time: Option<Date>,
}

/// A kind of event.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Kind {
    /// Named by propositions.
    id: String,
    /// Wider kinds under which it falls.
    is_a: Option<Vec<String>>,
    /// Kinds that cannot be true of the same event.
    opposed: Option<Vec<String>>,
    /// Verbs, in dictionary form.
    verbs: Option<ByLanguage>,
    /// Event nouns.
    nouns: Option<ByLanguage>,
}

/// One claim; the name of the file is its id.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Claim {
    /// The claim in one plain sentence.
    statement: String,
    /// Id of a topic of pack.toml.
    topic: Option<String>,
    /// How firmly it is established; a debated claim names its sides.
    standing: Standing,
    /// How much a disagreement matters.
    severity: Option<Severity>,
    /// When the decisive evidence became public: older editions are not blamed.
    released: Option<Day>,
    /// The stretch around the date of the statement that says enough, where the statement is read: a vaguer date in it is as
    /// good as the date itself.
    enough: Option<Date>,
    /// Who holds what in a debate: "who: what".
    sides: Option<Vec<String>>,
    /// Errors often met.
    pitfalls: Option<Vec<String>>,
    /// What the claim says, where the reading of its statement is not what is meant.
    proposition: Option<Proposition>,
    /// Further ways of stating the same, each a sentence or a proposition.
    also: Option<Vec<Also>>,
    /// What it rests on.
    evidence: Vec<Evidence>,
    /// Accounts that deny it.
    rival: Option<Vec<Rival>>,
    /// Sentences by the stance that they must get.
    examples: Examples,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    /// By primary evidence.
    Documented,
    /// By agreement of scholarship.
    Consensus,
    /// Disputed between named sides.
    Debated,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Severity {
    /// What the subject turns on.
    Major,
    /// A detail.
    Minor,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum EvidenceKind {
    /// A document of the time that was read.
    Primary,
    /// Scholarship, press, works of reference; and documents known from reports only.
    Secondary,
}

/// Who did what to whom, and when.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Proposition {
    /// A kind of event; a pack may add its own.
    event: Option<Event>,
    /// Who does it; several ids are alternatives.
    agent: Option<Vec<String>>,
    /// To whom or what it is done.
    patient: Option<Vec<String>>,
    /// Who gets it, who is told or asked.
    recipient: Option<Vec<String>>,
    /// By what means.
    instrument: Option<Vec<String>>,
    /// What it is about: entities or kinds of events.
    topic: Option<Vec<String>>,
    /// Where.
    place: Option<Vec<String>>,
    /// Roles of which every filler is needed, not any.
    all_of: Option<Vec<RoleName>>,
    /// When it happened.
    time: Option<Date>,
    /// The stretch around `time` that says enough: a vaguer date in it is as good as the time itself.
    enough: Option<Date>,
    /// The stretch in which an event is taken for this one.
    within: Option<Date>,
    /// The claim says that it did not happen.
    negated: Option<bool>,
    /// Roles without which the claim is not stated.
    decisive: Option<Vec<RoleName>>,
    /// Roles with one possible filler: another one contradicts.
    exclusive: Option<Vec<RoleName>>,
}

/// Another way of stating the same: a `statement`, or a proposition as in `[proposition]`.
#[derive(JsonSchema)]
#[schemars(transparent, transform = statement)]
struct Also(Proposition);

/// Adds the sentence that may stand in place of a proposition.
fn statement(schema: &mut Schema) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let told =
            "A plain sentence that is read as the claim's own is; then nothing else stands here.";
        let sentence = json!({ "description": told, "type": ["string", "null"] });
        properties.insert("statement".to_owned(), sentence);
    }
}

/// What one document records.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Evidence {
    /// A key of sources.toml.
    source: String,
    /// Page, list, number of the telegram; absent if it was not seen.
    locator: Option<String>,
    /// What it records, in your own words.
    records: String,
    /// Whether it is a document of the time.
    kind: Option<EvidenceKind>,
    /// The number that it attests, where the claim is about one.
    quantity: Option<Quantity>,
}

/// A number, or a range.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Quantity {
    /// The number; of a range, the lower end.
    low: u64,
    /// The upper end of a range.
    high: Option<u64>,
    /// What is counted, as a plural noun: one for all evidence of a claim.
    unit: String,
}

/// An account that denies the claim.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Rival {
    /// The account in one sentence.
    statement: String,
    /// Entities that hold it.
    held_by: Option<Vec<String>>,
    /// The folder of the narrative that tells it.
    narrative: Option<String>,
    /// Sentences that tell it, each read by itself, also where the claim pins its proposition.
    told: Option<Vec<String>>,
    /// The account as propositions: who states them contradicts the claim.
    proposition: Option<Vec<Proposition>>,
}

/// Sentences in other words than the statement, at least two for each stance. English ones stand directly here, others
/// below their language code (`[examples.ko]`).
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct Examples {
    /// The author says it.
    agrees: Option<Vec<String>>,
    /// The author says what cannot be true together with it.
    contradicts: Option<Vec<String>>,
    /// Something decisive is missing.
    partial: Option<Vec<String>>,
    /// Somebody else is made to say it.
    reports: Option<Vec<String>>,
    /// Not about the claim.
    unrelated: Option<Vec<String>>,
}

/// Who and what is named: one table for each entity.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub(super) struct Entities(BTreeMap<String, Entity>);

/// A state, an army, a person, a place, a document.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Entity {
    /// What it is.
    kind: EntityWord,
    /// Names by language; the first one is printed.
    names: Option<ByLanguage>,
    /// Names that mean it only where the subject is established.
    context_names: Option<ByLanguage>,
    /// Adjectives ("North Korean").
    adjectives: Option<ByLanguage>,
    /// Adjectives that mean it only where the subject is established ("northern").
    context_adjectives: Option<ByLanguage>,
    /// Wholes of which it is a part.
    part_of: Option<Vec<Link>>,
    /// For whom its deeds count.
    acts_for: Option<Vec<Link>>,
    /// What it leads, for descriptions such as "the Roman leader".
    leads: Option<Vec<Link>>,
    /// Blocs whose name may stand in its place.
    member_of: Option<Vec<Link>>,
    /// Years in which the names mean it.
    years: Option<Date>,
    /// The days from its beginning to its end ("before the war", "after the outbreak of the war").
    lasted: Option<Date>,
    /// For pronouns: `masculine`, `feminine` or `neuter`.
    gender: Option<String>,
    /// For pronouns: named in the plural.
    plural: Option<bool>,
}

/// Another entity: its id, or its id and the years in which the relation holds.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Link {
    /// At all times.
    Always(String),
    /// For some years.
    ForYears {
        /// Id of the entity.
        to: String,
        /// `1948..1994`, `1948..`, `..1953`.
        years: Option<Date>,
    },
}

/// The documents and works that evidence cites: one table for each.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub(super) struct Sources(BTreeMap<String, Source>);

/// One value or several.
#[derive(JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// A document or a work. What you have not seen stays absent.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(transform = places)]
pub(crate) struct Source {
    /// Whether it may back a claim as primary evidence.
    kind: Option<EvidenceKind>,
    /// Title as published or catalogued.
    title: String,
    /// Author or sender, as notes print it. Where `author` tells it, only needed if notes shall word it otherwise.
    from: Option<String>,
    /// Recipient, as notes print it.
    to: Option<String>,
    /// Authors as an index has them: "Family, Given"; without a comma a body or a name as a whole.
    author: Option<Vec<String>>,
    /// Editors, written likewise.
    editor: Option<Vec<String>>,
    /// Translators, written likewise.
    translator: Option<Vec<String>>,
    /// Recipients, written likewise.
    recipient: Option<Vec<String>>,
    /// Date of the document.
    date: Option<Date>,
    /// What it is: telegram, minutes, book, article, press report.
    genre: Option<String>,
    /// Archive.
    archive: Option<String>,
    /// Where it was published or translated, as notes print it. Where it is absent, they print `in` (a journal or a book)
    /// with volume, issue and page, or `publisher-place` and `publisher`.
    published: Option<String>,
    /// Address on the network.
    address: Option<String>,
    /// What of it was seen: whole text, excerpts, opening, translation, reports or digests only.
    seen: Option<String>,
    /// What a reference manager says besides, under the names of CSL (`ISBN`, `DOI`, `language`): kept for the way back.
    more: Option<BTreeMap<String, OneOrMany>>,
}

/// Adds the parts of a place, which the loader keeps in the order in which they are written.
fn places(schema: &mut Schema) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for name in PLACES {
            properties.insert(name.to_owned(), json!({ "type": "string" }));
        }
    }
}

/// A day, month, year or stretch.
pub(crate) struct Date;

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        const DAY: &str = r"\d{4}(-\d{2}(-\d{2})?)?";
        json_schema!({
            "description": "1950-06-25, 1950-06, 1950, 1950-01..1950-05; open at one end where years are meant",
            "type": ["string", "integer"],
            "pattern": format!(r"^({DAY}|{DAY}\.\.({DAY})?|\.\.{DAY})$"),
        })
    }
}

/// A date of TOML, or the same as text.
pub(crate) struct Day;

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "1994-06-02", "type": "string" })
    }
}

/// A kind of event: the built-in ones are offered, those of the pack allowed.
struct Event;

impl JsonSchema for Event {
    fn schema_name() -> Cow<'static, str> {
        "Event".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let table = KindTable::builtin();
        let known: Vec<&str> = table.all().map(|(kind, _)| table.name(kind)).collect();
        json_schema!({ "type": "string", "examples": known })
    }
}

struct RoleName;

impl JsonSchema for RoleName {
    fn schema_name() -> Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

struct EntityWord;

impl JsonSchema for EntityWord {
    fn schema_name() -> Cow<'static, str> {
        "EntityKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = EntityKind::ALL.into_iter().map(|(_, name)| name).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}
