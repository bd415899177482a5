//! The `gainsay` binary: parse the arguments, run, report the error, exit.

fn main() {
    println!("gainsay {}", env!("CARGO_PKG_VERSION"));
}
