//! Scores to a tree: the best single-rooted tree, its relations, and a search that mends what the independent choices
//! got inconsistent.

use super::arborescence::{Arcs, arborescence};
use super::kernel::log_softmax;
use super::network::{Network, Scores};
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Participles {
    two_objects: HashSet<String>,
}

/// The file is compiled in and a test reads it; without it every participle with an object is taken for a finite verb.
static PARTICIPLES: LazyLock<Participles> =
    LazyLock::new(|| toml::from_str(include_str!("en/participles.toml")).unwrap_or_default());

/// What the decoder must know of the labels.
#[derive(Debug, Clone)]
pub struct LabelTable {
    root: Option<usize>,
    conj: Option<usize>,
    obj: Option<usize>,
    acl: Option<usize>,
    cc: Option<usize>,
    mark: Option<usize>,
    /// The tag of a verb in the past tense.
    past: Option<usize>,
    /// By relation: the class of arguments that a predicate has at most one of; 0 for none.
    exclusive: Vec<u8>,
    /// By tag: what kind of word it is, as far as coordination and the root are concerned.
    tags: Vec<WordClass>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordClass {
    FiniteVerb,
    Participle,
    Noun,
    Other,
}

/// A decoded sentence, by token.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// Tag of each token.
    pub tags: Vec<usize>,
    /// Head of each token: 0 for the root, else position from 1.
    pub heads: Vec<usize>,
    /// Relation of each token.
    pub relations: Vec<usize>,
    /// Log-probability of the chosen head over the next best, in nats.
    pub margins: Vec<f32>,
}

/// Cost in nats of a second subject, object, agent or copula of one predicate.
const DUPLICATE: f32 = 3.0;
/// Cost in nats of a finite verb coordinated with a noun.
const MISMATCHED: f32 = 1.5;
/// Cost in nats of a past participle that describes a noun and has an object, which only few verbs allow.
const OBJECT_OF_PARTICIPLE: f32 = 16.0;
/// What a bare noun as root must be better by, in nats, where the sentence has a finite verb.
const NOUN_ROOT: f32 = 2.0;
const REPAIRS: usize = 6;
const HEADS_TRIED: usize = 4;
const LABELS_TRIED: usize = 2;

impl LabelTable {
    /// Reads what the labels mean off their names.
    pub fn new(tags: &[&str], relations: &[&str]) -> Self {
        let class = |relation: &str| match relation {
            "nsubj:outer" | "csubj:outer" => 0,
            name if name.starts_with("nsubj") || name.starts_with("csubj") => 1,
            "obj" => 2,
            "iobj" => 3,
            "obl:agent" => 4,
            "cop" => 5,
            _ => 0,
        };
        let word = |tag: &str| match tag.split_once('|') {
            Some(("VERB", "VBD" | "VBZ" | "VBP")) => WordClass::FiniteVerb,
            Some(("VERB", "VBN")) => WordClass::Participle,
            Some(("NOUN" | "PROPN", _)) => WordClass::Noun,
            _ => WordClass::Other,
        };
        let place = |name: &str| relations.iter().position(|relation| *relation == name);
        Self {
            root: place("root"),
            conj: place("conj"),
            obj: place("obj"),
            acl: place("acl"),
            cc: place("cc"),
            mark: place("mark"),
            past: tags.iter().position(|tag| *tag == "VERB|VBD"),
            exclusive: relations.iter().map(|relation| class(relation)).collect(),
            tags: tags.iter().map(|tag| word(tag)).collect(),
        }
    }
}

/// Decodes one sentence of the given words.
pub fn decode(network: &Network, labels: &LabelTable, scores: &Scores, forms: &[&str]) -> Decoded {
    Decoder {
        network,
        labels,
        scores,
        forms,
        arcs: log_arcs(scores),
        n: scores.tokens,
    }
    .run()
}

fn log_arcs(scores: &Scores) -> Vec<f32> {
    let mut arcs = scores.arcs.clone();
    for row in arcs.chunks_exact_mut(scores.tokens + 1) {
        log_softmax(row);
    }
    arcs
}

struct Decoder<'a> {
    network: &'a Network,
    labels: &'a LabelTable,
    scores: &'a Scores,
    forms: &'a [&'a str],
    arcs: Vec<f32>,
    n: usize,
}

impl Decoder<'_> {
    fn run(self) -> Decoded {
        let count = self.scores.tags.len() / self.n.max(1);
        let mut tags: Vec<usize> = self
            .scores
            .tags
            .chunks_exact(count.max(1))
            .map(best)
            .collect();
        let mut heads = tree(&self.arcs, self.n);
        if let Some(other) = self.verbal_root(&heads, &tags) {
            heads = other;
        }
        let (mut labelled, mut relations) = self.labels_of(&heads);
        if let Some((verbs, other)) = self.finite_instead(&tags, &heads, &relations) {
            for verb in verbs {
                tags[verb] = self.labels.past.unwrap_or(tags[verb]);
            }
            heads = other;
            (labelled, relations) = self.labels_of(&heads);
        }
        self.repair(&tags, &mut heads, &mut relations, &mut labelled);
        let margins = (0..self.n)
            .map(|token| self.margin(token, heads[token]))
            .collect();
        Decoded {
            tags,
            heads,
            relations,
            margins,
        }
    }

    fn arc(&self, token: usize, head: usize) -> f32 {
        self.arcs[token * (self.n + 1) + head]
    }

    fn margin(&self, token: usize, head: usize) -> f32 {
        let other = (0..=self.n)
            .filter(|&at| at != head && at != token + 1)
            .map(|at| self.arc(token, at))
            .fold(f32::MIN, f32::max);
        (self.arc(token, head) - other).max(0.0)
    }

    fn label_scores(&self, token: usize, head: usize) -> Vec<f32> {
        let mut scores = self.network.relations(self.scores, token, head);
        if let Some(root) = self.labels.root {
            scores[root] += if head == 0 { 1e4 } else { -1e4 };
        }
        log_softmax(&mut scores);
        scores
    }

    /// Where a bare noun was made the root of a sentence with a finite verb, the best tree with a verbal root, if it
    /// is nearly as good.
    fn verbal_root(&self, heads: &[usize], tags: &[usize]) -> Option<Vec<usize>> {
        let class = |token: usize| self.labels.tags[tags[token]];
        let root = heads.iter().position(|&head| head == 0)?;
        if class(root) != WordClass::Noun
            || !(0..self.n).any(|token| class(token) == WordClass::FiniteVerb)
        {
            return None;
        }
        let mut arcs = self.arcs.clone();
        for token in (0..self.n).filter(|&token| class(token) == WordClass::Noun) {
            arcs[token * (self.n + 1)] = -1e9;
        }
        let other = tree(&arcs, self.n);
        (self.total(&other) + NOUN_ROOT > self.total(heads)).then_some(other)
    }

    fn total(&self, heads: &[usize]) -> f32 {
        let arcs = heads.iter().enumerate();
        arcs.map(|(token, &head)| self.arc(token, head)).sum()
    }

    /// The scores of all relations on the arcs of a tree, and the best relations.
    fn labels_of(&self, heads: &[usize]) -> (Vec<Vec<f32>>, Vec<usize>) {
        let labelled: Vec<Vec<f32>> = (0..self.n)
            .map(|token| self.label_scores(token, heads[token]))
            .collect();
        let relations = labelled.iter().map(|scores| best(scores)).collect();
        (labelled, relations)
    }

    /// Where a participle that describes the noun before it has an object ("troops crossed the river"), the best tree in
    /// which that noun is its subject, if it is good enough; with the verbs that are finite in it.
    fn finite_instead(
        &self,
        tags: &[usize],
        heads: &[usize],
        relations: &[usize],
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let verbs: Vec<usize> = (0..self.n)
            .filter(|&token| self.keeps_object(token, tags, heads, relations))
            .collect();
        let verbal = |token: usize| {
            let class = self.labels.tags[tags[token]];
            matches!(class, WordClass::FiniteVerb | WordClass::Participle)
        };
        let mut arcs = self.arcs.clone();
        let width = self.n + 1;
        for &verb in &verbs {
            for head in (1..width).filter(|&head| !verbal(head - 1)) {
                arcs[verb * width + head] = -1e9;
            }
            let noun = heads[verb] - 1;
            for head in (0..width).filter(|&head| head != verb + 1) {
                arcs[noun * width + head] = -1e9;
            }
        }
        let mut other = tree(&arcs, self.n);
        let allowed = OBJECT_OF_PARTICIPLE * verbs.len() as f32;
        let fits = verbs.iter().all(|&verb| {
            let subject = self.label_scores(heads[verb] - 1, verb + 1);
            other[heads[verb] - 1] == verb + 1 && self.labels.exclusive[best(&subject)] == 1
        });
        if verbs.is_empty() || !fits || self.total(&other) + allowed <= self.total(heads) {
            return None;
        }
        for &verb in &verbs {
            self.lead_conjunct(verb, heads[verb] - 1, &mut other);
        }
        Some((verbs, other))
    }

    /// Where the clause of `verb` is joined by "and" to the later one that it hangs on, lets it lead that one, and gives
    /// it what opens the sentence before its `subject`.
    fn lead_conjunct(&self, verb: usize, subject: usize, heads: &mut [usize]) {
        let Some(later) = heads[verb].checked_sub(1).filter(|&later| later > verb) else {
            return;
        };
        let cc = |token: usize, head: usize| {
            heads[token] == head + 1
                && Some(best(&self.label_scores(token, head + 1))) == self.labels.cc
        };
        let between = verb + 1..later;
        // "crossed the river and the war began": the subject of the later verb may hang on the object before it.
        let stray = between.clone().find(|&token| {
            let object = heads[token].checked_sub(1);
            object.is_some_and(|object| {
                object > verb
                    && object < token
                    && heads[object] == verb + 1
                    && Some(best(&self.label_scores(token, object + 1))) == self.labels.conj
                    && (object..token).any(|at| cc(at, token))
            })
        });
        let subject_before = |head: usize| {
            between.clone().find(|&token| {
                heads[token] == head + 1
                    && self.labels.exclusive[best(&self.label_scores(token, head + 1))] == 1
            })
        };
        let own = subject_before(later);
        let joined =
            between.clone().any(|token| cc(token, later)) || own.is_none() && stray.is_some();
        if own.is_none()
            && let Some(stray) = stray
        {
            let joint = (verb..stray).find(|&at| cc(at, stray));
            heads[stray] = later + 1;
            if let Some(joint) = joint {
                heads[joint] = later + 1;
            }
        }
        if joined {
            heads[verb] = heads[later];
            heads[later] = verb + 1;
            for token in (0..subject).filter(|&token| token != verb) {
                if heads[token] == later + 1 {
                    heads[token] = verb + 1;
                }
            }
        }
    }

    /// Whether `token` is a past form that describes the noun before it and has an object behind it, though its verb
    /// takes one object at most.
    fn keeps_object(
        &self,
        token: usize,
        tags: &[usize],
        heads: &[usize],
        relations: &[usize],
    ) -> bool {
        let class = self.labels.tags[tags[token]];
        let past = class == WordClass::Participle || Some(tags[token]) == self.labels.past;
        // "the claim that X ordered it": a clause with a subject describes no participant.
        let clause = (0..token).any(|other| {
            let subject = self.labels.exclusive[relations[other]] == 1;
            heads[other] == token + 1 && (subject || Some(relations[other]) == self.labels.mark)
        });
        past && !clause
            && Some(relations[token]) == self.labels.acl
            && heads[token] > 0
            && heads[token] <= token
            && !PARTICIPLES
                .two_objects
                .contains(&self.forms[token].to_lowercase())
            && (token + 1..self.n)
                .any(|other| heads[other] == token + 1 && Some(relations[other]) == self.labels.obj)
    }

    fn repair(
        &self,
        tags: &[usize],
        heads: &mut [usize],
        relations: &mut [usize],
        labelled: &mut [Vec<f32>],
    ) {
        let mut cost = self.cost(tags, heads, relations);
        for _ in 0..REPAIRS {
            if cost <= 0.0 {
                return;
            }
            let mut chosen: Option<(f32, usize, usize, usize)> = None;
            for token in self.suspects(tags, heads, relations) {
                let (head, relation) = (heads[token], relations[token]);
                let current = self.arc(token, head) + labelled[token][relation];
                for new_head in self.likely_heads(token, head, heads) {
                    let scores = self.label_scores(token, new_head);
                    for new_relation in likely(&scores, LABELS_TRIED) {
                        heads[token] = new_head;
                        relations[token] = new_relation;
                        let saved = cost - self.cost(tags, heads, relations);
                        let gain =
                            self.arc(token, new_head) + scores[new_relation] - current + saved;
                        if gain > chosen.map_or(0.0, |(best, ..)| best) {
                            chosen = Some((gain, token, new_head, new_relation));
                        }
                    }
                }
                heads[token] = head;
                relations[token] = relation;
            }
            let Some((_, token, head, relation)) = chosen else {
                return;
            };
            heads[token] = head;
            relations[token] = relation;
            labelled[token] = self.label_scores(token, head);
            cost = self.cost(tags, heads, relations);
        }
    }

    /// The cost of all that is inconsistent.
    fn cost(&self, tags: &[usize], heads: &[usize], relations: &[usize]) -> f32 {
        let mut seen = vec![[0u8; 6]; self.n + 1];
        let mut cost = 0.0;
        for token in 0..self.n {
            let class = self.labels.exclusive[relations[token]] as usize;
            if class > 0 {
                let count = &mut seen[heads[token]][class];
                if *count > 0 {
                    cost += DUPLICATE;
                }
                *count += 1;
            }
            if self.mismatched(tags, heads, relations, token) {
                cost += MISMATCHED;
            }
        }
        cost
    }

    /// A finite verb as conjunct of a noun that is no predicate.
    fn mismatched(
        &self,
        tags: &[usize],
        heads: &[usize],
        relations: &[usize],
        token: usize,
    ) -> bool {
        let Some(head) = heads[token].checked_sub(1) else {
            return false;
        };
        Some(relations[token]) == self.labels.conj
            && self.labels.tags[tags[token]] == WordClass::FiniteVerb
            && self.labels.tags[tags[head]] == WordClass::Noun
            && !(0..self.n).any(|other| {
                heads[other] == head + 1 && matches!(self.labels.exclusive[relations[other]], 1 | 5)
            })
    }

    fn suspects(&self, tags: &[usize], heads: &[usize], relations: &[usize]) -> Vec<usize> {
        let class = |token: usize| self.labels.exclusive[relations[token]] as usize;
        let mut seen = vec![[0usize; 6]; self.n + 1];
        for token in 0..self.n {
            seen[heads[token]][class(token)] += 1;
        }
        (0..self.n)
            .filter(|&token| {
                let twin = class(token) > 0 && seen[heads[token]][class(token)] > 1;
                twin || self.mismatched(tags, heads, relations, token)
            })
            .collect()
    }

    /// The likeliest heads that keep the tree a tree with the same root.
    fn likely_heads(&self, token: usize, head: usize, heads: &[usize]) -> Vec<usize> {
        let row = &self.arcs[token * (self.n + 1)..(token + 1) * (self.n + 1)];
        likely(row, HEADS_TRIED + 1)
            .into_iter()
            .filter(|&new| new != token + 1 && (new == 0) == (head == 0))
            .filter(|&new| {
                let mut at = new;
                while at != 0 {
                    if at == token + 1 {
                        return false;
                    }
                    at = heads[at - 1];
                }
                true
            })
            .take(HEADS_TRIED)
            .collect()
    }
}

/// Index of the largest score; the first of equals.
fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(
        0,
        |best, at| if scores[at] > scores[best] { at } else { best },
    )
}

/// Indices of the `count` largest scores, largest first; equal ones in their order.
fn likely(scores: &[f32], count: usize) -> Vec<usize> {
    let larger = |&a: &usize, &b: &usize| {
        let order = scores[b].partial_cmp(&scores[a]);
        order.unwrap_or(Ordering::Equal).then(a.cmp(&b))
    };
    let mut order: Vec<usize> = (0..scores.len()).collect();
    // Of a long sentence only a few are asked for.
    if count < order.len() {
        order.select_nth_unstable_by(count, larger);
        order.truncate(count);
    }
    order.sort_unstable_by(larger);
    order
}

/// The best single-rooted tree: greedily where that is one, else by Chu-Liu-Edmonds.
fn tree(arcs: &[f32], n: usize) -> Vec<usize> {
    let greedy: Vec<usize> = arcs.chunks_exact(n + 1).map(best).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    // A large cost on every arc from the root leaves exactly one of them.
    let graph = Arcs::new(n + 1, |token, head| {
        if token == 0 || head == token {
            f32::MIN
        } else {
            arcs[(token - 1) * (n + 1) + head] - if head == 0 { 1e5 } else { 0.0 }
        }
    });
    arborescence(graph).split_off(1)
}

fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    (0..heads.len()).all(|token| {
        let mut at = token + 1;
        for _ in 0..=heads.len() {
            if at == 0 {
                return true;
            }
            at = heads[at - 1];
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_likeliest_are_those_of_all_in_order(scores in proptest::collection::vec(-3..3i8, 0..20), count in 0..8usize) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let mut all: Vec<usize> = (0..scores.len()).collect();
            all.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            all.truncate(count);
            proptest::prop_assert_eq!(likely(&scores, count), all);
        }
    }

    #[test]
    fn a_cycle_is_opened_where_it_costs_least() {
        // Tokens 1 and 2 prefer each other; 3 prefers 2. The root must enter at 2.
        let arcs = [
            -5.0, -1e9, -0.1, -4.0, // token 1
            -1.0, -0.1, -1e9, -4.0, // token 2
            -6.0, -3.0, -0.2, -1e9, // token 3
        ];
        assert_eq!(tree(&arcs, 3), [2, 0, 2]);
    }

    #[test]
    fn exactly_one_root() {
        let arcs = [
            -0.1, -1e9, -3.0, -4.0, //
            -0.2, -2.0, -1e9, -4.0, //
            -0.3, -3.0, -2.0, -1e9, //
        ];
        let heads = tree(&arcs, 3);
        assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1);
        assert!(is_tree(&heads), "{heads:?}");
    }
}
