//! What makes a finding the same finding in the next draft: its claim, its verdict and its sentence.
//!
//! Neither the place nor the neighbouring sentences take part, so that work elsewhere in a text reopens nothing.

use crate::document::model::Document;
use crate::judge::model::{Finding, Verdict};
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

/// The fingerprint of an omission. No sentence was found; the document stands in for it.
pub fn omission_fingerprint(packs: &[Pack], path: &str, pack: usize, claim: usize) -> String {
    let claim = claim_id(packs, pack, claim);
    fingerprint(&claim, Verdict::Omits.name(), &plain_path(path))
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
