//! A document becomes assertions: names and dates first, then trees for the sentences that can matter, then one pass
//! in the order of the text that carries the discourse along.

use super::assertion::When;
use super::chronology::Dated;
use super::lexicon::{Lexicon, LexiconError};
use super::mention::{Mention, MentionFinder};
use super::names::NameSpan;
use super::parsing::Met;
use super::pass::Pass;
use super::scope::Scope;
use super::time::{self, Qualifier, TimeExpression, TimeLexicon};
use super::{Named, Reading, elsewhere, layout};
use crate::document::model::Document;
use crate::frame::{EntityTable, Interval, KindTable};
use crate::language::Model;
use crate::language::tree::Tree;
use crate::recall::Recall;
use crate::span::Span;
use rayon::prelude::*;

/// How many sentences around a mention of the subject are read.
pub(super) const WINDOW: usize = 8;

/// How many trees of a document are held at a time.
const HELD: usize = 256;

/// What the parsed sentences may weigh that are kept, in bytes: some twenty thousand of them.
const MET: usize = 24 << 20;

/// Why a reader could not be made; a defect of the build.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The lexicon of events and cues.
    #[error("the built-in lexicon cannot be used")]
    Lexicon(#[from] LexiconError),
    /// The lexicon of dates.
    #[error("the built-in lexicon of dates cannot be used")]
    Time(#[from] time::LexiconError),
    /// The entities' names.
    #[error("the names of the loaded packs cannot be indexed")]
    Names(#[from] super::mention::MentionError),
    /// The language model.
    #[error("the built-in language model cannot be used")]
    Model(#[from] crate::language::ModelError),
}

/// What is known of English before any subject is: its words, its dates and the model.
pub struct English {
    lexicon: Lexicon,
    time: TimeLexicon,
    model: &'static Model,
}

impl English {
    /// Reads all that from the binary.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn load() -> Result<Self, ReaderError> {
        let (model, (lexicon, time)) = rayon::join(Model::english, || {
            (
                Lexicon::english(KindTable::builtin()),
                TimeLexicon::for_language("en"),
            )
        });
        Ok(Self {
            lexicon: lexicon?,
            time: time?,
            model: model?,
        })
    }
}

/// Reads documents of one language for the subjects of the loaded packs.
pub struct Reader {
    pub(super) lexicon: Lexicon,
    pub(super) time: TimeLexicon,
    pub(super) finder: MentionFinder,
    pub(super) entities: EntityTable,
    pub(super) kinds: KindTable,
    /// By entity: whether its mention shows that the subject is treated.
    pub(super) anchors: Vec<bool>,
    pub(super) scope: Scope,
    pub(super) model: &'static Model,
    /// The sentences that were parsed, once the reader has learnt all that it will know.
    pub(super) met: Option<Recall<Met>>,
}

/// A sentence before its tree is known.
pub(super) struct Prepared {
    pub index: usize,
    pub names: Vec<NameSpan>,
    pub dates: Vec<TimeExpression>,
}

impl Prepared {
    pub(super) fn dated(&self) -> Dated<'_> {
        Dated {
            index: self.index,
            dates: &self.dates,
            names: &self.names,
        }
    }
}

/// A sentence with its tree, names and dates.
pub struct ParsedSentence {
    /// The tree.
    pub tree: Tree,
    /// The names in it.
    pub names: Vec<NameSpan>,
    /// The dates in it.
    pub dates: Vec<TimeExpression>,
}

/// One sentence as the reader has it before it looks for events.
pub struct Watched<'a> {
    /// Index in the document.
    pub sentence: usize,
    /// The tree.
    pub tree: &'a Tree,
    /// The names in it.
    pub names: &'a [NameSpan],
    /// The dates in it, resolved as far as context allows.
    pub dates: &'a [(Span, Option<When>)],
    /// A date before it that stands for its undated events.
    pub dateline: Option<&'a When>,
    /// The date on which the narrative stands.
    pub narrative: Option<Interval>,
}

/// What was shown of one sentence, kept.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The tree.
    pub tree: Tree,
    /// The names in it.
    pub names: Vec<NameSpan>,
    /// The dates in it, resolved as far as context allows.
    pub dates: Vec<(Span, Option<When>)>,
    /// A date before it that stands for its undated events.
    pub dateline: Option<When>,
    /// The date on which the narrative stands.
    pub narrative: Option<Interval>,
}

impl ParsedSentence {
    /// The sentence out of its context: a date that needs one stays open.
    pub fn seen(self) -> Seen {
        let dates = self.dates.iter().map(|date| {
            let when = date.absolute().map(|interval| When {
                words: date.span,
                interval,
                carried: false,
                zoned: date.zone.is_some(),
                approximate: date.approximate,
                since: date.qualifier == Qualifier::Since,
            });
            (date.span, when)
        });
        Seen {
            dates: dates.collect(),
            tree: self.tree,
            names: self.names,
            dateline: None,
            narrative: None,
        }
    }
}

impl Watched<'_> {
    /// Keeps what is shown.
    pub fn keep(&self) -> Seen {
        Seen {
            tree: self.tree.clone(),
            names: self.names.to_vec(),
            dates: self.dates.to_vec(),
            dateline: self.dateline.cloned(),
            narrative: self.narrative,
        }
    }
}

impl Reader {
    /// A reader for English. `anchors` are the ids of entities that show that a loaded subject is treated.
    pub fn english(
        kinds: &KindTable,
        entities: EntityTable,
        anchors: impl IntoIterator<Item = String>,
        words: impl IntoIterator<Item = (String, Vec<String>, Vec<String>)>,
    ) -> Result<Self, ReaderError> {
        Self::of(English::load()?, kinds, entities, anchors, words)
    }

    /// As [`Reader::english`], by what was loaded before.
    pub fn of(
        english: English,
        kinds: &KindTable,
        entities: EntityTable,
        anchors: impl IntoIterator<Item = String>,
        words: impl IntoIterator<Item = (String, Vec<String>, Vec<String>)>,
    ) -> Result<Self, ReaderError> {
        let English {
            mut lexicon,
            time,
            model,
        } = english;
        lexicon.settle(kinds);
        for (kind, verbs, nouns) in words {
            if let Some(kind) = kinds.get(&kind) {
                lexicon.add_words(kind, &verbs, &nouns);
            }
        }
        let ships = &lexicon.reference.ships;
        let entities = entities.with_she("en", |name| {
            let mut words = name.split_whitespace();
            words.any(|word| ships.contains(&word.to_lowercase()))
        });
        let mut marks = vec![false; entities.all().len()];
        for id in anchors {
            if let Some(index) = entities.index(&id) {
                marks[index] = true;
            }
        }
        Ok(Self {
            lexicon,
            kinds: kinds.clone(),
            time,
            finder: MentionFinder::new(&entities, "en")?,
            entities,
            anchors: marks,
            scope: Scope::default(),
            model,
            met: None,
        })
    }

    /// Says which names belong to which pack; without it all names are looked for everywhere.
    pub fn set_scope(&mut self, scope: Scope) {
        self.scope = scope;
    }

    /// Keeps the sentences that are parsed from now on, as far as they fit into some megabytes: drafts repeat them.
    pub fn remember(&mut self) {
        self.met = Some(Recall::new(MET));
    }

    /// Who and what can be named.
    pub fn entities(&self) -> &EntityTable {
        &self.entities
    }

    /// The entities that `text` names.
    pub fn named_in(&self, text: &str) -> Vec<usize> {
        let mentions = self.finder.scan(text);
        mentions.into_iter().map(|mention| mention.entity).collect()
    }

    /// The dates in `text` that need no other to be understood.
    pub fn dates_in(&self, text: &str) -> Vec<Interval> {
        let found = time::find_dates(text, Span::new(0, text.len()), &self.time);
        found.iter().filter_map(TimeExpression::absolute).collect()
    }

    /// The dictionary form of a word with this tag.
    pub fn lemma(&self, tag: &str, form: &str) -> String {
        self.model.lemma(tag, form)
    }

    /// The form that `tag` asks for of a dictionary form (`VERB|VBN` of "invade").
    pub fn inflect(&self, tag: &str, lemma: &str) -> Option<String> {
        self.model.inflect(tag, lemma)
    }

    /// The words by which events are found.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Everything that the document's sentences put forward about the loaded subjects.
    pub fn read(&self, document: &Document) -> Reading {
        self.read_with(document, &mut |_| {})
    }

    /// As [`Reader::read`]; shows each sentence to `watch` as it is read.
    pub fn read_with(&self, document: &Document, watch: &mut dyn FnMut(&Watched)) -> Reading {
        let named = self.named(document);
        let mut reading = Reading {
            mentions: named
                .iter()
                .enumerate()
                .flat_map(|(sentence, names)| {
                    names.iter().map(move |name| Named {
                        sentence,
                        entity: name.entity,
                        certain: name.certain,
                    })
                })
                .collect(),
            ..Reading::default()
        };
        reading.read_for = self.wanted(document, &named);
        reading.meetings = self.scope.meetings(&named);
        if reading.read_for.is_empty() {
            return reading;
        }
        let cues = &self.lexicon.elsewhere;
        let wars = elsewhere::other_wars(document, &named, &self.anchors, &self.entities, cues);
        reading.imagined = elsewhere::imagined(document, cues);
        let wanted: Vec<usize> = reading.read_for.keys().copied().collect();
        reading.parsed = wanted.len();
        let mut pass = Pass::new(self, document, &named);
        for some in wanted.chunks(HELD) {
            let (prepared, trees): (Vec<Prepared>, Vec<Tree>) = some
                .par_iter()
                .map(|&index| layout::prepare(self, document, &named, index))
                .unzip();
            pass.run(&prepared, &trees, &mut reading, watch);
        }
        layout::of_other_wars(&wars.names, &mut reading.assertions);
        for assertion in &mut reading.assertions {
            assertion.elsewhere |= reading.imagined[assertion.sentence];
        }
        reading.other_scenes = wars.scenes;
        reading
    }

    /// The tree, names and dates of one sentence of `text`, as [`Reader::read`] sees them.
    pub fn parse(&self, text: &str, sentence: Span) -> ParsedSentence {
        let names: Vec<NameSpan> = self
            .finder
            .scan(text)
            .into_iter()
            .filter(|mention| sentence.contains(mention.span))
            .map(|mention| name_span(text, &mention))
            .collect();
        let (dates, tree) = self.dated_tree(text, sentence, &names);
        ParsedSentence { tree, names, dates }
    }
}

pub(super) fn name_span(text: &str, mention: &Mention) -> NameSpan {
    // "US imperialists": a common noun in the plural at the end of a name.
    let last = text
        .get(mention.span.range())
        .and_then(|words| words.rsplit(' ').next())
        .unwrap_or_default();
    let common = last.starts_with(char::is_lowercase) && last.ends_with('s');
    NameSpan {
        span: mention.span,
        entity: mention.entity,
        certain: !mention.form.needs_context(),
        adjective: mention.form.is_adjective(),
        plural: mention.plural || common,
    }
}

#[cfg(test)]
mod tests {
    use super::HELD;
    use crate::extract::testing::read;
    use crate::frame::Role;

    #[test]
    fn what_the_text_has_in_mind_outlasts_the_trees_that_are_held() {
        let text = "Hannibal left Carthage. ".repeat(HELD) + "He attacked Saguntum.";
        let read = read(&text);
        let attack = read.one("attacked");
        let agent = attack.roles.iter().find(|(role, _)| *role == Role::Agent);
        assert_eq!(attack.sentence, HELD);
        assert!(
            agent.is_some_and(|(_, agent)| agent.entity.is_some()),
            "{attack:?}"
        );
    }
}
