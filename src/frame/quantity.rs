//! Numbers of things, as exact as they are given.

use super::Comparison;

/// How a number was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exactness {
    /// As a number, or as a range with two ends.
    Given,
    /// As "about" a number.
    About,
    /// With one end only ("more than", "up to").
    Open,
}

/// A number of things: everything from `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The least that it can be.
    pub low: u64,
    /// The most that it can be; [`u64::MAX`] where that is open.
    pub high: u64,
    /// How it was given.
    pub exactness: Exactness,
}

/// The share, in hundredths, that "about" allows on either side.
const ABOUT: u64 = 15;
/// Below this a number is not taken for rounded.
const COUNTED: u64 = 100;

impl Quantity {
    /// That number.
    pub fn exactly(number: u64) -> Self {
        Self {
            low: number,
            high: number,
            exactness: Exactness::Given,
        }
    }

    /// Anything from `low` to `high`; `None` if it would end before it starts.
    pub fn between(low: u64, high: u64) -> Option<Self> {
        (low <= high).then_some(Self {
            low,
            high,
            exactness: Exactness::Given,
        })
    }

    /// "About" this much.
    pub fn about(self) -> Self {
        let slack = |number: u64| number / 100 * ABOUT + (number % 100 * ABOUT).div_ceil(100);
        Self {
            low: self.low - slack(self.low),
            high: self.high.saturating_add(slack(self.high)),
            exactness: Exactness::About,
        }
    }

    /// This much or more.
    pub fn or_more(self) -> Self {
        Self {
            high: u64::MAX,
            exactness: Exactness::Open,
            ..self
        }
    }

    /// This much or less.
    pub fn or_less(self) -> Self {
        Self {
            low: 0,
            exactness: Exactness::Open,
            ..self
        }
    }

    /// With what rounding hides: 135,000 may stand for anything from 134,500 to 135,500.
    fn rounded(self) -> Self {
        let hidden = |number: u64| {
            let mut unit = 1;
            while number >= COUNTED && number.is_multiple_of(unit * 10) {
                unit *= 10;
            }
            unit / 2
        };
        if self.exactness == Exactness::Open {
            return self;
        }
        Self {
            low: self.low - hidden(self.low),
            high: self.high.saturating_add(hidden(self.high)),
            ..self
        }
    }

    fn contains(self, other: Quantity) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    fn overlaps(self, other: Quantity) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// How the number that a text gives relates to the attested ones, of which each may be right.
    ///
    /// Different only where it lies outside all of them; what lies between two attested numbers stays unknown.
    pub fn compare(text: Quantity, attested: &[Quantity]) -> Comparison {
        let rounded = text.rounded();
        let firm = text.exactness != Exactness::Open;
        if attested.iter().any(|one| one.contains(text)) {
            return Comparison::Same;
        }
        if firm && attested.iter().any(|one| one.rounded().overlaps(rounded)) {
            let within = |one: &Quantity| rounded.contains(*one) && text.low < text.high;
            let range = text.exactness == Exactness::Given && attested.iter().any(within);
            return if range {
                Comparison::Wider
            } else {
                Comparison::Same
            };
        }
        if attested.iter().any(|one| text.contains(*one)) {
            return Comparison::Wider;
        }
        let hull = attested.iter().copied().reduce(|a, b| Quantity {
            low: a.low.min(b.low),
            high: a.high.max(b.high),
            ..a
        });
        match hull {
            Some(hull) if !hull.rounded().overlaps(rounded) => Comparison::Different,
            _ => Comparison::Unknown,
        }
    }

    /// In words: "135,000", "30,000-40,000", "more than 500".
    pub fn describe(self) -> String {
        match (self.low, self.high) {
            (low, u64::MAX) => format!("at least {}", grouped(low)),
            (0, high) if self.exactness == Exactness::Open => format!("at most {}", grouped(high)),
            (low, high) if low == high => grouped(low),
            (low, high) => format!("{}-{}", grouped(low), grouped(high)),
        }
    }
}

/// The number with a comma before every third digit.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: u64) -> Quantity {
        Quantity::exactly(number)
    }

    fn range(low: u64, high: u64) -> Quantity {
        Quantity::between(low, high).unwrap()
    }

    #[test]
    fn several_attested_numbers_may_each_be_right() {
        let attested = [one(132_715), one(156_115)];
        let compare = |text| Quantity::compare(text, &attested);
        assert_eq!(compare(one(156_115)), Comparison::Same);
        assert_eq!(compare(one(156_000)), Comparison::Same);
        assert_eq!(compare(one(130_000).about()), Comparison::Same);
        assert_eq!(compare(one(145_500)), Comparison::Unknown);
        assert_eq!(compare(one(20_000)), Comparison::Different);
        assert_eq!(compare(one(1_000_000)), Comparison::Different);
    }

    #[test]
    fn open_ends_conflict_only_where_nothing_attested_lies_inside() {
        let attested = [range(33_600, 36_600)];
        let compare = |text| Quantity::compare(text, &attested);
        assert_eq!(compare(one(30_000).or_more()), Comparison::Wider);
        assert_eq!(compare(one(50_000).or_less()), Comparison::Wider);
        assert_eq!(compare(one(35_000).or_more()), Comparison::Unknown);
        assert_eq!(compare(one(60_000).or_more()), Comparison::Different);
        assert_eq!(compare(one(5_000).or_less()), Comparison::Different);
    }

    #[test]
    fn ranges_compare_by_what_they_hold() {
        let attested = [range(70_000, 80_000)];
        let compare = |text| Quantity::compare(text, &attested);
        assert_eq!(compare(range(72_000, 75_000)), Comparison::Same);
        assert_eq!(compare(range(50_000, 90_000)), Comparison::Wider);
        assert_eq!(compare(range(10_000, 20_000)), Comparison::Different);
    }

    #[test]
    fn small_numbers_are_counted_and_large_ones_rounded() {
        assert_eq!(
            Quantity::compare(one(10), &[one(12)]),
            Comparison::Different
        );
        assert_eq!(
            Quantity::compare(one(135_000), &[one(135_438)]),
            Comparison::Same
        );
        assert_eq!(
            Quantity::compare(one(135_438), &[one(136_000)]),
            Comparison::Different
        );
    }

    #[test]
    fn numbers_are_printed_in_groups() {
        assert_eq!(one(1_234_567).describe(), "1,234,567");
        assert_eq!(range(900, 1_000).describe(), "900-1,000");
        assert_eq!(one(500).or_more().describe(), "at least 500");
        assert_eq!(one(500).or_less().describe(), "at most 500");
    }
}
