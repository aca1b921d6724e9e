/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'counter-modulo-length',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'The counter of every tutorial. When a server leaves, the places behind it shift, and somebody has two turns in a row.',
    edits: [
      [
        `export function roundRobin() {
  const lastTurn = new Map<string, number>();`,
        'export function roundRobin() {',
      ],
      [
        `const [next] = [...servers].sort((a, b) => (lastTurn.get(a.id) ?? 0) - (lastTurn.get(b.id) ?? 0));
      lastTurn.set(next!.id, ++turn);
      return next!.id;`,
        'return servers[turn++ % servers.length]!.id;',
      ],
    ],
  },
  {
    name: 'counts-errors-not-their-share',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'Five errors are many for a server with ten answers and none to speak of for one with four hundred.',
    edits: [
      [
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);',
        'const well = servers.filter(({ answered, failed }) => failed < 5);',
      ],
    ],
  },
  {
    name: 'counts-for-itself',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'Counts its own picks instead of the connections that are open. Nobody tells it when one ends, so it is round robin in disguise.',
    edits: [
      [
        'return { pick: leastBusy };',
        `const sent = new Map<string, number>();
  return {
    pick(servers: ServerView[], random: number) {
      const id = leastBusy(
        servers.map((server) => ({ ...server, connections: sent.get(server.id) ?? 0 })),
        random,
      );
      sent.set(id, (sent.get(id) ?? 0) + 1);
      return id;
    },
  };`,
      ],
    ],
  },
  {
    name: 'exactly-a-fifth-is-sick',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: '“More than 20 %” written as “20 % or more”.',
    edits: [
      [
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);',
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 < answered);',
      ],
    ],
  },
  {
    name: 'first-of-the-equals',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'A sort, or a “less than”, that takes the first of several equals: in a quiet hour the first server does all the work.',
    edits: [
      [
        `const fewest = Math.min(...servers.map(({ connections }) => connections));
  const equals = servers.filter(({ connections }) => connections === fewest);
  return equals[Math.floor(random * equals.length)]!.id;`,
        'return servers.reduce((best, server) => (server.connections < best.connections ? server : best)).id;',
      ],
    ],
  },
  {
    name: 'gives-up-when-all-are-sick',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because:
      'Refuses when all are sick. When the database behind them stumbles, this turns slow answers into no answers.',
    edits: [['return leastBusy(well.length > 0 ? well : servers, random);', 'return leastBusy(well, random);']],
  },
  {
    name: 'judges-without-evidence',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'Takes a share of two or three answers for a verdict.',
    edits: [
      [
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);',
        'const well = servers.filter(({ answered, failed }) => failed * 5 <= answered);',
      ],
    ],
  },
  {
    name: 'one-error-is-sick',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because:
      'One error puts a server out: with a little bad luck everywhere, everybody is sick and the rule says nothing.',
    edits: [
      [
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);',
        'const well = servers.filter(({ answered, failed }) => failed === 0);',
      ],
    ],
  },
  {
    name: 'open-connections-are-health',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because:
      'Takes an idle server for a healthy one. A server that fails at once is always idle, so it gets nearly everything.',
    edits: [
      [
        `return {
    pick(servers: ServerView[], random: number) {
      const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);
      return leastBusy(well.length > 0 ? well : servers, random);
    },
  };`,
        'return { pick: leastBusy };',
      ],
    ],
  },
  {
    name: 'pointer-to-the-last',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'Remembers who was last and looks for it in the list: when that one has left, indexOf says −1, and the first begins again.',
    edits: [
      [
        `const lastTurn = new Map<string, number>();
  let turn = 0;`,
        "let last = '';",
      ],
      [
        `const [next] = [...servers].sort((a, b) => (lastTurn.get(a.id) ?? 0) - (lastTurn.get(b.id) ?? 0));
      lastTurn.set(next!.id, ++turn);
      return next!.id;`,
        `const ids = servers.map(({ id }) => id);
      last = ids[(ids.indexOf(last) + 1) % ids.length]!;
      return last;`,
      ],
    ],
  },
  {
    name: 'random-instead-of-turns',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      '“Spread evenly” read as “at random”: even in the long run, but the same server twice in a row is then quite usual.',
    edits: [
      [
        `export function roundRobin() {
  const lastTurn = new Map<string, number>();
  let turn = 0;`,
        'export function roundRobin() {',
      ],
      ['pick(servers: ServerView[]) {', 'pick(servers: ServerView[], random: number) {'],
      [
        `const [next] = [...servers].sort((a, b) => (lastTurn.get(a.id) ?? 0) - (lastTurn.get(b.id) ?? 0));
      lastTurn.set(next!.id, ++turn);
      return next!.id;`,
        'return servers[Math.floor(random * servers.length)]!.id;',
      ],
    ],
  },
  {
    name: 'returns-undefined-when-empty',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'Lets an empty list through: the caller gets undefined, and finds out much later.',
    edits: [
      [
        `pick(servers: ServerView[]) {
      requireServers(servers);`,
        `pick(servers: ServerView[]) {
      if (servers.length === 0) return undefined;`,
      ],
    ],
  },
  {
    name: 'sick-for-ever',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'Strikes a server off the list and never looks again: after a year of short troubles one server is left.',
    edits: [
      [
        'export function healthBased() {',
        `export function healthBased() {
  const struckOff = new Set<string>();`,
      ],
      [
        'const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);',
        `for (const { id, answered, failed } of servers) if (answered >= 5 && failed * 5 > answered) struckOff.add(id);
      const well = servers.filter(({ id }) => !struckOff.has(id));`,
      ],
    ],
  },
  {
    name: 'sorts-as-text',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because: 'sort() without a comparison orders as text, and "10" comes before "9".',
    edits: [
      [
        'const fewest = Math.min(...servers.map(({ connections }) => connections));',
        'const [fewest] = servers.map(({ connections }) => connections).sort();',
      ],
    ],
  },
  {
    name: 'turns-among-the-well',
    of: 'right/sorted-by-turn.ts',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'Checks health, and then takes turns: the old servers get as much as the new ones and their queues grow.',
    edits: [
      [
        'export function healthBased() {',
        `export function healthBased() {
  const turns = roundRobin();`,
      ],
      ['pick(servers: ServerView[], random: number) {', 'pick(servers: ServerView[]) {'],
      [
        'return leastBusy(well.length > 0 ? well : servers, random);',
        'return turns.pick(well.length > 0 ? well : servers);',
      ],
    ],
  },
  {
    name: 'turns-shared-by-all',
    of: 'right/sorted-by-turn.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'The turns live in the module: a second balancer takes turns away from the first.',
    edits: [
      [
        `export function roundRobin() {
  const lastTurn = new Map<string, number>();
  let turn = 0;`,
        `const lastTurn = new Map<string, number>();
let turn = 0;

export function roundRobin() {`,
      ],
    ],
  },
  {
    name: 'counts-to-a-hundred',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'Takes every server with a hundred connections or more for equally busy: on the day that matters it no longer sees who has how many.',
    edits: [
      [
        'const fewest = Math.min(...servers.map(({ connections }) => connections));',
        'const fewest = Math.min(...servers.map(({ connections }) => Math.min(100, connections)));',
      ],
      [
        'const equals = servers.filter(({ connections }) => connections === fewest);',
        'const equals = servers.filter(({ connections }) => Math.min(100, connections) === fewest);',
      ],
    ],
  },
  {
    name: 'turns-in-a-plain-object',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'Keeps the turns in a plain object: a server called __proto__ never has one.',
    edits: [
      ['const lastTurn = new Map<string, number>();', 'const lastTurn: Record<string, number> = {};'],
      ['lastTurn.get(id) ?? 0', 'lastTurn[id] ?? 0'],
      ['lastTurn.set(next.id, ++turn);', 'lastTurn[next.id] = ++turn;'],
    ],
  },
  {
    name: 'passes-over-the-busy',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'Gives no turn to who is busy. That is another strategy, and not this one.',
    edits: [
      [
        'const next = servers.reduce(',
        `const idle = servers.filter(({ connections }) => connections < 100);
      const next = (idle.length > 0 ? idle : servers).reduce(`,
      ],
    ],
  },
  {
    name: 'turns-that-begin-again',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'Counts turns to a thousand and begins again: whoever had number 999 has waited longest of all, and gets nothing.',
    edits: [
      [
        'lastTurn.set(next.id, ++turn);',
        `turn = (turn + 1) % 1000;
      lastTurn.set(next.id, turn);`,
      ],
    ],
  },
  {
    name: 'an-empty-list-ends-the-turns',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'Forgets whose turn it was when it is asked about no servers at all.',
    edits: [
      [
        `      requireServers(servers);
      const turnOf`,
        `      if (servers.length === 0) lastTurn.clear();
      requireServers(servers);
      const turnOf`,
      ],
    ],
  },
  {
    name: 'rounds-among-equals',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because: 'Rounds the random number to the nearest place: the first and the last of the equals get half a share.',
    edits: [
      [
        'return equals[Math.floor(random * equals.length)]!.id;',
        'return equals[Math.round(random * (equals.length - 1))]!.id;',
      ],
    ],
  },
  {
    name: 'equals-in-turn',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'Picks among equals in turn and leaves the random number alone: balancers side by side all send to the same one.',
    edits: [
      [
        'function fewestConnections(',
        `let tie = 0;

function fewestConnections(`,
      ],
      ['servers: ServerView[], random: number): string', 'servers: ServerView[], _random: number): string'],
      ['return equals[Math.floor(random * equals.length)]!.id;', 'return equals[tie++ % equals.length]!.id;'],
    ],
  },
  {
    name: 'share-of-errors-in-32-bits',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'Multiplies in 32 bits: with millions of answers the share of errors has a sign.',
    edits: [['failed * 5 > answered', '((failed * 5) | 0) > (answered | 0)']],
  },
  {
    name: 'no-server-without-a-name',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because: 'Takes the empty id for no server, and asks another.',
    edits: [
      [
        'const equals = servers.filter(({ connections }) => connections === fewest);',
        `const equals = servers.filter(({ id, connections }) => connections === fewest && (id !== '' || servers.length === 1));`,
      ],
      [
        'return equals[Math.floor(random * equals.length)]!.id;',
        `return equals.length === 0 ? servers.find(({ id }) => id !== '')!.id : equals[Math.floor(random * equals.length)]!.id;`,
      ],
    ],
  },
  {
    name: 'goes-on-from-the-place',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'When the last one has left, the next is whoever stands in its place: two that leave at once, and somebody is passed over.',
    edits: [
      [
        `const lastTurn = new Map<string, number>();
  let turn = 0;`,
        `let last: string | undefined;
  let place = -1;`,
      ],
      [
        `const turnOf = ({ id }: ServerView): number => lastTurn.get(id) ?? 0;
      const next = servers.reduce((best, server) => (turnOf(server) < turnOf(best) ? server : best));
      lastTurn.set(next.id, ++turn);
      return next.id;`,
        `const found = servers.findIndex(({ id }) => id === last);
      place = ((found < 0 ? place - 1 : found) + 1) % servers.length;
      const next = servers[Math.max(0, place)]!;
      last = next.id;
      return next.id;`,
      ],
    ],
  },
  {
    name: 'forgets-all-at-a-thousand',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'So that the map cannot grow for ever, it is emptied now and then, with the turns of those who are still there.',
    edits: [
      [
        'lastTurn.set(next.id, ++turn);',
        `lastTurn.set(next.id, ++turn);
      if (turn % 1000 === 0) lastTurn.clear();`,
      ],
    ],
  },
  {
    name: 'keys-of-64-characters',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because: 'A name is cut where a column of some table ends: long ones that begin alike become one server.',
    edits: [
      ['lastTurn.get(id) ?? 0', 'lastTurn.get(id.slice(0, 64)) ?? 0'],
      ['lastTurn.set(next.id, ++turn);', 'lastTurn.set(next.id.slice(0, 64), ++turn);'],
    ],
  },
  {
    name: 'no-chance-no-choice',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because: '`random || …` for a number that may be missing: 0 is no missing number.',
    edits: [
      [
        'return equals[Math.floor(random * equals.length)]!.id;',
        'return equals[Math.floor((random || 0.999) * equals.length)]!.id;',
      ],
    ],
  },
  {
    name: 'knows-the-list-already',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'The ids are kept, and read anew only when the list has another length: others may have come for those who left.',
    edits: [
      [
        'return { pick: fewestConnections };',
        `let ids: string[] = [];
  return {
    pick(servers, random) {
      if (ids.length !== servers.length) ids = servers.map((server) => server.id);
      const chosen = fewestConnections(servers, random);
      return ids[servers.findIndex((server) => server.id === chosen)]!;
    },
  };`,
      ],
    ],
  },
  {
    name: 'counts-in-the-list-of-others',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'The request is on its way, so the server has one connection more: in a list that belongs to somebody else.',
    edits: [
      [
        'return equals[Math.floor(random * equals.length)]!.id;',
        `const chosen = equals[Math.floor(random * equals.length)]!;
  chosen.connections += 1;
  return chosen.id;`,
      ],
    ],
  },
  {
    name: 'the-least-sick',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'When all are sick, the least sick: reasonable, and not what is asked.',
    edits: [
      [
        'return fewestConnections(well.length > 0 ? well : servers, random);',
        `if (well.length > 0) return fewestConnections(well, random);
      const share = Math.min(...servers.map((server) => server.failed / server.answered));
      const least = servers.filter((server) => server.failed / server.answered === share);
      return fewestConnections(least, random);`,
      ],
    ],
  },
  {
    name: 'panics-with-few-well',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because: 'A panic threshold, as some proxies have one: when hardly anybody is well, all are taken.',
    edits: [['well.length > 0 ? well : servers', 'well.length * 10 > servers.length ? well : servers']],
  },
  {
    name: 'tries-the-sick-now-and-then',
    caughtBy:
      'healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well',
    because:
      'A probe at each hundredth request, so that a sick server can get well: here its errors grow old by themselves.',
    edits: [
      [
        `export function healthBased(): Balancer {
  return {`,
        `export function healthBased(): Balancer {
  let calls = 0;
  return {`,
      ],
      ['well.length > 0 ? well : servers', 'well.length > 0 && ++calls % 100 !== 0 ? well : servers'],
    ],
  },
  {
    name: 'same-names-in-one-text',
    of: 'right/queue-of-turns.ts',
    caughtBy: 'roundRobin gives each server its turn, and a turn to whoever comes or goes',
    because:
      'Looks for who has come or gone only when the names, joined with commas, are another text: “a” beside “b,c” is taken for “a,b” beside “c”.',
    edits: [
      ['private queue: string[] = [];', "private queue: string[] = [];\n  private names = '';"],
      [
        'const here = new Set(servers.map(({ id }) => id));',
        `const names = servers.map(({ id }) => id).join(',');
    const here = new Set(names === this.names ? this.queue : servers.map(({ id }) => id));
    this.names = names;`,
      ],
    ],
  },
  {
    name: 'answers-by-a-joined-text',
    caughtBy: 'leastConnections takes the least busy, with a fifth of round robin’s p99',
    because:
      'Remembers answers under the names and numbers of the list in one text, which a single server with a long name can have too.',
    edits: [
      [
        'return { pick: fewestConnections };',
        `const answers = new Map<string, string>();
  return {
    pick(servers, random) {
      const text = [...servers.map(({ id, connections }) => \`\${id}:\${connections}\`), random].join(',');
      const answer = answers.get(text) ?? fewestConnections(servers, random);
      answers.set(text, answer);
      return answer;
    },
  };`,
      ],
    ],
  },
] satisfies Mistake[];
