//! What the README shows is what the program prints.

use crate::program::Folder;
use assert_cmd::cargo::cargo_bin_cmd;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// A folder with a draft under version control, as the README supposes it.
fn drafts() -> Folder {
    let folder = Folder::new();
    folder.write("drafts/chapter.md", include_str!("../texts/chapter.md"));
    for line in [
        "git init -q",
        "git add .",
        "git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false commit -qm one",
    ] {
        let output = shell(&folder, line);
        assert!(output.status.success(), "{line}: {output:?}");
    }
    folder
}

/// Runs a line in a shell that finds the program.
fn shell(folder: &Folder, line: &str) -> Output {
    let program = PathBuf::from(cargo_bin_cmd!("gainsay").get_program());
    let own = program.parent().expect("the program has a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("bash")
        .current_dir(folder.path())
        .args(["-c", line])
        .env("PATH", format!("{}:{path}", own.display()))
        .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .expect("the shell starts")
}

/// Runs the commands of the block after `mark`, each of which must end with its status and print the lines below it.
fn run_block(mark: &str, folder: &Folder) -> usize {
    let mut commands = 0;
    let mut said = String::new();
    for line in block(mark).lines() {
        let Some(command) = line.strip_prefix("$ ") else {
            assert!(said.contains(line), "`{line}` was not printed: {said}");
            continue;
        };
        commands += 1;
        let (_, status) = command
            .rsplit_once("# ")
            .expect("each command has its status");
        let output = shell(folder, command);
        said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(
            output.status.code(),
            status.parse().ok(),
            "{command}: {said}"
        );
    }
    commands
}

#[test]
fn the_commands_for_comparing_do_what_they_say() {
    let folder = Folder::new();
    folder.write("chapter.md", include_str!("../texts/chapter.md"));
    folder.write(
        "theirs.md",
        "On 25 June 1950 North Korea invaded South Korea. The armistice was signed on 27 July 1953.\n",
    );
    folder.write(
        "revised.md",
        "On 25 June 1950 South Korea attacked North Korea. The armistice was signed in July 1953.\n",
    );
    assert_eq!(run_block("<!-- compare -->", &folder), 6);
    for name in ["both.html", "both.json"] {
        assert!(folder.read(name).contains("north-attacked-first"), "{name}");
    }
}

#[test]
fn the_commands_for_pipelines_do_what_they_say() {
    let folder = drafts();
    let commands = run_block("<!-- run -->", &folder);
    assert!(commands > 7);
    for name in [
        "out.sarif",
        "out.xml",
        "review.html",
        "gainsay.bash",
        "pages/gainsay.1",
    ] {
        assert!(
            folder
                .path()
                .join(name)
                .metadata()
                .is_ok_and(|file| file.len() > 500),
            "{name}"
        );
    }
}

#[test]
fn what_the_action_runs_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let action = std::fs::read_to_string(root.join("action.yml")).expect("the action is there");
    assert!(action.contains("run: '\"$GITHUB_ACTION_PATH/.ci/action\"'"));
    let folder = drafts();
    let script = root.join(".ci/action").display().to_string();
    let set =
        "INPUT_PATHS='drafts *.none' INPUT_ARGS='--canary --since HEAD' INPUT_SARIF=out.sarif";
    let output = shell(&folder, &format!("{set} '{script}'"));
    // The glob names nothing, which is an error; that it came through shows that the shell did not expand it.
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("*.none: no file matches"));
    let output = shell(
        &folder,
        &format!("INPUT_PATHS=drafts INPUT_ARGS= '{script}'"),
    );
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let log = String::from_utf8_lossy(&output.stdout);
    assert!(log.starts_with("::error file=drafts/chapter.md,"));
    // The log has the whole report, in which no line is a command of the workflow.
    let (_, report) = log.split_once("::stop-commands::").expect("commands stop");
    let (pause, report) = report.split_once('\n').expect("a line");
    assert!(report.contains("--> drafts/chapter.md:17:9"), "{report}");
    assert!(
        report.ends_with(&format!("\n::{pause}::\n::endgroup::\n")),
        "{report}"
    );
    assert!(folder.read("out.sarif").contains("\"runs\""));
    // A path on a line of its own may hold blanks, and a run that fails shows no older report.
    folder.write(
        "my drafts/a.md",
        "North Korea invaded South Korea on 25 June 1950.\n",
    );
    let temporary = folder.path().join("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    let with = format!("RUNNER_TEMP='{}' INPUT_ARGS=", temporary.display());
    let paths = "INPUT_PATHS=$'my drafts\\ndrafts\\n'";
    let output = shell(&folder, &format!("{paths} {with} '{script}'"));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\nmy drafts/a.md\n"));
    let output = shell(&folder, &format!("{with}--nonsense '{script}'"));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

/// A block that nothing runs or compares would go wrong unseen.
#[test]
fn every_block_is_held_by_a_test() {
    let held = ["report", "compare", "claim", "run", "action"];
    let mut before = "";
    let mut seen = Vec::new();
    for (at, part) in README.split("```").enumerate() {
        if at % 2 == 1 {
            let mark = before.trim_end().lines().last().unwrap_or_default();
            let mark = mark
                .strip_prefix("<!-- ")
                .and_then(|mark| mark.strip_suffix(" -->"));
            seen.push(mark.expect("a mark stands above each block"));
        }
        before = part;
    }
    seen.sort_unstable();
    let mut held = held.to_vec();
    held.sort_unstable();
    assert_eq!(seen, held);
}

/// The commands that stand in the running text, with what stands for their placeholders and how they end.
const INLINE: [(&str, &str, i32); 8] = [
    (
        "gainsay explain CLAIM",
        "gainsay explain north-attacked-first",
        0,
    ),
    (
        "gainsay explain CLAIM --on FILE:LINE",
        "gainsay explain north-attacked-first --on drafts/chapter.md:17",
        0,
    ),
    ("gainsay claims list", "gainsay claims list", 0),
    ("gainsay claims lint [DIR]", "gainsay claims lint pack", 0),
    ("gainsay claims test [DIR]", "gainsay claims test pack", 0),
    (
        "gainsay claims mutate [DIR]",
        "gainsay claims mutate pack --at-least 1",
        0,
    ),
    ("gainsay compare --list", "gainsay compare --list", 0),
    ("gainsay init", "gainsay init drafts", 0),
];

#[test]
fn every_command_in_the_text_runs() {
    let folder = drafts();
    for (path, text) in [
        ("pack.toml", include_str!("../packs/mutate/pack.toml")),
        (
            "entities.toml",
            include_str!("../packs/mutate/entities.toml"),
        ),
        ("sources.toml", include_str!("../packs/mutate/sources.toml")),
        (
            "claims/freedonia-invaded.toml",
            include_str!("../packs/mutate/claims/freedonia-invaded.toml"),
        ),
    ] {
        // A pack's id is its folder's name.
        folder.write(
            &format!("pack/{path}"),
            text.replace("\"mutate\"", "\"pack\""),
        );
    }
    let outside: String = README.split("```").step_by(2).collect();
    let written: Vec<String> = outside
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|code| code.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|code| code.starts_with("gainsay "))
        .collect();
    assert!(written.len() >= INLINE.len(), "{written:?}");
    for code in written {
        let known = INLINE.iter().find(|(known, _, _)| *known == code);
        let (_, command, status) = known.expect("every command has a line that runs it");
        let output = shell(&folder, command);
        assert_eq!(output.status.code(), Some(*status), "{command}: {output:?}");
        assert!(
            !output.stdout.is_empty() || !output.stderr.is_empty(),
            "{command}"
        );
    }
}

/// What the README hands to the action are inputs that the action has, and arguments that the program takes.
#[test]
fn the_workflow_shown_fits_the_action() {
    let action = include_str!("../../action.yml");
    let inputs = action
        .split_once("inputs:")
        .expect("inputs")
        .1
        .split_once("runs:")
        .expect("runs")
        .0;
    let shown = block("<!-- action -->");
    let own = shown
        .split_once("uses: ./path/to/gainsay")
        .expect("the action is used")
        .1;
    let with = own.split_once("with: {").expect("inputs are given").1;
    let with = with.split_once("}\n").expect("they end").0;
    // What is uploaded is what was written, whether or not something failed.
    let sarif = with.rsplit_once("sarif: ").expect("a report is written").1;
    assert!(shown.contains(&format!("if: always()\n  with: {{sarif_file: {sarif}}}")));
    let mut arguments = "";
    for pair in with.split(", ") {
        let (name, value) = pair.split_once(": ").expect("a name and a value");
        assert!(inputs.contains(&format!("\n  {name}:\n")), "{name}");
        if name == "args" {
            arguments = value;
        }
    }
    assert!(!arguments.is_empty());
    let folder = drafts();
    let known = arguments.replace("origin/main", "HEAD");
    let output = shell(&folder, &format!("gainsay check drafts {known} -q"));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn the_hook_for_pre_commit_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hooks = std::fs::read_to_string(root.join(".pre-commit-hooks.yaml")).expect("the hooks");
    let entry = hooks
        .lines()
        .find_map(|line| line.trim().strip_prefix("entry: "));
    let entry = entry.expect("the hook has an entry");
    let output = shell(&drafts(), &format!("{entry} drafts/chapter.md"));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}
