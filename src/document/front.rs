//! Front matter: what stands at the top of a Markdown file between two lines of `---` (YAML) or `+++` (TOML) for the program
//! that makes a page of it. It is no prose; its title is the page's heading, which readers see.

use crate::span::Span;

/// The front matter of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Front {
    /// Where the text begins.
    pub end: usize,
    /// The words of its title.
    pub title: Option<Span>,
}

/// The front matter, if the text begins with some. A rule that stands above prose begins none: each line must be a key, a
/// part of a value, or a comment.
pub(super) fn matter(text: &str) -> Option<Front> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (fence, sign) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let (mut at, mut keys, mut title) = (first.len(), 0, None);
    for line in lines {
        let words = line.trim_end();
        let start = at;
        at += line.len();
        if words == fence || (words == "..." && sign == ':') {
            return (keys > 0).then_some(Front { end: at, title });
        }
        if let Some((key, value)) = pair(words, sign) {
            keys += 1;
            if key.eq_ignore_ascii_case("title") {
                title = title.or_else(|| unquoted(text, start + words.len() - value.len(), value));
            }
        } else if !goes_on(words, keys) {
            return None;
        }
    }
    None
}

/// Key and value of a line that begins with a key.
fn pair(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(sign)?;
    let key = key.trim_end().trim_matches('"');
    let named = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let apart = sign != ':' || value.is_empty() || value.starts_with(' ');
    (named && apart).then_some((key, value))
}

/// Whether a line that holds no key of its own may stand in front matter, below the first key or above it.
fn goes_on(line: &str, keys: usize) -> bool {
    let first = line.chars().next();
    let part = |c: char| matches!(c, ' ' | '\t' | '-' | ']' | '}' | ')' | '"' | '\'');
    match first {
        None | Some('#' | '[') => true,
        Some(c) => keys > 0 && part(c),
    }
}

/// The words of a value without quotation marks and white space around them; a value over several lines has none here.
fn unquoted(text: &str, start: usize, value: &str) -> Option<Span> {
    let kept = value.trim_start();
    let start = start + (value.len() - kept.len());
    let kept = kept.trim_end();
    let quoted = kept.len() > 1
        && (kept.starts_with('"') && kept.ends_with('"')
            || kept.starts_with('\'') && kept.ends_with('\''));
    let span = match quoted {
        true => Span::new(start + 1, start + kept.len() - 1),
        false => Span::new(start, start + kept.len()),
    };
    let words = text.get(span.range())?;
    words
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '¿' | '('))
        .then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<&str>)> {
        let front = matter(text)?;
        let title = front.title.map(|span| &text[span.range()]);
        Some((&text[front.end..], title))
    }

    #[test]
    fn front_matter_ends_and_has_a_title() {
        let yaml = "---\ntitle: \"The War\"\ntags:\n  - rome\n- gaul\n# mine\n---\nIt began.\n";
        assert_eq!(read(yaml), Some(("It began.\n", Some("The War"))));
        let toml = "+++\ntitle = 'The War'\n[extra]\nweight = 3\n+++\nIt began.\n";
        assert_eq!(read(toml), Some(("It began.\n", Some("The War"))));
        assert_eq!(
            read("---\r\nlayout: page\r\n---\r\nIt."),
            Some(("It.", None))
        );
        assert_eq!(
            read("---\ntitle: >\n  The War\n---\nIt."),
            Some(("It.", None))
        );
        assert_eq!(
            read("---\ntitle: Rome: a war\n...\n"),
            Some(("", Some("Rome: a war")))
        );
    }

    #[test]
    fn a_rule_above_prose_is_none() {
        for text in [
            "---\n\nIt began in June.\n\n---\n",
            "---\nIt began: Rome armed.\n---\n",
            "---\ntitle: open\n",
            "---\n---\n",
            "Words.\n---\ntitle: x\n---\n",
            "***\ntitle: x\n***\n",
        ] {
            assert_eq!(matter(text), None, "{text}");
        }
    }
}
