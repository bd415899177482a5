//! Words that point back: descriptions, groups, relations, reflexives.

use super::cues::WordSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a common noun can describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Describes {
    /// A person who leads a state.
    Leader,
    /// Any person.
    Person,
    /// A state or government.
    State,
    /// An army.
    Army,
    /// A line on the map.
    Line,
}

/// How a relational noun ties its referent to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relational {
    /// On the owner's side.
    Ally,
    /// Beside the owner.
    Neighbour,
    /// Against the owner, or merely not the owner.
    Opponent,
}

/// The referring words of one language. Field names are those of `reference.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Reference {
    pub definite: WordSet,
    pub reflexive: WordSet,
    pub owning: WordSet,
    pub making: WordSet,
    /// Nouns that name a doer and not the deed: "the cause of the fire".
    pub causing: WordSet,
    /// Words for a part of a war ("the air war").
    pub war_sorts: WordSet,
    /// Words in the names of ships, which may be called "she".
    pub ships: WordSet,
    /// Verbs of whoever is at the head of others.
    pub leading: WordSet,
    /// Prepositions of whoever is at the head of forces ("the columns under Scipio").
    pub under: WordSet,
    /// Of an army: those who belong to it.
    pub ranks: WordSet,
    /// What tells between two dates that it was done on both.
    pub again: WordSet,
    /// What tells before a noun that there were several, of which one is meant.
    pub of_several: WordSet,
    /// Of a leader, a side or an army: those who fight for it.
    pub followers: WordSet,
    /// Of these, the ones who act for a body.
    pub staff: WordSet,
    /// Bodies that are each one of several which act for a state or an army.
    pub arms: WordSet,
    /// Prepositions of where those who are meant are or come from.
    pub located: WordSet,
    /// Persons each of whom is one of several who serve a state or a body, beside those of the titles.
    pub servants: WordSet,
    pub whole: WordSet,
    /// How many a word for a group says that there are ("the two", "both").
    pub counted: BTreeMap<String, usize>,
    pub former: WordSet,
    pub latter: WordSet,
    pub other: WordSet,
    pub titles: WordSet,
    pub apart: WordSet,
    /// Prepositions of what was done on an occasion.
    pub occasional: WordSet,
    pub courses: WordSet,
    /// Prepositions that name whom the sentence is about ("as for").
    pub hanging: WordSet,
    /// What is done about a thing before or beside it ("armistice talks").
    pub preliminaries: WordSet,
    /// What is made of papers, of those spoken of last where nobody says of which.
    pub extracts: WordSet,
    /// Phrases that tell something of the day on which the text was written.
    pub until_today: WordSet,
    /// Verbs of whoever goes on speaking.
    pub adding: WordSet,
    /// Prepositions of what opens a span of time.
    pub spanning: WordSet,
    /// Verbs of whoever answers a request.
    pub answering: WordSet,
    /// Articles of what is told for the first time.
    pub indefinite: WordSet,
    /// Hours before which it is the same day ("before dawn").
    pub hours: WordSet,
    /// Stretches of time as nouns.
    pub days: WordSet,
    pub new_when_bare: WordSet,
    /// Adverbs for the quarters of the sky, with the name of the land that lies there.
    pub directions: BTreeMap<String, String>,
    /// Adjectives by which one of two neighbours is told from the other, with what its land may be called.
    pub sides: BTreeMap<String, String>,
    pub elsewhen: WordSet,
    pub of_late: WordSet,
    pub other_years: WordSet,
    /// What stands before an occasion that is not the one told of.
    pub other_occasion: WordSet,
    /// Adverbs of what was done at another place.
    pub other_places: WordSet,
    pub occasions: WordSet,
    pub counting: WordSet,
    pub meanwhile: WordSet,
    pub at_once: WordSet,
    describes: DescribingNouns,
    relational: RelationalNouns,
    pub cataphora: Cataphora,
    pub held: Held,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribingNouns {
    leader: WordSet,
    person: WordSet,
    state: WordSet,
    army: WordSet,
    line: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationalNouns {
    ally: WordSet,
    neighbour: WordSet,
    opponent: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Cataphora {
    pub ahead: WordSet,
}

/// Words by which a document stands in papers that come out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Held {
    /// Kinds of events by which papers come out.
    pub kinds: Vec<String>,
    /// Verbs of what stands in them.
    pub standing: WordSet,
    pub prepositions: WordSet,
    /// Verbs of papers with what stands in them.
    pub holding: WordSet,
}

impl Reference {
    /// What a noun, given in its dictionary form, can describe.
    pub fn describes(&self, lemma: &str) -> Option<Describes> {
        let nouns = &self.describes;
        [
            (&nouns.leader, Describes::Leader),
            (&nouns.person, Describes::Person),
            (&nouns.state, Describes::State),
            (&nouns.army, Describes::Army),
            (&nouns.line, Describes::Line),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(lemma))
        .map(|(_, class)| class)
    }

    /// How a noun, given in its dictionary form, relates its referent to its owner.
    pub fn relational(&self, lemma: &str) -> Option<Relational> {
        let nouns = &self.relational;
        [
            (&nouns.ally, Relational::Ally),
            (&nouns.neighbour, Relational::Neighbour),
            (&nouns.opponent, Relational::Opponent),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(lemma))
        .map(|(_, relation)| relation)
    }
}
