/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'acknowledges-news-only',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A replica that holds the version already, or a newer one, keeps silent, so its silence counts as a lost message.',
    edits: [
      [
        "case 'store':",
        `case 'store':
            if (!isNewer(message.version, get(message.key))) return [];`,
      ],
    ],
  },
  {
    name: 'always-cp',
    of: 'right/one-function.ts',
    caughtBy: 'Each workload gets the letter and the reason that its facts decide',
    because: '"Consistency is always safer": a refused basket is a lost sale, and a refused sensor reading is gone.',
    edits: [
      [
        `const reason = REASONS[workload]!;
  return { mode: ['only-one-owner', 'rule-across-copies', 'stale-does-harm'].includes(reason) ? 'CP' : 'AP', reason };`,
        "return { mode: 'CP', reason: REASONS[workload] };",
      ],
    ],
  },
  {
    name: 'answers-what-it-holds-now',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A read answers with what the replica holds by now instead of what it has stored at a majority: a write on its way here is at nobody else yet.',
    edits: [
      ['reply: request, ok: true, value: version.value }', 'reply: request, ok: true, value: get(key).value }'],
      [
        'function finish(number: number, { request, write, version }: Operation)',
        'function finish(number: number, { request, key, write }: Operation)',
      ],
    ],
  },
  {
    name: 'ap-arrival-order',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because: 'The update that arrives last wins, so each replica has its own idea of the last.',
    edits: [
      [
        'if (isNewer(version, get(key))) versions.set(key, version);',
        "if (mode === 'AP' || isNewer(version, get(key))) versions.set(key, version);",
      ],
      [
        `keep(key, version);
          if (!isNewer(get(key), version)) missing.get(from)!.delete(key);`,
        'missing.get(from)!.delete(key);',
      ],
    ],
  },
  {
    name: 'ap-backs-off-without-a-cap',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'The pause before resending doubles for as long as the cut lasts, so after a long one nobody tries for as long again.',
    edits: [
      [
        'let ringing = false;',
        `let ringing = false;
    let pause = 100;`,
      ],
      [
        "return [{ send: id, message: { kind: 'resend' }, after: 200 }];",
        `pause *= 2;
      return [{ send: id, message: { kind: 'resend' }, after: pause }];`,
      ],
    ],
  },
  {
    name: 'ap-clock-timestamps',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because: 'Last writer wins by the time of day: the replica whose clock is ahead wins, whoever wrote last.',
    edits: [['keep(key, next(value));', 'keep(key, { value, counter: now, writer: id });']],
  },
  {
    name: 'ap-confirms-every-key',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'A confirmation of one key is taken for one of all: what a cut swallowed of another key is never sent again.',
    edits: [['missing.get(from)!.delete(key);', 'missing.get(from)!.clear();']],
  },
  {
    name: 'ap-confirms-older-versions',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Any confirmation of a key clears it, that of the version before as well: when the newer one was lost, nobody sends it again.',
    edits: [
      [
        'if (!isNewer(store.get(message.key), message.version)) unconfirmed.get(from)?.delete(message.key);',
        'unconfirmed.get(from)?.delete(message.key);',
      ],
    ],
  },
  {
    name: 'ap-counts-own-writes',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'The counter counts the writes of this replica instead of going past the highest that it has seen (Lamport).',
    edits: [
      [
        'counter = Math.max(counter, version.counter);',
        "if (mode === 'CP' || version.writer === id) counter = Math.max(counter, version.counter);",
      ],
    ],
  },
  {
    name: 'ap-empty-is-nothing',
    of: 'right/one-function.ts',
    caughtBy: 'AP: every replica answers at once, cut or not, and a client reads what it wrote there',
    because: '`||` where `??` was meant: the empty text is a value like any other.',
    edits: [
      [
        '{ reply: request, ok: true, value: get(key).value },',
        '{ reply: request, ok: true, value: get(key).value || null },',
      ],
    ],
  },
  {
    name: 'ap-gives-up-resending',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Three attempts, then the peer is taken for dead: any cut that lasts longer ends in replicas that differ for good.',
    edits: [
      [
        'let ringing = false;',
        `let ringing = false;
    let attempts = 0;`,
      ],
      [
        `ringing = false;
        const resent = [...missing].flatMap(([peer, keys]) => [...keys].map((name) => update(peer, name)));`,
        `ringing = false;
        if (++attempts > 3) return [];
        const resent = [...missing].flatMap(([peer, keys]) => [...keys].map((name) => update(peer, name)));`,
      ],
    ],
  },
  {
    name: 'ap-sends-once',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because: 'Each update is sent once: what the cut swallowed never arrives.',
    edits: [
      [
        'return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key)), ...alarm()];',
        'return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key))];',
      ],
    ],
  },
  {
    name: 'ap-stores-when-confirmed',
    of: 'right/one-function.ts',
    caughtBy: 'AP: every replica answers at once, cut or not, and a client reads what it wrote there',
    because:
      'A write is answered at once but becomes visible when a peer confirms it: a client does not read its own write.',
    edits: [
      [
        `keep(key, next(value));
        for (const keys of missing.values()) keys.add(key);
        return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key)), ...alarm()];`,
        `const version = next(value);
        return [
          { reply: request, ok: true },
          ...[id, ...peers].map(
            (peer): Effect => ({
              send: peer,
              message: { kind: 'update', key, version },
              ...(peer === id && { after: 20 }),
            }),
          ),
        ];`,
      ],
      [
        "return [{ send: from, message: { kind: 'holding', key, version: get(key) } }];",
        `if (from === id) {
            for (const keys of missing.values()) keys.add(key);
            return alarm();
          }
          return [{ send: from, message: { kind: 'holding', key, version: get(key) } }];`,
      ],
    ],
  },
  {
    name: 'ap-ties-by-arrival',
    of: 'right/one-function.ts',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Comparing counters only: of two writes with the same counter each replica keeps the one that it heard of first.',
    edits: [
      [
        `const isNewer = (one: Version, other: Version) =>
  one.counter !== other.counter ? one.counter > other.counter : one.writer > other.writer;`,
        'const isNewer = (one: Version, other: Version) => one.counter > other.counter;',
      ],
    ],
  },
  {
    name: 'ap-waits-for-a-majority',
    of: 'right/one-function.ts',
    caughtBy: 'AP: every replica answers at once, cut or not, and a client reads what it wrote there',
    because: 'Dynamo with a quorum of acknowledgements: on the small side of a cut that is not available.',
    edits: [
      [
        'let ringing = false;',
        `let ringing = false;
    const waiting = new Map<string, { key: string; left: Set<string> }>();`,
      ],
      [
        'return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key)), ...alarm()];',
        `waiting.set(request, { key, left: new Set(peers) });
        return [...peers.map((peer) => update(peer, key)), ...alarm()];`,
      ],
      [
        `if (!isNewer(get(key), version)) missing.get(from)!.delete(key);
          return [];`,
        `if (!isNewer(get(key), version)) missing.get(from)!.delete(key);
          const done: Effect[] = [];
          for (const [request, write] of waiting) {
            if (write.key === key) write.left.delete(from);
            if (write.left.size > peers.length / 2) continue;
            waiting.delete(request);
            done.push({ reply: request, ok: true });
          }
          return done;`,
      ],
    ],
  },
  {
    name: 'chooses-by-trade',
    of: 'right/one-function.ts',
    caughtBy: 'Each workload gets the letter and the reason that its facts decide',
    because:
      'Banks and tickets are CP, because every textbook says so: the letter goes by the operation, not by the trade.',
    edits: [
      ["'cash-machine': 'loss-is-bounded',", "'cash-machine': 'rule-across-copies',"],
      ["'flight-seat': 'loss-is-bounded',", "'flight-seat': 'only-one-owner',"],
    ],
  },
  {
    name: 'counters-compared-as-text',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: "'10' comes before '9': from the tenth write of a key on nothing is newer than the ninth.",
    edits: [
      [
        'one.counter !== other.counter ? one.counter > other.counter : one.writer',
        'one.counter !== other.counter ? String(one.counter) > String(other.counter) : one.writer',
      ],
    ],
  },
  {
    name: 'counts-a-repeat-as-a-replica',
    of: 'right/one-function.ts',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because: 'Counting answers instead of those who answered: a message that is delivered twice becomes two replicas.',
    edits: [
      ['heard: Set<string>;', 'heard: number;'],
      [
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });",
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: 1 });",
      ],
      ['operation.heard = new Set([id]);', 'operation.heard = 1;'],
      [
        `operation.heard.add(from);
            return operation.heard.size < majority ? [] : store(number, operation);`,
        `operation.heard++;
            return operation.heard < majority ? [] : store(number, operation);`,
      ],
      [
        `operation.heard.add(from);
            return operation.heard.size < majority ? [] : finish(number, operation);`,
        `operation.heard++;
            return operation.heard < majority ? [] : finish(number, operation);`,
      ],
    ],
  },
  {
    name: 'empty-is-nothing',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: '`||` where `??` was meant: the empty text is a value like any other.',
    edits: [
      ['reply: request, ok: true, value: version.value }', 'reply: request, ok: true, value: version.value || null }'],
    ],
  },
  {
    name: 'first-answer-wins',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'A read asks everybody and takes the fastest answer, as a client of a read replica does.',
    edits: [
      [
        'if (isNewer(message.version, operation.version)) operation.version = message.version;',
        `if (isNewer(message.version, operation.version)) operation.version = message.version;
            if (operation.write === undefined) return finish(number, { ...operation, version: message.version });`,
      ],
    ],
  },
  {
    name: 'goes-on-after-one-answer',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'The second round waits for a majority, the first for nobody but the quickest: with five replicas that may be the one other that has not heard of the last write.',
    edits: [
      [
        'return operation.heardFrom.size < majority ? [] : beginStoring(number, operation);',
        'return beginStoring(number, operation);',
      ],
    ],
  },
  {
    name: 'half-is-a-majority',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'Rounding up instead of one more than half: of four replicas two are enough, on both sides of the cut.',
    edits: [
      [
        'const majority = Math.floor((peers.length + 1) / 2) + 1;',
        'const majority = Math.ceil((peers.length + 1) / 2);',
      ],
    ],
  },
  {
    name: 'late-answers-count',
    of: 'right/one-function.ts',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because: 'Acknowledgements without a number of the operation: one for the last write counts for this one.',
    edits: [
      [
        `heard: Set<string>;`,
        `heard: Set<string>;
  number: number;`,
      ],
      [
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });",
        "operations.set(number, { number, request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });",
      ],
      [
        'const operation = operations.get(number);',
        `const operation =
          message.kind === 'stored'
            ? [...operations.values()].find(({ key, round }) => key === message.key && round === 'storing')
            : operations.get(number);`,
      ],
      [
        "return [{ send: from, message: { kind: 'stored', number } }];",
        "return [{ send: from, message: { kind: 'stored', key: message.key } }];",
      ],
      [
        'return operation.heard.size < majority ? [] : finish(number, operation);',
        'return operation.heard.size < majority ? [] : finish(operation.number, operation);',
      ],
    ],
  },
  {
    name: 'majority-of-the-peers',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'A replica forgets that it is one of them itself: 3 of 4 peers and itself are 4 of 5.',
    edits: [
      [
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });",
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set() });",
      ],
      ['operation.heard = new Set([id]);', 'operation.heard = new Set();'],
    ],
  },
  {
    name: 'minority-reads',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'Who gives up on a read answers with what it holds: better than nothing, and possibly an hour old.',
    edits: [
      [
        'return operation ? [{ reply: operation.request, ok: false }] : [];',
        `if (operation && operation.write === undefined && get(operation.key).value !== null)
              return [{ reply: operation.request, ok: true, value: get(operation.key).value }];
            return operation ? [{ reply: operation.request, ok: false }] : [];`,
      ],
    ],
  },
  {
    name: 'needs-everybody',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'Writing to all and reading from all: consistent, and down as soon as one replica is out of reach.',
    edits: [['const majority = Math.floor((peers.length + 1) / 2) + 1;', 'const majority = peers.length + 1;']],
  },
  {
    name: 'no-asking-before-a-write',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'The register of 1995 has one writer, who knows the newest timestamp without asking; with many writers nobody does.',
    edits: [
      [
        'function begin(request: string, key: string, write?: string): Effect[] {',
        `let written = 0;
    function begin(request: string, key: string, write?: string): Effect[] {`,
      ],
      [
        "operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });",
        `operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });
      if (write !== undefined) {
        const operation = operations.get(number)!;
        operation.version = { value: write, counter: ++written, writer: id };
        keep(key, operation.version);
        operation.round = 'storing';
        return [
          ...toAll({ kind: 'store', number, key, version: operation.version }),
          { send: id, message: { kind: 'give-up', number }, after: 500 },
        ];
      }`,
      ],
    ],
  },
  {
    name: 'no-write-back',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A quorum read that answers as soon as a majority has told: the classic "R + W > N" without the second round.',
    edits: [
      [
        'return operation.heard.size < majority ? [] : store(number, operation);',
        `if (operation.heard.size < majority) return [];
            return operation.write === undefined ? finish(number, operation) : store(number, operation);`,
      ],
    ],
  },
  {
    name: 'objects-for-maps',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A plain object has names of its own: the key `constructor` holds something before anybody has written it.',
    edits: [
      ['const versions = new Map<string, Version>();', 'const versions: Record<string, Version> = {};'],
      ['versions.get(key) ?? {', 'versions[key] ?? {'],
      ['versions.set(key, version);', 'versions[key] = version;'],
    ],
  },
  {
    name: 'one-operation-at-a-time',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'One variable for "the current operation": a second request while the first is under way takes its place.',
    edits: [
      [
        'const number = ++begun;',
        `const number = ++begun;
      operations.clear();`,
      ],
    ],
  },
  {
    name: 'reads-locally',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'Writes go to a majority, reads come from memory: what etcd 0.4.1 did until Jepsen looked.',
    edits: [
      [
        'read: (request: string, key: string, now: number) => begin(request, key),',
        `read: (request: string, key: string, now: number): Effect[] => [
        { reply: request, ok: true, value: get(key).value },
      ],`,
      ],
    ],
  },
  {
    name: 'refused-writes-delete',
    of: 'right/one-function.ts',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'A refusal cleans up after itself and takes away what was there before: with another replica that has not heard of it, that is a majority which knows nothing.',
    edits: [
      [
        'return operation ? [{ reply: operation.request, ok: false }] : [];',
        `if (operation?.write !== undefined) versions.delete(operation.key);
            return operation ? [{ reply: operation.request, ok: false }] : [];`,
      ],
    ],
  },
  {
    name: 'refuses-what-it-answered',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'The alarm rings for a request that has long been answered, and nobody has taken it off the list.',
    edits: [
      ["round: 'asking' | 'storing';", "round: 'asking' | 'storing' | 'over';"],
      [
        `function finish(number: number, { request, write, version }: Operation): Effect[] {
      operations.delete(number);`,
        `function finish(number: number, { request, write, version }: Operation): Effect[] {
      operations.get(number)!.round = 'over';`,
      ],
      [
        `default:
            operations.delete(number);`,
        'default:',
      ],
    ],
  },
  {
    name: 'same-timestamp-twice',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'The timestamp is the maximum that was told plus one: two writes under way at one replica are told the same maximum.',
    edits: [
      [
        `keep(key, operation.version);
      if (write !== undefined) operation.version = next(write);`,
        'if (write !== undefined) operation.version = { value: write, counter: operation.version.counter + 1, writer: id };',
      ],
    ],
  },
  {
    name: 'sends-a-set',
    of: 'right/one-function.ts',
    caughtBy: 'AP: every replica answers at once, cut or not, and a client reads what it wrote there',
    because: 'A `Set` is no plain data: as text it is an empty object, and whoever receives it finds nothing in it.',
    hasTypeError: true,
    edits: [
      [
        "return [{ send: id, message: { kind: 'resend' }, after: 200 }];",
        "return [{ send: id, message: { kind: 'resend', keys: new Set(versions.keys()) }, after: 200 }];",
      ],
    ],
  },
  {
    name: 'shared-by-the-file',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A variable outside `createReplica` is taken for one that all replicas share. Each is on a machine of its own, and so is its variable.',
    edits: [
      [
        `export function createReplica(id: string, peers: string[], mode: Mode) {
  const versions = new Map<string, Version>();`,
        `const versions = new Map<string, Version>();

export function createReplica(id: string, peers: string[], mode: Mode) {`,
      ],
      [
        `read: (request: string, key: string, now: number) => begin(request, key),
      write: (request: string, key: string, value: string, now: number) => begin(request, key, value),`,
        `read: (request: string, key: string, now: number) => [{ reply: request, ok: true, value: get(key).value }],
      write(request: string, key: string, value: string, now: number) {
        keep(key, next(value));
        return [{ reply: request, ok: true }];
      },`,
      ],
    ],
  },
  {
    name: 'skips-write-back-when-own-is-newest',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Its own copy is as new as any that it was told, so it seems that nothing need be stored: but no majority may hold it yet.',
    edits: [
      [
        'return operation.heard.size < majority ? [] : store(number, operation);',
        `if (operation.heard.size < majority) return [];
            return operation.write === undefined && !isNewer(operation.version, get(operation.key))
              ? finish(number, { ...operation, version: get(operation.key) })
              : store(number, operation);`,
      ],
    ],
  },
  {
    name: 'timestamps-from-the-clock',
    of: 'right/one-function.ts',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'The newest is the one with the latest time of day, as in stores that trust their machines to agree on it.',
    edits: [
      [
        'function store(number: number, operation: Operation): Effect[] {',
        'function store(number: number, operation: any, now: number): Effect[] {',
      ],
      [
        'if (write !== undefined) operation.version = next(write);',
        'if (write !== undefined) operation.version = { value: write, counter: now, writer: id };',
      ],
      [
        'return operation.heard.size < majority ? [] : store(number, operation);',
        'return operation.heard.size < majority ? [] : store(number, operation, now);',
      ],
    ],
  },
  {
    name: 'tries-again-with-a-new-timestamp',
    of: 'right/one-function.ts',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'A write that got no majority is begun anew: it was seen already and written over, and comes back as the newest.',
    edits: [
      [
        'let begun = 0;',
        `let begun = 0;
    const again = new Set<string>();`,
      ],
      [
        `kind: 'give-up', number }, after: 500 }];
    }`,
        `kind: 'give-up', number }, after: 250 }];
    }`,
      ],
      [
        'return operation ? [{ reply: operation.request, ok: false }] : [];',
        `if (operation?.write !== undefined && !again.has(operation.request)) {
              again.add(operation.request);
              return begin(operation.request, operation.key, operation.write);
            }
            return operation ? [{ reply: operation.request, ok: false }] : [];`,
      ],
    ],
  },
  {
    name: 'two-of-five',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'Half, rounded down, taken for a majority: 2 of 5 proceed while the other three are at work.',
    edits: [
      [
        'const majority = Math.floor((peers.length + 1) / 2) + 1;',
        'const majority = Math.floor((peers.length + 1) / 2);',
      ],
    ],
  },
  {
    name: 'waits-for-ever',
    of: 'right/one-function.ts',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'No alarm: the minority waits for a majority until the cut heals, and so do its clients.',
    edits: [
      [
        "return [...toAll({ kind: 'ask', number, key }), { send: id, message: { kind: 'give-up', number }, after: 500 }];",
        "return toAll({ kind: 'ask', number, key });",
      ],
    ],
  },
  {
    name: 'tells-before-it-is-stored',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Sends the second round of a read, and answers at once: the next reader may ask a majority that has not heard of it.',
    edits: [
      [
        "operation.round = 'storing';",
        `if (write === undefined) {
      operations.delete(number);
      const {request, version} = operation;
      return [...toAll({ kind: 'store', operation: number, key, version }), { reply: request, ok: true, value: version.value }];
    }
    operation.round = 'storing';`,
      ],
    ],
  },
  {
    name: 'writes-back-once-for-each-key',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Writes back the first time that a key is read, and never again: by the next read the key has another value.',
    edits: [
      [
        'let operationsBegun = 0;',
        `let operationsBegun = 0;
  const writtenBack = new Set<string>();`,
      ],
      [
        "operation.round = 'storing';",
        `if (write === undefined && writtenBack.has(key)) {
      operations.delete(number);
      return [{ reply: operation.request, ok: true, value: operation.version.value }];
    }
    if (write === undefined) writtenBack.add(key);
    operation.round = 'storing';`,
      ],
    ],
  },
  {
    name: 'reads-make-it-newest',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Writes back what it has read as a write of its own, with a new timestamp: the old value then wins over a write that came meanwhile.',
    edits: [
      [
        'if (write !== undefined) operation.version = store.next(write);',
        `if (write !== undefined) operation.version = store.next(write);
    else if (operation.version.value !== null) operation.version = store.next(operation.version.value);`,
      ],
    ],
  },
  {
    name: 'ties-are-nobodys',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Leaves the writer out of the timestamp: of two writes at once each replica keeps what it heard first, and reads go to and fro.',
    edits: [
      [
        'return { value, counter: highestCounter, writer: id };',
        "return { value, counter: highestCounter, writer: '' };",
      ],
    ],
  },
  {
    name: 'hears-two-before-a-write',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Asks only one other before a write, as it stores at a majority anyway: of five, those two may not know the newest, and the write is older than it.',
    edits: [
      [
        'return operation.heardFrom.size < majority ? [] : beginStoring(number, operation);',
        `const enough = operation.write === undefined ? majority : 2;
    return operation.heardFrom.size < enough ? [] : beginStoring(number, operation);`,
      ],
    ],
  },
  {
    name: 'believes-its-own-copy',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Confirms a write at once when it holds that value already. It may be behind, and the others hold another.',
    edits: [
      [
        'write: (request, key, value) => begin(request, key, value),',
        `write: (request, key, value) =>
      store.get(key).value === value ? [{ reply: request, ok: true }] : begin(request, key, value),`,
      ],
    ],
  },
  {
    name: 'numbers-of-four-bits',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'Numbers its operations from 0 to 15 and begins again: with more clients at once, two have one number.',
    edits: [['const operation = ++operationsBegun;', 'const operation = ++operationsBegun & 15;']],
  },
  {
    name: 'counters-of-five-bits',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'Lets counters begin again after 32: a later write then looks older than an earlier one.',
    edits: [
      [
        'return { value, counter: highestCounter, writer: id };',
        'return { value, counter: highestCounter & 31, writer: id };',
      ],
    ],
  },
  {
    name: 'counts-repeated-answers',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because: 'Counts answers of the first round, not who gave them: one replica that is heard twice is two.',
    edits: [
      [
        "round: 'asking' | 'storing';",
        `round: 'asking' | 'storing';
  answers?: number;`,
      ],
      [
        'operation.heardFrom.add(from);\n    return operation.heardFrom.size < majority ?',
        `operation.answers = (operation.answers ?? 1) + 1;
    return operation.answers < majority ?`,
      ],
    ],
  },
  {
    name: 'tells-what-it-could-not-store',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'Answers a read with what it has heard when the second round comes to nothing: the majority on the other side does not know of it.',
    edits: [
      [
        'return operation ? [{ reply: operation.request, ok: false }] : [];',
        `if (operation?.round === 'storing' && operation.write === undefined) {
      return [{ reply: operation.request, ok: true, value: operation.version.value }];
    }
    return operation ? [{ reply: operation.request, ok: false }] : [];`,
      ],
    ],
  },
  {
    name: 'waits-for-ever-once-it-stores',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because: 'Gives up in the first round only. A cut between the rounds leaves the client without an answer.',
    edits: [
      [
        'const operation = operations.get(number);\n    operations.delete(number);',
        `const operation = operations.get(number);
    if (operation?.round === 'storing') return [];
    operations.delete(number);`,
      ],
    ],
  },
  {
    name: 'ap-counters-of-a-byte',
    caughtBy: 'AP: every replica answers at once, cut or not, and a client reads what it wrote there',
    because: 'Lets counters begin again after 256: the write after that is older than what is there, and is lost.',
    edits: [['highestCounter++;', 'highestCounter = (highestCounter + 1) & 255;']],
  },
  {
    name: 'ap-owes-eight-keys-at-most',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Remembers the last eight keys that a peer has not confirmed: what was written before them in a long cut never arrives.',
    edits: [
      [
        'for (const keys of unconfirmed.values()) keys.add(key);',
        `for (const keys of unconfirmed.values()) {
        keys.add(key);
        for (const oldest of [...keys].slice(0, -8)) keys.delete(oldest);
      }`,
      ],
    ],
  },
  {
    name: 'ap-tries-every-two-seconds',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because: 'Tries again every 1,990 ms. When the cut heals just after a try, the next one arrives too late.',
    edits: [['const RESEND_AFTER = 200;', 'const RESEND_AFTER = 1_990;']],
  },
  {
    name: 'no-answer-for-a-strange-key',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Passes over messages about __proto__, which it takes for an attack: that key is never served. A key may be any text.',
    edits: [
      [
        "case 'ask':",
        `case 'ask':
          if (message.key === '__proto__') return [];`,
      ],
    ],
  },
  {
    name: 'a-hundred-operations-at-a-time',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'A limit on what is under way: the oldest operation is dropped where a hundred are, and its client never hears.',
    edits: [
      [
        "operations.set(operation, { request, key, write, round: 'asking', version: store.get(key), heardFrom });",
        "operations.set(operation, { request, key, write, round: 'asking', version: store.get(key), heardFrom });\n    operations.delete(operation - 100);",
      ],
    ],
  },
  {
    name: 'a-hundred-operations-in-a-life',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Operations are numbered from 0 to 99 and then anew: an answer to an old one counts for another that is under way.',
    edits: [['const operation = ++operationsBegun;', 'const operation = ++operationsBegun % 100;']],
  },
  {
    name: 'a-thousand-operations-in-a-life',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'Operations are numbered from 0 to 999 and then anew: an answer that comes a second time, half a second late, counts for another that is under way.',
    edits: [['const operation = ++operationsBegun;', 'const operation = ++operationsBegun % 1000;']],
  },
  {
    name: 'operations-of-ten-bits',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'Operations are numbered in ten bits, and a late repeat of an answer counts for the operation 1,024 later.',
    edits: [['const operation = ++operationsBegun;', 'const operation = ++operationsBegun & 1023;']],
  },
  {
    name: 'counters-of-three-digits',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because: 'Lets counters begin again after 999: whatever is written then looks older than what is there.',
    edits: [
      [
        'return { value, counter: highestCounter, writer: id };',
        'return { value, counter: highestCounter % 1000, writer: id };',
      ],
    ],
  },
  {
    name: 'counters-of-ten-bits',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because: 'Lets counters begin again after 1,023: whatever is written then looks older than what is there.',
    edits: [['highestCounter++;', 'highestCounter = (highestCounter + 1) & 1023;']],
  },
  {
    name: 'ids-in-any-case',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Takes b and B for one writer: of two writes at once, neither is the newer, and each replica keeps its own.',
    edits: [
      [
        'one.counter > other.counter : one.writer > other.writer',
        'one.counter > other.counter : one.writer.toLowerCase() > other.writer.toLowerCase()',
      ],
    ],
  },
  {
    name: 'empty-is-never-the-newest',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'Passes over an answer with no text in it as if nobody had written: what was written before is read again.',
    edits: [
      [
        'if (isNewer(version, operation.version)) operation.version',
        'if (version.value && isNewer(version, operation.version)) operation.version',
      ],
    ],
  },
  {
    name: 'keys-without-accents',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'Composes letters and their accents, so that two keys which only look alike are one. Keys are any text.',
    edits: [
      [
        'const get = (key: string): Version => versions.get(key) ?? NEVER_WRITTEN;',
        'const get = (key: string): Version => versions.get(key.normalize()) ?? NEVER_WRITTEN;',
      ],
      [
        'if (isNewer(version, get(key))) versions.set(key, version);',
        'if (isNewer(version, get(key))) versions.set(key.normalize(), version);',
      ],
    ],
  },
  {
    name: 'stores-once-for-each-joined-name',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'Knows a repeat by the name of the sender with the number of the operation behind it: the eleventh of a is then the first of a1, and is confirmed but not kept.',
    edits: [
      [
        'let operationsBegun = 0;',
        `let operationsBegun = 0;
  const kept = new Set<string>();`,
      ],
      [
        "store.merge(message.key, message.version);\n          return [{ send: from, message: { kind: 'stored'",
        `if (!kept.has(from + message.operation)) store.merge(message.key, message.version);
          kept.add(from + message.operation);
          return [{ send: from, message: { kind: 'stored'`,
      ],
    ],
  },
  {
    name: 'an-alarm-for-each-round',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because:
      'The second round gets 950 ms of its own. After a slow first one, the client waits for more than a second.',
    edits: [
      [
        "return toAll({ kind: 'store', operation: number, key, version: operation.version });",
        `return [
      ...toAll({ kind: 'store', operation: number, key, version: operation.version }),
      { send: id, message: { kind: 'give-up', operation: -number }, after: 950 },
    ];`,
      ],
      [
        'return giveUp(message.operation);',
        `if (operations.get(message.operation)?.round === 'storing') return [];
          return giveUp(Math.abs(message.operation));`,
      ],
    ],
  },
  {
    name: 'ap-owes-joined-names',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Keeps the peer and the key that it may be missing as one text: a with b:x and a:b with x are then one, and one of the two is never sent again.',
    edits: [
      [
        'const unconfirmed = new Map(peers.map((peer) => [peer, new Set<string>()]));',
        `const owed = new Map<string, [peer: string, key: string]>();
  const owedTo = (peer: string) => ({
    add: (key: string) => owed.set(\`\${peer}:\${key}\`, [peer, key]),
    delete: (key: string) => owed.delete(\`\${peer}:\${key}\`),
    get size() {
      return [...this].length;
    },
    *[Symbol.iterator]() {
      for (const [to, key] of owed.values()) if (to === peer) yield key;
    },
  });
  const unconfirmed = new Map(peers.map((peer) => [peer, owedTo(peer)]));`,
      ],
    ],
  },
  {
    name: 'ap-counters-of-two-digits',
    caughtBy: 'AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in',
    because:
      'Writes counters with two digits and compares them as text: the hundredth write looks older than the tenth.',
    edits: [
      [
        'return one.counter !== other.counter ? one.counter > other.counter : one.writer > other.writer;',
        `const text = ({ counter, writer }: Version): string => \`\${counter}\`.padStart(2, '0') + writer;
  return text(one) > text(other);`,
      ],
    ],
  },
  {
    name: 'counts-itself-and-keeps-nothing',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because: 'A read counts its own replica among those that have stored the value, and stores it at the others only.',
    edits: [
      [
        'store.merge(key, operation.version);\n    if (write !== undefined) operation.version = store.next(write);\n    store.merge(key, operation.version);',
        `if (write !== undefined) {
      store.merge(key, operation.version);
      operation.version = store.next(write);
      store.merge(key, operation.version);
    }`,
      ],
    ],
  },
  {
    name: 'listens-on-while-it-stores',
    caughtBy: 'CP: with the network whole, everybody is answered as by a single copy',
    because:
      'An answer that comes in the second round of a read still changes what it will reply: that value is stored nowhere by then.',
    edits: [
      [
        "if (operation?.round !== 'asking') return [];",
        `if (operation?.round === 'storing' && operation.write === undefined && isNewer(version, operation.version))
      operation.version = version;
    if (operation?.round !== 'asking') return [];`,
      ],
    ],
  },
  {
    name: 'takes-back-what-it-refuses',
    caughtBy: 'CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served',
    because:
      'Puts back the older value when a write is refused. Somebody may have read the newer one here, and counted on this copy.',
    edits: [
      [
        "round: 'asking' | 'storing';",
        `round: 'asking' | 'storing';
  before?: Version;`,
      ],
      [
        'if (write !== undefined) operation.version = store.next(write);',
        `operation.before = store.get(key);
    if (write !== undefined) operation.version = store.next(write);`,
      ],
      [
        'return {\n    get,',
        `return {
    get,
    putBack: (key: string, version: Version, before: Version) => {
      if (get(key) === version) versions.set(key, before);
    },`,
      ],
      [
        'operations.delete(number);\n    return operation ?',
        `operations.delete(number);
    if (operation?.before) store.putBack(operation.key, operation.version, operation.before);
    return operation ?`,
      ],
    ],
  },
  {
    name: 'stores-where-it-was-answered',
    caughtBy: 'CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms',
    because:
      'Stores only at the majority that answered first. One of them may be cut off by now, and another that is slower would do.',
    edits: [
      [
        "operation.round = 'storing';",
        `const answeredBy = operation.heardFrom;
    operation.round = 'storing';`,
      ],
      [
        "return toAll({ kind: 'store', operation: number, key, version: operation.version });",
        `return peers
      .filter((peer) => answeredBy.has(peer))
      .map((peer) => ({ send: peer, message: { kind: 'store', operation: number, key, version: operation.version } }));`,
      ],
    ],
  },
] satisfies Mistake[];
