//! A line a finding: `path:line:column: verdict[claim] message`.

use super::citation::without_address;
use super::item::{Item, items};
use super::{DocumentReport, Printer, Run, Totals, escape, wording};
use crate::judge::model::Verdict;
use std::io::{self, Write};

pub struct Concise<'o> {
    pub out: Box<dyn Write + 'o>,
    /// Whether agreements and what was set aside are shown, too.
    pub verbose: bool,
}

impl Printer for Concise<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let path = escape(&one.document.path);
        let all = items(run, one);
        let shown = |item: &&Item| self.verbose || (item.counts() && item.kind != Verdict::Agrees);
        for item in all.iter().filter(shown) {
            let place = one.document.position(item.start(one));
            let mut message = item.title();
            match item.finding {
                Some(finding) => {
                    for reason in wording::reasons(finding, item.claim).iter().take(2) {
                        message.push_str(&format!("; {reason}"));
                    }
                }
                None => message.clone_from(&item.claim.statement),
            }
            if let Some((record, evidence)) =
                item.source().filter(|_| item.kind == Verdict::Contradicts)
            {
                message.push_str(&format!("; see {}", without_address(record, evidence)));
            }
            let (line, column, kind) = (place.line, place.column, item.word());
            let (id, message) = (&item.claim.id, escape(&message));
            let aside = item
                .aside
                .map_or_else(String::new, |aside| format!(" ({})", wording::aside(aside)));
            writeln!(
                self.out,
                "{path}:{line}:{column}: {kind}[{id}] {message}{aside}"
            )?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run, _: &Totals) -> io::Result<()> {
        self.out.flush()
    }
}
