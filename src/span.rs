//! Byte spans, and the index that turns them into lines and columns.
//!
//! Inside the program every position is a byte offset into the extracted text;
//! lines and columns exist only at the edge, in reports.

use std::ops::Range;

/// A half-open range of bytes `start..end` of one document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset one past the last byte; never less than `start`.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span must not end before it starts");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span, moved right by `by` bytes.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

/// A place in a text as people count: line and column from 1, columns in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode code points, from 1.
    pub column: usize,
}

/// A stretch of extracted text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Offset of its first byte in the extracted text.
    at: usize,
    /// Line and column at which it begins in the file. There may be one of these for each line of a long file.
    begins: (u32, u32),
    /// [`SAME`] where the file has the same words, without a line break; else the columns that stand for the whole stretch.
    width: u32,
}

/// No stretch is so wide.
const SAME: u32 = u32::MAX;

/// A number of lines or columns; no file that can be read has more.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(SAME - 1)
}

/// Finds the line and column of byte offsets in one text.
#[derive(Debug, Clone)]
pub struct LineIndex {
    lines: usize,
    place: Places,
}

#[derive(Debug, Clone)]
enum Places {
    /// The text is the file.
    Own {
        /// Offset of the first byte of each line.
        starts: Vec<usize>,
        /// Offsets inside very long lines, with their columns, so that no position costs a walk over all of them.
        inside: Vec<(usize, usize)>,
    },
    /// The text was taken out of a file.
    Extracted(Vec<Origin>),
}

/// Columns are known at so many bytes of a long line.
const STRIDE: usize = 4096;

impl LineIndex {
    /// Indexes the lines of `text`; `\n` ends a line (so `\r\n` does, too).
    pub fn new(text: &str) -> Self {
        let breaks = || memchr::memchr_iter(b'\n', text.as_bytes());
        let mut starts = Vec::with_capacity(1 + breaks().count());
        starts.push(0);
        starts.extend(breaks().map(|at| at + 1));
        let mut inside = Vec::new();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        for (&start, end) in starts.iter().zip(ends) {
            let (mut at, mut column) = (start, 1);
            while end - at > STRIDE {
                let next = text.floor_char_boundary(at + STRIDE);
                column += text[at..next].chars().count();
                at = next;
                inside.push((at, column));
            }
        }
        Self {
            lines: starts.len(),
            place: Places::Own { starts, inside },
        }
    }

    /// The index of a text that was taken out of a file of so many lines, stretch by stretch in the order of the text.
    pub fn extracted(lines: usize, origins: Vec<Origin>) -> Self {
        Self {
            lines,
            place: Places::Extracted(origins),
        }
    }

    /// The position of byte `offset` in `text`, which must be the indexed text.
    /// An offset past the end gives the position after the last character.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        match &self.place {
            Places::Own { starts, inside } => {
                let line = starts.partition_point(|&start| start <= offset).max(1);
                let start = (starts[line - 1], 1);
                let known = inside[..inside.partition_point(|&(at, _)| at <= offset)].last();
                let (from, column) = known
                    .copied()
                    .filter(|known| *known > start)
                    .unwrap_or(start);
                let head = text.get(from..offset).unwrap_or_default();
                Position {
                    line,
                    column: column + head.chars().count(),
                }
            }
            Places::Extracted(origins) => {
                let known = origins[..origins.partition_point(|one| one.at <= offset)].last();
                known.map_or(FIRST, |one| one.position(text, offset))
            }
        }
    }

    /// The position after the last character of what ends at byte `offset`. In extracted text that is not always where
    /// what follows begins.
    pub fn end_position(&self, text: &str, offset: usize) -> Position {
        let Places::Extracted(origins) = &self.place else {
            return self.position(text, offset);
        };
        let offset = offset.min(text.len());
        let known = origins[..origins.partition_point(|one| one.at < offset)].last();
        known.map_or(FIRST, |one| one.end_position(text, offset))
    }

    /// Where within `range` something begins that does not follow in the file on what stands before it.
    pub fn seams(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let origins: &[Origin] = match &self.place {
            Places::Own { .. } => &[],
            Places::Extracted(origins) => {
                let from = origins.partition_point(|one| one.at <= range.start);
                let to = origins.partition_point(|one| one.at < range.end);
                origins.get(from..to).unwrap_or_default()
            }
        };
        origins.iter().map(|one| one.at)
    }

    /// Number of lines of the file; an empty text has one.
    pub fn lines(&self) -> usize {
        self.lines
    }
}

const FIRST: Position = Position { line: 1, column: 1 };

impl Origin {
    /// A stretch that begins at byte `at` of the extracted text and at `position` in the file. `width` is `None` where the
    /// file has the same words, without a line break; else the columns that stand for the whole stretch.
    pub fn new(at: usize, position: Position, width: Option<usize>) -> Self {
        Self {
            at,
            begins: (small(position.line), small(position.column)),
            width: width.map_or(SAME, small),
        }
    }

    fn position(&self, text: &str, offset: usize) -> Position {
        match self.width {
            SAME => self.shifted(
                text.get(self.at..offset)
                    .unwrap_or_default()
                    .chars()
                    .count(),
            ),
            _ => self.shifted(0),
        }
    }

    fn end_position(&self, text: &str, offset: usize) -> Position {
        match self.width {
            SAME => self.position(text, offset),
            width => self.shifted(width as usize),
        }
    }

    fn shifted(&self, by: usize) -> Position {
        let (line, column) = self.begins;
        Position {
            line: line as usize,
            column: column as usize + by,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let text = "ab\n한국 war\r\nend";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 0), Position { line: 1, column: 1 });
        let war = text.find("war").unwrap();
        assert_eq!(index.position(text, war), Position { line: 2, column: 4 });
        assert_eq!(index.position(text, 999).line, 3);
    }

    #[test]
    fn columns_far_out_in_a_line_are_the_same() {
        let text = format!("first\n{}\nlast", "한a".repeat(5000));
        let index = LineIndex::new(&text);
        for offset in [6, 10, 4102, 4106, 9998, 14_006] {
            let offset = text.floor_char_boundary(offset);
            let column = text[6..offset].chars().count() + 1;
            assert_eq!(index.position(&text, offset), Position { line: 2, column });
        }
        let end = Position { line: 3, column: 5 };
        assert_eq!(index.position(&text, text.len()), end);
    }

    #[test]
    fn extracted_words_keep_their_places() {
        // `ab\\footnote{x} \\NK` with the macro spelled out and the footnote moved away.
        let at = |at, column, width| Origin::new(at, Position { line: 4, column }, width);
        let index =
            LineIndex::extracted(9, vec![at(0, 1, None), at(2, 15, None), at(3, 16, Some(3))]);
        let text = "ab Korea";
        assert_eq!(index.position(text, 2).column, 15);
        assert_eq!(index.end_position(text, 2).column, 3);
        assert_eq!(index.position(text, 6).column, 16);
        assert_eq!(index.end_position(text, text.len()).column, 19);
        assert_eq!(index.lines(), 9);
    }
}
