//! The log has lost what this node knew: saying so, in the log itself.

use crate::{
    clock,
    codec::ids::WireId,
    domain::{SessionId, State},
    fold::Folded,
    live::SETTLE_PAUSE,
    log::Epoch,
};

/// How often it is tried before it is given up: 10 s.
const REPORTS_MAX: usize = 20;

/// Opens a new epoch, unless another node has, and keeps what is known of the lost: how many
/// events that is.
pub(super) async fn report(folded: &Folded<State>, session: SessionId) -> Option<u64> {
    let session = session.to_wire();
    for _ in 0..REPORTS_MAX {
        match folded.report_loss(Epoch(clock::id())).await {
            Ok(Some(events)) => {
                tracing::error!(
                    session.id = session,
                    events,
                    "the store has lost acknowledged events; what is known of them is kept"
                );
                return Some(events);
            }
            // Another node has said so, or nothing was lost.
            Ok(None) => return None,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(session.id = session, error, "a loss cannot be reported now");
            }
        }
        tokio::time::sleep(SETTLE_PAUSE).await;
    }
    None
}
