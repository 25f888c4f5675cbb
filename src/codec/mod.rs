//! Between the domain and the bytes: the only code that knows both.

mod agenda;
mod catalog;
mod command;
pub mod ids;
pub mod intake;
pub mod json;
mod kinds;
mod people;
mod refusal;
mod snapshot;
mod stored;
mod terms;
mod view;

pub use agenda::{file_id, file_id_text, plan};
pub use catalog::{CatalogFact, decode_catalog, encode_catalog, restore_catalog, snapshot_catalog};
pub use command::{command, digest};
pub use kinds::{Kinds, kind, kind_of_catalog, kinds};
pub use people::{new_people, organisation_and_role};
pub use refusal::{FieldError, rejection, rejection_of_catalog};
pub use snapshot::{restore, snapshot, snapshot_time};
pub use stored::{Encoded, Salts, decided_at, decode, encode};
pub use terms::{file_kind, file_kind_of, some_language as language};
pub(crate) use terms::{permission, permission_of};

pub use view::{agenda, change, chapter, line, me, organisation, person, session, text, view};

/// Counts up whenever the fold changes, so that older snapshots and resume tokens are
/// recognised and refolded.
pub const FOLD_VERSION: u32 = 2;

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
