-- Stores or replaces a secret.
-- KEYS secret, uploaded parts · ARGV expiry, number of parts, name of the upload, the vault's
-- own key, the secret when it is in one part

if tonumber(ARGV[2]) > 1 then
    if redis.call('HLEN', KEYS[2]) ~= tonumber(ARGV[2]) then
        -- Given up, or lost with a master: the sender begins again.
        return 0
    end
    redis.call('HSET', KEYS[2],
        'expires', ARGV[1], 'parts', ARGV[2], 'upload', ARGV[3], 'key', ARGV[4])
    redis.call('RENAME', KEYS[2], KEYS[1])
    redis.call('PERSIST', KEYS[1])
    return 1
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1],
    'expires', ARGV[1], 'parts', '1', 'upload', ARGV[3], 'key', ARGV[4], '0', ARGV[5])
return 1
