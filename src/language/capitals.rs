//! Headlines in capitals: "HOUSE VOTES TO ADJOURN" is parsed as the same words in small letters.

/// Fewer words than these in capitals may be names and abbreviations.
const FEWEST: usize = 3;

/// Whether all words of a sentence are written in capitals.
pub fn is_shouted(sentence: &str) -> bool {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    let several = words.clone().nth(FEWEST - 1).is_some();
    several && words.clone().all(is_upper) && words.clone().any(|word| word.len() > FEWEST)
}

/// Whether no letter is lower case and there is at least one capital.
pub fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// A word of such a sentence as it stands in others: small, or with a capital where no table of words has it.
pub(super) fn quietened(word: &str, is_known: bool) -> String {
    let small = word.to_lowercase();
    let mut letters = small.chars();
    match letters.next() {
        Some(first) if !is_known => first.to_uppercase().chain(letters).collect(),
        _ => small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::model::Model;
    use crate::span::Span;

    #[test]
    fn a_sentence_in_capitals_is_parsed_as_in_small_letters() {
        let model = Model::english().unwrap_or_else(|error| panic!("{error}"));
        let tree = |text: &str| {
            let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
            let tokens = tree.tokens().iter();
            tokens
                .map(|token| (token.lemma.to_lowercase(), token.upos, token.head))
                .collect::<Vec<_>>()
        };
        for text in [
            "The committee votes to adjourn the debate",
            "The army wants to cross the river before dawn",
        ] {
            assert_eq!(
                tree(&text.to_uppercase()),
                tree(&text.replacen("The", "the", 1)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_few_capitals_are_no_headline() {
        assert!(is_shouted("HOUSE VOTES TO ADJOURN"));
        assert!(is_shouted("HOUSE VOTES 27-11 TO ADJOURN!"));
        assert!(!is_shouted("HOUSE VOTES to adjourn"));
        assert!(!is_shouted("UN, US"));
        assert!(!is_shouted("38 27 11"));
        // A script without capitals shouts nothing.
        assert!(!is_shouted("조선전쟁은 어떻게 시작되였는가"));
    }
}
