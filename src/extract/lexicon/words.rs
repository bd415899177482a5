//! Event words and the frames that map their grammar to roles.

use super::LexiconError;
use crate::frame::{EventKind, KindTable, Role};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Prepositions that may end the entry of a noun.
const AFTER_NOUN: [&str; 13] = [
    "into", "across", "over", "on", "against", "at", "upon", "to", "from", "past", "beyond",
    "through", "in",
];

/// What a restricted object or subject must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// A noun of that dictionary form, with the words that must modify it ("white flag").
    Lemma(String, Vec<String>),
    /// A noun of that class.
    Concept(String),
    /// A phrase that names an entity of the loaded packs.
    Entity,
    /// A phrase that names a person of the loaded packs, or a pronoun.
    Person,
    /// A phrase that names a place of the loaded packs.
    Place,
    /// A noun that names an event.
    Event,
    /// A complement clause.
    Clause,
}

/// The part of speech of an event word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// "attack", "fall upon"
    Verb,
    /// "invasion"
    Noun,
    /// "responsible"
    Adjective,
}

/// How the grammatical functions of one word map to roles.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Role of the deep subject.
    pub subject: Option<Role>,
    /// Role of the deep object.
    pub object: Option<Role>,
    /// Role of the deep object beside a complement clause, where it differs ("told him that ...").
    pub object_beside_clause: Option<Role>,
    /// Role of a deep object that names an event, where it differs ("ordered the attack").
    pub event_object: Option<Role>,
    /// Role of the indirect object.
    pub indirect: Option<Role>,
    /// Whether a name under a preposition may belong to the verb although it hangs on the object.
    pub loose: bool,
    /// Role of a complement clause.
    pub clause: Option<Role>,
    /// Whether forces that are its object are its doers, too, where nobody else is named ("X's troops were withdrawn").
    pub object_acts: bool,
    /// Whether a thing that is its only participant is what it happens to ("the boiler blew up").
    pub changes: bool,
    /// Roles by preposition where the event is a verb.
    pub preposition: BTreeMap<String, Role>,
    /// Roles by preposition, `possessor` and `adjective` where the event is a noun; `possessor-alone` is that
    /// of the possessor where nothing stands after "of"; `of-who` is that of a person or
    /// state after "of" where nobody else fills it.
    pub noun: BTreeMap<String, Role>,
}

/// One entry: a word or phrase that names a kind of event.
#[derive(Debug, Clone)]
pub struct Word {
    /// Dictionary form of its head.
    pub lemma: String,
    /// Its part of speech.
    pub class: Class,
    /// Further words that must depend on the head: particles, prepositions, a compound's first part.
    pub with: Vec<String>,
    /// Of a noun: the preposition whose phrase is its object ("lunge across").
    pub before: Option<String>,
    /// The kind of event.
    pub kind: EventKind,
    /// Whether the topic of that kind is another event.
    pub about: bool,
    /// Whether to decide on it is to do it.
    pub decision: bool,
    /// Its grammar.
    pub frame: Arc<Frame>,
    /// What the deep object must be, if restricted: any of these.
    pub object: Vec<Constraint>,
    /// What the deep subject must be, if restricted: any of these.
    pub subject: Vec<Constraint>,
    /// What the complement beside the object or the subject must be, if restricted ("made X king", "became king").
    pub complement: Vec<Constraint>,
    /// What neither the deep object nor the deep subject may be ("an attack of asthma").
    pub unless: Vec<Constraint>,
    /// What the deep object may not be ("left troops there").
    pub unless_object: Vec<Constraint>,
    /// Prepositions beside which a verb means something else ("left them without food"); `@state` is an adjective that says
    /// how somebody is left.
    pub not_beside: Vec<String>,
    /// Whether a verb needs a clause that says what.
    pub says: bool,
    /// Whether a pack added it: what the pack calls so is always also what the pack means by it.
    pub own: bool,
    /// A role that the word fills by itself, and with what class of things ("equip" needs no word for arms).
    pub implied: Option<(Role, String)>,
    /// What the direct object must be where the phrase of a preposition counts as the object ("hurl troops against X").
    pub direct: Vec<Constraint>,
}

impl Word {
    /// How specific the entry is: of two that fit, the more specific wins.
    pub fn specificity(&self) -> usize {
        (self.with.len() + usize::from(self.before.is_some())) * 2
            + usize::from(!self.object.is_empty() || !self.complement.is_empty()) * 3
            + usize::from(!self.subject.is_empty() || !self.direct.is_empty())
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFrame {
    subject: Option<String>,
    object: Option<String>,
    object_beside_clause: Option<String>,
    event_object: Option<String>,
    #[serde(default)]
    loose: bool,
    indirect: Option<String>,
    clause: Option<String>,
    #[serde(default)]
    changes: bool,
    #[serde(default)]
    object_acts: bool,
    #[serde(default)]
    preposition: BTreeMap<String, String>,
    #[serde(default)]
    noun: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntries {
    /// Words that a phrase can name together ("@motion across").
    #[serde(default)]
    classes: BTreeMap<String, Vec<String>>,
    word: Vec<RawEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    kind: String,
    frame: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    direct: Vec<String>,
    #[serde(default)]
    complement: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default, rename = "unless-object")]
    unless_object: Vec<String>,
    #[serde(default, rename = "not-beside")]
    not_beside: Vec<String>,
    /// Whether its verbs need a clause that says what.
    #[serde(default)]
    says: bool,
    /// Roles that the word itself fills, with what class of things.
    #[serde(default)]
    implied: BTreeMap<String, String>,
    /// Overrides of the frame: `object`, `subject`, `clause` or a preposition to a role.
    #[serde(default)]
    roles: BTreeMap<String, String>,
}

/// Checks and resolves the entries of one file.
pub(super) fn build(
    file: &'static str,
    entries: RawEntries,
    frames: &BTreeMap<String, RawFrame>,
    kinds: &KindTable,
    concepts: &HashSet<String>,
) -> Result<Vec<Word>, LexiconError> {
    let mut words = Vec::new();
    for entry in entries.word {
        let spelled = |phrases: &[String]| {
            expanded(phrases, &entries.classes).map_err(|class| LexiconError::Unknown {
                file,
                word: class.clone(),
                what: "class",
                name: class,
            })
        };
        let (verbs, nouns) = (spelled(&entry.verbs)?, spelled(&entry.nouns)?);
        let phrases: Vec<(Class, &String)> = [
            (Class::Verb, &verbs),
            (Class::Noun, &nouns),
            (Class::Adjective, &entry.adjectives),
        ]
        .into_iter()
        .flat_map(|(class, list)| list.iter().map(move |phrase| (class, phrase)))
        .collect();
        let first = phrases
            .first()
            .map(|(_, phrase)| (*phrase).clone())
            .unwrap_or_default();
        let unknown = |what, name: &str| LexiconError::Unknown {
            file,
            word: first.clone(),
            what,
            name: name.into(),
        };
        let kind = kinds
            .get(&entry.kind)
            .ok_or_else(|| unknown("kind", &entry.kind))?;
        let raw = frames
            .get(&entry.frame)
            .ok_or_else(|| unknown("frame", &entry.frame))?;
        let frame = Arc::new(frame(raw, &entry.roles).map_err(|role| unknown("role", &role))?);
        let restrict = |raw: &[String]| constraints(raw, concepts, &entries.classes);
        let object = restrict(&entry.object).map_err(|name| unknown("concept", &name))?;
        let subject = restrict(&entry.subject).map_err(|name| unknown("concept", &name))?;
        let direct = restrict(&entry.direct).map_err(|name| unknown("concept", &name))?;
        let complement = restrict(&entry.complement).map_err(|name| unknown("concept", &name))?;
        let unless = restrict(&entry.unless).map_err(|name| unknown("concept", &name))?;
        let unless_object =
            restrict(&entry.unless_object).map_err(|name| unknown("concept", &name))?;
        let implied =
            implied(&entry.implied, concepts).map_err(|name| unknown("concept", &name))?;
        for (class, phrase) in phrases {
            words.push(Word {
                implied: implied.clone(),
                about: kinds.about(kind),
                decision: kinds.decision(kind),
                object: object.clone(),
                subject: subject.clone(),
                direct: direct.clone(),
                complement: complement.clone(),
                unless: unless.clone(),
                unless_object: unless_object.clone(),
                not_beside: entry.not_beside.clone(),
                says: entry.says && class == Class::Verb,
                ..word(phrase, class, kind, &frame)
            });
        }
    }
    Ok(words)
}

/// The phrases with the words of their classes spelled out; or the class that does not exist.
fn expanded(
    verbs: &[String],
    classes: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<String>, String> {
    let mut all = Vec::with_capacity(verbs.len());
    for phrase in verbs {
        let Some(at) = phrase.split(' ').position(|part| part.starts_with('@')) else {
            all.push(phrase.clone());
            continue;
        };
        let parts: Vec<&str> = phrase.split(' ').collect();
        let class = parts[at].trim_start_matches('@');
        let members = classes.get(class).ok_or_else(|| class.to_owned())?;
        let spelled: Vec<String> = members
            .iter()
            .map(|member| {
                let mut parts = parts.clone();
                parts[at] = member;
                parts.join(" ")
            })
            .collect();
        all.extend(expanded(&spelled, classes)?);
    }
    Ok(all)
}

/// Words of one kind that all have the same grammar, without restrictions.
pub(super) fn plain(
    kind: EventKind,
    frame: &Arc<Frame>,
    says: bool,
    verbs: &[String],
    nouns: &[String],
) -> Vec<Word> {
    let entry = |phrase: &String, class: Class| Word {
        says: says && class == Class::Verb,
        ..word(phrase, class, kind, frame)
    };
    verbs
        .iter()
        .map(|phrase| entry(phrase, Class::Verb))
        .chain(nouns.iter().map(|phrase| entry(phrase, Class::Noun)))
        .collect()
}

fn word(phrase: &str, class: Class, kind: EventKind, frame: &Arc<Frame>) -> Word {
    let mut parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
    let before = match class {
        Class::Noun if parts.len() > 1 => parts.pop_if(|last| AFTER_NOUN.contains(&last.as_str())),
        _ => None,
    };
    // The head of an English verb phrase is its first word, of a compound noun its last.
    let lemma = match class {
        Class::Noun => parts.pop().unwrap_or_default(),
        Class::Verb | Class::Adjective => parts.remove(0),
    };
    Word {
        lemma,
        class,
        with: parts,
        before,
        kind,
        about: false,
        decision: false,
        frame: Arc::clone(frame),
        object: Vec::new(),
        subject: Vec::new(),
        direct: Vec::new(),
        complement: Vec::new(),
        unless: Vec::new(),
        unless_object: Vec::new(),
        not_beside: Vec::new(),
        implied: None,
        own: false,
        says: false,
    }
}

pub(super) fn frame(raw: &RawFrame, overrides: &BTreeMap<String, String>) -> Result<Frame, String> {
    let role = |name: &String| Role::from_name(name).ok_or_else(|| name.clone());
    let optional = |name: &Option<String>| name.as_ref().map(role).transpose();
    let map = |raw: &BTreeMap<String, String>| {
        raw.iter()
            .map(|(key, name)| Ok((key.clone(), role(name)?)))
            .collect::<Result<BTreeMap<_, _>, String>>()
    };
    let mut frame = Frame {
        subject: optional(&raw.subject)?,
        object: optional(&raw.object)?,
        object_beside_clause: optional(&raw.object_beside_clause)?,
        event_object: optional(&raw.event_object)?,
        loose: raw.loose,
        indirect: optional(&raw.indirect)?,
        clause: optional(&raw.clause)?,
        object_acts: raw.object_acts,
        changes: raw.changes,
        preposition: map(&raw.preposition)?,
        noun: map(&raw.noun)?,
    };
    for (function, name) in overrides {
        let role = role(name)?;
        match function.as_str() {
            "object" => frame.object = Some(role),
            "subject" => frame.subject = Some(role),
            "clause" => frame.clause = Some(role),
            preposition => {
                frame.preposition.insert(preposition.to_owned(), role);
                frame.noun.insert(preposition.to_owned(), role);
            }
        }
    }
    Ok(frame)
}

fn implied(
    raw: &BTreeMap<String, String>,
    concepts: &HashSet<String>,
) -> Result<Option<(Role, String)>, String> {
    let Some((role, concept)) = raw.first_key_value() else {
        return Ok(None);
    };
    let role = Role::from_name(role).ok_or_else(|| role.clone())?;
    let known = concepts.contains(concept).then(|| concept.clone());
    known
        .map(|concept| Some((role, concept)))
        .ok_or_else(|| concept.clone())
}

pub(super) fn constraints(
    raw: &[String],
    concepts: &HashSet<String>,
    classes: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<Constraint>, String> {
    let mut all = Vec::with_capacity(raw.len());
    for word in raw {
        match word.strip_prefix('@') {
            Some("entity") => all.push(Constraint::Entity),
            Some("person") => all.push(Constraint::Person),
            Some("place") => all.push(Constraint::Place),
            Some("event") => all.push(Constraint::Event),
            Some("clause") => all.push(Constraint::Clause),
            Some(concept) if concepts.contains(concept) => {
                all.push(Constraint::Concept(concept.to_owned()));
            }
            Some(class) => {
                let members = classes.get(class).ok_or_else(|| class.to_owned())?;
                all.extend(members.iter().map(|noun| lemma(noun)));
            }
            None => all.push(lemma(word)),
        }
    }
    Ok(all)
}

/// A noun, perhaps with the words that must modify it.
fn lemma(noun: &str) -> Constraint {
    let mut words: Vec<String> = noun.split(' ').map(str::to_owned).collect();
    let lemma = words.pop().unwrap_or_default();
    Constraint::Lemma(lemma, words)
}
