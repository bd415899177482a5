//! Markdown for reviewers: what was found first, then each finding with its sentence, its reason and its citations.

use super::item::{Item, items};
use super::passage::{Piece, passage};
use super::spool::Spool;
use super::totals::Tally;
use super::{DocumentReport, Printer, Run, Totals, capital, citation, escape, own, wording};
use crate::judge::model::Verdict;
use crate::pack::model::{Claim, Pack};
use std::io::{self, Write};

/// The body is kept until the end, because the summary stands above it.
pub struct Markdown<'o> {
    out: Box<dyn Write + 'o>,
    body: Spool,
    /// Documents about which there is nothing to tell.
    silent: usize,
}

impl<'o> Markdown<'o> {
    pub fn new(out: Box<dyn Write + 'o>) -> Self {
        Self {
            out,
            body: Spool::default(),
            silent: 0,
        }
    }
}

/// One finding, or one omission.
fn item(one: &DocumentReport, item: &Item, body: &mut String) {
    let line = one.document.position(item.start(one)).line;
    let aside = item
        .aside
        .map_or_else(String::new, |aside| format!(" ({})", wording::aside(aside)));
    body.push_str(&format!(
        "### {} {}: `{}`, line {line}{}\n\n",
        wording::glyph(item.kind),
        item.word(),
        item.claim.id,
        escaped(&aside)
    ));
    if let (Some(finding), Some(at)) = (item.finding, item.sentence) {
        let words = passage(one, at, &[finding], true);
        body.push_str("> ");
        push(&words.pieces, body);
        body.push_str("\n\n");
    }
    let title = capital(&item.title());
    body.push_str(&format!(
        "{}. The record: {}\n\n",
        escaped(&title),
        escaped(&item.claim.statement)
    ));
    if let Some(finding) = item.finding {
        let mut reasons = wording::reasons(finding, item.claim);
        reasons.extend(wording::judged(finding, one.document));
        for reason in &reasons {
            body.push_str(&format!("- {}\n", escaped(reason)));
        }
        if !reasons.is_empty() {
            body.push('\n');
        }
    }
    if matches!(item.kind, Verdict::Contradicts | Verdict::Omits) {
        body.push_str(&cited(item.pack, item.claim));
    }
}

/// The citations of a claim, folded away.
pub(super) fn cited(pack: &Pack, claim: &Claim) -> String {
    let cited: Vec<String> = claim
        .evidence
        .iter()
        .filter_map(|evidence| {
            let record = pack.records.get(&evidence.record)?;
            let note = format!("{} {}", evidence.records, citation(record, evidence));
            Some(format!("- {}\n", escaped(&note)))
        })
        .collect();
    if cited.is_empty() {
        return String::new();
    }
    format!(
        "<details><summary>Citations ({})</summary>\n\n{}\n</details>\n\n",
        cited.len(),
        cited.concat()
    )
}

/// Words, those that were told apart in bold.
pub(super) fn push(pieces: &[Piece], body: &mut String) {
    for piece in pieces {
        let text = escaped(piece.text);
        // Emphasis must not begin or end with a blank.
        match (piece.marked, text.trim()) {
            (true, bare) if !bare.is_empty() => {
                body.push_str(&text.replacen(bare, &format!("**{bare}**"), 1));
            }
            _ => body.push_str(&text),
        }
    }
}

impl Printer for Markdown<'_> {
    fn begin(&mut self, _: &Run) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()> {
        let mut all = items(run, one);
        all.retain(|item| item.tells && item.counts() && item.kind != Verdict::Agrees);
        all.sort_by_key(Item::rank);
        let path = &one.document.path;
        if all.is_empty() && one.screening.notices.is_empty() && one.document.language == "en" {
            self.silent += 1;
            return Ok(());
        }
        let mut section = format!("## {}\n\n", escaped(path));
        section.push_str(&format!("{}\n\n", wording::counts(&Tally::of(one))));
        for told in &all {
            item(one, told, &mut section);
        }
        for notice in &one.screening.notices {
            let text = format!("Line {}: {}", notice.line, notice.message);
            section.push_str(&format!("- {}\n", escaped(&text)));
        }
        let unchecked = wording::not_checked(one);
        section.push_str(&format!("\nNot checked: {}.\n\n", escaped(&unchecked)));
        self.body.push(&section)
    }

    fn end(&mut self, run: &Run, totals: &Totals) -> io::Result<()> {
        let out = &mut self.out;
        writeln!(out, "{}", own::MARKDOWN)?;
        writeln!(out, "# gainsay: what the texts say against the record\n")?;
        writeln!(out, "{}\n", escaped(&own::summary(totals)))?;
        if totals.documents > 0 {
            writeln!(out, "| verdict | claims |\n|---|--:|")?;
            for (verdict, count) in totals.verdicts.reached() {
                let (glyph, name) = (wording::glyph(verdict), verdict.name());
                let aside = wording::in_brackets(count);
                let plain = count.all - count.excused.values().sum::<usize>();
                if plain > 0 || !aside.is_empty() {
                    writeln!(out, "| {glyph} {name} | {plain}{aside} |")?;
                }
                for (excuse, excused) in &count.excused {
                    writeln!(out, "| {glyph} {} | {excused} |", excuse.name())?;
                }
            }
            writeln!(out)?;
        }
        self.body.pour(out)?;
        if self.silent > 0 {
            let texts = wording::number(self.silent, "text", "texts");
            writeln!(out, "Nothing to tell of {texts}.\n")?;
        }
        writeln!(out, "{}", wording::made_with(run))?;
        out.flush()
    }
}

/// Text in which no character acts as Markdown or HTML; white space runs become one blank.
pub(super) fn escaped(text: &str) -> String {
    let leading = text.starts_with(char::is_whitespace);
    let trailing = text.len() > 1 && text.ends_with(char::is_whitespace);
    let mut safe = String::with_capacity(text.len());
    if leading {
        safe.push(' ');
    }
    for c in escape(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // A name after it would call a person.
            '@' => safe.push_str("&#64;"),
            c => safe.push(c),
        }
    }
    if trailing && !safe.ends_with(' ') {
        safe.push(' ');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_as_markup() {
        assert_eq!(escaped(" a*b <i>\n@me "), " a\\*b &lt;i&gt; &#64;me ");
    }
}
