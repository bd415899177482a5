//! Packs written with the five-minute format alone: their own examples, whole texts on their subject, and packs that are
//! loaded together without disturbing each other.

use crate::corpus::{hold, path};
use gainsay::document::model::Document;
use gainsay::judge::model::Verdict;
use gainsay::judge::{Checker, Options};
use gainsay::pack::model::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static SHIPPED: LazyLock<Checker> = LazyLock::new(|| {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    checker(packs.into_iter().map(|loaded| loaded.pack).collect())
});

fn checker(packs: Vec<Pack>) -> Checker {
    Checker::new(packs).expect("the models load")
}

fn pack(folder: &str) -> Pack {
    gainsay::pack::load_dir(&path(folder))
        .expect("the pack is sound")
        .pack
}

/// The verdicts of a text, by pack and claim.
fn verdicts(checker: &Checker, text: &str) -> BTreeMap<String, Verdict> {
    let document = Document::from_text("case.txt", text).expect("a case has sentences");
    let judgement = checker.check(&document, &Options::default());
    let name = |pack: usize, claim: usize| {
        let pack = &checker.packs()[pack];
        format!("{}/{}", pack.id, pack.claims[claim].id)
    };
    judgement
        .verdicts
        .iter()
        .map(|v| (name(v.pack, v.claim), v.verdict))
        .collect()
}

fn told(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Omits | Verdict::NotDue => "unrelated",
        verdict => verdict.name(),
    }
}

#[test]
fn plain_packs_keep_their_examples() {
    let mut passed = BTreeSet::new();
    for folder in [
        "packs/five-minutes",
        "packs/tobacco",
        "packs/watergate",
        "packs/black-saturday",
        "packs/two-attacks",
    ] {
        let checker = checker(vec![pack(folder)]);
        let (mut run, mut right) = (0, 0);
        for claim in &checker.packs()[0].claims {
            assert!(
                claim.propositions.is_empty() && claim.topic.is_none(),
                "{} is written in the five-minute format",
                claim.id
            );
            for (number, example) in claim.examples.iter().enumerate() {
                run += 1;
                let id = format!("{}/{}", checker.packs()[0].id, claim.id);
                let found = told(verdicts(&checker, &example.text)[&id]);
                assert!(
                    found != "contradicts" || example.expected == "contradicts",
                    "a false contradiction accuses an author: {}",
                    example.text
                );
                if found == example.expected {
                    right += 1;
                    passed.insert(format!("{id}/{} {number}", example.expected));
                }
            }
        }
        println!("{folder}: {right} of {run} examples");
        assert!(right * 10 >= run * 8, "{folder}: {right} of {run} examples");
    }
    hold("plain-packs-pass.txt", &passed);
}

/// "the Russian archives" may be asked about anything: only a text that names the subject nearby owes what they show.
#[test]
fn a_long_text_owes_only_what_it_speaks_of_by_name() {
    let filler = "The farmers brought in the hay. ".repeat(20);
    let cue = "The Russian archives were opened, and the Soviet archives told much about spies.";
    let owed = |text: &str| {
        verdicts(&SHIPPED, text)["korean-war/soviet-documents-released-1990s"] == Verdict::Omits
    };
    assert!(!owed(&format!("{filler}\n\n{cue} {cue}\n")));
    assert!(owed(&format!(
        "{filler}\n\nIn June 1950 North Korea attacked South Korea. {cue} {cue}\n"
    )));
}

#[test]
fn katyn_is_read_in_whole_texts() {
    let mut passed = BTreeSet::new();
    for (name, wrong) in [
        ("katyn-schoolbook", &[][..]),
        (
            "katyn-burdenko",
            &[
                "katyn/germans-did-not-shoot-them",
                "katyn/nkvd-shot-the-prisoners-1940",
                "katyn/politburo-decision-5-march-1940",
            ][..],
        ),
        ("katyn-newspaper", &[][..]),
    ] {
        let text = std::fs::read_to_string(path(&format!("texts/{name}.md"))).expect("the text");
        for (claim, verdict) in verdicts(&SHIPPED, &text) {
            if matches!(verdict, Verdict::Contradicts | Verdict::Mixed) {
                assert!(
                    wrong.contains(&claim.as_str()),
                    "{name} does not deny {claim}"
                );
            }
            if claim.starts_with("katyn/") {
                passed.insert(format!("{name}: {} {claim}", verdict.name()));
            } else {
                assert_eq!(verdict, Verdict::NotDue, "{name} says nothing of {claim}");
            }
        }
    }
    hold("katyn-texts-verdicts.txt", &passed);
}

#[test]
fn a_text_on_one_subject_finds_nothing_on_the_other() {
    let korea = std::fs::read_to_string(path("texts/chapter.md")).expect("the chapter");
    let alone = checker(
        gainsay::pack::embedded_by_id("korean-war")
            .into_iter()
            .map(|loaded| loaded.expect("the pack loads").pack)
            .collect(),
    );
    let together = verdicts(&SHIPPED, &korea);
    for (claim, verdict) in verdicts(&alone, &korea) {
        assert_eq!(together[&claim], verdict, "{claim} beside another pack");
    }
    assert!(
        together
            .iter()
            .filter(|(claim, _)| claim.starts_with("katyn/"))
            .all(|(_, verdict)| *verdict == Verdict::NotDue)
    );
}

#[test]
fn a_plain_claim_is_owed_where_its_company_meets() {
    let checker = checker(vec![pack("packs/watergate")]);
    let text =
        "The Watergate burglars were caught. Nixon feared the FBI after the Watergate break-in.";
    let found = verdicts(&checker, text);
    assert_eq!(
        found["watergate/nixon-ordered-the-cover-up"],
        Verdict::Omits
    );
    assert_eq!(
        found["watergate/court-ordered-the-tapes"],
        Verdict::NotDue,
        "the court is not named"
    );
}

#[test]
fn lint_shows_how_a_statement_was_read_and_where_poorly() {
    let whole = path("packs/watergate").display().to_string();
    let lint = |folder: &str| {
        let output = assert_cmd::cargo::cargo_bin_cmd!("gainsay")
            .args(["claims", "lint", folder])
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout).expect("the report is UTF-8")
    };
    let shown = lint(&whole);
    let block: Vec<&str> = shown
        .lines()
        .skip_while(|line| *line != "nixon-resigned-1974")
        .take_while(|line| !line.is_empty())
        .map(str::trim)
        .collect();
    assert_eq!(
        block,
        [
            "nixon-resigned-1974",
            "Nixon resigned on 9 August 1974 because of the Watergate scandal.",
            "event     resign",
            "agent     Richard Nixon  [decides]",
            "time      9 August 1974  [decides; another one contradicts]",
            "warning: `Watergate scandal` ends up in no role of the event, so that",
            "nothing is compared with it: put it elsewhere in the sentence, or",
            "pin `[proposition]` and write `[\"watergate-break-in\"]` under its role",
            "(`gainsay claims kinds` lists those of each event)",
        ]
    );
    let folder = tempfile::tempdir().expect("a folder");
    let poor = folder.path().join("poor");
    std::fs::create_dir_all(poor.join("claims")).expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(poor.join(name), text).expect("a file can be written");
    };
    write(
        "pack.toml",
        "id = \"poor\"\nversion = \"1.0.0\"\ntitle = \"Poor\"\nlanguages = [\"en\"]\nsubject = [\"rome\"]\n",
    );
    write(
        "entities.toml",
        "[rome]\nkind = \"state\"\nnames.en = [\"Rome\"]\n",
    );
    write(
        "sources.toml",
        "[livy]\ntitle = \"From the Founding of the City\"\n",
    );
    write(
        "claims/gaul.toml",
        "statement = \"They pillaged Rome under Brennus.\"\nstanding = \"consensus\"\n\n[[evidence]]\nsource = \"livy\"\nlocator = \"5\"\nrecords = \"The Gauls take the city.\"\nkind = \"secondary\"\n\n[examples]\nagrees = [\"The Gauls pillaged Rome.\", \"Rome was pillaged by the Gauls.\"]\ncontradicts = [\"Rome was never pillaged.\", \"Nobody pillaged Rome.\"]\npartial = [\"The city was pillaged.\", \"There was pillage.\"]\nreports = [\"Livy says that they pillaged Rome.\", \"Livy claims that Rome was pillaged.\"]\nunrelated = [\"Rome lies on the Tiber.\", \"Rome built roads.\"]\n",
    );
    let shown = lint(&poor.display().to_string());
    assert!(
        shown.contains("`Brennus` looks like a proper name"),
        "{shown}"
    );
}
