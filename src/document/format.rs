//! How a text is written down, as the extension of its path says.

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text, and whatever has another extension.
    Plain,
    /// Markdown.
    Markdown,
    /// LaTeX.
    Tex,
}

/// Extensions of texts in a folder.
const TEXTS: [(&str, Format); 4] = [
    ("txt", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("tex", Format::Tex),
];

impl Format {
    /// The format that a path names.
    pub fn of(path: &str) -> Self {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        Self::known(extension).unwrap_or(Format::Plain)
    }

    /// The format of an extension by which a text in a folder is known.
    pub fn known(extension: &str) -> Option<Self> {
        TEXTS
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(extension))
            .map(|(_, format)| format)
    }
}
