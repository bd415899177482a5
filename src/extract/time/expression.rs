//! What a date expression means, as far as its own words tell.

use crate::frame::{Grain, Interval, Season};
use crate::span::Span;
use jiff::civil::Date;
use serde::Deserialize;

/// A date expression in a text (a TIMEX), without the preposition that governs it.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Its bytes, from the first word of the date ("the spring of 1950") to the last.
    pub span: Span,
    /// What it means.
    pub value: TimeValue,
    /// How the preposition relates the event to it.
    pub qualifier: Qualifier,
    /// The preposition itself, if there is one.
    pub signal: Option<Span>,
    /// Whether the text says that it is not exact ("about", "c.").
    pub approximate: bool,
    /// Whether it tells when without a preposition before it ("the next day", "late in June").
    pub adverbial: bool,
    /// Whether it is part of a name ("the June 25 War"), which asserts nothing.
    pub in_name: bool,
    /// The words that name a time zone ("Washington time"), right after the date.
    pub zone: Option<Span>,
    /// The words of a place right after the date ("24 June in London"), whose clock it may be.
    pub place: Option<Span>,
}

impl TimeExpression {
    /// The unit in which the time is given.
    pub fn grain(&self) -> Grain {
        self.value.grain()
    }

    /// The interval, if the words give it without any context.
    pub fn absolute(&self) -> Option<Interval> {
        match self.value {
            TimeValue::Absolute(interval) => Some(interval),
            _ => None,
        }
    }

    /// The name of a day, behind the preposition at `signal`, which says how it relates an event to it.
    pub fn named(span: Span, day: Interval, qualifier: Qualifier, signal: Span) -> Self {
        Self {
            span,
            value: TimeValue::Absolute(day),
            qualifier,
            signal: Some(signal),
            approximate: false,
            adverbial: false,
            in_name: false,
            zone: None,
            place: None,
        }
    }

    /// The expression in the same words at another place: what stood at `from` stands at `to`.
    pub fn moved(&self, from: usize, to: usize) -> Self {
        let there = |span: Span| Span::new(span.start - from + to, span.end - from + to);
        Self {
            span: there(self.span),
            signal: self.signal.map(there),
            zone: self.zone.map(there),
            place: self.place.map(there),
            ..self.clone()
        }
    }

    /// The stretch in which the event lies, given the `interval` that the expression denotes:
    /// "before June 1950" leaves all time up to 31 May. `None` if no day is left.
    pub fn window(&self, interval: Interval) -> Option<Interval> {
        let interval = if self.approximate {
            interval.about()
        } else {
            interval
        };
        match self.qualifier {
            Qualifier::On | Qualifier::During | Qualifier::Between => Some(interval),
            Qualifier::Before => interval.before(),
            Qualifier::After => interval.after(),
            Qualifier::Since => Some(interval.onward()),
            Qualifier::Until | Qualifier::By => Some(interval.up_to()),
        }
    }
}

/// How a preposition relates an event to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// "on", or no preposition.
    On,
    /// "in", "during", "of"
    During,
    /// "before", "prior to"
    Before,
    /// "after"
    After,
    /// "since", "from" without an end
    Since,
    /// "until", "to" without a start
    Until,
    /// "by", "no later than"
    By,
    /// "from ... to", "between ... and"
    Between,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A day, or a part of one.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// The grain of a time that is known to this unit.
    pub fn grain(self) -> Grain {
        match self {
            Unit::Day => Grain::Day,
            Unit::Week | Unit::Month => Grain::Month,
            Unit::Year => Grain::Year,
            Unit::Decade | Unit::Century => Grain::Years,
        }
    }
}

/// The share of a stretch that "early", "the second half of" and the like leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// First and last day of a month; 31 is its last.
    pub month: [i8; 2],
    /// First and last month of a year.
    pub year: [i8; 2],
    /// Hundredths of any other stretch.
    pub years: [u8; 2],
}

/// A part of a year, of which year is said apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearPart {
    /// All of it.
    Whole,
    /// A month, from 1.
    Month(i8),
    /// A stretch of days, each as month and day; one day has equal ends.
    Days {
        /// The first day.
        first: (i8, i8),
        /// The last day.
        last: (i8, i8),
    },
    /// A season.
    Season(Season),
}

/// Which year a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRef {
    /// Written beside it.
    Given(i16),
    /// Not said; carried over from what was said before.
    Missing,
    /// Its last two digits ("'49"): the year nearest to the one last spoken of.
    Short(i16),
    /// So many years from the year last spoken of ("of that year", "of the following year").
    Anchored(i16),
    /// So many years from the year of writing ("last year").
    Written(i16),
}

/// From which point a relative time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The time last spoken of.
    Spoken,
    /// The day of writing.
    Written,
}

/// The meaning of a date expression.
#[derive(Debug, Clone, PartialEq)]
pub enum TimeValue {
    /// Known without context.
    Absolute(Interval),
    /// A part of a year that the expression does not give by itself.
    InYear {
        /// Which part.
        part: YearPart,
        /// What share of the part.
        portion: Option<Portion>,
        /// Which year.
        year: YearRef,
    },
    /// Days of a month that is not named ("on the 25th").
    InMonth {
        /// The first day.
        first: i8,
        /// The last day.
        last: i8,
    },
    /// The nearest month, season or weekday before or after the base ("the previous autumn").
    Nearest {
        /// What recurs.
        recurring: Recurring,
        /// 1 for the next one, -1 for the one before, 0 for the one at hand.
        direction: i8,
        /// Counted from where.
        base: Base,
    },
    /// So many units from the base ("two days later", "the same month", "ten years ago").
    Shifted {
        /// Which unit.
        unit: Unit,
        /// How many; negative is earlier.
        by: i32,
        /// What share of the unit that is reached.
        portion: Option<Portion>,
        /// Counted from where.
        base: Base,
        /// Whether it holds to the day ("fifty years ago today").
        exact: bool,
    },
    /// What is left of the current unit after the base ("later that year"), or was before it.
    Rest {
        /// Which unit.
        unit: Unit,
        /// Whether it is the part after.
        after: bool,
    },
    /// The time just spoken of ("by then").
    Spoken,
    /// From the start of one time to the end of another.
    Range(Box<TimeValue>, Box<TimeValue>),
    /// A time whose words do not tell when ("some years later", "two days after the landing",
    /// a day that no calendar has). Stands in the way of assuming the time spoken of before.
    Vague,
}

/// A part of the calendar that comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurring {
    /// A month or a season.
    Part(YearPart),
    /// A day of the week, from Monday = 1.
    Weekday(i8),
}

impl TimeValue {
    /// Whether it points at another time ("that year", "two days later").
    pub fn is_relative(&self) -> bool {
        match self {
            TimeValue::Nearest { .. }
            | TimeValue::Shifted { .. }
            | TimeValue::Rest { .. }
            | TimeValue::Spoken
            | TimeValue::Vague => true,
            TimeValue::InYear { year, .. } => matches!(year, YearRef::Anchored(_)),
            TimeValue::Absolute(_) | TimeValue::InMonth { .. } | TimeValue::Range(..) => false,
        }
    }

    /// Whether it is counted from the day of writing ("this week", "last year").
    pub fn is_of_writing(&self) -> bool {
        match self {
            TimeValue::Nearest { base, .. } | TimeValue::Shifted { base, .. } => {
                *base == Base::Written
            }
            TimeValue::InYear { year, .. } => matches!(year, YearRef::Written(_)),
            _ => false,
        }
    }

    /// The unit in which the time is given; of a range, the coarser.
    pub fn grain(&self) -> Grain {
        match self {
            TimeValue::Absolute(interval) => interval.grain,
            TimeValue::InYear { part, portion, .. } => part_grain(*part, portion.is_some()),
            TimeValue::InMonth { .. } => Grain::Day,
            TimeValue::Nearest { recurring, .. } => match recurring {
                Recurring::Part(part) => part_grain(*part, false),
                Recurring::Weekday(_) => Grain::Day,
            },
            TimeValue::Shifted { exact: true, .. } => Grain::Day,
            TimeValue::Shifted { unit, .. } | TimeValue::Rest { unit, .. } => unit.grain(),
            TimeValue::Spoken => Grain::Month,
            TimeValue::Range(from, to) => from.grain().max(to.grain()),
            TimeValue::Vague => Grain::Years,
        }
    }
}

fn part_grain(part: YearPart, portion: bool) -> Grain {
    match part {
        YearPart::Days { .. } => Grain::Day,
        YearPart::Month(_) => Grain::Month,
        YearPart::Season(_) => Grain::Season,
        YearPart::Whole if portion => Grain::Season,
        YearPart::Whole => Grain::Year,
    }
}

impl YearPart {
    /// This part of `year`, or the `portion` of it; `None` if the calendar has no such day.
    pub fn within(self, year: i16, portion: Option<Portion>) -> Option<Interval> {
        let whole = match self {
            YearPart::Whole => Interval::year(year)?,
            YearPart::Month(month) => Interval::month(year, month)?,
            YearPart::Season(season) => Interval::season(season, year)?,
            YearPart::Days { first, last } => {
                let first = Date::new(year, first.0, first.1).ok()?;
                Interval::between(first, Date::new(year, last.0, last.1).ok()?, Grain::Day)?
            }
        };
        match portion {
            Some(portion) => portion.of(whole),
            None => Some(whole),
        }
    }
}

impl Portion {
    /// This share of `whole`.
    pub fn of(self, whole: Interval) -> Option<Interval> {
        match whole.grain {
            Grain::Day => Some(whole),
            Grain::Month => self.of_month(whole),
            Grain::Year => self.of_year(whole),
            Grain::Season => self.of_stretch(whole),
            Grain::Years => self.of_years(whole),
        }
    }

    fn of_month(self, whole: Interval) -> Option<Interval> {
        let day = |number: i8| {
            let first = whole.earliest;
            let number = number.clamp(1, first.days_in_month());
            Date::new(first.year(), first.month(), number).ok()
        };
        Interval::between(day(self.month[0])?, day(self.month[1])?, Grain::Month)
    }

    fn of_year(self, whole: Interval) -> Option<Interval> {
        let year = whole.single_year()?;
        if self.year == [1, 12] {
            return Some(whole);
        }
        let first = Interval::month(year, self.year[0])?;
        let last = Interval::month(year, self.year[1])?;
        Interval::between(first.earliest, last.latest, Grain::Season)
    }

    /// Whole years of a decade, a century or a range, the outer ones rounded in.
    fn of_years(self, whole: Interval) -> Option<Interval> {
        let (first, last) = (whole.earliest.year(), whole.latest.year());
        let count = i32::from(last) - i32::from(first) + 1;
        let at = |years: i32| i16::try_from(i32::from(first) + years).ok();
        let from = count * i32::from(self.years[0]) / 100;
        let to = (count * i32::from(self.years[1]) + 99) / 100 - 1;
        Interval::years(at(from)?, at(to.max(from))?)
    }

    fn of_stretch(self, whole: Interval) -> Option<Interval> {
        let days = whole.latest.duration_since(whole.earliest).as_hours() / 24;
        let at = |share: u8| {
            let ahead = i32::try_from(days * i64::from(share.min(100)) / 100).ok()?;
            Interval::day(whole.earliest).shifted(ahead)?.single_day()
        };
        Interval::between(at(self.years[0])?, at(self.years[1])?, whole.grain)
    }
}
