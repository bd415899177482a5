//! One slot changed: participants exchanged, a name replaced by another of the same, another number.

use super::base::{Base, Focus};
use super::frames::kept;
use super::model::{Expected, Kind, Mutant, NOT_AGREES, NOT_CONTRADICTS};
use super::pieces::{Piece, tokens, word};
use crate::extract::names::NameSpan;
use crate::extract::{Filler, Polarity};
use crate::frame::{Comparison, Entity, EntityKind, Role};
use crate::judge::{Bearing, Target};
use crate::language::tree::Upos;

/// Every change of a slot.
pub(super) fn all(base: &Base) -> Vec<Mutant> {
    let mut mutants: Vec<Mutant> = exchange(base).into_iter().collect();
    mutants.extend(renamed(base));
    mutants.extend(number(base));
    mutants
}

/// Replaces runs of tokens; the runs must not overlap.
pub(super) fn replaced(base: &Base, runs: &[(Vec<usize>, Vec<Piece>)]) -> String {
    let mut pieces = Vec::new();
    for at in 0..base.tree.len() {
        match runs.iter().find(|(run, _)| run.contains(&at)) {
            Some((run, by)) if run.first() == Some(&at) => pieces.extend(by.iter().cloned()),
            Some(_) => {}
            None => pieces.push(Piece::Token(at)),
        }
    }
    super::pieces::finish(&base.running(&pieces), "")
}

// ---- exchange ----

fn exchange(base: &Base) -> Option<Mutant> {
    let focus = base.focus.as_ref().filter(|_| base.plain())?;
    let agent = base.filler(Role::Agent)?;
    let (other_role, other) = [Role::Patient, Role::Recipient]
        .into_iter()
        .find_map(|role| Some((role, base.filler(role)?)))?;
    let expected = exchanged(base, focus, agent, (other_role, other))?;
    let actors = base.is_actor(agent) && base.is_actor(other);
    let held = |role| !focus.proposition.targets(role).is_empty();
    if !actors || !held(Role::Agent) || !held(other_role) {
        return None;
    }
    let (first, second) = (base.phrase(agent)?, base.phrase(other)?);
    let nested = first.iter().any(|at| second.contains(at));
    if agent.resolved || other.resolved || nested {
        return None;
    }
    let (into_first, into_second) = (
        base.in_place_of(&first, &second)?,
        base.in_place_of(&second, &first)?,
    );
    Some(Mutant {
        kind: Kind::Exchange,
        text: replaced(base, &[(first, into_first), (second, into_second)]),
        expected,
    })
}

fn exchanged(
    base: &Base,
    focus: &Focus,
    agent: &Filler,
    (role, other): (Role, &Filler),
) -> Option<Expected> {
    let proposition = &focus.proposition;
    let fits = |filler: &Filler, role: Role| base.fits(focus, filler, role);
    if agent.entity.is_none() || other.entity.is_none() {
        return None;
    }
    let turned = fits(agent, role) && fits(other, Role::Agent);
    let symmetric = turned && fits(agent, Role::Agent) && fits(other, role);
    let denied = focus.event.polarity != Polarity::Positive || proposition.negated;
    match base.expected {
        "agrees" | "contradicts" if symmetric => kept(base),
        _ if denied => None,
        "agrees" if proposition.exclusive.contains(&Role::Agent) => {
            Some(Expected::Exactly("contradicts"))
        }
        "agrees" => Some(NOT_AGREES),
        "contradicts" if proposition.bearing == Bearing::States && turned => {
            Some(Expected::Exactly("agrees"))
        }
        "contradicts" => Some(NOT_CONTRADICTS),
        _ => None,
    }
}

impl Base<'_> {
    /// Whether a filler is what the focus's proposition has in a role.
    fn fits(&self, focus: &Focus, filler: &Filler, role: Role) -> bool {
        let Some(entity) = filler.entity else {
            return false;
        };
        self.entity_fits(focus, entity, role)
    }

    fn entity_fits(&self, focus: &Focus, entity: usize, role: Role) -> bool {
        let entities = self.checker.reader().entities();
        let all = entities.all();
        let year = focus
            .event
            .time
            .as_ref()
            .and_then(|when| when.interval.single_year());
        let targets = focus.proposition.targets(role);
        targets.iter().any(|target| match target {
            Target::Entity(record) => matches!(
                entities.compare(&all[entity].id, &all[*record].id, year),
                Comparison::Same | Comparison::Narrower
            ),
            _ => false,
        })
    }

    /// The phrase `what` in the form that the place of `place` asks for: an adjective where one stood.
    fn in_place_of(&self, place: &[usize], what: &[usize]) -> Option<Vec<Piece>> {
        let adjective = |run: &[usize]| {
            let head = self.head_of(run)?;
            let token = self.tree.token(head);
            let named = self
                .names
                .iter()
                .find(|name| name.span.overlaps(token.span))?;
            let modifies = token.relation.is("amod") || token.relation.as_str() == "compound";
            modifies.then_some(named)
        };
        let entity = |run: &[usize]| {
            let head = self.head_of(run)?;
            let span = self.tree.token(head).span;
            let named = self.names.iter().find(|name| name.span.overlaps(span))?;
            Some(&self.checker.reader().entities().all()[named.entity])
        };
        match (adjective(place).is_some(), adjective(what).is_some()) {
            (false, false) | (true, true) => Some(tokens(what.iter().copied())),
            (true, false) => {
                let form = entity(what)?.adjectives.get("en")?.first()?;
                Some(vec![word(form)])
            }
            (false, true) => {
                let entity = entity(what)?;
                let name = entity.names.get("en")?.first()?;
                Some(vec![word(&self.with_article(entity, name))])
            }
        }
    }

    /// A name with "the" where English wants it.
    fn with_article(&self, entity: &Entity, name: &str) -> String {
        if self.takes_article(entity, name) {
            format!("{} {name}", self.words.auxiliary.the)
        } else {
            name.to_owned()
        }
    }

    fn takes_article(&self, entity: &Entity, name: &str) -> bool {
        // "Republic of Korea", "report of 1966": the noun stands before its complement.
        let complements = &self.words.article.complements;
        let parts: Vec<&str> = name.split(' ').collect();
        let end = parts
            .iter()
            .position(|part| complements.iter().any(|word| word == part))
            .unwrap_or(parts.len());
        let last = end
            .checked_sub(1)
            .and_then(|at| parts.get(at))
            .copied()
            .unwrap_or(name);
        let acronym = last.len() > 1
            && last.chars().all(|c| c.is_uppercase() || c == '.')
            && entity.kind != EntityKind::Person;
        let several = name.contains(' ');
        let common = several && last.starts_with(char::is_lowercase);
        acronym
            || common
            || self.words.article.words.iter().any(|known| known == last)
            || matches!(entity.kind, EntityKind::War | EntityKind::Army)
    }
}

// ---- names ----

/// Each participant of the focus under another name, and its doer under that of its capital.
fn renamed(base: &Base) -> Vec<Mutant> {
    let Some(focus) = base.focus.as_ref() else {
        return Vec::new();
    };
    let mut mutants = Vec::new();
    for (role, filler) in &focus.event.roles {
        let Some(name) = name_of(base, filler) else {
            continue;
        };
        let Some(expected) = kept(base) else { continue };
        if let Some(alias) = alias(base, name) {
            mutants.extend(rename(base, name, &alias, Kind::Alias, expected));
        }
        if *role == Role::Agent
            && let Some(capital) = metonym(base, focus, name)
        {
            mutants.extend(rename(base, name, &capital, Kind::Metonym, expected));
        }
    }
    mutants
}

/// The name by which a filler denotes its entity, if it is the whole noun and no adjective.
fn name_of<'b>(base: &'b Base, filler: &Filler) -> Option<&'b NameSpan> {
    let own = base.inside(filler.words);
    let head = base.head_of(&own)?;
    let span = base.tree.token(head).span;
    base.names.iter().find(|name| {
        Some(name.entity) == filler.entity
            && name.span == span
            && name.certain
            && !name.adjective
            && !name.plural
    })
}

fn alias(base: &Base, name: &NameSpan) -> Option<String> {
    let entity = &base.checker.reader().entities().all()[name.entity];
    let written = base.text.get(name.span.range())?;
    let names: Vec<&String> = entity
        .names
        .get("en")?
        .iter()
        .filter(|known| {
            let last = known.rsplit(' ').next().unwrap_or(known);
            // A plural ("the Soviets") would want another verb.
            let plural =
                last.ends_with('s') && !base.words.article.words.iter().any(|word| word == last);
            *known != written && !plural && known.starts_with(char::is_uppercase)
        })
        .collect();
    let chosen = names.get(base.seed % names.len().max(1))?;
    Some(base.with_article(entity, chosen))
}

/// The capital of the state, in the years in which it acts for it.
fn metonym(base: &Base, focus: &Focus, name: &NameSpan) -> Option<String> {
    let entities = base.checker.reader().entities();
    let state = &entities.all()[name.entity];
    let (index, capital) = entities.all().iter().enumerate().find(|(_, other)| {
        other.kind == EntityKind::Place && other.acts_for.iter().any(|link| link.to == state.id)
    })?;
    let fits = state.kind == EntityKind::State
        && (base.expected != "agrees" || base.entity_fits(focus, index, Role::Agent));
    let name = capital.names.get("en")?.first()?;
    fits.then(|| name.clone())
}

fn rename(
    base: &Base,
    name: &NameSpan,
    by: &str,
    kind: Kind,
    expected: Expected,
) -> Option<Mutant> {
    let mut run = base.inside(name.span);
    let head = base.head_of(&run)?;
    // The article goes with the name that wanted it.
    let article = base.tree.children_by(head, "det").find(|&det| {
        base.tree.token(det).lemma == base.words.auxiliary.the && Some(&(det + 1)) == run.first()
    });
    run.splice(0..0, article);
    // Another modifier before the name keeps the article that it has.
    let modified = base
        .tree
        .children(head)
        .iter()
        .any(|&at| at < head && !run.contains(&at) && base.tree.token(at).upos != Upos::Adp);
    (!modified).then(|| Mutant {
        kind,
        text: replaced(base, &[(run, vec![word(by)])]),
        expected,
    })
}

// ---- numbers ----

/// Another number: of a quantity that no slot of the claim has, or in the name of a place that decides.
fn number(base: &Base) -> Vec<Mutant> {
    let Some(focus) = base.focus.as_ref().filter(|_| base.plain()) else {
        return Vec::new();
    };
    let mut mutants = Vec::new();
    for at in 0..base.tree.len() {
        let token = base.tree.token(at);
        let quantity = token.upos == Upos::Num
            && token.relation.is("nummod")
            && !base.is_date(at)
            && token.form.chars().all(|c| c.is_ascii_digit());
        if let (true, Ok(value), Some(expected)) = (quantity, token.form.parse::<u32>(), kept(base))
        {
            let other = (value * 3).to_string();
            mutants.push(Mutant {
                kind: Kind::Number,
                text: replaced(base, &[(vec![at], vec![word(&other)])]),
                expected,
            });
        }
    }
    mutants.extend(ordinal(base, focus));
    mutants
}

/// "the 38th parallel" to "the 39th parallel", where the place decides.
fn ordinal(base: &Base, focus: &Focus) -> Option<Mutant> {
    let decisive = [Role::Place, Role::Patient]
        .into_iter()
        .filter(|role| focus.proposition.decisive.contains(role))
        .flat_map(|role| focus.event.fillers(role))
        .find(|filler| base.entity_kind(filler) == Some(EntityKind::Place))?;
    let name = base
        .names
        .iter()
        .find(|name| Some(name.entity) == decisive.entity)?;
    let written = base.text.get(name.span.range())?;
    let digits: String = written.chars().take_while(char::is_ascii_digit).collect();
    let next = digits.parse::<u32>().ok()?.checked_add(1)?;
    let other = format!("{next}{}", &written[digits.len()..]);
    let run = base.inside(name.span);
    (base.expected == "agrees" && !run.is_empty()).then(|| Mutant {
        kind: Kind::Number,
        text: replaced(base, &[(run, vec![word(&other)])]),
        expected: NOT_AGREES,
    })
}
