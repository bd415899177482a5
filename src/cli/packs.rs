//! The packs of a run: shipped ones and folders, all problems reported before anything is checked.

use super::arguments::Packs;
pub use crate::gate::{LIKE, full_id, nearest};
use crate::pack::model::{Claim, Pack};
use crate::pack::{Diagnostic, Loaded, PackError, embedded, load_dir};
use anyhow::{Result, anyhow, bail};
use std::io::{self, Write};
use std::path::PathBuf;

/// Loads what the arguments name.
pub fn load(arguments: &Packs) -> Result<Vec<Pack>> {
    select(!arguments.no_shipped, &arguments.packs)
}

/// The shipped packs, if wanted, and those in folders. A pack in a folder replaces the shipped one of the same id.
pub fn select(with_shipped: bool, named: &[PathBuf]) -> Result<Vec<Pack>> {
    let mut packs: Vec<Pack> = Vec::new();
    if with_shipped {
        packs.extend(shipped()?.into_iter().map(|loaded| loaded.pack));
    }
    for loaded in folders(named)? {
        packs.retain(|pack| pack.id != loaded.pack.id);
        packs.push(loaded.pack);
    }
    if packs.iter().all(|pack| pack.claims.is_empty()) {
        bail!("no claims are loaded: name a pack with --pack, or leave --no-shipped out");
    }
    Ok(packs)
}

/// The shipped packs.
pub fn shipped() -> Result<Vec<Loaded>> {
    embedded().map_err(|error| report(vec![error]))
}

/// Packs in folders; the problems of all of them are printed before the error.
pub fn folders(folders: &[PathBuf]) -> Result<Vec<Loaded>> {
    let (mut loaded, mut errors) = (Vec::new(), Vec::new());
    for folder in folders {
        match load_dir(folder) {
            Ok(pack) => loaded.push(pack),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(loaded)
    } else {
        Err(report(errors))
    }
}

/// Prints the diagnostics of broken packs and gives the error that ends the run.
fn report(errors: Vec<PackError>) -> anyhow::Error {
    let mut messages = Vec::new();
    for error in errors {
        if let PackError::Invalid { diagnostics, .. } = &error {
            print(diagnostics);
        }
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
        messages.push(format!("{error}{}", cause.unwrap_or_default()));
    }
    anyhow!("{}; nothing was checked", messages.join("; "))
}

/// Prints diagnostics to standard error.
pub fn print(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let _ = writeln!(io::stderr(), "{diagnostic}");
    }
}

/// The claim of that id, with or without its pack.
pub fn find<'a>(packs: &'a [Pack], id: &str) -> Result<(&'a Pack, &'a Claim)> {
    let wanted =
        |pack: &Pack, claim: &Claim| claim.id == id || format!("{}/{}", pack.id, claim.id) == id;
    let all = || {
        packs
            .iter()
            .flat_map(|pack| pack.claims.iter().map(move |claim| (pack, claim)))
    };
    all()
        .find(|(pack, claim)| wanted(pack, claim))
        .ok_or_else(|| {
            let nearest = all()
                .map(|(_, claim)| (strsim::jaro_winkler(&claim.id, id), &claim.id))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(score, _)| *score > LIKE)
                .map(|(_, id)| format!("did you mean `{id}`? "))
                .unwrap_or_default();
            anyhow!("no claim `{id}`: {nearest}`gainsay claims list` shows them all")
        })
}

/// The topics of all packs.
pub fn topics(packs: &[Pack]) -> impl Iterator<Item = &str> {
    packs
        .iter()
        .flat_map(|pack| &pack.topics)
        .map(|topic| topic.id.as_str())
}
