//! Which topics a document treats, and where.

use crate::document::model::{BlockKind, Document};
use crate::extract::Named;
use crate::pack::model::Pack;
use aho_corasick::{AhoCorasick, MatchKind};

/// A text shorter than this many sentences treats a topic that it touches once.
const SHORT_TEXT: usize = 12;
/// How far, in sentences, a cue establishes the subject: backward the text before it, forward the text after it.
const BEFORE: usize = 3;
const AFTER: usize = 10;

/// Finds cues of topics in texts of one language.
#[derive(Debug)]
pub struct TopicFinder {
    automaton: Option<AhoCorasick>,
    /// Pack and topic of each cue.
    owners: Vec<(usize, usize)>,
    /// Pack and topic by entity.
    by_entity: Vec<Vec<(usize, usize)>>,
    /// Packs whose subject an entity belongs to.
    subjects: Vec<Vec<usize>>,
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
    /// A finder for the topics of `packs`; `entity` gives the index of an entity's id in the run's table.
    pub fn new(
        packs: &[Pack],
        language: &str,
        entities: usize,
        entity: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let (mut cues, mut owners) = (Vec::new(), Vec::new());
        let mut by_entity = vec![Vec::new(); entities];
        let mut subjects = vec![Vec::new(); entities];
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
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&cues)
            .ok();
        Self {
            automaton,
            owners,
            by_entity,
            subjects,
        }
    }

    /// Finds where `document` treats which topic.
    pub fn treated(&self, packs: &[Pack], document: &Document, mentions: &[Named]) -> Treated {
        let sentences = document.sentences.len();
        let mut counts: Vec<Vec<Vec<usize>>> = packs
            .iter()
            .map(|pack| vec![vec![0; sentences]; pack.topics.len()])
            .collect();
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); packs.len()];
        for mention in mentions.iter().filter(|mention| mention.certain) {
            for &pack in &self.subjects[mention.entity] {
                named[pack].push(mention.sentence);
            }
            for &(pack, topic) in &self.by_entity[mention.entity] {
                counts[pack][topic][mention.sentence] += 1;
            }
        }
        if let Some(automaton) = &self.automaton {
            let mut sentence = 0;
            for found in automaton.find_iter(&document.text) {
                while document
                    .sentences
                    .get(sentence)
                    .is_some_and(|s| s.span.end <= found.start())
                {
                    sentence += 1;
                }
                let inside = document
                    .sentences
                    .get(sentence)
                    .is_some_and(|s| s.span.start <= found.start() && found.end() <= s.span.end);
                if inside && whole_word(&document.text, found.start(), found.end()) {
                    let (pack, topic) = self.owners[found.pattern().as_usize()];
                    counts[pack][topic][sentence] += 1;
                }
            }
        }
        Treated::from_counts(document, counts, &named)
    }
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

impl Treated {
    fn from_counts(
        document: &Document,
        counts: Vec<Vec<Vec<usize>>>,
        named: &[Vec<usize>],
    ) -> Self {
        let sentences = document.sentences.len();
        let heading = |sentence: usize| {
            matches!(
                document.blocks[document.sentences[sentence].block].kind,
                BlockKind::Heading(_)
            )
        };
        let mut treated = Self::default();
        for (topics, named) in counts.into_iter().zip(named) {
            let mut established = vec![false; sentences];
            let mut establish = |sentence: usize| {
                let last = (sentence + AFTER).min(sentences - 1);
                established[sentence.saturating_sub(BEFORE)..=last].fill(true);
            };
            named.iter().copied().for_each(&mut establish);
            let (mut hits, mut due) = (Vec::new(), Vec::new());
            for counts in topics {
                let found: Vec<(usize, usize)> = counts
                    .into_iter()
                    .enumerate()
                    .filter(|&(_, count)| count > 0)
                    .collect();
                for &(sentence, _) in &found {
                    establish(sentence);
                }
                due.push(
                    found.len() > 1
                        || found
                            .iter()
                            .any(|&(sentence, _)| heading(sentence) || sentences < SHORT_TEXT),
                );
                hits.push(found);
            }
            treated.established.push(established);
            treated.hits.push(hits);
            treated.due.push(due);
        }
        treated
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
