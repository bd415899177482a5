//! What fails and what does not: baseline by now by suppressed, changes since a revision, deterministic bytes.

use crate::program::{FALSE, Folder, TRUE};
use std::process::Command;

/// Runs git in a folder, as nobody in particular.
fn git(folder: &Folder, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder.path())
        .args(["-c", "user.name=test", "-c", "user.email=test@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .expect("git starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

const BASELINE: [&str; 3] = ["draft.md", "--baseline", "known.json"];

/// A draft with the false sentence or the true one, below a marker or none.
fn draft(now: bool, marker: Option<&str>) -> String {
    let sentence = if now { FALSE } else { TRUE };
    let until = marker.map_or_else(String::new, |until| {
        format!("<!-- gainsay ignore north-attacked-first until={until}: quoted -->\n")
    });
    format!("# The Korean War\n\n{until}{sentence}\n")
}

/// The finding may be in the baseline only, in the text only, or in both; and it may be suppressed, no longer
/// suppressed, or never have been.
#[test]
fn the_nine_cases_of_baseline_now_and_suppressed() {
    let (holds, expired) = (Some("2027-06-30"), Some("2026-01-31"));
    //   known  now    marker   status  set aside     stale  notice
    let cases = [
        (true, true, None, 0, "baseline", false, ""),
        (true, true, holds, 0, "suppressed", false, ""),
        (
            true,
            true,
            expired,
            0,
            "baseline",
            false,
            "suppression-expired",
        ),
        (true, false, None, 0, "", true, ""),
        (true, false, holds, 0, "", true, "suppression-unused"),
        (true, false, expired, 0, "", true, "suppression-expired"),
        (false, true, None, 1, "", false, ""),
        (false, true, holds, 0, "suppressed", false, ""),
        (false, true, expired, 1, "", false, "suppression-expired"),
    ];
    for (known, now, marker, status, aside, stale, notice) in cases {
        let name = format!("known {known}, now {now}, marker {marker:?}");
        let folder = Folder::new();
        let claims = ["--claim", "north-attacked-first"];
        folder.write("draft.md", draft(known, None));
        let write = [&["check", "--write-baseline"][..], &BASELINE, &claims].concat();
        assert_eq!(folder.run(&write).0, 0, "{name}");
        folder.write("draft.md", draft(now, marker));
        let check = ["check", "--today", "2026-11-25", "--format", "json"];
        let (found, out, errors) = folder.run(&[&check[..], &BASELINE, &claims].concat());
        assert_eq!(found, status, "{name}: {out}{errors}");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let kinds: Vec<&String> = json["set-aside"]
            .as_object()
            .expect("an object")
            .keys()
            .collect();
        let wanted: Vec<&str> = aside.split_whitespace().collect();
        assert_eq!(kinds, wanted, "{name}");
        assert_eq!(
            errors.contains("no longer occur"),
            stale,
            "{name}: {errors}"
        );
        assert_eq!(
            errors.contains("suppression-"),
            !notice.is_empty(),
            "{name}: {errors}"
        );
        assert!(errors.contains(notice), "{name}: {errors}");
    }
}

/// A text that treats the outbreak and leaves out who did not start the war, or says so, below a marker or none.
fn partial_draft(now: bool, marker: Option<&str>) -> String {
    let rest = if now {
        ""
    } else {
        " South Korea and the United States did not start the war."
    };
    let until = marker.map_or_else(String::new, |until| {
        format!(
            "<!-- gainsay ignore-file us-and-rok-did-not-start-the-war until={until}: later -->\n"
        )
    });
    format!("{until}# The Korean War\n\n{TRUE} Stalin had been told.{rest}\n")
}

/// The same for what a text leaves out, under the name by which it was known and after it was renamed.
#[test]
fn the_nine_cases_of_omissions() {
    let (holds, expired) = (Some("2027-06-30"), Some("2026-01-31"));
    //   known  now    marker   status  set aside  notice
    let cases = [
        (true, true, None, 0, "baseline", ""),
        (true, true, holds, 0, "suppressed", ""),
        (true, true, expired, 0, "baseline", "suppression-expired"),
        (true, false, None, 0, "", ""),
        (true, false, holds, 0, "", "suppression-unused"),
        (true, false, expired, 0, "", "suppression-expired"),
        (false, true, None, 1, "", ""),
        (false, true, holds, 0, "suppressed", ""),
        (false, true, expired, 1, "", "suppression-expired"),
    ];
    for (known, now, marker, status, aside, notice) in cases {
        for path in ["draft.md", "renamed/chapter.md"] {
            let name = format!("known {known}, now {now}, marker {marker:?}, {path}");
            let folder = Folder::new();
            folder.write("draft.md", partial_draft(known, None));
            let rules = [
                "--claim",
                "us-and-rok-did-not-start-the-war",
                "--fail-on",
                "omits",
                "--baseline",
                "known.json",
            ];
            let write = [&["check", "--write-baseline", "draft.md"][..], &rules].concat();
            assert_eq!(folder.run(&write).0, 0, "{name}");
            assert_eq!(folder.read("known.json").contains("omits"), known, "{name}");
            std::fs::remove_file(folder.path().join("draft.md")).expect("the draft can go");
            folder.write(path, partial_draft(now, marker));
            let check = ["check", "--today", "2026-11-25", "--format", "json", path];
            let (found, out, errors) = folder.run(&[&check[..], &rules].concat());
            assert_eq!(found, status, "{name}: {out}{errors}");
            let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
            let kinds: Vec<&String> = json["set-aside"]
                .as_object()
                .expect("set aside")
                .keys()
                .collect();
            let wanted: Vec<&str> = aside.split_whitespace().collect();
            assert_eq!(kinds, wanted, "{name}");
            assert_eq!(
                errors.contains("suppression-"),
                !notice.is_empty(),
                "{name}: {errors}"
            );
            assert!(errors.contains(notice), "{name}: {errors}");
            // Under another name it cannot be told that the known one is gone: the old text was not read.
            let stale = known && !now && path == "draft.md";
            assert_eq!(
                errors.contains("no longer occur"),
                stale,
                "{name}: {errors}"
            );
        }
    }
}

#[test]
fn an_omission_stays_known_where_it_is_due_elsewhere_and_is_none_of_another_text() {
    let folder = Folder::new();
    let rules = ["--fail-on", "omits", "--baseline", "known.json"];
    let check = |more: &[&str]| folder.run(&[&["check"][..], &rules, more].concat());
    folder.write("a.md", partial_draft(true, None));
    assert_eq!(check(&["--write-baseline", "a.md"]).0, 0);
    let written = folder.read("known.json");
    // The heading names the topic, and many texts have the same one: the sentence below it stands for what is left out.
    assert!(
        written.contains("\"sentence\":\"north korea invaded south korea on 25 june 1950\""),
        "{written}"
    );
    // Work above makes the claims due at another sentence.
    let more = "Nobody forgets the outbreak of the Korean War, the start of the war in Korea.";
    folder.write(
        "a.md",
        partial_draft(true, None).replace(TRUE, &format!("{more} {TRUE}")),
    );
    let (status, out, errors) = check(&["a.md", "--format", "concise"]);
    assert_eq!((status, out.contains("omits")), (0, false), "{out}{errors}");
    // And a baseline that is written anew keeps what it held, and what it is known by.
    assert_eq!(check(&["--write-baseline", "a.md"]).0, 0);
    let omitted = |baseline: &str| -> Vec<String> {
        let lines = baseline.lines().filter(|line| line.contains("omits"));
        lines
            .map(|line| line.trim_end_matches(',').to_owned())
            .collect()
    };
    assert_eq!(omitted(&folder.read("known.json")), omitted(&written));
    assert_eq!(omitted(&written).len(), 2);
    // Another text under the same heading owes what it leaves out.
    folder.write(
        "b.md",
        "# The Korean War\n\nOn 25 June 1950 the army of the North attacked South Korea.\n",
    );
    assert_eq!(check(&["b.md"]).0, 1);
    // A known text that moved is known by its new name once the baseline is written anew.
    std::fs::rename(folder.path().join("a.md"), folder.path().join("c.md")).expect("a new name");
    assert_eq!(check(&["--write-baseline", "c.md"]).0, 0);
    let moved = folder.read("known.json");
    assert!(moved.contains("c.md") && !moved.contains("a.md"), "{moved}");
}

#[test]
fn a_lecture_in_tex_is_checked_like_any_text() {
    let folder = Folder::new();
    folder.write("talks/lecture.tex", include_str!("../texts/lecture.tex"));
    let (status, out, errors) = folder.run(&["check", "talks", "--format", "concise"]);
    assert_eq!(status, 1, "{out}{errors}");
    assert_eq!(errors, "");
    let contradicted: Vec<&str> = out
        .lines()
        .filter(|line| line.contains(" contradicts["))
        .collect();
    assert_eq!(contradicted.len(), 1, "{out}");
    assert!(
        contradicted[0].starts_with("talks/lecture.tex:32:18: contradicts[war-began-25-june-1950]"),
        "{out}"
    );
    // Neither comment nor formula nor what follows the end was read, and footnotes were.
    let places: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split(':').nth(1))
        .collect();
    for line in ["7", "15", "27", "36"] {
        assert!(!places.contains(&line), "{out}");
    }
    let (_, out, _) = folder.run(&["check", "talks", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["set-aside"]["suppressed"], 3, "{}", json["set-aside"]);
    let (_, out, _) = folder.run(&[
        "explain",
        "war-began-25-june-1950",
        "--on",
        "talks/lecture.tex:32",
    ]);
    assert!(out.contains("The war began on 27 June 1950"), "{out}");
    // A file that only sets up others holds no prose, and that is said.
    folder.write(
        "talks/setup.tex",
        "\\newcommand{\\NK}{North Korea}\n% South Korea attacked.\n",
    );
    let (status, _, errors) = folder.run(&["check", "talks", "-q"]);
    assert_eq!(status, 2);
    assert!(errors.contains("setup.tex: no sentence found"), "{errors}");
}

#[test]
fn a_word_changed_elsewhere_in_the_paragraph_reopens_nothing() {
    let folder = Folder::new();
    let paragraph = |word: &str| format!("The {word} war changed Asia. {FALSE} Many fled south.\n");
    folder.write("draft.md", paragraph("long"));
    assert_eq!(
        folder
            .run(&[&["check", "--write-baseline"][..], &BASELINE].concat())
            .0,
        0
    );
    folder.write("draft.md", paragraph("terrible"));
    assert_eq!(folder.run(&[&["check"][..], &BASELINE].concat()).0, 0);
    folder.write("draft.md", paragraph("long").replace("25 June", "24 June"));
    assert_eq!(folder.run(&[&["check"][..], &BASELINE].concat()).0, 1);
}

#[test]
fn pruning_only_removes_and_only_what_was_read() {
    let folder = Folder::new();
    folder.write("a.txt", FALSE);
    folder.write("b.txt", "The Korean War began on 27 June 1950.");
    let baseline = ["--baseline", "known.json"];
    let run = |more: &[&str]| folder.run(&[&["check", "-q"][..], &baseline, more].concat());
    assert_eq!(run(&["--write-baseline", "a.txt", "b.txt"]).0, 0);
    let before = folder.read("known.json");
    assert!(before.contains("a.txt") && before.contains("b.txt"));
    folder.write(
        "a.txt",
        format!("{TRUE} The war in Korea began on 1 July 1950."),
    );
    assert_eq!(run(&["--prune-baseline", "a.txt"]).0, 1);
    let after = folder.read("known.json");
    assert!(
        !after.contains("a.txt") && after.contains("b.txt"),
        "{after}"
    );
    assert!(!after.contains("july"), "pruning must not add: {after}");
    // What a run did not touch stays when the baseline is written anew.
    assert_eq!(run(&["--write-baseline", "a.txt"]).0, 0);
    assert!(folder.read("known.json").contains("b.txt"));
}

#[test]
fn since_counts_only_sentences_that_changed() {
    let folder = Folder::new();
    git(&folder, &["init", "-q"]);
    folder.write("texts/old chapter.txt", format!("{FALSE}\n\nSnow fell.\n"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "one"]);
    let since = ["check", "--format", "concise", "--since", "HEAD", "texts"];
    let (status, out, errors) = folder.run(&since);
    assert_eq!(status, 0, "{out}{errors}");
    assert!(!out.contains("contradicts"), "{out}");
    // Another sentence changes, and the old error is still not asked for.
    folder.write(
        "texts/old chapter.txt",
        format!("{FALSE}\n\nThe Korean War began on 27 June 1950.\n"),
    );
    let (status, out, _) = folder.run(&since);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains(":3:"), "{out}");
    assert!(!out.contains(":1:21: contradicts"), "{out}");
    // A file that git does not know counts as a whole.
    folder.write("texts/néw.txt", FALSE);
    let (_, out, _) = folder.run(&since);
    assert!(out.contains("texts/néw.txt:1:21: contradicts"), "{out}");
    let (status, out, errors) = folder.run(&["check", "--since", "no-such", "texts"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        errors.contains("git knows no revision `no-such`"),
        "{errors}"
    );
    assert_eq!(
        folder.run(&["check", "--since", "--output=x", "texts"]).0,
        2
    );
}

#[test]
fn the_same_bytes_in_any_order_of_threads_and_arguments() {
    let folder = Folder::new();
    for number in 0..40 {
        let text = [FALSE, TRUE, "The Korean War began on 27 June 1950."][number % 3];
        folder.write(&format!("t/{number:02}.txt"), text);
    }
    for format in [
        "full", "concise", "json", "jsonl", "sarif", "github", "junit", "markdown", "html",
    ] {
        let check = |jobs: &str| {
            folder
                .run(&["check", "--format", format, "--jobs", jobs, "t"])
                .1
        };
        assert_eq!(check("1"), check("2"), "{format}");
    }
    let some = ["t/03.txt", "t/01.txt", "./t/02.txt"];
    let shuffled = ["t/01.txt", "t/01.txt", "./t/02.txt", "t/03.txt"];
    for format in ["jsonl", "full"] {
        let check = |files: &[&str]| {
            folder
                .run(&[&["check", "--format", format][..], files].concat())
                .1
        };
        assert_eq!(check(&some), check(&shuffled), "{format}");
    }
}

#[test]
fn since_a_branch_counts_what_was_done_since_it_was_left() {
    let folder = Folder::new();
    git(&folder, &["init", "-q"]);
    folder.write("a.txt", format!("Snow fell.\n\n{FALSE}\n"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "one"]);
    git(&folder, &["branch", "theirs"]);
    folder.write("b.txt", TRUE);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "ours"]);
    // Others mend the old error; here it stands unchanged, and is no work of this branch.
    git(&folder, &["checkout", "-q", "theirs"]);
    folder.write("a.txt", format!("Snow fell.\n\n{TRUE}\n"));
    git(&folder, &["commit", "-qam", "theirs"]);
    git(&folder, &["checkout", "-q", "-"]);
    let (status, out, errors) = folder.run(&["check", "--since", "theirs", "."]);
    assert_eq!(status, 0, "{out}{errors}");
    git(&folder, &["checkout", "-q", "--orphan", "alone"]);
    git(&folder, &["commit", "-qm", "alone"]);
    let (status, _, errors) = folder.run(&["check", "--since", "theirs", "."]);
    assert_eq!(status, 2);
    assert!(
        errors.contains("from which both HEAD and `theirs` come"),
        "{errors}"
    );
}

/// The template of `init` with its examples switched on.
fn template() -> String {
    include_str!("../../src/cli/init.toml")
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(example)
                if example.starts_with(|c: char| c.is_ascii_lowercase() || "[\"".contains(c)) =>
            {
                format!("{example}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect()
}

#[test]
fn every_example_of_the_template_can_be_switched_on() {
    let folder = Folder::new();
    folder.write("gainsay.toml", "");
    folder.write("book/gainsay.toml", template());
    folder.write("book/drafts/a.txt", TRUE);
    folder.write("book/gainsay-suppressions.toml", "");
    folder.write(
        "book/gainsay-baseline.json",
        "{\"version\": 1, \"findings\": []}",
    );
    let (status, _, errors) = folder.run(&["check", "--show-config", "book/drafts/a.txt"]);
    // The pack of the example is the only thing that is not there.
    assert_eq!(status, 2, "{errors}");
    assert!(
        errors.contains("our-subject") && errors.contains("the configuration has an error;"),
        "{errors}"
    );
    folder.write(
        "book/gainsay.toml",
        template().replace("packs = [\"claims/our-subject\"]\n", ""),
    );
    let (status, out, errors) = folder.run(&["check", "--show-config", "book/drafts/a.txt"]);
    assert_eq!(status, 0, "{errors}");
    for part in [
        "fail-on = [\"contradicts\", \"omits\"]",
        "topics = [\"outbreak\"]",
        "edition-date = \"1985-01-01\"",
        "\"korean-war/armistice-27-july-1953\" = \"note\"",
        "\"korean-war/un-resolution-82\" = \"off\"",
    ] {
        assert!(out.contains(part), "{part} is missing: {out}");
    }
}

#[test]
fn the_template_is_what_the_schema_of_configurations_says() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../schemas/config.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is valid");
    let written: toml::Value = toml::from_str(&template()).expect("TOML");
    let written = serde_json::to_value(&written).expect("JSON");
    let wrong: Vec<String> = validator
        .iter_errors(&written)
        .map(|e| e.to_string())
        .collect();
    assert_eq!(wrong, [""; 0]);
    // The template shows every key that there is.
    let known = schema["properties"].as_object().expect("keys");
    for key in known.keys() {
        assert!(
            written.get(key).is_some(),
            "the template does not show `{key}`"
        );
    }
    let wrong = serde_json::json!({"fail-on": ["x"], "colour": 1, "levels": {"a": "loud"}});
    assert_eq!(validator.iter_errors(&wrong).count(), 3);
}
