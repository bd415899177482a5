//! Cues of modality and polarity: what is possible, meant or denied.

use super::cues::WordSet;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct ModalityCues {
    pub possible: WordSet,
    /// Adjectives of whoever did what an infinitive tells ("the first king to abdicate").
    pub ranking: WordSet,
    pub stances: WordSet,
    pub willing: WordSet,
    pub wanted: WordSet,
    pub bounding: WordSet,
    pub intended_auxiliary: WordSet,
    pub obliging: WordSet,
    pub befalling: WordSet,
    pub intended: WordSet,
    pub possible_verbs: WordSet,
    pub intended_nouns: WordSet,
    pub possible_nouns: WordSet,
    /// Nouns behind which "against" names what is not to be done.
    pub counselling: WordSet,
    /// Nouns whose infinitive tells what is not done.
    pub refusing: WordSet,
    pub conditional: WordSet,
    pub inverted: WordSet,
    pub questioning: WordSet,
    /// Two words that open what something is only likened to.
    pub likening: WordSet,
    pub possible_adjectives: WordSet,
    pub hanging: WordSet,
    pub hanging_on: WordSet,
    pub executing: WordSet,
    pub executing_particles: Vec<String>,
    pub deciding: WordSet,
    pub resulting: WordSet,
    pub presupposing: WordSet,
    pub presupposing_questions: WordSet,
    pub asking_what: WordSet,
    pub asking_degree: WordSet,
    pub asked_reasons: WordSet,
    pub supposing: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct PolarityCues {
    /// Prepositions by which a phrase tells whose somebody is of whom there is none ("nobody at the palace").
    pub nobody_at: WordSet,
    /// Adjectives which before a denied part make it none at all.
    pub stressing: WordSet,
    pub negators: WordSet,
    /// Objects that deny their verb ("nothing").
    pub nothing: WordSet,
    pub matters: WordSet,
    pub nobody: WordSet,
    pub nobody_at_all: WordSet,
    /// Before a denied noun these narrow nothing ("without the slightest support").
    pub sweeping: WordSet,
    pub emphasis: WordSet,
    pub determiners: WordSet,
    /// Behind a negator in front of its clause, nothing is denied ("not only").
    pub adding: WordSet,
    /// In front of an auxiliary these tell that something had only just been done.
    pub just_done: WordSet,
    /// Two words before a deed that is not reached ("far from").
    pub out_of_reach: WordSet,
    /// Behind a negator these deny both sides of a comparison with "than".
    pub comparatives: WordSet,
    pub no_longer: WordSet,
    /// Nouns that with a denying determiner deny their clause ("at no time").
    pub denying_phrases: WordSet,
    /// The least that there can be, right behind a negator ("not one").
    pub least: WordSet,
    pub understated: WordSet,
    /// Next to nothing ("few", "little").
    pub scarce: WordSet,
    pub exclusions: WordSet,
    pub counterfactual: WordSet,
    pub preventing: WordSet,
    /// Nouns that tell that there was none ("the lack of").
    pub lacks: WordSet,
    pub traces: WordSet,
    pub only_later: WordSet,
    pub not_until: WordSet,
    /// Pronouns that deny where no "of" follows ("approved none").
    pub nothing_bare: WordSet,
    pub at_no_time: WordSet,
    /// Adverbs that say so in a clause that something else denies ("no peace was ever signed").
    pub at_any_time: WordSet,
    pub permitting: WordSet,
    /// Adverbs behind a verb that narrow nothing when it is denied.
    pub motives: WordSet,
    /// Nouns of help in the deed itself, which is not consent to it.
    pub in_deed: WordSet,
    /// Prepositions of those to whom or in which something is done ("took part in no raids").
    pub meant: WordSet,
    /// Heads of what says that something was done late, in part or but once.
    pub qualifying: WordSet,
    /// Before an adverb these say that it is not quite so.
    pub nearly: WordSet,
    pub idle: WordSet,
    /// Prepositions of what a deed begins or comes with.
    pub accompanying: WordSet,
    /// Prepositions of what a clause is set in or about.
    pub aside: WordSet,
    pub any: WordSet,
    pub provisional: WordSet,
    pub lasting: WordSet,
    pub every: WordSet,
}
