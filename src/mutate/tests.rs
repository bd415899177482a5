//! Variants of the sentences of a small pack that has nothing in common with the shipped ones.

use super::{Kind, Pair, pairs};
use crate::judge::Checker;
use crate::pack::load_dir;
use std::path::Path;

fn small() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/mutate");
    let pack = load_dir(&folder).expect("the test's pack loads").pack;
    let checker = Checker::new(vec![pack]).expect("the models load");
    pairs(&checker, |_, _| true).expect("the words load")
}

/// The variants of one sentence by one kind, with what they must get.
fn variants(pairs: &[Pair], original: &str, kind: Kind) -> Vec<(String, String)> {
    pairs
        .iter()
        .filter(|pair| pair.original == original && pair.mutant.kind == kind)
        .map(|pair| (pair.mutant.text.clone(), pair.mutant.expected.to_string()))
        .collect()
}

#[test]
fn a_plain_sentence_is_varied_in_every_way() {
    let pairs = small();
    let original = "On 3 May 1211 Freedonia invaded Sylvania.";
    let one = |kind, text: &str, expected: &str| {
        let found = variants(&pairs, original, kind);
        let wanted = (text.to_owned(), expected.to_owned());
        assert!(found.contains(&wanted), "{kind:?}: {found:#?}");
    };
    one(
        Kind::Exchange,
        "On 3 May 1211 Sylvania invaded Freedonia.",
        "contradicts",
    );
    one(
        Kind::Passive,
        "On 3 May 1211 Sylvania was invaded by Freedonia.",
        "agrees",
    );
    one(
        Kind::DropAgent,
        "On 3 May 1211 Sylvania was invaded.",
        "partial",
    );
    one(
        Kind::Negate,
        "On 3 May 1211 Freedonia did not invade Sylvania.",
        "contradicts",
    );
    one(
        Kind::Plan,
        "On 3 May 1211 Freedonia planned to invade Sylvania.",
        "unrelated",
    );
    one(
        Kind::Possible,
        "On 3 May 1211 Freedonia may have invaded Sylvania.",
        "unrelated",
    );
    one(
        Kind::Question,
        "Did Freedonia invade Sylvania on 3 May 1211?",
        "unrelated",
    );
    one(
        Kind::Why,
        "Why did Freedonia invade Sylvania on 3 May 1211?",
        "agrees",
    );
    one(
        Kind::Cleft,
        "It was Freedonia that invaded Sylvania on 3 May 1211.",
        "agrees",
    );
    one(
        Kind::Nominal,
        "The invasion of Sylvania by Freedonia on 3 May 1211 changed everything.",
        "agrees",
    );
    one(
        Kind::DateFormat,
        "On May 3, 1211 Freedonia invaded Sylvania.",
        "agrees",
    );
    one(
        Kind::DateInside,
        "In May 1211 Freedonia invaded Sylvania.",
        "partial",
    );
    one(
        Kind::DateOutside,
        "On 5 May 1211 Freedonia invaded Sylvania.",
        "contradicts",
    );
    one(
        Kind::Alias,
        "On 3 May 1211 the Freedonian Republic invaded Sylvania.",
        "agrees",
    );
    one(
        Kind::Metonym,
        "On 3 May 1211 Fredville invaded Sylvania.",
        "agrees",
    );
    let framed = |kind| variants(&pairs, original, kind)[0].clone();
    let (reported, expected) = framed(Kind::Claims);
    assert!(
        reported.ends_with(" claims that on 3 May 1211 Freedonia invaded Sylvania."),
        "{reported}"
    );
    assert_eq!(expected, "reports");
    assert_eq!(framed(Kind::Reject).1, "contradicts");
    assert_eq!(framed(Kind::Factive).1, "agrees");
}

#[test]
fn voices_and_denials_are_turned_back() {
    let pairs = small();
    let passive = "Sylvania was invaded by Freedonian troops on 3 May 1211.";
    assert_eq!(
        variants(&pairs, passive, Kind::Active)[0].0,
        "Freedonian troops invaded Sylvania on 3 May 1211."
    );
    let denied = "Freedonia never invaded Sylvania on 3 May 1211.";
    assert_eq!(
        variants(&pairs, denied, Kind::Negate),
        [(
            "Freedonia invaded Sylvania on 3 May 1211.".into(),
            "agrees".into()
        )]
    );
    // What is denied is not planned, asked about or put in a cleft.
    for kind in [Kind::Plan, Kind::Question, Kind::Cleft] {
        assert!(variants(&pairs, denied, kind).is_empty(), "{kind:?}");
    }
}

#[test]
fn a_doer_leaves_a_noun_phrase_with_its_adjective() {
    let pairs = small();
    let original = "The Freedonian invasion of Sylvania on 3 May 1211 was no surprise.";
    assert_eq!(
        variants(&pairs, original, Kind::DropAgent),
        [(
            "The invasion of Sylvania on 3 May 1211 was no surprise.".into(),
            "partial".into()
        )]
    );
    assert_eq!(
        variants(&pairs, original, Kind::Exchange)[0].0,
        "The Sylvanian invasion of Freedonia on 3 May 1211 was no surprise."
    );
}

#[test]
fn reports_are_left_alone_but_for_names_and_dates() {
    let pairs = small();
    let original = "A chronicler claims that Freedonia invaded Sylvania on 3 May 1211.";
    for (kind, ..) in Kind::ALL {
        let found = variants(&pairs, original, kind);
        let same = matches!(kind, Kind::Alias | Kind::Metonym | Kind::DateFormat);
        assert_eq!(!found.is_empty(), same, "{kind:?} {found:?}");
        assert!(found.iter().all(|(_, expected)| expected == "reports"));
    }
}
