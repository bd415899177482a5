//! The program run from outside, in a folder of its own.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

pub const FALSE: &str = "South Korean troops invaded North Korea on 25 June 1950.";
pub const TRUE: &str = "North Korea invaded South Korea on 25 June 1950.";

/// A folder for one test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder for the test"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders");
        fs::write(path, content).expect("a file for the test");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the file is there")
    }

    /// The program, to be run in this folder, whatever the environment of the test says.
    pub fn command(&self) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("gainsay");
        for name in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "GITHUB_STEP_SUMMARY",
        ] {
            command.env_remove(name);
        }
        command.current_dir(self.path());
        command
    }

    /// Status, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        let output = self
            .command()
            .args(arguments)
            .write_stdin(input)
            .output()
            .expect("the program starts");
        (
            output.status.code().unwrap_or(-1),
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }
}
