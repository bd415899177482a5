//! Dates all in digits: ISO 8601, and days, months and years between dots or strokes.

use super::expression::TimeValue;
use super::reader::{Found, Reader};
use super::token::is_dash;
use crate::frame::{Grain, Interval};

impl Reader<'_> {
    /// "1950-06-25", "1950.6.25", "25.6.1950", "25/06/1950", "6/25/1950", "1950-06".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let separator = self.sign(at + 1).filter(|&sign| is_separator(sign))?;
        if self.is_part_of_longer(at, separator) {
            return None;
        }
        let field = |index: usize| {
            let at = at + 2 * index;
            let joined = index == 0 || self.is_joined(at) && self.is_joined(at - 1);
            let separated = index == 0 || self.sign(at - 1) == Some(separator);
            self.number(at).filter(|_| joined && separated)
        };
        let (first, second) = (field(0)?, field(1)?);
        let Some(third) = field(2) else {
            let interval = year_and_month(first, second, separator)?;
            return Some(Found::new(TimeValue::Absolute(interval), at + 3));
        };
        let more = self.sign(at + 5) == Some(separator) && self.is_number(at + 6);
        let value = match (first.1, third.1) {
            _ if more && self.is_joined(at + 5) => return None,
            (4, 1 | 2) => day(first.0, second.0, third.0),
            (1 | 2, 4) => day_in_either_order(first.0, second.0, third.0, separator),
            _ => return None,
        };
        let value = value.map_or(TimeValue::Vague, TimeValue::Absolute);
        Some(Found::new(value, at + 5))
    }

    /// Whether a number with the same sign stands before, as in a version or a telephone number.
    fn is_part_of_longer(&self, at: usize, separator: char) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let glued =
            self.is_joined(at) && !matches!(self.sign(before), Some('(' | '[' | '"' | '\u{201c}'));
        glued
            && (self.sign(before) == Some(separator)
                || self.is_number(before)
                || self.is_word(before))
    }
}

fn is_separator(sign: char) -> bool {
    is_dash(sign) || matches!(sign, '.' | '/')
}

/// "1950-06", unless the second number can be the last two digits of a later year.
fn year_and_month(
    (year, digits): (u32, usize),
    (month, month_digits): (u32, usize),
    separator: char,
) -> Option<Interval> {
    let shaped = separator == '-' && digits == 4 && month_digits == 2;
    if !shaped || !(1000..=2100).contains(&year) || month > year % 100 {
        return None;
    }
    Interval::month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)
}

fn day(year: u32, month: u32, day: u32) -> Option<Interval> {
    Interval::ymd(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
}

/// Dots are written day first. With strokes both orders are in use: where both are possible,
/// the date is anywhere from the one to the other.
fn day_in_either_order(first: u32, second: u32, year: u32, separator: char) -> Option<Interval> {
    let day_first = day(year, second, first);
    let month_first = day(year, first, second);
    match (day_first, month_first) {
        (Some(date), _) if separator == '.' => Some(date),
        (Some(a), Some(b)) if a != b => Some(Interval {
            grain: Grain::Season,
            ..a.hull(b)
        }),
        (a, b) => a.or(b),
    }
}
