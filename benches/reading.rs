//! How fast texts are read and judged: `cargo bench`. Compare figures of one run only, as ratios.

// A benchmark that cannot go on must stop.
#![allow(clippy::expect_used)]

use divan::counter::{BytesCount, ItemsCount};
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
                model.parse(&document.text, span, &[]).len()
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

/// Packs, patterns and models: what every start pays.
#[divan::bench]
fn start() -> Checker {
    checker()
}
