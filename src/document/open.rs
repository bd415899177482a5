//! Bytes to a document: encoding, language, structure, sentences.

use super::composition::Composition;
use super::model::{Block, BlockKind, Document};
use super::{
    Cuts, DocumentError, format::Format, hidden, markdown, marker, plain, quiz, sentences, tex,
};
use crate::span::{LineIndex, Position, Span};
use std::io::Read;
use std::path::Path;

/// Extensions of formats that people will try, and that are not read yet.
const LATER: [&str; 8] = ["pdf", "docx", "doc", "odt", "rtf", "epub", "html", "htm"];

/// What some editors put before a text.
const MARK: char = '\u{feff}';

/// The extension as it is written in [`LATER`], if it is one of these.
pub(super) fn unsupported(extension: &str) -> Option<String> {
    let mut later = LATER.into_iter();
    let known = later.find(|known| known.eq_ignore_ascii_case(extension));
    known.map(str::to_owned)
}

/// A text as it was written, before it is read.
#[derive(Debug, Clone)]
pub struct Written {
    /// The path as the user gave it; its extension says how the text is written down.
    pub path: String,
    /// The text.
    pub text: String,
    /// The code of its language, where somebody says it.
    pub language: Option<String>,
}

impl Written {
    /// A text whose language its letters tell.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            language: None,
        }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When the file is missing, unreadable, binary, not UTF-8, or of an unsupported format.
    pub fn open(path: &Path) -> Result<Self, DocumentError> {
        let shown = path.display().to_string();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if let Some(extension) = unsupported(&extension) {
            return Err(DocumentError::Unsupported {
                path: shown,
                extension,
            });
        }
        let bytes = std::fs::read(path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => DocumentError::Missing {
                path: shown.clone(),
            },
            _ => DocumentError::Unreadable {
                path: shown.clone(),
                cause,
            },
        })?;
        Self::from_bytes(&shown, bytes)
    }

    /// The text on standard input, as plain text; its path is `-`.
    ///
    /// # Errors
    /// As [`Written::open`].
    pub fn stdin() -> Result<Self, DocumentError> {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|cause| DocumentError::Unreadable {
                path: "-".into(),
                cause,
            })?;
        Self::from_bytes("-", bytes)
    }

    fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, DocumentError> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(DocumentError::Utf16 { path: path.into() });
        }
        if let Some(offset) = memchr::memchr(0, &bytes) {
            return Err(DocumentError::Binary {
                path: path.into(),
                offset,
            });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count();
                Err(DocumentError::Encoding {
                    path: path.into(),
                    offset,
                    line,
                })
            }
        }
    }

    /// Whether both make the same document, but for its path.
    pub fn is_like(&self, other: &Self) -> bool {
        self.text == other.text
            && self.language == other.language
            && Format::of(&self.path) == Format::of(&other.path)
    }

    /// The document that it makes.
    ///
    /// # Errors
    /// When the text holds no sentence.
    pub fn read(self) -> Result<Document, DocumentError> {
        self.document(None)
    }

    /// As [`Written::read`]; paragraphs that are kept in `cuts` are not cut into sentences again.
    ///
    /// # Errors
    /// As [`Written::read`].
    pub fn read_with(self, cuts: &Cuts) -> Result<Document, DocumentError> {
        self.document(Some(cuts))
    }

    fn document(self, cuts: Option<&Cuts>) -> Result<Document, DocumentError> {
        let Self {
            path,
            mut text,
            language: said,
        } = self;
        // A byte order mark says nothing, and stands before words that must stand first.
        if text.starts_with(MARK) {
            text.drain(..MARK.len_utf8());
        }
        let format = Format::of(&path);
        let (text, lines, mut blocks) = laid_out(text, format);
        marker::cut(&text, &mut blocks, &marker::lines(&text, format));
        quiz::part(&text, &mut blocks);
        nest(&mut blocks);
        let (mut sentences, mut compositions) = sentences::split(&text, &mut blocks, cuts);
        quiz::mark(&text, &mut blocks, &mut sentences, &mut compositions);
        if sentences.is_empty() {
            return Err(DocumentError::Empty { path });
        }
        Ok(Document {
            path,
            language: said.unwrap_or_else(|| language(&text).to_owned()),
            text,
            lines,
            blocks,
            sentences,
            compositions,
        })
    }
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// When the file is missing, unreadable, binary, not UTF-8, of an unsupported format, or holds no sentence.
    pub fn open(path: &Path) -> Result<Self, DocumentError> {
        Written::open(path)?.read()
    }

    /// Reads standard input as plain text; its path is `-`.
    ///
    /// # Errors
    /// As [`Document::open`].
    pub fn stdin() -> Result<Self, DocumentError> {
        Written::stdin()?.read()
    }

    /// A document from bytes; `path` names it and its extension decides the format.
    ///
    /// # Errors
    /// When the bytes are binary, not UTF-8, or hold no sentence.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, DocumentError> {
        Written::from_bytes(path, bytes)?.read()
    }

    /// A document from text.
    ///
    /// # Errors
    /// When the text holds no sentence.
    pub fn from_text(path: &str, text: impl Into<String>) -> Result<Self, DocumentError> {
        Written::new(path, text).read()
    }

    /// The words of sentence `index`, which must be in range.
    pub fn sentence(&self, index: usize) -> &str {
        self.text
            .get(self.sentences[index].span.range())
            .unwrap_or_default()
    }

    /// How sentence `index`, which must be in range, is put together where the page lays it out.
    pub fn composition(&self, index: usize) -> Option<&Composition> {
        self.compositions.get(self.sentences[index].composition?)
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// Where a stretch of the text begins and ends in the file.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let end = self.lines.end_position(&self.text, span.end);
        (self.position(span.start), end)
    }
}

/// The text as it is read, where its lines are, and its blocks.
fn laid_out(text: String, format: Format) -> (String, LineIndex, Vec<Block>) {
    let (text, lines) = match hidden::without(&text, format) {
        Some((read, lines)) => (read, Some(lines)),
        None => (text, None),
    };
    let lines = lines.unwrap_or_else(|| LineIndex::new(&text));
    let blocks = match format {
        Format::Plain => plain::blocks(&text),
        Format::Markdown => markdown::blocks(&text),
        Format::Tex => return tex::extract(&text, &lines),
    };
    (text, lines, blocks)
}

impl BlockKind {
    /// Whether the block is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading(_))
    }
}

/// Fills in the headings above each block.
pub(super) fn nest(blocks: &mut [Block]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, block) in blocks.iter_mut().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            open.retain(|&(other, _)| other < level);
        }
        block.headings = open.iter().map(|&(_, heading)| heading).collect();
        if let BlockKind::Heading(level) = block.kind {
            open.push((level, index));
        }
    }
}

/// The language by its script, over the first part of the text: `en` stands for all Latin script until more languages
/// are read.
fn language(text: &str) -> &'static str {
    const SAMPLE: usize = 20_000;
    const STRETCH: usize = 16;
    let (mut latin, mut hangul, mut kana, mut han, mut cyrillic) =
        (0usize, 0usize, 0usize, 0usize, 0usize);
    let head = text
        .get(..text.floor_char_boundary(SAMPLE))
        .unwrap_or_default();
    if head.is_ascii() {
        return "en";
    }
    let (mut seen, mut at) = (0, 0);
    while at < text.len() && seen < SAMPLE {
        // Stretches without any other script are counted without a look at each letter.
        let end = text.floor_char_boundary(at + STRETCH);
        let stretch = &text[at..end];
        let letters = stretch.bytes().filter(u8::is_ascii_alphabetic).count();
        if stretch.is_ascii() && seen + letters < SAMPLE {
            latin += letters;
            seen += letters;
            at = end;
            continue;
        }
        for c in stretch.chars() {
            let known = match c as u32 {
                0..=0x7f if c.is_ascii_alphabetic() => &mut latin,
                0..=0x7f => continue,
                _ if !c.is_alphabetic() => continue,
                0xac00..=0xd7a3 | 0x1100..=0x11ff | 0x3130..=0x318f => &mut hangul,
                0x3040..=0x30ff => &mut kana,
                0x3400..=0x9fff | 0xf900..=0xfaff => &mut han,
                0x0400..=0x052f => &mut cyrillic,
                _ => &mut latin,
            };
            *known += 1;
            seen += 1;
            if seen == SAMPLE {
                break;
            }
        }
        at = end;
    }
    let east = hangul + kana + han;
    if latin >= cyrillic.max(2 * east) {
        "en"
    } else if cyrillic > east {
        "ru"
    } else if hangul >= kana.max(han / 2) {
        "ko"
    } else if kana * 10 > han {
        "ja"
    } else {
        "zh"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_tell_the_language() {
        assert_eq!(language("The war began. 한국"), "en");
        assert_eq!(language("전쟁은 1950년에 시작되었다 Korea"), "ko");
        assert_eq!(language("战争爆发了"), "zh");
        assert_eq!(language("戦争が始まった"), "ja");
        assert_eq!(language("Война началась"), "ru");
    }

    #[test]
    fn errors_name_the_place() {
        let error = |bytes: &[u8]| Document::from_bytes("x.txt", bytes.to_vec()).err();
        assert!(matches!(
            error(b"abc\ndef\xff"),
            Some(DocumentError::Encoding {
                offset: 7,
                line: 2,
                ..
            })
        ));
        assert!(matches!(
            error(b"a\0b"),
            Some(DocumentError::Binary { offset: 1, .. })
        ));
        assert!(matches!(
            error(b" \n\n "),
            Some(DocumentError::Empty { .. })
        ));
        assert!(matches!(
            Document::open(Path::new("no-such-file.txt")),
            Err(DocumentError::Missing { .. })
        ));
        assert!(matches!(
            Document::open(Path::new("x.pdf")),
            Err(DocumentError::Unsupported { .. })
        ));
    }
}
