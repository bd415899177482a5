//! Times that point at another time: "that year", "two days later", "half a century ago today".

use super::expression::{Base, Recurring, TimeValue, Unit, YearPart, YearRef};
use super::lexicon::{Entry, Mark};
use super::reader::{Found, Reader};

/// How many units, if the words say it.
enum Count {
    Exactly(i32),
    Half,
    Vague,
}

impl Reader<'_> {
    /// Any of the relative forms that start at `start`.
    pub(super) fn relative(&self, start: usize) -> Option<Found> {
        [
            self.rest(start),
            self.pointed_unit(start, false),
            self.pointed_part(start),
            self.counted(start),
            self.unit_beside(start),
            self.deictic_day(start),
            self.then(start),
        ]
        .into_iter()
        .flatten()
        .max_by_key(|found| found.end)
    }

    /// "later that year", "earlier the same month"
    fn rest(&self, start: usize) -> Option<Found> {
        let (next, after) = match self.mark(start, Mark::Remainder) {
            Some(next) => (next, true),
            None => (self.mark(start, Mark::Beginning)?, false),
        };
        let (unit, end) = self.one_unit(self.mark(next, Mark::Same)?)?;
        // "Early that year" and "late that year" are shares of the year, not what is left of it.
        let share = self.portion_first(start).is_some();
        (!share).then(|| Found::new(TimeValue::Rest { unit, after }, end))
    }

    /// "that year", "the following day", "last month"; `owned` also takes "the year", which
    /// points back only after "the end of" and the like.
    pub(super) fn pointed_unit(&self, start: usize, owned: bool) -> Option<Found> {
        let (next, by, base) = self.pointer(start).or_else(|| {
            let definite = self.mark(start, Mark::Definite).filter(|_| owned)?;
            Some((definite, 0, Base::Spoken))
        })?;
        let (unit, end) = self.one_unit(next)?;
        // "On this day" in a story is the day told of; "this year" is the writer's.
        let told = unit == Unit::Day && self.is_mark(start, Mark::This);
        let base = if told { Base::Spoken } else { base };
        // "The last year of the war" counts from the war.
        if base == Base::Written && self.is_after_article(start) || self.is_mark(end, Mark::Of) {
            return None;
        }
        let value = TimeValue::Shifted {
            unit,
            by,
            portion: None,
            base,
            exact: false,
        };
        Some(Found::new(value, end))
    }

    fn is_after_article(&self, start: usize) -> bool {
        self.mark_before(start, Mark::Article).is_some()
    }

    /// The word that points, how far, and from where.
    fn pointer(&self, at: usize) -> Option<(usize, i32, Base)> {
        let choices = [
            (Mark::Same, 0, Base::Spoken),
            (Mark::Following, 1, Base::Spoken),
            (Mark::Previous, -1, Base::Spoken),
            (Mark::This, 0, Base::Written),
            (Mark::Last, -1, Base::Written),
            (Mark::Next, 1, Base::Written),
        ];
        choices
            .into_iter()
            .find_map(|(mark, by, base)| Some((self.mark(at, mark)?, by, base)))
    }

    /// "that summer", "the previous autumn", "last May", "the following Sunday".
    fn pointed_part(&self, start: usize) -> Option<Found> {
        let (next, direction, base) = self.pointer(start)?;
        if base == Base::Written && self.is_after_article(start) {
            return None;
        }
        let (recurring, end) = self.recurring(next)?;
        let value = match (recurring, direction, base) {
            (Recurring::Part(part), 0, Base::Spoken) => TimeValue::InYear {
                part,
                portion: None,
                year: YearRef::Anchored(0),
            },
            _ => TimeValue::Nearest {
                recurring,
                direction: direction.signum() as i8,
                base,
            },
        };
        // With a year of its own the date needs no pointing.
        let dated = self.year_tail(end).is_some() || self.day(end).is_some();
        (!dated).then(|| Found::new(value, end))
    }

    fn recurring(&self, at: usize) -> Option<(Recurring, usize)> {
        if let Some((season, end)) = self.season(at) {
            let fits = !self.is_mark(end, Mark::Of);
            return fits.then_some((Recurring::Part(YearPart::Season(season)), end));
        }
        if let Some((weekday, weak, end)) = self.weekday(at) {
            return (!weak).then_some((Recurring::Weekday(weekday), end));
        }
        let (month, end) = self.find(at, |entry| match entry {
            Entry::Month {
                number,
                short: false,
                ..
            } => Some(*number),
            _ => None,
        })?;
        let part = Recurring::Part(YearPart::Month(month));
        self.is_capital(at).then_some((part, end))
    }

    /// "two days later", "a year earlier", "sixty years ago", "three days after the landing".
    fn counted(&self, start: usize) -> Option<Found> {
        let (count, next) = self.count(start)?;
        let (unit, _, at) = self.unit(next)?;
        let sign = if self.is_mark(at, Mark::Later) {
            1
        } else if self.is_mark(at, Mark::Earlier) {
            -1
        } else if let Some(end) = self.mark(at, Mark::Ago) {
            return Some(self.ago(count, unit, end));
        } else if self.is_mark(at, Mark::After) || self.is_mark(at, Mark::Before) {
            return Some(Found::new(TimeValue::Vague, at));
        } else {
            return None;
        };
        let end = self
            .mark(at, Mark::Later)
            .or_else(|| self.mark(at, Mark::Earlier))?;
        let value = shift(count, unit, sign, Base::Spoken, false);
        Some(Found::new(value, end))
    }

    fn ago(&self, count: Count, unit: Unit, at: usize) -> Found {
        let today = self.mark(at, Mark::Today);
        let value = shift(count, unit, -1, Base::Written, today.is_some());
        Found::new(value, today.unwrap_or(at))
    }

    fn count(&self, at: usize) -> Option<(Count, usize)> {
        if let Some(end) = self.mark(at, Mark::VagueCount) {
            return Some((Count::Vague, end));
        }
        if let Some(end) = self.mark(at, Mark::Half) {
            return Some((Count::Half, end));
        }
        if let Some((value, digits)) = self.number(at) {
            let count = i32::try_from(value).ok()?;
            let plain = digits <= 4 && self.stands_alone(at);
            return plain.then_some((Count::Exactly(count), at + 1));
        }
        if let Some((value, next)) = self.cardinal_word(at) {
            let (value, end) = self.with_unit(value, next);
            return Some((Count::Exactly(i32::try_from(value).ok()?), end));
        }
        let article = self.mark(at, Mark::Article)?;
        let definite = self.is_mark(at, Mark::Definite);
        (!definite).then_some((Count::Exactly(1), article))
    }

    /// "the day before", "the year after"; with what follows it ("the attack") it is vague.
    fn unit_beside(&self, start: usize) -> Option<Found> {
        let (unit, at) = self.one_unit(self.mark(start, Mark::Definite)?)?;
        let (end, by) = match self.mark(at, Mark::After) {
            Some(end) => (end, 1),
            None => (self.mark(at, Mark::Before)?, -1),
        };
        if !self.is_break(end) {
            return Some(Found::new(TimeValue::Vague, at));
        }
        let value = TimeValue::Shifted {
            unit,
            by,
            portion: None,
            base: Base::Spoken,
            exact: false,
        };
        Some(Found::new(value, end))
    }

    /// "by then", "at that time": only behind a preposition; "then" alone merely continues.
    fn then(&self, start: usize) -> Option<Found> {
        use super::expression::Qualifier;
        let end = self.mark(start, Mark::Then)?;
        let (qualifier, _) = self.signal_before(start)?;
        let pointing = matches!(
            qualifier,
            Qualifier::By | Qualifier::Until | Qualifier::During
        );
        pointing.then(|| Found::new(TimeValue::Spoken, end))
    }

    /// "today", "yesterday"
    fn deictic_day(&self, start: usize) -> Option<Found> {
        let choices = [(Mark::Today, 0), (Mark::Yesterday, -1), (Mark::Tomorrow, 1)];
        let (end, by) = choices
            .into_iter()
            .find_map(|(mark, by)| Some((self.mark(start, mark)?, by)))?;
        let value = TimeValue::Shifted {
            unit: Unit::Day,
            by,
            portion: None,
            base: Base::Written,
            exact: true,
        };
        Some(Found::new(value, end))
    }
}

fn shift(count: Count, unit: Unit, sign: i32, base: Base, exact: bool) -> TimeValue {
    let (unit, count) = match (count, unit) {
        (Count::Exactly(count), unit) => (unit, count),
        (Count::Half, Unit::Year) => (Unit::Month, 6),
        (Count::Half, Unit::Decade) => (Unit::Year, 5),
        (Count::Half, Unit::Century) => (Unit::Year, 50),
        (Count::Half | Count::Vague, _) => return TimeValue::Vague,
    };
    TimeValue::Shifted {
        unit,
        by: count.saturating_mul(sign),
        portion: None,
        base,
        exact,
    }
}
