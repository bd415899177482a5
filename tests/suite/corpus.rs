//! Pass lists: known outcomes that may neither get worse nor better without being noticed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file below `tests/`.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Compares the cases that passed with the list in `tests/corpus/{list}`: a listed case that fails and an unlisted one
/// that passes are both errors. `GAINSAY_BLESS=1` rewrites the list.
pub fn hold(list: &str, passed: &BTreeSet<String>) {
    let file = path("corpus").join(list);
    if std::env::var_os("GAINSAY_BLESS").is_some() {
        let lines: String = passed.iter().map(|case| format!("{case}\n")).collect();
        std::fs::write(&file, lines).expect("the pass list can be written");
    }
    let known = std::fs::read_to_string(&file).expect("the pass list is there");
    let known: BTreeSet<String> = known.lines().map(str::to_owned).collect();
    let lost: Vec<&String> = known.difference(passed).collect();
    let gained: Vec<&String> = passed.difference(&known).collect();
    assert!(
        lost.is_empty() && gained.is_empty(),
        "{list}: these passed before and fail now: {lost:#?}; these pass now and are not listed \
         (run with GAINSAY_BLESS=1 to take them up): {gained:#?}"
    );
}
