/**
 * What of fast-check a suite can ask for. The whole of it would be a tenth of all that a learner waits for before a first verdict: what a suite
 * is the first to need is added here.
 */
export {
  type Arbitrary,
  array,
  bigInt,
  boolean,
  check,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  nat,
  noShrink,
  oneof,
  option,
  property,
  record,
  shuffledSubarray,
  string,
  subarray,
  tuple,
  uniqueArray,
  type WeightedArbitrary,
} from 'fast-check';
