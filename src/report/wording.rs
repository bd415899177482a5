//! The words of all findings.

pub mod comparison;

use super::totals::{Count, Tally};
use super::{DocumentReport, Run, Totals, escape};
use crate::document::model::Document;
use crate::extract::{Modality, Polarity};
use crate::frame::{Comparison, Role};
use crate::gate::Aside;
use crate::judge::Gate;
use crate::judge::model::{Confidence, Excuse, Finding, Reason, Stance, Verdict, Voice};
use crate::pack::model::Claim;
use std::collections::BTreeMap;

/// What an omission says.
pub const OMISSION: &str = "treats the topic and leaves this out";

/// The sign beside a verdict's word and colour.
pub fn glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicts => "✗",
        Verdict::Mixed => "≠",
        Verdict::Omits => "∅",
        Verdict::Partial => "~",
        Verdict::Reports => "”",
        Verdict::Agrees => "✓",
        Verdict::NotDue => "·",
    }
}

/// The same for a page: fonts of browsers often lack the cross of the terminal, and it marks what matters most.
pub fn page_glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicts => "\u{d7}",
        other => glyph(other),
    }
}

/// What a finding says, in one line without its claim.
pub fn title(finding: &Finding) -> String {
    match finding.stance {
        Stance::Contradicts if finding.debated => {
            let side = match (finding.code.as_str(), finding.done) {
                ("contradicts-polarity", true) => ": denies what the claim has",
                ("contradicts-polarity", false) => ": affirms what the claim denies",
                _ => "",
            };
            format!("takes a side in a debated question{side}")
        }
        Stance::Contradicts if finding.superseded => {
            "contradicted by evidence released after this edition".into()
        }
        Stance::Contradicts => match finding.code.strip_prefix("contradicts-") {
            Some("agent") => "contradicts the record on who acted".into(),
            Some("patient") => "contradicts the record on whom it was done to".into(),
            Some("time") => "contradicts the record on when it happened".into(),
            Some("quantity") => "contradicts the record on how many".into(),
            Some("event") => "contradicts the record on what happened".into(),
            Some("polarity") if finding.done => "denies what the record shows".into(),
            Some("polarity") => "affirms what the record rules out".into(),
            Some("rival") => "tells an account that the record rules out".into(),
            _ => "contradicts the record".into(),
        },
        Stance::Agrees if finding.code == "agrees-by-rejecting" => {
            "agrees: it rejects the contrary account".into()
        }
        Stance::Agrees => "agrees with the record".into(),
        Stance::Partial => match finding.code.strip_prefix("partial-") {
            Some("agent") => "states it without saying who acted".into(),
            Some("time") => "states it without the date".into(),
            Some("quantity") => "states it without the number".into(),
            Some("patient") => "states it without saying whom or what".into(),
            Some("topic") => "states it without saying what about".into(),
            Some("place") => "states it without the place".into(),
            _ => "states it in part".into(),
        },
        Stance::Reports => {
            let speaker = quoted_speaker(finding);
            match finding.points_to {
                Some(Stance::Contradicts) => {
                    format!("reports {speaker} against the record, and leaves it open")
                }
                _ => format!("reports {speaker} saying it, and leaves it open"),
            }
        }
        Stance::Mentions => match finding.code.as_str() {
            "mentions-intended" => "speaks of it as planned or ordered only".into(),
            "mentions-distanced" => "puts the word in quotation marks, as somebody else's".into(),
            "mentions-questioned" => "only asks about it".into(),
            _ => "speaks of it as possible only".into(),
        },
    }
}

/// Why a finding is what it is, line by line. Under a contradiction only what differs counts, and which other account is
/// told; what an agreement leaves open does not matter to it.
pub fn reasons(finding: &Finding, claim: &Claim) -> Vec<String> {
    let telling = |reason: &&Reason| match finding.stance {
        Stance::Contradicts => reason.outcome == Comparison::Different,
        Stance::Agrees => false,
        _ => true,
    };
    let told = finding.reasons.iter().filter(telling).filter_map(reason);
    let rival = finding.rival.and_then(|at| claim.rivals.get(at));
    let rival = rival.filter(|_| finding.code == "contradicts-rival");
    told.chain(rival.map(|rival| format!("the account told: {}", rival.statement)))
        .collect()
}

/// Where the author judges what was said before ("That was a lie."), with its words, if that decides the finding.
pub fn judged(finding: &Finding, document: &Document) -> Option<String> {
    let at = finding.judged_in?;
    let judges = match &finding.voice {
        Voice::Rejected(_) => "rejected",
        Voice::Endorsed(_) => "called true",
        Voice::Author | Voice::Speaker(_) => return None,
    };
    let line = document.position(document.sentences[at].span.start).line;
    let words: Vec<&str> = document.sentence(at).split_whitespace().collect();
    Some(format!("{judges} in line {line}: “{}”", words.join(" ")))
}

/// A speaker whom nobody can name.
const NOBODY: &str = "a speaker";

/// Who is made to speak, as the text has it.
fn speaker(finding: &Finding) -> &str {
    match &finding.voice {
        Voice::Speaker(name) if !name.is_empty() => name,
        _ => NOBODY,
    }
}

/// The same in quotation marks, for they are the words of the text.
fn quoted_speaker(finding: &Finding) -> String {
    match speaker(finding) {
        NOBODY => NOBODY.to_owned(),
        name => format!("“{name}”"),
    }
}

/// What a finding says, after the word for its stance.
pub fn remark(finding: &Finding) -> String {
    let title = title(finding);
    match finding.stance {
        Stance::Contradicts => ["contradicts the record on ", "contradicts "]
            .iter()
            .find_map(|start| title.strip_prefix(start))
            .unwrap_or(&title)
            .to_owned(),
        Stance::Reports => {
            let speaker = quoted_speaker(finding);
            match finding.points_to {
                Some(Stance::Contradicts) => format!("said by {speaker}, against the record"),
                _ => format!("said by {speaker}, and left open"),
            }
        }
        Stance::Agrees => ["agrees: it ", "agrees "]
            .iter()
            .find_map(|start| title.strip_prefix(start))
            .unwrap_or(&title)
            .to_owned(),
        Stance::Partial | Stance::Mentions => title,
    }
}

/// One compared role as a sentence; `None` where there is nothing to tell.
pub fn reason(reason: &Reason) -> Option<String> {
    let subject = role(reason.role);
    let carried = if reason.carried {
        " (carried over from before)"
    } else {
        ""
    };
    Some(match reason.outcome {
        Comparison::Different => format!(
            "{subject}: the text says {}{carried}; the record says {}",
            reason.text, reason.record
        ),
        Comparison::Wider => {
            format!(
                "{subject}: {}{carried} is vaguer than {}",
                reason.text, reason.record
            )
        }
        Comparison::Unknown if reason.text.is_empty() => {
            format!("{subject}: not said; the record says {}", reason.record)
        }
        Comparison::Unknown if matches!(reason.role, Role::Time | Role::Quantity) => {
            format!(
                "{subject}: only about {}{carried}; the record says {}",
                reason.text, reason.record
            )
        }
        Comparison::Unknown => {
            format!(
                "{subject}: {} could not be compared with {}",
                reason.text, reason.record
            )
        }
        Comparison::Same | Comparison::Narrower => return None,
    })
}

/// A role as a reader asks for it.
fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "who acted",
        Role::Patient => "whom or what",
        Role::Recipient => "to whom",
        Role::Instrument => "with what",
        Role::Topic => "about what",
        Role::Place => "where",
        Role::Quantity => "how many",
        Role::Time => "when",
        Role::Event => "what",
    }
}

/// Why a sentence was left undecided.
pub fn undecided(code: &str) -> &'static str {
    match code {
        "unresolved-agent" => "who acted is a pronoun that could not be resolved",
        "unresolved-patient" => "whom or what it was done to could not be resolved",
        "unresolved-recipient" => "to whom it went could not be resolved",
        _ => "a participant could not be resolved",
    }
}

/// A number with its noun.
pub fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Why something is set aside.
pub fn aside(aside: &Aside) -> String {
    match aside {
        Aside::Suppressed { reason, .. } => format!("suppressed: {reason}"),
        Aside::Baseline => "known: it is in the baseline".into(),
        Aside::Unchanged => "not changed since the revision".into(),
    }
}

/// Verdicts in words, worst first: "2 contradicted (1 suppressed), 1 left out".
pub fn counts(tally: &Tally) -> String {
    let told: Vec<String> = tally
        .reached()
        .flat_map(|(verdict, count)| {
            let words = match verdict {
                Verdict::Contradicts => "contradicted",
                Verdict::Mixed => "both stated and contradicted",
                Verdict::Omits => "left out",
                Verdict::Partial => "stated in part",
                Verdict::Reports => "only reported",
                Verdict::Agrees => "stated",
                Verdict::NotDue => "not due",
            };
            let plain = count.all - count.excused.values().sum::<usize>();
            let aside = in_brackets(count);
            let plain = (plain > 0 || !aside.is_empty()).then(|| format!("{plain} {words}{aside}"));
            let excused = count.excused.iter();
            let excused = excused.map(|(excuse, count)| format!("{count} {}", excused_as(*excuse)));
            plain.into_iter().chain(excused).collect::<Vec<_>>()
        })
        .collect();
    let all: usize = tally.reached().map(|(_, count)| count.all).sum();
    format!("{}: {}", number(all, "claim", "claims"), told.join(", "))
}

/// What a contradiction that is no error is, after a number.
fn excused_as(excuse: Excuse) -> &'static str {
    match excuse {
        Excuse::Debated => "taking a side in a debate",
        Excuse::Superseded => "superseded by later evidence",
    }
}

/// How many verdicts of a kind do not count, to stand after their number.
pub fn in_brackets(count: &Count) -> String {
    if count.aside.is_empty() {
        return String::new();
    }
    format!(" ({})", set_aside(&count.aside))
}

/// The whole run in one sentence.
pub fn summary(totals: &Totals) -> String {
    let foreign: usize = totals.foreign.values().sum();
    let all_foreign = totals.documents > 0 && foreign == totals.documents;
    let mut parts = vec![match totals.failed {
        0 if all_foreign => "Nothing was checked: only English is read so far.".to_owned(),
        // That nothing fails would be true of a text nobody read.
        0 if totals.documents == 0 => "Nothing was checked.".to_owned(),
        0 => "Nothing fails.".to_owned(),
        1 => "1 verdict fails.".to_owned(),
        many => format!("{many} verdicts fail."),
    }];
    parts.push(format!(
        "{} read.",
        number(totals.documents, "text", "texts")
    ));
    if !totals.unreadable.is_empty() {
        let paths: Vec<&str> = totals.unreadable.iter().map(|one| &*one.path).collect();
        parts.push(format!(
            "{} could not be read: {}.",
            paths.len(),
            some_of(&paths)
        ));
    }
    if !totals.aside.is_empty() {
        parts.push(format!("Set aside: {}.", set_aside(&totals.aside)));
    }
    parts.join(" ")
}

/// The first of some paths, and how many more there are.
pub fn some_of(paths: &[&str]) -> String {
    /// So many are named.
    const NAMED: usize = 3;
    let named: Vec<&str> = paths.iter().take(NAMED).copied().collect();
    let more = match paths.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    escape(&named.join(", ")) + &more
}

/// What was set aside: "2 suppressed, 1 in the baseline".
fn set_aside(counts: &BTreeMap<&'static str, usize>) -> String {
    let told: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {}", kind_of_aside(kind)))
        .collect();
    told.join(", ")
}

/// The word for why something is set aside, in a sentence.
pub fn kind_of_aside(kind: &str) -> &str {
    match kind {
        "baseline" => "in the baseline",
        other => other,
    }
}

/// What the verdicts on a document say nothing about.
pub fn not_checked(one: &DocumentReport) -> String {
    let judgement = one.judgement;
    if one.document.language != "en" {
        return format!(
            "the whole text, which is in `{}`; only English is read so far",
            one.document.language
        );
    }
    let without = judgement.sentences - judgement.read;
    let all = number(judgement.sentences, "sentence", "sentences");
    let mut told = match without {
        0 if judgement.sentences == 1 => "nothing; the one sentence was read".to_owned(),
        0 => format!("nothing; all {all} were read"),
        _ => format!("{without} of {all} without any name, date or word of the subject"),
    };
    match judgement.undecided.len() {
        0 => {}
        1 => told.push_str(", and 1 was left undecided"),
        many => told.push_str(&format!(", and {many} were left undecided")),
    }
    told
}

/// The program and the packs, by which a report can be made again.
pub fn made_with(run: &Run) -> String {
    let packs: Vec<String> = run
        .packs
        .iter()
        .map(|pack| {
            let hash = pack.sha256.get(..12).unwrap_or(&pack.sha256);
            format!("{} {} ({hash})", pack.id, pack.version)
        })
        .collect();
    let noun = if packs.len() == 1 { "pack" } else { "packs" };
    format!("gainsay {}, {noun} {}", run.version, packs.join(", "))
}

/// One compared role, whatever came of it.
pub fn comparison(reason: &Reason) -> String {
    let carried = if reason.carried { ", carried over" } else { "" };
    let text = match reason.text.as_str() {
        "" => "not said".to_owned(),
        words => format!("the text has {}{carried}", escape(words)),
    };
    format!(
        "{}: {} - {text}; the record has {}",
        reason.role.name(),
        reason.outcome.name(),
        reason.record
    )
}

/// How sure, in a word.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

/// Affirmed or denied, in words.
pub fn polarity(polarity: Polarity) -> String {
    match polarity {
        Polarity::Positive => "affirmed".into(),
        Polarity::Negative => "denied".into(),
        Polarity::NotRole(role) => format!("denied of this {}", role.name()),
    }
}

/// How an event stands to fact, in a word.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "fact",
        Modality::Intended => "intended",
        Modality::Possible => "possible",
        Modality::Questioned => "asked",
        Modality::Distanced => "in scare quotes",
    }
}

/// Where a comparison ended, as a code.
pub fn gate_code(gate: Gate) -> &'static str {
    match gate {
        Gate::OtherEvent(_) => "other-event",
        Gate::OtherTopic => "other-topic",
        Gate::Window => "window",
        Gate::Another => "another",
        Gate::OtherClaim => "other-claim",
        Gate::ToldAfter => "told-after",
        Gate::MeetsForces => "meets-forces",
        Gate::NotEstablished => "not-established",
        Gate::NotIdentified => "not-identified",
        Gate::NotStated(_) => "not-stated",
        Gate::Untouched => "untouched",
        Gate::Unsure => "unsure",
        Gate::CarriedDate => "carried-date",
        Gate::Unplaced => "unplaced",
        Gate::OpposedDenied => "opposed-denied",
        Gate::RivalDiffers(_) => "rival-differs",
        Gate::RivalSaysMore => "rival-says-more",
        Gate::RivalDenied => "rival-denied",
        Gate::OtherDenied(_) => "other-denied",
        Gate::RejectedInPart => "rejected-in-part",
        Gate::Weak(_) => "weak",
        Gate::OfSome => "of-some",
        Gate::DeniedInPart(_) => "denied-in-part",
        Gate::DeniedWith => "denied-with-circumstance",
        Gate::AlternativeDenied => "alternative-denied",
        Gate::Inferred => "inferred",
        Gate::Looser => "looser",
    }
}

/// Where a comparison ended, in words.
pub fn gate(gate: Gate) -> String {
    match gate {
        Gate::OtherEvent(role) => format!(
            "the {} differs and is not exclusive: this is taken for another event",
            role.name()
        ),
        Gate::OtherTopic => "it is about something else, or what it is about is unknown".into(),
        Gate::Window => "too far in time from the claim's event".into(),
        Gate::Another => "undated: they may have done so again at another time".into(),
        Gate::OtherClaim => "on that day they did so again, and another claim is about that".into(),
        Gate::ToldAfter => "the text dates it by something whose own date is not known".into(),
        Gate::MeetsForces => "it is done to forces on their way: who came first is not told".into(),
        Gate::NotEstablished => {
            "the subject is not established here, and date and agent do not name it".into()
        }
        Gate::NotIdentified => {
            "it would conflict, but nothing shows beyond doubt that this event is meant".into()
        }
        Gate::NotStated(role) => {
            format!(
                "the {}, which decides, is not stated compatibly",
                role.name()
            )
        }
        Gate::Untouched => "too little of the event is stated to call it partly stated".into(),
        Gate::Unsure => "it would conflict, but the tree is too unsure (see the margins)".into(),
        Gate::CarriedDate => {
            "the date would conflict, but it was carried over and is no single day".into()
        }
        Gate::Unplaced => {
            "it excludes the claim's event only if its date or patient is the same".into()
        }
        Gate::OpposedDenied => "an event that would exclude the claim's is denied".into(),
        Gate::RivalDiffers(role) => {
            format!(
                "the rival account has another {}: it is not told here",
                role.name()
            )
        }
        Gate::RivalSaysMore => {
            "the rival account adds an adverb, that all did it or nobody else: not told here".into()
        }
        Gate::RivalDenied => "the rival account is denied, which asserts nothing by itself".into(),
        Gate::OtherDenied(role) => {
            format!(
                "it is denied of another {}, not of the claim's",
                role.name()
            )
        }
        Gate::RejectedInPart => "a rejected report that states the claim only in part".into(),
        Gate::OfSome => "it would conflict, but the number may be that of some of them".into(),
        Gate::Weak(role) => format!(
            "it would conflict, but the {} was chosen by the context against another who fitted as well",
            role.name()
        ),
        Gate::Inferred => "it would conflict, but only follows from what is said".into(),
        Gate::Looser => "a looser reading of the word, which can agree, and no more".into(),
        Gate::DeniedWith => {
            "it is denied with a circumstance: that may be all that is denied".into()
        }
        Gate::AlternativeDenied => {
            "one of several ways to state the claim is denied, and another may be true".into()
        }
        Gate::DeniedInPart(role) => format!(
            "the denial names a {} that the claim leaves open: it may deny no more than that",
            role.name()
        ),
    }
}
