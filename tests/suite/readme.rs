//! What the README shows is what the program prints.

use assert_cmd::cargo::cargo_bin_cmd;

const README: &str = include_str!("../../README.md");

/// The text of the fenced block after the line that holds `mark`.
fn block<'a>(mark: &str) -> &'a str {
    let after = README
        .split_once(mark)
        .map(|(_, after)| after)
        .expect("the README has the mark");
    let start = after
        .find("```")
        .and_then(|at| after[at..].find('\n').map(|n| at + n + 1));
    let body = &after[start.expect("a block follows the mark")..];
    &body[..body.find("```").expect("the block ends")]
}

#[test]
fn the_report_shown_is_the_real_one() {
    let shown = block("<!-- report -->");
    let output = cargo_bin_cmd!("gainsay")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", "tests/texts/chapter.md"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let real = String::from_utf8(output.stdout).expect("the report is UTF-8");
    if std::env::var_os("GAINSAY_BLESS").is_some() && shown != real {
        let updated = README.replacen(shown, &real, 1);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        std::fs::write(path, updated).expect("the README can be written");
        return;
    }
    assert_eq!(
        shown, real,
        "run the tests with GAINSAY_BLESS=1 after reading the difference"
    );
}

#[test]
fn the_two_commands_are_there() {
    assert!(README.contains("cargo run --release -- check tests/texts/chapter.md"));
    assert!(README.contains("cargo test"));
}

#[test]
fn the_five_minute_claim_is_the_tested_one() {
    let shown = block("<!-- claim -->");
    let real = include_str!("../packs/five-minutes/claims/saguntum.toml");
    assert_eq!(shown, real);
}
