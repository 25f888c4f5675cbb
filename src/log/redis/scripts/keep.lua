-- Stores a secret unless one is there; answers the one that is there now.
-- KEYS secret · ARGV name of the upload, the vault's own key, the secret

if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1],
        'expires', '0', 'parts', '1', 'upload', ARGV[1], 'key', ARGV[2], '0', ARGV[3])
end
return redis.call('HMGET', KEYS[1], 'expires', '0')
