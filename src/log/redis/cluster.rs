//! What the nodes of a cluster say about each other, and whom to believe.

use crate::log::redis::{connection::Address, keys::SLOTS, url::parse_address};

/// One line of `CLUSTER NODES`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClusterNode {
    pub(super) address: Address,
    is_master: bool,
    /// Grows with every fail-over: of two who claim a slot, the higher one has it.
    config_epoch: u64,
    /// First and last slots.
    slots: Vec<(usize, usize)>,
}

/// Reads `CLUSTER NODES`; `asked` is who said it. Lines that make no sense are left out.
pub(super) fn parse(text: &str, asked: &Address) -> Vec<ClusterNode> {
    text.lines().filter_map(|line| parse_line(line, asked)).collect()
}

fn parse_line(line: &str, asked: &Address) -> Option<ClusterNode> {
    // id address flags master ping pong epoch link slot…
    let mut words = line.split(' ').skip(1);
    let place = words.next()?.split(['@', ',']).next()?;
    let flags: Vec<&str> = words.next()?.split(',').collect();
    if flags.iter().any(|flag| matches!(*flag, "noaddr" | "handshake")) {
        return None;
    }
    let config_epoch = words.nth(3)?.parse().ok()?;
    let (host, port) = place.rsplit_once(':')?;
    // A node that nobody has met yet does not know its own address.
    let host = if host.is_empty() { &asked.host } else { host };
    let address = parse_address(&format!("[{host}]:{port}"), 0).ok()?;
    let slots = words.skip(1).filter_map(parse_slots).collect();
    Some(ClusterNode { address, is_master: flags.contains(&"master"), config_epoch, slots })
}

/// `5-7` or `5`; not `[5->-…]`, which is a slot on its way.
fn parse_slots(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let slots = (first.parse().ok()?, last.parse().ok()?);
    (slots.0 <= slots.1 && slots.1 < SLOTS).then_some(slots)
}

/// Who has each slot, by everything that is said: a node that was cut off believes the old
/// story, and the higher epoch refutes it.
pub(super) fn owners(views: &[Vec<ClusterNode>]) -> Vec<Option<&Address>> {
    let mut owners: Vec<Option<&ClusterNode>> = vec![None; SLOTS];
    for node in views.iter().flatten().filter(|node| node.is_master) {
        for (first, last) in &node.slots {
            for owner in owners.get_mut(*first..=*last).unwrap_or_default() {
                if owner.is_none_or(|owner| owner.config_epoch < node.config_epoch) {
                    *owner = Some(node);
                }
            }
        }
    }
    owners.into_iter().map(|owner| owner.map(|node| &node.address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(port: u16) -> Address {
        Address { host: "10.0.0.1".to_owned(), port }
    }

    #[test]
    fn the_higher_epoch_has_the_slot() {
        let old = "a 10.0.0.1:1@2,name myself,master - 0 0 1 connected 0-99 200 [93->-b]\n\
                   b 10.0.0.1:2@3 slave a 0 0 1 connected\n\
                   c :0@0 master,noaddr - 0 0 9 disconnected 0-16383";
        let new = "a 10.0.0.1:1@2 master,fail - 0 0 1 disconnected 200\n\
                   b :2@3 myself,master - 0 0 7 connected 0-99";
        let views = [parse(old, &at(1)), parse(new, &at(2))];
        assert_eq!((views[0].len(), views[1].len()), (2, 2));
        for views in [views.clone(), [views[1].clone(), views[0].clone()]] {
            let owners = owners(&views);
            assert_eq!(owners[50], Some(&at(2)));
            assert_eq!(owners[200], Some(&at(1)));
            assert_eq!(owners[100], None);
        }
    }
}
