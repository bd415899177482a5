//! Words for events that no built-in kind covers: families of verbs and event nouns, and for all other verbs the table of
//! their event nouns and nearest synonyms. They enter the lexicon only where a claim's statement uses one of them.

use super::words::{Constraint, Frame, constraints};
use super::{LexiconError, parse, written};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Words which say the same of the same participants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The name of the kind that they make.
    pub name: String,
    /// Their grammar, a frame of `frames.toml`.
    pub frame: String,
    /// Whether its verbs need a clause that says what ("found that ...").
    pub clause: bool,
    /// Whether it may happen again to the same participants.
    pub repeats: bool,
    /// Whether it happens once to each patient.
    pub unique: bool,
    /// Verbs, perhaps with particles.
    pub verbs: Vec<String>,
    /// Event nouns.
    pub nouns: Vec<String>,
    /// Phrases that belong to it only with certain participants.
    pub with: Vec<Restricted>,
}

/// Phrases which say the same as a family only where certain participants take part ("the police picked him up").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restricted {
    /// Verbs, perhaps with particles.
    pub verbs: Vec<String>,
    /// Event nouns.
    pub nouns: Vec<String>,
    /// What the deep subject must be: any of these, or anything.
    pub subject: Vec<Constraint>,
    /// What the deep object must be: any of these, or anything.
    pub object: Vec<Constraint>,
}

/// One table of `families.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawFamily {
    frame: String,
    #[serde(default)]
    clause: bool,
    #[serde(default)]
    repeats: bool,
    #[serde(default)]
    unique: bool,
    /// Whether its verb is done to somebody (or to no one, but to things); where it is absent, to either.
    #[serde(default)]
    persons: Option<bool>,
    verbs: Vec<String>,
    nouns: Vec<String>,
    #[serde(default, rename = "with")]
    written: Vec<RawRestricted>,
    #[serde(skip)]
    with: Vec<Restricted>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRestricted {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
}

impl RawRestricted {
    /// With its restrictions resolved; or the class that does not exist.
    fn resolved(&self, concepts: &HashSet<String>) -> Result<Restricted, String> {
        let restrict = |raw: &[String]| constraints(raw, concepts, &BTreeMap::new());
        Ok(Restricted {
            verbs: self.verbs.clone(),
            nouns: self.nouns.clone(),
            subject: restrict(&self.subject)?,
            object: restrict(&self.object)?,
        })
    }
}

impl RawFamily {
    fn named(&self, name: &str) -> Family {
        Family {
            name: name.to_owned(),
            frame: self.frame.clone(),
            clause: self.clause,
            repeats: self.repeats,
            unique: self.unique,
            verbs: self.verbs.clone(),
            nouns: self.nouns.clone(),
            with: self.with.clone(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alike {
    rows: Vec<Vec<String>>,
}

/// The families of one language, and the table for verbs outside them.
#[derive(Debug, Clone)]
pub struct OpenWords {
    families: BTreeMap<String, RawFamily>,
    related: &'static str,
    alike: HashMap<String, Vec<usize>>,
}

impl OpenWords {
    pub(super) fn english(
        frames: &BTreeMap<String, Arc<Frame>>,
        concepts: &HashSet<String>,
    ) -> Result<Self, LexiconError> {
        let (file, families) = written!("families");
        let mut families: BTreeMap<String, RawFamily> = parse((file, families))?;
        for family in families.values_mut() {
            let word = family.verbs.first().cloned().unwrap_or_default();
            let unknown = |what, name| LexiconError::Unknown {
                file,
                word,
                what,
                name,
            };
            if !frames.contains_key(&family.frame) {
                return Err(unknown("frame", family.frame.clone()));
            }
            let written = family.written.iter();
            let resolved: Result<_, String> = written.map(|raw| raw.resolved(concepts)).collect();
            family.with = resolved.map_err(|name| unknown("concept", name))?;
        }
        let rows: Alike = parse(written!("alike"))?;
        let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, words) in rows.rows.into_iter().enumerate() {
            for word in words {
                alike.entry(word).or_default().push(row);
            }
        }
        Ok(Self {
            families,
            related: include_str!("en/related.tsv"),
            alike,
        })
    }

    /// All families of a verb under which a clause says what; those that ask for a clause come first.
    pub fn saying(&self, verb: &str) -> Vec<Family> {
        let mut found: Vec<(&String, &RawFamily)> = self
            .families
            .iter()
            .filter(|(_, family)| family.frame == "say")
            .filter(|(_, family)| family.verbs.iter().any(|known| known == verb))
            .collect();
        found.sort_by_key(|(_, family)| !family.clause);
        found
            .into_iter()
            .map(|(name, raw)| raw.named(name))
            .collect()
    }

    /// The family of this name.
    pub fn named(&self, name: &str) -> Option<Family> {
        self.families.get(name).map(|raw| raw.named(name))
    }

    /// The family of a verb that is done to somebody, or to things.
    pub fn family_done_to(&self, verb: &str, somebody: bool) -> Option<Family> {
        let meant = |family: &RawFamily| {
            family.persons == Some(somebody) && family.verbs.iter().any(|known| known == verb)
        };
        let found = self.families.iter().find(|(_, family)| meant(family));
        found.map(|(name, raw)| raw.named(name))
    }

    /// The family of a verb, which may have particles; `clause` tells whether a clause says what ("found that ...").
    pub fn family(&self, verb: &str, clause: bool) -> Option<Family> {
        let fitting = |family: &RawFamily| family.verbs.iter().any(|known| known == verb);
        // With a clause the families that ask for one come first.
        let found = self
            .families
            .iter()
            .filter(|(_, family)| fitting(family) && (clause || !family.clause))
            .min_by_key(|(_, family)| family.clause != clause);
        found.map(|(name, raw)| raw.named(name))
    }

    /// A family for a verb that stands in none: the verb, its event nouns and its nearest synonyms.
    pub fn related(&self, verb: &str) -> Family {
        let row = self.row(verb);
        let list = |cell: Option<&str>| -> Vec<String> {
            cell.into_iter()
                .flat_map(|cell| cell.split(','))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let (nouns, synonyms) = row.map_or((None, None), |row| row);
        let mut verbs = vec![verb.to_owned()];
        verbs.extend(list(synonyms));
        Family {
            name: verb.replace(' ', "-"),
            frame: "open".to_owned(),
            clause: false,
            repeats: false,
            unique: false,
            verbs,
            nouns: list(nouns),
            with: Vec::new(),
        }
    }

    /// The further cells of the row of `verb`.
    fn row(&self, verb: &str) -> Option<(Option<&'static str>, Option<&'static str>)> {
        let table: &'static str = self.related;
        let head = format!("\n{verb}\t");
        let start = if table.starts_with(&head[1..]) {
            head.len() - 1
        } else {
            memchr::memmem::find(table.as_bytes(), head.as_bytes())? + head.len()
        };
        let mut cells = table.get(start..)?.lines().next()?.split('\t');
        Some((cells.next(), cells.next()))
    }

    /// Whether the noun names what the verb does ("find", "discovery").
    pub fn names_deed(&self, verb: &str, noun: &str) -> bool {
        let has = |words: &[String], word: &str| words.iter().any(|known| known == word);
        let of = |family: &Family| has(&family.verbs, verb) && has(&family.nouns, noun);
        let family = self.family(verb, false);
        of(&family.unwrap_or_else(|| self.related(verb)))
    }

    /// Whether two common nouns can name the same participant.
    pub fn alike(&self, one: &str, other: &str) -> bool {
        one == other
            || self
                .alike
                .get(one)
                .zip(self.alike.get(other))
                .is_some_and(|(one, other)| one.iter().any(|row| other.contains(row)))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::lexicon::Lexicon;
    use crate::frame::KindTable;

    #[test]
    fn a_verb_brings_its_family_or_its_relations() {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let open = lexicon.open();
        let jailed = open.family("jail", false).unwrap();
        assert!(jailed.verbs.contains(&"detain".to_owned()), "{jailed:?}");
        assert_eq!(open.family("find", true).unwrap().name, "conclude");
        assert_eq!(open.family("find", false).unwrap().name, "discover");
        assert_eq!(open.family("negotiate", false), None);
        let names: Vec<String> = open
            .saying("admit")
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["say", "admit"]);
        let related = open.related("annihilate");
        assert!(
            related.nouns.contains(&"annihilation".to_owned()),
            "{related:?}"
        );
    }

    #[test]
    fn each_family_has_a_verb_by_which_a_statement_loads_it() {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let short = |verb: &String| verb.split(' ').count() <= 2;
        for (name, family) in &lexicon.open().families {
            assert!(family.verbs.iter().any(short), "{name}");
        }
    }

    #[test]
    fn a_phrase_may_need_certain_participants() {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let arrest = lexicon.open().family("arrest", false).unwrap();
        let picked = arrest.with.iter().find(|group| {
            let verbs = &group.verbs;
            verbs.contains(&"pick up".to_owned())
        });
        assert!(picked.is_some_and(|group| !group.subject.is_empty()));
        assert!(!arrest.verbs.contains(&"pick up".to_owned()));
    }

    #[test]
    fn nouns_are_alike_within_a_row() {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        assert!(lexicon.open().alike("inquiry", "investigation"));
        assert!(!lexicon.open().alike("inquiry", "rocket"));
        assert!(lexicon.open().alike("bridge", "bridge"));
        assert!(lexicon.open().names_deed("find", "discovery"));
        assert!(!lexicon.open().names_deed("find", "sinking"));
    }
}
