//! Comparisons for people: the matrix, whom each text follows, then the sentences one under the other.

use super::{Told, finding, letter, letters, line, told, wording_of};
use crate::judge::model::{Finding, Verdict};
use crate::narrative::{Account, Cell, Change, Comparison, Drafts, Grounds, Parting, Row};
use crate::report::layout::{cells, pad};
use crate::report::passage::marked_passage;
use crate::report::pen::{Pen, verdict_color};
use crate::report::wording::{self, comparison as words};
use crate::report::{Run, Style, escape};
use crate::span::Span;
use colored::Color;
use std::io::{self, Write};

/// Cells of the widest verdict with its sign, and two blanks before it.
const CELL: usize = 16;
/// The same with short words.
const SHORT: usize = 10;
/// With more blocks of accounts than this, or where they bring all beside one another, short words are written.
const BLOCKS: usize = 2;
/// The least width of the column of claims.
const CLAIM: usize = 32;
/// Sentences of one account that are shown of one claim; the others are counted.
const SENTENCES: usize = 2;

/// Accounts side by side.
pub fn accounts<'o>(
    style: Style,
    run: &Run,
    comparison: &Comparison,
    out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    let mut page = Page::begin(style, run, out)?;
    page.matrix(comparison)?;
    page.following(comparison)?;
    for parting in [Parting::Opposed, Parting::Uneven] {
        page.partings(comparison, parting)?;
    }
    page.silences(comparison)?;
    page.pen.out.flush()
}

/// What changed in meaning between two drafts.
pub fn drafts<'o>(
    style: Style,
    run: &Run,
    drafts: &Drafts,
    out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    let mut page = Page::begin(style, run, out)?;
    writeln!(page.pen.out)?;
    for change in &drafts.changes {
        page.change(drafts, change)?;
    }
    page.pen
        .lines(&words::drafts(&drafts.changes, drafts.same), "", "  ")?;
    page.pen.out.flush()
}

struct Page<'o, 'r> {
    pen: Pen<'o>,
    run: &'r Run<'r>,
}

impl<'o, 'r> Page<'o, 'r> {
    fn begin(style: Style, run: &'r Run<'r>, out: Box<dyn Write + 'o>) -> io::Result<Self> {
        let mut pen = Pen { style, out };
        pen.made_with(run)?;
        Ok(Self { pen, run })
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        let line = self.pen.strong(text);
        writeln!(self.pen.out, "\n{line}")
    }

    /// Claims by accounts, as many accounts a block as fit the width, each block with its legend: with full words where that
    /// makes few blocks, else with short ones, which the lines below explain.
    fn matrix(&mut self, comparison: &Comparison) -> io::Result<()> {
        if comparison.rows.is_empty() {
            writeln!(self.pen.out)?;
            for column in 0..comparison.columns.len() {
                self.legend(column, comparison.column(column))?;
            }
            return self.pen.lines(&escape(&words::silent(comparison)), "", "");
        }
        let width = self.pen.style.table;
        let fitting = |cell: usize| (width.saturating_sub(CLAIM) / cell).max(1);
        let blocks = |cell: usize| comparison.columns.len().div_ceil(fitting(cell));
        let short = blocks(CELL) > BLOCKS || blocks(CELL) > 1 && blocks(SHORT) == 1;
        let cell = if short { SHORT } else { CELL };
        let fit = fitting(cell);
        let all: Vec<usize> = (0..comparison.columns.len()).collect();
        for block in all.chunks(fit) {
            writeln!(self.pen.out)?;
            for &column in block {
                self.legend(column, comparison.column(column))?;
            }
            let left = width.saturating_sub(block.len() * cell).max(CLAIM);
            let longest = comparison
                .rows
                .iter()
                .map(|row| cells(&self.run.claim(row.pack, row.claim).id))
                .max();
            let left = longest.unwrap_or(0).min(left);
            let mut line = pad("", left);
            for &column in block {
                line.push_str(&pad(&format!("{}{}", blanks(short), letter(column)), cell));
            }
            let line = self.pen.strong(line.trim_end());
            writeln!(self.pen.out, "\n{line}")?;
            let treats = |row: &&Row| {
                block
                    .iter()
                    .any(|&column| row.cells[column].verdict != Verdict::NotDue)
            };
            let rows: Vec<&Row> = comparison.rows.iter().filter(treats).collect();
            for row in &rows {
                self.row(row, block, left, short)?;
            }
            if rows.len() < comparison.rows.len() {
                let line = words::elsewhere(comparison.rows.len() - rows.len());
                let line = self.pen.dim(&line);
                writeln!(self.pen.out, "{line}")?;
            }
        }
        writeln!(self.pen.out)?;
        if short {
            self.shortened(comparison)?;
        }
        self.pen
            .lines(&words::legend(comparison, wording::glyph), "", "")?;
        self.pen.lines(&escape(&words::silent(comparison)), "", "")
    }

    /// `A  the title, who tells it (its id)`.
    fn legend(&mut self, column: usize, account: &Account) -> io::Result<()> {
        let told = match account.narrative {
            Some(known) => format!("{} ({})", known.title, known.id),
            None => account.name().to_owned(),
        };
        let first = format!("{}  ", letter(column));
        let rest = " ".repeat(cells(&first));
        self.pen.lines(&escape(&told), &first, &rest)
    }

    /// Which words the short ones stand for.
    fn shortened(&mut self, comparison: &Comparison) -> io::Result<()> {
        let told: Vec<String> = words::shortened(comparison)
            .into_iter()
            .map(|(verdict, short, word)| format!("{} {short} = {word}", wording::glyph(verdict)))
            .collect();
        self.pen.lines(&told.join("; "), "", "")
    }

    fn row(&mut self, row: &Row, block: &[usize], left: usize, short: bool) -> io::Result<()> {
        let id = broken(&self.run.claim(row.pack, row.claim).id, left);
        for (at, part) in id.iter().enumerate() {
            let mut line = pad(part, left);
            for &column in block.iter().filter(|_| at == 0) {
                line.push_str(blanks(short));
                line.push_str(&self.cell(&row.cells[column], short));
            }
            writeln!(self.pen.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn cell(&self, cell: &Cell, short: bool) -> String {
        let sign = wording::glyph(cell.verdict);
        let width = if short { SHORT } else { CELL } - blanks(short).len();
        // What is not due leaves its place nearly empty, so that the eye finds what is said.
        if cell.verdict == Verdict::NotDue {
            return pad(sign, width);
        }
        let word = if short {
            words::short_cell(cell)
        } else {
            words::cell(cell)
        };
        let text = pad(&format!("{sign} {word}"), width);
        self.pen.paint(&text, color(cell))
    }

    /// Whom each account follows, with the claims.
    fn following(&mut self, comparison: &Comparison) -> io::Result<()> {
        let mut headed = false;
        for column in 0..comparison.columns.len() {
            let told = words::followed(comparison, column);
            if told.is_empty() {
                continue;
            }
            if !std::mem::replace(&mut headed, true) {
                self.heading(words::FOLLOWING)?;
            }
            let first = format!("{}  ", letter(column));
            let name = escape(comparison.column(column).name());
            self.pen.lines(&name, &first, "   ")?;
            for one in told {
                let Some(one) = one else {
                    self.pen.lines(words::FOLLOWS_NONE, "   ", "   ")?;
                    continue;
                };
                let text = escape(&words::follows(comparison, one));
                self.pen.lines(&text, "   ", "     ")?;
                let claims: Vec<&str> = one
                    .sides
                    .iter()
                    .map(|&(pack, claim)| self.run.claim(pack, claim).id.as_str())
                    .collect();
                if !claims.is_empty() {
                    self.pen.lines(&claims.join(", "), "     ", "     ")?;
                }
            }
        }
        Ok(())
    }

    fn partings(&mut self, comparison: &Comparison, parting: Parting) -> io::Result<()> {
        let rows: Vec<&Row> = comparison
            .rows
            .iter()
            .filter(|row| row.parting == Some(parting))
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(words::parting(parting))?;
        for row in rows {
            self.parting(comparison, row)?;
        }
        Ok(())
    }

    /// One claim: what each account says of it, then what the record says.
    fn parting(&mut self, comparison: &Comparison, row: &Row) -> io::Result<()> {
        let (pack, claim) = (
            &self.run.packs[row.pack],
            self.run.claim(row.pack, row.claim),
        );
        let id = self.pen.strong(&claim.id);
        writeln!(self.pen.out, "\n{id}")?;
        self.pen.lines(&claim.statement, "  - ", "    ")?;
        let all = told(comparison, row);
        for (column, cell) in row.cells.iter().enumerate() {
            let own: Vec<&Told> = all.iter().filter(|told| told.column == column).collect();
            if !own.is_empty() {
                self.account(comparison, column, cell, &own)?;
            }
        }
        for verdict in [Verdict::Omits, Verdict::NotDue] {
            let names = letters(row, verdict);
            if !names.is_empty() {
                let sign = wording::glyph(verdict);
                let text = format!("{sign} {}", words::quiet(verdict, &names));
                let text = self.pen.dim(&text);
                writeln!(self.pen.out, "  {text}")?;
            }
        }
        self.pen.record(pack, claim)
    }

    fn account(
        &mut self,
        comparison: &Comparison,
        column: usize,
        cell: &Cell,
        all: &[&Told],
    ) -> io::Result<()> {
        let account = comparison.column(column);
        let label = format!(
            "{} {} {}",
            letter(column),
            wording::glyph(cell.verdict),
            words::cell(cell)
        );
        let label = self.pen.paint(&label, color(cell));
        let limit = if self.pen.style.verbose {
            usize::MAX
        } else {
            SENTENCES
        };
        for (at, one) in all.iter().take(limit).enumerate() {
            let place = self.pen.dim(&place(
                account,
                one.shown.sentence,
                one.shown.findings.first().copied(),
            ));
            match at {
                0 => writeln!(self.pen.out, "  {label}  {place}")?,
                _ => writeln!(self.pen.out, "    {place}")?,
            }
            self.sentence(&one.shown, &one.marked, "+", color(cell))?;
            for finding in &one.shown.findings {
                let claim = self.run.claim(finding.pack, finding.claim);
                for text in words::grounds(finding, claim, &account.document) {
                    self.pen.lines(&escape(&text), "    = ", "      ")?;
                }
            }
        }
        if all.len() > limit {
            let more = wording::number(all.len() - limit, "more sentence", "more sentences");
            let more = self.pen.dim(&format!("    and {more} (all with -v)"));
            writeln!(self.pen.out, "{more}")?;
        }
        if let Some(nearest) = words::nearest(comparison, column, cell) {
            self.pen.lines(&escape(&nearest), "    ", "      ")?;
        }
        Ok(())
    }

    fn sentence(
        &mut self,
        shown: &super::marks::Shown,
        marked: &[Span],
        sign: &str,
        color: Color,
    ) -> io::Result<()> {
        let words = marked_passage(shown.document, shown.sentence, marked.to_vec(), false);
        let width = self.pen.style.width.saturating_sub(6);
        for (at, (text, marks)) in words.lines(width).into_iter().enumerate() {
            let sign = if at == 0 { sign } else { " " };
            writeln!(self.pen.out, "    {sign} {text}")?;
            if !marks.is_empty() {
                let marks = self.pen.paint(&marks, color);
                writeln!(self.pen.out, "      {marks}")?;
            }
        }
        Ok(())
    }

    /// What some say alike and others leave out: a line a claim is enough.
    fn silences(&mut self, comparison: &Comparison) -> io::Result<()> {
        let rows: Vec<&Row> = comparison
            .rows
            .iter()
            .filter(|row| row.parting == Some(Parting::Silence))
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(words::parting(Parting::Silence))?;
        for row in rows {
            let told: Vec<String> = Verdict::ALL
                .into_iter()
                .filter(|verdict| *verdict != Verdict::NotDue)
                .filter_map(|verdict| {
                    let names = letters(row, verdict);
                    let sign = wording::glyph(verdict);
                    (!names.is_empty()).then(|| format!("{sign} {}", names.join(" ")))
                })
                .collect();
            let id = &self.run.claim(row.pack, row.claim).id;
            self.pen
                .lines(&format!("{id}: {}", told.join(", ")), "  ", "    ")?;
        }
        Ok(())
    }

    /// One claim of which the new draft says something else.
    fn change(&mut self, drafts: &Drafts, change: &Change) -> io::Result<()> {
        let (pack, claim) = (
            &self.run.packs[change.pack],
            self.run.claim(change.pack, change.claim),
        );
        let new = change.new.and_then(|grounds| finding(&drafts.new, grounds));
        let label = format!("{}: {}", claim.id, words::step(change));
        let title = format!("({})", words::why(change, new, claim));
        let tone = if change.worse {
            verdict_color(change.to)
        } else {
            Color::Green
        };
        self.pen.titled(&label, &escape(&title), tone)?;
        self.draft((&drafts.old, change.old), (&drafts.new, change.new), "-")?;
        self.draft((&drafts.new, change.new), (&drafts.old, change.old), "+")?;
        if matches!(change.to, Verdict::Contradicts | Verdict::Mixed) {
            self.pen.record(pack, claim)?;
        }
        writeln!(self.pen.out)
    }

    fn draft(
        &mut self,
        (account, own): (&Account, Option<Grounds>),
        (other, against): (&Account, Option<Grounds>),
        sign: &str,
    ) -> io::Result<()> {
        let Some(own) = own else {
            return Ok(());
        };
        let other = against.map(|grounds| (other, grounds));
        let place = self
            .pen
            .dim(&place(account, own.sentence, finding(account, own)));
        writeln!(self.pen.out, "    {place}")?;
        let (shown, marked) = wording_of(account, own, other);
        let tone = if sign == "-" {
            Color::Red
        } else {
            Color::Green
        };
        self.sentence(&shown, &marked, sign, tone)
    }
}

/// Where a sentence stands: the account's name and the line.
fn place(account: &Account, sentence: usize, found: Option<&Finding>) -> String {
    let line = line(account, sentence, found);
    format!("{}:{line}", escape(account.name()))
}

fn color(cell: &Cell) -> Color {
    match cell.excuse {
        Some(_) => Color::Yellow,
        None => verdict_color(cell.verdict),
    }
}

/// What stands before a cell.
fn blanks(short: bool) -> &'static str {
    if short { " " } else { "  " }
}

/// An id in pieces that fit, parted after a hyphen.
fn broken(id: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for part in id.split_inclusive('-') {
        let indent = if lines.is_empty() { 0 } else { 2 };
        if !line.is_empty() && indent + cells(&line) + cells(part) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(part);
    }
    lines.push(line);
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, "  ");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ids_part_at_a_hyphen() {
        assert_eq!(broken("one-two-three", 8), ["one-two-", "  three"]);
        assert_eq!(broken("one", 8), ["one"]);
    }
}
