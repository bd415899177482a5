//! Citations in one line, after the Chicago manual's form for notes. What the evidence does not give is left out, what
//! two parts of a record say is said once, and a text that was not read as a whole is not cited as if it had been.

use crate::pack::model::{Evidence, Record};

/// Months by number, from January.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Parts of a place that are printed with their name before the value; the others speak for themselves.
const NAMED: [&str; 14] = [
    "fond", "opis", "delo", "papka", "listy", "entry", "box", "folder", "series", "volume", "part",
    "issue", "document", "page",
];

/// What a record's `seen` means for whoever relies on the note. Words that are not listed are printed as they stand.
const SEEN: [(&str, &str); 13] = [
    ("whole text", ""),
    ("text", ""),
    ("excerpts", "Only excerpts were seen."),
    ("opening", "Only the opening was seen."),
    ("abstract", "Only the abstract was seen."),
    ("title page", "Only the title page was seen."),
    ("front matter", "Only the front matter was seen."),
    ("translation", "Seen in translation only."),
    ("Korean translations", "Seen in Korean translations only."),
    ("text in a repost", "Its text was seen in a repost only."),
    (
        "as quoted in a secondary work",
        "Seen only as quoted in a secondary work.",
    ),
    (
        "reports or digests only",
        "Known from reports or digests only; its own text was not seen.",
    ),
    (
        "archive abstract only",
        "Known from an abstract only; its own text was not seen.",
    ),
];

/// The note for one piece of evidence.
pub fn citation(record: &Record, evidence: &Evidence) -> String {
    note(record, evidence, record.address.as_ref())
}

/// The same without the address, for where that stands by itself or has no room.
pub fn without_address(record: &Record, evidence: &Evidence) -> String {
    note(record, evidence, None)
}

fn note(record: &Record, evidence: &Evidence, address: Option<&String>) -> String {
    let mut note = Note::of(record);
    let archive = record.archive.iter().cloned();
    let lying = record
        .place
        .iter()
        .filter(|(name, _)| !record.is_imprint(name));
    let lying = lying.filter_map(place);
    for part in archive.chain(lying) {
        note.add(part);
    }
    let own = note.parts.len();
    for part in record.imprint().iter().chain(address) {
        note.add(part.clone());
    }
    for segment in evidence.locator.iter().flat_map(|all| all.split("; ")) {
        note.locate(segment, own);
    }
    let mut text = note.joined();
    text.push('.');
    if let Some(seen) = record.seen.as_deref().map(seen).filter(|s| !s.is_empty()) {
        text.push(' ');
        text.push_str(&seen);
    }
    text
}

/// A title without the tags that Zotero knows in one ("<i>Pueblo</i>").
fn plain(title: &str) -> String {
    const TAGS: [&str; 11] = [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sub>",
        "</sub>",
        "<sup>",
        "</sup>",
        "</span>",
        "<span class=\"nocase\">",
        "<span style=\"font-variant:small-caps;\">",
    ];
    TAGS.iter()
        .fold(title.to_owned(), |title, tag| title.replace(tag, ""))
}

/// The parts of a note, each of which says something that the others do not.
#[derive(Default)]
struct Note {
    parts: Vec<String>,
}

impl Note {
    /// What the record is, without where it lies.
    fn of(record: &Record) -> Self {
        let mut note = Self::default();
        let (sender, addressee) = (record.sender(), record.addressee());
        if sender.is_some() && addressee.is_some() && record.genre.is_some() {
            note.letter(record);
        } else {
            note.work(record);
        }
        note
    }

    /// A letter, telegram or report to somebody: who wrote to whom, what and when. Its catalogue title says no more.
    fn letter(&mut self, record: &Record) {
        if let (Some(from), Some(to)) = (record.sender(), record.addressee()) {
            self.add(format!("{from} to {to}"));
        }
        self.parts.extend(numbered(record));
        self.parts.extend(record.date.as_deref().map(date));
    }

    /// Everything else by author and title; the imprint of a book stands in brackets.
    fn work(&mut self, record: &Record) {
        self.parts.extend(record.sender());
        let genre = record.genre.as_deref().unwrap_or_default();
        let printed = record.imprint();
        let published = printed.as_deref().unwrap_or_default();
        let when = record.date.as_deref().map(date);
        if genre.ends_with("book") {
            let imprint = printed.or(when);
            let imprint = imprint.map(|imprint| format!(" ({imprint})"));
            let title = plain(&record.title);
            self.add(format!("{title}{}", imprint.unwrap_or_default()));
            return;
        }
        if !record.title.is_empty() {
            self.parts.push(format!("“{},”", plain(&record.title)));
        }
        if genre != "article" && !says(published, genre) {
            self.add(numbered(record).unwrap_or_default());
        }
        let year = record.date.as_deref().and_then(|date| date.get(..4));
        let coarse = record.date.as_deref().is_none_or(|date| date.len() < 10);
        let dated = year.is_some_and(|year| coarse && published.contains(year));
        self.parts.extend(when.filter(|_| !dated));
    }

    /// Adds what no other part says yet.
    fn add(&mut self, part: String) {
        if !part.is_empty() && !self.parts.iter().any(|said| says(said, &part)) {
            self.parts.push(part);
        }
    }

    /// A place within the document: not twice, in place of the part that it makes more exact, or else at `at`.
    fn locate(&mut self, segment: &str, at: usize) {
        if self.parts.iter().any(|said| says(said, segment)) {
            return;
        }
        match self.parts.iter_mut().find(|said| says(segment, said)) {
            Some(wider) => *wider = segment.to_owned(),
            None => self.parts.insert(at, segment.to_owned()),
        }
    }

    /// A comma within closing quotation marks serves the sentence, too.
    fn joined(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            if !text.is_empty() {
                text.push_str(if text.ends_with(",”") { " " } else { ", " });
            }
            text.push_str(part);
        }
        text
    }
}

/// The kind of document with its number: "telegram no. 925".
fn numbered(record: &Record) -> Option<String> {
    let number = record.place.iter().find(|(name, _)| name == "number");
    match (&record.genre, number) {
        (Some(genre), Some((_, number))) => Some(format!("{genre} no. {number}")),
        (genre, _) => genre.clone(),
    }
}

/// One part of the place; the number of a document that has a genre stands with it.
fn place((name, value): &(String, String)) -> Option<String> {
    match name.as_str() {
        "number" => None,
        "record-group" => Some(format!("RG {value}")),
        name if NAMED.contains(&name) => Some(format!("{name} {value}")),
        _ => Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether `text` holds the words of `part` in a row, whatever the punctuation.
fn says(text: &str, part: &str) -> bool {
    let (text, part) = (words(text), words(part));
    part.len() > 1 && text.contains(&part)
}

/// The words between blanks, with a blank at either end; "no." and "nos." are no words.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut row = String::from(" ");
    for word in lower.split(|c: char| !c.is_alphanumeric() && !"-/:".contains(c)) {
        if !word.is_empty() && !["no", "nos"].contains(&word) {
            row.push_str(word);
            row.push(' ');
        }
    }
    row
}

fn seen(written: &str) -> String {
    SEEN.iter().find(|(word, _)| *word == written).map_or_else(
        || format!("Seen: {written}."),
        |(_, says)| (*says).to_owned(),
    )
}

/// "1950-01-19" as "19 January 1950", "1950-05-15..1950-05-16" as "15-16 May 1950"; other forms as they are.
fn date(written: &str) -> String {
    let Some((first, last)) = written.split_once("..") else {
        return day(written);
    };
    let (first, last) = (day(first), day(last));
    let tail = |date: &str| date.split_once(' ').map(|(_, rest)| rest.to_owned());
    match (first.split_once(' '), tail(&last)) {
        (Some((day, rest)), Some(month)) if rest == month => format!("{day}-{last}"),
        (None, None) => format!("{first}-{last}"),
        _ => format!("{first} - {last}"),
    }
}

/// A day or month in words, from the form that packs write it in.
pub(super) fn day(written: &str) -> String {
    let parts: Vec<&str> = written.split('-').collect();
    let month = |text: &str| {
        text.parse::<usize>()
            .ok()
            .and_then(|m| MONTHS.get(m.checked_sub(1)?))
    };
    match parts[..] {
        [year, m, day] if year.len() == 4 => match (month(m), day.parse::<u8>()) {
            (Some(month), Ok(day)) => format!("{day} {month} {year}"),
            _ => written.to_owned(),
        },
        [year, m] if year.len() == 4 => {
            month(m).map_or_else(|| written.to_owned(), |month| format!("{month} {year}"))
        }
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::model::EvidenceKind;

    fn note(record: Record, locator: Option<&str>) -> String {
        let evidence = Evidence {
            record: "x".into(),
            locator: locator.map(str::to_owned),
            records: String::new(),
            kind: EvidenceKind::Primary,
            quantity: None,
        };
        citation(&record, &evidence)
    }

    fn place(parts: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        parts.iter().map(owned).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.into())
    }

    #[test]
    fn a_telegram_is_cited_by_who_wrote_to_whom() {
        let record = Record {
            title: "Telegram, Sender to Receiver".into(),
            from: some("A. B. Sender"),
            to: some("C. Receiver"),
            date: some("1950-01-19"),
            genre: some("telegram"),
            archive: some("AVP RF"),
            place: place(&[
                ("fond", "45"),
                ("opis", "1"),
                ("delo", "346"),
                ("listy", "104-106"),
                ("number", "711"),
                ("catalogue", "Digital Archive no. 12345"),
            ]),
            address: some("https://example.org/12345"),
            seen: some("opening"),
            ..Record::default()
        };
        let expected = "A. B. Sender to C. Receiver, telegram no. 711, 19 January 1950, AVP RF, fond 45, opis 1, \
                        delo 346, listy 104-106, Digital Archive no. 12345, https://example.org/12345. Only the \
                        opening was seen.";
        assert_eq!(note(record.clone(), None), expected);
        assert_eq!(note(record.clone(), Some("listy 104-106")), expected);
        assert_eq!(note(record.clone(), Some("telegram 711")), expected);
        let evidence = Evidence {
            record: "x".into(),
            locator: None,
            records: String::new(),
            kind: EvidenceKind::Primary,
            quantity: None,
        };
        assert_eq!(
            without_address(&record, &evidence),
            expected.replace(", https://example.org/12345", "")
        );
    }

    #[test]
    fn a_locator_is_not_said_twice() {
        let record = Record {
            title: "Report".into(),
            from: some("Envoy"),
            to: some("Minister"),
            date: some("1950-06-25"),
            genre: some("telegram"),
            published: some("Foreign Papers 1950, vol. VII, document 59, pp. 125-126"),
            address: some("https://example.org/d59"),
            ..Record::default()
        };
        let twice = "Foreign Papers 1950, vol. VII, document 59, pp. 125-126";
        assert_eq!(
            note(
                record.clone(),
                Some(&format!("document 59, pp. 125-126; {twice}"))
            ),
            format!("Envoy to Minister, telegram, 25 June 1950, {twice}, https://example.org/d59.")
        );
        assert_eq!(
            note(record.clone(), Some("telegram no. 925")),
            format!(
                "Envoy to Minister, telegram no. 925, 25 June 1950, {twice}, https://example.org/d59."
            )
        );
        assert_eq!(
            note(record, Some("second paragraph")),
            format!(
                "Envoy to Minister, telegram, 25 June 1950, second paragraph, {twice}, https://example.org/d59."
            )
        );
    }

    #[test]
    fn a_book_has_its_imprint_in_brackets_and_its_page_behind() {
        let record = Record {
            title: "A History".into(),
            from: some("An Author"),
            date: some("1993"),
            genre: some("book"),
            published: some("Stanford: University Press, 1993"),
            seen: some("reports or digests only"),
            ..Record::default()
        };
        assert_eq!(
            note(record, Some("ch. 7")),
            "An Author, A History (Stanford: University Press, 1993), ch. 7. Known from reports or digests only; \
             its own text was not seen."
        );
    }

    #[test]
    fn a_title_loses_its_tags() {
        assert_eq!(plain("The <i>Argo</i> sails"), "The Argo sails");
        assert_eq!(plain("Why a < b"), "Why a < b");
    }

    #[test]
    fn an_article_has_its_title_in_quotation_marks_and_its_year_once() {
        let record = Record {
            title: "To Wait, or Not?".into(),
            from: some("An Author"),
            date: some("1995"),
            genre: some("article"),
            published: some("Bulletin 5 (Spring 1995), pp. 1, 2-9"),
            seen: some("text"),
            ..Record::default()
        };
        assert_eq!(
            note(record, Some("Bulletin 5 (Spring 1995), pp. 1, 2-9")),
            "An Author, “To Wait, or Not?,” Bulletin 5 (Spring 1995), pp. 1, 2-9."
        );
    }

    #[test]
    fn a_resolution_and_a_press_report_say_what_they_are() {
        let resolution = Record {
            title: "Council resolution 82 (1950)".into(),
            from: some("Council"),
            date: some("1950-06-25"),
            genre: some("resolution"),
            place: place(&[("symbol", "S/1501"), ("also", "S/RES/82 (1950)")]),
            ..Record::default()
        };
        assert_eq!(
            note(resolution, Some("S/1501")),
            "Council, “Council resolution 82 (1950),” 25 June 1950, S/1501, S/RES/82 (1950)."
        );
        let press = Record {
            title: "The papers are out".into(),
            from: some("Daily; Evening"),
            date: some("1994-07-20..1994-07-23"),
            genre: some("press report"),
            ..Record::default()
        };
        assert_eq!(
            note(press, Some("Daily, 21 July 1994")),
            "Daily; Evening, “The papers are out,” press report, 20-23 July 1994, Daily, 21 July 1994."
        );
    }

    #[test]
    fn stretches_of_time_are_written_short() {
        assert_eq!(date("1995..1996"), "1995-1996");
        assert_eq!(date("1950-05-15..1950-05-16"), "15-16 May 1950");
        assert_eq!(date("1950-05-30..1950-06-02"), "30 May 1950 - 2 June 1950");
        assert_eq!(date("1950-06"), "June 1950");
        assert_eq!(date("spring"), "spring");
    }
}
