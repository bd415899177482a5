use super::*;
use crate::frame::{Entity, EntityTable};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn names(list: &[&str]) -> BTreeMap<String, Vec<String>> {
    let list = list.iter().map(|&name| name.to_owned()).collect();
    BTreeMap::from([("en".to_owned(), list)])
}

fn entity(id: &str, kind: EntityKind, lists: [&[&str]; 3]) -> Entity {
    Entity {
        id: id.to_owned(),
        kind,
        names: names(lists[0]),
        context_names: names(lists[1]),
        adjectives: names(lists[2]),
        context_adjectives: BTreeMap::new(),
        part_of: Vec::new(),
        acts_for: Vec::new(),
        leads: Vec::new(),
        member_of: Vec::new(),
        years: (None, None),
        lasted: None,
        gender: None,
        plural: false,
    }
}

static TABLE: LazyLock<EntityTable> = LazyLock::new(|| {
    use EntityKind::*;
    EntityTable::new(vec![
        entity(
            "north",
            State,
            [&["North Korea", "DPRK"], &["the North"], &["North Korean"]],
        ),
        entity(
            "south",
            State,
            [&["South Korea", "ROK"], &["the South"], &["South Korean"]],
        ),
        entity("korea", Place, [&["Korea"], &[], &["Korean"]]),
        entity(
            "us",
            State,
            [&["United States", "U.S.", "US"], &[], &["American"]],
        ),
        entity(
            "china",
            State,
            [&["China", "People's Republic of China"], &[], &["Chinese"]],
        ),
        entity("kim", Person, [&["Kim Il Sung"], &["Kim"], &[]]),
        entity("kim-jong", Person, [&["Kim Jong Il"], &["Kim"], &[]]),
        entity(
            "truman",
            Person,
            [&["Harry Truman", "Harry S. Truman"], &[], &[]],
        ),
        entity("stalin", Person, [&["Joseph Stalin", "Stalin"], &[], &[]]),
        entity("pyongyang", Place, [&["Pyongyang"], &[], &[]]),
        entity("parallel", Place, [&["38th parallel"], &[], &[]]),
        entity("war", War, [&["Korean War"], &[], &[]]),
    ])
});

static FINDER: LazyLock<MentionFinder> =
    LazyLock::new(|| MentionFinder::new(&TABLE, "en").expect("the names compile"));

/// Words and entity of each mention.
fn found(text: &str) -> Vec<(&str, &str)> {
    FINDER
        .scan(text)
        .into_iter()
        .map(|mention| {
            let id = TABLE.all()[mention.entity].id.as_str();
            (&text[mention.span.range()], id)
        })
        .collect()
}

fn only(text: &str) -> Mention {
    let mut mentions = FINDER.scan(text);
    assert_eq!(mentions.len(), 1, "in {text:?}: {mentions:?}");
    mentions.remove(0)
}

#[test]
fn names_are_found_however_they_are_written() {
    for (text, words, id) in [
        ("He saw Kim Il-sung.", "Kim Il-sung", "kim"),
        ("He saw KIM IL SUNG.", "KIM IL SUNG", "kim"),
        ("in P'yŏngyang now", "P'yŏngyang", "pyongyang"),
        (
            "in P\u{2019}yo\u{306}ngyang, now",
            "P\u{2019}yo\u{306}ngyang",
            "pyongyang",
        ),
        ("over the ３８th parallel", "３８th parallel", "parallel"),
        ("over the 38th Parallel", "38th Parallel", "parallel"),
        ("the U.S. army", "U.S.", "us"),
        ("the US army", "US", "us"),
        (
            "the People\u{2019}s Republic of China",
            "People\u{2019}s Republic of China",
            "china",
        ),
        ("North\nKorea fell", "North\nKorea", "north"),
        ("the North Korean army", "North Korean", "north"),
        ("the Korean War", "Korean War", "war"),
        ("\u{201c}China\u{201d}", "China", "china"),
    ] {
        assert_eq!(found(text), [(words, id)], "in {text:?}");
    }
}

#[test]
fn words_that_are_no_names_are_left_alone() {
    for text in [
        "They told us so.",
        "THEY TOLD US SO",
        "a china plate",
        "the north wind",
        "March North now",
        "the North Atlantic",
        "the South Pole",
        "Koreanised",
        "ChinaNet",
        "Margaret Truman sang.",
        "Vasily Stalin flew.",
        "the Stalin Prize",
        "Truman spoke.",
        "a dprk visa",
        "the anti-China lobby",
        "a pro\u{2011}China paper",
    ] {
        assert_eq!(found(text), [], "in {text:?}");
    }
}

#[test]
fn context_names_need_their_article() {
    assert_eq!(found("when the North attacked"), [("North", "north")]);
    assert_eq!(found("The South fell."), [("South", "south")]);
    assert_eq!(found("the communist North struck"), [("North", "north")]);
    assert_eq!(
        found("the North Korean and the South"),
        [("North Korean", "north"), ("South", "south")]
    );
    assert_eq!(found("the North American coast"), [("American", "us")]);
    assert_eq!(only("the North\u{2019}s army").form, Form::ContextName);
}

#[test]
fn endings_stay_outside() {
    let mention = only("China's army");
    assert!(mention.possessive && mention.form == Form::Name);
    assert!(only("the North Koreans\u{2019} advance").possessive);
    assert!(!only("the word \u{2018}China\u{2019} was").possessive);
    let plural = only("The North Koreans came.");
    assert!(plural.plural && plural.form == Form::Adjective);
    assert_eq!(plural.span, Span::new(4, 17));
    assert!(only("a U.S.-led force").hyphenated);
    assert!(!only("China, too").hyphenated);
    assert!(only("the China Daily").in_name);
    assert!(!only("In China, Mao ruled.").in_name);
}

#[test]
fn last_names_count_after_the_full_name() {
    assert_eq!(
        found("Harry S. Truman met Stalin. Then Truman left."),
        [
            ("Harry S. Truman", "truman"),
            ("Stalin", "stalin"),
            ("Truman", "truman")
        ]
    );
    assert_eq!(
        found("Truman left. Harry Truman was tired."),
        [("Harry Truman", "truman")]
    );
    assert_eq!(
        found("When Stalin agreed, President Stalin ruled.").len(),
        2
    );
    assert_eq!(
        found("I. V. Stalin met H. S. Truman in the U.S. Stalin left.").len(),
        3
    );
    assert_eq!(found("I. V. Stalin left."), [("I. V. Stalin", "stalin")]);
    assert_eq!(found("V. Stalin left."), []);
    let text = "Harry Truman came. Truman left.";
    let mentions = FINDER.scan(text);
    assert_eq!(within(&mentions, Span::new(19, text.len())).len(), 1);
    assert_eq!(FINDER.find(text, Span::new(19, text.len())), []);
}

#[test]
fn a_shared_name_keeps_its_candidates() {
    let mention = only("then Kim agreed");
    assert!(mention.is_ambiguous());
    let ids: Vec<&str> = mention
        .candidates
        .iter()
        .map(|&at| TABLE.all()[at].id.as_str())
        .collect();
    assert_eq!(ids, ["kim", "kim-jong"]);
}

#[test]
fn a_time_before_a_surname_makes_no_other_name() {
    for text in [
        "Harry Truman left. Late in March Truman spoke.",
        "Harry Truman left. On Sunday Truman spoke.",
    ] {
        assert_eq!(found(text)[1], ("Truman", "truman"), "{text}");
    }
}

#[test]
fn names_do_not_cross_paragraphs() {
    assert_eq!(
        found("the North\n\nKorea"),
        [("North", "north"), ("Korea", "korea")]
    );
}

#[test]
fn spans_off_the_text_have_no_mentions() {
    assert_eq!(FINDER.find("é China", Span::new(1, 8)), []);
    assert_eq!(FINDER.find("China", Span::new(0, 99)), []);
    let empty = MentionFinder::new(&EntityTable::default(), "xx").unwrap();
    assert_eq!(empty.scan("China"), []);
}

#[test]
fn long_texts_are_read_in_parts() {
    let line = "Nothing here but words and China.\n";
    let text = line.repeat(5000);
    assert_eq!(FINDER.scan(&text).len(), 5000);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn names_in_any_order_are_read(
        picks in prop::collection::vec((0usize..16, 0usize..6), 0..12)
    ) {
        const NAMES: [&str; 16] = [
            "the", "North", "Korea", "Korean", "Kim", "Il", "Sung", "Truman", "Harry", "U.S.",
            "P'yŏ", "ngyang", "China", "s", "ﬁ", "３８th parallel",
        ];
        const GLUE: [&str; 6] = [" ", "-", "\u{2019}", "", "\n\n", "."];
        let text: String = picks.iter().map(|&(n, g)| format!("{}{}", NAMES[n], GLUE[g])).collect();
        check(&text)?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for mention in FINDER.scan(text) {
        prop_assert!(mention.span.start >= end && !mention.span.is_empty());
        prop_assert!(text.get(mention.span.range()).is_some());
        prop_assert_eq!(mention.candidates.first(), Some(&mention.entity));
        end = mention.span.end;
    }
    Ok(())
}
