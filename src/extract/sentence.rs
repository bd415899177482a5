//! One sentence: its tree, names and dates become assertions.

use super::assertion::{Assertion, Attribution, Filler, Polarity, Speaker, When};
use super::dating;
use super::derive::Derivation;
use super::discourse::Discourse;
use super::event::{Event, events};
use super::lexicon::Lexicon;
use super::names::{NameSpan, Names};
use super::putting::{Ending, Putting, SpeakerStanding, VoiceAt, putting};
use super::referent::{Referent, Resolver};
use crate::frame::{EntityTable, KindTable, Role};
use crate::language::tree::Tree;
use crate::span::Span;

/// What is known of a sentence before it is read.
pub struct Sentence<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its bytes.
    pub span: Span,
    /// Index in the document.
    pub index: usize,
    /// Its tree.
    pub tree: &'a Tree,
    /// The names in it.
    pub names: &'a [NameSpan],
    /// The dates in it, resolved as far as context allows; `None` where a date stays open.
    pub dates: &'a [(Span, Option<When>)],
    /// A date that a dateline or a heading gives to undated events of the main clause.
    pub dateline: Option<When>,
}

/// Reads one sentence. Events that are fillers of others refer to them by index into the returned list.
pub fn read(
    sentence: &Sentence,
    lexicon: &Lexicon,
    entities: &EntityTable,
    discourse: &Discourse,
    kinds: &KindTable,
) -> Vec<Assertion> {
    let spans: Vec<Span> = sentence.dates.iter().map(|(span, _)| *span).collect();
    let names = Names::new(
        sentence.text,
        sentence.tree,
        lexicon,
        entities,
        sentence.names,
        &spans,
    );
    let resolver = Resolver {
        tree: sentence.tree,
        lexicon,
        names: &names,
        entities,
        discourse,
        sentence: sentence.index,
    };
    let found = events(sentence.tree, lexicon, &names);
    let dates = dating::attach(sentence.tree, &names, &found);
    let reader = SentenceReader {
        sentence,
        lexicon,
        names: &names,
        resolver,
        events: &found,
        kinds,
    };
    let mut assertions: Vec<Assertion> = found
        .iter()
        .zip(&dates)
        .map(|(event, date)| reader.assertion(event, *date))
        .collect();
    for event in &found {
        assertions.extend(reader.denials(event, &assertions));
    }
    let derivation = Derivation {
        tree: sentence.tree,
        lexicon,
        names: &names,
        kinds,
    };
    derivation.extend(&mut assertions);
    assertions
}

struct SentenceReader<'a> {
    sentence: &'a Sentence<'a>,
    lexicon: &'a Lexicon,
    names: &'a Names<'a>,
    resolver: Resolver<'a>,
    events: &'a [Event],
    kinds: &'a KindTable,
}

impl SentenceReader<'_> {
    fn assertion(&self, event: &Event, date: Option<usize>) -> Assertion {
        let tree = self.sentence.tree;
        let ending = Ending::of(self.text());
        let put = putting(tree, self.lexicon, self.names, event, ending);
        let mut assertion = Assertion {
            sentence: self.sentence.index,
            kind: event.kind,
            trigger: tree.token(event.head).span,
            roles: Vec::new(),
            time: self.time(event, date),
            narrative_time: self.resolver.discourse.narrative,
            polarity: put.polarity,
            modality: put.modality,
            voice: self.voice(&put),
            echoes: None,
            opening: put.opening,
            unresolved: Vec::new(),
            inferred: false,
            elsewhere: false,
            struck: false,
            margin: self.margin(event),
        };
        for &(role, head) in &event.roles {
            self.fill(&mut assertion, event, role, head);
        }
        assertion
    }

    fn text(&self) -> &str {
        self.sentence
            .text
            .get(self.sentence.span.range())
            .unwrap_or_default()
    }

    fn fill(&self, assertion: &mut Assertion, event: &Event, role: Role, head: usize) {
        if head == event.head {
            return;
        }
        let nested = self
            .events
            .iter()
            .position(|other| other.head == head || other.host == head && other.noun);
        // "demanded the withdrawal", "ordered an attack": the object of such a verb is its topic where it names a deed.
        let role = match (role, nested) {
            (Role::Recipient, Some(_)) if self.kinds.about(event.kind) => Role::Topic,
            _ => role,
        };
        match self.resolver.resolve(head) {
            Referent::Filler(filler) => {
                let coordinated = assertion.fillers(role).next().is_some();
                if coordinated {
                    for (found, other) in &mut assertion.roles {
                        other.coordinated |= *found == role;
                    }
                }
                assertion.roles.push((
                    role,
                    Filler {
                        event: nested,
                        coordinated,
                        ..filler
                    },
                ));
            }
            Referent::Unresolved(words) => assertion.unresolved.push((role, words)),
        }
    }

    /// For "not the South but the North": an assertion of its own that denies the first.
    fn denials(&self, event: &Event, assertions: &[Assertion]) -> Vec<Assertion> {
        let Some(base) = assertions.iter().find(|a| {
            a.trigger == self.sentence.tree.token(event.head).span && a.kind == event.kind
        }) else {
            return Vec::new();
        };
        event
            .denied
            .iter()
            .filter_map(|&(role, head)| {
                let Referent::Filler(filler) = self.resolver.resolve(head) else {
                    return None;
                };
                let mut denied = base.clone();
                denied.roles.retain(|(found, _)| *found != role);
                denied.roles.push((role, filler));
                denied.polarity = Polarity::NotRole(role);
                Some(denied)
            })
            .collect()
    }

    fn time(&self, event: &Event, date: Option<usize>) -> Option<When> {
        if let Some(date) = date {
            return self.sentence.dates[date].1.clone();
        }
        let main = !["advcl", "acl", "ccomp", "csubj"]
            .contains(&self.sentence.tree.token(event.host).relation.universal());
        if main && self.sentence.dates.is_empty() {
            self.sentence.dateline.clone()
        } else {
            None
        }
    }

    fn voice(&self, put: &Putting) -> Attribution {
        let VoiceAt::Speaker {
            at,
            named,
            standing,
        } = put.voice
        else {
            return Attribution::Author;
        };
        let words = self.resolver.name_or_phrase(at);
        let entity = match self.resolver.resolve(at) {
            Referent::Filler(filler) if named => filler.entity,
            _ => None,
        };
        let speaker = Speaker { words, entity };
        match standing {
            SpeakerStanding::Open => Attribution::Speaker(speaker),
            SpeakerStanding::Endorsed => Attribution::Endorsed(speaker),
            SpeakerStanding::Rejected => Attribution::Rejected(speaker),
        }
    }

    /// The least margin of the arcs between the event and its fillers.
    fn margin(&self, event: &Event) -> f32 {
        event
            .roles
            .iter()
            .map(|&(_, head)| self.sentence.tree.token(head).margin)
            .fold(f32::INFINITY, f32::min)
    }
}
