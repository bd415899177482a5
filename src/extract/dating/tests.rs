use crate::extract::Polarity;
use crate::extract::testing::read;

fn time(text: &str, trigger: &str) -> Option<(String, bool)> {
    read(text).time(trigger)
}

fn lent(date: &str) -> Option<(String, bool)> {
    Some((date.to_owned(), true))
}

fn given(date: &str) -> Option<(String, bool)> {
    Some((date.to_owned(), false))
}

#[test]
fn when_joins_two_clauses_of_one_time() {
    let text = "When Carthage surrendered in May 1201, Rome destroyed the fleet.";
    assert_eq!(time(text, "surrendered"), given("May 1201"));
    assert_eq!(time(text, "destroyed"), lent("May 1201"));
    let text = "The Punic War began on 3 May 1219, when Carthage attacked Saguntum.";
    assert_eq!(time(text, "attacked"), lent("3 May 1219"));
    let text = "In April 1219 Hannibal was in Carthage, where Scipio attacked him.";
    assert_eq!(time(text, "attacked"), lent("April 1219"));
}

#[test]
fn a_second_deed_is_of_about_the_time_of_the_first() {
    let text = "Hannibal left on 13 May 1219 and attacked Rome.";
    assert_eq!(time(text, "attacked"), lent("13 May 1219"));
    let text = "In 1219 Carthage declared war and Rome attacked Saguntum.";
    assert_eq!(time(text, "attacked"), lent("1219"));
    let text = "In 1219 Hannibal crossed the river and attacked Rome.";
    assert_eq!(time(text, "attacked"), given("1219"));
}

#[test]
fn a_date_after_a_clause_in_front_is_that_of_the_main_clause() {
    let text =
        "Only three days after the Punic War had begun, on 28 June 1219, Carthage attacked Rome.";
    assert_eq!(time(text, "attacked"), given("28 June 1219"));
    assert_eq!(time(text, "begun"), None);
}

#[test]
fn a_date_that_names_its_day_goes_before_one_that_counts() {
    let text = "Rome fell in May 1219. One year later, on 25 June 1220, Carthage attacked Rome.";
    assert_eq!(time(text, "attacked"), given("25 June 1220"));
}

#[test]
fn what_was_signed_was_made_then() {
    let text = "The truce signed on 27 July 1201 saved Rome and Carthage.";
    assert_eq!(time(text, "truce"), given("27 July 1201"));
}

#[test]
fn what_was_all_that_was_left_was_done() {
    let text = "In July 1201 Carthage had no choice but to attack Rome.";
    assert_eq!(time(text, "attack"), given("July 1201"));
    let read = read(text);
    assert_eq!(
        read.one("attack").modality,
        crate::extract::Modality::Actual
    );
}

#[test]
fn a_date_right_behind_a_noun_set_apart_is_its_own() {
    let text = "Not a year had passed since the attack of Carthage in October 1219 when Rome fell.";
    assert_eq!(time(text, "attack"), given("October 1219"));
}

#[test]
fn what_there_was_was_then() {
    let text = "In 1219 there was fighting along the river almost every week, and Rome armed.";
    assert_eq!(time(text, "fighting"), given("1219"));
}

#[test]
fn what_an_opening_participle_launches_is_dated_by_it() {
    let text = "Launched at last on 25 June 1219, the Roman attack on Carthage came to nothing.";
    assert_eq!(time(text, "attack"), given("25 June 1219"));
}

#[test]
fn the_date_of_an_entry_is_that_of_what_it_tells() {
    let text = "27 July 1201 – Armistice of Rome and Carthage; the guns fall silent.";
    assert_eq!(time(text, "Armistice"), given("27 July 1201"));
    let text = "28 June 1201: Saguntum taken by Carthaginian troops";
    assert_eq!(time(text, "taken"), given("28 June 1201"));
}

#[test]
fn what_is_done_by_doing_something_is_done_then() {
    let text = "Hannibal opened the war on 3 May 1219 by attacking Rome.";
    assert_eq!(time(text, "attacking"), given("3 May 1219"));
    let text = "Hannibal opened the war in May 1219 by attacking Rome.";
    assert_eq!(time(text, "attacking"), lent("May 1219"));
    let text = "Hannibal spoke on 3 May 1219 of attacking Rome.";
    assert_eq!(time(text, "attacking"), None);
}

#[test]
fn what_is_done_by_a_note_is_done_when_it_is_read() {
    let text = "On 3 May 1219 Hannibal read them a note by which Carthage attacked Rome.";
    assert_eq!(time(text, "attacked"), lent("3 May 1219"));
    let text =
        "On 3 May 1219 Hannibal read them a note which Carthage wrote after it attacked Rome.";
    assert_eq!(time(text, "attacked"), None);
}

#[test]
fn what_is_done_again_has_a_date_each_time() {
    let dates = |text: &str| {
        let read = read(text);
        let told = read.all("attacked").into_iter();
        let dates = told.filter_map(|told| Some(told.time.as_ref()?.interval.earliest.to_string()));
        dates.collect::<Vec<_>>()
    };
    for text in [
        "On 3 May 1219 and again on 5 May 1219, Hannibal attacked Rome.",
        "Hannibal attacked Rome on 3 May 1219 and on 5 May 1219.",
    ] {
        assert_eq!(dates(text), ["1219-05-03", "1219-05-05"], "{text}");
    }
    let text = "Hannibal attacked Rome on 3 May 1219, a year after Scipio had come to Carthage on 5 May 1218.";
    assert_eq!(dates(text), ["1219-05-03"]);
}

#[test]
fn who_travels_to_ask_asks_about_then() {
    let text = "In March 1219 Hannibal had gone to Carthage to ask for an attack on Rome.";
    assert_eq!(time(text, "ask"), lent("March 1219"));
}

#[test]
fn a_denial_of_one_date_for_another_affirms_the_other() {
    for text in [
        "Rome did not attack Carthage on 3 May 1219, but on 4 May 1219.",
        "Rome did not attack Carthage in April, on 1 or 3 May, but on 4 May 1219.",
    ] {
        assert_eq!(time(text, "attack"), given("4 May 1219"), "{text}");
        assert_eq!(
            read(text).one("attack").polarity,
            Polarity::Positive,
            "{text}"
        );
    }
    let listed = "Rome attacked Carthage not in 1217, nor in 1218, but in May 1219.";
    assert_eq!(time(listed, "attacked"), given("May 1219"));
    let denied = "Rome did not attack Carthage on 3 May 1219 or on 4 May 1219.";
    assert_eq!(read(denied).one("attack").polarity, Polarity::Negative);
}
