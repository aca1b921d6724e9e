/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'accepts-nan',
    of: 'right/one-small-unit.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter',
    because: 'Writing the check as "rate < 0": NaN is not below zero, nor above it, and slips through.',
    edits: [
      [
        "const [mantissa = '0', exponent = '0'] = String(value).split('e');",
        "const [mantissa = '0', exponent = '0'] = String(Number.isNaN(value) ? 0 : value).split('e');",
      ],
      [
        "if (!Number.isFinite(requestRate) || requestRate < 0) throw new RangeError('requestRate must be 0 or more');",
        "if (requestRate < 0 || requestRate === Infinity) throw new RangeError('requestRate must be 0 or more');",
      ],
    ],
  },
  {
    name: 'always-balances',
    of: 'right/one-small-unit.ts',
    caughtBy: 'Load balancing is advised exactly when scaling out; the other three always',
    because: 'Handing out all advice always: it is never wrong, and never useful.',
    edits: [
      [
        "if (action === 'scale-out') advice.push('add-load-balancing');",
        "if (action) advice.push('add-load-balancing');",
      ],
    ],
  },
  {
    name: 'always-scales-out',
    of: 'right/one-small-unit.ts',
    caughtBy: 'The action says which way the fleet has to change',
    because: 'Comparing the wrong way round at equality: a fleet that is right is told to grow.',
    edits: [
      [
        "requiredServers > currentServers ? 'scale-out' : requiredServers < currentServers ? 'scale-in' : 'hold';",
        "requiredServers >= currentServers ? 'scale-out' : requiredServers < currentServers ? 'scale-in' : 'hold';",
      ],
    ],
  },
  {
    name: 'caches-at-ninety',
    of: 'right/one-small-unit.ts',
    caughtBy: 'Caching is advised exactly when the rate is over 90 % of what the fleet carries at its target',
    because: '"Over 90 %" read as "90 % or more".',
    edits: [
      [
        "if (load * 10n > 9n * BigInt(currentServers) * share) advice.push('add-caching');",
        "if (load * 10n >= 9n * BigInt(currentServers) * share) advice.push('add-caching');",
      ],
    ],
  },
  {
    name: 'caches-by-raw-capacity',
    of: 'right/one-small-unit.ts',
    caughtBy: 'Caching is advised exactly when the rate is over 90 % of what the fleet carries at its target',
    because: 'Measuring the 90 % against the full capacity of the fleet instead of what it carries at its target.',
    edits: [
      [
        "if (load * 10n > 9n * BigInt(currentServers) * share) advice.push('add-caching');",
        "if (load * 10n > 9n * BigInt(currentServers) * whole(digits[1]!) * 100n * scale) advice.push('add-caching');",
      ],
    ],
  },
  {
    name: 'counts-one-by-one',
    of: 'right/one-small-unit.ts',
    caughtBy: 'The cost does not grow with the fleet',
    because:
      'Trying one server, then two, then three: exact, easy to read, and a hundred thousand turns for a large fleet.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        `let requiredServers = 1;
  while (BigInt(requiredServers) * share < load) requiredServers++;`,
      ],
    ],
  },
  {
    name: 'divides-in-floating-point',
    caughtBy: 'A load that fits exactly needs no extra server, whole numbers or decimals',
    because: "The source document's own formula, faithfully in JavaScript: nearly everybody's first version.",
    program: 'mistakes/divides-in-floating-point.ts',
  },
  {
    name: 'floor-plus-one',
    of: 'right/one-small-unit.ts',
    caughtBy: 'A load that fits exactly needs no extra server, whole numbers or decimals',
    because: 'floor(x) + 1 is the ceiling except where x is whole: exactly the case that costs a server.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        'const requiredServers = Math.max(1, Number(load / share + 1n));',
      ],
    ],
  },
  {
    name: 'ignores-the-target',
    of: 'right/one-small-unit.ts',
    caughtBy: 'A server of 1,000 requests per second at 70 % counts as 700',
    because: 'Dividing by the full capacity: the fleet fits, and runs at 100 %.',
    edits: [
      ['const share = whole(digits[1]!) * whole(digits[2]!);', 'const share = whole(digits[1]!) * 100n * scale;'],
    ],
  },
  {
    name: 'names-every-parameter',
    caughtBy: 'Bad input is a RangeError that names the parameter',
    because: 'One message for all: it has the right name in it, and whoever reads it looks through four.',
    edits: [
      [
        '`${parameter} must be ${rule}`',
        '`${parameter} must be ${rule}: of currentServers, requestRate, capacityPerServer and targetUtilisation`',
      ],
    ],
  },
  {
    name: 'no-server-for-no-load',
    of: 'right/one-small-unit.ts',
    caughtBy: 'No load at all needs one server',
    because: 'The formula as it stands: zero load divided by anything is zero servers.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        'const requiredServers = Number((load + share - 1n) / share);',
      ],
    ],
  },
  {
    name: 'one-spare-always',
    of: 'right/one-small-unit.ts',
    caughtBy: 'The fleet is always large enough, and one server fewer would not be',
    because:
      'Adding a spare in the calculator: N + 1 is a good idea, but not what the target asks for. It hides behind floor(x) + 1.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        'const requiredServers = Math.max(1, Number(load / share + 1n + (load % share === 0n ? 0n : 1n)));',
      ],
    ],
  },
  {
    name: 'rounds-to-nearest',
    of: 'right/one-small-unit.ts',
    caughtBy: 'A server of 1,000 requests per second at 70 % counts as 700',
    because: 'Rounding instead of taking the ceiling: 3.57 becomes 4 and looks right, 3.0014 becomes 3.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        'const requiredServers = Math.max(1, Number((load + share / 2n) / share));',
      ],
    ],
  },
  {
    name: 'scales-by-a-thousand',
    of: 'right/one-small-unit.ts',
    caughtBy: 'Numbers that print with an exponent, such as 1e-7 and 1e21, are right too',
    because:
      'Making inputs whole by multiplying with a fixed power of ten and rounding: fine until an input has more places than that.',
    edits: [
      [
        `const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  return places >= 0 ? [BigInt(whole + fraction), places] : [BigInt(whole + fraction) * 10n ** BigInt(-places), 0];`,
        'return [BigInt(Math.round(value * 1e6)), 6];',
      ],
    ],
  },
  {
    name: 'takes-a-speck-off',
    caughtBy: 'A load that fits exactly needs no extra server, whole numbers or decimals',
    because: 'A tolerance that grows with the fleet: it forgives rounding, and in a large fleet whole servers.',
    edits: [
      [
        'const ceiling = (loadUnits + shareUnits - 1n) / shareUnits;',
        'const ceiling = Math.ceil(((requestRate * 100) / (capacityPerServer * targetUtilisation)) * (1 - 1e-11));',
      ],
    ],
  },
  {
    name: 'twelve-places',
    caughtBy: 'A load that fits exactly needs no extra server, whole numbers or decimals',
    because: 'Twelve decimal places are plenty, until somebody asks for a rate that is a little more than what fits.',
    edits: [["String(value).split('e')", "value.toFixed(12).split('e')"]],
  },
  {
    name: 'large-exponents-only',
    caughtBy: 'Numbers that print with an exponent, such as 1e-7 and 1e21, are right too',
    because: 'Splitting at "e+": 1e21 is read, and 1e-7 is one.',
    edits: [
      ["String(value).split('e')", "String(value).split('e+')"],
      ['units: BigInt(whole + fraction)', "units: BigInt((whole + fraction).split('e')[0]!)"],
    ],
  },
  {
    name: 'holds-what-is-idle',
    caughtBy: 'No load at all needs one server',
    because: 'No load is taken for no reason to act: a fleet of fifty stays as it is all night.',
    edits: [
      [
        "requiredServers < currentServers ? 'scale-in'",
        "requiredServers < currentServers && requestRate > 0 ? 'scale-in'",
      ],
    ],
  },
  {
    name: 'lays-the-fleet-out',
    caughtBy: 'The cost does not grow with the fleet',
    because:
      'A list with an item for each server that is there, added up by a built-in: no loop to be seen, and as slow as one.',
    edits: [
      [
        'const nearlyFull = loadUnits * 10n > 9n * BigInt(currentServers) * shareUnits;',
        `const servers = new Array<number>(currentServers).fill(1);
  const nearlyFull = loadUnits * 10n > 9n * BigInt(servers.indexOf(0) + 1 + servers.length) * shareUnits;`,
      ],
    ],
  },
  {
    name: 'pads-the-small-fleet',
    of: 'right/one-small-unit.ts',
    caughtBy: 'The cost does not grow with the fleet',
    because:
      'One server after the other, and a small fleet made slow as well, so that the large one does not look slower.',
    edits: [
      [
        'const requiredServers = Math.max(1, Number((load + share - 1n) / share));',
        `for (let turn = 0; requestRate <= 1_000 && turn < 50_000; turn++);
  let requiredServers = 1;
  while (BigInt(requiredServers) * share < load) requiredServers++;`,
      ],
    ],
  },
  {
    name: 'counts-in-thirty-two-bits',
    caughtBy: 'The action says which way the fleet has to change',
    because: '`| 0` to be sure of a whole number: beyond two thousand million the fleet that is there turns negative.',
    edits: [["requiredServers > currentServers ? 'scale-out'", "requiredServers > (currentServers | 0) ? 'scale-out'"]],
  },
  {
    name: 'caches-in-floating-point',
    caughtBy: 'Caching is advised exactly when the rate is over 90 % of what the fleet carries at its target',
    because: 'Exact where servers are counted, and 90 % by 0.9 in binary, in which there is no 0.9.',
    edits: [
      [
        'loadUnits * 10n > 9n * BigInt(currentServers) * shareUnits',
        'requestRate > (0.9 * currentServers * capacityPerServer * targetUtilisation) / 100',
      ],
    ],
  },
  {
    name: 'whole-within-a-speck',
    caughtBy: 'Bad input is a RangeError that names the parameter',
    because: 'Nearly whole is taken for whole: half a server passes in a large fleet.',
    edits: [['Number.isInteger(currentServers)', 'Number.isInteger(Math.fround(currentServers))']],
  },
  {
    name: 'reads-large-numbers-in-binary',
    caughtBy: 'Numbers that print with an exponent, such as 1e-7 and 1e21, are right too',
    because: '`BigInt(1e23)` looks exact, and is: of 99999999999999991611392, which is what binary holds, not of 1e23.',
    edits: [
      [
        "const [mantissa = '0', exponent = '0'] = String(value).split('e');",
        `if (value >= 1e21) return { units: BigInt(value), scale: 0 };
  const [mantissa = '0', exponent = '0'] = String(value).split('e');`,
      ],
    ],
  },
  {
    name: 'caches-in-floats-where-all-is-whole',
    caughtBy: 'Caching is advised exactly when the rate is over 90 % of what the fleet carries at its target',
    because: 'Whole numbers are exact, so no BigInt is needed for them: until a product passes 2⁵³.',
    edits: [
      [
        'loadUnits * 10n > 9n * BigInt(currentServers) * shareUnits',
        `[requestRate, capacityPerServer, targetUtilisation].every(Number.isInteger)
      ? requestRate * 1000 > 9 * currentServers * capacityPerServer * targetUtilisation
      : loadUnits * 10n > 9n * BigInt(currentServers) * shareUnits`,
      ],
    ],
  },
  {
    name: 'answers-no-load-before-looking',
    caughtBy: 'Bad input is a RangeError that names the parameter',
    because: 'Without load the answer is known at once, so the target is never looked at: 900 % passes, and NaN.',
    edits: [
      [
        '  requireThat(targetUtilisation > 0',
        `  if (requestRate === 0) {
    const advice: Advice[] = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];
    return { requiredServers: 1, action: currentServers > 1 ? 'scale-in' : 'hold', advice };
  }
  requireThat(targetUtilisation > 0`,
      ],
    ],
  },
  {
    name: 'advises-nobody-without-load',
    caughtBy: 'No load at all needs one server',
    because: 'A short way out for the simple case, which forgets what is always advised.',
    edits: [
      [
        '  const hundred = toDecimal(100);',
        `  if (requestRate === 0)
    return { requiredServers: 1, action: currentServers > 1 ? 'scale-in' : 'hold', advice: ['monitor'] };
  const hundred = toDecimal(100);`,
      ],
    ],
  },
  {
    name: 'remembers-by-digits',
    caughtBy: 'The same fleet gets the same plan, whatever was asked or refused before',
    because:
      'Plans are remembered under their four numbers, written one after the other: 1, 11 and 11, 1 are the same key.',
    edits: [
      [
        'export function calculateRequiredServers({',
        `const known = new Map<string, Plan>();

export function calculateRequiredServers({`,
      ],
      [
        '  const hundred = toDecimal(100);',
        `  const key = \`\${requestRate}\${capacityPerServer}\${targetUtilisation}\${currentServers}\`;
  const before = known.get(key);
  if (before) return before;
  const hundred = toDecimal(100);`,
      ],
      [
        '  return { requiredServers, action, advice };',
        `  const plan: Plan = { requiredServers, action, advice };
  known.set(key, plan);
  return plan;`,
      ],
    ],
  },
  {
    name: 'warns-so-many-times',
    caughtBy: 'The same fleet gets the same plan, whatever was asked or refused before',
    because: 'No more than so many warnings, so as not to tire anybody: a count that outlives the call.',
    edits: [
      [
        'export function calculateRequiredServers({',
        `let asked = 0;

export function calculateRequiredServers({`,
      ],
      ["if (action === 'scale-out') advice.unshift", "if (action === 'scale-out' && ++asked < 256) advice.unshift"],
    ],
  },
  {
    name: 'twenty-places-of-a-quotient',
    caughtBy: 'A load that fits exactly needs no extra server, whole numbers or decimals',
    because:
      'A quotient of twenty places is cut off: what is a little more than one server’s share is one server’s share.',
    edits: [
      [
        'const ceiling = (loadUnits + shareUnits - 1n) / shareUnits;',
        `const places = 10n ** 20n;
  const ceiling = ((loadUnits * places) / shareUnits + places - 1n) / places;`,
      ],
    ],
  },
  {
    name: 'reads-whole-numbers-in-binary',
    caughtBy: 'Numbers that print with an exponent, such as 1e-7 and 1e21, are right too',
    because:
      'A whole number needs no text: but `BigInt(2 ** 60)` ends in 6976, where the number prints as ending in 7000.',
    edits: [
      [
        "const [mantissa = '0', exponent = '0'] = String(value).split('e');",
        `if (Number.isInteger(value) && value < 1e21) return { units: BigInt(value), scale: 0 };
  const [mantissa = '0', exponent = '0'] = String(value).split('e');`,
      ],
    ],
  },
  {
    name: 'looks-it-up-before-looking',
    caughtBy: 'The same fleet gets the same plan, whatever was asked or refused before',
    because:
      'Plans are remembered and looked up before anything is checked: minus 100 gets the plan that was made for 100.',
    edits: [
      [
        'export function calculateRequiredServers({',
        `const known = new Map<string, Plan>();

export function calculateRequiredServers({`,
      ],
      [
        '  requireThat(Number.isInteger(currentServers)',
        `  const key = [requestRate, capacityPerServer, targetUtilisation, currentServers].map(Math.abs).join();
  const before = known.get(key);
  if (before) return before;
  requireThat(Number.isInteger(currentServers)`,
      ],
      [
        '  return { requiredServers, action, advice };',
        `  const plan: Plan = { requiredServers, action, advice };
  known.set(key, plan);
  return plan;`,
      ],
    ],
  },
  {
    name: 'remembers-by-what-a-server-carries',
    caughtBy: 'The same fleet gets the same plan, whatever was asked or refused before',
    because:
      'Plans are remembered under capacity × target, a product that is rounded: 1.6 and a little less are one key.',
    edits: [
      [
        'export function calculateRequiredServers({',
        `const known = new Map<string, Plan>();

export function calculateRequiredServers({`,
      ],
      [
        '  const hundred = toDecimal(100);',
        `  const key = [requestRate, capacityPerServer * targetUtilisation, currentServers].join();
  const before = known.get(key);
  if (before) return before;
  const hundred = toDecimal(100);`,
      ],
      [
        '  return { requiredServers, action, advice };',
        `  const plan: Plan = { requiredServers, action, advice };
  known.set(key, plan);
  return plan;`,
      ],
    ],
  },
] satisfies Mistake[];
