//! JSON for programs: its own types, versioned, fields only ever added. `schemas/report.json` describes it.

use super::{DocumentReport, Printer, Run, Totals, citation};
use crate::gate::{Aside, omission_fingerprint};
use crate::judge::model::{ClaimVerdict, Confidence, Excuse, Finding, Verdict, Voice};
use crate::pack::Diagnostic;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Version of this format.
const VERSION: u32 = 1;

/// One object for the whole run.
pub struct Json<'o> {
    out: Box<dyn Write + 'o>,
    documents: usize,
}

/// One object a document, each on its line.
pub struct Jsonl<'o> {
    pub out: Box<dyn Write + 'o>,
}

#[derive(Serialize)]
pub(super) struct PackJson<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Line<'a> {
    version: u32,
    program: String,
    packs: Vec<PackJson<'a>>,
    #[serde(flatten)]
    document: DocumentJson<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Record<'a> {
    version: u32,
    id: &'a serde_json::Value,
    program: String,
    packs: Vec<PackJson<'a>>,
    #[serde(flatten)]
    document: DocumentJson<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct DocumentJson<'a> {
    path: &'a str,
    language: &'a str,
    sentences: usize,
    read: usize,
    undecided: usize,
    undecided_at: Vec<UndecidedJson<'a>>,
    not_checked: NotChecked<'a>,
    failed: bool,
    verdicts: Vec<VerdictJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    notices: Vec<NoticeJson<'a>>,
}

#[derive(Serialize)]
struct UndecidedJson<'a> {
    code: &'a str,
    span: SpanJson,
}

/// What the verdicts say nothing about.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct NotChecked<'a> {
    /// Sentences that hold no name, date or word of the subject.
    without_anchor: usize,
    /// Sentences whose participants could not be resolved.
    undecided: usize,
    /// The language, where it is one that is not read.
    language: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct VerdictJson<'a> {
    claim: String,
    verdict: &'static str,
    findings: Vec<usize>,
    owed_at: Option<SpanJson>,
    fails: bool,
    excuse: Option<&'static str>,
    fingerprint: Option<String>,
    set_aside: Option<AsideJson<'a>>,
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
    rival: Option<&'a str>,
    judged_in: Option<SpanJson>,
    voice: VoiceJson<'a>,
    span: SpanJson,
    trigger: SpanJson,
    sentence: &'a str,
    reasons: Vec<ReasonJson<'a>>,
    citations: Vec<String>,
    fingerprint: &'a str,
    set_aside: Option<AsideJson<'a>>,
}

#[derive(Serialize)]
struct AsideJson<'a> {
    kind: &'static str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct NoticeJson<'a> {
    code: &'a str,
    level: &'static str,
    message: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct VoiceJson<'a> {
    kind: &'static str,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SpanJson {
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

impl<'o> Json<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self { out, documents: 0 }
    }
}

impl Printer for Json<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        writeln!(self.out, "{{\n  \"version\": {VERSION},")?;
        let program = serde_json::to_string(&program(run))?;
        writeln!(self.out, "  \"program\": {program},")?;
        write!(self.out, "  \"packs\": {}", indented(&packs(run))?)?;
        write!(self.out, ",\n  \"documents\": [")
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let comma = if self.documents == 0 { "" } else { "," };
        self.documents += 1;
        write!(self.out, "{comma}\n  {}", indented(&document(run, one))?)
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        let end = if self.documents == 0 { "" } else { "\n  " };
        let summary: BTreeMap<&str, usize> = (totals.verdicts.all())
            .map(|(verdict, count)| (verdict.name(), count.all))
            .collect();
        let aside: BTreeMap<&str, &BTreeMap<&str, usize>> = (totals.verdicts.all())
            .filter(|(_, count)| !count.aside.is_empty())
            .map(|(verdict, count)| (verdict.name(), &count.aside))
            .collect();
        let excused: BTreeMap<&str, BTreeMap<&str, usize>> = (totals.verdicts.all())
            .filter(|(_, count)| !count.excused.is_empty())
            .map(|(verdict, count)| {
                let excused = count.excused.iter();
                let excused = excused.map(|(excuse, count)| (excuse.name(), *count));
                (verdict.name(), excused.collect())
            })
            .collect();
        write!(self.out, "{end}],\n  \"summary\": {}", indented(&summary)?)?;
        write!(
            self.out,
            ",\n  \"summary-excused\": {}",
            indented(&excused)?
        )?;
        write!(
            self.out,
            ",\n  \"summary-set-aside\": {}",
            indented(&aside)?
        )?;
        write!(self.out, ",\n  \"set-aside\": {}", indented(&totals.aside)?)?;
        write!(
            self.out,
            ",\n  \"reports-not-checked\": {}",
            indented(&totals.reports)?
        )?;
        write!(
            self.out,
            ",\n  \"formats-not-read\": {}",
            indented(&totals.foreign_formats)?
        )?;
        write!(
            self.out,
            ",\n  \"not-read\": {}",
            indented(&totals.unreadable)?
        )?;
        writeln!(self.out, "\n}}")?;
        self.out.flush()
    }
}

impl Printer for Jsonl<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let line = Line {
            version: VERSION,
            program: program(run),
            packs: packs(run),
            document: document(run, one),
        };
        serde_json::to_writer(&mut self.out, &line)?;
        writeln!(self.out)
    }

    fn end(&mut self, _: &Run, _: &Totals) -> io::Result<()> {
        self.out.flush()
    }
}

pub fn record(
    run: &Run,
    id: &serde_json::Value,
    one: &DocumentReport,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = Record {
        version: VERSION,
        id,
        program: program(run),
        packs: packs(run),
        document: document(run, one),
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

pub fn failure(
    run: &Run,
    id: &serde_json::Value,
    message: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = serde_json::json!({
        "version": VERSION,
        "id": id,
        "program": program(run),
        "error": message,
    });
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

pub(super) fn program(run: &Run) -> String {
    format!("gainsay {}", run.version)
}

pub(super) fn packs<'a>(run: &Run<'a>) -> Vec<PackJson<'a>> {
    run.packs
        .iter()
        .map(|pack| PackJson {
            id: &pack.id,
            version: &pack.version,
            sha256: &pack.sha256,
        })
        .collect()
}

/// JSON as it stands two blanks deep in a larger object.
fn indented(value: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(value)?.replace('\n', "\n  "))
}

pub(super) fn document<'a>(run: &Run<'a>, one: &DocumentReport<'a>) -> DocumentJson<'a> {
    let (judgement, screening) = (one.judgement, one.screening);
    let language = one.document.language.as_str();
    DocumentJson {
        path: &one.document.path,
        language,
        sentences: judgement.sentences,
        read: judgement.read,
        undecided: judgement.undecided.len(),
        undecided_at: judgement
            .undecided
            .iter()
            .map(|found| UndecidedJson {
                code: &found.code,
                span: span(one, one.document.sentences[found.sentence].span),
            })
            .collect(),
        not_checked: NotChecked {
            without_anchor: judgement.sentences - judgement.read,
            undecided: judgement.undecided.len(),
            language: (language != "en").then_some(language),
        },
        failed: screening.failed(),
        verdicts: judgement
            .verdicts
            .iter()
            .enumerate()
            .map(|(at, found)| verdict(run, one, at, found))
            .collect(),
        findings: judgement
            .findings
            .iter()
            .enumerate()
            .map(|(at, found)| finding(run, one, at, found))
            .collect(),
        notices: screening.notices.iter().map(notice).collect(),
    }
}

fn verdict<'a>(
    run: &Run,
    one: &DocumentReport<'a>,
    at: usize,
    found: &ClaimVerdict,
) -> VerdictJson<'a> {
    let omits = found.verdict == Verdict::Omits;
    VerdictJson {
        claim: run.claim_id(found.pack, found.claim),
        verdict: found.verdict.name(),
        findings: found.findings.clone(),
        owed_at: found
            .owed_at
            .map(|at| span(one, one.document.sentences[at].span)),
        fails: one.screening.fails.get(at) == Some(&true),
        excuse: one.judgement.excuse(found).map(Excuse::name),
        fingerprint: omits.then(|| omission_fingerprint(run.packs, one.document, found)),
        set_aside: one.screening.verdicts.get(at).and_then(aside),
    }
}

fn aside(found: &Option<Aside>) -> Option<AsideJson<'_>> {
    let found = found.as_ref()?;
    let reason = match found {
        Aside::Suppressed { reason, .. } => Some(reason.as_str()),
        Aside::Baseline | Aside::Unchanged => None,
    };
    Some(AsideJson {
        kind: found.name(),
        reason,
    })
}

fn notice(found: &Diagnostic) -> NoticeJson<'_> {
    NoticeJson {
        code: found.code,
        level: found.severity.name(),
        message: &found.message,
        line: found.line,
        column: found.column,
    }
}

fn finding<'a>(
    run: &Run<'a>,
    one: &DocumentReport<'a>,
    at: usize,
    found: &'a Finding,
) -> FindingJson<'a> {
    let claim = run.claim(found.pack, found.claim);
    let records = &run.packs[found.pack].records;
    let text = &one.document.text;
    FindingJson {
        claim: run.claim_id(found.pack, found.claim),
        stance: found.stance.name(),
        points_to: found.points_to.map(|stance| stance.name()),
        code: &found.code,
        severity: found.severity.name(),
        confidence: match found.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        },
        debated: found.debated,
        superseded: found.superseded,
        rival: (found.rival.and_then(|at| claim.rivals.get(at)))
            .map(|rival| rival.statement.as_str()),
        judged_in: (found.judged_in).map(|at| span(one, one.document.sentences[at].span)),
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
        fingerprint: one
            .screening
            .fingerprints
            .get(at)
            .map_or("", String::as_str),
        set_aside: one.screening.findings.get(at).and_then(aside),
    }
}

pub(super) fn span(one: &DocumentReport, span: crate::span::Span) -> SpanJson {
    let (start, end) = one.document.positions(span);
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
