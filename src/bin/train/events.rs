//! Measures the reading of events on annotated sentences: `verb:agents>patients@time`, `!` negated, `%` attributed to.
//!
//! The annotation gives head words; a slot is right when exactly these phrases were found.

use anyhow::{Context, Result};
use gainsay::extract::names::Names;
use gainsay::extract::predicate::{Predicate, predicate};
use gainsay::extract::{ParsedSentence, Reader};
use gainsay::language::tree::Tree;
use gainsay::span::Span;
use std::path::Path;

/// Slots counted, in the order printed.
const SLOTS: [&str; 6] = ["agent", "patient", "time", "negation", "attribution", "all"];

/// Reads every annotated sentence and prints the share of slots that are right; with `verbose`, each miss.
pub fn run(reader: &Reader, file: &Path, verbose: bool) -> Result<()> {
    let annotated =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut right = [0usize; SLOTS.len()];
    let mut asked = [0usize; SLOTS.len()];
    for line in annotated.lines() {
        let Some((text, gold)) = line.split_once('\t') else {
            continue;
        };
        let parsed = reader.parse(text, Span::new(0, text.len()));
        for event in gold.split(';').filter_map(Gold::parse) {
            let found = event.score(text, &parsed, reader);
            for (slot, outcome) in found.iter().enumerate() {
                if let Some(outcome) = outcome {
                    asked[slot] += 1;
                    right[slot] += usize::from(*outcome);
                }
            }
            if verbose && found[5] == Some(false) {
                println!(
                    "{text}\n    {event:?} {found:?}\n    {}",
                    sketch(&parsed.tree)
                );
            }
        }
    }
    for (slot, name) in SLOTS.iter().enumerate() {
        println!("{name:12} {}/{}", right[slot], asked[slot]);
    }
    Ok(())
}

#[derive(Debug)]
struct Gold<'a> {
    verb: &'a str,
    agents: Vec<&'a str>,
    patients: Vec<&'a str>,
    time: Option<&'a str>,
    negated: bool,
    speaker: Option<&'a str>,
}

impl<'a> Gold<'a> {
    fn parse(written: &'a str) -> Option<Self> {
        let (rest, speaker) = match written.split_once('%') {
            Some((rest, speaker)) => (rest, Some(speaker)),
            None => (written, None),
        };
        let (rest, negated) = rest
            .strip_suffix('!')
            .map_or((rest, false), |rest| (rest, true));
        let (rest, time) = match rest.split_once('@') {
            Some((rest, time)) => (rest, Some(time)),
            None => (rest, None),
        };
        let (verb, participants) = rest.split_once(':')?;
        let (agents, patients) = participants.split_once('>')?;
        Some(Self {
            verb,
            agents: heads(agents),
            patients: heads(patients),
            time,
            negated,
            speaker,
        })
    }

    fn score(&self, text: &str, parsed: &ParsedSentence, reader: &Reader) -> [Option<bool>; 6] {
        let tree = &parsed.tree;
        let spans: Vec<Span> = parsed.dates.iter().map(|date| date.span).collect();
        let names = Names::new(
            text,
            tree,
            reader.lexicon(),
            reader.entities(),
            &parsed.names,
            &spans,
        );
        let head = (0..tree.len()).find(|&at| {
            let token = tree.token(at);
            token.lemma.eq_ignore_ascii_case(self.verb)
                || token.form.eq_ignore_ascii_case(self.verb)
        });
        let Some(head) = head else {
            let missed = Some(false);
            let asked = |given: bool| given.then_some(false);
            return [
                missed,
                missed,
                asked(self.time.is_some()),
                missed,
                asked(self.speaker.is_some()),
                missed,
            ];
        };
        let found = predicate(tree, reader.lexicon(), &names, head);
        let slots = [
            Some(same(tree, &self.agents, &found.agents)),
            Some(same(tree, &self.patients, &found.patients)),
            self.time
                .map(|time| self.dated(time, text, tree, &spans, &found)),
            Some(self.negated == found.negated),
            self.speaker
                .map(|name| found.speaker.is_some_and(|at| holds(tree, at, name))),
        ];
        let all = slots.iter().flatten().all(|right| *right);
        [slots[0], slots[1], slots[2], slots[3], slots[4], Some(all)]
    }

    fn dated(
        &self,
        time: &str,
        text: &str,
        tree: &Tree,
        dates: &[Span],
        found: &Predicate,
    ) -> bool {
        let date = found
            .date
            .and_then(|date| text.get(dates[date].range()))
            .unwrap_or_default();
        date.contains(time)
            || found.temporal.iter().any(|&at| {
                tree.subtree(at)
                    .into_iter()
                    .any(|below| tree.token(below).form.contains(time))
            })
    }
}

fn heads(list: &str) -> Vec<&str> {
    if list == "-" {
        Vec::new()
    } else {
        list.split('+').collect()
    }
}

/// Whether exactly the phrases with these head words were found.
fn same(tree: &Tree, gold: &[&str], found: &[usize]) -> bool {
    gold.len() == found.len()
        && gold
            .iter()
            .all(|name| found.iter().any(|&at| holds(tree, at, name)))
}

/// Whether the phrase headed by `at` (its head and the words compounded with it) has every word of `name`.
fn holds(tree: &Tree, at: usize, name: &str) -> bool {
    let mut words: Vec<&str> = split(&tree.token(at).form).collect();
    for &child in tree.children(at) {
        let relation = tree.token(child).relation.universal();
        if ["compound", "flat", "amod"].contains(&relation) {
            words.extend(split(&tree.token(child).form));
        }
    }
    name.split(' ').all(|word| words.contains(&word))
}

fn split(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', '-'])
}

fn sketch(tree: &Tree) -> String {
    let token = |token: &gainsay::language::tree::Token| {
        let head = token.head.map_or(0, |head| head + 1);
        format!(
            "{}/{}:{}<{head}",
            token.form,
            token.upos.name(),
            token.relation.as_str()
        )
    };
    tree.tokens()
        .iter()
        .map(token)
        .collect::<Vec<_>>()
        .join(" ")
}
