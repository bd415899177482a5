//! A sentence that the page lays out instead of writing it: the cells of a row, a date before its event, an option with
//! its question. It is put together for reading; every word keeps the place where it stands in the document.

use crate::span::Span;

/// A stretch of the document inside a composition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Where it begins in the composition.
    at: usize,
    /// Its bytes in the document.
    span: Span,
}

/// Words of the document in the order in which they make a sentence, with what little must be put between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composition {
    /// The sentence as it is to be read.
    pub text: String,
    parts: Vec<Part>,
}

impl Composition {
    /// Adds words of the document, after a space.
    pub fn words(mut self, document: &str, span: Span) -> Self {
        if span.is_empty() {
            return self;
        }
        self.space();
        let at = self.text.len();
        let words = document.get(span.range()).unwrap_or_default();
        // One byte for one: a line break inside would end the sentence for some.
        self.text.extend(words.chars().map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        }));
        self.parts.push(Part { at, span });
        self
    }

    /// Adds a word or mark that the document leaves to its layout.
    pub fn glue(mut self, word: &str) -> Self {
        if word.starts_with(char::is_alphanumeric) {
            self.space();
        }
        self.text.push_str(word);
        self
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// The stretches of the document, in the order of the composition.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().map(|part| part.span)
    }

    /// Whether nothing of the document is in it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Where a stretch of the composition stands in the document; an empty span at the next words for what is put between.
    pub fn to_document(&self, span: Span) -> Span {
        let own = self
            .parts
            .iter()
            .find(|part| part.at <= span.start && span.end <= part.at + part.span.len());
        match own {
            Some(part) if !span.is_empty() => {
                span_at(part.span.start + (span.start - part.at), span.len())
            }
            _ => {
                let next = self.parts.iter().find(|part| part.at >= span.start);
                let next = next.or(self.parts.last());
                span_at(next.map_or(0, |part| part.span.start), 0)
            }
        }
    }

    /// Where a stretch of the document stands in the composition.
    pub fn from_document(&self, span: Span) -> Option<Span> {
        let part = self.parts.iter().find(|part| part.span.contains(span))?;
        Some(span_at(
            part.at + (span.start - part.span.start),
            span.len(),
        ))
    }
}

fn span_at(start: usize, length: usize) -> Span {
    Span::new(start, start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places() {
        let document = "Carthage | 218 BC | attacks\nSaguntum";
        let of = |words: &str| {
            let start = document.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let whole = Composition::default()
            .glue("In")
            .words(document, of("218 BC"))
            .glue(",")
            .words(document, of("Carthage"))
            .words(document, of("attacks\nSaguntum"));
        assert_eq!(whole.text, "In 218 BC, Carthage attacks Saguntum");
        let there = |words: &str| {
            let start = whole.text.find(words).unwrap();
            whole.to_document(Span::new(start, start + words.len()))
        };
        assert_eq!(there("Carthage"), of("Carthage"));
        assert_eq!(there("Saguntum"), of("Saguntum"));
        assert!(there("In").is_empty() && there(",").is_empty());
        let found = whole.from_document(of("218 BC")).unwrap();
        assert_eq!(&whole.text[found.range()], "218 BC");
        assert_eq!(whole.from_document(Span::new(0, document.len())), None);
    }
}
