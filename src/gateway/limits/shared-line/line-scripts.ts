/**
 * The line of one row, kept in Redis by scripts, each of which is one step for all gateways. It is the line of `fair-queue.ts`, kept so
 * that a step, and the telling of a place, take a time that grows with the logarithm of those who wait.
 *
 * A ticket is `gateway/number/tier/person`. Below the row's key are
 *
 * - `state`, a hash: each tier's `pass:` (stride scheduling) and `size:`, `virtual` (pass of the tier last served), `turn` (the last
 *   turn given in a circle), `average` (ms of a chat), `opensAt` (until when nobody's turn comes, see `join`);
 * - `own:<tier>:<person>`, a list: the tickets of a person, in their order;
 * - `round:<tier>:<n>`, a sorted set: the people with more than n tickets, by their turn in the circle. The first of `round:…:0` is the
 *   next of the tier; and who stands n-th in their own list is served in round n, after all of the rounds before;
 * - `gateways`, a sorted set: until when a gateway lives unless it is heard of again, in ms of Redis's own clock;
 * - `running:<gateway>` and `waiting:<gateway>`, sets: its tickets.
 *
 * What a gateway that died has left is cleared by whoever comes next, so many tickets a step. All keys end by themselves.
 */
const common = `
local base, gateway = KEYS[1], ARGV[1]
local most, lease = tonumber(ARGV[2]), tonumber(ARGV[3])
local tiers = {'high', 'normal', 'low'}
local stride = {high = tonumber(ARGV[4]), normal = tonumber(ARGV[5]), low = tonumber(ARGV[6])}
local perPerson, inAll = tonumber(ARGV[7]), tonumber(ARGV[8])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local budget, granted = 200, {}

local function key(...) return base .. ':' .. table.concat({...}, ':') end
local state, gateways = key('state'), key('gateways')
local function get(field) return tonumber(redis.call('HGET', state, field) or '0') end
local function set(field, value) redis.call('HSET', state, field, string.format('%.17g', value)) end
local function keep(name) redis.call('EXPIRE', name, 7200) end
local function parse(ticket) return string.match(ticket, '^([^/]+)/[^/]+/([^/]+)/(.*)$') end
local function lives(name)
  local untilWhen = redis.call('ZSCORE', gateways, name)
  return untilWhen and tonumber(untilWhen) > now
end
local function renew()
  redis.call('ZADD', gateways, now + lease, gateway)
  for _, name in ipairs({state, gateways, key('running', gateway), key('waiting', gateway)}) do keep(name) end
end

local function running()
  local count = 0
  for _, name in ipairs(redis.call('ZRANGE', gateways, 0, -1)) do
    count = count + redis.call('SCARD', key('running', name))
  end
  return count
end
local function waiting() return get('size:high') + get('size:normal') + get('size:low') end

local function start(ticket, owner)
  redis.call('SADD', key('running', owner), ticket)
  keep(key('running', owner))
  if owner == gateway then table.insert(granted, ticket)
  else redis.call('PUBLISH', key('wake', string.match(owner, '^[^.]+')), ticket) end
end

-- Out of the line, without a turn.
local function forget(ticket)
  local owner, tier, person = parse(ticket)
  local own = key('own', tier, person)
  if redis.call('LREM', own, 1, ticket) == 0 then return end
  redis.call('ZREM', key('round', tier, redis.call('LLEN', own)), person)
  redis.call('HINCRBY', state, 'size:' .. tier, -1)
end

local function nextTier()
  local found, least
  for _, tier in ipairs(tiers) do
    if get('size:' .. tier) > 0 then
      local pass = get('pass:' .. tier)
      if not least or pass < least then found, least = tier, pass end
    end
  end
  return found, least
end

local function sweep()
  for _, dead in ipairs(redis.call('ZRANGEBYSCORE', gateways, '-inf', now)) do
    redis.call('DEL', key('running', dead))
    if budget > 0 then
      for _, ticket in ipairs(redis.call('SPOP', key('waiting', dead), budget)) do
        forget(ticket)
        budget = budget - 1
      end
    end
    if redis.call('SCARD', key('waiting', dead)) == 0 then redis.call('ZREM', gateways, dead) end
  end
end

local function serve()
  if now < get('opensAt') then return end
  local free = most - running()
  while free > 0 and budget > 0 do
    local tier, pass = nextTier()
    if not tier then return end
    budget = budget - 1
    local person = redis.call('ZRANGE', key('round', tier, 0), 0, 0)[1]
    local own = key('own', tier, person)
    local ticket = redis.call('LPOP', own)
    local left = redis.call('LLEN', own)
    redis.call('ZREM', key('round', tier, left), person)
    redis.call('HINCRBY', state, 'size:' .. tier, -1)
    local owner = parse(ticket)
    redis.call('SREM', key('waiting', owner), ticket)
    -- Who died takes no turn from anybody.
    if lives(owner) then
      if left > 0 then
        local turn = redis.call('HINCRBY', state, 'turn', 1)
        for round = 0, left - 1 do redis.call('ZADD', key('round', tier, round), turn, person) end
      end
      set('virtual', pass)
      set('pass:' .. tier, pass + stride[tier])
      start(ticket, owner)
      free = free - 1
    end
  end
end

local known = lives(gateway)
if known then renew() end
`;

/** What every script but `places` answers: whether the gateway is known, what became of the ticket, and whose turn it is of its own. */
const answer = (outcome: string): string => `
return {known and 1 or 0, ${outcome}, granted}
`;

/**
 * A gateway comes, or comes again: with the name that it had before, if any, and the tickets that it answers, which count from now
 * on whether there is room or not. When the line may have been lost (Redis started lately, or knows nothing of a line that there
 * was), nobody's turn comes until every gateway had the time to say what it answers.
 */
export const joinScript = `${common}
local before = ARGV[9]
local lost = before ~= '' and redis.call('EXISTS', state) == 0
local info = redis.pcall('INFO', 'server')
local up = type(info) == 'string' and tonumber(string.match(info, 'uptime_in_seconds:(%d+)') or '') or nil
if lost then set('opensAt', now + lease)
elseif up and up * 1000 < lease then set('opensAt', now + lease - up * 1000) end
set('joined', now)
if before ~= '' then redis.call('ZADD', gateways, 0, before) end
known = true
renew()
sweep()
for index = 10, #ARGV do redis.call('SADD', key('running', gateway), ARGV[index]) end
keep(key('running', gateway))
serve()
${answer("''")}`;

/** A ticket gets in line, or at once its turn. */
export const enterScript = `${common}
local outcome, ticket = '', ARGV[9]
if known then
  sweep()
  serve()
  local _, tier, person = parse(ticket)
  local inLine = waiting()
  local own = key('own', tier, person)
  local before = redis.call('LLEN', own)
  if inLine == 0 and now >= get('opensAt') and running() < most then
    start(ticket, gateway)
  elseif inLine >= inAll then outcome = 'queue-full'
  elseif before >= perPerson then outcome = 'queue-person-full'
  else
    if get('size:' .. tier) == 0 then set('pass:' .. tier, math.max(get('pass:' .. tier), get('virtual'))) end
    local turn = redis.call('ZSCORE', key('round', tier, 0), person) or redis.call('HINCRBY', state, 'turn', 1)
    redis.call('RPUSH', own, ticket)
    redis.call('ZADD', key('round', tier, before), turn, person)
    redis.call('HINCRBY', state, 'size:' .. tier, 1)
    redis.call('SADD', key('waiting', gateway), ticket)
    for _, name in ipairs({own, key('waiting', gateway)}) do keep(name) end
    for round = 0, before do keep(key('round', tier, round)) end
  end
end
${answer('outcome')}`;

/** A ticket is over, whether it waits, is answered or is gone already; with the milliseconds that its answer took, if it had one. */
export const endScript = `${common}
local ticket, took = ARGV[9], tonumber(ARGV[10])
local owner = parse(ticket)
if redis.call('SREM', key('running', owner), ticket) == 1 then
  if took then
    local average = redis.call('HGET', state, 'average')
    set('average', average and tonumber(average) + 0.2 * (took - tonumber(average)) or took)
  end
elseif redis.call('SREM', key('waiting', owner), ticket) == 1 then forget(ticket) end
sweep()
serve()
${answer("''")}`;

/** A gateway is still there; tells all of its tickets whose turn it is, in case that word of one was lost. */
export const beatScript = `${common}
sweep()
serve()
granted = known and redis.call('SMEMBERS', key('running', gateway)) or {}
${answer("''")}`;

/** How many come before each ticket if nobody else gets in line, -1 for one that does not wait; and first the length of a chat. */
export const placesScript = `${common}
local passes, sizes, rounds = {}, {}, {}
for _, tier in ipairs(tiers) do
  passes[tier], sizes[tier], rounds[tier] = get('pass:' .. tier), get('size:' .. tier), {}
end
local function before(ticket)
  local _, tier, person = parse(ticket)
  local round
  for index, one in ipairs(redis.call('LRANGE', key('own', tier, person), 0, -1)) do
    if one == ticket then round = index - 1 end
  end
  local count = round and redis.call('ZRANK', key('round', tier, round), person)
  if not count then return -1 end
  for earlier = 0, round - 1 do
    rounds[tier][earlier] = rounds[tier][earlier] or redis.call('ZCARD', key('round', tier, earlier))
    count = count + rounds[tier][earlier]
  end
  -- The others that are served while the tier has not yet come to this one; of equals the higher tier goes first.
  local pass, isHigher, others = passes[tier] + count * stride[tier], true, 0
  for _, other in ipairs(tiers) do
    if other == tier then isHigher = false
    else
      local turns = (pass - passes[other]) / stride[other]
      turns = isHigher and math.floor(turns) + 1 or math.ceil(turns)
      others = others + math.max(0, math.min(sizes[other], turns))
    end
  end
  return count + others
end
local answer = {redis.call('HGET', state, 'average') or ''}
for index = 9, #ARGV do table.insert(answer, before(ARGV[index])) end
return answer
`;
