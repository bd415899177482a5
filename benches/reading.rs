//! How fast texts are read and judged: `cargo bench`. Compare figures of one run only, as ratios.

// A benchmark that cannot go on must stop.
#![allow(clippy::expect_used)]

use divan::counter::{BytesCount, ItemsCount};
use gainsay::document::Written;
use gainsay::document::model::Document;
use gainsay::judge::{Checker, Options};
use gainsay::language::Model;
use gainsay::span::Span;

const CHAPTER: &str = include_str!("../tests/texts/chapter.md");

fn main() {
    divan::main();
}

fn checker() -> Checker {
    let packs = gainsay::pack::embedded().expect("the shipped packs load");
    Checker::new(packs.into_iter().map(|loaded| loaded.pack).collect()).expect("the models load")
}

/// Raw text to blocks and sentences, which every text needs whatever it is about.
#[divan::bench]
fn structure(bencher: divan::Bencher) {
    bencher
        .counter(BytesCount::new(CHAPTER.len()))
        .bench(|| Document::from_text("chapter.md", CHAPTER).expect("a chapter has sentences"));
}

/// Raw text to trees, every sentence parsed; items are tokens.
#[divan::bench]
fn parse(bencher: divan::Bencher) {
    let model = Model::english().expect("the model loads");
    let document = Document::from_text("chapter.md", CHAPTER).expect("a chapter has sentences");
    let parse_all = || -> usize {
        document
            .sentences
            .iter()
            .map(|sentence| {
                let span: Span = sentence.span;
                model.parse(&document.text, span, &[], &[]).len()
            })
            .sum()
    };
    bencher
        .counter(ItemsCount::new(parse_all()))
        .bench(parse_all);
}

/// A chapter that is all about the subject.
#[divan::bench]
fn check_chapter(bencher: divan::Bencher) {
    let checker = checker();
    bencher.counter(BytesCount::new(CHAPTER.len())).bench(|| {
        let document = Document::from_text("chapter.md", CHAPTER).expect("a chapter has sentences");
        checker.check(&document, &Options::default())
    });
}

/// A long text of which one page in a hundred is about the subject.
#[divan::bench]
fn check_book(bencher: divan::Bencher) {
    let checker = checker();
    let page = "Plants turn light into sugar. The leaves hold the green pigment that does it.\n\n";
    let book = format!(
        "{}\n\n{CHAPTER}",
        page.repeat(99 * CHAPTER.len() / page.len())
    );
    bencher.counter(BytesCount::new(book.len())).bench(|| {
        let document = Document::from_text("book.md", &book).expect("a book has sentences");
        checker.check(&document, &Options::default())
    });
}

/// A folder of short texts, most of which are not about the subject; reading them is a pass over their bytes.
#[divan::bench]
fn check_folder(bencher: divan::Bencher) {
    let checker = checker();
    let other = "The railway reached the valley in 1869. Towns grew along it: each had a mill, a bank and a \
                 church. \"Nobody came on foot any more,\" a farmer wrote.\n\n";
    let mut texts = vec![other.repeat(5_000 / other.len()); 40];
    texts.push(CHAPTER.chars().take(5_000).collect());
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for text in &texts {
            let document = Document::from_text("x.txt", text.as_str()).expect("it has sentences");
            divan::black_box(checker.check(&document, &Options::default()));
        }
    });
}

/// One more draft of a chapter: its sentences were met before, its text was not.
#[divan::bench]
fn check_draft(bencher: divan::Bencher) {
    let checker = checker();
    let mut draft = 0;
    let next = move || {
        draft += 1;
        Written::new("draft.md", format!("Draft {draft} of it.\n\n{CHAPTER}"))
    };
    bencher
        .counter(BytesCount::new(CHAPTER.len()))
        .with_inputs(next)
        .bench_local_values(|written| checker.judged(written, &Options::default()));
}

/// One more copy of a chapter.
#[divan::bench]
fn check_copy(bencher: divan::Bencher) {
    let checker = checker();
    bencher
        .counter(BytesCount::new(CHAPTER.len()))
        .with_inputs(|| Written::new("copy.md", CHAPTER))
        .bench_local_values(|written| checker.judged(written, &Options::default()));
}

/// One line full of the subject's names without a full stop: twice the bytes must take twice the time.
#[divan::bench(args = [16_000, 32_000])]
fn check_endless_line(bencher: divan::Bencher, bytes: usize) {
    let checker = checker();
    let names =
        "Kim Il Sung, Stalin, Mao Zedong, North Korea, the 38th parallel and the Korean War ";
    let line = names.repeat(bytes / names.len());
    bencher.counter(BytesCount::new(line.len())).bench(|| {
        let document = Document::from_text("x.txt", line.as_str()).expect("it has sentences");
        checker.check(&document, &Options::default())
    });
}

/// Packs, patterns and models: what every start pays.
#[divan::bench]
fn start() -> Checker {
    checker()
}
