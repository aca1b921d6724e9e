/**
 * `npm run real -- [postgresql …]`: plays what our models claim to real servers of Debian's packages, and writes down what they did. Unit
 * tests hold the models to these recordings, so that no test needs a server.
 */
import { writeFileSync } from 'node:fs';
import { record as nginx } from './nginx.ts';
import { record as postgresql } from './postgresql.ts';

const SERVERS: Record<string, () => Promise<unknown>> = { nginx, postgresql };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SERVERS));
if (unknown.length > 0) {
  console.error(`There is no recording of ${unknown.join(', ')}. There are: ${Object.keys(SERVERS).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : Object.keys(SERVERS)) {
    const file = `tests/real/recordings/${name}.json`;
    writeFileSync(file, written(await SERVERS[name]?.()));
    console.log(`${name}: written to ${file}`);
  }
}

/** JSON with what is recorded of one thing on one line. */
function written(recording: unknown): string {
  const at = (value: unknown, indent: string): string => {
    const line = JSON.stringify(value);
    if (line.length + indent.length <= 160 || typeof value !== 'object' || value === null) return line;
    const isList = Array.isArray(value);
    const inner = Object.entries(value).map(
      ([key, each]) => `${indent}  ${isList ? '' : `${JSON.stringify(key)}: `}${at(each, `${indent}  `)}`,
    );
    return `${isList ? '[' : '{'}\n${inner.join(',\n')}\n${indent}${isList ? ']' : '}'}`;
  };
  return `${at(recording, '')}\n`;
}
