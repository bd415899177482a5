//! The report for people: each sentence once, the worst first, with the words, what the record says and where it lies.

use super::item::{Item, items};
use super::layout::{pad, wrap};
use super::passage::passage;
use super::pen::{Pen, verdict_color};
use super::totals::Tally;
use super::{DocumentReport, Printer, Run, Style, Totals, escape, own, wording};
use crate::gate::Aside;
use crate::judge::model::{Confidence, Excuse, Finding, Verdict};
use colored::Color;
use std::io::{self, Write};

/// Undecided sentences that are listed; the others are counted.
const UNDECIDED: usize = 3;

pub struct Full<'o> {
    pen: Pen<'o>,
    /// Documents in which no claim is due.
    silent: usize,
}

impl<'o> Full<'o> {
    pub fn new(style: Style, out: Box<dyn Write + 'o>) -> Self {
        Self {
            pen: Pen { style, out },
            silent: 0,
        }
    }
}

impl Printer for Full<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        self.pen.made_with(run)
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let mut all = items(run, one);
        let verbose = self.pen.style.verbose;
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
        let path = self.pen.strong(&escape(&one.document.path));
        writeln!(self.pen.out, "\n{path}")?;
        self.pen
            .lines(&wording::counts(&Tally::of(one)), "", "  ")?;
        for group in groups(&all) {
            writeln!(self.pen.out)?;
            self.group(one, &group)?;
        }
        self.claims(run, one)?;
        self.unchecked(one)
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        writeln!(self.pen.out)?;
        if self.silent > 0 {
            let texts = wording::number(self.silent, "text", "texts");
            let line =
                format!("None of the claims is due in {texts}: their topics are not treated.");
            self.pen.lines(&line, "", "")?;
        }
        if totals.documents > 1 {
            self.pen
                .lines(&wording::counts(&totals.verdicts), "", "  ")?;
            let skipped = totals.sentences - totals.read;
            let line = format!(
                "Not checked: {skipped} of {} without any name, date or word of the subject, {} undecided.",
                wording::number(totals.sentences, "sentence", "sentences"),
                totals.undecided
            );
            self.pen.lines(&line, "", "  ")?;
        }
        self.pen.lines(&own::summary(totals), "", "  ")?;
        self.pen.out.flush()
    }
}

impl Full<'_> {
    /// One sentence, and all that was found in it.
    fn group(&mut self, one: &DocumentReport, group: &[&Item]) -> io::Result<()> {
        let findings: Vec<&Finding> = group.iter().filter_map(|item| item.finding).collect();
        if let (Some(worst), Some(first)) = (group.first(), findings.first()) {
            let place = one.document.position(first.trigger.start);
            let path = escape(&one.document.path);
            let at = format!("  --> {path}:{}:{}", place.line, place.column);
            writeln!(self.pen.out, "{}", self.pen.dim(&at))?;
            let words = passage(one, first.sentence, &findings, false);
            for (line, marks) in words.lines(self.pen.style.width.saturating_sub(4)) {
                writeln!(self.pen.out, "  + {line}")?;
                if !marks.is_empty() {
                    writeln!(self.pen.out, "    {}", self.pen.paint(&marks, color(worst)))?;
                }
            }
        }
        for item in group {
            self.item(one, item)?;
        }
        Ok(())
    }

    fn item(&mut self, one: &DocumentReport, item: &Item) -> io::Result<()> {
        let label = format!(
            "{} {}[{}]",
            wording::glyph(item.kind),
            item.word(),
            item.claim.id
        );
        let mut title = match (item.finding, item.sentence) {
            (None, Some(_)) => {
                let line = one.document.position(item.start(one)).line;
                format!("{}, line {line}", wording::OMISSION)
            }
            _ => item.remark(),
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
        self.pen.titled(&label, &escape(&title), color(item))?;
        if !matches!(item.kind, Verdict::Reports | Verdict::Agrees) {
            self.pen.lines(&item.claim.statement, "  - ", "    ")?;
        }
        if let Some(finding) = item.finding.filter(|_| item.kind != Verdict::Reports) {
            let reasons = wording::reasons(finding, item.claim).into_iter();
            for reason in reasons.chain(wording::judged(finding, one.document)) {
                self.pen.lines(&escape(&reason), "  = ", "    ")?;
            }
        }
        if item.kind == Verdict::Contradicts {
            self.record(item)?;
        }
        Ok(())
    }

    /// What the first document records, where it lies, how many more there are, and who differs.
    fn record(&mut self, item: &Item) -> io::Result<()> {
        self.pen.record(item.pack, item.claim)?;
        if item.is_note() {
            for side in &item.claim.sides {
                self.pen.lines(side, "  side: ", "    ")?;
            }
        }
        let help = format!("  help: gainsay explain {}", item.claim.id);
        let help = self.pen.dim(&help);
        writeln!(self.pen.out, "{help}")
    }

    /// The claims by verdict, with the lines of the findings that made it.
    fn claims(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let all = items(run, one);
        writeln!(self.pen.out)?;
        let kinds = Verdict::ALL.into_iter().filter(|v| *v != Verdict::NotDue);
        let excuses = [None, Some(Excuse::Superseded), Some(Excuse::Debated)];
        let kinds = kinds.flat_map(|verdict| excuses.map(|excuse| (verdict, excuse)));
        for (verdict, excuse) in kinds {
            let told: Vec<String> = one
                .judgement
                .verdicts
                .iter()
                .zip(&one.screening.verdicts)
                .filter(|(found, _)| found.verdict == verdict)
                .filter(|(found, _)| one.judgement.excuse(found) == excuse)
                .map(|(found, aside)| {
                    let id = run.claim_id(found.pack, found.claim);
                    let own = all.iter().filter(|item| item.id == id && item.tells);
                    let mut lines: Vec<usize> = own
                        .filter(|item| item.finding.is_some())
                        .map(|item| one.document.position(item.start(one)).line)
                        .collect();
                    lines.dedup();
                    let id = &run.claim(found.pack, found.claim).id;
                    format!("{id}{}", at(&lines, aside.as_ref()))
                })
                .collect();
            if told.is_empty() {
                continue;
            }
            let name = excuse.map_or(verdict.name(), Excuse::name);
            let label = format!("{} {name}", wording::glyph(verdict));
            let blank = " ".repeat(16);
            let lines = wrap(&told.join(", "), self.pen.style.width, &blank, &blank);
            for (index, line) in lines.iter().enumerate() {
                let head = if index == 0 { label.as_str() } else { "" };
                let tone = excuse.map_or(verdict_color(verdict), |_| Color::Yellow);
                let head = self.pen.paint(&pad(head, 14), tone);
                // The blanks that kept a claim beside its lines have done their work.
                let line = line.trim_start().replace('\u{a0}', " ");
                writeln!(self.pen.out, "  {head}{line}")?;
            }
        }
        Ok(())
    }

    fn unchecked(&mut self, one: &DocumentReport) -> io::Result<()> {
        let line = format!("not checked: {}", wording::not_checked(one));
        self.pen.lines(&line, "  ", "  ")?;
        let undecided = &one.judgement.undecided;
        let shown = if self.pen.style.verbose {
            undecided.len()
        } else {
            UNDECIDED
        };
        for left in undecided.iter().take(shown) {
            let start = one.document.sentences[left.sentence].span.start;
            let line = one.document.position(start).line;
            let text = format!("line {line}: {}", wording::undecided(&left.code));
            self.pen.lines(&text, "    ", "    ")?;
        }
        if undecided.len() > shown {
            let more = format!("    and {} more (all with -v)", undecided.len() - shown);
            writeln!(self.pen.out, "{}", self.pen.dim(&more))?;
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

/// ` (4, 17, …; suppressed)`: at most three lines, and why the verdict does not count.
fn at(lines: &[usize], aside: Option<&Aside>) -> String {
    let mut shown: Vec<String> = lines.iter().take(3).map(usize::to_string).collect();
    if lines.len() > 3 {
        shown.push("…".into());
    }
    let shown = shown.join(", ");
    let kind = aside.map(|aside| wording::kind_of_aside(aside.name()));
    let told: Vec<&str> = [shown.as_str()]
        .into_iter()
        .chain(kind)
        .filter(|words| !words.is_empty())
        .collect();
    if told.is_empty() {
        return String::new();
    }
    // It must not be torn apart where the line is broken.
    format!(" ({})", told.join("; ")).replace(' ', "\u{a0}")
}

fn color(item: &Item) -> Color {
    if item.is_note() {
        Color::Yellow
    } else {
        verdict_color(item.kind)
    }
}
