//! The report for people: each sentence once, the worst first, with the words, what the record says and where it lies.

use super::citation::short;
use super::item::{Item, items};
use super::layout::{cells, pad, wrap};
use super::passage::passage;
use super::{DocumentReport, Printer, Run, Style, Totals, escape, wording};
use crate::judge::model::{Confidence, Finding, Verdict};
use colored::{Color, Colorize};
use std::io::{self, Write};

/// Undecided sentences that are listed; the others are counted.
const UNDECIDED: usize = 3;

pub struct Full<'o> {
    style: Style,
    out: Box<dyn Write + 'o>,
    /// Documents in which no claim is due.
    silent: usize,
}

impl<'o> Full<'o> {
    pub fn new(style: Style, out: Box<dyn Write + 'o>) -> Self {
        Self {
            style,
            out,
            silent: 0,
        }
    }
}

impl Printer for Full<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        let line = self.dim(&wording::made_with(run));
        writeln!(self.out, "{line}")
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let mut all = items(run, one);
        let verbose = self.style.verbose;
        all.retain(|item| verbose || (item.tells && item.counts() && item.kind != Verdict::Agrees));
        let due = one
            .judgement
            .verdicts
            .iter()
            .any(|verdict| verdict.verdict != Verdict::NotDue);
        let foreign = one.document.language != "en";
        if !due && !foreign && all.is_empty() {
            self.silent += 1;
            return Ok(());
        }
        let tally = wording::tally(one);
        let path = self.strong(&escape(&one.document.path));
        writeln!(self.out, "\n{path}")?;
        self.lines(&wording::counts(&tally), "", "  ")?;
        for group in groups(&all) {
            writeln!(self.out)?;
            self.group(one, &group)?;
        }
        self.claims(run, one)?;
        self.unchecked(one)
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        writeln!(self.out)?;
        if self.silent > 0 {
            let texts = wording::number(self.silent, "text", "texts");
            let line =
                format!("None of the claims is due in {texts}: their topics are not treated.");
            self.lines(&line, "", "")?;
        }
        if totals.documents > 1 {
            self.lines(&wording::counts(&totals.verdicts), "", "  ")?;
            let skipped = totals.sentences - totals.read;
            let line = format!(
                "Not checked: {skipped} of {} without any name, date or word of the subject, {} undecided.",
                wording::number(totals.sentences, "sentence", "sentences"),
                totals.undecided
            );
            self.lines(&line, "", "  ")?;
        }
        self.lines(&wording::summary(totals), "", "  ")?;
        self.out.flush()
    }
}

impl Full<'_> {
    fn paint(&self, text: &str, color: Color) -> String {
        if self.style.color {
            text.color(color).bold().to_string()
        } else {
            text.to_owned()
        }
    }

    fn strong(&self, text: &str) -> String {
        if self.style.color {
            text.bold().to_string()
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

    fn lines(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        for line in wrap(text, self.style.width, first, rest) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// One sentence, and all that was found in it.
    fn group(&mut self, one: &DocumentReport, group: &[&Item]) -> io::Result<()> {
        let findings: Vec<&Finding> = group.iter().filter_map(|item| item.finding).collect();
        if let (Some(worst), Some(first)) = (group.first(), findings.first()) {
            let place = one.document.position(first.trigger.start);
            let path = escape(&one.document.path);
            let at = format!("  --> {path}:{}:{}", place.line, place.column);
            writeln!(self.out, "{}", self.dim(&at))?;
            let words = passage(one, first.sentence, &findings, false);
            for (line, marks) in words.lines(self.style.width.saturating_sub(4)) {
                writeln!(self.out, "  + {line}")?;
                if !marks.is_empty() {
                    writeln!(self.out, "    {}", self.paint(&marks, color(worst)))?;
                }
            }
        }
        for item in group {
            self.item(one, item)?;
        }
        Ok(())
    }

    fn item(&mut self, one: &DocumentReport, item: &Item) -> io::Result<()> {
        let tone = if item.is_note() {
            "note"
        } else {
            item.kind.name()
        };
        let label = format!("{} {tone}[{}]", wording::glyph(item.kind), item.claim.id);
        let mut title = match (item.finding, item.sentence) {
            (None, Some(_)) => {
                let line = one.document.position(item.start(one)).line;
                format!("{}, line {line}", wording::OMISSION)
            }
            (Some(finding), _) => wording::remark(finding),
            _ => item.title(),
        };
        if item
            .finding
            .is_some_and(|found| found.confidence == Confidence::Low)
        {
            title.push_str(" (low confidence)");
        }
        if let Some(aside) = item.aside {
            title.push_str(&format!(" ({})", wording::aside(aside)));
        }
        self.titled(&label, &escape(&title), color(item))?;
        if !matches!(item.kind, Verdict::Reports | Verdict::Agrees) {
            self.lines(&item.claim.statement, "  - ", "    ")?;
        }
        let reasons = item.finding.map_or(&[][..], |finding| &finding.reasons);
        if item.kind != Verdict::Reports {
            for reason in reasons.iter().filter_map(wording::reason) {
                self.lines(&escape(&reason), "  = ", "    ")?;
            }
        }
        if item.kind == Verdict::Contradicts {
            self.record(item)?;
        }
        Ok(())
    }

    /// The label in its colour with the title after it, or below it where both do not fit a line.
    fn titled(&mut self, label: &str, title: &str, color: Color) -> io::Result<()> {
        let painted = self.paint(label, color);
        if cells(label) + 1 + cells(title) <= self.style.width {
            return writeln!(self.out, "{painted} {title}");
        }
        writeln!(self.out, "{painted}")?;
        self.lines(title, "  ", "  ")
    }

    /// What the first document records, where it lies, and how many more there are.
    fn record(&mut self, item: &Item) -> io::Result<()> {
        let known = item
            .claim
            .evidence
            .iter()
            .find_map(|evidence| Some((evidence, item.pack.records.get(&evidence.record)?)));
        if let Some((evidence, record)) = known {
            self.lines(&evidence.records, "  record: ", "    ")?;
            let mut note = short(record);
            let more = item.claim.evidence.len() - 1;
            if more > 0 {
                note.push_str(&format!(", and {more} more"));
            }
            let address = record.address.as_deref().map(escape);
            for line in wrap(&note, self.style.width, "    ", "    ") {
                let shown = match &address {
                    Some(address) if self.style.links => {
                        let words = line.trim_start();
                        format!("    {}", link(&self.dim(words), address))
                    }
                    _ => self.dim(&line),
                };
                writeln!(self.out, "{shown}")?;
            }
            if let Some(address) = address.filter(|_| !self.style.links) {
                writeln!(self.out, "    {}", self.dim(&address))?;
            }
        }
        if item.is_note() {
            for side in &item.claim.sides {
                self.lines(side, "  side: ", "    ")?;
            }
        }
        let help = format!("  help: gainsay explain {}", item.claim.id);
        writeln!(self.out, "{}", self.dim(&help))
    }

    /// The claims by verdict, with the lines of the findings that made it.
    fn claims(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let all = items(run, one);
        writeln!(self.out)?;
        for verdict in Verdict::ALL.into_iter().filter(|v| *v != Verdict::NotDue) {
            let told: Vec<String> = one
                .judgement
                .verdicts
                .iter()
                .filter(|found| found.verdict == verdict)
                .map(|found| {
                    let id = run.claim_id(found.pack, found.claim);
                    let own = all.iter().filter(|item| item.id == id && item.tells);
                    let mut lines: Vec<usize> = own
                        .filter(|item| item.finding.is_some())
                        .map(|item| one.document.position(item.start(one)).line)
                        .collect();
                    lines.dedup();
                    format!("{}{}", run.claim(found.pack, found.claim).id, at(&lines))
                })
                .collect();
            if told.is_empty() {
                continue;
            }
            let label = format!("{} {}", wording::glyph(verdict), verdict.name());
            let blank = " ".repeat(16);
            let lines = wrap(&told.join(", "), self.style.width, &blank, &blank);
            for (index, line) in lines.iter().enumerate() {
                let head = if index == 0 { label.as_str() } else { "" };
                let head = self.paint(&pad(head, 14), verdict_color(verdict));
                // The blanks that kept a claim beside its lines have done their work.
                let line = line.trim_start().replace('\u{a0}', " ");
                writeln!(self.out, "  {head}{line}")?;
            }
        }
        Ok(())
    }

    fn unchecked(&mut self, one: &DocumentReport) -> io::Result<()> {
        let line = format!("not checked: {}", wording::not_checked(one));
        self.lines(&line, "  ", "  ")?;
        let undecided = &one.judgement.undecided;
        let shown = if self.style.verbose {
            undecided.len()
        } else {
            UNDECIDED
        };
        for left in undecided.iter().take(shown) {
            let start = one.document.sentences[left.sentence].span.start;
            let line = one.document.position(start).line;
            let text = format!("line {line}: {}", wording::undecided(&left.code));
            self.lines(&text, "    ", "    ")?;
        }
        if undecided.len() > shown {
            let more = format!("    and {} more (all with -v)", undecided.len() - shown);
            writeln!(self.out, "{}", self.dim(&more))?;
        }
        Ok(())
    }
}

/// Items by sentence, the group with the worst item first; what was left out comes one by one, in its rank.
fn groups<'i, 'a>(items: &'i [Item<'a>]) -> Vec<Vec<&'i Item<'a>>> {
    let mut groups: Vec<Vec<&Item>> = Vec::new();
    for item in items {
        let same = groups.iter_mut().find(|group| {
            item.finding.is_some()
                && group
                    .first()
                    .is_some_and(|first| first.finding.is_some() && first.sentence == item.sentence)
        });
        match same {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|item| item.rank());
    }
    groups.sort_by_key(|group| group.first().map(|item| item.rank()));
    groups
}

/// ` (4, 17, …)`: at most three lines.
fn at(lines: &[usize]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = lines.iter().take(3).map(usize::to_string).collect();
    let more = if lines.len() > 3 { ", …" } else { "" };
    // A list of lines must not be torn apart where the line is broken.
    format!("\u{a0}({}{more})", shown.join(",\u{a0}"))
}

/// Words that a terminal opens at an address.
fn link(words: &str, address: &str) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\")
}

fn color(item: &Item) -> Color {
    if item.is_note() {
        Color::Yellow
    } else {
        verdict_color(item.kind)
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
