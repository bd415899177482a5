//! "In Moscow Stalin agreed": two names side by side, of which the parser made one.
//!
//! Without a comma nothing but the names themselves tells where the phrase of place ends and the subject begins.

use super::names::NameSpan;
use crate::language::tree::{Relation, Tree, Upos};
use crate::span::Span;

/// The tree in which a name behind an opening preposition is a phrase of its own, where the subject follows at once.
pub fn part(tree: Tree, names: &[NameSpan]) -> Tree {
    let Some(found) = (0..tree.len()).find_map(|case| joined(&tree, names, case)) else {
        return tree;
    };
    let mut tokens = tree.tokens().to_vec();
    let mut attach = |at: usize, head: usize, relation: &str| {
        tokens[at].head = Some(head);
        tokens[at].relation = Relation::new(relation);
    };
    attach(found.place, found.verb, "obl");
    attach(found.case, found.place, "case");
    attach(found.subject, found.verb, found.relation);
    for child in found.of_subject {
        attach(child, found.subject, "compound");
    }
    Tree::new(tokens)
}

struct Joined {
    case: usize,
    place: usize,
    verb: usize,
    subject: usize,
    relation: &'static str,
    /// What hung on the name of the place and is the subject's.
    of_subject: Vec<usize>,
}

fn joined(tree: &Tree, names: &[NameSpan], case: usize) -> Option<Joined> {
    let name_of = |at: usize| {
        let span: Span = tree.token(at).span;
        names.iter().find(|name| name.span.overlaps(span))
    };
    let opens = case == 0 || tree.token(case - 1).upos == Upos::Punct;
    let place = case + 1;
    if !opens || tree.token(case).upos != Upos::Adp || place >= tree.len() {
        return None;
    }
    let name = name_of(place).filter(|name| !name.adjective)?;
    // A name of several words that is parsed word by word is no single token, and stays as it is.
    let next = place + 1;
    let beside = (next < tree.len()).then(|| name_of(next)).flatten();
    beside.filter(|beside| beside.span != name.span)?;
    let governor = tree.token(place).head?;
    let relation = tree.token(place).relation.universal();
    let subject_of = |at: usize| {
        let token = tree.token(at);
        let relation = ["nsubj:pass", "nsubj"]
            .into_iter()
            .find(|relation| token.relation.as_str() == *relation);
        Some((token.head?, relation?))
    };
    let behind = |end: usize| -> Vec<usize> {
        let own = tree.children(place).iter().copied();
        own.filter(|&child| child > place && child < end).collect()
    };
    // "In Moscow Stalin": the place is a compound of the subject, or of its first word.
    if ["compound", "flat", "nmod"].contains(&relation) && governor >= next {
        let over = [governor].into_iter().chain(tree.ancestors(governor));
        let (subject, (verb, relation)) = over
            .take_while(|&at| at >= next)
            .find_map(|at| Some((at, subject_of(at)?)))?;
        return (verb > subject).then_some(Joined {
            case,
            place,
            verb,
            subject,
            relation,
            of_subject: behind(subject),
        });
    }
    // The place is the subject, or the clause has none, and what follows hangs on it.
    let subjectless = || {
        let verb = tree.token(place).head.filter(|_| relation == "obl")?;
        let mut subjects = ["nsubj", "csubj", "expl"].into_iter();
        let has = subjects.any(|one| tree.children_by(verb, one).next().is_some());
        let passive = tree
            .children_by(verb, "aux")
            .any(|at| tree.token(at).relation.as_str() == "aux:pass");
        (!has).then_some((verb, if passive { "nsubj:pass" } else { "nsubj" }))
    };
    let (verb, relation) = subject_of(place)
        .or_else(subjectless)
        .filter(|(verb, _)| *verb > next)?;
    let beside = behind(verb);
    let subject = beside.iter().copied().find(|&child| {
        ["flat", "compound"].contains(&tree.token(child).relation.universal()) && child >= next
    })?;
    let of_subject = beside
        .into_iter()
        .filter(|&child| child != subject)
        .collect();
    Some(Joined {
        case,
        place,
        verb,
        subject,
        relation,
        of_subject,
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{read, reader};
    use crate::frame::Role;

    #[test]
    fn a_place_before_the_subject_is_no_part_of_its_name() {
        let entities = reader();
        let filled = |text: &str, role: Role| -> Vec<String> {
            let read = read(text);
            let named = read.all("attacked")[0].fillers(role);
            let named = named.filter_map(|one| one.entity);
            let id = |entity: usize| entities.entities().all()[entity].id.clone();
            named.map(id).collect()
        };
        for text in [
            "In Saguntum Hannibal attacked Rome.",
            "In Saguntum, Hannibal attacked Rome.",
        ] {
            assert_eq!(filled(text, Role::Agent), ["hannibal"], "{text}");
            assert_eq!(filled(text, Role::Place), ["saguntum"], "{text}");
        }
        let text = "In Saguntum Roman troops attacked Carthage.";
        assert_eq!(filled(text, Role::Agent), ["rome"]);
    }
}
