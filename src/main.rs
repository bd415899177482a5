//! The `gainsay` binary: run, and tell the shell how it went.

use gainsay::cli::{Status, run};

/// A run is mostly small pieces that live as long as one document: a quarter less of the start, a tenth less of a folder.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Status {
    run()
}
