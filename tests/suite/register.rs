//! The pack against the register of the research dossier: no source, date, locator or archive number that is not there,
//! and nothing cited as read that was not.

use crate::corpus::path;
use gainsay::pack::model::{EvidenceKind, Pack, Record};
use std::sync::LazyLock;
use toml::{Table, Value};

static REGISTER: LazyLock<Table> = LazyLock::new(|| {
    let text = std::fs::read_to_string(path("register.toml")).expect("the register is there");
    text.parse().expect("the register is TOML")
});

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn pack() -> Pack {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("claims/korean-war");
    gainsay::pack::load_dir(&folder)
        .expect("the pack loads")
        .pack
}

/// What the register knows of one document.
struct Entry<'a>(&'a Table);

impl<'a> Entry<'a> {
    fn of(key: &str) -> Option<Self> {
        REGISTER.get(key)?.as_table().map(Entry)
    }

    fn text(&self, field: &str) -> &'a str {
        self.0
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn texts(&self, field: &str) -> Vec<&'a str> {
        let all = self.0.get(field).and_then(Value::as_array);
        all.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    fn was_read(&self) -> bool {
        ["text", "repost", "translation", "quoted"].contains(&self.text("status"))
    }

    /// Everything that the register says of the document, dates written out as well.
    fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = [
            "title",
            "author",
            "date",
            "locator",
            "archive-number",
            "published",
            "remark",
        ]
        .into_iter()
        .map(|field| words(self.text(field)))
        .collect();
        all.extend(self.texts("records").into_iter().map(words));
        let days: Vec<String> = self.texts("dates").into_iter().map(written_out).collect();
        if let [first, last] = &days[..]
            && let (Some((day, month)), Some((_, other))) =
                (first.split_once(' '), last.split_once(' '))
            && month == other
        {
            all.push(format!(" {day}-{last} "));
        }
        all.extend(days.iter().map(|day| format!(" {day} ")));
        all
    }

    /// Whether the register has these words in a row.
    fn says(&self, part: &str) -> bool {
        let part = words(part);
        self.all().iter().any(|text| text.contains(&part))
    }

    /// The problems of a record of the pack.
    fn problems(&self, record: &Record) -> Vec<String> {
        let mut problems = Vec::new();
        if words(&record.title) != words(self.text("title")) {
            problems.push(format!("title `{}`", record.title));
        }
        for date in record.date.iter().flat_map(|date| date.split("..")) {
            if !self
                .texts("dates")
                .iter()
                .any(|known| known.starts_with(date))
            {
                problems.push(format!("date {date}"));
            }
        }
        let (held, free): (Vec<_>, Vec<_>) = record.place.iter().partition(|(name, _)| {
            ["fond", "opis", "delo", "papka", "listy"].contains(&name.as_str())
        });
        if !held.is_empty() && !self.holds(record.archive.as_deref().unwrap_or_default(), &held) {
            problems.push(format!("holding {:?} {held:?}", record.archive));
        }
        for (name, value) in free {
            problems.extend(
                value
                    .split("; ")
                    .filter(|part| !self.says(part))
                    .map(|part| format!("{name} `{part}`")),
            );
        }
        if let Some(published) = record
            .published
            .as_ref()
            .filter(|published| !self.says(published))
        {
            problems.push(format!("published `{published}`"));
        }
        if let Some(address) = &record.address
            && !self
                .texts("addresses")
                .iter()
                .any(|known| canonical(known) == canonical(address))
        {
            problems.push(format!("address {address}"));
        }
        if record.kind == Some(EvidenceKind::Primary)
            && !(record.key.starts_with("doc-") && self.was_read())
        {
            problems.push(format!(
                "called primary, but it is only known as {}",
                self.text("status")
            ));
        }
        let seen = match self.text("status") {
            "text" => !["reports or digests only", "archive abstract only"]
                .contains(&record.seen.as_deref().unwrap_or_default()),
            "repost" => record.seen.as_deref() == Some("text in a repost"),
            "translation" => record.seen.as_deref() == Some("Korean translations"),
            "quoted" => record.seen.as_deref() == Some("as quoted in a secondary work"),
            "report" => record.seen.as_deref() == Some("reports or digests only"),
            "abstract" => record.seen.as_deref() == Some("archive abstract only"),
            _ => false,
        };
        if !seen {
            problems.push(format!(
                "seen {:?}, but the register has {}",
                record.seen,
                self.text("status")
            ));
        }
        problems
    }

    /// Whether one holding has all these parts.
    fn holds(&self, archive: &str, parts: &[&(String, String)]) -> bool {
        let holdings = self.0.get("holdings").and_then(Value::as_array);
        holdings
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .any(|holding| {
                let has = |name: &str| {
                    holding
                        .get(name)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                letters(has("archive")) == letters(archive)
                    && parts.iter().all(|(name, value)| has(name) == value)
            })
    }
}

/// An archive by its letters in alphabetical order, so that a short name and its explanation may change places.
fn letters(archive: &str) -> Vec<String> {
    let mut all: Vec<String> = words(archive)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    all.sort();
    all
}

/// Staging hosts of the Digital Archive and of the American edition show the same pages as the public ones.
fn canonical(address: &str) -> String {
    address
        .replace("http://", "https://")
        .replace(
            "https://wilson-center-digital-archive.dvincitest.com",
            "https://digitalarchive.wilsoncenter.org",
        )
        .replace(
            "https://wilson-center.drivingcreative.com",
            "https://digitalarchive.wilsoncenter.org",
        )
        .replace("https://history.state.gov./", "https://history.state.gov/")
        .replace(
            "https://test.history.state.gov/",
            "https://history.state.gov/",
        )
        .replace(
            "https://www.history.state.gov/",
            "https://history.state.gov/",
        )
}

fn written_out(date: &str) -> String {
    let parts: Vec<&str> = date.split('-').collect();
    let month = |m: &str| MONTHS[m.parse::<usize>().expect("a month is a number") - 1];
    match parts[..] {
        [year, m, day] => format!("{} {} {year}", day.trim_start_matches('0'), month(m)),
        [year, m] => format!("{} {year}", month(m)),
        _ => date.to_owned(),
    }
}

/// The words in lower case between blanks.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let all: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && !"-/".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", all.join(" "))
}

/// The numbers of a text, without the endings of ordinals.
fn figures(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| {
            word.trim_end_matches(char::is_alphabetic)
                .trim_start_matches('0')
                .to_owned()
        })
        .collect()
}

#[test]
fn every_source_date_and_archive_number_is_in_the_register() {
    let mut wrong = Vec::new();
    for (key, record) in &pack().records {
        match Entry::of(key) {
            None => wrong.push(format!("{key}: not in the register")),
            Some(entry) => {
                wrong.extend(
                    entry
                        .problems(record)
                        .into_iter()
                        .map(|problem| format!("{key}: {problem}")),
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "the dossier does not give these: {wrong:#?}"
    );
}

#[test]
fn every_locator_and_figure_of_the_evidence_is_in_the_register() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for claim in pack().claims {
        for evidence in &claim.evidence {
            let Some(entry) = Entry::of(&evidence.record) else {
                wrong.push(format!(
                    "{}: {} is not in the register",
                    claim.id, evidence.record
                ));
                continue;
            };
            for part in evidence
                .locator
                .iter()
                .flat_map(|locator| locator.split("; "))
            {
                seen += 1;
                if !entry.says(part) {
                    wrong.push(format!(
                        "{}: {}: locator `{part}`",
                        claim.id, evidence.record
                    ));
                }
            }
            let known: Vec<String> = entry.all().iter().flat_map(|text| figures(text)).collect();
            for figure in figures(&evidence.records) {
                if !known.contains(&figure) {
                    wrong.push(format!(
                        "{}: {}: figure {figure}",
                        claim.id, evidence.record
                    ));
                }
            }
            if evidence.kind == EvidenceKind::Primary && !entry.was_read() {
                wrong.push(format!(
                    "{}: {} is cited as read",
                    claim.id, evidence.record
                ));
            }
        }
    }
    assert!(
        seen > 20,
        "the claims have lost their locators: {seen} seen"
    );
    assert!(
        wrong.is_empty(),
        "the dossier does not give these: {wrong:#?}"
    );
}

#[test]
fn the_register_catches_what_is_not_there() {
    let entry = Entry::of("doc-1949-09-24").expect("a document of the register");
    let mut record = pack().records["doc-1949-09-24"].clone();
    assert!(entry.problems(&record).is_empty());
    record.date = Some("1949-09-23".into());
    record.published = Some("CWIHP Bulletin 7".into());
    record.address = Some("https://digitalarchive.wilsoncenter.org/document/112134".into());
    for part in &mut record.place {
        match part.0.as_str() {
            "listy" => part.1 = "75-78".into(),
            "catalogue" => part.1 = "Wilson Center Digital Archive no. 112134".into(),
            _ => {}
        }
    }
    assert_eq!(
        entry.problems(&record).len(),
        5,
        "{:?}",
        entry.problems(&record)
    );
    assert!(
        !Entry::of("doc-1950-06-20-21")
            .expect("an unseen document")
            .was_read()
    );
    assert!(
        !Entry::of("doc-1966-report")
            .expect("a document known from reports")
            .was_read()
    );
}
