//! One assertion against one proposition: which stance, for which reasons.
//!
//! Nothing is said unless the two speak of the same event. A contradiction needs more: the event must be the claim's
//! beyond doubt, and what conflicts must be a role that admits one filler only.

mod amounting;
mod denial;
mod identity;
mod implied;
mod number;
mod outcome;
mod partly;
mod quality;
mod rival;

pub use outcome::{Aligned, Gate, Outcome};

use super::compare::Comparer;
use super::model::{Confidence, Reason, Stance};
use super::pattern::{Bearing, Compiled, Relation};
use crate::extract::{Assertion, Attribution, Modality, Polarity, When};
use crate::frame::{Comparison, EntityKind, Grain, Interval, Role};
use jiff::civil::Date;

/// Below this margin a finding's confidence is low.
const DOUBTFUL: f32 = 0.7;
/// An undated event further than this many days from the claim's window, by the narrative's date, is another one.
const NARRATIVE_REACH: i32 = 400;

/// A date lent by another clause or sentence further than this many days from the claim's window is another event's.
const LENT_REACH: i32 = 92;

/// A narrative date within so many days of the record's tells which event is meant.
const NEARBY: i32 = 31;

/// How far, in days, a wrong date may lie from the record's and still be meant for the same event.
const WRONG_BY: i32 = 5 * 366;

/// The roles of those who take part.
const PARTICIPANTS: [Role; 5] = [
    Role::Agent,
    Role::Patient,
    Role::Recipient,
    Role::Topic,
    Role::Place,
];

/// What is known about the place where an assertion stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Whether the subject of the claim's pack is established here.
    pub established: bool,
}

/// Aligns an assertion with a proposition about an event of a kind to which its own stands in `relation`.
///
/// A date that was lent by another clause or sentence may place the event among those on record, but what conflicts only
/// in that light does not conflict.
pub fn align(
    comparer: &Comparer,
    assertion: &Assertion,
    pattern: &Compiled,
    place: Place,
    relation: Relation,
) -> Outcome {
    if relation == Relation::AmountsTo {
        return amounting::align(comparer, assertion, pattern, place);
    }
    let opposed = relation == Relation::Excludes;
    let outcome = align_as_told(comparer, assertion, pattern, place, opposed);
    let lent = assertion.time.as_ref().is_some_and(When::is_lent);
    if !lent || !outcome.conflicts() {
        return outcome;
    }
    let undated = Assertion {
        time: None,
        ..assertion.clone()
    };
    align_as_told(comparer, &undated, pattern, place, opposed)
}

fn align_as_told(
    comparer: &Comparer,
    assertion: &Assertion,
    pattern: &Compiled,
    place: Place,
    opposed: bool,
) -> Outcome {
    let reasons = comparer.roles(assertion, pattern);
    let alignment = Alignment {
        comparer,
        assertion,
        pattern,
        place,
        opposed,
        reasons: &reasons,
    };
    let found = alignment.stance();
    let implied = (found.as_ref().ok())
        .filter(|(stance, _, _)| *stance == Stance::Partial)
        .and_then(|_| alignment.implied());
    if let Some(reasons) = implied {
        return Outcome::Aligned(Aligned {
            stance: Stance::Agrees,
            points_to: None,
            code: "agrees".to_owned(),
            confidence: Confidence::Low,
            reasons,
        });
    }
    match found {
        Ok((stance, points_to, _))
            if assertion.loose && points_to.unwrap_or(stance) != Stance::Agrees =>
        {
            Outcome::Stopped {
                gate: Gate::Looser,
                reasons,
            }
        }
        Ok((stance, points_to, code)) => Outcome::Aligned(Aligned {
            stance,
            points_to,
            code,
            confidence: alignment.confidence(&reasons),
            reasons,
        }),
        Err(gate) => Outcome::Stopped { gate, reasons },
    }
}

/// A stance of the bare words with its code.
type Bare = Result<(Stance, String), Gate>;

struct Alignment<'a> {
    comparer: &'a Comparer<'a>,
    assertion: &'a Assertion,
    pattern: &'a Compiled,
    place: Place,
    opposed: bool,
    reasons: &'a [Reason],
}

impl Alignment<'_> {
    fn outcome(&self, role: Role) -> Option<Comparison> {
        self.reasons
            .iter()
            .find(|reason| reason.role == role)
            .map(|reason| reason.outcome)
    }

    /// "entered Annam": whoever is named in full, and is nothing to those of the record, takes part in another event.
    fn names_a_stranger(&self) -> bool {
        let elsewhere = self.pattern.targets(Role::Patient).is_none()
            && self.pattern.targets(Role::Place).is_some()
            && self.assertion.fillers(Role::Patient).any(|one| {
                let place = |entity: usize| {
                    let kind = self.comparer.entities.all()[entity].kind;
                    matches!(kind, EntityKind::Place | EntityKind::State)
                };
                let named = one.entity.filter(|&entity| place(entity) && !one.resolved);
                named.is_some_and(|entity| !self.is_in_place(entity))
            });
        elsewhere
            || self.befell_strangers()
            || self.reasons.iter().any(|reason| {
                let mut fillers = self.assertion.fillers(reason.role).peekable();
                reason.outcome == Comparison::Unknown
                    && matches!(reason.role, Role::Patient | Role::Place)
                    && fillers.peek().is_some()
                    && fillers.all(|one| one.entity.is_some() && !one.resolved)
            })
    }

    fn matches(&self, role: Role) -> bool {
        matches!(
            self.outcome(role),
            Some(Comparison::Same | Comparison::Narrower)
        )
    }

    /// Whether the role admits the record's filler only; where that is several, a text may name others beside them, unless
    /// it says that somebody did it alone, or a pack says that nobody else did.
    fn exclusive(&self, role: Role) -> bool {
        let alone = || self.assertion.fillers(role).any(|filler| filler.alone);
        let several = self.pattern.all_of.contains(&role) && self.pattern.read;
        self.pattern.exclusive.contains(&role) && (!several || alone())
    }

    fn stance(&self) -> Result<(Stance, Option<Stance>, String), Gate> {
        self.same_event()?;
        let (stance, code) = self.bare_stance()?;
        let voiced = self.voiced(stance, code)?;
        if voiced.0 == Stance::Contradicts {
            require(self.placed(), Gate::NotEstablished)?;
            require(!self.may_fight_back(), Gate::MeetsForces)?;
            self.chosen_surely()?;
        }
        Ok(voiced)
    }

    /// "attacked the northern tanks": where the record names no such forces, whoever meets them may only fight back.
    fn may_fight_back(&self) -> bool {
        let named = |lemma: &String| self.pattern.words.contains(lemma);
        let mut sufferers = self.assertion.fillers(Role::Patient);
        self.assertion.meets_forces
            && self.assertion.polarity == Polarity::Positive
            && !self.assertion.opening
            && !sufferers.any(|one| one.lemma.as_ref().is_some_and(named))
    }

    /// Whether the assertion can speak of the proposition's event at all.
    fn same_event(&self) -> Result<(), Gate> {
        let conflict = self
            .reasons
            .iter()
            .find(|reason| reason.outcome == Comparison::Different && !self.exclusive(reason.role));
        // What a decision is about tells which decision it is: another topic, another event.
        let other_topic = self.reasons.iter().any(|reason| {
            reason.role == Role::Topic
                && reason.outcome == Comparison::Unknown
                && reason.words.is_some()
        });
        if let Some(conflict) = conflict {
            // Agent and patient exchanged: the same event told the other way round.
            require(
                self.exclusive(Role::Agent) && self.exchanged(),
                Gate::OtherEvent(conflict.role),
            )?;
        }
        require(!other_topic, Gate::OtherTopic)?;
        require(self.in_window(), Gate::Window)?;
        let named = || self.named_match() || self.named_beside();
        require(self.placed() || named(), Gate::NotEstablished)
    }

    /// Whether the subject is established here, or the sentence names it by date and doer.
    fn placed(&self) -> bool {
        self.place.established || self.dated_match()
    }

    fn dated_match(&self) -> bool {
        // "The war did not begin on 25 June 1950": no other war began on that day.
        let very_day = self.unique()
            && self.matches(Role::Patient)
            && self.on_the_very_day()
            && (self.assertion.time.as_ref()).is_some_and(|when| !when.carried);
        let party =
            self.matches(Role::Agent) || self.pattern.read && self.participants() > 1 || very_day;
        self.assertion.time.is_some() && self.matches(Role::Time) && party
    }

    fn in_window(&self) -> bool {
        let Some(window) = self.pattern.window else {
            return true;
        };
        // What is still so is no deed of a day long past.
        if self.assertion.of_today && window.single_year().is_some() {
            return false;
        }
        match &self.assertion.time {
            Some(when) => {
                // Where no stretch is pinned, a wrong date is looked for some years around the right one.
                let free = self.exclusive(Role::Time) && !self.pattern.bounded;
                let slack = if free {
                    WRONG_BY
                } else if when.is_lent() {
                    LENT_REACH
                } else {
                    i32::from(when.zoned)
                };
                let same_day_of_year =
                    free && self.pattern.read && anniversary(when.interval, window);
                when.interval.within_days(window, slack) || same_day_of_year
            }
            None if self.never() => true,
            None if self.is_over_before(window) => false,
            None => self
                .assertion
                .narrative_time
                .is_none_or(|narrative| narrative.within_days(window, NARRATIVE_REACH)),
        }
    }

    /// The stance of the words themselves, whoever says them.
    fn bare_stance(&self) -> Bare {
        if self.opposed {
            return self.opposed_event();
        }
        let contradicts = (Stance::Contradicts, "contradicts-polarity".to_owned());
        match (self.assertion.polarity, self.pattern.negated) {
            (Polarity::Positive, false) => self.affirmed(),
            (Polarity::Positive, true) => {
                require(self.pattern.bearing == Bearing::States, Gate::RivalDenied)?;
                match self.decisive_stated() {
                    Err(Gate::NotStated(Role::Agent))
                        if self.leaves_doer_open() || self.told_without_doer() =>
                    {
                        Ok((Stance::Partial, format!("partial-{}", Role::Agent.name())))
                    }
                    stated => {
                        stated?;
                        self.identified()?;
                        require(!self.in_a_strange_place(), Gate::OtherEvent(Role::Place))?;
                        require(!self.befell_strangers(), Gate::OtherEvent(Role::Patient))?;
                        require(!self.on_a_day_of_its_own(), Gate::OtherEvent(Role::Time))?;
                        self.done_to_those_of_record()?;
                        Ok(contradicts)
                    }
                }
            }
            (Polarity::Negative, true) if self.pattern.bearing == Bearing::Denies => {
                self.rival_told()
            }
            (Polarity::Negative, true) => self.denied_as_in_record(),
            (Polarity::Negative, false) => {
                require(self.pattern.bearing == Bearing::States, Gate::RivalDenied)?;
                require(!self.assertion.inferred, Gate::Inferred)?;
                require(!self.pattern.alternative, Gate::AlternativeDenied)?;
                require(!self.either_may(), Gate::OtherDenied(Role::Agent))?;
                require(!self.other_may_suffer(), Gate::OtherDenied(Role::Patient))?;
                self.decisive_stated()?;
                self.identified()?;
                // Who rejects a denial affirms what it says, circumstances and all.
                if !matches!(self.assertion.voice, Attribution::Rejected(_)) {
                    self.denied_as_a_whole()?;
                }
                Ok(contradicts)
            }
            // Denying one participant presupposes the event; for a proposition that leaves the role open, that is all.
            (Polarity::NotRole(role), false) if self.outcome(role).is_none() => self.affirmed(),
            (Polarity::NotRole(role), negated) => self.denied_role(role, negated),
        }
    }

    fn affirmed(&self) -> Bare {
        let denies = self.pattern.bearing == Bearing::Denies;
        let conflict = self
            .reasons
            .iter()
            .find(|reason| reason.outcome == Comparison::Different && self.exclusive(reason.role));
        if let Some(conflict) = conflict {
            require(!denies, Gate::RivalDiffers(conflict.role))?;
            require(!self.assertion.inferred, Gate::Inferred)?;
            // "became consul again": that was another time, and perhaps by another's choice.
            require(!self.assertion.repeated, Gate::OtherEvent(conflict.role))?;
            let another = self.names_a_stranger() || self.befell_another_thing();
            // "entered the capital in May": the record's day is that of the land.
            let within = conflict.role == Role::Time && self.in_a_part();
            let elsewhere = another || within || self.in_a_strange_place();
            let some = conflict.role == Role::Topic && self.tells_of_some();
            require(!elsewhere && !some, Gate::OtherEvent(conflict.role))?;
            self.identified()?;
            if !self.pattern.read {
                self.stated_but(conflict.role)?;
            }
            self.certain(conflict)?;
            self.counts_all(conflict)?;
            self.of_its_sort()?;
            self.is_told_of_record(conflict)?;
            let code = format!("contradicts-{}", conflict.role.name());
            return Ok((Stance::Contradicts, code));
        }
        let stated = self.decisive_stated();
        if denies {
            stated?;
            require(self.says_as_much(), Gate::RivalSaysMore)?;
            // "kept it until May": an account without a date tells of all the time.
            let passing = self.assertion.passing || self.assertion.repeated;
            require(
                !self.of_another_year() && !passing,
                Gate::OtherEvent(Role::Time),
            )?;
            require(!self.done_by_some(), Gate::RivalSaysMore)?;
            require(!self.in_a_strange_place(), Gate::OtherEvent(Role::Place))?;
            self.of_its_sort()?;
            self.identified()?;
            self.read_surely()?;
            return Ok((Stance::Contradicts, "contradicts-rival".to_owned()));
        }
        let sort = self.of_its_sort();
        // Another wording of the claim states nothing without the sort that it tells.
        if self.pattern.further {
            sort?;
        }
        let Err(missing) = stated.and(sort) else {
            let of_some = || self.told_of_a_part();
            let event = self.assertion.in_part.then_some(Role::Event);
            return Ok(match event.or_else(of_some) {
                None => (Stance::Agrees, "agrees".to_owned()),
                Some(role) => (Stance::Partial, format!("partial-{}", role.name())),
            });
        };
        require(self.touched(), Gate::Untouched)?;
        let role = match missing {
            Gate::NotStated(role) => role,
            _ => Role::Event,
        };
        Ok((Stance::Partial, format!("partial-{}", role.name())))
    }

    /// An event of a kind that cannot be true of the claim's event.
    fn opposed_event(&self) -> Bare {
        let positive = self.assertion.polarity == Polarity::Positive && !self.pattern.negated;
        require(positive, Gate::OpposedDenied)?;
        // "refused for a year": then it may have agreed.
        require(!self.assertion.for_a_while, Gate::DeniedWith)?;
        require(!self.is_done_by_part(), Gate::RivalSaysMore)?;
        let told = self.assertion.time.is_none()
            && !self.of_others()
            && self
                .assertion
                .narrative_time
                .zip(self.pattern.time)
                .is_some_and(|(narrative, record)| {
                    record.grain <= Grain::Month && narrative.within_days(record, NEARBY)
                });
        let placed = self.matches(Role::Time) || self.matches(Role::Patient) || told;
        require(placed, Gate::Unplaced)?;
        let open = self
            .pattern
            .decisive
            .iter()
            .filter(|role| !matches!(role, Role::Event | Role::Time))
            .find(|role| !self.matches(**role));
        if let Some(role) = open {
            return Err(Gate::NotStated(*role));
        }
        self.read_surely()?;
        Ok((Stance::Contradicts, "contradicts-event".to_owned()))
    }

    /// Whether somebody takes part whom the claim's statement does not name: the surrender of others excludes nothing.
    fn of_others(&self) -> bool {
        let mut named = self
            .assertion
            .roles
            .iter()
            .filter_map(|(_, filler)| filler.entity);
        named.any(|entity| !self.pattern.company.contains(&entity))
    }

    /// Whether every decisive role but `conflicting` is stated compatibly: else another event may be meant.
    fn stated_but(&self, conflicting: Role) -> Result<(), Gate> {
        let open = self
            .pattern
            .decisive
            .iter()
            .find(|role| ![Role::Event, conflicting].contains(role) && !self.matches(**role));
        match open {
            Some(role) => Err(Gate::NotStated(*role)),
            None => Ok(()),
        }
    }

    /// Whether every decisive role is stated compatibly.
    fn decisive_stated(&self) -> Result<(), Gate> {
        let open =
            self.pattern.decisive.iter().find(|role| {
                **role != Role::Event && !self.matches(**role) && !self.unsaid(**role)
            });
        match open {
            Some(role) => Err(Gate::NotStated(*role)),
            None => Ok(()),
        }
    }

    /// The stance with modality and voice taken into account.
    fn voiced(
        &self,
        stance: Stance,
        code: String,
    ) -> Result<(Stance, Option<Stance>, String), Gate> {
        let left_open = self
            .assertion
            .left_open
            .iter()
            .any(|(role, _)| *role == Role::Event);
        let modality = match self.assertion.modality {
            // "It is unclear whether they attacked": the author tells that it is open.
            Modality::Questioned if left_open => {
                let decided = matches!(stance, Stance::Agrees | Stance::Contradicts);
                let stance = if decided { Stance::Partial } else { stance };
                return Ok((stance, None, format!("partial-{}", Role::Event.name())));
            }
            Modality::Actual if self.pattern.planned => return Err(Gate::NotStated(Role::Event)),
            Modality::Intended if self.pattern.planned => None,
            Modality::Actual => None,
            Modality::Intended => Some("mentions-intended"),
            Modality::Possible => Some("mentions-possible"),
            Modality::Questioned => Some("mentions-questioned"),
            Modality::Distanced => Some("mentions-distanced"),
        };
        if let Some(code) = modality {
            return Ok((Stance::Mentions, None, code.to_owned()));
        }
        // A time that only opens ("after the war had begun") leaves open which of the later deeds it was.
        let opens = |when: &When| when.interval.latest == Date::MAX && !when.since;
        let undated =
            self.assertion.time.as_ref().is_none_or(opens) && self.pattern.window.is_some();
        let told_after = undated && self.assertion.told_after;
        if told_after && stance == Stance::Contradicts && !self.is_rejected() {
            return Err(Gate::ToldAfter);
        }
        // What a speaker was made to say just before, and may still be saying, accuses nobody.
        let quoted = || self.assertion.echoes.is_some() || self.found_by_its_holders();
        if stance == Stance::Contradicts && quoted() {
            return Ok((Stance::Reports, Some(stance), "reports".to_owned()));
        }
        match (&self.assertion.voice, stance) {
            (Attribution::Author | Attribution::Endorsed(_), Stance::Contradicts)
                if undated && self.may_be_another() || self.is_of_another_occasion() =>
            {
                Err(Gate::Another)
            }
            (Attribution::Author | Attribution::Endorsed(_), _) => Ok((stance, None, code)),
            (Attribution::Speaker(_), _) => {
                Ok((Stance::Reports, Some(stance), "reports".to_owned()))
            }
            (Attribution::Rejected(_), Stance::Contradicts) => {
                Ok((Stance::Agrees, None, "agrees-by-rejecting".to_owned()))
            }
            // A key says that a statement is false, not what in it is.
            (Attribution::Rejected(_), Stance::Agrees) if self.assertion.struck => {
                Err(Gate::RejectedInPart)
            }
            (Attribution::Rejected(_), Stance::Agrees) => {
                self.identified()?;
                self.read_surely()?;
                if !self.pattern.negated {
                    require(!self.pattern.alternative, Gate::AlternativeDenied)?;
                    self.denied_as_a_whole()?;
                }
                Ok((Stance::Contradicts, None, "contradicts-polarity".to_owned()))
            }
            (Attribution::Rejected(_), _) => Err(Gate::RejectedInPart),
        }
    }

    fn is_rejected(&self) -> bool {
        matches!(self.assertion.voice, Attribution::Rejected(_))
    }

    fn confidence(&self, reasons: &[Reason]) -> Confidence {
        let carried = reasons.iter().any(|reason| reason.carried);
        let resolved = self
            .assertion
            .roles
            .iter()
            .any(|(_, filler)| filler.resolved);
        if self.margin() < DOUBTFUL || self.weak_role().is_some() {
            Confidence::Low
        } else if carried || resolved {
            Confidence::Medium
        } else {
            Confidence::High
        }
    }
}

/// Whether both are single days with the same month and day: the year alone is wrong.
fn anniversary(one: Interval, other: Interval) -> bool {
    one.single_day()
        .zip(other.single_day())
        .is_some_and(|(one, other)| (one.month(), one.day()) == (other.month(), other.day()))
}

/// Goes on where `holds`, else stops there.
fn require(holds: bool, gate: Gate) -> Result<(), Gate> {
    if holds { Ok(()) } else { Err(gate) }
}
