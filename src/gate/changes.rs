//! The lines that a `git diff -U0` says were changed.

use std::collections::BTreeMap;

/// The changed lines of one file in its new state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedLines {
    /// First and last line of each stretch of new or altered lines, from 1.
    written: Vec<(usize, usize)>,
    /// Lines after which something was taken out; 0 at the top.
    removed: Vec<usize>,
    /// The file is new.
    whole: bool,
}

impl ChangedLines {
    /// A file that is new, so that each of its lines counts as changed.
    pub fn whole() -> Self {
        Self {
            whole: true,
            ..Self::default()
        }
    }

    /// Whether a sentence on these lines was touched. What was taken out *between* two sentences touched neither.
    pub fn touch(&self, first: usize, last: usize) -> bool {
        self.whole
            || self
                .written
                .iter()
                .any(|&(from, to)| from <= last && first <= to)
            || self.removed.iter().any(|&at| first <= at && at < last)
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        !self.whole && self.written.is_empty() && self.removed.is_empty()
    }
}

/// The changed lines by path, as the diff names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(BTreeMap<String, ChangedLines>);

impl Changes {
    /// Reads the output of `git diff -U0 --no-color --no-prefix`.
    pub fn parse(diff: &str) -> Self {
        let mut files: BTreeMap<String, ChangedLines> = BTreeMap::new();
        let mut current: Option<String> = None;
        // Lines of a hunk that are still to come: a removed line may itself begin with `-- `.
        let mut left = (0, 0);
        for line in diff.lines() {
            if left.0 > 0 && line.starts_with('-') {
                left.0 -= 1;
            } else if left.1 > 0 && line.starts_with('+') {
                left.1 -= 1;
            } else if let Some(path) = line.strip_prefix("+++ ") {
                current = (path != "/dev/null").then(|| unquoted(path));
            } else if let Some((old, new)) = line.strip_prefix("@@ ").and_then(hunk) {
                left = (old.1, new.1);
                if let Some(path) = &current {
                    let lines = files.entry(path.clone()).or_default();
                    match new {
                        (start, 0) => lines.removed.push(start),
                        (start, count) => lines.written.push((start, start + count - 1)),
                    }
                }
            }
        }
        Self(files)
    }

    /// Adds a file that the revision does not know.
    pub fn add_new(&mut self, path: &str) {
        self.0.insert(path.to_owned(), ChangedLines::whole());
    }

    /// What was changed in that file.
    pub fn of(&self, path: &str) -> ChangedLines {
        self.0.get(path).cloned().unwrap_or_default()
    }
}

/// Start and count on both sides of `-1,2 +3,4 @@`.
fn hunk(head: &str) -> Option<((usize, usize), (usize, usize))> {
    let mut parts = head.split(' ');
    let side = |text: &str| {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let old = side(parts.next()?.strip_prefix('-')?)?;
    let new = side(parts.next()?.strip_prefix('+')?)?;
    Some((old, new))
}

/// A path as git writes it where it holds unusual characters: in quotation marks, with backslashes. A path with
/// blanks ends with a tab.
fn unquoted(written: &str) -> String {
    let written = written.trim_end_matches('\t');
    let Some(inner) = written.strip_prefix('"').and_then(|w| w.strip_suffix('"')) else {
        return written.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    if let Some(next @ b'0'..=b'7') = rest.peek().copied() {
                        value = value * 8 + u32::from(next - b'0');
                        rest.next();
                    }
                }
                bytes.push(value as u8);
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "diff --git a.md a.md\n--- a.md\n+++ a.md\n@@ -3 +3,2 @@ heading\n-old\n+new\n+newer\n@@ -9,2 +10,0 @@\n--- gone\n-gone\n--- b.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n--- \"caf\\303\\251.md\"\n+++ \"caf\\303\\251.md\"\n@@ -1 +1 @@\n-x\n++++ y\n";

    #[test]
    fn hunks_become_lines() {
        let changes = Changes::parse(DIFF);
        let lines = changes.of("a.md");
        assert!(lines.touch(4, 4) && lines.touch(1, 3));
        assert!(!lines.touch(1, 2) && !lines.touch(5, 9));
        assert!(changes.of("café.md").touch(1, 1));
        assert!(changes.of("b.md").is_empty() && changes.of("c.md").is_empty());
        assert_eq!(changes.0.len(), 2);
    }

    #[test]
    fn a_cut_inside_a_sentence_touches_it_and_one_between_does_not() {
        let lines = Changes::parse(DIFF).of("a.md");
        assert!(lines.touch(10, 11));
        assert!(!lines.touch(9, 10) && !lines.touch(11, 12));
    }

    #[test]
    fn a_new_file_is_changed_throughout() {
        let mut changes = Changes::default();
        changes.add_new("n.txt");
        assert!(changes.of("n.txt").touch(99, 99));
    }
}
