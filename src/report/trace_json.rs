//! The traces of `gainsay explain --on` for programs: own types, versioned, fields only ever added.

use super::trace::TraceReport;
use super::wording::{gate, gate_code, modality, polarity};
use crate::extract::{Assertion, Attribution, Filler, When};
use crate::judge::model::Reason;
use crate::judge::trace::Candidate;
use crate::judge::{Bearing, Outcome, Relation};
use serde::Serialize;
use std::io::{self, Write};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root {
    version: u32,
    sentences: Vec<SentenceJson>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SentenceJson {
    claim: String,
    path: String,
    line: usize,
    column: usize,
    sentence: String,
    read: bool,
    established: bool,
    due: bool,
    tree: Vec<TokenJson>,
    names: Vec<NameJson>,
    dates: Vec<DateJson>,
    events: Vec<EventJson>,
    without_event: Vec<NoEventJson>,
    propositions: Vec<PropositionJson>,
    compared: Vec<CandidateJson>,
    stances: Vec<StanceJson>,
}

#[derive(Serialize)]
struct TokenJson {
    word: String,
    lemma: String,
    tag: &'static str,
    head: Option<usize>,
    relation: String,
    margin: f32,
}

#[derive(Serialize)]
struct NameJson {
    words: String,
    entity: String,
    certain: bool,
    adjective: bool,
}

#[derive(Serialize)]
struct DateJson {
    words: String,
    means: Option<String>,
    carried: Option<String>,
}

#[derive(Serialize)]
struct EventJson {
    kind: String,
    trigger: String,
    roles: Vec<RoleJson>,
    time: Option<DateJson>,
    polarity: String,
    modality: &'static str,
    voice: &'static str,
    speaker: Option<String>,
    opening: bool,
    margin: Option<f32>,
}

#[derive(Serialize)]
struct RoleJson {
    role: &'static str,
    words: String,
    entity: Option<String>,
    concept: Option<String>,
    event: Option<usize>,
    context: bool,
    resolved: bool,
}

#[derive(Serialize)]
struct NoEventJson {
    word: String,
    why: String,
}

#[derive(Serialize)]
struct PropositionJson {
    states: bool,
    kind: String,
    negated: bool,
    roles: Vec<(&'static str, String)>,
    time: Option<String>,
    window: Option<String>,
    decisive: Vec<&'static str>,
    exclusive: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CandidateJson {
    event: Option<usize>,
    proposition: usize,
    opposed: bool,
    stance: Option<&'static str>,
    points_to: Option<&'static str>,
    code: String,
    stopped: Option<String>,
    reasons: Vec<ReasonJson>,
}

#[derive(Serialize)]
struct ReasonJson {
    role: &'static str,
    outcome: &'static str,
    text: Option<String>,
    record: String,
    carried: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StanceJson {
    stance: &'static str,
    points_to: Option<&'static str>,
    code: String,
}

pub(super) fn render(reports: &[TraceReport], out: &mut dyn Write) -> io::Result<()> {
    let root = Root {
        version: VERSION,
        sentences: reports.iter().map(sentence).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

fn sentence(report: &TraceReport) -> SentenceJson {
    let span = report.document.sentences[report.sentence].span;
    let at = report.document.position(span.start);
    let finding = report.findings.iter().map(|finding| StanceJson {
        stance: finding.stance.name(),
        points_to: finding.points_to.map(|stance| stance.name()),
        code: finding.code.clone(),
    });
    SentenceJson {
        claim: format!("{}/{}", report.pack, report.claim.id),
        path: report.document.path.clone(),
        line: at.line,
        column: at.column,
        sentence: report.document.sentence(report.sentence).to_owned(),
        read: report.read,
        established: report.trace.established,
        due: report.trace.due,
        tree: tree(report),
        names: names(report),
        dates: report
            .seen
            .dates
            .iter()
            .map(|(span, when)| date(report, report.words(*span), when.as_ref()))
            .collect(),
        events: report
            .events()
            .map(|(_, assertion)| event(report, assertion))
            .collect(),
        without_event: report
            .without_event()
            .into_iter()
            .map(|(word, why)| NoEventJson { word, why })
            .collect(),
        propositions: propositions(report),
        compared: report
            .trace
            .candidates
            .iter()
            .map(|one| candidate(report, one))
            .collect(),
        stances: finding.collect(),
    }
}

fn tree(report: &TraceReport) -> Vec<TokenJson> {
    let tokens = report.seen.tree.tokens().iter();
    tokens
        .map(|token| TokenJson {
            word: token.form.clone(),
            lemma: token.lemma.clone(),
            tag: token.upos.name(),
            head: token.head,
            relation: token.relation.as_str().to_owned(),
            margin: token.margin.min(999.0),
        })
        .collect()
}

fn names(report: &TraceReport) -> Vec<NameJson> {
    let names = report.seen.names.iter();
    names
        .map(|name| NameJson {
            words: report.words(name.span),
            entity: report.entities.all()[name.entity].id.clone(),
            certain: name.certain,
            adjective: name.adjective,
        })
        .collect()
}

fn date(report: &TraceReport, words: String, when: Option<&When>) -> DateJson {
    DateJson {
        words,
        means: when.map(|when| when.interval.describe()),
        carried: when.and_then(|when| report.carried(when)),
    }
}

fn event(report: &TraceReport, event: &Assertion) -> EventJson {
    let (voice, speaker) = match &event.voice {
        Attribution::Author => ("author", None),
        Attribution::Speaker(speaker) => ("speaker", Some(speaker)),
        Attribution::Endorsed(speaker) => ("endorsed", Some(speaker)),
        Attribution::Rejected(speaker) => ("rejected", Some(speaker)),
    };
    let filled = event.roles.iter().map(|(role, filler)| RoleJson {
        role: role.name(),
        ..filled(report, filler)
    });
    let open = event.unresolved.iter().map(|(role, words)| RoleJson {
        role: role.name(),
        words: report.words(*words),
        entity: None,
        concept: None,
        event: None,
        context: false,
        resolved: false,
    });
    EventJson {
        kind: report.kinds.name(event.kind).to_owned(),
        trigger: report.words(event.trigger),
        roles: filled.chain(open).collect(),
        time: event
            .time
            .as_ref()
            .map(|when| date(report, report.words(when.words), Some(when))),
        polarity: polarity(event.polarity),
        modality: modality(event.modality),
        voice,
        speaker: speaker.map(|speaker| report.words(speaker.words)),
        opening: event.opening,
        margin: Some(event.least_margin()).filter(|margin| margin.is_finite()),
    }
}

fn filled(report: &TraceReport, filler: &Filler) -> RoleJson {
    RoleJson {
        role: "",
        words: report.words(filler.words),
        entity: filler
            .entity
            .map(|entity| report.entities.all()[entity].id.clone()),
        concept: filler.concept.clone(),
        event: filler.event.and_then(|event| position(report, event)),
        context: filler.resolved,
        resolved: true,
    }
}

/// The place of an event among those of the sentence.
fn position(report: &TraceReport, event: usize) -> Option<usize> {
    report.events().position(|(index, _)| index == event)
}

fn propositions(report: &TraceReport) -> Vec<PropositionJson> {
    let all = report.trace.propositions.iter();
    all.map(|one| PropositionJson {
        states: one.bearing == Bearing::States,
        kind: report.kinds.name(one.kind).to_owned(),
        negated: one.negated,
        roles: one
            .fillers
            .iter()
            .map(|(role, words)| (role.name(), words.clone()))
            .collect(),
        time: one.time.map(|time| time.describe()),
        window: one.window.map(|window| window.describe()),
        decisive: one.decisive.iter().map(|role| role.name()).collect(),
        exclusive: one.exclusive.iter().map(|role| role.name()).collect(),
    })
    .collect()
}

fn candidate(report: &TraceReport, one: &Candidate) -> CandidateJson {
    let event = position(report, one.event);
    let blank = CandidateJson {
        event,
        proposition: one.proposition,
        opposed: one.relation == Relation::Excludes,
        stance: None,
        points_to: None,
        code: String::new(),
        stopped: None,
        reasons: Vec::new(),
    };
    match &one.outcome {
        Outcome::Aligned(aligned) => CandidateJson {
            stance: Some(aligned.stance.name()),
            points_to: aligned.points_to.map(|stance| stance.name()),
            code: aligned.code.clone(),
            reasons: reasons(&aligned.reasons),
            ..blank
        },
        Outcome::Stopped {
            gate: at,
            reasons: compared,
        } => CandidateJson {
            code: gate_code(*at).to_owned(),
            stopped: Some(gate(*at)),
            reasons: reasons(compared),
            ..blank
        },
    }
}

fn reasons(reasons: &[Reason]) -> Vec<ReasonJson> {
    let all = reasons.iter();
    all.map(|reason| ReasonJson {
        role: reason.role.name(),
        outcome: reason.outcome.name(),
        text: Some(reason.text.clone()).filter(|text| !text.is_empty()),
        record: reason.record.clone(),
        carried: reason.carried,
    })
    .collect()
}
