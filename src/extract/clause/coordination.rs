//! Phrases joined with others: who takes part, who is denied in favour of another, who is left out.

use crate::extract::lexicon::Cues;
use crate::language::tree::Tree;

/// The coordinated phrases that start at `head`: itself and its conjuncts. The second list holds those that are
/// denied ("not X but Y").
pub fn coordinated(tree: &Tree, cues: &Cues, head: usize) -> (Vec<usize>, Vec<usize>) {
    let mut members = vec![head];
    members.extend(tree.children_by(head, "conj"));
    // "nobody but X", with X for a phrase of it.
    members.extend(
        tree.children_by(head, "nmod")
            .filter(|&one| is_excepted(tree, cues, head, one)),
    );
    // "Hannibal, not Scipio,"
    members.extend(
        tree.children_by(head, "appos")
            .filter(|&other| is_denied(tree, cues, other)),
    );
    // "neither X nor Y" denies the predicate, not one of the two in favour of the other.
    let neither = tree
        .children(head)
        .iter()
        .any(|&child| tree.token(child).relation.as_str() == "cc:preconj");
    let contrast = members.iter().any(|&member| {
        tree.children_by(member, "cc")
            .any(|child| tree.token(child).lemma == "but")
    });
    let (mut kept, mut denied) = (Vec::new(), Vec::new());
    for member in members {
        if member != head && is_excepted(tree, cues, head, member) {
            // "nobody but X": what is denied of the others is said of X.
            if is_negative(tree, cues, head) {
                return (vec![member], Vec::new());
            }
            denied.push(member);
            continue;
        }
        let negated = tree.children(member).iter().any(|&child| {
            let token = tree.token(child);
            let fits = (token.relation.is("advmod")
                || token.relation.is("cc")
                || token.relation.is("det"))
                && token.relation.as_str() != "cc:preconj";
            // "neither X nor Y" denies what both are said to do, not one in favour of the other.
            fits && {
                let form = token.form.to_lowercase();
                cues.polarity.negators.contains(&form) && form != "nor"
            }
        });
        // "not only X but also Y" denies nothing.
        let only = tree
            .children(member)
            .iter()
            .any(|&child| tree.token(child).lemma == "only");
        if negated && !only && !neither && (contrast || member != head) {
            denied.push(member);
        } else {
            kept.push(member);
        }
    }
    if kept.is_empty() {
        (denied, Vec::new())
    } else {
        (kept, denied)
    }
}

/// "all of them but X": the one who is left out.
fn is_excepted(tree: &Tree, cues: &Cues, all: usize, one: usize) -> bool {
    let excepting = &cues.implicative.excepting;
    let but = ["cc", "case"].iter().any(|relation| {
        let mut words = tree.children_by(one, relation);
        words.any(|word| excepting.contains(&tree.token(word).lemma))
    });
    let every = |at: usize| {
        cues.sole
            .universal
            .contains(&tree.token(at).lemma.to_lowercase())
    };
    but && (every(all) || tree.children_by(all, "det").any(every))
}

/// "nobody but X": whether what is denied of the others is said of one.
pub fn has_exception(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let mut members = tree
        .children_by(head, "conj")
        .chain(tree.children_by(head, "nmod"));
    is_negative(tree, cues, head) && members.any(|one| is_excepted(tree, cues, head, one))
}

/// "nobody", "no one"; "anyone", of which only a denial leaves out one.
fn is_negative(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let negative = |at: usize| {
        cues.polarity
            .negators
            .contains(&tree.token(at).lemma.to_lowercase())
    };
    let any = &cues.polarity.any;
    negative(head)
        || any.contains(&tree.token(head).form.to_lowercase())
        || tree.children_by(head, "det").any(negative)
}

/// Whether a negation stands before the phrase ("not Scipio").
pub fn is_denied(tree: &Tree, cues: &Cues, head: usize) -> bool {
    tree.children(head).iter().any(|&child| {
        let token = tree.token(child);
        let modifies = ["advmod", "cc", "det"].contains(&token.relation.universal());
        child < head && modifies && cues.polarity.negators.contains(&token.form.to_lowercase())
    })
}
