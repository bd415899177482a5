//! Reads TOML tables key by key and reports every key that is unknown or of the wrong type.
//!
//! Deriving the readers with serde would stop at the first problem of a file; a person who mends
//! ten claims needs all problems in one run. Values keep their spans.

use super::diagnostic::{PackFile, Problems, error};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Text with its place in the file.
pub(crate) type Text = Spanned<String>;
/// Texts by language code; the code has a place, too.
pub(crate) type Texts = BTreeMap<String, (Span, Vec<Text>)>;

/// A text, or a list of texts.
pub(crate) enum OneOrMany {
    One(Text),
    Many(Vec<Text>),
}

/// The byte span of a value.
pub(crate) fn span_of<T>(value: &Spanned<T>) -> Span {
    Span::new(value.span().start, value.span().end)
}

/// One table that is being read.
pub(crate) struct Reader<'a> {
    file: &'a PackFile<'a>,
    problems: &'a Problems,
    /// What the table is, for messages: "a claim", "an entity".
    what: &'static str,
    span: Span,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    /// A reader of `table`, which stands at `span` of `file`.
    pub fn new(
        file: &'a PackFile<'a>,
        problems: &'a Problems,
        what: &'static str,
        span: Span,
        table: &'a DeTable<'a>,
    ) -> Self {
        Self {
            file,
            problems,
            what,
            span,
            table,
            asked: Vec::new(),
        }
    }

    /// The place of the table: its header, or the start of the file.
    pub fn span(&self) -> Span {
        self.span
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn wrong_type(&self, key: &str, wanted: &str, example: &str, found: &Spanned<DeValue<'_>>) {
        let found_type = type_name(found.get_ref());
        let message = format!(
            "`{key}` of {} must be {wanted}, found {found_type}",
            self.what
        );
        let problem = error("wrong-type", message).help(format!("write `{example}`"));
        self.problems.report(self.file, span_of(found), problem);
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Spanned::new(value.span(), text.to_string())),
            _ => {
                self.wrong_type(
                    key,
                    "text in quotation marks",
                    &format!("{key} = \"...\""),
                    value,
                );
                None
            }
        }
    }

    /// A text without which the table says nothing.
    pub fn required(&mut self, key: &'static str) -> Option<Text> {
        let present = self.table.contains_key(key);
        let text = self.text(key);
        if !present {
            self.missing(key, &format!("{key} = \"...\""));
        }
        if let Some(text) = text
            .as_ref()
            .filter(|text| text.get_ref().trim().is_empty())
        {
            let message = format!("`{key}` of {} is empty", self.what);
            self.problems
                .report(self.file, span_of(text), error("missing-field", message));
        }
        text
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str, example: &str) {
        let message = format!("{} needs `{key}`, found none", self.what);
        let problem = error("missing-field", message).help(format!("add `{example}`"));
        self.problems.report(self.file, self.span, problem);
    }

    /// A date: text in quotation marks, a bare TOML date, or a bare year.
    pub fn date(&mut self, key: &'static str) -> Option<Text> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(year) => year.as_str().to_string(),
            _ => {
                self.wrong_type(key, "a date", &format!("{key} = \"1950-06-25\""), value);
                return None;
            }
        };
        Some(Spanned::new(value.span(), text))
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> bool {
        match self.value(key) {
            None => false,
            Some(value) => value.get_ref().as_bool().unwrap_or_else(|| {
                self.wrong_type(key, "true or false", &format!("{key} = true"), value);
                false
            }),
        }
    }

    /// A number of things, not negative.
    pub fn count(&mut self, key: &'static str) -> Option<u64> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(key, "a whole number", &format!("{key} = 1000"), value);
        }
        number
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        match self.value(key) {
            Some(value) => self.list_of_texts(key, value),
            None => Vec::new(),
        }
    }

    fn list_of_texts(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Vec<Text> {
        let wanted = "a list of texts";
        let example = format!("{key} = [\"...\"]");
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, wanted, &example, value);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(list.len());
        for item in list.iter() {
            match item.get_ref() {
                DeValue::String(text) => texts.push(Spanned::new(item.span(), text.to_string())),
                _ => self.wrong_type(key, wanted, &example, item),
            }
        }
        texts
    }

    /// A table of lists of texts by language code.
    pub fn by_language(&mut self, key: &'static str) -> Texts {
        let Some(value) = self.value(key) else {
            return Texts::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            let example = format!("{key}.en = [\"...\"]");
            self.wrong_type(key, "a list for each language", &example, value);
            return Texts::new();
        };
        let mut texts = Texts::new();
        for (language, list) in table {
            let name = format!("{key}.{}", language.get_ref());
            let list = self.list_of_texts(&name, list);
            texts.insert(language.get_ref().to_string(), (span_of(language), list));
        }
        texts
    }

    /// The table below `key`.
    pub fn table(&mut self, key: &'static str, what: &'static str) -> Option<Reader<'a>> {
        let value = self.value(key)?;
        let reader = self.nested(what, value);
        if reader.is_none() {
            self.wrong_type(key, "a table", &format!("[{key}]"), value);
        }
        reader
    }

    /// The tables `[[key]]`.
    pub fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let (wanted, example) = ("a list of tables", format!("[[{key}]]"));
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, wanted, &example, value);
            return Vec::new();
        };
        let mut readers = Vec::with_capacity(list.len());
        for item in list.iter() {
            match self.nested(what, item) {
                Some(reader) => readers.push(reader),
                None => self.wrong_type(key, wanted, &example, item),
            }
        }
        readers
    }

    /// A list whose items are texts or tables; a text is handed to `from_text`.
    pub fn texts_or_tables<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        from_text: impl Fn(Text) -> T,
        from_table: impl Fn(Reader<'a>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let (wanted, example) = ("a list of ids", format!("{key} = [\"...\"]"));
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, wanted, &example, value);
            return Vec::new();
        };
        let mut items = Vec::with_capacity(list.len());
        for item in list.iter() {
            match (item.get_ref(), self.nested(what, item)) {
                (DeValue::String(text), _) => {
                    items.push(from_text(Spanned::new(item.span(), text.to_string())));
                }
                (_, Some(reader)) => items.extend(from_table(reader)),
                (_, None) => self.wrong_type(key, wanted, &example, item),
            }
        }
        items
    }

    /// Whether the table has that key.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.asked.push(key);
        self.table.contains_key(key)
    }

    /// Every entry of a table of texts, in the order of the file.
    pub fn pairs(self) -> Vec<(Text, Text)> {
        let mut pairs = Vec::with_capacity(self.table.len());
        for (key, value) in self.table {
            let id = Spanned::new(key.span(), key.get_ref().to_string());
            match value.get_ref() {
                DeValue::String(text) => {
                    pairs.push((id, Spanned::new(value.span(), text.to_string())));
                }
                _ => {
                    let name = id.get_ref();
                    let example = format!("{name} = \"...\"");
                    self.wrong_type(name, "text in quotation marks", &example, value);
                }
            }
        }
        pairs.sort_by_key(|(id, _)| id.span().start);
        pairs
    }

    /// Every entry of a table of texts and of lists of texts, in the order of the file.
    pub fn texts_and_lists(self) -> Vec<(Text, OneOrMany)> {
        let mut pairs = Vec::with_capacity(self.table.len());
        for (key, value) in self.table {
            let id = Spanned::new(key.span(), key.get_ref().to_string());
            match value.get_ref() {
                DeValue::String(text) => {
                    let text = Spanned::new(value.span(), text.to_string());
                    pairs.push((id, OneOrMany::One(text)));
                }
                DeValue::Array(_) => {
                    let list = self.list_of_texts(id.get_ref(), value);
                    pairs.push((id, OneOrMany::Many(list)));
                }
                _ => {
                    let name = id.get_ref();
                    let example = format!("{name} = \"...\" or {name} = [\"...\"]");
                    self.wrong_type(name, "a text or a list of texts", &example, value);
                }
            }
        }
        pairs.sort_by_key(|(id, _)| id.span().start);
        pairs
    }

    /// Every entry of a table of tables (`[id]`), in the order of the file.
    pub fn entries(&mut self, what: &'static str) -> Vec<(Text, Reader<'a>)> {
        let mut entries = Vec::with_capacity(self.table.len());
        for (key, value) in self.table {
            let id = Spanned::new(key.span(), key.get_ref().to_string());
            match self.nested(what, value) {
                Some(mut reader) => {
                    reader.span = span_of(key);
                    entries.push((id, reader));
                }
                None => self.wrong_type(
                    id.get_ref(),
                    "a table",
                    &format!("[{}]", id.get_ref()),
                    value,
                ),
            }
        }
        entries.sort_by_key(|(id, _)| id.span().start);
        entries
    }

    /// The tables below keys that nobody asked for, as with `[examples.ko]`; other such keys are reported.
    pub fn others(self, what: &'static str) -> Vec<(Text, Reader<'a>)> {
        let mut others = Vec::new();
        for (key, value) in self.table {
            let id = key.get_ref().as_ref();
            if self.asked.contains(&id) {
                continue;
            }
            match self.nested(what, value) {
                Some(reader) => others.push((Spanned::new(key.span(), id.to_string()), reader)),
                None => self.unknown_key(id, span_of(key)),
            }
        }
        others
    }

    fn unknown_key(&self, found: &str, span: Span) {
        let message = format!("{} has no key `{found}`", self.what);
        let problem = error("unknown-key", message).nearest(
            found,
            self.asked
                .iter()
                .copied()
                .collect::<BTreeSet<_>>()
                .into_iter(),
        );
        self.problems.report(self.file, span, problem);
    }

    /// Names and values in the order of the file of those of `keys` that are present.
    pub fn ordered(&mut self, keys: &[&'static str]) -> Vec<(&'static str, Text)> {
        let mut found: Vec<(&'static str, Text)> = keys
            .iter()
            .filter_map(|key| self.date(key).map(|text| (*key, text)))
            .collect();
        found.sort_by_key(|(_, text)| text.span().start);
        found
    }

    fn nested(&self, what: &'static str, value: &'a Spanned<DeValue<'a>>) -> Option<Reader<'a>> {
        let table = value.get_ref().as_table()?;
        Some(Reader::new(
            self.file,
            self.problems,
            what,
            span_of(value),
            table,
        ))
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        for key in self.table.keys() {
            let found = key.get_ref().as_ref();
            if !self.asked.contains(&found) {
                self.unknown_key(found, span_of(key));
            }
        }
    }
}

/// The type of a value in words.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
