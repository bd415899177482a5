//! What a command line names, as only some systems have it: links and pipes. And texts that nobody would write.

use crate::program::{FALSE, Folder, TRUE};
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;

fn pipe(folder: &Folder, name: &str) {
    let made = Command::new("mkfifo")
        .arg(folder.path().join(name))
        .status()
        .expect("mkfifo starts");
    assert!(made.success());
}

#[test]
fn a_pipe_in_a_folder_is_named_and_never_waited_for() {
    let folder = Folder::new();
    folder.write("t/a.md", FALSE);
    pipe(&folder, "t/pipe.md");
    for named in ["t", "t/*.md"] {
        let output = folder
            .command()
            .args(["check", "--format", "concise", named])
            .timeout(Duration::from_secs(60))
            .output()
            .expect("it ends");
        assert_eq!(output.status.code(), Some(2), "{named}: {output:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("t/pipe.md: not a regular file"), "{errors}");
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(out.contains("t/a.md:1:21: contradicts"), "{out}");
    }
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = Folder::new();
    let program = folder.command().get_program().to_owned();
    let line = format!("\"$0\" check -q <(echo '{FALSE}') /dev/stdin");
    let output = Command::new("bash")
        .current_dir(folder.path())
        .args(["-c", &format!("echo '{TRUE}' | {line}")])
        .arg(program)
        .output()
        .expect("the shell starts");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn links_are_texts_and_each_text_is_read_once() {
    let folder = Folder::new();
    folder.write("t/a.md", FALSE);
    folder.write("elsewhere/b.md", FALSE);
    let at = |name: &str| folder.path().join(name);
    symlink("a.md", at("t/again.md")).expect("a link");
    symlink("../elsewhere/b.md", at("t/b.md")).expect("a link");
    symlink("../elsewhere", at("t/folder")).expect("a link");
    let paths = |named: &[&str]| {
        let (_, out, errors) = folder.run(&[&["check", "--format", "concise"][..], named].concat());
        let mut paths: Vec<String> = out
            .lines()
            .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
            .collect();
        paths.dedup();
        (paths, errors)
    };
    let (read, errors) = paths(&["t"]);
    assert_eq!(read, ["t/a.md", "t/b.md"], "{errors}");
    let named = ["t/again.md", "./t/a.md", "t/a.md", "t/a.md"];
    assert_eq!(paths(&named).0, ["t/a.md"]);
    assert_eq!(paths(&["t/folder"]).0, ["t/folder/b.md"]);
    symlink("gone.md", at("t/dangling.md")).expect("a link");
    let (read, errors) = paths(&["t"]);
    assert_eq!(read, ["t/a.md", "t/b.md"]);
    assert!(
        errors.contains("t/dangling.md: a link to a file that is not there"),
        "{errors}"
    );
}

/// Looking for the end of each quotation as far as the block goes would take minutes.
#[test]
fn a_thicket_of_quotation_marks_takes_no_time() {
    let folder = Folder::new();
    folder.write("a.txt", "\"'( [“‘ a. B ".repeat(20_000));
    let output = folder
        .command()
        .args(["check", "-q", "a.txt"])
        .timeout(Duration::from_secs(60))
        .output()
        .expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_record_that_is_too_long_is_refused_and_the_next_one_read() {
    let folder = Folder::new();
    let long = "Snow fell. ".repeat(800_000);
    let records =
        format!("{{\"id\": 1, \"text\": \"{long}\"}}\n{{\"id\": 2, \"text\": \"{FALSE}\"}}\n");
    let (status, out, errors) = folder.run_with(&["check", "--stdin-format", "jsonl"], &records);
    assert_eq!(status, 2, "{errors}");
    assert!(errors.contains("line 1: longer than 8 MB"), "{errors}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].contains("\"id\":2") && lines[1].contains("contradicts"),
        "{out}"
    );
}
