-- Keeps a snapshot of a log that is there.
-- KEYS head, snapshots · ARGV seq, epoch and tag, bytes

if not head_of(KEYS[1]) then
    return 0
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3], ARGV[1] .. ':at', ARGV[2])
return 1
