//! The report for people: the worst first, each finding with the words, the record and where it lies.

use super::layout::{cells, pad, underline, wrap};
use super::{DocumentReport, Report, Style, citation, escape, wording};
use crate::judge::model::{ClaimVerdict, Confidence, Finding, Stance, Verdict};
use crate::span::Span;
use colored::{Color, Colorize};
use std::io::{self, Write};

/// Cells of context kept on each side of the words that matter.
const CONTEXT: usize = 110;

pub fn render(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { report, style };
    page.header(out)?;
    for one in &report.documents {
        page.document(one, out)?;
    }
    page.totals(out)
}

struct Page<'a> {
    report: &'a Report<'a>,
    style: &'a Style,
}

impl Page<'_> {
    fn paint(&self, text: &str, color: Color) -> String {
        if self.style.color {
            text.color(color).bold().to_string()
        } else {
            text.to_owned()
        }
    }

    fn dim(&self, text: &str) -> String {
        if self.style.color {
            text.dimmed().to_string()
        } else {
            text.to_owned()
        }
    }

    fn header(&self, out: &mut dyn Write) -> io::Result<()> {
        let packs: Vec<String> = self
            .report
            .packs
            .iter()
            .map(|pack| {
                format!(
                    "{} {} ({})",
                    pack.id,
                    pack.version,
                    pack.sha256.get(..12).unwrap_or(&pack.sha256)
                )
            })
            .collect();
        let line = format!("gainsay {}, pack {}", self.report.version, packs.join(", "));
        writeln!(out, "{}", self.dim(&line))
    }

    fn document(&self, one: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let mut shown: Vec<&Finding> = one
            .judgement
            .findings
            .iter()
            .filter(|finding| match finding.stance {
                Stance::Contradicts | Stance::Partial | Stance::Reports => true,
                Stance::Agrees => self.style.verbose,
                Stance::Mentions => false,
            })
            .filter(|finding| self.style.verbose || self.tells(one, finding))
            .collect();
        shown.sort_by_key(|finding| rank(finding));
        for finding in shown {
            self.finding(one, finding, out)?;
        }
        self.omissions(one, out)?;
        self.table(one, out)?;
        self.unchecked(one, out)
    }

    /// A partial statement of a claim that the text states in full elsewhere tells nothing.
    fn tells(&self, one: &DocumentReport, finding: &Finding) -> bool {
        let verdict = one
            .judgement
            .verdicts
            .iter()
            .find(|verdict| (verdict.pack, verdict.claim) == (finding.pack, finding.claim));
        match finding.stance {
            Stance::Partial => verdict.is_some_and(|v| v.verdict == Verdict::Partial),
            Stance::Reports => verdict.is_some_and(|v| v.verdict == Verdict::Reports),
            _ => true,
        }
    }

    fn finding(
        &self,
        one: &DocumentReport,
        finding: &Finding,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (document, width) = (one.document, self.style.width);
        let claim = self.report.claim(finding.pack, finding.claim);
        let place = document.position(finding.trigger.start);
        let verdict = as_verdict(finding.stance);
        let tone = if finding.debated || finding.superseded {
            "note"
        } else {
            verdict.name()
        };
        let label = format!("{} {tone}[{}]", wording::glyph(verdict), claim.id);
        writeln!(out)?;
        writeln!(out, "{}", self.paint(&label, color(verdict, finding)))?;
        let doubt = match finding.confidence {
            Confidence::Low => " (low confidence)",
            _ => "",
        };
        for line in wrap(
            &format!("{}{doubt}", wording::title(finding)),
            width,
            "  ",
            "  ",
        ) {
            writeln!(out, "{line}")?;
        }
        let at = format!(
            "  --> {}:{}:{}",
            escape(&document.path),
            place.line,
            place.column
        );
        writeln!(out, "{}", self.dim(&at))?;
        for (words, marks) in self.passage(one, finding) {
            writeln!(out, "  + {words}")?;
            if !marks.is_empty() {
                writeln!(out, "    {}", self.paint(&marks, color(verdict, finding)))?;
            }
        }
        for line in wrap(&claim.statement, width, "  - ", "    ") {
            writeln!(out, "{line}")?;
        }
        for reason in finding.reasons.iter().filter_map(wording::reason) {
            for line in wrap(&escape(&reason), width, "  = ", "    ") {
                writeln!(out, "{line}")?;
            }
        }
        self.evidence(finding, out)
    }

    /// The record: what the decisive document says, and where it lies.
    fn evidence(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let claim = self.report.claim(finding.pack, finding.claim);
        let pack = &self.report.packs[finding.pack];
        if finding.stance == Stance::Contradicts {
            let known = claim
                .evidence
                .iter()
                .find_map(|evidence| Some((evidence, pack.records.get(&evidence.record)?)));
            if let Some((evidence, record)) = known {
                for line in wrap(&evidence.records, self.style.width, "  record: ", "    ") {
                    writeln!(out, "{line}")?;
                }
                for line in wrap(
                    &citation(record, evidence),
                    self.style.width,
                    "    ",
                    "    ",
                ) {
                    writeln!(out, "{}", self.dim(&line))?;
                }
            }
            if finding.debated {
                for side in &claim.sides {
                    for line in wrap(side, self.style.width, "  side: ", "    ") {
                        writeln!(out, "{line}")?;
                    }
                }
            }
            let help = format!("  help: gainsay explain {}", claim.id);
            writeln!(out, "{}", self.dim(&help))?;
        }
        Ok(())
    }

    /// The sentence, cut to what surrounds the words that matter, with these underlined.
    fn passage(&self, one: &DocumentReport, finding: &Finding) -> Vec<(String, String)> {
        let document = one.document;
        let sentence = document.sentences[finding.sentence].span;
        let mut spans: Vec<Span> = vec![finding.trigger];
        spans.extend(finding.reasons.iter().filter_map(|reason| reason.words));
        spans.retain(|span| sentence.contains(*span));
        let (first, last) = spans
            .iter()
            .fold((finding.trigger.start, finding.trigger.end), |(a, b), s| {
                (a.min(s.start), b.max(s.end))
            });
        let text = &document.text;
        let start = back_to_word(text, sentence.start, first.saturating_sub(CONTEXT));
        let end = on_to_word(text, sentence.end, last + CONTEXT);
        let mut shown = String::new();
        if start > sentence.start {
            shown.push_str("… ");
        }
        let mut marked = Vec::new();
        let mut at = start;
        spans.sort();
        for span in spans {
            if span.start < at {
                continue;
            }
            push(&mut shown, text.get(at..span.start).unwrap_or_default());
            let from = shown.len();
            push(&mut shown, text.get(span.range()).unwrap_or_default());
            let from = from + shown[from..].len() - shown[from..].trim_start().len();
            marked.push(from..shown.len());
            at = span.end;
        }
        push(&mut shown, text.get(at..end).unwrap_or_default());
        if end < sentence.end {
            shown.push_str(" …");
        }
        underline(&shown, &marked, self.style.width.saturating_sub(4))
    }

    fn omissions(&self, one: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let omitted: Vec<&ClaimVerdict> = one
            .judgement
            .verdicts
            .iter()
            .filter(|v| v.verdict == Verdict::Omits)
            .collect();
        if omitted.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let label = format!(
            "{} omits, where the text treats the topic",
            wording::glyph(Verdict::Omits)
        );
        writeln!(out, "{}", self.paint(&label, Color::Blue))?;
        for verdict in omitted {
            let claim = self.report.claim(verdict.pack, verdict.claim);
            let place = verdict.owed_at.map_or_else(String::new, |at| {
                let start = one.document.sentences[at].span.start;
                format!("line {}: ", one.document.position(start).line)
            });
            let text = format!("{place}{} [{}]", claim.statement, claim.id);
            for line in wrap(&text, self.style.width, "  - ", "    ") {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn table(&self, one: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let due: Vec<&ClaimVerdict> = one
            .judgement
            .verdicts
            .iter()
            .filter(|v| v.verdict != Verdict::NotDue)
            .collect();
        writeln!(out)?;
        writeln!(out, "{}", escape(&one.document.path))?;
        if due.is_empty() {
            writeln!(
                out,
                "  none of the claims is due: the text does not treat their topics"
            )?;
            return Ok(());
        }
        let mut rows: Vec<(usize, &ClaimVerdict)> = due
            .into_iter()
            .map(|v| {
                (
                    Verdict::ALL
                        .iter()
                        .position(|known| *known == v.verdict)
                        .unwrap_or(0),
                    v,
                )
            })
            .collect();
        rows.sort_by_key(|(rank, _)| *rank);
        let ids = |v: &ClaimVerdict| self.report.claim(v.pack, v.claim).id.clone();
        let widest = rows.iter().map(|(_, v)| cells(&ids(v))).max().unwrap_or(0);
        for (_, verdict) in rows {
            let lines = self.lines(one, verdict);
            let word = format!(
                "{} {}",
                wording::glyph(verdict.verdict),
                verdict.verdict.name()
            );
            let word = self.paint(&pad(&word, 14), verdict_color(verdict.verdict));
            writeln!(out, "  {word}{}  {lines}", pad(&ids(verdict), widest))?;
        }
        Ok(())
    }

    /// The lines of the findings that made a verdict, at most three.
    fn lines(&self, one: &DocumentReport, verdict: &ClaimVerdict) -> String {
        let mut lines: Vec<usize> = verdict
            .findings
            .iter()
            .map(|&at| &one.judgement.findings[at])
            .filter(|finding| made(verdict.verdict, finding.stance))
            .map(|finding| one.document.position(finding.trigger.start).line)
            .collect();
        lines.dedup();
        let more = if lines.len() > 3 { ", …" } else { "" };
        let shown: Vec<String> = lines.iter().take(3).map(usize::to_string).collect();
        if shown.is_empty() {
            String::new()
        } else {
            format!("line {}{more}", shown.join(", "))
        }
    }

    fn unchecked(&self, one: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let judgement = one.judgement;
        if one.document.language != "en" {
            let language = &one.document.language;
            return writeln!(
                out,
                "  not checked: the text is in `{language}`; only English is read so far"
            );
        }
        let skipped = judgement.sentences - judgement.read;
        let line = format!(
            "  read {} of {} sentences; {skipped} are not about the subject",
            judgement.read, judgement.sentences
        );
        writeln!(out, "{}", self.dim(&line))?;
        if judgement.undecided.is_empty() {
            return Ok(());
        }
        let line = format!("  undecided: {}", judgement.undecided.len());
        writeln!(out, "{}", self.dim(&line))?;
        for one_left in judgement.undecided.iter().take(5) {
            let start = one.document.sentences[one_left.sentence].span.start;
            let line = one.document.position(start).line;
            let text = format!("line {line}: {}", wording::undecided(&one_left.code));
            for line in wrap(&text, self.style.width, "    ", "    ") {
                writeln!(out, "{}", self.dim(&line))?;
            }
        }
        if judgement.undecided.len() > 5 {
            let more = format!(
                "    and {} more (all of them with --format json)",
                judgement.undecided.len() - 5
            );
            writeln!(out, "{}", self.dim(&more))?;
        }
        Ok(())
    }

    fn totals(&self, out: &mut dyn Write) -> io::Result<()> {
        let totals = self.report.totals();
        let counted: Vec<String> = Verdict::ALL
            .iter()
            .zip(totals)
            .filter(|(_, count)| *count > 0)
            .map(|(verdict, count)| format!("{count} {}", verdict.name()))
            .collect();
        let all: usize = totals.iter().sum();
        writeln!(out)?;
        let documents = self.report.documents.len();
        let texts = if documents == 1 {
            String::new()
        } else {
            format!(" over {documents} texts")
        };
        let line = format!("{all} claims{texts}: {}", counted.join(", "));
        for line in wrap(&line, self.style.width, "", "  ") {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

fn rank(finding: &Finding) -> (u8, usize) {
    let stance = match finding.stance {
        Stance::Contradicts if finding.debated || finding.superseded => 1,
        Stance::Contradicts => 0,
        Stance::Partial => 2,
        Stance::Reports => 3,
        Stance::Agrees => 4,
        Stance::Mentions => 5,
    };
    (stance, finding.trigger.start)
}

/// Whether findings of that stance make that verdict.
fn made(verdict: Verdict, stance: Stance) -> bool {
    match verdict {
        Verdict::Mixed => matches!(stance, Stance::Contradicts | Stance::Agrees),
        other => as_verdict(stance) == other && stance != Stance::Mentions,
    }
}

fn as_verdict(stance: Stance) -> Verdict {
    match stance {
        Stance::Contradicts => Verdict::Contradicts,
        Stance::Agrees => Verdict::Agrees,
        Stance::Partial | Stance::Mentions => Verdict::Partial,
        Stance::Reports => Verdict::Reports,
    }
}

fn color(verdict: Verdict, finding: &Finding) -> Color {
    if finding.debated || finding.superseded {
        Color::Yellow
    } else {
        verdict_color(verdict)
    }
}

fn verdict_color(verdict: Verdict) -> Color {
    match verdict {
        Verdict::Contradicts | Verdict::Mixed => Color::Red,
        Verdict::Partial => Color::Yellow,
        Verdict::Omits => Color::Blue,
        Verdict::Reports => Color::Magenta,
        Verdict::Agrees => Color::Green,
        Verdict::NotDue => Color::White,
    }
}

/// Adds escaped text, keeping one blank where the text has white space at a seam.
fn push(shown: &mut String, text: &str) {
    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    if blank(text.chars().next()) && !shown.is_empty() && !shown.ends_with(' ') {
        shown.push(' ');
    }
    shown.push_str(&escape(text));
    if blank(text.chars().next_back()) && !shown.ends_with(' ') {
        shown.push(' ');
    }
}

fn back_to_word(text: &str, least: usize, mut at: usize) -> usize {
    while at > least && !(text.is_char_boundary(at) && text[..at].ends_with(char::is_whitespace)) {
        at -= 1;
    }
    at.max(least)
}

fn on_to_word(text: &str, most: usize, mut at: usize) -> usize {
    while at < most && !(text.is_char_boundary(at) && text[at..].starts_with(char::is_whitespace)) {
        at += 1;
    }
    at.min(most)
}
