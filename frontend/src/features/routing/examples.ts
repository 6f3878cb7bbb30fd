/** Scripts to begin with; `key` names their description in the catalogue. */
export const EXAMPLES = [
  {
    key: 'byWait',
    source: `# Whoever has waited longest, over all queues that an agent serves.
def priority(call):
    return call["waited"]
`,
  },
  {
    key: 'complaints',
    source: `# Complaints before other business; at night everybody alike.
def priority(call):
    if call["hour"] >= 22 or call["hour"] < 6:
        return 0
    return 10 if call["business"] == "COMPLAINT" else 0
`,
  },
  {
    key: 'skilled',
    source: `# The most skilled agent; among equals the one with the fewest calls today.
def choose(call, agents):
    best = agents[0]
    for agent in agents[1:]:
        if (agent["level"], -agent["handled"]) > (best["level"], -best["handled"]):
            best = agent
    return best["key"]
`,
  },
  {
    key: 'reserve',
    source: `# Keep the county's own agents for its callers: others get one only after 20 seconds.
def choose(call, agents):
    for agent in agents:
        if agent["tenant"] == call["tenant"] or call["waited"] >= 20:
            return agent["key"]
    return None
`,
  },
  {
    key: 'knownAgent',
    source: `# The agent who talked with the caller last, if free or free within 15 seconds; else whoever is next.
def choose(call, agents):
    for agent in agents:
        if agent["key"] == call["last_agent"]:
            return agent["key"]
    if call["last_agent"] and call["waited"] < 15:
        return None
    return agents[0]["key"]
`,
  },
] as const;

/** What a script is told; the types as they are written in Starlark. */
export const CALL_FACTS = [
  ['queue', 'string'],
  ['role', 'string'],
  ['tenant', 'string'],
  ['area', 'string'],
  ['called', 'string'],
  ['medium', 'string'],
  ['language', 'string'],
  ['business', 'string'],
  ['priority', 'int'],
  ['waited', 'float'],
  ['position', 'int'],
  ['last_agent', 'string'],
  ['returned', 'bool'],
  ['returns', 'int'],
  ['overflowed', 'bool'],
  ['withheld', 'bool'],
  ['hour', 'int'],
  ['minute', 'int'],
  ['weekday', 'int'],
] as const;

export const AGENT_FACTS = [
  ['key', 'string'],
  ['number', 'string'],
  ['tenant', 'string'],
  ['queue', 'string'],
  ['level', 'int'],
  ['idle', 'float'],
  ['handled', 'int'],
  ['written', 'int'],
] as const;
