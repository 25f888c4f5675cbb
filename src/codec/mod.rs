//! Between the domain and the bytes: the only code that knows both.

mod agenda;
mod board;
mod board_view;
mod breakout;
mod breakout_plan;
mod breakout_view;
mod catalog;
mod command;
pub mod ids;
pub mod intake;
pub mod json;
mod kinds;
mod people;
mod poll;
mod poll_view;
mod refusal;
mod snapshot;
mod stored;
mod talk;
mod terms;
#[cfg(test)]
mod tests;
mod view;

pub use agenda::{file_id, file_id_text, plan};
pub use board::{DRAFTS_MAX, sign, template_to_save};
pub use board_view::{
    changed as board_changed, closed as board_closed, header as wire_board, opened as board_opened,
    saved as wire_template,
};
pub use breakout_plan::{plan_asked, round_plan};
pub use catalog::{CatalogFact, decode_catalog, encode_catalog, restore_catalog, snapshot_catalog};
pub use command::{command, digest};
pub use kinds::{Kinds, kind, kind_of_catalog, kinds};
pub use people::{new_people, organisation_and_role};
pub use poll::{answers as poll_answers, opening as poll_opening, poll as read_poll};
pub use poll_view::{
    anonymous_ballot, answers as wire_answers, poll as wire_poll, read_anonymous_ballot, transition,
};
pub use refusal::{FieldError, rejected_field, rejection, rejection_of_catalog};
pub use snapshot::{restore, snapshot, snapshot_time};
pub use stored::{Encoded, Salts, decided_at, decode, encode};
pub use talk::voice;
pub use terms::{file_kind, file_kind_of, some_language as language};
pub(crate) use terms::{job_role, permission, permission_of};

use sha2::{Digest, Sha256};
use std::sync::LazyLock;

pub use view::{agenda, change, chapter, line, me, organisation, person, session, text, view};

/// Counts up whenever the fold changes.
const FOLD_VERSION: u32 = 2;

/// Names the fold of this version and the kinds of events that it knows: snapshots and resume
/// tokens of any other are recognised, and not taken for what they are not.
#[must_use]
pub fn fold_version() -> u32 {
    static VERSION: LazyLock<u32> = LazyLock::new(|| {
        let numbers = std::iter::once(&FOLD_VERSION).chain(kinds());
        let bytes: Vec<u8> = numbers.flat_map(|number| number.to_be_bytes()).collect();
        let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(bytes).into();
        u32::from_be_bytes([a, b, c, d])
    });
    *VERSION
}

/// Why stored bytes cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// Not the bytes of such a message.
    #[error("the stored bytes cannot be decoded")]
    Malformed(#[source] prost::DecodeError),
    /// A field has a value that no version writes.
    #[error("the stored field `{0}` makes no sense")]
    Field(&'static str),
    /// Content that is not what the fact says it was.
    #[error("the content of event {0} does not match its digest")]
    Content(usize),
}
