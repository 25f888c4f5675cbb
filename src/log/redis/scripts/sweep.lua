-- Deletes a secret if it has expired: it may have been replaced since it was looked at.
-- KEYS secret · ARGV now

local expires = redis.call('HGET', KEYS[1], 'expires')
if expires and expires ~= '0' and tonumber(expires) <= tonumber(ARGV[1]) then
    redis.call('DEL', KEYS[1])
end
return 1
