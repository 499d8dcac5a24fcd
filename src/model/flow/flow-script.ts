import { flowRules } from './flow-state.ts'

/**
 * `enterFlow` and `leaveFlow` in Redis, by its own clock and in one step; a test holds the two to each other. The state is a
 * hash of whole numbers.
 *
 * KEYS[1] the hash · ARGV[1] `enter` or `leave`, then the numbers of the call or the outcome in the order of
 * `create-redis-flow.ts`. Returns numbers as text: now, and for `enter` kind, wait, probe, reason; for `leave` the reason
 * why the circuit is open now, and the one before.
 */
export const flowScript = `
local fields = { 'requestsPerMinute', 'tokensPerMinute', 'requestsAt', 'tokensAt', 'blockedUntil', 'sellerLineEnd',
  'bulkLineEnd', 'failures', 'openings', 'openUntil', 'probeUntil', 'openReason' }
local reasons = { outage = 1, quota = 2, key = 3 }
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local stored = redis.call('HMGET', KEYS[1], unpack(fields))
local s = {}
for at, field in ipairs(fields) do s[field] = tonumber(stored[at] or '0') or 0 end
local text = function(number) return string.format('%.0f', number) end
local max, min = math.max, math.min

local save = function()
  local pairsOf = {}
  for _, field in ipairs(fields) do
    pairsOf[#pairsOf + 1] = field
    pairsOf[#pairsOf + 1] = text(s[field])
  end
  redis.call('HSET', KEYS[1], unpack(pairsOf))
  redis.call('EXPIRE', KEYS[1], ${24 * 60 * 60})
end

local smaller = function(one, other)
  if one == 0 or other == 0 then return max(one, other) end
  return min(one, other)
end

local paceOf = function(count, perMinute)
  if perMinute == 0 then return 0 end
  return math.ceil((count * 60000000) / (perMinute * ${flowRules.paceShare}))
end

local enter = function(tokens, bulk, waitMax, lease, requestsPerMinute, tokensPerMinute)
  local requestsPace = paceOf(1, smaller(s.requestsPerMinute, requestsPerMinute))
  local tokensPace = paceOf(tokens, smaller(s.tokensPerMinute, tokensPerMinute))
  local spacing = max(requestsPace, tokensPace, ${flowRules.spacingMin})
  local sendAway = function(kind, earliest)
    local line = bulk == 1 and 'bulkLineEnd' or 'sellerLineEnd'
    s[line] = min(max(s[line] + spacing, earliest), now + ${flowRules.lineMax})
    return { kind, s[line] - now, 0 }
  end
  if s.openUntil > now then return sendAway(2, s.openUntil) end
  local isHalfOpen = s.openUntil > 0
  if isHalfOpen and s.probeUntil > now then return sendAway(2, min(s.probeUntil, now + ${flowRules.probeLook})) end
  local slot = max(now, s.blockedUntil, requestsPace > 0 and s.requestsAt or 0, tokensPace > 0 and s.tokensAt or 0)
  local ahead = bulk == 1 and math.floor(waitMax / 2) or waitMax
  if slot - now > ahead then return sendAway(1, slot - ahead) end
  s.requestsAt = slot + requestsPace
  s.tokensAt = slot + tokensPace
  s.probeUntil = isHalfOpen and slot + lease or 0
  return { 0, slot - now, isHalfOpen and 1 or 0 }
end

local learn = function(kind, retryAfter, requestsPerMinute, tokensPerMinute, requestsEmpty, tokensEmpty)
  if requestsPerMinute > 0 then s.requestsPerMinute = requestsPerMinute end
  if tokensPerMinute > 0 then s.tokensPerMinute = tokensPerMinute end
  if requestsEmpty > 0 then s.requestsAt = max(s.requestsAt, now + requestsEmpty) end
  if tokensEmpty > 0 then s.tokensAt = max(s.tokensAt, now + tokensEmpty) end
  if kind == 'limited' then
    local wait = retryAfter == 0 and ${flowRules.retryAfterDefault} or retryAfter
    s.blockedUntil = max(s.blockedUntil, now + min(wait, ${flowRules.retryAfterMax}))
  end
end

local judge = function(kind, probe)
  local isOpen = s.openUntil > 0
  if kind == 'quota' or kind == 'key' then
    s.openUntil = max(s.openUntil, now + (kind == 'quota' and ${flowRules.openQuota} or ${flowRules.openKey}))
    s.openReason = reasons[kind]
    s.probeUntil = 0
    return
  end
  if isOpen and probe == 0 then return end
  if kind == 'neutral' then
    s.probeUntil = 0
    return
  end
  if kind ~= 'failed' then
    s.failures, s.openings, s.openUntil, s.probeUntil, s.openReason = 0, 0, 0, 0, 0
    return
  end
  s.failures = s.failures + 1
  if not isOpen and s.failures < ${flowRules.failuresMax} then return end
  s.openUntil = now + min(${flowRules.openFirst} * 2 ^ min(s.openings, 10), ${flowRules.openMax})
  s.openings = s.openings + 1
  s.probeUntil = 0
  s.openReason = reasons.outage
end

local n = {}
for at = 3, #ARGV do n[#n + 1] = tonumber(ARGV[at]) end
local answer
if ARGV[1] == 'enter' then
  local decision = enter(tonumber(ARGV[2]), unpack(n))
  answer = { decision[1], decision[2], decision[3], s.openReason }
else
  local before = s.openReason
  learn(ARGV[2], n[2], n[3], n[4], n[5], n[6])
  judge(ARGV[2], n[1])
  answer = { s.openReason, before }
end
save()
local told = { text(now) }
for _, number in ipairs(answer) do told[#told + 1] = text(number) end
return told
`
