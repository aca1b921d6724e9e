/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A text that is split has a first part, and Number("") is 0: these defaults are for the type checker.',
    mutants: [
      ["[mantissa = '0'", "[mantissa = ''"],
      ["exponent = '0']", "exponent = '']"],
      ["[whole = '0'", "[whole = ''"],
    ],
  },
  {
    because: 'The message has to name the parameter or the field; what else it says is not asked.',
    mutants: [
      ["'peakRps', 'a finite number, 0 or more'", "'peakRps', ''"],
      ["'survive', 'a whole number, 0 or more'", "'survive', ''"],
      ["'capacityRps', 'a finite number above 0'", "'capacityRps', ''"],
      ["'pricePerHour', 'a finite number above 0'", "'pricePerHour', ''"],
      ["'available', 'a whole number, 0 or more'", "'available', ''"],
    ],
  },
  {
    because: 'Where nothing is said of what is available, any whole number passes the check.',
    mutants: [['available = 0', 'available = 1']],
  },
  {
    because: 'One is one, whichever way it is taken.',
    mutants: [['needed > 0n', 'needed > 1n']],
  },
] satisfies Survivor[];
