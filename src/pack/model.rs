//! A valid pack, as the rest of the program sees it.

pub use super::name::Name;
pub use super::record::{Part, Record};
use crate::frame::{Entity, Interval, Quantity, Role};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How firmly a claim is established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// By primary evidence.
    Documented,
    /// By agreement of scholarship.
    Consensus,
    /// Disputed between named sides; disagreement is noted, never condemned.
    Debated,
}

/// How much a disagreement matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A detail.
    Minor,
    /// What the subject turns on.
    Major,
}

/// Whether evidence is a document of the time or a later account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// A document of the time.
    Primary,
    /// Scholarship, press, reference works.
    Secondary,
}

impl Standing {
    /// All standings with the words that packs use for them.
    pub const ALL: [(Standing, &'static str); 3] = [
        (Standing::Documented, "documented"),
        (Standing::Consensus, "consensus"),
        (Standing::Debated, "debated"),
    ];

    /// The word used in packs, reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Documented => "documented",
            Standing::Consensus => "consensus",
            Standing::Debated => "debated",
        }
    }
}

impl Severity {
    /// All severities with the words that packs use for them.
    pub const ALL: [(Severity, &'static str); 2] =
        [(Severity::Minor, "minor"), (Severity::Major, "major")];

    /// The word used in packs, reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Major => "major",
        }
    }
}

impl EvidenceKind {
    /// All kinds of evidence with the words that packs use for them.
    pub const ALL: [(EvidenceKind, &'static str); 2] = [
        (EvidenceKind::Primary, "primary"),
        (EvidenceKind::Secondary, "secondary"),
    ];

    /// The word used in packs, reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            EvidenceKind::Primary => "primary",
            EvidenceKind::Secondary => "secondary",
        }
    }
}

/// One subject's claims with all that they rest on.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Identifier, the folder's name.
    pub id: String,
    /// Version of the claim set (semantic versioning).
    pub version: String,
    /// Title for people.
    pub title: String,
    /// Licence of the pack's text.
    pub license: String,
    /// Language codes in which the pack has names and examples.
    pub languages: Vec<String>,
    /// Entities of this subject alone: a mention shows that a text speaks of it. Worldwide actors do not belong here.
    pub subject: Vec<String>,
    /// Hexadecimal SHA-256 over the pack's files, in the order of their names.
    pub sha256: String,
    /// What the claims are about.
    pub topics: Vec<Topic>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// Event kinds which the pack adds to the built-in ones.
    pub kinds: Vec<KindSpec>,
    /// The documents and works cited, by key.
    pub records: BTreeMap<String, Record>,
    /// The claims, in the order of their ids.
    pub claims: Vec<Claim>,
}

/// A part of the subject; claims on it are due where a text treats it.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Identifier within the pack.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Names, words and phrases by language that show that a passage treats it.
    pub cues: BTreeMap<String, Vec<String>>,
    /// Entities whose mention shows it, if the dates fit.
    pub entities: Vec<String>,
    /// The stretch of time that it covers.
    pub time: Option<Interval>,
}

/// An event kind and its words, as a pack adds them.
#[derive(Debug, Clone)]
pub struct KindSpec {
    /// Identifier.
    pub id: String,
    /// The kind under which it falls.
    pub is_a: Vec<String>,
    /// Kinds that cannot be true of the same event.
    pub opposed: Vec<String>,
    /// Verbs by language, in dictionary form.
    pub verbs: BTreeMap<String, Vec<String>>,
    /// Event nouns by language.
    pub nouns: BTreeMap<String, Vec<String>>,
}

/// A proposition as a pack pins it; names of entities and kinds are validated.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Event kind.
    pub event: String,
    /// Fillers by role: ids of entities or, for a topic, of event kinds. Several ids of a role are alternatives
    /// unless the role stands in `all_of`.
    pub fillers: BTreeMap<Role, Vec<String>>,
    /// Roles of which every filler is required ("the Soviet Union *and* the United States").
    pub all_of: Vec<Role>,
    /// When it happened.
    pub time: Option<Interval>,
    /// The stretch around it which says enough: a date in it that holds the time is as good as the time.
    pub enough: Option<Interval>,
    /// The stretch within which an undated or vaguely dated event is taken for this one.
    pub within: Option<Interval>,
    /// Whether the proposition denies the event ("the South did not attack").
    pub negated: bool,
    /// Roles without which the claim is not stated.
    pub decisive: Vec<Role>,
    /// Roles that admit one filler only, so that another one contradicts.
    pub exclusive: Vec<Role>,
}

/// A proposition we hold.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Identifier within the pack: the file's name.
    pub id: String,
    /// The claim in one sentence.
    pub statement: String,
    /// Index into [`Pack::topics`], if the claim names one.
    pub topic: Option<usize>,
    /// How firmly it is established.
    pub standing: Standing,
    /// How much it matters.
    pub severity: Severity,
    /// When the decisive evidence became public.
    pub released: Option<Date>,
    /// The stretch around the date of its statement which says enough, where the statement is read.
    pub enough: Option<Interval>,
    /// Whether `[proposition]` says what the claim says; else its statement is read.
    pub pinned: bool,
    /// Pinned propositions: `[proposition]` first, then each `[[also]]`.
    pub propositions: Vec<Pattern>,
    /// Further statements of the same, each read as the claim's may be: `[[also]] statement = "..."`.
    pub wordings: Vec<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Accounts that deny it.
    pub rivals: Vec<Rival>,
    /// Those who differ, each with what it holds; never empty where the standing is debated.
    pub sides: Vec<String>,
    /// Errors often met.
    pub pitfalls: Vec<String>,
    /// Sentences by the stance they must get.
    pub examples: Vec<Example>,
}

impl Claim {
    /// The statements of which the reading says what the claim says: its own, unless a proposition is pinned instead, and
    /// the further ones.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        let own = (!self.pinned).then_some(&self.statement);
        own.into_iter().chain(&self.wordings).map(String::as_str)
    }

    /// The sentences of rival accounts that are read: the statements of those that pin no proposition, where the claim pins
    /// none, and the sentences that a pack adds to be read.
    pub fn told_rivals(&self) -> impl Iterator<Item = &str> {
        self.rivals.iter().flat_map(|rival| self.told_of(rival))
    }

    /// Those of one rival account.
    pub fn told_of<'a>(&'a self, rival: &'a Rival) -> impl Iterator<Item = &'a str> {
        let read = !self.pinned && rival.propositions.is_empty();
        let own = read.then_some(&rival.statement);
        own.into_iter().chain(&rival.told).map(String::as_str)
    }
}

/// What one cited document records.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Key into [`Pack::records`].
    pub record: String,
    /// Where in the document, if the dossier gives it.
    pub locator: Option<String>,
    /// What it records, in our words.
    pub records: String,
    /// Primary or secondary.
    pub kind: EvidenceKind,
    /// The number that it attests, if the claim is about one.
    pub quantity: Option<Attested>,
}

/// A number as one document attests it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The number, or the range.
    pub quantity: Quantity,
    /// What is counted, as the pack has it ("soldiers").
    pub unit: String,
}

/// An account that denies a claim.
#[derive(Debug, Clone)]
pub struct Rival {
    /// The account in one sentence.
    pub statement: String,
    /// Entity ids of those who hold it.
    pub held_by: Vec<String>,
    /// Folder name of the narrative that tells it.
    pub narrative: Option<String>,
    /// Sentences that tell it, each read as the claim's statement may be.
    pub told: Vec<String>,
    /// The account pinned as propositions, where it contradicts by itself.
    pub propositions: Vec<Pattern>,
}

/// A sentence with the stance that it must get.
#[derive(Debug, Clone)]
pub struct Example {
    /// `agrees`, `contradicts`, `partial`, `reports` or `unrelated`.
    pub expected: String,
    /// The sentence or passage.
    pub text: String,
    /// Language code.
    pub language: String,
}
