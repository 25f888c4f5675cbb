-- Begins a log, or finds the one that is there.
-- KEYS head · ARGV epoch, whether everything visible is durable ('' or a channel)

local head = head_of(KEYS[1])
if head then
    if ARGV[2] == '' then
        fence(KEYS[1], head)
    end
    return head
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'seq', '0', 'tag', START)
return { ARGV[1], '0', START }
