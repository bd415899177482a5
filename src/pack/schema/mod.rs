//! JSON Schemas of the files of a pack, generated from types, so that an editor can complete and check them.
//!
//! The loader reads the files key by key, to report every problem in one run; these types say the same for editors. A
//! test holds that both know the same keys.

mod shapes;

use self::shapes::{Claim, Entities, Pack, Sources};
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
    /// All kinds with the words that name them.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Pack, "pack"),
        (Self::Claim, "claim"),
        (Self::Entities, "entities"),
        (Self::Sources, "sources"),
    ];

    /// The schema, as the text of a file.
    pub fn text(self) -> String {
        let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
        let generator = settings.into_generator();
        let schema = match self {
            Self::Pack => generator.into_root_schema_for::<Pack>(),
            Self::Claim => generator.into_root_schema_for::<Claim>(),
            Self::Entities => generator.into_root_schema_for::<Entities>(),
            Self::Sources => generator.into_root_schema_for::<Sources>(),
        };
        // `Value` prints keys in order, and its printing cannot fail.
        format!("{:#}\n", Value::from(schema))
    }
}
