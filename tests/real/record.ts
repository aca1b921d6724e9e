/**
 * `npm run real -- [postgresql …]`: plays what our models claim to real servers of Debian's packages, and writes down what they did. Unit
 * tests hold the models to these recordings, so that no test needs a server.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { record as haproxy } from './haproxy.ts';
import { record as memcached } from './memcached.ts';
import { record as nginx } from './nginx.ts';
import { record as postgresql } from './postgresql.ts';
import { record as rabbitmq } from './rabbitmq.ts';
import { record as stream } from './rabbitmq-stream.ts';
import { record as redis } from './redis.ts';

const SERVERS: Record<string, () => Promise<unknown>> = {
  haproxy,
  memcached,
  nginx,
  postgresql,
  rabbitmq,
  'rabbitmq-stream': stream,
  redis,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SERVERS));
if (unknown.length > 0) {
  console.error(`There is no recording of ${unknown.join(', ')}. There are: ${Object.keys(SERVERS).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : Object.keys(SERVERS)) {
    const file = `content/recordings/${name}.json`;
    writeFileSync(file, JSON.stringify(await SERVERS[name]?.()));
    execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'ignore' });
    console.log(`${name}: written to ${file}`);
  }
}
