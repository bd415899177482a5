//! JSON for programs: its own types, versioned, fields only ever added.

use super::{DocumentReport, Report, citation};
use crate::judge::model::{Confidence, Finding, Verdict, Voice};
use crate::pack::model::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Version of this format.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    version: u32,
    program: String,
    packs: Vec<PackJson<'a>>,
    documents: Vec<DocumentJson<'a>>,
    summary: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct PackJson<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct DocumentJson<'a> {
    path: &'a str,
    language: &'a str,
    sentences: usize,
    read: usize,
    undecided: usize,
    undecided_at: Vec<UndecidedJson<'a>>,
    verdicts: Vec<VerdictJson>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct UndecidedJson<'a> {
    code: &'a str,
    span: SpanJson,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct VerdictJson {
    claim: String,
    verdict: &'static str,
    findings: Vec<usize>,
    owed_at: Option<SpanJson>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FindingJson<'a> {
    claim: String,
    stance: &'static str,
    points_to: Option<&'static str>,
    code: &'a str,
    severity: &'static str,
    confidence: &'static str,
    debated: bool,
    superseded: bool,
    voice: VoiceJson<'a>,
    span: SpanJson,
    trigger: SpanJson,
    sentence: &'a str,
    reasons: Vec<ReasonJson<'a>>,
    citations: Vec<String>,
}

#[derive(Serialize)]
struct VoiceJson<'a> {
    kind: &'static str,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SpanJson {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    page: Option<usize>,
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    role: &'static str,
    text: Option<&'a str>,
    record: &'a str,
    outcome: &'static str,
    words: Option<&'a str>,
    carried: bool,
}

pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let root = Root {
        version: VERSION,
        program: format!("gainsay {}", report.version),
        packs: report
            .packs
            .iter()
            .map(|pack| PackJson {
                id: &pack.id,
                version: &pack.version,
                sha256: &pack.sha256,
            })
            .collect(),
        documents: report
            .documents
            .iter()
            .map(|one| document(report, one))
            .collect(),
        summary: Verdict::ALL
            .iter()
            .map(|v| v.name())
            .zip(report.totals())
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

fn document<'a>(report: &'a Report, one: &DocumentReport<'a>) -> DocumentJson<'a> {
    let judgement = one.judgement;
    let sentence = |at: usize| span(one, one.document.sentences[at].span);
    DocumentJson {
        path: &one.document.path,
        language: &one.document.language,
        sentences: judgement.sentences,
        read: judgement.read,
        undecided: judgement.undecided.len(),
        undecided_at: judgement
            .undecided
            .iter()
            .map(|found| UndecidedJson {
                code: &found.code,
                span: sentence(found.sentence),
            })
            .collect(),
        verdicts: judgement
            .verdicts
            .iter()
            .map(|verdict| VerdictJson {
                claim: claim_id(report, verdict.pack, verdict.claim),
                verdict: verdict.verdict.name(),
                findings: verdict.findings.clone(),
                owed_at: verdict.owed_at.map(sentence),
            })
            .collect(),
        findings: judgement
            .findings
            .iter()
            .map(|found| finding(report, one, found))
            .collect(),
    }
}

fn claim_id(report: &Report, pack: usize, claim: usize) -> String {
    format!("{}/{}", report.packs[pack].id, report.claim(pack, claim).id)
}

fn finding<'a>(
    report: &'a Report,
    one: &DocumentReport<'a>,
    found: &'a Finding,
) -> FindingJson<'a> {
    let claim = report.claim(found.pack, found.claim);
    let records = &report.packs[found.pack].records;
    let text = &one.document.text;
    FindingJson {
        claim: claim_id(report, found.pack, found.claim),
        stance: found.stance.name(),
        points_to: found.points_to.map(|stance| stance.name()),
        code: &found.code,
        severity: match found.severity {
            Severity::Major => "major",
            Severity::Minor => "minor",
        },
        confidence: match found.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        },
        debated: found.debated,
        superseded: found.superseded,
        voice: match &found.voice {
            Voice::Author => VoiceJson {
                kind: "author",
                speaker: None,
            },
            Voice::Endorsed(name) => VoiceJson {
                kind: "endorsed",
                speaker: Some(name),
            },
            Voice::Speaker(name) => VoiceJson {
                kind: "speaker",
                speaker: Some(name),
            },
            Voice::Rejected(name) => VoiceJson {
                kind: "rejected",
                speaker: Some(name),
            },
        },
        span: span(one, one.document.sentences[found.sentence].span),
        trigger: span(one, found.trigger),
        sentence: one.document.sentence(found.sentence),
        reasons: found
            .reasons
            .iter()
            .map(|reason| ReasonJson {
                role: reason.role.name(),
                text: (!reason.text.is_empty()).then_some(reason.text.as_str()),
                record: &reason.record,
                outcome: reason.outcome.name(),
                words: reason.words.and_then(|words| text.get(words.range())),
                carried: reason.carried,
            })
            .collect(),
        citations: claim
            .evidence
            .iter()
            .filter_map(|evidence| Some(citation(records.get(&evidence.record)?, evidence)))
            .collect(),
    }
}

fn span(one: &DocumentReport, span: crate::span::Span) -> SpanJson {
    let (start, end) = (
        one.document.position(span.start),
        one.document.position(span.end),
    );
    SpanJson {
        start: span.start,
        end: span.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        page: None,
    }
}
