//! Sentences of blocks, as they are written or laid out.

use super::composition::Composition;
use super::cuts::{self, Cuts, LONGEST, trimmed};
use super::dateline::dateline;
use super::model::{Block, BlockKind, Put, Sentence};
use super::words::Words;
use super::{entries, marks, tables};
use crate::span::Span;

/// What the page lays out as one sentence is not longer than this many bytes: a few sentences, put together.
const LAID_OUT: usize = 4 * LONGEST;

/// A label before a question has fewer bytes.
const LONGEST_LABEL: usize = 12;

/// A sentence before its block is known.
struct Draft {
    span: Span,
    composition: Option<Composition>,
}

/// Splits each block and notes in it which sentences are its own.
pub fn split(
    text: &str,
    blocks: &mut [Block],
    cuts: Option<&Cuts>,
) -> (Vec<Sentence>, Vec<Composition>) {
    let (mut sentences, mut compositions) = (Vec::<Sentence>::new(), Vec::new());
    let layout = Layout {
        entries: entries(text, blocks),
        feet: blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture)
            .map(|block| block.span)
            .collect(),
        cuts,
    };
    let mut table = 0;
    let mut lead = None;
    for index in 0..blocks.len() {
        let first = sentences.len();
        let kind = blocks[index].kind;
        if kind != BlockKind::Row {
            table = index + 1;
        } else if tables::opens(text, blocks, index) {
            table = index;
        }
        let drafts = drafts(text, blocks, table, index, &layout);
        for mut draft in bounded(text, drafts) {
            if !text[draft.span.range()].chars().any(char::is_alphanumeric) {
                continue;
            }
            draft.composition = draft
                .composition
                .or_else(|| without(text, draft.span, layout.feet_in(draft.span)));
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
            make_room(&mut sentences, draft.span.start, text.len());
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

/// In a long text, room for as many sentences as it will have if it goes on as it did up to `at`: to double the room each
/// time would take half as much again as all of them.
fn make_room(sentences: &mut Vec<Sentence>, at: usize, end: usize) {
    const MANY: usize = 4096;
    let met = sentences.len();
    if met >= MANY && met == sentences.capacity() {
        let to_come = (met as u128 * (end - at) as u128 / at.max(1) as u128) as usize;
        sentences.reserve_exact(to_come + to_come / 16 + MANY);
    }
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
        !block.kind.is_heading() && entries::dated_entry(text, bare(text, block)).is_some()
    };
    blocks.iter().filter(dated).take(2).count() == 2
}

/// What is known of the layout of a whole text.
struct Layout<'a> {
    /// Whether it is kept like a chronicle.
    entries: bool,
    /// The feet and heads of its pages, in order.
    feet: Vec<Span>,
    /// The paragraphs that were met before.
    cuts: Option<&'a Cuts>,
}

impl Layout<'_> {
    /// The sentences of a paragraph.
    fn sentences(&self, text: &str, span: Span) -> Vec<Span> {
        match self.cuts {
            Some(cuts) => cuts.sentences(text, span, cuts::find),
            None => cuts::find(text, span),
        }
    }

    fn feet_in(&self, span: Span) -> &[Span] {
        let first = self.feet.partition_point(|foot| foot.start < span.start);
        let end = self.feet.partition_point(|foot| foot.start < span.end);
        self.feet.get(first..end).unwrap_or_default()
    }
}

/// Cuts what is laid out as one sentence and is longer than any: no parse grows without bound.
fn bounded(text: &str, drafts: Vec<Draft>) -> Vec<Draft> {
    let too_long = |draft: &Draft| {
        let laid_out = draft.composition.as_ref();
        draft
            .span
            .len()
            .max(laid_out.map_or(0, |one| one.text.len()))
            > LAID_OUT
    };
    if !drafts.iter().any(too_long) {
        return drafts;
    }
    let cut = |draft: Draft| {
        if !too_long(&draft) {
            return vec![draft];
        }
        let parts = shorten(text, draft.span).into_iter();
        let plain = parts.map(|span| Draft {
            span,
            composition: None,
        });
        plain.collect()
    };
    drafts.into_iter().flat_map(cut).collect()
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
            let entry = layout.entries.then(|| entries::dated_entry(text, span));
            let entry = entry.flatten();
            let (date, rest) = entry.map_or((None, span), |(date, rest)| (Some(date), rest));
            let dateline = dateline(text, rest).filter(|_| date.is_none());
            let rest = dateline.map_or(rest, |line| Span::new(line.end, rest.end));
            let sentences = layout.sentences(text, rest);
            let dated = |span: &Span| entries::dated_entry(text, *span);
            // "March 1940: Rome asks. May 1940: Ostia yields.": a chronicle that goes on in one paragraph.
            let running = sentences.iter().filter_map(dated).take(2).count() == 2;
            let draft = |span| match running.then(|| dated(&span)).flatten() {
                Some((date, words)) => vec![Draft {
                    span,
                    composition: Some(entries::entry(text, date, words)),
                }],
                None => shorten(text, span).into_iter().map(simple).collect(),
            };
            let mut found: Vec<Draft> = dateline
                .into_iter()
                .chain(sentences)
                .flat_map(draft)
                .collect();
            if let (Some(date), Some(first)) = (date, found.first_mut()) {
                first.composition = Some(entries::entry(text, date, first.span));
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
    let sentences = cuts::find(text, *last);
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
    cuts::find(read, Span::new(0, read.len()))
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
    let marked = unmarked[length..].trim_start_matches(['-', '*', '•', '‣', '▪', '+', ' ']);
    let kept = match block.kind {
        BlockKind::Heading(_) | BlockKind::Row => marked,
        _ => without_asking(marked),
    };
    Span::new(block.span.end - kept.len(), block.span.end)
}

/// The words of a question without the label that only says that it is one ("Q: Who fell?").
fn without_asking(words: &str) -> &str {
    let labelled = || {
        let end = memchr::memchr2(b':', b'.', words.as_bytes())?;
        let (label, rest) = (&words[..end], &words[end + 1..]);
        let rest = rest.trim_start_matches(['*', '_', ' ']);
        let bare = label.trim_matches(['*', '_', ' ']);
        let known =
            bare.len() < LONGEST_LABEL && Words::english().asking.contains(&bare.to_lowercase());
        (known && !rest.is_empty()).then_some(rest)
    };
    labelled().unwrap_or(words)
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
    use crate::document::cuts::PART;
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
    fn no_layout_makes_a_sentence_without_end() {
        let dated = "ROME, June 25 - ".repeat(10_000);
        let record = format!("Date: 3 May 1219\nEvent: {}\n", "they fell ".repeat(10_000));
        let page = format!(
            "{}\n\n12\n\nfell at dawn.\n",
            "and Rome armed\n".repeat(10_000)
        );
        for text in [dated, record, page] {
            let document = Document::from_text("x.txt", text).unwrap();
            let laid_out = document.compositions.iter().map(|one| one.text.len());
            let written = document.sentences.iter().map(|one| one.span.len());
            assert!(laid_out.chain(written).all(|length| length <= LAID_OUT));
            let whole: usize = document.sentences.iter().map(|one| one.span.len()).sum();
            assert!(whole > 9 * document.text.len() / 10);
        }
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
