//! Prepares the demo as staff would: an account, a session, its agenda, a roster from a table.

use super::{
    helper, polls,
    roster::{self, Invitee},
    rounds, steps,
};
use crate::{
    client::{Http, Joined, Kept},
    room,
};
use anyhow::{Context, bail, ensure};
use convene::proto::{
    self, ImportRosterBody, JobRole, Permission, PutAgendaItem, RoleMapping, RosterImported,
    RosterPreview, RosterTable, command::Body,
};
use std::collections::HashMap;

pub const FACILITATOR: &str = "Fay Facilitator";
/// Places on the roster that are left for whoever tries the demo, behind the others.
pub const FREE: usize = 2;
/// The county of the facilitator's office.
const FACILITATOR_COUNTY: u32 = 34;

pub struct Prepared {
    pub admin: Http,
    pub session: String,
    pub code: String,
    pub facilitator_link: String,
    /// Of the simulated co-facilitator.
    pub helper_link: String,
    /// Everyone on the roster, and their link.
    pub invited: Vec<(Invitee, String)>,
    pub steps: usize,
    /// How good the plans of its rounds are.
    pub rounds: Vec<String>,
    pub polls: usize,
}

pub async fn prepare(
    url: &str,
    setup_link: &str,
    invited: Vec<Invitee>,
) -> anyhow::Result<Prepared> {
    let mut admin = room::claim(url, setup_link, "Alex Admin").await?;
    let title =
        proto::Text { en: "Spring convening".to_owned(), es: "Encuentro de primavera".to_owned() };
    let (session, code) = room::new_session(&mut admin, title).await?;
    let ticket = admin.ticket_of(&session).await?;
    let address = url.trim_start_matches("http://");
    let mut joined = Joined::enter(address, ticket, Kept::default()).await?;
    let steps = put_agenda(&mut joined).await.context("the agenda")?;
    let facilitator_link = add_facilitator(&mut admin, &session, FACILITATOR).await?;
    let helper_link = add_facilitator(&mut admin, &session, helper::NAME).await?;
    import(&mut admin, &session, &invited).await.context("the roster")?;
    let next = u64::try_from(steps)? + 1;
    let rounds = rounds::put(&mut admin, &mut joined, next, &session, &invited).await;
    let rounds = rounds.context("the rounds")?;
    let next = next + u64::try_from(rounds.len())?;
    let polls = polls::put(&mut admin, &mut joined, next, &session).await.context("the polls")?;
    let detail: proto::SessionDetail = admin.get(&format!("/api/sessions/{session}")).await?;
    let links: HashMap<String, String> =
        detail.roster.into_iter().map(|row| (row.email, row.link)).collect();
    let with_link = |invitee: Invitee| {
        let link = links.get(&invitee.email).context("someone without a link")?.clone();
        anyhow::Ok((invitee, link))
    };
    let invited = invited.into_iter().map(with_link).collect::<anyhow::Result<_>>()?;
    Ok(Prepared {
        admin,
        session,
        code,
        facilitator_link,
        helper_link,
        invited,
        steps,
        rounds,
        polls,
    })
}

/// Over the live connection, as the agenda's page does. How many steps.
async fn put_agenda(joined: &mut Joined) -> anyhow::Result<usize> {
    let items = steps::agenda()?;
    let count = items.len();
    // From the last to the first: each goes to the front, and no id must be waited for.
    for (n, item) in (1..).zip(items.into_iter().rev()) {
        let put = PutAgendaItem { item: Some(item), after_id: String::new() };
        joined.ask(n, Body::PutAgendaItem(put)).await?;
    }
    Ok(count)
}

async fn add_facilitator(admin: &mut Http, session: &str, name: &str) -> anyhow::Result<String> {
    let office = roster::county_office(FACILITATOR_COUNTY);
    let new = proto::NewPerson {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
        organisation: Some(proto::Organisation { cds_code: office.code, name: office.name }),
        job_role: JobRole::CoeStaff.into(),
        permission: Permission::Facilitator.into(),
    };
    let path = format!("/api/sessions/{session}/people");
    let added: proto::PersonLinks =
        admin.post(&path, &proto::AddPeopleBody { people: vec![new] }).await?;
    Ok(added.people.into_iter().next().context("nobody was added")?.link)
}

/// As someone would: looks at the preview, says which role a title is that the server does not
/// know, looks again, imports.
async fn import(admin: &mut Http, session: &str, invited: &[Invitee]) -> anyhow::Result<()> {
    let content = roster::csv(invited)?.into();
    let mut table = RosterTable { content, ..RosterTable::default() };
    let path = format!("/api/sessions/{session}/roster/preview");
    let seen: RosterPreview = admin.post(&path, &table).await?;
    let roles: HashMap<&str, JobRole> =
        invited.iter().map(|invitee| (invitee.title, invitee.role)).collect();
    for found in &seen.roles {
        let meant = roles.get(found.text.as_str()).copied().unwrap_or(JobRole::Teacher);
        if found.job_role() != meant {
            let mapping = RoleMapping { text: found.text.clone(), job_role: meant.into() };
            table.roles.push(mapping);
        }
    }
    let seen: RosterPreview = admin.post(&path, &table).await?;
    if let Some(row) = seen.rows.iter().find(|row| !row.problems.is_empty()) {
        bail!("row {}: {:?}", row.row, row.problems);
    }
    let path = format!("/api/sessions/{session}/roster");
    let body =
        ImportRosterBody { table: Some(table), digest: seen.digest, leave_out_problems: false };
    let done: RosterImported = admin.post(&path, &body).await?;
    ensure!(usize::try_from(done.added_count)? == invited.len(), "not everyone was imported");
    Ok(())
}
