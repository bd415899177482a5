//! Comparisons in Markdown for reviewers: the matrix as a table, whom each follows, then claim by claim.

use super::{Told, citations, drafted, finding, letter, letters, line, told};
use crate::judge::model::Verdict;
use crate::narrative::{Account, Cell, Change, Comparison, Drafts, Grounds, Parting, Row};
use crate::report::markdown::{cited, escaped, push};
use crate::report::passage::marked_passage;
use crate::report::wording::{self, comparison as words};
use crate::report::{Run, capital, own};
use std::io::{self, Write};

pub fn accounts<'o>(
    run: &Run,
    comparison: &Comparison,
    mut out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    let mut page = format!("{}\n# gainsay: accounts side by side\n\n", own::MARKDOWN);
    for column in 0..comparison.columns.len() {
        legend(column, comparison.column(column), &mut page);
    }
    page.push('\n');
    matrix(run, comparison, &mut page);
    following(run, comparison, &mut page);
    for kind in [Parting::Opposed, Parting::Uneven] {
        let mut rows = comparison
            .rows
            .iter()
            .filter(|row| row.parting == Some(kind))
            .peekable();
        if rows.peek().is_some() {
            page.push_str(&format!("## {}\n\n", words::parting(kind)));
        }
        for row in rows {
            parting(run, comparison, row, &mut page);
        }
    }
    page.push_str(&format!("{}\n", wording::made_with(run)));
    out.write_all(page.as_bytes())?;
    out.flush()
}

pub fn drafts<'o>(run: &Run, drafts: &Drafts, mut out: Box<dyn Write + 'o>) -> io::Result<()> {
    let mut page = format!("{}\n# gainsay: what changed in meaning\n\n", own::MARKDOWN);
    page.push_str(&format!(
        "{}: {}. {}: {}.\n\n{}\n\n",
        "Old",
        escaped(drafts.old.name()),
        "New",
        escaped(drafts.new.name()),
        words::drafts(&drafts.changes, drafts.same)
    ));
    for one in &drafts.changes {
        change(run, drafts, one, &mut page);
    }
    page.push_str(&format!("{}\n", wording::made_with(run)));
    out.write_all(page.as_bytes())?;
    out.flush()
}

fn legend(column: usize, account: &Account, page: &mut String) {
    let letter = letter(column);
    let Some(known) = account.narrative else {
        page.push_str(&format!("- **{letter}**: {}\n", escaped(account.name())));
        return;
    };
    page.push_str(&format!(
        "- **{letter}**: {}, {} (`{}`)\n",
        escaped(&known.title),
        escaped(&words::teller(known)),
        known.id
    ));
    if let Some(note) = &known.note {
        page.push_str(&format!("  - {}\n", escaped(note)));
    }
    for cited in citations(known) {
        page.push_str(&format!("  - {}\n", escaped(&cited)));
    }
}

fn matrix(run: &Run, comparison: &Comparison, page: &mut String) {
    page.push_str("| claim |");
    for column in 0..comparison.columns.len() {
        page.push_str(&format!(" {} |", letter(column)));
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(comparison.columns.len()));
    page.push('\n');
    for row in &comparison.rows {
        page.push_str(&format!("| {} |", run.claim(row.pack, row.claim).id));
        for cell in &row.cells {
            let sign = wording::glyph(cell.verdict);
            match cell.verdict {
                Verdict::NotDue => page.push_str(&format!(" {sign} |")),
                _ => page.push_str(&format!(" {sign} {} |", words::cell(cell))),
            }
        }
        page.push('\n');
    }
    page.push_str(&format!(
        "\n{}\n\n{}\n\n",
        escaped(&words::legend(comparison, wording::glyph)),
        escaped(&words::silent(comparison))
    ));
}

fn following(run: &Run, comparison: &Comparison, page: &mut String) {
    let mut told = String::new();
    for column in 0..comparison.columns.len() {
        for one in words::followed(comparison, column) {
            let Some(one) = one else {
                told.push_str(&format!(
                    "- **{}** {}\n",
                    letter(column),
                    words::FOLLOWS_NONE
                ));
                continue;
            };
            told.push_str(&format!(
                "- **{}** {}\n",
                letter(column),
                escaped(&words::follows(comparison, one))
            ));
            for &(pack, claim) in &one.sides {
                told.push_str(&format!("  - {}\n", run.claim(pack, claim).id));
            }
        }
    }
    if !told.is_empty() {
        page.push_str(&format!("## {}\n\n{told}\n", words::FOLLOWING));
    }
}

fn parting(run: &Run, comparison: &Comparison, row: &Row, page: &mut String) {
    let (pack, claim) = (&run.packs[row.pack], run.claim(row.pack, row.claim));
    page.push_str(&format!(
        "### {}\n\nThe record: {}\n\n",
        claim.id,
        escaped(&claim.statement)
    ));
    let all = told(comparison, row);
    for (column, cell) in row.cells.iter().enumerate() {
        let own: Vec<&Told> = all.iter().filter(|told| told.column == column).collect();
        if !own.is_empty() {
            account(run, comparison, column, cell, &own, page);
        }
    }
    for verdict in [Verdict::Omits, Verdict::NotDue] {
        let names = letters(row, verdict);
        if !names.is_empty() {
            let sign = wording::glyph(verdict);
            page.push_str(&format!("- {sign} {}\n", words::quiet(verdict, &names)));
        }
    }
    page.push('\n');
    page.push_str(&cited(pack, claim));
}

fn account(
    run: &Run,
    comparison: &Comparison,
    column: usize,
    cell: &Cell,
    all: &[&Told],
    page: &mut String,
) {
    let account = comparison.column(column);
    page.push_str(&format!(
        "- **{}** {} {}",
        letter(column),
        wording::glyph(cell.verdict),
        words::cell(cell)
    ));
    if let Some(nearest) = words::nearest(comparison, column, cell) {
        page.push_str(&format!(" ({})", escaped(&nearest)));
    }
    page.push('\n');
    for one in all {
        let (document, sentence) = (one.shown.document, one.shown.sentence);
        let words = marked_passage(document, sentence, one.marked.clone(), true);
        page.push_str("  > ");
        push(&words.pieces, page);
        page.push_str(&format!(
            " ({}, line {})\n\n",
            escaped(account.name()),
            line(account, sentence, one.shown.findings.first().copied())
        ));
        for finding in &one.shown.findings {
            let claim = run.claim(finding.pack, finding.claim);
            for text in words::grounds(finding, claim, document) {
                page.push_str(&format!("  - {}\n", escaped(&text)));
            }
        }
    }
}

fn change(run: &Run, drafts: &Drafts, change: &Change, page: &mut String) {
    let (pack, claim) = (
        &run.packs[change.pack],
        run.claim(change.pack, change.claim),
    );
    let new = change.new.and_then(|grounds| finding(&drafts.new, grounds));
    page.push_str(&format!(
        "## {}: {}\n\n{}.\n\n",
        claim.id,
        escaped(&words::step(change)),
        escaped(&capital(&words::why(change, new, claim)))
    ));
    draft(
        "Old",
        (&drafts.old, change.old),
        (&drafts.new, change.new),
        page,
    );
    draft(
        "New",
        (&drafts.new, change.new),
        (&drafts.old, change.old),
        page,
    );
    page.push_str(&format!("The record: {}\n\n", escaped(&claim.statement)));
    page.push_str(&cited(pack, claim));
}

fn draft(
    label: &str,
    own: (&Account, Option<Grounds>),
    other: (&Account, Option<Grounds>),
    page: &mut String,
) {
    if let Some((line, passage)) = drafted(own, other) {
        page.push_str(&format!("{label}, line {line}:\n\n> "));
        push(&passage.pieces, page);
        page.push_str("\n\n");
    }
}
