-- Uploads one part of a large secret, where nobody reads it yet.
-- KEYS uploaded parts · ARGV number of the part, its bytes, how long an upload may take

redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
