//! Kinds of events, their hierarchy and their oppositions. The kinds themselves are data (`kinds.toml`).

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A kind of event, interned in a [`KindTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKind(pub u16);

/// The kinds known to this run: the built-in ones and those that packs add.
#[derive(Debug, Clone, Default)]
pub struct KindTable {
    kinds: Vec<Kind>,
    by_name: BTreeMap<String, EventKind>,
}

#[derive(Debug, Clone)]
struct Kind {
    name: String,
    gloss: String,
    /// Its roles in a sentence, in capitals.
    form: String,
    /// The kind itself and everything above it, sorted.
    ancestry: Vec<EventKind>,
    /// Kinds named as opposed, by either side, sorted.
    opposed: Vec<EventKind>,
    about: bool,
    decision: bool,
    recalls: bool,
    brings_up: bool,
    put_to: bool,
    undertaking: bool,
    unique: bool,
    repeats: bool,
    several: bool,
    as_a_whole: bool,
    lengthy: bool,
    mutual: bool,
    begins: Option<EventKind>,
    ends: Option<EventKind>,
    with_topic_denied: Option<EventKind>,
    when_denied: Option<EventKind>,
    undergone: Option<EventKind>,
    does_topic: bool,
    of_whom: bool,
    own_goods: bool,
    /// Kinds that stand where it is denied.
    leaves: Vec<EventKind>,
    /// Kinds that are denied with it.
    denies: Vec<EventKind>,
    in_topic: bool,
    factual: bool,
}

/// One table of `kinds.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawKind {
    gloss: String,
    #[serde(default)]
    is_a: Vec<String>,
    #[serde(default)]
    opposed: Vec<String>,
    #[serde(default)]
    about: bool,
    #[serde(default)]
    decision: bool,
    #[serde(default)]
    recalls: bool,
    #[serde(default)]
    brings_up: bool,
    #[serde(default)]
    put_to: bool,
    #[serde(default)]
    undertaking: bool,
    #[serde(default)]
    unique: bool,
    #[serde(default)]
    repeats: bool,
    #[serde(default)]
    several: bool,
    #[serde(default)]
    as_a_whole: bool,
    #[serde(default)]
    lengthy: bool,
    #[serde(default)]
    mutual: bool,
    begins: Option<String>,
    ends: Option<String>,
    with_topic_denied: Option<String>,
    when_denied: Option<String>,
    undergone: Option<String>,
    #[serde(default)]
    does_topic: bool,
    #[serde(default)]
    of_whom: bool,
    #[serde(default)]
    own_goods: bool,
    #[serde(default)]
    leaves: Vec<String>,
    #[serde(default)]
    denies: Vec<String>,
    #[serde(default)]
    in_topic: bool,
    #[serde(default)]
    factual: bool,
    form: String,
}

impl KindTable {
    /// The built-in kinds.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<KindTable> = OnceLock::new();
        // A unit test parses the file; it cannot differ in a shipped binary.
        BUILTIN.get_or_init(|| Self::parse(include_str!("kinds.toml")).unwrap_or_default())
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let raw: BTreeMap<String, RawKind> = toml::from_str(text)?;
        let mut table = Self::default();
        for (name, kind) in &raw {
            let added = table.intern(name);
            let known = &mut table.kinds[usize::from(added.0)];
            known.gloss.clone_from(&kind.gloss);
            (known.about, known.unique) = (kind.about, kind.unique);
            (known.repeats, known.as_a_whole) = (kind.repeats, kind.as_a_whole);
            known.mutual = kind.mutual;
            known.decision = kind.decision;
            (known.recalls, known.undertaking) = (kind.recalls, kind.undertaking);
            (known.brings_up, known.does_topic) = (kind.brings_up, kind.does_topic);
            (known.of_whom, known.own_goods) = (kind.of_whom, kind.own_goods);
            known.put_to = kind.put_to;
            (known.several, known.lengthy) = (kind.several, kind.lengthy);
            (known.in_topic, known.factual) = (kind.in_topic, kind.factual);
            known.form.clone_from(&kind.form);
        }
        for (name, kind) in &raw {
            table.relate(name, &kind.is_a, &kind.opposed);
            let phase = |name: &Option<String>| name.as_ref().and_then(|name| table.get(name));
            let (begins, ends) = (phase(&kind.begins), phase(&kind.ends));
            let denied = (phase(&kind.with_topic_denied), phase(&kind.when_denied));
            let undergone = phase(&kind.undergone);
            let listed = |names: &[String]| -> Vec<EventKind> {
                names.iter().filter_map(|name| table.get(name)).collect()
            };
            let (leaves, denies) = (listed(&kind.leaves), listed(&kind.denies));
            if let Some(known) = table.get(name) {
                let known = &mut table.kinds[usize::from(known.0)];
                (known.begins, known.ends) = (begins, ends);
                (known.with_topic_denied, known.when_denied) = denied;
                known.undergone = undergone;
                (known.leaves, known.denies) = (leaves, denies);
            }
        }
        table.close();
        Ok(table)
    }

    /// Adds a kind, as packs do, and gives its handle; a name that exists keeps its handle and gains the relations.
    /// Unknown names in `is_a` and `opposed` are left out (packs are linted for that).
    pub fn add(&mut self, name: &str, is_a: &[String], opposed: &[String]) -> EventKind {
        let added = self.intern(name);
        let inherits = |flag: fn(&Kind) -> bool| {
            is_a.iter()
                .filter_map(|parent| self.get(parent))
                .any(|parent| flag(self.kind(parent)))
        };
        let (about, unique) = (inherits(|kind| kind.about), inherits(|kind| kind.unique));
        let repeats = inherits(|kind| kind.repeats);
        let decision = inherits(|kind| kind.decision);
        let kind = &mut self.kinds[usize::from(added.0)];
        kind.about |= about;
        kind.decision |= decision;
        kind.unique |= unique;
        kind.repeats |= repeats;
        self.relate(name, is_a, opposed);
        self.close();
        added
    }

    /// Says of a kind whether it happens once to each patient, or may happen again to the same participants.
    pub fn mark(&mut self, kind: EventKind, unique: bool, repeats: bool) {
        let kind = &mut self.kinds[usize::from(kind.0)];
        kind.unique |= unique;
        kind.repeats |= repeats;
    }

    fn intern(&mut self, name: &str) -> EventKind {
        if let Some(known) = self.get(name) {
            return known;
        }
        let added = EventKind(self.kinds.len() as u16);
        self.by_name.insert(name.to_string(), added);
        self.kinds.push(Kind {
            name: name.to_string(),
            gloss: String::new(),
            ancestry: vec![added],
            opposed: Vec::new(),
            about: false,
            decision: false,
            recalls: false,
            brings_up: false,
            put_to: false,
            undertaking: false,
            unique: false,
            repeats: false,
            several: false,
            as_a_whole: false,
            lengthy: false,
            mutual: false,
            begins: None,
            ends: None,
            with_topic_denied: None,
            when_denied: None,
            undergone: None,
            does_topic: false,
            of_whom: false,
            own_goods: false,
            leaves: Vec::new(),
            denies: Vec::new(),
            in_topic: false,
            factual: false,
            form: String::new(),
        });
        added
    }

    fn relate(&mut self, name: &str, is_a: &[String], opposed: &[String]) {
        let Some(this) = self.get(name) else { return };
        for parent in is_a
            .iter()
            .filter_map(|parent| self.by_name.get(parent).copied())
        {
            self.kinds[usize::from(this.0)].ancestry.push(parent);
        }
        for other in opposed
            .iter()
            .filter_map(|other| self.by_name.get(other).copied())
        {
            self.kinds[usize::from(this.0)].opposed.push(other);
            self.kinds[usize::from(other.0)].opposed.push(this);
        }
    }

    /// Completes every ancestry: repeated until nothing is added, as the hierarchy is shallow.
    fn close(&mut self) {
        loop {
            let mut grown = false;
            for at in 0..self.kinds.len() {
                let mut all: Vec<EventKind> = self.kinds[at]
                    .ancestry
                    .iter()
                    .flat_map(|above| self.kind(*above).ancestry.iter().copied())
                    .collect();
                all.sort_unstable();
                all.dedup();
                grown |= all.len() > self.kinds[at].ancestry.len();
                self.kinds[at].ancestry = all;
                self.kinds[at].opposed.sort_unstable();
                self.kinds[at].opposed.dedup();
            }
            if !grown {
                return;
            }
        }
    }

    fn kind(&self, kind: EventKind) -> &Kind {
        &self.kinds[usize::from(kind.0)]
    }

    /// The kind of that name.
    pub fn get(&self, name: &str) -> Option<EventKind> {
        self.by_name.get(name).copied()
    }

    /// The name of a kind of this table.
    pub fn name(&self, kind: EventKind) -> &str {
        &self.kind(kind).name
    }

    /// What the kind means, in a line; empty for kinds of packs.
    pub fn gloss(&self, kind: EventKind) -> &str {
        &self.kind(kind).gloss
    }

    /// All kinds with their names, in the order of their handles.
    pub fn all(&self) -> impl Iterator<Item = (EventKind, &str)> {
        self.kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| (EventKind(at as u16), kind.name.as_str()))
    }

    /// Whether `kind` is `ancestor` or falls under it.
    pub fn is_a(&self, kind: EventKind, ancestor: EventKind) -> bool {
        self.kind(kind).ancestry.binary_search(&ancestor).is_ok()
    }

    /// Whether it may happen again to the same participants, so that another date is another event.
    pub fn repeats(&self, kind: EventKind) -> bool {
        self.kind(kind)
            .ancestry
            .iter()
            .any(|above| self.kind(*above).repeats)
    }

    /// Whether the two cannot be true of the same event. What falls under a kind shares its oppositions,
    /// but a kind is never opposed to one that it falls under.
    pub fn opposed(&self, a: EventKind, b: EventKind) -> bool {
        if self.is_a(a, b) || self.is_a(b, a) {
            return false;
        }
        self.kind(a).ancestry.iter().any(|above| {
            let opposed = &self.kind(*above).opposed;
            self.kind(b)
                .ancestry
                .iter()
                .any(|other| opposed.binary_search(other).is_ok())
        })
    }

    /// Whether its topic is another event ("approve the attack").
    pub fn about(&self, kind: EventKind) -> bool {
        self.kind(kind).about
    }

    /// Whether to decide on it is to do it ("agreed to support" is support), unlike on a deed ("agreed to attack").
    pub fn decision(&self, kind: EventKind) -> bool {
        self.kind(kind).decision
    }

    /// Whether, where its topic is left out, it is about the matter last spoken of ("Stalin agreed").
    pub fn recalls(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.recalls)
    }

    /// Whether whoever does it to one may have done it to others, too (refuting a theory, demanding something).
    pub fn several(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.several)
    }

    /// Whether some of a state's people do it without the state's doing it (soldiers surrender, and the war goes on).
    pub fn as_a_whole(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.as_a_whole)
    }

    /// Whether it may begin long before it is done.
    pub fn lengthy(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.lengthy)
    }

    /// Whether with whom it is done does it, too ("signed it with Rome").
    pub fn mutual(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.mutual)
    }

    /// Whether what it is about is a matter to decide on (a request, a plan, a decision).
    pub fn brings_up(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.brings_up || kind.recalls || kind.decision)
    }

    /// Whether the one to whom it is put decides on it (a request, a proposal).
    pub fn put_to(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.put_to)
    }

    /// Whether it is a deed of some size that others may be asked to agree to (an attack, a union).
    pub fn undertaking(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.undertaking)
    }

    /// Whether the kind or one above it has the mark.
    fn ancestry_has(&self, kind: EventKind, mark: fn(&Kind) -> bool) -> bool {
        let mut ancestry = self.kind(kind).ancestry.iter();
        ancestry.any(|&above| mark(self.kind(above)))
    }

    /// Whether it happens once to each patient (the founding of a state).
    pub fn unique(&self, kind: EventKind) -> bool {
        self.kind(kind).unique
    }

    /// The kinds of the events with which one of a lasting kind begins and ends, where it has such phases.
    pub fn phases(&self, kind: EventKind) -> (Option<EventKind>, Option<EventKind>) {
        (self.kind(kind).begins, self.kind(kind).ends)
    }

    /// What an event of this kind amounts to where its topic is denied: to advise somebody *not* to attack is to refuse
    /// the attack. Kinds of packs and lower kinds take it from above.
    pub fn with_topic_denied(&self, kind: EventKind) -> Option<EventKind> {
        self.kind(kind)
            .ancestry
            .iter()
            .find_map(|above| self.kind(*above).with_topic_denied)
    }

    /// What it amounts to that an event of this kind did not happen: who raises no objection consents.
    pub fn when_denied(&self, kind: EventKind) -> Option<EventKind> {
        self.kind(kind).when_denied
    }

    /// What whoever suffers it does: who is killed dies.
    pub fn undergone(&self, kind: EventKind) -> Option<EventKind> {
        self.kind(kind).undergone
    }

    /// Whether to deny an event of this kind leaves one of the other kind: who did not order it may still have backed it.
    pub fn leaves(&self, kind: EventKind, other: EventKind) -> bool {
        let mut left = self.kind(kind).leaves.iter();
        left.any(|&known| self.is_a(other, known))
    }

    /// What is denied where an event of this kind is: who had no part in it neither planned nor ordered it.
    pub fn denies(&self, kind: EventKind) -> &[EventKind] {
        &self.kind(kind).denies
    }

    /// Whether its topic, a deed, may be left out where its doer is named ("condemned X").
    pub fn of_whom(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.of_whom)
    }

    /// Whether, where nobody else is named, those give whose the goods are ("Roman arms were delivered").
    pub fn own_goods(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.own_goods)
    }

    /// Whether whoever does its topic does it, too: he who overthrows takes part in the overthrow.
    pub fn in_topic(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.in_topic)
    }

    /// Whether its topic is told as a fact, so that a topic denied is another one.
    pub fn factual(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.factual)
    }

    /// An example with the names of the roles, in capitals, for those who take part; empty for a kind that a pack adds.
    pub fn form(&self, kind: EventKind) -> &str {
        &self.kind(kind).form
    }

    /// Whether its agent is taken for the doer of its topic where nobody else is named ("an attack planned by X").
    pub fn does_topic(&self, kind: EventKind) -> bool {
        self.ancestry_has(kind, |kind| kind.does_topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> EventKind {
        KindTable::builtin()
            .get(name)
            .unwrap_or_else(|| panic!("no kind `{name}`"))
    }

    #[test]
    fn the_built_in_file_parses_and_names_only_known_kinds() {
        let raw: BTreeMap<String, RawKind> = toml::from_str(include_str!("kinds.toml")).unwrap();
        for (name, known) in &raw {
            for other in known.is_a.iter().chain(&known.opposed) {
                assert!(
                    raw.contains_key(other),
                    "`{name}` names the unknown kind `{other}`"
                );
            }
            assert!(!known.gloss.is_empty());
            let roles = known.form.split(|c: char| !c.is_ascii_uppercase());
            let roles: Vec<&str> = roles.filter(|word| word.len() > 1).collect();
            assert!(!roles.is_empty(), "`{name}` names no role");
            for role in roles {
                let role = role.to_ascii_lowercase();
                assert!(crate::frame::Role::from_name(&role).is_some(), "{role}");
            }
        }
        assert_eq!(KindTable::builtin().all().count(), raw.len());
    }

    #[test]
    fn hierarchy_is_transitive_and_one_way() {
        let table = KindTable::builtin();
        assert!(table.is_a(kind("shell"), kind("attack")));
        assert!(table.is_a(kind("attack"), kind("attack")));
        assert!(!table.is_a(kind("attack"), kind("shell")));
        assert!(!table.is_a(kind("order"), kind("attack")));
    }

    #[test]
    fn opposition_is_mutual_and_inherited() {
        let table = KindTable::builtin();
        assert!(table.opposed(kind("sign-armistice"), kind("sign-peace")));
        assert!(table.opposed(kind("surrender"), kind("sign-armistice")));
        assert!(
            table.opposed(kind("refuse"), kind("consent")),
            "consent is an approval"
        );
        assert!(!table.opposed(kind("sign-armistice"), kind("end-war")));
        assert!(!table.opposed(kind("attack"), kind("meet")));
    }

    #[test]
    fn flags_are_read() {
        let table = KindTable::builtin();
        assert!(table.about(kind("approve")) && !table.about(kind("attack")));
        assert!(table.unique(kind("found")) && !table.unique(kind("meet")));
        assert!(table.of_whom(kind("denounce")) && !table.of_whom(kind("approve")));
        assert!(table.leaves(kind("order"), kind("support")));
        assert!(!table.leaves(kind("support"), kind("order")));
        assert!(table.denies(kind("be-involved")).contains(&kind("order")));
    }

    #[test]
    fn packs_add_kinds_below_built_in_ones() {
        let mut table = KindTable::builtin().clone();
        let raid = table.add("raid", &["shell".to_string()], &["meet".to_string()]);
        assert!(table.is_a(raid, kind("attack")));
        assert!(table.opposed(kind("meet"), raid));
        assert_eq!(table.name(raid), "raid");
        assert_eq!(table.add("raid", &[], &[]), raid);
    }
}
