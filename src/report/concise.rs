//! A line a finding: `path:line:column: verdict[claim] message`.

use super::item::items;
use super::{DocumentReport, Printer, Run, Totals, escape, wording};
use crate::judge::model::Verdict;
use std::io::{self, Write};

pub struct Concise<'o> {
    pub out: Box<dyn Write + 'o>,
}

impl Printer for Concise<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let path = escape(&one.document.path);
        let mut all = items(run, one);
        // What was left out has no place of its own and comes last.
        all.sort_by_key(|item| item.kind == Verdict::Omits);
        for item in all.iter().filter(|item| item.counts()) {
            let place = one.document.position(item.start(one));
            let mut message = item.title();
            match item.finding {
                Some(finding) => {
                    for reason in finding.reasons.iter().filter_map(wording::reason).take(2) {
                        message.push_str(&format!("; {reason}"));
                    }
                }
                None => message.clone_from(&item.claim.statement),
            }
            let (line, column, kind) = (place.line, place.column, item.kind.name());
            let (id, message) = (&item.claim.id, escape(&message));
            writeln!(self.out, "{path}:{line}:{column}: {kind}[{id}] {message}")?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run, _: &Totals) -> io::Result<()> {
        self.out.flush()
    }
}
