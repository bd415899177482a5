//! What a phrase refers to: a named entity, one that modifies its head noun, or one that context supplies.

use super::anaphor::Resolution;
use super::assertion::{Filler, Speaker};
use super::clause::{case_of, clause, is_denied};
use super::discourse::{Discourse, Entry};
use super::lexicon::{Lexicon, Pronoun};
use super::names::Names;
use crate::frame::{EntityKind, EntityTable};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;

/// What the phrases of one sentence are resolved with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The sentence.
    pub tree: &'a Tree,
    /// Words.
    pub lexicon: &'a Lexicon,
    /// Names and dates by token.
    pub names: &'a Names<'a>,
    /// Entities.
    pub entities: &'a EntityTable,
    /// What came before.
    pub discourse: &'a Discourse,
    /// Index of the sentence.
    pub sentence: usize,
    /// The year told of, where the sentence or the narrative gives one.
    pub year: Option<i16>,
}

/// A phrase of this sentence.
pub(super) struct Local {
    /// Its head.
    pub token: usize,
    /// What the discourse keeps of it.
    pub entry: Entry,
}

/// Resolves the phrases of one sentence.
pub struct Resolver<'a> {
    pub(super) context: Context<'a>,
    /// By token: what a pronoun or a description points at.
    pub(super) points: Vec<Option<Resolution>>,
    /// The phrases of the sentence, in the order of the text.
    pub(super) local: Vec<Local>,
}

/// The outcome for one phrase.
pub enum Referent {
    /// Found, perhaps with nothing but its words.
    Filler(Filler),
    /// A phrase that stands for several ("they", "the two").
    Several(Vec<Filler>),
    /// A pronoun or a description without an antecedent.
    Unresolved(Span),
}

impl<'a> Resolver<'a> {
    /// Resolves every phrase that names somebody by itself, then those that point back, from left to right: a pronoun
    /// may be the antecedent of the next one.
    pub fn new(context: Context<'a>) -> Self {
        let length = context.tree.len();
        let mut resolver = Self {
            context,
            points: vec![None; length],
            local: Vec::new(),
        };
        for at in 0..length {
            resolver.note_plain(at);
        }
        resolver.note_pairs();
        for at in 0..length {
            resolver.note_pointing(at);
        }
        resolver
    }

    /// The run's entities.
    pub fn entities(&self) -> &EntityTable {
        self.context.entities
    }

    /// What the discourse keeps of the sentence.
    pub fn into_entries(self) -> Vec<Entry> {
        self.local.into_iter().map(|local| local.entry).collect()
    }

    /// Resolves the phrase headed by `head`.
    pub fn resolve(&self, head: usize) -> Referent {
        let words = self.phrase(head);
        let names = self.context.names;
        if let Some(land) = names.direction_at(head).or_else(|| names.origin_at(head)) {
            return Referent::Filler(Filler {
                words,
                entity: Some(land),
                resolved: true,
                weak: true,
                ..Filler::default()
            });
        }
        if self.is_misread_owner(head) {
            return Referent::Unresolved(words);
        }
        if names.name_at(head).is_none() {
            match &self.points[head] {
                Some(Resolution::To { entities, weak }) => {
                    return self.pointed(head, words, entities, *weak);
                }
                Some(Resolution::Open) => return Referent::Unresolved(words),
                None if self.pronoun(head).is_some() => return Referent::Unresolved(words),
                None => {}
            }
        }
        let (entity, resolved) = self
            .entity(head, 0)
            .map_or((None, false), |(e, r)| (Some(e), r));
        let concept = names.concepts(head).first().cloned();
        let war = concept.as_deref() == Some("war") && entity.is_none();
        let entity = if war { self.definite_war(head) } else { entity };
        let token = self.context.tree.token(head);
        let lemma = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
            .then(|| token.lemma.to_lowercase());
        let part = lemma.as_ref().zip(concept.as_ref());
        Referent::Filler(Filler {
            words,
            entity,
            partial: part
                .is_some_and(|(lemma, class)| self.context.lexicon.is_part_of_class(lemma, class)),
            lemma,
            inner: if entity.is_none() {
                self.inner(head)
            } else {
                Vec::new()
            },
            of_places: self.of_places(head),
            concept,
            resolved: resolved || war,
            weak: self.has_weak_owner(head),
            ..Filler::default()
        })
    }

    /// The speaker whom the phrase names, if it names one: of a radio or a note, those whose it is.
    pub fn speaker(&self, at: usize, named: bool) -> Speaker {
        // "Historian: it was X who ...": the name behind the colon is no name of the speaker.
        let colon = self.context.tree.tokens().get(at + 1);
        let headline = self.context.names.name_at(at).is_none()
            && colon.is_some_and(|token| token.form == ":");
        let entity = match self.resolve(at) {
            _ if headline => None,
            Referent::Filler(filler) if named => {
                filler.entity.or_else(|| self.owner_of_telling(&filler))
            }
            _ => None,
        };
        Speaker {
            words: self.name_or_phrase(at),
            entity,
        }
    }

    /// Whose a radio, a note or an account is, if it is somebody's.
    pub fn owner_of_telling(&self, filler: &Filler) -> Option<usize> {
        let voice = &self.context.lexicon.voice;
        let told = |lemma: &String| {
            voice.tellings.contains(lemma)
                || voice.owned_tellings.contains(lemma)
                || voice.news.contains(lemma)
        };
        match filler.inner[..] {
            [owner] if filler.lemma.as_ref().is_some_and(told) => Some(owner),
            _ => None,
        }
    }

    /// The entities named by what modifies a noun, coordination included.
    fn inner(&self, head: usize) -> Vec<usize> {
        self.context
            .tree
            .subtree(head)
            .into_iter()
            .filter(|&at| at != head)
            .filter(|&at| {
                self.context
                    .tree
                    .ancestors(at)
                    .take_while(|&above| above != head)
                    .chain([at])
                    .all(|step| {
                        let relation = &self.context.tree.token(step).relation;
                        ["nmod", "conj", "appos", "flat", "compound"]
                            .contains(&relation.universal())
                            || relation.is("parataxis") && self.is_listed(step)
                    })
            })
            .filter_map(|at| self.context.names.entity_at(at))
            .collect()
    }

    /// "three towns: A, B and C": names behind a colon say which are meant.
    fn is_listed(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let colon = |&child: &usize| tree.token(child).form == ":" && child < at;
        self.context.names.entity_at(at).is_some() && tree.children(at).iter().any(colon)
    }

    fn pointed(&self, head: usize, words: Span, entities: &[usize], weak: bool) -> Referent {
        let concept = self.context.names.concepts(head).first().cloned();
        let mut fillers: Vec<Filler> = entities
            .iter()
            .map(|&entity| Filler {
                words,
                entity: Some(entity),
                concept: concept.clone(),
                resolved: true,
                weak,
                ..Filler::default()
            })
            .collect();
        match (fillers.pop(), fillers.is_empty()) {
            (Some(only), true) => Referent::Filler(only),
            (Some(last), false) => {
                fillers.push(last);
                Referent::Several(fillers)
            }
            (None, _) => Referent::Unresolved(words),
        }
    }

    /// Every one for whom the phrase headed by `head` stands: "British and French aircraft", "the troops of Britain and France"
    /// are those of two.
    pub fn with_joint(&self, head: usize, first: Filler) -> Vec<Filler> {
        let Context {
            tree,
            lexicon,
            names,
            ..
        } = self.context;
        let standing = names.entity_at(head).is_none()
            && (lexicon.stands_for(&tree.token(head).lemma.to_lowercase())
                || first.entity.is_some() && first.concept.as_deref() == Some("arms"));
        if !standing {
            return vec![first];
        }
        let others: Vec<Filler> = tree
            .children(head)
            .iter()
            .filter(|&&child| {
                let relation = tree.token(child).relation.universal();
                let of = || {
                    let belonging = &lexicon.cues.belonging;
                    relation == "nmod"
                        && case_of(tree, child)
                            .iter()
                            .any(|case| belonging.contains(case))
                };
                relation == "amod" || relation == "compound" || of()
            })
            .flat_map(|&child| tree.children_by(child, "conj"))
            .filter_map(|conjunct| names.name_at(conjunct))
            .filter(|name| Some(name.entity) != first.entity)
            .map(|name| Filler {
                entity: Some(name.entity),
                resolved: !name.certain,
                ..first.clone()
            })
            .collect();
        std::iter::once(first).chain(others).collect()
    }

    /// "the air war in Korea": a part of the war that bears the name.
    fn is_sort_of_war(&self, head: usize) -> bool {
        let Context {
            tree,
            names,
            lexicon,
            entities,
            ..
        } = self.context;
        let Some(name) = names.name_at(head) else {
            return false;
        };
        entities.all()[name.entity].kind == EntityKind::War
            && tree.children(head).iter().any(|&child| {
                let token = tree.token(child);
                let sort = lexicon
                    .reference
                    .war_sorts
                    .contains(&token.lemma.to_lowercase());
                let modifies = ["compound", "amod"].contains(&token.relation.universal());
                modifies && sort && !name.span.overlaps(token.span)
            })
    }

    /// "the war", "the conflict": the one last named.
    fn definite_war(&self, head: usize) -> Option<usize> {
        let tree = self.context.tree;
        let indefinite = tree.children_by(head, "det").any(|det| {
            ["a", "an", "any", "another", "no"].contains(&tree.token(det).lemma.as_str())
        });
        let qualified = tree
            .children(head)
            .iter()
            .any(|&child| tree.token(child).relation.is("compound"));
        // "the war against Japan": the one against somebody is told by whom.
        let told_apart = tree.children_by(head, "nmod").any(|child| {
            let with = &self.context.lexicon.cues.answering.prepositions;
            self.context.names.name_at(child).is_some()
                && case_of(tree, child).iter().any(|case| with.contains(case))
        });
        // "the War of 1812": a name that no pack lists.
        let capital = tree.token(head).form.starts_with(char::is_uppercase);
        let named = capital
            && tree
                .children_by(head, "nmod")
                .any(|child| case_of(tree, child).iter().any(|case| case == "of"));
        // "war broke out": a new one, as long as it stands without an article.
        let bare = self
            .context
            .lexicon
            .reference
            .new_when_bare
            .contains(&tree.token(head).lemma)
            && !["det", "nmod", "acl", "amod"]
                .iter()
                .any(|relation| tree.children_by(head, relation).next().is_some());
        if indefinite || qualified || told_apart || named || bare {
            None
        } else {
            self.context.discourse.war()
        }
    }

    /// The entity of a phrase and whether context was needed.
    pub(super) fn entity(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let Context {
            tree,
            names,
            lexicon,
            entities,
            ..
        } = self.context;
        if depth > 3 {
            return None;
        }
        let token = tree.token(head);
        if self.is_sort_of_war(head) {
            return None;
        }
        if let Some(name) = names.name_at(head) {
            // "South Korean guns": a thing that stands for those whose it is.
            let thing = entities.all()[name.entity].kind == EntityKind::Thing;
            // "the North Korean communists", "Communist forces of North Korea": of the bloc, those of that land.
            let bloc = entities.all()[name.entity].kind == EntityKind::Bloc;
            let standing = bloc || thing && lexicon.stands_for(&token.lemma.to_lowercase());
            let on_side = || names.on_side(head).map(|land| (land, true));
            let owner = standing
                .then(|| self.by_modifier(head, depth).or_else(on_side))
                .flatten();
            return Some(owner.unwrap_or((name.entity, !name.certain)));
        }
        if let Some(found) = self
            .by_apposition(head)
            .or_else(|| self.by_predication(head))
            .or_else(|| self.by_owner_said(head, depth))
            .or_else(|| self.by_far_apposition(head))
            .or_else(|| self.by_described(head))
            .or_else(|| self.by_relative_owner(head, depth))
        {
            return Some(found);
        }
        match &self.points[head] {
            Some(Resolution::To { entities, .. }) if entities.len() == 1 => {
                return entities.first().map(|&entity| (entity, true));
            }
            Some(_) => return None,
            None => {}
        }
        if let Some(found) = self.by_maker(head, depth) {
            return Some(found);
        }
        // "Nobody in the government asked": nor did the government.
        let nobody = lexicon
            .cues
            .polarity
            .nobody
            .contains(&token.lemma.to_lowercase());
        let quantifier = !nobody
            && (matches!(token.upos, Upos::Pron | Upos::Det | Upos::Num | Upos::Adj)
                || lexicon.cues.quantifiers.contains(&token.lemma)
                || lexicon.cues.polarity.least.contains(&token.lemma));
        if quantifier {
            let inner = tree
                .children_by(head, "nmod")
                .find(|&child| case_of(tree, child).iter().any(|case| case == "of"))?;
            return self.entity(inner, depth + 1);
        }
        if nobody {
            let at = &lexicon.cues.polarity.nobody_at;
            let mut places = tree.children_by(head, "nmod");
            let there =
                places.find(|&child| case_of(tree, child).iter().any(|one| at.contains(one)));
            return (self.by_modifier(head, depth)).or_else(|| self.entity(there?, depth + 1));
        }
        // "men of the Third Legion": the legion; "Senate men": the Senate, of which a man of the Senate may not be.
        let owned = names.are_followers(head);
        if owned || lexicon.reference.ranks.contains(&token.lemma) {
            let staff = lexicon.reference.staff.contains(&token.lemma)
                && tree.children(head).contains(&head.wrapping_sub(1));
            let (whose, unsure) = self.by_modifier(head, depth)?;
            let owner = &entities.all()[whose];
            let stands = match owner.kind {
                EntityKind::Army => true,
                EntityKind::Organisation => staff || owned,
                EntityKind::State | EntityKind::Bloc => owned,
                // A leader's men are those of the side for which he acts; what they do he need not do, nor does it befall him.
                EntityKind::Person if owned => {
                    let side = entities.index(&owner.acts_for.first()?.to)?;
                    return Some((side, true));
                }
                _ => false,
            };
            return stands.then_some((whose, unsure));
        }
        if lexicon.stands_for(&token.lemma.to_lowercase()) || self.has_standing_conjunct(head) {
            return self.by_modifier(head, depth);
        }
        self.by_owned_name(head, depth)
    }

    /// "its schoolbooks", of China: "Chinese schoolbooks" are somebody by name.
    fn by_owned_name(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let Context { tree, entities, .. } = self.context;
        let token = tree.token(head);
        if token.upos != Upos::Noun {
            return None;
        }
        let possessor = tree
            .children(head)
            .iter()
            .copied()
            .find(|&child| tree.token(child).relation.as_str() == "nmod:poss")?;
        let (owner, _) = self.entity(possessor, depth + 1)?;
        entities
            .owned_by(owner, &token.lower())
            .map(|entity| (entity, true))
    }

    /// "the guns and mortars of the DPRK army": the phrase after the last conjunct modifies all.
    fn has_standing_conjunct(&self, head: usize) -> bool {
        let Context { tree, lexicon, .. } = self.context;
        tree.children_by(head, "conj")
            .any(|at| lexicon.stands_for(&tree.token(at).lemma.to_lowercase()))
    }

    pub(super) fn by_apposition(&self, head: usize) -> Option<(usize, bool)> {
        let tree = self.context.tree;
        tree.children(head).iter().find_map(|&child| {
            let relation = tree.token(child).relation.as_str();
            let apposed = relation == "appos" || relation.starts_with("flat");
            // "Hannibal, not Scipio,": who is denied is not the same.
            let denied = is_denied(tree, &self.context.lexicon.cues, child);
            let name = self
                .context
                .names
                .name_at(child)
                .filter(|_| apposed && !denied)?;
            Some((name.entity, !name.certain))
        })
    }

    /// "a committee under the senator John Madden, the Madden Committee, found": a name between commas that ends in the
    /// noun itself is the noun's, however deep it hangs.
    fn by_far_apposition(&self, head: usize) -> Option<(usize, bool)> {
        let Context { tree, names, .. } = self.context;
        let noun = tree.token(head).lemma.to_lowercase();
        let inside = tree.subtree(head);
        inside.into_iter().filter(|&at| at > head).find_map(|at| {
            let name = names.name_at(at)?;
            let same = names.last_word(at) == Some(noun.as_str());
            let apposed = tree.token(at).relation.is("appos");
            let start = tree.subtree(at).into_iter().min()?;
            let set_off = |mark: Option<usize>| {
                mark.and_then(|mark| tree.tokens().get(mark))
                    .is_some_and(|mark| mark.form == ",")
            };
            let commas =
                (set_off(Some(start)) || set_off(start.checked_sub(1))) && set_off(Some(at + 1));
            (same && apposed && commas && name.certain).then_some((name.entity, false))
        })
    }

    /// "The Council adopted a resolution which demanded ...": what a decision says, its makers say.
    fn by_maker(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let Context {
            tree,
            names,
            lexicon,
            ..
        } = self.context;
        let concepts = names.concepts(head);
        if !concepts.iter().any(|concept| concept == "resolution") {
            return None;
        }
        let verb = tree.token(head).head?;
        let clause = clause(tree, &lexicon.cues, verb, &|at| names.is_date(at));
        if !clause.objects.contains(&head) {
            return self.by_modifier(head, depth);
        }
        clause
            .subjects
            .iter()
            .find_map(|&subject| self.entity(subject, depth + 1))
    }

    /// "The Korean War was a war which ...": what is said of the predicate noun is said of the subject, where both are
    /// of one class.
    pub(super) fn by_predication(&self, head: usize) -> Option<(usize, bool)> {
        let Context { tree, names, .. } = self.context;
        tree.children_by(head, "cop").next()?;
        let subject = tree.children_by(head, "nsubj").next()?;
        let name = names.name_at(subject)?;
        let shared = names
            .concepts(subject)
            .iter()
            .any(|concept| names.concepts(head).contains(concept));
        shared.then_some((name.entity, !name.certain))
    }

    /// The entity that modifies a noun of persons or forces. Whose ally somebody is, he is not himself: the owner of a
    /// relational noun is left out.
    pub(super) fn by_modifier(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let Context {
            tree,
            lexicon,
            names,
            ..
        } = self.context;
        let relational = lexicon
            .reference
            .relational(&tree.token(head).lemma.to_lowercase())
            .is_some();
        let mut found: Option<(usize, bool)> = None;
        for &child in tree.children(head) {
            let relation = tree.token(child).relation.as_str();
            let possessive = relation == "nmod:poss";
            let direct = relation.starts_with("amod")
                || relation.starts_with("compound")
                || relation.starts_with("nmod:desc")
                || relation.starts_with("nmod:unmarked");
            let of = relation.starts_with("nmod")
                && case_of(tree, child)
                    .iter()
                    .any(|case| lexicon.cues.belonging.contains(case));
            let under = || {
                let leads = &lexicon.reference.under;
                relation.starts_with("nmod")
                    && case_of(tree, child).iter().any(|case| leads.contains(case))
                    && names.kind_at(child) == Some(EntityKind::Person)
            };
            let candidate = if direct || !relational && (possessive || of) {
                self.entity(child, depth + 1)
            } else if found.is_none() && !relational && under() {
                // "the columns under Scipio": those of whoever leads them.
                self.entity(child, depth + 1)
            } else if relation == "conj" && found.is_none() {
                self.by_modifier(child, depth + 1)
            } else if relation.starts_with("acl") && found.is_none() && !relational {
                self.by_leader(child, depth)
            } else {
                None
            };
            // The nearest modifier of a noun is its most intimate one; a possessor wins over an adjective.
            if candidate.is_some() && (found.is_none() || possessive) {
                found = candidate;
            }
        }
        found
    }

    /// "a delegation that Kim had brought", "an army led by Scipio": whoever leads them.
    fn by_leader(&self, verb: usize, depth: usize) -> Option<(usize, bool)> {
        let Context {
            tree,
            names,
            lexicon,
            ..
        } = self.context;
        let leads = lexicon
            .reference
            .leading
            .contains(&tree.token(verb).lemma.to_lowercase());
        let clause = clause(tree, &lexicon.cues, verb, &|at| names.is_date(at));
        let noun = tree.token(verb).head?;
        let of_noun = clause.objects.contains(&noun);
        clause
            .subjects
            .iter()
            .filter(|&&leader| leads && of_noun && names.name_at(leader).is_some())
            .find_map(|&leader| self.entity(leader, depth + 1))
    }

    /// The class of the third-person pronoun at `at`.
    pub(super) fn pronoun(&self, at: usize) -> Option<Pronoun> {
        let token = self.context.tree.token(at);
        let word = token.form.to_lowercase();
        if token.upos != Upos::Pron && token.relation.as_str() != "nmod:poss" {
            return None;
        }
        self.context.lexicon.cues.pronoun(&word)
    }

    /// The words of the name that `head` heads, or of its phrase.
    pub fn name_or_phrase(&self, head: usize) -> Span {
        let phrase = self.phrase(head);
        match self.context.names.name_at(head) {
            Some(name) => phrase.cover(name.span),
            None => phrase,
        }
    }

    /// The words of a phrase: its head with the modifiers beside it, without clauses, appositions and conjuncts.
    pub fn phrase(&self, head: usize) -> Span {
        let tree = self.context.tree;
        let mut span = tree.token(head).span;
        for &child in tree.children(head) {
            let relation = &tree.token(child).relation;
            let inner = ["det", "amod", "compound", "nummod", "flat", "nmod"]
                .contains(&relation.universal())
                || relation.as_str() == "obl:unmarked";
            let near = inner && relation.as_str() != "nmod:unmarked" || relation.is("fixed");
            if near {
                let inner = ["nmod", "amod", "compound"].contains(&relation.universal());
                let deeper = if inner {
                    self.phrase(child)
                } else {
                    tree.token(child).span
                };
                span = span.cover(deeper);
            }
        }
        span
    }
}
