-- What several scripts need. A script is atomic but never rolled back: every one of them
-- looks at everything it needs before its first write.

local START = string.rep('\0', 32)
local ENTRIES_MAX = 256
local BYTES_MAX = 1048576
local PAGE = 16
-- Redis' Lua cannot spread longer lists into arguments.
local SPREAD = 1000

-- Epoch, number and tag of the raw end. Nothing: there is no such log.
local function head_of(key)
    local head = redis.call('HMGET', key, 'epoch', 'seq', 'tag')
    return head[1] and head
end

-- Whether the log has ever ended at a position.
local function knows(head, log, epoch, seq, tag)
    if epoch ~= head[1] or tonumber(seq) > tonumber(head[2]) then
        return false
    end
    if seq == '0' then
        return tag == START
    end
    local last = redis.call('XREVRANGE', log, seq, '-', 'COUNT', 1)[1]
    return last ~= nil and last[2][2] == seq and last[2][6] == tag
end

-- WAIT promises to wait for what its connection has written. (Redis 7.0 waits for all that its
-- connection could have seen; nothing says that others do.) So a script that only looks writes
-- as well, unless the watermark covers what it saw.
local function fence(key, head)
    local safe = redis.call('HMGET', key, 'durable_epoch', 'durable_seq')
    if safe[1] ~= head[1] or safe[2] ~= head[2] then
        redis.call('HSET', key, 'seq', head[2])
    end
end

-- What is left of what people wrote beside the events of one entry: index, bytes, and so on.
local function add_content(row, content, first, last)
    local bytes = 0
    for from = first, last, SPREAD do
        local upto, fields = math.min(from + SPREAD - 1, last), {}
        for seq = from, upto do
            fields[#fields + 1] = string.format('%d', seq)
        end
        for i, text in ipairs(redis.call('HMGET', content, unpack(fields))) do
            if text then
                row[#row + 1] = string.format('%d', from + i - 1 - first)
                row[#row + 1] = text
                bytes = bytes + #text
            end
        end
    end
    return bytes
end

-- Appends to `found` the entries from one event on, up to another, within bounds: first event,
-- last event, batch, tag, payload, content.
local function add_entries(found, log, content, from, upto)
    local count, bytes = 0, 0
    while count < ENTRIES_MAX and bytes < BYTES_MAX do
        local page = redis.call('XRANGE', log, from, upto, 'COUNT', PAGE)
        for _, entry in ipairs(page) do
            local fields, first = entry[2], string.match(entry[1], '^%d+')
            local row = { first, fields[2], fields[4], fields[6], fields[8] }
            local written = add_content(row, content, tonumber(first), tonumber(fields[2]))
            found[#found + 1] = row
            count, bytes = count + 1, bytes + #fields[8] + written
            if count == ENTRIES_MAX or bytes >= BYTES_MAX then
                return found
            end
            from = string.format('%d', tonumber(fields[2]) + 1)
        end
        if #page < PAGE then
            return found
        end
    end
    return found
end

-- Tells those who follow. Only a hint: it must not fail what is written already. An empty
-- channel: it is too early for it.
local function wake(channel)
    if channel ~= '' then
        redis.pcall('SPUBLISH', channel, '')
    end
end
