//! One page for reviewers that needs nothing else: the matrix, each text with its findings in the margin, the record.
//!
//! It is written so that it is also well-formed XML, which lets a test read it strictly.

use crate::document::model::{Block, BlockKind};
use crate::judge::model::{Finding, Verdict};
use crate::pack::model::{Claim, Pack};
use crate::report::item::{Item, items};
use crate::report::junit::xml;
use crate::report::passage::passage;
use crate::report::{DocumentReport, Printer, Run, Totals, citation, escape, wording};
use std::collections::BTreeMap;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

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
    /// The note that made it.
    note: Option<usize>,
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
        let mut all = items(run, one);
        all.retain(|item| item.tells);
        let first = self.notes;
        self.notes += all.len();
        for verdict in &one.judgement.verdicts {
            let id = run.claim_id(verdict.pack, verdict.claim);
            let note = all.iter().position(|item| item.id == id);
            self.matrix
                .entry((verdict.pack, verdict.claim))
                .or_default()
                .push(Cell {
                    document: number,
                    verdict: verdict.verdict,
                    note: note.map(|at| first + at),
                });
        }
        let path = text(&one.document.path);
        let counts = text(&wording::counts(&wording::tally(one)));
        self.body.push_str(&format!(
            "<section>\n<h2 id=\"d{number}\">{path}</h2>\n<p>{counts}</p>\n"
        ));
        let page = Page {
            one,
            all: &all,
            first,
        };
        for block in &one.document.blocks {
            page.block(block, &mut self.body);
        }
        for (at, item) in all
            .iter()
            .enumerate()
            .filter(|(_, item)| item.sentence.is_none())
        {
            page.note(at, item, &mut self.body);
        }
        for notice in &one.screening.notices {
            let line = format!("Line {}: {}", notice.line, notice.message);
            self.body
                .push_str(&format!("<p class=\"faint\">{}</p>\n", text(&line)));
        }
        self.body.push_str(&format!(
            "<p class=\"faint\">Not checked: {}.</p>\n</section>\n",
            text(&wording::not_checked(one))
        ));
        Ok(())
    }

    fn end(&mut self, run: &Run, totals: &Totals) -> io::Result<()> {
        let summary = text(&wording::summary(totals));
        let made = text(&wording::made_with(run));
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n\
             <title>gainsay: what the texts say against the record</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>What the texts say against the record</h1>\n<p>{summary}</p>\n\
             <p class=\"faint keys\">Keys: j and k walk through the findings, m goes to the matrix.</p>\n"
        )?;
        let matrix = self.matrix(run);
        self.out.write_all(matrix.as_bytes())?;
        self.out.write_all(self.body.as_bytes())?;
        self.out.write_all(record(run).as_bytes())?;
        write!(
            self.out,
            "<p class=\"faint\">{made}</p>\n</main>\n<script>/*<![CDATA[*/\n{SCRIPT}/*]]>*/</script>\n</body>\n</html>\n"
        )?;
        self.out.flush()
    }
}

impl Html<'_> {
    /// Claims by documents; each sign leads to its finding.
    fn matrix(&self, run: &Run) -> String {
        let mut page = String::from(
            "<h2 id=\"matrix\">Claims and texts</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>claim</th>",
        );
        for (number, path) in self.paths.iter().enumerate() {
            page.push_str(&format!(
                "<th><a href=\"#d{number}\">{}</a></th>",
                text(path)
            ));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for ((pack, claim), row) in &self.matrix {
            let told = run.claim(*pack, *claim);
            page.push_str(&format!(
                "<tr><td><a href=\"#{}\">{}</a></td>",
                anchor(&run.packs[*pack], told),
                text(&told.statement)
            ));
            let cells: BTreeMap<usize, &Cell> =
                row.iter().map(|cell| (cell.document, cell)).collect();
            for number in 0..self.paths.len() {
                let cell = cells.get(&number).map_or_else(String::new, |cell| {
                    let (name, glyph) = (cell.verdict.name(), wording::glyph(cell.verdict));
                    let sign = format!("<span title=\"{name}\">{glyph} {name}</span>");
                    match cell.note {
                        Some(note) => {
                            format!("<a class=\"{name}\" href=\"#n{note}\">{sign}</a>")
                        }
                        None => format!("<span class=\"faint\">{sign}</span>"),
                    }
                });
                page.push_str(&format!("<td class=\"mark\">{cell}</td>"));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table></div>\n");
        page
    }
}

/// One document being written.
struct Page<'a> {
    one: &'a DocumentReport<'a>,
    all: &'a [Item<'a>],
    /// Number of its first note in the page.
    first: usize,
}

impl Page<'_> {
    /// A block of the text, with the notes on its sentences beside it.
    fn block(&self, block: &Block, page: &mut String) {
        let (class, role) = match block.kind {
            BlockKind::Heading(_) => ("row heading", " role=\"heading\" aria-level=\"3\""),
            BlockKind::Quotation => ("row quotation", ""),
            BlockKind::Verbatim => ("row verbatim", ""),
            _ => ("row", ""),
        };
        page.push_str(&format!(
            "<div class=\"{class}\"{role}>\n<div class=\"text\"><p>"
        ));
        let whole = &self.one.document.text;
        if block.kind == BlockKind::Verbatim {
            page.push_str(&xml(whole.get(block.span.range()).unwrap_or_default()));
        }
        for sentence in block.sentences.clone() {
            self.sentence(sentence, page);
            page.push(' ');
        }
        page.push_str("</p></div>\n<div>\n");
        for (at, item) in self.all.iter().enumerate() {
            if item
                .sentence
                .is_some_and(|sentence| block.sentences.contains(&sentence))
            {
                self.note(at, item, page);
            }
        }
        page.push_str("</div>\n</div>\n");
    }

    fn sentence(&self, sentence: usize, page: &mut String) {
        let own: Vec<&Item> = self
            .all
            .iter()
            .filter(|item| item.sentence == Some(sentence))
            .collect();
        let worst = own
            .iter()
            .filter(|item| item.finding.is_some())
            .min_by_key(|item| item.rank());
        let Some(worst) = worst else {
            page.push_str(&text(self.one.document.sentence(sentence)));
            return;
        };
        let findings: Vec<&Finding> = own.iter().filter_map(|item| item.finding).collect();
        page.push_str(&format!("<mark class=\"{}\">", worst.kind.name()));
        for piece in passage(self.one, sentence, &findings, true).pieces {
            let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let words = text(piece.text);
            let lead = if blank(piece.text.chars().next()) {
                " "
            } else {
                ""
            };
            let tail = if blank(piece.text.chars().next_back()) {
                " "
            } else {
                ""
            };
            if piece.marked {
                page.push_str(&format!("{lead}<b>{words}</b>{tail}"));
            } else {
                page.push_str(&format!("{lead}{words}{tail}"));
            }
        }
        page.push_str("</mark>");
    }

    fn note(&self, at: usize, item: &Item, page: &mut String) {
        let number = self.first + at;
        let (kind, glyph) = (item.kind.name(), wording::glyph(item.kind));
        let title = text(&item.title());
        let aside = item.aside.map_or_else(String::new, |aside| {
            format!(" ({})", text(&wording::aside(aside)))
        });
        page.push_str(&format!(
            "<aside class=\"note {kind}\" id=\"n{number}\"><a class=\"self\" href=\"#n{number}\">{glyph} {kind}</a>: {title}{aside}\n"
        ));
        if let Some(finding) = item.finding {
            for reason in finding.reasons.iter().filter_map(wording::reason) {
                page.push_str(&format!("<p class=\"why\">{}</p>\n", text(&reason)));
            }
        }
        page.push_str(&format!(
            "<p>The record: <a href=\"#{}\">{}</a></p></aside>\n",
            anchor(item.pack, item.claim),
            text(&item.claim.statement)
        ));
    }
}

/// The claims with their evidence in full: what every note leads to, and what is left on paper.
fn record(run: &Run) -> String {
    let mut page = String::from("<section>\n<h2 id=\"record\">The record</h2>\n");
    for pack in run.packs {
        for claim in &pack.claims {
            page.push_str(&format!(
                "<article class=\"claim\" id=\"{}\">\n<h3>{}</h3>\n<p class=\"faint\">{}/{}, {}, {}</p>\n<ul>\n",
                anchor(pack, claim),
                text(&claim.statement),
                text(&pack.id),
                text(&claim.id),
                claim.standing.name(),
                claim.severity.name()
            ));
            for evidence in &claim.evidence {
                let Some(record) = pack.records.get(&evidence.record) else {
                    continue;
                };
                let cited = text(&citation(record, evidence));
                // Only addresses of the network become links; nothing else may act on a click.
                let address = record
                    .address
                    .as_deref()
                    .filter(|address| {
                        address.starts_with("https://") || address.starts_with("http://")
                    })
                    .map_or_else(String::new, |address| {
                        format!(" <a href=\"{}\">open</a>", xml(address))
                    });
                let records = text(&evidence.records);
                page.push_str(&format!(
                    "<li>{records} <span class=\"faint\">{cited}{address}</span></li>\n"
                ));
            }
            page.push_str("</ul>\n</article>\n");
        }
    }
    page.push_str("</section>\n");
    page
}

fn anchor(pack: &Pack, claim: &Claim) -> String {
    format!("c-{}-{}", xml(&pack.id), xml(&claim.id))
}

/// Text of others for the page: marks escaped, bidirectional overrides shown, white space as one blank.
fn text(words: &str) -> String {
    xml(&escape(words))
}
