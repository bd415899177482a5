//! The marks by which a report of this program is known when it lies among texts, and what is told of it.

use super::{Totals, capital, wording};
use crate::judge::model::{Excuse, Verdict};

/// The first line of a Markdown report, which no page shows.
pub(super) const MARKDOWN: &str = concat!(
    "<!-- report of gainsay ",
    env!("CARGO_PKG_VERSION"),
    ": no text to be checked -->"
);
/// As [`MARKDOWN`], up to the version.
const MARKDOWN_HEAD: &str = "<!-- report of gainsay ";

/// What the head of a page says of its origin.
pub(super) const HTML: &str = concat!(
    "<meta name=\"generator\" content=\"gainsay ",
    env!("CARGO_PKG_VERSION"),
    "\"/>"
);
/// As [`HTML`], up to the version.
const HTML_HEAD: &str = "<meta name=\"generator\" content=\"gainsay ";

/// The whole run in one sentence, and what of the inputs was left out.
pub(super) fn summary(totals: &Totals) -> String {
    let reports = match totals.reports.len() {
        1 => "a report of gainsay",
        _ => "reports of gainsay",
    };
    let mut told = wording::summary(totals);
    let left = [left_out(&totals.reports, reports), formats_not_read(totals)];
    for left in left.into_iter().flatten() {
        told.push_str(&format!(" {}.", capital(&left)));
    }
    told
}

/// The files of folders that may be drafts and are in formats that are not read.
pub fn formats_not_read(totals: &Totals) -> Option<String> {
    left_out(&totals.foreign_formats, "in formats that are not read")
}

fn left_out(paths: &[String], what: &str) -> Option<String> {
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    (!paths.is_empty()).then(|| format!("not checked: {}, {what}", wording::some_of(&paths)))
}

/// Bytes of a file in which its marks stand, if it has any.
pub const HEAD: usize = 4096;
/// Bytes that may be missing at the end of the head, where it cuts a letter, or before it, where blanks stood.
const LONGEST_SIGN: usize = 64;

/// Why such a text is not checked.
pub const IS_REPORT: &str = "a report of gainsay, as its first lines say, and no text";

/// Whether this program wrote what begins like this, as a report in any of its formats.
pub fn is_report(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let marked = match head.as_bytes().first() {
        Some(b'<') => {
            head.starts_with(MARKDOWN_HEAD)
                || head.starts_with("<!DOCTYPE html>") && head.contains(HTML_HEAD)
                || head
                    .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                    .is_some_and(|rest| {
                        rest.trim_start().starts_with("<testsuites name=\"gainsay ")
                    })
        }
        Some(b'{') => {
            let compact: String = head.split_whitespace().collect();
            compact.starts_with("{\"version\":1,\"program\":\"gainsay")
                || compact.starts_with("{\"$schema\":\"https://json.schemastore.org/sarif-")
                    && compact.contains("\"driver\":{\"name\":\"gainsay\"")
                || is_record(&compact)
        }
        // Dimmed, where colours were asked for.
        Some(b'g' | 0x1b) => is_made_with(head),
        Some(b':') => is_annotation(head),
        _ => false,
    };
    marked || is_concise(head)
}

/// Whether a line of a stream says whose it is: its id comes first.
fn is_record(compact: &str) -> bool {
    compact.starts_with("{\"version\":1,\"id\":") && compact.contains(",\"program\":\"gainsay")
}

/// Whether a text for people begins: `gainsay 0.1.0, packs rome 0.1.0 (24c3aadcd05e)`.
fn is_made_with(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or_default();
    let plain = match first.strip_prefix('\u{1b}') {
        Some(dim) => dim.split_once('m').map_or("", |(_, word)| word),
        None => first,
    };
    let version = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.');
    plain == "gainsay"
        && words
            .next()
            .and_then(|word| word.strip_suffix(','))
            .is_some_and(version)
        && matches!(words.next(), Some("pack" | "packs"))
        && words.next().is_some()
        && words.next().is_some_and(version)
        && words.next().is_some_and(|word| word.starts_with('('))
}

/// Whether every line is an annotation of a workflow on a claim.
fn is_annotation(head: &str) -> bool {
    let titled = |line: &str| {
        let (_, title) = line.split_once(",title=")?;
        let (kind, _) = title.split_once(' ')?;
        Some(line.starts_with("::") && is_kind(kind))
    };
    let mut lines = whole_lines(head).peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            titled(line) == Some(true)
                || line.starts_with("::notice title=gainsay::")
                || line.starts_with("::error title=gainsay::")
        })
}

/// Whether every line is a finding: `chapter.md:4:29: contradicts[rome-attacked] ...`.
fn is_concise(head: &str) -> bool {
    let mut lines = whole_lines(head).peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            let mut ends = line.match_indices(": ").map(|(at, _)| line.split_at(at));
            ends.any(|(place, rest)| is_place(place) && is_finding(&rest[2..]))
        })
}

/// `chapter.md:4:29`.
fn is_place(text: &str) -> bool {
    let mut parts = text.rsplitn(3, ':');
    let number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
    number(parts.next()) && number(parts.next()) && parts.next().is_some()
}

/// `contradicts[rome-attacked] ...`.
fn is_finding(text: &str) -> bool {
    let claim = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.split_once('[').is_some_and(|(kind, rest)| {
        is_kind(kind) && rest.trim_start_matches(claim).starts_with("] ")
    })
}

fn is_kind(word: &str) -> bool {
    let verdicts = Verdict::ALL.into_iter().map(Verdict::name);
    let excuses = [Excuse::Debated, Excuse::Superseded].map(Excuse::name);
    verdicts.chain(excuses).any(|kind| kind == word)
}

/// The lines of the head, without one that it may cut short.
fn whole_lines(head: &str) -> impl Iterator<Item = &str> {
    let cut = (head.len() + LONGEST_SIGN >= HEAD).then(|| head.rfind('\n'));
    let end = cut.flatten().unwrap_or(head.len());
    head[..end].lines().filter(|line| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_known_by_marks_that_no_text_bears() {
        for report in [
            "\u{feff}<!-- report of gainsay 0.9.1: no text to be checked -->\r\n# gainsay",
            "<!DOCTYPE html>\n<html>\n<head>\n<meta name=\"generator\" content=\"gainsay 0.1.0\"/>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gainsay 0.1.0\">",
            "{\n  \"version\": 1,\n  \"program\": \"gainsay 0.1.0\",",
            "{\"version\":1,\"id\":7,\"program\":\"gainsay 0.1.0\",",
            "gainsay 0.1.0, packs rome 0.1.0 (24c3aadcd05e), carthage\n  0.2.0 (e27be4bc61e2)\n",
            "\u{1b}[2mgainsay 0.1.0, pack rome 0.1.0 (24c3aadcd05e)\u{1b}[0m\n",
            "a b.md:4:29: partial[rome-fell] states it: no date\nc: d.md:1:1: debated[rome] x\n",
            "::error file=a.md,line=3,col=1,title=contradicts rome/rome-fell::contradicts\n::notice title=gainsay::2 more findings\n",
        ] {
            assert!(is_report(report), "{report}");
        }
        for text in [
            "",
            "# gainsay: what the texts say against the record\n\nThe report looks like this.",
            "<!-- gainsay ignore rome-fell: quoted -->\nRome fell.",
            "<!DOCTYPE html>\n<html><head><title>Rome</title></head></html>",
            "gainsay 0.1.0, the program, says that Rome fell.",
            "gainsay 0.1.0, packs and all, is a program (for historians).",
            "a.md:4:29: partial[rome-fell] is what the program said of Rome.\n\nIt was wrong.",
            "src/a.rs:4:29: warning[unused] Rome",
            "::: note\nRome fell.",
            "{Rome}, said Cato, must fall.",
        ] {
            assert!(!is_report(text), "{text}");
        }
    }
}
