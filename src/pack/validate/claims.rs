//! Claims: propositions, evidence, rivals and examples.

use super::Check;
use crate::frame::{Interval, Quantity, Role};
use crate::pack::diagnostic::{PackFile, error, warning};
use crate::pack::model::{
    Attested, Claim, Evidence, EvidenceKind, Example, Pattern, Rival, Severity, Standing,
};
use crate::pack::raw::{
    RawAlso, RawClaim, RawEvidence, RawExamples, RawPattern, RawQuantity, RawRival, STANCES,
};
use crate::pack::reader::{Text, span_of};
use std::collections::BTreeMap;

/// The language of examples that stand directly below `[examples]`.
const DEFAULT_LANGUAGE: &str = "en";

impl Check<'_> {
    /// The claims, in the order of their ids.
    pub(super) fn claims(&self, written: &[(&PackFile<'_>, String, RawClaim)]) -> Vec<Claim> {
        let mut claims: Vec<Claim> = written
            .iter()
            .map(|(file, id, raw)| self.claim(file, id, raw))
            .collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims
    }

    fn claim(&self, file: &PackFile<'_>, id: &str, raw: &RawClaim) -> Claim {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.get_ref().clone());
        let texts = |texts: &[Text]| {
            texts
                .iter()
                .map(|text| text.get_ref().clone())
                .collect::<Vec<_>>()
        };
        let standing = self.word(file, raw.standing.as_ref(), "standing", &Standing::ALL);
        if let (Some(Standing::Debated), Some(at)) = (standing, &raw.standing)
            && raw.sides.len() < 2
        {
            let message = format!(
                "a debated claim names at least two `sides`, found {}",
                raw.sides.len()
            );
            let help = "add `sides = [\"who: what they hold\", \"who: what they hold\"]`";
            self.report(file, at, error("missing-sides", message).help(help));
        }
        let statement = text(&raw.statement).unwrap_or_default();
        if let (Some(at), Some(_)) = (&raw.enough, &raw.proposition) {
            let message = "`enough` of the claim is that of its statement, which is not read";
            let help = "move it into [proposition]";
            self.report(file, at, error("not-enough", message).help(help));
        }
        self.one_unit(file, raw);
        for also in &raw.also {
            self.one_wording(file, also);
        }
        if let Some(examples) = &raw.examples {
            let denies = raw.proposition.as_ref().is_some_and(|one| one.negated);
            self.enough_examples(file, examples, &statement, denies);
        }
        Claim {
            id: id.to_string(),
            topic: raw
                .topic
                .as_ref()
                .and_then(|topic| self.known_topic(file, topic)),
            standing: standing.unwrap_or(Standing::Consensus),
            severity: self
                .word(file, raw.severity.as_ref(), "severity", &Severity::ALL)
                .unwrap_or(Severity::Major),
            // Known to the month only, evidence counts as public from the month's last day.
            released: self
                .interval(file, raw.released.as_ref())
                .map(|released| released.latest),
            enough: self.interval(file, raw.enough.as_ref()),
            pinned: raw.proposition.is_some(),
            propositions: raw.patterns().map(|raw| self.pattern(file, raw)).collect(),
            wordings: (raw.also.iter())
                .filter_map(|also| text(&also.statement))
                .collect(),
            evidence: raw
                .evidence
                .iter()
                .filter_map(|raw| self.evidence(file, raw))
                .collect(),
            rivals: raw.rivals.iter().map(|raw| self.rival(file, raw)).collect(),
            sides: texts(&raw.sides),
            pitfalls: texts(&raw.pitfalls),
            examples: raw
                .examples
                .as_ref()
                .map(|raw| self.examples(file, raw))
                .unwrap_or_default(),
            statement,
        }
    }

    fn known_topic(&self, file: &PackFile<'_>, found: &Text) -> Option<usize> {
        let known = self.topics.get(found.get_ref()).copied();
        if known.is_none() && !self.broken.pack {
            let message = format!("there is no topic `{}` in pack.toml", found.get_ref());
            let valid = self.topics.keys().map(String::as_str);
            self.report(
                file,
                found,
                error("unknown-topic", message).nearest(found.get_ref(), valid),
            );
        }
        known
    }

    /// An `[[also]]` is a sentence or a proposition.
    fn one_wording(&self, file: &PackFile<'_>, also: &RawAlso) {
        if let Some(statement) = also.statement.as_ref().filter(|_| !also.pattern.is_empty()) {
            let message = "an [[also]] is a `statement` to read or a proposition, found both";
            let help = "make two [[also]] of it";
            self.report(file, statement, error("two-wordings", message).help(help));
        }
    }

    fn pattern(&self, file: &PackFile<'_>, raw: &RawPattern) -> Pattern {
        if raw.event.is_none() {
            let help = "add `event = \"...\"`: `gainsay claims kinds` lists the kinds";
            let problem = error("missing-event", "the proposition has no `event`").help(help);
            self.problems.report(file, raw.span, problem);
        }
        let event = raw
            .event
            .as_ref()
            .filter(|event| self.known_kind(file, event));
        let time = self.interval(file, raw.time.as_ref());
        let enough = self.interval(file, raw.enough.as_ref());
        self.says_enough(file, raw, time, enough);
        let within = self.interval(file, raw.within.as_ref());
        if let (Some(time), Some(within), Some(at)) = (time, within, &raw.within)
            && (time.latest < within.earliest || within.latest < time.earliest)
        {
            let message = "`within` leaves out the proposition's own `time`";
            self.report(
                file,
                at,
                error("never-applies", message).help("widen `within`"),
            );
        }
        let mut fillers = BTreeMap::new();
        for (role, ids) in &raw.fillers {
            let Some(role) = Role::from_name(role).filter(|_| !ids.is_empty()) else {
                continue;
            };
            fillers.insert(
                role,
                self.fillers(file, role, ids, time.map(|time| time.earliest.year())),
            );
        }
        let pattern = Pattern {
            event: event
                .map(|event| event.get_ref().clone())
                .unwrap_or_default(),
            all_of: self.roles(file, &raw.all_of),
            decisive: self.roles(file, &raw.decisive),
            exclusive: self.roles(file, &raw.exclusive),
            negated: raw.negated,
            fillers,
            time,
            enough,
            within,
        };
        self.roles_are_filled(file, raw, &pattern);
        pattern
    }

    /// What says enough holds the time, which decides.
    fn says_enough(
        &self,
        file: &PackFile<'_>,
        raw: &RawPattern,
        time: Option<Interval>,
        enough: Option<Interval>,
    ) {
        let (Some(enough), Some(at)) = (enough, &raw.enough) else {
            return;
        };
        let decides = (raw.decisive.iter()).any(|role| role.get_ref() == Role::Time.name());
        if !decides || !time.is_some_and(|time| enough.contains(time)) {
            let message = "`enough` is a stretch around the proposition's `time`, which decides";
            let help = "name the month or the year of `time`, and `time` in `decisive`";
            self.report(file, at, error("not-enough", message).help(help));
        }
    }

    /// The ids of one role; a topic or a patient may name event kinds as well as entities.
    fn fillers(
        &self,
        file: &PackFile<'_>,
        role: Role,
        ids: &[Text],
        year: Option<i16>,
    ) -> Vec<String> {
        let mut fillers = Vec::with_capacity(ids.len());
        for id in ids {
            let is_kind = matches!(role, Role::Topic | Role::Patient)
                && self.kinds.get(id.get_ref()).is_some();
            if !is_kind && !self.known_entity(file, id) {
                continue;
            }
            if let (Some(year), Some((from, to))) = (year, self.entities.get(id.get_ref()))
                && role != Role::Topic
                && (from.is_some_and(|from| year < from) || to.is_some_and(|to| to < year))
            {
                let message = format!(
                    "`{}` does not exist in {year}, the year of the proposition",
                    id.get_ref()
                );
                let help = "check `time`, or the entity's `years`";
                self.report(file, id, warning("outside-years", message).help(help));
            }
            fillers.push(id.get_ref().clone());
        }
        fillers
    }

    fn roles(&self, file: &PackFile<'_>, written: &[Text]) -> Vec<Role> {
        let mut roles = Vec::with_capacity(written.len());
        for found in written {
            match Role::from_name(found.get_ref()) {
                Some(role) => roles.push(role),
                None => {
                    let message = format!("there is no role `{}`", found.get_ref());
                    let valid = Role::ALL.into_iter().map(Role::name);
                    self.report(
                        file,
                        found,
                        error("unknown-role", message).nearest(found.get_ref(), valid),
                    );
                }
            }
        }
        roles
    }

    /// A role that decides must be filled, or the claim could never be stated.
    fn roles_are_filled(&self, file: &PackFile<'_>, raw: &RawPattern, pattern: &Pattern) {
        if raw.event.is_none() {
            return;
        }
        for found in raw.decisive.iter().chain(&raw.exclusive).chain(&raw.all_of) {
            let filled = match Role::from_name(found.get_ref()) {
                None | Some(Role::Event) => true,
                Some(Role::Time) => raw.time.is_some(),
                // Ids that were left out as unknown are reported already.
                Some(role) => pattern.fillers.contains_key(&role),
            };
            if !filled {
                let message = format!(
                    "role `{0}` decides, but the proposition has no `{0}`",
                    found.get_ref()
                );
                let help = format!(
                    "add `{} = [...]`, or leave the role out here",
                    found.get_ref()
                );
                self.report(file, found, error("unfilled-role", message).help(help));
            }
        }
    }

    fn evidence(&self, file: &PackFile<'_>, raw: &RawEvidence) -> Option<Evidence> {
        let record = raw.record.as_ref()?;
        let (of_record, _) = self.known_record(file, record);
        let written = self.word(file, raw.kind.as_ref(), "kind", &EvidenceKind::ALL);
        let kind = written.or(of_record).unwrap_or(EvidenceKind::Secondary);
        if kind == EvidenceKind::Primary && of_record == Some(EvidenceKind::Secondary) {
            let message = format!(
                "`{}` is cited as primary, but sources.toml calls it secondary",
                record.get_ref()
            );
            let at = raw.kind.as_ref().unwrap_or(record);
            self.report(
                file,
                at,
                error("secondary-as-primary", message).help("write `kind = \"secondary\"`"),
            );
        }
        Some(Evidence {
            record: record.get_ref().clone(),
            locator: raw
                .locator
                .as_ref()
                .map(|locator| locator.get_ref().clone()),
            records: raw
                .records
                .as_ref()
                .map(|records| records.get_ref().clone())
                .unwrap_or_default(),
            kind,
            quantity: raw
                .quantity
                .as_ref()
                .and_then(|raw| self.quantity(file, raw)),
        })
    }

    fn quantity(&self, file: &PackFile<'_>, raw: &RawQuantity) -> Option<Attested> {
        let low = raw.low?;
        let Some(quantity) = Quantity::between(low, raw.high.unwrap_or(low)) else {
            let message = "`low` of a quantity is greater than its `high`";
            let problem = error("backwards-range", message).help("exchange them");
            self.problems.report(file, raw.span, problem);
            return None;
        };
        let unit = raw.unit.as_ref()?.get_ref().clone();
        Some(Attested { quantity, unit })
    }

    /// All evidence of a claim counts the same things, or the numbers could not be compared.
    fn one_unit(&self, file: &PackFile<'_>, raw: &RawClaim) {
        let mut units = raw
            .evidence
            .iter()
            .filter_map(|evidence| evidence.quantity.as_ref()?.unit.as_ref());
        let Some(first) = units.next() else { return };
        for unit in units.filter(|unit| unit.get_ref() != first.get_ref()) {
            let message = format!(
                "the quantities of a claim count one thing, found `{}` and `{}`",
                first.get_ref(),
                unit.get_ref()
            );
            let help = "use one `unit`, or make two claims";
            self.report(file, unit, error("mixed-units", message).help(help));
        }
    }

    fn rival(&self, file: &PackFile<'_>, raw: &RawRival) -> Rival {
        Rival {
            statement: raw
                .statement
                .as_ref()
                .map(|text| text.get_ref().clone())
                .unwrap_or_default(),
            held_by: self.known_entities(file, &raw.held_by),
            narrative: raw.narrative.as_ref().map(|text| text.get_ref().clone()),
            told: (raw.told.iter())
                .map(|text| text.get_ref().clone())
                .collect(),
            propositions: raw
                .propositions
                .iter()
                .map(|raw| self.pattern(file, raw))
                .collect(),
        }
    }

    fn examples(&self, file: &PackFile<'_>, raw: &RawExamples) -> Vec<Example> {
        let mut examples = Vec::new();
        for (language, stance, sentences) in &raw.lists {
            if let Some(language) = language {
                self.known_language(file, language.get_ref(), span_of(language));
            }
            let language = language
                .as_ref()
                .map_or(DEFAULT_LANGUAGE, |language| language.get_ref());
            examples.extend(sentences.iter().map(|sentence| Example {
                expected: stance.to_string(),
                text: sentence.get_ref().clone(),
                language: language.to_string(),
            }));
        }
        examples
    }

    /// Every stance needs two sentences that do not repeat the statement. Of a pinned denial, whoever says less denies more.
    fn enough_examples(
        &self,
        file: &PackFile<'_>,
        raw: &RawExamples,
        statement: &str,
        denies: bool,
    ) {
        let asked = STANCES
            .into_iter()
            .filter(|stance| !denies || *stance != "partial");
        for stance in asked {
            let usable = raw
                .lists
                .iter()
                .filter(|(_, of, _)| *of == stance)
                .flat_map(|(_, _, sentences)| sentences)
                .filter(|sentence| sentence.get_ref() != statement)
                .count();
            if usable < 2 {
                let message = format!(
                    "`{stance}` needs two examples that use other words than the statement, found {usable}"
                );
                let problem =
                    warning("few-examples", message).help(format!("add sentences to `{stance}`"));
                self.problems.report(file, raw.span, problem);
            }
        }
    }
}
