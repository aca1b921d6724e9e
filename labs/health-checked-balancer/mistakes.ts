/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'any-report-is-a-change',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'A report is taken for a change: the second “down” in a row brings the server back.',
    edits: [['if (healthy) waiting.add(id);', 'if (healthy || !waiting.has(id)) waiting.add(id);']],
  },
  {
    name: 'asks-a-plain-object',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: '`id in health` for a plain object: “constructor” and “toString” are in every object.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const waiting = new Set(serverIds);
  const health: Record<string, boolean> = {};
  for (const id of serverIds) health[id] = true;`,
      ],
      [
        'if (!known.has(id)) throw new RangeError(`There is no server ${id}`);',
        `if (!(id in health)) throw new RangeError(\`There is no server \${id}\`);
      health[id] = healthy;`,
      ],
    ],
  },
  {
    name: 'back-at-the-front',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'A server that comes back goes to the front of the queue: it has been away so long. One that flaps is picked all the time.',
    edits: [
      ['const waiting = new Set(serverIds);', 'let queue = [...serverIds];'],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `const id = queue.shift();
      if (id === undefined) throw new Error('No server is healthy');
      queue.push(id);
      return id;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (!healthy) queue = queue.filter((other) => other !== id);
      else if (!queue.includes(id)) queue.unshift(id);`,
      ],
    ],
  },
  {
    name: 'counter-over-the-healthy',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'A counter modulo the number of healthy servers, as in most examples on the web: when the list changes, the count points elsewhere.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const down = new Set<string>();
  let turn = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `const up = serverIds.filter((id) => !down.has(id));
      if (up.length === 0) throw new Error('No server is healthy');
      return up[turn++ % up.length]!;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'cut-out-under-the-cursor',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'A failed server is cut out of the list and the cursor is left where it is: everybody behind moves up, and one of them is passed over.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const up = [...serverIds];
  let next = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if (up.length === 0) throw new Error('No server is healthy');
      next %= up.length;
      return up[next++]!;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `const at = up.indexOf(id);
      if (healthy && at < 0) up.push(id);
      if (!healthy && at >= 0) up.splice(at, 1);`,
      ],
    ],
  },
  {
    name: 'draws-lots',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'A random healthy server each time: fair in the long run, and three in a row to the same one before long.',
    edits: [
      ['const waiting = new Set(serverIds);', 'const waiting = [...serverIds];'],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if (waiting.length === 0) throw new Error('No server is healthy');
      return waiting[Math.floor(Math.random() * waiting.length)]!;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `const at = waiting.indexOf(id);
      if (healthy && at < 0) waiting.push(id);
      if (!healthy && at >= 0) waiting.splice(at, 1);`,
      ],
    ],
  },
  {
    name: 'empty-pool',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'A pool without servers is made without a word, and found out at the first request.',
    edits: [
      [
        `const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');`,
        'const known = new Set(serverIds);',
      ],
    ],
  },
  {
    name: 'fewest-picks-first',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'The server with the fewest picks so far is next: one that was down for an hour gets every request until it has caught up.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const picks = new Map(serverIds.map((id) => [id, 0]));
  const down = new Set<string>();`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `let best: string | undefined;
      for (const [id, count] of picks) if (!down.has(id) && (best === undefined || count < picks.get(best)!)) best = id;
      if (best === undefined) throw new Error('No server is healthy');
      picks.set(best, picks.get(best)! + 1);
      return best;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'filters-the-queue',
    of: 'right/one-set.ts',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'Right, but each failure copies the whole queue: when half of a large pool fails at once, the balancer does nothing else.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `let queue = [...serverIds];
  const up = new Set(serverIds);`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `const id = queue.shift();
      if (id === undefined) throw new Error('No server is healthy');
      queue.push(id);
      return id;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy === up.has(id)) return;
      if (healthy) {
        up.add(id);
        queue.push(id);
      } else {
        up.delete(id);
        queue = queue.filter((other) => other !== id);
      }`,
      ],
    ],
  },
  {
    name: 'good-news-costs-the-place',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'A health check that finds a healthy server healthy sends it to the back: checked every second, it never gets its turn.',
    edits: [
      [
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id}\`);
      if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id}\`);
      waiting.delete(id);
      if (healthy) waiting.add(id);`,
      ],
    ],
  },
  {
    name: 'ignores-reports',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Plain round robin: the reports are noted, and the requests go on to the dead.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const health = new Map<string, boolean>();
  let turn = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if ([...health.values()].filter((healthy) => !healthy).length === serverIds.length) {
        throw new Error('No server is healthy');
      }
      return serverIds[turn++ % serverIds.length]!;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        'health.set(id, healthy);',
      ],
    ],
  },
  {
    name: 'ignores-strangers',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'A report about an unknown server is dropped in silence: the mistyped one stays “healthy” for ever.',
    edits: [['if (!known.has(id)) throw new RangeError(`There is no server ${id}`);', 'if (!known.has(id)) return;']],
  },
  {
    name: 'joins-the-queue-twice',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'Every good health check puts the server into the queue, whether it is there or not: whoever is checked most gets most.',
    edits: [
      ['const waiting = new Set(serverIds);', 'let queue = [...serverIds];'],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `const id = queue.shift();
      if (id === undefined) throw new Error('No server is healthy');
      queue.push(id);
      return id;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) queue.push(id);
      else queue = queue.filter((other) => other !== id);`,
      ],
    ],
  },
  {
    name: 'looks-for-the-longest-wait',
    of: 'right/one-set.ts',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because: 'Each pick looks through all servers for the one that has waited longest: right, and linear.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const lastPick = new Map(serverIds.map((id) => [id, 0]));
  const down = new Set<string>();
  let now = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `let best: string | undefined;
      for (const [id, at] of lastPick) if (!down.has(id) && (best === undefined || at < lastPick.get(best)!)) best = id;
      if (best === undefined) throw new Error('No server is healthy');
      lastPick.set(best, ++now);
      return best;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'neighbour-takes-two-shares',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'The turn goes round all servers, and the one after a dead server stands in for it: it gets two shares, and falls over next.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const down = new Set<string>();
  let turn = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if (down.size === serverIds.length) throw new Error('No server is healthy');
      let at = turn++ % serverIds.length;
      while (down.has(serverIds[at]!)) at = (at + 1) % serverIds.length;
      return serverIds[at]!;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'never-takes-back',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'A failed server leaves the pool for good: after a night of restarts one server carries everything.',
    edits: [
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        'if (!healthy) waiting.delete(id);',
      ],
    ],
  },
  {
    name: 'nobody-is-a-range-error',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      '“Everybody is down” is thrown as the same class as “you passed nonsense”: the caller cannot tell an outage from a mistake.',
    edits: [["throw new Error('No server is healthy');", "throw new RangeError('No server is healthy');"]],
  },
  {
    name: 'nobody-is-undefined',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'With every server down, `undefined` comes back, and the request is sent to a server of that name.',
    edits: [["throw new Error('No server is healthy');", 'return undefined as unknown as string;']],
  },
  {
    name: 'one-queue-for-all-pools',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'The queue is a variable of the module: a second balancer takes over the servers of the first.',
    edits: [
      [
        'export function createBalancer(serverIds: string[]): Balancer {',
        `const waiting = new Set<string>();

export function createBalancer(serverIds: string[]): Balancer {`,
      ],
      [
        'const waiting = new Set(serverIds);',
        `waiting.clear();
  for (const id of serverIds) waiting.add(id);`,
      ],
    ],
  },
  {
    name: 'rebuilds-after-every-change',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'The ring of healthy servers is kept, and made anew at the first pick after a change: linear when changes and picks take turns.',
    program: 'mistakes/rebuilds-after-every-change.ts',
  },
  {
    name: 'refuses-too-late',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'The unknown id is refused, but only after it has joined the queue.',
    edits: [
      [
        `report(id, healthy) {
      if (!known.has(id)) throw new RangeError(\`There is no server \${id}\`);`,
        'report(id, healthy) {',
      ],
      [
        'else waiting.delete(id);',
        `else waiting.delete(id);
      if (!known.has(id)) throw new RangeError(\`There is no server \${id}\`);`,
      ],
    ],
  },
  {
    name: 'searches-for-ever',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'Going round until a healthy server is found, without asking whether there is one: the whole balancer hangs.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const down = new Set<string>();
  let turn = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `for (;;) {
        const id = serverIds[turn++ % serverIds.length]!;
        if (!down.has(id)) return id;
      }`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'starts-again-at-the-top',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Every change of health builds a new list and starts at its top: the first servers get the most.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `let up = [...serverIds];
  let next = 0;
  const down = new Set<string>();`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if (up.length === 0) throw new Error('No server is healthy');
      const id = up[next]!;
      next = (next + 1) % up.length;
      return id;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);
      up = serverIds.filter((other) => !down.has(other));
      next = 0;`,
      ],
    ],
  },
  {
    name: 'swallows-duplicates',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because:
      'A Set makes the ids unique, so nobody hears that the configuration lists one server twice and has forgotten another.',
    edits: [
      [
        `if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const waiting = new Set(serverIds);`,
        'const waiting = new Set(serverIds);',
      ],
    ],
  },
  {
    name: 'takes-strangers-in',
    of: 'right/one-set.ts',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'A report about an unknown server adds it to the pool, and requests go to a machine that may not exist.',
    edits: [['if (!known.has(id)) throw new RangeError(`There is no server ${id}`);', 'known.add(id);']],
  },
  {
    name: 'waits-for-the-next-round',
    of: 'right/one-set.ts',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'The healthy servers are noted at the start of each round, and whoever comes back waits for the next one: others are served twice before it.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const down = new Set<string>();
  let round: string[] = [];`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');`,
        `if (down.size === serverIds.length) throw new Error('No server is healthy');
      for (;;) {
        if (round.length === 0) round = serverIds.filter((id) => !down.has(id));
        const id = round.shift()!;
        if (!down.has(id)) return id;
      }`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'walks-past-the-dead',
    of: 'right/one-set.ts',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'Right, and slow when it matters: with a thousand servers down and one up, every pick walks past a thousand.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const down = new Set<string>();
  let turn = 0;`,
      ],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;`,
        `for (let tried = 0; tried < serverIds.length; tried++) {
        const id = serverIds[turn++ % serverIds.length]!;
        if (!down.has(id)) return id;`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `if (healthy) down.delete(id);
      else down.add(id);`,
      ],
    ],
  },
  {
    name: 'copies-the-queue',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because: 'One call of a built-in, and it copies every waiting server to look at the first.',
    edits: [['for (const id of waiting) {', 'for (const id of [...waiting]) {']],
  },
  {
    name: 'moves-the-queue-up',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because: 'A list in the place of the Set: taking its first moves all others up, and a search finds whoever failed.',
    edits: [
      ['const waiting = new Set(serverIds);', 'const waiting = [...serverIds];'],
      [
        `for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }`,
        `const id = waiting.shift();
      if (id !== undefined) {
        waiting.push(id);
        return id;
      }`,
      ],
      [
        `if (healthy) waiting.add(id);
      else waiting.delete(id);`,
        `const at = waiting.indexOf(id);
      if (healthy && at < 0) waiting.push(id);
      if (!healthy && at >= 0) waiting.splice(at, 1);`,
      ],
    ],
  },
  {
    name: 'no-more-than-a-thousand',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because: 'Takes the first thousand servers and forgets the rest without a word.',
    edits: [['const waiting = new Set(serverIds);', 'const waiting = new Set(serverIds.slice(0, 1000));']],
  },
  {
    name: 'no-server-without-a-name',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Takes the empty id for none, though it is in the pool.',
    edits: [
      [
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id} in the pool\`);`,
        `if (!id || !known.has(id)) throw new RangeError(\`There is no server \${id} in the pool\`);`,
      ],
    ],
  },
  {
    name: 'learns-strangers',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Refuses an unknown server, and has noted its id on the way: the second report is taken.',
    edits: [
      [
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id} in the pool\`);`,
        `if (!known.has(id)) {
        known.add(id);
        throw new RangeError(\`There is no server \${id} in the pool\`);
      }`,
      ],
    ],
  },
  {
    name: 'a-stranger-costs-a-turn',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Moves on whose turn it is before it looks whether the report is about anybody it knows.',
    edits: [
      [
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id} in the pool\`);`,
        `if (!known.has(id)) {
        const [first] = waiting;
        if (first !== undefined && waiting.delete(first)) waiting.add(first);
        throw new RangeError(\`There is no server \${id} in the pool\`);
      }`,
      ],
    ],
  },
  {
    name: 'names-in-quotes',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Quotes the id as JSON: an id that has a quote in it is not in the message any more.',
    edits: [
      [
        `if (!known.has(id)) throw new RangeError(\`There is no server \${id} in the pool\`);`,
        `if (!known.has(id)) throw new RangeError(\`There is no server \${JSON.stringify(id)} in the pool\`);`,
      ],
    ],
  },
  {
    name: 'names-without-blanks',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Tidies the id of a report: the report about one server is taken for its neighbour’s.',
    edits: [
      [
        '    report(id, healthy) {',
        `    report(reported, healthy) {
      const id = known.has(reported.trim()) ? reported.trim() : reported;`,
      ],
    ],
  },
  {
    name: 'tired-after-two-bytes',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Counts picks in 16 bits and forgets the order when the count begins again.',
    edits: [
      [
        `  return {
    pick() {`,
        `  let picks = 0;
  return {
    pick() {
      picks = (picks + 1) & 0xffff;
      if (picks === 0) for (const id of [...waiting].reverse()) if (waiting.delete(id)) waiting.add(id);`,
      ],
    ],
  },
  {
    name: 'one-pick-in-a-thousand-is-free',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'Tidies up after every thousandth pick, and forgets that the server it is about to return has had its turn.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const waiting = new Set(serverIds);
  let picks = 0;`,
      ],
      [
        'waiting.delete(id);\n        waiting.add(id);',
        `if (++picks % 1_000 === 0) return id;
        waiting.delete(id);
        waiting.add(id);`,
      ],
    ],
  },
  {
    name: 'loses-a-report-when-its-counter-ends',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Numbers its reports with a byte, and takes the number 0 for none: the 256th is lost.',
    edits: [
      [
        'const waiting = new Set(serverIds);',
        `const waiting = new Set(serverIds);
  let number = 0;`,
      ],
      [
        'if (healthy) waiting.add(id);',
        `if (healthy === waiting.has(id)) return;
      number = (number + 1) & 255;
      if (number === 0) return;
      if (healthy) waiting.add(id);`,
      ],
    ],
  },
  {
    name: 'uses-the-list-up',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because: 'Takes the ids out of the caller’s list: the next pool that is made of it has none.',
    edits: [['const waiting = new Set(serverIds);', 'const waiting = new Set(serverIds.splice(0));']],
  },
  {
    name: 'compares-the-last-id-only',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Finds an id that is there twice only when the second one is the last of the list.',
    edits: [
      ['if (known.size < serverIds.length)', "if (serverIds.indexOf(serverIds.at(-1) ?? '') < serverIds.length - 1)"],
    ],
  },
  {
    name: 'large-pools-are-generated-anyway',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Looks for ids that are there twice in small lists alone, as nobody types a thousand by hand.',
    edits: [['if (known.size < serverIds.length)', 'if (serverIds.length < 1_000 && known.size < serverIds.length)']],
  },
  {
    name: 'takes-the-beginning-of-an-id',
    caughtBy: 'An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing',
    because: 'Finds the server whose id begins with what was reported: a cut-off id then takes a server down.',
    edits: [
      [
        'if (!known.has(id)) throw',
        `id = [...known].find((one) => id !== '' && one.startsWith(id)) ?? id;
      if (!known.has(id)) throw`,
      ],
    ],
  },
  {
    name: 'a-heap-that-only-sinks',
    caughtBy: 'Only healthy servers are picked, and none twice while another healthy one waits',
    because:
      'The heap fills the hole of a failed server with its last one and lets that sink; where it should rise instead, somebody is overtaken.',
    program: 'mistakes/a-heap-that-only-sinks.ts',
  },
  {
    name: 'tells-a-stranger-who-is-there',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'The message about an unknown id lists all that are known: one mistyped id costs as much as the pool is large.',
    edits: [
      [`\`There is no server \${id} in the pool\``, `\`There is no server \${id}, only \${[...known].join(', ')}\``],
    ],
  },
  {
    name: 'counts-who-is-down',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'When nobody is healthy it counts the pool for its message, at each of the requests that pile up just then.',
    edits: [
      [
        "throw new Error('No server is healthy');",
        `const down = [...known].filter((id) => !waiting.has(id));
      throw new Error(\`No server is healthy: \${down.length} are down\`);`,
      ],
    ],
  },
  {
    name: 'looks-for-whoever-is-healthy-already',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'A server that is reported healthy and is so already is looked for in a copy of the queue: most reports in the life of a pool are of that kind.',
    edits: [
      [
        'if (healthy) waiting.add(id);',
        'if (healthy && [...waiting].includes(id)) return;\n      if (healthy) waiting.add(id);',
      ],
    ],
  },
  {
    name: 'looks-for-each-id-from-the-start',
    caughtBy: 'The work for a pick or a report does not grow with the pool, not even when nearly all of it is down',
    because:
      'Looks for each id in the whole list to see whether it is there twice: the square of the pool, when it is made.',
    edits: [
      ['if (known.size < serverIds.length)', 'if (serverIds.some((id, place) => serverIds.indexOf(id) !== place))'],
    ],
  },
] satisfies Mistake[];
