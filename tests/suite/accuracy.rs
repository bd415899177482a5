//! What the engine gets right on the claims' own examples and on the labelled passages: precision and recall for each
//! verdict, with pass lists.

use crate::corpus::{hold, path};
use gainsay::document::model::Document;
use gainsay::judge::model::{Judgement, Verdict};
use gainsay::judge::{Checker, Options};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    Checker::new(packs.into_iter().map(|loaded| loaded.pack).collect()).expect("the models load")
});

/// Right, expected and found, by verdict.
#[derive(Default)]
struct Scores(BTreeMap<String, [usize; 3]>);

impl Scores {
    fn add(&mut self, expected: &str, found: &str, nothing: &str) {
        if expected == found && expected != nothing {
            self.0.entry(expected.into()).or_default()[0] += 1;
        }
        for (name, at) in [(expected, 1), (found, 2)] {
            if name != nothing {
                self.0.entry(name.into()).or_default()[at] += 1;
            }
        }
    }

    fn precision(&self, verdict: &str) -> f64 {
        self.0.get(verdict).map_or(1.0, |[right, _, found]| {
            *right as f64 / (*found).max(1) as f64
        })
    }

    fn recall(&self, verdict: &str) -> f64 {
        self.0.get(verdict).map_or(1.0, |[right, expected, _]| {
            *right as f64 / (*expected).max(1) as f64
        })
    }

    fn print(&self, title: &str) {
        println!("{title}");
        for (verdict, [right, expected, found]) in &self.0 {
            println!(
                "  {verdict:12} precision {:.2} recall {:.2}  ({right} right, {expected} expected, {found} found)",
                self.precision(verdict),
                self.recall(verdict)
            );
        }
    }
}

fn judge(text: &str) -> Judgement {
    let document = Document::from_text("case.txt", text).expect("a case has sentences");
    CHECKER.check(&document, &Options::default())
}

fn verdicts(judgement: &Judgement) -> BTreeMap<String, Verdict> {
    judgement
        .verdicts
        .iter()
        .map(|v| {
            (
                CHECKER.packs()[v.pack].claims[v.claim].id.clone(),
                v.verdict,
            )
        })
        .collect()
}

#[test]
fn claims_keep_their_examples() {
    let (mut passed, mut scores, mut run) = (BTreeSet::new(), Scores::default(), 0);
    for pack in CHECKER.packs() {
        for claim in &pack.claims {
            for (number, example) in claim.examples.iter().enumerate() {
                if example.language != "en" {
                    continue;
                }
                run += 1;
                let found = match verdicts(&judge(&example.text))[&claim.id] {
                    Verdict::Omits | Verdict::NotDue => "unrelated",
                    verdict => verdict.name(),
                };
                scores.add(&example.expected, found, "unrelated");
                if found == example.expected {
                    passed.insert(format!("{}/{} {}", claim.id, example.expected, number));
                }
            }
        }
    }
    scores.print(&format!("{} of {run} examples", passed.len()));
    assert!(run > 100, "the claims have lost their examples: {run} run");
    assert!(
        scores.precision("contradicts") >= 0.95,
        "a false contradiction accuses an author"
    );
    hold("examples-pass.txt", &passed);
}

/// The labelled passages in English.
fn passages() -> Vec<serde_json::Value> {
    let corpus =
        std::fs::read_to_string(path("corpus/passages-dev.jsonl")).expect("the corpus is there");
    corpus
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("the corpus is JSON lines")
        })
        .filter(|passage| passage["lang"] == "en")
        .collect()
}

/// The claims for which the passages were labelled.
fn labelled() -> BTreeSet<String> {
    let claims = include_str!("../corpus/labelled-claims.txt");
    claims.lines().map(str::to_owned).collect()
}

#[test]
fn passages_get_the_verdicts_of_an_expert() {
    let (mut passed, mut scores) = (BTreeSet::new(), Scores::default());
    let (passages, labelled) = (passages(), labelled());
    for passage in &passages {
        let text = passage["text"].as_str().expect("a passage has a text");
        for (claim, verdict) in verdicts(&judge(text)) {
            if !labelled.contains(&claim) {
                continue;
            }
            let expected = passage["verdicts"][&claim].as_str().unwrap_or("omits");
            let found = match verdict {
                Verdict::NotDue => "omits",
                verdict => verdict.name(),
            };
            scores.add(expected, found, "omits");
            if expected == found {
                passed.insert(format!(
                    "{}/{claim}",
                    passage["id"].as_str().unwrap_or_default()
                ));
            }
        }
    }
    scores.print(&format!("{} passages", passages.len()));
    assert!(passages.len() > 10, "the corpus has lost its passages");
    assert!(
        scores.precision("contradicts") >= 0.95,
        "a false contradiction accuses an author"
    );
    assert!(
        scores.recall("contradicts") >= 0.60,
        "contradictions are missed"
    );
    hold("passages-pass.txt", &passed);
}

/// What claims for which the passages were not labelled find in them. Each line of the list was read against its
/// passage; a line that is new wants the same.
#[test]
fn other_claims_find_in_the_passages_what_was_reviewed() {
    let (mut found, labelled) = (BTreeSet::new(), labelled());
    for passage in passages() {
        let text = passage["text"].as_str().expect("a passage has a text");
        for (claim, verdict) in verdicts(&judge(text)) {
            if !labelled.contains(&claim) && !matches!(verdict, Verdict::Omits | Verdict::NotDue) {
                let id = passage["id"].as_str().unwrap_or_default();
                found.insert(format!("{id}/{claim} {}", verdict.name()));
            }
        }
    }
    hold("passages-other-claims.txt", &found);
}

/// Sentences that are true and lie near what the claims hold: attacks elsewhere, other visits, later events of the same
/// kind. No claim may contradict them; the list holds the ones that are still misjudged.
#[test]
fn true_sentences_are_not_contradicted() {
    let sentences = include_str!("../corpus/true-sentences.txt");
    let mut wrong = BTreeSet::new();
    for sentence in sentences.lines() {
        for (claim, verdict) in verdicts(&judge(sentence)) {
            if matches!(verdict, Verdict::Contradicts | Verdict::Mixed) {
                wrong.insert(format!("{claim}: {sentence}"));
            }
        }
    }
    assert!(sentences.lines().count() > 70, "the sentences are gone");
    hold("true-sentences-wrong.txt", &wrong);
}
