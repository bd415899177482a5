//! Whose words a sentence is made of when the frame stands outside it: quotation marks, and verdicts passed afterwards.
//!
//! [`super::putting`] reads the voice off one sentence's own tree; this carries it over distance.

mod quotation;
mod verdict_on_previous;

use super::assertion::Assertion;
use super::lexicon::Lexicon;
use crate::document::model::Document;
use crate::language::tree::Tree;
use quotation::Quotations;

/// What the sentences heard so far leave to the next about who is speaking.
pub struct Voices {
    quotations: Quotations,
}

impl Voices {
    /// The voices of `document`, before its first sentence.
    pub fn new(document: &Document) -> Self {
        Self {
            quotations: Quotations::new(document),
        }
    }

    /// Hears the sentence at `index`, whose assertions are those of `all` from `first` on: gives them to their speaker,
    /// and passes its verdict on earlier ones.
    pub fn hear(
        &mut self,
        tree: &Tree,
        lexicon: &Lexicon,
        index: usize,
        all: &mut [Assertion],
        first: usize,
    ) {
        self.quotations.attribute(tree, lexicon, &mut all[first..]);
        verdict_on_previous::apply(tree, &lexicon.cues, index, all);
    }
}
