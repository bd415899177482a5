//! Rows and records: what their cells say as a sentence.

use super::composition::Composition;
use super::entries::{dated_opening, is_date};
use super::model::{Block, BlockKind};
use super::words::{Words, short_plain};
use crate::span::Span;

/// A head of a column has at most so many words.
const HEAD_WORDS: usize = 4;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    When,
    Who,
    What,
    Whom,
    Where,
    /// Whose words the row gives.
    Source,
    /// What is said.
    Says,
    Other,
}

/// How the rows of one table are read.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    columns: Vec<Column>,
}

/// The cells of a row: between bars, tabs, or wide gaps. Empty cells count where bars show them.
pub fn cells(text: &str, span: Span) -> Vec<Span> {
    let words = text.get(span.range()).unwrap_or_default();
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize| {
        let part = words.get(start..end).unwrap_or_default();
        let kept = part.trim();
        let from = start + (kept.as_ptr() as usize - part.as_ptr() as usize);
        found.push(Span::new(span.start + from, span.start + from + kept.len()));
    };
    let separator = if words.contains('|') {
        "|"
    } else if words.contains('\t') {
        "\t"
    } else {
        "   "
    };
    let mut start = 0;
    while let Some(at) = words.get(start..).and_then(|rest| rest.find(separator)) {
        push(start, start + at);
        start += at + separator.len();
        if separator != "|" {
            let rest = words.get(start..).unwrap_or_default();
            start += rest.len() - rest.trim_start().len();
        }
    }
    push(start, words.len());
    if separator == "|" {
        if found.first().is_some_and(|cell| cell.is_empty()) {
            found.remove(0);
        }
        if found.last().is_some_and(|cell| cell.is_empty()) {
            found.pop();
        }
    }
    found
}

/// Whether the row of block `index` opens a table: no row stands before it, or an empty line parts it from that.
pub fn opens(text: &str, blocks: &[Block], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| blocks.get(before));
    before
        .filter(|before| before.kind == BlockKind::Row)
        .is_none_or(|before| {
            let between = text.get(before.span.end..blocks[index].span.start);
            let mut lines = between.unwrap_or_default().split('\n').skip(1).peekable();
            let mut empty = false;
            while let Some(line) = lines.next() {
                empty |= lines.peek().is_some() && line.trim().is_empty();
            }
            empty
        })
}

/// The heads that hold for the row of block `index`: those of the first row of its table, if that row is one of heads.
/// `None` for the row of heads itself.
/// `first` is the block of that row.
pub fn heads(text: &str, blocks: &[Block], first: usize, index: usize) -> Option<Heads> {
    let more = blocks
        .get(first + 1)
        .is_some_and(|next| next.kind == BlockKind::Row);
    let row = cells(text, blocks[first].span);
    let columns: Vec<Column> = row.iter().map(|cell| column(&text[cell.range()])).collect();
    let known = columns
        .iter()
        .filter(|column| !matches!(column, Column::Other | Column::Says))
        .count();
    let short = row.iter().all(|cell| {
        let words = &text[cell.range()];
        words.split_whitespace().count() <= HEAD_WORDS
            && !words.contains(|c: char| c.is_ascii_digit())
    });
    let is_head = more && short && row.len() > 1 && known > 0;
    match (is_head, first == index) {
        (true, true) => None,
        (true, false) => Some(Heads { columns }),
        (false, _) => Some(Heads::default()),
    }
}

fn column(head: &str) -> Column {
    let words = Words::english();
    let Some(head) = short_plain(head) else {
        return Column::Other;
    };
    [
        (&words.when, Column::When),
        (&words.who, Column::Who),
        (&words.what, Column::What),
        (&words.whom, Column::Whom),
        (&words.places, Column::Where),
        (&words.sources, Column::Source),
        (&words.says, Column::Says),
    ]
    .into_iter()
    .find(|(set, _)| set.contains(&head))
    .map_or(Column::Other, |(_, column)| column)
}

/// The sentence that a row's cells make: "On" the date, who, what, whom. `None` where they make none.
pub fn row(text: &str, span: Span, heads: &Heads) -> Option<Composition> {
    let cells: Vec<(Column, Span)> = cells(text, span)
        .into_iter()
        .enumerate()
        .map(|(at, cell)| {
            let column = heads.columns.get(at).copied().unwrap_or(Column::Other);
            let dated = column == Column::Other && is_date(&text[cell.range()]);
            (if dated { Column::When } else { column }, cell)
        })
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    let unheaded = heads.columns.is_empty();
    let deed = || doer_and_deed(text, &cells);
    (deed().filter(|_| unheaded))
        .or_else(|| label_and_clause(text, &cells))
        .or_else(|| compose(text, &cells, unheaded))
        .or_else(deed)
}

/// "Livy, 1219 | Carthage attacked Rome.": where no head says what the columns are, a clause behind a name may be the word of
/// whoever bears it, and it is not taken for the author's.
fn label_and_clause(text: &str, cells: &[(Column, Span)]) -> Option<Composition> {
    const LABEL: usize = 6;
    let [(Column::Other, label), (Column::Other, clause)] = *cells else {
        return None;
    };
    let words = |cell: Span| text.get(cell.range()).unwrap_or_default();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let named = !words(label).split_whitespace().any(small)
        && words(label).starts_with(char::is_uppercase)
        && words(label).split_whitespace().count() <= LABEL;
    let verb = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        small(word) && is_past(word)
    };
    let mut inside = words(clause).split_whitespace();
    let first = inside.next()?;
    let opens = first.starts_with(char::is_uppercase) && !is_past(first);
    (named && opens && inside.any(verb)).then(|| {
        let teller = Composition::default().words(text, before_comma(text, label));
        teller.glue(&Words::english().saying).words(text, clause)
    })
}

/// The name in a cell, without what a comma, a semicolon or a bracket adds.
fn before_comma(text: &str, cell: Span) -> Span {
    let words = text.get(cell.range()).unwrap_or_default();
    let name = words.split([',', ';', '(']).next().unwrap_or_default();
    Span::new(cell.start, cell.start + name.trim_end().len())
}

/// Whether a word has the form of a verb in the past.
fn is_past(word: &str) -> bool {
    let known = Words::english();
    word.ends_with(&known.past_end) || known.past.contains(word)
}

/// "signed the treaty of 1219": a cell that opens with a verb in the past, whose doer stands in another.
pub fn tells_deed(cell: &str) -> bool {
    const CLAUSE: usize = 3;
    let mut inside = cell.split(' ');
    let first = inside.next().unwrap_or_default();
    let small = first.starts_with(char::is_lowercase);
    small && is_past(first) && inside.count() + 1 >= CLAUSE
}

/// "Cato | consul | signed the treaty of 1219": a name in the first cell, and what its bearer did in one that opens with a
/// verb in the past.
fn doer_and_deed(text: &str, cells: &[(Column, Span)]) -> Option<Composition> {
    const NAME: usize = 5;
    let words = |cell: Span| text.get(cell.range()).unwrap_or_default();
    let (_, name) = *cells.first()?;
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let named = words(name).split_whitespace().all(capital)
        && words(name).split_whitespace().count() <= NAME;
    let mut deeds = cells[1..]
        .iter()
        .map(|(_, cell)| *cell)
        .filter(|&cell| tells_deed(words(cell)));
    let deed = deeds.next().filter(|_| named && deeds.next().is_none())?;
    let date = cells.iter().find(|(column, _)| *column == Column::When);
    let opened = date.map(|(_, date)| dated_opening(Composition::default(), text, *date));
    let whole = opened.unwrap_or_default();
    Some(whole.words(text, name).words(text, deed))
}

/// A record of labelled lines or fields ("Date: ... / Event: ..."), if `span` is nothing else.
pub fn record(text: &str, span: Span) -> Option<Composition> {
    let words = text.get(span.range())?;
    if !is_labelled(words) {
        return None;
    }
    let mut fields = Vec::new();
    for field in words
        .split('\n')
        .flat_map(|line| line.split(" / "))
        .flat_map(|part| part.split(" | "))
    {
        let start = span.start + (field.as_ptr() as usize - words.as_ptr() as usize);
        let (label, value) = labelled(field)?;
        let from = start + (value.as_ptr() as usize - field.as_ptr() as usize);
        fields.push((label, Span::new(from, from + value.len())));
    }
    (fields.len() > 1)
        .then(|| compose(text, &fields, false))
        .flatten()
}

/// Whether a line is a field of a record.
pub fn is_field(line: &str) -> bool {
    is_labelled(line) && line.split(" / ").all(|field| labelled(field).is_some())
}

/// Whether a label of a field and its colon open the first line, as in nearly no paragraph.
fn is_labelled(words: &str) -> bool {
    memchr::memchr2(b':', b'\n', words.as_bytes())
        .is_some_and(|at| words[at..].starts_with(':') && is_column(&words[..at]))
}

fn is_column(label: &str) -> bool {
    let label = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    label_column(label) != Column::Other
}

/// What a label in front of a line tells of it; "Source:" and "Claim:" stand before prose.
fn label_column(label: &str) -> Column {
    match column(label) {
        Column::Source | Column::Says => Column::Other,
        known => known,
    }
}

fn labelled(field: &str) -> Option<(Column, &str)> {
    let (label, value) = field.split_once(':')?;
    let label = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    let column = label_column(label);
    let value = value.trim().trim_start_matches('*').trim();
    (column != Column::Other && !value.is_empty()).then_some((column, value))
}

/// Puts cells together. `in_order` joins cells of no known column as they stand.
fn compose(text: &str, cells: &[(Column, Span)], in_order: bool) -> Option<Composition> {
    let of = |wanted: Column| {
        cells
            .iter()
            .filter(move |(column, _)| *column == wanted)
            .map(|(_, cell)| *cell)
    };
    let date = of(Column::When).next();
    if let Some((source, said)) = told(text, cells).filter(|_| !in_order) {
        let opened = date.map(|date| dated_opening(Composition::default(), text, date));
        let teller = opened.unwrap_or_default().words(text, source);
        return Some(teller.glue(&Words::english().saying).words(text, said));
    }
    let clause: Vec<Span> = if in_order {
        of(Column::Other).collect()
    } else {
        of(Column::Who)
            .chain(of(Column::What))
            .chain(of(Column::Whom))
            .collect()
    };
    let doer = nominal_by(text, cells).filter(|_| !in_order);
    let worded = |cell: &Span| text[cell.range()].chars().any(char::is_alphabetic);
    if clause.is_empty()
        || !clause.iter().all(worded)
        || clause.len() + usize::from(date.is_some()) < 2
    {
        return None;
    }
    let mut whole = Composition::default();
    if let Some(date) = date {
        whole = dated_opening(whole, text, date);
    }
    if let Some((what, who)) = doer {
        let deed = whole.words(text, what).glue(&Words::english().by);
        return Some(listed(deed, text, who));
    }
    Some(
        clause
            .into_iter()
            .fold(whole, |whole, cell| whole.words(text, cell)),
    )
}

/// "Cato, in the Senate | Carthage attacked Rome": who says it, without what stands behind a comma, and what he says, under
/// heads that say so of one of them and where that is a clause.
fn told(text: &str, cells: &[(Column, Span)]) -> Option<(Span, Span)> {
    const CLAUSE: usize = 3;
    let find = |wanted: Column| cells.iter().find(|(column, _)| *column == wanted);
    let source = find(Column::Source);
    let (_, teller) = source.or_else(|| find(Column::Who))?;
    let loose = || {
        cells
            .iter()
            .rev()
            .find(|(column, _)| *column == Column::Other)
    };
    let said = find(Column::Says).or_else(|| source.and_then(|_| loose()));
    let (_, said) = said.filter(|(_, cell)| {
        let words = text.get(cell.range()).unwrap_or_default();
        words.split_whitespace().count() >= CLAUSE
    })?;
    let teller = before_comma(text, *teller);
    (!teller.is_empty()).then_some((teller, *said))
}

/// "Rome, Carthage" of a cell, as one writes it in a sentence: "Rome and Carthage".
fn listed(whole: Composition, text: &str, cell: Span) -> Composition {
    const NAME: usize = 4;
    let and = &Words::english().and;
    let words = text.get(cell.range()).unwrap_or_default();
    let spaced = format!(" {and} ");
    let names: Vec<&str> = words.split(", ").collect();
    let list = names.len() > 1
        && !words.contains(&spaced)
        && names
            .iter()
            .all(|name| (1..=NAME).contains(&name.split(' ').count()));
    if !list {
        return whole.words(text, cell);
    }
    let last = names.len() - 1;
    let mut at = cell.start;
    names
        .iter()
        .enumerate()
        .fold(whole, |whole, (place, name)| {
            let span = Span::new(at, at + name.len());
            at = span.end + ", ".len();
            let whole = match place {
                0 => whole,
                _ if place == last => whole.glue(and),
                _ => whole.glue(","),
            };
            whole.words(text, span)
        })
}

/// "Signature of the treaty | Rome, Carthage": a column of doers behind that of events, where the event is told by a noun. A
/// verb there would end as verbs do.
fn nominal_by(text: &str, cells: &[(Column, Span)]) -> Option<(Span, Span)> {
    let place = |wanted: Column| cells.iter().position(|(column, _)| *column == wanted);
    let (what, who) = place(Column::What).zip(place(Column::Who))?;
    let others = cells.iter().any(|(column, _)| *column == Column::Whom);
    let first = text.get(cells[what].1.range())?.split(' ').next()?;
    let verbal = Words::english()
        .verbal
        .iter()
        .any(|end| first.ends_with(end.as_str()));
    let capital = first.starts_with(char::is_uppercase);
    (what < who && !others && capital && !verbal).then_some((cells[what].1, cells[who].1))
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::entries::dated_entry;

    fn read(line: &str) -> Option<String> {
        row(line, Span::new(0, line.len()), &Heads::default()).map(|whole| whole.text)
    }

    #[test]
    fn a_row_is_a_sentence() {
        assert_eq!(
            read("Carthage | 3 May 1219 | attacks Saguntum").as_deref(),
            Some("On 3 May 1219, Carthage attacks Saguntum")
        );
        assert_eq!(
            read("1219\tRome declares war").as_deref(),
            Some("In 1219, Rome declares war")
        );
        assert_eq!(read("Rome     burns").as_deref(), Some("Rome burns"));
        assert_eq!(
            read("same day | Rome falls").as_deref(),
            Some("On the same day, Rome falls")
        );
        assert_eq!(read("Losses | 4 000 | 5 000"), None);
    }

    #[test]
    fn an_empty_line_parts_two_tables() {
        let text = "| A |\n|---|\n| b |\n\n| C |\n| d |";
        let row = |words: &str| Block {
            kind: BlockKind::Row,
            span: text
                .find(words)
                .map_or(Span::new(0, 0), |at| Span::new(at, at + words.len())),
            headings: Vec::new(),
            sentences: 0..0,
        };
        let blocks = ["A", "b", "C", "d"].map(row);
        let found: Vec<bool> = (0..4).map(|at| opens(text, &blocks, at)).collect();
        assert_eq!(found, [true, false, true, false]);
    }

    #[test]
    fn columns_follow_their_heads() {
        let text = "| Event | Date | Country |\n| attacks Rome | May 1219 | Carthage |";
        let blocks: Vec<Block> = text
            .match_indices('\n')
            .map(|(at, _)| at)
            .chain([text.len()])
            .scan(0, |start, end| {
                let span = Span::new(*start, end);
                *start = end + 1;
                Some(Block {
                    kind: BlockKind::Row,
                    span,
                    headings: Vec::new(),
                    sentences: 0..0,
                })
            })
            .collect();
        assert!(heads(text, &blocks, 0, 0).is_none());
        let heads = heads(text, &blocks, 0, 1).unwrap();
        let whole = row(text, blocks[1].span, &heads).unwrap();
        assert_eq!(whole.text, "In May 1219, Carthage attacks Rome");
    }

    #[test]
    fn who_stands_first_did_what_opens_with_a_verb() {
        assert_eq!(
            read("Cato | consul, in Rome | gave Carthage a truce | none").as_deref(),
            Some("Cato gave Carthage a truce")
        );
        let heads = Heads {
            columns: vec![Column::Other, Column::When, Column::Other],
        };
        let row = |text: &str| row(text, Span::new(0, text.len()), &heads).map(|whole| whole.text);
        assert_eq!(
            row("Cato | 1219 | signed the treaty").as_deref(),
            Some("In 1219, Cato signed the treaty")
        );
        assert_eq!(row("Cato's house | 1219 | burned and rebuilt"), None);
        assert_eq!(row("Cato | 1219 | consul of Rome"), None);
    }

    #[test]
    fn a_clause_behind_a_name_may_be_the_word_of_its_bearer() {
        assert_eq!(
            read("Livy, 1219 | Carthage attacked Rome.").as_deref(),
            Some("Livy said that Carthage attacked Rome.")
        );
        assert_eq!(
            read("Outbreak of the war | Carthage attacked Rome.").as_deref(),
            Some("Outbreak of the war Carthage attacked Rome.")
        );
        assert_eq!(
            read("Rome | Attacked Carthage at once").as_deref(),
            Some("Rome Attacked Carthage at once")
        );
    }

    #[test]
    fn what_a_source_says_is_its_word() {
        let read = |columns: &[Column], text: &str| {
            let heads = Heads {
                columns: columns.to_vec(),
            };
            row(text, Span::new(0, text.len()), &heads).map(|whole| whole.text)
        };
        let text = "Cato, in the Senate | 3 May 1219 | Carthage attacked Rome";
        let told = "On 3 May 1219, Cato said that Carthage attacked Rome";
        let source = [Column::Source, Column::When, Column::Other];
        assert_eq!(read(&source, text).as_deref(), Some(told));
        let who = [Column::Who, Column::When, Column::Says];
        assert_eq!(read(&who, text).as_deref(), Some(told));
        let unheaded = [Column::Who, Column::When, Column::Other];
        assert_ne!(read(&unheaded, text).as_deref(), Some(told));
        // A page is no word of anybody's.
        assert_eq!(read(&source, "Livy | 1219 | p. 12"), None);
    }

    #[test]
    fn who_stands_behind_a_deed_told_by_a_noun_did_it() {
        let text = "3 May 1219 | Signature of the treaty | Rome, Carthage";
        let columns = vec![Column::When, Column::What, Column::Who];
        let read = |text: &str| {
            let heads = Heads {
                columns: columns.clone(),
            };
            row(text, Span::new(0, text.len()), &heads).unwrap().text
        };
        assert_eq!(
            read(text),
            "On 3 May 1219, Signature of the treaty by Rome and Carthage"
        );
        let told = "3 May 1219 | Attacked Rome | Carthage";
        assert_eq!(read(told), "On 3 May 1219, Carthage Attacked Rome");
    }

    #[test]
    fn records_and_entries() {
        let text = "Date: 3 May 1219\nEvent: Carthage attacks Rome";
        let whole = record(text, Span::new(0, text.len())).unwrap();
        assert_eq!(whole.text, "On 3 May 1219, Carthage attacks Rome");
        assert_eq!(record("Rome: a city\nDate: 3 May", Span::new(0, 24)), None);
        let text = "3 May 1219 — Carthage attacks Rome. It falls.";
        let (date, rest) = dated_entry(text, Span::new(0, text.len())).unwrap();
        assert_eq!(
            (&text[date.range()], &text[rest.range()]),
            ("3 May 1219", "Carthage attacks Rome. It falls.")
        );
        let dated = |text: &str| dated_entry(text, Span::new(0, text.len())).is_some();
        assert!(dated("1219, May 3: Carthage attacks.") && dated("May 3: Carthage attacks."));
        assert!(
            !dated("Rome, 3 May 1219 — Carthage attacks.") && !dated("Resolution 82: Withdraw.")
        );
    }
}
