/** Draws the way of one word through a job, from the map tasks to the reducers, for a learner whose total is wrong. */
import type { Picture } from '#grading';
import type { Outcome } from './map-reduce.ts';

const MAX_LANES = 16;
const MAX_LABEL = 100;

/** The picture of a word's way, or nothing when no map task found the word or too many did. */
export function journey(word: string, { shipments, lines }: Outcome): Picture | undefined {
  const parts = shipments.filter((shipment) => shipment.word === word);
  const ends = lines.filter((line) => line.word === word);
  const mapLane = (split: number): string => `map task ${split}`;
  const reduceLane = (reducer: number): string => `reducer ${reducer}`;
  const lanes = [
    ...parts
      .map(({ split }) => split)
      .sort((a, b) => a - b)
      .map(mapLane),
    ...ends.map(({ reducer }) => reduceLane(reducer)),
  ];
  if (parts.length === 0 || lanes.length > MAX_LANES) return undefined;

  // Steps: map from 0 to 1, combine from 1 to 2, one shipment after the other, then reduce.
  const reducing = 3 + parts.length;
  return {
    kind: 'space-time',
    title: shorten(`The way of the word “${word}”`),
    unit: 'step',
    lanes,
    spans: [
      ...parts.flatMap(({ split, mapped, sent }) => [
        { lane: mapLane(split), from: 0, to: 1, label: shorten(`map: ${mapped.join(', ')}`) },
        { lane: mapLane(split), from: 1, to: 2, label: shorten(`sent: ${sent.join(', ')}`), tone: 'muted' as const },
      ]),
      ...ends.map(({ reducer, counts, total }) => ({
        lane: reduceLane(reducer),
        from: reducing,
        to: reducing + 1,
        label: shorten(`reduce [${counts.join(', ')}]: ${total}`),
        tone: 'wrong' as const,
      })),
    ],
    arrows: parts.map(({ split, reducer, sent }, index) => ({
      from: mapLane(split),
      sentAt: 2,
      to: reduceLane(reducer),
      receivedAt: 3 + index,
      label: shorten(sent.join(', ')),
    })),
    bands: [],
  };
}

function shorten(label: string): string {
  return label.length <= MAX_LABEL ? label : `${label.slice(0, MAX_LABEL - 1)}…`;
}
