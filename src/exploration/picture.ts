/** An execution as a space–time diagram whose times are steps: the order in which things happened, and nothing of how long they took. */
import type { Arrow, Picture, Span } from '#grading';
import type { Execution } from './execution.ts';
import type { Wording } from './wording.ts';

export function pictureOf<Ask, Answer>(
  { events, calls, departures, program, world, cuts }: Execution<Ask, Answer>,
  words: Pick<Wording<Ask, Answer>, 'ask' | 'answer' | 'message'>,
): Picture {
  const lost = new Set(departures.flatMap((each) => (each.kind === 'lost' ? [each.item] : [])));
  for (const event of events) for (const { id } of event.lost) lost.add(id);
  const spans = calls.map(({ client, actor, ask, asked, replied, answer }): Span => {
    const request = words.ask(ask, actor);
    return {
      lane: client,
      from: asked + 1,
      ...(replied !== undefined && { to: replied + 1 }),
      label: answer === undefined ? request : `${request}${words.answer(ask, answer)}`,
      tone: answer === undefined ? 'muted' : 'plain',
    };
  });
  const arrived = events.flatMap(({ item, index }): Arrow[] => {
    if (item.kind !== 'message' || !('message' in item.body)) return [];
    const label = words.message(item.body.message);
    return [{ from: item.from, sentAt: item.sentBy + 1, to: item.to, receivedAt: index + 1, label }];
  });
  const swallowed = events.flatMap(({ sent, index }) =>
    sent.flatMap((item): Arrow[] => {
      if (!lost.has(item.id) || !('message' in item.body)) return [];
      return [{ from: item.from, sentAt: index + 1, to: item.to, label: words.message(item.body.message) }];
    }),
  );
  return {
    kind: 'space-time',
    title: '',
    unit: 'steps',
    lanes: [...program.clients.map(({ name }) => name), ...world.actors],
    spans,
    arrows: [...arrived, ...swallowed],
    bands: cuts.map(({ begins, ends, groups }) => ({
      from: begins + 1,
      to: (ends ?? events.length) + 1,
      label: `cut: ${groups.map((group) => group.join(' ')).join(' | ')}`,
    })),
  };
}
