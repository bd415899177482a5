//! What the dates behind a name say of it: "the Korean War (25 June 1950 - 27 July 1953)" began and ended on these days.

use super::assertion::Assertion;
use super::clause::case_of;
use super::referent::Referent;
use super::sentence::SentenceReader;
use crate::frame::Role;

impl SentenceReader<'_> {
    /// "The Korean War (25 June 1950 - 27 July 1953) ...": what the dates behind a name say of it, whatever the sentence
    /// goes on to say.
    pub(super) fn lifespans(&self, events: &[Assertion]) -> Vec<Assertion> {
        let lasting = &self.lexicon.cues.lasting;
        let tree = self.sentence.tree;
        let Some(kind) = self.kinds.get(&lasting.kind) else {
            return Vec::new();
        };
        let named = |at: usize| {
            let name = self.names.name_at(at)?;
            let lasts = self.names.concepts(at).contains(&lasting.concept);
            (lasts && name.certain).then_some(at)
        };
        let from_to = |at: usize| {
            let when = self.sentence.dates[self.names.date_at(at)?].1.as_ref()?;
            let range = when.interval.is_bounded() && when.interval.single_day().is_none();
            let written = self.sentence.text.get(when.words.range())?;
            let spans = written.contains(['-', '\u{2013}', '\u{2014}']);
            (range && spans).then(|| when.clone())
        };
        let behind = |date: usize| {
            let phrase = ["appos", "nmod", "dep", "parataxis", "nummod"];
            let hangs = phrase.contains(&tree.token(date).relation.universal());
            let above = tree.ancestors(date).take(2).find_map(named)?;
            (hangs && above < date && case_of(tree, date).is_empty()).then_some(above)
        };
        // "The war was fought between 3 May 1219 and 7 June 1201", "a war fought between ...".
        let told = |date: usize| {
            let mut above = tree.ancestors(date).take(3);
            let verb = above.find(|&at| lasting.verbs.contains(&tree.token(at).lemma))?;
            let head = tree.token(verb).head;
            let subjects = tree.children_by(verb, "nsubj");
            let described = head.filter(|_| tree.token(verb).relation.is("acl"));
            let beside = described.and_then(|noun| tree.token(noun).head);
            subjects.chain(described).chain(beside).find_map(named)
        };
        let within = |date: usize| {
            let when = self.sentence.dates[self.names.date_at(date)?].1.as_ref()?;
            let between = case_of(tree, date);
            let spans = between.iter().any(|case| lasting.spanning.contains(case));
            (when.interval.is_bounded() && spans).then(|| when.clone())
        };
        let mut found: Vec<Assertion> = Vec::new();
        for date in 0..tree.len() {
            let lived = behind(date).zip(from_to(date));
            let Some((name, when)) = lived.or_else(|| told(date).zip(within(date))) else {
                continue;
            };
            // What a verb tells is told as the verb tells it.
            let verb = tree
                .ancestors(date)
                .find(|&at| lasting.verbs.contains(&tree.token(at).lemma));
            let put = verb.filter(|_| behind(date).is_none()).map(|verb| {
                let span = tree.token(verb).span;
                events.iter().find(|event| event.trigger.overlaps(span))
            });
            let Some(bare) = put.map_or_else(
                || {
                    Some(Assertion::bare(
                        self.sentence.index,
                        kind,
                        tree.token(name).span,
                    ))
                },
                |event| event.cloned(),
            ) else {
                continue;
            };
            let trigger = tree.token(name).span;
            if let Referent::Filler(filler) = self.resolver.resolve(name)
                && found.iter().all(|known| known.trigger != trigger)
            {
                found.push(Assertion {
                    roles: vec![(Role::Patient, filler)],
                    time: Some(when),
                    kind,
                    trigger,
                    ..bare
                });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    /// How many assertions the name of the war makes by itself.
    fn count(text: &str) -> usize {
        read(text).all("Punic War").len()
    }

    #[test]
    fn dates_behind_the_name_of_a_war_tell_how_long_it_lasted() {
        // It lasted, and it began: two assertions.
        for text in [
            "The Punic War (1201-1218) was long.",
            "The Punic War (3 May 1201 - 7 June 1218) was long.",
            "The Punic War, 1201-1218, was long.",
            "The Punic War was fought between 3 May 1201 and 7 June 1218.",
        ] {
            assert_eq!(count(text), 2, "{text}");
        }
    }

    #[test]
    fn other_dates_do_not() {
        for text in [
            "The Punic War began in 1201.",
            "In 1201-1218 Rome fought the Punic War.",
            "The Punic War of 1201 was long.",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
