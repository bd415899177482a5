//! The narratives that are compiled into the binary, so that it works alone.

use super::load::{Folder, NarrativeError, Strictness, read};
use super::model::Narrative;
use crate::pack::PackFile;
use crate::pack::model::Pack;

// `FILES`: path below `narratives/` and text of every file there, in the order of the paths.
include!(concat!(env!("OUT_DIR"), "/embedded_narratives.rs"));

/// The shipped narratives that concern `packs`, in the order of their ids.
///
/// What a narrative expects of claims that a pack of the user's own no longer has is passed over.
///
/// # Errors
/// When a shipped narrative is broken, which the tests rule out.
pub fn embedded(packs: &[Pack]) -> Result<Vec<Narrative>, NarrativeError> {
    let mut folders: Vec<Folder> = Vec::new();
    for (path, text) in FILES {
        let Some((id, name)) = path.split_once('/') else {
            continue;
        };
        let file = PackFile {
            name: name.to_string(),
            path: format!("narratives/{path}"),
            text: (*text).into(),
        };
        match folders.last_mut() {
            Some(folder) if folder.id == id => folder.files.push(file),
            _ => folders.push(Folder {
                id: id.to_string(),
                path: format!("narratives/{id}"),
                files: vec![file],
            }),
        }
    }
    read("narratives", &folders, packs, Strictness::Shipped)
}
