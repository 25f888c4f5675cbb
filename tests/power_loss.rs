//! G1: power may fail anywhere, with any subset of the writes since the last sync lost or
//! torn, and nothing that anyone was told to be safe is gone.

use crate::support::{
    disk::{Disk, Op, crash},
    rng::Rng,
};
use bytes::Bytes;
use convene::log::{
    Append, Batch, BatchId, EmbeddedLog, Epoch, EventLog, LogId, Position, Seals, Vault, follow,
};
use uuid::Uuid;

const LOGS: u64 = 3;
const ROUNDS: u64 = 12;

fn log_id(n: u64) -> LogId {
    LogId(Uuid::from_u128(u128::from(n) + 1))
}

fn batch(log: u64, round: u64) -> Batch {
    let payload = Bytes::from(vec![u8::try_from(round).unwrap(); 700]);
    let content = vec![(0, Bytes::from(format!("{log}/{round}")))];
    Batch { id: BatchId(Uuid::new_v4()), events: 1, payload, content, seals: Seals::new() }
}

/// What an acknowledgement was about.
fn ack_of(log: u64, round: u64) -> u64 {
    log * 1000 + round
}

/// Appends to several logs at once, so that commits are shared, and puts secrets between.
/// The image to begin with, and all that was done to it.
async fn workload(ack_early: bool) -> (Vec<Op>, Epoch) {
    let disk = Disk::default();
    let epoch = Epoch(Uuid::new_v4());
    let log = EmbeddedLog::open(disk.opener()).unwrap();
    for n in 0..LOGS {
        log.create(log_id(n), epoch).await.unwrap();
    }
    let writer = async |n: u64| {
        let mut at = Position::start(epoch);
        for round in 1..=ROUNDS {
            if ack_early {
                disk.ack(ack_of(n, round));
            }
            match log.append(log_id(n), at, batch(n, round)).await.unwrap() {
                Append::Done(position) => at = position,
                other => panic!("{other:?}"),
            }
            if !ack_early {
                disk.ack(ack_of(n, round));
            }
            log.put(Bytes::from(n.to_be_bytes().to_vec()), Bytes::from(vec![9; 100]), 0)
                .await
                .unwrap();
        }
    };
    tokio::join!(writer(0), writer(1), writer(2));
    (disk.journal(), epoch)
}

/// Opens what the crash left and looks for everything that was acknowledged before it.
/// The journal of the repair, for crashing again.
async fn check(image: Vec<u8>, acked: &[Op], epoch: Epoch) -> Result<Vec<Op>, String> {
    let disk = Disk::of(image);
    let log =
        EmbeddedLog::open(disk.opener()).map_err(|error| format!("does not open: {error:?}"))?;
    for n in 0..LOGS {
        let safe = acked.iter().filter_map(|op| match op {
            Op::Acked(what) if what / 1000 == n => Some(what % 1000),
            _ => None,
        });
        let safe = safe.max().unwrap_or_default();
        let entries = log.read(log_id(n), 0).await.map_err(|error| error.to_string())?;
        let found = entries.len() as u64;
        if found < safe {
            return Err(format!("log {n}: {safe} acknowledged, {found} found"));
        }
        let end = entries.iter().try_fold(Position::start(epoch), follow);
        let end = end.map_err(|error| error.to_string())?;
        let whole = entries.iter().all(|entry| entry.content.len() == 1);
        let head = log.head(log_id(n)).await.map_err(|error| error.to_string())?;
        if !whole || (head.is_some() && head != Some(end)) {
            return Err(format!("log {n} ends at {head:?}, its entries at {end:?}"));
        }
    }
    Ok(disk.journal())
}

/// Cuts power at every operation, `variants` times with other subsets of what was not
/// synced, and each time once more during the repair. The number of states tried.
async fn sweep(ack_early: bool, variants: u64) -> Result<u64, String> {
    let (journal, epoch) = workload(ack_early).await;
    // Creating the file is made safe by a rename, not by the store: begin after it.
    let begin = journal.iter().position(|op| matches!(op, Op::Acked(_))).unwrap();
    let mut states = 0;
    for upto in begin..=journal.len() {
        for variant in 0..variants {
            let mut rng = Rng::new(upto as u64 * 1000 + variant);
            let image = crash(&[], &journal, upto, &mut rng);
            let case = |error| format!("power cut at {upto}, variant {variant}: {error}");
            let repair = check(image.clone(), &journal[..upto], epoch).await.map_err(case)?;
            let again = crash(&image, &repair, rng.below(repair.len() + 1), &mut rng);
            check(again, &journal[..upto], epoch).await.map_err(case)?;
            states += 2;
        }
    }
    Ok(states)
}

#[tokio::test]
async fn nothing_acknowledged_is_lost() {
    let states = sweep(false, 4).await.unwrap();
    println!("power was cut in {states} states");
    assert!(states > 1000, "the sweep has shrunk to {states} states");
}

/// The sweep itself would notice a server that acknowledges before the sync.
#[tokio::test]
async fn an_early_acknowledgement_is_noticed() {
    let lost = sweep(true, 1).await.unwrap_err();
    assert!(lost.contains("acknowledged"), "{lost}");
}
