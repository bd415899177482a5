//! Auxiliaries that a phrase parts from their participle: "Rome had at no time agreed".

use super::{Change, Mender};
use crate::language::tree::Upos;

impl Mender<'_> {
    /// "had at no time agreed", "was in the end attacked", where the parser takes the auxiliary for the main verb: the
    /// participle is, and has all that was hung on the auxiliary.
    pub(super) fn parted_auxiliary(&self, verb: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(verb);
        let clause = ["advcl", "ccomp", "xcomp"].contains(&token.relation.universal());
        let auxiliary = token.head.filter(|&head| clause && head < verb)?;
        let own = match tree.token(auxiliary).lemma.as_str() {
            "have" => "aux",
            "be" => "aux:pass",
            _ => return None,
        };
        let between = auxiliary + 1..verb;
        let phrase = |at: usize| {
            let token = tree.token(at);
            let below = tree
                .ancestors(at)
                .chain([at])
                .find(|&above| tree.token(above).head == Some(auxiliary));
            let light = below.is_some_and(|child| {
                ["obl", "advmod"].contains(&tree.token(child).relation.universal())
            });
            light && token.form != ","
        };
        let bare = !self.has(verb, &["nsubj", "mark", "aux", "expl"])
            && !self.has(auxiliary, &["obj", "aux", "cop", "xcomp"]);
        if !["VBN", "VBD"].contains(&token.xpos.as_str())
            || !bare
            || between.is_empty()
            || !between.into_iter().all(phrase)
        {
            return None;
        }
        Some(self.hand_over(auxiliary, verb, own))
    }

    /// "used to be taught": what somebody did again and again he did, and had no mind to do.
    pub(super) fn habitual(&self, verb: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(verb);
        let used = token.head.filter(|&head| head < verb)?;
        let habit = token.relation.is("xcomp")
            && token.upos == Upos::Verb
            && self.cues.habitual.contains(&tree.token(used).form)
            && tree.token(used).upos == Upos::Verb
            && tree.tokens().get(used + 1)?.form == "to"
            && !self.has(used, &["obj", "aux", "cop"]);
        if !habit {
            return None;
        }
        let passive = tree
            .children_by(verb, "aux")
            .any(|aux| tree.token(aux).relation.as_str() == "aux:pass");
        let mut changes = self.hand_over(used, verb, "aux");
        for (_, change) in &mut changes {
            if let Change::Attach(_, relation @ "nsubj") = change
                && passive
            {
                *relation = "nsubj:pass";
            }
        }
        Some(changes)
    }

    /// Makes of the verb above a participle its auxiliary: all else that was hung on it, and where it stands, is the
    /// participle's.
    pub(super) fn hand_over(
        &self,
        auxiliary: usize,
        participle: usize,
        own: &'static str,
    ) -> Vec<(usize, Change)> {
        let tree = self.tree;
        let mut changes = vec![match tree.token(auxiliary).head {
            Some(above) => {
                let relation = kept(tree.token(auxiliary).relation.universal(), own);
                (participle, Change::Attach(above, relation))
            }
            None => (participle, Change::Root),
        }];
        changes.push((auxiliary, Change::Attach(participle, own)));
        let others = tree.children(auxiliary).iter();
        let others = others.filter(|&&child| child != participle);
        changes.extend(others.map(|&child| {
            let relation = kept(tree.token(child).relation.universal(), own);
            (child, Change::Attach(participle, relation))
        }));
        changes
    }
}

/// The relation that a word keeps where it passes from the auxiliary to the participle.
fn kept(relation: &str, auxiliary: &str) -> &'static str {
    const KEPT: [&str; 14] = [
        "nsubj",
        "csubj",
        "obl",
        "advmod",
        "advcl",
        "punct",
        "cc",
        "mark",
        "conj",
        "parataxis",
        "acl",
        "ccomp",
        "discourse",
        "dep",
    ];
    match KEPT.into_iter().find(|&known| known == relation) {
        Some("nsubj") if auxiliary == "aux:pass" => "nsubj:pass",
        Some(known) => known,
        None => "dep",
    }
}
