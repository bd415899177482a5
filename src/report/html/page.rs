//! The parts of which pages are made: head and foot, a text with its notes in the margin, the record.

use crate::document::model::{Block, BlockKind};
use crate::judge::model::{Finding, Verdict};
use crate::pack::model::{Claim, Evidence, Pack, Record};
use crate::report::item::{Item, items};
use crate::report::junit::{content, xml};
use crate::report::passage::{Piece, passage};
use crate::report::{DocumentReport, Run, capital, citation, escape, own, wording};
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Where the links that only a keyboard meets lead from the head of a page.
pub const MATRIX: (&str, &str) = ("matrix", "To the matrix");
/// As [`MATRIX`].
pub const RECORD: (&str, &str) = ("record", "To the record");

/// The head of a page, up to its first heading, with `skips` for whoever has no pointer.
pub fn begin(title: &str, skips: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    let title = text(title);
    let skips: String = skips
        .iter()
        .map(|(id, words)| format!("<a class=\"skip\" href=\"#{id}\">{words}</a>\n"))
        .collect();
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n{}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n\
         <title>gainsay: {title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n\
         {skips}<main>\n\
         <h1>{}</h1>\n",
        own::HTML,
        capital(&title)
    )
}

/// What walks through the page by keyboard.
pub const KEYS: &str =
    "<p class=\"faint keys\">Keys: j and k walk through the findings, m goes to the matrix.</p>\n";

/// The foot of a page.
pub fn end(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let made = text(&wording::made_with(run));
    write!(
        out,
        "<p class=\"faint\">{made}</p>\n</main>\n<script>/*<![CDATA[*/\n{SCRIPT}/*]]>*/</script>\n</body>\n</html>\n"
    )?;
    out.flush()
}

/// The head of a column of a matrix: where it leads, its short mark if it has one, the name that is shown, and the
/// whole of it.
pub struct Head {
    pub target: String,
    pub mark: Option<String>,
    pub name: String,
    pub title: String,
}

/// A row of a matrix: where its label leads, what a pointer is told of it, the label and the cells as written.
pub struct Line {
    pub target: String,
    pub title: String,
    pub label: String,
    pub cells: Vec<String>,
}

/// No more columns than these leave room for the claims even where the page is narrow.
const FEW: usize = 2;
/// More columns than this leave no room for words in the cells.
const ROOMY: usize = 8;
/// So many characters of a name have room where it stands upright.
const UPRIGHT: usize = 26;

/// A matrix under its heading, which can be scrolled by keyboard where it is wide. With many columns its cells show
/// signs alone, and `signs` says what they mean.
pub fn matrix(
    heading: &str,
    signs: &[(Verdict, &str, &str)],
    heads: &[Head],
    lines: impl Iterator<Item = Line>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let dense = heads.len() > ROOMY;
    write!(
        out,
        "<h2 id=\"matrix\">{}</h2>\n<p><a class=\"skip\" href=\"#beyond\">Past the matrix</a></p>\n",
        text(heading)
    )?;
    if dense {
        write!(out, "<ul class=\"signs\">")?;
        for (verdict, hint, word) in signs {
            write!(
                out,
                "<li><span class=\"cell {}\"><span class=\"tag\"><span class=\"sign\">{}</span>{hint}</span></span> {}</li>",
                verdict.name(),
                wording::page_glyph(*verdict),
                text(word)
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    let class = match heads.len() {
        _ if dense => "heat dense",
        0..=FEW => "heat few",
        _ => "heat",
    };
    write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"matrix\"><table class=\"{class}\">\n<thead><tr><th class=\"corner\">claim</th>"
    )?;
    for head in heads {
        let (target, title) = (&head.target, text(&head.title));
        let shown = match &head.mark {
            Some(mark) => format!("{mark}<span class=\"name\"> {}</span>", text(&head.name)),
            None if dense => {
                let name = text(&elided(&head.name, UPRIGHT));
                format!("<span class=\"name only\">{name}</span>")
            }
            None => broken(&head.name),
        };
        write!(
            out,
            "<th scope=\"col\"><a href=\"#{target}\" title=\"{title}\">{shown}</a></th>"
        )?;
    }
    write!(out, "</tr></thead>\n<tbody>\n")?;
    for line in lines {
        write!(
            out,
            "<tr><th scope=\"row\"><a href=\"#{}\" title=\"{}\">{}</a></th>",
            line.target,
            text(&line.title),
            line.label
        )?;
        for cell in &line.cells {
            write!(out, "{cell}")?;
        }
        writeln!(out, "</tr>")?;
    }
    write!(out, "</tbody>\n</table></div>\n<div id=\"beyond\"></div>\n")
}

/// A cell of a matrix: sign and word, in the pattern of the verdict, leading to where it comes from. `hint` stands for
/// the word where there is no room for it and the sign is not enough.
pub fn cell(verdict: Verdict, hint: &str, word: &str, target: Option<&str>) -> String {
    let (class, glyph, word) = (verdict.name(), wording::page_glyph(verdict), text(word));
    let hint = match hint {
        "" => String::new(),
        hint => format!("<span class=\"hint\" aria-hidden=\"true\">{hint}</span>"),
    };
    let sign = format!(
        "<span class=\"tag\"><span class=\"sign\">{glyph}</span>{hint} <span class=\"word\">{word}</span></span>"
    );
    let cell = format!("<td class=\"cell {class}\" title=\"{word}\">");
    match target {
        Some(target) => format!("{cell}<a href=\"#{target}\">{sign}</a></td>"),
        None => format!("{cell}{sign}</td>"),
    }
}

/// One document being written, with what there is to tell of it.
pub struct Text<'a> {
    one: DocumentReport<'a>,
    all: Vec<Item<'a>>,
    /// Number of its first note in the page.
    first: usize,
}

impl<'a> Text<'a> {
    /// The document with everything that makes its verdicts.
    pub fn new(run: &Run<'a>, one: DocumentReport<'a>, first: usize) -> Self {
        let mut all = items(run, &one);
        all.retain(|item| item.tells);
        Self { one, all, first }
    }

    /// How many notes it has.
    pub fn notes(&self) -> usize {
        self.all.len()
    }

    /// The claims that its notes lead to.
    pub fn claims(&self) -> impl Iterator<Item = (&'a Pack, &'a Claim)> {
        self.all.iter().map(|item| (item.pack, item.claim))
    }

    /// The number of the first note on a claim (`pack/claim`).
    pub fn note_on(&self, id: &str) -> Option<usize> {
        let at = self.all.iter().position(|item| item.id == id)?;
        Some(self.first + at)
    }

    /// The text with its notes beside it, and what was not checked.
    pub fn write(&self, page: &mut String) {
        for block in &self.one.document.blocks {
            self.block(block, page);
        }
        for (at, item) in self.all.iter().enumerate() {
            if item.sentence.is_none() {
                self.note(at, item, page);
            }
        }
        for notice in &self.one.screening.notices {
            let line = format!("Line {}: {}", notice.line, notice.message);
            page.push_str(&format!("<p class=\"faint\">{}</p>\n", text(&line)));
        }
        page.push_str(&format!(
            "<p class=\"faint\">Not checked: {}.</p>\n",
            text(&wording::not_checked(&self.one))
        ));
    }

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
            page.push_str(&content(whole.get(block.span.range()).unwrap_or_default()));
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
        let numbers = self.all.iter().enumerate();
        let numbers = numbers.filter(|(_, item)| item.sentence == Some(sentence));
        let numbers: Vec<String> = numbers
            .map(|(at, _)| {
                let note = note_anchor(self.first + at);
                format!("<a href=\"#{note}\">{}</a>", self.first + at + 1)
            })
            .collect();
        let numbers = match numbers.is_empty() {
            true => String::new(),
            false => format!("<sup class=\"refs\">{}</sup>", numbers.join(" ")),
        };
        let worst = own
            .iter()
            .filter(|item| item.finding.is_some())
            .min_by_key(|item| item.rank());
        let Some(worst) = worst else {
            page.push_str(&text(self.one.document.sentence(sentence)));
            page.push_str(&numbers);
            return;
        };
        let findings: Vec<&Finding> = own.iter().filter_map(|item| item.finding).collect();
        page.push_str(&format!("<mark class=\"{}\">", worst.kind.name()));
        push(&passage(&self.one, sentence, &findings, true).pieces, page);
        page.push_str("</mark>");
        page.push_str(&numbers);
    }

    fn note(&self, at: usize, item: &Item, page: &mut String) {
        let number = self.first + at;
        let (kind, glyph) = (item.kind.name(), wording::page_glyph(item.kind));
        let (word, title, shown) = (item.word(), text(&item.remark()), number + 1);
        let aside = item.aside.map_or_else(String::new, |aside| {
            format!(" ({})", text(&wording::aside(aside)))
        });
        let head = format!(
            "<aside class=\"note {kind}\" id=\"n{number}\"><a class=\"self\" href=\"#n{number}\"><span class=\"number\">{shown}</span> {glyph} {word}</a>"
        );
        let record = format!(
            "<a href=\"#{}\">{}</a>",
            anchor(item.pack, item.claim),
            text(&item.claim.statement)
        );
        // Of a plain agreement one line tells all; a paragraph may have many.
        if item.code() == "agrees" {
            page.push_str(&format!(
                "{head}{aside} <span class=\"with\">{record}</span></aside>\n"
            ));
            return;
        }
        page.push_str(&format!("{head}: {title}{aside}\n"));
        if let Some(finding) = item.finding {
            let reasons = wording::reasons(finding, item.claim).into_iter();
            for reason in reasons.chain(wording::judged(finding, self.one.document)) {
                page.push_str(&format!("<p class=\"why\">{}</p>\n", text(&reason)));
            }
        }
        page.push_str(&format!("<p>The record: {record}</p></aside>\n"));
    }
}

/// Words, those that were told apart in bold.
pub fn push(pieces: &[Piece], page: &mut String) {
    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    for piece in pieces {
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
}

/// The claims with their evidence in full: what every note leads to, and what is left on paper.
pub fn record(claims: &[(&Pack, &Claim)]) -> String {
    let mut page = String::from("<section>\n<h2 id=\"record\">The record</h2>\n");
    for (pack, claim) in claims {
        page.push_str(&format!(
            "<article class=\"claim\" id=\"{}\">\n<h3>{}</h3>\n<p class=\"faint\">{}/{}, {}, {}</p>\n",
            anchor(pack, claim),
            text(&claim.statement),
            text(&pack.id),
            text(&claim.id),
            claim.standing.name(),
            claim.severity.name()
        ));
        page.push_str(&evidence(pack, claim));
        page.push_str("</article>\n");
    }
    page.push_str("</section>\n");
    page
}

/// What each document records, and where it lies.
pub fn evidence(pack: &Pack, claim: &Claim) -> String {
    let mut page = String::from("<ul>\n");
    for evidence in &claim.evidence {
        let Some(record) = pack.records.get(&evidence.record) else {
            continue;
        };
        let cited = cited(record, evidence);
        let records = text(&evidence.records);
        page.push_str(&format!(
            "<li>{records} <span class=\"faint\">{cited}</span></li>\n"
        ));
    }
    page.push_str("</ul>\n");
    page
}

/// The note for one piece of evidence, its address a link. Only addresses of the network become links; nothing else may
/// act on a click.
pub fn cited(record: &Record, evidence: &Evidence) -> String {
    let note = citation(record, evidence);
    let address = record
        .address
        .as_deref()
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"));
    let parts = address.and_then(|address| Some((address, note.split_once(address)?)));
    match (address, parts) {
        (_, Some((address, (before, after)))) => format!(
            "{}{}<a href=\"{}\">{}</a>{}",
            text(before),
            if before.ends_with(' ') { " " } else { "" },
            xml(address),
            text(address),
            text(after)
        ),
        (Some(address), None) => {
            format!("{} <a href=\"{}\">open</a>", text(&note), xml(address))
        }
        (None, None) => text(&note),
    }
}

/// A name that may be parted where a reader would part it.
pub fn broken(name: &str) -> String {
    let mut name = text(name);
    for joint in ["/", "-", "_"] {
        name = name.replace(joint, &format!("{joint}<wbr/>"));
    }
    name
}

/// A name of at most so many characters, shortened in its middle: names of one folder differ at their ends.
fn elided(name: &str, most: usize) -> String {
    let all: Vec<char> = name.chars().collect();
    if all.len() <= most {
        return name.to_owned();
    }
    let (head, tail) = (most / 3, most - most / 3 - 1);
    let head: String = all[..head].iter().collect();
    let tail: String = all[all.len() - tail..].iter().collect();
    format!("{head}…{tail}")
}

/// The anchor of a note.
pub fn note_anchor(number: usize) -> String {
    format!("n{number}")
}

/// The anchor of a claim in the record.
pub fn anchor(pack: &Pack, claim: &Claim) -> String {
    format!("c-{}-{}", xml(&pack.id), xml(&claim.id))
}

/// Text of others for the page: marks escaped, bidirectional overrides shown, white space as one blank.
pub fn text(words: &str) -> String {
    xml(&escape(words))
}

#[cfg(test)]
mod tests {
    use super::{broken, cited, elided};
    use crate::pack::model::{Evidence, EvidenceKind, Record};

    #[test]
    fn an_address_stands_apart_from_what_is_before_it() {
        let record = Record {
            title: "Annals".into(),
            published: Some("Rome 1911, vol. 3".into()),
            address: Some("https://rome.example/3".into()),
            ..Record::default()
        };
        let evidence = Evidence {
            record: String::new(),
            locator: None,
            records: String::new(),
            kind: EvidenceKind::Primary,
            quantity: None,
        };
        let note = cited(&record, &evidence);
        assert!(
            note.contains(" <a href=\"https://rome.example/3\">"),
            "{note}"
        );
    }

    #[test]
    fn a_long_name_keeps_both_ends() {
        assert_eq!(elided("chapter 10.md", 13), "chapter 10.md");
        assert_eq!(elided("a long chapter 10.md", 13), "a lo…er 10.md");
        assert_eq!(elided("한국전쟁의 시작.md", 6), "한국….md");
    }

    #[test]
    fn a_name_is_parted_at_its_joints() {
        assert_eq!(broken("a/b-c<d"), "a/<wbr/>b-<wbr/>c&lt;d");
    }
}
