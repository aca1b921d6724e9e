/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'accepts-nan',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because:
      'Checking for what is bad, with `<`: NaN is not below zero, nor above it, and slips through; so does infinity.',
    edits: [
      [
        "if (!Number.isFinite(peakRps) || peakRps < 0) throw new RangeError('peakRps must be 0 or more');",
        "if (peakRps < 0) throw new RangeError('peakRps must be 0 or more');",
      ],
      [
        `if (!Number.isFinite(capacityRps) || capacityRps <= 0) throw new RangeError('capacityRps must be above 0');
    if (!Number.isFinite(pricePerHour) || pricePerHour <= 0) throw new RangeError('pricePerHour must be above 0');`,
        `if (capacityRps <= 0) throw new RangeError('capacityRps must be above 0');
    if (pricePerHour <= 0) throw new RangeError('pricePerHour must be above 0');`,
      ],
    ],
  },
  {
    name: 'always-one-spare',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'N + 1 out of habit, whatever `survive` says.',
    edits: [['const count = standing + BigInt(survive);', 'const count = standing + 1n;']],
  },
  {
    name: 'buys-the-last-one-never',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'Fewer than are available, where as many as are available would do.',
    edits: [
      [
        'if (available !== undefined && count > BigInt(available)) continue;',
        'if (available !== undefined && count >= BigInt(available)) continue;',
      ],
    ],
  },
  {
    name: 'checks-the-first-entry',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'Only the first entry is checked, the one that the tests at home had.',
    edits: [
      [
        'for (const { capacityRps, pricePerHour, available = 0 } of catalogue) {',
        'for (const { capacityRps, pricePerHour, available = 0 } of catalogue.slice(0, 1)) {',
      ],
    ],
  },
  {
    name: 'counts-one-by-one',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: 'Adding machines until they are enough: exact, easy to read, and never done with a fleet of millions.',
    edits: [
      [
        `const [dividend, divisor] = align(a, b);
  return (dividend + divisor - 1n) / divisor;`,
        `const [load, capacity] = align(a, b);
  let count = 0n;
  while (count * capacity < load) count++;
  return count;`,
      ],
    ],
  },
  {
    name: 'divides-in-floating-point',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because:
      'Math.ceil of a quotient: nearly everybody’s first version. 2.1 / 0.7 is a speck above 3, and buys a fourth machine.',
    edits: [
      [
        `function divideRoundingUp(a: Decimal, b: Decimal): bigint {
  const [dividend, divisor] = align(a, b);
  return (dividend + divisor - 1n) / divisor;
}

export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {`,
        'export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {',
      ],
      [
        `const peak = toDecimal(peakRps);
  let best: { machine: string; count: bigint; price: Decimal } | undefined;`,
        'let best: { machine: string; count: bigint; price: Decimal } | undefined;',
      ],
      [
        'const needed = divideRoundingUp(peak, toDecimal(capacityRps));',
        'const needed = BigInt(Math.ceil(peakRps / capacityRps));',
      ],
    ],
  },
  {
    name: 'empty-catalogue-crashes',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'The first type is taken as the best so far before anybody asked whether there is one.',
    edits: [
      [
        'const peak = toDecimal(peakRps);',
        `const peak = toDecimal(peakRps);
  if (catalogue[0]!.capacityRps < 0) return { machine: '', count: 0 };`,
      ],
    ],
  },
  {
    name: 'forgets-the-losses',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'The fleet serves the peak, as long as nothing ever breaks: `survive` is read and not used.',
    edits: [['const count = standing + BigInt(survive);', 'const count = standing;']],
  },
  {
    name: 'half-a-machine-lost',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: '`survive` is checked for its sign only: nobody asks what half a lost machine would be.',
    edits: [
      [
        "if (!Number.isInteger(survive) || survive < 0) throw new RangeError('survive must be a whole number, 0 or more');",
        "if (!(survive >= 0)) throw new RangeError('survive must be a whole number, 0 or more');",
      ],
    ],
  },
  {
    name: 'ignores-the-limit',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'The limit on how many can be had is never looked at: a plan that nobody can buy.',
    edits: [
      [
        'for (const { name, capacityRps, pricePerHour, available } of catalogue) {',
        'for (const { name, capacityRps, pricePerHour } of catalogue) {',
      ],
      [
        `const count = standing + BigInt(survive);
    if (available !== undefined && count > BigInt(available)) continue;`,
        'const count = standing + BigInt(survive);',
      ],
    ],
  },
  {
    name: 'last-of-equals',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: '`<=` where `<` belongs: of two types that tie in everything, the one listed last wins.',
    edits: [
      [
        'if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };',
        'if (!best || mine < cheapest || (mine === cheapest && count <= best.count)) best = { machine: name, count, price };',
      ],
    ],
  },
  {
    name: 'limit-without-the-spares',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because:
      'The limit is held against the machines that must stand; the spare ones are thought to come from elsewhere.',
    edits: [
      [
        'if (available !== undefined && count > BigInt(available)) continue;',
        'if (available !== undefined && standing > BigInt(available)) continue;',
      ],
    ],
  },
  {
    name: 'lowest-price-for-a-request',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because:
      'The lowest price per request a second wins, as in a price list. What part of the last machine, and the spares, cost is left out.',
    edits: [
      [
        `const peak = toDecimal(peakRps);
  let best: { machine: string; count: bigint; price: Decimal } | undefined;
  for (const { name, capacityRps, pricePerHour, available } of catalogue) {
    const needed = divideRoundingUp(peak, toDecimal(capacityRps));
    const standing = needed > 0n ? needed : 1n;
    const count = standing + BigInt(survive);
    if (available !== undefined && count > BigInt(available)) continue;
    const { units, places } = toDecimal(pricePerHour);
    const price = { units: units * count, places };
    const [mine, cheapest] = best ? align(price, best.price) : [0n, 1n];
    if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };
  }`,
        `const standing = (type: MachineType): bigint => {
    const needed = divideRoundingUp(toDecimal(peakRps), toDecimal(type.capacityRps));
    return needed > 0n ? needed : 1n;
  };
  const able = catalogue.filter((type) => Number(standing(type)) + survive <= (type.available ?? Number.MAX_VALUE));
  const [best] = able.sort((a, b) => a.pricePerHour / a.capacityRps - b.pricePerHour / b.capacityRps);`,
      ],
      [
        'return { machine: best.machine, count: Number(best.count) };',
        'return { machine: best.name, count: Number(standing(best)) + survive };',
      ],
    ],
  },
  {
    name: 'names-every-parameter',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'One message for all: it has the right name in it, and whoever reads it looks through five.',
    edits: [
      [
        '`${parameter} must be ${rule}`',
        '`${parameter} must be ${rule}: of peakRps, survive, capacityRps, pricePerHour and available`',
      ],
    ],
  },
  {
    name: 'names-the-wrong-thing',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'One message for all of them: something is wrong with the machine, but what?',
    edits: [
      [
        `if (!Number.isFinite(pricePerHour) || pricePerHour <= 0) throw new RangeError('pricePerHour must be above 0');
    if (!Number.isInteger(available) || available < 0) throw new RangeError('available must be 0 or more');`,
        `if (!Number.isFinite(pricePerHour) || pricePerHour <= 0) throw new RangeError('invalid machine');
    if (!Number.isInteger(available) || available < 0) throw new RangeError('invalid machine');`,
      ],
    ],
  },
  {
    name: 'names-the-machine-too',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'The message says which type is meant, by its name: of one that is called survive it names two things.',
    edits: [
      [
        'for (const { capacityRps, pricePerHour, available = 0 } of',
        'for (const { name, capacityRps, pricePerHour, available = 0 } of',
      ],
      ["'pricePerHour', 'a finite number above 0'", "'pricePerHour', `a finite number above 0 for ${name}`"],
    ],
  },
  {
    name: 'no-machine-for-no-load',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'No load, no machine: the ceiling of 0 is 0, and only the spares are left.',
    edits: [['const standing = needed > 0n ? needed : 1n;', 'const standing = needed;']],
  },
  {
    name: 'nothing-found-is-undefined',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'When no type can do it, an empty plan comes back, and the caller finds out in production.',
    edits: [
      [
        "if (!best) throw new Error('The catalogue cannot serve this');",
        "if (!best) return { machine: '', count: 0 };",
      ],
    ],
  },
  {
    name: 'one-machine-at-least-in-all',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'The “at least one” is put round the whole fleet, so that with no load a single loss leaves nobody.',
    edits: [
      [
        `const standing = needed > 0n ? needed : 1n;
    const count = standing + BigInt(survive);`,
        `const total = needed + BigInt(survive);
    const count = total > 0n ? total : 1n;`,
      ],
    ],
  },
  {
    name: 'price-alone',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'Equal prices are left as they come: nobody asks which fleet has fewer machines.',
    edits: [
      [
        'if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };',
        'if (!best || mine < cheapest) best = { machine: name, count, price };',
      ],
    ],
  },
  {
    name: 'prices-in-floating-point',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: 'Exact machines, but their price multiplied in binary: 3 × 0.7 comes out below 2.1 and wins a tie.',
    edits: [
      [
        'let best: { machine: string; count: bigint; price: Decimal } | undefined;',
        'let best: { machine: string; count: bigint; price: number } | undefined;',
      ],
      [
        `const { units, places } = toDecimal(pricePerHour);
    const price = { units: units * count, places };
    const [mine, cheapest] = best ? align(price, best.price) : [0n, 1n];
    if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };`,
        `const price = Number(count) * pricePerHour;
    if (!best || price < best.price || (price === best.price && count < best.count))
      best = { machine: name, count, price };`,
      ],
    ],
  },
  {
    name: 'prices-within-a-cent',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because:
      'Comparing prices with a tolerance: for a small fleet it hides the rounding, for a large one it hides the difference.',
    edits: [
      [
        'let best: { machine: string; count: bigint; price: Decimal } | undefined;',
        'let best: { machine: string; count: bigint; price: number } | undefined;',
      ],
      [
        `const { units, places } = toDecimal(pricePerHour);
    const price = { units: units * count, places };
    const [mine, cheapest] = best ? align(price, best.price) : [0n, 1n];
    if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };`,
        `const price = Number(count) * pricePerHour;
    const same = best !== undefined && Math.abs(price - best.price) <= 1e-9 * price;
    if (!best || (!same && price < best.price) || (same && count < best.count)) best = { machine: name, count, price };`,
      ],
    ],
  },
  {
    name: 'range-error-for-everything',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'Every refusal is the same error, so that the caller cannot tell nonsense from “not enough machines”.',
    edits: [
      [
        "if (!best) throw new Error('The catalogue cannot serve this');",
        "if (!best) throw new RangeError('The catalogue cannot serve this');",
      ],
    ],
  },
  {
    name: 'reads-plain-decimals-only',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: 'Splitting the text at the point and forgetting the exponent: String(1e-7) is "1e-7".',
    edits: [
      [
        `const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);`,
        `const [whole = '0', fraction = ''] = String(value).split('.');
  const places = fraction.length;`,
      ],
    ],
  },
  {
    name: 'scales-by-a-thousand',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: 'Making numbers whole by a fixed power of ten: fine until somebody has more decimal places than that.',
    edits: [
      [
        `const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };`,
        'return { units: BigInt(Math.round(value * 1000)), places: 3 };',
      ],
    ],
  },
  {
    name: 'spares-as-an-afterthought',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because:
      'Choosing the type that is cheapest without losses, and adding the spares to it afterwards: the spares are what decides.',
    edits: [
      ['const count = standing + BigInt(survive);', 'const count = standing;'],
      [
        'return { machine: best.machine, count: Number(best.count) };',
        'return { machine: best.machine, count: Number(best.count) + survive };',
      ],
    ],
  },
  {
    name: 'subtracts-a-speck',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because:
      'Taking something tiny off before the ceiling: the cliff has moved, and what lies within the speck is not served.',
    edits: [
      [
        `function divideRoundingUp(a: Decimal, b: Decimal): bigint {
  const [dividend, divisor] = align(a, b);
  return (dividend + divisor - 1n) / divisor;
}

export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {`,
        'export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {',
      ],
      [
        `const peak = toDecimal(peakRps);
  let best: { machine: string; count: bigint; price: Decimal } | undefined;`,
        'let best: { machine: string; count: bigint; price: Decimal } | undefined;',
      ],
      [
        'const needed = divideRoundingUp(peak, toDecimal(capacityRps));',
        'const needed = BigInt(Math.ceil(peakRps / capacityRps - 1e-9));',
      ],
    ],
  },
  {
    name: 'survivors-are-enough',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'The larger of the two numbers instead of their sum: three machines to serve, two may be lost, so three.',
    edits: [
      [
        'const count = standing + BigInt(survive);',
        'const count = standing > BigInt(survive) ? standing : BigInt(survive) + 1n;',
      ],
    ],
  },
  {
    name: 'thirty-two-bits',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: '`| 0` to drop the fraction also drops everything above 2³¹: fleets of millions become negative.',
    edits: [
      [
        'return { machine: best.machine, count: Number(best.count) };',
        'return { machine: best.machine, count: Number(best.count) | 0 };',
      ],
    ],
  },
  {
    name: 'zero-available-is-no-limit',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: '`if (available && …)`: sold out, with 0 to be had, is taken for “no limit”.',
    edits: [
      [
        'if (available !== undefined && count > BigInt(available)) continue;',
        'if (available && count > BigInt(available)) continue;',
      ],
    ],
  },
  {
    name: 'zero-capacity-is-no-offer',
    of: 'right/guard-by-guard.ts',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because:
      'An entry that makes no sense is passed over in silence: the mistake in the price list is found by the bill.',
    edits: [
      [
        "if (!Number.isFinite(capacityRps) || capacityRps <= 0) throw new RangeError('capacityRps must be above 0');",
        `if (!Number.isFinite(capacityRps) || capacityRps <= 0)
      return plan(
        peakRps,
        catalogue.filter((type) => type.capacityRps > 0),
        survive,
      );`,
      ],
    ],
  },
  {
    name: 'limit-in-thirty-two-bits',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: '`| 0` on a limit that is whole already: three thousand million available turn negative.',
    edits: [['count > BigInt(available)', 'count > BigInt(available | 0)']],
  },
  {
    name: 'large-exponents-only',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: 'Splitting at "e+": 1e21 is read, and 1e-7 is one.',
    edits: [
      ["String(value).split('e')", "String(value).split('e+')"],
      ['units: BigInt(whole + fraction)', "units: BigInt((whole + fraction).split('e')[0]!)"],
    ],
  },
  {
    name: 'adds-spares-one-by-one',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because:
      'The fleet by division, and its spares in a loop: with a million to be lost the loop is what takes the time.',
    edits: [
      [
        'const count = standing + BigInt(survive);',
        `let count = standing;
    for (let spare = 0; spare < survive; spare++) count++;`,
      ],
    ],
  },
  {
    name: 'checks-what-is-on-sale',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'What is sold out is not looked at, so that its price may be anything until it is there again.',
    edits: [
      [
        "requireThat(Number.isFinite(pricePerHour) && pricePerHour > 0, 'pricePerHour'",
        "requireThat(available === 0 || (Number.isFinite(pricePerHour) && pricePerHour > 0), 'pricePerHour'",
      ],
      [
        'const { capacityRps, pricePerHour, available = 0 } of',
        'const { capacityRps, pricePerHour, available = 1 } of',
      ],
    ],
  },
  {
    name: 'names-as-properties',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'Counts by name in a plain object: a type called __proto__ leaves nothing in it.',
    edits: [
      [
        'return { machine: best.machine, count: Number(best.count) };',
        `const counts: Record<string, number> = {};
  counts[best.machine] = Number(best.count);
  return { machine: best.machine, count: Object.values(counts)[0] ?? 0 };`,
      ],
    ],
  },
  {
    name: 'compares-rounded-prices',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because:
      'Exact to the last, and then compared as numbers: two prices that differ in the twentieth digit become equal.',
    edits: [
      [
        'return mine < theirs || (mine === theirs && one.count < other.count);',
        'return Number(mine) < Number(theirs) || (Number(mine) === Number(theirs) && one.count < other.count);',
      ],
    ],
  },
  {
    name: 'reads-large-numbers-in-binary',
    caughtBy: 'Decimals are exact, for rates and for prices, and so are very small, very large and very many',
    because: '`BigInt(1e23)` looks exact, and is: of 99999999999999991611392, which is what binary holds, not of 1e23.',
    edits: [
      [
        "const [mantissa = '0', exponent = '0'] = String(value).split('e');",
        `if (value >= 1e21) return { units: BigInt(value), places: 0 };
  const [mantissa = '0', exponent = '0'] = String(value).split('e');`,
      ],
    ],
  },
  {
    name: 'the-catalogue-first',
    caughtBy: 'Bad input is a RangeError that names the parameter or the field',
    because: 'An empty catalogue is noticed at once, before anybody has looked at what else is wrong.',
    edits: [
      [
        "requireThat(isWhole(survive), 'survive'",
        `if (catalogue.length === 0) throw new Error('The catalogue is empty');
  requireThat(isWhole(survive), 'survive'`,
      ],
    ],
  },
  {
    name: 'breaks-ties-by-name',
    caughtBy: 'The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost',
    because: 'Sorting by name too, to be sure of an order: the catalogue has one already.',
    edits: [
      [
        'return mine < theirs || (mine === theirs && one.count < other.count);',
        `if (mine !== theirs || one.count !== other.count) {
    return mine < theirs || (mine === theirs && one.count < other.count);
  }
  return one.machine < other.machine;`,
      ],
    ],
  },
  {
    name: 'remembers-by-name',
    caughtBy: 'The same question gets the same plan, whatever was asked or refused before',
    because: 'What a machine can do is looked up by its name: in the next catalogue that name stands for another.',
    edits: [
      [
        'interface Fleet {',
        `const capacities = new Map<string, Decimal>();

interface Fleet {`,
      ],
      [
        'const needed = divideRoundingUp(peak, toDecimal(capacityRps));',
        `const capacity = capacities.get(name) ?? toDecimal(capacityRps);
    capacities.set(name, capacity);
    const needed = divideRoundingUp(peak, capacity);`,
      ],
    ],
  },
  {
    name: 'remembers-under-joined-numbers',
    caughtBy: 'The same question gets the same plan, whatever was asked or refused before',
    because: 'Plans are kept under the inputs one after the other: 1 rps with 11 lost reads like 11 rps with 1 lost.',
    edits: [
      [
        'interface Fleet {',
        `const known = new Map<string, Plan>();

interface Fleet {`,
      ],
      [
        '  const peak = toDecimal(peakRps);',
        `  const key = [peakRps, survive, JSON.stringify(catalogue)].join('');
  const before = known.get(key);
  if (before) return before;
  const peak = toDecimal(peakRps);`,
      ],
      [
        'return { machine: best.machine, count: Number(best.count) };',
        `const made = { machine: best.machine, count: Number(best.count) };
  known.set(key, made);
  return made;`,
      ],
    ],
  },
  {
    name: 'takes-from-the-stock',
    caughtBy: 'The same question gets the same plan, whatever was asked or refused before',
    because:
      'A plan is no order: whoever takes its machines out of the catalogue changes what somebody else asks next.',
    edits: [
      [
        'return { machine: best.machine, count: Number(best.count) };',
        `const count = Number(best.count);
  for (const type of catalogue) {
    if (type.name === best.machine && type.available !== undefined) type.available -= count;
  }
  return { machine: best.machine, count };`,
      ],
    ],
  },
] satisfies Mistake[];
