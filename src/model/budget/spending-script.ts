/** Since the last reservation: an account that goes while calls are open would lose what they set aside. */
const keepSeconds = 40 * 24 * 60 * 60

/**
 * Reservations in one step each. Amounts are whole billionths of a dollar. An account is a hash of `spent` and `reserved`; open
 * reservations are in one hash, by the id of their call.
 *
 * KEYS[1] the hash of open reservations, KEYS[2…] accounts · ARGV[1] what to do:
 * `reserve`: id, amount, the record of the call, then a ceiling for each account (-1: none). Answers `reserved`; or, with the
 *   place of the account, `unknown` (its hash is not there: nobody knows what was spent), `spent` (it never fits), or `wait`
 *   (it fits if what is open comes to less).
 * `begin`: spent, for KEYS[2]. What is known already stands.
 * `settle`: id, amount (-1: all that was reserved). Answers `settled`, or `none` where it is not open (any more).
 */
export const spendingScript = `
local open = KEYS[1]
if ARGV[1] == 'begin' then
  redis.call('HSETNX', KEYS[2], 'spent', ARGV[2])
  redis.call('HSETNX', KEYS[2], 'reserved', '0')
  redis.call('EXPIRE', KEYS[2], ${keepSeconds})
  return { 'begun' }
end

local id = ARGV[2]
if ARGV[1] == 'reserve' then
  if redis.call('HEXISTS', open, id) == 1 then return { 'reserved' } end
  local amount = tonumber(ARGV[3])
  for at = 2, #KEYS do
    local ceiling = tonumber(ARGV[3 + at])
    local stored = redis.call('HMGET', KEYS[at], 'spent', 'reserved')
    if not stored[1] then return { 'unknown', tostring(at - 2) } end
    local spent, reserved = tonumber(stored[1]), tonumber(stored[2])
    if ceiling >= 0 and spent + amount > ceiling then return { 'spent', tostring(at - 2), stored[1] } end
    if ceiling >= 0 and spent + reserved + amount > ceiling then return { 'wait', tostring(at - 2) } end
  end
  local accounts = {}
  for at = 2, #KEYS do
    redis.call('HINCRBY', KEYS[at], 'reserved', ARGV[3])
    redis.call('EXPIRE', KEYS[at], ${keepSeconds})
    accounts[#accounts + 1] = KEYS[at]
  end
  local time = redis.call('TIME')
  local record = { amount = ARGV[3], accounts = accounts, at = time[1], call = ARGV[4] }
  redis.call('HSET', open, id, cjson.encode(record))
  return { 'reserved' }
end

local stored = redis.call('HGET', open, id)
if not stored then return { 'none' } end
local record = cjson.decode(stored)
local amount = ARGV[3]
if tonumber(amount) < 0 then amount = record.amount end
for _, account in ipairs(record.accounts) do
  if redis.call('EXISTS', account) == 1 then
    redis.call('HINCRBY', account, 'reserved', string.format('%.0f', 0 - tonumber(record.amount)))
    redis.call('HINCRBY', account, 'spent', amount)
  end
end
redis.call('HDEL', open, id)
return { 'settled' }
`
