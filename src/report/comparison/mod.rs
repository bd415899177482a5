//! Accounts side by side, and two drafts, as bytes: one file a format.

mod full;
mod marks;

use super::{Format, Run, Style};
use crate::judge::model::{Finding, Verdict};
use crate::narrative::{Account, Comparison, Drafts, Grounds, Row};
use marks::{Shown, changed, marks};
use std::io::{self, Write};

/// The formats in which comparisons can be written.
pub const FORMATS: [Format; 1] = [Format::Full];

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
        (_, Compared::Accounts(comparison)) => full::accounts(style, run, comparison, out),
        (_, Compared::Drafts(drafts)) => full::drafts(style, run, drafts, out),
    }
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
