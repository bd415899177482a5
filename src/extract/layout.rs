//! Sentences that the page lays out instead of writing them, read with every word in its place; and what the layout
//! says of how a sentence is put.

use super::assertion::{Assertion, Attribution, Modality, Speaker};
use super::names::NameSpan;
use super::reader::{Prepared, Reader};
use super::time::TimeExpression;
use crate::document::composition::Composition;
use crate::document::model::{Document, Put};
use crate::language::tree::{Token, Tree, Upos};
use crate::span::Span;

/// The names, dates and tree of sentence `index`, as it stands or as the page lays it out.
pub fn prepare(
    reader: &Reader,
    document: &Document,
    named: &[Vec<NameSpan>],
    index: usize,
) -> (Prepared, Tree) {
    let laid_out = document
        .composition(index)
        .cloned()
        .or_else(|| led(reader, document, named, index));
    match laid_out {
        Some(composition) if !composition.is_empty() => {
            compose(reader, document, named, index, &composition)
        }
        _ => plain(reader, document, named, index),
    }
}

fn plain(
    reader: &Reader,
    document: &Document,
    named: &[Vec<NameSpan>],
    index: usize,
) -> (Prepared, Tree) {
    let span = document.sentences[index].span;
    let names = named[index].clone();
    let (dates, tree) = reader.dated_tree(&document.text, span, &names);
    let prepared = Prepared {
        index,
        names,
        dates,
    };
    (prepared, tree)
}

fn compose(
    reader: &Reader,
    document: &Document,
    named: &[Vec<NameSpan>],
    index: usize,
    composition: &Composition,
) -> (Prepared, Tree) {
    let sentences = &document.sentences;
    let near = composition.spans().flat_map(|part| {
        let first = sentences.partition_point(|sentence| sentence.span.end <= part.start);
        let end = sentences.partition_point(|sentence| sentence.span.start < part.end);
        first..end.max(first)
    });
    let near: std::collections::BTreeSet<usize> = near.collect();
    let names: Vec<NameSpan> = near
        .into_iter()
        .filter_map(|sentence| named.get(sentence))
        .flatten()
        .filter(|name| composition.spans().any(|part| part.contains(name.span)))
        .copied()
        .collect();
    let whole = Span::new(0, composition.text.len());
    let moved: Vec<NameSpan> = names
        .iter()
        .filter_map(|name| {
            let span = composition.from_document(name.span)?;
            Some(NameSpan { span, ..*name })
        })
        .collect();
    let (dates, tree) = reader.dated_tree(&composition.text, whole, &moved);
    let dates = dates
        .into_iter()
        .map(|date| placed(date, composition))
        .filter(|date| !date.span.is_empty())
        .collect();
    let tokens: Vec<Token> = tree
        .tokens()
        .iter()
        .map(|token| Token {
            span: composition.to_document(token.span),
            ..token.clone()
        })
        .collect();
    (
        Prepared {
            index,
            names,
            dates,
        },
        Tree::new(tokens),
    )
}

fn placed(date: TimeExpression, composition: &Composition) -> TimeExpression {
    TimeExpression {
        span: composition.to_document(date.span),
        signal: date.signal.map(|span| composition.to_document(span)),
        zone: date.zone.map(|span| composition.to_document(span)),
        ..date
    }
}

/// An item without a subject of its own ("- refused to help") goes on from its lead-in: from the subject of the clause
/// there, or from all of it where it is no clause ("In 1949 Stalin:").
fn led(
    reader: &Reader,
    document: &Document,
    named: &[Vec<NameSpan>],
    index: usize,
) -> Option<Composition> {
    let sentence = document.sentences[index];
    let lead = sentence.lead?;
    let (_, item) = plain(reader, document, named, index);
    let root = root(&item)?;
    let headless =
        item.token(root).upos == Upos::Verb && item.children_by(root, "nsubj").next().is_none();
    if !headless {
        return None;
    }
    let (_, tree) = plain(reader, document, named, lead);
    let span = document.sentences[lead].span;
    let words = document.sentence(lead);
    let end = subject_end(&tree)
        .unwrap_or(span.start + words.trim_end_matches([':', '…', '-', '—', ' ']).len());
    let before = Span::new(span.start, end.clamp(span.start, span.end));
    Some(
        Composition::default()
            .words(&document.text, before)
            .words(&document.text, sentence.span),
    )
}

/// Where the subject of the main clause ends, if there is a clause.
fn subject_end(tree: &Tree) -> Option<usize> {
    let root = root(tree)?;
    if !matches!(tree.token(root).upos, Upos::Verb | Upos::Aux) {
        return None;
    }
    let subject = tree
        .children_by(root, "nsubj")
        .next()
        .filter(|&at| at < root)?;
    tree.subtree(subject)
        .into_iter()
        .filter(|&at| at < root)
        .map(|at| tree.token(at).span.end)
        .max()
}

fn root(tree: &Tree) -> Option<usize> {
    (0..tree.len()).find(|&at| tree.token(at).head.is_none())
}

/// What the layout says of the assertions of a sentence: an option or a gap asserts nothing, and a statement that the
/// text's own key calls false is rejected.
pub fn put(document: &Document, index: usize, assertions: &mut [Assertion]) {
    let sentence = document.sentences[index];
    for assertion in assertions {
        match sentence.put {
            Put::Told => {}
            Put::Asked => {
                if assertion.modality == Modality::Actual {
                    assertion.modality = Modality::Questioned;
                }
            }
            Put::Denied => {
                if assertion.voice == Attribution::Author {
                    assertion.struck = true;
                    assertion.voice = Attribution::Rejected(Speaker {
                        words: sentence.span,
                        entity: None,
                    });
                }
            }
        }
    }
}

/// Marks what is told of another war.
pub fn of_other_wars(wars: &[Span], assertions: &mut [Assertion]) {
    for assertion in assertions {
        assertion.elsewhere |= assertion
            .roles
            .iter()
            .any(|(_, filler)| wars.iter().any(|war| filler.words.contains(*war)));
    }
}
