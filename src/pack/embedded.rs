//! The packs that are compiled into the binary, so that it works alone.

use super::diagnostic::PackFile;
use super::load::{Loaded, PackError, load_files};

// `FILES`: path below `claims/` and text of every file there, in the order of the paths.
include!(concat!(env!("OUT_DIR"), "/embedded_packs.rs"));

/// Ids of the shipped packs, in order.
pub fn embedded_ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = FILES
        .iter()
        .filter_map(|(path, _)| path.strip_suffix("/pack.toml"))
        .collect();
    ids.retain(|id| !id.contains('/'));
    ids
}

/// All shipped packs, in the order of their ids.
pub fn embedded() -> Result<Vec<Loaded>, PackError> {
    embedded_ids()
        .into_iter()
        .filter_map(embedded_by_id)
        .collect()
}

/// The shipped pack of that id, if there is one. It is read on every call; keep the result.
pub fn embedded_by_id(id: &str) -> Option<Result<Loaded, PackError>> {
    let files: Vec<PackFile<'static>> = embedded_files(id)
        .map(|(path, text)| PackFile {
            name: path
                .split_once('/')
                .map_or(path, |(_, name)| name)
                .to_string(),
            path: format!("claims/{path}"),
            text: text.into(),
        })
        .collect();
    (!files.is_empty()).then(|| load_files(id, &files))
}

/// Path below `claims/` and text of every file of that shipped pack.
pub fn embedded_files(id: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_pack = move |path: &str| {
        path.strip_prefix(id)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    FILES.iter().copied().filter(move |(path, _)| of_pack(path))
}
