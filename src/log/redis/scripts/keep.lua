-- Stores a secret unless one is there; answers the one that is there now.
-- KEYS secret · ARGV name of the upload, the secret

if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1], 'expires', '0', 'parts', '1', 'upload', ARGV[1], '0', ARGV[2])
end
return redis.call('HMGET', KEYS[1], 'expires', '0')
