//! Text of others on a terminal: control characters and bidirectional overrides must not act there.

/// The text with control and bidirectional characters shown as `<U+202E>`, and white space runs as one blank.
pub fn escape(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && !shown.is_empty() {
            shown.push(' ');
        }
        if c.is_control() || overrides(c) {
            shown.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The text with bidirectional characters and such control characters shown as `<U+202E>` as end no line; white space stays.
pub fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if overrides(c) || (c.is_control() && !c.is_whitespace()) {
            shown.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character changes the order in which others are shown.
fn overrides(c: char) -> bool {
    matches!(c as u32, 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0x061c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_move_the_cursor() {
        assert_eq!(
            escape("a\u{1b}[31m \n b\u{202e}"),
            "a<U+001B>[31m b<U+202E>"
        );
    }
}
