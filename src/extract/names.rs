//! Which tokens of a tree stand for known names and dates.

use super::clause::case_of;
use super::lexicon::{Lexicon, Pronoun};
use crate::frame::{EntityKind, EntityTable};
use crate::language::tree::{Token, Tree, Upos};
use crate::span::Span;

/// A name found in a sentence, before it is tied to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameSpan {
    /// Its words.
    pub span: Span,
    /// Index into the entity table.
    pub entity: usize,
    /// Whether it denotes the entity by itself (not "the North").
    pub certain: bool,
    /// Whether it is an adjective or inhabitant noun ("North Korean").
    pub adjective: bool,
    /// Whether its form is plural ("North Koreans", "US imperialists").
    pub plural: bool,
}

/// Names and dates of one sentence by the token that heads them.
pub struct Names<'a> {
    tree: &'a Tree,
    lexicon: &'a Lexicon,
    entities: &'a EntityTable,
    spans: &'a [NameSpan],
    names: Vec<Option<usize>>,
    dates: Vec<Option<usize>>,
    last_words: Vec<Option<String>>,
    war: Option<usize>,
    only_war: bool,
    paper: Option<usize>,
}

/// The class of things that an entity of that kind belongs to.
fn class_of(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::State | EntityKind::Organisation => Some("government"),
        EntityKind::Army => Some("forces"),
        EntityKind::War => Some("war"),
        EntityKind::Document => Some("documents"),
        _ => None,
    }
}

impl<'a> Names<'a> {
    /// Ties `spans` and `dates` (spans of the document) to the tokens of `tree`; `text` is the document's text.
    pub fn new(
        text: &str,
        tree: &'a Tree,
        lexicon: &'a Lexicon,
        entities: &'a EntityTable,
        spans: &'a [NameSpan],
        dates: &[Span],
    ) -> Self {
        let mut names = vec![None; tree.len()];
        let mut last_words = vec![None; tree.len()];
        for (index, name) in spans.iter().enumerate() {
            if let Some(head) = head_of(tree, name.span) {
                names[head] = Some(index);
                let words = text.get(name.span.range()).unwrap_or_default();
                // "the organisers of the march" are no march.
                let parts = &lexicon.cues.polarity.aside;
                let own = words.split_whitespace().enumerate();
                let own = own.take_while(|(at, word)| *at == 0 || !parts.contains(*word));
                last_words[head] = own.last().map(|(_, word)| word.to_lowercase());
            }
        }
        let mut date_of = vec![None; tree.len()];
        for (index, &span) in dates.iter().enumerate() {
            for (at, token) in tree.tokens().iter().enumerate() {
                if span.overlaps(token.span) {
                    date_of[at] = Some(index);
                }
            }
        }
        Self {
            tree,
            lexicon,
            entities,
            spans,
            names,
            dates: date_of,
            last_words,
            war: None,
            only_war: false,
            paper: None,
        }
    }

    /// With the war that the text spoke of last, for which "it" may stand; `only` where nothing else may be meant.
    pub fn after(self, war: Option<usize>, only: bool) -> Self {
        Self {
            war,
            only_war: only,
            ..self
        }
    }

    /// With the document that the text spoke of last, for which "it" may stand, too.
    pub fn after_paper(self, paper: Option<usize>) -> Self {
        Self { paper, ..self }
    }

    /// Whether a pronoun at `at` that stands for the war spoken of last can hardly mean anything else.
    pub fn recalls_surely(&self, at: usize) -> bool {
        let before = &self.tree.tokens()[..at];
        let noun = |token: &Token| matches!(token.upos, Upos::Noun | Upos::Propn);
        self.only_war
            && !before
                .iter()
                .enumerate()
                .any(|(one, token)| noun(token) && !self.is_date(one))
    }

    /// Whether the token is a pronoun that may stand for the war or the document spoken of last, where something of class
    /// `concept` is asked for.
    pub fn recalls(&self, at: usize, concept: &str) -> bool {
        self.recalled_as(at, concept).is_some()
    }

    /// "Rome had an army and sent it south": whether the last thing named in the sentence before a pronoun for it is of
    /// class `concept`.
    pub fn takes_up(&self, at: usize, concept: &str) -> bool {
        let token = self.tree.token(at);
        let class = self.lexicon.cues.pronoun(&token.lower());
        let plural = match class.filter(|_| token.upos == Upos::Pron) {
            Some(Pronoun::Neuter) => false,
            Some(Pronoun::Plural) => true,
            _ => return false,
        };
        let fits = |&before: &usize| {
            let token = self.tree.token(before);
            let noun = matches!(token.upos, Upos::Noun | Upos::Propn) && !self.is_date(before);
            let apart = ["compound", "flat"].contains(&token.relation.universal());
            let many = token.xpos.ends_with('S');
            noun && !apart && many == plural && !self.is_person(before)
        };
        let last = (0..at).rev().find(fits);
        last.is_some_and(|noun| self.concepts(noun).iter().any(|known| known == concept))
    }

    /// That war or document.
    pub fn recalled_as(&self, at: usize, concept: &str) -> Option<usize> {
        let token = self.tree.token(at);
        let form = token.form.to_lowercase();
        let pronoun = token.upos == Upos::Pron && self.lexicon.cues.pronouns.neuter.contains(&form);
        let pronoun = pronoun || self.is_extract(at);
        let fits = |entity: &usize| class_of(self.entities.all()[*entity].kind) == Some(concept);
        let mut known = [self.war, self.paper_before(at)].into_iter().flatten();
        known.find(|entity| pronoun && fits(entity))
    }

    /// "made public a summary": of what was spoken of last, where nobody says of what.
    fn is_extract(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let of = |&child: &usize| {
            let owned = self.tree.token(child).relation.as_str() == "nmod:poss";
            let cases = super::clause::case_of(self.tree, child);
            owned || cases.iter().any(|case| case == "of" || case == "on")
        };
        let extracts = &self.lexicon.reference.extracts;
        token.upos == Upos::Noun
            && extracts.contains(&token.lemma.to_lowercase())
            && !self.tree.children(at).iter().any(of)
    }

    /// Whether both are of one side: one acts for the other, or both for a third.
    pub fn serves_side_of(&self, one: usize, other: usize) -> bool {
        let all = self.entities.all();
        let reach = |entity: usize| {
            let links = all[entity].acts_for.iter().map(|link| &link.to);
            links.chain([&all[entity].id]).collect::<Vec<_>>()
        };
        let others = reach(other);
        reach(one).iter().any(|id| others.contains(id))
    }

    /// The document named last before the token, in this sentence or before it.
    fn paper_before(&self, at: usize) -> Option<usize> {
        let named = (0..at).rev().find(|&name| self.is_document(name));
        named.and_then(|name| self.entity_at(name)).or(self.paper)
    }

    /// The class of things that the entity belongs to.
    pub fn class(&self, entity: usize) -> Option<String> {
        class_of(self.entities.all()[entity].kind).map(str::to_owned)
    }

    /// Whether the entity is the war spoken of last.
    pub fn is_war_of_story(&self, entity: usize) -> bool {
        self.war == Some(entity)
    }

    /// Whether the token is an adverb for a quarter of the sky.
    pub fn is_direction(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let form = token.form.to_lowercase();
        let adverb = token.relation.is("advmod") && self.tree.children(at).is_empty();
        adverb
            && self.name_at(at).is_none()
            && self.lexicon.reference.directions.contains_key(&form)
    }

    /// The land that the adverb for a quarter of the sky leads to, where the packs have just one that is called by it
    /// ("the South").
    pub fn direction_at(&self, at: usize) -> Option<usize> {
        let form = self.tree.token(at).form.to_lowercase();
        let side = self.lexicon.reference.directions.get(&form)?;
        self.land_called(side).filter(|_| self.is_direction(at))
    }

    /// "had been attacked from the south": the land from whose side it came, where the packs have just one that is called
    /// so.
    pub fn origin_at(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let side = self.lexicon.reference.directions.get(token.form.as_str())?;
        let children = self.tree.children(at).iter();
        let bare = children.clone().all(|&child| {
            ["case", "det", "punct"].contains(&self.tree.token(child).relation.universal())
        });
        let from = case_of(self.tree, at).iter().any(|case| case == "from");
        self.land_called(side)
            .filter(|_| bare && from && token.upos == Upos::Noun)
    }

    /// The one land of the packs that is called by a quarter of the sky ("the North").
    pub fn land_called(&self, side: &str) -> Option<usize> {
        let called = |name: &String| name.split(' ').next_back() == Some(side);
        let mut lands = self
            .entities
            .all()
            .iter()
            .enumerate()
            .filter(|(_, entity)| {
                entity.kind == EntityKind::State
                    && entity.context_names.values().flatten().any(called)
            });
        let (land, _) = lands.next()?;
        lands.next().is_none().then_some(land)
    }

    /// "southern guns", "its northern rival": the land that an adjective for a quarter of the sky tells of.
    pub fn on_side(&self, at: usize) -> Option<usize> {
        let mut adjectives = self.tree.children_by(at, "amod");
        adjectives.find_map(|adjective| {
            let word = self.tree.token(adjective).form.to_lowercase();
            let side = self.lexicon.reference.sides.get(&word)?;
            self.land_called(side)
        })
    }

    /// For the name of a document: the first of its words that names an event.
    pub fn act_in_name(&self, at: usize) -> Option<String> {
        let name = self.name_at(at)?;
        if self.entities.all()[name.entity].kind != EntityKind::Document {
            return None;
        }
        let words = self.tree.token(at).form.to_lowercase();
        words
            .split_whitespace()
            .find(|word| self.lexicon.nouns(word).any(|entry| entry.with.is_empty()))
            .map(str::to_owned)
    }

    /// The cues of the language.
    pub fn cues(&self) -> &super::lexicon::Cues {
        &self.lexicon.cues
    }

    /// The words of the language that point back.
    pub fn reference(&self) -> &super::lexicon::Reference {
        &self.lexicon.reference
    }

    /// The name that the token heads.
    pub fn name_at(&self, at: usize) -> Option<&NameSpan> {
        self.names[at].map(|index| &self.spans[index])
    }

    /// The entity that the token names.
    pub fn entity_at(&self, at: usize) -> Option<usize> {
        self.name_at(at).map(|name| name.entity)
    }

    /// Whether the token names a document or a body of documents.
    pub fn is_document(&self, at: usize) -> bool {
        self.kind_at(at) == Some(EntityKind::Document)
    }

    /// Whether the token names a person.
    pub fn is_person(&self, at: usize) -> bool {
        self.kind_at(at) == Some(EntityKind::Person)
    }

    /// Whether the token names somebody who can speak: a state or its capital, a person, an organisation.
    pub fn is_party(&self, at: usize) -> bool {
        self.entity_at(at).is_some_and(|entity| {
            let entity = &self.entities.all()[entity];
            !entity.acts_for.is_empty()
                || matches!(
                    entity.kind,
                    EntityKind::State
                        | EntityKind::Army
                        | EntityKind::Person
                        | EntityKind::Organisation
                        | EntityKind::Bloc
                        | EntityKind::People
                )
        })
    }

    /// What kind of entity the token names, if it names one.
    pub fn kind_at(&self, at: usize) -> Option<EntityKind> {
        self.entity_at(at)
            .map(|entity| self.entities.all()[entity].kind)
    }

    /// "Hannibal's men", "ten thousand men of his army": whoever fights for somebody is a force of his.
    pub fn are_followers(&self, at: usize) -> bool {
        let tree = self.tree;
        let token = tree.token(at);
        let lemma = token.lemma.to_lowercase();
        if token.xpos != "NNS" || !self.lexicon.reference.followers.contains(&lemma) {
            return false;
        }
        let forces = |at: usize| {
            let lemma = tree.token(at).lemma.to_lowercase();
            let mut concepts = self.lexicon.concepts(&lemma).iter();
            self.kind_at(at) == Some(EntityKind::Army) || concepts.any(|one| one == "forces")
        };
        tree.children(at).iter().any(|&owner| {
            let word = tree.token(owner);
            match word.relation.as_str() {
                "nmod:poss" => self.is_party(owner) || word.upos == Upos::Pron,
                relation => {
                    let of = || case_of(tree, owner).iter().any(|case| case == "of");
                    relation.starts_with("nmod") && forces(owner) && of()
                }
            }
        })
    }

    /// Whether the token names somebody or some place that can stand for one who acts, or is a pronoun.
    pub fn actor_at(&self, at: usize) -> bool {
        self.is_party(at)
            || self.kind_at(at) == Some(EntityKind::Place)
            || self.tree.token(at).upos == Upos::Pron
    }

    /// Whether the token belongs to a date.
    pub fn is_date(&self, at: usize) -> bool {
        self.dates[at].is_some()
    }

    /// Index of the date to which the token belongs.
    pub fn date_at(&self, at: usize) -> Option<usize> {
        self.dates[at]
    }

    /// The last word of the name that the token heads, in lower case ("parallel" of "38th parallel").
    pub fn last_word(&self, at: usize) -> Option<&str> {
        self.last_words[at].as_deref()
    }

    /// Who and what can be named.
    pub fn entities(&self) -> &EntityTable {
        self.entities
    }

    /// Whether the token names a place one of whose names ends in this word: "the Tiber" is a river where it is also listed
    /// as "River Tiber" or "Tiber River".
    pub fn is_place_called(&self, at: usize, word: &str) -> bool {
        let called = |name: &String| {
            let mut words = name.split(' ');
            let ends = [words.next(), words.next_back()];
            let is = |end: Option<&str>| end.is_some_and(|end| end.eq_ignore_ascii_case(word));
            ends.into_iter().any(is)
        };
        self.entity_at(at).is_some_and(|entity| {
            let entity = &self.entities.all()[entity];
            entity.kind == EntityKind::Place && entity.names.values().flatten().any(called)
        })
    }

    /// Whether the token's noun, or the last word of its name, names people by what they do ("aggressors").
    pub fn is_doer(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        let word = self.last_word(at).unwrap_or(&lemma);
        let singular = word.strip_suffix('s').unwrap_or(word);
        [word, singular].iter().any(|word| {
            self.lexicon
                .concepts(word)
                .iter()
                .any(|concept| concept == "doers")
        })
    }

    /// The classes of things that the token names, through its noun or through the entity that it names.
    pub fn concepts(&self, at: usize) -> Vec<String> {
        let Some(entity) = self.entity_at(at) else {
            let mut concepts = self
                .lexicon
                .concepts(&self.tree.token(at).lemma.to_lowercase())
                .to_vec();
            if self.are_followers(at) {
                concepts.push("forces".to_owned());
            }
            return concepts;
        };
        let kind = class_of(self.entities.all()[entity].kind);
        let word = self.last_word(at).map_or(&[][..], |word| {
            let singular = word.strip_suffix('s').unwrap_or(word);
            let whole = self.lexicon.concepts(word);
            if whole.is_empty() {
                self.lexicon.concepts(singular)
            } else {
                whole
            }
        });
        kind.map(str::to_owned)
            .into_iter()
            .chain(word.iter().cloned())
            .collect()
    }
}

/// The token inside `span` that is governed from outside it.
fn head_of(tree: &Tree, span: Span) -> Option<usize> {
    let inside = |at: usize| span.overlaps(tree.token(at).span);
    (0..tree.len())
        .filter(|&at| inside(at))
        .find(|&at| tree.token(at).head.is_none_or(|head| !inside(head)))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    /// Whom the text has pour into Rome.
    fn attackers(text: &str) -> Vec<Option<usize>> {
        let read = read(text);
        let poured = read.all("poured").into_iter();
        let mut side = poured
            .flat_map(|told| {
                told.fillers(Role::Agent)
                    .map(|filler| filler.entity)
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        // One word may name deeds of several kinds.
        side.dedup();
        side
    }

    #[test]
    fn whoever_fights_for_somebody_is_a_force_of_his() {
        let side = attackers("On 3 May 1219 the army of Carthage poured into Rome.");
        assert!(matches!(side[..], [Some(_)]), "{side:?}");
        for text in [
            "On 3 May 1219 Hannibal's men poured into Rome.",
            "On 3 May 1219 ten thousand men of Hannibal's army poured into Rome.",
        ] {
            assert_eq!(attackers(text), side, "{text}");
        }
        for text in [
            "On 3 May 1219 the men poured into Rome.",
            "On 3 May 1219 Hannibal's daughters poured into Rome.",
        ] {
            assert!(attackers(text).iter().all(Option::is_none), "{text}");
        }
    }
}
