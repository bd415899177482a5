//! Every format against the rules of those who will read it: JSON Schema, SARIF's schema, an XML parser, GitHub's
//! escaping.

use crate::program::{FALSE, Folder, TRUE};
use jsonschema::Validator;
use roxmltree::{Document, ParsingOptions};
use serde_json::{Value, json};
use std::path::Path;

/// A folder with a text that earns every kind of verdict, and characters that act in some format.
fn folder() -> Folder {
    let folder = Folder::new();
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts/chapter.md");
    let chapter = std::fs::read_to_string(chapter).expect("the chapter is there");
    folder.write("chapter.md", chapter);
    folder.write(
        "a, b: 100% <c> & \"d\".txt",
        format!("The \u{1b}[31mwar\u{202e} & peace <b>::error::]]> 한국: {FALSE}\n{TRUE}"),
    );
    folder.write(
        "suppressed.md",
        format!("# The Korean War\n\n<!-- gainsay ignore north-attacked-first: a <quoted> error -->\n{FALSE}\n"),
    );
    folder
}

fn report(format: &str) -> String {
    let (status, out, errors) = folder().run(&["check", "--format", format, "."]);
    assert_eq!(status, 1, "{errors}");
    out
}

/// How many claims the shipped packs hold.
fn claims() -> usize {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    packs.iter().map(|loaded| loaded.pack.claims.len()).sum()
}

fn published() -> Value {
    serde_json::from_str(include_str!("../../schemas/report.json")).expect("the schema is JSON")
}

/// A verdict that was set aside stays a verdict, so that all of them are the claims in scope; but no total counts it
/// without saying so.
#[test]
fn totals_say_how_many_verdicts_do_not_count() {
    let folder = folder();
    folder.write("known.md", format!("# The Korean War\n\n{FALSE}\n"));
    let claim = ["--claim", "north-attacked-first"];
    let known = [&["--baseline", "known.json"][..], &claim].concat();
    let write = [&["check", "-q", "--write-baseline", "known.md"][..], &known].concat();
    assert_eq!(folder.run(&write).0, 0);
    let texts = ["suppressed.md", "known.md"];
    let run = |format: &str| {
        let check = [&["check", "--format", format][..], &known, &texts].concat();
        let (status, out, errors) = folder.run(&check);
        assert_eq!(status, 0, "{errors}");
        out
    };
    let full = run("full");
    assert!(full.contains("1 contradicted (1 suppressed)"), "{full}");
    assert!(
        full.contains("1 contradicted (1 in the baseline)"),
        "{full}"
    );
    let sum = "2 contradicted (1 in the baseline, 1 suppressed)";
    assert!(full.contains(sum), "{full}");
    assert!(
        full.contains("north-attacked-first (4; suppressed)"),
        "{full}"
    );
    let row = "| ✗ contradicts | 2 (1 in the baseline, 1 suppressed) |";
    let markdown = run("markdown");
    assert!(markdown.contains(row), "{markdown}");
    let html = run("html");
    for words in [
        "1 contradicted (1 suppressed)",
        "title=\"contradicts, in the baseline\"",
    ] {
        assert!(html.contains(words), "no {words}");
    }
    let json: Value = serde_json::from_str(&run("json")).expect("the report is JSON");
    let aside = json!({"contradicts": {"baseline": 1, "suppressed": 1}});
    assert_eq!(json["summary-set-aside"], aside);
    let verdicts = json["documents"][1]["verdicts"]
        .as_array()
        .expect("verdicts");
    let suppressed = verdicts.iter().find(|one| one["verdict"] == "contradicts");
    let suppressed = suppressed.expect("the contradiction is a verdict");
    assert_eq!(suppressed["set-aside"]["kind"], "suppressed");
}

/// The schema with nothing allowed that it does not name, so that no field goes undescribed.
fn closed(schema: &mut Value) {
    if let Value::Object(map) = schema {
        // What is composed of two schemas cannot close one of them.
        if map.contains_key("properties") && !map.contains_key("allOf") {
            map.insert("additionalProperties".into(), json!(false));
        }
        map.values_mut().for_each(closed);
    } else if let Value::Array(list) = schema {
        list.iter_mut().for_each(closed);
    }
}

fn errors_of(schema: &Value, value: &Value) -> Vec<String> {
    let validator: Validator = jsonschema::validator_for(schema).expect("the schema is valid");
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect()
}

#[test]
fn json_is_what_its_schema_says() {
    let json: Value = serde_json::from_str(&report("json")).expect("the report is JSON");
    assert_eq!(errors_of(&published(), &json), [""; 0]);
    let mut strict = published();
    closed(&mut strict);
    assert_eq!(errors_of(&strict, &json), [""; 0]);
    let kinds: Vec<&Value> = json["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .flat_map(|one| one["verdicts"].as_array().expect("verdicts"))
        .map(|verdict| &verdict["verdict"])
        .collect();
    for kind in [
        "agrees",
        "contradicts",
        "mixed",
        "omits",
        "partial",
        "reports",
        "not-due",
    ] {
        assert!(kinds.contains(&&json!(kind)), "the sample has no {kind}");
    }
    assert_eq!(json["set-aside"]["suppressed"], 1);
    assert_eq!(
        json["summary-set-aside"],
        json!({"contradicts": {"suppressed": 1}})
    );
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let mut json: Value = serde_json::from_str(&report("json")).expect("the report is JSON");
    json["documents"][0]["findings"][0]["stance"] = json!("perhaps");
    json["documents"][0]["findings"][0]["span"]["line"] = json!(0);
    assert_eq!(errors_of(&published(), &json).len(), 2);
}

#[test]
fn each_line_of_jsonl_is_a_document() {
    let mut schema = published();
    schema["$ref"] = json!("#/$defs/line");
    let out = report("jsonl");
    assert_eq!(out.lines().count(), 3);
    for line in out.lines() {
        let json: Value = serde_json::from_str(line).expect("each line is JSON");
        assert_eq!(errors_of(&schema, &json), [""; 0]);
    }
}

#[test]
fn sarif_is_sarif() {
    let json: Value = serde_json::from_str(&report("sarif")).expect("the report is JSON");
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json"))
        .expect("the schema is JSON");
    assert_eq!(errors_of(&schema, &json), [""; 0]);
    let run = &json["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), claims());
    assert!(rules.iter().all(|rule| {
        rule["help"]["markdown"]
            .as_str()
            .is_some_and(|help| help.contains("- "))
    }));
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let hash = &result["partialFingerprints"]["primaryLocationLineHash"];
        assert!(hash.as_str().is_some_and(|hash| hash.ends_with(":1")));
        assert_eq!(
            result["partialFingerprints"]["gainsay/v1"]
                .as_str()
                .map(str::len),
            Some(32)
        );
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64() > Some(0), "{result}");
    }
    let suppressed: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"][0]["kind"] == "inSource")
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        suppressed[0]["suppressions"][0]["justification"],
        "a <quoted> error"
    );
    assert!(
        results
            .iter()
            .any(|result| result["properties"]["verdict"] == "omits")
    );
    // Columns count code points: `한국: ` before the sentence takes four, whatever its bytes.
    let odd = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"])
        .find(|place| {
            place["artifactLocation"]["uri"] == "a%2C%20b%3A%20100%25%20%3Cc%3E%20%26%20%22d%22.txt"
        })
        .expect("the odd path is a URI");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(odd["region"]["startColumn"], 1);
}

#[test]
fn sarif_tells_what_is_known_suppressed_and_unread() {
    let folder = folder();
    folder.write(
        "list.toml",
        "[[ignore]]\nclaim = \"armistice-27-july-1953\"\nreason = \"a letter was sent\"\n",
    );
    let known = ["--baseline", "known.json"];
    let write = ["check", "-q", "--write-baseline", "suppressed.md"];
    assert_eq!(folder.run(&[&write[..], &known].concat()).0, 0);
    let check = [
        "check",
        "--format",
        "sarif",
        "--suppressions",
        "list.toml",
        ".",
        "gone.md",
    ];
    let (status, out, errors) = folder.run(&[&check[..], &known].concat());
    assert_eq!(status, 2, "{errors}");
    let json: Value = serde_json::from_str(&out).expect("the report is JSON");
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json"))
        .expect("the schema is JSON");
    assert_eq!(errors_of(&schema, &json), [""; 0]);
    let run = &json["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results = run["results"].as_array().expect("results");
    let states: Vec<&Value> = results
        .iter()
        .map(|result| &result["baselineState"])
        .collect();
    assert!(states.contains(&&json!("unchanged")) && states.contains(&&json!("new")));
    assert!(
        !states.contains(&&Value::Null),
        "SARIF wants a state on all or none"
    );
    let external: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"][0]["kind"] == "external")
        .collect();
    assert_eq!(external.len(), 1);
    assert_eq!(external[0]["ruleId"], "korean-war/armistice-27-july-1953");
}

#[test]
fn junit_is_xml_with_a_case_a_claim() {
    let out = report("junit");
    let xml = Document::parse(&out).expect("the report is XML");
    let suites: Vec<_> = xml
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("testsuite"))
        .collect();
    assert_eq!(suites.len(), 3);
    for suite in suites {
        let count = |name: &str| {
            suite
                .descendants()
                .filter(|node| node.has_tag_name(name))
                .count()
                .to_string()
        };
        assert_eq!(suite.attribute("tests"), Some(count("testcase").as_str()));
        assert_eq!(
            suite.attribute("tests"),
            Some(claims().to_string().as_str())
        );
        assert_eq!(suite.attribute("failures"), Some(count("failure").as_str()));
        assert_eq!(suite.attribute("skipped"), Some(count("skipped").as_str()));
    }
    let failure = xml
        .descendants()
        .find(|node| node.has_tag_name("failure"))
        .expect("there is a failure");
    assert!(
        failure
            .attribute("type")
            .is_some_and(|code| code.starts_with("contradicts-"))
    );
}

#[test]
fn github_lines_keep_the_escaping_rules() {
    let out = report("github");
    assert!(out.lines().count() > 3);
    for line in out.lines() {
        let rest = line.strip_prefix("::").expect("a workflow command");
        let (head, message) = rest.split_once("::").expect("a message");
        let (kind, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("name=value");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name));
            assert!(!value.contains(':') && !value.is_empty(), "{line}");
        }
        for text in [head, message] {
            for (at, _) in text.match_indices('%') {
                let code = text.get(at + 1..at + 3).expect("two letters");
                assert!(["25", "0A", "0D", "3A", "2C"].contains(&code), "{line}");
            }
        }
    }
    assert!(out.contains("file=a%2C b%3A 100%25 <c>"), "{out}");
    let kinds: Vec<bool> = out
        .lines()
        .map(|line| line.starts_with("::error"))
        .collect();
    assert!(
        kinds.is_sorted_by(|a, b| a >= b),
        "errors come first: {out}"
    );
}

#[test]
fn github_shows_ten_of_a_kind_and_the_whole_in_the_summary() {
    let folder = Folder::new();
    for number in 0..15 {
        folder.write(&format!("{number:02}.txt"), FALSE);
    }
    let summary = folder.path().join("summary.md");
    let output = folder
        .command()
        .args(["check", "--format", "github", "."])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .expect("it runs");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        out.lines()
            .filter(|line| line.starts_with("::error"))
            .count(),
        10
    );
    assert!(
        out.lines()
            .filter(|line| line.starts_with("::warning"))
            .count()
            <= 10
    );
    assert!(
        out.contains("::notice title=gainsay::20 more findings: a step shows ten errors"),
        "{out}"
    );
    let summary = std::fs::read_to_string(summary).expect("a summary");
    for number in 0..15 {
        assert!(summary.contains(&format!("## {number:02}.txt")), "{number}");
    }
}

/// Reads a page strictly: it is well-formed, takes nothing from elsewhere, and every link inside it leads to one place.
/// Gives its text and the number of its links.
pub fn read_page(out: &str) -> (String, usize) {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let page = Document::parse_with_options(out, options).expect("the page is well-formed");
    let ids: Vec<&str> = page
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let mut links = 0;
    for node in page.descendants() {
        for name in ["src", "data", "action", "onclick"] {
            assert_eq!(node.attribute(name), None);
        }
        let Some(target) = node.attribute("href") else {
            continue;
        };
        links += 1;
        match target.strip_prefix('#') {
            Some(id) => assert!(ids.contains(&id), "{target} leads nowhere"),
            None => assert!(target.starts_with("http"), "{target}"),
        }
    }
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
    let text = page.descendants().filter_map(|node| node.text()).collect();
    (text, links)
}

#[test]
fn the_page_is_whole_and_alone() {
    let out = report("html");
    let (text, links) = read_page(&out);
    assert!(links > 60);
    assert!(out.contains("prefers-color-scheme: dark") && out.contains("@media print"));
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'));
    assert!(text.contains("peace <b>::error::]]>"));
}

#[test]
fn markdown_tells_the_worst_first_and_lets_nothing_act() {
    let out = report("markdown");
    let at = |part: &str| {
        out.find(part)
            .unwrap_or_else(|| panic!("{part} is missing:\n{out}"))
    };
    let chapter = &out[at("## chapter.md")..];
    let contradiction = chapter.find("### ✗").expect("a contradiction");
    assert!(contradiction < chapter.find("### ~").expect("a partial statement"));
    assert!(out.contains("&lt;b&gt;::error::"));
    assert!(out.contains("<details><summary>Citations"));
}

#[test]
fn several_formats_each_to_its_file() {
    let folder = folder();
    let (status, out, errors) = folder.run(&[
        "check",
        "--format",
        "concise",
        "--format",
        "json=r.json",
        "--format",
        "sarif=r.sarif",
        "--format",
        "html=r.html",
        "chapter.md",
    ]);
    assert_eq!(status, 1, "{errors}");
    assert!(out.starts_with("chapter.md:"));
    for name in ["r.json", "r.sarif", "r.html"] {
        assert!(folder.read(name).len() > 1_000, "{name}");
    }
    let (status, _, errors) = folder.run(&[
        "check",
        "--format",
        "json",
        "--format",
        "full",
        "chapter.md",
    ]);
    assert_eq!(status, 2);
    assert!(
        errors.contains("json and full would all go to standard output"),
        "{errors}"
    );
    let (status, _, errors) =
        folder.run(&["check", "--format", "json=no/such/r.json", "chapter.md"]);
    assert_eq!(status, 2);
    assert!(errors.contains("cannot write no/such/r.json"), "{errors}");
}

#[test]
fn a_changed_word_elsewhere_keeps_every_fingerprint() {
    let folder = folder();
    let text = folder.read("chapter.md");
    let fingerprints = |text: &str| -> Vec<String> {
        folder.write("draft.md", text);
        let (_, out, _) = folder.run(&["check", "--format", "json", "draft.md"]);
        let json: Value = serde_json::from_str(&out).expect("JSON");
        let document = &json["documents"][0];
        let findings = document["findings"].as_array().expect("findings");
        findings
            .iter()
            .map(|one| {
                one["fingerprint"]
                    .as_str()
                    .expect("a fingerprint")
                    .to_owned()
            })
            .collect()
    };
    let before = fingerprints(&text);
    assert!(before.len() > 8);
    // A heading, a word of a sentence without findings, and a line broken elsewhere.
    let changed = text
        .replace("Two\nhostile states", "Two\nunfriendly states")
        .replace("## The outbreak", "\n\n## How it broke out")
        .replace("In October 1950 China", "In October\n1950 China");
    assert_ne!(text, changed);
    assert_eq!(before, fingerprints(&changed));
}
