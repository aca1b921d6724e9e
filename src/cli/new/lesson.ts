/** A lesson to begin with: short, complete, and of every kind of thing that a lesson has. */

export function lessonFile({ number, part, title }: { number: number; part: 1 | 2; title: string }): string {
  return `---
number: ${number}
part: ${part}
title: ${asYaml(title)}
summary: What a reader will know at the end, in one sentence.
marks: 2
outcomes:
  - say in one sentence what the limit of a system is
  - name what is at its limit first
parts:
  - { id: explain, title: Explain the limit, marks: 2, kind: written }
sources:
  - { title: 'A document, with its author and year', url: 'https://example.org/' }
---

import { sketch } from '#architecture';

export const shop = sketch('A shop', 'visitors: client "Visitors" > server: web "Server" x2 > database', {
  server: { note: 'each does 100 requests a second' },
});

Begin with something that can be seen, in two or three sentences. Two servers answer 100 requests a second each, and on the day of the sale 300 arrive.

<Scenario>

What has happened, and what is asked: the scenario in your own words.

</Scenario>

## What is full first

A system takes no more than the part that is full first, its <Term of="bottleneck" />.

<Diagram architecture={shop} caption="The shop on the day of the sale." />

<Question part="explain">

300 requests a second arrive at two servers that do 100 each. How many are answered, and what would a third server change?

<ModelAnswer>

200 a second are answered: the servers are full. With a third one all 300 are, as long as the database behind them keeps up.

<Rubric
  points={[
    { marks: 1, text: '200 a second are answered, since the servers are full' },
    { marks: 1, text: 'a third server is enough only if the database is not full then' },
  ]}
/>

</ModelAnswer>

</Question>
`;
}

const asYaml = (text: string): string => (/^[\w][\w .,?!()–-]*$/.test(text) ? text : JSON.stringify(text));

/** What a lab adds to the text of its lesson. */
export function withLab(lesson: string, id: string, title: string, marks: number): string {
  return `${withPart(lesson, `  - { id: ${id}, title: ${asYaml(title)}, marks: ${marks}, kind: lab, lab: ${id} }`, marks).trimEnd()}\n\n<Lab id="${id}" />\n`;
}

/** The frontmatter with one part more, and the marks that it makes. */
function withPart(lesson: string, part: string, marks: number): string {
  return lesson
    .replace(/^marks: ([\d.]+)$/m, (_, before: string) => `marks: ${Number(before) + marks}`)
    .replace(/^parts:\n(?: {2}.*\n)+/m, (parts) => `${parts}${part}\n`);
}

/** What a scene adds to the text of its lesson. */
export function withScene(lesson: string, tries: string, scene: string, name: string): string {
  const [, head = '', body = ''] = /^(---\n[\s\S]*?\n---\n)([\s\S]*)$/.exec(lesson) ?? [];
  return `${head}
import { ${name}Try } from './${tries}';
${body.trimEnd()}

<Simulation scene="${scene}">

<Try
  of={${name}Try}
  title="One server"
  ask="120 requests a second arrive at one server that does 100. What becomes of the others?"
  choices={['They wait, and are answered in the end', 'A part of them fails']}
  answer={1}
>
What waits too long has failed: in 20 s, {${name}Try.figure('# failed')} requests.
</Try>

</Simulation>
`;
}
