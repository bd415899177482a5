//! A line a finding: `path:line:column: verdict[claim] message`.

use super::{DocumentReport, Report, escape, wording};
use crate::judge::model::{Stance, Verdict};
use std::io::{self, Write};

pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for one in &report.documents {
        document(report, one, out)?;
    }
    Ok(())
}

fn document(report: &Report, one: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
    let path = escape(&one.document.path);
    for finding in one
        .judgement
        .findings
        .iter()
        .filter(|f| f.stance != Stance::Mentions)
    {
        let place = one.document.position(finding.trigger.start);
        let claim = report.claim(finding.pack, finding.claim);
        let mut message = wording::title(finding);
        for reason in finding.reasons.iter().filter_map(wording::reason).take(2) {
            message.push_str(&format!("; {}", escape(&reason)));
        }
        let (line, column, stance) = (place.line, place.column, finding.stance.name());
        writeln!(
            out,
            "{path}:{line}:{column}: {stance}[{}] {message}",
            claim.id
        )?;
    }
    for verdict in one
        .judgement
        .verdicts
        .iter()
        .filter(|v| v.verdict == Verdict::Omits)
    {
        let claim = report.claim(verdict.pack, verdict.claim);
        let start = verdict
            .owed_at
            .map_or(0, |at| one.document.sentences[at].span.start);
        let place = one.document.position(start);
        let (line, column) = (place.line, place.column);
        writeln!(
            out,
            "{path}:{line}:{column}: omits[{}] {}",
            claim.id, claim.statement
        )?;
    }
    Ok(())
}
