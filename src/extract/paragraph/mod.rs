//! What a sentence leaves out and its paragraph has told: pronouns by the like deed, the matter of a decision, the body
//! from which somebody stays away, before whom something is asked, the deed for which somebody is blamed.

mod audience;
mod charging;
mod matter;
mod parallel;
mod sitting;

use super::assertion::Assertion;
use super::lexicon::Lexicon;
use crate::document::model::Document;
use crate::frame::{EntityTable, KindTable};

/// What is known where the assertions of a document are completed from one another.
pub(super) struct Paragraph<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) kinds: &'a KindTable,
    pub(super) entities: &'a EntityTable,
    pub(super) document: &'a Document,
}

impl Paragraph<'_> {
    /// Completes `found[first..]`, those of one sentence, from all that was found in the document up to it, and adds what
    /// its accusers are made to say.
    pub(super) fn complete(&self, found: &mut Vec<Assertion>, first: usize) {
        parallel::complete(self, found, first);
        matter::complete(self, found, first);
        sitting::complete(self, found, first);
        audience::complete(self, found, first);
        charging::extend(self, found, first);
    }

    /// Whether both stand in one paragraph, `earlier` in the same sentence or at most `reach` sentences before.
    fn is_near(&self, earlier: &Assertion, later: &Assertion, reach: usize) -> bool {
        let block = |one: &Assertion| self.document.sentences[one.sentence].block;
        earlier.sentence <= later.sentence
            && earlier.sentence + reach >= later.sentence
            && block(earlier) == block(later)
    }
}
