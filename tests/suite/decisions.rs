//! Decisions, plans, signatures, arrests and accidents as packs on other subjects state them.

use crate::program::Folder;

const ENTITIES: &str = r#"
[elba]
kind = "state"
names.en = ["Elba"]
adjectives.en = ["Elban"]

[corsica]
kind = "state"
names.en = ["Corsica"]
adjectives.en = ["Corsican"]

[senate]
kind = "organisation"
names.en = ["Elban Senate"]
part-of = ["elba"]

[paoli]
kind = "person"
names.en = ["Pasquale Paoli", "Paoli"]
gender = "masculine"

[protocol]
kind = "document"
names.en = ["Bastia Protocol"]

[boiler]
kind = "thing"
names.en = ["Bastia boiler"]

[letter]
kind = "document"
names.en = ["letter of invitation"]
"#;

const PACK: &str = r#"
id = "mine"
version = "1.0.0"
title = "Mine"
languages = ["en"]
subject = ["corsica", "paoli", "protocol", "letter", "boiler"]
[[topic]]
id = "all"
title = "All"
entities = ["protocol", "paoli", "letter", "boiler"]
"#;

/// A pack whose one claim has these statements.
fn pack(statement: &str, rival: &str) -> Folder {
    let folder = Folder::new();
    let claim = format!(
        "statement = \"{statement}\"\ntopic = \"all\"\nstanding = \"documented\"\nseverity = \"major\"\n\
         [[evidence]]\nsource = \"book\"\nrecords = \"It says so.\"\nkind = \"secondary\"\n\
         [[rival]]\nstatement = \"{rival}\"\n\
         [examples]\nagrees = [\"{statement}\"]\ncontradicts = [\"{rival}\"]\n"
    );
    let source = "[book]\ntitle = \"A book\"\ndate = \"1990\"\nseen = \"secondary\"\n";
    folder.write("mine/pack.toml", PACK);
    folder.write("mine/sources.toml", source);
    folder.write("mine/entities.toml", ENTITIES);
    folder.write("mine/claims/one.toml", claim);
    folder
}

fn verdict(folder: &Folder, text: &str) -> String {
    let opening = "Of Paoli and of the Bastia Protocol much is told.";
    folder.write("text.txt", format!("{opening} {text}"));
    let arguments = [
        "check",
        "--no-shipped",
        "--pack",
        "mine",
        "--format",
        "json",
    ];
    let (_, out, errors) = folder.run(&[&arguments[..], &["text.txt"]].concat());
    let report: serde_json::Value = serde_json::from_str(&out).expect(&errors);
    let verdict = &report["documents"][0]["verdicts"][0]["verdict"];
    verdict.as_str().unwrap_or("none").to_owned()
}

#[test]
fn what_somebody_decides_on_is_his_own_deed_where_nobody_else_is_named() {
    let folder = pack(
        "The Elban Senate decided on 17 August 1768 to invade Corsica.",
        "The Elban Senate never decided to invade Corsica.",
    );
    let noun = "On 17 August 1768 the Elban Senate decided on the invasion of Corsica.";
    assert_eq!(verdict(&folder, noun), "agrees");
    let other = "On 17 August 1768 the Elban Senate decided on the invasion of Corsica by Genoa.";
    assert_ne!(verdict(&folder, other), "contradicts");
    let none = "The Elban Senate did not decide on the invasion of Corsica on 17 August 1768.";
    assert_eq!(verdict(&folder, none), "contradicts");
}

#[test]
fn a_plan_of_somebody_is_his_however_it_is_told() {
    let folder = pack(
        "Elba did not plan to invade Corsica.",
        "Elba was preparing to invade Corsica.",
    );
    for told in [
        "The plan of Elba to invade Corsica came to nothing.",
        "Elba had been preparing to march into Corsica under cover of its autumn manoeuvres.",
    ] {
        assert_eq!(verdict(&folder, told), "contradicts", "{told}");
    }
    let none = "In truth Elba had no plan whatever to invade Corsica.";
    assert_eq!(verdict(&folder, none), "agrees");
    let said = "Elba, the officer told them, was preparing to invade Corsica.";
    assert_eq!(verdict(&folder, said), "reports");
}

#[test]
fn all_but_one_leaves_that_one_out() {
    let folder = pack(
        "Pasquale Paoli did not sign the Bastia Protocol.",
        "Pasquale Paoli signed the Bastia Protocol.",
    );
    for left_out in [
        "The Bastia Protocol was signed by all of them but Paoli.",
        "Everyone but Paoli signed the Bastia Protocol.",
    ] {
        assert_ne!(verdict(&folder, left_out), "contradicts", "{left_out}");
    }
    let alone = "No one but Paoli signed the Bastia Protocol.";
    assert_ne!(verdict(&folder, alone), "agrees");
    let signed = "All of them and Paoli signed the Bastia Protocol.";
    assert_eq!(verdict(&folder, signed), "contradicts");
}

#[test]
fn a_document_by_any_name_can_be_signed() {
    let folder = pack(
        "Pasquale Paoli signed the letter of invitation.",
        "Pasquale Paoli refused to sign the letter of invitation.",
    );
    let signed = "The letter of invitation was signed by Paoli.";
    assert_eq!(verdict(&folder, signed), "agrees");
    let never = "Paoli never signed the letter of invitation.";
    assert_eq!(verdict(&folder, never), "contradicts");
    let pronoun = "The letter of invitation was drafted in haste, and Paoli signed it.";
    assert_eq!(verdict(&folder, pronoun), "agrees");
    // The pronoun may stand for something else: nobody is accused by it.
    let denied =
        "The letter of invitation was drafted in haste. Paoli got a map; he never signed it.";
    assert_ne!(verdict(&folder, denied), "contradicts");
}

#[test]
fn an_arrest_befalls_its_owner() {
    let folder = pack(
        "Elba arrested Pasquale Paoli on 21 August 1768.",
        "Pasquale Paoli was never arrested by Elba.",
    );
    let by = "Paoli's arrest by Elban soldiers on 21 August 1768 moved many.";
    assert_eq!(verdict(&folder, by), "agrees");
    let alone = "Paoli's arrest on 21 August 1768 moved many.";
    assert_eq!(verdict(&folder, alone), "partial");
}

#[test]
fn what_blows_up_is_blown_up() {
    let folder = pack(
        "The Bastia boiler exploded on 3 May 1868.",
        "The Bastia boiler never exploded.",
    );
    let noun = "The explosion of the Bastia boiler on 3 May 1868 moved many.";
    assert_eq!(verdict(&folder, noun), "agrees");
    let passive = "On 3 May 1868 the Bastia boiler was blown up.";
    assert_eq!(verdict(&folder, passive), "agrees");
}
