//! Comparisons as one page that needs nothing else: the matrix as a heat map, whom each follows, the sentences one under
//! the other, each text with its notes in the margin, the record.

use super::{Told, drafted, finding, letter, letters, line, report, told};
use crate::judge::model::Verdict;
use crate::narrative::{
    Account, Cell, Change, Comparison, Drafts, Grounds, Narrative, Parting, Row,
};
use crate::pack::model::{Claim, Pack};
use crate::report::Run;
use crate::report::html::page::{self, Head, Line, Text, anchor, broken, text};
use crate::report::passage::marked_passage;
use crate::report::wording::{self, comparison as words};
use std::io::{self, Write};

pub fn accounts<'o>(
    run: &Run,
    comparison: &Comparison,
    mut out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    let mut texts = Vec::new();
    let mut notes = 0;
    for column in 0..comparison.columns.len() {
        let told = Text::new(run, report(comparison.column(column)), notes);
        notes += told.notes();
        texts.push(told);
    }
    let page = Page {
        run,
        comparison,
        texts,
    };
    page::begin(words::TITLE, &[page::MATRIX, page::RECORD], &mut out)?;
    let mut body = String::from(page::KEYS);
    page.legend(&mut body);
    out.write_all(body.as_bytes())?;
    page.matrix(&mut out)?;
    body.clear();
    page.following(&mut body);
    for kind in [Parting::Opposed, Parting::Uneven] {
        page.partings(kind, &mut body);
    }
    page.write_texts(&mut body);
    // Whatever the matrix or a note leads to; a claim that every text leaves out has no row.
    let mut claims: Vec<(&Pack, &Claim)> = Vec::new();
    let rows = comparison.rows.iter();
    let rows = rows.map(|row| (&run.packs[row.pack], run.claim(row.pack, row.claim)));
    for (pack, claim) in rows.chain(page.texts.iter().flat_map(Text::claims)) {
        if !claims.iter().any(|(_, known)| std::ptr::eq(*known, claim)) {
            claims.push((pack, claim));
        }
    }
    body.push_str(&page::record(&claims));
    out.write_all(body.as_bytes())?;
    page::end(run, &mut out)
}

pub fn drafts<'o>(run: &Run, drafts: &Drafts, mut out: Box<dyn Write + 'o>) -> io::Result<()> {
    let skips: &[_] = match drafts.changes.is_empty() {
        true => &[],
        false => &[page::RECORD],
    };
    page::begin(words::DRAFTS, skips, &mut out)?;
    let mut body = format!(
        "<p>{}: {}. {}: {}.</p>\n<p>{}</p>\n",
        "Old",
        text(drafts.old.name()),
        "New",
        text(drafts.new.name()),
        text(&words::drafts(&drafts.changes, drafts.same))
    );
    let mut claims: Vec<(&Pack, &Claim)> = Vec::new();
    for one in &drafts.changes {
        change(run, drafts, one, &mut body);
        claims.push((&run.packs[one.pack], run.claim(one.pack, one.claim)));
    }
    if !claims.is_empty() {
        body.push_str(&page::record(&claims));
    }
    out.write_all(body.as_bytes())?;
    page::end(run, &mut out)
}

struct Page<'a> {
    run: &'a Run<'a>,
    comparison: &'a Comparison<'a>,
    texts: Vec<Text<'a>>,
}

impl Page<'_> {
    fn columns(&self) -> std::ops::Range<usize> {
        0..self.comparison.columns.len()
    }

    /// What each letter stands for.
    fn legend(&self, page: &mut String) {
        page.push_str("<ul class=\"legend\">\n");
        for column in self.columns() {
            let account = self.comparison.column(column);
            let label = letter(column);
            let (title, teller) = match account.narrative {
                Some(known) => (known.title.as_str(), words::teller(known)),
                None => (account.name(), String::new()),
            };
            page.push_str(&format!(
                "<li><b>{label}</b> <a href=\"#d{column}\">{}</a> <span class=\"faint\">{}</span></li>\n",
                text(title),
                text(&teller)
            ));
        }
        page.push_str("</ul>\n");
    }

    /// Claims by accounts. A claim leads to where the accounts part on it, or to its record; a cell to its sentence.
    fn matrix(&self, out: &mut dyn Write) -> io::Result<()> {
        let heads: Vec<Head> = self
            .columns()
            .map(|column| Head {
                target: format!("d{column}"),
                mark: Some(letter(column)),
                name: self.comparison.column(column).name().to_owned(),
                title: self.comparison.column(column).name().to_owned(),
            })
            .collect();
        let lines = self.comparison.rows.iter().map(|row| self.line(row));
        let signs = words::signs(self.comparison);
        page::matrix("Claims and accounts", &signs, &heads, lines, out)?;
        write!(
            out,
            "<p class=\"faint\">{}</p>\n<p class=\"faint\">{}</p>\n",
            text(&words::legend(self.comparison, wording::page_glyph)),
            text(&words::silent(self.comparison))
        )
    }

    fn line(&self, row: &Row) -> Line {
        let claim = self.run.claim(row.pack, row.claim);
        let id = self.run.claim_id(row.pack, row.claim);
        let cell = |(column, cell): (usize, &Cell)| {
            let note = self.texts[column].note_on(&id).map(page::note_anchor);
            let hint = words::hint(cell.excuse);
            page::cell(cell.verdict, hint, words::cell(cell), note.as_deref())
        };
        Line {
            target: self.target(row),
            title: claim.statement.clone(),
            label: broken(&claim.id),
            cells: row.cells.iter().enumerate().map(cell).collect(),
        }
    }

    /// Where a claim of the matrix leads.
    fn target(&self, row: &Row) -> String {
        let at = anchor(
            &self.run.packs[row.pack],
            self.run.claim(row.pack, row.claim),
        );
        match row.parting {
            Some(Parting::Opposed | Parting::Uneven) => format!("p{at}"),
            _ => at,
        }
    }

    fn following(&self, page: &mut String) {
        let mut told = String::new();
        for column in self.columns() {
            let all = words::followed(self.comparison, column);
            if all.is_empty() {
                continue;
            }
            let name = text(self.comparison.column(column).short());
            told.push_str(&format!("<li><b>{}</b> {name}\n<ul>\n", letter(column)));
            for one in all {
                let Some(one) = one else {
                    told.push_str(&format!("<li>{}</li>\n", words::FOLLOWS_NONE));
                    continue;
                };
                let claims: Vec<String> = one
                    .sides
                    .iter()
                    .map(|&(pack, claim)| text(&self.run.claim(pack, claim).id))
                    .collect();
                let claims = match claims.is_empty() {
                    true => String::new(),
                    false => format!(" <span class=\"faint\">{}</span>", claims.join(", ")),
                };
                told.push_str(&format!(
                    "<li>{}{claims}</li>\n",
                    text(&words::follows(self.comparison, one))
                ));
            }
            told.push_str("</ul></li>\n");
        }
        if !told.is_empty() {
            page.push_str(&format!(
                "<h2>{}</h2>\n<ul class=\"follows\">\n{told}</ul>\n",
                words::FOLLOWING
            ));
        }
    }

    fn partings(&self, kind: Parting, page: &mut String) {
        let rows: Vec<&Row> = self
            .comparison
            .rows
            .iter()
            .filter(|row| row.parting == Some(kind))
            .collect();
        if rows.is_empty() {
            return;
        }
        page.push_str(&format!("<section>\n<h2>{}</h2>\n", words::parting(kind)));
        for row in rows {
            self.parting(row, page);
        }
        page.push_str("</section>\n");
    }

    fn parting(&self, row: &Row, page: &mut String) {
        let (pack, claim) = (
            &self.run.packs[row.pack],
            self.run.claim(row.pack, row.claim),
        );
        page.push_str(&format!(
            "<article class=\"parting\" id=\"{}\">\n<h3>{}</h3>\n<p class=\"faint\">{}</p>\n",
            self.target(row),
            text(&claim.statement),
            text(&claim.id)
        ));
        let all = told(self.comparison, row);
        for (column, cell) in row.cells.iter().enumerate() {
            let own: Vec<&Told> = all.iter().filter(|told| told.column == column).collect();
            if !own.is_empty() {
                self.account(column, cell, &own, page);
            }
        }
        for verdict in [Verdict::Omits, Verdict::NotDue] {
            let names = letters(row, verdict);
            if !names.is_empty() {
                page.push_str(&format!(
                    "<p class=\"faint\">{} {}</p>\n",
                    wording::page_glyph(verdict),
                    words::quiet(verdict, &names)
                ));
            }
        }
        record(pack, claim, page);
        page.push_str("</article>\n");
    }

    fn account(&self, column: usize, cell: &Cell, all: &[&Told], page: &mut String) {
        let account = self.comparison.column(column);
        let class = cell.verdict.name();
        page.push_str(&format!(
            "<div class=\"said {class}\">\n<p><b>{}</b> <span class=\"{class}\">{} {}</span> <span class=\"faint\">{}</span></p>\n",
            letter(column),
            wording::page_glyph(cell.verdict),
            words::cell(cell),
            text(account.short())
        ));
        for one in all {
            let (document, sentence) = (one.shown.document, one.shown.sentence);
            let passage = marked_passage(document, sentence, one.marked.clone(), true);
            page.push_str("<blockquote>");
            page::push(&passage.pieces, page);
            page.push_str(&format!(
                " <span class=\"faint\">line {}</span></blockquote>\n",
                line(account, sentence, one.shown.findings.first().copied())
            ));
            for finding in &one.shown.findings {
                let claim = self.run.claim(finding.pack, finding.claim);
                for told in words::grounds(finding, claim, document) {
                    page.push_str(&format!("<p class=\"why\">{}</p>\n", text(&told)));
                }
            }
        }
        if let Some(nearest) = words::nearest(self.comparison, column, cell) {
            page.push_str(&format!("<p class=\"why\">{}</p>\n", text(&nearest)));
        }
        page.push_str("</div>\n");
    }

    fn write_texts(&self, page: &mut String) {
        for (column, told) in self.texts.iter().enumerate() {
            let account = self.comparison.column(column);
            let title = account
                .narrative
                .map_or(account.name(), |known| known.title.as_str());
            page.push_str(&format!(
                "<section>\n<h2 id=\"d{column}\">{} {}</h2>\n",
                letter(column),
                text(title)
            ));
            if let Some(known) = account.narrative {
                known_of(known, page);
            }
            told.write(page);
            page.push_str("</section>\n");
        }
    }
}

/// What is known of an account, and where it stands.
fn known_of(known: &Narrative, page: &mut String) {
    page.push_str(&format!(
        "<details><summary>{}</summary>\n",
        text(&words::teller(known))
    ));
    if let Some(note) = &known.note {
        page.push_str(&format!("<p class=\"faint\">{}</p>\n", text(note)));
    }
    page.push_str("<ul>\n");
    for cited in &known.citations {
        page.push_str(&format!(
            "<li>{}</li>\n",
            page::cited(&cited.record, &cited.evidence())
        ));
    }
    page.push_str("</ul>\n</details>\n");
}

/// What a claim rests on, a click away.
fn record(pack: &Pack, claim: &Claim, page: &mut String) {
    page.push_str(&format!(
        "<details><summary>The record ({})</summary>\n{}</details>\n",
        wording::number(claim.evidence.len(), "document", "documents"),
        page::evidence(pack, claim)
    ));
}

fn change(run: &Run, drafts: &Drafts, change: &Change, page: &mut String) {
    let claim = run.claim(change.pack, change.claim);
    let new = change.new.and_then(|grounds| finding(&drafts.new, grounds));
    page.push_str(&format!(
        "<article class=\"parting\">\n<h3>{}</h3>\n<p><span class=\"{}\">{} {}</span> ({}). The record: <a href=\"#{}\">{}</a></p>\n",
        text(&claim.id),
        change.to.name(),
        wording::page_glyph(change.to),
        text(&words::step(change)),
        text(&words::why(change, new, claim)),
        anchor(&run.packs[change.pack], claim),
        text(&claim.statement)
    ));
    draft(
        "old",
        (&drafts.old, change.old),
        (&drafts.new, change.new),
        page,
    );
    draft(
        "new",
        (&drafts.new, change.new),
        (&drafts.old, change.old),
        page,
    );
    page.push_str("</article>\n");
}

fn draft(
    class: &str,
    own: (&Account, Option<Grounds>),
    other: (&Account, Option<Grounds>),
    page: &mut String,
) {
    if let Some((line, passage)) = drafted(own, other) {
        page.push_str(&format!(
            "<blockquote class=\"{class}\"><span class=\"faint\">{class}, line {line}:</span> "
        ));
        page::push(&passage.pieces, page);
        page.push_str("</blockquote>\n");
    }
}
