-- Appends a batch if the log still ends where the writer thinks. Check, batch, content and
-- wake-up are one step.
-- KEYS head, log, content
-- ARGV expected epoch, seq, tag · first event, last event, tag after it · batch id, payload ·
--      channel ('': wake later, when the replicas have it) · event and content, repeated

local head = head_of(KEYS[1])
if not head then
    return { 'none' }
end
if ARGV[1] == head[1] and ARGV[2] == head[2] and ARGV[3] == head[3] then
    if #ARGV > 9 then
        -- Refuses a key of another type while nothing is written yet.
        redis.call('HLEN', KEYS[3])
    end
    -- First, because it also refuses: a number that the stream has already passed.
    redis.call('XADD', KEYS[2], ARGV[4] .. '-0',
        'last', ARGV[5], 'batch', ARGV[7], 'tag', ARGV[6], 'payload', ARGV[8])
    for i = 10, #ARGV, SPREAD do
        redis.call('HSET', KEYS[3], unpack(ARGV, i, math.min(i + SPREAD - 1, #ARGV)))
    end
    redis.call('HSET', KEYS[1], 'seq', ARGV[5], 'tag', ARGV[6])
    wake(ARGV[9])
    return { 'done' }
end
if ARGV[9] == '' then
    fence(KEYS[1], head)
end
if not knows(head, KEYS[2], ARGV[1], ARGV[2], ARGV[3]) then
    return { 'diverged', head }
end
local from = string.format('%d', tonumber(ARGV[2]) + 1)
local next = redis.call('XRANGE', KEYS[2], from, '+', 'COUNT', 1)[1]
if next and next[2][4] == ARGV[7] then
    return { 'there', head, next[2][2], next[2][6] }
end
return add_entries({ 'moved', head }, KEYS[2], KEYS[3], from, '+')
