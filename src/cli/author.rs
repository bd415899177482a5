//! `gainsay claims new`, `import`, `export` and `schema`: help for whoever writes a pack.

use super::Status;
use super::arguments::{Export, Import, New, SchemaKind, Schemas};
use super::packs;
use crate::pack::model::Record;
use crate::pack::{Loaded, Reference, ReferenceFormat, sources_toml};
use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A claim to fill in.
const TEMPLATE: &str = include_str!("claim.template.toml");
/// The head of a `sources.toml` that an import begins.
const SOURCES_HEAD: &str = "# The documents and works that the claims cite.\n";

/// Writes a claim file to fill in.
pub fn new(arguments: &New) -> Result<Status> {
    let id = &arguments.id;
    let fits = !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
    if !fits {
        bail!(
            "`{id}` is no id for a claim: use small letters and digits joined by hyphens, as in who-did-what-1850"
        );
    }
    is_pack(&arguments.folder)?;
    let folder = arguments.folder.join("claims");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let path = folder.join(format!("{id}.toml"));
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = match file {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!(
                "`{}` is there already: choose another id, or edit it",
                path.display()
            )
        }
        file => file.with_context(|| format!("cannot write `{}`", path.display()))?,
    };
    file.write_all(TEMPLATE.as_bytes())
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    writeln!(
        io::stdout(),
        "{} is there to be filled in; then: gainsay claims lint {}",
        path.display(),
        arguments.folder.display()
    )?;
    Ok(Status::Clean)
}

fn is_pack(folder: &Path) -> Result<()> {
    if folder.join("pack.toml").is_file() {
        return Ok(());
    }
    let shown = folder.display();
    bail!(
        "`{shown}` holds no pack.toml: name the folder of a pack, or write {shown}/pack.toml first"
    )
}

/// Takes references into `sources.toml`. Sources that are there stay as they are.
pub fn import(arguments: &Import) -> Result<Status> {
    is_pack(&arguments.folder)?;
    let file = &arguments.file;
    let extension = file.extension().and_then(|extension| extension.to_str());
    let format = extension
        .and_then(ReferenceFormat::of_extension)
        .ok_or_else(|| {
            anyhow!(
                "cannot tell the format of `{}`: CSL-JSON ends in .json, biblatex in .bib",
                file.display()
            )
        })?;
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let references = format
        .read(&text)
        .with_context(|| format!("cannot import `{}`", file.display()))?;
    let path = arguments.folder.join("sources.toml");
    let mut written = match fs::read_to_string(&path) {
        Ok(written) => written,
        Err(error) if error.kind() == io::ErrorKind::NotFound => SOURCES_HEAD.to_owned(),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read `{}`", path.display()));
        }
    };
    let known: toml::Table = written
        .parse()
        .with_context(|| format!("`{}` is not valid TOML", path.display()))?;
    // A source without a title would spoil the pack.
    let (named, nameless): (Vec<&Reference>, Vec<&Reference>) = references
        .iter()
        .partition(|one| !one.record.title.trim().is_empty());
    let (kept, new): (Vec<&Reference>, Vec<&Reference>) = named
        .into_iter()
        .partition(|one| known.contains_key(&one.record.key));
    let added: Vec<&Record> = new.iter().map(|one| &one.record).collect();
    if !written.ends_with('\n') {
        written.push('\n');
    }
    written.push_str(&sources_toml(&added));
    fs::write(&path, written).with_context(|| format!("cannot write `{}`", path.display()))?;
    let mut out = io::stdout().lock();
    for record in &added {
        writeln!(out, "added {}", record.key)?;
    }
    for one in &kept {
        writeln!(out, "kept {}, which was there", one.record.key)?;
    }
    for one in new.iter().filter(|one| !one.left.is_empty()) {
        let (key, left) = (&one.record.key, one.left.join(", "));
        let at = place_of(file, &text, one);
        eprintln!("gainsay: {at}: nothing is kept of {key}: {left}");
    }
    for one in &nameless {
        let at = place_of(file, &text, one);
        eprintln!(
            "gainsay: {at}: {} is left out: it has no title",
            one.record.key
        );
    }
    writeln!(
        out,
        "{}: {} added, {} kept",
        path.display(),
        added.len(),
        kept.len()
    )?;
    Ok(match nameless.is_empty() {
        true => Status::Clean,
        false => Status::Findings,
    })
}

/// The file, and the line in which the key of a reference stands.
fn place_of(file: &Path, text: &str, one: &Reference) -> String {
    let (quoted, opened) = (
        format!("\"{}\"", one.written),
        format!("{{{},", one.written),
    );
    let names = |line: &str| {
        let entry = line.trim_start().starts_with('@') && line.replace(' ', "").contains(&opened);
        line.contains("\"id\"") && line.contains(&quoted) || entry
    };
    let mut lines = text.lines().enumerate();
    let found = lines.find(|(_, line)| names(line));
    let line = found.map_or(String::new(), |(at, _)| format!(":{}", at + 1));
    format!("{}{line}", file.display())
}

/// Prints the sources of a pack, or of the shipped packs, for a reference manager.
pub fn export(arguments: &Export) -> Result<Status> {
    let shipped = arguments.folder.as_ref().and_then(|folder| {
        let id = folder.to_str().filter(|_| !folder.exists())?;
        let all = packs::shipped().ok()?.into_iter();
        let named: Vec<Loaded> = all.filter(|loaded| loaded.pack.id == id).collect();
        Some(named).filter(|named| !named.is_empty())
    });
    let loaded = match &arguments.folder {
        Some(_) if shipped.is_some() => shipped.unwrap_or_default(),
        Some(folder) => packs::folders(std::slice::from_ref(folder))?,
        None => packs::shipped()?,
    };
    let records: Vec<&Record> = loaded
        .iter()
        .flat_map(|loaded| loaded.pack.records.values())
        .collect();
    let text = arguments.format.format().write(&records)?;
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Status::Clean)
}

/// Prints the schema of a kind of file, or writes those of all kinds into a folder.
pub fn schema(arguments: &Schemas) -> Result<Status> {
    match (&arguments.into, arguments.of) {
        (None, of) => {
            let of = of.unwrap_or(SchemaKind::Claim);
            io::stdout().lock().write_all(of.text().as_bytes())?;
        }
        (Some(folder), of) => {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make `{}`", folder.display()))?;
            for &kind in SchemaKind::value_variants() {
                let name = kind.to_possible_value();
                let Some(name) = name.filter(|_| of.is_none_or(|wanted| wanted == kind)) else {
                    continue;
                };
                let path = folder.join(format!("{}.json", name.get_name()));
                fs::write(&path, kind.text())
                    .with_context(|| format!("cannot write `{}`", path.display()))?;
                writeln!(io::stdout(), "{}", path.display())?;
            }
        }
    }
    Ok(Status::Clean)
}
