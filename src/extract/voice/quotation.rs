//! Words in quotation marks are their speaker's, not the author's.

use super::Heard;
use crate::document::model::{Block, BlockKind, Document};
use crate::extract::assertion::{Assertion, Attribution, Modality, Speaker};
use crate::extract::lexicon::Standing;
use crate::extract::putting::is_evidence;
use crate::span::Span;

/// Quoted words shorter than this many bytes are a title or a term, not a statement.
const SHORTEST: usize = 24;
/// A single word or two between marks are held at a distance, not quoted.
const DISTANCED: usize = 2;

/// The quotations of a document, found block by block, so that one missing mark spoils no more than its block.
pub struct Quotations {
    /// Statements.
    spans: Vec<Span>,
    /// Terms.
    terms: Vec<Span>,
    /// The speaker of the quotation last attributed, for one that runs over several sentences.
    last: Option<(Span, Speaker)>,
}

impl Quotations {
    /// Pairs the quotation marks of each block. A block that opens a quotation and does not close it is quoted to its
    /// end if the next block opens with a mark again, as quotations of several paragraphs do.
    pub fn new(document: &Document) -> Self {
        let mut found = Vec::new();
        let blocks: Vec<&Block> = document.blocks.iter().collect();
        for (index, block) in blocks.iter().enumerate() {
            let text = document.text.get(block.span.range()).unwrap_or_default();
            let (closed, open) = pairs(text);
            found.extend(
                closed
                    .into_iter()
                    .map(|span| span.shifted(block.span.start)),
            );
            let next = blocks.get(index + 1).is_some_and(|next| {
                document
                    .text
                    .get(next.span.range())
                    .is_some_and(|words| words.starts_with(['“', '"', '«']))
            });
            if let Some(open) = open.filter(|_| next && block.kind == BlockKind::Paragraph) {
                found.push(Span::new(block.span.start + open, block.span.end));
            }
        }
        let (spans, terms) = found.into_iter().partition(|span| span.len() >= SHORTEST);
        Self {
            spans,
            terms,
            last: None,
        }
    }

    /// Whether these words stand inside a quotation.
    pub fn inside(&self, words: Span) -> bool {
        self.spans.iter().any(|quote| quote.contains(words))
    }

    /// Gives assertions inside a quotation to its speaker: the subject of a verb of speech outside the marks, the
    /// speaker of the same quotation's earlier sentence, or somebody unnamed.
    pub fn attribute(&mut self, heard: &Heard, assertions: &mut [Assertion]) {
        self.introduce(heard);
        for assertion in assertions {
            self.distance(heard, assertion);
            let Some(&quote) = self
                .spans
                .iter()
                .find(|quote| quote.contains(assertion.trigger))
            else {
                continue;
            };
            if assertion.voice != Attribution::Author {
                if let Attribution::Speaker(speaker) = &assertion.voice {
                    self.last = Some((quote, speaker.clone()));
                }
                continue;
            }
            let outside = speaker_outside(heard, quote);
            if outside == Some(Outside::Record) {
                continue;
            }
            let speaker = match outside {
                Some(Outside::Speaker(speaker)) => speaker,
                _ => self
                    .last
                    .as_ref()
                    .filter(|(known, _)| *known == quote)
                    .map_or(
                        Speaker {
                            words: quote,
                            entity: None,
                        },
                        |(_, speaker)| speaker.clone(),
                    ),
            };
            self.last = Some((quote, speaker.clone()));
            assertion.voice = Attribution::Speaker(speaker);
        }
    }

    /// Notes who speaks in a quotation that begins in this sentence, whatever it says here.
    fn introduce(&mut self, heard: &Heard) {
        let span = heard.document.sentences[heard.index].span;
        let begun = self.spans.iter().find(|quote| {
            span.start <= quote.start && quote.start < span.end && quote.end > span.end
        });
        if let Some(&quote) = begun
            && let Some(Outside::Speaker(speaker)) = speaker_outside(heard, quote)
        {
            self.last = Some((quote, speaker));
        }
    }

    /// A word in scare quotes asserts nothing.
    fn distance(&self, heard: &Heard, assertion: &mut Assertion) {
        let distanced = self.terms.iter().any(|term| {
            let text = heard.document.text.get(term.range()).unwrap_or_default();
            term.contains(assertion.trigger) && text.split_whitespace().count() <= DISTANCED
        });
        let own = assertion.voice == Attribution::Author;
        if distanced && own && assertion.modality == Modality::Actual {
            assertion.modality = Modality::Distanced;
        }
    }
}

/// The pairs of marks in one block, and the mark left open at its end.
fn pairs(text: &str) -> (Vec<Span>, Option<usize>) {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    let mut marks = text.char_indices().peekable();
    while let Some((at, mark)) = marks.next() {
        let next = marks.peek().map_or(' ', |(_, next)| *next);
        let starts = !previous.is_alphanumeric() && next.is_alphanumeric();
        let ends = !next.is_alphanumeric() && !previous.is_whitespace();
        match (mark, open) {
            ('“' | '„' | '«', _) => open = Some((at, mark)),
            ('”' | '»', Some((start, opened))) if "“„«".contains(opened) => {
                found.push(Span::new(start, at + mark.len_utf8()));
                open = None;
            }
            ('"', Some((start, '"'))) => {
                found.push(Span::new(start, at + 1));
                open = None;
            }
            ('"', None | Some((_, '\'' | '‘'))) => open = Some((at, mark)),
            // An apostrophe looks like a closing mark: only one after an opening mark can close.
            ('‘', None) if starts => open = Some((at, mark)),
            ('\'', None) if starts && next.is_alphabetic() => open = Some((at, mark)),
            ('’', Some((start, '‘'))) | ('\'', Some((start, '\'')))
                if ends
                    && !is_possessive(text, start, at)
                    && closes(mark, previous, at - start) =>
            {
                found.push(Span::new(start, at + mark.len_utf8()));
                open = None;
            }
            _ => {}
        }
        previous = mark;
    }
    let open = open.filter(|(_, mark)| !"'‘".contains(*mark));
    (found, open.map(|(at, _)| at))
}

/// A typewriter's apostrophe closes a statement only after its last punctuation mark.
fn closes(mark: char, previous: char, length: usize) -> bool {
    mark != '\'' || length < SHORTEST || ".,!?".contains(previous)
}

/// Whether the mark at `at` is rather the apostrophe of "the soldiers' guns", because another closes the quotation.
fn is_possessive(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    let after = text[at..].trim_start_matches(['’', '\'']);
    let word_follows = after.starts_with(' ') && after[1..].starts_with(char::is_lowercase);
    let closes_later = after
        .find(['’', '\''])
        .is_some_and(|later| !after[..later].contains(['‘']));
    before.ends_with('s') && word_follows && closes_later
}

#[derive(PartialEq)]
enum Outside {
    /// A document that is cited.
    Record,
    Speaker(Speaker),
}

fn speaker_outside(heard: &Heard, quote: Span) -> Option<Outside> {
    let tree = heard.tree;
    let subject = (0..tree.len()).find_map(|at| {
        let token = tree.token(at);
        let speaks = !quote.overlaps(token.span)
            && heard.lexicon.cues.speech(&heard.lemma(at)) == Some(Standing::Report);
        tree.children_by(at, "nsubj")
            .find(|&at| speaks && !quote.overlaps(tree.token(at).span))
    })?;
    if is_evidence(tree, heard.lexicon, heard.names, subject) {
        return Some(Outside::Record);
    }
    let entity = match heard.resolver().resolve(subject) {
        crate::extract::referent::Referent::Filler(filler) => filler.entity,
        crate::extract::referent::Referent::Several(_)
        | crate::extract::referent::Referent::Unresolved(_) => None,
    };
    Some(Outside::Speaker(Speaker {
        words: tree.token(subject).span,
        entity,
    }))
}
