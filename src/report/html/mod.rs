//! One page for reviewers that needs nothing else: the matrix, each text with its findings in the margin, the record.
//!
//! It is written so that it is also well-formed XML, which lets a test read it strictly.

pub(super) mod page;

use super::{DocumentReport, Printer, Run, Totals, wording};
use crate::judge::model::Verdict;
use page::{Head, Line, Text, anchor, text};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The texts are kept until the end, because the matrix stands above them.
pub struct Html<'o> {
    out: Box<dyn Write + 'o>,
    body: String,
    paths: Vec<String>,
    /// The rows of the matrix by pack and claim.
    matrix: BTreeMap<(usize, usize), Vec<Cell>>,
    notes: usize,
}

/// One verdict in the matrix.
struct Cell {
    /// Number of the document.
    document: usize,
    verdict: Verdict,
    /// The anchor of the note that made it.
    note: Option<String>,
}

impl<'o> Html<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self {
            out,
            body: String::new(),
            paths: Vec::new(),
            matrix: BTreeMap::new(),
            notes: 0,
        }
    }
}

impl Printer for Html<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let number = self.paths.len();
        self.paths.push(one.document.path.clone());
        let told = Text::new(run, *one, self.notes);
        self.notes += told.notes();
        for verdict in &one.judgement.verdicts {
            let id = run.claim_id(verdict.pack, verdict.claim);
            self.matrix
                .entry((verdict.pack, verdict.claim))
                .or_default()
                .push(Cell {
                    document: number,
                    verdict: verdict.verdict,
                    note: told.note_on(&id),
                });
        }
        let path = text(&one.document.path);
        let counts = text(&wording::counts(&wording::tally(one)));
        self.body.push_str(&format!(
            "<section>\n<h2 id=\"d{number}\">{path}</h2>\n<p>{counts}</p>\n"
        ));
        told.write(&mut self.body);
        self.body.push_str("</section>\n");
        Ok(())
    }

    fn end(&mut self, run: &Run, totals: &Totals) -> io::Result<()> {
        let summary = text(&wording::summary(totals));
        let skips = [page::MATRIX, page::RECORD];
        page::begin(
            "what the texts say against the record",
            &skips,
            &mut self.out,
        )?;
        write!(self.out, "<p>{summary}</p>\n{}", page::KEYS)?;
        let matrix = self.matrix(run);
        self.out.write_all(matrix.as_bytes())?;
        self.out.write_all(self.body.as_bytes())?;
        let claims: Vec<_> = run
            .packs
            .iter()
            .flat_map(|pack| pack.claims.iter().map(move |claim| (pack, claim)))
            .collect();
        self.out.write_all(page::record(&claims).as_bytes())?;
        page::end(run, &mut self.out)
    }
}

impl Html<'_> {
    /// Claims by documents; each sign leads to its finding. A claim that no document owes is only counted.
    fn matrix(&self, run: &Run) -> String {
        let heads: Vec<Head> = self
            .paths
            .iter()
            .enumerate()
            .map(|(number, path)| Head {
                target: format!("d{number}"),
                mark: None,
                name: path.clone(),
            })
            .collect();
        let due = |row: &[Cell]| row.iter().any(|cell| cell.verdict != Verdict::NotDue);
        let lines: Vec<Line> = self
            .matrix
            .iter()
            .filter(|(_, row)| due(row))
            .map(|((pack, claim), row)| self.line(run, (*pack, *claim), row))
            .collect();
        let mut page = String::new();
        let found = |verdict: &Verdict| {
            let mut cells = self.matrix.values().flatten();
            cells.any(|cell| cell.verdict == *verdict)
        };
        let signs: Vec<_> = Verdict::ALL
            .into_iter()
            .filter(found)
            .map(|verdict| (verdict, "", verdict.name()))
            .collect();
        page::matrix("Claims and texts", &signs, &heads, &lines, &mut page);
        let rest = self.matrix.len() - lines.len();
        if rest > 0 {
            let rest = wording::number(rest, "claim is", "claims are");
            page.push_str(&format!(
                "<p class=\"faint\">{rest} not due in any of these texts.</p>\n"
            ));
        }
        page
    }

    fn line(&self, run: &Run, (pack, claim): (usize, usize), row: &[Cell]) -> Line {
        let told = run.claim(pack, claim);
        let cells: BTreeMap<usize, &Cell> = row.iter().map(|cell| (cell.document, cell)).collect();
        let cell = |number: usize| match cells.get(&number) {
            Some(cell) => {
                let word = cell.verdict.name();
                page::cell(cell.verdict, "", word, cell.note.as_deref())
            }
            None => "<td class=\"cell\"></td>".to_owned(),
        };
        Line {
            target: anchor(&run.packs[pack], told),
            title: told.id.clone(),
            label: text(&told.statement),
            cells: (0..self.paths.len()).map(cell).collect(),
        }
    }
}
