//! JSON Schemas of the files of a pack, generated from types, so that an editor can complete and check them.
//!
//! The loader reads the files key by key, to report every problem in one run; these types say the same for editors. A
//! test holds that both know the same keys.

mod shapes;

use self::shapes::{Claim, Entities, Pack, Sources};
pub(crate) use self::shapes::{Date, Day, Source};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// A kind of file of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// `pack.toml`.
    Pack,
    /// A file of `claims/`.
    Claim,
    /// `entities.toml`.
    Entities,
    /// `sources.toml`.
    Sources,
}

impl SchemaOf {
    /// The schema, as the text of a file.
    pub fn text(self) -> String {
        match self {
            Self::Pack => text_of::<Pack>(),
            Self::Claim => text_of::<Claim>(),
            Self::Entities => text_of::<Entities>(),
            Self::Sources => text_of::<Sources>(),
        }
    }
}

/// The schema of a type, as the text of a file.
pub(crate) fn text_of<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    // `Value` prints keys in order, and its printing cannot fail.
    format!("{:#}\n", Value::from(schema))
}
