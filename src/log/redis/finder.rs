//! Finds the masters: of one server, through sentinels, or of a cluster.

use crate::log::redis::{
    cluster::{self, ClusterNode},
    connection::{Address, Link},
    map::Placement,
    replies,
    url::{Access, Kind, RedisUrl, parse_address},
};
use futures_util::future::join_all;
use redis::{Cmd, ErrorKind, Pipeline, RedisError, RedisResult, Value, cmd};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::sync::Notify;

/// How long one server may take to say where the masters are. Others are asked meanwhile.
const ASK_MAX: Duration = Duration::from_millis(700);

/// Knows whom to ask.
pub(super) struct Finder {
    kind: Kind,
    access: Access,
    /// Servers or sentinels that were named by the setting or by others since.
    scouts: BTreeMap<Address, Link>,
}

/// A server that holds data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    pub(super) address: Address,
    /// The master that it follows; `None`: it is one.
    pub(super) master: Option<Address>,
}

fn unknown(reason: &'static str) -> RedisError {
    (ErrorKind::Io, reason).into()
}

impl Finder {
    /// Looks whether a single server is part of a cluster.
    pub(super) async fn new(url: RedisUrl) -> RedisResult<Self> {
        let RedisUrl { mut kind, access, addresses } = url;
        let mut finder = Self { kind: kind.clone(), access, scouts: BTreeMap::new() };
        finder.learn(addresses);
        if kind == Kind::Single {
            let mut info = cmd("INFO");
            info.arg("cluster");
            let scout = finder.scouts.values().next().ok_or_else(|| unknown("no address"))?;
            if replies::text(scout.ask(info).await?)?.contains("cluster_enabled:1") {
                kind = Kind::Cluster;
            }
        }
        finder.kind = kind;
        Ok(finder)
    }

    pub(super) fn is_cluster(&self) -> bool {
        self.kind == Kind::Cluster
    }

    fn learn(&mut self, addresses: impl IntoIterator<Item = Address>) {
        // The account is one of the servers. A sentinel that wants one is rare, and would be
        // a setting of its own.
        let is_sentinel = matches!(self.kind, Kind::Sentinel(_));
        let access = if is_sentinel { Access::default() } else { self.access.clone() };
        for address in addresses {
            let link = || Link::new(access.clone(), address.clone(), Arc::new(Notify::new()));
            self.scouts.entry(address.clone()).or_insert_with(link);
        }
    }

    /// Where the masters are now.
    pub(super) async fn find(&mut self) -> RedisResult<Placement> {
        match self.kind.clone() {
            Kind::Single => {
                let address = self.scouts.keys().next().cloned();
                address.map(Placement::of_one).ok_or_else(|| unknown("no address"))
            }
            Kind::Sentinel(name) => self.ask_sentinels(&name).await.map(Placement::of_one),
            Kind::Cluster => {
                let views = self.ask_cluster().await?;
                self.learn(views.iter().flatten().map(|node| node.address.clone()));
                Ok(Placement::of_many(&cluster::owners(&views)))
            }
        }
    }

    /// Asks everyone, and takes what comes in time.
    async fn ask_everyone(&self, questions: &Pipeline) -> Vec<(Address, Vec<Value>)> {
        let asked = self.scouts.values().map(|scout| async move {
            let answers = tokio::time::timeout(ASK_MAX, scout.ask_all(questions)).await;
            answers.ok().and_then(Result::ok).map(|answers| (scout.address().clone(), answers))
        });
        join_all(asked).await.into_iter().flatten().collect()
    }

    /// The master by the sentinel that has seen the latest fail-over.
    async fn ask_sentinels(&self, name: &str) -> RedisResult<Address> {
        let mut questions = Pipeline::with_capacity(2);
        questions.cmd("SENTINEL").arg("MASTER").arg(name);
        // Knows the promoted one before the fail-over is complete.
        questions.cmd("SENTINEL").arg("GET-MASTER-ADDR-BY-NAME").arg(name);
        let answers = self.ask_everyone(&questions).await.into_iter();
        let said = answers.filter_map(|(_, answers)| {
            let mut answers = answers.into_iter();
            let about = replies::fields(answers.next()?).ok()?;
            let epoch: u64 = about.get("config-epoch")?.parse().ok()?;
            let mut place = replies::array(answers.next()?).ok()?.into_iter();
            let host = replies::text(place.next()?).ok()?;
            let port = replies::number(place.next()?).ok()?;
            Some((epoch, Address { host, port }))
        });
        let latest = said.max_by_key(|(epoch, _)| *epoch);
        latest.map(|(_, address)| address).ok_or_else(|| unknown("no sentinel knows the master"))
    }

    async fn ask_cluster(&self) -> RedisResult<Vec<Vec<ClusterNode>>> {
        let mut question = Pipeline::with_capacity(1);
        question.cmd("CLUSTER").arg("NODES");
        let answers = self.ask_everyone(&question).await.into_iter();
        let views = answers.filter_map(|(address, answers)| {
            let text = replies::text(answers.into_iter().next()?).ok()?;
            Some(cluster::parse(&text, &address))
        });
        let views: Vec<_> = views.collect();
        if views.is_empty() { Err(unknown("no node of the cluster answers")) } else { Ok(views) }
    }

    /// Every server that holds data: the masters and what follows them.
    pub(super) async fn members(&mut self) -> RedisResult<Vec<Member>> {
        let placement = self.find().await?;
        let mut members = Vec::new();
        for master in placement.masters {
            members.push(Member { address: master.clone(), master: None });
            let mut info = cmd("INFO");
            info.arg("replication");
            let replicas = replicas(&replies::text(self.ask(&master, info).await?)?);
            members.extend(
                replicas
                    .into_iter()
                    .map(|address| Member { address, master: Some(master.clone()) }),
            );
        }
        Ok(members)
    }

    /// Asks one server that holds data.
    pub(super) async fn ask(&self, address: &Address, question: Cmd) -> RedisResult<Value> {
        Link::new(self.access.clone(), address.clone(), Arc::default()).ask(question).await
    }
}

/// The replicas in `INFO replication` of a master.
fn replicas(info: &str) -> Vec<Address> {
    let lines = info.lines().filter(|line| {
        line.strip_prefix("slave")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let address = |line: &str| {
        let value = |name| {
            let mut fields = line.split_once(':')?.1.split(',');
            fields.find_map(|field| field.strip_prefix(name))
        };
        parse_address(&format!("[{}]:{}", value("ip=")?, value("port=")?), 0).ok()
    };
    lines.filter_map(address).collect()
}
