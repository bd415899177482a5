//! The JSON Schema of `narrative.toml`, generated from types, so that an editor can complete and check it. A test holds
//! that the loader knows the same keys.
#![expect(dead_code, reason = "these types are read for their schema only")]

use super::load::LANGUAGES;
use crate::judge::model::Verdict;
use crate::pack::schema::{Date, Day, Source, text_of};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

/// The schema, as the text of a file.
pub fn schema() -> String {
    text_of::<NarrativeFile>()
}

/// An account of the past as somebody tells it: whose it is, where it stands, what its text must get.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct NarrativeFile {
    /// For headings and legends.
    title: String,
    /// How a sentence names it, with its article ("the Global Times report"); 30 characters at most without it.
    short: String,
    /// Who tells it.
    teller: String,
    /// Code of the language of text.md.
    language: Language,
    /// Code of the language of the account itself, if it is another one.
    original: Option<String>,
    /// When it was told, as exactly as it is known.
    date: Option<Date>,
    /// The day on which it was printed: evidence that came out later makes no error of it.
    edition: Option<Day>,
    /// Licence of text.md.
    licence: String,
    /// What is known of it; who disputes that it says so.
    note: Option<String>,
    /// Ids of the packs with whose claims it is compared.
    #[schemars(length(min = 1))]
    packs: Vec<String>,
    /// Where it stands.
    #[schemars(length(min = 1))]
    citation: Vec<Citation>,
    /// What text.md must get, by claim; `"pack/claim"` where two packs have a claim of one id. A claim that is not named
    /// must come out as omits or not-due.
    verdicts: Option<Verdicts>,
}

struct Language;

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": LANGUAGES })
    }
}

/// A key of the `sources.toml` of one of the packs, or the fields of such an entry in place.
struct Citation;

impl JsonSchema for Citation {
    fn schema_name() -> Cow<'static, str> {
        "Citation".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Source::json_schema(generator);
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            let text = |what: &str| json!({ "description": what, "type": "string" });
            let source = "A key of the sources.toml of one of the packs.";
            properties.insert("source".to_owned(), text(source));
            properties.insert("locator".to_owned(), text("Where in it."));
        }
        schema.remove("required");
        let described = "A key of the packs' sources, or the work described in place.";
        schema.insert("description".to_owned(), described.into());
        schema.insert(
            "oneOf".to_owned(),
            json!([
                { "required": ["source"], "propertyNames": { "enum": ["source", "locator"] } },
                { "required": ["title"] },
            ]),
        );
        schema
    }
}

struct Verdicts;

impl JsonSchema for Verdicts {
    fn schema_name() -> Cow<'static, str> {
        "Verdicts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = Verdict::ALL.into_iter().map(Verdict::name).collect();
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": r"^([a-z0-9-]+/)?[a-z0-9-]+$" },
            "additionalProperties": { "type": "string", "enum": words },
        })
    }
}
