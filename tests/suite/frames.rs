//! What accuses nobody: a false account in the frame of a report or a rejection (`tests/corpus/frames.toml`), and what is
//! true (`tests/corpus/true-accounts.toml`).

use crate::corpus::path;
use gainsay::document::model::Document;
use gainsay::judge::{Checker, Options};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frames {
    account: String,
    context: String,
    frames: Vec<String>,
    accusing: Vec<String>,
}

impl Frames {
    /// The account in a frame, alone and after a sentence that establishes the subject.
    fn texts(&self, frame: &str) -> [String; 2] {
        let framed = frame.replace("{s}", &self.account);
        [framed.clone(), format!("{} {framed}", self.context)]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrueAccounts {
    texts: Vec<String>,
    accusing: Vec<String>,
}

fn listed<T: DeserializeOwned>(file: &str) -> T {
    let written = std::fs::read_to_string(path(file)).expect("the list is there");
    toml::from_str(&written).expect("the list is well formed")
}

fn checker() -> Checker {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    Checker::new(packs.into_iter().map(|loaded| loaded.pack).collect()).expect("the models load")
}

fn accuses(checker: &Checker, text: &str) -> bool {
    let document = Document::from_text("text.txt", text).expect("a text has sentences");
    let judgement = checker.check(&document, &Options::default());
    let mut verdicts = judgement.verdicts.iter();
    verdicts.any(|one| ["contradicts", "mixed"].contains(&one.verdict.name()))
}

/// None of `spared` accuses, and each of `known` still does.
fn holds(spared: &[String], known: &[String], accused: impl Fn(&String) -> bool) {
    let wrong: Vec<&String> = spared.iter().filter(|one| accused(one)).collect();
    assert!(wrong.is_empty(), "these accuse: {wrong:#?}");
    let mended: Vec<&String> = known.iter().filter(|one| !accused(one)).collect();
    assert!(mended.is_empty(), "these no longer accuse: {mended:#?}");
}

#[test]
fn what_others_say_accuses_nobody() {
    let frames: Frames = listed("corpus/frames.toml");
    let checker = checker();
    assert!(accuses(&checker, &frames.account), "the account is false");
    holds(&frames.frames, &frames.accusing, |frame| {
        let mut texts = frames.texts(frame).into_iter();
        texts.any(|text| accuses(&checker, &text))
    });
}

#[test]
fn what_is_true_accuses_nobody() {
    let accounts: TrueAccounts = listed("corpus/true-accounts.toml");
    let checker = checker();
    holds(&accounts.texts, &accounts.accusing, |text| {
        accuses(&checker, text)
    });
}
