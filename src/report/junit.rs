//! JUnit XML: one suite a document, one test case a claim. There are no times, so that a report stays the same.

use super::item::{Item, items};
use super::{DocumentReport, Printer, Run, Totals, citation};
use crate::judge::model::{ClaimVerdict, Excuse, Verdict};
use std::io::{self, Write};

pub struct Junit<'o> {
    pub out: Box<dyn Write + 'o>,
}

impl Printer for Junit<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        writeln!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            self.out,
            "<testsuites name=\"gainsay {}\">",
            xml(run.version)
        )
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let all = items(run, one);
        let verdicts = &one.judgement.verdicts;
        let failures = one.screening.fails.iter().filter(|fails| **fails).count();
        let skipped = verdicts
            .iter()
            .filter(|verdict| verdict.verdict == Verdict::NotDue)
            .count();
        let path = xml(&one.document.path);
        writeln!(
            self.out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">",
            verdicts.len()
        )?;
        writeln!(self.out, "    <properties>")?;
        for pack in run.packs {
            let (id, version, hash) = (xml(&pack.id), xml(&pack.version), &pack.sha256);
            writeln!(
                self.out,
                "      <property name=\"pack {id}\" value=\"{version} {hash}\"/>"
            )?;
        }
        writeln!(self.out, "    </properties>")?;
        for (at, verdict) in verdicts.iter().enumerate() {
            let id = run.claim_id(verdict.pack, verdict.claim);
            let own: Vec<&Item> = all
                .iter()
                .filter(|item| item.id == id && item.tells)
                .collect();
            let fails = one.screening.fails.get(at) == Some(&true);
            self.case(one, &id, verdict, &own, fails)?;
        }
        writeln!(self.out, "  </testsuite>")
    }

    fn end(&mut self, _: &Run, totals: &Totals) -> io::Result<()> {
        for one in &totals.unreadable {
            let (path, why) = (xml(&one.path), xml(&one.why));
            writeln!(
                self.out,
                "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"
            )?;
            writeln!(
                self.out,
                "    <testcase classname=\"{path}\" name=\"not-read\" file=\"{path}\">\n      <error type=\"not-read\" message=\"{why}\"/>\n    </testcase>\n  </testsuite>"
            )?;
        }
        writeln!(self.out, "</testsuites>")?;
        self.out.flush()
    }
}

impl Junit<'_> {
    fn case(
        &mut self,
        one: &DocumentReport,
        id: &str,
        found: &ClaimVerdict,
        items: &[&Item],
        fails: bool,
    ) -> io::Result<()> {
        let path = xml(&one.document.path);
        let line = items
            .first()
            .map(|item| one.document.position(item.start(one)).line)
            .map_or_else(String::new, |line| format!(" line=\"{line}\""));
        write!(
            self.out,
            "    <testcase classname=\"{path}\" name=\"{}\" file=\"{path}\"{line}",
            xml(id)
        )?;
        let told: Vec<String> = items.iter().map(|item| described(one, item)).collect();
        let text = content(&told.join("\n"));
        let verdict = found.verdict;
        let excuse = one.judgement.excuse(found);
        let name = excuse.map_or(verdict.name(), Excuse::name);
        if fails {
            let (code, message) = items.iter().find(|item| item.fails).map_or_else(
                || (name.to_owned(), String::new()),
                |item| (item.code().to_owned(), item.message()),
            );
            let (code, message) = (xml(&code), xml(&message));
            writeln!(
                self.out,
                ">\n      <failure type=\"{code}\" message=\"{message}\">{text}</failure>\n    </testcase>"
            )
        } else if verdict == Verdict::NotDue {
            writeln!(
                self.out,
                ">\n      <skipped message=\"not due: the text does not treat the topic\"/>\n    </testcase>"
            )
        } else {
            writeln!(
                self.out,
                ">\n      <system-out>{name}\n{text}</system-out>\n    </testcase>"
            )
        }
    }
}

fn described(one: &DocumentReport, item: &Item) -> String {
    let place = one.document.position(item.start(one));
    let aside = item
        .aside
        .map_or_else(String::new, |aside| format!(" ({})", aside.name()));
    let sentence = match (item.finding, item.sentence) {
        (Some(_), Some(at)) => format!("\n  {}", one.document.sentence(at)),
        _ => String::new(),
    };
    let source = item.source().filter(|_| item.kind != Verdict::Agrees);
    let source = source.map_or_else(String::new, |(record, evidence)| {
        format!("\n  Source: {}", citation(record, evidence))
    });
    format!(
        "{}:{}:{}: {}{aside}{sentence}{source}",
        one.document.path,
        place.line,
        place.column,
        item.message()
    )
}

/// Text between tags, where lines stay lines.
pub(super) fn content(text: &str) -> String {
    xml(text).replace("&#10;", "\n").replace("&#9;", "\t")
}

/// Text for an attribute. Characters that XML cannot hold at all are left out.
pub(super) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // Bare ones in an attribute are read as blanks.
            '\n' => safe.push_str("&#10;"),
            '\t' => safe.push_str("&#9;"),
            c if c.is_control() || matches!(c as u32, 0xfffe | 0xffff) => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_control_characters_dropped() {
        assert_eq!(
            xml("a<b> & \"c\"\u{1b}[0m\u{0}"),
            "a&lt;b&gt; &amp; &quot;c&quot;[0m"
        );
        assert_eq!(xml("a\n&#10;\tb"), "a&#10;&amp;#10;&#9;b");
        assert_eq!(content("a\n&#10;\tb"), "a\n&amp;#10;\tb");
    }
}
