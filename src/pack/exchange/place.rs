//! Where a document lies: fond, opis and the like as one line of text and back.

/// Parts with the words that stand for them in locators, the first one being the one that is written.
const PARTS: [(&str, &[&str]); 11] = [
    ("fond", &["fond", "f.", "ф.", "фонд"]),
    ("opis", &["opis", "op.", "оп.", "опись"]),
    ("delo", &["delo", "d.", "д.", "дело"]),
    ("papka", &["papka", "p.", "п.", "папка"]),
    (
        "listy",
        &["listy", "list", "ll.", "l.", "лл.", "л.", "листы", "лист"],
    ),
    ("record-group", &["RG", "record group"]),
    ("entry", &["entry"]),
    ("box", &["box"]),
    ("folder", &["folder"]),
    ("series", &["series"]),
    ("file", &["file"]),
];

/// Whether a part belongs in the line.
pub(super) fn is_part(name: &str) -> bool {
    PARTS.iter().any(|(part, _)| *part == name)
}

/// The parts as one line: "fond 45, opis 1, delo 346, listy 104".
pub(super) fn line(place: &[(String, String)]) -> String {
    let written = |name: &str| {
        PARTS
            .iter()
            .find(|(part, _)| *part == name)
            .and_then(|(_, words)| words.first())
    };
    let parts: Vec<String> = place
        .iter()
        .filter_map(|(name, value)| Some(format!("{} {value}", written(name)?)))
        .collect();
    parts.join(", ")
}

/// Puts parts in the order that was told, or leaves them as they are.
pub(super) fn sort(place: &mut [(String, String)], order: Option<&str>) {
    if let Some(order) = order {
        let at = |name: &str| order.split(' ').position(|word| word == name);
        place.sort_by_key(|(name, _)| at(name).unwrap_or(usize::MAX));
    }
}

/// Takes a line apart; what stands before the first known part is the archive, what is not known a file.
pub(super) fn parts(line: &str) -> (Option<String>, Vec<(String, String)>) {
    let (mut archive, mut found) = (None, Vec::new());
    for segment in line.split([',', ';']).map(str::trim) {
        match part(segment) {
            _ if segment.is_empty() => {}
            Some((name, value)) => found.push((name.to_owned(), value.to_owned())),
            None if found.is_empty() && archive.is_none() => archive = Some(segment.to_owned()),
            None => found.push(("file".to_owned(), segment.to_owned())),
        }
    }
    (archive, found)
}

fn part(segment: &str) -> Option<(&'static str, &str)> {
    PARTS.iter().find_map(|(name, words)| {
        words.iter().find_map(|word| {
            let start = segment.get(..word.len())?;
            let rest = &segment[word.len()..];
            let bounded = word.ends_with('.') || rest.starts_with(' ');
            let value = rest.trim();
            (start.eq_ignore_ascii_case(word) || start.to_lowercase() == word.to_lowercase())
                .then_some(())
                .filter(|()| bounded && !value.is_empty())
                .map(|()| (*name, value))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
        found
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    #[test]
    fn locators_are_read_in_long_and_short_form_and_in_cyrillic() {
        for line in [
            "AP RF, f. 45, op. 1, d. 346, ll. 104-105",
            "AP RF, fond 45, opis 1, delo 346, listy 104-105",
            "AP RF, Ф. 45, Оп. 1, Д. 346, Лл. 104-105",
        ] {
            let (archive, found) = parts(line);
            assert_eq!(archive.as_deref(), Some("AP RF"));
            let expected = [
                ("fond", "45"),
                ("opis", "1"),
                ("delo", "346"),
                ("listy", "104-105"),
            ];
            assert_eq!(pairs(&found), expected, "{line}");
        }
        let (_, found) = parts("RG 59, box 4262");
        assert_eq!(pairs(&found), [("record-group", "59"), ("box", "4262")]);
    }

    #[test]
    fn what_is_not_known_is_kept() {
        let (archive, found) = parts("NARA, RG 59, 795.00/6-2550");
        assert_eq!(archive.as_deref(), Some("NARA"));
        assert_eq!(
            pairs(&found),
            [("record-group", "59"), ("file", "795.00/6-2550")]
        );
        let (archive, found) = parts("Fonds français 12");
        assert_eq!(
            (archive.as_deref(), found.len()),
            (Some("Fonds français 12"), 0)
        );
    }
}
