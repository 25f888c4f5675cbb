-- Looks at the raw end of a log, so that waiting for the replicas makes it the durable one.
-- KEYS head

local head = head_of(KEYS[1])
if not head then
    return {}
end
fence(KEYS[1], head)
return head
