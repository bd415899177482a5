//! A document: immutable text with its structure laid over it as spans.

use super::composition::Composition;
use crate::span::{LineIndex, Span};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of that level, from 1.
    Heading(u8),
    /// A paragraph of prose.
    Paragraph,
    /// A list item.
    Item,
    /// An option offered for choosing.
    Choice,
    /// A block quotation.
    Quotation,
    /// A row of a table.
    Row,
    /// A caption of a figure or table.
    Caption,
    /// A footnote.
    Note,
    /// Code or another block that is not prose; not read.
    Verbatim,
    /// A page number or running head; not read.
    Furniture,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes.
    pub span: Span,
    /// The headings above it, outermost first, as indices of blocks.
    pub headings: Vec<usize>,
    /// Its sentences, as a range of indices into [`Document::sentences`].
    pub sentences: std::ops::Range<usize>,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without surrounding white space.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// How the layout puts it forward.
    pub put: Put,
    /// Index of the composition by which it is read, where the page lays it out instead of writing it.
    pub composition: Option<usize>,
    /// The sentence that leads into the list of which it is an item.
    pub lead: Option<usize>,
}

/// How the layout puts a sentence forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Put {
    /// As its author's.
    Told,
    /// For choosing, completing or judging: it asserts nothing.
    Asked,
    /// As one that the text's own key calls false.
    Denied,
}

/// A text, its blocks and its sentences.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as the user gave it; `-` for standard input.
    pub path: String,
    /// The text; it never changes.
    pub text: String,
    /// Language code, `en`.
    pub language: String,
    /// Lines and columns.
    pub lines: LineIndex,
    /// Blocks in the order of the text.
    pub blocks: Vec<Block>,
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Sentences put together from what the page lays out, by [`Sentence::composition`].
    pub compositions: Vec<Composition>,
}
