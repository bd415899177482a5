//! Reading the statements of claims: one sentence without context, of which the main thing is wanted.

use super::assertion::{Assertion, Modality, Polarity};
use super::clause::{case_of, first_to_do};
use super::event::events;
use super::lexicon::{Cues, Family};
use super::names::{NameSpan, Names};
use super::open::open_predicates;
use super::pass::Pass;
use super::reader::{Prepared, Reader};
use super::{Reading, layout};
use crate::document::model::Document;
use crate::frame::{EventKind, KindTable};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;

/// How deep events take part in events.
const DEEPEST: usize = 4;

/// What a statement puts forward.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// Its assertions.
    pub assertions: Vec<Assertion>,
    /// The one nearest to the root of the sentence.
    pub main: Option<usize>,
    /// Proper names in it that no entity bears.
    pub strangers: Vec<String>,
    /// Names and dates in it that fill no role of the main thing.
    pub lost: Vec<Lost>,
    /// Whether something that the deed lacked ("without lights") is among these: it was the point of the statement.
    pub lacks: bool,
    /// Further phrases of the main thing, and of what takes part in it, that fill no role.
    pub dropped: Vec<Dropped>,
    /// How the main thing is told: as done, as planned, as possible.
    pub modality: Option<Modality>,
    /// The words of its main predicate ("were gunmen").
    pub predicate: Option<String>,
    /// Number of its sentences; the first alone is the statement.
    pub sentences: usize,
}

/// Whether the deed is denied by "without" and stands beside another one of the same clause.
fn is_lacked(tree: &Tree, cues: &Cues, deed: &Assertion) -> bool {
    let trigger = (0..tree.len()).find(|&at| tree.token(at).span == deed.trigger);
    let denied = deed.polarity == Polarity::Negative && deed.modality == Modality::Actual;
    trigger.is_some_and(|at| {
        let marks = case_of(tree, at);
        let lacked = marks
            .first()
            .is_some_and(|mark| cues.polarity.negators.contains(mark));
        let beside = ["obl", "nmod", "advcl"].contains(&tree.token(at).relation.universal());
        denied && lacked && beside
    })
}

/// Whether the event is only the "first" of "was the first to fire", and what the infinitive tells is among `told`.
fn is_ordinal_of_deed(tree: &Tree, cues: &Cues, one: &Assertion, told: &[Assertion]) -> bool {
    (0..tree.len()).any(|deed| {
        let ordinal = first_to_do(tree, cues, deed);
        let named = ordinal.is_some_and(|at| tree.token(at).span == one.trigger);
        named && (told.iter()).any(|other| other.trigger == tree.token(deed).span)
    })
}

/// Words of a statement that fill no role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The words.
    pub words: String,
    /// The id of the entity that they name.
    pub entity: Option<String>,
}

/// A phrase of a statement that fills no role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The words.
    pub words: String,
    /// Whether it says what was done, to whom, or how much: an account that is read without it says more than it does.
    pub core: bool,
}

/// A statement with the trees of its sentences, which no word that is learned later changes.
pub struct ParsedStatement {
    document: Document,
    named: Vec<Vec<NameSpan>>,
    prepared: Vec<Prepared>,
    trees: Vec<Tree>,
}

impl ParsedStatement {
    /// The sentence that is the statement.
    fn first(&self) -> Option<(&Prepared, &Tree)> {
        self.prepared.first().zip(self.trees.first())
    }
}

impl Reader {
    /// Parses a claim's statement, with the names that its pack lists; `None` where it holds no sentence.
    pub fn parse_statement(&self, statement: &str, pack: Option<usize>) -> Option<ParsedStatement> {
        let document = Document::from_text("statement", statement).ok()?;
        let named = self.all_named(&document, pack);
        let (prepared, trees) = self.whole(&document, &named);
        Some(ParsedStatement {
            document,
            named,
            prepared,
            trees,
        })
    }

    /// The first sentence of a claim's statement by itself: what it puts forward, and which of that is the main thing.
    pub fn read_statement(&self, statement: &str, pack: Option<usize>) -> Stated {
        self.parse_statement(statement, pack)
            .map(|parsed| self.read_parsed(&parsed))
            .unwrap_or_default()
    }

    /// As [`Reader::read_statement`], of a statement that is parsed.
    pub fn read_parsed(&self, statement: &ParsedStatement) -> Stated {
        let ParsedStatement {
            document,
            named,
            prepared,
            trees,
        } = statement;
        let mut reading = Reading::default();
        Pass::new(self, document, named).run(prepared, trees, &mut reading, &mut |_| {});
        let Some((sentence, tree)) = statement.first() else {
            return Stated::default();
        };
        let depth = |assertion: &Assertion| {
            (0..tree.len())
                .find(|&at| tree.token(at).span == assertion.trigger)
                .map_or(usize::MAX, |at| tree.ancestors(at).count())
        };
        let main = (0..reading.assertions.len())
            .filter(|&at| reading.assertions[at].sentence == sentence.index)
            .filter(|&at| !reading.assertions[at].roles.is_empty() && !reading.assertions[at].loose)
            // "fired without warning": that they did not warn says more than that they fired.
            // "was the first to fire": it fired.
            .min_by_key(|&at| {
                let one = &reading.assertions[at];
                let cues = &self.lexicon.cues;
                let ordinal = is_ordinal_of_deed(tree, cues, one, &reading.assertions);
                (!is_lacked(tree, cues, one), ordinal, depth(one))
            });
        let lacks = main.map(|main| {
            let assertions = &reading.assertions;
            self.lost_without(&document.text, sentence, tree, assertions, main)
        });
        Stated {
            main,
            lacks: lacks.is_some_and(|lacks| !lacks.is_empty()),
            strangers: strangers(&document.text, sentence, tree),
            lost: main
                .map(|main| {
                    let lost = lost(sentence, &reading.assertions, main).into_iter();
                    let lost = lost.filter_map(|(span, entity)| {
                        let entity = entity.and_then(|at| self.entities.all().get(at));
                        Some(Lost {
                            words: document.text.get(span.range())?.to_owned(),
                            entity: entity.map(|one| one.id.clone()),
                        })
                    });
                    let mut lost: Vec<Lost> = lost.collect();
                    let names = lost.clone();
                    let without = self.lost_without(
                        &document.text,
                        sentence,
                        tree,
                        &reading.assertions,
                        main,
                    );
                    let named = |words: &String| {
                        names.iter().any(|name| words.contains(name.words.as_str()))
                    };
                    let without = without.into_iter().filter(|words| !named(words));
                    lost.extend(without.map(|words| Lost {
                        words,
                        entity: None,
                    }));
                    lost
                })
                .unwrap_or_default(),
            dropped: main
                .map(|main| {
                    let parts = events(
                        tree,
                        &self.lexicon,
                        &self.names_in(statement, sentence, tree),
                    );
                    let parts: Vec<usize> =
                        parts.into_iter().flat_map(|event| event.parts).collect();
                    let all = dropped(&document.text, sentence, tree, &reading.assertions, main);
                    let all = all.into_iter().filter(|(at, _)| !parts.contains(at));
                    all.map(|(_, phrase)| phrase).collect()
                })
                .unwrap_or_default(),
            modality: main.map(|main| reading.assertions[main].modality),
            predicate: predicate(tree),
            sentences: prepared.len(),
            assertions: reading.assertions,
        }
    }

    /// "flew without lights": what the deed lacked, where the reading leaves it out; without it the statement says less than
    /// its author meant.
    fn lost_without(
        &self,
        text: &str,
        sentence: &Prepared,
        tree: &Tree,
        assertions: &[Assertion],
        main: usize,
    ) -> Vec<String> {
        let mut used = Used::default();
        used.gather(assertions, sentence.index, assertions[main].trigger, 0);
        let negators = &self.lexicon.cues.polarity.negators;
        let lacked = |&at: &usize| {
            let cases = case_of(tree, at);
            let span = tree.token(at).span;
            cases.iter().any(|case| negators.contains(case))
                && !used.words.iter().any(|word| word.overlaps(span))
        };
        (0..tree.len())
            .filter(lacked)
            .filter_map(|at| {
                let phrase = tree.subtree(at);
                let (first, last) = (phrase.first()?, phrase.last()?);
                let span = tree.token(*first).span.cover(tree.token(*last).span);
                text.get(span.range()).map(str::to_owned)
            })
            .collect()
    }

    /// The predicates of a statement for which the lexicon has no kind of event.
    pub fn open_predicates(&self, statement: &ParsedStatement) -> Vec<Family> {
        let Some((sentence, tree)) = statement.first() else {
            return Vec::new();
        };
        open_predicates(
            tree,
            &self.lexicon,
            &self.names_in(statement, sentence, tree),
        )
    }

    /// The names of a sentence of a statement.
    fn names_in<'a>(
        &'a self,
        statement: &'a ParsedStatement,
        sentence: &'a Prepared,
        tree: &'a Tree,
    ) -> Names<'a> {
        let dates: Vec<Span> = sentence.dates.iter().map(|date| date.span).collect();
        Names::new(
            &statement.document.text,
            tree,
            &self.lexicon,
            &self.entities,
            &sentence.names,
            &dates,
        )
    }

    /// Takes in the kinds and words that the claims' statements need beyond the lexicon.
    pub fn learn<'f>(
        &mut self,
        kinds: &KindTable,
        families: impl IntoIterator<Item = (EventKind, &'f Family)>,
    ) {
        self.kinds.clone_from(kinds);
        // Words of events decide how some sentences are parsed.
        self.met = None;
        for (kind, family) in families {
            self.lexicon.add_family(kind, family);
        }
    }

    /// All sentences of a document with their trees, whether or not they name a subject.
    fn whole(&self, document: &Document, named: &[Vec<NameSpan>]) -> (Vec<Prepared>, Vec<Tree>) {
        (0..named.len())
            .map(|index| layout::prepare(self, document, named, index))
            .unzip()
    }
}

/// The main word of the sentence, with its copula.
fn predicate(tree: &Tree) -> Option<String> {
    let root = (0..tree.len()).find(|&at| tree.token(at).head.is_none())?;
    let copula = tree.children_by(root, "cop").next();
    let words = copula.into_iter().chain([root]);
    let words: Vec<&str> = words.map(|at| tree.token(at).form.as_str()).collect();
    Some(words.join(" "))
}

/// Names of entities and dates of the sentence that take no part in the event at `main` or in one that takes part in it.
fn lost(sentence: &Prepared, assertions: &[Assertion], main: usize) -> Vec<(Span, Option<usize>)> {
    let mut used = Used::default();
    used.gather(assertions, sentence.index, assertions[main].trigger, 0);
    let names = (sentence.names.iter())
        .filter(|name| !used.entities.contains(&name.entity))
        .map(|name| (name.span, Some(name.entity)));
    // "the treaty of 1919", of which no entity bears the name: that it was of 1919 is compared with nothing.
    let dates = (sentence.dates.iter())
        .map(|date| date.span)
        .filter(|date| {
            let mut names = sentence.names.iter();
            !names.any(|name| name.span.overlaps(*date) && name.span != *date)
        })
        .filter(|date| !used.times.iter().any(|used| used.overlaps(*date)));
    let mut spans: Vec<(Span, Option<usize>)> = names
        .filter(|(span, _)| !used.words.iter().any(|used| used.overlaps(*span)))
        .chain(dates.map(|date| (date, None)))
        .collect();
    spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup_by(|(next, _), (kept, _)| kept.overlaps(*next));
    spans
}

/// Phrases of the main event, and of the events that take part in it, that fill no role and hold no name or date (those are
/// [`lost`]), each with its head.
fn dropped(
    text: &str,
    sentence: &Prepared,
    tree: &Tree,
    assertions: &[Assertion],
    main: usize,
) -> Vec<(usize, Dropped)> {
    let mut used = Used::default();
    used.gather(assertions, sentence.index, assertions[main].trigger, 0);
    let carries = |at: usize| {
        let span = tree.token(at).span;
        tree.token(at).head.is_none() || used.triggers.contains(&span)
    };
    let mut found = Vec::new();
    for at in (0..tree.len()).filter(|&at| carries(at)) {
        for &child in tree.children(at) {
            let relation = tree.token(child).relation.universal();
            let noun = matches!(tree.token(at).upos, Upos::Noun | Upos::Propn);
            let core = matches!(relation, "obj" | "iobj" | "xcomp" | "ccomp");
            let phrase =
                core || relation == "obl" || relation == "advcl" || noun && relation == "nmod";
            let subtree = tree.subtree(child);
            let (Some(first), Some(last)) = (subtree.first(), subtree.last()) else {
                continue;
            };
            let span = tree.token(*first).span.cover(tree.token(*last).span);
            let named = (sentence.names.iter()).any(|name| name.span.overlaps(span));
            let dated = sentence.dates.iter().any(|date| date.span.overlaps(span));
            let met = used.words.iter().any(|word| word.overlaps(span));
            // "his", "there": they say nothing by themselves.
            let content = matches!(
                tree.token(child).upos,
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
            );
            if !phrase || !content || met || named || dated {
                continue;
            }
            let counts = subtree
                .iter()
                .any(|&word| tree.token(word).upos == Upos::Num);
            found.extend(text.get(span.range()).map(|words| {
                let words = words.to_owned();
                (
                    child,
                    Dropped {
                        words,
                        core: core || counts,
                    },
                )
            }));
        }
    }
    found
}

/// What fills the roles of an event, and of the events that take part in it.
#[derive(Default)]
struct Used {
    words: Vec<Span>,
    entities: Vec<usize>,
    /// The words of their dates.
    times: Vec<Span>,
    /// The words that name the events.
    triggers: Vec<Span>,
}

impl Used {
    fn gather(&mut self, assertions: &[Assertion], sentence: usize, trigger: Span, depth: usize) {
        self.words.push(trigger);
        self.triggers.push(trigger);
        let same = |one: &&Assertion| (one.sentence, one.trigger) == (sentence, trigger);
        for event in assertions.iter().filter(same) {
            let unresolved = event.unresolved.iter().map(|(_, span)| *span);
            self.words.extend(event.time.iter().map(|when| when.words));
            self.times.extend(event.time.iter().map(|when| when.words));
            self.words.extend(unresolved);
            for (_, filler) in &event.roles {
                self.words.push(filler.words);
                self.entities
                    .extend(filler.inner.iter().chain(&filler.entity));
                let inner = filler.event.and_then(|at| assertions.get(at));
                if let Some(inner) = inner.filter(|_| depth < DEEPEST) {
                    self.gather(assertions, sentence, inner.trigger, depth + 1);
                }
            }
        }
    }
}

/// Proper names of the sentence that are neither names of entities nor parts of dates.
fn strangers(text: &str, sentence: &Prepared, tree: &Tree) -> Vec<String> {
    let known = |span: Span| {
        let named = sentence.names.iter().any(|name| name.span.overlaps(span));
        named || sentence.dates.iter().any(|date| date.span.overlaps(span))
    };
    let mut found: Vec<Span> = Vec::new();
    for token in tree.tokens() {
        let proper = token.upos == Upos::Propn && token.form.starts_with(char::is_uppercase);
        if !proper || known(token.span) {
            continue;
        }
        match found.last_mut() {
            // "Foreign Ministry": one name.
            Some(last) if token.span.start <= last.end + 1 => *last = last.cover(token.span),
            _ => found.push(token.span),
        }
    }
    found
        .into_iter()
        .filter_map(|span| text.get(span.range()).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Modality, Stated};
    use crate::extract::testing::reader;

    fn stated(statement: &str) -> Stated {
        reader().read_statement(statement, None)
    }

    #[test]
    fn a_statement_tells_what_it_drops() {
        let dropped = |statement: &str| -> Vec<(String, bool)> {
            let found = stated(statement).dropped.into_iter();
            found.map(|one| (one.words, one.core)).collect()
        };
        let found = dropped("Hannibal attacked Rome together with his brothers.");
        assert_eq!(found, [("with his brothers".to_owned(), false)]);
        assert!(dropped("Hannibal attacked Rome.").is_empty());
        assert!(dropped("Hannibal committed suicide.").is_empty());
    }

    #[test]
    fn a_plan_is_no_deed() {
        let modality = |statement: &str| stated(statement).modality;
        assert_eq!(modality("Hannibal attacked Rome."), Some(Modality::Actual));
        assert_eq!(
            modality("Hannibal was to attack Rome."),
            Some(Modality::Intended)
        );
        assert_eq!(
            modality("Hannibal may have attacked Rome."),
            Some(Modality::Possible)
        );
    }
}
