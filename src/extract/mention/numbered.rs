//! Other ways to write a name with a number: "Reactor 4" is "reactor number four", "No. 4 reactor", "the fourth reactor".

use super::words::Words;

/// A noun that is shorter names no thing of which several are counted ("U-2").
const SHORTEST: usize = 3;
/// Numbers above this are those of years.
const HIGHEST: u16 = 999;

/// How else a name is written, and whether it then still names the thing by itself.
pub(super) struct Variant {
    pub name: String,
    pub certain: bool,
}

/// The other ways to write `name`; none for a name without a number.
pub(super) fn variants(name: &str, words: &Words) -> Vec<Variant> {
    // Of a language without a file nobody knows how it counts.
    if words.ordinals.is_empty() {
        return Vec::new();
    }
    let parts: Vec<&str> = name.split(' ').collect();
    let (counted, number, noun) = match parts[..] {
        [first, ref rest @ ..] if ordinal(first, words).is_some() => {
            (true, ordinal(first, words), rest)
        }
        [first, number, ref rest @ ..] if words.is_number_sign(first) => {
            (false, cardinal(number, words), rest)
        }
        [ref rest @ .., sign, number] if words.is_number_sign(sign) => {
            (false, cardinal(number, words), rest)
        }
        [ref rest @ .., number] => (false, cardinal(number, words), rest),
        [] => return Vec::new(),
    };
    let Some(number) = number.filter(|number| (1..=HIGHEST).contains(number)) else {
        return Vec::new();
    };
    let countable = noun
        .iter()
        .all(|word| word.chars().all(char::is_alphabetic))
        && noun
            .last()
            .is_some_and(|word| word.chars().count() >= SHORTEST);
    if !countable {
        return Vec::new();
    }
    let plain = noun.join(" ");
    let small = plain.to_lowercase();
    let digits = number.to_string();
    let place = usize::from(number) - 1;
    let spelled = words.cardinals.get(place);
    let numbered = format!("{number}{}", words.ending(number));
    let counting = words.ordinals.get(place);
    let mut found = Vec::new();
    let mut push = |name: String, certain: bool| found.push(Variant { name, certain });
    // "8th Army" and "Eighth Army" are one name; "the fourth reactor" is any plant's.
    let (thing, sure) = if counted {
        (&plain, true)
    } else {
        (&small, false)
    };
    push(format!("{numbered} {thing}"), sure);
    if let Some(counting) = counting {
        let counting = if counted {
            capital(counting, parts[0])
        } else {
            counting.clone()
        };
        push(format!("{counting} {thing}"), sure);
    }
    let thing = if counted { &small } else { &plain };
    push(format!("{thing} {number}"), !counted);
    push_signed(&mut push, &small, &words.number_signs, &digits, !counted);
    if let Some(spelled) = spelled {
        push(format!("{small} {spelled}"), false);
        // "no one reactor" is none.
        push_signed(&mut push, &small, &words.number_words, spelled, !counted);
    }
    found.retain(|variant| variant.name != name);
    found
}

/// "reactor no. 4", "no. 4 reactor", by each sign.
fn push_signed(
    push: &mut dyn FnMut(String, bool),
    noun: &str,
    signs: &[String],
    number: &str,
    certain: bool,
) {
    for sign in signs {
        push(format!("{noun} {sign} {number}"), certain);
        push(format!("{sign} {number} {noun}"), certain);
    }
}

/// "8th", "eighth".
fn ordinal(word: &str, words: &Words) -> Option<u16> {
    let lower = word.to_lowercase();
    let digits = lower.trim_end_matches(char::is_alphabetic);
    if let Ok(number) = digits.parse() {
        return (lower[digits.len()..] == *words.ending(number)).then_some(number);
    }
    let place = words.ordinals.iter().position(|known| *known == lower)?;
    u16::try_from(place + 1).ok()
}

/// "8", "eight".
fn cardinal(word: &str, words: &Words) -> Option<u16> {
    let lower = word.to_lowercase();
    let spelled = || words.cardinals.iter().position(|known| *known == lower);
    lower
        .parse()
        .ok()
        .or_else(|| u16::try_from(spelled()? + 1).ok())
}

/// The word with a capital where `like` has one, or has figures.
fn capital(word: &str, like: &str) -> String {
    let small = like.chars().next().is_some_and(char::is_lowercase);
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !small => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str) -> Vec<(String, bool)> {
        let words = Words::for_language("en").unwrap();
        let found = variants(name, &words).into_iter();
        found.map(|one| (one.name, one.certain)).collect()
    }

    #[test]
    fn a_numbered_thing_may_be_counted_off() {
        let reactor = written("Reactor 4");
        for (name, certain) in [
            ("fourth reactor", false),
            ("4th reactor", false),
            ("reactor four", false),
            ("reactor no. 4", true),
            ("no. 4 reactor", true),
            ("reactor number four", true),
        ] {
            assert!(
                reactor.contains(&(name.to_owned(), certain)),
                "{name}: {reactor:?}"
            );
        }
        for none in ["no one reactor", "reactor no one"] {
            let first = written("Reactor 1");
            assert!(first.iter().all(|(one, _)| one != none), "{first:?}");
        }
        let signed = written("Reactor No. 4");
        for name in ["fourth reactor", "Reactor 4", "no. 4 reactor"] {
            assert!(
                signed.iter().any(|(one, _)| one == name),
                "{name}: {signed:?}"
            );
        }
    }

    #[test]
    fn an_ordinal_is_spelled_or_in_figures() {
        assert!(written("8th Army").contains(&("Eighth Army".to_owned(), true)));
        assert!(written("Eighth Army").contains(&("8th Army".to_owned(), true)));
        assert!(written("11th Army").contains(&("Eleventh Army".to_owned(), true)));
        assert!(written("2nd Army").contains(&("Second Army".to_owned(), true)));
        assert!(written("38th parallel").contains(&("parallel 38".to_owned(), false)));
        assert!(written("Second World War").contains(&("2nd World War".to_owned(), true)));
    }

    #[test]
    fn other_names_stay_as_they_are() {
        for name in [
            "Seoul",
            "U-2",
            "U 2",
            "Class of 1950",
            "Government of the North",
            "Treaty of 1951",
        ] {
            assert!(written(name).is_empty(), "{name}: {:?}", written(name));
        }
    }
}
