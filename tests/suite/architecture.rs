//! The file tree is the data flow: a stage imports only stages above it.

use std::path::{Path, PathBuf};

/// The stages in the order of `src/lib.rs`.
const STAGES: [&str; 13] = [
    "span",
    "recall",
    "frame",
    "pack",
    "document",
    "language",
    "extract",
    "judge",
    "gate",
    "mutate",
    "narrative",
    "report",
    "cli",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_order_is_that_of_the_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = std::fs::read_to_string(root).expect("lib.rs is there");
    let modules: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(modules, STAGES);
}

#[test]
fn stages_import_only_stages_above_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut seen, mut wrong) = (0, Vec::new());
    for (rank, stage) in STAGES.iter().enumerate() {
        let mut paths = Vec::new();
        let folder = source.join(stage);
        if folder.is_dir() {
            files(&folder, &mut paths);
        } else {
            paths.push(source.join(format!("{stage}.rs")));
        }
        for path in paths {
            let text = std::fs::read_to_string(&path).expect("a source file can be read");
            for (number, line) in text.lines().enumerate() {
                // Tests may look down the stream: they feed a stage with what comes before it in a run.
                if line.trim() == "#[cfg(test)]" {
                    break;
                }
                for (at, _) in line.match_indices("crate::") {
                    let rest = &line[at + "crate::".len()..];
                    let end = rest
                        .find(|c: char| !c.is_alphanumeric() && c != '_')
                        .unwrap_or(rest.len());
                    if let Some(other) = STAGES.iter().position(|known| *known == &rest[..end]) {
                        seen += 1;
                        if other > rank {
                            wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 50, "imports are no longer recognised: {seen} seen");
    assert!(
        wrong.is_empty(),
        "these imports run against the stream: {wrong:#?}"
    );
}

/// No file that one cannot read in one sitting.
#[test]
fn files_are_readable_in_one_sitting() {
    let mut paths = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut paths,
    );
    let long: Vec<String> = paths
        .iter()
        .map(|path| {
            (
                path,
                std::fs::read_to_string(path)
                    .expect("a source file")
                    .lines()
                    .count(),
            )
        })
        .filter(|(_, lines)| *lines > 800)
        .map(|(path, lines)| format!("{} {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}
