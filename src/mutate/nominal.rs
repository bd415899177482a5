//! The deed as a noun: "the attack on Y by X", and a noun phrase without its doer.

use super::base::{Base, Focus};
use super::clauses::without_agent;
use super::model::{Kind, Mutant};
use super::pieces::{Piece, fill, tokens, word};
use crate::extract::clause::case_of;
use crate::extract::{Filler, Polarity};
use crate::frame::{EntityKind, Role};
use crate::language::tree::Upos;

/// The variants that turn on an event noun.
pub(super) fn all(base: &Base) -> Vec<Mutant> {
    let Some(focus) = base
        .focus
        .as_ref()
        .filter(|focus| base.plain() && focus.event.polarity == Polarity::Positive)
    else {
        return Vec::new();
    };
    if base.tree.token(focus.head).upos == Upos::Verb {
        nominal(base, focus).into_iter().collect()
    } else {
        drop_owner(base, focus).into_iter().collect()
    }
}

/// "the attack by X on Y", for "X attacked Y".
fn nominal(base: &Base, focus: &Focus) -> Option<Mutant> {
    let noun = noun_of(base, focus)?;
    let event = &focus.event;
    let known = [Role::Agent, Role::Patient, Role::Topic];
    // A place or recipient would have to find a preposition of its own.
    if event.roles.iter().any(|(role, _)| !known.contains(role)) || !event.unresolved.is_empty() {
        return None;
    }
    let (patients, topics) = (base.filler(Role::Patient), base.filler(Role::Topic));
    // "the accusation of X of Y": the noun has room for one of them.
    if patients.is_some() && topics.is_some() {
        return None;
    }
    let filler = patients.or(topics)?;
    // "the condemnation of the attack by X": whose attack, whose condemnation?
    let of_deed = filler.event.is_some();
    let object = phrase(base, filler)?;
    let agent = match base.filler(Role::Agent) {
        Some(filler) if !base.is_actor(filler) => return None,
        Some(filler) => Some((phrase(base, filler)?, base.entity_kind(filler))),
        None if event.fillers(Role::Agent).next().is_some() => return None,
        None => None,
    };
    let auxiliary = &base.words.auxiliary;
    let on = if base.words.nominal.on.contains(&noun) {
        &base.words.preposition.day
    } else {
        "of"
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let owner = agent
        .as_ref()
        .is_some_and(|(_, kind)| of_deed || *kind == Some(EntityKind::Person));
    match &agent {
        Some((agent, _)) if owner => {
            pieces.extend(agent.clone());
            pieces.extend([word(&auxiliary.possessive), word(&noun)]);
        }
        _ => pieces.extend([word(&auxiliary.the), word(&noun)]),
    }
    pieces.push(word(on));
    pieces.extend(object);
    if let Some((agent, _)) = agent.filter(|_| !owner) {
        pieces.push(word(&auxiliary.by));
        pieces.extend(agent);
    }
    if let Some(when) = event.time.as_ref() {
        let date = base.inside(when.words);
        let head = base.head_of(&date)?;
        pieces.extend(tokens(base.tree.children_by(head, "case")));
        pieces.extend(tokens(date));
    }
    let kept = pieces.clone();
    let told = base.anchored(|at| kept.contains(&Piece::Token(at)));
    let template = &base.words.frame.nominal;
    Some(Mutant {
        kind: Kind::Nominal,
        text: fill(template, &[("nominal", &base.running(&pieces))]),
        expected: super::frames::kept(base).filter(|_| told)?,
    })
}

/// A participant's whole phrase, if it is a noun phrase without a clause or a date in it.
fn phrase(base: &Base, filler: &Filler) -> Option<Vec<Piece>> {
    let own = base.inside(filler.words);
    let head = base.head_of(&own)?;
    let noun = matches!(base.tree.token(head).upos, Upos::Noun | Upos::Propn);
    let all: Vec<usize> = base
        .tree
        .subtree(head)
        .into_iter()
        .filter(|&at| !base.tree.children_by(head, "case").any(|case| case == at))
        .collect();
    let plain = all.iter().all(|&at| {
        !base.is_date(at) && !matches!(base.tree.token(at).upos, Upos::Verb | Upos::Punct)
    });
    (noun && plain && !filler.resolved).then(|| tokens(all))
}

/// The event noun that belongs to the verb: one of its kind that shares its stem.
fn noun_of(base: &Base, focus: &Focus) -> Option<String> {
    const STEM: usize = 4;
    let verb = &base.tree.token(focus.head).lemma;
    let particle = base
        .tree
        .children(focus.head)
        .iter()
        .any(|&at| base.tree.token(at).relation.as_str() == "compound:prt");
    let shared = |noun: &str| {
        verb.chars()
            .zip(noun.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let lexicon = base.checker.reader().lexicon();
    let found = lexicon
        .nouns_of(focus.event.kind)
        .filter(|word| word.with.is_empty() && word.object.is_empty())
        .map(|word| {
            (
                shared(&word.lemma),
                std::cmp::Reverse(word.lemma.len()),
                &word.lemma,
            )
        })
        .filter(|(shared, ..)| *shared >= STEM.min(verb.chars().count()) && !particle)
        .max()?;
    Some(found.2.clone())
}

/// "the North Korean invasion" to "the invasion", "Stalin's approval" to "the approval".
fn drop_owner(base: &Base, focus: &Focus) -> Option<Mutant> {
    let agent = base.filler(Role::Agent)?;
    let own = base.phrase(agent)?;
    let head = base.head_of(&own)?;
    let expected = without_agent(base, focus, &base.tree.subtree(head))?;
    let token = base.tree.token(head);
    let below = token.head == Some(focus.head);
    let relation = token.relation.as_str();
    let mut gone = base.tree.subtree(head);
    gone.sort_unstable();
    let owned = relation == "nmod:poss";
    let modifies = relation.starts_with("amod") || relation.starts_with("compound");
    let by = relation.starts_with("nmod")
        && case_of(&base.tree, head).contains(&base.words.auxiliary.by);
    if !below || !(owned || modifies || by) {
        return None;
    }
    let mut pieces = Vec::new();
    for at in 0..base.tree.len() {
        if Some(&at) == gone.first() && owned {
            pieces.push(word(&base.words.auxiliary.the));
        }
        let stop = at + 1 == base.tree.len() && base.tree.token(at).upos == Upos::Punct;
        if !gone.contains(&at) && !stop {
            pieces.push(Piece::Token(at));
        }
    }
    Some(Mutant {
        kind: Kind::DropAgent,
        text: base.sentence(&pieces, "."),
        expected,
    })
}
