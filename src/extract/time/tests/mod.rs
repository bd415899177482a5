//! What is found, with exact spans and values; one file a family of forms.

mod absolute;
mod context;
mod pointing;
mod properties;
mod relative;

use super::{Anchor, TimeExpression, TimeLexicon, TimeValue, find_dates, resolve};
use crate::frame::Interval;
use crate::span::Span;
use std::sync::LazyLock;

static LEXICON: LazyLock<TimeLexicon> =
    LazyLock::new(|| TimeLexicon::for_language("en").expect("the built-in words load"));

fn find(text: &str) -> Vec<TimeExpression> {
    find_dates(text, Span::new(0, text.len()), &LEXICON)
}

/// The words of each date found.
fn words(text: &str) -> Vec<&str> {
    find(text)
        .into_iter()
        .map(|date| &text[date.span.range()])
        .collect()
}

/// The words and the interval (`?` if context is needed) of each date found.
fn absolute(text: &str) -> Vec<(&str, String)> {
    find(text)
        .into_iter()
        .map(|date| {
            let value = date.absolute().map_or("?".to_owned(), written);
            (&text[date.span.range()], value)
        })
        .collect()
}

/// The words and the interval of each date found, each resolved with the ones before it.
fn in_turn(text: &str, mut anchor: Anchor) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for date in find(text) {
        let resolved = resolve(&date.value, &anchor);
        let value = resolved.map_or("?".to_owned(), |resolved| written(resolved.interval));
        anchor.last = resolved.map(|resolved| resolved.interval).or(anchor.last);
        found.push((&text[date.span.range()], value));
    }
    found
}

fn written(interval: Interval) -> String {
    match interval.single_day() {
        Some(day) => day.to_string(),
        None => format!("{}..{}", interval.earliest, interval.latest),
    }
}

fn assert_one(text: &str, words: &str, value: &str) {
    assert_eq!(absolute(text), [(words, value.to_owned())], "in {text:?}");
}

fn assert_none(text: &str) {
    assert_eq!(words(text), Vec::<&str>::new(), "in {text:?}");
}

fn only(text: &str) -> TimeExpression {
    let mut found = find(text);
    assert_eq!(found.len(), 1, "in {text:?}: {found:?}");
    found.remove(0)
}

fn value(text: &str) -> TimeValue {
    only(text).value
}
