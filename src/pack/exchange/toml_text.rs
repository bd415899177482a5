//! Records as the text of `sources.toml`.

use crate::pack::model::{Part, Record};
use toml::Value;

/// The tables of these records, each with a blank line before it.
pub fn sources_toml(records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        text.push_str(&format!("\n[{}]\n", record.key));
        let mut line = |name: &str, value: &str| text.push_str(&entry(name, value));
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
        let (first, rest) = before.split_at(2);
        for (name, value) in first {
            value.iter().for_each(|value| line(name, value));
        }
        for (part, name) in Part::ALL {
            let names = record.people(part).into_iter().map(|name| name.written());
            list(&mut text, name, names.collect());
        }
        let mut line = |name: &str, value: &str| text.push_str(&entry(name, value));
        for (name, value) in rest {
            value.iter().for_each(|value| line(name, value));
        }
        record
            .place
            .iter()
            .for_each(|(name, value)| line(name, value));
        for (name, value) in after {
            value.iter().for_each(|value| line(name, value));
        }
        let more = record.more.iter().map(|(name, values)| {
            let texts: Vec<Value> = values.iter().cloned().map(Value::String).collect();
            let value = match <[Value; 1]>::try_from(texts) {
                Ok([one]) => one,
                Err(texts) => Value::Array(texts),
            };
            (name.clone(), value)
        });
        let more: Vec<String> = more
            .map(|(name, value)| format!("{} = {value}", key(&name)))
            .collect();
        if !more.is_empty() {
            text.push_str(&format!("more = {{ {} }}\n", more.join(", ")));
        }
    }
    text
}

fn entry(name: &str, value: &str) -> String {
    format!("{name} = {}\n", Value::String(value.to_owned()))
}

fn list(text: &mut String, name: &str, values: Vec<String>) {
    if !values.is_empty() {
        let values = values.into_iter().map(Value::String).collect();
        text.push_str(&format!("{name} = {}\n", Value::Array(values)));
    }
}

/// A key, in quotation marks where its signs need them.
fn key(name: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    match !name.is_empty() && name.chars().all(fits) {
        true => name.to_owned(),
        false => Value::String(name.to_owned()).to_string(),
    }
}
