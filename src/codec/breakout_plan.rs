//! Plans of rounds: what is asked for, and what came out.

use crate::{
    codec::{
        FieldError,
        breakout::{self, spec},
        breakout_view,
        ids::WireId,
        terms,
    },
    domain::{
        PersonId, RoundId, State,
        breakout::{
            Keep, Planned, ROOMS_MAX, Strategy, Wanted, Why,
            plan::{Figure, Name, Reason, Room, Rule, Unplaced, Workplace},
        },
        roster::{JobRole, PEOPLE_MAX},
        text::Invalid,
    },
    proto,
};
use std::collections::HashMap;

/// Earlier sessions that one plan looks at.
const EARLIER_MAX: usize = 4;

/// Reads what is asked for, and the earlier sessions that are to count as well.
///
/// # Errors
/// The field that is missing or wrong.
pub fn plan_asked(body: &proto::PlanRoundBody) -> Result<(Wanted, &[String]), FieldError> {
    let spec_sent = body.spec.as_ref().ok_or_else(|| FieldError::missing("spec"))?;
    if body.person_ids.len() > PEOPLE_MAX {
        return Err(FieldError::at("person_ids")(Invalid("at most 5,000 people")));
    }
    let person = |id: &String| {
        PersonId::from_wire(id)
            .ok_or_else(|| FieldError::at("person_ids")(Invalid("no person's id")))
    };
    let keep = match &*body.keep_round_id {
        "" => None,
        id => Some(
            RoundId::from_wire(id)
                .map(Keep::Round)
                .ok_or_else(|| FieldError::at("keep_round_id")(Invalid("no round's id")))?,
        ),
    };
    if body.keep_rooms.len() > ROOMS_MAX {
        return Err(FieldError::at("keep_rooms")(Invalid("at most 500 rooms")));
    }
    let drafted = body.keep_rooms.iter().map(|room| breakout::room_draft(room, "keep_rooms"));
    let drafted = drafted.collect::<Result<Vec<_>, _>>()?;
    let keep = if drafted.is_empty() { keep } else { Some(Keep::Rooms(drafted)) };
    if body.earlier_session_ids.len() > EARLIER_MAX {
        return Err(FieldError::at("earlier_session_ids")(Invalid("at most 4 sessions")));
    }
    let wanted = Wanted {
        spec: spec(spec_sent, "spec")?,
        seed: u64::from(body.seed.max(1)),
        people: body.person_ids.iter().map(person).collect::<Result<_, _>>()?,
        keep,
        round: match &*body.round_id {
            "" => None,
            id => Some(
                RoundId::from_wire(id)
                    .ok_or_else(|| FieldError::at("round_id")(Invalid("no round's id")))?,
            ),
        },
        met: Vec::new(),
    };
    Ok((wanted, &body.earlier_session_ids))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn figure(figure: &Figure) -> proto::PairCount {
    let Figure { found, bound, dealt } = *figure;
    proto::PairCount { pairs: count(found), bound: count(bound), by_chance: count(dealt) }
}

/// The first reason is the one that counts.
fn why(reasons: &[Reason], strategy: Strategy) -> Why {
    let usual = match strategy {
        Strategy::Manual => Why::Facilitator,
        Strategy::RoleAlike => Why::Role,
        Strategy::DistrictTeam => Why::District,
        Strategy::CoeRegion => Why::Region,
        Strategy::Mixed | Strategy::Pinned => Why::Mixed,
        Strategy::Jigsaw => Why::Jigsaw,
        Strategy::Nested | Strategy::SameAs => Why::Earlier,
        Strategy::BalancedRandom => Why::Chance,
        Strategy::SelfSelect => Why::Chosen,
        Strategy::LanguageFirst => Why::Language,
    };
    match reasons.first() {
        // By hand everyone is where a facilitator leaves them.
        _ if strategy == Strategy::Manual => Why::Facilitator,
        Some(Reason::Host) => Why::Host,
        Some(Reason::SameRole(_)) => Why::Role,
        Some(Reason::SameWorkplace | Reason::SameCounty(_)) => Why::District,
        Some(Reason::SameRegion(_)) => Why::Region,
        Some(Reason::Meets { .. }) if strategy == Strategy::Jigsaw => Why::Jigsaw,
        Some(Reason::Meets { .. }) => Why::Mixed,
        Some(Reason::Brings(_)) => Why::Jigsaw,
        Some(Reason::Joined(_) | Reason::AsBefore) if strategy != Strategy::SameAs => usual,
        Some(Reason::Joined(_) | Reason::AsBefore) => Why::Earlier,
        Some(Reason::With(_)) => Why::Together,
        Some(Reason::Language) => Why::Language,
        Some(Reason::Dealt) => Why::Chance,
        Some(Reason::Chosen) => Why::Chosen,
        Some(Reason::Late) => Why::Late,
        // What somebody needs is nobody's business.
        Some(Reason::TooFew | Reason::Access | Reason::Named) | None => usual,
    }
}

fn unplaced(unplaced: &Unplaced) -> proto::Unplaced {
    let person_id = unplaced.person.to_wire();
    proto::Unplaced { person_id, why: unplaced_why(unplaced.rule).into() }
}

fn unplaced_why(rule: Rule) -> proto::UnplacedWhy {
    match rule {
        Rule::NobodyAlone => proto::UnplacedWhy::Alone,
        Rule::Minimum | Rule::Maximum | Rule::Full | Rule::Host => proto::UnplacedWhy::Size,
        Rule::KeepTogether => proto::UnplacedWhy::Together,
        Rule::KeepApart => proto::UnplacedWhy::Apart,
        Rule::Language => proto::UnplacedWhy::Language,
        Rule::Access => proto::UnplacedWhy::Access,
        Rule::NotChosen | Rule::NotNamed => proto::UnplacedWhy::Unknown,
    }
}

fn role(role: JobRole) -> (&'static str, &'static str) {
    match role {
        JobRole::Teacher => ("Teachers", "Docentes"),
        JobRole::Coach => ("Coaches", "Coaches"),
        JobRole::SiteAdmin => ("Site administrators", "Dirección escolar"),
        JobRole::CurriculumAdmin => ("Curriculum administrators", "Administración curricular"),
        JobRole::Specialist => ("Specialists", "Especialistas"),
        JobRole::Cabinet => ("Superintendents and cabinet", "Superintendencia"),
        JobRole::EdtechData => ("Ed-tech and data", "Tecnología y datos"),
        JobRole::PupilServices => ("Pupil services", "Servicios estudiantiles"),
        JobRole::FamilyCommunity => ("Family and community", "Familia y comunidad"),
        JobRole::CoeStaff => ("County offices", "Oficinas del condado"),
        JobRole::Partner => ("Partners", "Organizaciones aliadas"),
    }
}

/// What a room is called; rooms of one name are told apart by their numbers.
fn name(room: &Room, state: &State) -> Option<proto::Text> {
    let text = |en: &str, es: &str| {
        let numbered = |name: &str| format!("{name} · {}", room.number);
        Some(proto::Text { en: numbered(en), es: numbered(es) })
    };
    let of_someone = || {
        let place = room.people.iter().find_map(|id| state.roster.person(*id));
        place.map(|person| person.organisation.name.clone()).unwrap_or_default()
    };
    match &room.name {
        Name::Number | Name::Others => None,
        Name::Role(of) => text(role(*of).0, role(*of).1),
        Name::Workplace(Workplace::Coded(_) | Workplace::Named(_)) | Name::County(_) => {
            let place = of_someone();
            (!place.is_empty()).then(|| text(&place, &place)).flatten()
        }
        Name::Region(region) => text(&format!("Region {region}"), &format!("Región {region}")),
        Name::Spanish => text("Spanish", "Español"),
    }
}

/// A plan, and how good it is.
#[must_use]
pub fn round_plan(
    (plan, difference): &Planned,
    state: &State,
    strategy: Strategy,
    keep: Option<&Keep>,
) -> proto::RoundPlan {
    let kept = match keep {
        Some(Keep::Round(id)) => state.breakouts.round(*id),
        Some(Keep::Rooms(_)) | None => None,
    };
    let drafted = match keep {
        Some(Keep::Rooms(rooms)) => rooms.as_slice(),
        Some(Keep::Round(_)) | None => &[],
    };
    let reasons: HashMap<_, _> =
        plan.reasons.iter().map(|(person, reasons)| (*person, reasons.as_slice())).collect();
    let place = |person: &PersonId| proto::RoomPlace {
        person_id: person.to_wire(),
        why: terms::placement_why(why(reasons.get(person).copied().unwrap_or_default(), strategy)),
    };
    let room = |room: &Room| {
        // A room that people know already keeps its name, unless it is for others now.
        let known = kept.and_then(|round| round.room(room.number));
        let same = known.filter(|_| kept.is_some_and(|round| round.spec.strategy == strategy));
        let called = same.and_then(|room| breakout_view::some_text(&room.name));
        // What was not saved yet is called as it was a moment ago.
        let draft = drafted.iter().find(|draft| draft.number == room.number);
        let called = called.or_else(|| breakout_view::some_text(&draft?.name));
        let link = known.and_then(|room| room.link.as_ref());
        let link = link.or_else(|| draft?.link.as_ref());
        proto::Room {
            number: room.number,
            name: called.or_else(|| name(room, state)),
            places: room.people.iter().map(place).collect(),
            link: link.map(|link| link.as_str().to_owned()).unwrap_or_default(),
            ..proto::Room::default()
        }
    };
    let report = &plan.report;
    proto::RoundPlan {
        rooms: plan.rooms.iter().map(room).collect(),
        report: Some(proto::PlanReport {
            people: count(report.people),
            rooms: count(report.rooms),
            smallest: count(report.sizes.0),
            largest: count(report.sizes.1),
            repeats: Some(figure(&report.repeats)),
            same_organisation: Some(figure(&report.same_workplace)),
            same_role: Some(figure(&report.same_role)),
            kept: count(difference.as_ref().map_or(0, |difference| difference.kept)),
            moved: count(difference.as_ref().map_or(0, |difference| difference.moved.len())),
            undecided: count(report.undecided),
        }),
        unplaced: plan.unplaced.iter().map(unplaced).collect(),
        decisions: plan
            .decisions
            .iter()
            .map(|one| proto::PlanDecision {
                why: unplaced_why(one.rule).into(),
                person_ids: one.people.iter().map(WireId::to_wire).collect(),
                rooms: one.rooms.clone(),
            })
            .collect(),
    }
}
