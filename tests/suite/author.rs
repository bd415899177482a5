//! What helps whoever writes a pack: new claims, references in and out, schemas.

use crate::program::Folder;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A pack without claims and sources.
fn empty_pack(folder: &Folder, sources: &str) {
    folder.write(
        "mine/pack.toml",
        "id = \"mine\"\nversion = \"1.0.0\"\ntitle = \"Mine\"\nlanguages = [\"en\"]\n",
    );
    if !sources.is_empty() {
        folder.write("mine/sources.toml", sources);
    }
}

#[test]
fn every_kind_of_event_is_listed_with_what_it_means() {
    let folder = Folder::new();
    empty_pack(&folder, "");
    folder.write(
        "mine/pack.toml",
        "id = \"mine\"\nversion = \"1.0.0\"\ntitle = \"Mine\"\nlanguages = [\"en\"]\n\
         [[kind]]\nid = \"dig-up\"\nis-a = [\"find\"]\nverbs.en = [\"dig up\"]\n",
    );
    let (status, out, errors) = folder.run(&["claims", "kinds", "--pack", "mine"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.lines().any(|line| line.starts_with("attack ")), "{out}");
    let own = out.lines().find(|line| line.starts_with("dig-up"));
    assert!(
        own.is_some_and(|line| line.ends_with("a kind of find")),
        "{out}"
    );
    for line in out.lines() {
        assert!(line.split_whitespace().count() > 1, "no gloss: {line}");
    }
}

#[test]
fn a_new_claim_is_a_file_to_fill_in_and_never_written_over() {
    let folder = Folder::new();
    empty_pack(&folder, "");
    let (status, out, errors) = folder.run(&["claims", "new", "town-taken-1950", "mine"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.contains("gainsay claims lint mine"), "{out}");
    let written = folder.read("mine/claims/town-taken-1950.toml");
    assert!(written.starts_with("#:schema "), "{written}");
    // What is still empty is reported, and nothing else.
    let (status, _, errors) = folder.run(&["claims", "lint", "mine"]);
    assert_eq!(status, 2);
    assert!(
        !errors.contains("unknown-key") && !errors.contains("syntax"),
        "{errors}"
    );

    folder.write("mine/claims/town-taken-1950.toml", "mine");
    let (status, _, errors) = folder.run(&["claims", "new", "town-taken-1950", "mine"]);
    assert_eq!(status, 2);
    assert!(errors.contains("is there already"), "{errors}");
    assert_eq!(folder.read("mine/claims/town-taken-1950.toml"), "mine");
}

#[test]
fn a_new_claim_needs_a_pack_and_a_plain_id() {
    let folder = Folder::new();
    empty_pack(&folder, "");
    for id in ["Town", "a b", "-x", "x--y", "../x"] {
        let (status, _, errors) = folder.run(&["claims", "new", "mine", "--", id]);
        assert_eq!(status, 2, "{id}: {errors}");
    }
    let (status, _, errors) = folder.run(&["claims", "new", "x", "."]);
    assert_eq!(status, 2);
    assert!(errors.contains("no pack.toml"), "{errors}");
}

#[test]
fn references_are_added_and_what_is_there_is_kept() {
    let folder = Folder::new();
    empty_pack(&folder, "# my own words\n[b]\ntitle = \"Kept\"");
    folder.write(
        "refs.json",
        r#"[{"id": "b", "title": "Replaced?"},
            {"id": "telegram", "type": "manuscript", "title": "Telegram", "archive": "AP RF",
             "archive_location": "f. 45, op. 1, d. 346, l. 104", "author": [{"family": "Sender", "given": "A."}]}]"#,
    );
    let (status, out, errors) = folder.run(&["claims", "import", "refs.json", "mine"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.contains("1 added, 1 kept"), "{out}");
    let sources = folder.read("mine/sources.toml");
    assert!(
        sources.starts_with("# my own words\n[b]\ntitle = \"Kept\"\n"),
        "{sources}"
    );
    for line in [
        "[telegram]",
        "author = [\"Sender, A.\"]",
        "fond = \"45\"",
        "delo = \"346\"",
        "listy = \"104\"",
    ] {
        assert!(sources.contains(line), "{line}: {sources}");
    }
    assert!(!sources.contains("Replaced"), "{sources}");

    folder.write(
        "refs.bib",
        "@book{c, title = {Third}, author = {Author, An}, year = 1993}",
    );
    assert_eq!(folder.run(&["claims", "import", "refs.bib", "mine"]).0, 0);
    assert!(
        folder
            .read("mine/sources.toml")
            .contains("[c]\ntitle = \"Third\"\nauthor = [\"Author, An\"]")
    );
}

#[test]
fn what_cannot_be_imported_changes_nothing() {
    let folder = Folder::new();
    empty_pack(&folder, "[b]\ntitle = \"Kept\"\n");
    folder.write("refs.json", "{");
    folder.write("refs.ris", "TY - BOOK");
    for file in ["refs.json", "refs.ris", "missing.bib"] {
        let (status, _, errors) = folder.run(&["claims", "import", file, "mine"]);
        assert_eq!(status, 2, "{file}");
        assert!(errors.contains(file), "{errors}");
    }
    assert_eq!(folder.read("mine/sources.toml"), "[b]\ntitle = \"Kept\"\n");
}

/// What a pack could not hold is told, and a reference without a title, which would spoil it, is left out.
#[test]
fn what_is_not_kept_is_told() {
    let folder = Folder::new();
    empty_pack(&folder, "");
    folder.write("junk.bib", "nothing of the kind");
    let (status, _, errors) = folder.run(&["claims", "import", "junk.bib", "mine"]);
    assert_eq!(status, 2);
    assert!(errors.contains("it holds no reference"), "{errors}");
    folder.write(
        "refs.json",
        r#"[{"id": "a", "title": "First", "ISBN": "1", "issued": {"date-parts": [[1950, 13, 40]]}},
            {"id": "b", "type": "book"}, {"title": "On the War"}]"#,
    );
    let (status, out, errors) = folder.run(&["claims", "import", "refs.json", "mine"]);
    assert_eq!(status, 1);
    assert!(out.contains("added on-the-war\n"), "{out}");
    for told in ["a: date (1950-13-40)", "b is left out: it has no title"] {
        assert!(errors.contains(told), "{errors}");
    }
    let (status, _, errors) = folder.run(&["claims", "lint", "mine"]);
    assert!(
        !errors.contains("date") && !errors.contains("title"),
        "{status} {errors}"
    );
}

#[test]
fn a_shipped_pack_goes_out_by_its_id() {
    let folder = Folder::new();
    let (status, out, errors) = folder.run(&["claims", "export", "katyn"]);
    assert_eq!(status, 0, "{errors}");
    assert!(out.starts_with('[') && !out.contains("Kim Il Sung"));
    assert_eq!(folder.run(&["claims", "export", "katin"]).0, 2);
}

/// The shipped sources go out in either format and come back the same, fond, opis and delo included.
#[test]
fn shipped_sources_survive_both_formats() {
    let shipped = gainsay::pack::load_dir(&root().join("claims/korean-war"))
        .expect("the pack loads")
        .pack;
    for (format, extension) in [("csl-json", "json"), ("biblatex", "bib")] {
        let folder = Folder::new();
        empty_pack(&folder, "");
        let pack = root().join("claims/korean-war");
        let pack = pack.to_str().expect("a path");
        let (status, out, errors) = folder.run(&["claims", "export", pack, "--format", format]);
        assert_eq!(status, 0, "{errors}");
        let file = format!("refs.{extension}");
        folder.write(&file, out);
        let (status, _, errors) = folder.run(&["claims", "import", &file, "mine"]);
        assert_eq!(status, 0, "{errors}");
        let back = gainsay::pack::load_dir(&folder.path().join("mine"))
            .expect("the pack loads")
            .pack;
        assert_eq!(back.records.len(), shipped.records.len());
        for (key, record) in &shipped.records {
            let mut place = record.place.clone();
            let mut returned = back.records[key].clone();
            place.sort();
            returned.place.sort();
            assert_eq!(returned.place, place, "{format}: {key}");
            returned.place.clone_from(&record.place);
            assert_eq!(&returned, record, "{format}: {key}");
        }
    }
}

/// By way of biblatex, a reference manager gets the same items as straight from the pack.
#[test]
fn either_format_carries_what_the_other_does() {
    let folder = Folder::new();
    empty_pack(&folder, "");
    let run = |arguments: &[&str]| {
        let (status, out, errors) = folder.run(arguments);
        assert_eq!(status, 0, "{errors}");
        out
    };
    let straight = run(&["claims", "export", "korean-war"]);
    folder.write(
        "refs.bib",
        run(&["claims", "export", "korean-war", "--format", "biblatex"]),
    );
    run(&["claims", "import", "refs.bib", "mine"]);
    let items = |text: &str| -> Vec<Value> {
        let mut items: Vec<Value> = serde_json::from_str(text).expect("JSON");
        items.sort_by_key(|item| item["id"].to_string());
        items
    };
    let around = items(&run(&["claims", "export", "mine"]));
    assert_eq!(around, items(&straight));
    let parted = around
        .iter()
        .filter(|item| item["author"][0]["family"].is_string());
    assert!(parted.count() > 80);
}

fn schema(name: &str) -> Value {
    let path = root().join("schemas").join(format!("{name}.json"));
    let text = std::fs::read_to_string(path).expect("the schema is published");
    serde_json::from_str(&text).expect("the schema is JSON")
}

#[test]
fn published_schemas_are_the_generated_ones() {
    for name in ["pack", "claim", "entities", "sources", "narrative"] {
        let (status, out, errors) = Folder::new().run(&["claims", "schema", name]);
        assert_eq!(status, 0, "{errors}");
        let path = root().join("schemas").join(format!("{name}.json"));
        if std::env::var_os("GAINSAY_BLESS").is_some() {
            std::fs::write(&path, &out).expect("the schema can be written");
        }
        let published = std::fs::read_to_string(&path).expect("the schema is published");
        assert_eq!(published, out, "{name}: run with GAINSAY_BLESS=1");
    }
    let folder = Folder::new();
    let (status, out, _) = folder.run(&["claims", "schema", "--into", "schemas"]);
    assert_eq!((status, out.lines().count()), (0, 5));
    assert!(folder.read("schemas/claim.json").contains("statement"));
}

/// A TOML file as JSON; dates become text.
fn json(path: &Path) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Table(table) => Value::Object(
                table
                    .into_iter()
                    .map(|(key, value)| (key, plain(value)))
                    .collect(),
            ),
            toml::Value::Array(list) => Value::Array(list.into_iter().map(plain).collect()),
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            other => serde_json::to_value(other).expect("plain values"),
        }
    }
    let text = std::fs::read_to_string(path).expect("the file is there");
    plain(toml::Value::Table(text.parse().expect("the file is TOML")))
}

fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).expect("the schema is valid");
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect()
}

#[test]
fn shipped_packs_are_what_their_schemas_say() {
    let mut seen = 0;
    for pack in ["claims/korean-war", "tests/packs/five-minutes"] {
        let folder = root().join(pack);
        for name in ["pack", "entities", "sources"] {
            let wrong = problems(&schema(name), &json(&folder.join(format!("{name}.toml"))));
            assert!(wrong.is_empty(), "{pack}/{name}.toml: {wrong:#?}");
        }
        for entry in std::fs::read_dir(folder.join("claims"))
            .expect("claims")
            .flatten()
        {
            let wrong = problems(&schema("claim"), &json(&entry.path()));
            assert!(wrong.is_empty(), "{}: {wrong:#?}", entry.path().display());
            seen += 1;
        }
    }
    assert!(seen > 60, "the claims are gone: {seen}");
}

#[test]
fn shipped_narratives_name_their_schema_and_are_what_it_says() {
    let mut seen = 0;
    for folder in std::fs::read_dir(root().join("narratives"))
        .expect("narratives")
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        let path = folder.path().join("narrative.toml");
        let text = std::fs::read_to_string(&path).expect("the file is there");
        let (first, _) = text.split_once('\n').expect("lines");
        let named = first
            .strip_prefix("#:schema ")
            .expect("the schema is named");
        assert!(folder.path().join(named).is_file(), "{}", path.display());
        let wrong = problems(&schema("narrative"), &json(&path));
        assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
        seen += 1;
    }
    assert!(seen > 7, "the narratives are gone: {seen}");
}

#[test]
fn the_schema_of_narratives_refuses_what_the_loader_refuses() {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value = json(&root().join("narratives/dong-a-column/narrative.toml"));
        change(&mut value);
        problems(&schema("narrative"), &value)
    };
    assert!(changed(&|_| {}).is_empty());
    assert!(!changed(&|value| value["teler"] = "x".into()).is_empty());
    assert!(!changed(&|value| value["language"] = "xx".into()).is_empty());
    assert!(!changed(&|value| value["packs"] = serde_json::json!([])).is_empty());
    assert!(!changed(&|value| value["date"] = "last year".into()).is_empty());
    assert!(
        !changed(&|value| value["verdicts"]["north-attacked-first"] = "true".into()).is_empty()
    );
    let citation =
        |value: Value| changed(&|all| all["citation"] = Value::Array(vec![value.clone()]));
    let work = serde_json::json!({ "title": "A column", "from": "A paper", "locator": "p. 3" });
    assert!(citation(work).is_empty());
    assert!(!citation(serde_json::json!({ "locator": "p. 3" })).is_empty());
    assert!(!citation(serde_json::json!({ "source": "txt-donga", "page": "3" })).is_empty());
}

#[test]
fn schemas_refuse_what_the_loader_refuses() {
    let claim = |change: &dyn Fn(&mut Value)| {
        let mut value = json(&root().join("tests/packs/five-minutes/claims/saguntum.toml"));
        change(&mut value);
        problems(&schema("claim"), &value)
    };
    assert!(claim(&|_| {}).is_empty());
    assert!(!claim(&|value| value["standing"] = "certain".into()).is_empty());
    assert!(!claim(&|value| value["statment"] = "x".into()).is_empty());
    assert!(!claim(&|value| value["evidence"][0]["page"] = "x".into()).is_empty());
    assert!(
        !claim(&|value| value["proposition"] = serde_json::json!({ "time": "last year" }))
            .is_empty()
    );
    assert!(
        !claim(&|value| value["proposition"] = serde_json::json!({ "decisive": ["actor"] }))
            .is_empty()
    );
}

/// Every key that a schema offers is one that the loader knows.
#[test]
fn the_loader_knows_every_key_of_the_schemas() {
    let keys = |schema: &Value| -> Vec<String> {
        let properties = schema["properties"].as_object().expect("properties");
        properties.keys().cloned().collect()
    };
    let table =
        |keys: &[String]| -> String { keys.iter().map(|key| format!("{key} = {{}}\n")).collect() };
    let claim = schema("claim");
    let sources = schema("sources");
    let entities = schema("entities");
    let pack = schema("pack");
    let folder = Folder::new();
    folder.write("mine/pack.toml", table(&keys(&pack)));
    folder.write(
        "mine/entities.toml",
        format!("[x]\n{}", table(&keys(&entities["additionalProperties"]))),
    );
    folder.write(
        "mine/sources.toml",
        format!("[x]\n{}", table(&keys(&sources["additionalProperties"]))),
    );
    folder.write("mine/claims/x.toml", table(&keys(&claim)));
    let nested: String = ["evidence", "rival", "also"]
        .into_iter()
        .map(|name| {
            let items = &claim["properties"][name]["items"];
            format!("[[{name}]]\n{}", table(&keys(items)))
        })
        .collect();
    folder.write("mine/claims/y.toml", nested);
    let (_, _, errors) = folder.run(&["claims", "lint", "mine"]);
    assert!(errors.contains("wrong-type"), "{errors}");
    assert!(!errors.contains("unknown-key"), "{errors}");

    let narrative = schema("narrative");
    let plain: Vec<String> = keys(&narrative)
        .into_iter()
        .filter(|key| key != "citation")
        .collect();
    let citation = keys(&narrative["properties"]["citation"]["items"]);
    let described: Vec<String> = citation.into_iter().filter(|key| key != "source").collect();
    let head = format!("{}[[citation]]\n{}", table(&plain), table(&described));
    folder.write("accounts/x/narrative.toml", head);
    folder.write("accounts/x/text.md", "# X\n\nKorea.\n");
    let (_, _, errors) = folder.run(&["compare", "--narratives", "accounts", "--list"]);
    assert!(errors.contains("wrong-type"), "{errors}");
    assert!(!errors.contains("unknown-key"), "{errors}");
}

/// A pack whose claims cite one book twice without a page, with a statement that loses a participant.
fn careless_pack(folder: &Folder) {
    folder.write(
        "ostia/pack.toml",
        "id = \"ostia\"\nversion = \"1.0.0\"\ntitle = \"Ostia\"\nlicense = \"CC0-1.0\"\nlanguages = [\"en\"]\n",
    );
    folder.write(
        "ostia/entities.toml",
        "[rome]\nkind = \"state\"\nnames.en = [\"Rome\"]\n\n[carthage]\nkind = \"state\"\nnames.en = [\"Carthage\"]\n\n[numidia]\nkind = \"state\"\nnames.en = [\"Numidia\"]\n",
    );
    folder.write(
        "ostia/sources.toml",
        "[livy]\ntitle = \"History\"\ndate = \"1900\"\nkind = \"secondary\"\n",
    );
    let claim = |statement: &str| {
        format!(
            "statement = \"{statement}\"\nstanding = \"consensus\"\n\n[[evidence]]\nsource = \"livy\"\nrecords = \"It tells so.\"\n\n[examples]\nagrees = [\"{statement}\"]\n"
        )
    };
    folder.write("ostia/claims/one.toml", claim("Rome attacked Carthage."));
    folder.write(
        "ostia/claims/two.toml",
        claim("Rome attacked Carthage in Numidia's absence."),
    );
}

#[test]
fn lint_says_once_what_is_missing_and_counts_all_that_it_says() {
    let folder = Folder::new();
    careless_pack(&folder);
    let (status, out, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert_eq!(status, 0, "{out}{errors}");
    assert_eq!(errors.matches("missing-locator").count(), 1, "{errors}");
    assert!(
        errors.contains("evidence from `livy` has no `locator`, here and at claims/two.toml:4"),
        "{errors}"
    );
    assert!(out.contains("warning: `Numidia"), "{out}");
    assert_eq!(out.matches("warning:").count(), 1, "{out}");
    let said = errors.matches("warning[").count() + 1;
    assert!(
        out.ends_with(&format!("2 claims, 0 errors, {said} warnings\n")),
        "{out}"
    );
    // Whoever says less than a denial denies more: it has no part.
    assert_eq!(errors.matches("`partial` needs two").count(), 2, "{errors}");
    let pinned =
        "\n[proposition]\nevent = \"attack\"\nnegated = true\nagent = [\"rome\"]\n\n[examples]";
    let denial = folder.read("ostia/claims/one.toml");
    folder.write(
        "ostia/claims/three.toml",
        denial.replace("\n[examples]", pinned),
    );
    let (_, _, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert_eq!(errors.matches("`partial` needs two").count(), 2, "{errors}");
    assert_eq!(errors.matches("`reports` needs two").count(), 3, "{errors}");
    std::fs::remove_file(folder.path().join("ostia/claims/three.toml")).expect("it can go");
    // Where the source says how far it was seen, nothing more is asked.
    let seen = folder.read("ostia/sources.toml") + "seen = \"excerpt\"\n";
    folder.write("ostia/sources.toml", seen);
    let (_, out, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert!(!errors.contains("missing-locator"), "{errors}");
    assert!(
        out.ends_with(&format!("2 claims, 0 errors, {} warnings\n", said - 1)),
        "{out}"
    );
}

#[test]
fn a_kind_of_the_engines_takes_words_and_nothing_else() {
    let folder = Folder::new();
    careless_pack(&folder);
    let head = folder.read("ostia/pack.toml");
    let kind = |more: &str| {
        format!("{head}\n[[kind]]\nid = \"attack\"\nverbs.en = [\"gallop against\"]\n{more}")
    };
    folder.write("ostia/pack.toml", kind(""));
    folder.write(
        "chapter.txt",
        "Rome galloped against Carthage. Numidia was at peace.\n",
    );
    let (_, _, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert!(!errors.contains("error"), "{errors}");
    let check = [
        "check",
        "--pack",
        "ostia",
        "--format",
        "concise",
        "-v",
        "--exit-zero",
        "chapter.txt",
    ];
    let (_, out, errors) = folder.run(&check);
    assert!(out.contains("agrees[one]"), "{out}{errors}");
    folder.write("ostia/pack.toml", kind("is-a = [\"kill\"]\n"));
    let (status, _, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert_eq!(status, 2, "{errors}");
    assert!(
        errors.contains("takes words only, found `is-a` or `opposed`"),
        "{errors}"
    );
}

#[test]
fn lint_says_what_became_of_dates_of_order_and_of_numbers() {
    let folder = Folder::new();
    careless_pack(&folder);
    let claim = folder.read("ostia/claims/one.toml");
    let stated = |statement: &str| claim.replacen("Rome attacked Carthage.", statement, 1);
    folder.write("ostia/claims/one.toml", stated("Rome attacked first."));
    folder.write(
        "ostia/claims/two.toml",
        stated("Livy told Rome that there had been no attack on 3 May 1910."),
    );
    folder.write(
        "ostia/claims/three.toml",
        stated("Rome killed thirty Carthaginians."),
    );
    let (_, out, errors) = folder.run(&["claims", "lint", "ostia"]);
    assert!(out.contains("attack (first)  [decides]"), "{out}{errors}");
    assert!(out.contains("not attack (3 May 1910)"), "{out}{errors}");
    assert!(
        out.contains("the number of `thirty Carthaginians` is compared with nothing"),
        "{out}{errors}"
    );
}
