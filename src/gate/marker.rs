//! Markers in a text, read and checked: which claims, which sentences, why and until when.

use super::fingerprint::claim_id;
use crate::document::MarkerLine;
use crate::document::model::Document;
use crate::pack::model::Pack;
use crate::pack::{Diagnostic, Level as Grade};
use crate::span::Span;
use jiff::civil::Date;
use std::ops::Range;

/// A suppression within a text.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// The claims, as `pack/claim`.
    pub claims: Vec<String>,
    /// The sentences on which they are suppressed.
    pub sentences: Range<usize>,
    pub reason: String,
    pub until: Option<Date>,
    /// The marker's line in the text.
    pub line: Span,
}

/// What a marker's words say.
struct Words<'a> {
    verb: &'a str,
    claims: Vec<&'a str>,
    until: Option<&'a str>,
    reason: &'a str,
}

/// The suppressions of a text, and what is wrong with its markers.
pub(super) fn read(packs: &[Pack], document: &Document) -> (Vec<Marked>, Vec<Diagnostic>) {
    let mut reading = Reading {
        packs,
        document,
        found: Vec::new(),
        open: Vec::new(),
        problems: Vec::new(),
    };
    for marker in document.markers() {
        reading.marker(marker);
    }
    for stray in document.strays() {
        reading.problems.push(diagnostic(
            document,
            stray,
            Grade::Warning,
            "suppression-unread",
            "this begins like a marker and is none".into(),
            Some(format!(
                "write `{}` on a line of its own",
                document.as_marker("ignore CLAIM: reason")
            )),
        ));
    }
    for open in std::mem::take(&mut reading.open) {
        reading.problem(
            open.line,
            "suppression-unclosed",
            "this ignore-start has no ignore-end".into(),
            "add `gainsay ignore-end` where the passage ends".into(),
        );
    }
    (reading.found, reading.problems)
}

struct Reading<'a> {
    packs: &'a [Pack],
    document: &'a Document,
    found: Vec<Marked>,
    open: Vec<Marked>,
    problems: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn marker(&mut self, marker: MarkerLine) {
        let document = self.document;
        let body = document.text.get(marker.body.range()).unwrap_or_default();
        let words = words(body);
        let after = document
            .sentences
            .partition_point(|sentence| sentence.span.start < marker.line.start);
        if words.verb == "ignore-end" {
            return self.close(marker, after, &words.claims);
        }
        let Some(marked) = self.marked(marker, &words) else {
            return;
        };
        let sentences = match words.verb {
            "ignore" => after..self.paragraph_end(after),
            "ignore-file" if self.headings(after) => 0..document.sentences.len(),
            "ignore-file" => {
                return self.problem(
                    marker.line,
                    "suppression-misplaced",
                    "ignore-file must stand before the first sentence that is no heading".into(),
                    "move it to the top, or use `ignore` before a paragraph".into(),
                );
            }
            "ignore-start" => {
                self.open.push(Marked {
                    sentences: after..after,
                    ..marked
                });
                return;
            }
            other => {
                return self.problem(
                    marker.line,
                    "suppression-syntax",
                    format!("unknown marker `{other}`"),
                    "known are ignore, ignore-start, ignore-end and ignore-file".into(),
                );
            }
        };
        self.found.push(Marked {
            sentences,
            ..marked
        });
    }

    /// Whether the first `count` sentences are headings.
    fn headings(&self, count: usize) -> bool {
        let document = self.document;
        let heading = |block: usize| document.blocks[block].kind.is_heading();
        document.sentences[..count]
            .iter()
            .all(|sentence| heading(sentence.block))
    }

    /// Ends the innermost passage, or the one on the claims named.
    fn close(&mut self, marker: MarkerLine, end: usize, claims: &[&str]) {
        let known: Vec<String> = claims.iter().filter_map(|id| self.claim(id)).collect();
        let at = self.open.iter().rposition(|open| {
            claims.is_empty() || open.claims.iter().any(|claim| known.contains(claim))
        });
        match at {
            Some(at) => {
                let mut open = self.open.remove(at);
                open.sentences.end = end;
                self.found.push(open);
            }
            None => self.problem(
                marker.line,
                "suppression-unopened",
                "this ignore-end ends nothing".into(),
                "take it out, or add `gainsay ignore-start CLAIM: reason` above".into(),
            ),
        }
    }

    /// Claims, reason and date of a marker; `None` where one of them is wrong, all of which is reported.
    fn marked(&mut self, marker: MarkerLine, words: &Words) -> Option<Marked> {
        let before = self.problems.len();
        if words.claims.is_empty() {
            self.problem(
                marker.line,
                "suppression-syntax",
                "no claim is named".into(),
                format!(
                    "write `gainsay {} CLAIM: reason`; `gainsay claims list` shows the claims",
                    words.verb
                ),
            );
        }
        let mut claims = Vec::new();
        for id in &words.claims {
            match self.claim(id) {
                Some(claim) => claims.push(claim),
                None => self.problem(
                    marker.line,
                    "suppression-unknown-claim",
                    format!("no claim `{id}`"),
                    nearest(self.packs, id),
                ),
            }
        }
        if words.reason.is_empty() {
            self.problem(
                marker.line,
                "suppression-no-reason",
                "a suppression needs a reason".into(),
                format!(
                    "write it after a colon: `gainsay {} CLAIM: reason`",
                    words.verb
                ),
            );
        }
        let until = words.until.and_then(|date| match date.parse::<Date>() {
            Ok(date) => Some(date),
            Err(_) => {
                self.problem(
                    marker.line,
                    "suppression-date",
                    format!("`{date}` is no date"),
                    "write it as until=2027-06-30".into(),
                );
                None
            }
        });
        (self.problems.len() == before).then(|| Marked {
            claims,
            sentences: 0..0,
            reason: words.reason.to_owned(),
            until,
            line: marker.line,
        })
    }

    /// One past the last sentence of the block in which sentence `at` stands.
    fn paragraph_end(&self, at: usize) -> usize {
        let sentences = &self.document.sentences;
        let Some(block) = sentences.get(at).map(|sentence| sentence.block) else {
            return at;
        };
        at + sentences[at..]
            .iter()
            .take_while(|sentence| sentence.block == block)
            .count()
    }

    fn claim(&self, id: &str) -> Option<String> {
        find(self.packs, id)
    }

    fn problem(&mut self, span: Span, code: &'static str, message: String, help: String) {
        self.problems.push(diagnostic(
            self.document,
            span,
            Grade::Error,
            code,
            message,
            Some(help),
        ));
    }
}

/// A problem at a place of a document.
pub(super) fn diagnostic(
    document: &Document,
    span: Span,
    severity: Grade,
    code: &'static str,
    message: String,
    help: Option<String>,
) -> Diagnostic {
    let at = document.position(span.start);
    Diagnostic {
        path: document.path.clone(),
        span,
        line: at.line,
        column: at.column,
        severity,
        code,
        message,
        help,
    }
}

/// `pack/claim` for an id with or without its pack.
pub fn find(packs: &[Pack], id: &str) -> Option<String> {
    every(packs)
        .find(|known| known == id || known.split_once('/').is_some_and(|(_, claim)| claim == id))
}

/// How like an id must be to one that is not known to be named in its place.
pub const LIKE: f64 = 0.85;

/// The next step after an unknown id.
pub fn nearest(packs: &[Pack], id: &str) -> String {
    every(packs)
        .map(|known| {
            let bare = known
                .split_once('/')
                .map_or(known.as_str(), |(_, claim)| claim);
            (strsim::jaro_winkler(bare, id), known.clone())
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > LIKE)
        .map_or_else(
            || "`gainsay claims list` shows them all".into(),
            |(_, known)| format!("did you mean `{known}`?"),
        )
}

fn every(packs: &[Pack]) -> impl Iterator<Item = String> + '_ {
    (0..packs.len()).flat_map(move |pack| {
        (0..packs[pack].claims.len()).map(move |claim| claim_id(packs, pack, claim))
    })
}

/// `verb CLAIM,CLAIM until=DATE: reason` in its parts. The colon of the reason is the first one.
fn words(body: &str) -> Words<'_> {
    let (head, reason) = body.split_once(':').unwrap_or((body, ""));
    let mut parts = head.split_whitespace();
    let verb = parts.next().unwrap_or_default();
    let (mut claims, mut until) = (Vec::new(), None);
    for part in parts {
        match part.strip_prefix("until=") {
            Some(date) => until = Some(date),
            None => claims.extend(part.split(',').filter(|id| !id.is_empty())),
        }
    }
    Words {
        verb,
        claims,
        until,
        reason: reason.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_has_four_parts() {
        let read = words("ignore a,b/c until=2027-06-30: as they say: no");
        assert_eq!(read.verb, "ignore");
        assert_eq!(read.claims, ["a", "b/c"]);
        assert_eq!(read.until, Some("2027-06-30"));
        assert_eq!(read.reason, "as they say: no");
        assert_eq!(words("ignore a").reason, "");
    }
}
