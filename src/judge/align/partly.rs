//! Whether enough of the claim's event is stated to call it partly stated.

use super::{Alignment, NEARBY, PARTICIPANTS};
use crate::extract::{Filler, Polarity, When};
use crate::frame::{Comparison, EntityKind, Grain, Interval, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::{Compiled, Target};

/// In days: within so many an event without a doer is taken for the one that a rival account tells.
const A_WEEK: i32 = 7;

/// How far off, in days, a date of an event that happens once may be that is only about right.
const HALF_A_YEAR: i32 = 183;

fn window_holds(window: Interval, when: &When) -> bool {
    window.contains(when.interval)
}

impl Alignment<'_> {
    /// Whether a role of a proposition read from a statement is stated, but vaguer than the record has it.
    pub(super) fn vaguer(&self, role: Role) -> bool {
        self.pattern.read && self.outcome(role) == Some(Comparison::Wider)
    }

    /// "Most of the prisoners were shot": the role that the record fills with all of them.
    pub(super) fn told_of_a_part(&self) -> Option<Role> {
        let roles = [Role::Agent, Role::Patient, Role::Recipient];
        roles.into_iter().find(|&role| {
            let mut told = self.assertion.fillers(role).peekable();
            let people = self.of_kind(role, &[EntityKind::People]);
            people && told.peek().is_some() && told.all(|one| one.portion)
        })
    }

    /// Whether enough of the event is stated to call it partly stated: its date, a unique event's patient, or another
    /// participant.
    pub(super) fn touched(&self) -> bool {
        let dated = self.assertion.time.is_some()
            && self.pattern.window.is_some_and(|window| {
                // Of a decade, which the stretch does not hold, nobody knows which event is meant.
                self.assertion.time.as_ref().is_some_and(|when| {
                    let known = when.interval.grain <= Grain::Year || window_holds(window, when);
                    known && when.interval.overlaps(window)
                })
            });
        // "the outbreak of the war", where the subject is established, is that of its war.
        let unique = self.unique()
            && (self.matches(Role::Patient)
                || self.place.established
                    && self.outcome(Role::Patient) == Some(Comparison::Wider));
        let roles = [Role::Agent, Role::Patient, Role::Recipient, Role::Topic]
            .into_iter()
            .filter(|role| self.matches(*role) || self.vaguer(*role))
            .filter(|role| !self.recalled(*role))
            .count();
        // "the plan", "the war": the kind of thing that the record names.
        let vague = [Role::Patient, Role::Topic]
            .into_iter()
            .any(|role| self.outcome(role) == Some(Comparison::Wider));
        // All that decides the claim but one role is there.
        let (stated, open): (Vec<Role>, Vec<Role>) = self
            .pattern
            .decisive
            .iter()
            .filter(|role| **role != Role::Event)
            .partition(|role| self.matches(**role) && !self.recalled(**role));
        // In a chapter that has come to the month of it, the doer tells which deed it is.
        let in_its_month = self.assertion.time.is_none()
            && self.assertion.polarity == Polarity::Positive
            && self.matches(Role::Agent)
            && open.iter().all(|role| *role == Role::Time)
            && (self.assertion.narrative_time.zip(self.pattern.window)).is_some_and(
                |(month, window)| month.grain <= Grain::Month && month.overlaps(window),
            );
        // Whoever supports, supports something: without it, nothing of the claim's deed is told.
        let aimless = stated == [Role::Agent]
            && open == [Role::Topic]
            && self.outcome(Role::Topic) != Some(Comparison::Wider)
            && !self.comparer.kinds.recalls(self.pattern.kind);
        // "The attack had been prepared": whoever prepared it, and when, it may be another's.
        let ownerless = stated == [Role::Topic]
            && open == [Role::Agent]
            && self.assertion.time.is_none()
            && !self.has_agent()
            && self.comparer.kinds.does_topic(self.pattern.kind);
        // "papers were released in 1993": of the same date, but not the thing that the record names.
        let other_thing =
            stated == [Role::Time] && open == [Role::Patient] && self.is_other_paper();
        // "opened in the 1990s": which of all that happened then is not said.
        let some_time = |window| {
            (self.assertion.time.as_ref()).is_some_and(|when| {
                when.interval.grain > Grain::Year && !window_holds(window, when)
            })
        };
        let coarse = self.pattern.window.is_some_and(some_time);
        let vague_thing = other_thing || coarse;
        let nearly =
            !stated.is_empty() && open.len() == 1 && !aimless && !ownerless && !vague_thing;
        let told = roles > 0 || vague || self.known_by_date() || self.doer_of_that_name();
        // What a decision is about tells which decision it is.
        let topical = self.matches(Role::Topic)
            && self.place.established
            && !self.recalled(Role::Topic)
            && (dated
                || self.assertion.polarity == Polarity::Negative
                || self.assertion.time.is_none() && self.has_agent())
            && !self.somebody_else();
        // A date that is only about right is near it, and very near where the same may happen again.
        let reach = if self.comparer.kinds.repeats(self.pattern.kind) {
            NEARBY
        } else {
            HALF_A_YEAR
        };
        let far = self
            .assertion
            .time
            .as_ref()
            .zip(self.pattern.time)
            .is_some_and(|(when, record)| {
                when.approximate && !when.interval.within_days(record, reach)
            });
        // "freed a large part of the South": which part, and so whether the record's, is not said.
        let some_part = self.outcome(Role::Patient) == Some(Comparison::Unknown)
            && (self.assertion.fillers(Role::Patient)).any(|filler| filler.portion);
        if (far || some_part) && !self.unique() {
            return false;
        }
        unique
            || nearly
            || topical
            || (dated && told)
            || in_its_month
            || roles > 1
            || self.of_document()
            || self.is_of_its_kind()
            || self.part_of_matter()
    }

    /// "captured the Roman orders": a matter of the record's kind is told with one of those who take part in it.
    fn part_of_matter(&self) -> bool {
        let shared = |filler: &Filler, record: &Compiled| {
            let matter = filler.event.and_then(|at| self.comparer.assertions.get(at));
            matter.is_some_and(|matter| {
                let reasons = self.comparer.roles(matter, record);
                reasons.iter().any(|reason| {
                    PARTICIPANTS.contains(&reason.role)
                        && matches!(reason.outcome, Comparison::Same | Comparison::Narrower)
                })
            })
        };
        [Role::Patient, Role::Topic].into_iter().any(|role| {
            let records = self.pattern.targets(role).unwrap_or_default().iter();
            let records = records.filter_map(|target| match target {
                Target::Proposition(records) => Some(records),
                _ => None,
            });
            self.outcome(role) == Some(Comparison::Wider)
                && records.flatten().any(|record| {
                    let mut fillers = self.assertion.fillers(role);
                    fillers.any(|filler| shared(filler, record))
                })
        })
    }

    /// "a school of historians", where the record has the revisionist school: one of those that are called so.
    fn doer_of_that_name(&self) -> bool {
        let all = self.comparer.entities.all();
        let called = |target: &Target, lemma: &str| {
            let Target::Entity(entity) = target else {
                return false;
            };
            let last = |name: &String| name.split(' ').next_back() == Some(lemma);
            all[*entity].kind == EntityKind::Thing
                && all[*entity].names.values().flatten().any(last)
        };
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        self.assertion.fillers(Role::Agent).any(|filler| {
            let lemma = filler.lemma.as_deref();
            filler.entity.is_none()
                && lemma.is_some_and(|lemma| targets.iter().any(|target| called(target, lemma)))
        })
    }

    /// "It is unclear who started the war", told of an event that the claim says its doers did not do.
    pub(super) fn leaves_doer_open(&self) -> bool {
        let left = |open: Role| (self.assertion.left_open.iter()).any(|(role, _)| *role == open);
        left(Role::Agent) && left(Role::Event) && self.touched()
    }

    /// "On 25 June shells fell along the line": what the claim denies of somebody for certain days happened then, and the
    /// text leaves open by whom.
    pub(super) fn told_without_doer(&self) -> bool {
        let own = self.assertion.time.as_ref();
        let own = own.filter(|when| !when.carried && !when.approximate);
        let on_the_days = (own.zip(self.pattern.time)).is_some_and(|(when, days)| {
            let next = days.shifted(A_WEEK);
            days.contains(when.interval) && next.is_some_and(|next| !next.overlaps(days))
        });
        let elsewhere =
            |reason: &Reason| reason.words.is_some() && reason.outcome == Comparison::Unknown;
        let nobody = !self.has_agent() && self.assertion.left_open.is_empty();
        on_the_days && nobody && self.place.established && !self.reasons.iter().any(elsewhere)
    }

    /// "Border clashes went on": a proposition that names nobody is told by the kind of its event, where the text names none
    /// but the record's own.
    fn is_of_its_kind(&self) -> bool {
        let own = |entity: usize| {
            self.pattern.shows.contains(&entity) || self.pattern.company.contains(&entity)
        };
        let mut named = self
            .assertion
            .roles
            .iter()
            .filter_map(|(_, filler)| filler.entity)
            .peekable();
        self.pattern.fillers.is_empty()
            && self.place.established
            && self.assertion.time.is_none()
            && named.peek().is_some()
            && named.all(own)
    }

    /// "The Resolution was passed", "the officers were held in camps": what was done to a document, or to the people whom the
    /// claim is about, if the text names them in full.
    fn of_document(&self) -> bool {
        let own = [EntityKind::Document, EntityKind::People];
        let named =
            |role: Role| self.outcome(role) == Some(Comparison::Same) && self.of_kind(role, &own);
        let subject = self.pattern.read && self.place.established;
        subject && (named(Role::Patient) || named(Role::Topic)) && !self.somebody_else()
    }

    /// Whether the text names in full one of these kinds in the role.
    pub(super) fn of_kind(&self, role: Role, kinds: &[EntityKind]) -> bool {
        let all = self.comparer.entities.all();
        self.assertion.fillers(role).any(|filler| {
            let of_kind = |at: usize| kinds.contains(&all[at].kind);
            filler.entity.is_some_and(of_kind) && !filler.resolved
        })
    }

    /// Whether the record's patient is one document by its name, and the text has papers that no pack knows.
    fn is_other_paper(&self) -> bool {
        let all = self.comparer.entities.all();
        let one = |target: &Target| {
            matches!(target, Target::Entity(entity)
                if all[*entity].kind == EntityKind::Document && !all[*entity].plural)
        };
        let targets = self.pattern.targets(Role::Patient).unwrap_or_default();
        let unknown = |filler: &Filler| filler.entity.is_none() && filler.event.is_none();
        let mut papers = self.assertion.fillers(Role::Patient).peekable();
        targets.iter().all(one) && papers.peek().is_some() && papers.all(unknown)
    }

    /// Whether the text gives the event a doer, known or not.
    pub(super) fn has_agent(&self) -> bool {
        self.assertion.fillers(Role::Agent).next().is_some()
            || self
                .assertion
                .unresolved
                .iter()
                .any(|(role, _)| *role == Role::Agent)
    }

    /// Whether nothing but context fills the role, and not for sure: with that, little is stated.
    pub(super) fn recalled(&self, role: Role) -> bool {
        let mut fillers = self.assertion.fillers(role).peekable();
        fillers.peek().is_some() && fillers.all(|filler| filler.weak && filler.event.is_some())
    }

    /// Whether the deed is somebody's or something's who is neither known to the packs nor may stand for anybody that is.
    pub(super) fn somebody_else(&self) -> bool {
        let decides = self.pattern.decisive.contains(&Role::Agent);
        decides
            && self.outcome(Role::Agent) == Some(Comparison::Unknown)
            && self
                .assertion
                .fillers(Role::Agent)
                .any(|filler| self.comparer.is_named(filler))
    }
}
