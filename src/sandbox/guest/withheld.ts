/** Chance and the clock, which a lab withholds: two runs of the same code give the same verdict. */
import { construct, defineProperty, RealDate, RealError } from './primordials.ts';
import { define } from './properties.ts';

const withhold = (message: string) => {
  const nameless = [
    (): never => {
      throw new RealError(message);
    },
  ];
  return nameless[0];
};

/** In the place of Math.random. */
export const noChance = withhold(
  'Math.random is withheld in labs: chance, where a lab needs it, comes in as a parameter',
);

const noClock = 'The clock is withheld in labs: time, where a lab needs it, comes in as a parameter';

/** In the place of Date: moments that are given, and never the present one. */
export const LabDate = function (this: unknown, ...args: unknown[]): unknown {
  if (new.target === undefined || args.length === 0) throw new RealError(noClock);
  return construct(RealDate, args, new.target);
};
LabDate.prototype = RealDate.prototype;
define(LabDate, 'UTC', RealDate.UTC);
define(LabDate, 'parse', RealDate.parse);
define(LabDate, 'now', withhold(noClock));
defineProperty(LabDate, 'name', { value: 'Date' });
defineProperty(LabDate, 'length', { value: 7 });
