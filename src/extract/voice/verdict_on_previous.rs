//! A sentence that passes judgement on the one before: "That was a lie." "This is true."

use crate::extract::assertion::{Assertion, Attribution};
use crate::extract::lexicon::Cues;
use crate::language::tree::Tree;

/// If the sentence at `index` judges what the sentence before it reports, rejects or endorses those reports.
pub fn apply(tree: &Tree, cues: &Cues, index: usize, assertions: &mut [Assertion]) {
    let Some(rejects) = verdict(tree, cues) else {
        return;
    };
    for assertion in assertions
        .iter_mut()
        .filter(|assertion| assertion.sentence + 1 == index)
    {
        if let Attribution::Speaker(speaker) = &assertion.voice {
            let speaker = speaker.clone();
            assertion.voice = if rejects {
                Attribution::Rejected(speaker)
            } else {
                Attribution::Endorsed(speaker)
            };
        }
    }
}

/// Whether the sentence rejects (`true`) or endorses (`false`); `None` where it does neither.
fn verdict(tree: &Tree, cues: &Cues) -> Option<bool> {
    let root = (0..tree.len()).find(|&at| tree.token(at).head.is_none())?;
    let subject = tree.children_by(root, "nsubj").next()?;
    let points_back = cues
        .attribution
        .demonstratives
        .contains(&tree.token(subject).lemma.to_lowercase());
    let copular = tree.children_by(root, "cop").next().is_some();
    if !points_back || !copular || tree.children_by(root, "acl").next().is_some() {
        return None;
    }
    let lemma = tree.token(root).lemma.to_lowercase();
    let negated = tree
        .children_by(root, "advmod")
        .chain(tree.children_by(root, "det"))
        .any(|at| {
            cues.polarity
                .negators
                .contains(&tree.token(at).form.to_lowercase())
        });
    let rejects = cues.attribution.verdict_false.contains(&lemma);
    let endorses = cues.attribution.verdict_true.contains(&lemma);
    (rejects || endorses).then_some(rejects != negated)
}
