//! SARIF 2.1.0, for code scanning: one rule a claim, a fingerprint that survives edits elsewhere, suppressions marked.

use super::item::{Grade, Item, items};
use super::{DocumentReport, Printer, Run, Totals, citation};
use crate::gate::Aside;
use crate::judge::model::{Excuse, Verdict};
use crate::pack::Level;
use crate::pack::model::{Claim, Pack, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

pub struct Sarif<'o> {
    out: Box<dyn Write + 'o>,
    results: usize,
    /// Problems with suppressions, which belong to the invocation and so come after the results.
    notices: Vec<Value>,
}

impl<'o> Sarif<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self {
            out,
            results: 0,
            notices: Vec::new(),
        }
    }
}

impl Printer for Sarif<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        let rules: Vec<Value> = run
            .packs
            .iter()
            .flat_map(|pack| pack.claims.iter().map(move |claim| rule(pack, claim)))
            .collect();
        let packs: Vec<Value> = run
            .packs
            .iter()
            .map(|pack| json!({"name": pack.id, "fullName": pack.title, "version": pack.version, "properties": {"sha256": pack.sha256}}))
            .collect();
        let tool = json!({
            "driver": {"name": "gainsay", "version": run.version, "semanticVersion": run.version, "rules": rules},
            "extensions": packs,
        });
        write!(
            self.out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let mut met: BTreeMap<String, usize> = BTreeMap::new();
        for item in items(run, one) {
            let hidden = item.aside == Some(&Aside::Unchanged);
            if item.kind == Verdict::Agrees || !item.tells || hidden {
                continue;
            }
            let comma = if self.results == 0 { "" } else { "," };
            self.results += 1;
            let times = met.entry(item.fingerprint.clone()).or_default();
            *times += 1;
            write!(self.out, "{comma}\n{}", result(run, one, &item, *times))?;
        }
        for notice in &one.screening.notices {
            let level = match notice.severity {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            self.notices.push(json!({
                "level": level,
                "descriptor": {"id": notice.code},
                "message": {"text": notice.message},
                "locations": [{"physicalLocation": {
                    "artifactLocation": artifact(&one.document.path),
                    "region": {"startLine": notice.line, "startColumn": notice.column},
                }}],
            }));
        }
        Ok(())
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        self.notices.extend(totals.unreadable.iter().map(|one| {
            json!({
                "level": "error",
                "descriptor": {"id": "not-read"},
                "message": {"text": one.to_string()},
                "locations": [{"physicalLocation": {"artifactLocation": artifact(&one.path)}}],
            })
        }));
        let invocation = json!({
            "executionSuccessful": totals.unreadable.is_empty(),
            "toolExecutionNotifications": self.notices,
        });
        let unchecked = json!({
            "sentences": totals.sentences,
            "withoutAnchor": totals.sentences - totals.read,
            "undecided": totals.undecided,
            "languagesNotRead": totals.foreign,
            "reports": totals.reports,
            "formatsNotRead": totals.foreign_formats,
        });
        writeln!(
            self.out,
            "\n],\"invocations\":[{invocation}],\"properties\":{{\"notChecked\":{unchecked}}}}}]}}"
        )?;
        self.out.flush()
    }
}

fn rule(pack: &Pack, claim: &Claim) -> Value {
    let mut tags: Vec<String> = vec![pack.id.clone(), claim.standing.name().into()];
    tags.extend(claim.topic.map(|topic| pack.topics[topic].id.clone()));
    let level = match claim.severity {
        Severity::Major => "error",
        Severity::Minor => "warning",
    };
    let citations: Vec<String> = claim
        .evidence
        .iter()
        .filter_map(|evidence| {
            let cited = citation(pack.records.get(&evidence.record)?, evidence);
            Some(format!("{} {cited}", evidence.records))
        })
        .collect();
    let text = format!(
        "{} Run `gainsay explain {}` for the evidence, the rival accounts and common errors.",
        claim.statement, claim.id
    );
    let listed: String = citations
        .iter()
        .map(|line| format!("- {}\n", super::markdown::escaped(line)))
        .collect();
    let markdown = format!(
        "**{}**\n\n{listed}\n`gainsay explain {}` shows rival accounts and common errors.",
        super::markdown::escaped(&claim.statement),
        claim.id
    );
    json!({
        "id": format!("{}/{}", pack.id, claim.id),
        "shortDescription": {"text": claim.statement},
        "fullDescription": {"text": format!("{} ({})", claim.statement, claim.standing.name())},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags, "problem.severity": level, "precision": "high"},
    })
}

/// One result; a sentence may stand in a document several `times`.
fn result(run: &Run, one: &DocumentReport, item: &Item, times: usize) -> Value {
    let level = match item.grade() {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Note => "note",
    };
    let mut properties = json!({"verdict": item.kind.name(), "code": item.code()});
    if let Some(finding) = item.finding {
        properties["excuse"] = json!(finding.excuse().map(Excuse::name));
        properties["citations"] = item
            .claim
            .evidence
            .iter()
            .filter_map(|evidence| {
                let records = &run.packs[finding.pack].records;
                Some(citation(records.get(&evidence.record)?, evidence))
            })
            .collect();
    }
    let mut result = json!({
        "ruleId": item.id,
        "ruleIndex": rule_index(run, item),
        "level": level,
        "message": {"text": format!("{}: {}", item.word(), item.message())},
        "locations": [location(one, item)],
        // The second name is the one by which GitHub knows an alert again.
        "partialFingerprints": {
            "gainsay/v1": item.fingerprint,
            "primaryLocationLineHash": format!("{}:{times}", item.fingerprint),
        },
        "properties": properties,
    });
    match item.aside {
        Some(Aside::Suppressed { reason, external }) => {
            let kind = if *external { "external" } else { "inSource" };
            result["suppressions"] = json!([{"kind": kind, "justification": reason}]);
        }
        // An empty list says that suppressions were looked for.
        _ => result["suppressions"] = json!([]),
    }
    if run.baseline {
        let known = item.aside == Some(&Aside::Baseline);
        result["baselineState"] = json!(if known { "unchanged" } else { "new" });
    }
    result
}

fn rule_index(run: &Run, item: &Item) -> usize {
    run.packs
        .iter()
        .flat_map(|pack| pack.claims.iter().map(move |claim| (pack, claim)))
        .position(|(pack, claim)| pack.id == item.pack.id && claim.id == item.claim.id)
        .unwrap_or(0)
}

/// The sentence; for an omission the one where the claim was owed, or the first line.
fn location(one: &DocumentReport, item: &Item) -> Value {
    let span = item.span(one);
    let (start, end) = one.document.positions(span);
    let region = if span.is_empty() {
        json!({"startLine": 1})
    } else {
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "snippet": {"text": one.document.text.get(span.range()).unwrap_or_default()},
        })
    };
    json!({"physicalLocation": {"artifactLocation": artifact(&one.document.path), "region": region}})
}

/// A path as a URI reference; relative ones are below the root of the repository.
fn artifact(path: &str) -> Value {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    if path.starts_with('/') {
        json!({"uri": uri})
    } else {
        json!({"uri": uri, "uriBaseId": "%SRCROOT%"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(artifact("./a b/ü.md")["uri"], "a%20b/%C3%BC.md");
        assert_eq!(artifact("/tmp/x.md")["uri"], "file:///tmp/x.md");
    }
}
