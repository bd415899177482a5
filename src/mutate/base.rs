//! A sentence of a claim, read: its tree, the event by which it bears on the claim, and the parts of its main clause.

use super::words::Words;
use crate::document::model::Document;
use crate::extract::clause::case_of;
use crate::extract::names::NameSpan;
use crate::extract::time::TimeExpression;
use crate::extract::{Assertion, Filler, Polarity, Reading};
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::{Reason, Stance};
use crate::judge::trace::{Proposition, Trace};
use crate::judge::{Bearing, Checker, Options, Outcome};
use crate::language::tree::{Tree, Upos};
use crate::pack::model::Claim;
use crate::span::Span;

/// Which sentence of a claim: its statement, or an example by its list and number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseId {
    /// The statement.
    Statement,
    /// An example: its place among the claim's.
    Example(usize),
}

/// A sentence to be varied.
pub(super) struct Base<'a> {
    pub checker: &'a Checker,
    pub words: &'a Words,
    /// Pack and claim.
    pub place: (usize, usize),
    pub text: &'a str,
    /// What its author says that it must get.
    pub expected: &'a str,
    /// What it got.
    pub found: &'static str,
    /// A number by which one of several wordings is chosen, so that all are used.
    pub seed: usize,
    pub tree: Tree,
    pub names: Vec<NameSpan>,
    pub dates: Vec<TimeExpression>,
    /// The event by which it bears on the claim, if there is exactly one.
    pub focus: Option<Focus>,
    /// All events by which it does, those that bear most on it.
    pub bearers: Vec<Focus>,
    /// The claim's propositions.
    pub propositions: Vec<Proposition>,
    /// Those with which the sentence agrees.
    pub agreed: Vec<Proposition>,
}

/// The event by which a sentence bears on its claim.
#[derive(Clone)]
pub(super) struct Focus {
    pub event: Assertion,
    /// The token that names it.
    pub head: usize,
    /// The proposition that it was compared with.
    pub proposition: Proposition,
    /// What was found (`contradicts-agent`), if anything.
    pub code: String,
    /// The roles compared.
    pub reasons: Vec<Reason>,
}

/// An event, a proposition on which it bears, what was found and what was compared.
type Bearer<'a> = (&'a Assertion, &'a Proposition, String, &'a [Reason]);

impl Focus {
    /// Whether all that decides is told.
    pub fn told_whole(&self) -> bool {
        self.proposition
            .decisive
            .iter()
            .filter(|role| **role != Role::Event)
            .all(|role| {
                let outcome = self.reasons.iter().find(|reason| reason.role == *role);
                outcome.is_some_and(|reason| {
                    matches!(reason.outcome, Comparison::Same | Comparison::Narrower)
                })
            })
    }

    /// Whether, affirmed, it would state the claim.
    pub fn states_whole(&self) -> bool {
        let proposition = &self.proposition;
        proposition.bearing == Bearing::States && !proposition.negated && self.told_whole()
    }

    /// Whether the event is told with a circumstance that the proposition leaves open, a date narrower than its own, a
    /// doer who only acts for the record's or a part of what the record has: a denial may deny no more than that.
    pub fn told_in_part(&self) -> bool {
        let outcome = |role: Role| {
            self.reasons
                .iter()
                .find(|reason| reason.role == role)
                .map(|reason| reason.outcome)
        };
        let matched =
            |role: Role| matches!(outcome(role), Some(Comparison::Same | Comparison::Narrower));
        let roles = self.event.roles.iter().map(|(role, _)| *role);
        let open = self.event.unresolved.iter().map(|(role, _)| *role);
        let narrower = self.event.time.is_some()
            && !matches!(
                outcome(Role::Time),
                Some(Comparison::Same | Comparison::Wider)
            );
        let deputy = outcome(Role::Agent) == Some(Comparison::Narrower);
        let portion = self.event.roles.iter().any(|(_, filler)| filler.partial);
        narrower
            || deputy
            || portion
            || !self.event.asides.is_empty()
            || !roles.chain(open).all(matched)
    }
}

impl<'a> Base<'a> {
    /// Reads `text`, a sentence of the claim at `place`; `None` if it is more than one sentence or not read at all.
    pub fn new(
        checker: &'a Checker,
        words: &'a Words,
        place: (usize, usize),
        text: &'a str,
        expected: &'a str,
        seed: usize,
    ) -> Option<Self> {
        let document = Document::from_text("sentence", text).ok()?;
        let [sentence] = document.sentences[..] else {
            return None;
        };
        let reading = checker.reader().read(&document);
        let judgement = checker.judge(&document, &reading, &Options::default());
        let parsed = checker.reader().parse(text, sentence.span);
        let trace = checker.trace(&document, &reading, 0, place);
        let mut base = Self {
            checker,
            words,
            place,
            text,
            expected,
            found: judgement.word(place.0, place.1),
            seed,
            tree: parsed.tree,
            names: parsed.names,
            dates: parsed.dates,
            focus: None,
            bearers: Vec::new(),
            propositions: trace.propositions.clone(),
            agreed: agreed(&trace),
        };
        base.bearers = base.bearers(&reading, &trace);
        let one = base.bearers.split_first().filter(|(first, others)| {
            others
                .iter()
                .all(|other| other.event.trigger == first.event.trigger)
        });
        base.focus = one.map(|(first, _)| first.clone());
        Some(base)
    }

    /// The claims' own sentences.
    pub fn sentences(claim: &'a Claim) -> impl Iterator<Item = (BaseId, &'a str, &'a str)> {
        let statement = (BaseId::Statement, claim.statement.as_str(), "agrees");
        let examples = claim.examples.iter().enumerate();
        std::iter::once(statement).chain(
            examples
                .filter(|(_, example)| example.language == "en" && example.expected != "unrelated")
                .map(|(at, example)| {
                    let id = BaseId::Example(at);
                    (id, example.text.as_str(), example.expected.as_str())
                }),
        )
    }

    fn bearers(&self, reading: &Reading, trace: &Trace) -> Vec<Focus> {
        let mut telling: Vec<Bearer> = Vec::new();
        let mut touched: Vec<Bearer> = Vec::new();
        for candidate in &trace.candidates {
            let event = &reading.assertions[candidate.event];
            let proposition = &trace.propositions[candidate.proposition];
            match &candidate.outcome {
                Outcome::Aligned(aligned) if aligned.stance != Stance::Mentions => {
                    let code = aligned.code.clone();
                    telling.push((event, proposition, code, &aligned.reasons));
                }
                Outcome::Stopped { reasons, .. } if proposition.bearing == Bearing::States => {
                    touched.push((event, proposition, String::new(), reasons));
                }
                _ => {}
            }
        }
        // What agrees outweighs what is stated in part, and both outweigh what was only compared.
        let rank = |code: &str| match code {
            "agrees" | "agrees-by-rejecting" => 0,
            code if code.starts_with("contradicts") => 1,
            _ => 2,
        };
        telling.sort_by_key(|(_, _, code, _)| rank(code));
        let best = telling.first().map(|(_, _, code, _)| rank(code));
        telling.retain(|(_, _, code, _)| Some(rank(code)) == best);
        let list = if telling.is_empty() { touched } else { telling };
        list.into_iter()
            .filter_map(|(event, proposition, code, reasons)| {
                Some(Focus {
                    event: event.clone(),
                    head: self.at(event.trigger)?,
                    proposition: proposition.clone(),
                    code,
                    reasons: reasons.to_vec(),
                })
            })
            .collect()
    }

    /// The token that starts with `span`.
    pub fn at(&self, span: Span) -> Option<usize> {
        (0..self.tree.len()).find(|&at| self.tree.token(at).span == span)
    }

    /// The tokens inside `span`.
    pub fn inside(&self, span: Span) -> Vec<usize> {
        (0..self.tree.len())
            .filter(|&at| span.contains(self.tree.token(at).span))
            .collect()
    }

    /// The tokens of a filler's phrase, if they follow one another.
    pub fn phrase(&self, filler: &Filler) -> Option<Vec<usize>> {
        let tokens = self.inside(filler.words);
        let close = tokens.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        (!tokens.is_empty() && close).then_some(tokens)
    }

    /// The token of `tokens` that is governed from outside.
    pub fn head_of(&self, tokens: &[usize]) -> Option<usize> {
        tokens.iter().copied().find(|&at| {
            self.tree
                .token(at)
                .head
                .is_none_or(|head| !tokens.contains(&head))
        })
    }

    /// Whether the token is, or belongs to, a name, so that it keeps its capital.
    pub fn is_name(&self, at: usize) -> bool {
        let span = self.tree.token(at).span;
        self.tree.token(at).upos == Upos::Propn
            || self
                .names
                .iter()
                .any(|name| name.span.overlaps(span) && self.capital(name.span))
    }

    fn capital(&self, span: Span) -> bool {
        // A name at the head of a sentence counts only if its entity is not named in lower case ("the war").
        let words = self.text.get(span.range()).unwrap_or_default();
        words.starts_with(char::is_uppercase) && (words.contains(' ') || span.start > 0)
            || self.names.iter().any(|name| {
                let entity = &self.checker.reader().entities().all()[name.entity];
                name.span == span
                    && entity
                        .names
                        .values()
                        .chain(entity.adjectives.values())
                        .chain(entity.context_names.values())
                        .flatten()
                        .any(|known| known == words)
            })
    }

    /// Whether the phrase headed by `head` takes a plural verb.
    pub fn plural(&self, head: usize) -> bool {
        let token = self.tree.token(head);
        let joined = self.tree.children_by(head, "conj").next().is_some();
        let named = self
            .names
            .iter()
            .any(|name| name.plural && token.span.contains(name.span));
        joined || named || matches!(token.xpos.as_str(), "NNS" | "NNPS")
    }

    /// Whether the claim has a proposition of a kind that the verb names.
    pub fn holds_kind_of(&self, verb: &str) -> bool {
        let reader = self.checker.reader();
        let lemma = reader.lemma("VERB|VBD", verb);
        let mut words = reader.lexicon().verbs(&lemma);
        words.any(|word| self.propositions.iter().any(|one| one.kind == word.kind))
    }

    /// The one filler of a role of the focus.
    pub fn filler(&self, role: Role) -> Option<&Filler> {
        let focus = self.focus.as_ref()?;
        let mut all = focus.event.fillers(role);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// The kind of the entity that fills a role.
    pub fn entity_kind(&self, filler: &Filler) -> Option<EntityKind> {
        let all = self.checker.reader().entities().all();
        Some(all[filler.entity?].kind)
    }

    /// Whether the focus is put as fact by the author, so that its slots decide.
    pub fn plain(&self) -> bool {
        self.focus.as_ref().is_some_and(|focus| {
            focus.event.modality == crate::extract::Modality::Actual
                && focus.event.voice == crate::extract::Attribution::Author
                && !matches!(focus.event.polarity, Polarity::NotRole(_))
        })
    }

    /// Whether the focus is named by a noun that its clause takes for granted.
    pub fn presupposed(&self) -> bool {
        self.focus.as_ref().is_some_and(|focus| {
            let main = self
                .clause()
                .is_some_and(|parts| self.focus_is_main(&parts));
            let light = &self.checker.reader().lexicon().cues.light;
            let token = self.tree.token(focus.head);
            // "an armistice was signed", "approval came": the verb says no more than that it took place.
            let told = token.head.is_some_and(|verb| {
                let lemma = &self.tree.token(verb).lemma;
                token.relation.is("nsubj")
                    && (light.active.contains(lemma) || light.occurring.contains(lemma))
            });
            token.upos != Upos::Verb && !main && !told
        })
    }

    /// The entities whose names show that the subject of the claim's pack is treated.
    fn is_anchor(&self, entity: usize) -> bool {
        let id = &self.checker.reader().entities().all()[entity].id;
        let pack = &self.checker.packs()[self.place.0];
        pack.subject.contains(id) || pack.topics.iter().any(|topic| topic.entities.contains(id))
    }

    /// Whether these tokens still name the subject, so that a reader knows what is spoken of.
    pub fn anchored(&self, kept: impl Fn(usize) -> bool) -> bool {
        self.names.iter().any(|name| {
            name.certain
                && self.is_anchor(name.entity)
                && self.inside(name.span).into_iter().all(&kept)
        })
    }

    /// The main clause, if its predicate is one finite verb with one subject.
    pub fn clause(&self) -> Option<Parts> {
        let tree = &self.tree;
        let root = (0..tree.len()).find(|&at| tree.token(at).head.is_none())?;
        let verb = tree.token(root).upos == Upos::Verb;
        let joined = tree
            .children_by(root, "conj")
            .chain(tree.children_by(root, "parataxis"))
            .next()
            .is_some();
        let subjects: Vec<usize> = tree.children_by(root, "nsubj").collect();
        let (true, false, [subject]) = (verb, joined, &subjects[..]) else {
            return None;
        };
        let subject = *subject;
        let mut subject_tokens = tree.subtree(subject);
        // "In October 1950 Chinese troops": what the parser hung on the subject from before it belongs to the clause.
        let before = tree
            .children(subject)
            .iter()
            .copied()
            .filter(|&at| at < subject && !case_of(tree, at).is_empty())
            .filter(|&at| tree.token(at).relation.as_str() != "nmod:poss")
            .filter_map(|at| tree.subtree(at).last().copied())
            .max();
        subject_tokens.retain(|&at| before.is_none_or(|end| at > end));
        let (first, last) = (*subject_tokens.first()?, *subject_tokens.last()?);
        let close = last - first + 1 == subject_tokens.len() && last < root;
        let end = (root + 1..tree.len())
            .rev()
            .find(|&at| tree.token(at).upos != Upos::Punct)
            .map_or(root + 1, |at| at + 1);
        let question = self.text.trim_end().ends_with('?');
        let auxiliaries: Vec<usize> = tree
            .children(root)
            .iter()
            .copied()
            .filter(|&at| tree.token(at).relation.is("aux") && at < root)
            .collect();
        let fine = close && !question && auxiliaries.iter().all(|&at| at > last);
        let middle = last + 1..root;
        fine.then(|| Parts {
            lead: (0..first).collect(),
            subject: subject_tokens,
            subject_head: subject,
            passive: tree.token(subject).relation.as_str() == "nsubj:pass",
            middle: middle.filter(|at| !auxiliaries.contains(at)).collect(),
            auxiliaries,
            verb: root,
            rest: (root + 1..end).collect(),
        })
    }

    /// Whether the sentence tells another deed beside the one by which it bears on the claim, joined to it or governing it.
    pub fn tells_two(&self) -> bool {
        let tree = &self.tree;
        let Some(root) = (0..tree.len()).find(|&at| tree.token(at).head.is_none()) else {
            return false;
        };
        let verb = |at: usize| matches!(tree.token(at).upos, Upos::Verb | Upos::Aux);
        let joined = tree
            .children_by(root, "conj")
            .chain(tree.children_by(root, "parataxis"))
            .any(verb);
        // "opened the war by attacking": the rejection is that of the war's opening.
        let below = self.focus.as_ref().is_some_and(|focus| {
            let path = std::iter::once(focus.head).chain(tree.ancestors(focus.head));
            let clause = path.take_while(|&at| at != root).find(|&at| verb(at));
            clause.is_some_and(|at| tree.token(at).relation.is("advcl"))
        });
        joined || below
    }

    /// Whether the focus is the main clause's own deed: its verb, or an event noun that a light verb carries.
    pub fn focus_is_main(&self, parts: &Parts) -> bool {
        self.focus.as_ref().is_some_and(|focus| {
            focus.head == parts.verb
                || (self.tree.token(focus.head).head == Some(parts.verb)
                    && self.tree.token(focus.head).relation.is("obj"))
        })
    }
}

/// The propositions with which something in the sentence agrees.
fn agreed(trace: &Trace) -> Vec<Proposition> {
    let agrees = |outcome: &Outcome| matches!(outcome, Outcome::Aligned(aligned) if aligned.stance == Stance::Agrees);
    let found = trace.candidates.iter().filter(|one| agrees(&one.outcome));
    found
        .map(|one| trace.propositions[one.proposition].clone())
        .collect()
}

/// A main clause in its parts; together they are the sentence without its full stop.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    /// What stands before the subject.
    pub lead: Vec<usize>,
    pub subject: Vec<usize>,
    pub subject_head: usize,
    pub passive: bool,
    /// Adverbs and negations between subject and verb.
    pub middle: Vec<usize>,
    pub auxiliaries: Vec<usize>,
    pub verb: usize,
    /// What follows the verb.
    pub rest: Vec<usize>,
}
