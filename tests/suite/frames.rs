//! No frame around a false account accuses: `tests/corpus/frames.toml`.

use crate::corpus::path;
use gainsay::document::model::Document;
use gainsay::judge::{Checker, Options};
use serde::Deserialize;

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

#[test]
fn what_others_say_accuses_nobody() {
    let written =
        std::fs::read_to_string(path("corpus/frames.toml")).expect("the frames are there");
    let frames: Frames = toml::from_str(&written).expect("the frames are well formed");
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    let packs = packs.into_iter().map(|loaded| loaded.pack).collect();
    let checker = Checker::new(packs).expect("the models load");
    let accuses = |text: &str| {
        let document = Document::from_text("frame.txt", text).expect("a frame has sentences");
        let judgement = checker.check(&document, &Options::default());
        let mut verdicts = judgement.verdicts.iter();
        verdicts.any(|one| ["contradicts", "mixed"].contains(&one.verdict.name()))
    };
    let accused = |frame: &&String| frames.texts(frame).iter().any(|text| accuses(text));
    assert!(accuses(&frames.account), "the account itself is false");
    let wrong: Vec<&String> = frames.frames.iter().filter(accused).collect();
    assert!(wrong.is_empty(), "these frames accuse: {wrong:#?}");
    let mended: Vec<&String> = frames
        .accusing
        .iter()
        .filter(|frame| !accused(frame))
        .collect();
    assert!(
        mended.is_empty(),
        "list these among the frames: {mended:#?}"
    );
}
