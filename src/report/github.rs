//! Annotations of a GitHub workflow. A step shows ten errors and ten warnings, so the worst come first.

use super::item::{Grade, Item, items};
use super::{DocumentReport, NotRead, Printer, Run, Totals, citation, escape};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Annotations of one kind that a step shows.
const LIMIT: usize = 10;

/// Where an annotation stands among all: how bad it is, then the order of the run.
type Place = ((u8, bool), usize);

pub struct Github<'o> {
    out: Box<dyn Write + 'o>,
    /// The worst so far, and how many there were, for errors and warnings.
    kept: [BTreeMap<Place, String>; 2],
    found: [usize; 2],
    order: usize,
}

impl<'o> Github<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self {
            out,
            kept: [BTreeMap::new(), BTreeMap::new()],
            found: [0; 2],
            order: 0,
        }
    }
}

impl Printer for Github<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        for item in items(run, one) {
            let kind = match item.grade() {
                Grade::Error => 0,
                Grade::Warning => 1,
                Grade::Note => continue,
            };
            if !item.counts() || !item.tells {
                continue;
            }
            self.order += 1;
            self.found[kind] += 1;
            let kept = &mut self.kept[kind];
            kept.insert((item.rank(), self.order), annotation(one, &item));
            if kept.len() > LIMIT {
                kept.pop_last();
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        if !totals.unreadable.is_empty() {
            let all: Vec<String> = totals.unreadable.iter().map(NotRead::to_string).collect();
            let message = data(&format!("could not be read:\n{}", all.join("\n")));
            writeln!(self.out, "::error title=gainsay::{message}")?;
            // That was one of the ten errors.
            self.kept[0] = std::mem::take(&mut self.kept[0])
                .into_iter()
                .take(LIMIT - 1)
                .collect();
        }
        for line in self.kept.iter().flat_map(BTreeMap::values) {
            writeln!(self.out, "{line}")?;
        }
        let shown: usize = self.kept.iter().map(BTreeMap::len).sum();
        let found: usize = self.found.iter().sum();
        if found > shown {
            let message = format!(
                "{} more findings: a step shows ten errors and ten warnings. The step summary has all, and so has a report in another format",
                found - shown
            );
            writeln!(self.out, "::notice title=gainsay::{}", data(&message))?;
        }
        self.out.flush()
    }
}

fn annotation(one: &DocumentReport, item: &Item) -> String {
    let span = item.span(one);
    let (start, end) = one.document.positions(span);
    let mut place = format!("file={},line={}", property(&one.document.path), start.line);
    // Columns are understood only within one line.
    if start.line == end.line && !span.is_empty() {
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    } else if !span.is_empty() {
        place.push_str(&format!(",endLine={}", end.line));
    }
    let title = format!("{} {}", item.word(), item.id);
    let mut message = item.message();
    if item.finding.is_some() {
        message.push_str(&format!("\nThe record: {}", item.claim.statement));
    }
    if let Some((record, evidence)) = item.source() {
        message.push_str(&format!("\nSource: {}", citation(record, evidence)));
    }
    format!(
        "::{} {place},title={}::{}",
        item.grade().name(),
        property(&title),
        data(&message)
    )
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    escape::plain(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_end_the_command() {
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
        assert_eq!(property("a\u{202e}b.md"), "a<U+202E>b.md");
        assert_eq!(data("50 %: a\r\n::error::b"), "50 %25: a%0D%0A::error::b");
    }
}
