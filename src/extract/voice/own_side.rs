//! The side whose organ the text is: what its own leaders and organs say, the text says.

use super::Heard;
use super::quotation::Quotations;
use crate::document::model::Document;
use crate::extract::assertion::Speaker;
use crate::extract::lexicon::Lexicon;
use crate::extract::names::NameSpan;
use crate::frame::{Comparison, EntityKind, EntityTable};
use std::collections::BTreeSet;

/// How many sentences at the head of a text can say whose organ it is.
const MASTHEAD: usize = 3;
/// How many words before a leader's name can honour him.
const HONOURING: usize = 4;

/// The state for which the text speaks, if it shows that it does for one.
#[derive(Debug, Default)]
pub struct OwnSide {
    state: Option<usize>,
    /// Whether an organ's dateline heads the text: then officials whom it leaves unnamed are its own.
    organ: bool,
}

impl OwnSide {
    /// Finds the side of a document by its dateline, by how it honours a leader, or by "our country".
    pub fn of(
        document: &Document,
        named: &[Vec<NameSpan>],
        quotations: &Quotations,
        lexicon: &Lexicon,
        entities: &EntityTable,
    ) -> Self {
        let find = Finder {
            document,
            named,
            quotations,
            lexicon,
            entities,
        };
        if let Some(state) = find.dateline() {
            return Self {
                state: Some(state),
                organ: true,
            };
        }
        Self {
            state: find.honoured().or_else(|| find.our_country()),
            organ: false,
        }
    }

    /// Whether a speaker is of the text's own side.
    pub fn includes(&self, heard: &Heard, speaker: &Speaker) -> bool {
        let Some(state) = self.state else {
            return false;
        };
        let entities = heard.entities;
        match speaker.entity {
            Some(entity) => acts_for(entities, entity, state),
            // "it is said" has no speaker; a named foreigner is none of ours.
            None => {
                let nominal = (0..heard.tree.len()).any(|at| {
                    let token = heard.tree.token(at);
                    speaker.words.contains(token.span)
                        && matches!(
                            token.upos,
                            crate::language::tree::Upos::Noun | crate::language::tree::Upos::Pron
                        )
                });
                let foreign = (0..heard.tree.len()).any(|at| {
                    speaker.words.overlaps(heard.tree.token(at).span)
                        && heard
                            .names
                            .entity_at(at)
                            .is_some_and(|entity| !acts_for(entities, entity, state))
                });
                self.organ && nominal && !foreign
            }
        }
    }
}

fn acts_for(entities: &EntityTable, entity: usize, state: usize) -> bool {
    let (entity, state) = (&entities.all()[entity].id, &entities.all()[state].id);
    matches!(
        entities.compare(entity, state, None),
        Comparison::Same | Comparison::Narrower
    )
}

/// The last words of a sentence that breaks off, at most [`HONOURING`]. No more of it is looked at: one without a full
/// stop may be as long as the text.
fn last_words(before: &str) -> &str {
    let (mut words, mut inside) = (0, false);
    for (at, c) in before.char_indices().rev() {
        if matches!(c, '.' | '\n' | '!' | '?') {
            return &before[at + 1..];
        }
        if c.is_whitespace() && inside {
            words += 1;
            if words == HONOURING {
                return &before[at..];
            }
        }
        inside = !c.is_whitespace();
    }
    before
}

struct Finder<'a> {
    document: &'a Document,
    named: &'a [Vec<NameSpan>],
    quotations: &'a Quotations,
    lexicon: &'a Lexicon,
    entities: &'a EntityTable,
}

impl Finder<'_> {
    /// "Pyongyang, July 5 (KCNA) --": the organ in brackets at the head of the text.
    fn dateline(&self) -> Option<usize> {
        self.named.iter().take(MASTHEAD).flatten().find_map(|name| {
            let text = &self.document.text;
            let before = text.get(..name.span.start)?.chars().next_back();
            let after = text.get(name.span.end..)?;
            let bracketed = before == Some('(') && after.starts_with(')');
            let dash = after
                .trim_start_matches([')', ' '])
                .starts_with(['-', '–', '—']);
            let organ = self.entities.all()[name.entity].kind == EntityKind::Organisation;
            (organ && bracketed && dash)
                .then(|| self.state_of(name.entity))
                .flatten()
        })
    }

    /// "the great leader Comrade X".
    fn honoured(&self) -> Option<usize> {
        self.named.iter().flatten().find_map(|name| {
            let person = self.entities.all()[name.entity].kind == EntityKind::Person;
            if !person || self.quotations.inside(name.span) {
                return None;
            }
            let before = self.document.text.get(..name.span.start)?;
            let honoured = last_words(before).split_whitespace().any(|word| {
                let plain = word.trim_matches(|c: char| !c.is_alphabetic());
                self.lexicon.voice.honorific.contains(&plain.to_lowercase())
            });
            honoured.then(|| self.state_of(name.entity)).flatten()
        })
    }

    /// "our country" in a text whose head names one capital or state.
    fn our_country(&self) -> Option<usize> {
        let text = self.document.text.to_ascii_lowercase();
        let ours = text.match_indices("our ").any(|(at, _)| {
            let whole = !text[..at].ends_with(char::is_alphanumeric);
            let noun: String = text[at + 4..]
                .chars()
                .take_while(|c| c.is_alphabetic())
                .collect();
            let span = crate::span::Span::new(at, at + 3 + noun.len());
            whole && self.lexicon.voice.own_nouns.contains(&noun) && !self.quotations.inside(span)
        });
        let mut states: BTreeSet<usize> = self
            .named
            .iter()
            .take(1)
            .flatten()
            .filter(|name| !name.adjective)
            .filter_map(|name| self.state_of(name.entity))
            .collect();
        let only = states.pop_first().filter(|_| states.is_empty());
        only.filter(|_| ours)
    }

    /// The state that an entity is or acts for.
    fn state_of(&self, entity: usize) -> Option<usize> {
        let all = self.entities.all();
        if all[entity].kind == EntityKind::State {
            return Some(entity);
        }
        (0..all.len()).find(|&state| {
            all[state].kind == EntityKind::State && acts_for(self.entities, entity, state)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_of_a_sentence_come_before_a_name() {
        assert_eq!(
            last_words("It fell. Then our great leader "),
            " Then our great leader "
        );
        assert_eq!(
            last_words("one two three four five"),
            " two three four five"
        );
        assert_eq!(last_words("one  two\tthree "), "one  two\tthree ");
        assert_eq!(last_words("Who?\n"), "");
        assert_eq!(last_words(""), "");
    }
}
