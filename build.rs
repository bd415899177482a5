//! Lists every file below `claims/` and `narratives/` with its text, so that the shipped packs and accounts are part of
//! the binary and adding one touches no Rust. Turns the lexicon, which is TOML for its authors, into JSON, which takes a
//! fraction of the time to read at every start.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    embed("claims", "embedded_packs.rs", &[".toml"])?;
    embed("narratives", "embedded_narratives.rs", &[".toml", ".md"])?;
    translate("src/extract/lexicon/en", "lexicon")
}

/// Writes each TOML file of `folder` as JSON to a folder of its own. A file that is no TOML ends the build with the place.
fn translate(folder: &str, module: &str) -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(folder);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(module);
    println!("cargo::rerun-if-changed={folder}");
    fs::create_dir_all(&out)?;
    let mut names = Vec::new();
    list(&root, "", &[".toml"], &mut names)?;
    for name in names {
        let text = fs::read_to_string(root.join(&name))?;
        let table: toml::Table = toml::from_str(&text)
            .map_err(|error| io::Error::other(format!("{folder}/{name}: {error}")))?;
        let json = serde_json::to_string(&table)?;
        fs::write(out.join(name).with_extension("json"), json)?;
    }
    Ok(())
}

/// Writes a table of the files below `folder` whose names end as asked.
fn embed(folder: &str, module: &str, ends: &[&str]) -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(folder);
    println!("cargo::rerun-if-changed={folder}");
    let mut names = Vec::new();
    list(&root, "", ends, &mut names)?;
    names.sort();
    let mut code = String::from("static FILES: &[(&str, &str)] = &[\n");
    for name in names {
        // Debug formatting quotes both as Rust strings, backslashes of Windows included.
        let path = root.join(&name);
        code.push_str(&format!(
            "    ({name:?}, include_str!({:?})),\n",
            path.display().to_string()
        ));
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join(module), code)
}

/// Names of the files below `folder` that end as asked, with `/` between the parts.
fn list(folder: &Path, prefix: &str, ends: &[&str], names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            list(&path, &format!("{prefix}{name}/"), ends, names)?;
        } else if ends.iter().any(|end| name.ends_with(end)) {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
