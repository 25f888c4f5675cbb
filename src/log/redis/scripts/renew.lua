-- Renews the lease of a node, drops those that have run out, and lists the others.
-- KEYS what nodes say of themselves, until when · ARGV node, what it says, how long in ms

-- The server's clock: those of the nodes may differ.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
    redis.call('ZREM', KEYS[2], node)
    redis.call('HDEL', KEYS[1], node)
end
return redis.call('HGETALL', KEYS[1])
