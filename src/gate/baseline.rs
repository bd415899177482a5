//! Findings that are known and accepted for now, in a file beside the texts.

use super::fingerprint::plain_path;
use crate::judge::model::Verdict;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Version of the file's format.
const VERSION: u32 = 1;

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Not the JSON that [`Baseline::write`] writes.
    #[error("not a baseline: {0}; write a new one with --write-baseline")]
    Malformed(String),
    /// Written by a later version.
    #[error(
        "this baseline has version {0}, and only version {VERSION} is known; use a newer gainsay"
    )]
    Version(u32),
}

/// One known finding. Claim, verdict and sentence make the fingerprint; the path tells where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The document in which it was seen when the baseline was written.
    pub path: String,
    /// The claim, as `pack/claim`.
    pub claim: String,
    /// The stance of the finding, or `omits`.
    pub verdict: String,
    /// The normalised sentence; for an omission the one where the claim was due.
    pub sentence: String,
    /// The fingerprint.
    pub fingerprint: String,
}

/// The known findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
    /// Fingerprints of omissions by the sentence that stands for them.
    omissions: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    /// When the text is no baseline, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text)
            .map_err(|error| BaselineError::Malformed(error.to_string()))?;
        if file.version != VERSION {
            return Err(BaselineError::Version(file.version));
        }
        let mut baseline = Self::default();
        for entry in file.findings {
            baseline.add(entry);
        }
        Ok(baseline)
    }

    /// Adds an entry. Of several with one fingerprint the first in the order of entries is kept.
    pub fn add(&mut self, mut entry: Entry) {
        entry.path = plain_path(&entry.path);
        match self.entries.get(&entry.fingerprint) {
            Some(known) if *known <= entry => {}
            _ => self.put(entry),
        }
    }

    /// Adds what a run met in a text. What was known of a text that is no longer there under that name moves with it.
    pub fn meet(&mut self, entry: Entry, read: &dyn Fn(&str) -> bool) {
        let known = self.entries.get(&entry.fingerprint);
        if known.is_some_and(|known| !read(&known.path)) {
            self.entries.remove(&entry.fingerprint);
        }
        self.add(entry);
    }

    fn put(&mut self, entry: Entry) {
        if entry.verdict == Verdict::Omits.name() {
            let of_sentence = self.omissions.entry(entry.sentence.clone()).or_default();
            of_sentence.insert(entry.fingerprint.clone());
        }
        self.entries.insert(entry.fingerprint.clone(), entry);
    }

    /// Whether any omission is known.
    pub(super) fn has_omissions(&self) -> bool {
        !self.omissions.is_empty()
    }

    /// The known omissions for which that sentence stands.
    pub(super) fn omissions(&self, sentence: &str) -> impl Iterator<Item = &Entry> {
        self.omissions
            .get(sentence)
            .into_iter()
            .flatten()
            .filter_map(|fingerprint| self.entries.get(fingerprint))
    }

    /// Whether a finding is known.
    pub fn contains(&self, fingerprint: &str) -> bool {
        self.entries.contains_key(fingerprint)
    }

    /// Number of known findings.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries that a run should have met and did not: their document was read, and they were not `seen`. What
    /// lies in documents that were not part of the run is not judged.
    pub fn stale(&self, seen: &BTreeSet<String>, read: &dyn Fn(&str) -> bool) -> Vec<&Entry> {
        self.entries
            .values()
            .filter(|entry| !seen.contains(&entry.fingerprint) && read(&entry.path))
            .collect()
    }

    /// The same baseline without these fingerprints.
    pub fn without(&self, gone: &BTreeSet<String>) -> Self {
        let mut kept = Self::default();
        for entry in self.entries.values() {
            if !gone.contains(&entry.fingerprint) {
                kept.put(entry.clone());
            }
        }
        kept
    }

    /// The file: one line an entry, in a fixed order, so that a version control shows what came and went.
    pub fn write(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort();
        let lines: Vec<String> = entries
            .into_iter()
            .filter_map(|entry| serde_json::to_string(entry).ok())
            .map(|line| format!("\n  {line}"))
            .collect();
        let end = if lines.is_empty() { "" } else { "\n" };
        format!(
            "{{\"version\": {VERSION}, \"findings\": [{}{end}]}}\n",
            lines.join(",")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, sentence: &str) -> Entry {
        Entry {
            path: path.into(),
            claim: "rome/war".into(),
            verdict: "contradicts".into(),
            sentence: sentence.into(),
            fingerprint: super::super::fingerprint("rome/war", "contradicts", sentence),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.write()).unwrap(), baseline);
        baseline.add(entry("b.md", "one"));
        baseline.add(entry("./a.md", "two"));
        baseline.add(entry("a.md", "one"));
        let text = baseline.write();
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert_eq!(text.lines().count(), 4);
        assert!(
            text.lines()
                .nth(1)
                .is_some_and(|line| line.contains("\"one\""))
        );
        assert!(Baseline::parse("[]").is_err());
        assert!(matches!(
            Baseline::parse("{\"version\": 9, \"findings\": []}"),
            Err(BaselineError::Version(9))
        ));
    }

    #[test]
    fn what_is_known_moves_with_its_text() {
        let mut baseline = Baseline::default();
        baseline.add(entry("a.md", "one"));
        baseline.meet(entry("z.md", "one"), &|path| path == "a.md");
        assert!(baseline.write().contains("a.md"));
        baseline.meet(entry("z.md", "one"), &|path| path == "z.md");
        assert!(!baseline.write().contains("a.md"));
        assert_eq!(baseline.len(), 1);
    }

    #[test]
    fn only_documents_of_the_run_can_have_stale_entries() {
        let mut baseline = Baseline::default();
        baseline.add(entry("a.md", "one"));
        baseline.add(entry("b.md", "two"));
        let stale = baseline.stale(&BTreeSet::new(), &|path| path == "a.md");
        assert_eq!(stale.len(), 1);
        let gone = stale.iter().map(|e| e.fingerprint.clone()).collect();
        assert_eq!(baseline.without(&gone).len(), 1);
    }
}
