//! Completing a time from its context: the dates spoken of before, the heading, the dateline.

use super::expression::{Base, Portion, Recurring, TimeValue, Unit, YearPart, YearRef};
use crate::frame::{Grain, Interval};
use jiff::civil::{Date, Weekday};

/// What the context knows about time where an expression stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The time last spoken of.
    pub last: Option<Interval>,
    /// A later time, of another year, that was mentioned in passing.
    pub aside: Option<Interval>,
    /// The time that the heading gives.
    pub heading: Option<Interval>,
    /// The time last spoken of in the section before, where nothing later gives a year.
    pub earlier: Option<Interval>,
    /// The day of writing.
    pub dateline: Option<Date>,
}

/// From where a missing part of a date was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Carried {
    /// The time last spoken of.
    Last,
    /// The heading.
    Heading,
    /// The section before: likely, but another one may have begun.
    Earlier,
    /// The day of writing.
    Dateline,
}

/// A time completed from its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The days.
    pub interval: Interval,
    /// What the context supplied, if anything: findings must say so.
    pub carried: Option<Carried>,
}

impl Resolved {
    /// Whether any of it was taken from the context.
    pub fn is_carried(&self) -> bool {
        self.carried.is_some()
    }
}

/// The interval of `value` in the context `anchor`; `None` where the context does not tell.
pub fn resolve(value: &TimeValue, anchor: &Anchor) -> Option<Resolved> {
    match value {
        TimeValue::Absolute(interval) => Some(Resolved {
            interval: *interval,
            carried: None,
        }),
        TimeValue::InYear {
            part,
            portion,
            year,
        } => anchor.in_year(*part, *portion, *year),
        TimeValue::InMonth { first, last } => anchor.in_month(*first, *last),
        TimeValue::Nearest {
            recurring,
            direction,
            base,
        } => anchor.nearest(*recurring, *direction, *base),
        TimeValue::Shifted {
            unit,
            by,
            portion,
            base,
            exact,
        } => {
            let (from, carried) = anchor.base(*base)?;
            let reached = shift(from, *unit, *by, *exact)?;
            let interval = match portion {
                Some(portion) => portion.of(reached)?,
                None => reached,
            };
            Resolved::from(interval, carried)
        }
        TimeValue::Rest { unit, after } => {
            let (from, carried) = anchor.base(Base::Spoken)?;
            Resolved::from(rest(from, *unit, *after)?, carried)
        }
        TimeValue::Spoken => {
            let (from, carried) = anchor.base(Base::Spoken)?;
            Resolved::from(from, carried)
        }
        TimeValue::Range(from, to) => anchor.range(from, to),
        TimeValue::Vague => None,
    }
}

impl Resolved {
    fn from(interval: Interval, carried: Carried) -> Option<Self> {
        Some(Self {
            interval,
            carried: Some(carried),
        })
    }
}

impl Anchor {
    /// The point from which relative times count.
    fn base(&self, base: Base) -> Option<(Interval, Carried)> {
        match base {
            Base::Spoken => self
                .last
                .filter(|last| last.is_bounded())
                .map(|last| (last, Carried::Last)),
            Base::Written => self
                .dateline
                .map(|date| (Interval::day(date), Carried::Dateline)),
        }
    }

    /// The year spoken of: of the last date, else of the heading, else of the section before.
    fn year(&self) -> Option<(i16, Carried)> {
        let of = |interval: Option<Interval>, carried| {
            interval
                .and_then(Interval::single_year)
                .map(|year| (year, carried))
        };
        of(self.last, Carried::Last)
            .or_else(|| of(self.heading, Carried::Heading))
            .or_else(|| of(self.earlier, Carried::Earlier))
    }

    fn in_year(
        &self,
        part: YearPart,
        portion: Option<Portion>,
        reference: YearRef,
    ) -> Option<Resolved> {
        let (year, carried) = match reference {
            YearRef::Given(year) => {
                let interval = part.within(year, portion)?;
                return Some(Resolved {
                    interval,
                    carried: None,
                });
            }
            YearRef::Missing => return self.missing_year(part, portion),
            YearRef::Short(digits) => {
                let (near, carried) = self.year()?;
                (nearest(digits, near)?, carried)
            }
            YearRef::Anchored(by) => {
                let (year, carried) = self.year()?;
                (year.checked_add(by)?, carried)
            }
            YearRef::Written(by) => {
                let year = self.dateline?.year();
                (year.checked_add(by)?, Carried::Dateline)
            }
        };
        Resolved::from(part.within(year, portion)?, carried)
    }

    /// A date without a year has the year last spoken of. Early in a year after a date late in
    /// a year, the story may have gone on into the next one: then either year is possible.
    fn missing_year(&self, part: YearPart, portion: Option<Portion>) -> Option<Resolved> {
        let Some((year, carried)) = self.year() else {
            return self.recent(part, portion);
        };
        let same = part.within(year, portion);
        let Some(last) = self.last.filter(|_| carried == Carried::Last) else {
            return Resolved::from(same?, carried);
        };
        // A year mentioned in passing may be the one that is meant: then either is possible.
        let aside = self.aside.and_then(Interval::single_year);
        if let Some(aside) = aside.filter(|aside| *aside != year)
            && let (Some(one), Some(other)) = (same, part.within(aside, portion))
        {
            return Resolved::from(one.hull(other), carried);
        }
        let next = part.within(year.checked_add(1)?, portion);
        let turned = last.grain <= Grain::Month
            && last.earliest.month() >= 10
            && same.is_some_and(|same| same.latest.month() <= 3);
        let interval = match (same, next) {
            (Some(same), Some(next)) if turned => same.hull(next),
            (Some(same), _) => same,
            _ => return None,
        };
        Resolved::from(interval, carried)
    }

    /// News of the last month or so writes dates without a year. Anything further back may as
    /// well be an anniversary, so it stays unknown.
    fn recent(&self, part: YearPart, portion: Option<Portion>) -> Option<Resolved> {
        const RECENT_DAYS: i32 = 31;
        let written = Interval::day(self.dateline?);
        let year = self.dateline?.year();
        let interval = [year, year.checked_sub(1)?]
            .into_iter()
            .filter_map(|year| part.within(year, portion))
            .find(|interval| interval.earliest <= written.latest)?;
        let near = interval.within_days(written, RECENT_DAYS);
        near.then(|| Resolved::from(interval, Carried::Dateline))?
    }

    /// Days of the month spoken of. After a later day the story may have gone on into the next month: then either is
    /// possible.
    fn in_month(&self, first: i8, last: i8) -> Option<Resolved> {
        let month_of = |interval: Option<Interval>| interval.and_then(Interval::single_month);
        let ((year, month), carried) = month_of(self.last)
            .map(|month| (month, Carried::Last))
            .or_else(|| month_of(self.heading).map(|month| (month, Carried::Heading)))
            .or_else(|| month_of(self.earlier).map(|month| (month, Carried::Earlier)))?;
        let of = |(year, month)| {
            let days = YearPart::Days {
                first: (month, first),
                last: (month, last),
            };
            days.within(year, None)
        };
        let next = if month == 12 {
            (year.checked_add(1)?, 1)
        } else {
            (year, month + 1)
        };
        let passed = carried == Carried::Last
            && self
                .last
                .and_then(Interval::single_day)
                .is_some_and(|day| day.day() > last);
        let interval = match (of((year, month)), of(next)) {
            (Some(same), Some(next)) if passed => same.hull(next),
            (Some(same), _) => same,
            (None, Some(next)) if carried == Carried::Last => next,
            _ => return None,
        };
        Resolved::from(interval, carried)
    }

    fn nearest(&self, recurring: Recurring, direction: i8, base: Base) -> Option<Resolved> {
        let (from, carried) = self.base(base)?;
        let interval = match recurring {
            Recurring::Weekday(weekday) => near_weekday(from.single_day()?, weekday, direction)?,
            Recurring::Part(part) => near_part(from, part, direction)?,
        };
        Resolved::from(interval, carried)
    }

    fn range(&self, from: &TimeValue, to: &TimeValue) -> Option<Resolved> {
        let from = resolve(from, self)?;
        let next = Anchor {
            last: Some(from.interval),
            ..*self
        };
        let to = resolve(to, &next)?;
        Some(Resolved {
            interval: Interval::range(from.interval, to.interval)?,
            carried: from.carried.or(to.carried),
        })
    }
}

/// The weekday at, after or before `day`. "Sunday" alone is known only if `day` is one.
fn near_weekday(day: Date, number: i8, direction: i8) -> Option<Interval> {
    let weekday = Weekday::from_monday_one_offset(number).ok()?;
    match direction {
        0 => (day.weekday() == weekday).then(|| Interval::day(day)),
        _ => day
            .nth_weekday(i32::from(direction), weekday)
            .ok()
            .map(Interval::day),
    }
}

/// The month or season of the same year, or the nearest that lies wholly after or before `from`.
fn near_part(from: Interval, part: YearPart, direction: i8) -> Option<Interval> {
    let year = from.single_year()?;
    let (before, after) = (year.checked_sub(1)?, year.checked_add(1)?);
    let part_of = |year| part.within(year, None);
    match direction {
        0 => part_of(year),
        1 => [year, after]
            .into_iter()
            .filter_map(part_of)
            .find(|part| part.earliest > from.earliest && !part.contains(from)),
        _ => [year, before]
            .into_iter()
            .filter_map(part_of)
            .find(|part| part.latest < from.latest && !part.contains(from)),
    }
}

/// The unit that lies `by` units from `from`.
fn shift(from: Interval, unit: Unit, by: i32, exact: bool) -> Option<Interval> {
    if exact {
        let day = from.single_day()?;
        return moved(day, unit, by).map(Interval::day);
    }
    match unit {
        // "That evening" of a day that is itself not known to the day.
        Unit::Day if by == 0 && from.single_day().is_none() => {
            (from.grain <= Grain::Month).then_some(from)
        }
        Unit::Day => from
            .single_day()
            .and_then(|day| moved(day, unit, by))
            .map(Interval::day),
        Unit::Week => {
            // People round weeks; three days either way hold what they mean.
            const ROUNDING: i32 = 3;
            let day = moved(from.single_day()?, unit, by)?;
            let around = Interval::day(day);
            let (first, last) = (around.shifted(-ROUNDING)?, around.shifted(ROUNDING)?);
            Interval::between(first.earliest, last.latest, Grain::Month)
        }
        Unit::Month => {
            let (year, month) = from.single_month()?;
            let first = moved(Date::new(year, month, 1).ok()?, unit, by)?;
            Interval::month(first.year(), first.month())
        }
        Unit::Year => {
            let year = i32::from(from.single_year()?).checked_add(by)?;
            Interval::year(i16::try_from(year).ok()?)
        }
        Unit::Decade | Unit::Century => {
            let length = if unit == Unit::Decade { 10 } else { 100 };
            let year = i32::from(from.earliest.year());
            let first = year.checked_sub(year.rem_euclid(length))?;
            let first = first.checked_add(by.checked_mul(length)?)?;
            let last = i16::try_from(first.checked_add(length - 1)?).ok()?;
            Interval::years(i16::try_from(first).ok()?, last)
        }
    }
}

fn moved(day: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        Unit::Day => jiff::Span::new().try_days(by),
        Unit::Week => jiff::Span::new().try_weeks(by),
        Unit::Month => jiff::Span::new().try_months(by),
        Unit::Year => jiff::Span::new().try_years(by),
        Unit::Decade => jiff::Span::new().try_years(by.checked_mul(10)?),
        Unit::Century => jiff::Span::new().try_years(by.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// What is left of the unit around `from`, or what of it lies before.
fn rest(from: Interval, unit: Unit, after: bool) -> Option<Interval> {
    let whole = shift(from, unit, 0, false)?;
    let grain = whole.grain;
    if after {
        Interval::between(from.earliest.max(whole.earliest), whole.latest, grain)
    } else {
        Interval::between(whole.earliest, from.latest.min(whole.latest), grain)
    }
}

/// The year with these last two digits that lies nearest to `near`; of two as near, none.
fn nearest(digits: i16, near: i16) -> Option<i16> {
    let own = near - near.rem_euclid(100) + digits;
    let choices = [own - 100, own, own + 100];
    let best = choices.into_iter().min_by_key(|year| (year - near).abs())?;
    ((best - near).abs() < 50).then_some(best)
}
