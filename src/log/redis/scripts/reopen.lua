-- Opens a new epoch at the present end of a log and keeps what was lost, as it is known to
-- whoever noticed. Does nothing when the log has gone on.
-- KEYS head, snapshots, orphans
-- ARGV epoch, seq, tag of the end · new epoch · channel · for each lost entry: how many
--      arguments follow, its first event, and its fields

local head = head_of(KEYS[1])
if not head then
    return {}
end
if ARGV[1] ~= head[1] or ARGV[2] ~= head[2] or ARGV[3] ~= head[3] then
    if ARGV[5] == '' then
        fence(KEYS[1], head)
    end
    return head
end
local i = 6
while i <= #ARGV do
    local upto = i + tonumber(ARGV[i])
    redis.call('XADD', KEYS[3], ARGV[i + 1] .. '-0', unpack(ARGV, i + 2, upto))
    i = upto + 1
end
-- Folds of what was lost.
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
    if tonumber(string.match(field, '^%d+')) > tonumber(ARGV[2]) then
        redis.call('HDEL', KEYS[2], field)
    end
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[4])
wake(ARGV[5])
return { ARGV[4], ARGV[2], ARGV[3] }
