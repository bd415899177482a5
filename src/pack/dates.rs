//! Dates as packs write them: `1950-06-25`, `1950-06`, `1950`, and ranges `1950-01..1950-05`.

use crate::frame::{Grain, Interval};
use jiff::civil::Date;

/// Why a date could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It has another form.
    #[error(
        "expected a day `1950-06-25`, a month `1950-06`, a year `1950` or a range `1950-01..1950-05`"
    )]
    Form,
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// The range ends before it begins.
    #[error("the range ends before it begins")]
    Backwards,
}

/// The stretch of days that `text` names.
pub fn parse_interval(text: &str) -> Result<Interval, DateError> {
    let Some((from, to)) = text.split_once("..") else {
        return parse_point(text);
    };
    let (from, to) = (parse_point(from)?, parse_point(to)?);
    if from.earliest > to.latest {
        return Err(DateError::Backwards);
    }
    Ok(Interval {
        earliest: from.earliest,
        latest: to.latest,
        grain: grain_of(from.earliest, to.latest),
    })
}

/// First and last year of `1949..`, `..1991`, `1949..1991` or `1949`.
pub fn parse_years(text: &str) -> Result<(Option<i16>, Option<i16>), DateError> {
    let year = |text: &str| match text.trim() {
        "" => Ok(None),
        digits => parse_year(digits).map(Some),
    };
    let years = match text.split_once("..") {
        Some((from, to)) => (year(from)?, year(to)?),
        None => {
            let only = Some(parse_year(text.trim())?);
            (only, only)
        }
    };
    match years {
        (Some(from), Some(to)) if from > to => Err(DateError::Backwards),
        years => Ok(years),
    }
}

fn parse_point(text: &str) -> Result<Interval, DateError> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let day = |month: &str, day: i8| {
        let month = parse_two(month)?;
        Date::new(parse_year(parts[0])?, month, day).map_err(|_| DateError::NoSuchDay)
    };
    let (earliest, latest, grain) = match parts[..] {
        [_] => (day("01", 1)?, day("12", 31)?, Grain::Year),
        [_, month] => {
            let first = day(month, 1)?;
            (first, first.last_of_month(), Grain::Month)
        }
        [_, month, of_month] => {
            let only = day(month, parse_two(of_month)?)?;
            (only, only, Grain::Day)
        }
        _ => return Err(DateError::Form),
    };
    Ok(Interval {
        earliest,
        latest,
        grain,
    })
}

fn parse_year(text: &str) -> Result<i16, DateError> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(DateError::Form)
}

fn parse_two(text: &str) -> Result<i8, DateError> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(DateError::Form)
}

fn grain_of(earliest: Date, latest: Date) -> Grain {
    if earliest == latest {
        Grain::Day
    } else if earliest.first_of_month() == latest.first_of_month() {
        Grain::Month
    } else if earliest.first_of_year() == earliest
        && latest.last_of_year() == latest
        && earliest.year() == latest.year()
    {
        Grain::Year
    } else if earliest.year() == latest.year() {
        Grain::Season
    } else {
        Grain::Years
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_coarse_as_they_are_written() {
        let day = parse_interval("1950-06-25").unwrap();
        assert_eq!(
            (day.earliest, day.latest, day.grain),
            (day.latest, day.earliest, Grain::Day)
        );
        let month = parse_interval("1948-02").unwrap();
        assert_eq!((month.latest.day(), month.grain), (29, Grain::Month));
        assert_eq!(parse_interval("1950").unwrap().grain, Grain::Year);
        let range = parse_interval("1950-01..1950-05").unwrap();
        assert_eq!(
            (range.latest.month(), range.latest.day(), range.grain),
            (5, 31, Grain::Season)
        );
        assert_eq!(
            parse_interval("1950-06-20..1950-06-30").unwrap().grain,
            Grain::Month
        );
    }

    #[test]
    fn impossible_dates_are_named() {
        assert_eq!(parse_interval("25 June 1950"), Err(DateError::Form));
        assert_eq!(parse_interval("1950-6-25"), Err(DateError::Form));
        assert_eq!(parse_interval("1950-06-31"), Err(DateError::NoSuchDay));
        assert_eq!(parse_interval("1950-13"), Err(DateError::NoSuchDay));
        assert_eq!(
            parse_interval("1950-05..1950-01"),
            Err(DateError::Backwards)
        );
    }

    #[test]
    fn years_may_be_open() {
        assert_eq!(parse_years("1949.."), Ok((Some(1949), None)));
        assert_eq!(parse_years("..1991"), Ok((None, Some(1991))));
        assert_eq!(parse_years("1950"), Ok((Some(1950), Some(1950))));
        assert_eq!(parse_years("1991..1949"), Err(DateError::Backwards));
        assert_eq!(parse_years("49.."), Err(DateError::Form));
    }
}
