//! What a question takes for granted.

use super::Path;
use crate::extract::event::Event;

impl Path<'_> {
    /// "Why did the North attack?" presupposes; "Did the North attack?" does not. An event in a subordinate
    /// clause or a noun phrase of a question is presupposed, too.
    pub(super) fn presupposing_question(&self, event: &Event) -> bool {
        if event.noun {
            return true;
        }
        let asks_reason = (0..self.tree.len()).any(|at| {
            let token = self.tree.token(at);
            self.cues
                .modality
                .presupposing_questions
                .contains(&token.form.to_lowercase())
                && matches!(token.xpos.as_str(), "WRB" | "WP" | "WDT")
        });
        let subordinate =
            ["advcl", "acl"].contains(&self.tree.token(event.host).relation.universal());
        asks_reason || subordinate
    }
}
