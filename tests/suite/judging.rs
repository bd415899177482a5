//! Mechanisms of reading and judging, one short text each: `tests/cases/*.toml`.

use crate::corpus::path;
use gainsay::document::model::Document;
use gainsay::judge::{Checker, Options};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    text: String,
    claim: String,
    verdict: String,
}

#[test]
fn every_mechanism_gives_its_verdict() {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    let packs = packs.into_iter().map(|loaded| loaded.pack).collect();
    let checker = Checker::new(packs).expect("the models load");
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(path("cases"))
        .expect("the cases are there")
        .map(|entry| entry.expect("a case file").path())
        .collect();
    files.sort();
    for file in files {
        let written = std::fs::read_to_string(&file).expect("a case file can be read");
        let cases: Cases = toml::from_str(&written).expect("a case file is well formed");
        assert!(!cases.case.is_empty(), "{} holds no case", file.display());
        for case in cases.case {
            let options = Options {
                claims: vec![case.claim.clone()],
                require_all: true,
                ..Options::default()
            };
            let document =
                Document::from_text("case.txt", &case.text).expect("a case has sentences");
            let judgement = checker.check(&document, &options);
            let [verdict] = &judgement.verdicts[..] else {
                panic!("no single claim `{}`", case.claim);
            };
            if verdict.verdict.name() != case.verdict {
                let (found, text) = (verdict.verdict.name(), &case.text);
                wrong.push(format!("{}: found {found} in: {text}", case.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
