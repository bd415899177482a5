//! Other wars than those of the loaded subjects: a name in capitals that ends in "War", or a known war of another
//! subject. Where one sets the scene, what follows is told of it until the subject is spoken of again.

use crate::document::model::Document;
use crate::extract::lexicon::ElsewhereWords;
use crate::extract::names::NameSpan;
use crate::frame::{EntityKind, EntityTable};
use crate::span::Span;

/// The other wars that a document names.
#[derive(Debug, Default)]
pub struct OtherWars {
    /// Their names, in the order of the text.
    pub names: Vec<Span>,
    /// The sentences in which such a war sets the scene, in the order of the text.
    pub scenes: Vec<usize>,
}

/// Finds them. `own` tells which entities belong to the loaded subjects.
pub fn other_wars(
    document: &Document,
    named: &[Vec<NameSpan>],
    own: &[bool],
    entities: &EntityTable,
    cues: &ElsewhereWords,
) -> OtherWars {
    let mut found = OtherWars::default();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let search = Search {
            text: &document.text,
            sentence: sentence.span,
            names: &named[index],
            own,
            entities,
            cues,
        };
        if !search.may_name_a_war() {
            continue;
        }
        let wars = search.wars();
        let others: Vec<Span> = wars
            .iter()
            .filter(|(_, own)| !own)
            .map(|(span, _)| *span)
            .collect();
        let foreground = |own: bool| {
            wars.iter()
                .any(|&(span, is_own)| is_own == own && !search.in_background(span))
        };
        if foreground(false) && !foreground(true) {
            found.scenes.push(index);
        }
        found.names.extend(others);
    }
    found
}

struct Search<'a> {
    text: &'a str,
    sentence: Span,
    names: &'a [NameSpan],
    own: &'a [bool],
    entities: &'a EntityTable,
    cues: &'a ElsewhereWords,
}

impl Search<'_> {
    /// Whether looking closer can pay.
    fn may_name_a_war(&self) -> bool {
        let text = self.text.get(self.sentence.range()).unwrap_or_default();
        self.names
            .iter()
            .any(|name| self.entities.all()[name.entity].kind == EntityKind::War)
            || self
                .cues
                .war_heads
                .iter()
                .any(|head| text.contains(head.as_str()))
    }

    /// The wars named in the sentence, and whether each belongs to a loaded subject.
    fn wars(&self) -> Vec<(Span, bool)> {
        let mut found: Vec<(Span, bool)> = self
            .names
            .iter()
            .filter(|name| name.certain && self.entities.all()[name.entity].kind == EntityKind::War)
            .filter(|name| !self.umbrella(name.span))
            .map(|name| (name.span, self.own[name.entity]))
            .collect();
        for span in self.capital_phrases() {
            let known = found.iter().any(|(other, _)| other.overlaps(span))
                || self
                    .names
                    .iter()
                    .any(|name| name.span.overlaps(span) && self.own[name.entity]);
            if !known && !self.umbrella(span) {
                found.push((span, false));
            }
        }
        found.sort_unstable();
        found
    }

    fn umbrella(&self, span: Span) -> bool {
        let words = self
            .text
            .get(span.range())
            .unwrap_or_default()
            .to_lowercase();
        self.cues
            .umbrella
            .iter()
            .any(|name| words.contains(name.as_str()))
    }

    /// Runs of words with a capital that end in "War", one word at least before it; a capital word after it makes it
    /// something else's name ("War Department").
    fn capital_phrases(&self) -> Vec<Span> {
        let words = self.words();
        let mut found = Vec::new();
        for (at, &(span, word)) in words.iter().enumerate() {
            if !self.cues.war_heads.contains(word) {
                continue;
            }
            let joined = |left: usize| {
                self.text.get(words[left].0.end..words[left + 1].0.start) == Some(" ")
            };
            let goes_on = at + 1 < words.len() && joined(at) && is_capital(words[at + 1].1);
            let mut first = at;
            while first > 0
                && joined(first - 1)
                && is_capital(words[first - 1].1)
                && !self.opener(first - 1, &words)
            {
                first -= 1;
            }
            if !goes_on && first < at {
                found.push(words[first].0.cover(span));
            }
        }
        found
    }

    /// "The War": a word with a capital only because it opens the sentence.
    fn opener(&self, at: usize, words: &[(Span, &str)]) -> bool {
        let lower = words[at].1.to_lowercase();
        self.cues.determiners.contains(&lower)
            || self.cues.background.contains(&lower)
            || self.cues.inside.contains(&lower)
    }

    fn words(&self) -> Vec<(Span, &str)> {
        let sentence = self.text.get(self.sentence.range()).unwrap_or_default();
        let base = sentence.as_ptr() as usize;
        sentence
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .filter(|word| !word.is_empty())
            .map(|word| {
                let start = self.sentence.start + (word.as_ptr() as usize - base);
                (Span::new(start, start + word.len()), word)
            })
            .collect()
    }

    /// Whether a preposition makes it the background of what is told ("unlike the Boer War").
    fn in_background(&self, war: Span) -> bool {
        let words = self.words();
        let before = words.partition_point(|(span, _)| span.start < war.start);
        words[..before]
            .iter()
            .rev()
            .map(|(_, word)| word.to_lowercase())
            .find(|word| !self.cues.determiners.contains(word))
            .is_some_and(|word| self.cues.background.contains(&word))
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::frame::KindTable;

    fn scenes(text: &str) -> Vec<usize> {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let document = Document::from_text("x.txt", text).unwrap();
        let names = vec![Vec::new(); document.sentences.len()];
        let entities = EntityTable::new(Vec::new());
        other_wars(&document, &names, &[], &entities, &lexicon.elsewhere).scenes
    }

    #[test]
    fn a_named_war_sets_the_scene() {
        assert_eq!(
            scenes("The Crimean War began in 1853. The Russians attacked."),
            [0]
        );
        assert_eq!(scenes("In the Boer War the burghers struck first."), [0]);
    }

    #[test]
    fn a_war_in_the_background_does_not() {
        assert!(
            scenes("Unlike the Boer War, it was short. After the Crimean War he retired.")
                .is_empty()
        );
        assert!(
            scenes("He worked at the War Department. The War was over. War Memorial Day came.")
                .is_empty()
        );
        assert!(scenes("The Second World War ended. The Cold War began.").is_empty());
    }
}
