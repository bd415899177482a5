//! The whole sentence in another frame: reported, rejected, known, asked about.

use super::base::{Base, Focus, Parts};
use super::model::{Expected, Kind, Mutant, NOT_AGREES, NOT_CONTRADICTS};
use super::pieces::{Piece, fill, finish, tokens, word};

/// Every frame around the sentence that its grammar allows.
pub(super) fn all(base: &Base) -> Vec<Mutant> {
    let mut mutants = framed(base);
    if let Some(parts) = base.clause().filter(|parts| base.focus_is_main(parts)) {
        mutants.extend(question(base, &parts));
        mutants.extend(why(base, &parts));
    }
    mutants
}

/// The stance as it was.
pub(super) fn kept(base: &Base) -> Option<Expected> {
    ["agrees", "contradicts", "partial", "reports", "unrelated"]
        .into_iter()
        .find(|word| *word == base.expected)
        .map(Expected::Exactly)
}

fn framed(base: &Base) -> Vec<Mutant> {
    let whole = tokens(0..base.tree.len());
    let running = base.running(&whole);
    let clause = running.trim_end_matches(['.', '!']);
    // A question, a quotation or a report in a frame is another matter.
    if running.ends_with('?') || base.expected == "reports" {
        return Vec::new();
    }
    let speakers = &base.words.speakers;
    let speaker = &speakers[base.seed % speakers.len()];
    let frame = &base.words.frame;
    let slots = [("speaker", speaker.as_str()), ("clause", clause)];
    let reported = Some(Expected::Exactly("reports"));
    let rejected = match base.expected {
        // What a noun takes for granted survives the rejection of what is said about it.
        _ if base.presupposed() => Some(NOT_CONTRADICTS),
        // As with a denial: a circumstance that the record leaves open may be all that is rejected.
        "agrees" if base.bearers.first().is_some_and(Focus::told_in_part) => Some(NOT_AGREES),
        // Of two things that are told together one may be true.
        "agrees" if base.tells_two() => Some(NOT_AGREES),
        "contradicts" if base.tells_two() => Some(NOT_CONTRADICTS),
        "agrees" => Some(Expected::Exactly("contradicts")),
        // That a date is wrong does not say which one is right.
        "contradicts" if base.focus_code().ends_with("-time") => Some(NOT_CONTRADICTS),
        "contradicts" => Some(Expected::Exactly("agrees")),
        _ => Some(NOT_AGREES),
    };
    [
        (Kind::Claims, &frame.claims, reported),
        (Kind::SaidAfter, &frame.said_after, reported),
        (Kind::According, &frame.according, reported),
        (Kind::Reject, &frame.reject, rejected),
        (Kind::Factive, &frame.factive, kept(base)),
    ]
    .into_iter()
    .filter_map(|(kind, template, expected)| {
        Some(Mutant {
            kind,
            text: fill(template, &slots),
            expected: expected?,
        })
    })
    .collect()
}

/// "Did X attack Y?"
fn question(base: &Base, parts: &Parts) -> Option<Mutant> {
    if base.denied(parts) || base.expected == "reports" {
        return None;
    }
    Some(Mutant {
        kind: Kind::Question,
        text: finish(&base.running(&inverted(base, parts, None)?), "?"),
        expected: Expected::Exactly("unrelated"),
    })
}

/// "Why did X attack Y?" takes the attack for granted.
fn why(base: &Base, parts: &Parts) -> Option<Mutant> {
    if base.denied(parts) || base.expected == "reports" {
        return None;
    }
    let why = word(&base.words.auxiliary.why);
    Some(Mutant {
        kind: Kind::Why,
        text: finish(&base.running(&inverted(base, parts, Some(why))?), "?"),
        expected: kept(base)?,
    })
}

/// The clause with its auxiliary in front of the subject, behind `opener`. What stood before the subject goes behind,
/// unless it might there be taken for a part of what is told.
fn inverted(base: &Base, parts: &Parts, opener: Option<Piece>) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let lead = base.lead_behind(parts);
    let in_front = base.tells_more(parts) && !lead.is_empty();
    if in_front {
        pieces.extend(lead.iter().cloned());
        pieces.push(word(","));
    }
    pieces.extend(opener);
    let mut verb = vec![Piece::Token(parts.verb)];
    match parts.auxiliaries.split_first() {
        Some((first, others)) => {
            pieces.push(Piece::Token(*first));
            pieces.extend(tokens(parts.subject.iter().copied()));
            pieces.extend(tokens(others.iter().copied()));
        }
        None => {
            let (auxiliary, lemma) = base.with_do(parts)?;
            pieces.push(auxiliary);
            pieces.extend(tokens(parts.subject.iter().copied()));
            verb = vec![lemma];
        }
    }
    pieces.extend(tokens(parts.middle.iter().copied()));
    pieces.extend(verb);
    pieces.extend(tokens(parts.rest.iter().copied()));
    if !in_front {
        pieces.extend(lead);
    }
    Some(pieces)
}
