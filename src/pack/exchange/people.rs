//! Names of authors in one line.

/// "A", "A and B", "A, B, and C".
pub(super) fn joined(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some(format!("{one} and {other}")),
        [first @ .., last] => Some(format!("{}, and {last}", first.join(", "))),
    }
}

/// Given name, particle and family name in the order of speech.
pub(super) fn whole(parts: &[&str]) -> String {
    let kept: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    kept.join(" ")
}
