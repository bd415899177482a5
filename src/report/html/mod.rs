//! One page for reviewers that needs nothing else: the matrix, each text with its findings in the margin, the record.
//!
//! It is written so that it is also well-formed XML, which lets a test read it strictly.

pub(super) mod page;

use super::spool::Spool;
use super::totals::Tally;
use super::{DocumentReport, Printer, Run, Totals, own, wording};
use crate::gate::Aside;
use crate::judge::model::{Excuse, Verdict};
use page::{Head, Line, Text, anchor, text};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The texts are kept until the end, because the matrix stands above them.
pub struct Html<'o> {
    out: Box<dyn Write + 'o>,
    body: Spool,
    paths: Vec<String>,
    /// The rows of the matrix by pack and claim.
    matrix: BTreeMap<(usize, usize), Row>,
    notes: usize,
}

/// A claim in the matrix. Most claims are not due in most texts: of these the verdict is all that is kept.
#[derive(Default)]
struct Row {
    /// The verdicts by number of the document; none where the claim is not in scope.
    verdicts: Vec<Option<Verdict>>,
    /// What made them, where there is something.
    made: BTreeMap<usize, Made>,
}

/// What made a verdict.
struct Made {
    /// Number of the note.
    note: Option<usize>,
    /// Why it is no error, if it is a contradiction.
    excuse: Option<Excuse>,
    /// The word for why it does not count.
    aside: Option<&'static str>,
}

impl<'o> Html<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self {
            out,
            body: Spool::default(),
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
        let verdicts = one.judgement.verdicts.iter();
        for (verdict, aside) in verdicts.zip(&one.screening.verdicts) {
            let row = self
                .matrix
                .entry((verdict.pack, verdict.claim))
                .or_default();
            row.verdicts.resize(number, None);
            row.verdicts.push(Some(verdict.verdict));
            let made = Made {
                note: told.note_on(&run.claim_id(verdict.pack, verdict.claim)),
                excuse: one.judgement.excuse(verdict),
                aside: aside.as_ref().map(Aside::name),
            };
            if made.note.is_some() || made.aside.is_some() {
                row.made.insert(number, made);
            }
        }
        let path = text(&one.document.path);
        let counts = text(&wording::counts(&Tally::of(one)));
        let mut section = format!("<section>\n<h2 id=\"d{number}\">{path}</h2>\n<p>{counts}</p>\n");
        told.write(&mut section);
        section.push_str("</section>\n");
        self.body.push(&section)
    }

    fn end(&mut self, run: &Run, totals: &Totals) -> io::Result<()> {
        let summary = text(&own::summary(totals));
        // What the matrix and the notes lead to; a claim that no text owes would be paper for nothing.
        let rows = self.matrix.iter().filter(|(_, row)| row.is_due());
        let claims: Vec<_> = rows
            .map(|((pack, claim), _)| (&run.packs[*pack], run.claim(*pack, *claim)))
            .collect();
        let skips: &[_] = match claims.is_empty() {
            true => &[page::MATRIX],
            false => &[page::MATRIX, page::RECORD],
        };
        page::begin(
            "what the texts say against the record",
            skips,
            &mut self.out,
        )?;
        write!(self.out, "<p>{summary}</p>\n{}", page::KEYS)?;
        self.matrix(run)?;
        self.body.pour(&mut self.out)?;
        if !claims.is_empty() {
            self.out.write_all(page::record(&claims).as_bytes())?;
        }
        page::end(run, &mut self.out)
    }
}

impl Html<'_> {
    /// Claims by documents; each sign leads to its finding. A claim that no document owes is only counted.
    fn matrix(&mut self, run: &Run) -> io::Result<()> {
        let (paths, matrix) = (&self.paths, &self.matrix);
        let folder = common_folder(paths);
        let heads: Vec<Head> = paths
            .iter()
            .enumerate()
            .map(|(number, path)| Head {
                target: format!("d{number}"),
                mark: None,
                name: path[folder..].to_owned(),
                title: path.clone(),
            })
            .collect();
        let rows = matrix.iter().filter(|(_, row)| row.is_due());
        let due = rows.clone().count();
        let lines = rows.map(|((pack, claim), row)| line(run, (*pack, *claim), row, paths.len()));
        let found = |verdict: &Verdict| {
            let mut cells = matrix.values().flat_map(|row| &row.verdicts);
            cells.any(|cell| *cell == Some(*verdict))
        };
        let excused = |excuse: Excuse| {
            let mut made = matrix.values().flat_map(|row| row.made.values());
            made.any(|made| made.excuse == Some(excuse))
        };
        let excuses = [Excuse::Superseded, Excuse::Debated];
        let excuses = excuses.into_iter().filter(|excuse| excused(*excuse));
        let excuses = excuses.map(|excuse| {
            let hint = wording::comparison::hint(Some(excuse));
            (Verdict::Contradicts, hint, excuse.name())
        });
        let signs: Vec<_> = Verdict::ALL
            .into_iter()
            .filter(found)
            .map(|verdict| (verdict, "", verdict.name()))
            .chain(excuses)
            .collect();
        page::matrix("Claims and texts", &signs, &heads, lines, &mut self.out)?;
        let rest = matrix.len() - due;
        if rest > 0 {
            let rest = wording::number(rest, "claim is", "claims are");
            writeln!(
                self.out,
                "<p class=\"faint\">{rest} not due in any of these texts.</p>"
            )?;
        }
        Ok(())
    }
}

/// How many bytes of each path name the folder that all have in common.
fn common_folder(paths: &[String]) -> usize {
    let Some((first, rest)) = paths.split_first() else {
        return 0;
    };
    let shared = rest.iter().fold(first.as_str(), |shared, path| {
        let same = shared.bytes().zip(path.bytes());
        let same = same.take_while(|(a, b)| a == b).count();
        &shared[..shared.floor_char_boundary(same)]
    });
    shared.rfind('/').map_or(0, |slash| slash + 1)
}

/// A claim in the matrix, with a cell for each of so many documents.
fn line(run: &Run, (pack, claim): (usize, usize), row: &Row, documents: usize) -> Line {
    let told = run.claim(pack, claim);
    let cell = |number: usize| match row.verdicts.get(number) {
        Some(Some(verdict)) => {
            let made = row.made.get(&number);
            let note = made.and_then(|made| made.note).map(page::note_anchor);
            let aside = made.and_then(|made| made.aside);
            let excuse = made.and_then(|made| made.excuse);
            let name = excuse.map_or(verdict.name(), Excuse::name);
            let word = match aside.map(wording::kind_of_aside) {
                Some(aside) => format!("{name}, {aside}"),
                None => name.to_owned(),
            };
            page::cell(
                *verdict,
                wording::comparison::hint(excuse),
                &word,
                note.as_deref(),
            )
        }
        _ => "<td class=\"cell\"></td>".to_owned(),
    };
    Line {
        target: anchor(&run.packs[pack], told),
        title: told.id.clone(),
        label: text(&told.statement),
        cells: (0..documents).map(cell).collect(),
    }
}

impl Row {
    /// Whether any document owes the claim, or speaks of it.
    fn is_due(&self) -> bool {
        if self.made.values().any(|made| made.note.is_some()) {
            return true;
        }
        let mut verdicts = self.verdicts.iter().flatten();
        verdicts.any(|verdict| *verdict != Verdict::NotDue)
    }
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn the_folder_that_all_have_in_common() {
        let common = |paths: &[&str]| {
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            paths[0][..common_folder(&paths)].to_owned()
        };
        assert_eq!(common(&["drafts/one.md", "drafts/once/two.md"]), "drafts/");
        assert_eq!(common(&["drafts/one.md"]), "drafts/");
        assert_eq!(common(&["a/\u{e9}.md", "a/\u{e8}.md"]), "a/");
        assert_eq!(common(&["one.md", "drafts/one.md"]), "");
    }
}
