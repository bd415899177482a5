//! Phrases joined with others: who takes part, who is denied in favour of another, who is left out.

use crate::extract::lexicon::Cues;
use crate::language::tree::{Token, Tree, Upos};

/// The coordinated phrases that start at `head`: itself and its conjuncts. The second list holds those that are
/// denied ("not X but Y").
pub fn coordinated(tree: &Tree, cues: &Cues, head: usize) -> (Vec<usize>, Vec<usize>) {
    let mut members = vec![head];
    // "by Cato, and by him alone": that is Cato once more.
    let again = |&at: &usize| {
        let next = tree.tokens().get(at + 1);
        let alone = |next: &Token| cues.sole.behind.contains(&*next.lower());
        tree.token(at).upos == Upos::Pron && next.is_some_and(alone)
    };
    members.extend(conjuncts(tree, head).into_iter().filter(|at| !again(at)));
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
    let contrast = members.iter().position(|&member| {
        let before = tree
            .subtree(member)
            .first()
            .and_then(|first| first.checked_sub(1));
        let stray = before.filter(|_| member > head && negates(tree, cues, head));
        tree.children_by(member, "cc")
            .chain(stray)
            .any(|child| tree.token(child).lemma == "but")
    });
    let neither = has_neither(tree, head);
    // "the Gauls, and neither Rome nor Carthage": all behind the word are denied in favour of the first.
    let mut behind = neither && contrast.is_some();
    let (mut kept, mut denied) = (Vec::new(), Vec::new());
    for (at, &member) in members.iter().enumerate() {
        if member != head && is_excepted(tree, cues, head, member) {
            // "nobody but X": what is denied of the others is said of X.
            if is_negative(tree, cues, head) {
                return (vec![member], Vec::new());
            }
            denied.push(member);
            continue;
        }
        behind |= member != head && has_neither(tree, member);
        behind &= contrast.is_none_or(|but| at < but);
        // "Hannibal, not Scipio or Laelius": nor is the second; "not Scipio, Laelius or Cato": nor are those before the last.
        let joined = |member: usize| {
            let lemma = |cc: usize| tree.token(cc).lemma.as_str();
            tree.children_by(member, "cc").map(lemma).next()
        };
        let join = members.iter().skip(at).find_map(|&member| joined(member));
        let further =
            at > 0 && denied.contains(&members[at - 1]) && matches!(join, Some("or" | "nor"));
        let negated = !neither && (further || negates(tree, cues, member));
        if behind || negated && (contrast.is_some() || member != head) {
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

/// The conjuncts of a phrase, and theirs.
fn conjuncts(tree: &Tree, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for member in tree.children_by(head, "conj") {
        found.push(member);
        found.extend(conjuncts(tree, member));
    }
    found
}

/// "neither X nor Y": denies what both are said to do, where nobody is told apart from them.
fn has_neither(tree: &Tree, member: usize) -> bool {
    let mut words = tree.children(member).iter();
    words.any(|&word| {
        tree.token(word).relation.as_str() == "cc:preconj" && tree.token(word).lemma == "neither"
    })
}

/// "neither X nor Y, but Z": whether what is denied of the others is said of one.
pub fn sets_right(tree: &Tree, head: usize) -> bool {
    let but = |member: usize| {
        let mut joins = tree.children_by(member, "cc");
        joins.any(|cc| tree.token(cc).lemma == "but")
    };
    conjuncts(tree, head).into_iter().any(but)
}

/// "did not sail in May, but in June": the date of which the deed is affirmed, where the denial is of others only.
pub fn date_instead(
    tree: &Tree,
    cues: &Cues,
    is_date: &dyn Fn(usize) -> bool,
    verb: usize,
) -> Option<usize> {
    let denies = |at: usize| cues.polarity.negators.contains(&*tree.token(at).lower());
    let but = |at: usize| {
        let mut joins = tree.children_by(at, "cc");
        joins.any(|cc| tree.token(cc).lemma == "but")
    };
    let below = |at: usize| {
        let mut above = tree.ancestors(at);
        let dated = |above: usize| is_date(above) || tree.token(above).upos == Upos::Num;
        above.find(|&above| !dated(above)) == Some(verb)
    };
    let told = tree.token(verb).upos == Upos::Verb && tree.children_by(verb, "advmod").any(denies);
    (verb + 1..tree.len()).find(|&at| {
        told && is_date(at) && tree.token(at).relation.is("conj") && but(at) && below(at)
    })
}

/// Whether the member of a list is denied by a word of its own; "not only X but also Y" denies nothing.
fn negates(tree: &Tree, cues: &Cues, member: usize) -> bool {
    let children = || tree.children(member).iter().map(|&child| tree.token(child));
    let negator = children().any(|token| {
        let fits = ["advmod", "cc", "det"].contains(&token.relation.universal())
            && token.relation.as_str() != "cc:preconj";
        let form = token.form.to_lowercase();
        fits && cues.polarity.negators.contains(&form) && form != "nor"
    });
    negator && !children().any(|token| token.lemma == "only")
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

/// "nobody", "no one", "no senator"; "anyone", of which only a denial leaves out one.
pub fn is_negative(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let negative = |at: usize| {
        cues.polarity
            .negators
            .contains(&tree.token(at).lemma.to_lowercase())
    };
    let any = &cues.polarity.any;
    negative(head)
        || any.contains(&*tree.token(head).lower())
        || tree.children_by(head, "det").any(negative)
}

/// Whether a negation stands before the phrase ("not Scipio").
pub fn is_denied(tree: &Tree, cues: &Cues, head: usize) -> bool {
    tree.children(head).iter().any(|&child| {
        let token = tree.token(child);
        let modifies = ["advmod", "cc", "det"].contains(&token.relation.universal());
        child < head && modifies && cues.polarity.negators.contains(&*token.lower())
    })
}
