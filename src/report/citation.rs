//! Citations in one line, after the Chicago manual's form for archival notes. What the evidence does not give is left
//! out.

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

/// The note for one piece of evidence.
pub fn citation(record: &Record, evidence: &Evidence) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (&record.from, &record.to) {
        (Some(from), Some(to)) => parts.push(format!("{from} to {to}")),
        (Some(from), None) => parts.push(from.clone()),
        _ => {}
    }
    if !record.title.is_empty() {
        parts.push(format!("“{}”", record.title));
    }
    parts.extend(record.genre.clone());
    parts.extend(record.date.as_deref().map(date));
    parts.extend(record.archive.clone());
    parts.extend(
        record
            .place
            .iter()
            .map(|(name, value)| format!("{name} {value}")),
    );
    parts.extend(evidence.locator.clone());
    parts.extend(record.published.clone());
    parts.extend(record.address.clone());
    let mut note = parts.join(", ");
    if let Some(seen) = &record.seen {
        note.push_str(&format!(" (seen: {seen})"));
    }
    note
}

/// "1950-01-19" as "19 January 1950"; other forms as they are.
fn date(written: &str) -> String {
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

    #[test]
    fn absent_parts_leave_no_trace() {
        let record = Record {
            title: "Report on a meeting".into(),
            from: Some("A. Sender".into()),
            to: Some("B. Receiver".into()),
            date: Some("1950-01-19".into()),
            genre: Some("telegram".into()),
            place: vec![("fond".into(), "45".into()), ("opis".into(), "1".into())],
            ..Record::default()
        };
        let evidence = Evidence {
            record: "x".into(),
            locator: None,
            records: String::new(),
            kind: EvidenceKind::Primary,
        };
        assert_eq!(
            citation(&record, &evidence),
            "A. Sender to B. Receiver, “Report on a meeting”, telegram, 19 January 1950, fond 45, opis 1"
        );
    }
}
