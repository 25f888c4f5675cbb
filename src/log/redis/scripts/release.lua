-- Gives the lease of a node back.
-- KEYS what nodes say of themselves, until when · ARGV node

redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
