//! Comparisons against the rules of those who will read them: JSON Schema, an XML parser; the same bytes with any number
//! of threads.

use crate::formats::read_page;
use crate::program::Folder;
use jsonschema::Resource;
use serde_json::{Value, json};

/// An account of one's own, a text that follows it, one that reports it, and characters that act in some format.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "own/north/narrative.toml",
        "title = \"What the <North> tells\"\nshort = \"the Northern account\"\nteller = \"P & Y\"\n\
         language = \"en\"\noriginal = \"ko\"\ndate = 1990\nedition = 1990-01-01\nlicence = \"CC0-1.0\"\n\
         note = \"A note.\"\npacks = [\"korean-war\"]\n\
         [[citation]]\ntitle = \"A history\"\nfrom = \"Somebody\"\naddress = \"https://example.org/a?b&c\"\n\
         locator = \"p. 4\"\n",
    );
    folder.write(
        "own/north/text.md",
        "# The war\n\nOn 25 June 1950 South Korea attacked North Korea. The armistice was signed on 17 July 1953.\n",
    );
    folder.write(
        "a, <b> & \"c\".md",
        "The \u{1b}[31mwar\u{202e} <b>]]>: Rhee's troops attacked North Korea on 25 June 1950.\n",
    );
    folder.write(
        "report.md",
        "Pyongyang says that South Korea attacked North Korea on 25 June 1950.\n",
    );
    folder.write(
        "old.md",
        "On 25 June 1950 North Korea invaded South Korea. The armistice was signed on 27 July 1953.\n",
    );
    folder.write(
        "new.md",
        "On 25 June 1950 war broke out in South Korea & nowhere else.\n",
    );
    folder
}

const ACCOUNTS: [&str; 6] = [
    "compare",
    "--narratives",
    "own",
    "north",
    "a, <b> & \"c\".md",
    "report.md",
];
const DRAFTS: [&str; 4] = ["compare", "--drafts", "old.md", "new.md"];

fn written(arguments: &[&str], format: &str) -> String {
    let all = [arguments, &["--format", format]].concat();
    let (status, out, errors) = folder().run(&all);
    assert_eq!((status, errors.as_str()), (0, ""));
    // JSON carries the text as it is.
    let shown = !out.contains('\u{1b}') && !out.contains('\u{202e}');
    assert!(shown || format == "json");
    out
}

fn schema(text: &str) -> Value {
    serde_json::from_str(text).expect("the schema is JSON")
}

/// The schema with nothing allowed that it does not name, so that no field goes undescribed.
fn closed(schema: &mut Value) {
    if let Value::Object(map) = schema {
        if map.contains_key("properties") {
            map.insert("additionalProperties".into(), json!(false));
        }
        map.values_mut().for_each(closed);
    } else if let Value::Array(list) = schema {
        list.iter_mut().for_each(closed);
    }
}

#[test]
fn json_is_what_the_published_schema_says() {
    let mut published = schema(include_str!("../../schemas/comparison.json"));
    closed(&mut published);
    let check = Resource::from_contents(schema(include_str!("../../schemas/report.json")))
        .expect("the schema of check");
    let validator = jsonschema::options()
        .with_resource("urn:gainsay:report:1", check)
        .build(&published)
        .expect("the schema is valid");
    for arguments in [&ACCOUNTS[..], &DRAFTS[..]] {
        let out = written(arguments, "json");
        let value: Value = serde_json::from_str(&out).expect("JSON");
        let wrong: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[test]
fn json_tells_who_follows_whom_and_why() {
    let out: Value = serde_json::from_str(&written(&ACCOUNTS, "json")).expect("JSON");
    let names: Vec<&str> = out["accounts"]
        .as_array()
        .expect("accounts")
        .iter()
        .filter_map(|account| account["name"].as_str())
        .collect();
    assert_eq!(names, ["north", "a, <b> & \"c\".md", "report.md"]);
    let first = "korean-war/north-attacked-first";
    // The shipped accounts are known too, and some of them a text may follow more closely.
    let following = |account: usize| {
        let all = out["accounts"][account]["following"].as_array();
        all.expect("whom it follows")
            .iter()
            .find(|one| one["account"] == "north")
            .expect("the account of one's own is among them")
    };
    let text = following(1);
    assert!(
        text["follows"]
            .as_array()
            .expect("a list")
            .contains(&json!(first))
    );
    assert!(
        text["words"]
            .as_str()
            .expect("words")
            .starts_with("follows the Northern account on ")
    );
    assert_eq!(following(2)["follows"], json!([]));
    let row = out["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .find(|row| row["claim"] == first)
        .expect("the claim is told");
    assert_eq!(row["parting"], "opposed");
    assert_eq!(row["cells"][0]["verdict"], "contradicts");
    // The account is an edition of 1990, and the evidence came out later.
    assert_eq!(row["cells"][0]["excuse"], "superseded");
    let nearest = row["cells"][1]["nearest"].as_array().expect("accounts");
    assert!(nearest.contains(&json!("north")));
    let at = row["cells"][0]["findings"][0].as_u64().expect("an index");
    let finding = &out["accounts"][0]["document"]["findings"][usize::try_from(at).expect("small")];
    assert_eq!(finding["claim"], first);
}

#[test]
fn json_of_drafts_shows_both_sentences() {
    let out: Value = serde_json::from_str(&written(&DRAFTS, "json")).expect("JSON");
    let change = out["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .find(|change| change["claim"] == "korean-war/north-attacked-first")
        .expect("the change");
    assert_eq!(
        (&change["from"], &change["to"], &change["worse"]),
        (&json!("agrees"), &json!("partial"), &json!(true))
    );
    assert!(
        change["words"]
            .as_str()
            .expect("words")
            .contains("who acted is no longer said")
    );
    assert_eq!(
        change["old"]["sentence"],
        "On 25 June 1950 North Korea invaded South Korea."
    );
    assert!(
        !change["new"]["changed"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
    let gone = out["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .find(|change| change["claim"] == "korean-war/armistice-27-july-1953")
        .expect("the armistice is gone");
    assert_eq!(
        (&gone["words"], &gone["new"]),
        (&json!("no longer said"), &Value::Null)
    );
    assert_eq!(out["worse"], true);
}

#[test]
fn pages_are_whole_and_alone() {
    for arguments in [&ACCOUNTS[..], &DRAFTS[..]] {
        let (_, links) = read_page(&written(arguments, "html"));
        assert!(links > 5);
    }
    let out = written(&ACCOUNTS, "html");
    assert!(out.contains("What the &lt;North&gt; tells"));
    assert!(out.contains("<td class=\"cell contradicts\" title=\"contradicts\"><a href=\"#n"));
    assert!(out.contains("href=\"https://example.org/a?b&amp;c\""));
}

/// Many accounts on one page: every link leads somewhere, no column is told by colour or by its place alone, and the
/// matrix can be passed over by keyboard.
#[test]
fn a_page_of_many_accounts_shows_signs() {
    let folder = Folder::new();
    let (status, out, errors) = folder.run(&["compare", "--format", "html"]);
    assert_eq!(status, 0, "{errors}");
    let (text, links) = read_page(&out);
    assert!(links > 300, "{links}");
    assert!(out.contains("<table class=\"heat dense\">"));
    let legend = out
        .split("<ul class=\"signs\">")
        .nth(1)
        .expect("a legend of signs");
    let legend = legend.split("</ul>").next().expect("its end");
    for (sign, word) in [
        ("×</span></span></span> ", "contradicts"),
        ("×</span>s</span></span> ", "superseded"),
        ("×</span>d</span></span> ", "takes a side"),
        ("✓</span></span></span> ", "agrees"),
    ] {
        assert!(
            legend.contains(&format!("{sign}{word}")),
            "{word}: {legend}"
        );
    }
    // The words stay for those who listen, and as a hint for the pointer.
    assert!(out.contains("title=\"takes a side\""));
    assert!(text.contains("Past the matrix") && text.contains("To the matrix"));
    // Skip links come before everything else that can be reached.
    let first = out.find("<a ").expect("links");
    assert!(out[first..].starts_with("<a class=\"skip\" href=\"#matrix\">"));
    for target in ["matrix", "beyond", "record"] {
        assert!(out.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

/// Few accounts keep their words.
#[test]
fn a_page_of_few_accounts_shows_words() {
    let out = written(&ACCOUNTS, "html");
    assert!(out.contains("<table class=\"heat\">") && !out.contains("<ul class=\"signs\">"));
}

#[test]
fn markdown_has_the_matrix_and_no_markup_of_others() {
    let out = written(&ACCOUNTS, "markdown");
    assert!(
        out.contains("| claim | A | B | C |\n|---|---|---|---|\n"),
        "{out}"
    );
    assert!(out.contains("| north-attacked-first | ✗ superseded | ✗ contradicts |"));
    assert!(out.contains("What the &lt;North&gt; tells"));
    assert!(
        out.contains("Somebody, “A history,” p. 4, https://example.org/a?b&amp;c"),
        "{out}"
    );
    let out = written(&DRAFTS, "markdown");
    assert!(
        out.contains("## armistice-27-july-1953: agrees -&gt; not-due\n\nNo longer said.\n"),
        "{out}"
    );
    assert!(
        out.contains("**war broke out in** South Korea **&amp; nowhere else**."),
        "{out}"
    );
}

#[test]
fn bytes_do_not_depend_on_threads() {
    for format in ["full", "json", "html", "markdown"] {
        let with = |jobs: &str| {
            let all = [
                &ACCOUNTS[..],
                &[
                    "old.md", "new.md", "--all", "--format", format, "--jobs", jobs,
                ],
            ]
            .concat();
            let (status, out, errors) = folder().run(&all);
            assert_eq!((status, errors.as_str()), (0, ""));
            out
        };
        let once = with("1");
        assert!(once.len() > 2000);
        assert_eq!(once, with("2"), "{format}");
        assert_eq!(once, with("7"), "{format}");
    }
}
