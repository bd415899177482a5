//! Two dates that make one: "from 25 June 1950 to 27 July 1953", "June and July 1950".

use super::expression::{Qualifier, TimeValue, YearPart, YearRef};
use super::lexicon::{Entry, Mark};
use super::reader::{Found, Reader};
use crate::frame::Interval;

/// What stands between the two.
#[derive(Clone, Copy, PartialEq)]
enum Connector {
    Dash,
    To,
    And,
    /// One of the two, nobody knows which.
    Or,
}

impl Reader<'_> {
    /// Extends `first`, which starts at `start`, by the second date of a range, if one follows.
    pub(super) fn join(&self, start: usize, first: Found) -> Option<Found> {
        if let Some(found) = self.of_each(start, &first) {
            return Some(found);
        }
        let (connector, next) = self.connector(first.end)?;
        let opened = self.mark_before(start, Mark::From).is_some();
        // "to about 25 June"
        let next = self.mark(next, Mark::About).unwrap_or(next);
        let second = self.calendar(next, true)?;
        let lacks_year = is_missing_year(&first.value);
        let successive = || {
            let months = month(&first.value).zip(month(&second.value));
            months.is_some_and(|(one, next)| next == one + 1)
        };
        let joins = match connector {
            Connector::Dash | Connector::To => true,
            Connector::Or => true,
            Connector::And => {
                opened || lacks_year && (given_year(&second.value).is_some() || successive())
            }
        };
        let value = match connector {
            Connector::Or => either(first.value, second.value)?,
            _ => joins.then(|| range(first.value, second.value))??,
        };
        Some(Found::new(value, second.end))
    }

    /// "the first in 1981 and the second in 1990": of what is told of both, the dates reach from one to the other.
    fn of_each(&self, start: usize, first: &Found) -> Option<Found> {
        self.mark_before(start, Mark::FirstOf)?;
        let next = self.mark(first.end, Mark::SecondOf)?;
        let second = self.calendar(next, true)?;
        let value = range(first.value.clone(), second.value)?;
        Some(Found::new(value, second.end))
    }

    fn connector(&self, at: usize) -> Option<(Connector, usize)> {
        if self.is_dash(at) {
            let loose_em_dash = self.is_sign(at, '\u{2014}') && !self.is_joined(at + 1);
            return (!loose_em_dash).then_some((Connector::Dash, at + 1));
        }
        if let Some(end) = self.mark(at, Mark::Or) {
            // "in 1949 or in 1950"
            let plain = self.find(end, |entry| match entry {
                Entry::Signal(Qualifier::On | Qualifier::During) => Some(()),
                _ => None,
            });
            return Some((Connector::Or, plain.map_or(end, |((), end)| end)));
        }
        if let Some(end) = self.mark(at, Mark::And) {
            return Some((Connector::And, end));
        }
        self.mark(at, Mark::To).map(|end| (Connector::To, end))
    }
}

/// Whatever lies in one of the two: the stretch that holds both, in their own order.
fn either(one: TimeValue, other: TimeValue) -> Option<TimeValue> {
    let same_grain = one.grain() == other.grain();
    if let (Some(one), Some(other)) = (settled(&one), settled(&other)) {
        // "in 1949 or in the spring of 1950": one after the other they may be of any size.
        let apart = one.latest < other.earliest;
        return (same_grain || apart).then(|| TimeValue::Absolute(one.hull(other)));
    }
    range(one.clone(), other.clone())
        .or_else(|| range(other, one))
        .filter(|_| same_grain)
}

/// The stretch from the start of `from` to the end of `to`, each lending the other its year.
fn range(from: TimeValue, to: TimeValue) -> Option<TimeValue> {
    match (given_year(&from), given_year(&to)) {
        (Some(_), Some(_)) => {
            let (from, to) = (settled(&from)?, settled(&to)?);
            Interval::range(from, to).map(TimeValue::Absolute)
        }
        (None, Some(year)) if is_missing_year(&from) => {
            let to = settled(&to)?;
            [year, year.checked_sub(1)?]
                .into_iter()
                .filter_map(|year| settled(&in_year(&from, year)))
                .find_map(|from| Interval::range(from, to))
                .map(TimeValue::Absolute)
        }
        (Some(year), None) if is_missing_year(&to) => {
            let from = settled(&from)?;
            [year, year.checked_add(1)?]
                .into_iter()
                .filter_map(|year| settled(&in_year(&to, year)))
                .find_map(|to| Interval::range(from, to))
                .map(TimeValue::Absolute)
        }
        (None, None)
            if is_missing_year(&from) && is_missing_year(&to) || both_in_month(&from, &to) =>
        {
            Some(TimeValue::Range(Box::new(from), Box::new(to)))
        }
        _ => None,
    }
}

/// "the 12th to the 16th"
fn both_in_month(from: &TimeValue, to: &TimeValue) -> bool {
    matches!(
        (from, to),
        (TimeValue::InMonth { .. }, TimeValue::InMonth { .. })
    )
}

/// The month of an unknown year that the value is.
fn month(value: &TimeValue) -> Option<i8> {
    match value {
        TimeValue::InYear {
            part: YearPart::Month(month),
            portion: None,
            year: YearRef::Missing,
        } => Some(*month),
        _ => None,
    }
}

fn is_missing_year(value: &TimeValue) -> bool {
    matches!(
        value,
        TimeValue::InYear {
            year: YearRef::Missing,
            ..
        }
    )
}

/// The last year that the value itself gives.
fn given_year(value: &TimeValue) -> Option<i16> {
    match value {
        TimeValue::Absolute(interval) => Some(interval.latest.year()),
        TimeValue::InYear {
            year: YearRef::Given(year),
            ..
        } => Some(*year),
        _ => None,
    }
}

fn in_year(value: &TimeValue, year: i16) -> TimeValue {
    match *value {
        TimeValue::InYear { part, portion, .. } => TimeValue::InYear {
            part,
            portion,
            year: YearRef::Given(year),
        },
        ref other => other.clone(),
    }
}

fn settled(value: &TimeValue) -> Option<Interval> {
    match value {
        TimeValue::Absolute(interval) => Some(*interval),
        TimeValue::InYear {
            part,
            portion,
            year: YearRef::Given(year),
        } => part.within(*year, *portion),
        _ => None,
    }
}

/// Turns a part of a given year into its interval. A day that no calendar has stays vague.
pub(super) fn settle(value: TimeValue) -> TimeValue {
    match value {
        TimeValue::InYear {
            year: YearRef::Given(_),
            ..
        } => settled(&value).map_or(TimeValue::Vague, TimeValue::Absolute),
        TimeValue::InYear {
            part: part @ YearPart::Days { .. },
            ..
        } if part.within(LEAP_YEAR, None).is_none() => TimeValue::Vague,
        other => other,
    }
}

/// Any leap year: what it does not have, no year has.
const LEAP_YEAR: i16 = 2000;
