//! Cues: light verbs, implicatives, attribution, control, pronouns.

use super::contrast::{Indefinite, Lasted, Onset, SetAgainst, ToldAfter};
use super::polarity::{ModalityCues, PolarityCues};
use crate::language::features::Fold;
use serde::Deserialize;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

/// How a frame of attribution stands to what it introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Left open ("claims that").
    Report,
    /// Asserted by the author ("reveals that").
    Factive,
    /// Denied by the author ("the lie that").
    Reject,
}

/// The class of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// "he"
    Masculine,
    /// "she"
    Feminine,
    /// "it"
    Neuter,
    /// "they"
    Plural,
}

/// A set of dictionary forms.
pub type WordSet = HashSet<String, BuildHasherDefault<Fold>>;

/// The cues of one language. Field names are those of `cues.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Cues {
    pub quantifiers: WordSet,
    /// What stands before some of a group.
    pub some: WordSet,
    /// Adjectives that tell how a party stood, behind its name.
    pub absolutes: WordSet,
    /// Adverbs with which a date may begin.
    pub later: WordSet,
    pub belonging: WordSet,
    /// Verbs of going somewhere by oneself.
    pub moving: WordSet,
    /// Nouns of deeds that are also verbs.
    pub doings: WordSet,
    /// Phrases in which the noun of a deed names no deed of that sort ("on strike").
    pub no_deeds: WordSet,
    /// Verbs whose participle in front of a noun tells what those do who do something else ("retreating Gauls").
    pub going_away: WordSet,
    pub moments: WordSet,
    pub making_so: WordSet,
    /// Verbs which with a complement of the object only say what somebody thinks of it ("called the march unlawful").
    pub opining: WordSet,
    /// Verbs of wanting something done ("wanted him acquitted").
    pub wishing_done: WordSet,
    /// Verbs of those who find somebody guilty, and what they find them.
    pub judging_so: WordSet,
    pub judged_so: WordSet,
    pub hurling: WordSet,
    pub plain_pasts: WordSet,
    pub fixed_phrases: WordSet,
    pub paths: WordSet,
    pub media: WordSet,
    pub stranded: WordSet,
    pub stretches: WordSet,
    /// Nouns of phrases that say for whom or on what ground ("on his behalf"), and never about what.
    pub grounds: WordSet,
    pub framing: WordSet,
    pub manner: WordSet,
    pub manner_in: WordSet,
    /// Nouns of phrases for "unasked", and the adjectives of which one stands before them.
    pub by_oneself: WordSet,
    /// Prepositions of the deed in which another is done ("overthrown in a coup").
    pub deed_inside: WordSet,
    /// Prepositions of a phrase that may part a verb from what is said ("alleged in the pleading that").
    pub parting: WordSet,
    /// Nouns that a clause with "that" may tell the content of from afar.
    pub contentful: WordSet,
    pub own: WordSet,
    pub looking_back: WordSet,
    pub habitual: WordSet,
    pub company: WordSet,
    pub beside: WordSet,
    /// How a question asks for a date.
    pub asking_when: Vec<String>,
    /// Verbs right behind which another may stand without "to".
    pub bare_infinitive: WordSet,
    /// What stands before an answer ("Ans.").
    pub answering_labels: WordSet,
    /// Auxiliaries which with a pronoun are an answer ("It did not.").
    pub bare_answers: WordSet,
    pub light: Light,
    pub aspect: Aspect,
    pub implicative: Implicative,
    pub gerund: Gerund,
    pub modality: ModalityCues,
    pub polarity: PolarityCues,
    pub attribution: AttributionCues,
    pub control: Control,
    pub opening: Opening,
    pub repeating: Repeating,
    pub offices: Offices,
    pub open: Open,
    pub turning: Turning,
    pub pronouns: Pronouns,
    pub answering: Answering,
    pub speaking: Speaking,
    pub letters: Letters,
    pub conviction: Conviction,
    pub writing: Writing,
    pub titled: Titled,
    pub illocution: Illocution,
    pub lasting: Lasting,
    pub accusation: Accusation,
    pub sole: Sole,
    pub qualities: Qualities,
    pub musing: Musing,
    pub proviso: Proviso,
    pub ellipsis: Ellipsis,
    pub founding: Founding,
    pub skirmish: Skirmish,
    pub sitting: Sitting,
    pub wishing: Wishing,
    pub set_against: SetAgainst,
    pub indefinite: Indefinite,
    pub onset: Onset,
    pub told_after: ToldAfter,
    pub lasted: Lasted,
}

/// Wishes that ask for something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Wishing {
    pub kind: String,
    pub verbs: WordSet,
    pub permitting: WordSet,
    pub granting: WordSet,
    pub leave: WordSet,
}

/// Verb phrase ellipsis.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ellipsis {
    /// Auxiliaries that stand for a deed told before.
    pub auxiliaries: WordSet,
    /// What may stand beside them.
    pub beside: WordSet,
}

/// Verbs of founding, and nouns of what cannot be founded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Founding {
    pub verbs: WordSet,
    pub deeds: WordSet,
}

/// A `deed` against a place of the class `concept`, done more than once by these words, is an event of `kind`, too.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Skirmish {
    pub deed: String,
    pub kind: String,
    pub concept: String,
    pub repeatedly: Vec<String>,
}

/// Kinds of events that are done to a body which sits, and words for its sitting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Sitting {
    pub kinds: Vec<String>,
    pub words: WordSet,
}

/// Adjectives that tell nobody's sort: "other", "first", "great".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Qualities {
    /// Which of several deeds it was.
    pub order: WordSet,
    /// In dictionary form.
    pub plain: WordSet,
}

/// Words before or behind a phrase by which nobody else did it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Sole {
    pub before: WordSet,
    pub behind: WordSet,
    /// Phrases that say the same.
    pub phrases: Vec<String>,
    /// Determiners that leave nobody out.
    pub whole: WordSet,
    pub members: WordSet,
    pub exceptions: WordSet,
    pub universal: WordSet,
}

/// Verbs of thinking over what is not done yet, with the prepositions before it ("thought of attacking").
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Musing {
    pub verbs: WordSet,
    pub prepositions: WordSet,
}

/// A condition that a decision hangs on: nouns and conjunctions before it. Of the `decisions`, whoever takes one so asks for
/// the other, an event of `kind`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Proviso {
    pub decisions: Vec<String>,
    pub nouns: WordSet,
    pub marks: WordSet,
    pub lacking: WordSet,
    pub kind: String,
    pub posing: WordSet,
}

/// Saying of somebody else that he did one of `deeds` is an event of `kind`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Accusation {
    pub deeds: Vec<String>,
    pub kind: String,
}

/// What lasts from the first to the last day written behind its name ("the Korean War (1950-1953)"): entities of the class
/// `concept`, in an event of `kind`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Lasting {
    pub concept: String,
    pub kind: String,
    pub verbs: WordSet,
    pub spanning: WordSet,
}

/// Documents that speak for those who adopted them: `concept` names the documents, `acts` the kinds of events that make
/// them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Speaking {
    pub concept: String,
    pub acts: Vec<String>,
}

/// Papers by which somebody tells somebody something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Letters {
    pub papers: WordSet,
    pub addressing: WordSet,
    pub kinds: Vec<String>,
}

/// What it is to find somebody guilty: the kind of verdict, of the deed, and of the finding that he did it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Conviction {
    pub adjectives: WordSet,
    pub kind: String,
    pub guilt: String,
    pub deed: String,
    pub findings: Vec<String>,
}

/// What saying does. `counselling`, `promising` and `refusing` are kinds of events: telling somebody what he must do, what
/// one will do, and what shall not be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Illocution {
    pub obliging: WordSet,
    pub having: WordSet,
    pub undertaking: WordSet,
    pub deciding: WordSet,
    pub willing: WordSet,
    pub avowing: Vec<String>,
    /// Verbs of an answer, and what is done by answering that one has done it.
    pub answering: WordSet,
    pub answered: Vec<String>,
    /// Verbs that only make what follows an attempt.
    pub attempting: WordSet,
    pub announcing: WordSet,
    /// Prepositions of a day or a stretch on which something is announced.
    pub announced: WordSet,
    pub enacting: Vec<String>,
    pub letting: WordSet,
    pub knowing: WordSet,
    pub counselling: String,
    pub promising: String,
    pub refusing: String,
}

/// Nouns of works that are put out in the name of whoever they are called after: `deed` names that act.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Titled {
    pub nouns: WordSet,
    pub deed: String,
}

/// Saying something in one's own work, which was out by then: an event of `kind`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Writing {
    pub kind: String,
    pub prepositions: WordSet,
}

/// A war that answers an attack: `concept` names wars, `prepositions` lead to the attack, whose kind is `attack`; whoever
/// attacked began the war, an event of kind `begins`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Answering {
    pub concept: String,
    pub prepositions: WordSet,
    pub attackers: WordSet,
    pub on_their_way: WordSet,
    pub attack: String,
    pub begins: String,
}

/// Words of the beginning of what takes long.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Aspect {
    pub onset: WordSet,
    pub early: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Light {
    pub active: WordSet,
    pub intending: WordSet,
    pub phrases: WordSet,
    pub receiving: WordSet,
    pub leading: WordSet,
    pub having: WordSet,
    pub occurring: WordSet,
    pub occurring_phrases: WordSet,
    /// Predicates that only say of a deed that it goes on ("is under way").
    pub going_on: WordSet,
    pub dating: WordSet,
    /// Verbs of going somewhere, or turning to somebody, for a purpose.
    pub going: WordSet,
    pub addressing: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Implicative {
    pub positive: WordSet,
    pub inducing: WordSet,
    pub failing: WordSet,
    pub hindering: WordSet,
    pub negative: WordSet,
    pub barring: WordSet,
    /// Verbs that end a decision which is their object.
    pub ending: WordSet,
    pub seizing: WordSet,
    pub occasions: WordSet,
    pub excepting: WordSet,
    pub past: WordSet,
    pub outcome: WordSet,
}

impl Implicative {
    /// Whether what an affirmed verb takes for its infinitive is done.
    pub fn affirms(&self, lemma: &str) -> bool {
        self.positive.contains(lemma) || self.inducing.contains(lemma)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Gerund {
    pub prepositions: WordSet,
    pub about: WordSet,
    pub topics: WordSet,
    pub implied: WordSet,
    /// Participles that describe a land or a people.
    pub descriptive: WordSet,
    pub means: WordSet,
    pub opening: WordSet,
    pub carrying: WordSet,
    pub owning: WordSet,
    pub clearing: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct AttributionCues {
    pub report: WordSet,
    pub factive: WordSet,
    pub reject: WordSet,
    pub opining: WordSet,
    pub remembering: WordSet,
    pub report_nouns: WordSet,
    pub reject_nouns: WordSet,
    /// The kind of event that whoever is made to say something did.
    pub said: String,
    /// Prepositions of a relative clause that is what such a noun tells ("the version according to which ...").
    pub set_out: WordSet,
    pub factive_nouns: WordSet,
    pub adverbs_report: WordSet,
    pub adverbs_reject: WordSet,
    pub adverbs_endorse: WordSet,
    pub according: WordSet,
    pub accusing: WordSet,
    /// Their prepositions ("accused of").
    pub charging: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Control {
    pub object: WordSet,
    /// Verbs behind whose "for" stands what their object did.
    pub faulting: WordSet,
    /// Verbs behind which a participle tells what their object would do or does ("feared Rome attacking").
    pub beholding: WordSet,
    pub linking: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Opening {
    pub adverbs: WordSet,
    pub ordinals: WordSet,
    pub acts: WordSet,
}

/// That it had happened before: by an adverb, or by an ordinal with one of the nouns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Repeating {
    pub adverbs: WordSet,
    pub more: WordSet,
    /// Before forces: a branch of them, which may come at a time of its own.
    pub branches: WordSet,
    pub nouns: WordSet,
    pub ordinals: WordSet,
}

/// Words before an office that belong to its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Offices {
    pub modifiers: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Open {
    pub asking: WordSet,
    pub other: WordSet,
    pub distributive: WordSet,
    pub questioning: WordSet,
    pub unsettled: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Turning {
    pub until: WordSet,
    /// Words for the close of a stretch of time.
    pub ends: WordSet,
    pub holding: Vec<String>,
    pub withholding: WordSet,
    /// Verbs with the particle that turns what they say alone.
    pub undoing: WordSet,
    /// Of these such as only say that there was none, where nobody is to receive it.
    pub saying: WordSet,
    pub pointing: WordSet,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Pronouns {
    pub masculine: WordSet,
    pub feminine: WordSet,
    pub neuter: WordSet,
    pub plural: WordSet,
    pub first_plural: WordSet,
    pub first_singular: WordSet,
    pub relative: WordSet,
}

impl Cues {
    /// How a verb of saying, knowing or showing stands to its complement; `None` for any other verb.
    pub fn speech(&self, lemma: &str) -> Option<Standing> {
        let cues = &self.attribution;
        [
            (&cues.reject, Standing::Reject),
            (&cues.report, Standing::Report),
            (&cues.factive, Standing::Factive),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(lemma))
        .map(|(_, standing)| standing)
    }

    /// The class of a third-person pronoun, given in lower case.
    pub fn pronoun(&self, form: &str) -> Option<Pronoun> {
        let pronouns = &self.pronouns;
        [
            (&pronouns.masculine, Pronoun::Masculine),
            (&pronouns.feminine, Pronoun::Feminine),
            (&pronouns.neuter, Pronoun::Neuter),
            (&pronouns.plural, Pronoun::Plural),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(form))
        .map(|(_, class)| class)
    }

    /// How a noun with a content clause stands to it ("the claim that"); `None` for any other noun.
    pub fn speech_noun(&self, lemma: &str) -> Option<Standing> {
        let cues = &self.attribution;
        [
            (&cues.reject_nouns, Standing::Reject),
            (&cues.report_nouns, Standing::Report),
            (&cues.factive_nouns, Standing::Factive),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(lemma))
        .map(|(_, standing)| standing)
    }
}
