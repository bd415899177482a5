//! Cases of the command line: each file in `tests/cmd` holds texts, commands, and what they must print.
//!
//! Adding a case needs no Rust. A key that nobody knows is an error, so that no case can pass by a slip of the pen.

use crate::program::Folder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    shows: String,
    /// Files in the folder in which the commands run.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// The commands, in order.
    run: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Step {
    args: Vec<String>,
    status: i32,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// Files that are written before the command runs.
    #[serde(default)]
    write: BTreeMap<String, String>,
    /// The whole of standard output.
    stdout: Option<String>,
    #[serde(default)]
    stdout_has: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    /// Cells of the widest line of standard output; an address alone cannot be parted.
    widest: Option<usize>,
    /// The whole of standard error.
    stderr: Option<String>,
    #[serde(default)]
    stderr_has: Vec<String>,
    /// Parts of files that the command wrote.
    #[serde(default)]
    wrote: BTreeMap<String, Vec<String>>,
}

impl Step {
    fn failures(&self, folder: &Folder) -> Vec<String> {
        for (name, text) in &self.write {
            folder.write(name, text);
        }
        let mut command = folder.command();
        command
            .args(&self.args)
            .envs(&self.env)
            .write_stdin(self.stdin.as_str());
        let output = command.output().expect("the program starts");
        let out = String::from_utf8_lossy(&output.stdout);
        let err = String::from_utf8_lossy(&output.stderr);
        let mut wrong = Vec::new();
        if output.status.code() != Some(self.status) {
            wrong.push(format!(
                "status {:?}, not {}",
                output.status.code(),
                self.status
            ));
        }
        let whole = [
            ("stdout", &self.stdout, &out),
            ("stderr", &self.stderr, &err),
        ];
        for (name, wanted, found) in whole {
            if wanted.as_ref().is_some_and(|wanted| wanted != found) {
                wrong.push(format!("{name} is another"));
            }
        }
        for part in self
            .stdout_has
            .iter()
            .filter(|part| !out.contains(part.as_str()))
        {
            wrong.push(format!("stdout lacks `{part}`"));
        }
        for part in self
            .stdout_lacks
            .iter()
            .filter(|part| out.contains(part.as_str()))
        {
            wrong.push(format!("stdout has `{part}`"));
        }
        let wide = |line: &&str| {
            let parts = line.trim().contains(' ');
            let limit = self.widest.unwrap_or(usize::MAX);
            parts && line.chars().count() > limit
        };
        wrong.extend(
            out.lines()
                .filter(wide)
                .map(|line| format!("too wide: {line}")),
        );
        for part in self
            .stderr_has
            .iter()
            .filter(|part| !err.contains(part.as_str()))
        {
            wrong.push(format!("stderr lacks `{part}`"));
        }
        for (name, parts) in &self.wrote {
            let text = fs::read_to_string(folder.path().join(name)).unwrap_or_default();
            for part in parts.iter().filter(|part| !text.contains(part.as_str())) {
                wrong.push(format!("{name} lacks `{part}`:\n{text}"));
            }
        }
        if !wrong.is_empty() {
            wrong.push(format!("stdout:\n{out}\nstderr:\n{err}"));
        }
        wrong
    }
}

#[test]
fn every_case_comes_out_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut paths: Vec<_> = fs::read_dir(root)
        .expect("the cases are there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 12, "cases are missing: {paths:?}");
    let mut failures = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a case can be read");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            !case.shows.is_empty() && !case.run.is_empty(),
            "{name} shows nothing"
        );
        let folder = Folder::new();
        for (file, text) in &case.files {
            folder.write(file, text);
        }
        for step in &case.run {
            let wrong = step.failures(&folder);
            if !wrong.is_empty() {
                let wrong = wrong.join("\n");
                failures.push(format!("{name}: gainsay {}: {wrong}", step.args.join(" ")));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
