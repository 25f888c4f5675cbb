//! `convene plan`: breakout rooms for a table of people, and how good they are.

mod made_up;
mod quality;

use crate::{
    config::PlanRooms,
    domain::{
        PersonId,
        breakout::plan::{
            Decision, Earlier, Figure, Name, Plan, Rejection, Report, Room, Round, Somebody,
            Strategy, Unplaced, Workplace, plan,
        },
        organisation::{CdsCode, Organisation},
        roster::{JobRole, Language},
    },
    intake::{
        roles,
        table::{Table, TableError},
    },
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    sync::Arc,
};
use uuid::Uuid;

/// Why no rooms are planned.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Something must be asked for.
    #[error("say which --roster, and --round role_alike:6 or the like")]
    Nothing,
    /// The file cannot be read.
    #[error("cannot read {0}")]
    Read(String, #[source] io::Error),
    /// It is no table.
    #[error("{0} is no table of people")]
    Table(String, #[source] TableError),
    /// A column is missing.
    #[error("the roster has no column `{0}`; it needs id, name, email, role, cd_code, language")]
    Column(&'static str),
    /// A cell makes no sense.
    #[error("row {row}: {column} `{value}`: {reason}")]
    Cell {
        /// As a spreadsheet counts.
        row: usize,
        /// Which.
        column: &'static str,
        /// What is there.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// No such round can be planned.
    #[error("--round {0}: write it as role_alike:6; strategies: {STRATEGIES}")]
    Round(String),
    /// It derives from nothing.
    #[error("--round {0} derives from the round before, and there is none")]
    First(String),
    /// A value that a round cannot have.
    #[error("--round {0}")]
    Value(String, #[source] Rejection),
}

const STRATEGIES: &str = "role_alike, district_team, coe_region, mixed, jigsaw, nested, \
                          balanced_random, same_as, language_first";

/// Does what the command line says, and prints it.
///
/// # Errors
/// What is wrong, and what to do.
pub fn run(settings: &PlanRooms) -> Result<(), PlanError> {
    if settings.quality {
        quality::print();
        return Ok(());
    }
    let path = settings.roster.as_ref().filter(|_| !settings.rounds.is_empty());
    let path = path.ok_or(PlanError::Nothing)?;
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| PlanError::Read(name.clone(), error))?;
    let table = Table::read(&bytes).map_err(|error| PlanError::Table(name, error))?;
    let (people, ids) = people(&table)?;
    let mut plans: Vec<Plan> = Vec::new();
    for wanted in &settings.rounds {
        let round = round(wanted, plans.len())?.seeded(settings.seed);
        let earlier =
            plans.iter().map(|plan| Earlier { rooms: &plan.rooms, weight: Earlier::TODAY });
        let earlier: Vec<_> = earlier.collect();
        let made = plan(&people, &round, &earlier);
        plans.push(made.map_err(|error| PlanError::Value(wanted.clone(), error))?);
    }
    if settings.json {
        let rounds: Vec<_> = plans.iter().map(|plan| as_json(plan, &ids)).collect();
        print(&json!({ "rounds": rounds }).to_string());
    } else {
        for (wanted, plan) in settings.rounds.iter().zip(&plans) {
            print(&format!("{wanted}: {}", sentence(&plan.report)));
        }
    }
    Ok(())
}

/// Whoever reads no further has seen enough.
fn print(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// `jigsaw:5` and the like; what derives from a round derives from the one before.
fn round(wanted: &str, before: usize) -> Result<Round, PlanError> {
    let unknown = || PlanError::Round(wanted.to_owned());
    let (name, size) = wanted.split_once(':').unwrap_or((wanted, "5"));
    let size = size.parse().map_err(|_| unknown())?;
    let last = || before.checked_sub(1).ok_or_else(|| PlanError::First(wanted.to_owned()));
    let strategy = match name {
        "role_alike" => Strategy::RoleAlike,
        "district_team" => Strategy::DistrictTeam { splits: false },
        "coe_region" => Strategy::CoeRegion,
        "mixed" => Strategy::Mixed,
        "jigsaw" => Strategy::Jigsaw { from: last()? },
        "nested" => Strategy::Nested { from: last()?, join: 2 },
        "balanced_random" => Strategy::BalancedRandom,
        "same_as" => Strategy::SameAs { from: last()? },
        "language_first" => Strategy::LanguageFirst,
        _ => return Err(unknown()),
    };
    Ok(Round::new(strategy, size))
}

type People = (Vec<Somebody>, BTreeMap<PersonId, String>);

fn people(table: &Table) -> Result<People, PlanError> {
    let find = |name: &str| {
        table.header.iter().position(|header| header.trim().eq_ignore_ascii_case(name))
    };
    let need = |name: &'static str| find(name).ok_or(PlanError::Column(name));
    let (id, role, code, language) =
        (need("id")?, need("role")?, need("cd_code")?, need("language")?);
    let (district, access) = (find("district"), find("access"));
    let (keep_with, keep_apart) = (find("keep_with"), find("keep_apart"));
    let (mut people, mut ids) = (Vec::new(), BTreeMap::new());
    for row in &table.rows {
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let some = |at: Option<usize>| at.map_or("", cell);
        let wrong = |column, at: usize, reason| PlanError::Cell {
            row: row.number as usize,
            column,
            value: cell(at).to_owned(),
            reason,
        };
        let me = person_id(cell(id));
        if cell(id).is_empty() || ids.insert(me, cell(id).to_owned()).is_some() {
            return Err(wrong("id", id, "each person has one of their own"));
        }
        let coded = match cell(code) {
            "" => None,
            text => Some(CdsCode::parse(text).map_err(|error| wrong("cd_code", code, error.0))?),
        };
        let organisation = Organisation { code: coded, name: some(district).to_owned() };
        people.push(Somebody {
            id: me,
            workplace: Workplace::from(&organisation),
            job_role: job_role(cell(role)),
            language: self::language(cell(language)),
            needs_access: !some(access).is_empty(),
            keep_with: listed(some(keep_with)),
            keep_apart: listed(some(keep_apart)),
        });
    }
    Ok((people, ids))
}

/// The same for the same text, in whatever order the rows stand.
fn person_id(text: &str) -> PersonId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(text.as_bytes())[..16]);
    PersonId(Uuid::from_bytes(bytes))
}

fn listed(text: &str) -> Arc<[PersonId]> {
    let ids: BTreeSet<_> = text.split([';', ' ', '|']).filter(|id| !id.is_empty()).collect();
    ids.into_iter().map(person_id).collect()
}

fn job_role(text: &str) -> Option<JobRole> {
    Some(match text.to_ascii_lowercase().as_str() {
        "teacher" => JobRole::Teacher,
        "coach" | "coach_tosa" => JobRole::Coach,
        "site_admin" => JobRole::SiteAdmin,
        "curriculum_admin" => JobRole::CurriculumAdmin,
        "specialist" => JobRole::Specialist,
        "cabinet" => JobRole::Cabinet,
        "edtech_data" => JobRole::EdtechData,
        "pupil_services" => JobRole::PupilServices,
        "family_community" => JobRole::FamilyCommunity,
        "coe_staff" => JobRole::CoeStaff,
        "partner" => JobRole::Partner,
        title => return roles::guess(&title.replace('_', " ")),
    })
}

fn language(text: &str) -> Option<Language> {
    match text.to_lowercase().as_str() {
        "en" | "english" | "inglés" | "ingles" => Some(Language::English),
        "es" | "spanish" | "español" | "espanol" => Some(Language::Spanish),
        "bilingual" | "bilingüe" | "bilingue" | "en+es" | "en/es" | "es/en" | "both" => {
            Some(Language::Bilingual)
        }
        _ => None,
    }
}

fn sentence(report: &Report) -> String {
    let Report { rooms, repeats, undecided, .. } = report;
    format!("{rooms} rooms, {} repeats, {undecided} people need a decision", repeats.found)
}

fn room_name(room: &Room) -> String {
    let number = room.number;
    match &room.name {
        Name::Number => format!("Room {number}"),
        Name::Role(role) => format!("Room {number}: {role:?}"),
        Name::Workplace(Workplace::Coded(code)) => format!("Room {number}: {code}"),
        Name::Workplace(Workplace::Named(name)) => format!("Room {number}: {name}"),
        Name::County(county) => format!("Room {number}: county {county}"),
        Name::Region(region) => format!("Room {number}: region {region}"),
        Name::Spanish => format!("Room {number}: Spanish"),
        Name::Others => format!("Room {number}: others"),
    }
}

fn as_json(plan: &Plan, ids: &BTreeMap<PersonId, String>) -> Value {
    let id = |person: &PersonId| ids.get(person).cloned().unwrap_or_default();
    let all = |people: &[PersonId]| people.iter().map(id).collect::<Vec<_>>();
    let room = |room: &Room| json!({ "name": room_name(room), "people": all(&room.people) });
    let figure = |figure: &Figure| json!({ "found": figure.found, "bound": figure.bound, "random": figure.dealt });
    let decision = |one: &Decision| json!({ "rule": one.rule.name(), "people": all(&one.people), "rooms": one.rooms });
    let unplaced = |one: &Unplaced| json!({ "rule": one.rule.name(), "person": id(&one.person) });
    let report = &plan.report;
    json!({
        "rooms": plan.rooms.iter().map(room).collect::<Vec<_>>(),
        "report": {
            "summary": sentence(report),
            "rooms": report.rooms,
            "people": report.people,
            "smallest": report.sizes.0,
            "largest": report.sizes.1,
            "repeats": figure(&report.repeats),
            "same_district": figure(&report.same_workplace),
            "same_role": figure(&report.same_role),
            "isolated": report.isolated,
            "undecided": report.undecided,
            "decisions": plan.decisions.iter().map(decision).collect::<Vec<_>>(),
            "unplaced": plan.unplaced.iter().map(unplaced).collect::<Vec<_>>(),
        },
    })
}
