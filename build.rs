//! Lists every file below `claims/` with its text, so that the shipped packs are part of the binary
//! and adding a claim touches no Rust.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("claims");
    println!("cargo::rerun-if-changed=claims");
    let mut names = Vec::new();
    list(&root, "", &mut names)?;
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
    fs::write(out.join("embedded_packs.rs"), code)
}

/// Names of the TOML files below `folder`, with `/` between the parts.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            list(&path, &format!("{prefix}{name}/"), names)?;
        } else if name.ends_with(".toml") {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
