//! The grammar of calendar dates: days, months, seasons, and the year that belongs to them.

use super::expression::{Base, Portion, Qualifier, Recurring, TimeValue, Unit, YearPart, YearRef};
use super::lexicon::{Entry, Mark};
use super::reader::{Found, Reader};
use super::token::Case;
use crate::frame::{Grain, Interval, Season};

/// A month word and how it is written.
pub(super) struct Month {
    number: i8,
    /// Whether the word alone does not show that a month is meant.
    weak: bool,
    case: Case,
    end: usize,
}

/// A stretch of days of one month.
struct Days {
    first: i8,
    last: i8,
    /// Whether digits or a suffix show it, rather than a word that also counts ("the second").
    digits: bool,
    end: usize,
}

impl Reader<'_> {
    /// "25 June 1950", "13-16 May", "the twenty-fifth of June", "the 25th day of June".
    pub(super) fn day_month(&self, start: usize) -> Option<Found> {
        let days = self.days(self.skip(start, Mark::Definite))?;
        let day = (self.one_unit(days.end)).filter(|&(unit, _)| unit == Unit::Day);
        let of = self.mark(day.map_or(days.end, |(_, end)| end), Mark::Of);
        let month = self.month(of.unwrap_or(days.end))?;
        if !days.digits && of.is_none() {
            return None;
        }
        let year = self.year_tail(month.end);
        if month.case == Case::Lower && month.weak && year.is_none() {
            return None;
        }
        let part = days.of_month(month.number);
        Some(self.in_year(part, None, year, month.end))
    }

    /// "June 25, 1950", "June 24-25", "June the 25th", "June 1950", "June".
    pub(super) fn month_first(&self, start: usize, announced: bool) -> Option<Found> {
        let month = self.month(start)?;
        if let Some(days) = self.days_after(&month) {
            let year = self.year_tail(days.end);
            if month.case != Case::Lower || !month.weak || year.is_some() {
                let part = days.of_month(month.number);
                return Some(self.in_year(part, None, year, days.end));
            }
        }
        let part = YearPart::Month(month.number);
        if let Some(year) = self.year_tail(month.end) {
            let written_out = month.case != Case::Lower || !month.weak;
            return written_out.then(|| self.in_year(part, None, Some(year), month.end));
        }
        self.month_stands_alone(&month, start, announced)
            .then(|| self.in_year(part, None, None, month.end))
    }

    fn days_after(&self, month: &Month) -> Option<Days> {
        let days = self.days(self.skip(month.end, Mark::Definite))?;
        let plain = days.digits || self.is_mark(month.end, Mark::Definite);
        let counted = self.is_mark(days.end, Mark::Counted);
        (!counted && (plain || !month.weak)).then_some(days)
    }

    /// Whether a month without day and year is one, and no name or verb.
    fn month_stands_alone(&self, month: &Month, start: usize, announced: bool) -> bool {
        if month.case == Case::Lower || month.weak && month.case == Case::Upper {
            return false;
        }
        let signalled = announced || self.signal_before(start).is_some();
        if month.weak {
            return signalled;
        }
        signalled || !self.is_capital(month.end) || self.month(month.end).is_some()
    }

    pub(super) fn month(&self, at: usize) -> Option<Month> {
        let pick = |entry: &Entry| match entry {
            Entry::Month {
                number,
                weak,
                short,
            } => Some((*number, *weak, *short)),
            _ => None,
        };
        let ((number, weak, short), mut end) = self.find(at, pick)?;
        if short && self.is_sign(end, '.') && self.is_joined(end) {
            end += 1;
        }
        Some(Month {
            number,
            weak,
            case: self.token(at)?.case,
            end,
        })
    }

    /// One day or a stretch of days: "25", "25th", "24-25", "13 to 16", "twenty-fifth".
    fn days(&self, at: usize) -> Option<Days> {
        let (first, digits, end) = self.day(at)?;
        let single = Days {
            first,
            last: first,
            digits,
            end,
        };
        let Some(next) = self.day_connector(end) else {
            return Some(single);
        };
        match self.day(self.skip(next, Mark::Definite)) {
            Some((last, _, end)) if last > first && !self.is_other_date(end) => Some(Days {
                last,
                end,
                ..single
            }),
            _ => Some(single),
        }
    }

    /// After "June 25 to 27" a counted noun or an hour shows that 27 is no day of June.
    fn is_other_date(&self, after: usize) -> bool {
        self.is_mark(after, Mark::Counted) || self.is_mark(after, Mark::Clock)
    }

    fn day_connector(&self, at: usize) -> Option<usize> {
        if self.is_dash(at) {
            return Some(at + 1);
        }
        self.mark(at, Mark::To).or_else(|| self.mark(at, Mark::And))
    }

    /// A day of the month: its number, whether in digits, and the index after it.
    pub(super) fn day(&self, at: usize) -> Option<(i8, bool, usize)> {
        let (value, digits, end) = match self.number(at) {
            Some((value, digits)) if digits <= 2 && self.stands_alone(at) => {
                let end = self.ordinal_suffix(at + 1).unwrap_or(at + 1);
                if end == at + 1 && self.is_joined(end) && self.is_word(end) {
                    return None;
                }
                (value, true, end)
            }
            Some(_) => return None,
            None => {
                let (value, end) = self.ordinal(at)?;
                (value, false, end)
            }
        };
        let day = i8::try_from(value).ok()?;
        (1..=31).contains(&day).then_some((day, digits, end))
    }

    fn ordinal_suffix(&self, at: usize) -> Option<usize> {
        let pick = |entry: &Entry| (*entry == Entry::OrdinalSuffix).then_some(());
        let (_, end) = self.find(at, pick)?;
        self.is_joined(at).then_some(end)
    }

    /// An ordinal in words: "fifth", "twenty-fifth"; or in digits with its suffix.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((value, _)) = self.number(at) {
            return self.ordinal_suffix(at + 1).map(|end| (value, end));
        }
        let pick = |entry: &Entry| match entry {
            Entry::Ordinal(value) => Some(*value),
            _ => None,
        };
        if let Some((tens, next)) = self.cardinal_word(at) {
            let next = if self.is_dash(next) { next + 1 } else { next };
            let (unit, end) = self.find(next, pick)?;
            return ((20..100).contains(&tens) && unit < 10).then_some((tens + unit, end));
        }
        self.find(at, pick)
    }

    pub(super) fn cardinal_word(&self, at: usize) -> Option<(u32, usize)> {
        self.find(at, |entry| match entry {
            Entry::Cardinal(value) => Some(*value),
            _ => None,
        })
    }

    /// "the spring of 1950", "summer 1950", "the winter of 1950-51", "in the autumn".
    pub(super) fn season_first(&self, start: usize, announced: bool) -> Option<Found> {
        let at = self.skip(start, Mark::Definite);
        let (season, end) = self.season(at)?;
        if season == Season::Winter
            && let Some(found) = self.winter_over_new_year(end)
        {
            return Some(found);
        }
        let part = YearPart::Season(season);
        if let Some(year) = self.year_tail(end) {
            return Some(self.in_year(part, None, Some(year), end));
        }
        let signalled = announced || at > start && self.signal_before(start).is_some();
        let noun_follows =
            self.is_word(end) && !self.is_capital(end) && self.token(end)?.word.is_none();
        let fits = signalled && !noun_follows && !self.is_mark(end, Mark::Of);
        fits.then(|| self.in_year(part, None, None, end))
    }

    pub(super) fn season(&self, at: usize) -> Option<(Season, usize)> {
        self.find(at, |entry| match entry {
            Entry::Season(season) => Some(*season),
            _ => None,
        })
    }

    fn winter_over_new_year(&self, at: usize) -> Option<Found> {
        let years = self.years_in_digits(self.skip(at, Mark::Of))?;
        let TimeValue::Absolute(interval) = years.value else {
            return None;
        };
        let (first, last) = (interval.earliest.year(), interval.latest.year());
        if last != first.checked_add(1)? {
            return None;
        }
        let winter = Interval::winter_from(first)?;
        Some(Found::new(TimeValue::Absolute(winter), years.end))
    }

    /// "Christmas Day 1950"
    pub(super) fn named_day(&self, start: usize) -> Option<Found> {
        let pick = |entry: &Entry| match entry {
            Entry::NamedDay { month, day } => Some((*month, *day)),
            _ => None,
        };
        let (day, end) = self.find(start, pick)?;
        let part = YearPart::Days {
            first: day,
            last: day,
        };
        let year = self.year_tail(end);
        let plain = year.is_some() || self.signal_before(start).is_some();
        (plain && self.is_capital(start)).then(|| self.in_year(part, None, year, end))
    }

    /// "Sunday, June 25, 1950", "Sunday the 25th", "Sunday".
    pub(super) fn weekday_first(&self, start: usize) -> Option<Found> {
        let (number, weak, end) = self.weekday(start)?;
        // "Sunday morning, June 25"
        let whole = match self.one_unit(end) {
            Some((Unit::Day, after)) => after,
            _ => end,
        };
        let comma = if self.is_sign(whole, ',') {
            whole + 1
        } else {
            whole
        };
        let dated = self
            .day_month(comma)
            .or_else(|| self.month_first(comma, false))
            .filter(|found| found.value.grain() == Grain::Day);
        if dated.is_some() {
            return dated;
        }
        if let Some(found) = self.bare_day(end) {
            return Some(found);
        }
        let alone = TimeValue::Nearest {
            recurring: Recurring::Weekday(number),
            direction: 0,
            base: Base::Spoken,
        };
        (!weak && self.is_capital(start)).then(|| Found::new(alone, whole))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(i8, bool, usize)> {
        let pick = |entry: &Entry| match entry {
            Entry::Weekday { number, weak } => Some((*number, *weak)),
            _ => None,
        };
        let ((number, weak), end) = self.find(at, pick)?;
        let dotted = weak && self.is_sign(end, '.') && self.is_joined(end);
        Some((number, weak, if dotted { end + 1 } else { end }))
    }

    /// "the night of 24-25 June"
    pub(super) fn day_part_first(&self, start: usize) -> Option<Found> {
        let pick = |entry: &Entry| (*entry == Entry::DayPart).then_some(());
        let (_, end) = self.find(self.skip(start, Mark::Definite), pick)?;
        let found = self
            .weekday_first(end)
            .into_iter()
            .chain(self.day_month(end))
            .chain(self.month_first(end, true))
            .chain(self.day_of_month(end, true))
            .chain(self.numeric(end))
            .max_by_key(|found| found.end)?;
        (found.value.grain() == Grain::Day).then_some(found)
    }

    /// Whether what stands at `at`, right after "the 25th", shows that a day is meant: the end of a phrase, a word that goes
    /// on with a clause, or, after "on", a name ("on the 25th Napoleon marched"; but "on the 25th Infantry's left").
    fn ends_day(&self, at: usize, on: bool) -> bool {
        if self.is_break(at) {
            return !self.is_dash(at) && !self.is_possessive_mark(at);
        }
        let name = on && self.is_word(at) && self.is_capital(at);
        let numbered = (at..at + 3)
            .take_while(|&at| self.is_word(at))
            .any(|at| self.is_mark(at, Mark::Numbered) && self.is_capital(at));
        self.is_mark(at, Mark::AfterDay) || name && !numbered && !self.is_mark(at, Mark::Numbered)
    }

    /// Whether an apostrophe joins what follows to the word before ("the 25th's").
    fn is_possessive_mark(&self, at: usize) -> bool {
        matches!(self.sign(at), Some('\'' | '\u{2019}')) && self.is_joined(at)
    }

    /// "the 25th", "the 25th of that month", where nothing that could be numbered follows.
    pub(super) fn bare_day(&self, start: usize) -> Option<Found> {
        self.day_of_month(start, false)
    }

    /// The same; `announced` is what tells of a day before it ("the early hours of").
    fn day_of_month(&self, start: usize, announced: bool) -> Option<Found> {
        let at = self.mark(start, Mark::Definite)?;
        let days = self.days(at)?;
        // "On the second" may be the second of anything; "on the second of that month" is a day.
        let spelled = !days.digits;
        self.ordinal(at)?;
        let value = TimeValue::InMonth {
            first: days.first,
            last: days.last,
        };
        let month = self.mark(days.end, Mark::Of).and_then(|next| {
            let next = self
                .mark(next, Mark::Same)
                .or(self.mark(next, Mark::Definite))?;
            let (unit, end) = self.one_unit(next)?;
            (unit == Unit::Month).then_some(end)
        });
        if let Some(end) = month {
            return Some(Found::new(value, end));
        }
        let on = self.mark_before(start, Mark::On).is_some();
        if spelled {
            return None;
        }
        let announced = announced
            || on
            || matches!(
                self.signal_before(start),
                Some((
                    Qualifier::By
                        | Qualifier::Since
                        | Qualifier::Until
                        | Qualifier::Before
                        | Qualifier::After,
                    _
                ))
            );
        (announced && self.ends_day(days.end, on)).then(|| Found::new(value, days.end))
    }

    /// "early June 1950", "the end of the spring", "mid-1950", "the first half of the year".
    pub(super) fn portion_first(&self, start: usize) -> Option<Found> {
        let at = self.skip(start, Mark::Definite);
        let (portion, end) = self.portion(start).or_else(|| self.portion(at))?;
        let end = if self.is_dash(end) && self.is_joined(end) {
            end + 1
        } else {
            end
        };
        let target = self
            .month_first(end, true)
            .into_iter()
            .chain(self.season_first(end, true))
            .chain(self.month_first(self.skip(end, Mark::Definite), true))
            .chain(self.decade_or_century(end))
            .chain(self.announced_years(end))
            .chain(self.pointed_unit(end, true))
            .max_by_key(|found| found.end)?;
        Some(Found::new(apply(target.value, portion), target.end))
    }

    fn portion(&self, at: usize) -> Option<(Portion, usize)> {
        self.find(at, |entry| match entry {
            Entry::Portion(portion) => Some(*portion),
            _ => None,
        })
    }

    /// A part with the year read beside it, if any.
    fn in_year(
        &self,
        part: YearPart,
        portion: Option<Portion>,
        year: Option<(YearRef, usize)>,
        end: usize,
    ) -> Found {
        let (year, end) = year.unwrap_or((YearRef::Missing, end));
        let value = TimeValue::InYear {
            part,
            portion,
            year,
        };
        Found::new(value, end)
    }
}

impl Days {
    fn of_month(&self, month: i8) -> YearPart {
        YearPart::Days {
            first: (month, self.first),
            last: (month, self.last),
        }
    }
}

/// Narrows a meaning to a share of it.
fn apply(value: TimeValue, share: Portion) -> TimeValue {
    match value {
        TimeValue::Absolute(whole) => share
            .of(whole)
            .map_or(TimeValue::Vague, TimeValue::Absolute),
        TimeValue::InYear { part, year, .. } => TimeValue::InYear {
            part,
            portion: Some(share),
            year,
        },
        TimeValue::Shifted {
            unit,
            by,
            base,
            exact,
            ..
        } => TimeValue::Shifted {
            unit,
            by,
            portion: Some(share),
            base,
            exact,
        },
        other => other,
    }
}
