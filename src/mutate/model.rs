//! What a varied sentence is: its kind, what it must get, what it got.

use super::base::BaseId;
use serde::Serialize;

/// How a sentence is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Exchange,
    DateInside,
    DateOutside,
    DateFormat,
    Negate,
    DropAgent,
    Claims,
    SaidAfter,
    According,
    Reject,
    Factive,
    Number,
    Alias,
    Metonym,
    Plan,
    Possible,
    Passive,
    Active,
    Nominal,
    Question,
    Why,
    Cleft,
    Relative,
}

impl Kind {
    /// All kinds with their names and what they do, in the order of the table.
    pub const ALL: [(Kind, &'static str, &'static str); 23] = [
        (Kind::Exchange, "exchange", "agent and patient exchanged"),
        (
            Kind::DateInside,
            "date-inside",
            "the date made coarser or finer",
        ),
        (Kind::DateOutside, "date-outside", "another date"),
        (
            Kind::DateFormat,
            "date-format",
            "the date written otherwise",
        ),
        (Kind::Negate, "negate", "denied, or a denial affirmed"),
        (Kind::DropAgent, "drop-agent", "the doer left out"),
        (Kind::Claims, "claims", "somebody claims that"),
        (Kind::SaidAfter, "said-after", "..., somebody said"),
        (Kind::According, "according", "according to somebody"),
        (Kind::Reject, "reject", "the claim that ... is false"),
        (Kind::Factive, "factive", "it is known that"),
        (Kind::Number, "number", "another number"),
        (Kind::Alias, "alias", "another name of the same"),
        (Kind::Metonym, "metonym", "the capital for its state"),
        (Kind::Plan, "plan", "the deed only planned"),
        (Kind::Possible, "possible", "the deed only possible"),
        (Kind::Passive, "passive", "active to passive"),
        (Kind::Active, "active", "passive to active"),
        (Kind::Nominal, "nominal", "verb to noun"),
        (Kind::Question, "question", "a yes/no question"),
        (
            Kind::Why,
            "why",
            "a why-question, which takes it for granted",
        ),
        (Kind::Cleft, "cleft", "it was ... that"),
        (Kind::Relative, "relative", "in a relative clause"),
    ];

    /// The name used in reports and JSON.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("", |(_, name, _)| name)
    }
}

/// The stances that a sentence may get; usually one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// This word (`agrees`, `contradicts`, `partial`, `reports`, `unrelated`).
    Exactly(&'static str),
    /// Anything but these.
    Neither(&'static [&'static str]),
}

/// Not flagged: what is left when a contradiction has lost its ground.
pub const NOT_CONTRADICTS: Expected = Expected::Neither(&["contradicts", "mixed"]);
/// Not an agreement: what is left when the record's fact is no longer stated.
pub const NOT_AGREES: Expected = Expected::Neither(&["agrees"]);

/// Neither: what is left of a part of the claim that may have become too vague to be one.
pub const UNDECIDED: Expected = Expected::Neither(&["agrees", "contradicts", "mixed"]);

impl Expected {
    /// Whether `found` is what was expected.
    pub fn holds(self, found: &str) -> bool {
        match self {
            Expected::Exactly(word) => word == found,
            Expected::Neither(words) => !words.contains(&found),
        }
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Expected::Exactly(word) => f.write_str(word),
            Expected::Neither(words) => write!(f, "not {}", words.join(" or ")),
        }
    }
}

/// A sentence made out of another one, with what it must get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// How it was made.
    pub kind: Kind,
    /// The sentence.
    pub text: String,
    /// What it must get.
    pub expected: Expected,
}

/// A sentence of a claim with a variant of it, both judged.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Pack and claim, joined by a slash.
    pub claim: String,
    /// Which sentence of the claim.
    pub base: BaseId,
    /// The sentence.
    pub original: String,
    /// What the claim's author says that it must get.
    pub original_expected: String,
    /// What it got.
    pub original_found: &'static str,
    /// The variant.
    pub mutant: Mutant,
    /// What the variant got.
    pub found: &'static str,
}

impl Pair {
    /// Whether the original has its stance.
    pub fn original_holds(&self) -> bool {
        self.original_expected == self.original_found
    }

    /// Whether the variant has its stance.
    pub fn mutant_holds(&self) -> bool {
        self.mutant.expected.holds(self.found)
    }

    /// Whether both have theirs.
    pub fn holds(&self) -> bool {
        self.original_holds() && self.mutant_holds()
    }
}

/// Pairs of one kind, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Pairs of which both sentences have their stance.
    pub held: usize,
    /// Pairs whose original has its stance.
    pub sound: usize,
    /// All pairs.
    pub all: usize,
}

impl Share {
    /// Counts `pairs`.
    pub fn of<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let mut share = Self {
            held: 0,
            sound: 0,
            all: 0,
        };
        for pair in pairs {
            share.all += 1;
            share.sound += usize::from(pair.original_holds());
            share.held += usize::from(pair.holds());
        }
        share
    }

    /// Held out of all, in hundredths; nothing to hold is held.
    pub fn percent(self) -> f64 {
        if self.all == 0 {
            100.0
        } else {
            100.0 * self.held as f64 / self.all as f64
        }
    }
}
