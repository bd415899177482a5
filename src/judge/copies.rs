//! Texts that were judged before: a folder of drafts holds copies, and what is written alike is judged alike.

use super::checker::{Checker, Options};
use super::model::Judgement;
use crate::document::model::Document;
use crate::document::{DocumentError, Written};
use crate::recall::mark;
use std::mem::size_of_val;
use std::sync::Arc;

/// What the texts may weigh that are kept, in bytes: about a thousand of a few pages each.
pub(super) const KEPT: usize = 32 << 20;

/// A text that was read and judged.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The document.
    pub document: Arc<Document>,
    /// What was found in it.
    pub judgement: Arc<Judgement>,
}

/// A text as it was written, what was asked of it, and what came of that.
#[derive(Debug)]
pub(super) struct Copy {
    written: Written,
    options: Options,
    judged: Judged,
}

impl Copy {
    fn is_of(&self, written: &Written, options: &Options) -> bool {
        self.options == *options && self.written.is_like(written)
    }

    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let Judged {
            document,
            judgement,
        } = &self.judged;
        let structure = size_of_val(&*document.blocks)
            + size_of_val(&*document.sentences)
            + size_of_val(&*document.compositions);
        let texts = document.text.len() + self.written.text.len();
        let compositions = document.compositions.iter();
        let laid_out: usize = compositions.map(|one| 2 * one.text.len()).sum();
        let verdicts = size_of_val(&*judgement.verdicts);
        // The headings above a block, the words of a finding.
        let rest = 32 * document.blocks.len() + 1024 * judgement.findings.len();
        size_of_val(self) + texts + structure + laid_out + verdicts + rest
    }
}

impl Checker {
    /// Reads and judges a text. It comes to what [`Written::read`] and [`Checker::check`] make of it; a text that is written
    /// like an earlier one is not read again.
    ///
    /// # Errors
    /// When the text holds no sentence.
    pub fn judged(&self, written: Written, options: &Options) -> Result<Judged, DocumentError> {
        let mark = mark(&(&written.text, options));
        if let Some(copy) = self.copies.find(mark, |copy| copy.is_of(&written, options)) {
            let mut judged = copy.judged.clone();
            if judged.document.path != written.path {
                Arc::make_mut(&mut judged.document).path = written.path;
            }
            return Ok(judged);
        }
        let judged = |written: Written| {
            let document = written.read_with(&self.cuts)?;
            Ok(Judged {
                judgement: Arc::new(self.check(&document, options)),
                document: Arc::new(document),
            })
        };
        // Both the text and the document hold its words: what is too long to be kept is not held twice.
        if !self.copies.has_room(2 * written.text.len()) {
            return judged(written);
        }
        let judged = judged(written.clone())?;
        let copy = Copy {
            written,
            options: options.clone(),
            judged: judged.clone(),
        };
        let weight = copy.weight();
        self.copies.keep(mark, Arc::new(copy), weight);
        Ok(judged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Korean War began on 27 June 1950. It was a Tuesday.";

    fn checker() -> Checker {
        let packs = crate::pack::embedded().unwrap();
        Checker::new(packs.into_iter().map(|loaded| loaded.pack).collect()).unwrap()
    }

    fn written(path: &str, text: &str) -> Written {
        Written::new(path, text)
    }

    /// All that a report could show.
    fn told(judged: &Judged) -> String {
        format!("{:?} {:?}", judged.document, judged.judgement)
    }

    /// The same without anything that is kept.
    fn afresh(checker: &Checker, text: Written, options: &Options) -> String {
        let document = text.read().unwrap();
        let judgement = Arc::new(checker.check(&document, options));
        told(&Judged {
            document: Arc::new(document),
            judgement,
        })
    }

    #[test]
    fn a_copy_is_judged_as_if_it_were_the_first() {
        let checker = checker();
        let only = Options {
            claims: vec!["war-began-25-june-1950".into()],
            ..Options::default()
        };
        let old = Options {
            edition: jiff::civil::Date::new(1960, 1, 1).ok(),
            ..Options::default()
        };
        let other = TEXT.replace("27", "25");
        // Each differs from another in nothing but its path, its format, its words or what is asked.
        let asked = [
            ("a.txt", TEXT, Options::default()),
            ("b.txt", TEXT, Options::default()),
            ("b.md", TEXT, Options::default()),
            ("b.tex", TEXT, Options::default()),
            ("c.txt", TEXT, only),
            ("c.txt", TEXT, old),
            ("d.txt", other.as_str(), Options::default()),
        ];
        for round in 0..3 {
            for (path, text, options) in &asked {
                let judged = checker.judged(written(path, text), options).unwrap();
                let expected = afresh(&checker, written(path, text), options);
                assert_eq!(told(&judged), expected, "round {round}, {path}");
            }
        }
    }

    #[test]
    fn a_copy_is_not_read_again() {
        let checker = checker();
        let options = Options::default();
        let first = checker.judged(written("a.txt", TEXT), &options).unwrap();
        let second = checker.judged(written("b.txt", TEXT), &options).unwrap();
        assert!(Arc::ptr_eq(&first.judgement, &second.judgement));
        assert_eq!(
            (&*first.document.path, &*second.document.path),
            ("a.txt", "b.txt")
        );
        let markdown = checker.judged(written("b.md", TEXT), &options).unwrap();
        assert!(!Arc::ptr_eq(&first.judgement, &markdown.judgement));
    }

    #[test]
    fn a_language_that_is_said_is_part_of_the_text() {
        let checker = checker();
        let options = Options::default();
        let said = |language: Option<&str>| Written {
            language: language.map(str::to_owned),
            ..written("a.txt", TEXT)
        };
        for language in [None, Some("ko"), Some("en"), None, Some("ko")] {
            let judged = checker.judged(said(language), &options).unwrap();
            assert_eq!(judged.document.language, language.unwrap_or("en"));
            assert_eq!(judged.judgement.findings.is_empty(), language == Some("ko"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_each_time() {
        let checker = checker();
        for _ in 0..2 {
            let error = checker.judged(written("a.txt", " \n "), &Options::default());
            assert!(matches!(error, Err(DocumentError::Empty { .. })));
        }
    }
}
