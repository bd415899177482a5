//! Sentences of blocks: sentencex, mended where it cuts too early.

use super::composition::Composition;
use super::dateline::dateline;
use super::model::{Block, BlockKind, Put, Sentence};
use super::words::Words;
use super::{marks, tables};
use crate::span::Span;
use std::ops::Range;

/// A sentence longer than this many bytes is cut at white space: no prose is lost to a missing full stop, and no
/// parse grows without bound.
const LONGEST: usize = 1_500;

/// Of a block longer than this many bytes parts are looked at for sentences.
const PART: usize = 16_000;

/// A sentence before its block is known.
struct Draft {
    span: Span,
    composition: Option<Composition>,
}

/// Splits each block and notes in it which sentences are its own.
pub fn split(text: &str, blocks: &mut [Block]) -> (Vec<Sentence>, Vec<Composition>) {
    let (mut sentences, mut compositions) = (Vec::<Sentence>::new(), Vec::new());
    let kept_like = Layout {
        entries: entries(text, blocks),
        feet: blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture)
            .map(|block| block.span)
            .collect(),
    };
    let mut table = 0;
    let mut lead = None;
    for index in 0..blocks.len() {
        let first = sentences.len();
        let kind = blocks[index].kind;
        if kind != BlockKind::Row {
            table = index + 1;
        }
        for mut draft in drafts(text, blocks, table, index, &kept_like) {
            if !text[draft.span.range()].chars().any(char::is_alphanumeric) {
                continue;
            }
            draft.composition = draft
                .composition
                .or_else(|| without(text, draft.span, kept_like.feet_in(draft.span)));
            let composition = draft.composition.map(|composition| {
                compositions.push(composition);
                compositions.len() - 1
            });
            let opens =
                sentences.len() == first && kind == BlockKind::Item && composition.is_none();
            let lead: Option<usize> = lead.filter(|_| opens);
            let running = lead
                .and_then(|lead| running_on(text, sentences[lead].span))
                .map(|lead| {
                    compositions.push(
                        Composition::default()
                            .words(text, lead)
                            .words(text, draft.span),
                    );
                    compositions.len() - 1
                });
            sentences.push(Sentence {
                span: draft.span,
                block: index,
                put: Put::Told,
                composition: composition.or(running),
                lead: lead.filter(|_| running.is_none()),
            });
        }
        blocks[index].sentences = first..sentences.len();
        if kind != BlockKind::Item {
            lead = sentences.len().checked_sub(1).filter(|&at| {
                let words = &text[sentences[at].span.range()];
                kind == BlockKind::Paragraph
                    && at >= first
                    && !words.ends_with(['.', '!', '?', '”', '"', ';'])
            });
        }
    }
    (sentences, compositions)
}

/// The words of a lead-in that breaks off in the middle of a clause ("The allies agreed to:"), so that each item ends it.
fn running_on(text: &str, lead: Span) -> Option<Span> {
    let words = text
        .get(lead.range())?
        .trim_end_matches([':', '…', '.', '-', '—', ' ']);
    let last = words.rsplit(' ').next()?.to_lowercase();
    Words::english()
        .runs_on
        .contains(&last)
        .then(|| Span::new(lead.start, lead.start + words.len()))
}

/// Whether the text is kept like a chronicle: two of its blocks at least are entries under a date.
fn entries(text: &str, blocks: &[Block]) -> bool {
    let dated = |block: &&Block| {
        !block.kind.is_heading() && tables::dated_entry(text, bare(text, block)).is_some()
    };
    blocks.iter().filter(dated).take(2).count() == 2
}

/// What is known of the layout of a whole text.
struct Layout {
    /// Whether it is kept like a chronicle.
    entries: bool,
    /// The feet and heads of its pages, in order.
    feet: Vec<Span>,
}

impl Layout {
    fn feet_in(&self, span: Span) -> &[Span] {
        let first = self.feet.partition_point(|foot| foot.start < span.start);
        let end = self.feet.partition_point(|foot| foot.start < span.end);
        self.feet.get(first..end).unwrap_or_default()
    }
}

fn drafts(text: &str, blocks: &[Block], table: usize, index: usize, layout: &Layout) -> Vec<Draft> {
    let block = &blocks[index];
    let span = bare(text, block);
    let simple = |span| Draft {
        span,
        composition: None,
    };
    match block.kind {
        BlockKind::Verbatim | BlockKind::Furniture => Vec::new(),
        BlockKind::Heading(_) => shorten(text, span).into_iter().map(simple).collect(),
        BlockKind::Row => row(text, blocks, table, index, span),
        _ => {
            if let Some(composition) = tables::record(text, span) {
                return vec![Draft {
                    span,
                    composition: Some(composition),
                }];
            }
            let feet = layout.feet_in(span);
            if !feet.is_empty() {
                return over_pages(text, feet, span);
            }
            let entry = layout.entries.then(|| tables::dated_entry(text, span));
            let entry = entry.flatten();
            let (date, rest) = entry.map_or((None, span), |(date, rest)| (Some(date), rest));
            let dateline = dateline(text, rest).filter(|_| date.is_none());
            let rest = dateline.map_or(rest, |line| Span::new(line.end, rest.end));
            let sentences = mend(text, cut(text, rest));
            let dated = |span: &Span| tables::dated_entry(text, *span);
            // "March 1940: Rome asks. May 1940: Ostia yields.": a chronicle that goes on in one paragraph.
            let running = sentences.iter().filter_map(dated).take(2).count() == 2;
            let draft = |span| match running.then(|| dated(&span)).flatten() {
                Some((date, words)) => vec![Draft {
                    span,
                    composition: Some(tables::entry(text, date, words)),
                }],
                None => shorten(text, span).into_iter().map(simple).collect(),
            };
            let mut found: Vec<Draft> = dateline
                .into_iter()
                .chain(sentences)
                .flat_map(draft)
                .collect();
            if let (Some(date), Some(first)) = (date, found.first_mut()) {
                first.composition = Some(tables::entry(text, date, first.span));
                first.span = date.cover(first.span);
            }
            found
        }
    }
}

/// A row: its cells as one sentence, or the row as it stands; a last cell of several sentences goes on after it.
fn row(text: &str, blocks: &[Block], table: usize, index: usize, span: Span) -> Vec<Draft> {
    let whole = |composition: Option<Composition>| {
        let parts = match composition {
            None => shorten(text, span),
            Some(_) => vec![span],
        };
        parts
            .into_iter()
            .map(|span| Draft {
                span,
                composition: composition.clone(),
            })
            .collect::<Vec<_>>()
    };
    if span.len() > LONGEST {
        return whole(None);
    }
    let Some(heads) = tables::heads(text, blocks, table, index) else {
        return whole(None);
    };
    let cells = tables::cells(text, span);
    let Some(last) = cells.last() else {
        return whole(None);
    };
    let sentences = mend(text, cut(text, *last));
    if let [first, rest @ ..] = sentences.as_slice()
        && !rest.is_empty()
    {
        let head = Span::new(span.start, first.end);
        let mut found = vec![Draft {
            span: head,
            composition: tables::row(text, head, &heads),
        }];
        found.extend(rest.iter().map(|&span| Draft {
            span,
            composition: None,
        }));
        return found;
    }
    whole(tables::row(text, span, &heads))
}

/// The sentences of a paragraph that goes on over the foot of a page: what stands there ends none of them.
fn over_pages(text: &str, feet: &[Span], span: Span) -> Vec<Draft> {
    let Some(whole) = without(text, span, feet) else {
        return Vec::new();
    };
    let read = &whole.text;
    mend(read, cut(read, Span::new(0, read.len())))
        .into_iter()
        .filter(|found| !found.is_empty())
        .map(|found| {
            let first = whole.to_document(Span::new(found.start, found.start + 1));
            let last = whole.to_document(Span::new(found.end - 1, found.end));
            Draft {
                span: first.cover(last),
                composition: None,
            }
        })
        .collect()
}

/// A sentence that goes on over the foot of a page, without what stands there.
fn without(text: &str, span: Span, feet: &[Span]) -> Option<Composition> {
    if feet.is_empty() {
        return None;
    }
    let (mut whole, mut from) = (Composition::default(), span.start);
    for foot in feet {
        if let Some(part) = trimmed(text, from, foot.start) {
            whole = whole.words(text, part);
        }
        from = foot.end;
    }
    Some(match trimmed(text, from, span.end) {
        Some(part) => whole.words(text, part),
        None => whole,
    })
}

/// A block without the marks and labels before its words.
fn bare(text: &str, block: &Block) -> Span {
    let words = &text[block.span.range()];
    // Without the bars of an empty first cell the others would move to the left.
    let empty = |rest: &str| rest.trim_start_matches(' ').starts_with('|');
    if block.kind == BlockKind::Row && words.strip_prefix('|').is_some_and(empty) {
        return block.span;
    }
    let unmarked = words.trim_start_matches(['#', '|', ' ']);
    let length = match block.kind {
        BlockKind::Heading(_) => 0,
        BlockKind::Caption => {
            let words = unmarked.trim_start_matches(['*', '_']);
            unmarked.len() - words.len() + marks::caption(words).unwrap_or(0)
        }
        BlockKind::Note => marks::note(unmarked).unwrap_or_else(|| marks::marks_len(unmarked)),
        BlockKind::Row => 0,
        _ => marks::marks_len(unmarked),
    };
    let kept = unmarked[length..].trim_start_matches(['-', '*', '•', '‣', '▪', '+', ' ']);
    Span::new(block.span.end - kept.len(), block.span.end)
}

fn cut(text: &str, span: Span) -> Vec<Span> {
    let words = &text[span.range()];
    let mut found = Vec::new();
    for part in parts(words) {
        let part = &words[part];
        let place = |part: &str| span.start + (part.as_ptr() as usize - words.as_ptr() as usize);
        if part.len() > LONGEST && !part.contains(char::is_whitespace) {
            found.push(Span::new(place(part), place(part) + part.len()));
            continue;
        }
        let sentences = sentencex::segment("en", part).into_iter();
        found.extend(sentences.filter_map(|one| trimmed(text, place(one), place(one) + one.len())));
    }
    found
}

/// What is looked at for sentences at a time: a block, unless it is so long that looking back and forth in it would take
/// longer than its length. A word that is longer than any sentence is none and stands by itself.
fn parts(words: &str) -> Vec<Range<usize>> {
    let whole = 0..words.len();
    if whole.len() <= LONGEST {
        return vec![whole];
    }
    let (mut parts, mut start) = (Vec::new(), 0);
    let mut before = "";
    for word in words.split(char::is_whitespace) {
        let at = word.as_ptr() as usize - words.as_ptr() as usize;
        let ends = before.ends_with(['.', '!', '?']) && word.starts_with(char::is_uppercase);
        let full = at - start > PART && (ends || at - start > 2 * PART);
        let solid = word.len() > LONGEST;
        if (full || solid) && at > start {
            parts.push(start..at);
            start = at;
        }
        if solid {
            parts.push(at..at + word.len());
            start = at + word.len();
        }
        before = word;
    }
    if start < words.len() {
        parts.push(start..words.len());
    }
    parts
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let kept = part.trim();
    let from = start + (kept.as_ptr() as usize - part.as_ptr() as usize);
    (!kept.is_empty()).then(|| Span::new(from, from + kept.len()))
}

/// Joins what was cut after an initial or an abbreviation before a number or a small letter, and closing marks.
fn mend(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut mended: Vec<Span> = Vec::new();
    for span in spans {
        let joins = mended.last().is_some_and(|last| {
            let before = &text[last.range()];
            let after = &text[span.range()];
            let only_marks = !after.chars().any(char::is_alphanumeric);
            let small = after.chars().next().is_some_and(|c| c.is_lowercase());
            let last_word = before.rsplit([' ', '\n']).next().unwrap_or_default();
            let abbreviated =
                ["vol.", "no.", "No.", "Vol.", "Gen.", "p.", "pp.", "ca."].contains(&last_word);
            let initial = last_word.chars().count() == 2
                && last_word.ends_with('.')
                && last_word.chars().next().is_some_and(char::is_uppercase);
            only_marks || abbreviated || initial || (small && before.ends_with('.'))
        });
        match mended.last_mut() {
            Some(last) if joins => *last = last.cover(span),
            _ => mended.push(span),
        }
    }
    mended
        .into_iter()
        .flat_map(|span| unglue(text, span))
        .collect()
}

/// Cuts after a word that passed for an abbreviation before a number ("He said no. The army left"), where no number follows.
fn unglue(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'.', &bytes[span.range()]) {
        let end = span.start + at + 1;
        if end >= span.end || bytes[end] != b' ' || end <= start {
            continue;
        }
        let blank = memchr::memrchr2(b' ', b'\n', &bytes[start..end]);
        let word = &text[blank.map_or(start, |blank| start + blank + 1)..end];
        if is_answer(word) && opens_sentence(&text[end..span.end]) {
            parts.extend(trimmed(text, start, end));
            start = end;
        }
    }
    parts.extend(trimmed(text, start, span.end));
    parts
}

/// Whether a word with its full stop is one that ends a sentence.
fn is_answer(word: &str) -> bool {
    let answers = &Words::english().answers;
    if word.is_ascii() {
        answers.iter().any(|one| one.eq_ignore_ascii_case(word))
    } else {
        answers.contains(&word.to_lowercase())
    }
}

/// Whether a word of a sentence comes first: a capital and small letters, be it over two words ("A year"), and no numeral.
fn opens_sentence(text: &str) -> bool {
    let text = text.trim_start();
    let mut letters = text.chars();
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    letters.next().is_some_and(char::is_uppercase)
        && match letters.next() {
            Some(' ') => small(letters.next()),
            second => small(second),
        }
}

/// Cuts a monster at white space.
fn shorten(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    while span.end - start > LONGEST {
        let mut end = start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let cut = text[start..end]
            .rfind(char::is_whitespace)
            .map_or(end, |at| start + at);
        let cut = if cut == start { end } else { cut };
        parts.extend(trimmed(text, start, cut));
        start = cut;
    }
    parts.extend(trimmed(text, start, span.end));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Document;

    fn sentences(text: &str) -> Vec<String> {
        let document = Document::from_text("x.txt", text).unwrap();
        (0..document.sentences.len())
            .map(|at| document.sentence(at).to_owned())
            .collect()
    }

    #[test]
    fn a_block_without_end_is_looked_at_in_parts() {
        let sentence = "Rome attacked Carthage. ";
        let prose = sentence.repeat(4 * PART / sentence.len());
        let found = sentences(&prose);
        assert_eq!(found.len(), 4 * PART / sentence.len());
        assert!(found.iter().all(|one| one == sentence.trim_end()));
        let solid = format!("{prose}{} {prose}", "!a](".repeat(LONGEST));
        let found = sentences(&solid);
        assert_eq!(found.first().map(String::as_str), Some(sentence.trim_end()));
        assert_eq!(found.last().map(String::as_str), Some(sentence.trim_end()));
        let whole: usize = found.iter().map(String::len).sum();
        let letters = solid.len() - solid.matches(' ').count();
        assert!(whole >= letters, "{whole} of {letters}");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            sentences("Gen. MacArthur met J. V. Stalin's envoy. He left at 4 a.m. on Sunday."),
            [
                "Gen. MacArthur met J. V. Stalin's envoy.",
                "He left at 4 a.m. on Sunday."
            ]
        );
        assert_eq!(sentences("See vol. 3, p. 12. It is there.").len(), 2);
    }

    #[test]
    fn an_empty_first_cell_keeps_the_others_in_their_columns() {
        let table = "| Who | When | What |\n|---|---|---|\n|  | 219 BC | attacks |\n| Rome | 218 BC | yields |\n";
        assert_eq!(
            read(table)[1..],
            ["In 219 BC, attacks", "In 218 BC, Rome yields"]
        );
    }

    fn read(text: &str) -> Vec<String> {
        let document = Document::from_text("x.md", text).unwrap();
        (0..document.sentences.len())
            .map(|at| {
                let laid_out = document.composition(at).map(|found| found.text.clone());
                laid_out.unwrap_or_else(|| document.sentence(at).to_owned())
            })
            .collect()
    }

    #[test]
    fn entries_of_a_chronicle_take_their_date() {
        let text = "3 May 1219 — Carthage attacks Rome. It falls.\n\n1220: Rome is rebuilt.\n";
        assert_eq!(
            read(text),
            [
                "On 3 May 1219, Carthage attacks Rome.",
                "It falls.",
                "In 1220, Rome is rebuilt."
            ]
        );
        assert_eq!(
            read("3 May 1219 — Carthage attacks Rome.\n"),
            ["3 May 1219 — Carthage attacks Rome."]
        );
    }

    #[test]
    fn rows_and_their_last_cell() {
        let text = "| Date | Event |\n|---|---|\n| May 1219 | Rome falls. Nobody helps. |\n";
        assert_eq!(
            read(text)[1..],
            ["In May 1219, Rome falls.", "Nobody helps."]
        );
    }

    #[test]
    fn items_go_on_from_their_lead_in() {
        assert_eq!(
            read("Rome agreed to:\n\n- send arms\n- lend ships\n")[1..],
            ["Rome agreed to send arms", "Rome agreed to lend ships"]
        );
        let document = Document::from_text("x.md", "In 1219 Rome:\n\n- sent arms\n").unwrap();
        assert_eq!(document.sentences[1].lead, Some(0));
    }

    #[test]
    fn labels_and_numbers_are_no_words() {
        assert_eq!(read("Figure 3: Tanks roll.\n"), ["Tanks roll."]);
        assert_eq!(
            sentences("1. Rome fell.\n2. Carthage fell.\n"),
            ["Rome fell.", "Carthage fell."]
        );
    }

    #[test]
    fn no_is_an_answer_unless_a_number_follows() {
        assert_eq!(
            sentences(
                "The Senate said no. Carthage armed. He said no. A year passed. See no. 12 and No. IV of the list."
            ),
            [
                "The Senate said no.",
                "Carthage armed.",
                "He said no.",
                "A year passed.",
                "See no. 12 and No. IV of the list."
            ]
        );
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        let found = sentences("He said: “We were attacked.” Then he left.");
        assert_eq!(found.last().map(String::as_str), Some("Then he left."));
    }

    #[test]
    fn monsters_are_cut_at_white_space() {
        let text = "word ".repeat(5_000);
        let document = Document::from_text("x.txt", text).unwrap();
        assert!(document.sentences.iter().all(|s| s.span.len() <= LONGEST));
        let words: usize = (0..document.sentences.len())
            .map(|at| document.sentence(at).split(' ').count())
            .sum();
        assert_eq!(words, 5_000);
    }
}
