//! Records as the text of `sources.toml`.

use crate::pack::model::Record;
use toml::Value;

/// The tables of these records, each with a blank line before it.
pub fn sources_toml(records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        text.push_str(&format!("\n[{}]\n", record.key));
        let mut line = |name: &str, value: &str| {
            text.push_str(&format!("{name} = {}\n", Value::String(value.to_owned())));
        };
        if let Some(kind) = record.kind {
            line("kind", kind.name());
        }
        line("title", &record.title);
        let before = [
            ("from", &record.from),
            ("to", &record.to),
            ("date", &record.date),
            ("genre", &record.genre),
            ("archive", &record.archive),
        ];
        let after = [
            ("published", &record.published),
            ("address", &record.address),
            ("seen", &record.seen),
        ];
        for (name, value) in before {
            value.iter().for_each(|value| line(name, value));
        }
        record
            .place
            .iter()
            .for_each(|(name, value)| line(name, value));
        for (name, value) in after {
            value.iter().for_each(|value| line(name, value));
        }
    }
    text
}
