//! The command line from outside: exit status, formats, bad input.

use crate::corpus::path;
use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

fn gainsay() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("gainsay");
    command
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs with these arguments; gives status, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = gainsay()
        .args(arguments)
        .output()
        .expect("the program starts");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

fn folder_with(name: &str, content: &[u8]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder for the test");
    let file = folder.path().join(name);
    fs::write(&file, content).expect("a file for the test");
    let file = file.display().to_string();
    (folder, file)
}

const FALSE: &str = "South Korean troops invaded North Korea on 25 June 1950.";
const TRUE: &str = "North Korea invaded South Korea on 25 June 1950.";

#[test]
fn status_follows_the_judgements() {
    let (_a, wrong) = folder_with("wrong.txt", FALSE.as_bytes());
    let (_b, right) = folder_with("right.txt", TRUE.as_bytes());
    assert_eq!(run(&["check", &right]).0, 0);
    assert_eq!(run(&["check", &wrong]).0, 1);
    assert_eq!(run(&["check", &right, &wrong]).0, 1);
    assert_eq!(run(&["check", "--exit-zero", &wrong]).0, 0);
    assert_eq!(
        run(&["check", "--fail-on", "omits", "--require", "all", &right]).0,
        1
    );
    for format in ["full", "concise", "json"] {
        assert_eq!(run(&["check", "--format", format, &wrong]).0, 1, "{format}");
    }
}

#[test]
fn a_contradiction_is_shown_with_words_reason_and_citation() {
    let (_a, wrong) = folder_with("wrong.txt", FALSE.as_bytes());
    let (_, out, _) = run(&["check", &wrong]);
    assert!(out.contains("✗ contradicts[north-attacked-first]"), "{out}");
    assert!(out.contains("^^^^^^^"), "{out}");
    assert!(
        out.contains("the text says South Korea; the record says North Korea"),
        "{out}"
    );
    assert!(
        out.contains("help: gainsay explain north-attacked-first"),
        "{out}"
    );
    let (_, line, _) = run(&[
        "check",
        "--format",
        "concise",
        "--claim",
        "north-attacked-first",
        &wrong,
    ]);
    assert!(
        line.contains("wrong.txt:1:21: contradicts[north-attacked-first]"),
        "{line}"
    );
}

#[test]
fn json_keeps_its_contract() {
    let (_a, wrong) = folder_with("wrong.txt", FALSE.as_bytes());
    let (_, out, _) = run(&["check", "--format", "json", &wrong]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("the report is JSON");
    assert_eq!(json["version"], 1);
    let packs = json["packs"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let ids: Vec<&str> = packs
        .iter()
        .filter_map(|pack| pack["id"].as_str())
        .collect();
    assert_eq!(ids, ["katyn", "korean-war"]);
    assert_eq!(packs[0]["sha256"].as_str().map(str::len), Some(64));
    let document = &json["documents"][0];
    assert_eq!(document["language"], "en");
    assert_eq!(document["sentences"], 1);
    let finding = document["findings"]
        .as_array()
        .and_then(|all| {
            all.iter()
                .find(|f| f["claim"] == "korean-war/north-attacked-first")
        })
        .expect("the contradiction is there");
    assert_eq!(finding["stance"], "contradicts");
    assert_eq!(finding["code"], "contradicts-agent");
    assert_eq!(finding["severity"], "major");
    assert_eq!(finding["points-to"], serde_json::Value::Null);
    assert_eq!(finding["voice"]["kind"], "author");
    assert_eq!(finding["span"]["line"], 1);
    assert_eq!(finding["span"]["end-column"], FALSE.len() + 1);
    assert_eq!(finding["span"]["page"], serde_json::Value::Null);
    assert_eq!(finding["sentence"], FALSE);
    let agent = finding["reasons"]
        .as_array()
        .and_then(|all| all.iter().find(|r| r["role"] == "agent"))
        .expect("the agent was compared");
    assert_eq!(agent["text"], "South Korea");
    assert_eq!(agent["record"], "North Korea");
    assert_eq!(agent["outcome"], "different");
    assert_eq!(agent["words"], "South Korean troops");
    assert!(finding["citations"][0].is_string());
    let total: u64 = json["summary"]
        .as_object()
        .expect("a summary")
        .values()
        .filter_map(|v| v.as_u64())
        .sum();
    assert_eq!(
        total,
        document["verdicts"].as_array().map_or(0, Vec::len) as u64
    );
}

#[test]
fn bad_input_is_named_and_never_clean() {
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.txt", b" \n\n", "no sentence found"),
        (
            "binary.txt",
            b"abc\0def",
            "binary file (a zero byte at offset 3)",
        ),
        ("wide.txt", b"\xff\xfeA\0", "UTF-16, not UTF-8"),
        ("latin1.txt", b"A caf\xe9.", "not UTF-8 at byte 5 (line 1)"),
        ("book.pdf", b"%PDF", ".pdf files cannot be read yet"),
    ];
    for (name, content, message) in cases {
        let (_folder, file) = folder_with(name, content);
        let (status, _, errors) = run(&["check", &file]);
        assert_eq!(status, 2, "{name}");
        assert!(
            errors.contains(message) && errors.contains(name),
            "{name}: {errors}"
        );
    }
    let (status, _, errors) = run(&["check", "no-such-file.txt"]);
    assert_eq!(status, 2);
    assert!(
        errors.contains("no-such-file.txt: no such file"),
        "{errors}"
    );
    let folder = TempDir::new().expect("a folder");
    let (status, _, errors) = run(&["check", &folder.path().display().to_string()]);
    assert_eq!(status, 2);
    assert!(errors.contains("no text in this folder"), "{errors}");
}

#[test]
fn a_missing_file_spoils_the_run_but_not_the_report() {
    let (_a, wrong) = folder_with("wrong.txt", FALSE.as_bytes());
    let (status, out, errors) = run(&["check", "--format", "concise", &wrong, "gone.txt"]);
    assert_eq!(status, 2);
    assert!(out.contains("contradicts[north-attacked-first]"), "{out}");
    assert!(errors.contains("gone.txt"), "{errors}");
}

#[test]
fn unknown_claims_name_their_neighbour() {
    let (status, _, errors) = run(&["explain", "north-atacked-first"]);
    assert_eq!(status, 2);
    assert!(
        errors.contains("did you mean `north-attacked-first`"),
        "{errors}"
    );
    assert_eq!(run(&["check", "--claim", "nonsense", "README.md"]).0, 2);
}

#[test]
fn explain_shows_evidence_rivals_and_pitfalls() {
    let (status, out, _) = run(&["explain", "north-attacked-first"]);
    assert_eq!(status, 0);
    for part in [
        "What it rests on",
        "Who says otherwise",
        "Often got wrong",
        "documented, major",
    ] {
        assert!(out.contains(part), "{part} is missing: {out}");
    }
    assert!(
        out.lines()
            .all(|line| line.chars().count() <= 80 || !line.trim().contains(' ')),
        "{out}"
    );
}

/// Runs with this standard input; gives status and standard output.
fn fed(arguments: &[&str], text: &str) -> (i32, String) {
    let output = gainsay()
        .args(arguments)
        .write_stdin(text)
        .output()
        .expect("the program starts");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn a_sentence_is_explained_slot_by_slot() {
    let arguments = ["explain", "north-attacked-first", "--on", "-:2"];
    let (status, out) = fed(&arguments, &format!("The war.\n{FALSE}\n"));
    assert_eq!(status, 0);
    for part in [
        "invaded (invade)                                  VERB   root",
        "South Korean = South Korea (adjective or inhabitant)",
        "25 June 1950 = 25 June 1950",
        "1. attack: invaded",
        "agent: South Korean troops = South Korea, a kind of forces",
        "put as affirmed, fact, in the author's voice",
        "agent: different - the text has South Korea; the record has North Korea",
        "-> contradicts [contradicts-agent]",
    ] {
        assert!(out.contains(part), "{part} is missing: {out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

#[test]
fn the_gate_at_which_a_comparison_stops_is_named() {
    let code = |claim: &str, proposition: usize, text: &str| {
        let on = ["explain", claim, "--on", "-:1", "--format", "json"];
        let (status, out) = fed(&on, text);
        assert_eq!(status, 0, "{out}");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let sentence = &json["sentences"][0];
        assert_eq!(sentence["sentence"], text);
        let compared = sentence["compared"].as_array().cloned();
        let codes = compared.unwrap_or_default();
        codes
            .iter()
            .filter(|one| one["proposition"] == proposition)
            .map(|one| one["code"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let first = "north-attacked-first";
    assert_eq!(code(first, 0, TRUE), ["agrees"]);
    let late = "North Korea invaded South Korea on 4 January 1951.";
    assert_eq!(code(first, 0, late), ["other-event"]);
    let late = "South Korea invaded North Korea on 4 January 1951.";
    // The rival account has no date of its own, only the stretch in which it is meant.
    assert_eq!(code(first, 4, late), ["window"]);
    let elsewhere = "Italian troops attacked Greece.";
    assert_eq!(code(first, 0, elsewhere), [""; 0]);
    assert_eq!(code("soviet-arms-before-war", 0, TRUE), [""; 0]);
    let (status, _, errors) = run(&["explain", first, "--on", "README.md:100000"]);
    assert_eq!(status, 2);
    assert!(errors.contains("README.md has"), "{errors}");
    assert_eq!(run(&["explain", first, "--on", "README.md"]).0, 2);
}

#[test]
fn a_broken_pack_reports_everything_and_checks_nothing() {
    let folder = TempDir::new().expect("a folder");
    let pack = folder.path().join("tiny");
    fs::create_dir_all(pack.join("claims")).expect("folders");
    let write = |name: &str, text: &str| fs::write(pack.join(name), text).expect("a file");
    write(
        "pack.toml",
        "id = \"tiny\"\nversion = \"1.0.0\"\ntitle = \"Tiny\"\nlanguages = [\"en\"]\ncolour = \"red\"\n",
    );
    write(
        "entities.toml",
        "[rome]\nkind = \"stat\"\nnames.en = [\"Rome\"]\n",
    );
    write("sources.toml", "[livy]\ntitle = \"History\"\n");
    write(
        "claims/war.toml",
        "statement = \"Rome began the war.\"\nstanding = \"certain\"\n\n[[evidence]]\nsource = \"livi\"\nrecords = \"He tells it.\"\nkind = \"primary\"\n\n[proposition]\nevent = \"atack\"\n\n[examples]\n",
    );
    let path = pack.display().to_string();
    let (status, out, errors) = run(&["check", "--pack", &path, "tests/texts/chapter.md"]);
    assert_eq!(status, 2);
    assert!(
        out.is_empty(),
        "nothing is checked with a broken pack: {out}"
    );
    for part in [
        "pack.toml:5:1",
        "entities.toml:2:8",
        "claims/war.toml:2:12",
        "claims/war.toml:5:10",
        "claims/war.toml:10:9",
    ] {
        assert!(errors.contains(part), "{part} is not reported: {errors}");
    }
}

#[test]
fn shipped_claims_pass_their_own_lint() {
    let (status, out, errors) = run(&["claims", "lint"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.contains(" claims, 0 errors"), "{out}");
    assert_eq!(run(&["claims", "list"]).0, 0);
}

#[test]
fn a_claim_written_in_five_minutes_works() {
    let folder = path("packs/five-minutes");
    let folder = folder.display().to_string();
    let (status, _, errors) = run(&["claims", "lint", &folder]);
    assert_eq!(status, 0, "{errors}");
    let (_a, wrong) = folder_with("rome.txt", b"Hannibal crossed the Alps. Carthage won the Battle of Zama in 202 BC. Carthage attacked Saguntum.");
    let (status, out, errors) = run(&[
        "check",
        "--no-shipped",
        "--pack",
        &folder,
        "--format",
        "json",
        &wrong,
    ]);
    assert!(status < 2, "{errors}");
    assert!(out.contains("five-minutes/"), "{out}");
}

#[test]
fn variants_are_counted_and_survivors_shown() {
    let folder = path("packs/mutate");
    let folder = folder.display().to_string();
    let (status, out, errors) = run(&["claims", "mutate", &folder, "--at-least", "50"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.contains("pairs held jointly"), "{out}");
    let json = ["claims", "mutate", &folder, "--format", "json"];
    let (status, out, _) = run(&[&json[..], &["--at-least", "0"]].concat());
    assert_eq!(status, 0);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let pairs = json["pairs"].as_array().map_or(0, Vec::len) as u64;
    assert_eq!(json["total"]["all"], pairs);
    let held = |pair: &&serde_json::Value| pair["held"] == true;
    let all = json["pairs"].as_array().cloned().unwrap_or_default();
    assert_eq!(
        json["total"]["held"],
        all.iter().filter(held).count() as u64
    );
    let impossible = ["claims", "mutate", &folder, "--at-least", "101"];
    assert_eq!(run(&impossible).0, 1);
    let unknown = ["claims", "mutate", &folder, "--claim", "nothing"];
    assert_eq!(run(&unknown).0, 2);
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let texts = ["check", "--format", "json", "tests/texts", "README.md"];
    let one = run(&[&texts[..], &["--jobs", "1"]].concat());
    let two = run(&[&texts[..], &["--jobs", "2"]].concat());
    assert!(one.1.len() > 1000);
    assert_eq!(one, two);
}

#[test]
fn standard_input_is_a_dash() {
    let output = gainsay()
        .args(["check", "-", "--format", "concise"])
        .write_stdin(FALSE)
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("-:1:21: contradicts"));
}

#[test]
fn colours_only_where_they_are_wanted() {
    let (_a, wrong) = folder_with("wrong.txt", FALSE.as_bytes());
    assert!(!run(&["check", &wrong]).1.contains('\u{1b}'));
    assert!(
        run(&["check", "--color", "always", &wrong])
            .1
            .contains('\u{1b}')
    );
}

#[test]
fn text_of_others_cannot_act_on_the_terminal() {
    let text = format!("The \u{1b}[31mKorean War\u{202e}: {FALSE}");
    let (_a, wrong) = folder_with("wrong.txt", text.as_bytes());
    let (_, out, _) = run(&["check", &wrong]);
    assert!(
        !out.contains('\u{1b}') && !out.contains('\u{202e}'),
        "{out}"
    );
}

#[test]
fn a_pack_about_numbers_keeps_its_examples() {
    let folder = path("packs/numbers");
    let folder = folder.display().to_string();
    let (status, out, errors) = run(&["claims", "test", &folder]);
    assert_eq!(status, 0, "{out}{errors}");
    let (_kept, wrong) = folder_with(
        "wrong.txt",
        b"On 6 June 1944 the Allies landed 20,000 soldiers in Normandy.",
    );
    let (status, out, _) = run(&["check", "--no-shipped", "--pack", &folder, &wrong]);
    assert_eq!(status, 1, "{out}");
    let told: Vec<&str> = out.split_whitespace().collect();
    let wanted = "the text says 20,000; the record says 156,115 or 132,450-133,000 soldiers";
    assert!(told.join(" ").contains(wanted), "{out}");
}

#[test]
fn a_quantity_must_count_one_thing_upwards() {
    let (folder, _) = folder_with("pack.toml", b"");
    let claim = std::fs::read_to_string(path("packs/numbers/claims/landed.toml"))
        .expect("the test pack is there")
        .replace(
            "high = 133_000, unit = \"soldiers\"",
            "high = 5, unit = \"tanks\"",
        );
    let pack = folder.path().join("numbers");
    fs::create_dir_all(pack.join("claims")).expect("a folder for the pack");
    for file in ["pack.toml", "entities.toml", "sources.toml"] {
        fs::copy(path("packs/numbers").join(file), pack.join(file)).expect("a file of the pack");
    }
    fs::write(pack.join("claims/landed.toml"), claim).expect("a claim of the pack");
    let (status, out, errors) = run(&["claims", "lint", &pack.display().to_string()]);
    assert_ne!(status, 0);
    let all = out + &errors;
    assert!(all.contains("backwards-range"), "{all}");
    assert!(all.contains("mixed-units"), "{all}");
}
