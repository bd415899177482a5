//! Cues of what is set against something else, and of deeds of none in particular.

use super::WordSet;
use serde::Deserialize;

/// What sets those who are named against others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SetAgainst {
    /// Right before those who did not do it.
    pub not: WordSet,
    /// The same where nothing denies the clause.
    pub anyone: WordSet,
    /// Right before those who did it less than others.
    pub less: WordSet,
    /// What one deed is measured by another with.
    pub than: WordSet,
    /// Before those who did not do it, where "but" names others.
    pub never: WordSet,
    /// What may stand between such a word and the name.
    pub prepositions: WordSet,
    /// Right before a clause that tells of what was not done.
    pub clauses: WordSet,
}

/// What tells of a deed of none in particular ("an attack") that it took place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indefinite {
    /// Nouns above it.
    pub telling: WordSet,
    /// What a copula makes of it.
    pub presenting: WordSet,
}

/// What sets a hostile deed before or after another one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ToldAfter {
    /// "after", "before"
    pub joints: WordSet,
    /// The same where the clause is in the past perfect ("when it had attacked").
    pub with_perfect: WordSet,
    /// Kinds of hostile deeds.
    pub kinds: Vec<String>,
}

/// Words by which a date is the first at which something was done.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Onset {
    /// "only in May"
    pub only: WordSet,
    /// What may stand between such a word and the date.
    pub between: WordSet,
    /// Those who come first where any of their side do ("the first troops", but not "the first pilots").
    pub forces: WordSet,
    /// The kinds of which a first one rules out earlier ones.
    pub kinds: Vec<String>,
}

/// What sets a deed before or after the beginning of what lasted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lasted {
    /// "before"
    pub before: WordSet,
    /// "after", "once"
    pub after: WordSet,
    /// Names of kinds at which something that lasts begins.
    pub opening: Vec<String>,
}
