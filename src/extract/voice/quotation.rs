//! Words in quotation marks are their speaker's, not the author's.

use crate::document::model::Document;
use crate::extract::assertion::{Assertion, Attribution, Speaker};
use crate::extract::lexicon::{Lexicon, Standing};
use crate::language::tree::Tree;
use crate::span::Span;

/// Quoted words shorter than this many bytes are a title or a term, not a statement.
const SHORTEST: usize = 24;

/// The quotations of a document, found block by block, so that one missing mark spoils no more than its block.
pub struct Quotations {
    spans: Vec<Span>,
    /// The speaker of the quotation last attributed, for one that runs over several sentences.
    last: Option<(Span, Speaker)>,
}

impl Quotations {
    /// Pairs the quotation marks of each block.
    pub fn new(document: &Document) -> Self {
        let mut spans = Vec::new();
        for block in &document.blocks {
            let text = document.text.get(block.span.range()).unwrap_or_default();
            let mut open: Option<usize> = None;
            for (at, mark) in text.char_indices() {
                let position = block.span.start + at;
                match (mark, open) {
                    ('“' | '„' | '«', _) => open = Some(position),
                    ('”' | '»', Some(start)) => {
                        spans.push(Span::new(start, position + mark.len_utf8()));
                        open = None;
                    }
                    ('"', Some(start)) => {
                        spans.push(Span::new(start, position + 1));
                        open = None;
                    }
                    ('"', None) => open = Some(position),
                    _ => {}
                }
            }
        }
        spans.retain(|span| span.len() >= SHORTEST);
        Self { spans, last: None }
    }

    /// Gives assertions inside a quotation to its speaker: the subject of a verb of speech outside the marks, the
    /// speaker of the same quotation's earlier sentence, or somebody unnamed.
    pub fn attribute(&mut self, tree: &Tree, lexicon: &Lexicon, assertions: &mut [Assertion]) {
        for assertion in assertions {
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
            let speaker = speaker_outside(tree, lexicon, quote)
                .or_else(|| {
                    let (known, speaker) = self.last.as_ref()?;
                    (*known == quote).then(|| speaker.clone())
                })
                .unwrap_or(Speaker {
                    words: quote,
                    entity: None,
                });
            self.last = Some((quote, speaker.clone()));
            assertion.voice = Attribution::Speaker(speaker);
        }
    }
}

fn speaker_outside(tree: &Tree, lexicon: &Lexicon, quote: Span) -> Option<Speaker> {
    let verb = (0..tree.len()).find(|&at| {
        let token = tree.token(at);
        !quote.overlaps(token.span)
            && lexicon.cues.speech(&token.lemma.to_lowercase()) == Some(Standing::Report)
            && tree.children_by(at, "nsubj").next().is_some()
    })?;
    let subject = tree
        .children_by(verb, "nsubj")
        .find(|&at| !quote.overlaps(tree.token(at).span))?;
    Some(Speaker {
        words: tree.token(subject).span,
        entity: None,
    })
}
