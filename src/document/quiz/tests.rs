use crate::document::model::{Document, Put};

/// How each sentence is put and read.
fn read(path: &str, text: &str) -> Vec<(Put, String)> {
    let document = Document::from_text(path, text).unwrap();
    (0..document.sentences.len())
        .map(|at| {
            let words = document
                .composition(at)
                .map_or_else(|| document.sentence(at), |found| found.text.as_str());
            (document.sentences[at].put, words.to_owned())
        })
        .collect()
}

fn told(path: &str, text: &str) -> Vec<String> {
    let of = |put: Put| move |(found, words): (Put, String)| (found == put).then_some(words);
    read(path, text)
        .into_iter()
        .filter_map(of(Put::Told))
        .collect()
}

fn denied(path: &str, text: &str) -> Vec<String> {
    read(path, text)
        .into_iter()
        .filter(|(put, _)| *put == Put::Denied)
        .map(|(_, words)| words)
        .collect()
}

#[test]
fn options_assert_nothing() {
    let text = "1. Who burned Rome?\na) Nero burned it.\nb) The Gauls burned it.\n\n2. Carthage fell when\nA. Rome attacked it.\nB. Egypt attacked it.\n";
    assert_eq!(told("x.txt", text), ["Who burned Rome?"]);
    let inline = "Which is older? (a) Rome was founded first. (b) Carthage was founded first.\n";
    assert_eq!(told("x.txt", inline), ["Which is older?"]);
    let line = "1. Which is older?\n(a) Rome was founded first. (b) Carthage was founded first.\n";
    assert_eq!(told("x.txt", line), ["Which is older?"]);
    let marked = "1. Who burned Rome?\n\n   A. Nero burned it.\n   B. The Gauls burned it.\n";
    assert_eq!(told("x.md", marked), ["Who burned Rome?"]);
    let boxes = "Who burned Rome?\n\n- [ ] Nero burned it\n- [ ] The Gauls burned it\n";
    assert_eq!(told("x.md", boxes), ["Who burned Rome?"]);
}

#[test]
fn options_that_end_a_broken_off_sentence_assert_nothing() {
    let text = "2. In which year did Rome fall?\n(a) 410 (b) 476 (c) 510\n3. The war was ended by\n(a) a treaty (b) the fall of Rome (c) a truce\n4. Explain why.\n";
    assert_eq!(
        told("x.txt", text),
        ["In which year did Rome fall?", "Explain why."]
    );
    let list = "The treaty ended (a) the war, (b) the siege, and (c) the tribute.\n";
    assert_eq!(told("x.txt", list).len(), 1);
}

#[test]
fn lists_that_only_look_like_options_are_told() {
    let text = "The city fell for two reasons:\na) Rome attacked it.\nb) Nobody helped.\n";
    assert_eq!(told("x.txt", text).len(), 3);
    let text = "Why did it fall?\n\n- Rome attacked it.\n- Nobody helped.\n";
    assert_eq!(told("x.md", text).len(), 3);
}

#[test]
fn a_key_tells_the_right_option() {
    let text = "1. Which city attacked first?\nA. Rome\nB. Carthage\nAnswer: B\n";
    assert!(told("x.txt", text).contains(&"Carthage attacked first".to_owned()));
    let text = "1. The war began when\nA. Rome struck\nB. Carthage struck\n\n2. When did the war end?\nA. 1218\nB. 3 May 1219\n\nAnswers: 1 A, 2 B\n";
    let found = told("x.txt", text);
    assert!(
        found.contains(&"The war began when Rome struck".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"On 3 May 1219, the war end".to_owned()),
        "{found:?}"
    );
    let text = "The war began in ____ with an attack.\n\n- [ ] 1218\n- [x] 1219\n";
    assert!(told("x.md", text).contains(&"The war began in 1219 with an attack.".to_owned()));
    let text = "Which statement is not true?\nA. Rome fell.\nB. Rome won.\nAnswer: A\n";
    let found = told("x.txt", text);
    assert!(
        !found.iter().any(|words| words.contains("Rome")),
        "the key names the false one: {found:?}"
    );
}

#[test]
fn statements_to_be_judged() {
    let text = "True or false?\n\n1. Rome attacked first.\n2. Carthage attacked first.\n\nThe town fell in May.\n";
    let found = told("x.txt", text);
    assert!(
        !found.iter().any(|words| words.contains("attacked")),
        "{found:?}"
    );
    assert!(found.contains(&"The town fell in May.".to_owned()));
    let text = "True or false?\n\n1. Rome attacked first. False\n2. Carthage attacked first. (True)\n3. It rained. T F\n";
    assert!(denied("x.txt", text).contains(&"Rome attacked first.".to_owned()));
    assert!(told("x.txt", text).contains(&"Carthage attacked first.".to_owned()));
    assert!(!told("x.txt", text).contains(&"It rained.".to_owned()));
    assert_eq!(
        denied(
            "x.md",
            "| Rome struck first | False |\n|---|---|\n| Rome fell | False |\n"
        )
        .len(),
        2
    );
}

#[test]
fn myths_and_gaps() {
    let text = "Myth: Rome struck first.\n\nFact: Carthage did.\n\nRome was struck in ______ by Carthage.\n";
    assert_eq!(denied("x.txt", text).len(), 1);
    assert_eq!(told("x.txt", text).len(), 1);
}

#[test]
fn items_under_a_heading_of_exercises() {
    let text = "# Review Questions\n\n1. Explain why Rome attacked.\n2. Rome attacked because of ...\n\n# The town\n\n1. Rome attacked.\n";
    let found = told("x.md", text);
    assert!(
        found.contains(&"Explain why Rome attacked.".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"Rome attacked.".to_owned()), "{found:?}");
    assert!(
        !found.iter().any(|words| words.contains("because of")),
        "{found:?}"
    );
}

#[test]
fn a_test_in_one_paragraph() {
    let text = "Test 4. 1. Which city attacked first? a) Rome; b) Carthage. 2. In which year was the town taken? a) 1218; b) 1219. Key: 1 - b (at dawn); 2 - b. Take a point for each.\n";
    let found = told("x.txt", text);
    assert!(
        found.contains(&"Carthage attacked first".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"In 1219, the town was taken".to_owned()),
        "{found:?}"
    );
    assert!(!found.contains(&"Rome".to_owned()), "{found:?}");
}

#[test]
fn errors_to_be_found_are_put_up() {
    for text in [
        "Find the error.\n\nRome fell at dawn.\n",
        "Spot the mistake: Rome fell at dawn.\n",
        "Correct these sentences.\n\n1. Rome fell at dawn.\n",
        "Rome fell at dawn. Discuss.\n",
        "Who fell? A. Rome fell at dawn. B. Ostia fell.\n",
    ] {
        let found = told("x.txt", text);
        assert!(
            !found.iter().any(|words| words.contains("Rome fell")),
            "{found:?}"
        );
    }
    let task = "Rome fell at dawn. Explain why.\n";
    assert_eq!(told("x.txt", task)[0], "Rome fell at dawn.");
}

#[test]
fn each_label_holds_to_the_next() {
    let text = "Wrong: Rome fell. Right: Ostia fell.\n";
    assert_eq!(denied("x.txt", text), ["Wrong: Rome fell."]);
    let text = "Lie number one: Rome fell.\n";
    assert_eq!(denied("x.txt", text).len(), 1);
}

#[test]
fn quoted_lines_are_one_quotation() {
    use crate::document::model::BlockKind;
    let document = Document::from_text(
        "x.txt",
        "He wrote:\n\n> Rome fell\n> at dawn.\n\nSo it was.\n",
    );
    let document = document.unwrap();
    let quoted = |block: &&crate::document::model::Block| block.kind == BlockKind::Quotation;
    assert_eq!(document.blocks.iter().filter(quoted).count(), 1);
    assert_eq!(told("x.txt", "Q: Who fell?\n")[0], "Who fell?");
}

#[test]
fn tasks_in_running_text_put_up_what_follows() {
    for text in [
        "True or false: 1. Rome attacked. 2. Egypt fell. All are false.",
        "Quiz: Mark the wrong sentences. 1. Rome attacked. 2. Egypt fell. Key: 1 and 2.",
        "Which statement is false? (1) Rome attacked. (2) Egypt fell.",
        "Which of these is wrong?\n\n1. Rome attacked.\n2. Egypt fell.",
        "Question 3. Rome attacked. Do you agree? Give reasons.",
        "Tick the right answer. [ ] Rome attacked. [ ] Egypt fell.",
        "Circle T or F. 1. Rome attacked. T F 2. Egypt fell. T F",
        "None of the following is true. Rome attacked. Egypt fell.",
        "- [ ] Rome attacked\n- [x] Egypt attacked",
    ] {
        let found = told("x.md", text);
        assert!(
            !found.iter().any(|words| words.contains("Rome")),
            "{text}: {found:?}"
        );
    }
    let text = "None of these is true: Rome attacked; Egypt fell.";
    assert_eq!(denied("x.md", text), [text]);
    let found = denied("x.md", "True or false? Rome attacked. (False.)");
    assert!(found.contains(&"Rome attacked.".to_owned()), "{found:?}");
}

#[test]
fn prose_beside_words_of_a_task_is_told() {
    for text in [
        "Which of the two attacked first? Rome attacked Egypt.",
        "He had to choose the right moment. Rome attacked Egypt.",
        "True or false? The answer is known. It was long denied. Now it is not. Rome attacked. Egypt fell.",
        "These troops were not Roman: Rome attacked later.",
        "None of these is true. Rome attacked.",
        "All of these were wrong. Rome attacked.",
    ] {
        let found = told("x.md", text);
        assert!(
            found.iter().any(|words| words.contains("Rome attacked")),
            "{text}"
        );
    }
}

#[test]
fn a_heading_that_asks_for_false_or_true_may_say_more() {
    let text = "The Punic Wars\n\nTRUE OR FALSE? (Turn the page for the answers.)\n\
                A. Rome attacked Carthage in May.\nB. Cato fled in June.\nANSWERS\n\
                A. False. Carthage attacked Rome.\nB. True.\n";
    let told = told("a.txt", text);
    assert!(
        !told.contains(&"Rome attacked Carthage in May.".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"Carthage attacked Rome.".to_owned()),
        "{told:?}"
    );
    assert!(told.contains(&"Cato fled in June.".to_owned()), "{told:?}");
    assert_eq!(denied("a.txt", text), ["Rome attacked Carthage in May."]);
}
