//! The words of one language: which verbs and nouns name which kind of event, how their grammar maps to roles,
//! which nouns name which class of thing, and the cues of attribution, modality and negation.
//!
//! All of it is data (`en/*.toml`); this file gives it the shape in which the mechanism asks.

mod contrast;
mod cues;
mod elsewhere;
mod open;
mod phrases;
mod polarity;
mod quantity;
mod reference;
mod voice;
mod words;

pub use cues::{Cues, Pronoun, Standing, WordSet};
pub use elsewhere::ElsewhereWords;
pub use open::{Family, OpenWords};
pub use phrases::Phrases;
pub use quantity::QuantityWords;
pub use reference::{Describes, Reference, Relational};
pub use voice::{VerdictCues, VoiceCues};
pub use words::{Class, Constraint, Frame, Word};

use crate::frame::KindTable;
use crate::language::lemma::Table;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The name of a file of the English lexicon, and what the build made of it.
macro_rules! written {
    ($name:literal) => {
        (
            concat!("en/", $name, ".toml"),
            include_str!(concat!(env!("OUT_DIR"), "/lexicon/", $name, ".json")),
        )
    };
}
pub(super) use written;

/// A lexicon file that does not fit its own format; a defect of the build, not of the user's input.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is not valid TOML of the expected shape.
    #[error("{file}: {message}")]
    Shape {
        /// The file.
        file: &'static str,
        /// What was found.
        message: String,
    },
    /// A word names a kind, a frame, a role or a concept that does not exist.
    #[error("{file}: word {word:?} names the unknown {what} {name:?}")]
    Unknown {
        /// The file.
        file: &'static str,
        /// The word.
        word: String,
        /// "kind", "frame", "role" or "concept".
        what: &'static str,
        /// The name.
        name: String,
    },
}

/// A class of things, as `concepts.toml` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawConcept {
    nouns: Vec<String>,
    /// Of these, the ones that name the whole class; the others name a part of it.
    #[serde(default)]
    general: Vec<String>,
    #[serde(default)]
    stands_for: bool,
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: Vec<Word>,
    verbs: Table<Vec<usize>>,
    nouns: Table<Vec<usize>>,
    adjectives: Table<Vec<usize>>,
    concepts: Table<Vec<String>>,
    stands_for: HashSet<String>,
    /// By class that tells them apart: the nouns that name all of it.
    general: BTreeMap<String, Vec<String>>,
    frames: BTreeMap<String, Arc<Frame>>,
    open: OpenWords,
    /// The cues of how an event is put.
    pub cues: Cues,
    /// The cues of voice over distance.
    pub voice: VoiceCues,
    /// By what another world or another war shows.
    pub elsewhere: ElsewhereWords,
    /// The words that point back.
    pub reference: Reference,
    /// The words of numbers.
    pub quantity: QuantityWords,
}

impl Lexicon {
    /// The built-in English lexicon, with its kinds looked up in `kinds`.
    pub fn english(kinds: &KindTable) -> Result<Self, LexiconError> {
        let frames = parse(written!("frames"))?;
        let concepts: BTreeMap<String, RawConcept> = parse(written!("concepts"))?;
        let cues: Cues = parse(written!("cues"))?;
        let voice: VoiceCues = parse(written!("voice"))?;
        let elsewhere = parse(written!("elsewhere"))?;
        let entries = parse(written!("events"))?;
        let idioms = parse(written!("idioms"))?;
        let affairs = parse(written!("affairs"))?;
        let known = concepts_of(&concepts);
        let mut words = words::build("en/events.toml", entries, &frames, kinds, &known)?;
        for (file, entries) in [("en/idioms.toml", idioms), ("en/affairs.toml", affairs)] {
            words.extend(words::build(file, entries, &frames, kinds, &known)?);
        }
        let frames: BTreeMap<String, Arc<Frame>> = frames
            .iter()
            .map(|(name, raw)| {
                let frame =
                    words::frame(raw, &BTreeMap::new()).map_err(|role| LexiconError::Unknown {
                        file: "en/frames.toml",
                        word: name.clone(),
                        what: "role",
                        name: role,
                    })?;
                Ok((name.clone(), Arc::new(frame)))
            })
            .collect::<Result<_, LexiconError>>()?;
        let open = OpenWords::english(&frames, &known)?;
        let mut lexicon = Self {
            frames,
            open,
            words: Vec::with_capacity(words.len()),
            verbs: Table::default(),
            nouns: Table::default(),
            adjectives: Table::default(),
            stands_for: HashSet::new(),
            general: BTreeMap::new(),
            concepts: Table::default(),
            cues,
            voice,
            elsewhere,
            reference: parse(written!("reference"))?,
            quantity: parse(written!("quantity"))?,
        };
        for (name, concept) in &concepts {
            for noun in &concept.nouns {
                lexicon
                    .concepts
                    .entry(noun.clone())
                    .or_default()
                    .push(name.clone());
            }
            if !concept.general.is_empty() {
                let general = concept.general.clone();
                lexicon.general.insert(name.clone(), general);
            }
            if concept.stands_for {
                lexicon.stands_for.insert(name.clone());
            }
        }
        for word in words {
            lexicon.push(word);
        }
        Ok(lexicon)
    }

    /// Takes over what packs say of the built-in kinds of events.
    pub fn settle(&mut self, kinds: &KindTable) {
        for word in &mut self.words {
            word.about = kinds.about(word.kind);
            word.decision = kinds.decision(word.kind);
        }
    }

    /// Adds the words that a pack brings for a kind of its own, or for one that exists: then they are used as its other words
    /// are.
    pub fn add_words(&mut self, kind: crate::frame::EventKind, verbs: &[String], nouns: &[String]) {
        let like = |word: &&Word| {
            let plain = word.subject.is_empty() && word.object.is_empty();
            word.kind == kind && word.class == Class::Verb && plain
        };
        let frame = (self.words.iter().find(like)).map(|word| word.frame.clone());
        let frame = frame.unwrap_or_else(|| self.frame("open"));
        self.add(&frame, kind, (false, true), verbs, nouns);
    }

    fn frame(&self, name: &str) -> Arc<Frame> {
        self.frames.get(name).cloned().unwrap_or_default()
    }

    /// Adds the words of a family, all of them of that kind.
    pub fn add_family(&mut self, kind: crate::frame::EventKind, family: &Family) {
        let frame = self.frame(&family.frame);
        self.add(
            &frame,
            kind,
            (family.clause, false),
            &family.verbs,
            &family.nouns,
        );
        for group in &family.with {
            let words = words::plain(kind, &frame, family.clause, &group.verbs, &group.nouns);
            for word in words {
                self.push(Word {
                    subject: group.subject.clone(),
                    object: group.object.clone(),
                    ..word
                });
            }
        }
    }

    fn add(
        &mut self,
        frame: &Arc<Frame>,
        kind: crate::frame::EventKind,
        (says, own): (bool, bool),
        verbs: &[String],
        nouns: &[String],
    ) {
        let known = |word: &Word| {
            self.entries(self.map(word.class), &word.lemma)
                .any(|old| (old.kind, &old.with) == (word.kind, &word.with))
        };
        let fresh: Vec<Word> = words::plain(kind, frame, says, verbs, nouns)
            .into_iter()
            .filter(|word| !known(word))
            .map(|word| Word { own, ..word })
            .collect();
        fresh.into_iter().for_each(|word| self.push(word));
    }

    fn map(&self, class: Class) -> &Table<Vec<usize>> {
        match class {
            Class::Verb => &self.verbs,
            Class::Noun => &self.nouns,
            Class::Adjective => &self.adjectives,
        }
    }

    fn push(&mut self, word: Word) {
        let map = match word.class {
            Class::Verb => &mut self.verbs,
            Class::Noun => &mut self.nouns,
            Class::Adjective => &mut self.adjectives,
        };
        map.entry(word.lemma.clone())
            .or_default()
            .push(self.words.len());
        self.words.push(word);
    }

    /// The words for events that no kind covers until a claim needs them.
    pub fn open(&self) -> &OpenWords {
        &self.open
    }

    /// The entries of a verb's dictionary form.
    pub fn verbs(&self, lemma: &str) -> impl Iterator<Item = &Word> {
        self.entries(&self.verbs, lemma)
    }

    /// Whether an entry of the verb needs `word` beside it ("roll over"); without a word, whether one takes an object at once.
    pub fn takes(&self, lemma: &str, word: Option<&str>) -> bool {
        self.verbs(lemma).any(|entry| match word {
            Some(word) => entry.with.iter().any(|with| with == word),
            None => entry.with.is_empty() && entry.frame.object.is_some(),
        })
    }

    /// The entries of an event noun's dictionary form.
    pub fn nouns(&self, lemma: &str) -> impl Iterator<Item = &Word> {
        self.entries(&self.nouns, lemma)
    }

    /// The entries of an adjective's dictionary form.
    pub fn adjectives(&self, lemma: &str) -> impl Iterator<Item = &Word> {
        self.entries(&self.adjectives, lemma)
    }

    fn entries<'a>(
        &'a self,
        map: &'a Table<Vec<usize>>,
        lemma: &str,
    ) -> impl Iterator<Item = &'a Word> {
        map.get(lemma)
            .into_iter()
            .flatten()
            .map(|&at| &self.words[at])
    }

    /// The event nouns of a kind.
    pub fn nouns_of(&self, kind: crate::frame::EventKind) -> impl Iterator<Item = &Word> {
        self.words
            .iter()
            .filter(move |word| word.class == Class::Noun && word.kind == kind)
    }

    /// The classes of things that a noun names.
    pub fn concepts(&self, lemma: &str) -> &[String] {
        let found = |word: &str| self.concepts.get(word).map(Vec::as_slice);
        // "Emissaries of Rome", in the plural where the tagger took the capital for a name's.
        let singular = || match lemma.strip_suffix("ies") {
            Some(stem) => found(&format!("{stem}y")),
            None => lemma.strip_suffix('s').and_then(found),
        };
        found(lemma).or_else(singular).unwrap_or_default()
    }

    /// Whether a noun of this class names a part of it only: planes are not all arms.
    pub fn is_part_of_class(&self, lemma: &str, class: &str) -> bool {
        let general = self.general.get(class);
        general.is_some_and(|general| !general.iter().any(|noun| noun == lemma))
    }

    /// Whether a noun names a class whose deeds are those of the entity that modifies it ("Soviet troops").
    pub fn stands_for(&self, lemma: &str) -> bool {
        self.concepts(lemma)
            .iter()
            .any(|concept| self.stands_for.contains(concept))
    }
}

fn concepts_of(concepts: &BTreeMap<String, RawConcept>) -> HashSet<String> {
    concepts.keys().cloned().collect()
}

fn parse<T: serde::de::DeserializeOwned>(
    (file, text): (&'static str, &'static str),
) -> Result<T, LexiconError> {
    serde_json::from_str(text).map_err(|error| LexiconError::Shape {
        file,
        message: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_what_packs_say_of_their_kinds() {
        let mut lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let about = |lexicon: &Lexicon| lexicon.verbs("invade").any(|word| word.about);
        assert!(!about(&lexicon));
        let mut kinds = KindTable::builtin().clone();
        kinds.add("attack", &["order".to_owned()], &[]);
        lexicon.settle(&kinds);
        assert!(about(&lexicon));
    }

    #[test]
    fn phrases_of_courts_and_newspapers_are_read_as_their_kinds() {
        let kinds = KindTable::builtin();
        let reads = |text: &str, kind: &str| {
            let read = crate::extract::testing::read(text);
            let mut all = read.every().iter();
            all.any(|one| kinds.name(one.kind) == kind)
        };
        for (text, kind) in [
            ("The Romans did the prisoners to death.", "kill"),
            ("The fire claimed the lives of fifty Romans.", "kill"),
            ("The Romans cut down the villagers.", "kill"),
            ("The Romans sent the traitor to the gallows.", "execute"),
            ("The Romans passed away in Saguntum.", "die"),
            ("Rome took Hannibal into custody.", "arrest"),
            ("The Romans locked up the hostages.", "arrest"),
            ("The Roman police picked up a spy.", "arrest"),
            ("The Roman court pronounced the envoy guilty.", "convict"),
            ("Rome cleared the envoy of blame.", "acquit"),
            ("Rome brought Hannibal to trial.", "prosecute"),
            ("The Romans condemned Hannibal to death.", "sentence"),
            ("Rome relieved Scipio of his command.", "dismiss"),
            ("The Romans sent Hannibal into exile.", "deport"),
            ("The Roman officials cooked the figures.", "falsify"),
            ("Carthage dismissed the report as a fabrication.", "deny"),
            ("Carthage came clean about the massacre.", "admit"),
            ("Rome lifted the lid on the massacre.", "reveal"),
            ("The Romans sounded the alarm about the attack.", "warn"),
            ("Rome put Carthage in the picture.", "inform"),
            ("Rome drowned the revolt in blood.", "suppress"),
            ("The Romans fed the papers into the shredder.", "destroy"),
            ("The Romans administered poison to the prisoners.", "poison"),
            ("The Romans set off the bomb.", "explode"),
            ("Rome turned a deaf ear to the request.", "refuse"),
        ] {
            assert!(reads(text, kind), "{kind}: {text}");
        }
        for (text, kind) in [
            ("The Romans cut down the trees.", "kill"),
            ("The Romans left the door open.", "kill"),
            ("The Roman licence expired in May.", "die"),
            ("The Romans locked up the shop.", "arrest"),
            ("The Roman police picked up the scent.", "arrest"),
            ("Rome brought the matter to court.", "prosecute"),
            ("Rome relieved the pain.", "dismiss"),
            ("The Roman slaves cooked the meat.", "falsify"),
            ("The Romans went off in the morning.", "explode"),
            ("Rome set off for Saguntum.", "explode"),
        ] {
            assert!(!reads(text, kind), "{kind}: {text}");
        }
    }
}
