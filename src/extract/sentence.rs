//! One sentence: its tree, names and dates become assertions.

use super::assertion::{Aside, Assertion, Attribution, Filler, Modality, Polarity, Speaker, When};
use super::chronology::SceneTime;
use super::clause::{case_of, first_to_do};
use super::dating::{self, Attached, Says};
use super::derive::Derivation;
use super::discourse::{Discourse, Entry, Function};
use super::event::{Event, begins_another, events, fights_off, meets_forces};
use super::illocution::Illocutions;
use super::lasted;
use super::lexicon::Lexicon;
use super::names::{NameSpan, Names};
use super::onset;
use super::open_role;
use super::putting::{Ending, Putting, SpeakerStanding, VoiceAt, putting};
use super::quantity::{self, Measure};
use super::referent::{Context, Referent, Resolver};
use super::turning;
use super::wishing::Wishes;
use crate::frame::{EntityTable, Interval, KindTable, Role};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// Those of its dates that count from another one ("one year later").
    pub counted: &'a [Span],
    /// A date that a dateline or a heading gives to undated events of the main clause.
    pub dateline: Option<When>,
    /// The date on which the narrative stands.
    pub narrative: Option<Interval>,
    /// Whether the narrative is told in the present tense.
    pub present: bool,
    /// What the scene before gives to undated events.
    pub scene: Option<SceneTime>,
}

/// What one sentence puts forward, and the phrases that the discourse keeps of it.
pub struct Read {
    /// Events that are fillers of others are referred to by index into this list.
    pub assertions: Vec<Assertion>,
    /// Its phrases, in the order of the text.
    pub entries: Vec<Entry>,
}

/// Reads one sentence.
pub fn read(
    sentence: &Sentence,
    lexicon: &Lexicon,
    entities: &EntityTable,
    discourse: &Discourse,
    kinds: &KindTable,
) -> Read {
    let spans: Vec<Span> = sentence.dates.iter().map(|(span, _)| *span).collect();
    let war = discourse.recent_war(sentence.index);
    let names = Names::new(
        sentence.text,
        sentence.tree,
        lexicon,
        entities,
        sentence.names,
        &spans,
    )
    .after(war, war.is_some_and(|war| discourse.is_only_war(war)))
    .after_paper(discourse.recent_paper(sentence.index));
    let resolver = Resolver::new(Context {
        tree: sentence.tree,
        lexicon,
        names: &names,
        entities,
        discourse,
        sentence: sentence.index,
        year: year(sentence),
    });
    let mut found = events(sentence.tree, lexicon, &names);
    let illocutions = Illocutions {
        tree: sentence.tree,
        lexicon,
        names: &names,
        kinds,
    };
    illocutions.extend(&mut found);
    let wishes = Wishes {
        tree: sentence.tree,
        lexicon,
        names: &names,
        kinds,
    };
    wishes.extend(&mut found);
    found.retain(|event| {
        !fights_off(sentence.tree, &lexicon.cues, kinds, event)
            && !begins_another(sentence.tree, &names, kinds, event)
    });
    let dates = dating::attach(sentence.tree, &names, &found, &|date| {
        let (words, when) = &sentence.dates[date];
        match when {
            None => Says::Nothing,
            Some(_) if sentence.counted.contains(words) => Says::FromAnother,
            Some(when) if when.interval.single_day().is_some() => Says::Day,
            Some(_) => Says::Itself,
        }
    });
    let reader = SentenceReader {
        sentence,
        lexicon,
        names: &names,
        resolver,
        events: &found,
        kinds,
        measures: quantity::find(sentence.text, sentence.span, &lexicon.quantity, &spans),
    };
    let mut assertions: Vec<Assertion> = found
        .iter()
        .zip(&dates)
        .map(|(event, date)| reader.assertion(event, *date))
        .collect();
    for (event, date) in found.iter().zip(&dates) {
        let Some(date) = date.filter(|_| !kinds.unique(event.kind)) else {
            continue;
        };
        let further = dating::further(sentence.tree, &names, date.date);
        assertions.extend(further.into_iter().map(|other| {
            let date = dating::Attached {
                date: other,
                ..date
            };
            reader.assertion(event, Some(date))
        }));
    }
    for event in &found {
        assertions.extend(reader.denials(event, &assertions));
    }
    assertions.extend(reader.lifespans(&assertions));
    lasted::apply(sentence, lexicon, &names, kinds, &found, &mut assertions);
    onset::apply(sentence, lexicon, kinds, &found, &mut assertions);
    turning::apply(sentence, lexicon, kinds, &found, &mut assertions);
    let derivation = Derivation {
        tree: sentence.tree,
        lexicon,
        names: &names,
        kinds,
        dates: sentence.dates,
        sentence: sentence.index,
    };
    derivation.extend(&mut assertions);
    let before = discourse.before(sentence.index, 1);
    let entries = reader.resolver.into_entries();
    // "Brandt's brother was in prison": he, and not Brandt, is spoken of.
    let spoken_of = |entry: &&Entry| entry.function < Function::Modifier;
    let near = (before.into_iter().chain(&entries)).filter(spoken_of);
    let near = near.flat_map(|entry| entry.entities.iter().copied());
    let near: Arc<[usize]> = near.collect::<BTreeSet<usize>>().into_iter().collect();
    for assertion in &mut assertions {
        assertion.near = Arc::clone(&near);
    }
    Read {
        assertions,
        entries,
    }
}

/// The year that the sentence tells of: that of its dates, else that of the narrative; `None` where they differ.
fn year(sentence: &Sentence) -> Option<i16> {
    let mut years = sentence
        .dates
        .iter()
        .filter_map(|(_, when)| when.as_ref()?.interval.single_year());
    match years.next() {
        Some(first) => years.all(|other| other == first).then_some(first),
        None => sentence.narrative.and_then(Interval::single_year),
    }
}

/// "let his ambassador know": a man of the doer's, who may stand for him elsewhere, is not himself the receiver here.
fn spare_doers(assertion: &mut Assertion) {
    let doers: Vec<usize> = assertion
        .fillers(Role::Agent)
        .filter_map(|doer| doer.entity)
        .collect();
    for (role, filler) in &mut assertion.roles {
        let same = filler.entity.is_some_and(|entity| doers.contains(&entity));
        if *role == Role::Recipient && filler.resolved && same {
            filler.entity = None;
        }
    }
}

/// One sentence as it is read.
pub(super) struct SentenceReader<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) names: &'a Names<'a>,
    pub(super) resolver: Resolver<'a>,
    pub(super) events: &'a [Event],
    pub(super) kinds: &'a KindTable,
    pub(super) measures: Vec<Measure>,
}

impl SentenceReader<'_> {
    fn assertion(&self, event: &Event, date: Option<Attached>) -> Assertion {
        let tree = self.sentence.tree;
        let ending = Ending::of(self.text());
        let put = putting(tree, self.lexicon, self.names, event, ending);
        let trigger = tree.token(event.head).span;
        let polarity = match put.polarity {
            Polarity::Negative if self.is_told_how(event) => Polarity::Positive,
            polarity => polarity,
        };
        let mut assertion = Assertion {
            time: self.time(event, date).or_else(|| self.lent(event)),
            narrative_time: self.narrated(event),
            tells_which: self.tells_which(event.host),
            polarity,
            loose: event.loose,
            at_no_time: self.is_at_no_time(event, polarity == Polarity::Negative),
            for_a_while: put.for_a_while,
            passing: put.passing,
            other_occasion: put.other_occasion,
            clausal: !event.noun,
            modality: put.modality,
            voice: self.voice(&put, event),
            opening: put.opening,
            onset: self.is_onset(event),
            told_after: self.is_told_after(event),
            of_today: self.is_of_today(event),
            repeated: put.repeated,
            echoes: put.doubt.map(|at| Speaker {
                words: tree.token(at).span,
                entity: None,
            }),
            margin: self.margin(event),
            margins: (event.roles.iter())
                .map(|&(role, head)| match event.settled.contains(&head) {
                    true => (role, f32::INFINITY),
                    false => (role, tree.token(head).margin),
                })
                .collect(),
            asides: self.circumstances(event),
            meets_forces: meets_forces(self.sentence.tree, &self.lexicon.cues, self.kinds, event),
            in_part: self.is_in_part(event),
            qualities: Vec::new(),
            ..Assertion::bare(self.sentence.index, event.kind, trigger)
        };
        // "on 23 June" of a year that is not told
        let undated = date.filter(|_| assertion.time.is_none());
        let words = undated.map(|undated| self.sentence.dates[undated.date].0);
        let day = words.filter(|words| {
            let text = self.sentence.text.get(words.range()).unwrap_or_default();
            text.contains(|c: char| c.is_ascii_digit())
        });
        assertion
            .unresolved
            .extend(day.map(|words| (Role::Time, words)));
        assertion.for_a_while |= assertion.time.is_none() && self.is_of_an_occasion(event);
        if assertion.polarity == Polarity::Negative {
            assertion.asides.extend(self.qualified(event));
        }
        // "the South struck the first blow": a figure of speech, which may be another's words and accuses nobody.
        assertion.opening |= self.strikes_first(event) && assertion.voice != Attribution::Author;
        for &(role, head) in &event.roles {
            if open_role::is_left_open(tree, &self.lexicon.cues, head) {
                // That it is open is the author's own statement, whoever is said to ask or to accuse.
                assertion.voice = Attribution::Author;
                assertion.left_open.push((role, self.resolver.phrase(head)));
            } else {
                self.fill(&mut assertion, event, role, head);
            }
        }
        let order = self.order(event).into_iter();
        // "was not the first to cross it": it may have crossed it all the same.
        let ranked = first_to_do(tree, &self.lexicon.cues, event.host).is_some();
        if matches!(assertion.polarity, Polarity::NotRole(_)) && ranked {
            assertion.asides.extend(order.clone().map(|lemma| Aside {
                lemma,
                entity: None,
                adverb: true,
                qualifies: false,
            }));
        }
        (assertion.qualities).extend(order.map(|word| (Role::Event, word)));
        self.leave_open(&mut assertion, event, ending == Ending::Plain);
        // "Whom did they attack?" asks; "Who attacked?" takes the attack for granted.
        let sufferers = [Role::Patient, Role::Recipient, Role::Topic];
        let asked = |(role, _): &(Role, _)| sufferers.contains(role);
        if ending != Ending::Plain && assertion.left_open.iter().any(asked) {
            assertion.modality = Modality::Questioned;
        }
        assertion.asides.extend(self.manner_beside_date(event));
        self.imply(&mut assertion, event);
        self.whose_arms(&mut assertion);
        self.whose_goods(&mut assertion, event);
        self.as_requested(&mut assertion, event);
        spare_doers(&mut assertion);
        assertion.elsewhere |= self.stays_at_home(&assertion, event);
        assertion.elsewhere |= assertion.time.is_none() && self.is_counted_since(event);
        assertion.elsewhere |=
            self.is_set_abroad(event, &assertion) || self.is_of_another_war(event);
        if assertion.time.is_none() {
            assertion.time =
                (self.of_named_day(&assertion)).or_else(|| self.of_scene(event, &assertion));
        }
        assertion
    }

    /// "the first shots of Bloody Sunday": what is set in what lasted a day has that day.
    fn of_named_day(&self, assertion: &Assertion) -> Option<When> {
        assertion.fillers(Role::Place).find_map(|place| {
            let day = self.names.entities().all()[place.entity?].lasted?;
            day.single_day()?;
            Some(When {
                words: place.words,
                interval: day,
                carried: false,
                zoned: false,
                approximate: false,
                since: false,
            })
        })
    }

    /// "was armed by X": what the word itself says with what.
    fn imply(&self, assertion: &mut Assertion, event: &Event) {
        let Some((role, concept)) = &event.implied else {
            return;
        };
        // "with everything from guns to boots" leaves it to the word.
        let told = |filler: &Filler| filler.entity.is_some() || filler.concept.is_some();
        if !assertion.fillers(*role).any(told) {
            let filler = Filler {
                words: assertion.trigger,
                concept: Some(concept.clone()),
                ..Filler::default()
            };
            assertion.roles.push((*role, filler));
        }
    }

    fn text(&self) -> &str {
        self.sentence
            .text
            .get(self.sentence.span.range())
            .unwrap_or_default()
    }

    fn fill(&self, assertion: &mut Assertion, event: &Event, role: Role, head: usize) {
        // "said no": the word is what was said, and about nothing.
        if head == event.head || self.sentence.tree.token(head).upos == Upos::Intj {
            return;
        }
        let head = self.instead_of_nothing(head);
        if self.is_next_to_none(head) {
            let words = self.resolver.phrase(head);
            return assertion.unresolved.push((role, words));
        }
        let nested = self
            .nested(head)
            .or_else(|| self.put_forward(head).filter(|_| role == Role::Topic))
            .filter(|&at| !self.is_own_offer(event, head, at));
        // "demanded the withdrawal", "ordered an attack": the object of such a verb is its topic where it names a deed.
        let role = match (role, nested) {
            (Role::Recipient, Some(_)) if self.kinds.about(event.kind) => Role::Topic,
            _ => role,
        };
        let fillers = match self
            .recalled(event, head)
            .or_else(|| self.office(event, head))
            .unwrap_or_else(|| self.resolver.resolve(head))
        {
            Referent::Filler(filler) => self.resolver.with_joint(head, filler),
            Referent::Several(fillers) => fillers,
            Referent::Unresolved(words) => {
                assertion.unresolved.push((role, words));
                return;
            }
        };
        let mut fillers = self.by_owners(event, role, fillers);
        if self.is_plan_for_a_thing(head) {
            fillers.iter_mut().for_each(|filler| filler.concept = None);
        }
        if role == Role::Topic && self.is_matter(event, head, &fillers) {
            return assertion
                .unresolved
                .push((role, self.resolver.phrase(head)));
        }
        let counted = self.counted(head).map(Box::new);
        let form = self.sentence.tree.token(head).form.to_lowercase();
        // "anything beyond Rome" is not anything.
        let tree = self.sentence.tree;
        let narrowed = tree.children(head).iter().any(|&child| {
            let relation = tree.token(child).relation.universal();
            let matters = &self.lexicon.cues.polarity.matters;
            let matter = case_of(tree, child)
                .iter()
                .any(|case| matters.contains(case));
            let narrows = ["nmod", "acl", "amod", "advmod", "conj"].contains(&relation);
            narrows && !matter && !self.names.is_date(child)
        });
        let qualities = self.qualities(head).into_iter();
        (assertion.qualities).extend(qualities.map(|quality| (role, quality)));
        let polarity = &self.lexicon.cues.polarity;
        let nobody = role == Role::Agent && self.is_nobody_at_all(head);
        let anything = polarity.any.contains(&form) || polarity.nothing.contains(&form);
        let any = (anything || nobody) && !narrowed;
        let alone = self.is_alone(head);
        let portion = self.is_portion(head);
        let some = self.is_some(head, portion, counted.is_some());
        let several = fillers.len() > 1 || assertion.fillers(role).next().is_some();
        for (found, other) in &mut assertion.roles {
            other.coordinated |= *found == role && several;
        }
        assertion.roles.extend(fillers.into_iter().map(|filler| {
            let filler = Filler {
                event: nested,
                deed: self.unknown_deed(head).filter(|_| nested.is_none()),
                coordinated: several,
                counted: counted.clone(),
                any,
                alone,
                whole: self.is_whole(head),
                entity: self.whole_of(head, &filler).or(filler.entity),
                member: filler
                    .entity
                    .and_then(|bloc| self.resolver.only_member(bloc, head)),
                own: self.is_own(head),
                portion,
                some,
                arm: self.is_arm(head),
                told_by: self.told_by(head, event),
                strange: self.is_told_by_stranger(head, event),
                indefinite: self.is_indefinite(head),
                weak: filler.weak || self.is_one_of_several(head, nested.is_some()),
                ..filler
            };
            (role, filler)
        }));
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

    fn time(&self, event: &Event, date: Option<Attached>) -> Option<When> {
        if let Some(Attached { date, vague }) = date {
            let when = self.sentence.dates[date].1.clone()?;
            return Some(When {
                carried: when.carried || vague,
                approximate: when.approximate || vague,
                ..when
            });
        }
        let main = !["advcl", "acl", "ccomp", "csubj"]
            .contains(&self.sentence.tree.token(event.host).relation.universal());
        if main && self.sentence.dates.is_empty() {
            self.sentence.dateline.clone()
        } else {
            None
        }
    }

    /// "asked him to agree to an attack in March 1949": a date that closes the sentence below a wish or a decision may be
    /// that of the deed or that of the decision. Taken for the latter it is vague: it can agree, never conflict.
    fn lent(&self, event: &Event) -> Option<When> {
        let tree = self.sentence.tree;
        let [(_, Some(when))] = self.sentence.dates else {
            return None;
        };
        let date = (0..tree.len()).find(|&at| when.words.overlaps(tree.token(at).span))?;
        let last = (date + 1..tree.len()).all(|at| {
            when.words.overlaps(tree.token(at).span) || tree.token(at).upos == Upos::Punct
        });
        let below = event.roles.iter().any(|&(role, head)| {
            role == Role::Topic && tree.ancestors(date).any(|above| above == head)
        });
        // "told him that they had attacked in March": a clause of its own keeps its date.
        let finite = tree
            .ancestors(date)
            .take_while(|&above| above != event.host);
        let mut clauses = finite.filter(|&above| tree.token(above).relation.is("ccomp"));
        if clauses.any(|clause| case_of(tree, clause).iter().all(|mark| mark != "to")) {
            return None;
        }
        let joined = case_of(tree, date).iter().any(|case| case == "of");
        let verbal = tree.token(event.head).upos == Upos::Verb;
        (last && below && !joined && verbal && self.kinds.about(event.kind)).then(|| When {
            approximate: true,
            ..when.clone()
        })
    }

    fn voice(&self, put: &Putting, event: &Event) -> Attribution {
        let VoiceAt::Speaker {
            at,
            named,
            standing,
        } = put.voice
        else {
            return Attribution::Author;
        };
        let speaker = self.resolver.speaker(at, named);
        match standing {
            SpeakerStanding::Open => Attribution::Speaker(speaker),
            SpeakerStanding::Endorsed => Attribution::Endorsed(speaker),
            // What calls the deed itself false ("the invented attack") leaves nothing of it to take for granted.
            SpeakerStanding::Rejected if self.presupposed(event, at) => {
                Attribution::Speaker(speaker)
            }
            SpeakerStanding::Rejected => Attribution::Rejected(speaker),
        }
    }

    /// The least margin of the arcs of what may be any of its participants: "Spain, it never attacked" puts in front who
    /// may be meant, and what stands elsewhere may not.
    fn margin(&self, event: &Event) -> f32 {
        let tree = self.sentence.tree;
        let apart = tree.children_by(event.host, "dislocated");
        apart
            .map(|head| tree.token(head).margin)
            .fold(f32::INFINITY, f32::min)
    }
}
