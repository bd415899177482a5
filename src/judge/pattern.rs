//! The claims of the loaded packs, compiled: every proposition with its kind and fillers looked up, and an index from
//! event kinds to the propositions that an event of that kind may bear on.

use super::statement::{Statement, left_undone};
use crate::extract::Stated;
use crate::frame::{EntityKind, EntityTable, EventKind, Interval, KindTable, Quantity, Role};
use crate::pack::model::{Claim, Pack, Pattern};
use std::collections::BTreeMap;

/// What may fill a role.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An entity, by index into the run's table.
    Entity(usize),
    /// An event of that kind, or of a kind below it.
    Event(EventKind),
    /// A class of things.
    Concept(String),
    /// A common noun that names no entity, by its dictionary form, with its class of things if it has one.
    Word(String, Option<String>),
    /// What is said, ordered or denied, with its own participants; several where its verb may name several kinds.
    Proposition(Vec<Compiled>),
}

/// How a proposition bears on its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// It states the claim.
    States,
    /// It is an account that denies the claim.
    Denies,
}

/// The numbers that a claim's evidence attests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// What is counted, by the name that nouns which count the same share.
    pub unit: String,
    /// What is counted, as the pack has it.
    pub noun: String,
    /// The numbers, each of which may be right.
    pub attested: Vec<Quantity>,
}

impl Numbers {
    /// In words: "132,715 or 156,115 soldiers".
    pub fn describe(&self) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for number in self.attested.iter().map(|one| one.describe()) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        format!("{} {}", numbers.join(" or "), self.noun)
    }
}

/// A proposition ready for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// Index of the pack in the run.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// Whether it states the claim or denies it.
    pub bearing: Bearing,
    /// Kind of event.
    pub kind: EventKind,
    /// Fillers by role, alternatives of each other.
    pub fillers: Vec<(Role, Vec<Target>)>,
    /// Roles of which every filler is needed.
    pub all_of: Vec<Role>,
    /// How many, if the claim is about a number.
    pub quantity: Option<Numbers>,
    /// When.
    pub time: Option<Interval>,
    /// The stretch around it that says enough: a date in it which holds the time is as good as the time.
    pub enough: Option<Interval>,
    /// The stretch in which an event is taken for this one.
    pub window: Option<Interval>,
    /// Whether that stretch was pinned by the pack, rather than taken from the time.
    pub bounded: bool,
    /// Whether it denies the event.
    pub negated: bool,
    /// Whether it tells of what was to be done, which is neither stated nor denied by what was done.
    pub planned: bool,
    /// Roles without which it is not stated.
    pub decisive: Vec<Role>,
    /// Roles with one possible filler.
    pub exclusive: Vec<Role>,
    /// Whether it states the claim by a deed that is more than the claim's own, which its denial leaves.
    pub alternative: bool,
    /// Whom the claim's statement names, in whatever role.
    pub company: Vec<usize>,
    /// The dates of the claim's statement, whatever in it they are of.
    pub dates: Vec<Interval>,
    /// The words of the claim's statement, in lower case.
    pub words: Vec<String>,
    /// The war and the whole land that the pack is about: to name them narrows nothing.
    pub subject: Vec<usize>,
    /// All whose name shows that a text speaks of the pack's subject.
    pub shows: Vec<usize>,
    /// Who holds an account that the pack's claims deny: what they find is their word.
    pub holders: Vec<usize>,
    /// Whether it is another wording of the claim than its own statement.
    pub further: bool,
    /// Adjectives that tell of what sort a participant is ("unarmed men"): without them its like may be meant.
    pub qualities: Vec<(Role, String)>,
    /// The adverbs of a rival account ("announced it immediately"): without them its like may be true.
    pub adverbs: Vec<String>,
    /// Whether a rival account says of a doer that nobody else did it.
    pub alone: bool,
    /// Roles of which a rival account says that it holds of each of them: of some it may be true.
    pub whole: Vec<Role>,
    /// Whether a rival account says from when on it was so: what only happened then may have begun earlier.
    pub since: bool,
    /// Whom a rival account names in a role: of these, the wider one whom the claim names is not meant.
    pub barred: Vec<(Role, usize)>,
    /// Whether it was read from a statement rather than pinned: then all that is stated decides.
    pub read: bool,
    /// For an account that denies the claim: index of the claim's rival that it is.
    pub rival: Option<usize>,
}

/// Of the propositions that state a claim the first is the claim's own; another by the same doers may say more than it.
fn mark_alternatives(own: &mut [Compiled], kinds: &KindTable) {
    let doers = |pattern: &Compiled| -> Vec<usize> {
        let agents = pattern.targets(Role::Agent).unwrap_or_default();
        let named = agents.iter().filter_map(|target| match target {
            Target::Entity(entity) => Some(*entity),
            _ => None,
        });
        named.collect()
    };
    let Some(first) = own.first() else { return };
    let (main, main_doers) = (first.kind, doers(first));
    for pattern in own {
        let states = pattern.bearing == Bearing::States;
        let same = doers(pattern) == main_doers;
        pattern.alternative = states && same && kinds.leaves(pattern.kind, main);
    }
}

/// A rival account is about others than the claim: of its participants those are dropped who are the claim's own, or for
/// whom the claim's own act, as long as somebody is left. "The army or the state" against "the health service" is the army:
/// the service acts for the state, too.
fn part_rivals(own: &mut [Compiled], entities: &EntityTable) {
    let (states, denies): (Vec<&mut Compiled>, Vec<&mut Compiled>) = own
        .iter_mut()
        .partition(|pattern| pattern.bearing == Bearing::States);
    let mut barred = Vec::new();
    for rival in denies {
        for (role, targets) in &mut rival.fillers {
            let theirs: Vec<usize> = states
                .iter()
                // Against "it did not" a rival says that the same one did.
                .filter(|pattern| pattern.negated == rival.negated)
                .flat_map(|pattern| pattern.targets(*role).unwrap_or_default())
                .filter_map(entity)
                .flat_map(|one| whole_chain(one, entities))
                .collect();
            let shared = |target: &Target| entity(target).is_some_and(|one| theirs.contains(&one));
            if !theirs.is_empty() && !targets.iter().all(shared) {
                targets.retain(|target| !shared(target));
                barred.extend(targets.iter().filter_map(entity).map(|one| (*role, one)));
            }
        }
    }
    for pattern in states {
        pattern.barred.clone_from(&barred);
    }
}

fn entity(target: &Target) -> Option<usize> {
    match target {
        Target::Entity(entity) => Some(*entity),
        _ => None,
    }
}

/// The entity, and all of which it is a part or for which it acts.
pub(super) fn whole_chain(one: usize, entities: &EntityTable) -> Vec<usize> {
    let mut chain = vec![one];
    let mut next = 0;
    while let Some(&at) = chain.get(next) {
        let entity = &entities.all()[at];
        let above = entity.part_of.iter().chain(&entity.acts_for);
        let above = above.filter_map(|link| entities.index(&link.to));
        for whole in above.collect::<Vec<_>>() {
            if !chain.contains(&whole) {
                chain.push(whole);
            }
        }
        next += 1;
    }
    chain
}

/// Of the entities that show a pack's subject, its wars, and the land of which several others are parts.
fn whole_subject(pack: &Pack, entities: &EntityTable) -> Vec<usize> {
    let all = entities.all();
    let subject: Vec<usize> = pack
        .subject
        .iter()
        .filter_map(|id| entities.index(id))
        .collect();
    let parts = |whole: usize| {
        let of = |part: &&usize| {
            all[**part]
                .part_of
                .iter()
                .any(|link| link.to == all[whole].id)
        };
        subject.iter().filter(of).count()
    };
    let war = |at: usize| all[at].kind == EntityKind::War;
    // A massacre or a battle bears the name of its place.
    let of_war = |at: usize| {
        let called = |name: &String| {
            let wars = subject.iter().filter(|other| war(**other));
            let mut names = wars.flat_map(|other| all[*other].names.values().flatten());
            names.any(|war| war.starts_with(name.as_str()))
        };
        all[at].kind == EntityKind::Place && all[at].names.values().flatten().any(called)
    };
    let is_whole = |&at: &usize| war(at) || parts(at) > 1 || of_war(at);
    subject.iter().copied().filter(is_whole).collect()
}

/// What the evidence of the claim attests, if it attests numbers.
fn numbers(claim: &Claim, unit: &dyn Fn(&str) -> String) -> Option<Numbers> {
    let attested: Vec<_> = claim
        .evidence
        .iter()
        .filter_map(|evidence| evidence.quantity.as_ref())
        .collect();
    let noun = attested.first()?.unit.clone();
    Some(Numbers {
        unit: unit(&noun),
        noun,
        attested: attested.iter().map(|one| one.quantity).collect(),
    })
}

impl Compiled {
    /// The number is what the claim is about: it decides, and another one contradicts.
    fn count(&mut self, numbers: &Numbers, unit: &dyn Fn(&str) -> String) {
        self.quantity = Some(numbers.clone());
        // "to three years": a text that says "to prison" is about the same thing without the number.
        let measure =
            |target: &Target| matches!(target, Target::Word(word, _) if unit(word) == numbers.unit);
        (self.fillers).retain(|(role, all)| *role != Role::Topic || !all.iter().all(measure));
        // What is counted is told by the unit; that some of it took part need not be said once more.
        let counted = |role: &Role| {
            let targets = self.fillers.iter().find(|(found, _)| found == role);
            targets.is_some_and(|(_, all)| {
                all.iter()
                    .all(|target| matches!(target, Target::Concept(_) | Target::Word(..)))
            })
        };
        self.decisive.retain(|role| !counted(role));
        for roles in [&mut self.decisive, &mut self.exclusive] {
            if !roles.contains(&Role::Quantity) {
                roles.push(Role::Quantity);
            }
        }
    }

    /// The targets of `role`.
    pub fn targets(&self, role: Role) -> Option<&[Target]> {
        self.fillers
            .iter()
            .find(|(found, _)| *found == role)
            .map(|(_, targets)| targets.as_slice())
    }
}

/// A claim whose proposition could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "claim {claim} states nothing that can be read: pin its proposition, or word its statement as one plain sentence"
)]
pub struct Unreadable {
    /// Pack and claim, joined by a slash.
    pub claim: String,
}

/// How the kind of an event stands to that of a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is of that kind.
    Is,
    /// It is of a kind that cannot be true of the same event.
    Excludes,
    /// It is of another kind that amounts to it, as far as agreement goes.
    AmountsTo,
}

/// All compiled propositions.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    all: Vec<Compiled>,
    by_kind: BTreeMap<EventKind, Vec<usize>>,
    opposed: BTreeMap<EventKind, Vec<usize>>,
    amounting: BTreeMap<EventKind, Vec<usize>>,
}

impl Patterns {
    /// Compiles the claims of `packs`. A claim without a pinned proposition is read by `read`; those that cannot be
    /// read are returned beside.
    pub fn compile(
        packs: &[Pack],
        kinds: &KindTable,
        entities: &EntityTable,
        read: &dyn Fn(usize, &str) -> Stated,
        unit: &dyn Fn(&str) -> String,
        named: &dyn Fn(&str) -> Vec<usize>,
        dated: &dyn Fn(&str) -> Vec<Interval>,
    ) -> (Self, Vec<Unreadable>) {
        let mut patterns = Self::default();
        let mut unreadable = Vec::new();
        for (pack_index, pack) in packs.iter().enumerate() {
            let subject = whole_subject(pack, entities);
            let shows: Vec<usize> = (pack.subject.iter())
                .filter_map(|id| entities.index(id))
                .collect();
            let rivals = pack.claims.iter().flat_map(|claim| &claim.rivals);
            let holders: Vec<usize> = rivals
                .flat_map(|rival| &rival.held_by)
                .filter_map(|id| entities.index(id))
                .collect();
            for (claim_index, claim) in pack.claims.iter().enumerate() {
                let compiler = Compiler {
                    kinds,
                    entities,
                    pack: pack_index,
                    claim: claim_index,
                };
                let mut own = compiler.claim(claim, &|statement| read(pack_index, statement));
                mark_alternatives(&mut own, kinds);
                part_rivals(&mut own, entities);
                let company = named(&claim.statement);
                let dates = dated(&claim.statement);
                let parts = claim.statement.split(|c: char| !c.is_alphanumeric());
                // "counter-attack" is a word, too.
                let whole = |c: char| !c.is_alphanumeric() && c != '-';
                let words = parts.chain(claim.statement.split(whole));
                let words: Vec<String> = words.map(str::to_lowercase).collect();
                for pattern in &mut own {
                    pattern.company.clone_from(&company);
                    pattern.dates.clone_from(&dates);
                    pattern.words.clone_from(&words);
                    pattern.subject.clone_from(&subject);
                    pattern.shows.clone_from(&shows);
                    pattern.holders.clone_from(&holders);
                }
                let attested = numbers(claim, unit);
                for pattern in &mut own {
                    if let Some(mut told) = pattern.quantity.take() {
                        let same = attested.as_ref().filter(|one| one.unit == told.unit);
                        told.noun = same.map_or(told.noun, |one| one.noun.clone());
                        pattern.count(&told, unit);
                    }
                }
                if let Some(numbers) = attested {
                    own.iter_mut()
                        .filter(|pattern| pattern.bearing == Bearing::States)
                        .for_each(|pattern| pattern.count(&numbers, unit));
                }
                if own.iter().all(|pattern| pattern.bearing == Bearing::Denies) {
                    unreadable.push(Unreadable {
                        claim: format!("{}/{}", pack.id, claim.id),
                    });
                }
                patterns.all.extend(own);
            }
        }
        patterns.index(kinds);
        (patterns, unreadable)
    }

    fn index(&mut self, kinds: &KindTable) {
        for (at, pattern) in self.all.iter().enumerate() {
            // "Five hundred died there" tells of a killing without its doer.
            let suffered = (kinds.undergone(pattern.kind))
                .filter(|_| !pattern.negated && pattern.bearing == Bearing::States);
            for (kind, _) in kinds.all() {
                if kinds.is_a(kind, pattern.kind) || suffered == Some(kind) {
                    self.by_kind.entry(kind).or_default().push(at);
                } else if kinds.opposed(kind, pattern.kind) && pattern.bearing == Bearing::States {
                    self.opposed.entry(kind).or_default().push(at);
                } else if kinds.amounts_to(kind, pattern.kind)
                    && pattern.bearing == Bearing::States
                    && !pattern.negated
                {
                    self.amounting.entry(kind).or_default().push(at);
                }
            }
        }
    }

    /// The propositions about events of `kind`.
    pub fn about(&self, kind: EventKind) -> impl Iterator<Item = &Compiled> {
        self.by_kind
            .get(&kind)
            .into_iter()
            .flatten()
            .map(|&at| &self.all[at])
    }

    /// The propositions that an event of `kind` may bear on, each with how.
    pub fn bearing_on(&self, kind: EventKind) -> impl Iterator<Item = (&Compiled, Relation)> {
        [
            (Relation::Is, &self.by_kind),
            (Relation::Excludes, &self.opposed),
            (Relation::AmountsTo, &self.amounting),
        ]
        .into_iter()
        .flat_map(move |(relation, by)| {
            let listed = by.get(&kind).into_iter().flatten();
            listed.map(move |&at| (&self.all[at], relation))
        })
    }

    /// All propositions, those of a claim together and in the order of its file.
    pub fn all(&self) -> impl Iterator<Item = &Compiled> {
        self.all.iter()
    }
}

struct Compiler<'a> {
    kinds: &'a KindTable,
    entities: &'a EntityTable,
    pack: usize,
    claim: usize,
}

impl Compiler<'_> {
    /// What states the claim, then the accounts that deny it; what is pinned before what is read.
    fn claim(&self, claim: &Claim, read: &dyn Fn(&str) -> Stated) -> Vec<Compiled> {
        let own = claim
            .propositions
            .iter()
            .filter_map(|pattern| self.pattern(pattern, Bearing::States));
        let told = (claim.statements()).flat_map(|statement| {
            let further = claim.pinned || *statement != claim.statement;
            let mut told = self.statement(&read(statement), Bearing::States);
            let stated = told.len();
            let left_undone = told.iter().flat_map(|one| left_undone(one, self.kinds));
            told.extend(left_undone.collect::<Vec<_>>());
            let enough = claim.enough;
            told.into_iter()
                .enumerate()
                .map(move |(at, pattern)| Compiled {
                    further: further || at >= stated,
                    enough: enough.filter(|all| {
                        let dated = |time| all.contains(time);
                        !further && at < stated && pattern.time.is_some_and(dated)
                    }),
                    ..pattern
                })
        });
        let rivals = || claim.rivals.iter().enumerate();
        let of = |at: usize| {
            move |pattern| Compiled {
                rival: Some(at),
                ..pattern
            }
        };
        let pinned = rivals().flat_map(|(at, rival)| {
            let propositions = rival.propositions.iter();
            propositions
                .filter_map(|pattern| self.pattern(pattern, Bearing::Denies))
                .map(of(at))
        });
        let told_rivals = rivals().flat_map(|(at, rival)| {
            let told = claim
                .told_of(rival)
                .flat_map(|statement| self.statement(&read(statement), Bearing::Denies));
            told.map(of(at)).collect::<Vec<_>>()
        });
        own.chain(told).chain(pinned).chain(told_rivals).collect()
    }

    fn pattern(&self, pattern: &Pattern, bearing: Bearing) -> Option<Compiled> {
        let kind = self.kinds.get(&pattern.event)?;
        let fillers = pattern
            .fillers
            .iter()
            .map(|(&role, names)| (role, names.iter().map(|name| self.target(name)).collect()))
            .collect();
        Some(Compiled {
            pack: self.pack,
            claim: self.claim,
            bearing,
            kind,
            fillers,
            all_of: pattern.all_of.clone(),
            quantity: None,
            time: pattern.time,
            enough: pattern.enough,
            window: pattern.within.or(pattern.time),
            bounded: pattern.within.is_some(),
            negated: pattern.negated,
            planned: false,
            decisive: pattern.decisive.clone(),
            exclusive: pattern.exclusive.clone(),
            alternative: false,
            further: false,
            qualities: Vec::new(),
            adverbs: Vec::new(),
            alone: false,
            whole: Vec::new(),
            since: false,
            barred: Vec::new(),
            company: Vec::new(),
            dates: Vec::new(),
            words: Vec::new(),
            subject: Vec::new(),
            shows: Vec::new(),
            holders: Vec::new(),
            read: false,
            rival: None,
        })
    }

    fn target(&self, name: &str) -> Target {
        if let Some(entity) = self.entities.index(name) {
            Target::Entity(entity)
        } else if let Some(kind) = self.kinds.get(name) {
            Target::Event(kind)
        } else {
            Target::Concept(name.to_owned())
        }
    }

    fn statement(&self, stated: &Stated, bearing: Bearing) -> Vec<Compiled> {
        let statement = Statement {
            kinds: self.kinds,
            entities: self.entities,
            assertions: &stated.assertions,
            pack: self.pack,
            claim: self.claim,
            bearing,
        };
        // Of a rival account that lost somebody or something on the way nobody is accused: lint says what it lost.
        let lost = || !stated.lost.is_empty() || stated.dropped.iter().any(|one| one.core);
        let whole = !stated.lacks && (bearing == Bearing::States || !lost());
        stated
            .main
            .filter(|_| whole)
            .map(|main| statement.compile(main))
            .unwrap_or_default()
    }
}
