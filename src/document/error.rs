//! Why a text could not be read.

use std::io;

/// What went wrong, with the file and the next step.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// No such file or folder.
    #[error("{path}: no such file or folder")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// It exists but cannot be read.
    #[error("{path}: cannot be read")]
    Unreadable {
        /// The path as given.
        path: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A glob that names nothing.
    #[error("{path}: no file matches, of those that git does not ignore")]
    NoMatch {
        /// The glob as given.
        path: String,
    },
    /// A folder in which there is no text.
    #[error(
        "{path}: no text in this folder; gainsay reads .txt, .md, .markdown and .tex files that git does not ignore"
    )]
    NoTexts {
        /// The path as given.
        path: String,
    },
    /// Nothing to read in it.
    #[error("{path}: no sentence found; the file is empty or holds no prose")]
    Empty {
        /// The path as given.
        path: String,
    },
    /// Not text.
    #[error(
        "{path}: a binary file (a zero byte at offset {offset}); save it as plain text, Markdown or LaTeX"
    )]
    Binary {
        /// The path as given.
        path: String,
        /// Offset of the first zero byte.
        offset: usize,
    },
    /// Text in another encoding, or damaged.
    #[error(
        "{path}: not UTF-8 at byte {offset} (line {line}); convert it, for example with iconv -t UTF-8"
    )]
    Encoding {
        /// The path as given.
        path: String,
        /// Offset of the first wrong byte.
        offset: usize,
        /// Line of that byte, from 1.
        line: usize,
    },
    /// A format that is not read yet.
    #[error(
        "{path}: .{extension} files cannot be read yet; save the text as plain text, Markdown or LaTeX"
    )]
    Unsupported {
        /// The path as given.
        path: String,
        /// The file's extension.
        extension: String,
    },
}
