//! The `gainsay` binary: run, and tell the shell how it went.

use gainsay::cli::{Status, run};

fn main() -> Status {
    run()
}
