//! Words of a sentence in lower case, and phrases found among them.

/// The words of `text` in lower case; hyphens and apostrophes stay inside.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .map(|word| word.trim_matches(['-', '\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the words of `phrase` stand at `at`.
pub fn stands_at(words: &[String], at: usize, phrase: &str) -> bool {
    let mut rest = words.iter().skip(at);
    phrase
        .split(' ')
        .all(|part| rest.next().is_some_and(|word| word == part))
}

/// Where one of `phrases` stands first.
pub fn find(words: &[String], phrases: &[String]) -> Option<usize> {
    (0..words.len()).find(|&at| phrases.iter().any(|phrase| stands_at(words, at, phrase)))
}

/// How many different ones of `phrases` stand among the words.
pub fn count(words: &[String], phrases: &[String]) -> usize {
    phrases
        .iter()
        .filter(|phrase| (0..words.len()).any(|at| stands_at(words, at, phrase)))
        .count()
}

/// The longest of `phrases` at `at`: its number of words. `plural` allows a final "s".
pub fn longest(words: &[String], at: usize, phrases: &[String], plural: bool) -> Option<usize> {
    let fits = |phrase: &&String| {
        stands_at(words, at, phrase)
            || plural && {
                let many = format!("{phrase}s");
                stands_at(words, at, &many)
            }
    };
    phrases
        .iter()
        .filter(fits)
        .map(|phrase| phrase.split(' ').count())
        .max()
}
