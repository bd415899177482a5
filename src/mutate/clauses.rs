//! The main clause put otherwise: denied, planned, possible, in the other voice, without its doer, in a cleft or a
//! relative clause.

use super::base::{Base, Focus, Parts};
use super::frames::kept;
use super::model::{Expected, Kind, Mutant, NOT_AGREES, NOT_CONTRADICTS};
use super::pieces::{Piece, fill, tokens, word};
use crate::extract::clause::case_of;
use crate::extract::{Filler, Polarity};
use crate::frame::{EntityKind, Role};
use crate::judge::Bearing;
use crate::language::tree::Upos;

/// Every variant of the main clause that its grammar allows.
pub(super) fn all(base: &Base) -> Vec<Mutant> {
    let Some(parts) = base.clause() else {
        return Vec::new();
    };
    let Some(focus) = base.focus.as_ref().filter(|_| base.plain()) else {
        return Vec::new();
    };
    let mut mutants = Vec::new();
    if base.focus_is_main(&parts) {
        mutants.extend(negate(base, &parts, focus));
        mutants.extend(plan(base, &parts));
        mutants.extend(possible(base, &parts));
        mutants.extend(cleft(base, &parts));
        mutants.extend(relative(base, &parts));
    }
    if focus.head == parts.verb {
        mutants.extend(passive(base, &parts, focus));
        mutants.extend(active(base, &parts, focus));
    }
    mutants
}

impl Base<'_> {
    /// What was found of the focus, as a code; empty where there is none.
    pub(super) fn focus_code(&self) -> &str {
        self.focus.as_ref().map_or("", |focus| &focus.code)
    }

    /// Whether the main clause is denied, or one of its arguments is.
    pub(super) fn denied(&self, parts: &Parts) -> bool {
        let negators = &self.checker.reader().lexicon().cues.polarity.negators;
        let whole = parts.subject.iter().chain(&parts.middle).chain(&parts.lead);
        whole
            .copied()
            .any(|at| negators.contains(&self.tree.token(at).form.to_lowercase()))
            || self
                .tree
                .children(parts.verb)
                .iter()
                .any(|&at| negators.contains(&self.tree.token(at).form.to_lowercase()))
    }

    /// The form of "do" that the finite verb asks for, and the verb's dictionary form.
    pub(super) fn with_do(&self, parts: &Parts) -> Option<(Piece, Piece)> {
        let token = self.tree.token(parts.verb);
        let auxiliary = &self.words.auxiliary;
        let form = match token.xpos.as_str() {
            "VBD" => &auxiliary.past,
            "VBZ" => &auxiliary.present_singular,
            "VBP" => &auxiliary.present_plural,
            _ => return None,
        };
        Some((word(form), word(&token.lemma)))
    }

    /// What stood before the subject, to be put behind: an adjunct without the comma at its end. A marker or conjunction
    /// cannot be.
    pub(super) fn lead_behind(&self, parts: &Parts) -> Vec<Piece> {
        let mut lead = parts.lead.clone();
        while lead
            .last()
            .is_some_and(|&at| self.tree.token(at).upos == Upos::Punct)
        {
            lead.pop();
        }
        tokens(lead)
    }

    /// Whether a filler is somebody who acts.
    pub(super) fn is_actor(&self, filler: &Filler) -> bool {
        self.entity_kind(filler).is_some_and(|kind| {
            matches!(
                kind,
                EntityKind::State
                    | EntityKind::Army
                    | EntityKind::Person
                    | EntityKind::Organisation
            )
        })
    }

    /// Whether another event or an addition behind a comma is told behind the verb: a date at the end might be that one's.
    pub(super) fn tells_more(&self, parts: &Parts) -> bool {
        let lexicon = self.checker.reader().lexicon();
        parts.rest.iter().any(|&at| {
            let token = self.tree.token(at);
            if token.form == "," {
                return true;
            }
            let told = token.upos == Upos::Noun && lexicon.nouns(&token.lemma).next().is_some();
            (token.upos == Upos::Verb || told) && !self.is_name(at)
        })
    }

    fn be(&self, plural: bool) -> Piece {
        let auxiliary = &self.words.auxiliary;
        word(if plural {
            &auxiliary.be_plural
        } else {
            &auxiliary.be_singular
        })
    }

    /// A form of the verb; one that is the verb itself is wrong for all but a few.
    fn form_of(&self, tag: &str, lemma: &str) -> Option<String> {
        let form = self.checker.reader().inflect(tag, lemma)?;
        let same = form == lemma
            && !self
                .words
                .auxiliary
                .unchanging
                .iter()
                .any(|verb| verb == lemma);
        (!same).then_some(form)
    }
}

/// The clause denied, or a denial taken back.
fn negate(base: &Base, parts: &Parts, focus: &Focus) -> Option<Mutant> {
    let auxiliary = &base.words.auxiliary;
    if base.denied(parts) {
        return affirm(base, parts, focus);
    }
    let expected = match (base.expected, focus.proposition.negated) {
        ("agrees", false) if focus.told_in_part() => NOT_AGREES,
        ("agrees", false) => Expected::Exactly("contradicts"),
        ("contradicts", true) => Expected::Exactly("agrees"),
        // The false account is gone; the record is not stated either.
        ("contradicts", false) => NOT_CONTRADICTS,
        _ => return None,
    };
    let mut pieces = tokens(parts.lead.iter().chain(&parts.subject).copied());
    match parts.auxiliaries.split_first() {
        Some((first, others)) => {
            pieces.push(Piece::Token(*first));
            pieces.push(word(&auxiliary.not));
            pieces.extend(tokens(others.iter().copied()));
            pieces.extend(tokens(parts.middle.iter().copied()));
            pieces.push(Piece::Token(parts.verb));
        }
        None => {
            let (form, lemma) = base.with_do(parts)?;
            pieces.extend([form, word(&auxiliary.not)]);
            pieces.extend(tokens(parts.middle.iter().copied()));
            pieces.push(lemma);
        }
    }
    pieces.extend(tokens(parts.rest.iter().copied()));
    Some(Mutant {
        kind: Kind::Negate,
        text: base.sentence(&pieces, "."),
        expected,
    })
}

/// "did not attack" to "attacked", "never asked" to "asked".
fn affirm(base: &Base, parts: &Parts, focus: &Focus) -> Option<Mutant> {
    let expected = match (base.expected, focus.proposition.negated) {
        ("agrees", true) => Expected::Exactly("contradicts"),
        // A denial of all days needs no date; what it leaves when it is taken back does.
        ("contradicts", false) if !base.bearers.iter().any(Focus::states_whole) => {
            Expected::Exactly("partial")
        }
        ("contradicts", false) => Expected::Exactly("agrees"),
        _ => return None,
    };
    // "did not promise anything" has no counterpart.
    let any = &base.checker.reader().lexicon().cues.polarity.any;
    if parts
        .rest
        .iter()
        .any(|&at| any.contains(&base.tree.token(at).form.to_lowercase()))
    {
        return None;
    }
    if focus.event.polarity != Polarity::Negative {
        return None;
    }
    let auxiliary = &base.words.auxiliary;
    let is_not = |at: &usize| auxiliary.negators.contains(&base.tree.token(*at).form);
    let before: Vec<usize> = parts
        .middle
        .iter()
        .copied()
        .filter(|at| !is_not(at))
        .collect();
    // "Neither X nor Y" denies in the subject; that is another sentence.
    if before.len() == parts.middle.len() {
        return None;
    }
    let verb = base.tree.token(parts.verb);
    let is_do = |at: &usize| base.tree.token(*at).lemma == auxiliary.present_plural;
    let (auxiliaries, verb) = if parts.auxiliaries.iter().any(is_do) {
        let tag = match base.tree.token(parts.auxiliaries[0]).xpos.as_str() {
            "VBD" => "VERB|VBD",
            "VBZ" => "VERB|VBZ",
            _ => "VERB|VBP",
        };
        (Vec::new(), word(&base.form_of(tag, &verb.lemma)?))
    } else {
        (parts.auxiliaries.clone(), Piece::Token(parts.verb))
    };
    let mut pieces = tokens(parts.lead.iter().chain(&parts.subject).copied());
    pieces.extend(tokens(auxiliaries));
    pieces.extend(tokens(before));
    pieces.push(verb);
    pieces.extend(tokens(parts.rest.iter().copied()));
    Some(Mutant {
        kind: Kind::Negate,
        text: base.sentence(&pieces, "."),
        expected,
    })
}

/// Whether the subject is somebody who can plan.
fn planner(base: &Base, parts: &Parts) -> bool {
    let focus = base.focus.as_ref();
    focus.is_some_and(|focus| {
        focus.event.fillers(Role::Agent).any(|filler| {
            let own = base
                .inside(filler.words)
                .iter()
                .any(|at| parts.subject.contains(at));
            own && base.is_actor(filler)
        })
    })
}

/// "planned to attack": nothing was done.
fn plan(base: &Base, parts: &Parts) -> Option<Mutant> {
    let finite = base.tree.token(parts.verb).xpos == "VBD" && parts.auxiliaries.is_empty();
    // Some claims are about plans.
    let planned = base.holds_kind_of(base.words.auxiliary.plan.first()?);
    if !finite || planned || base.denied(parts) || !planner(base, parts) {
        return None;
    }
    let mut pieces = tokens(parts.lead.iter().chain(&parts.subject).copied());
    pieces.extend(base.words.auxiliary.plan.iter().map(|form| word(form)));
    pieces.extend(tokens(parts.middle.iter().copied()));
    pieces.push(word(&base.tree.token(parts.verb).lemma));
    pieces.extend(tokens(parts.rest.iter().copied()));
    Some(Mutant {
        kind: Kind::Plan,
        text: base.sentence(&pieces, "."),
        expected: Expected::Exactly("unrelated"),
    })
}

/// "may have attacked": nothing is asserted.
fn possible(base: &Base, parts: &Parts) -> Option<Mutant> {
    let finite = base.tree.token(parts.verb).xpos == "VBD" && parts.auxiliaries.is_empty();
    if base.denied(parts) {
        return None;
    }
    let auxiliary = &base.words.auxiliary;
    let mut pieces = tokens(parts.lead.iter().chain(&parts.subject).copied());
    pieces.extend(auxiliary.may.iter().map(|form| word(form)));
    if finite {
        pieces.extend(tokens(parts.middle.iter().copied()));
        let lemma = &base.tree.token(parts.verb).lemma;
        pieces.push(word(&base.form_of("VERB|VBN", lemma)?));
    } else if parts.passive && parts.auxiliaries.len() == 1 {
        pieces.push(word(&auxiliary.been));
        pieces.extend(tokens(parts.middle.iter().copied()));
        pieces.push(Piece::Token(parts.verb));
    } else {
        return None;
    }
    pieces.extend(tokens(parts.rest.iter().copied()));
    Some(Mutant {
        kind: Kind::Possible,
        text: base.sentence(&pieces, "."),
        expected: Expected::Exactly("unrelated"),
    })
}

/// The predicate without its subject, with what stood before the subject behind; in front of the verb where it might be
/// taken for a part of what is told.
fn predicate(base: &Base, parts: &Parts) -> Vec<Piece> {
    let middle: Vec<usize> = parts
        .auxiliaries
        .iter()
        .chain(&parts.middle)
        .copied()
        .collect();
    let mut sorted = middle;
    sorted.sort_unstable();
    let lead = base.lead_behind(parts);
    let (front, behind) = if base.tells_more(parts) {
        (lead, Vec::new())
    } else {
        (Vec::new(), lead)
    };
    let mut pieces = front;
    pieces.extend(tokens(sorted));
    pieces.push(Piece::Token(parts.verb));
    pieces.extend(tokens(parts.rest.iter().copied()));
    pieces.extend(behind);
    pieces
}

/// The subject as a phrase, without a clause that hangs on it.
fn subject(base: &Base, parts: &Parts) -> Option<String> {
    let comma = parts
        .subject
        .iter()
        .any(|&at| base.tree.token(at).upos == Upos::Punct);
    let clause = base
        .tree
        .children(parts.subject_head)
        .iter()
        .any(|&at| base.tree.token(at).relation.is("acl"));
    (!comma && !clause).then(|| base.running(&tokens(parts.subject.iter().copied())))
}

/// "It was X that attacked Y."
fn cleft(base: &Base, parts: &Parts) -> Option<Mutant> {
    if base.denied(parts) || !planner(base, parts) {
        return None;
    }
    let subject = subject(base, parts)?;
    let predicate = base.running(&predicate(base, parts));
    Some(Mutant {
        kind: Kind::Cleft,
        text: fill(
            &base.words.frame.cleft,
            &[("subject", &subject), ("predicate", &predicate)],
        ),
        expected: kept(base)?,
    })
}

/// "X, which attacked Y, ..."
fn relative(base: &Base, parts: &Parts) -> Option<Mutant> {
    if base.denied(parts) {
        return None;
    }
    let subject = subject(base, parts)?;
    let predicate = base.running(&predicate(base, parts));
    let person = base.names.iter().any(|name| {
        let entity = &base.checker.reader().entities().all()[name.entity];
        name.span == base.tree.token(parts.subject_head).span && entity.kind == EntityKind::Person
    });
    let auxiliary = &base.words.auxiliary;
    let relative = if person {
        &auxiliary.who
    } else {
        &auxiliary.which
    };
    Some(Mutant {
        kind: Kind::Relative,
        text: fill(
            &base.words.frame.relative,
            &[
                ("subject", &subject),
                ("relative", relative),
                ("predicate", &predicate),
            ],
        ),
        expected: kept(base)?,
    })
}

/// What the sentence must get once the doer, `gone`, is gone; nothing can be asked of it if its name was all that told
/// the subject.
pub(super) fn without_agent(base: &Base, focus: &Focus, gone: &[usize]) -> Option<Expected> {
    if !base.anchored(|at| !gone.contains(&at)) {
        return None;
    }
    let decisive = focus.proposition.decisive.contains(&Role::Agent);
    let by_agent = decisive || focus.proposition.exclusive.contains(&Role::Agent);
    match base.expected {
        "agrees" if focus.proposition.negated => None,
        "agrees" if decisive => Some(Expected::Exactly("partial")),
        "contradicts" if by_agent || focus.proposition.bearing == Bearing::Denies => {
            Some(NOT_CONTRADICTS)
        }
        "agrees" | "contradicts" => kept(base),
        _ => None,
    }
}

/// "Y was attacked by X", and the same without "by X".
fn passive(base: &Base, parts: &Parts, focus: &Focus) -> Vec<Mutant> {
    let objects: Vec<usize> = base.tree.children_by(parts.verb, "obj").collect();
    let finite = base.tree.token(parts.verb).xpos == "VBD" && parts.auxiliaries.is_empty();
    let indirect = base.tree.children_by(parts.verb, "iobj").next().is_some();
    let ([object], true, false, false) = (&objects[..], finite, indirect, base.denied(parts))
    else {
        return Vec::new();
    };
    let nominal = matches!(base.tree.token(*object).upos, Upos::Noun | Upos::Propn);
    let phrase = base.tree.subtree(*object);
    // "withdrew its troops", "asked him to ...": a pronoun that points at the subject, or a clause that shares it.
    let own = phrase.iter().any(|&at| base.tree.token(at).xpos == "PRP$");
    let shared = ["xcomp", "ccomp", "advcl"]
        .iter()
        .any(|relation| base.tree.children_by(parts.verb, relation).next().is_some());
    // A date inside the object might be the verb's; as subject it could not be.
    let dated = phrase.iter().any(|&at| base.is_date(at));
    if own || shared || dated {
        return Vec::new();
    }
    let close = phrase.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let lemma = &base.tree.token(parts.verb).lemma;
    let (true, true, Some(participle)) = (nominal, close, base.form_of("VERB|VBN", lemma)) else {
        return Vec::new();
    };
    let mut bare = tokens(parts.lead.iter().chain(&phrase).copied());
    bare.push(base.be(base.plural(*object)));
    bare.extend(tokens(parts.middle.iter().copied()));
    bare.push(word(&participle));
    let (near, far): (Vec<usize>, Vec<usize>) = parts
        .rest
        .iter()
        .copied()
        .filter(|at| !phrase.contains(at))
        .partition(|&at| at < phrase[0]);
    let mut whole = bare.clone();
    whole.extend(tokens(near.iter().copied()));
    whole.push(word(&base.words.auxiliary.by));
    whole.extend(tokens(parts.subject.iter().copied()));
    whole.extend(tokens(far.iter().copied()));
    bare.extend(tokens(near.into_iter().chain(far)));
    let mut mutants = Vec::new();
    if let Some(expected) = kept(base) {
        mutants.push(Mutant {
            kind: Kind::Passive,
            text: base.sentence(&whole, "."),
            expected,
        });
    }
    if let Some(expected) =
        without_agent(base, focus, &parts.subject).filter(|_| planner(base, parts))
    {
        mutants.push(Mutant {
            kind: Kind::DropAgent,
            text: base.sentence(&bare, "."),
            expected,
        });
    }
    mutants
}

/// "X attacked Y" out of "Y was attacked by X", and the passive without "by X".
fn active(base: &Base, parts: &Parts, focus: &Focus) -> Vec<Mutant> {
    let past = base.tree.token(parts.verb).xpos == "VBN" && parts.auxiliaries.len() == 1;
    let agent = base.tree.children_by(parts.verb, "obl").find(|&at| {
        let by = case_of(&base.tree, at);
        by.contains(&base.words.auxiliary.by) && !base.is_date(at)
    });
    let (true, true, Some(agent)) = (parts.passive, past, agent) else {
        return Vec::new();
    };
    if base.denied(parts) {
        return Vec::new();
    }
    let phrase = base.tree.subtree(agent);
    let left: Vec<usize> = parts
        .rest
        .iter()
        .copied()
        .filter(|at| !phrase.contains(at))
        .collect();
    let mut mutants = Vec::new();
    let mut bare = tokens(parts.lead.iter().chain(&parts.subject).copied());
    bare.extend(tokens(
        parts.auxiliaries.iter().chain(&parts.middle).copied(),
    ));
    bare.push(Piece::Token(parts.verb));
    bare.extend(tokens(left.iter().copied()));
    if let Some(expected) = without_agent(base, focus, &phrase) {
        mutants.push(Mutant {
            kind: Kind::DropAgent,
            text: base.sentence(&bare, "."),
            expected,
        });
    }
    let lemma = &base.tree.token(parts.verb).lemma;
    let was = base.tree.token(parts.auxiliaries[0]).xpos == "VBD";
    let verb = base.form_of("VERB|VBD", lemma).filter(|_| was);
    let cases: Vec<usize> = base.tree.children_by(agent, "case").collect();
    if let (Some(verb), Some(expected)) = (verb, kept(base)) {
        let mut whole = tokens(parts.lead.iter().copied());
        whole.extend(tokens(
            phrase.iter().copied().filter(|at| !cases.contains(at)),
        ));
        whole.extend(tokens(parts.middle.iter().copied()));
        whole.push(word(&verb));
        // A particle stays with its verb.
        let (particle, rest): (Vec<usize>, Vec<usize>) = left
            .iter()
            .copied()
            .partition(|&at| base.tree.token(at).relation.as_str() == "compound:prt");
        whole.extend(tokens(particle));
        whole.extend(tokens(parts.subject.iter().chain(&rest).copied()));
        mutants.push(Mutant {
            kind: Kind::Active,
            text: base.sentence(&whole, "."),
            expected,
        });
    }
    mutants
}
