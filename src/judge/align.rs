//! One assertion against one proposition: which stance, for which reasons.
//!
//! Nothing is said unless the two speak of the same event. A contradiction needs more: the event must be the claim's
//! beyond doubt, and what conflicts must be a role that admits one filler only.

use super::compare::Comparer;
use super::model::{Confidence, Reason, Stance};
use super::pattern::{Bearing, Compiled};
use crate::extract::{Assertion, Attribution, Modality, Polarity};
use crate::frame::{Comparison, Grain, Role};

/// Below this margin (nats) of the reading's weakest arc a conflict is not called one.
const UNSURE: f32 = 0.2;
/// Below this margin a finding's confidence is low.
const DOUBTFUL: f32 = 0.7;
/// An undated event further than this many days from the claim's window, by the narrative's date, is another one.
const NARRATIVE_REACH: i32 = 400;

/// A narrative date within so many days of the record's tells which event is meant.
const NEARBY: i32 = 31;

/// How far, in days, a wrong date may lie from the record's and still be meant for the same event.
const WRONG_BY: i32 = 5 * 366;

/// A stance with its ground.
#[derive(Debug, Clone)]
pub struct Aligned {
    /// The stance in the voice that speaks.
    pub stance: Stance,
    /// For reports: which way they point.
    pub points_to: Option<Stance>,
    /// Kebab-case name of what was found.
    pub code: String,
    /// How sure.
    pub confidence: Confidence,
    /// The roles compared.
    pub reasons: Vec<Reason>,
}

/// What is known about the place where an assertion stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Whether the subject of the claim's pack is established here.
    pub established: bool,
}

/// Aligns an assertion with a proposition about its kind of event (`opposed`: about a kind that excludes it).
pub fn align(
    comparer: &Comparer,
    assertion: &Assertion,
    pattern: &Compiled,
    place: Place,
    opposed: bool,
) -> Option<Aligned> {
    let reasons = comparer.roles(assertion, pattern);
    let alignment = Alignment {
        comparer,
        assertion,
        pattern,
        place,
        opposed,
        reasons: &reasons,
    };
    if !alignment.same_event() {
        return None;
    }
    let (stance, code) = alignment.bare_stance()?;
    let (stance, points_to, code) = alignment.voiced(stance, code)?;
    let confidence = alignment.confidence(&reasons);
    Some(Aligned {
        stance,
        points_to,
        code,
        confidence,
        reasons: reasons.clone(),
    })
}

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

    fn matches(&self, role: Role) -> bool {
        matches!(
            self.outcome(role),
            Some(Comparison::Same | Comparison::Narrower)
        )
    }

    fn exclusive(&self, role: Role) -> bool {
        self.pattern.exclusive.contains(&role)
    }

    /// Whether the assertion can speak of the proposition's event at all.
    fn same_event(&self) -> bool {
        let conflict = self
            .reasons
            .iter()
            .any(|reason| reason.outcome == Comparison::Different && !self.exclusive(reason.role));
        // What a decision is about tells which decision it is: another topic, another event.
        let other_topic = self.reasons.iter().any(|reason| {
            reason.role == Role::Topic
                && reason.outcome == Comparison::Unknown
                && reason.words.is_some()
        });
        // Agent and patient exchanged: the same event told the other way round.
        let conflict = conflict && !(self.exclusive(Role::Agent) && self.exchanged());
        !conflict
            && !other_topic
            && self.in_window()
            && (self.place.established || self.dated_match())
    }

    fn dated_match(&self) -> bool {
        self.assertion.time.is_some() && self.matches(Role::Time) && self.matches(Role::Agent)
    }

    fn in_window(&self) -> bool {
        let Some(window) = self.pattern.window else {
            return true;
        };
        match &self.assertion.time {
            Some(when) => {
                // Where no stretch is pinned, a wrong date is looked for some years around the right one.
                let free = self.exclusive(Role::Time) && !self.pattern.bounded;
                let slack = if free {
                    WRONG_BY
                } else {
                    i32::from(when.zoned)
                };
                when.interval.within_days(window, slack)
            }
            None => self
                .assertion
                .narrative_time
                .is_none_or(|narrative| narrative.within_days(window, NARRATIVE_REACH)),
        }
    }

    /// The stance of the words themselves, whoever says them.
    fn bare_stance(&self) -> Option<(Stance, String)> {
        if self.opposed {
            return self.opposed_event();
        }
        match (self.assertion.polarity, self.pattern.negated) {
            (Polarity::Positive, false) => self.affirmed(),
            (Polarity::Positive, true) => (self.decisive_stated() && self.identified())
                .then(|| (Stance::Contradicts, "contradicts-polarity".to_owned())),
            (Polarity::Negative, true) => self
                .decisive_stated()
                .then(|| (Stance::Agrees, "agrees".to_owned())),
            (Polarity::Negative, false) => (self.pattern.bearing == Bearing::States
                && self.decisive_stated()
                && self.identified())
            .then(|| (Stance::Contradicts, "contradicts-polarity".to_owned())),
            (Polarity::NotRole(role), negated) => self.denied_role(role, negated),
        }
    }

    fn affirmed(&self) -> Option<(Stance, String)> {
        let denies = self.pattern.bearing == Bearing::Denies;
        let conflict = self
            .reasons
            .iter()
            .find(|reason| reason.outcome == Comparison::Different && self.exclusive(reason.role));
        if let Some(conflict) = conflict {
            if denies {
                return None;
            }
            return if self.identified() && self.certain(conflict) {
                Some((
                    Stance::Contradicts,
                    format!("contradicts-{}", conflict.role.name()),
                ))
            } else {
                None
            };
        }
        if self.decisive_stated() {
            if denies {
                return (self.identified() && self.assertion.margin >= UNSURE)
                    .then(|| (Stance::Contradicts, "contradicts-rival".to_owned()));
            }
            return Some((Stance::Agrees, "agrees".to_owned()));
        }
        if denies || !self.touched() {
            return None;
        }
        let missing = self
            .pattern
            .decisive
            .iter()
            .find(|role| !self.matches(**role));
        Some((
            Stance::Partial,
            format!("partial-{}", missing.map_or("event", |role| role.name())),
        ))
    }

    /// An event of a kind that cannot be true of the claim's event.
    fn opposed_event(&self) -> Option<(Stance, String)> {
        let positive = self.assertion.polarity == Polarity::Positive && !self.pattern.negated;
        let told = self.assertion.time.is_none()
            && self
                .assertion
                .narrative_time
                .zip(self.pattern.time)
                .is_some_and(|(narrative, record)| {
                    record.grain <= Grain::Month && narrative.within_days(record, NEARBY)
                });
        let placed = self.matches(Role::Time) || self.matches(Role::Patient) || told;
        let stated = self
            .pattern
            .decisive
            .iter()
            .filter(|role| !matches!(role, Role::Event | Role::Time))
            .all(|role| self.matches(*role));
        (positive && placed && stated && self.assertion.margin >= UNSURE)
            .then(|| (Stance::Contradicts, "contradicts-event".to_owned()))
    }

    /// "It was not the South that attacked": about that participant only.
    fn denied_role(&self, role: Role, negated: bool) -> Option<(Stance, String)> {
        let named = self.matches(role);
        if !named || self.pattern.bearing == Bearing::Denies {
            return None;
        }
        if negated {
            Some((Stance::Agrees, "agrees".to_owned()))
        } else {
            self.identified()
                .then(|| (Stance::Contradicts, format!("contradicts-{}", role.name())))
        }
    }

    /// Whether every decisive role is stated compatibly.
    fn decisive_stated(&self) -> bool {
        self.pattern
            .decisive
            .iter()
            .all(|role| *role == Role::Event || self.matches(*role))
    }

    /// Whether the event is beyond doubt the proposition's.
    fn identified(&self) -> bool {
        // A date alone tells the event only if it is the very day; else somebody or something must be the record's.
        let day = self.outcome(Role::Time) == Some(Comparison::Same);
        let dated = match (&self.assertion.time, self.pattern.window) {
            (Some(when), Some(window)) => {
                when.interval.within_days(window, 1)
                    && (window.contains(when.interval) || self.unique())
                    && (day || self.participant())
            }
            _ => false,
        };
        let unique = self.unique() && self.matches(Role::Patient);
        let opening = self.assertion.opening && self.place.established;
        // Both sides of the event are those of the record, or exchanged: no third event is meant.
        let parties = self.place.established
            && self.assertion.time.is_none()
            && (self.matches(Role::Agent) && self.matches(Role::Patient) || self.exchanged());
        let topical = self.matches(Role::Agent) && self.matches(Role::Topic);
        dated || unique || opening || parties || topical
    }

    /// Whether some participant is the record's.
    fn participant(&self) -> bool {
        [
            Role::Agent,
            Role::Patient,
            Role::Recipient,
            Role::Topic,
            Role::Place,
        ]
        .into_iter()
        .any(|role| self.matches(role))
    }

    fn unique(&self) -> bool {
        self.comparer.kinds.unique(self.assertion.kind)
    }

    /// Whether agent and patient of the text are patient and agent of the record.
    fn exchanged(&self) -> bool {
        let (Some(agents), Some(patients)) = (
            self.pattern.targets(Role::Agent),
            self.pattern.targets(Role::Patient),
        ) else {
            return false;
        };
        let turned = Compiled {
            fillers: vec![
                (Role::Agent, patients.to_vec()),
                (Role::Patient, agents.to_vec()),
            ],
            time: None,
            ..self.pattern.clone()
        };
        let outcomes = self.comparer.roles(self.assertion, &turned);
        outcomes.len() == 2
            && outcomes
                .iter()
                .all(|reason| matches!(reason.outcome, Comparison::Same | Comparison::Narrower))
    }

    /// Whether enough of the event is stated to call it partly stated: its date, a unique event's patient, or another
    /// participant.
    fn touched(&self) -> bool {
        let dated = self.assertion.time.is_some()
            && self.pattern.window.is_some_and(|window| {
                self.assertion
                    .time
                    .as_ref()
                    .is_some_and(|when| when.interval.overlaps(window))
            });
        // "the outbreak of the war", where the subject is established, is that of its war.
        let unique = self.unique()
            && (self.matches(Role::Patient)
                || self.place.established
                    && self.outcome(Role::Patient) == Some(Comparison::Wider));
        let roles = [Role::Agent, Role::Patient, Role::Recipient, Role::Topic]
            .into_iter()
            .filter(|role| self.matches(*role))
            .count();
        // All that decides the claim but one role is there.
        let (stated, open): (Vec<Role>, Vec<Role>) = self
            .pattern
            .decisive
            .iter()
            .filter(|role| **role != Role::Event)
            .partition(|role| self.matches(**role));
        let nearly = !stated.is_empty() && open.len() == 1;
        unique || nearly || (dated && roles > 0) || roles > 1
    }

    /// Whether a conflict rests on firm ground: a named filler (or one that context gives without doubt), read with
    /// some margin.
    fn certain(&self, conflict: &Reason) -> bool {
        let coarse = conflict.role == Role::Time && !self.day_against_day(conflict);
        self.assertion.margin >= UNSURE && !coarse
    }

    /// A date contradicts only where the record's is not inside the text's, which the comparison of intervals has seen to;
    /// a date that was wholly carried over never does.
    fn day_against_day(&self, conflict: &Reason) -> bool {
        !conflict.carried
            || self
                .assertion
                .time
                .as_ref()
                .is_some_and(|when| when.interval.single_day().is_some())
    }

    /// The stance with modality and voice taken into account.
    fn voiced(&self, stance: Stance, code: String) -> Option<(Stance, Option<Stance>, String)> {
        let modality = match self.assertion.modality {
            Modality::Actual => None,
            Modality::Intended => Some("mentions-intended"),
            Modality::Possible => Some("mentions-possible"),
            Modality::Questioned => Some("mentions-questioned"),
        };
        if let Some(code) = modality {
            return Some((Stance::Mentions, None, code.to_owned()));
        }
        match &self.assertion.voice {
            Attribution::Author | Attribution::Endorsed(_) => Some((stance, None, code)),
            Attribution::Speaker(_) => Some((Stance::Reports, Some(stance), "reports".to_owned())),
            Attribution::Rejected(_) => match stance {
                Stance::Contradicts => {
                    Some((Stance::Agrees, None, "agrees-by-rejecting".to_owned()))
                }
                Stance::Agrees => {
                    Some((Stance::Contradicts, None, "contradicts-polarity".to_owned()))
                }
                _ => None,
            },
        }
    }

    fn confidence(&self, reasons: &[Reason]) -> Confidence {
        let carried = reasons.iter().any(|reason| reason.carried);
        let resolved = self
            .assertion
            .roles
            .iter()
            .any(|(_, filler)| filler.resolved);
        if self.assertion.margin < DOUBTFUL {
            Confidence::Low
        } else if carried || resolved {
            Confidence::Medium
        } else {
            Confidence::High
        }
    }
}
