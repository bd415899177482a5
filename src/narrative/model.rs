//! An account that is known beforehand, as the rest of the program sees it.

use crate::judge::model::Verdict;
use crate::pack::model::{Evidence, EvidenceKind, Record};
use jiff::civil::Date;

/// An account with its teller, its citations and what is expected of its text.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// Identifier, the folder's name.
    pub id: String,
    /// Title for headings.
    pub title: String,
    /// How a sentence names it, with its article: "the Global Times report".
    pub short: String,
    /// Who tells it.
    pub teller: String,
    /// Language code of the text.
    pub language: String,
    /// Language code of the account itself, where it is another.
    pub original: Option<String>,
    /// When it was told, as exactly as it is known: `2010-06-17`, `1985`.
    pub date: Option<String>,
    /// The edition, if it has one: evidence that was released later makes no error of it.
    pub edition: Option<Date>,
    /// Licence of the text.
    pub licence: String,
    /// What is known of it.
    pub note: Option<String>,
    /// Ids of the packs with which it is compared.
    pub packs: Vec<String>,
    /// Where the account can be found.
    pub citations: Vec<Cited>,
    /// The verdict on each claim that the text must get, by `pack/claim`.
    pub expected: Vec<(String, Verdict)>,
    /// The path of the text, as it is shown.
    pub path: String,
    /// The text, in Markdown.
    pub text: String,
}

/// One work, and the place in it.
#[derive(Debug, Clone)]
pub struct Cited {
    /// The work.
    pub record: Record,
    /// The place.
    pub locator: Option<String>,
}

impl Cited {
    /// The same as evidence, which is what citations are made from.
    pub fn evidence(&self) -> Evidence {
        Evidence {
            record: self.record.key.clone(),
            locator: self.locator.clone(),
            records: String::new(),
            kind: self.record.kind.unwrap_or(EvidenceKind::Secondary),
            quantity: None,
        }
    }
}
