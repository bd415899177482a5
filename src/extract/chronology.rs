//! Where the narrative stands in time: what headings, datelines and earlier sentences give to the dates of a sentence.

use super::assertion::When;
use super::clause::case_of;
use super::lexicon::Lexicon;
use super::names::NameSpan;
use super::time::{self, Anchor, Qualifier, TimeExpression, TimeLexicon};
use crate::document::model::Document;
use crate::frame::{Grain, Interval};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;
use jiff::civil::Date;

/// The time of the discourse before a sentence.
#[derive(Debug, Clone, Default)]
pub struct Chronology {
    /// The date last given in the narrative.
    narrative: Option<Interval>,
    /// A later date that was given in passing ("which had ended in 1945"), if its year is another one.
    aside: Option<Interval>,
    /// The date of the heading.
    heading: Option<Interval>,
    /// A bare date just before, and the sentence that it is.
    bare: Option<(usize, When)>,
    /// The day of writing.
    published: Option<Date>,
}

/// A sentence as far as its time is concerned.
pub struct Dated<'a> {
    /// Index in the document.
    pub index: usize,
    /// Its dates as written.
    pub dates: &'a [TimeExpression],
    /// Its names.
    pub names: &'a [NameSpan],
}

impl Chronology {
    /// A new section begins below `headings`: the nearest one with a date gives it.
    pub fn enter_section(
        &mut self,
        document: &Document,
        headings: &[usize],
        lexicon: &TimeLexicon,
    ) {
        self.narrative = None;
        self.aside = None;
        self.heading = headings.iter().rev().find_map(|&heading| {
            let span = document.blocks[heading].span;
            time::find_dates(&document.text, span, lexicon)
                .iter()
                .find_map(TimeExpression::absolute)
        });
    }

    /// Takes the day of writing from the first paragraph that opens with a dateline.
    pub fn enter_block(&mut self, text: &str, lexicon: &TimeLexicon) {
        if self.published.is_none() {
            self.published = time::dateline(text, lexicon)
                .and_then(|date| date.absolute())
                .and_then(Interval::single_day);
        }
    }

    /// The date on which the narrative stands; `None` where a date in passing leaves two possible.
    pub fn narrative(&self) -> Option<Interval> {
        self.narrative.filter(|_| self.aside.is_none())
    }

    /// The dates of a sentence, completed as far as the context allows, with the intervals found. `foreign` tells which
    /// names are those of places away from the events, whose day may be another.
    pub fn complete(
        &self,
        sentence: &Dated,
        foreign: &dyn Fn(&NameSpan) -> bool,
    ) -> Vec<(Option<Interval>, Option<When>)> {
        let mut last = self.narrative;
        let complete = |date: &TimeExpression| {
            let anchor = Anchor {
                last,
                aside: self.aside,
                heading: self.heading,
                dateline: self.published,
            };
            let resolved = time::resolve(&date.value, &anchor);
            if let Some(resolved) = &resolved {
                last = Some(resolved.interval);
            }
            let when = resolved.filter(|_| !date.in_name).and_then(|resolved| {
                Some(When {
                    words: date.span,
                    interval: stretch(date, resolved.interval)?,
                    carried: resolved.is_carried(),
                    zoned: zoned(date, sentence.names, foreign),
                    approximate: date.approximate || date.qualifier == Qualifier::By,
                })
            });
            (resolved.map(|resolved| resolved.interval), when)
        };
        sentence.dates.iter().map(complete).collect()
    }

    /// The date that a bare date just before gives to this sentence.
    pub fn undated(&self, document: &Document, sentence: usize) -> Option<When> {
        let (at, when) = self.bare.as_ref()?;
        let near = document.sentences[*at].block == document.sentences[sentence].block
            || sentence == at + 1;
        (near && sentence <= at + 2).then(|| When {
            carried: true,
            ..when.clone()
        })
    }

    /// Moves the narrative on to the dates of the sentence that was read.
    pub fn leave(
        &mut self,
        document: &Document,
        sentence: &Dated,
        tree: &Tree,
        lexicon: &Lexicon,
        dates: &[(Span, Option<When>)],
    ) {
        let mut told = None;
        for (date, (_, when)) in sentence.dates.iter().zip(dates) {
            let Some(when) = when else { continue };
            if in_passing(tree, date.span, lexicon) {
                self.note_aside(when.interval);
                continue;
            }
            match date.qualifier {
                Qualifier::On | Qualifier::During | Qualifier::Between => {
                    self.narrative = Some(when.interval);
                    self.aside = None;
                    told = Some(when);
                }
                Qualifier::Before => self.note_aside(when.interval),
                Qualifier::By | Qualifier::Since | Qualifier::After | Qualifier::Until => {
                    self.note_bound(date, when);
                }
            }
        }
        if let Some(when) = told {
            self.bare = is_bare(document, sentence.index, tree, when)
                .then(|| (sentence.index, when.clone()));
        }
    }

    /// "By June the army was ready": the story has moved on to that time, unless it lies further back.
    fn note_bound(&mut self, date: &TimeExpression, when: &When) {
        let bound = date.absolute().unwrap_or(when.interval);
        let later = self
            .narrative
            .is_none_or(|narrative| narrative.earliest <= bound.earliest);
        if later && bound.is_bounded() {
            self.narrative = Some(bound);
            self.aside = None;
        } else {
            self.note_aside(bound);
        }
    }

    fn note_aside(&mut self, interval: Interval) {
        let Some(narrative) = self.narrative else {
            return;
        };
        let year = interval.single_year();
        if year.is_some() && year != narrative.single_year() {
            self.aside = Some(interval);
        }
    }
}

/// Whether the date stands in a relative clause or in a phrase that is set apart from the story
/// ("after the victory of 1949").
fn in_passing(tree: &Tree, date: Span, lexicon: &Lexicon) -> bool {
    let Some(head) = (0..tree.len()).find(|&at| {
        let token = tree.token(at);
        date.overlaps(token.span)
            && token
                .head
                .is_none_or(|head| !date.overlaps(tree.token(head).span))
    }) else {
        return false;
    };
    let aside = |at: usize| {
        let relation = &tree.token(at).relation;
        let apart = || {
            case_of(tree, at)
                .iter()
                .any(|case| lexicon.reference.apart.contains(case))
        };
        let clause = relation.is("acl") && tree.token(at).upos == Upos::Verb;
        let copular = tree
            .token(at)
            .head
            .is_some_and(|head| tree.children_by(head, "cop").next().is_some());
        // "It was on 25 June that ...": the clause of a cleft tells the story.
        clause && !copular || at != head && apart()
    };
    std::iter::once(head).chain(tree.ancestors(head)).any(aside)
}

/// "June 25, 1950." standing alone dates what follows.
fn is_bare(document: &Document, sentence: usize, tree: &Tree, when: &When) -> bool {
    let sentence = &document.sentences[sentence];
    let verb = |token: &crate::language::tree::Token| matches!(token.upos, Upos::Verb | Upos::Aux);
    sentence.span.len() <= when.words.len() + 2
        || document.blocks[sentence.block].kind.is_heading()
        || sentence.span.end <= when.words.end + 1
            && tree.children(0).len() < 3
            && !tree.tokens().iter().any(verb)
}

/// Whether the day may differ by one from that of the events: a time zone is named, or the place of the clock.
fn zoned(date: &TimeExpression, names: &[NameSpan], foreign: &dyn Fn(&NameSpan) -> bool) -> bool {
    let of_events = |place: Span| {
        names
            .iter()
            .any(|name| name.span.overlaps(place) && !foreign(name))
    };
    date.zone.is_some()
        || date.grain() == Grain::Day && date.place.is_some_and(|place| !of_events(place))
}

/// The stretch in which the event lies. "By June 1949" names the time at which it was complete, "from 23 June" the time
/// at which it began: these are what a record can be compared with.
fn stretch(date: &TimeExpression, interval: Interval) -> Option<Interval> {
    match date.qualifier {
        Qualifier::By | Qualifier::Since => Some(interval),
        _ => date.window(interval),
    }
}
