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
    /// A pipe, a device or a socket in a folder.
    #[error("{path}: not a regular file; name it by itself if it is to be read")]
    Irregular {
        /// The path as found.
        path: String,
    },
    /// A link in a folder to a file that is not there.
    #[error("{path}: a link to a file that is not there; mend it, or name it in .gainsayignore")]
    Dangling {
        /// The path as found.
        path: String,
    },
    /// Every text that was found is left out by a configuration.
    #[error("{path}: {} excluded by {by}; name a text by itself, or see `exclude` there", all(.texts))]
    Excluded {
        /// The folder or glob as given.
        path: String,
        /// How many texts were found.
        texts: usize,
        /// The configuration.
        by: String,
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
    /// Text in UTF-16, as its byte order mark says.
    #[error("{path}: UTF-16, not UTF-8; convert it, for example with iconv -f UTF-16 -t UTF-8")]
    Utf16 {
        /// The path as given.
        path: String,
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

impl DocumentError {
    /// The path that it is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path }
            | Self::Unreadable { path, .. }
            | Self::NoMatch { path }
            | Self::NoTexts { path }
            | Self::Irregular { path }
            | Self::Dangling { path }
            | Self::Excluded { path, .. }
            | Self::Empty { path }
            | Self::Binary { path, .. }
            | Self::Utf16 { path }
            | Self::Encoding { path, .. }
            | Self::Unsupported { path, .. } => path,
        }
    }
}

/// That many texts as the subject of a sentence.
fn all(texts: &usize) -> String {
    match *texts {
        1 => "the only text is".into(),
        many => format!("all {many} texts are"),
    }
}
