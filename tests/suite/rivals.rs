//! What a rival account in a pack accuses of, and what not.

use crate::program::Folder;

const ENTITIES: &str = r#"
[republic]
kind = "state"
names.en = ["Republic of Elba", "Elba"]

[health-service]
kind = "organisation"
names.en = ["Elban Health Service"]
part-of = ["republic"]

[army]
kind = "army"
names.en = ["Elban Army"]
part-of = ["republic"]

[study]
kind = "war"
names.en = ["Marciana Study"]

[fire]
kind = "thing"
names.en = ["Portoferraio fire"]
"#;

const BEGAN: &str = r#"
statement = "The Elban Health Service began the Marciana Study in 1932."
topic = "all"
standing = "documented"
severity = "major"

[[evidence]]
source = "book"
records = "The service began the study in 1932."
kind = "secondary"

[[rival]]
statement = "The Elban Army began the Marciana Study."

[examples]
agrees = ["In 1932 the Elban Health Service began the Marciana Study."]
contradicts = ["The Elban Army began the Marciana Study."]
"#;

const ANNOUNCED: &str = r#"
statement = "Elba announced the Portoferraio fire on 28 April 1986."
topic = "all"
standing = "documented"
severity = "major"

[[evidence]]
source = "book"
records = "Elba announced the fire on 28 April 1986."
kind = "secondary"

[[rival]]
statement = "Elba announced the Portoferraio fire immediately."

[examples]
agrees = ["Elba announced the Portoferraio fire on 28 April 1986."]
contradicts = ["Elba announced the Portoferraio fire immediately."]
"#;

fn pack() -> Folder {
    let folder = Folder::new();
    folder.write(
        "mine/pack.toml",
        "id = \"mine\"\nversion = \"1.0.0\"\ntitle = \"Mine\"\nlanguages = [\"en\"]\n\
         subject = [\"study\", \"fire\", \"republic\"]\n[[topic]]\nid = \"all\"\ntitle = \"All\"\nentities = [\"study\", \"fire\"]\n",
    );
    folder.write(
        "mine/sources.toml",
        "[book]\ntitle = \"A book\"\ndate = \"1990\"\nseen = \"secondary\"\n",
    );
    folder.write("mine/entities.toml", ENTITIES);
    folder.write("mine/claims/began.toml", BEGAN);
    folder.write("mine/claims/announced.toml", ANNOUNCED);
    folder
}

fn verdict(folder: &Folder, claim: &str, text: &str) -> String {
    folder.write(
        "text.txt",
        format!("Of Elba, of the Marciana Study and of the Portoferraio fire much is told. {text}"),
    );
    let arguments = ["check", "--no-shipped", "--pack", "mine", "--claim", claim];
    let arguments = [&arguments[..], &["--format", "json", "text.txt"]].concat();
    let (_, out, errors) = folder.run(&arguments);
    let report: serde_json::Value = serde_json::from_str(&out).expect(&errors);
    let verdict = &report["documents"][0]["verdicts"][0]["verdict"];
    verdict.as_str().unwrap_or("none").to_owned()
}

#[test]
fn who_acts_for_the_same_whole_is_not_the_rival() {
    let folder = pack();
    let by = |who: &str| {
        let text = format!("{who} began the Marciana Study in 1932.");
        verdict(&folder, "mine/began", &text)
    };
    assert_eq!(by("The Elban Health Service"), "agrees");
    assert_eq!(by("The Elban Army"), "contradicts");
}

#[test]
fn what_a_rival_adds_by_an_adverb_must_be_told() {
    let folder = pack();
    let announced = |when: &str| {
        let text = format!("Elba announced the Portoferraio fire {when}.");
        verdict(&folder, "mine/announced", &text)
    };
    assert_eq!(announced("on 28 April 1986"), "agrees");
    assert_eq!(announced("in April 1986"), "partial");
    assert_eq!(announced("immediately"), "contradicts");
}

#[test]
fn what_a_rival_says_of_all_is_not_told_by_some() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "Mario Rossi refused to sign the Capraia Protocol.",
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "All members of the Elban delegation signed the Capraia Protocol.",
        );
    folder.write("mine/claims/signed.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!(
            "{ENTITIES}\n[rossi]\nkind = \"person\"\nnames.en = [\"Mario Rossi\"]\n\
             [protocol]\nkind = \"thing\"\nnames.en = [\"Capraia Protocol\"]\n\
             [delegation]\nkind = \"organisation\"\nnames.en = [\"Elban delegation\"]\n"
        ),
    );
    let signed = |who: &str| {
        let text = format!("{who} signed the Capraia Protocol.");
        verdict(&folder, "mine/signed", &text)
    };
    assert_eq!(signed("All members of the Elban delegation"), "contradicts");
    assert_eq!(signed("Mario Rossi"), "contradicts");
    assert_ne!(signed("The Elban delegation"), "contradicts");
    assert_ne!(signed("Members of the Elban delegation"), "contradicts");
}

#[test]
fn another_of_its_kind_on_another_day_is_another_event() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "Elba sank the U-2 on 1 May 1960.",
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "Elba never sank the U-2.",
        );
    folder.write("mine/claims/sunk.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!("{ENTITIES}\n[boat]\nkind = \"thing\"\nnames.en = [\"U-2\"]\n"),
    );
    let sank = |text: &str| verdict(&folder, "mine/sunk", text);
    assert_eq!(sank("Elba sank the U-2 on 1 May 1960."), "agrees");
    assert_eq!(sank("Elba sank the U-2 on 3 May 1962."), "contradicts");
    assert_ne!(sank("Elba sank another U-2 on 3 May 1962."), "contradicts");
}

#[test]
fn a_rival_that_lacks_something_accuses_nobody_by_the_rest() {
    let folder = pack();
    let claim = |rival: &str| {
        ANNOUNCED
            .replace(
                "Elba announced the Portoferraio fire on 28 April 1986.",
                "Elba supported the Marciana Study with money.",
            )
            .replace("Elba announced the Portoferraio fire immediately.", rival)
    };
    folder.write(
        "mine/claims/paid.toml",
        claim("The Elban Army began the Marciana Study without instruments."),
    );
    let began = "The Elban Army began the Marciana Study in 1932.";
    assert_ne!(verdict(&folder, "mine/paid", began), "contradicts");
    let (_, shown, _) = folder.run(&["claims", "lint", "mine"]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        shown.contains("`without instruments` ends up in no role"),
        "{shown}"
    );
    folder.write(
        "mine/claims/paid.toml",
        claim("The Elban Army began the Marciana Study."),
    );
    assert_eq!(verdict(&folder, "mine/paid", began), "contradicts");
}

#[test]
fn a_rival_whose_doer_is_not_read_accuses_nobody() {
    let folder = pack();
    let claim = |rival: &str| {
        ANNOUNCED
            .replace(
                "Elba announced the Portoferraio fire on 28 April 1986.",
                "The Elban Army destroyed the Marciana Study on 3 May 1932.",
            )
            .replace("Elba announced the Portoferraio fire immediately.", rival)
    };
    // The word is read as a pronoun.
    let rival = claim("A mine destroyed the Marciana Study.");
    folder.write("mine/claims/destroyed.toml", rival);
    let told = "The Elban Army destroyed the Marciana Study.";
    assert_eq!(verdict(&folder, "mine/destroyed", told), "partial");
    let rival = claim("The Elban Health Service destroyed the Marciana Study.");
    folder.write("mine/claims/destroyed.toml", rival);
    let other = told.replace("Army", "Health Service");
    assert_eq!(verdict(&folder, "mine/destroyed", &other), "contradicts");
}

#[test]
fn what_was_done_without_a_deed_says_that_the_deed_was_not_done() {
    let folder = pack();
    let statement = "The Elban Army shelled Marciana without warning.";
    let unwarned = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            statement,
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "The Elban Army warned Marciana.",
        );
    folder.write("mine/claims/unwarned.toml", unwarned);
    let told = |text: &str| verdict(&folder, "mine/unwarned", text);
    assert_eq!(told("The Elban Army shelled Marciana in 1932."), "omits");
    assert_eq!(told("The Elban Army never warned Marciana."), "agrees");
    assert_eq!(
        told("The Elban Army fired on Marciana without a word of warning."),
        "agrees"
    );
    assert_eq!(
        told("The Elban Army warned Marciana three times."),
        "contradicts"
    );
}

#[test]
fn the_place_tells_whom_a_deed_befell_who_is_called_by_it() {
    let folder = pack();
    let entities = format!(
        "{ENTITIES}\n[crowd]\nkind = \"people\"\nnames.en = [\"crowd at Marciana\"]\n[marciana]\nkind = \"place\"\nnames.en = [\"Marciana\"]\n"
    );
    folder.write("mine/entities.toml", entities);
    let fired = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "The crowd at Marciana was fired on on 3 May 1932.",
        )
        .replace(
            "[[rival]]\nstatement = \"Elba announced the Portoferraio fire immediately.\"\n",
            "",
        )
        .replace(
            "contradicts = [\"Elba announced the Portoferraio fire immediately.\"]",
            "",
        );
    folder.write("mine/claims/fired.toml", fired);
    let told = |text: &str| verdict(&folder, "mine/fired", text);
    assert_eq!(
        told("The Marciana Study ended. On 3 May 1932 people were fired upon at Marciana."),
        "agrees"
    );
    assert_ne!(
        told("On 3 May 1932 the Elban Army was fired upon at Marciana."),
        "agrees"
    );
    assert_ne!(told("On 3 May 1932 people were fired upon."), "agrees");
}

#[test]
fn arms_that_a_claim_names_are_themselves() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "The Elban tank did not attack Marciana.",
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "The Elban Army attacked Marciana.",
        );
    folder.write("mine/claims/tank.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!(
            "{ENTITIES}\n[tank]\nkind = \"thing\"\nnames.en = [\"Elban tank\"]\n\
             [town]\nkind = \"place\"\nnames.en = [\"Marciana\"]\n"
        ),
    );
    let told = |text: &str| verdict(&folder, "mine/tank", text);
    assert_eq!(told("The Elban tank attacked Marciana."), "contradicts");
    assert_eq!(told("No Elban tank attacked Marciana."), "agrees");
}

#[test]
fn a_number_is_part_of_what_a_rival_says() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "The Elban Army fired only one rocket at Marciana.",
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "The Elban Army fired two rockets at Marciana.",
        )
        .replace(
            "kind = \"secondary\"",
            "kind = \"secondary\"\nquantity = { low = 1, unit = \"rockets\" }",
        );
    folder.write("mine/claims/fired.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!("{ENTITIES}\n[town]\nkind = \"place\"\nnames.en = [\"Marciana\"]\n"),
    );
    let fired = |how_many: &str| {
        let text = format!("The Elban Army fired {how_many} at Marciana.");
        verdict(&folder, "mine/fired", &text)
    };
    assert_eq!(fired("two rockets"), "contradicts");
    assert_ne!(fired("one rocket"), "contradicts");
    assert_ne!(fired("rockets"), "contradicts");
    assert_ne!(fired("a rocket"), "contradicts");
}

#[test]
fn an_example_that_names_nobody_of_the_subject_is_told_apart() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "On 28 April 1986 Mario Rossi resigned.",
        )
        .replace("topic = \"all\"\n", "");
    folder.write("mine/claims/resigned.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!("{ENTITIES}\n[rossi]\nkind = \"person\"\nnames.en = [\"Mario Rossi\"]\n"),
    );
    let (_, shown, _) = folder.run(&["claims", "test", "mine"]);
    let told = "missing: resigned: expected agrees, found unrelated (nobody of the subject is \
                named): On 28 April 1986 Mario Rossi resigned.";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn a_plan_is_told_by_plans() {
    let folder = pack();
    let claim = ANNOUNCED
        .replace(
            "Elba announced the Portoferraio fire on 28 April 1986.",
            "The Elban Army was to land in Marciana on 3 May 1932.",
        )
        .replace(
            "Elba announced the Portoferraio fire immediately.",
            "The Elban Army was to land in Marciana on 9 May 1932.",
        );
    folder.write("mine/claims/landing.toml", claim);
    folder.write(
        "mine/entities.toml",
        format!("{ENTITIES}\n[town]\nkind = \"place\"\nnames.en = [\"Marciana\"]\n"),
    );
    let told = |text: &str| verdict(&folder, "mine/landing", text);
    assert_eq!(
        told("The Elban Army was to land in Marciana on 3 May 1932."),
        "agrees"
    );
    assert_eq!(
        told("The Elban Army was to land in Marciana on 4 May 1932."),
        "contradicts"
    );
    assert_ne!(
        told("The Elban Army landed in Marciana on 3 May 1932."),
        "agrees"
    );
    assert_ne!(
        told("The Elban Army landed in Marciana on 4 May 1932."),
        "contradicts"
    );
    let (_, shown, _) = folder.run(&["claims", "lint", "mine"]);
    assert!(shown.contains("event     planned: land"), "{shown}");
}
