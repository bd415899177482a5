//! Points and stretches of time, as coarse as their evidence.

use jiff::civil::Date;

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

/// A stretch of civil days, both ends included. A single day has equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first day on which it can have been.
    pub earliest: Date,
    /// The last day on which it can have been; never before `earliest`.
    pub latest: Date,
    /// The unit in which it was given.
    pub grain: Grain,
}
