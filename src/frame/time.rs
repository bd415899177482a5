//! Points and stretches of time, as coarse as their evidence.
//!
//! Every date is an interval of civil days. Two dates can be compared without asking
//! how they were written: what matters is whether one can contain the other.

#[cfg(test)]
mod tests;

use super::Comparison;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// The unit in which a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// A calendar month, or a part of one ("early June").
    Month,
    /// A season, a quarter or another part of a year ("early 1950", "spring of 1950").
    Season,
    /// A year.
    Year,
    /// More than a year ("the early 1950s").
    Years,
}

/// A season of the northern year.
///
/// The bounds hold both the meteorological and the astronomical reading, so that
/// neither usage makes a false contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    /// March to June.
    Spring,
    /// June to September.
    Summer,
    /// September to December.
    Autumn,
    /// The cold months. "Winter of 1950" may mean its beginning or its end.
    Winter,
}

impl Season {
    /// All seasons, from spring.
    pub const ALL: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];

    /// The word used in data files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }

    /// The season of that name.
    pub fn from_name(name: &str) -> Option<Season> {
        Self::ALL.into_iter().find(|season| season.name() == name)
    }

    /// First and last day in `year`; winter runs into the next year.
    fn bounds(self, year: i16) -> Option<(Date, Date)> {
        let (first, last) = match self {
            Season::Spring => ((year, 3, 1), (year, 6, 21)),
            Season::Summer => ((year, 6, 1), (year, 9, 23)),
            Season::Autumn => ((year, 9, 1), (year, 12, 21)),
            Season::Winter => ((year, 1, 1), (year.checked_add(1)?, 3, 21)),
        };
        Some((
            Date::new(first.0, first.1, first.2).ok()?,
            Date::new(last.0, last.1, last.2).ok()?,
        ))
    }
}

/// A stretch of civil days, both ends included. A single day has equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first day on which it can have been; [`Date::MIN`] where that is open.
    pub earliest: Date,
    /// The last day on which it can have been, never before `earliest`; [`Date::MAX`] where open.
    pub latest: Date,
    /// The unit in which it was given.
    pub grain: Grain,
}

impl Interval {
    /// The stretch from `earliest` to `latest`, or `None` if it would end before it starts.
    pub fn between(earliest: Date, latest: Date, grain: Grain) -> Option<Self> {
        (earliest <= latest).then_some(Self {
            earliest,
            latest,
            grain,
        })
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self {
            earliest: date,
            latest: date,
            grain: Grain::Day,
        }
    }

    /// The day of that number, if the calendar has it.
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::day)
    }

    /// A calendar month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Self::between(first, first.last_of_month(), Grain::Month)
    }

    /// A calendar year.
    pub fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Self::between(first, first.last_of_year(), Grain::Year)
    }

    /// A season; winter covers both ends of the year that it is named after.
    pub fn season(season: Season, year: i16) -> Option<Self> {
        let (first, last) = season.bounds(year)?;
        Self::between(first, last, Grain::Season)
    }

    /// The winter that begins in `year` ("the winter of 1950-51").
    pub fn winter_from(year: i16) -> Option<Self> {
        let first = Date::new(year, 11, 1).ok()?;
        let last = Date::new(year.checked_add(1)?, 3, 31).ok()?;
        Self::between(first, last, Grain::Season)
    }

    /// The ten years that start with `first` (1950 for "the 1950s").
    pub fn decade(first: i16) -> Option<Self> {
        Self::years(first, first.checked_add(9)?)
    }

    /// All days of the years `first` to `last`.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        let grain = if first == last {
            Grain::Year
        } else {
            Grain::Years
        };
        let (first, last) = (Self::year(first)?, Self::year(last)?);
        Self::between(first.earliest, last.latest, grain)
    }

    /// From the start of `from` to the end of `to`, in the coarser of the two grains.
    pub fn range(from: Interval, to: Interval) -> Option<Self> {
        let coarser = from.grain.max(to.grain);
        let grain = match coarser {
            Grain::Year if from.single_year() != to.single_year() => Grain::Years,
            other => other,
        };
        Self::between(from.earliest, to.latest, grain)
    }

    /// The smallest stretch that holds both.
    pub fn hull(self, other: Interval) -> Self {
        Self {
            earliest: self.earliest.min(other.earliest),
            latest: self.latest.max(other.latest),
            grain: self.grain.max(other.grain),
        }
    }

    /// Reads `1950-06-25`, `1950-06`, `1950`, a range `1950-01..1950-05` with both ends
    /// included, or a range open at one end: `..1950-06-24`, `1990..`.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let Some((from, to)) = written.split_once("..") else {
            return Self::parse_point(written);
        };
        match (from.trim(), to.trim()) {
            ("", "") => None,
            ("", to) => Self::parse_point(to).map(Self::up_to),
            (from, "") => Self::parse_point(from).map(Self::onward),
            (from, to) => Self::range(Self::parse_point(from)?, Self::parse_point(to)?),
        }
    }

    fn parse_point(written: &str) -> Option<Self> {
        let mut fields = written.split('-');
        let year = number(fields.next()?, 4)?;
        let month = match fields.next() {
            Some(field) => i8::try_from(number(field, 2)?).ok()?,
            None => return Self::year(year),
        };
        let day = match fields.next() {
            Some(field) => i8::try_from(number(field, 2)?).ok()?,
            None => return Self::month(year, month),
        };
        match fields.next() {
            Some(_) => None,
            None => Self::ymd(year, month, day),
        }
    }

    /// Everything up to the end of this stretch.
    pub fn up_to(self) -> Self {
        Self {
            earliest: Date::MIN,
            ..self
        }
    }

    /// Everything from the start of this stretch.
    pub fn onward(self) -> Self {
        Self {
            latest: Date::MAX,
            ..self
        }
    }

    /// Everything before this stretch; `None` if it has no start.
    pub fn before(self) -> Option<Self> {
        let latest = self.earliest.yesterday().ok()?;
        Self::between(Date::MIN, latest, self.grain)
    }

    /// Everything after this stretch; `None` if it has no end.
    pub fn after(self) -> Option<Self> {
        let earliest = self.latest.tomorrow().ok()?;
        Self::between(earliest, Date::MAX, self.grain)
    }

    /// The stretch widened by what "about" allows: a week, a month or a year on each side,
    /// depending on the grain.
    pub fn about(self) -> Self {
        let slack = match self.grain {
            Grain::Day => 1.week(),
            Grain::Month => 1.month(),
            Grain::Season => 3.months(),
            Grain::Year => 1.year(),
            Grain::Years => 2.years(),
        };
        Self {
            earliest: self.earliest.saturating_sub(slack),
            latest: self.latest.saturating_add(slack),
            grain: self.grain,
        }
    }

    /// The same stretch some days later, or earlier where `days` is negative.
    pub fn shifted(self, days: i32) -> Option<Self> {
        Self::between(
            self.earliest.checked_add(days.days()).ok()?,
            self.latest.checked_add(days.days()).ok()?,
            self.grain,
        )
    }

    /// Whether neither end is open.
    pub fn is_bounded(self) -> bool {
        self.earliest != Date::MIN && self.latest != Date::MAX
    }

    /// The day, if it is a single one.
    pub fn single_day(self) -> Option<Date> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// Year and month, if both ends lie in the same month.
    pub fn single_month(self) -> Option<(i16, i8)> {
        let year = self.single_year()?;
        (self.earliest.month() == self.latest.month()).then_some((year, self.earliest.month()))
    }

    /// The year, if both ends lie in the same one.
    pub fn single_year(self) -> Option<i16> {
        (self.earliest.year() == self.latest.year()).then_some(self.earliest.year())
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Interval) -> bool {
        self.earliest <= other.earliest && other.latest <= self.latest
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Interval) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// Whether the two miss each other by no more than `days` days; a time zone accounts for one.
    pub fn within_days(self, other: Interval, days: i32) -> bool {
        let widened = Self {
            earliest: self.earliest.saturating_sub(days.days()),
            latest: self.latest.saturating_add(days.days()),
            grain: self.grain,
        };
        widened.overlaps(other)
    }

    /// How the time that a text gives relates to the time on record.
    ///
    /// Different only where no day can satisfy both; a partial overlap decides nothing.
    pub fn compare(text: Interval, record: Interval) -> Comparison {
        if (text.earliest, text.latest) == (record.earliest, record.latest) {
            Comparison::Same
        } else if record.contains(text) {
            Comparison::Narrower
        } else if text.contains(record) {
            Comparison::Wider
        } else if text.overlaps(record) {
            Comparison::Unknown
        } else {
            Comparison::Different
        }
    }

    /// The same where all of `enough`, which holds the record's, is precise enough: a date in it says the same, but for
    /// another day or another part of it, which leaves open whether it is wrong.
    pub fn compare_enough(
        text: Interval,
        record: Interval,
        enough: Option<Interval>,
    ) -> Comparison {
        let enough = enough.unwrap_or(record);
        match Self::compare(text, record) {
            Comparison::Wider | Comparison::Unknown
                if enough.contains(text) && text.grain != Grain::Day =>
            {
                Comparison::Same
            }
            Comparison::Different if enough.overlaps(text) => Comparison::Unknown,
            other => other,
        }
    }

    /// The stretch in words: "25 June 1950", "June 1950", "spring of 1950", "1950-1953".
    pub fn describe(self) -> String {
        self.to_string()
    }

    /// The season and year that this stretch is, if it is one.
    fn as_season(self) -> Option<(Season, i16)> {
        let year = self.earliest.year();
        let season = Season::ALL
            .into_iter()
            .find(|&season| season.bounds(year) == Some((self.earliest, self.latest)))?;
        Some((season, year))
    }

    fn is_whole_months(self) -> bool {
        self.earliest.day() == 1 && self.latest == self.latest.last_of_month()
    }

    fn is_whole_years(self) -> bool {
        self.is_whole_months() && self.earliest.month() == 1 && self.latest.month() == 12
    }

    fn describe_bounded(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.earliest, self.latest);
        if first == last {
            write!(f, "{}", first.strftime("%-d %B %Y"))
        } else if let Some((season, year)) = self.as_season() {
            write!(f, "{} of {year}", season.name())
        } else if self.is_whole_years() {
            write_range(f, first, last, "%Y", "%Y")
        } else if self.is_whole_months() {
            let head = if first.year() == last.year() {
                "%B"
            } else {
                "%B %Y"
            };
            write_range(f, first, last, head, "%B %Y")
        } else {
            let head = match (first.year() == last.year(), first.month() == last.month()) {
                (true, true) => "%-d",
                (true, false) => "%-d %B",
                _ => "%-d %B %Y",
            };
            write_range(f, first, last, head, "%-d %B %Y")
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: Date, f: &mut fmt::Formatter<'_>| match self.grain {
            Grain::Day => write!(f, "{}", date.strftime("%-d %B %Y")),
            Grain::Month | Grain::Season => write!(f, "{}", date.strftime("%B %Y")),
            Grain::Year | Grain::Years => write!(f, "{}", date.strftime("%Y")),
        };
        match (self.earliest == Date::MIN, self.latest == Date::MAX) {
            (true, true) => f.write_str("any time"),
            (true, false) => {
                f.write_str("up to ")?;
                end(self.latest, f)
            }
            (false, true) => {
                f.write_str("from ")?;
                end(self.earliest, f)?;
                f.write_str(" on")
            }
            (false, false) => self.describe_bounded(f),
        }
    }
}

/// Writes both ends with a hyphen, or one if they read the same.
fn write_range(
    f: &mut fmt::Formatter<'_>,
    first: Date,
    last: Date,
    head: &str,
    tail: &str,
) -> fmt::Result {
    let tail_of = |date: Date| date.strftime(tail).to_string();
    if tail_of(first) == tail_of(last) {
        return f.write_str(&tail_of(last));
    }
    let wide = head.contains(' ');
    let dash = if wide { " - " } else { "-" };
    write!(f, "{}{dash}{}", first.strftime(head), tail_of(last))
}

/// An unsigned number of exactly `digits` ASCII digits.
fn number(field: &str, digits: usize) -> Option<i16> {
    let plain = field.len() == digits && field.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| field.parse().ok()).flatten()
}
