//! The date of the event: written otherwise, coarser, finer, another one.

use super::base::{Base, Focus};
use super::frames::kept;
use super::model::{Expected, Kind, Mutant, NOT_AGREES, NOT_CONTRADICTS, UNDECIDED};
use super::pieces::{Piece, word};
use super::slots::replaced;
use crate::extract::Polarity;
use crate::extract::time::{Qualifier, TimeExpression};
use crate::frame::{Comparison, Grain, Interval, Role};
use crate::judge::Bearing;

/// How far from a record a wrong date is still meant for the same event, in days.
const WRONG_BY: i32 = 5 * 366;

/// Every change of the event's date.
pub(super) fn all(base: &Base) -> Vec<Mutant> {
    let Some(dated) = Dated::new(base) else {
        return Vec::new();
    };
    let mut mutants = Vec::new();
    mutants.extend(dated.formatted());
    if base.plain() {
        mutants.extend(dated.coarser());
        mutants.extend(dated.finer());
        mutants.extend(dated.other());
        mutants.extend(dated.corrected());
    }
    mutants
}

impl Base<'_> {
    /// Whether the token belongs to a date.
    pub(super) fn is_date(&self, at: usize) -> bool {
        let span = self.tree.token(at).span;
        self.dates.iter().any(|date| date.span.overlaps(span))
    }
}

/// The focus with a date of its own that is written out.
struct Dated<'a> {
    base: &'a Base<'a>,
    focus: &'a Focus,
    date: &'a TimeExpression,
    interval: Interval,
}

impl<'a> Dated<'a> {
    fn new(base: &'a Base) -> Option<Self> {
        let focus = base.focus.as_ref()?;
        let when = focus.event.time.as_ref()?;
        let date = base.dates.iter().find(|date| date.span == when.words)?;
        let plain = matches!(date.qualifier, Qualifier::On | Qualifier::During)
            && !date.approximate
            && !date.in_name
            && date.zone.is_none();
        let interval = date.absolute()?;
        let whole = interval.single_day().is_some()
            || matches!(interval.grain, Grain::Month) && is_month(interval)
            || matches!(interval.grain, Grain::Year) && interval.single_year().is_some();
        (plain && whole).then_some(Self {
            base,
            focus,
            date,
            interval,
        })
    }

    /// The sentence with another date in place of its own, in the style "25 June 1950".
    fn with(&self, interval: Interval) -> Option<String> {
        self.written(&interval.describe(), interval.grain)
    }

    fn written(&self, text: &str, grain: Grain) -> Option<String> {
        let base = self.base;
        let run = base.inside(self.date.span);
        let (first, head) = (*run.first()?, base.head_of(&run)?);
        let words = &base.words.preposition;
        let wanted = match grain {
            Grain::Day => &words.day,
            Grain::Month => &words.month,
            Grain::Season => &words.season,
            Grain::Year | Grain::Years => &words.year,
        };
        let case = base.tree.children_by(head, "case").find(|&at| {
            at + 1 == first
                && words
                    .plain
                    .contains(&base.tree.token(at).form.to_lowercase())
        });
        let mut runs: Vec<(Vec<usize>, Vec<Piece>)> = vec![(run, vec![word(text)])];
        if let Some(at) = case {
            runs.push((vec![at], vec![word(wanted)]));
        } else if self.date.signal.is_none() && grain != self.interval.grain {
            // Without a preposition only a date of the same grain fits.
            return None;
        }
        Some(replaced(base, &runs))
    }

    fn mutant(
        &self,
        kind: Kind,
        text: Option<String>,
        expected: Option<Expected>,
    ) -> Option<Mutant> {
        Some(Mutant {
            kind,
            text: text?,
            expected: expected?,
        })
    }

    /// "June 25, 1950" for "25 June 1950", and back.
    fn formatted(&self) -> Option<Mutant> {
        let day = self.interval.single_day()?;
        let written = self.base.text.get(self.date.span.range())?;
        let day_first = written.starts_with(|c: char| c.is_ascii_digit());
        let pattern = if day_first { "%B %-d, %Y" } else { "%-d %B %Y" };
        let text = self.written(&day.strftime(pattern).to_string(), Grain::Day);
        self.mutant(Kind::DateFormat, text, kept(self.base))
    }

    /// The month for the day, the year for the month.
    fn coarser(&self) -> Option<Mutant> {
        let first = self.interval.earliest;
        let wider = match self.interval.grain {
            Grain::Day => Interval::month(first.year(), first.month())?,
            Grain::Month => Interval::year(first.year())?,
            _ => return None,
        };
        self.mutant(Kind::DateInside, self.with(wider), self.expected(wider))
    }

    /// A day for the month, a month for the year.
    fn finer(&self) -> Option<Mutant> {
        let first = self.interval.earliest;
        let narrower = match self.interval.grain {
            Grain::Month => Interval::ymd(first.year(), first.month(), 12)?,
            Grain::Year => Interval::month(first.year(), 3)?,
            _ => return None,
        };
        let proposition = &self.focus.proposition;
        let record = proposition.time.or(proposition.window);
        // Only a date inside the record's says the same in more detail.
        let inside = record.is_none_or(|record| record.contains(narrower));
        let expected = kept(self.base).filter(|_| inside && self.base.expected == "agrees");
        self.mutant(Kind::DateInside, self.with(narrower), expected)
    }

    /// Another date of the same grain: the first of some that the record excludes.
    fn other(&self) -> Option<Mutant> {
        if self.base.expected != "agrees" || self.focus.event.polarity != Polarity::Positive {
            return None;
        }
        let proposition = &self.focus.proposition;
        let mut others = [2, -3, 40, -70, 400, -800]
            .into_iter()
            .filter_map(|days| self.shifted(days));
        let excluded = |other: &Interval| {
            let outside = |record: Interval| !record.overlaps(*other);
            proposition.time.is_none_or(outside)
                && (proposition.time.is_some() || proposition.window.is_some_and(outside))
        };
        let near = |other: &Interval| {
            let room = proposition.window;
            room.is_some_and(|window| window.contains(*other))
        };
        let all: Vec<Interval> = others.by_ref().filter(excluded).collect();
        let other = all
            .iter()
            .find(|other| near(other))
            .or_else(|| all.first())
            .copied()?;
        self.mutant(Kind::DateOutside, self.with(other), self.expected(other))
    }

    fn shifted(&self, days: i32) -> Option<Interval> {
        let first = self.interval.shifted(days)?.earliest;
        match self.interval.grain {
            Grain::Day => Some(Interval::day(first)),
            Grain::Month => Interval::month(first.year(), first.month()),
            _ => Interval::year(first.year()),
        }
        .filter(|other| !other.overlaps(self.interval))
    }

    /// The record's date where the text's was wrong.
    fn corrected(&self) -> Option<Mutant> {
        if !self.focus.code.ends_with("-time") || self.base.expected != "contradicts" {
            return None;
        }
        let record = self.focus.proposition.time?;
        let right = match self.interval.grain {
            Grain::Day => Interval::day(record.earliest),
            Grain::Month => Interval::month(record.earliest.year(), record.earliest.month())?,
            _ => Interval::year(record.earliest.year())?,
        };
        let expected = record
            .contains(right)
            .then_some(Expected::Exactly("agrees"));
        self.mutant(Kind::DateOutside, self.with(right), expected)
    }

    /// Whether the sentence states the claim in another way, too, for which this date is as good.
    fn said_elsewhere(&self, date: Interval) -> bool {
        let within = |stretch: Option<Interval>| stretch.is_none_or(|all| all.contains(date));
        self.base.agreed.iter().any(|other| {
            other.bearing == Bearing::States && within(other.time) && within(other.window)
        })
    }

    fn is_vaguer(&self, date: Interval) -> bool {
        Interval::compare(date, self.interval) == Comparison::Wider
    }

    /// What is left of a contradiction or a part of the claim when its date, which may have told what is meant, is made
    /// vague: a year has room for another event between the same two, and so has a month where the day alone excludes one.
    fn left_vague(&self, date: Interval) -> Option<Expected> {
        let by_day = self.focus.code.ends_with("-event");
        match self.base.expected {
            "contradicts" if date.grain >= Grain::Year || by_day => Some(NOT_AGREES),
            "partial" => Some(UNDECIDED),
            _ => kept(self.base),
        }
    }

    /// What the sentence must get with this date.
    fn expected(&self, date: Interval) -> Option<Expected> {
        let proposition = &self.focus.proposition;
        if self.base.expected == "agrees" && self.said_elsewhere(date) {
            return kept(self.base);
        }
        let agrees = self.base.expected == "agrees";
        let outside = proposition
            .window
            .is_some_and(|window| !window.overlaps(date));
        let decisive = proposition.decisive.contains(&Role::Time);
        let Some(record) = proposition.time else {
            return match (agrees, outside) {
                (true, true) => Some(NOT_AGREES),
                (false, _) if self.is_vaguer(date) => self.left_vague(date),
                _ => kept(self.base),
            };
        };
        let found = Interval::compare_enough(date, record, proposition.enough);
        match (found, self.base.expected) {
            (Comparison::Same | Comparison::Narrower, "agrees") => kept(self.base),
            (Comparison::Wider | Comparison::Unknown, "agrees") if decisive => {
                Some(Expected::Exactly("partial"))
            }
            (Comparison::Wider | Comparison::Unknown, "agrees") => kept(self.base),
            (Comparison::Different, "agrees") => {
                let exclusive = proposition.exclusive.contains(&Role::Time);
                let meant = if proposition.window == proposition.time {
                    date.within_days(record, WRONG_BY)
                } else {
                    !outside
                };
                Some(if exclusive && meant {
                    Expected::Exactly("contradicts")
                } else {
                    NOT_AGREES
                })
            }
            // A denial is about the date that it names.
            (_, "contradicts") if self.focus.event.polarity != Polarity::Positive => None,
            (_, "contradicts") if self.is_vaguer(date) && !self.focus.code.ends_with("-time") => {
                self.left_vague(date)
            }
            // A wrong date made vague may hold the right one.
            (Comparison::Wider, "contradicts") if self.focus.code.ends_with("-time") => {
                Some(NOT_CONTRADICTS)
            }
            (_, "partial") if self.is_vaguer(date) => self.left_vague(date),
            (_, "contradicts" | "partial") => kept(self.base).filter(|_| !outside),
            _ => None,
        }
    }
}

fn is_month(interval: Interval) -> bool {
    interval
        .single_month()
        .is_some_and(|(year, month)| Interval::month(year, month) == Some(interval))
}
