//! The one place that asks what day it is. Only suppressions with an end want to know.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day given, or today in UTC, which is the same on every machine.
pub fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date())
}
