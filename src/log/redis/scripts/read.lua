-- Durable entries from one event on, after two numbers: the raw end and the durable one.
-- KEYS head, log, content · ARGV first event wanted, 'all' or 'durable'

local head = redis.call('HMGET', KEYS[1], 'seq', 'durable_seq')
local raw = head[1] or '0'
local safe = ARGV[2] == 'all' and raw or head[2] or '0'
if tonumber(ARGV[1]) > tonumber(safe) then
    return { raw, safe }
end
return add_entries({ raw, safe }, KEYS[2], KEYS[3], ARGV[1], safe)
