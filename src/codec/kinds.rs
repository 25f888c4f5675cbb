//! The kinds of events that this version knows, so that versions can work side by side.

use crate::{
    codec::{catalog, stored},
    domain::{Event, catalog::Event as CatalogEvent},
    proto::{DESCRIPTORS, stored_event::Fact},
};
use bytes::Bytes;
use std::{collections::BTreeSet, sync::LazyLock};

/// Kinds of events, as `StoredEvent` numbers them.
pub type Kinds = BTreeSet<u32>;

/// All that this version knows.
pub fn kinds() -> &'static Kinds {
    static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
        let stored = DESCRIPTORS.get_message_by_name("convene.v1.StoredEvent");
        let facts = stored.iter().flat_map(|stored| stored.oneofs());
        facts
            .flat_map(|fact| fact.fields().map(|field| field.number()).collect::<Vec<_>>())
            .collect()
    });
    &KINDS
}

/// The kind of an event. 0: of none, it only stands for one that is not known here.
pub fn kind(event: &Event) -> u32 {
    stored::fact(event).0.as_ref().map_or(0, number)
}

/// The kind of an event of the catalog. 0: as above.
pub fn kind_of_catalog(event: &CatalogEvent) -> u32 {
    catalog::fact(event).0.as_ref().map_or(0, number)
}

/// By how it is written: what comes first is its number.
fn number(fact: &Fact) -> u32 {
    let mut bytes = Vec::new();
    fact.encode(&mut bytes);
    prost::encoding::decode_key(&mut Bytes::from(bytes)).map_or(0, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountId, session};
    use uuid::Uuid;

    #[test]
    fn a_kind_is_known_by_its_number() {
        assert_eq!(kind(&Event::Session(session::Event::Started)), 12);
        assert_eq!(kind(&Event::Accepted), 9);
        assert_eq!(kind(&Event::Unknown), 0);
        assert_eq!(kind_of_catalog(&CatalogEvent::AccountActivated(AccountId(Uuid::nil()))), 41);
        assert!(kinds().contains(&12) && !kinds().contains(&0));
    }
}
