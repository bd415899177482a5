//! One sentence to its dates and its tree; those of a sentence that was met before are remembered.

use super::closed_dates;
use super::event_names;
use super::garden_path::lead_back;
use super::names::NameSpan;
use super::parted_names;
use super::reader::Reader;
use super::repair::repair;
use super::time::{self, Qualifier, TimeExpression};
use crate::frame::EntityKind;
use crate::language::tree::Tree;
use crate::language::{Collapsed, Packed, Proxy, is_shouted};
use crate::recall::mark;
use crate::span::Span;
use std::sync::Arc;

/// A sentence that was parsed. Its dates and its tree depend on its words and on which of them are parsed as one name, and
/// on nothing around it.
#[derive(Debug)]
pub(super) struct Met {
    words: Box<str>,
    /// Offsets here and below are counted from the beginning of the sentence.
    names: Box<[Collapsed]>,
    dates: Box<[TimeExpression]>,
    tree: Packed,
}

impl Met {
    fn weight(&self) -> usize {
        size_of::<Self>()
            + self.words.len()
            + size_of_val(&*self.names)
            + size_of_val(&*self.dates)
            + self.tree.weight()
    }
}

/// What is asked: the dates and the tree of `words`, where `names` are parsed as one word each.
#[derive(Hash)]
struct Question<'a> {
    words: &'a str,
    names: Vec<Collapsed>,
}

impl Question<'_> {
    fn is_of(&self, met: &Met) -> bool {
        self.words == &*met.words && self.names == *met.names
    }
}

impl Reader {
    /// The dates and the tree of one sentence of `text` with these names.
    pub(super) fn dated_tree(
        &self,
        text: &str,
        sentence: Span,
        names: &[NameSpan],
    ) -> (Vec<TimeExpression>, Tree) {
        let (dates, tree) = self.dated(text, sentence, names);
        (dates, parted_names::part(tree, names))
    }

    fn dated(&self, text: &str, sentence: Span, names: &[NameSpan]) -> (Vec<TimeExpression>, Tree) {
        let collapsed = self.collapsed(text, sentence, names);
        let days = self.named_days(text, sentence, names);
        // Which day a name means is no matter of its words.
        let met = self.met.as_ref().filter(|_| days.is_empty());
        let (Some(met), Some(words)) = (met, text.get(sentence.range())) else {
            return self.parsed(text, sentence, collapsed, days);
        };
        let from = sentence.start;
        let inside = |name: &Collapsed| sentence.contains(name.span);
        if !collapsed.iter().all(inside) {
            return self.parsed(text, sentence, collapsed, days);
        }
        let relative = |name: &Collapsed| Collapsed {
            span: Span::new(name.span.start - from, name.span.end - from),
            ..*name
        };
        let question = Question {
            words,
            names: collapsed.iter().map(relative).collect(),
        };
        let mark = mark(&question);
        let known = met.find(mark, |met| question.is_of(met));
        if let Some(known) = known
            && let Some(tree) = known.tree.tree(text, from)
        {
            let dates = known.dates.iter().map(|date| date.moved(0, from));
            return (dates.collect(), tree);
        }
        let (dates, tree) = self.parsed(text, sentence, collapsed, days);
        if let Some(packed) = Packed::new(&tree, text, from) {
            let one = Met {
                words: words.into(),
                names: question.names.into(),
                dates: dates.iter().map(|date| date.moved(from, 0)).collect(),
                tree: packed,
            };
            let weight = one.weight();
            met.keep(mark, Arc::new(one), weight);
        }
        (dates, tree)
    }

    /// "on Bloody Sunday", "in the years after Bloody Sunday": a name that means one day, where a preposition says how
    /// something lies to it.
    fn named_days(&self, text: &str, sentence: Span, names: &[NameSpan]) -> Vec<TimeExpression> {
        let day = |name: &NameSpan| {
            let day = self.entities.all()[name.entity].lasted?;
            let start = name.span.start;
            let (said, signal) = time::preposition_before(text, sentence.start, start, &self.time)?;
            // "the dead of Bloody Sunday", "in Bloody Sunday's shadow": the event itself.
            let tells = !matches!(said, Qualifier::During | Qualifier::Between);
            (day.single_day().is_some() && tells)
                .then(|| TimeExpression::named(name.span, day, said, signal))
        };
        names.iter().filter_map(day).collect()
    }

    /// The names that are parsed as one word.
    fn collapsed(&self, text: &str, sentence: Span, names: &[NameSpan]) -> Vec<Collapsed> {
        // In capitals a name looks like any other word.
        let shouted = is_shouted(text.get(sentence.range()).unwrap_or_default());
        let collapsed = names
            .iter()
            .filter(|name| self.collapses(text, name) || shouted && !name.adjective);
        collapsed
            .map(|name| Collapsed {
                span: name.span,
                proxy: self.proxy(name.entity),
            })
            .collect()
    }

    fn parsed(
        &self,
        text: &str,
        sentence: Span,
        mut collapsed: Vec<Collapsed>,
        mut days: Vec<TimeExpression>,
    ) -> (Vec<TimeExpression>, Tree) {
        let mut dates = time::find_dates(text, sentence, &self.time);
        // "the June 25 War", "the report of 1966": a date inside a name dates nothing.
        dates.retain(|date| {
            let mut longer = collapsed.iter().filter(|name| name.span != date.span);
            !longer.any(|name| name.span.contains(date.span))
        });
        // "on Bloody Sunday in November 1920": another one.
        days.retain(|day| !dates.iter().any(|date| is_other_year(day, date)));
        for day in &days {
            let named = collapsed.iter_mut().find(|name| name.span == day.span);
            named.into_iter().for_each(|name| name.proxy = Proxy::Date);
        }
        dates.extend(days);
        dates.sort_by_key(|date| date.span);
        for date in &dates {
            let free = collapsed
                .iter()
                .all(|other| !other.span.overlaps(date.span));
            let written = text.get(date.span.range()).unwrap_or_default();
            // One word ("1950", "June") parses well as it is.
            if free && written.contains(' ') {
                let proxy = if date.adverbial {
                    Proxy::Adverb
                } else {
                    Proxy::Date
                };
                collapsed.push(Collapsed {
                    span: date.span,
                    proxy,
                });
            }
        }
        collapsed.sort_by_key(|one| one.span);
        let spans: Vec<Span> = dates.iter().map(|date| date.span).collect();
        let tree = self.model.parse(text, sentence, &collapsed, &spans);
        let dated: Vec<bool> = tree
            .tokens()
            .iter()
            .map(|token| spans.iter().any(|date| date.overlaps(token.span)))
            .collect();
        let tree = repair(tree, &self.lexicon.cues, &|at| dated[at]);
        let lemma = |tag: &str, form: &str| self.model.lemma(tag, form);
        let is_event = |lemma: &str| self.lexicon.verbs(lemma).next().is_some();
        let takes = |lemma: &str, word: Option<&str>| self.lexicon.takes(lemma, word);
        let is_date = |at: usize| dated[at];
        let cues = &self.lexicon.cues;
        let tree = lead_back(tree, cues, &lemma, &is_event, &takes, &is_date);
        let tree = closed_dates::close(tree, &spans);
        (dates, event_names::complete(tree, &self.lexicon))
    }

    /// Names of several words are parsed as one; adjectives keep their own shape.
    fn collapses(&self, text: &str, name: &NameSpan) -> bool {
        let written = text.get(name.span.range()).unwrap_or_default();
        let several = written.contains([' ', '-', '\n', '.']);
        let thing = matches!(self.entities.all()[name.entity].kind, EntityKind::Thing);
        several && !name.adjective && !(thing && written.chars().all(|c| !c.is_uppercase()))
    }

    fn proxy(&self, entity: usize) -> Proxy {
        match self.entities.all()[entity].kind {
            EntityKind::Person => Proxy::Person,
            EntityKind::State | EntityKind::Place => Proxy::Place,
            _ => Proxy::Organisation,
        }
    }
}

/// Whether the date stands right behind the name of the day and leaves it out.
fn is_other_year(day: &TimeExpression, date: &TimeExpression) -> bool {
    let start = date.signal.unwrap_or(date.span).start;
    // A blank, or a comma and a blank.
    let behind = start >= day.span.end && start <= day.span.end + 2;
    let apart =
        (day.absolute().zip(date.absolute())).is_some_and(|(day, date)| !day.overlaps(date));
    behind && apart
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::reader;
    use crate::span::Span;

    /// Sentences twice at two places, with names and dates, and with the same words where other names are known.
    const TEXTS: [&str; 4] = [
        "Hannibal left Carthage on 3 May 219 BC.",
        "It rained. Hannibal left Carthage on 3 May 219 BC. The next day Rome armed.",
        "Élan! The next day Rome armed. Hannibal left Carthage on 3 May 219 BC.",
        "The next day Rome armed.",
    ];

    fn told(remembers: bool) -> Vec<String> {
        let mut reader = reader();
        if remembers {
            reader.remember();
        }
        let mut told = Vec::new();
        for text in TEXTS.iter().chain(&TEXTS) {
            for sentence in [
                "Hannibal left Carthage on 3 May 219 BC.",
                "The next day Rome armed.",
            ] {
                let Some(at) = text.find(sentence) else {
                    continue;
                };
                let parsed = reader.parse(text, Span::new(at, at + sentence.len()));
                told.push(format!(
                    "{:?} {:?} {:?}",
                    parsed.names, parsed.dates, parsed.tree
                ));
            }
        }
        assert_eq!(told.len(), 12);
        told
    }

    #[test]
    fn a_sentence_that_is_remembered_is_read_as_it_was() {
        assert_eq!(told(true), told(false));
    }

    #[test]
    fn what_is_parsed_as_one_name_is_part_of_the_question() {
        let mut reader = reader();
        reader.remember();
        let text = "The Acta Diurna told Rome of it.";
        let whole = Span::new(0, text.len());
        let named = reader.parse(text, whole);
        let plain = reader.dated_tree(text, whole, &[]);
        let again = reader.parse(text, whole);
        assert_eq!(format!("{:?}", named.tree), format!("{:?}", again.tree));
        assert_eq!(plain.1.len(), named.tree.len() + 1);
    }
}
