//! Signatures that were given: whoever asks again gets the same one, and a core is not taken for
//! milliseconds as often as someone likes to ask.

use crate::domain::{RunId, poll::Tag};
use bytes::Bytes;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Signatures that are remembered, of 256 bytes each: one for everyone in the largest session.
/// Beyond, the oldest are dropped; they can be made again.
const SIGNATURES_MAX: usize = 5_000;

/// For which run, and for what.
type Of = (RunId, Tag);

/// What was signed lately. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Signatures {
    // A std mutex: held for a map look-up.
    given: Arc<Mutex<Given>>,
}

#[derive(Default)]
struct Given {
    signatures: HashMap<Of, Bytes>,
    /// Oldest first.
    order: VecDeque<Of>,
}

impl Signatures {
    fn lock(&self) -> MutexGuard<'_, Given> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A signature that was given.
    pub(super) fn given(&self, of: Of) -> Option<Bytes> {
        self.lock().signatures.get(&of).cloned()
    }

    /// Signs, unless it was done while this waited for its turn.
    ///
    /// # Errors
    /// What signing comes to.
    pub(super) fn once<E>(
        &self,
        of: Of,
        sign: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Bytes, E> {
        if let Some(signed) = self.given(of) {
            return Ok(signed);
        }
        let signed = Bytes::from(sign()?);
        let mut given = self.lock();
        if given.signatures.insert(of, signed.clone()).is_none() {
            given.order.push_back(of);
        }
        if given.order.len() > SIGNATURES_MAX
            && let Some(oldest) = given.order.pop_front()
        {
            given.signatures.remove(&oldest);
        }
        Ok(signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(n: usize) -> Of {
        let mut tag = [0; 32];
        tag[..8].copy_from_slice(&n.to_be_bytes());
        (RunId(Uuid::from_u128(1)), tag)
    }

    #[test]
    fn the_same_is_signed_once() {
        let signatures = Signatures::default();
        assert_eq!(signatures.given(of(0)), None);
        assert_eq!(signatures.once(of(0), || Err("no message")), Err("no message"));
        let signed = signatures.once(of(0), || Ok::<_, ()>(vec![1]));
        assert_eq!(signed, Ok(Bytes::from_static(&[1])), "what failed is tried again");
        for _ in 0..3 {
            assert_eq!(signatures.once(of(0), || panic!("signed again")), signed);
            assert_eq!(signatures.given(of(0)).ok_or(()), signed);
        }
        let another = (RunId(Uuid::from_u128(2)), of(0).1);
        assert_eq!(signatures.given(another), None, "of another run");
    }

    #[test]
    fn not_all_are_remembered_for_ever() {
        let signatures = Signatures::default();
        for n in 0..=SIGNATURES_MAX {
            signatures.once(of(n), || Ok::<_, ()>(vec![1])).unwrap();
        }
        assert_eq!(signatures.lock().signatures.len(), SIGNATURES_MAX);
        assert_eq!(signatures.given(of(0)), None, "the oldest goes");
        assert!(signatures.given(of(SIGNATURES_MAX)).is_some());
    }
}
