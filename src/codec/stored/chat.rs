//! Events in conversations.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{
            NOTHING, channel_key, channel_parts, ids, read_id, read_ids, read_some_id, some_id,
        },
        terms,
    },
    domain::{
        PersonId,
        chat::{ChannelKey, Event, Rules, Said},
    },
    proto::{self, StoredContent, stored_event::Fact},
};

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Sent { line, channel, author, author_name, text, reply_to, mentions } => {
            let content = StoredContent {
                text: text.clone(),
                name: author_name.clone(),
                ..StoredContent::default()
            };
            if let ChannelKey::Room(round, room) = channel {
                let sent = proto::RoomLineSent {
                    line_id: line.to_bytes(),
                    author_id: author.to_bytes(),
                    round_id: round.to_bytes(),
                    room: *room,
                    reply_to: some_id(*reply_to),
                    mentions: ids(mentions),
                };
                return (Fact::RoomLineSent(sent), Some(content));
            }
            let (kind, members) = channel_parts(channel);
            let sent = proto::LineSent {
                line_id: line.to_bytes(),
                author_id: author.to_bytes(),
                channel: kind.into(),
                person_ids: ids(members),
                reply_to: some_id(*reply_to),
                mentions: ids(mentions),
            };
            return (Fact::LineSent(sent), Some(content));
        }
        Event::Edited(line, text) => {
            let content = StoredContent { text: text.clone(), ..StoredContent::default() };
            let line_id = line.to_bytes();
            return (Fact::LineEdited(proto::LineEdited { line_id }), Some(content));
        }
        Event::Withdrawn { line, by, how } => Fact::LineWithdrawn(proto::LineWithdrawn {
            line_id: line.to_bytes(),
            by: by.to_bytes(),
            how: terms::withdrawn(*how),
        }),
        Event::Pinned(line, pinned) => {
            Fact::LinePinned(proto::LinePinned { line_id: line.to_bytes(), pinned: *pinned })
        }
        Event::Reacted(line, person, reaction, on) => Fact::LineReacted(proto::LineReacted {
            line_id: line.to_bytes(),
            person_id: person.to_bytes(),
            reaction: terms::reaction(*reaction),
            on: *on,
        }),
        Event::Reported(line, person) => Fact::LineReported(proto::LineReported {
            line_id: line.to_bytes(),
            person_id: person.to_bytes(),
        }),
        Event::ReportedInRoom(line, person, said) => {
            let reported =
                proto::RoomLineReported { line_id: line.to_bytes(), person_id: person.to_bytes() };
            return (Fact::RoomLineReported(reported), Some(copy(said)));
        }
        Event::Forgotten(round) => {
            Fact::RoomsForgotten(proto::RoomsForgotten { round_id: round.to_bytes() })
        }
        Event::Kept(line, by) => {
            Fact::LineKept(proto::LineKept { line_id: line.to_bytes(), by: by.to_bytes() })
        }
        Event::RulesSet(rules) => rules_fact(*rules),
    };
    (fact, NOTHING)
}

fn rules_fact(rules: Rules) -> Fact {
    let set = proto::ChatRulesSet { rules: Some(crate::codec::view::chat_rules(rules)) };
    // Of another kind, for a node that does not know of digests would overlook them.
    match rules.digest_above_per_minute {
        0 => Fact::ChatRulesSet(set),
        _ => Fact::ChatRulesSetDigest(set),
    }
}

fn copy(said: &Said) -> StoredContent {
    StoredContent {
        text: said.text.clone(),
        name: said.author_name.clone(),
        mentions: ids(&said.mentions),
        ..StoredContent::default()
    }
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: StoredContent) -> Result<Option<Event>, CodecError> {
    let field = CodecError::Field;
    Ok(Some(match fact {
        Fact::LineSent(fact) => {
            let mentions: Vec<PersonId> = read_ids(&fact.mentions)?;
            Event::Sent {
                line: read_id(&fact.line_id)?,
                channel: channel_key(fact.channel, &fact.person_ids)?,
                author: read_id(&fact.author_id)?,
                author_name: content.name,
                text: content.text,
                reply_to: read_some_id(&fact.reply_to)?,
                mentions: mentions.into(),
            }
        }
        Fact::RoomLineSent(fact) => {
            let mut mentions: Vec<PersonId> = read_ids(&fact.mentions)?;
            mentions.extend(read_ids::<PersonId, Vec<_>>(&content.mentions)?);
            Event::Sent {
                line: read_id(&fact.line_id)?,
                channel: ChannelKey::Room(read_id(&fact.round_id)?, fact.room),
                author: read_id(&fact.author_id)?,
                author_name: content.name,
                text: content.text,
                reply_to: read_some_id(&fact.reply_to)?,
                mentions: mentions.into(),
            }
        }
        Fact::LineEdited(fact) => Event::Edited(read_id(&fact.line_id)?, content.text),
        Fact::LineWithdrawn(fact) => Event::Withdrawn {
            line: read_id(&fact.line_id)?,
            by: read_id(&fact.by)?,
            how: terms::withdrawn_of(fact.how).ok_or(field("how"))?,
        },
        Fact::LinePinned(fact) => Event::Pinned(read_id(&fact.line_id)?, fact.pinned),
        Fact::LineReacted(fact) => Event::Reacted(
            read_id(&fact.line_id)?,
            read_id(&fact.person_id)?,
            terms::reaction_of(fact.reaction).ok_or(field("reaction"))?,
            fact.on,
        ),
        Fact::LineReported(fact) => {
            Event::Reported(read_id(&fact.line_id)?, read_id(&fact.person_id)?)
        }
        Fact::RoomLineReported(fact) => {
            let mentions: Vec<PersonId> = read_ids(&content.mentions)?;
            let (text, author_name) = (content.text, content.name);
            let said = Said { text, author_name, mentions: mentions.into() };
            Event::ReportedInRoom(read_id(&fact.line_id)?, read_id(&fact.person_id)?, said)
        }
        Fact::RoomsForgotten(fact) => Event::Forgotten(read_id(&fact.round_id)?),
        Fact::LineKept(fact) => Event::Kept(read_id(&fact.line_id)?, read_id(&fact.by)?),
        Fact::ChatRulesSet(fact) | Fact::ChatRulesSetDigest(fact) => {
            let rules = fact.rules.as_ref().ok_or(field("rules"))?;
            let rules = crate::codec::command::chat_rules(rules);
            Event::RulesSet(rules.map_err(|_| field("rules"))?)
        }
        _ => return Ok(None),
    }))
}
