//! One role of an assertion against the same role of a proposition.

use super::counterpart::FORCES;
use super::model::Reason;
use super::pattern::{Compiled, Target};
use crate::extract::lexicon::OpenWords;
use crate::extract::{Assertion, Filler, Polarity};
use crate::frame::{Comparison, EntityKind, EntityTable, Interval, KindTable, Role};

/// Compares the roles of assertions with those of propositions.
pub struct Comparer<'a> {
    /// The run's entities.
    pub entities: &'a EntityTable,
    /// The run's kinds.
    pub kinds: &'a KindTable,
    /// All assertions of the document: fillers refer to nested events by index.
    pub assertions: &'a [Assertion],
    /// The document's text, for the words of reasons.
    pub text: &'a str,
    /// Language of the text, for the names in reasons.
    pub language: &'a str,
    /// Common nouns that can name the same participant.
    pub words: &'a OpenWords,
}

/// The kind of event whose topic is not done.
pub(super) const REFUSAL: &str = "refuse";
/// The class of nouns that name people.
pub(super) const PEOPLE: &str = "people";

impl Comparer<'_> {
    /// Compares every role that the proposition fills, time included, in the order of [`Role::ALL`].
    pub fn roles(&self, assertion: &Assertion, pattern: &Compiled) -> Vec<Reason> {
        let reasons = Role::ALL
            .into_iter()
            .filter_map(|role| match role {
                Role::Quantity => pattern
                    .quantity
                    .as_ref()
                    .map(|record| self.quantity(assertion, record, pattern)),
                Role::Time => {
                    (pattern.time).map(|record| self.time(assertion, record, pattern.enough))
                }
                role => pattern
                    .targets(role)
                    .map(|targets| self.role(assertion, pattern, role, targets)),
            })
            .collect();
        told_by_number(reasons)
    }

    /// Whether the filler names somebody whom no pack lists, by a word with a capital letter inside the phrase, or by a noun
    /// that can stand for nobody.
    pub fn is_named(&self, filler: &Filler) -> bool {
        let words = self.text.get(filler.words.range()).unwrap_or_default();
        let mut words = words.split_whitespace();
        let first = words.next().unwrap_or_default();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let thing = filler.lemma.is_some() && filler.concept.is_none() && filler.entity.is_none();
        if thing && !capital(first) {
            return true;
        }
        let head = filler.lemma.as_deref().unwrap_or_default();
        let mut names = words.filter(|word| capital(word));
        filler.entity.is_none() && capital(first) && names.any(|word| word.to_lowercase() == head)
    }

    /// Whether the last word of the phrase is a name ("the Americans", not "American diplomats").
    pub fn is_called(&self, filler: &Filler) -> bool {
        let words = self.text.get(filler.words.range()).unwrap_or_default();
        let last = words.split_whitespace().next_back();
        last.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// "an attack on the island of Elba": done to what is named there, which no pack lists.
    fn strikes_strangers(&self, event: &Assertion) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let strange = |filler: &Filler| {
            let words = self.text.get(filler.words.range()).unwrap_or_default();
            let nobody = filler.entity.is_none() && filler.event.is_none();
            nobody && filler.inner.is_empty() && words.split_whitespace().any(capital)
        };
        let mut patients = event.fillers(Role::Patient).peekable();
        self.kinds.undertaking(event.kind) && patients.peek().is_some() && patients.all(strange)
    }

    /// Compares the time.
    fn time(&self, assertion: &Assertion, record: Interval, enough: Option<Interval>) -> Reason {
        let Some(when) = &assertion.time else {
            return self.reason(Role::Time, None, record.describe(), Comparison::Unknown);
        };
        let near = when.zoned && when.interval.within_days(record, 1);
        let mut outcome = if near {
            Comparison::Same
        } else {
            // "the day after the city was founded": that day is another's.
            let around = enough.filter(|all| when.is_lent() && all.contains(when.interval));
            Interval::compare_enough(around.unwrap_or(when.interval), record, enough)
        };
        // "In May they began to leave": when they had left is not said.
        let begun = assertion.onset
            && self.kinds.lengthy(assertion.kind)
            && when.interval.latest < record.earliest;
        if outcome == Comparison::Different && (when.approximate || begun) {
            outcome = Comparison::Unknown;
        }
        Reason {
            role: Role::Time,
            text: when.interval.describe(),
            record: record.describe(),
            outcome,
            words: Some(when.words),
            carried: when.carried,
        }
    }

    pub(super) fn role(
        &self,
        assertion: &Assertion,
        pattern: &Compiled,
        role: Role,
        targets: &[Target],
    ) -> Reason {
        let record = self.record(pattern, role, targets);
        let year = year(assertion, pattern);
        let places = places(assertion, pattern, role);
        // "signed it with Rome": Rome signed it, too.
        let both = role == Role::Agent
            && self.kinds.mutual(pattern.kind)
            && pattern.all_of.contains(&role)
            && pattern.targets(Role::Recipient).is_none();
        let with = assertion.fillers(Role::Recipient).filter(|_| both);
        let mut fillers: Vec<&Filler> =
            assertion.fillers(role).chain(&places).chain(with).collect();
        if fillers.is_empty() {
            fillers = self.counterparts(assertion, pattern, (role, targets), year);
        }
        let there = self
            .of_that_place(assertion, role, &fillers, targets)
            .or_else(|| self.where_they_live(assertion, role, &fillers, targets));
        if let Some(place) = there {
            return self.reason(role, Some(place), record, Comparison::Same);
        }
        if fillers.is_empty() {
            return self.reason(role, None, record, Comparison::Unknown);
        }
        let denied = assertion.polarity == Polarity::Negative;
        let doer = role == Role::Agent;
        let outcomes: Vec<Comparison> = fillers
            .iter()
            // "Nobody did it" leaves out him, too, who did; that somebody did not is not said by it.
            .map(
                |filler| match filler.any && denied && !(doer && pattern.negated) {
                    true => Comparison::Same,
                    // "took part in the fall of prices": a deed of that kind, but not the one that the claim is about.
                    false
                        if role == Role::Topic
                            && (self.befalls_others(filler, pattern)
                                || self.is_of_others(filler, pattern, year)) =>
                    {
                        Comparison::Unknown
                    }
                    false
                        if role == Role::Topic && self.tells_denied(assertion, filler, targets) =>
                    {
                        Comparison::Unknown
                    }
                    false => self.best(filler, targets, year),
                },
            )
            .collect();
        let (mut at, mut outcome) = (0, Comparison::Different);
        for (index, &found) in outcomes.iter().enumerate() {
            if rank(found) < rank(outcome) || index == 0 {
                (at, outcome) = (index, found);
            }
        }
        let some =
            |filler: &Filler| matches!(filler.concept.as_deref(), Some(FORCES | PEOPLE | "doers"));
        if self.kinds.as_a_whole(assertion.kind) && some(fillers[at]) {
            outcome = Comparison::Unknown;
        }
        // "Soviet tanks" may be those of whoever was given them.
        let accuses = outcome == Comparison::Different
            || pattern.negated && assertion.polarity == Polarity::Positive;
        let itself = fillers[at]
            .entity
            .is_some_and(|found| self.entities.all()[found].kind == EntityKind::Thing);
        if accuses && !itself && fillers[at].concept.as_deref() == Some("arms") {
            outcome = Comparison::Unknown;
        }
        if accuses && self.is_army_of_private(fillers[at]) {
            outcome = Comparison::Unknown;
        }
        let rival = fillers[at].entity.map(|entity| (role, entity));
        if outcome == Comparison::Narrower && rival.is_some_and(|one| pattern.barred.contains(&one))
        {
            outcome = Comparison::Different;
        }
        if role == Role::Topic
            && outcome == Comparison::Unknown
            && self.judges(assertion, fillers[at])
        {
            outcome = Comparison::Wider;
        }
        if role == Role::Topic
            && outcome == Comparison::Wider
            && self.does_itself(assertion, fillers[at], pattern, targets)
        {
            outcome = Comparison::Same;
        }
        if role == Role::Topic
            && outcome == Comparison::Unknown
            && (self.names_by_place(fillers[at], targets)
                || self.names_by_sort(assertion, fillers[at], pattern, targets))
        {
            outcome = Comparison::Same;
        }
        if pattern.all_of.contains(&role) && rank(outcome) <= rank(Comparison::Wider) {
            outcome = self.all(&fillers, targets, year);
            // "the United States alone": not both.
            let alone = fillers.iter().any(|filler| filler.alone);
            if alone && outcome == Comparison::Wider && pattern.exclusive.contains(&role) {
                outcome = Comparison::Different;
            }
        }
        self.reason(role, Some(fillers[at]), record, outcome)
    }

    /// "soldiers of his own army", of somebody of whom no pack tells on whose side he is: perhaps the record's.
    fn is_army_of_private(&self, filler: &Filler) -> bool {
        let owner = filler.entity.map(|found| &self.entities.all()[found]);
        let private = owner.is_some_and(|owner| {
            let sides = [
                &owner.part_of,
                &owner.acts_for,
                &owner.leads,
                &owner.member_of,
            ];
            owner.kind == EntityKind::Person && sides.iter().all(|side| side.is_empty())
        });
        private && filler.concept.as_deref() == Some(FORCES)
    }

    /// "The files show that he did not agree": against a record that says of what kind the fact is, and no more.
    fn tells_denied(&self, assertion: &Assertion, filler: &Filler, targets: &[Target]) -> bool {
        let by_kind = |target: &Target| matches!(target, Target::Event(_));
        let told = filler.event.and_then(|at| self.assertions.get(at));
        self.kinds.factual(assertion.kind)
            && assertion.polarity == Polarity::Positive
            && targets.iter().any(by_kind)
            && told.is_some_and(|event| event.polarity == Polarity::Negative)
    }

    /// "condemned Rome": the doer stands for the deed, which is not told.
    fn judges(&self, assertion: &Assertion, filler: &Filler) -> bool {
        let acts = |entity: usize| {
            let kind = self.entities.all()[entity].kind;
            matches!(
                kind,
                EntityKind::State
                    | EntityKind::Army
                    | EntityKind::Person
                    | EntityKind::Organisation
            )
        };
        let deed = filler.event.is_some() || filler.concept.as_deref() == Some(FORCES);
        self.kinds.of_whom(assertion.kind) && !deed && filler.entity.is_some_and(acts)
    }

    /// Whether every target is named by some filler; a bloc that holds them all is as good.
    fn all(&self, fillers: &[&Filler], targets: &[Target], year: Option<i16>) -> Comparison {
        let named = |target: &Target| {
            fillers
                .iter()
                .map(|filler| match target {
                    Target::Entity(record) if self.spells_out(filler, *record) => Comparison::Same,
                    _ => self.filler(filler, target, year),
                })
                .min_by_key(|outcome| rank(*outcome))
                .unwrap_or(Comparison::Unknown)
        };
        let worst = targets
            .iter()
            .map(named)
            .max_by_key(|outcome| rank(*outcome));
        match worst {
            Some(Comparison::Same | Comparison::Narrower) => Comparison::Same,
            _ => Comparison::Wider,
        }
    }

    /// Whether the words of a bloc name this member ("the United States and the Soviet Union").
    fn spells_out(&self, filler: &Filler, member: usize) -> bool {
        let all = self.entities.all();
        let Some(bloc) = filler.entity.map(|found| &all[found]) else {
            return false;
        };
        let member = &all[member];
        let belongs =
            bloc.kind == EntityKind::Bloc && member.member_of.iter().any(|link| link.to == bloc.id);
        let words = self.text.get(filler.words.range()).unwrap_or_default();
        belongs
            && member
                .names
                .get(self.language)
                .is_some_and(|names| names.iter().any(|name| words.contains(name.as_str())))
    }

    pub(super) fn best(
        &self,
        filler: &Filler,
        targets: &[Target],
        year: Option<i16>,
    ) -> Comparison {
        targets
            .iter()
            .map(|target| self.filler(filler, target, year))
            .min_by_key(|outcome| rank(*outcome))
            .unwrap_or(Comparison::Unknown)
    }

    fn filler(&self, filler: &Filler, target: &Target, year: Option<i16>) -> Comparison {
        match target {
            Target::Entity(record) => self.entity(filler, *record, year),
            Target::Event(kind) => match filler.event.and_then(|at| self.assertions.get(at)) {
                // What is agreed not to be done is not agreed to.
                Some(event) if event.withheld() => Comparison::Unknown,
                Some(event) if self.strikes_strangers(event) => Comparison::Unknown,
                Some(event) if self.names_event(event, *kind, 0) => Comparison::Same,
                _ if filler.concept.as_deref() == Some("plan") => Comparison::Wider,
                _ => Comparison::Unknown,
            },
            Target::Concept(concept) => {
                if filler.concept.as_ref() == Some(concept) {
                    Comparison::Same
                } else {
                    Comparison::Unknown
                }
            }
            Target::Word(word, concept) => self.word(filler, word, concept.as_deref()),
            Target::Proposition(records) => self.propositions(filler, records),
        }
    }

    /// A common noun: the same word, one that is used for the same thing, or one of the same class.
    fn word(&self, filler: &Filler, record: &str, concept: Option<&str>) -> Comparison {
        let same = filler
            .lemma
            .as_deref()
            .is_some_and(|lemma| self.words.alike(lemma, record))
            || (filler.deed.as_deref()).is_some_and(|verb| self.words.names_deed(verb, record))
            || filler.concept.is_some() && filler.concept.as_deref() == concept
            // "the Third Legion" is troops.
            || concept == Some(FORCES)
                && (filler.entity)
                    .is_some_and(|found| self.entities.all()[found].kind == EntityKind::Army)
            // "thirteen Romans" are people.
            || concept == Some(PEOPLE)
                && (filler.entity)
                    .is_some_and(|found| self.entities.all()[found].kind == EntityKind::People);
        if same {
            Comparison::Same
        } else {
            Comparison::Unknown
        }
    }

    fn entity(&self, filler: &Filler, record: usize, year: Option<i16>) -> Comparison {
        let known = &self.entities.all()[record];
        match (filler.entity, &filler.concept) {
            (Some(found), _) => {
                let compared =
                    (self.entities).compare(&self.entities.all()[found].id, &known.id, year);
                // "a large part of the South": whether it holds the town, nobody says.
                match compared {
                    Comparison::Wider if filler.portion || filler.arm => Comparison::Unknown,
                    Comparison::Wider => self.by_member(filler, &known.id, year),
                    compared => compared,
                }
            }
            (None, Some(concept)) if *concept == known.id => Comparison::Same,
            // "a war", "the conflict": the kind of thing, no more.
            (None, Some(concept)) if concept == "war" && known.kind == EntityKind::War => {
                Comparison::Wider
            }
            _ => Comparison::Unknown,
        }
    }

    /// "the Communist forces", where of all communist states the text has spoken of the record's alone. Another state than
    /// the record's makes no difference: the bloc was named, not the state.
    fn by_member(&self, bloc: &Filler, record: &str, year: Option<i16>) -> Comparison {
        let member = bloc.member.map(|found| &self.entities.all()[found].id);
        let compared = member.map(|member| self.entities.compare(member, record, year));
        match compared {
            Some(known @ (Comparison::Same | Comparison::Narrower)) => known,
            _ => Comparison::Wider,
        }
    }

    /// Whether an event is of `kind`, or is a plan or proposal whose topic is.
    fn names_event(&self, event: &Assertion, kind: crate::frame::EventKind, depth: usize) -> bool {
        if self.kinds.is_a(event.kind, kind) {
            return true;
        }
        // To refuse an attack, to put it off or to take part in it is not to bring it up.
        let refused = self
            .kinds
            .get(REFUSAL)
            .is_some_and(|no| self.kinds.is_a(event.kind, no));
        let apart = refused || self.kinds.in_topic(event.kind);
        depth < 2
            && self.kinds.about(event.kind)
            && !apart
            && event.fillers(Role::Topic).any(|topic| {
                topic
                    .event
                    .and_then(|at| self.assertions.get(at))
                    .is_some_and(|nested| self.names_event(nested, kind, depth + 1))
            })
    }

    pub(super) fn reason(
        &self,
        role: Role,
        filler: Option<&Filler>,
        record: String,
        outcome: Comparison,
    ) -> Reason {
        let words = filler.map(|filler| filler.words);
        let text = match filler {
            Some(Filler {
                entity: Some(entity),
                ..
            }) => self.name(*entity),
            Some(filler) => self
                .text
                .get(filler.words.range())
                .unwrap_or_default()
                .to_owned(),
            None => String::new(),
        };
        Reason {
            role,
            text,
            record,
            outcome,
            words,
            carried: false,
        }
    }

    pub(super) fn name(&self, entity: usize) -> String {
        let entity = &self.entities.all()[entity];
        entity
            .names
            .get(self.language)
            .or_else(|| entity.names.values().next())
            .and_then(|names| names.first())
            .unwrap_or(&entity.id)
            .clone()
    }
}

/// "told him that 4,143 people had been shot": where the number is the record's, those whom the text counts are, too.
fn told_by_number(mut reasons: Vec<Reason>) -> Vec<Reason> {
    let same =
        |reason: &Reason| reason.role == Role::Quantity && reason.outcome == Comparison::Same;
    if reasons.iter().any(same) {
        let matter = |reason: &&mut Reason| {
            reason.role == Role::Topic && reason.outcome == Comparison::Wider
        };
        for reason in reasons.iter_mut().filter(matter) {
            reason.outcome = Comparison::Same;
        }
    }
    reasons
}

/// For the place of a proposition read from a statement: the places named inside the text's phrases ("camps at A and B").
fn places(assertion: &Assertion, pattern: &Compiled, role: Role) -> Vec<Filler> {
    if role != Role::Place || !pattern.read {
        return Vec::new();
    }
    assertion
        .fillers(role)
        .flat_map(|filler| {
            filler.inner.iter().map(|&entity| Filler {
                entity: Some(entity),
                words: filler.words,
                ..Filler::default()
            })
        })
        .collect()
}

/// The order in which alternatives are preferred: an exact match first, a conflict last.
pub(super) fn rank(outcome: Comparison) -> u8 {
    match outcome {
        Comparison::Same => 0,
        Comparison::Narrower => 1,
        Comparison::Wider => 2,
        Comparison::Unknown => 3,
        Comparison::Different => 4,
    }
}

/// The year of the event: the text's, else the record's.
fn year(assertion: &Assertion, pattern: &Compiled) -> Option<i16> {
    assertion
        .time
        .as_ref()
        .and_then(|when| when.interval.single_year())
        .or_else(|| {
            pattern
                .time
                .or(pattern.window)
                .map(|record| record.earliest.year())
        })
}
