/**
 * The types that learners import are the notation's own. `src/learner/headroom.ts` is written from the schema by this file: after
 * a change of the notation, `npx vitest run tests/unit/learner-types.test.ts -u` writes it anew.
 */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type * as Notation from '#architecture';
import { nodeKinds } from '#architecture';
import { balancingPolicies, linkKinds } from '../../src/architecture/kinds.ts';
import { architecture, autoscale, link, node, region } from '../../src/architecture/schema.ts';
import type * as Learner from '../../src/learner/headroom.ts';

const LINE = 120;

const UNIONS = {
  NodeKind: ['What a node is.', nodeKinds],
  LinkKind: [
    'A call that waits for its answer, a message that does not, a way for copies of data, or a link that is cut.',
    linkKinds,
  ],
  BalancingPolicy: [
    'Each in turn; the one with the fewest requests in progress; the less busy of two drawn at random; any.',
    balancingPolicies,
  ],
} as const;

const INTERFACES = {
  Autoscale: ['How a tier changes its number of copies by itself.', autoscale],
  ArchitectureNode: ['One part of a system, or `replicas` identical copies of it.', node],
  ArchitectureLink: ['A way from one node to another, in the direction in which the work flows.', link],
  Region: ['A place or a group with a border drawn round it: a data centre, an availability zone.', region],
  Architecture: ['A system: what runs, and who calls whom.', architecture],
} as const;

interface AnySchema extends v.GenericSchema {
  wrapped?: AnySchema;
  item?: AnySchema;
  options?: readonly string[];
  pipe?: readonly AnySchema[];
}

/** A type as TypeScript writes it. */
function typeText(schema: AnySchema): string {
  const named = Object.entries(INTERFACES).find(([, [, known]]) => known === (schema.pipe?.[0] ?? schema));
  if (named) return named[0];
  if (schema.type === 'array') return `readonly ${typeText(schema.item!)}[]`;
  if (schema.type !== 'picklist') return schema.type;
  const options = schema.options!.join();
  return Object.entries(UNIONS).find(([, [, table]]) => Object.keys(table).join() === options)![0];
}

/** A comment, broken where the line is full. */
function comment(text: string, indent: string): string {
  if (`${indent}/** ${text} */`.length <= LINE) return `${indent}/** ${text} */\n`;
  const lines = [''];
  for (const word of text.split(' ')) {
    if (`${indent} *${lines.at(-1)} ${word}`.length > LINE) lines.push('');
    lines[lines.length - 1] += ` ${word}`;
  }
  return `${indent}/**\n${lines.map((line) => `${indent} *${line}\n`).join('')}${indent} */\n`;
}

function written(): string {
  const unions = Object.entries(UNIONS).map(([name, [meaning, table]]) => {
    const names = Object.keys(table).map((each) => `'${each}'`);
    const line = `export type ${name} = ${names.join(' | ')};`;
    return `${comment(meaning, '')}${line.length <= LINE ? line : `export type ${name} =\n${names.map((each) => `  | ${each}`).join('\n')};`}\n`;
  });
  const interfaces = Object.entries(INTERFACES).map(([name, [meaning, schema]]) => {
    const fields = Object.entries(schema.entries as Record<string, AnySchema>).map(([field, entry]) => {
      const inner = entry.wrapped ?? entry;
      return `${comment(v.getDescription(inner)!, '  ')}  ${field}${entry.wrapped ? '?' : ''}: ${typeText(inner)};\n`;
    });
    return `${comment(meaning, '')}export interface ${name} {\n${fields.join('')}}\n`;
  });
  const head = '/** The architecture notation: the types of what is drawn, run and graded in this course. */\n';
  return [head, ...unions, ...interfaces].join('\n');
}

test('learners read every field of the notation, with its sentence', async () => {
  await expect(written()).toMatchFileSnapshot('../../src/learner/headroom.ts');
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

test('what learners write is the notation, to the type checker as well', () => {
  // Compared when the types are checked (`npm run test:types`): here it only must be there.
  const same: [
    Same<Learner.NodeKind, Notation.NodeKind>,
    Same<Learner.LinkKind, Notation.LinkKind>,
    Same<Learner.BalancingPolicy, Notation.BalancingPolicy>,
    Same<Learner.Autoscale, Notation.Autoscale>,
    Same<Learner.ArchitectureNode, Notation.ArchitectureNode>,
    Same<Learner.ArchitectureLink, Notation.ArchitectureLink>,
    Same<Learner.Architecture, Notation.Architecture>,
  ] = [true, true, true, true, true, true, true];
  expect(same).not.toContain(false);
});
