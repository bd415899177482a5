//! Which words of sentences that are put one under the other differ.

use crate::document::model::Document;
use crate::frame::{Comparison as Outcome, Role};
use crate::judge::model::Finding;
use crate::report::passage::apart;
use crate::span::Span;
use similar::{ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// How alike two sentences must be for their words to be set against each other one by one.
const ALIKE: f32 = 0.6;

/// A sentence with the findings for which it is shown.
pub struct Shown<'a> {
    pub document: &'a Document,
    pub sentence: usize,
    pub findings: Vec<&'a Finding>,
}

impl Shown<'_> {
    fn span(&self) -> Span {
        self.document.sentences[self.sentence].span
    }

    fn text(&self) -> &str {
        self.document.sentence(self.sentence)
    }
}

/// For each sentence the words in which it differs from the others: where another one has nearly the same wording, word
/// by word; else the words for what was compared and came out differently; where all came out alike, none.
pub fn marks(all: &[Shown]) -> Vec<Vec<Span>> {
    let roles = differing(all);
    (0..all.len())
        .map(|at| match nearest(all, at) {
            Some(other) => changed(&all[at], &all[other]),
            None => compared(&all[at], &roles),
        })
        .collect()
}

/// The sentence of another place in the list whose wording is most like that of sentence `at`, if one is near.
fn nearest(all: &[Shown], at: usize) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (other, shown) in all.iter().enumerate() {
        if std::ptr::eq(shown.document, all[at].document) {
            continue;
        }
        let ratio = TextDiff::from_unicode_words(all[at].text(), shown.text()).ratio();
        if ratio >= ALIKE && best.is_none_or(|(most, _)| ratio > most) {
            best = Some((ratio, other));
        }
    }
    best.map(|(_, other)| other)
}

/// The words of `one` that `other` does not have.
pub fn changed(one: &Shown, other: &Shown) -> Vec<Span> {
    let diff = TextDiff::from_unicode_words(other.text(), one.text());
    let mut at = one.span().start;
    let mut spans: Vec<Span> = Vec::new();
    // Whether only blanks stand between the last span and this place.
    let mut open = false;
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        if change.tag() == ChangeTag::Delete {
            continue;
        }
        let blank = change.value().trim().is_empty();
        if change.tag() == ChangeTag::Insert && !blank {
            let span = Span::new(at, at + length);
            match spans.last_mut() {
                Some(last) if open => last.end = span.end,
                _ => spans.push(span),
            }
            open = true;
        } else if !blank {
            open = false;
        }
        at += length;
    }
    apart(one.span(), spans)
}

/// What a finding has in a role: as the record, vaguer, open, or another filler.
fn value(finding: &Finding, role: Role) -> Option<(Outcome, &str)> {
    let reason = finding.reasons.iter().find(|reason| reason.role == role)?;
    Some(match reason.outcome {
        Outcome::Same | Outcome::Narrower => (Outcome::Same, ""),
        outcome => (outcome, reason.text.as_str()),
    })
}

/// The roles in which the findings do not all have the same.
fn differing(all: &[Shown]) -> BTreeSet<Role> {
    let mut values: BTreeMap<Role, Vec<(Outcome, &str)>> = BTreeMap::new();
    for finding in all.iter().flat_map(|shown| &shown.findings) {
        for role in Role::ALL {
            if let Some(found) = value(finding, role) {
                let known = values.entry(role).or_default();
                if !known.contains(&found) {
                    known.push(found);
                }
            }
        }
    }
    values
        .into_iter()
        .filter(|(_, known)| known.len() > 1)
        .map(|(role, _)| role)
        .collect()
}

/// The words for those roles; where a difference lies in no role, those of the event.
fn compared(shown: &Shown, roles: &BTreeSet<Role>) -> Vec<Span> {
    let mut spans = Vec::new();
    for finding in &shown.findings {
        let words = finding
            .reasons
            .iter()
            .filter(|reason| roles.contains(&reason.role))
            .filter_map(|reason| reason.words);
        let before = spans.len();
        spans.extend(words);
        if spans.len() == before || finding.code == "contradicts-polarity" {
            spans.push(finding.trigger);
        }
    }
    apart(shown.span(), spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::from_text("a.txt", text).unwrap()
    }

    fn shown(document: &Document) -> Shown<'_> {
        Shown {
            document,
            sentence: 0,
            findings: Vec::new(),
        }
    }

    #[test]
    fn words_that_the_other_draft_does_not_have_are_marked() {
        let old = document("On 25 June the North invaded the South.");
        let new = document("On 25 June war broke out in the South.");
        let words = |one: &Document, other: &Document| -> Vec<String> {
            changed(&shown(one), &shown(other))
                .into_iter()
                .map(|span| one.text[span.range()].to_owned())
                .collect()
        };
        assert_eq!(words(&new, &old), ["war broke out in"]);
        assert_eq!(words(&old, &new), ["the North invaded"]);
        assert!(words(&old, &old).is_empty());
    }

    #[test]
    fn sentences_of_one_document_are_not_set_against_each_other() {
        let both = document("On 25 June the North invaded. On 26 June the North invaded.");
        let all = [
            shown(&both),
            Shown {
                document: &both,
                sentence: 1,
                findings: Vec::new(),
            },
        ];
        assert!(marks(&all).iter().all(Vec::is_empty));
    }
}
