//! What an account that rivals the claim says, and whether a text says as much.

use super::{Alignment, Bare, Gate, require};
use crate::extract::{Aside, Attribution, Filler};
use crate::frame::{Comparison, EntityKind, Interval, Role};
use crate::judge::counterpart::FORCES;
use crate::judge::model::Stance;
use crate::judge::pattern::{Target, whole_chain};

impl Alignment<'_> {
    /// An account that denies the claim by saying that something did not happen, and that is what is said.
    pub(super) fn rival_told(&self) -> Bare {
        self.decisive_stated()?;
        self.identified()?;
        require(
            !self.denied_of_one_of_a_sort(),
            Gate::OtherDenied(Role::Agent),
        )?;
        self.denied_as_a_whole()?;
        self.read_surely()?;
        Ok((Stance::Contradicts, "contradicts-rival".to_owned()))
    }

    /// "No foreign power did it" is an account of all powers: that Spain did not do it is no such account.
    fn denied_of_one_of_a_sort(&self) -> bool {
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        let sort = |target: &Target| matches!(target, Target::Word(..) | Target::Concept(_));
        let mut doers = self.assertion.fillers(Role::Agent);
        !targets.is_empty() && targets.iter().all(sort) && doers.any(|doer| doer.entity.is_some())
    }

    /// "announced it" is not yet "announced it immediately", "Rome did it" not "Rome alone did it", "senators" not "all
    /// senators", and "in May" not "from May".
    pub(super) fn says_as_much(&self) -> bool {
        let told = |adverb: &String| {
            let mut asides = self.assertion.asides.iter();
            asides.any(|aside| aside.lemma == *adverb)
        };
        let alone = || {
            let mut roles = self.assertion.roles.iter();
            roles.any(|(_, filler)| filler.alone)
        };
        // "from May it spread more widely", "again": before, it had, too.
        let from = || {
            let since = self.assertion.time.as_ref().is_some_and(|when| when.since);
            since && !self.assertion.repeated && !self.has_aside()
        };
        // "finally told the truth", "told half of it": before, or of the rest, it did not.
        let qualified = (self.assertion.asides.iter())
            .any(|aside| aside.qualifies && !self.pattern.adverbs.contains(&aside.lemma));
        let mut means = self.assertion.fillers(Role::Instrument);
        if qualified || means.any(|one| one.portion) {
            return false;
        }
        let whole = |role: &Role| self.assertion.fillers(*role).any(|filler| filler.whole);
        self.pattern.adverbs.iter().all(told)
            && self.pattern.whole.iter().all(whole)
            && (!self.pattern.alone || alone())
            && (!self.pattern.since || from())
    }

    /// "was cleared by a senate two years later": a rival account without a date is about the time that the claim gives.
    pub(super) fn of_another_year(&self) -> bool {
        let Some(when) = self.assertion.time.as_ref().filter(|when| !when.carried) else {
            return false;
        };
        let dates = &self.pattern.dates;
        let year = |date: &Interval| {
            date.earliest.year() <= when.interval.latest.year()
                && when.interval.earliest.year() <= date.latest.year()
        };
        self.pattern.window.is_none() && !dates.is_empty() && !dates.iter().any(year)
    }

    /// "on earlier flights": undated, it is another deed.
    pub(super) fn is_of_another_occasion(&self) -> bool {
        let dated = self
            .assertion
            .time
            .as_ref()
            .is_some_and(|when| !when.carried);
        self.assertion.other_occasion && !dated
    }

    /// "Two senators voted against it" is not yet "the Senate voted against it"; ten divisions fight for the whole army.
    pub(super) fn done_by_some(&self) -> bool {
        // "killed a few villagers": the account tells of the villagers.
        let mut suffering = self.assertion.fillers(Role::Patient);
        let told_of_all =
            self.pattern.quantity.is_none() && self.pattern.targets(Role::Patient).is_some();
        // "expelled the Roman envoy" is not "expelled the Romans".
        let servant = |one: &Filler| one.arm && one.concept.as_deref() != Some(FORCES);
        let few = |one: &Filler| one.portion || one.counted.is_some() || servant(one);
        if told_of_all && (self.befell_strangers() || suffering.any(few)) || self.tells_of_some() {
            return true;
        }
        let mut doers = self.assertion.fillers(Role::Agent);
        self.outcome(Role::Agent) == Some(Comparison::Narrower)
            && doers.any(|doer| {
                let few = doer.portion || doer.counted.is_some();
                few && doer.concept.as_deref() != Some(FORCES) || self.is_chamber(doer)
            })
    }

    /// "The House passed it unanimously" is not yet "Congress passed it unanimously": a body that is a part of another decides
    /// for itself.
    fn is_chamber(&self, doer: &Filler) -> bool {
        let all = self.comparer.entities;
        let body = |entity: usize| self.is_entity_of(entity, EntityKind::Organisation);
        doer.entity.is_some_and(|entity| {
            let mut wholes = all.all()[entity].part_of.iter();
            body(entity) && wholes.any(|link| all.index(&link.to).is_some_and(body))
        })
    }

    /// "Some of the guards told the truth": others may have lied.
    pub(super) fn is_done_by_part(&self) -> bool {
        let mut doers = self.assertion.fillers(Role::Agent);
        doers.any(|one| one.portion || one.some)
    }

    /// "shot prisoners who had fled from Elba", of which place no pack knows: others than those of the record.
    pub(super) fn befell_strangers(&self) -> bool {
        let mut sufferers = self.assertion.fillers(Role::Patient);
        sufferers.any(|one| one.strange)
    }

    /// "the first shots of the year", where the record has those of a day: told apart by what it does not tell.
    pub(super) fn befell_another_thing(&self) -> bool {
        let mut things = self.assertion.fillers(Role::Patient);
        things.any(|one| {
            let apart = one.told_by.iter().any(|aside| !self.is_in_record(aside));
            one.entity.is_none() && one.event.is_none() && apart
        })
    }

    /// "The commission found that others had done it": where those who hold the account that the record denies are made to find
    /// it, it is their word, whatever the verb vouches for.
    pub(super) fn found_by_its_holders(&self) -> bool {
        let own = self.assertion;
        let vouched = matches!(own.voice, Attribution::Author | Attribution::Endorsed(_));
        if !vouched || !own.clausal {
            return false;
        }
        let this = |filler: &Filler| {
            let told = filler.event.and_then(|at| self.comparer.assertions.get(at));
            told.is_some_and(|told| (told.sentence, told.trigger) == (own.sentence, own.trigger))
        };
        let holds = |filler: &Filler| {
            let chain = filler
                .entity
                .map(|one| whole_chain(one, self.comparer.entities));
            chain.is_some_and(|chain| chain.iter().any(|one| self.pattern.holders.contains(one)))
        };
        let mut outer = self.comparer.assertions.iter();
        outer.any(|outer| {
            outer.sentence == own.sentence
                && !outer.inferred
                && outer.clausal
                && outer.fillers(Role::Topic).any(this)
                && outer.fillers(Role::Agent).any(holds)
        })
    }

    /// Whether the claim's statement tells it, or it names whom the claim or its pack is about.
    pub(super) fn is_in_record(&self, aside: &Aside) -> bool {
        let pattern = self.pattern;
        let spoken =
            |entity: usize| pattern.company.contains(&entity) || pattern.subject.contains(&entity);
        aside.entity.is_some_and(spoken) || pattern.words.contains(&aside.lemma)
    }

    /// "warned a priest", where the record has that they fired without warning: of whom it tells nothing, and nobody in it is
    /// a priest.
    pub(super) fn done_to_those_of_record(&self) -> Result<(), Gate> {
        let mut told = self.assertion.fillers(Role::Recipient);
        let stranger = told.any(|one| {
            let common = one.entity.is_none() && one.event.is_none() && !one.any;
            common && !(one.lemma.iter()).any(|lemma| self.pattern.words.contains(lemma))
        });
        let open = self.pattern.targets(Role::Recipient).is_none();
        require(!(open && stranger), Gate::DeniedInPart(Role::Recipient))
    }

    /// "found that three of the guards had lied": of the others nothing is told.
    pub(super) fn tells_of_some(&self) -> bool {
        let some =
            |doer: &Filler| doer.portion || doer.counted.is_some() || !doer.told_by.is_empty();
        self.matters()
            .any(|matter| matter.fillers(Role::Agent).any(some))
    }
}
