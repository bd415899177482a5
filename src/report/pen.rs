//! Writing for people on a terminal: colours, lines that fit, what the record says.

use super::citation::without_address;
use super::layout::{cells, wrap};
use super::{Run, Style, escape, wording};
use crate::judge::model::Verdict;
use crate::pack::model::{Claim, Pack};
use colored::{Color, Colorize};
use std::io::{self, Write};

/// An output with the style in which it is written to.
pub(super) struct Pen<'o> {
    pub style: Style,
    pub out: Box<dyn Write + 'o>,
}

impl Pen<'_> {
    pub fn paint(&self, text: &str, color: Color) -> String {
        if self.style.color {
            text.color(color).bold().to_string()
        } else {
            text.to_owned()
        }
    }

    pub fn strong(&self, text: &str) -> String {
        if self.style.color {
            text.bold().to_string()
        } else {
            text.to_owned()
        }
    }

    pub fn dim(&self, text: &str) -> String {
        if self.style.color {
            text.dimmed().to_string()
        } else {
            text.to_owned()
        }
    }

    pub fn lines(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        for line in wrap(text, self.style.width, first, rest) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// The program and the packs, by which a report can be made again.
    pub fn made_with(&mut self, run: &Run) -> io::Result<()> {
        for line in wrap(&wording::made_with(run), self.style.width, "", "  ") {
            let line = self.dim(&line);
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// The label in its colour with the title after it, or below it where both do not fit a line.
    pub fn titled(&mut self, label: &str, title: &str, color: Color) -> io::Result<()> {
        let painted = self.paint(label, color);
        if cells(label) + 1 + cells(title) <= self.style.width {
            return writeln!(self.out, "{painted} {title}");
        }
        writeln!(self.out, "{painted}")?;
        self.lines(title, "  ", "  ")
    }

    /// What the first document records, where it lies, and how many more there are.
    pub fn record(&mut self, pack: &Pack, claim: &Claim) -> io::Result<()> {
        let known = claim
            .evidence
            .iter()
            .find_map(|evidence| Some((evidence, pack.records.get(&evidence.record)?)));
        let Some((evidence, record)) = known else {
            return Ok(());
        };
        self.lines(&evidence.records, "  record: ", "    ")?;
        let mut note = without_address(record, evidence);
        let more = claim.evidence.len() - 1;
        if more > 0 {
            note.push_str(&format!(" And {more} more."));
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
            let line = format!("    {}", self.dim(&address));
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

/// Words that a terminal opens at an address.
fn link(words: &str, address: &str) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\")
}

pub(super) fn verdict_color(verdict: Verdict) -> Color {
    match verdict {
        Verdict::Contradicts | Verdict::Mixed => Color::Red,
        Verdict::Partial => Color::Yellow,
        Verdict::Omits => Color::Blue,
        Verdict::Reports => Color::Magenta,
        Verdict::Agrees => Color::Green,
        Verdict::NotDue => Color::White,
    }
}
