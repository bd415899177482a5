//! The dateline before the first words of a report: "SEOUL, June 25, 1950 - ", "Pyongyang, July 5 (KCNA) -- ".

use crate::span::Span;

/// A dateline is not longer than this, in bytes.
const LONGEST: usize = 90;
/// A dash with its spaces is not longer than this, in bytes.
const DASH: usize = 5;
const DASHES: [&str; 4] = [" -- ", " \u{2014} ", " \u{2013} ", " - "];

/// The bytes of the dateline with its dash, where `span` begins with one: a place, then a date, an agency or a second
/// place, then a dash. It is no part of the sentence behind it.
pub fn dateline(text: &str, span: Span) -> Option<Span> {
    let words = text.get(span.range())?;
    let near = &words[..words.floor_char_boundary(LONGEST + DASH)];
    let (at, dash) = first_dash(near)?;
    let head = words.get(..at).filter(|_| at <= LONGEST)?;
    let rest = words.get(at + dash.len()..)?.trim_start();
    let before = head.split([',', '(']).next()?;
    let place = before.trim();
    let capitals = place.chars().filter(|c| c.is_alphabetic());
    let shouted = place.len() > 2 && capitals.clone().all(char::is_uppercase);
    let further = head[before.len()..].trim_start_matches([',', ' ']);
    let dated = further.chars().any(|c| c.is_ascii_digit());
    let agency = further.contains('(') && further.trim_end().ends_with(')');
    let named = |word: &str| {
        let first = word.trim_start_matches('(').chars().next();
        first.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let opens = rest.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘".contains(c));
    let closed = head.matches('(').count() == head.matches(')').count();
    let is_one = closed
        && !further.is_empty()
        && (dated || agency || shouted)
        && capitals.count() > 1
        && head.split_whitespace().all(named)
        && opens;
    is_one.then(|| Span::new(span.start, span.start + at + dash.trim_end().len()))
}

/// The first dash with its spaces, and where it begins.
fn first_dash(words: &str) -> Option<(usize, &'static str)> {
    memchr::memchr2_iter(b'-', 0xe2, words.as_bytes()).find_map(|sign| {
        let at = sign.checked_sub(1)?;
        let rest = words.get(at..)?;
        let dash = DASHES.into_iter().find(|dash| rest.starts_with(dash))?;
        Some((at, dash))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        dateline(text, Span::new(0, text.len())).map(|span| &text[span.range()])
    }

    #[test]
    fn blanks_before_it_are_no_place() {
        assert_eq!(found(" ---\n한국 - x"), None);
    }

    #[test]
    fn place_and_date_or_agency_before_a_dash() {
        for (text, expected) in [
            (
                "ROME, June 25, 1950 - Troops marched.",
                "ROME, June 25, 1950 -",
            ),
            (
                "Ostia, July 5 (ANSA) -- The port is shut.",
                "Ostia, July 5 (ANSA) --",
            ),
            ("PORTUS NOVUS, Lat. — A ship sank.", "PORTUS NOVUS, Lat. —"),
            ("OSTIA (Reuters) - A ship sank.", "OSTIA (Reuters) -"),
        ] {
            assert_eq!(found(text), Some(expected));
        }
    }

    proptest::proptest! {
        #[test]
        fn the_first_dash_is_found(words in "[a’é –—-]{0,12}") {
            let each = DASHES.into_iter().filter_map(|dash| Some((words.find(dash)?, dash)));
            proptest::prop_assert_eq!(first_dash(&words), each.min());
        }
    }

    #[test]
    fn a_dash_inside_a_sentence_is_none() {
        for text in [
            "Scipio, Cato, Sulla - all had served.",
            "ROME - the city of seven hills - fell.",
            "In 1950, the army - such as it was - left.",
            "The port (Ostia) - once rich - silted up.",
            "The Punic War (264 BC - 146 BC) was long.",
            "Rome fell.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
