-- Reads and deletes a secret in one step: expiry and parts.
-- KEYS secret

local about = redis.call('HMGET', KEYS[1], 'expires', 'parts')
if not about[1] then
    return {}
end
local taken = { about[1] }
for part = 0, tonumber(about[2]) - 1 do
    taken[#taken + 1] = redis.call('HGET', KEYS[1], string.format('%d', part))
end
redis.call('DEL', KEYS[1])
return taken
