//! The log itself, as the witness reads it, past every node.

use super::witness::{CommandId, Fact, Recorded};
use anyhow::Context;
use convene::{
    codec::{self, ids::WireId},
    domain::{Actor, Event, SessionId, chat},
    log::{EventLog, LogId},
    operate::{Place, Progress, verify},
};
use std::sync::Arc;

pub struct Ledger {
    log: Arc<dyn EventLog>,
    id: LogId,
}

impl Ledger {
    pub async fn open(url: &str, replicas: usize, session: &str) -> anyhow::Result<Self> {
        let replicas = u32::try_from(replicas)?;
        let store = Place::parse("the driver", url, replicas, "convene")?.open().await?;
        let id = SessionId::from_wire(session).context("the id of the session")?;
        Ok(Self { log: store.log, id: LogId(id.0) })
    }

    /// Which history the log calls its own.
    pub async fn epoch(&self) -> anyhow::Result<String> {
        let head = self.log.head(self.id).await?.context("a log")?;
        Ok(head.epoch.0.simple().to_string())
    }

    /// Every event, in order.
    pub async fn events(&self) -> anyhow::Result<Vec<Recorded>> {
        let (mut events, mut after) = (Vec::new(), 0);
        loop {
            let entries = self.log.read(self.id, after).await?;
            let Some(last) = entries.last() else { return Ok(events) };
            after = last.last_seq;
            for entry in &entries {
                events.extend(codec::decode(entry)?.into_iter().map(recorded));
            }
        }
    }

    /// Whether every log is as it was written. What is wrong.
    pub async fn verify(&self) -> Vec<String> {
        let report = verify(&self.log, &Progress::default(), |_| ()).await;
        report.broken().map(ToString::to_string).collect()
    }
}

fn recorded(event: convene::domain::Recorded) -> Recorded {
    let fact = match event.event {
        Event::Chat(chat::Event::Sent { line, channel, author, text, .. }) => {
            Fact::Sent { line, channel, author, text }
        }
        Event::Chat(chat::Event::Edited(line, text)) => Fact::Edited { line, text },
        Event::Chat(chat::Event::Withdrawn { line, .. }) => Fact::Withdrawn { line },
        Event::Chat(chat::Event::Reacted(line, _, reaction, on)) => {
            let reaction = chat::Reaction::ALL.iter().position(|one| *one == reaction);
            Fact::Reacted { line, reaction: reaction.unwrap_or_default(), on }
        }
        _ => Fact::Other,
    };
    let command = match (event.by, event.command) {
        (Actor::Person(by), Some(id)) => Some(CommandId { by, instance: id.instance, n: id.n }),
        (Actor::Person(_) | Actor::Server, _) => None,
    };
    Recorded { at_ms: event.at, command, fact }
}
