-- The newest snapshot at or before an event: its number, its epoch and tag, its bytes.
-- KEYS snapshots · ARGV seq

local newest
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    -- A log has few: they are taken ever more rarely as it grows.
    local seq = tonumber(field)
    if seq and seq <= tonumber(ARGV[1]) and (not newest or seq > tonumber(newest)) then
        newest = field
    end
end
if not newest then
    return {}
end
return { newest, unpack(redis.call('HMGET', KEYS[1], newest .. ':at', newest)) }
