//! The three rounds of breakout rooms that the script has, planned before the session: people with
//! one's role, then a jigsaw of them, then district teams.

use super::{roster::Invitee, steps};
use crate::{
    client::{Http, Joined},
    script,
};
use anyhow::Context;
use convene::{
    codec::ids::WireId,
    domain::RoundId,
    proto::{self, RoomRole, RoundSpec, Strategy, command::Body},
};
use std::collections::HashMap;

/// A round, at which step, and the one before from which it derives.
const ROUNDS: [(&str, Strategy, u32); 3] = [
    ("jigsaw_1_role_alike", Strategy::RoleAlike, 6),
    ("jigsaw_2_mixed", Strategy::Jigsaw, 5),
    ("district_team_time", Strategy::DistrictTeam, 0),
];

/// Plans them for everyone who is invited, as a facilitator would on the day before, and says how
/// good the plans are. `n` is the first free number of a command.
pub async fn put(
    admin: &mut Http,
    joined: &mut Joined,
    mut n: u64,
    session: &str,
    invited: &[Invitee],
) -> anyhow::Result<Vec<String>> {
    let detail: proto::SessionDetail = admin.get(&format!("/api/sessions/{session}")).await?;
    let people = detail.roster.iter().filter_map(|row| Some((&*row.email, row.person.as_ref()?)));
    let ids: HashMap<&str, String> =
        people.map(|(email, person)| (email, person.id.clone())).collect();
    let person_ids: Vec<_> =
        invited.iter().filter_map(|one| ids.get(one.email.as_str()).cloned()).collect();
    let items = detail.agenda.context("an agenda")?.items;
    let script = script::event("hd_quarterly")?;
    let mut from_round_id = String::new();
    let mut said = Vec::new();
    for (key, strategy, size) in ROUNDS {
        let [title, prompt] = steps::words_of(key).context("a step of the agenda")?;
        let item = items.iter().find(|item| item.title == title).context("its step")?;
        let derives = strategy == Strategy::Jigsaw;
        let spec = RoundSpec {
            strategy: strategy.into(),
            size,
            from_round_id: if derives { from_round_id.clone() } else { String::new() },
            ..RoundSpec::default()
        };
        let body = proto::PlanRoundBody {
            spec: Some(spec.clone()),
            person_ids: person_ids.clone(),
            ..proto::PlanRoundBody::default()
        };
        let path = format!("/api/sessions/{session}/rounds/plan");
        let plan: proto::RoundPlan = admin.post(&path, &body).await?;
        let report = plan.report.unwrap_or_default();
        said.push(format!(
            "{}: {} rooms, {} repeats (at least {})",
            title.as_ref().map(|title| title.en.as_str()).unwrap_or_default(),
            report.rooms,
            report.repeats.unwrap_or_default().pairs,
            report.repeats.unwrap_or_default().bound
        ));
        from_round_id = RoundId(convene::clock::id()).to_wire();
        let roles = [RoomRole::Leader, RoomRole::Reporter, RoomRole::Timekeeper];
        let round = proto::Round {
            id: from_round_id.clone(),
            title,
            prompt,
            spec: Some(spec),
            item_id: item.id.clone(),
            // The last minute is for coming to an end.
            minutes: script.step(key)?.dur_min.saturating_sub(2),
            roles: roles.map(Into::into).to_vec(),
            rooms: plan.rooms,
            ..proto::Round::default()
        };
        joined.ask(n, Body::PutRound(proto::PutRound { round: Some(round) })).await?;
        n += 1;
    }
    Ok(said)
}
