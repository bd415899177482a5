//! Years: in digits and in words, decades and centuries, and when a bare number is one.

use super::expression::{TimeValue, Unit, YearPart, YearRef};
use super::lexicon::{Entry, Mark};
use super::reader::{Found, Reader};
use super::token::is_dash;
use crate::frame::Interval;

/// The years that four digits may mean. Earlier ones need an era beside them to be told from counts.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

/// The longest title that a year may close, in words.
const LONGEST_TITLE: usize = 4;

impl Reader<'_> {
    /// The year after a day, a month or a season: ", 1950", "of 1950", "of that year".
    pub(super) fn year_tail(&self, at: usize) -> Option<(YearRef, usize)> {
        let comma = if self.is_sign(at, ',') { at + 1 } else { at };
        if let Some(found) = self.era_year(comma).or_else(|| self.bracketed_year(at)) {
            return Some(found);
        }
        let of = self.skip(comma, Mark::Of);
        let number = self.mark(of, Mark::Year).unwrap_or(of);
        if let Some((year, end)) = self
            .year_number(number)
            .or_else(|| self.spoken_year(number))
        {
            // "on 25 June 1200 men crossed" may count them; nobody counts 1950 men there without a comma.
            let may_count = comma > at || year % 100 == 0;
            let counted = may_count && self.is_mark(end, Mark::Counted) && of == at;
            return (!counted).then_some((YearRef::Given(year), end));
        }
        if let Some((digits, end)) = self.short_year(of) {
            return Some((YearRef::Short(digits), end));
        }
        if let Some(found) = self.year_beside(of).filter(|_| of > comma) {
            return Some(found);
        }
        let (reference, unit) = self.year_pointer(of)?;
        let (unit, end) = self.one_unit(unit).filter(|_| of == at || comma == at)?;
        (unit == Unit::Year).then_some((reference, end))
    }

    /// "27 July (1953)"
    fn bracketed_year(&self, at: usize) -> Option<(YearRef, usize)> {
        let (year, end) = self.year_number(at + 1).filter(|_| self.is_sign(at, '('))?;
        (self.is_sign(end, ')')).then_some((YearRef::Given(year), end + 1))
    }

    /// The year before its day or month: "1953, 27 July", "1953 July 27", "1953 (27 July)"; where an entry begins also
    /// "1953 – 27 July", "1953: 27 July", "1949, Dec.".
    pub(super) fn year_first(&self, start: usize) -> Option<Found> {
        let (year, next) = self.year_number(start)?;
        let entry = start == 0;
        let bracket = self.is_sign(next, '(');
        let at = match self.sign(next) {
            None => next,
            Some(',' | '(') => next + 1,
            Some(':' | '.') if entry => next + 1,
            Some(sign) if entry && is_dash(sign) && !self.is_joined(next) => next + 1,
            Some(_) => return None,
        };
        let found = (self.day_month(at)).or_else(|| self.month_first(at, entry))?;
        let TimeValue::InYear {
            part,
            portion,
            year: YearRef::Missing,
        } = found.value
        else {
            return None;
        };
        let closed = !bracket || self.is_sign(found.end, ')');
        let fits = closed && (entry || matches!(part, YearPart::Days { .. }));
        let value = TimeValue::InYear {
            part,
            portion,
            year: YearRef::Given(year),
        };
        fits.then(|| Found::new(value, found.end + usize::from(bracket)))
    }

    /// "'49": two digits behind an apostrophe.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let open = matches!(self.sign(at), Some('\'' | '\u{2018}' | '\u{2019}'));
        let (value, digits) = self.number(at + 1).filter(|_| open)?;
        let end = at + 2;
        let goes_on = self.is_joined(end) && self.is_word(end);
        let year = i16::try_from(value).ok()?;
        (digits == 2 && !goes_on).then_some((year, end))
    }

    /// A year of another era with ours in brackets: "Showa 25 (1950)".
    fn era_year(&self, at: usize) -> Option<(YearRef, usize)> {
        let named = self.is_capital(at) && self.is_number(at + 1) && self.is_sign(at + 2, '(');
        let ours = self
            .year_number(at + 3)
            .filter(|&(_, end)| named && self.is_sign(end, ')'));
        match ours {
            Some((year, end)) => Some((YearRef::Given(year), end + 1)),
            None => self
                .named_era(at)
                .map(|(year, end)| (YearRef::Given(year), end)),
        }
    }

    /// "Showa 25", "the 25th year of Showa": the year of an era that is counted from one.
    pub(super) fn named_era(&self, at: usize) -> Option<(i16, usize)> {
        let era = |at: usize| {
            self.find(at, |entry| match entry {
                Entry::EraName { first, last } => Some((*first, *last)),
                _ => None,
            })
        };
        let ((first, last), number, end) = match era(at).filter(|_| self.is_capital(at)) {
            Some((era, next)) => {
                let number = self.mark(next, Mark::Year).unwrap_or(next);
                let (value, _) = self.number(number).filter(|_| self.stands_alone(number))?;
                (era, value, number + 1)
            }
            None => {
                let (value, next) = self.ordinal(self.skip(at, Mark::Definite))?;
                let (era, end) = era(self.mark(next, Mark::Reign)?)?;
                (era, value, end)
            }
        };
        let year = i32::from(first) + i32::try_from(number).ok()? - 1;
        let year = i16::try_from(year).ok().filter(|year| *year <= last)?;
        (number > 0 && year >= 1).then_some((year, end))
    }

    /// "that", "the following", "last" before "year".
    fn year_pointer(&self, at: usize) -> Option<(YearRef, usize)> {
        let choices = [
            (Mark::Same, YearRef::Anchored(0)),
            (Mark::Following, YearRef::Anchored(1)),
            (Mark::Previous, YearRef::Anchored(-1)),
            (Mark::This, YearRef::Written(0)),
            (Mark::Last, YearRef::Written(-1)),
            (Mark::Next, YearRef::Written(1)),
            (Mark::Definite, YearRef::Anchored(0)),
        ];
        choices.into_iter().find_map(|(mark, reference)| {
            let end = self.mark(at, mark)?;
            self.one_unit(end).map(|_| (reference, end))
        })
    }

    /// "on 3 May of the year before"; with what follows it ("the year before the war") it is another time.
    fn year_beside(&self, at: usize) -> Option<(YearRef, usize)> {
        let (unit, next) = self.one_unit(self.mark(at, Mark::Definite)?)?;
        let (end, by) = match self.mark(next, Mark::After) {
            Some(end) => (end, 1),
            None => (self.mark(next, Mark::Before)?, -1),
        };
        (unit == Unit::Year && self.is_break(end)).then_some((YearRef::Anchored(by), end))
    }

    /// A year in digits with the era beside it, if any.
    pub(super) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let (value, digits) = self.number(at)?;
        let plain = digits == 4 && YEARS.contains(&value) && self.stands_alone(at);
        let next = at + 1;
        let unit_of_measure = self.is_joined(next) && self.is_word(next);
        if !plain || unit_of_measure || self.is_mark(next, Mark::BeforeEra) {
            return None;
        }
        let end = self.skip(next, Mark::Era);
        Some((i16::try_from(value).ok()?, end))
    }

    /// "nineteen fifty", "nineteen fifty-three", "nineteen oh five", "nineteen hundred".
    fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let (hundreds, next) = self.cardinal_word(at)?;
        if !(11..=20).contains(&hundreds) {
            return None;
        }
        let next = if self.is_dash(next) { next + 1 } else { next };
        let is = |wanted: Entry| move |entry: &Entry| (*entry == wanted).then_some(());
        if let Some((_, end)) = self.find(next, is(Entry::Hundred)) {
            let followed = self.is_word(end) && !self.is_break(end);
            return (!followed && hundreds != 20).then_some((hundreds as i16 * 100, end));
        }
        let (rest, end) = match self.find(next, is(Entry::Zero)) {
            Some((_, next)) => self.cardinal_word(next).filter(|(unit, _)| *unit < 10)?,
            None => {
                let (tens, end) = self.cardinal_word(next).filter(|(tens, _)| *tens >= 10)?;
                self.with_unit(tens, end)
            }
        };
        let year = i16::try_from(hundreds * 100 + rest).ok()?;
        Some((year, end))
    }

    /// Adds "-three" to "fifty".
    pub(super) fn with_unit(&self, tens: u32, at: usize) -> (u32, usize) {
        let next = if self.is_dash(at) { at + 1 } else { at };
        match self.cardinal_word(next) {
            Some((unit, end)) if tens >= 20 && unit < 10 => (tens + unit, end),
            _ => (tens, at),
        }
    }

    /// "1950", "1950-1953", "1950-53", without asking whether they are years at all.
    pub(super) fn years_in_digits(&self, at: usize) -> Option<Found> {
        let (first, end) = self.year_number(at)?;
        let single = || {
            let value = TimeValue::InYear {
                part: YearPart::Whole,
                portion: None,
                year: YearRef::Given(first),
            };
            Some(Found::new(value, end))
        };
        // A spaced em dash parts clauses; a range is written tight or with an en dash.
        let loose_em_dash = self.is_sign(end, '\u{2014}') && !self.is_joined(end + 1);
        if !self.is_dash(end) || loose_em_dash {
            return single();
        }
        let last = self.last_year(first, end + 1);
        let range = last.and_then(|last| Interval::years(first, last));
        match range {
            Some(range) => Some(Found::new(TimeValue::Absolute(range), end + 2)),
            None => single(),
        }
    }

    /// The second year of a range, written in full or with its last two digits.
    fn last_year(&self, first: i16, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        let decade = self.is_joined(at + 1) && self.is_word(at + 1);
        if decade || !self.stands_alone(at) {
            return None;
        }
        let value = i16::try_from(value).ok()?;
        match digits {
            4 => Some(value).filter(|last| *last > first),
            2 => Some(first - first % 100 + value).filter(|last| *last > first),
            _ => None,
        }
    }

    /// A year or years where a word before ("early", "between") has announced them.
    pub(super) fn announced_years(&self, at: usize) -> Option<Found> {
        let number = self.mark(at, Mark::Year).unwrap_or(at);
        let years = self
            .years_in_digits(number)
            .or_else(|| self.year_in_words(number))?;
        (!self.is_mark(years.end, Mark::Counted)).then_some(years)
    }

    fn year_in_words(&self, at: usize) -> Option<Found> {
        let (year, end) = self.spoken_year(at)?;
        let value = TimeValue::InYear {
            part: YearPart::Whole,
            portion: None,
            year: YearRef::Given(year),
        };
        Some(Found::new(value, end))
    }

    /// A year or years that stand by themselves. `joined_to_year` says that the words before
    /// were a year, too, as in "in 1949 and 1950".
    pub(super) fn bare_years(&self, start: usize, joined_to_year: bool) -> Option<Found> {
        if let Some((YearRef::Given(year), end)) = self.era_year(start) {
            let value = TimeValue::Absolute(Interval::year(year)?);
            return Some(Found::new(value, end));
        }
        if let Some(number) = self.mark(start, Mark::Year) {
            return self.announced_years(number);
        }
        if let Some(found) = self.year_in_words(start) {
            let vision = self.token(start)?.word == self.token(start + 1)?.word;
            let plain = !vision && !self.is_mark(found.end, Mark::Counted);
            return (plain && self.unit(found.end).is_none()).then_some(found);
        }
        let found = self.years_in_digits(start)?;
        let year = joined_to_year && !self.is_mark(found.end, Mark::Counted)
            || self.is_year_context(start, found.end);
        year.then_some(found)
    }

    /// Whether the four digits at `start..end` are a year by what stands around them.
    fn is_year_context(&self, start: usize, end: usize) -> bool {
        if self.is_page_or_sum(start) {
            return false;
        }
        let signal = self.signal_before(start).is_some();
        if self.is_mark(end, Mark::Counted) || self.unit(end).is_some() {
            // "In 1950 men of the North ..." opens a sentence; "with 1950 men" does not.
            let counted_noun = self.is_word(end) && !self.is_capital(end);
            return start == 1 && signal && self.is_capital(0) && counted_noun;
        }
        let dashed =
            self.is_joined(start) && start.checked_sub(1).is_some_and(|at| self.is_sign(at, '-'));
        if dashed && !signal {
            return false;
        }
        signal
            || self
                .mark_before(self.before_full_stop(start), Mark::About)
                .is_some()
            || self.is_attributive(start, end)
            || self.is_written_out_range(start, end)
            || self.is_bracketed_or_listed(start, end)
            || self.closes_title(start, end)
    }

    /// "Carthage 1956", "Carthage 1956: a calendar": behind the few words with capitals of a title that says no more, or
    /// goes on behind a colon or a dash.
    fn closes_title(&self, start: usize, end: usize) -> bool {
        let names = (1..=LONGEST_TITLE).contains(&start)
            && (0..start).all(|at| self.is_word(at) && self.is_capital(at));
        let parted = self.is_sign(end, ':') || self.is_dash(end) && !self.is_joined(end);
        names && (parted || self.token(end).is_none())
    }

    fn is_page_or_sum(&self, start: usize) -> bool {
        let before = self.before_full_stop(start);
        self.mark_before(before, Mark::Page).is_some()
            || self.mark_before(start, Mark::Currency).is_some()
    }

    /// Steps over the full stop of an abbreviation: "p. 1950", "c. 1950".
    pub(super) fn before_full_stop(&self, start: usize) -> usize {
        match start.checked_sub(1) {
            // "c. 1950", but not "the P.R.C. in 1950".
            Some(at)
                if self.is_sign(at, '.')
                    && self.is_joined(at)
                    && !at.checked_sub(2).is_some_and(|dot| self.is_sign(dot, '.')) =>
            {
                at
            }
            _ => start,
        }
    }

    /// "1950-1953": two years in full, in order, and no part of an address or a signature.
    fn is_written_out_range(&self, start: usize, end: usize) -> bool {
        let second = end.checked_sub(1).filter(|&at| at > start);
        let full = second
            .and_then(|at| self.number(at))
            .is_some_and(|(_, digits)| digits == 4);
        let glued =
            |at: usize| self.is_joined(at) && matches!(self.sign(at), Some('/' | '_' | '-' | '='));
        let before = start
            .checked_sub(1)
            .is_some_and(|at| self.is_joined(start) && glued(at));
        full && !before && !glued(end)
    }

    /// "the 1950 invasion", "Stalin's 1950 decision"
    fn is_attributive(&self, start: usize, end: usize) -> bool {
        let before =
            self.mark_before(start, Mark::Possessive).is_some() || self.is_possessive_name(start);
        before && self.is_word(end)
    }

    fn is_possessive_name(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        let is_apostrophe = |at| matches!(self.sign(at), Some('\'' | '\u{2019}'));
        let ending = self.is_mark(before, Mark::Ending) && self.is_joined(before);
        is_apostrophe(before) || ending && before.checked_sub(1).is_some_and(is_apostrophe)
    }

    /// "(1950)", "Korea, 1950,", "1950: ...", "1950 saw".
    fn is_bracketed_or_listed(&self, start: usize, end: usize) -> bool {
        let closes = matches!(self.sign(end), Some(')' | ']'));
        let Some(before) = start.checked_sub(1) else {
            return self.is_break(end) && !self.is_dash(end) || self.is_mark(end, Mark::YearVerb);
        };
        let opens = matches!(self.sign(before), Some('(' | '['));
        let comma = before.checked_sub(1).filter(|_| self.is_sign(before, ','));
        let after_name = comma.is_some_and(|at| self.is_capital(at));
        // "The war in the north, 1937: a timeline"
        let titles = comma.is_some_and(|at| self.is_word(at)) && self.is_sign(end, ':');
        // "Children at play, 1955." closes a caption.
        let closes_caption = comma.is_some_and(|at| self.is_word(at))
            && (self.token(end).is_none() || self.is_sign(end, '.'));
        let breaks = self.is_break(end) && !self.is_dash(end);
        closes || closes_caption || titles || (opens || after_name) && breaks
    }

    /// "the 1950s", "the 1950's", "the twentieth century", "the nineteenth and ..."
    pub(super) fn decade_or_century(&self, start: usize) -> Option<Found> {
        let at = self.skip(start, Mark::Definite);
        self.decade(at).or_else(|| self.century(at))
    }

    fn decade(&self, at: usize) -> Option<Found> {
        let (value, digits) = self.number(at)?;
        let apostrophe = matches!(self.sign(at + 1), Some('\'' | '\u{2019}'));
        let suffix = if apostrophe { at + 2 } else { at + 1 };
        let plural = self.is_mark(suffix, Mark::Ending) && self.is_joined(suffix);
        if !plural || digits != 4 || !YEARS.contains(&value) || value % 10 != 0 {
            return None;
        }
        let first = i16::try_from(value).ok()?;
        let stretch = match value % 100 {
            // "The 1900s" may be ten years or a hundred.
            0 => Interval::years(first, first.checked_add(99)?),
            _ => Interval::decade(first),
        };
        Some(Found::new(TimeValue::Absolute(stretch?), suffix + 1))
    }

    fn century(&self, at: usize) -> Option<Found> {
        let (ordinal, next) = self.ordinal(at)?;
        let next = if self.is_dash(next) { next + 1 } else { next };
        let (unit, _, end) = self.unit(next)?;
        if unit != Unit::Century
            || !(1..=21).contains(&ordinal)
            || self.is_mark(end, Mark::BeforeEra)
        {
            return None;
        }
        let last = i16::try_from(ordinal * 100).ok()?;
        let stretch = Interval::years(last - 99, last)?;
        Some(Found::new(TimeValue::Absolute(stretch), end))
    }
}
