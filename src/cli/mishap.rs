//! A mistake of the program itself on one text must not take the others with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What to say of such a text.
const FAILED: &str =
    "gainsay itself failed on this text, which is a mistake of the program: please report it";

/// What `work` makes of a text, or where it panics what to say of it; what it was working on is given up.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, &'static str> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| FAILED)
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_panic_is_told_and_all_else_passes() {
        assert_eq!(caught(|| 1), Ok(1));
        let words: [&str; 1] = ["Rome"];
        let at = std::hint::black_box(words.len());
        let told = caught(|| words[at]);
        assert!(told.is_err_and(|told| told.contains("please report it")));
    }
}
