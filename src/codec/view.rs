//! What people see, on the wire.

use crate::{
    codec::{
        board_view,
        breakout_view::{choice, my_room, open_round, reports, results, room, room_outcome, round},
        ids::{self, WireId},
        poll_view::{my_ballot, poll, run, tally_of},
        talk, terms,
    },
    domain::{
        Change, LineId, Me, View,
        agenda::{File, Item, Now},
        chat::{ChannelKey, Conversation, Line, Reaction, Review, Rules},
        organisation::Organisation,
        presence::Check,
        roster::Person,
        session::{Life, REOPEN_MS, Session, Shown},
        text::Text,
    },
    proto,
};

/// A text in both languages.
#[must_use]
pub fn text(text: &Text) -> proto::Text {
    proto::Text { en: text.en.clone(), es: text.es.clone() }
}

/// A session's name and state.
#[must_use]
pub fn session(session: &Session) -> proto::Session {
    let mut out = proto::Session {
        id: session.id.to_wire(),
        title: Some(text(&session.plan.title)),
        scheduled_at_ms: session.plan.scheduled_at,
        planned_minutes: session.plan.minutes,
        forgets_rooms: session.plan.forgets_rooms,
        ..proto::Session::default()
    };
    let state = match session.life {
        Life::Scheduled => proto::SessionState::Scheduled,
        Life::Lobby => proto::SessionState::Lobby,
        Life::Live { started_at, ending_at } => {
            out.started_at_ms = started_at;
            out.ending_at_ms = ending_at.unwrap_or_default();
            proto::SessionState::Live
        }
        Life::Ended { started_at, ended_at, replay } => {
            out.started_at_ms = started_at;
            out.ended_at_ms = ended_at;
            out.reopen_until_ms = ended_at + REOPEN_MS;
            out.replay = terms::replay_audience(replay);
            proto::SessionState::Ended
        }
    };
    out.set_state(state);
    out
}

/// A district, county office or partner.
#[must_use]
pub fn organisation(organisation: &Organisation) -> proto::Organisation {
    proto::Organisation {
        cds_code: organisation.code.map(|code| code.to_string()).unwrap_or_default(),
        name: organisation.name.clone(),
    }
}

/// A person as the others see them.
#[must_use]
pub fn person(person: &Person) -> proto::Person {
    let claims = person.claims.filter(|_| person.waiting);
    proto::Person {
        id: person.id.to_wire(),
        name: person.name.clone(),
        organisation: Some(organisation(&person.organisation)),
        job_role: person.job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(person.permission),
        identified: terms::identified(person.identified),
        arrived: person.arrived,
        attention: terms::attention(person.attention),
        waiting: person.waiting,
        // Whoever was let in is what everyone sees; this is for those at the door.
        claims_person_id: claims.map(|id| id.to_wire()).unwrap_or_default(),
    }
}

/// Whose view it is.
#[must_use]
pub fn me(me: &Me) -> proto::Me {
    let sight = me.viewer.sight;
    proto::Me {
        person_id: me.viewer.person.map(|person| person.to_wire()).unwrap_or_default(),
        permission: terms::permission(sight.permission),
        consent: sight.consent.map(terms::consent).unwrap_or_default(),
        waiting: sight.waiting,
        confirmed_check: me.confirmed_check,
    }
}

/// Something that was said.
#[must_use]
pub fn line(key: &ChannelKey, line: &Line) -> proto::Line {
    proto::Line {
        id: line.id.to_wire(),
        channel_id: ids::channel(key),
        author_id: line.author.to_wire(),
        author_name: line.author_name.clone(),
        text: line.text.clone(),
        at_ms: line.at,
        reply_to_id: line.reply_to.map(|id| id.to_wire()).unwrap_or_default(),
        mention_ids: line.mentions.iter().map(WireId::to_wire).collect(),
        edited_at_ms: line.edited_at.unwrap_or_default(),
        withdrawn: line.withdrawn.map(terms::withdrawn).unwrap_or_default(),
        reactions: reactions(&line.reactions),
    }
}

/// How many reacted in which way.
pub(super) fn reactions(counts: &[u32; 6]) -> Vec<proto::ReactionCount> {
    let counts = Reaction::ALL.into_iter().zip(*counts).filter(|(_, count)| *count > 0);
    let wire =
        |(reaction, count)| proto::ReactionCount { reaction: terms::reaction(reaction), count };
    counts.map(wire).collect()
}

fn lines(key: &ChannelKey, lines: &[std::sync::Arc<Line>]) -> Vec<proto::Line> {
    lines.iter().map(|found| line(key, found)).collect()
}

fn channel(conversation: &Conversation) -> proto::Channel {
    let key = &conversation.key;
    let (kind, members) = super::stored::channel_parts(key);
    proto::Channel {
        id: ids::channel(key),
        kind: kind.into(),
        person_ids: members.iter().map(WireId::to_wire).collect(),
        lines: lines(key, &conversation.lines),
        has_earlier: conversation.has_earlier,
        pinned: lines(key, &conversation.pinned),
    }
}

/// How conversations are ruled.
pub(super) fn chat_rules(rules: Rules) -> proto::ChatRules {
    proto::ChatRules {
        slow_mode_s: rules.slow_mode_s,
        locked: rules.locked,
        private_lines: terms::private_lines(rules.private_lines),
        digest_above_per_minute: rules.digest_above_per_minute,
    }
}

fn my_reaction(line: LineId, reaction: Reaction) -> proto::MyReaction {
    proto::MyReaction { line_id: line.to_wire(), reaction: terms::reaction(reaction) }
}

fn review(review: &Review) -> proto::Review {
    proto::Review {
        line: Some(line(&review.channel, &review.line)),
        state: terms::review_state(review.state),
        reporter_ids: review.reporters.iter().map(WireId::to_wire).collect(),
        settled_by_id: review.settled_by.map(|id| id.to_wire()).unwrap_or_default(),
    }
}

fn agenda_file(file: &File) -> proto::AgendaFile {
    let id = super::file_id_text(&file.id);
    proto::AgendaFile { id, name: file.name.clone(), kind: terms::file_kind(file.kind).to_owned() }
}

/// A step, whole.
pub(super) fn agenda_item(item: &Item) -> proto::AgendaItem {
    proto::AgendaItem {
        id: item.id.to_wire(),
        title: Some(text(&item.title)),
        minutes: item.minutes,
        prompt: Some(text(&item.prompt)),
        link: item.link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default(),
        opens: terms::opens(item.opens),
        file: item.file.as_ref().map(agenda_file),
    }
}

fn outline<'a>(items: impl IntoIterator<Item = &'a std::sync::Arc<Item>>) -> proto::Outline {
    let items = items.into_iter().map(|item| proto::AgendaOutline {
        id: item.id.to_wire(),
        title: Some(text(&item.title)),
        minutes: item.minutes,
    });
    proto::Outline { items: items.collect() }
}

/// The plan, whole.
pub fn agenda<'a>(items: impl IntoIterator<Item = &'a std::sync::Arc<Item>>) -> proto::Agenda {
    proto::Agenda { items: items.into_iter().map(|item| agenda_item(item)).collect() }
}

/// The present step.
pub(super) fn now(now: &Now) -> proto::Now {
    proto::Now {
        item: Some(agenda_item(&now.item)),
        since_ms: now.since,
        ends_at_ms: now.ends_at,
        page: now.page,
    }
}

fn spotlight(shown: &Shown) -> proto::Spotlight {
    use proto::spotlight::On;
    let on = match shown {
        Shown::Line(found) => On::Line(line(&ChannelKey::Plenary, found)),
        Shown::Person(person) => On::PersonId(person.to_wire()),
        Shown::Slide(item, page) => On::Slide(proto::SpotlitSlide {
            item_id: item.id.to_wire(),
            title: Some(text(&item.title)),
            file: item.file.as_ref().map(agenda_file),
            page: *page,
        }),
        Shown::Question(id) => On::QuestionId(id.to_wire()),
        Shown::Run(id) => On::RunId(id.to_wire()),
        Shown::Board(key) => On::BoardId(ids::board(*key)),
    };
    proto::Spotlight { on: Some(on) }
}

fn check(check: Check) -> proto::PresenceCheck {
    let Check { number, asked_at, ends_at } = check;
    proto::PresenceCheck { check: number, asked_at_ms: asked_at, ends_at_ms: ends_at }
}

fn tally(check: Check, confirmed: u32) -> proto::PresenceTally {
    proto::PresenceTally { check: check.number, confirmed }
}

/// A whole view, or a part of one: what holds nothing is left out.
#[must_use]
pub fn view(view: &View) -> proto::View {
    let (has_agenda, has_check) = (!view.agenda.is_empty(), view.check.number > 0);
    let reactions = view.my_reactions.iter();
    let (boards, round_boards) = board_view::listed(&view.boards);
    proto::View {
        session: view.session.as_ref().map(session),
        me: view.me.as_ref().map(me),
        people: view.people.iter().map(|found| person(found)).collect(),
        channels: view.channels.iter().map(channel).collect(),
        chat_rules: (view.chat_rules != Rules::default()).then(|| chat_rules(view.chat_rules)),
        my_reactions: reactions.map(|(line, reaction)| my_reaction(*line, *reaction)).collect(),
        outline: (!view.outline.is_empty()).then(|| outline(&view.outline)),
        now: view.now.as_ref().map(now),
        spotlight: view.spotlight.as_ref().map(spotlight),
        check: has_check.then(|| check(view.check)),
        agenda: has_agenda.then(|| agenda(&view.agenda)),
        reviews: view.reviews.iter().map(|found| review(found)).collect(),
        tally: view.tally.map(|(of, confirmed)| tally(of, confirmed)),
        open_round: view.open_round.as_ref().map(open_round),
        my_room: view.my_room.as_ref().map(my_room),
        rounds: view.rounds.iter().map(|found| round(found)).collect(),
        results: view.results.iter().map(results).collect(),
        reports: view.reports.as_ref().map(reports),
        polls: view.polls.iter().map(|found| poll(found)).collect(),
        runs: view.runs.iter().map(|found| run(found)).collect(),
        shown: view.shown.iter().map(|found| tally_of(found)).collect(),
        tallies: view.tallies.iter().map(|found| tally_of(found)).collect(),
        my_ballots: view.my_ballots.iter().map(my_ballot).collect(),
        boards,
        round_boards,
        ..talk::seen(view)
    }
}

/// One step from a view to the next.
#[must_use]
pub fn change(change: &Change) -> proto::Change {
    use proto::change::Change as Wire;
    let change = match change {
        Change::Session(found) => Wire::Session(session(found)),
        Change::PersonPut(found) => Wire::PersonPut(person(found)),
        Change::PersonGone(id) => Wire::PersonGone(id.to_wire()),
        Change::ChannelPut(key) => Wire::ChannelPut(channel(&Conversation::new(key.clone()))),
        Change::LineAdded(key, found) => Wire::LineAdded(line(key, found)),
        Change::LinePut(key, found) => Wire::LinePut(line(key, found)),
        Change::LineReactions(key, id, counts) => Wire::LineReactions(proto::LineReactions {
            channel_id: ids::channel(key),
            line_id: id.to_wire(),
            reactions: reactions(counts),
        }),
        Change::Pinned(key, found) => {
            let (channel_id, lines) = (ids::channel(key), lines(key, found));
            Wire::Pinned(proto::Pinned { channel_id, lines })
        }
        Change::ChatRules(rules) => Wire::ChatRules(chat_rules(*rules)),
        Change::MyReaction(line, reaction, on) => {
            let reaction = Some(my_reaction(*line, *reaction));
            Wire::MyReaction(proto::MyReactionSet { reaction, on: *on })
        }
        Change::ReviewPut(found) => Wire::ReviewPut(review(found)),
        Change::Outline(items) => Wire::Outline(outline(items)),
        Change::Agenda(items) => Wire::Agenda(agenda(items)),
        Change::Now(found) => Wire::Now(found.as_ref().map(now).unwrap_or_default()),
        Change::Spotlight(found) => {
            Wire::Spotlight(found.as_ref().map(spotlight).unwrap_or_default())
        }
        Change::Check(found) => Wire::Check(check(*found)),
        Change::Tally(of, confirmed) => Wire::Tally(tally(*of, *confirmed)),
        Change::Me(found) => Wire::Me(me(found)),
        Change::OpenRound(found) => {
            Wire::OpenRound(found.as_deref().map(open_round).unwrap_or_default())
        }
        Change::MyRoom(found) => Wire::MyRoom(found.as_ref().map(my_room).unwrap_or_default()),
        Change::RoundPut(found) => Wire::RoundPut(round(found)),
        Change::RoundGone(id) => Wire::RoundGone(id.to_wire()),
        Change::RoomSet(id, found) => {
            let (round_id, room) = (id.to_wire(), Some(room(*id, found)));
            Wire::RoomSet(proto::RoomSet { round_id, room })
        }
        Change::ChannelSet(found) => Wire::ChannelSet(channel(found)),
        Change::ChannelGone(key) => Wire::ChannelGone(ids::channel(key)),
        Change::ChoiceSet(found) => Wire::ChoiceSet(choice(found)),
        Change::ResultsPut(found) => Wire::ResultsPut(results(found)),
        Change::OutcomeSet(id, number, name, found) => {
            let (round_id, room) = (id.to_wire(), room_outcome(*number, name, found.as_ref()));
            Wire::OutcomeSet(proto::OutcomeSet { round_id, room: Some(room) })
        }
        Change::Results(found) => {
            Wire::Results(proto::AllResults { rounds: found.iter().map(results).collect() })
        }
        Change::Reports(found) => Wire::Reports(found.as_ref().map(reports).unwrap_or_default()),
        Change::PollPut(found) => Wire::PollPut(poll(found)),
        Change::PollGone(id) => Wire::PollGone(id.to_wire()),
        Change::RunPut(found) => Wire::RunPut(run(found)),
        Change::ShownPut(found) => Wire::Shown(tally_of(found)),
        Change::ShownGone(id) => Wire::ShownGone(id.to_wire()),
        Change::TallyPut(found) => Wire::TallyPut(tally_of(found)),
        Change::MyBallot(found) => Wire::MyBallot(my_ballot(found)),
        Change::View(found) => Wire::View(view(found)),
        Change::Question(update) => talk::question_change(update),
        Change::Hand(update) => talk::hand_change(update),
        Change::Waterfall(update) => talk::waterfall_change(update),
        Change::Board(listing) => board_view::listing(listing),
    };
    proto::Change { change: Some(change) }
}

/// A chapter of a replay.
#[must_use]
pub fn chapter(title: &Text, at_ms: u64) -> proto::Chapter {
    proto::Chapter { title: Some(text(title)), at_ms }
}
