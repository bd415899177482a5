//! What makes a finding the same finding in the next draft: its claim, its verdict and its sentence.
//!
//! Neither the place nor the neighbouring sentences take part, so that work elsewhere in a text reopens nothing.

use crate::document::model::Document;
use crate::judge::model::{ClaimVerdict, Finding, Verdict};
use crate::pack::model::Pack;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The words of a sentence without case, punctuation, markup and line breaks.
pub fn normalised(sentence: &str) -> String {
    let folded: String = sentence.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// 128 bits in hexadecimal over a claim (`pack/claim`), a verdict and normalised words.
pub fn fingerprint(claim: &str, verdict: &str, words: &str) -> String {
    let mut hash = Sha256::new();
    for part in ["gainsay/1", claim, verdict, words] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The fingerprint of a finding.
pub fn finding_fingerprint(packs: &[Pack], document: &Document, finding: &Finding) -> String {
    let claim = claim_id(packs, finding.pack, finding.claim);
    let words = normalised(document.sentence(finding.sentence));
    fingerprint(&claim, finding.stance.name(), &words)
}

/// The fingerprint of an omission: over the sentence that stands for it.
pub fn omission_fingerprint(packs: &[Pack], document: &Document, verdict: &ClaimVerdict) -> String {
    let claim = claim_id(packs, verdict.pack, verdict.claim);
    let words = omission_words(document, verdict);
    fingerprint(&claim, Verdict::Omits.name(), &words)
}

/// The normalised sentence that stands for an omission: the one where the claim was due, so that neither the name of
/// the file nor work elsewhere takes part. For a heading, which many texts share, the first sentence below it; for a
/// claim that was asked for without being due anywhere, the first one of the text.
pub(super) fn omission_words(document: &Document, verdict: &ClaimVerdict) -> String {
    let prose = |at: &usize| {
        let block = document.sentences[*at].block;
        !document.blocks[block].kind.is_heading()
    };
    let due = verdict.owed_at.unwrap_or(0);
    let below = (due..document.sentences.len()).find(prose);
    normalised(document.sentence(below.unwrap_or(due)))
}

/// `pack/claim`.
pub(super) fn claim_id(packs: &[Pack], pack: usize, claim: usize) -> String {
    let pack = &packs[pack];
    format!("{}/{}", pack.id, pack.claims[claim].id)
}

/// A path as written on every system and however the shell gave it.
pub(super) fn plain_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_quotes_and_emphasis_do_not_count() {
        let one = normalised("The *war* “began”\n  on 27 June.");
        assert_eq!(one, "the war began on 27 june");
        assert_eq!(one, normalised("The war \"began\" on 27 June"));
        assert_ne!(one, normalised("The war began on 25 June"));
    }

    #[test]
    fn parts_cannot_run_into_each_other() {
        assert_ne!(fingerprint("a", "bc", "d"), fingerprint("ab", "c", "d"));
        assert_eq!(fingerprint("a", "b", "c").len(), 32);
    }

    #[test]
    fn paths_are_the_same_however_they_are_given() {
        assert_eq!(plain_path("./a/b.md"), plain_path("a\\b.md"));
    }
}
