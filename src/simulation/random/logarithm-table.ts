/**
 * What `log` looks up: for each of 256 equal parts of the numbers from 1 to 2, an inverse with few digits that nearly cancels the
 * numbers of that part, and minus its logarithm in two doubles. Worked out by whole numbers when the module loads, so that every
 * engine has the same digits and nobody has to believe 768 constants.
 */

export const PARTS = 256;
const STEPS = 512;

// Fixed-point numbers: whole multiples of 2^-BITS.
const BITS = 96n;
/** The upper double keeps this many binary places; then its sums with multiples of `LN2_HIGH` are exact. */
const HIGH_BITS = 42n;

/** ln 2 in two parts. The product of the first with a whole number up to 2^10 is exact. */
export const [LN2_HIGH, LN2_LOW] = split(2n * inverseTangent(3n));

/** Three numbers a part: the inverse, a multiple of 1/512; and minus its logarithm, high and low. */
export const LOGARITHMS = new Float64Array(3 * PARTS);

// ln(512/n), from n = 512 down to 256: each from the one before by ln((n + 1)/n) = 2 artanh(1/(2n + 1)).
const minusLog: bigint[] = [];
minusLog[STEPS] = 0n;
for (let n = STEPS - 1; 2 * n >= STEPS; n--) {
  minusLog[n] = minusLog[n + 1]! + 2n * inverseTangent(BigInt(2 * n + 1));
}
for (let part = 0; part < PARTS; part++) {
  const middle = 1 + (part + 0.5) / PARTS;
  // The parts next to 1 and to 2 are taken as if they were 1 and 2.
  const n = part === 0 ? STEPS : part === PARTS - 1 ? STEPS / 2 : Math.round(STEPS / middle);
  LOGARITHMS.set([n / STEPS, ...split(minusLog[n]!)], 3 * part);
}

/** artanh(1/n), the inverse hyperbolic tangent, by its series. */
function inverseTangent(n: bigint): bigint {
  const square = n * n;
  let sum = 0n;
  let power = (1n << BITS) / n;
  for (let odd = 1n; power > 0n; odd += 2n) {
    sum += power / odd;
    power /= square;
  }
  return sum;
}

function split(value: bigint): [number, number] {
  const low = BITS - HIGH_BITS;
  const high = value >> low;
  return [Number(high) / Number(1n << HIGH_BITS), Number(value - (high << low)) / Number(1n << BITS)];
}
