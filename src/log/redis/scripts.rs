//! The scripts: one file per operation, what they share in front.

use redis::{Cmd, Pipeline, Script, cmd};
use std::sync::LazyLock;

/// A script, and the hash that a server knows it by once it is loaded.
pub(super) struct Named {
    code: &'static str,
    hash: LazyLock<String>,
}

macro_rules! script {
    ($name:ident, $flags:literal, $file:literal) => {
        pub(super) static $name: Named = Named {
            code: concat!(
                // With this line the server checks memory, replicas and role before a script
                // begins, and not at its first write.
                "#!lua",
                $flags,
                "\n",
                include_str!("scripts/shared.lua"),
                include_str!($file)
            ),
            hash: LazyLock::new(|| Script::new($name.code).get_hash().to_owned()),
        };
    };
}

script!(CREATE, "", "scripts/create.lua");
script!(SETTLE, "", "scripts/settle.lua");
script!(APPEND, "", "scripts/append.lua");
script!(MARK, "", "scripts/mark.lua");
script!(REOPEN, "", "scripts/reopen.lua");
script!(SAVE_SNAPSHOT, "", "scripts/save_snapshot.lua");
script!(PUT, "", "scripts/put.lua");
script!(PART, "", "scripts/part.lua");
script!(KEEP, "", "scripts/keep.lua");
script!(TAKE, "", "scripts/take.lua");
script!(SWEEP, "", "scripts/sweep.lua");
script!(RENEW, "", "scripts/renew.lua");
script!(RELEASE, "", "scripts/release.lua");
script!(READ, " flags=no-writes", "scripts/read.lua");
script!(SNAPSHOT, " flags=no-writes", "scripts/snapshot.lua");

/// Gives every script to a server: it forgets them when it restarts or a replica takes over.
pub(super) fn load() -> Pipeline {
    let all = [
        &CREATE,
        &SETTLE,
        &APPEND,
        &MARK,
        &REOPEN,
        &SAVE_SNAPSHOT,
        &PUT,
        &PART,
        &KEEP,
        &TAKE,
        &SWEEP,
        &RENEW,
        &RELEASE,
        &READ,
        &SNAPSHOT,
    ];
    let mut load = Pipeline::with_capacity(all.len());
    for script in all {
        load.cmd("SCRIPT").arg("LOAD").arg(script.code);
    }
    load
}

/// A call with its keys; arguments follow.
pub(super) fn call(script: &Named, keys: &[&str]) -> Cmd {
    let mut call = cmd("EVALSHA");
    call.arg(script.hash.as_str()).arg(keys.len());
    for key in keys {
        call.arg(*key);
    }
    call
}
