//! Words by which a voice is opened, carried over sentences, judged or put at a distance.

use super::cues::WordSet;
use super::phrases::Phrases;
use serde::Deserialize;

/// The cues of voice over distance. Field names are those of `voice.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct VoiceCues {
    pub tellings: WordSet,
    pub framing: WordSet,
    /// What a party says or prints, and the prepositions of what stands in it.
    pub recited: WordSet,
    pub reciting: WordSet,
    /// The pronoun for another one of a kind.
    pub again: String,
    pub standpoints: WordSet,
    /// Those for whom something may be so ("To many readers, ...").
    pub beholders: WordSet,
    /// How they are put in front, how parties are with "it was ... that", and how parties are apart by a comma.
    pub beholding: WordSet,
    pub beholding_parties: WordSet,
    pub beholding_alone: WordSet,
    /// Works in which things are as their makers want them ("a play in which ...").
    pub invented_works: WordSet,
    pub trusting: WordSet,
    pub naming: WordSet,
    pub asking: WordSet,
    pub asked_by: WordSet,
    pub one_view: WordSet,
    pub giving: WordSet,
    pub existing: WordSet,
    pub pretexts: WordSet,
    /// Verbs of speaking that take nothing which is said.
    pub speaking: WordSet,
    pub seeing: WordSet,
    pub framing_prepositions: WordSet,
    pub schoolbooks: WordSet,
    pub owned_tellings: WordSet,
    pub taught_in: WordSet,
    pub works: WordSet,
    pub official: WordSet,
    pub evidence: WordSet,
    /// Words that point at what the next sentence says, and at what was told.
    pub pointing_ahead: WordSet,
    pub pointing_back: WordSet,
    /// Sources before what they tell.
    pub sources: Sources,
    /// Of what is certain: words of a mind ("some are sure that").
    pub convinced: WordSet,
    /// Pronouns of what is certain to everybody ("this is certain").
    pub impersonal: WordSet,
    /// Of these, messages: one of them is its writer's word.
    pub messages: WordSet,
    /// Before these: what was known at the time ("the first telegrams").
    pub fresh: WordSet,
    pub learners: WordSet,
    pub learning: WordSet,
    /// Where one is taught, verbs of saying what one has learnt, and nouns that stand for it.
    pub classes: WordSet,
    pub by_heart: WordSet,
    pub matter: WordSet,
    /// Participles of a telling that say where it is told.
    pub spread: WordSet,
    /// Verbs by which a telling has somebody do something.
    pub staging: WordSet,
    /// In these alone is what is not so.
    pub imagined: WordSet,
    /// Whoever he is, of whom a verb with "that" tells what he says.
    pub somebody: WordSet,
    pub nowhere_else: WordSet,
    /// Before a name behind the sentence: whose words it is.
    pub tagging: WordSet,
    pub speech_phrases: WordSet,
    pub opinions: WordSet,
    pub tellers: WordSet,
    pub passages: WordSet,
    pub labels: WordSet,
    pub spokesmen: WordSet,
    pub narrating: WordSet,
    pub proceeding: WordSet,
    pub denying: WordSet,
    /// Verbs against a statement, which stands where nobody does so.
    pub disputing: WordSet,
    pub presupposing: WordSet,
    pub unsaid: WordSet,
    /// Of what they say, nothing tells whether it is so.
    pub telling_verbs: WordSet,
    pub news: WordSet,
    pub alleged: WordSet,
    pub fictitious: WordSet,
    /// Adjectives and nouns by which what follows is put as a fact.
    pub certain: WordSet,
    /// What is done with a story, by verbs of which it is the object.
    pub handling: WordSet,
    pub honorific: WordSet,
    pub own_nouns: WordSet,
    pub returning: Vec<String>,
    pub adversative: Vec<String>,
    pub continuing: Vec<String>,
    pub callouts: Vec<String>,
    pub of_several: Vec<String>,
    pub announcing: WordSet,
    pub circulating: WordSet,
    pub upholding: WordSet,
    pub mocking: Phrases,
    pub verdict: VerdictCues,
    pub above: AboveCues,
}

/// Words of sentences that judge what was said before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct VerdictCues {
    #[serde(rename = "false")]
    pub falsehood: WordSet,
    #[serde(rename = "true")]
    pub truth: WordSet,
    pub of_facts: WordSet,
    /// What is said of whoever was made to say it.
    pub erring: WordSet,
    pub demonstratives: WordSet,
    pub whole: WordSet,
    pub refuting: WordSet,
    pub confirming: WordSet,
    pub collapsing: WordSet,
    pub standing: WordSet,
    pub backing: WordSet,
    /// Prepositions by which a claim has no backing ("without foundation").
    pub without: WordSet,
    /// Verbs by which it has none ("lacks any basis").
    pub lacking: WordSet,
    pub truths: WordSet,
    pub facts: WordSet,
    pub opposite: WordSet,
    pub telling_otherwise: WordSet,
    pub turned: WordSet,
}

/// Words of what stands above a passage: headings, heads of columns, lines that lead into a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct AboveCues {
    pub false_plurals: WordSet,
    pub errors: WordSet,
    /// By which errors are those of learners, not of the actors.
    pub common: WordSet,
    pub false_labels: WordSet,
    pub realities: WordSet,
    pub free: WordSet,
    pub happening: WordSet,
    pub accounts: WordSet,
    /// Of these, the ones which after "take" are an affair and nobody's account.
    pub affairs: WordSet,
    pub writings: WordSet,
    pub terms: WordSet,
    pub unsure: WordSet,
    /// Those who hold a theory.
    pub schools: WordSet,
    pub sides: WordSet,
    pub people: WordSet,
    pub cases: WordSet,
    pub framing_cases: WordSet,
    pub phrases: Phrases,
    pub asking: WordSet,
    pub teaching: WordSet,
    pub seeing: WordSet,
    pub matters: WordSet,
    pub claims: WordSet,
    pub pointing: WordSet,
    pub wrong: WordSet,
    pub right: WordSet,
    pub forbidding: Phrases,
    pub saying: WordSet,
    pub sources: WordSet,
}

impl VoiceCues {
    /// Whether a noun tells somebody's story rather than recording what was.
    pub fn tells(&self, lemma: &str) -> bool {
        // A rare plural may have kept its form as its lemma.
        let singular = lemma.strip_suffix('s').unwrap_or(lemma);
        [lemma, singular]
            .iter()
            .any(|word| self.tellings.contains(*word) || self.schoolbooks.contains(*word))
    }
}

/// Sources that stand as an adverbial before what they tell.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// Prepositions of such a phrase.
    pub prepositions: WordSet,
    /// Further ones of a noun that says whose word it is.
    pub carrying: WordSet,
    /// Nouns of sources.
    pub nouns: WordSet,
    /// Those that somebody may also do something with.
    pub missives: WordSet,
    /// Verbs of what is done with these.
    pub performed: WordSet,
    /// Nouns that say whose word it is.
    pub carriers: WordSet,
    /// Verbs of going by a source.
    pub following: WordSet,
    /// Their prepositions.
    pub followed: WordSet,
    /// Phrases for what only seems so.
    pub hollow: WordSet,
}
