//! One pass in the order of the text, which carries along what the text has in mind.

use super::assertion::{Assertion, When};
use super::chronology::Chronology;
use super::discourse::Discourse;
use super::names::{NameSpan, Names};
use super::paragraph::Paragraph;
use super::reader::{Prepared, Reader, Watched};
use super::referent::Context;
use super::sentence::{Sentence, read};
use super::time::{Base, TimeExpression, TimeValue, Unit};
use super::voice::{Heard, Voices};
use super::{Reading, layout, tense};
use crate::document::model::{BlockKind, Document};
use crate::frame::Interval;
use crate::language::tree::Tree;
use crate::span::Span;
use std::cell::OnceCell;

/// One pass over the prepared sentences in the order of the text.
pub(super) struct Pass<'a> {
    reader: &'a Reader,
    document: &'a Document,
    voices: Voices,
    discourse: Discourse,
    section: Vec<usize>,
    chronology: Chronology,
    /// What the text has in mind while a note or caption is read.
    aside: Option<(Discourse, Chronology)>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(reader: &'a Reader, document: &'a Document, named: &[Vec<NameSpan>]) -> Self {
        Self {
            reader,
            document,
            voices: Voices::new(document, named, &reader.lexicon, &reader.entities),
            discourse: Discourse::default(),
            section: Vec::new(),
            chronology: Chronology::default(),
            aside: None,
        }
    }

    /// Reads some sentences, which follow those that were read before.
    pub(super) fn run(
        &mut self,
        prepared: &[Prepared],
        trees: &[Tree],
        reading: &mut Reading,
        watch: &mut dyn FnMut(&Watched),
    ) {
        for (sentence, tree) in prepared.iter().zip(trees) {
            self.enter(sentence);
            let dates = self.dates(sentence, reading);
            // "this week" of an unknown day of writing is not the time told of, nor is "in recent years".
            let mut of_writing = sentence.dates.iter().zip(&dates);
            let now = of_writing
                .any(|(date, (_, when))| when.is_none() && date.value.is_of_writing())
                || tense::some_years(
                    tree,
                    &self.reader.lexicon,
                    &self.reader.lexicon.reference.of_late,
                );
            let narrative = self.chronology.narrative().filter(|_| !now);
            watch(&Watched {
                sentence: sentence.index,
                tree,
                names: &sentence.names,
                dates: &dates,
                dateline: self
                    .chronology
                    .undated(self.document, sentence.index)
                    .as_ref(),
                narrative,
            });
            let first = reading.assertions.len();
            let span = self.document.sentences[sentence.index].span;
            // "today" names its day.
            let counts = |date: &&TimeExpression| match date.value {
                TimeValue::Shifted { unit, base, .. } => (unit, base) != (Unit::Day, Base::Written),
                _ => false,
            };
            let counted = sentence.dated().dates.iter().filter(counts);
            let counted: Vec<Span> = counted.map(|date| date.span).collect();
            let found = read(
                &Sentence {
                    text: &self.document.text,
                    span,
                    index: sentence.index,
                    tree,
                    names: &sentence.names,
                    dates: &dates,
                    counted: &counted,
                    dateline: self.chronology.undated(self.document, sentence.index),
                    narrative,
                    present: self.chronology.is_present(),
                    scene: self.chronology.scene(self.document, sentence.index),
                },
                &self.reader.lexicon,
                &self.reader.entities,
                &self.discourse,
                &self.reader.kinds,
            );
            reading
                .assertions
                .extend(found.assertions.into_iter().map(|mut assertion| {
                    for (_, filler) in &mut assertion.roles {
                        filler.event = filler.event.map(|event| event + first);
                    }
                    assertion
                }));
            let paragraph = Paragraph {
                lexicon: &self.reader.lexicon,
                kinds: &self.reader.kinds,
                entities: &self.reader.entities,
                document: self.document,
            };
            paragraph.complete(&mut reading.assertions, first);
            self.hear(sentence, tree, &dates, &mut reading.assertions, first);
            layout::put(
                self.document,
                sentence.index,
                &mut reading.assertions[first..],
            );
            self.discourse
                .absorb(&self.reader.entities, sentence.index, found.entries);
            self.chronology.leave(
                self.document,
                &sentence.dated(),
                tree,
                &self.reader.lexicon,
                &dates,
            );
        }
    }

    /// Gives what was found from `first` on to those who say it.
    fn hear(
        &mut self,
        sentence: &Prepared,
        tree: &Tree,
        dates: &[(Span, Option<When>)],
        found: &mut Vec<Assertion>,
        first: usize,
    ) {
        let lexicon = &self.reader.lexicon;
        let entities = &self.reader.entities;
        let spans: Vec<Span> = dates.iter().map(|(span, _)| *span).collect();
        let text = &self.document.text;
        let names = Names::new(text, tree, lexicon, entities, &sentence.names, &spans);
        let context = Context {
            tree,
            lexicon,
            names: &names,
            entities,
            discourse: &self.discourse,
            sentence: sentence.index,
            year: self.chronology.narrative().and_then(Interval::single_year),
        };
        let heard = Heard {
            document: self.document,
            index: sentence.index,
            tree,
            lexicon,
            names: &names,
            dates,
            entities,
            context,
            resolver: OnceCell::new(),
        };
        self.voices.hear(&heard, found, first);
    }

    /// A new section forgets; a heading or dateline gives its date to what follows.
    fn enter(&mut self, sentence: &Prepared) {
        let block_index = self.document.sentences[sentence.index].block;
        let block = &self.document.blocks[block_index];
        self.step_aside(block.kind);
        if block.headings != self.section {
            self.discourse.clear();
            self.section.clone_from(&block.headings);
            self.chronology
                .enter_section(self.document, &block.headings, &self.reader.time);
        }
        let written = self.document.composition(sentence.index).is_none();
        if written && block.sentences.start == sentence.index {
            let text = self
                .document
                .text
                .get(block.span.range())
                .unwrap_or_default();
            self.chronology.enter_block(text, &self.reader.time);
        }
    }

    /// A note or caption is read with what stands before it in mind, and leaves nothing in mind.
    fn step_aside(&mut self, kind: BlockKind) {
        let aside = matches!(kind, BlockKind::Note | BlockKind::Caption);
        if aside && self.aside.is_none() {
            self.aside = Some((self.discourse.clone(), self.chronology.clone()));
        } else if !aside && let Some((discourse, chronology)) = self.aside.take() {
            self.discourse = discourse;
            self.chronology = chronology;
        }
    }

    fn dates(&mut self, sentence: &Prepared, reading: &mut Reading) -> Vec<(Span, Option<When>)> {
        // A place that belongs to the subject keeps the subject's clock.
        let foreign = |name: &NameSpan| !self.reader.anchors[name.entity];
        let completed = self.chronology.complete(&sentence.dated(), &foreign);
        let mut dates = Vec::with_capacity(completed.len());
        for (date, (interval, when)) in sentence.dates.iter().zip(completed) {
            reading
                .dates
                .extend(interval.map(|interval| (sentence.index, interval)));
            dates.push((date.span, when));
        }
        dates
    }
}
