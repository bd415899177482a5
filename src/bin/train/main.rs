//! Trains and evaluates the language models; see `models/README.md`.

fn main() {
    println!("train");
}
