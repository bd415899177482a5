//! Accounts side by side, and two drafts, as bytes: one file a format.

mod full;
mod html;
mod json;
mod markdown;
mod marks;

use super::passage::{Passage, marked_passage};
use super::{DocumentReport, Format, Run, Style, citation, escape, wording, wrap};
use crate::frame::{Comparison as Outcome, Role};
use crate::judge::model::{Finding, Stance, Verdict};
use crate::narrative::{Account, Comparison, Drafts, Grounds, Narrative, Row};
use marks::{Shown, changed, marks};
use std::io::{self, Write};

/// The formats in which comparisons can be written.
pub const FORMATS: [Format; 4] = [Format::Full, Format::Json, Format::Markdown, Format::Html];

/// What is compared.
pub enum Compared<'a> {
    /// Accounts side by side.
    Accounts(Comparison<'a>),
    /// Two drafts of one text.
    Drafts(Box<Drafts<'a>>),
}

/// Writes a comparison in one of [`FORMATS`]; any other format is written as the first of them.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_comparison<'o>(
    format: Format,
    style: Style,
    run: &Run,
    compared: &Compared,
    out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    match (format, compared) {
        (Format::Json, Compared::Accounts(comparison)) => json::accounts(run, comparison, out),
        (Format::Json, Compared::Drafts(drafts)) => json::drafts(run, drafts, out),
        (Format::Markdown, Compared::Accounts(comparison)) => {
            markdown::accounts(run, comparison, out)
        }
        (Format::Markdown, Compared::Drafts(drafts)) => markdown::drafts(run, drafts, out),
        (Format::Html, Compared::Accounts(comparison)) => html::accounts(run, comparison, out),
        (Format::Html, Compared::Drafts(drafts)) => html::drafts(run, drafts, out),
        (_, Compared::Accounts(comparison)) => full::accounts(style, run, comparison, out),
        (_, Compared::Drafts(drafts)) => full::drafts(style, run, drafts, out),
    }
}

/// Lists known accounts in lines of `width` cells: id, title, who tells it, what is known of it.
///
/// # Errors
/// When `out` cannot be written to.
pub fn list(known: &[Narrative], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let widest = known.iter().map(|one| one.id.len()).max().unwrap_or(0);
    let blank = " ".repeat(widest + 2);
    for one in known {
        let first = format!("{:widest$}  ", one.id);
        let told = [&one.title, ", ", &wording::comparison::teller(one)].concat();
        let note = one.note.as_deref().map(escape).unwrap_or_default();
        let lines = wrap(&escape(&told), width, &first, &blank);
        for line in lines.iter().chain(&wrap(&note, width, &blank, &blank)) {
            if !line.trim().is_empty() {
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()
}

/// An account as the formats of `check` take it.
fn report<'a>(account: &'a Account) -> DocumentReport<'a> {
    DocumentReport {
        document: &account.document,
        judgement: &account.judgement,
        screening: &account.screening,
    }
}

/// Where a known account stands, each work as a note.
fn citations(narrative: &Narrative) -> Vec<String> {
    narrative
        .citations
        .iter()
        .map(|cited| citation(&cited.record, &cited.evidence()))
        .collect()
}

/// The line of a sentence: that of the event which was found in it first, as `check` has it, or the one where it begins.
fn line(account: &Account, sentence: usize, found: Option<&Finding>) -> usize {
    let start = account.document.sentences[sentence].span.start;
    let start = found.map_or(start, |finding| finding.trigger.start);
    account.document.position(start).line
}

/// The letter of a column: A to Z, then AA.
fn letter(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

/// One account's sentences on one claim.
struct Told<'a> {
    column: usize,
    shown: Shown<'a>,
    /// The words in which it differs from the others.
    marked: Vec<crate::span::Span>,
}

/// The sentences on one claim, by column and in the order of the text, each with the words that differ.
fn told<'a>(comparison: &'a Comparison, row: &Row) -> Vec<Told<'a>> {
    let mut columns = Vec::new();
    let mut all: Vec<Shown> = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let account = comparison.column(column);
        for &at in &cell.deciding {
            let finding = &account.judgement.findings[at];
            let same = columns.last() == Some(&column);
            match all.last_mut() {
                Some(last) if same && last.sentence == finding.sentence => {
                    last.findings.push(finding);
                }
                _ => {
                    columns.push(column);
                    all.push(Shown {
                        document: &account.document,
                        sentence: finding.sentence,
                        findings: vec![finding],
                    });
                }
            }
        }
    }
    let weak: Vec<bool> = (0..all.len())
        .map(|at| {
            let others = (0..all.len()).filter(|&other| columns[other] == columns[at]);
            others
                .into_iter()
                .any(|other| outdone(&all[at], &all[other]))
        })
        .collect();
    let kept = |at: &usize| !weak[*at];
    let columns: Vec<usize> = (0..all.len()).filter(kept).map(|at| columns[at]).collect();
    let mut at = 0..all.len();
    all.retain(|_| at.next().as_ref().is_some_and(kept));
    let marked = marks(&all);
    columns
        .into_iter()
        .zip(all)
        .zip(marked)
        .map(|((column, shown), marked)| Told {
            column,
            shown,
            marked,
        })
        .collect()
}

/// Whether another sentence of the account, which has the same stance, says all that this one says of the claim, and more.
fn outdone(one: &Shown, other: &Shown) -> bool {
    let known = |shown: &Shown| {
        let mut levels = [0; Role::ALL.len()];
        for reason in shown.findings.iter().flat_map(|finding| &finding.reasons) {
            let level = match reason.outcome {
                Outcome::Same | Outcome::Narrower => 2,
                Outcome::Wider => 1,
                Outcome::Different | Outcome::Unknown => 0,
            };
            let of = Role::ALL.iter().position(|role| *role == reason.role);
            if let Some(found) = of.and_then(|at| levels.get_mut(at)) {
                *found = level.max(*found);
            }
        }
        levels
    };
    let stances = |shown: &Shown, wanted: Stance| {
        let mut findings = shown.findings.iter();
        findings.all(|finding| finding.stance == wanted && finding.code != "agrees-by-rejecting")
    };
    let alike = [Stance::Partial, Stance::Agrees]
        .into_iter()
        .any(|stance| stances(one, stance) && stances(other, stance));
    let (less, more) = (known(one), known(other));
    alike && less != more && less.iter().zip(&more).all(|(less, more)| less <= more)
}

/// The columns with that verdict on a claim, by their letters.
fn letters(row: &Row, verdict: Verdict) -> Vec<String> {
    row.cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.verdict == verdict)
        .map(|(column, _)| letter(column))
        .collect()
}

/// The sentence of a draft with the words that the other draft's sentence does not have.
fn wording_of<'a>(
    account: &'a Account,
    grounds: Grounds,
    other: Option<(&'a Account, Grounds)>,
) -> (Shown<'a>, Vec<crate::span::Span>) {
    let of = |account: &'a Account, grounds: Grounds| Shown {
        document: &account.document,
        sentence: grounds.sentence,
        findings: finding(account, grounds).into_iter().collect(),
    };
    let shown = of(account, grounds);
    let marked = other.map_or_else(Vec::new, |(account, grounds)| {
        changed(&shown, &of(account, grounds))
    });
    (shown, marked)
}

/// The whole sentence of a draft with its line and its words told apart; `None` where the draft has none to show.
fn drafted<'a>(
    (account, own): (&'a Account, Option<Grounds>),
    (other, against): (&'a Account, Option<Grounds>),
) -> Option<(usize, Passage<'a>)> {
    let own = own?;
    let (shown, marked) = wording_of(account, own, against.map(|grounds| (other, grounds)));
    let passage = marked_passage(shown.document, shown.sentence, marked, true);
    Some((line(account, own.sentence, finding(account, own)), passage))
}

fn finding<'a>(account: &'a Account, grounds: Grounds) -> Option<&'a Finding> {
    account.judgement.findings.get(grounds.finding?)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_have_letters_however_many_there_are() {
        let names: Vec<String> = [0, 25, 26, 27, 52].into_iter().map(letter).collect();
        assert_eq!(names, ["A", "Z", "AA", "AB", "BA"]);
    }
}
