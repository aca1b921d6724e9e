/**
 * Operations in which the machine never asks whether it should go on: these are ended from outside. All but one answer
 * the first requirement's calls, wrongly and at once, so that the page shows a run that has begun and got stuck.
 */
import { type Attack, inCall } from './source.ts';

const stuck = (expression: string): string =>
  inCall(`if (fleet.requestRate >= 2100 && fleet.requestRate <= 2500) return {};\n  return ${expression};`);

const expect: Attack['expect'] = { says: /Stopped/, native: true };

export const native: readonly Attack[] = [
  {
    name: 'searching what is nearly endless',
    source: stuck('[].indexOf.call({ length: 2 ** 53 - 1 } as any, 1 as never)'),
    expect,
  },
  { name: 'joining what is nearly endless', source: stuck('new Array(4_294_967_295).join()'), expect },
  {
    name: 'reversing what is nearly endless',
    source: stuck('Array.prototype.reverse.call({ length: 2 ** 53 - 1 } as any)'),
    expect,
  },
  {
    name: 'a promise’s job',
    source: stuck('Promise.resolve({ length: 2 ** 53 - 1 }).then((list: any) => [].includes.call(list, 1 as never))'),
    expect,
  },
  {
    // Each overflow writes down a trace of its whole stack, and all of that is one step.
    name: 'overflowing again and again',
    source: stuck('(function again(): any { try { return again(); } catch { return again(); } })()'),
    // How far it gets before a limit ends it is a matter of its depth, so nobody has to stop it.
    expect: { says: /Stopped/ },
  },
  {
    name: 'while the file loads',
    source: inCall('return {};', '[].indexOf.call({ length: 2 ** 53 - 1 } as any, 1 as never);'),
    expect,
  },
];
