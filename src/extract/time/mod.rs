//! Date expressions in text (TIMEX): finding them, and what they mean in their context.
//!
//! [`find_dates`] reads what the words themselves say; [`resolve`] completes it from the
//! dates spoken of before. The words are data (`lexicon/<language>/time.toml`), the grammar
//! is code: a longest match over tokens, so that a date never depends on the parse of its sentence.

mod calendar;
mod dateline;
mod expression;
mod join;
mod lexicon;
mod numeric;
mod reader;
mod relative;
mod resolve;
#[cfg(test)]
mod tests;
mod token;
mod years;

pub use dateline::dateline;
pub use expression::{
    Base, Portion, Qualifier, Recurring, TimeExpression, TimeValue, Unit, YearPart, YearRef,
};
pub use lexicon::{LexiconError, TimeLexicon};
pub use resolve::{Anchor, Carried, Resolved, resolve};

use crate::span::Span;
use lexicon::Mark;
use reader::{Found, Reader};

/// The date expressions of `span` in `text`, in order and without overlaps.
///
/// A span that is not on character boundaries of `text` has none.
pub fn find_dates(text: &str, span: Span, lexicon: &TimeLexicon) -> Vec<TimeExpression> {
    let part = text.get(span.start..span.end);
    if !part.is_some_and(|part| lexicon.may_have_date(part)) {
        return Vec::new();
    }
    let reader = Reader::new(text, span, lexicon);
    let mut found = Vec::new();
    let mut at = 0;
    let mut year_end = None;
    while at < reader.tokens.len() {
        let Some(date) = reader.expression(at, year_end) else {
            at += 1;
            continue;
        };
        if date.value.grain() >= crate::frame::Grain::Year {
            year_end = Some(date.end);
        }
        let end = date.end.max(at + 1);
        found.extend(reader.describe(at, date));
        at = end;
    }
    found
}

/// The preposition of time that ends right before byte `at` of `text`, in a sentence that starts at `from`: what it says, and
/// its bytes.
pub fn preposition_before(
    text: &str,
    from: usize,
    at: usize,
    lexicon: &TimeLexicon,
) -> Option<(Qualifier, Span)> {
    // A date needs no more words before it than these.
    const FEW: usize = 4;
    let before = text.get(from..at)?;
    let word = |(start, _): (usize, char)| start;
    let blanks = before
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace());
    let start = blanks.map(word).nth(FEW).unwrap_or_default();
    let reader = Reader::new(text, Span::new(from + start, at), lexicon);
    let end = reader.tokens.len();
    let (said, first) = reader.signal_before(end)?;
    Some((said, reader.span(first, end)?))
}

impl Reader<'_> {
    /// The longest date expression that starts at `start`.
    fn expression(&self, start: usize, year_end: Option<usize>) -> Option<Found> {
        if !self.can_open(start) {
            return None;
        }
        let announced = self.joins_year(start, year_end);
        let first = self
            .calendar(start, announced)
            .into_iter()
            .chain(self.relative(start))
            .max_by_key(|found| found.end)?;
        let joined = self.join(start, first.clone());
        Some(joined.unwrap_or(first))
    }

    /// Whether the token is a number or a word of the lexicon; after an article the next one
    /// must be, too. This spares nearly all words of a book the grammar.
    fn can_open(&self, at: usize) -> bool {
        let known = |at| self.is_number(at) || self.token(at).is_some_and(|t| t.word.is_some());
        known(at) && (!self.is_mark(at, Mark::Article) || known(at + 1))
    }

    /// Whether only a conjunction or a comma parts `start` from a year: "in 1949 and 1950".
    fn joins_year(&self, start: usize, year_end: Option<usize>) -> bool {
        let Some(mut at) = year_end else { return false };
        if self.is_sign(at, ',') {
            at += 1;
        }
        self.skip(at, Mark::And) == start && at <= start && year_end != Some(start)
    }

    /// The longest calendar date at `start`. `announced` says that a word before shows that a
    /// date must follow ("between", "from ... to"), so that a bare number can be a year.
    fn calendar(&self, start: usize, announced: bool) -> Option<Found> {
        [
            self.numeric(start),
            self.year_first(start),
            self.day_part_first(start),
            self.weekday_first(start),
            self.day_month(start),
            self.month_first(start, announced),
            self.season_first(start, announced),
            self.named_day(start),
            self.portion_first(start),
            self.decade_or_century(start),
            self.bare_years(start, announced),
            self.bare_day(start),
        ]
        .into_iter()
        .flatten()
        .max_by_key(|found| found.end)
    }

    /// Adds what stands around the date: preposition, "about", time zone, the rest of a name.
    fn describe(&self, start: usize, date: Found) -> Option<TimeExpression> {
        let span = self.span(start, date.end)?;
        let about = self.about_before(start);
        let before = about.unwrap_or(start);
        // "was pushed through later on that day": no preposition stands before "later".
        let signal = (self.signal_before(before)).filter(|_| !self.is_mark(start, Mark::Later));
        let mut qualifier = signal.map_or(Qualifier::On, |(qualifier, _)| qualifier);
        if qualifier == Qualifier::Between || self.is_range_opener(before, &date) {
            qualifier = Qualifier::Between;
        }
        let approximate =
            about.is_some() || signal.is_some_and(|(_, at)| self.about_before(at).is_some());
        let led = (start..date.end).any(|at| self.is_mark(at, Mark::Placing));
        let adverbial = signal.is_none() && (led || date.value.is_relative());
        Some(TimeExpression {
            span,
            adverbial,
            value: join::settle(date.value),
            qualifier,
            signal: signal.and_then(|(_, at)| self.span(at, before)),
            approximate,
            in_name: self.is_capital(date.end) && self.is_name_head(date.end),
            zone: self.zone(date.end),
            place: self.place(date.end),
        })
    }

    /// "the June 25 War"; but "on 3 May Law 12 was passed", where the name has a number of its own.
    fn is_name_head(&self, at: usize) -> bool {
        self.mark(at, Mark::NameHead)
            .is_some_and(|end| !self.is_number(end))
    }

    /// The start of "about", "c." and the like right before `start`.
    fn about_before(&self, start: usize) -> Option<usize> {
        self.mark_before(start, Mark::About)
            .or_else(|| self.mark_before(self.before_full_stop(start), Mark::About))
    }

    /// "from" opens a range only if the date has two ends.
    fn is_range_opener(&self, start: usize, date: &Found) -> bool {
        let opener = self.mark_before(start, Mark::From).is_some();
        let two_ended = (start..date.end).any(|at| {
            self.is_mark(at, Mark::To) || self.is_mark(at, Mark::And) || self.is_dash(at)
        });
        opener && two_ended
    }

    /// ", in London" right after a date: the first word of a name behind a preposition of place.
    fn place(&self, end: usize) -> Option<Span> {
        let start = if self.is_sign(end, ',') { end + 1 } else { end };
        let name = self.mark(start, Mark::Placing)?;
        let capital = self.is_word(name) && self.is_capital(name);
        let dated = self.month(name).is_some() || self.season(name).is_some();
        (capital && !dated).then(|| self.span(name, name + 1))?
    }

    /// "Washington time", "(Eastern Standard Time)", "GMT" after a date.
    fn zone(&self, end: usize) -> Option<Span> {
        const WORDS: usize = 3;
        let start = if matches!(self.sign(end), Some(',' | '(')) {
            end + 1
        } else {
            end
        };
        if let Some(end) = self.mark(start, Mark::ZoneName) {
            return self.span(start, end);
        }
        let named = (start..start + WORDS).take_while(|&at| self.is_capital(at));
        std::iter::once(start)
            .chain(named.map(|at| at + 1))
            .find_map(|at| {
                let end = self.mark(at, Mark::Zone)?;
                let bare = at == start && end == at + 1;
                (!bare).then(|| self.span(start, end))?
            })
    }
}
