//! Which topics a document treats, and where.

use super::cues::Cues;
use crate::document::model::{BlockKind, Document};
use crate::extract::Reading;
use crate::frame::{EntityKind, EntityTable, Interval};
use crate::pack::model::Pack;

/// A text shorter than this many sentences treats a topic that it touches once.
const SHORT_TEXT: usize = 12;
/// How far, in sentences, a cue establishes the subject: backward the text before it, forward the text after it.
const BEFORE: usize = 3;
const AFTER: usize = 10;
/// How far, in sentences, a topic's cue or date tells that the subject's names are used to speak of that topic: a match
/// between two countries names them, too.
const TOPIC_BEFORE: usize = 10;
const TOPIC_AFTER: usize = 40;
/// How far, in days, a date may lie from the time of a topic and still tell that it is spoken of.
const AROUND: i32 = 366;

/// Finds cues of topics in texts of one language.
#[derive(Debug)]
pub struct TopicFinder {
    cues: Option<Cues>,
    /// Pack and topic of each cue.
    owners: Vec<(usize, usize)>,
    /// Pack and topic by entity.
    by_entity: Vec<Vec<(usize, usize)>>,
    /// Packs whose subject an entity belongs to.
    subjects: Vec<Vec<usize>>,
    /// Whether an entity is a person: who lived then is named only where that time is spoken of; a country goes on.
    persons: Vec<bool>,
}

/// Where the topics of the loaded packs are treated in one document.
#[derive(Debug, Default)]
pub struct Treated {
    /// By pack and topic: the sentences with a cue, with the number of cues.
    hits: Vec<Vec<Vec<(usize, usize)>>>,
    /// By pack: whether the subject is established at each sentence.
    established: Vec<Vec<bool>>,
    /// By pack and topic: whether claims on it are due.
    due: Vec<Vec<bool>>,
}

impl TopicFinder {
    /// A finder for the topics of `packs`, whose entities are those of the run's table.
    pub fn new(packs: &[Pack], language: &str, entities: &EntityTable) -> Self {
        let entity = |id: &str| entities.index(id);
        let persons: Vec<bool> = entities
            .all()
            .iter()
            .map(|entity| entity.kind == EntityKind::Person)
            .collect();
        let (mut cues, mut owners) = (Vec::new(), Vec::new());
        let mut by_entity = vec![Vec::new(); persons.len()];
        let mut subjects = vec![Vec::new(); persons.len()];
        for (pack_index, pack) in packs.iter().enumerate() {
            for index in pack.subject.iter().filter_map(|id| entity(id)) {
                subjects[index].push(pack_index);
            }
            for (topic_index, topic) in pack.topics.iter().enumerate() {
                for cue in topic.cues.get(language).into_iter().flatten() {
                    cues.push(cue.clone());
                    owners.push((pack_index, topic_index));
                }
                for id in &topic.entities {
                    if let Some(index) = entity(id) {
                        by_entity[index].push((pack_index, topic_index));
                    }
                }
            }
        }
        Self {
            cues: Cues::new(&cues),
            owners,
            by_entity,
            subjects,
            persons,
        }
    }

    /// Finds where `document` treats which topic.
    pub fn treated(&self, packs: &[Pack], document: &Document, reading: &Reading) -> Treated {
        let sentences = document.sentences.len();
        let imagined = |sentence: usize| reading.imagined.get(sentence).copied().unwrap_or(false);
        let mut counts: Vec<Vec<Vec<usize>>> = packs
            .iter()
            .map(|pack| vec![vec![0; sentences]; pack.topics.len()])
            .collect();
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); packs.len()];
        let mut people = named.clone();
        let certain = reading.mentions.iter().filter(|mention| mention.certain);
        for mention in certain.filter(|mention| !imagined(mention.sentence)) {
            for &pack in &self.subjects[mention.entity] {
                named[pack].push(mention.sentence);
                if self.persons[mention.entity] {
                    people[pack].push(mention.sentence);
                }
            }
            for &(pack, topic) in &self.by_entity[mention.entity] {
                counts[pack][topic][mention.sentence] += 1;
            }
        }
        for meeting in reading
            .meetings
            .iter()
            .filter(|one| !imagined(one.sentence))
        {
            people[meeting.pack].push(meeting.sentence);
            if meeting.certain {
                named[meeting.pack].push(meeting.sentence);
            }
        }
        for (sentence, pattern) in self.cues_in(document) {
            if !imagined(sentence) {
                let (pack, topic) = self.owners[pattern];
                counts[pack][topic][sentence] += 1;
            }
        }
        let dated: Vec<Vec<usize>> = packs.iter().map(|pack| dated(pack, reading)).collect();
        let clues = Clues {
            counts,
            named,
            people,
            dated,
            other_scenes: &reading.other_scenes,
        };
        Treated::from_clues(document, clues)
    }

    /// The cues inside sentences, by sentence.
    fn cues_in(&self, document: &Document) -> Vec<(usize, usize)> {
        let Some(cues) = &self.cues else {
            return Vec::new();
        };
        let (mut found, mut sentence) = (Vec::new(), 0);
        for (span, cue) in cues.find(&document.text) {
            while document
                .sentences
                .get(sentence)
                .is_some_and(|s| s.span.end <= span.start)
            {
                sentence += 1;
            }
            let inside = document
                .sentences
                .get(sentence)
                .is_some_and(|s| s.span.contains(span));
            if inside && whole_word(&document.text, span.start, span.end) {
                found.push((sentence, cue));
            }
        }
        found
    }
}

/// The sentences with a date inside the time of one of the pack's topics.
fn dated(pack: &Pack, reading: &Reading) -> Vec<usize> {
    let of_topic = |date: Interval| {
        pack.topics
            .iter()
            .filter_map(|topic| topic.time)
            .any(|time| date.within_days(time, AROUND))
    };
    let mut sentences: Vec<usize> = reading
        .dates
        .iter()
        .filter(|(_, date)| of_topic(*date))
        .map(|(sentence, _)| *sentence)
        .collect();
    sentences.dedup();
    sentences
}

/// What was found of the packs' subjects and topics in a document.
struct Clues<'a> {
    /// By pack, topic and sentence: the number of cues.
    counts: Vec<Vec<Vec<usize>>>,
    /// By pack: sentences that name its subject.
    named: Vec<Vec<usize>>,
    /// By pack: sentences that name a person of its subject.
    people: Vec<Vec<usize>>,
    /// By pack: sentences with a date of one of its topics.
    dated: Vec<Vec<usize>>,
    /// Sentences whose scene is another war.
    other_scenes: &'a [usize],
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

/// Marks some sentences around each of `from`.
fn spread<'a>(
    sentences: usize,
    from: impl IntoIterator<Item = &'a usize>,
    before: usize,
    after: usize,
) -> Vec<bool> {
    let mut marks = vec![false; sentences];
    for &sentence in from {
        let last = (sentence + after).min(sentences.saturating_sub(1));
        marks[sentence.saturating_sub(before)..=last].fill(true);
    }
    marks
}

/// The sentences from one whose scene is another war up to the next that speaks of a topic of the pack.
fn elsewhere(sentences: usize, topical: &[usize], other_scenes: &[usize]) -> Vec<bool> {
    let at = |sentences: &[usize], count: usize| spread(count, sentences, 0, 0);
    let (topical, others) = (at(topical, sentences), at(other_scenes, sentences));
    let mut away = false;
    topical
        .into_iter()
        .zip(others)
        .map(|(topical, other)| {
            away = !topical && (away || other);
            away
        })
        .collect()
}

impl Treated {
    fn from_clues(document: &Document, clues: Clues) -> Self {
        let sentences = document.sentences.len();
        let heading = |sentence: usize| {
            matches!(
                document.blocks[document.sentences[sentence].block].kind,
                BlockKind::Heading(_)
            )
        };
        let mut treated = Self::default();
        let packs = clues
            .counts
            .into_iter()
            .zip(clues.named)
            .zip(clues.people)
            .zip(clues.dated);
        for (((topics, named), people), dated) in packs {
            let no_topics = topics.is_empty();
            let (mut hits, mut due) = (Vec::new(), Vec::new());
            // "the Russian archives" may be asked about anything: a long text owes what it speaks of by name.
            let subject_named = spread(sentences, &named, BEFORE, AFTER);
            let owes = |sentence: usize| sentences < SHORT_TEXT || subject_named[sentence];
            for counts in topics {
                let found: Vec<(usize, usize)> = counts
                    .into_iter()
                    .enumerate()
                    .filter(|&(sentence, count)| count > 0 && owes(sentence))
                    .collect();
                due.push(
                    found.len() > 1
                        || found
                            .iter()
                            .any(|&(sentence, _)| heading(sentence) || sentences < SHORT_TEXT),
                );
                hits.push(found);
            }
            let cued = hits.iter().flatten().map(|&(sentence, _)| sentence);
            let cued: Vec<usize> = cued
                .filter(|sentence| clues.other_scenes.binary_search(sentence).is_err())
                .collect();
            let subject = spread(sentences, named.iter().chain(&cued), BEFORE, AFTER);
            // A pack without topics has nothing by which its subject is treated but its names.
            let named = named.iter().filter(|_| no_topics);
            let topical: Vec<usize> = cued
                .iter()
                .chain(&people)
                .chain(&dated)
                .chain(named)
                .copied()
                .collect();
            let topic = spread(sentences, &topical, TOPIC_BEFORE, TOPIC_AFTER);
            let elsewhere = elsewhere(sentences, &topical, clues.other_scenes);
            treated.established.push(
                (0..sentences)
                    .map(|at| subject[at] && topic[at] && !elsewhere[at])
                    .collect(),
            );
            treated.hits.push(hits);
            treated.due.push(due);
        }
        treated
    }

    /// Takes the subject of `pack` as established at `sentence`.
    pub(super) fn establish(&mut self, pack: usize, sentence: usize) {
        if let Some(slot) = self.established[pack].get_mut(sentence) {
            *slot = true;
        }
    }

    /// Whether the subject of `pack` is established at `sentence`.
    pub fn established(&self, pack: usize, sentence: usize) -> bool {
        self.established[pack]
            .get(sentence)
            .copied()
            .unwrap_or(false)
    }

    /// Whether claims on that topic are due.
    pub fn due(&self, pack: usize, topic: usize) -> bool {
        self.due[pack][topic]
    }

    /// The sentence with most cues of the topic, the first of equals.
    pub fn heart(&self, pack: usize, topic: usize) -> Option<usize> {
        let hits = &self.hits[pack][topic];
        hits.iter()
            .max_by_key(|&&(sentence, count)| (count, std::cmp::Reverse(sentence)))
            .map(|&(sentence, _)| sentence)
    }
}
