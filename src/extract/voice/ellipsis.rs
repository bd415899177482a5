//! Verb phrase ellipsis: "Rome did not begin the war. Carthage did.", "it was Carthage that did".
//!
//! The auxiliary stands for the deed told just before, with another doer.

use super::Heard;
use crate::extract::assertion::{Assertion, Attribution, Filler, Modality, Polarity};
use crate::extract::referent::Referent;
use crate::frame::Role;
use crate::language::tree::Upos;

/// Adds to `all`, of which the sentence's own begin at `first`, the deeds that an auxiliary stands for.
pub fn complete(heard: &Heard, all: &mut Vec<Assertion>, first: usize) {
    let stands = |&at: &usize| {
        let form = heard.tree.token(at).form.to_lowercase();
        heard.lexicon.cues.ellipsis.auxiliaries.contains(&form)
    };
    let found: Vec<Assertion> = (0..heard.tree.len())
        .filter(stands)
        .filter_map(|at| {
            let doer = doer(heard, at)?;
            let told = told_before(heard, at, all, first)?;
            Some(by(told, at, doer, heard))
        })
        .collect();
    if (0..heard.tree.len())
        .filter(stands)
        .any(|at| is_denied(heard, at))
    {
        take_back(heard, all);
    }
    all.extend(found);
}

/// "It never did.", "Nobody did."
fn is_denied(heard: &Heard, at: usize) -> bool {
    let tree = heard.tree;
    let negators = &heard.lexicon.cues.polarity.negators;
    let negative = |at: usize| negators.contains(&*tree.token(at).lower());
    let parts = ["punct", "cc", "nsubj", "discourse", "advmod"];
    let complete = tree.children(at).iter().all(|&child| {
        let inner = tree.token(child);
        parts.contains(&inner.relation.universal())
    });
    let mut children = tree.children(at).iter();
    tree.token(at).head.is_none() && complete && children.any(|&child| negative(child))
}

/// "When did Rome attack? It never did.": what the question took for granted is not so.
fn take_back(heard: &Heard, all: &mut [Assertion]) {
    let Some(before) = heard.index.checked_sub(1) else {
        return;
    };
    let sentences = &heard.document.sentences;
    let asked = heard.document.sentence(before).trim_end().ends_with('?')
        && sentences[before].block == heard.block();
    for told in all
        .iter_mut()
        .filter(|told| asked && told.sentence == before)
    {
        if told.modality == Modality::Actual {
            told.modality = Modality::Questioned;
        }
    }
}

/// Who does what the auxiliary at `at` stands for; `None` where it belongs to a verb, compares, or is denied.
fn doer(heard: &Heard, at: usize) -> Option<Filler> {
    let tree = heard.tree;
    let token = tree.token(at);
    let relation = token.relation.as_str();
    let clause = ["root", "parataxis", "conj", "acl:relcl"].contains(&relation);
    let beside = &heard.lexicon.cues.ellipsis.beside;
    let complete = tree.children(at).iter().all(|&child| {
        let inner = tree.token(child);
        let light = ["punct", "cc", "nsubj", "discourse"].contains(&inner.relation.universal());
        let so = ["advmod", "obj"].contains(&inner.relation.universal())
            && beside.contains(&*inner.lower());
        // "Carthage did: its ships had come first", "Carthage did, and Rome paid for it".
        let stop = || (at..child).any(|one| matches!(&*tree.token(one).form, ":" | ";"));
        let goes_on = child > at
            && match inner.relation.universal() {
                "parataxis" => stop(),
                // Each of several may have done it at another time.
                "conj" => {
                    let auxiliary = heard
                        .lexicon
                        .cues
                        .ellipsis
                        .auxiliaries
                        .contains(&*inner.lower());
                    !auxiliary && tree.children_by(child, "nsubj").next().is_some()
                }
                _ => false,
            };
        light || so || goes_on || heard.names.is_date(child)
    });
    if !clause || !complete {
        return None;
    }
    let subject = tree.children_by(at, "nsubj").next()?;
    let noun = match tree.token(subject).upos {
        Upos::Noun | Upos::Propn => subject,
        // "it was Carthage that did"
        _ if relation == "acl:relcl" => token.head?,
        _ => return None,
    };
    match heard.resolver().resolve(noun) {
        Referent::Filler(filler) if filler.entity.is_some() => Some(filler),
        _ => None,
    }
}

/// The deed told last before the auxiliary, in its sentence or in the one before.
fn told_before<'a>(
    heard: &Heard,
    at: usize,
    all: &'a [Assertion],
    first: usize,
) -> Option<&'a Assertion> {
    let start = heard.tree.token(at).span.start;
    let own = all[first..].iter().filter(|told| told.trigger.end <= start);
    let block = |told: &&Assertion| {
        let sentences = &heard.document.sentences;
        told.sentence + 1 == heard.index && sentences[told.sentence].block == heard.block()
    };
    let before = all[..first].iter().rev().take_while(block);
    let mut told = own.rev().chain(before);
    told.find(|told| {
        let asked = told.left_open.iter().any(|(role, _)| *role == Role::Agent);
        told.fillers(Role::Agent).next().is_some() || asked
    })
    .filter(|told| {
        let open = told.modality == Modality::Questioned || told.modality == Modality::Actual;
        told.voice == Attribution::Author && open && !told.elsewhere
    })
}

fn by(told: &Assertion, at: usize, doer: Filler, heard: &Heard) -> Assertion {
    let mut done = told.clone();
    done.roles.retain(|(role, _)| *role != Role::Agent);
    done.left_open.retain(|(role, _)| *role != Role::Agent);
    done.unresolved.retain(|(role, _)| *role != Role::Agent);
    done.roles.push((Role::Agent, doer));
    done.sentence = heard.index;
    done.trigger = heard.tree.token(at).span;
    done.polarity = Polarity::Positive;
    done.modality = Modality::Actual;
    // The auxiliary's own date, which is not read here, is another than that of the deed that it stands for.
    let tree = heard.tree;
    if tree
        .children(at)
        .iter()
        .any(|&child| heard.names.is_date(child))
    {
        (done.time, done.narrative_time) = (None, None);
    }
    done
}
