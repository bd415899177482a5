//! What may stand beside a claim's statement: further wordings, rival accounts that deny, and what lint says of each.

use gainsay::document::model::Document;
use gainsay::judge::{Checker, Options};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const PACK: &str = r#"
id = "palmyra"
version = "1.0.0"
title = "Palmyra"
languages = ["en"]
subject = ["palmyra", "zenobia"]
"#;

const ENTITIES: &str = r#"
[palmyra]
kind = "state"
names.en = ["Palmyra"]

[rome]
kind = "state"
names.en = ["Rome"]
adjectives.en = ["Roman"]

[zenobia]
kind = "person"
names.en = ["Zenobia"]
gender = "feminine"
"#;

const REST: &str = r#"
[[evidence]]
source = "zosimus"
locator = "1.50"
records = "Her end."
kind = "secondary"

[examples]
agrees = []
"#;

/// A pack with one claim, whose file begins with `claim`.
fn folder(claim: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("palmyra");
    fs::create_dir_all(pack.join("claims")).expect("a folder for the claims");
    let write = |name: &str, text: &str| fs::write(pack.join(name), text).expect("a file");
    write("pack.toml", PACK);
    write("entities.toml", ENTITIES);
    write("sources.toml", "[zosimus]\ntitle = \"New History\"\n");
    let head = "standing = \"consensus\"\n";
    write("claims/end.toml", &format!("{head}{claim}{REST}"));
    (folder, pack)
}

fn words(claim: &str, texts: &[&str]) -> Vec<&'static str> {
    let (_folder, pack) = folder(claim);
    let loaded = gainsay::pack::load_dir(&pack).expect("the pack is sound");
    let checker = Checker::new(vec![loaded.pack]).expect("the models load");
    let word = |text: &&str| {
        let document = Document::from_text("case.txt", *text).expect("a sentence");
        checker.check(&document, &Options::default()).word(0, 0)
    };
    texts.iter().map(word).collect()
}

fn lint(claim: &str) -> String {
    let (_folder, pack) = folder(claim);
    let output = assert_cmd::cargo::cargo_bin_cmd!("gainsay")
        .args(["claims", "lint"])
        .arg(pack)
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the report is UTF-8");
    text(output.stdout) + &text(output.stderr)
}

const OVERTHROW: &str = r#"
statement = "Rome overthrew Zenobia."

[proposition]
event = "overthrow"
agent = ["rome"]
patient = ["zenobia"]
decisive = ["agent", "patient"]
"#;

#[test]
fn an_account_that_denies_contradicts_where_it_is_told_and_only_there() {
    let rival = r#"
[[rival]]
statement = "Rome took no part in the overthrow of Zenobia."

[[rival.proposition]]
event = "participate"
agent = ["rome"]
topic = ["overthrow"]
negated = true
decisive = ["agent", "topic"]
"#;
    let claim = format!("{OVERTHROW}{rival}");
    assert_eq!(
        words(
            &claim,
            &[
                "Rome took no part in the overthrow of Zenobia.",
                "Rome had nothing to do with the overthrow of Zenobia.",
                "Rome took part in the overthrow of Zenobia.",
                "Rome overthrew Zenobia.",
                "Zenobia claims that Rome took no part in the overthrow of Zenobia.",
            ]
        ),
        ["contradicts", "contradicts", "partial", "agrees", "reports"]
    );
}

#[test]
fn a_rival_that_denies_may_be_a_plain_sentence() {
    let claim = r#"
statement = "Rome overthrew Zenobia."

[[rival]]
statement = "Rome did not attack Palmyra."
"#;
    let told = words(
        claim,
        &["Rome did not attack Palmyra.", "Rome attacked Palmyra."],
    );
    assert_eq!(told, ["contradicts", "unrelated"]);
}

#[test]
fn the_sentences_of_an_account_are_read_beside_a_pinned_claim() {
    let rival = r#"
[[rival]]
statement = "Rome was asleep."
told = ["Rome never attacked Palmyra.", "Zenobia fled from Palmyra."]
"#;
    let claim = format!("{OVERTHROW}{rival}");
    let texts = [
        "Rome never attacked Palmyra.",
        "Zenobia fled from Palmyra.",
        "Rome was asleep.",
        "Rome overthrew Zenobia.",
    ];
    let expected = ["contradicts", "contradicts", "unrelated", "agrees"];
    assert_eq!(words(&claim, &texts), expected);
    assert!(!lint(&claim).contains("compared with nothing"));
}

#[test]
fn further_wordings_add_to_the_statement() {
    let claim = r#"
statement = "Rome overthrew Zenobia."

[[also]]
statement = "Rome drove Zenobia out of Palmyra."

[[also]]
event = "arrest"
agent = ["rome"]
patient = ["zenobia"]
decisive = ["agent", "patient"]
"#;
    let texts = [
        "Rome overthrew Zenobia.",
        "It was Rome that drove Zenobia out of Palmyra.",
        "Rome arrested Zenobia.",
    ];
    assert_eq!(words(claim, &texts), ["agrees"; 3]);
    let shown = lint(claim);
    for event in ["overthrow\n", "arrest  (pinned)\n"] {
        assert!(shown.contains(event), "{event} is not shown: {shown}");
    }
}

#[test]
fn a_wording_is_a_sentence_or_a_proposition_and_a_proposition_has_an_event() {
    let both = "statement = \"Rome overthrew Zenobia.\"\n[[also]]\nstatement = \"Zenobia fell.\"\nevent = \"arrest\"\n";
    let none = "statement = \"Rome overthrew Zenobia.\"\n[[also]]\nagent = [\"rome\"]\n";
    assert!(lint(both).contains("two-wordings"), "{}", lint(both));
    assert!(lint(none).contains("missing-event"), "{}", lint(none));
}

#[test]
fn lint_tells_what_is_compared_with_nothing() {
    let lost = lint("statement = \"Rome attacked Palmyra because of Zenobia.\"\n");
    assert!(lost.contains("`Zenobia` ends up in no role"), "{lost}");
    let rival = "\n[[rival]]\nstatement = \"Palmyra the beautiful.\"\n";
    let unread = lint(&format!("statement = \"Rome attacked Palmyra.\"\n{rival}"));
    assert!(
        unread.contains("in \"Palmyra the beautiful.\": no event was found"),
        "{unread}"
    );
    let told: Vec<&str> = unread.split_whitespace().collect();
    assert!(told.join(" ").contains("` is no word for one"), "{unread}");
    let also = "statement = \"Rome attacked Palmyra.\"\n[[also]]\nstatement = \"Rome arrested Zenobia.\"\n";
    assert!(
        lint(also).contains("    also      arrest"),
        "{}",
        lint(also)
    );
    let pinned = lint(&format!("{OVERTHROW}{rival}"));
    assert!(
        pinned.contains("note: in \"Palmyra the beautiful.\""),
        "{pinned}"
    );
    assert!(pinned.contains("overthrow  (pinned)"), "{pinned}");
    assert!(pinned.contains("1 claims, 0 errors"), "{pinned}");
}

#[test]
fn whose_part_and_in_what_it_was_is_compared() {
    let claim = r#"
statement = "In 1273 Rome admitted its part in the overthrow of Zenobia."
"#;
    let texts = [
        "In 1273 Rome acknowledged its role in the overthrow of Zenobia.",
        "Rome admitted in 1273 that it had overthrown Zenobia.",
        "In 1273 Rome admitted that Palmyra had played a part in the overthrow of Zenobia.",
        "In 1273 Rome admitted that Palmyra had overthrown Zenobia.",
    ];
    assert_eq!(
        words(claim, &texts),
        ["agrees", "agrees", "unrelated", "unrelated"]
    );
}

#[test]
fn an_office_held_again_is_another_time() {
    let claim = "statement = \"Zenobia became queen of Palmyra in 1267.\"\n";
    let texts = [
        "In 1267 Zenobia was named queen of Palmyra.",
        "Zenobia became queen of Palmyra in 1270.",
        "In 1270 Zenobia became queen of Palmyra again.",
        "Zenobia became queen of Palmyra for the second time in 1270.",
        "Zenobia never became queen of Palmyra.",
        "Zenobia never became governor of Palmyra.",
    ];
    let told = [
        "agrees",
        "contradicts",
        "unrelated",
        "unrelated",
        "contradicts",
        "unrelated",
    ];
    assert_eq!(words(claim, &texts), told);
}
