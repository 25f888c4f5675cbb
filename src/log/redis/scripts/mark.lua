-- Moves the watermark of a log to a position that all replicas have, and wakes those who
-- follow. It never moves back, and never to what is not in this log's history.
-- KEYS head, log · ARGV epoch, seq, tag, channel

local head = head_of(KEYS[1])
if not head or not knows(head, KEYS[2], ARGV[1], ARGV[2], ARGV[3]) then
    return 0
end
local safe = redis.call('HMGET', KEYS[1], 'durable_epoch', 'durable_seq')
if safe[1] == ARGV[1] and tonumber(safe[2]) >= tonumber(ARGV[2]) then
    return 1
end
redis.call('HSET', KEYS[1],
    'durable_epoch', ARGV[1], 'durable_seq', ARGV[2], 'durable_tag', ARGV[3])
wake(ARGV[4])
return 1
