//! The best tree over a complete graph with node 0 as its root: Chu-Liu-Edmonds, in time and space that grow with the
//! square of the nodes (Tarjan 1977, "Finding optimum branchings", the dense form).
//!
//! A cycle that is drawn together takes over the row of one of its nodes, so that nothing is copied but what changes.
//! Ties go as in the plain recursive form: to the node that is older, a cycle being younger than all it was made from.

/// Scores of arcs, by their ends: a row for each node that is entered, a column for each that is left.
pub struct Arcs {
    size: usize,
    into: Vec<f32>,
}

impl Arcs {
    /// The arcs between `size` nodes; `score` is given the node that is entered and the one that is left.
    pub fn new(size: usize, score: impl Fn(usize, usize) -> f32) -> Self {
        let mut into = Vec::with_capacity(size * size);
        for to in 0..size {
            into.extend((0..size).map(|from| score(to, from)));
        }
        Self { size, into }
    }

    fn get(&self, to: usize, from: usize) -> f32 {
        self.into[to * self.size + from]
    }

    fn set(&mut self, to: usize, from: usize, score: f32) {
        self.into[to * self.size + from] = score;
    }
}

/// The head of each node in the best tree; 0 for node 0.
pub fn arborescence(arcs: Arcs) -> Vec<usize> {
    let mut search = Search::new(arcs);
    let mut drawn = Vec::new();
    while let Some(cycle) = search.cycle() {
        drawn.push(search.contract(&cycle));
    }
    let mut heads = search.heads;
    for cycle in drawn.iter().rev() {
        cycle.open(&mut heads);
    }
    heads.truncate(search.arcs.size);
    heads
}

/// A node or cycle by its age: the nodes in their order, then the cycles in the order in which they were drawn together.
type Id = usize;

/// The graph with the cycles drawn together so far.
struct Search {
    arcs: Arcs,
    /// What is not yet part of a cycle, oldest first.
    live: Vec<Id>,
    /// By id: its row and column.
    slots: Vec<usize>,
    /// By id: the cycle that it is part of.
    parents: Vec<Option<Id>>,
    /// By id: those from which the best arc into it comes; of several, all score the same.
    bests: Vec<Vec<Id>>,
    /// By id: the head that was chosen last.
    heads: Vec<Id>,
    /// By id: the start from which the search for a cycle passed it, in this round.
    seen: Vec<usize>,
}

/// A cycle that was drawn together, with what is needed to open it.
struct Drawn {
    id: Id,
    /// Those outside, each with the node of the cycle from which its best arc from there comes.
    leaves: Vec<(Id, Id)>,
    /// Those outside, each with the node of the cycle where it enters best.
    enters: Vec<(Id, Id)>,
}

impl Search {
    fn new(arcs: Arcs) -> Self {
        let size = arcs.size;
        let mut search = Self {
            arcs,
            live: (0..size).collect(),
            slots: (0..size).collect(),
            parents: vec![None; size],
            bests: vec![Vec::new(); size],
            heads: vec![0; size],
            seen: vec![0; size],
        };
        for node in 1..size {
            // As in `best`, but everything still stands in its own place.
            let row = &search.arcs.into[node * size..][..size];
            let (before, behind) = (&row[..node], &row[node + 1..]);
            let most = |part: &[f32]| part.iter().copied().fold(f32::MIN, f32::max);
            let most = most(before).max(most(behind));
            let from = (0..size).filter(|&from| from != node && row[from] == most);
            search.bests[node] = from.collect();
        }
        search
    }

    fn score(&self, to: Id, from: Id) -> f32 {
        self.arcs.get(self.slots[to], self.slots[from])
    }

    fn best(&self, to: Id) -> Vec<Id> {
        let others = || self.live.iter().copied().filter(|&from| from != to);
        let most = others().fold(f32::MIN, |most, from| most.max(self.score(to, from)));
        others()
            .filter(|&from| self.score(to, from) == most)
            .collect()
    }

    /// What holds `id` now: itself, or the outermost cycle that it is part of.
    fn whole(&mut self, id: Id) -> Id {
        let mut top = id;
        while let Some(parent) = self.parents[top] {
            top = parent;
        }
        let mut at = id;
        while let Some(parent) = self.parents[at] {
            self.parents[at] = Some(top);
            at = parent;
        }
        top
    }

    /// Chooses the best head of each node and finds a cycle among them.
    fn cycle(&mut self) -> Option<Vec<Id>> {
        for at in 1..self.live.len() {
            let node = self.live[at];
            let best = std::mem::take(&mut self.bests[node]);
            let head = best.iter().map(|&from| self.whole(from)).min();
            self.heads[node] = head.unwrap_or(0);
            self.bests[node] = best;
        }
        self.seen.fill(0);
        for at in 1..self.live.len() {
            let (mut node, mut path) = (self.live[at], Vec::new());
            while node != 0 && self.seen[node] == 0 {
                self.seen[node] = at;
                path.push(node);
                node = self.heads[node];
            }
            if node != 0 && self.seen[node] == at {
                let from = path.iter().position(|&on| on == node)?;
                return Some(path.split_off(from));
            }
        }
        None
    }

    /// Draws `cycle` together into one node, in the row and column of its first.
    fn contract(&mut self, cycle: &[Id]) -> Drawn {
        let id = self.slots.len();
        let slot = self.slots[cycle[0]];
        let inner: f32 = cycle.iter().map(|&on| self.score(on, self.heads[on])).sum();
        for &on in cycle {
            self.parents[on] = Some(id);
        }
        let mut live = std::mem::take(&mut self.live);
        live.retain(|&other| self.parents[other].is_none());
        let mut drawn = Drawn {
            id,
            leaves: Vec::with_capacity(live.len()),
            enters: Vec::with_capacity(live.len()),
        };
        for &outside in &live {
            let mut enters = (f32::MIN, cycle[0]);
            let mut leaves = (f32::MIN, cycle[0]);
            for &on in cycle {
                let entering = inner - self.score(on, self.heads[on]) + self.score(on, outside);
                if entering > enters.0 {
                    enters = (entering, on);
                }
                let leaving = self.score(outside, on);
                if outside != 0 && leaving > leaves.0 {
                    leaves = (leaving, on);
                }
            }
            drawn.enters.push((outside, enters.1));
            drawn.leaves.push((outside, leaves.1));
            // No later one in this round looks at this place: it is of `outside` alone.
            let there = self.slots[outside];
            self.arcs.set(slot, there, enters.0);
            self.arcs.set(there, slot, leaves.0);
        }
        self.slots.push(slot);
        self.parents.push(None);
        self.heads.push(0);
        self.seen.push(0);
        self.live = live;
        let best = self.best(id);
        self.bests.push(best);
        self.live.push(id);
        drawn
    }
}

impl Drawn {
    /// Opens the cycle where the arc that was chosen into it enters.
    fn open(&self, heads: &mut [Id]) {
        let head = heads[self.id];
        for &(outside, from) in &self.leaves {
            if outside != 0 && heads[outside] == self.id {
                heads[outside] = from;
            }
        }
        if let Some(&(_, entered)) = self.enters.iter().find(|(outside, _)| *outside == head) {
            heads[entered] = head;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The plain recursive form, cubic in the nodes, over `scores[head][node]`.
    fn recursive(scores: &[Vec<f32>]) -> Vec<usize> {
        let n = scores.len();
        let mut heads = vec![0; n];
        for node in 1..n {
            let others = (0..n).filter(|&head| head != node);
            heads[node] = others
                .reduce(|a, b| {
                    if scores[b][node] > scores[a][node] {
                        b
                    } else {
                        a
                    }
                })
                .unwrap_or(0);
        }
        match cycle(&heads) {
            Some(cycle) => contract(scores, heads, &cycle),
            None => heads,
        }
    }

    fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
        let mut seen = vec![0usize; heads.len()];
        for start in 1..heads.len() {
            let mut at = start;
            let mut path = Vec::new();
            while at != 0 && seen[at] == 0 {
                seen[at] = start;
                path.push(at);
                at = heads[at];
            }
            if at != 0 && seen[at] == start {
                let from = path.iter().position(|&node| node == at)?;
                return Some(path[from..].to_vec());
            }
        }
        None
    }

    fn contract(scores: &[Vec<f32>], mut heads: Vec<usize>, cycle: &[usize]) -> Vec<usize> {
        let outside: Vec<usize> = (0..scores.len())
            .filter(|node| !cycle.contains(node))
            .collect();
        let merged = outside.len();
        let inner: f32 = cycle.iter().map(|&node| scores[heads[node]][node]).sum();
        let mut smaller = vec![vec![f32::MIN; merged + 1]; merged + 1];
        let (mut enters, mut leaves) = (vec![cycle[0]; merged], vec![cycle[0]; merged]);
        for (a, &from) in outside.iter().enumerate() {
            for (b, &to) in outside.iter().enumerate() {
                if a != b {
                    smaller[a][b] = scores[from][to];
                }
            }
            for &node in cycle {
                let entering = inner - scores[heads[node]][node] + scores[from][node];
                if entering > smaller[a][merged] {
                    smaller[a][merged] = entering;
                    enters[a] = node;
                }
                if from != 0 && scores[node][from] > smaller[merged][a] {
                    smaller[merged][a] = scores[node][from];
                    leaves[a] = node;
                }
            }
        }
        let solved = recursive(&smaller);
        for (b, &to) in outside.iter().enumerate().skip(1) {
            heads[to] = if solved[b] == merged {
                leaves[b]
            } else {
                outside[solved[b]]
            };
        }
        let entry = solved[merged];
        heads[enters[entry]] = outside[entry];
        heads
    }

    /// Every way to give heads to few nodes.
    fn best_of_all(scores: &[Vec<f32>]) -> f32 {
        let n = scores.len();
        let mut best = f32::MIN;
        for mut code in 0..n.pow(n as u32 - 1) {
            let mut heads = vec![0; n];
            for head in heads.iter_mut().skip(1) {
                *head = code % n;
                code /= n;
            }
            let looped = (1..n).any(|node| heads[node] == node);
            if !looped && cycle(&heads).is_none() {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[Vec<f32>], heads: &[usize]) -> f32 {
        (1..heads.len()).map(|node| scores[heads[node]][node]).sum()
    }

    fn matrices(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<f32>>> {
        let score = prop_oneof![
            // Few values, so that many are the same; any values; what stands for "never".
            (-4i8..=0).prop_map(f32::from),
            -20.0f32..0.0,
            Just(-1e9f32),
        ];
        (sizes, any::<bool>()).prop_flat_map(move |(n, even)| {
            let one = score
                .clone()
                .prop_map(move |score| if even { score.round() } else { score });
            prop::collection::vec(prop::collection::vec(one, n), n)
        })
    }

    fn fast(scores: &[Vec<f32>]) -> Vec<usize> {
        arborescence(Arcs::new(scores.len(), |to, from| scores[from][to]))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_same_heads_as_the_recursive_form(scores in matrices(1..40)) {
            prop_assert_eq!(fast(&scores), recursive(&scores));
        }

        #[test]
        fn no_tree_is_better(scores in matrices(2..6)) {
            let heads = fast(&scores);
            prop_assert!(cycle(&heads).is_none());
            let (found, best) = (total(&scores, &heads), best_of_all(&scores));
            // Large scores round: a tree with an arc that stands for "never" is as good as any other such tree.
            let rounding = (best.abs() * 1e-6).max(1e-2);
            prop_assert!(found >= best - rounding, "{found} < {best}");
        }
    }

    #[test]
    fn cycles_within_cycles() {
        // The nearer two nodes are in a binary tree, the more they prefer each other: every cycle is part of another.
        let n = 200;
        let near = |a: usize, b: usize| ((a ^ b) * 8 + (a * 7 + b * 3) % 8) as f32;
        let scores: Vec<Vec<f32>> = (0..n)
            .map(|head| (0..n).map(|node| -near(head, node)).collect())
            .collect();
        assert_eq!(fast(&scores), recursive(&scores));
    }
}
