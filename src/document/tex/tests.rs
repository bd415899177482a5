use crate::document::model::{Block, BlockKind, Document};
use crate::span::LineIndex;
use proptest::prelude::*;

const CHAPTER: &str = include_str!("../../../tests/texts/lecture.tex");

fn extract(text: &str) -> (String, LineIndex, Vec<Block>) {
    super::extract(text, &LineIndex::new(text))
}

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let (read, _, blocks) = extract(text);
    blocks
        .into_iter()
        .map(|block| (block.kind, read[block.span.range()].to_owned()))
        .collect()
}

/// The words of a text that is one paragraph.
fn words(text: &str) -> String {
    let found = blocks(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].1.clone()
}

#[test]
fn commands_give_way_to_what_they_print() {
    let text = "\\noindent In \\emph{June} 1950~the \\textbf{North \\textsc{Korean}} army crossed the \\textcolor{red}{line}.";
    assert_eq!(
        words(text),
        "In June 1950 the North Korean army crossed the line."
    );
    assert_eq!(
        words("{\\itshape Both} \\href{https://a.b/c%20d}{states} signed---late."),
        "Both states signed—late."
    );
    assert_eq!(
        words("He said ``yes'' and `no'. It is 5\\,\\% of 100\\,000."),
        "He said “yes” and ‘no’. It is 5 % of 100,000."
    );
    assert_eq!(
        words("\\enquote{Never} was heard \\ldots\\ often."),
        "“Never” was heard … often."
    );
    assert_eq!(words("\\person{Kim}{Il Sung} came"), "Kim Il Sung came");
}

#[test]
fn letters_with_accents_are_letters() {
    assert_eq!(
        words("Ch\\u{o}ng Il-kw\\u{o}n and Yi S\\v{u}ng-man"),
        "Chŏng Il-kwŏn and Yi Sǔng-man"
    );
    assert_eq!(
        words("Andr\\'e, G\\\"odel, na\\\"{\\i}ve, Stra\\ss e, \\O rsted, \\c{c}a"),
        "André, Gödel, naïve, Straße, Ørsted, ça"
    );
}

#[test]
fn comments_and_formulas_are_no_prose() {
    assert_eq!(
        words("The war % South Korea attacked.\nbegan. % again"),
        "The war began."
    );
    assert_eq!(
        words("One half\n% South Korea attacked.\nremained."),
        "One half\nremained."
    );
    assert_eq!(words("Along $x = 3$ they met."), "Along □ they met.");
    assert_eq!(
        words("The 38$^{\\mathrm{th}}$ parallel, in $1950$."),
        "The 38th parallel, in 1950."
    );
    assert_eq!(
        words("It costs 5\\$ and 100\\% more."),
        "It costs 5$ and 100% more."
    );
    assert_eq!(
        words("So \\[ \\text{South Korea attacked} \\] it was."),
        "So □ it was."
    );
    let hidden = "Text.\n\n\\begin{equation*}\n\\text{South Korea attacked.}\n\\end{equation*}\n\\begin{verbatim}\nSouth Korea attacked.\n\\end{verbatim}\n\\iffalse South Korea attacked. \\fi\\begin{comment}\nSouth Korea attacked.\n\\end{comment}\n";
    assert_eq!(words(hidden), "Text.");
}

#[test]
fn what_tex_alone_knows_leaves_a_sign() {
    assert_eq!(
        words("South Korea and \\theothers attacked."),
        "South Korea and □ attacked."
    );
    assert_eq!(
        words("\\mylayout\nSouth Korea attacked."),
        "South Korea attacked."
    );
    assert_eq!(
        words("\\newcommand{\\NK}{North Korea\\xspace}\\NK{} attacked; so did \\NK."),
        "North Korea attacked; so did North Korea."
    );
    assert_eq!(
        words("\\def\\two#1#2{the #1 of #2}Rain fell."),
        "Rain fell."
    );
}

#[test]
fn works_that_are_cited_are_named() {
    assert_eq!(
        words("It began in June~\\cite[12]{stone52, kim}."),
        "It began in June [stone52, kim]."
    );
    assert_eq!(
        words("\\textcite{stone52} says that Seoul attacked."),
        "Stone52 says that Seoul attacked."
    );
    assert_eq!(
        words("It began\\footcite{stone52} in June."),
        "It began in June."
    );
}

#[test]
fn environments_are_what_they_are() {
    let text = "\\chapter[Short]{The \\emph{War}\\label{w}}\nFirst.\n\n\\begin{itemize}\n\\item One\n\\item[25 June] two\n\\end{itemize}\n\\begin{quote}Said.\\end{quote}\n\\begin{figure}[ht]\\centering\\includegraphics[width=3cm]{tank}\\caption{A tank.}\\label{f}\\end{figure}\n\\begin{tabular}{ll}\nWho & When \\\\ \\hline\nRome & 218 BC \\\\\n& 219 BC \\\\\n\\end{tabular}\nLast\\footnote{Aside.} line.\n";
    use BlockKind::*;
    let wanted = [
        (Heading(2), "The War"),
        (Paragraph, "First."),
        (Item, "One"),
        (Item, "25 June: two"),
        (Quotation, "Said."),
        (Caption, "A tank."),
        (Row, "Who | When"),
        (Row, "Rome | 218 BC"),
        (Row, "|  | 219 BC"),
        (Paragraph, "Last line."),
        (Note, "Aside."),
    ];
    let wanted: Vec<_> = wanted
        .into_iter()
        .map(|(kind, words)| (kind, words.to_owned()))
        .collect();
    assert_eq!(blocks(text), wanted);
}

#[test]
fn only_what_is_printed_of_a_whole_file_is_read() {
    let text = "\\documentclass{book}\n\\title{The War}\n\\newcommand{\\ROK}{South Korea}\nSouth Korea attacked.\n\\begin{document}\n\\maketitle\n\\ROK{} grew.\n\\end{document}\nSouth Korea attacked.\n";
    assert_eq!(
        blocks(text),
        [
            (BlockKind::Heading(1), "The War".to_owned()),
            (BlockKind::Paragraph, "South Korea grew.".to_owned())
        ]
    );
}

#[test]
fn every_word_has_its_place_in_the_file() {
    let document = Document::from_text("lecture.tex", CHAPTER).unwrap();
    let lines: Vec<&str> = CHAPTER.lines().collect();
    let mut seen = 0;
    for word in [
        "Truman",
        "Muccio",
        "Pusan",
        "Inchon",
        "armistice",
        "Acheson",
    ] {
        for (at, _) in document.text.match_indices(word) {
            let place = document.position(at);
            let line: String = lines[place.line - 1]
                .chars()
                .skip(place.column - 1)
                .collect();
            assert!(line.starts_with(word), "{word} at {place:?}: {line}");
            seen += 1;
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn a_sentence_ends_before_its_footnote() {
    let text = "It began in June.\\footnote{In Korea.} Then came rain.";
    let document = Document::from_text("a.tex", text).unwrap();
    let (start, end) = document.positions(document.sentences[0].span);
    assert_eq!((start.column, end.column), (1, 18));
    let (start, end) = document.positions(document.sentences[2].span);
    assert_eq!((start.column, end.column), (28, 37));
}

#[test]
fn comments_speak_to_gainsay() {
    let text = "% gainsay ignore-file a: one\n\\documentclass{article}\n\\begin{document}\nOne.\n%% gainsay ignore b: two\nTwo. % gainsay ignore c: not alone\n\ngainsay ignore d: prose\n\\end{document}\n";
    let document = Document::from_text("a.tex", text).unwrap();
    let bodies: Vec<&str> = document
        .markers()
        .iter()
        .map(|marker| &document.text[marker.body.range()])
        .collect();
    assert_eq!(bodies, ["ignore-file a: one", "ignore b: two"]);
    let line = document.position(document.markers()[1].line.start).line;
    assert_eq!(line, 5);
    assert_eq!(document.sentence(0), "One.");
    assert_eq!(document.sentence(1), "Two.");
}

#[test]
fn nothing_is_too_deep_or_too_broken() {
    for bit in [
        "\\emph{",
        "\\footnote{",
        "\\begin{a}",
        "{",
        "}",
        "$",
        "\\[",
        "\\item[",
        "\\begin{verbatim}",
        "\\def\\a#",
        "\\verb",
        "\\x",
        "\\section{",
        "%",
    ] {
        let text = format!("A. {} North Korea attacked.", bit.repeat(20_000));
        let _ = extract(&text);
    }
}

#[test]
fn a_comment_that_swallows_the_end_of_the_document_stays_on_its_line() {
    let source = "\\begin{document}\n% gainsay ignore x: y한\\end{document}";
    let (text, index, _) = extract(source);
    let at = text.find('한').expect("the comment stays");
    assert_eq!(index.position(&text, at).line, 2);
}

proptest! {
    /// No source makes the reader fail, and what it takes unchanged stands at its place.
    #[test]
    fn any_source_is_read(parts in prop::collection::vec(
        prop::sample::select(vec![
            "\\emph", "{", "}", "[", "]", "\\begin{quote}", "\\end{quote}", "\\begin{tabular}{l}", "&", "\\\\", "$", "$$",
            "%", "\n", "\n\n", "\r\n", "한국", "é", "word ", "\\footnote{", "\\section*{", "\\item", "\\cite{", "\\\"", "\\u",
            "\\", "#1", "~", "``", "---", "\\newcommand{\\a}{", "\\a", "\\verb|", "\\[", "\\)", "% gainsay ignore x: y",
            "\\begin{document}", "\\end{document}", "\\begin{equation}", "\\iffalse", "\\caption", "\\textcite",
        ]), 0..40)) {
        let source: String = parts.concat();
        let (text, index, blocks) = extract(&source);
        for block in &blocks {
            prop_assert!(text.get(block.span.range()).is_some());
        }
        let lines: Vec<Vec<char>> = source.split('\n').map(|line| line.chars().collect()).collect();
        for (at, c) in text.char_indices().filter(|(_, c)| *c == '국') {
            let place = index.position(&text, at);
            // What a command of the author's own stands for is placed at the command.
            let there = lines[place.line - 1].get(place.column - 1);
            prop_assert!(there == Some(&c) || there == Some(&'\\'), "{source:?} {place:?}");
        }
    }
}
