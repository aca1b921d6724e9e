/** A scene to begin with, and its first experiment. */

export function sceneFile(title: string): string {
  return `/** ${title}: some servers, and the requests that they answer or fail. */
import { compile, sketch } from '#architecture';
import { atEnd, chart, defineScene, perSecond, slider, soFar, systemWorld } from '#scene';
import { number } from '#words';

export default defineScene({
  title: ${quotedText(title)},
  seconds: 20,
  pace: 1,
  still: 12,
  knobs: {
    servers: slider('Servers', { min: 1, max: 6, value: 2 }),
    rate: slider('Requests', { min: 20, max: 400, step: 20, value: 120, unit: 'a second' }),
  },
  worlds({ seed, settings, tick }) {
    const { servers, rate } = settings;
    const shop = sketch(${quotedText(title)}, 'visitors: client "Visitors" > balancer: load-balancer > servers: web "Servers"', {
      servers: { replicas: servers, capacity: 100, latency: 40 },
    });
    const system = compile(shop, { seed, load: { rate, writes: 0 }, window: tick });
    return [
      systemWorld({
        title: ${quotedText(title)},
        system,
        tick,
        oneIn: 4,
        says: {},
        charts: [
          chart('Requests', 'per second', {
            answered: perSecond(() => soFar(system).answered, tick),
            failed: perSecond(() => soFar(system).failed, tick),
          }),
        ],
        tells: [
          atEnd(() => \`\${number(soFar(system).answered)} were answered, \${number(soFar(system).failed)} failed.\`),
        ],
      }),
    ];
  },
});
`;
}

export function triesFile(number: number, scene: string, name: string): string {
  return `/** The experiments of lesson ${number}, and what must hold for its text to be true. */
import { experiment } from '#scene';
import ${name}Scene from '../scenes/${scene}.ts';

${experimentText(name)}`;
}

/** What a scene adds to experiments that are there. */
export function withExperiment(tries: string, scene: string, name: string): string {
  const line = `import ${name}Scene from '../scenes/${scene}.ts';\n`;
  const last = [...tries.matchAll(/^import [\s\S]*?;\n/gm)].at(-1);
  const at = last ? last.index + last[0].length : 0;
  const named = /^import \{[^}]*\bexperiment\b[^}]*\} from '#scene';/m.test(tries)
    ? ''
    : "import { experiment } from '#scene';\n";
  return `${tries.slice(0, at)}${named}${line}${tries.slice(at).trimEnd()}\n\n${experimentText(name)}`;
}

function experimentText(name: string): string {
  return `export const ${name}Try = experiment(
  ${name}Scene,
  { settings: { servers: 1 } },
  { 'one server fails a part': (run) => run.max('Requests: failed', 5) > 0 },
);
`;
}

const quotedText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
