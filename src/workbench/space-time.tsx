/**
 * A space–time diagram of a failing history: one lane for each client or replica, time to the right, messages as arrows,
 * cuts as bands. The same is told in words below it, from the same data.
 */
import type { Arrow, Picture, Span } from '#grading';
import { describePicture, roundTime as round } from '../grading/picture.ts';

const LANE = 58;
const LEFT = 72;
const TOP = 26;
const WIDTH = 480;
const BAR = 18;
/** A fair guess of a letter's width at the size of the labels. */
const LETTER = 6.3;

export function SpaceTime({ picture }: { picture: Picture }) {
  const { lanes, spans, arrows, bands, title, unit } = picture;
  const times = [
    ...spans.flatMap(({ from, to }) => [from, to ?? from]),
    ...arrows.flatMap(({ sentAt, receivedAt }) => [sentAt, receivedAt ?? sentAt]),
    ...bands.flatMap(({ from, to }) => [from, to]),
  ].filter(Number.isFinite);
  const start = Math.min(...times, Number.POSITIVE_INFINITY);
  const end = Math.max(...times, start + 1);
  const x = (time: number): number =>
    LEFT + ((Math.min(Math.max(time, start), end) - start) / (end - start || 1)) * WIDTH;
  const y = (lane: string): number => TOP + Math.max(0, lanes.indexOf(lane)) * LANE + LANE / 2;
  const height = TOP + lanes.length * LANE + 24;
  const below = labelsBelow(picture, x);

  return (
    <figure class="space-time">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="space-time-scroll" tabIndex={0}>
        <svg width={LEFT + WIDTH + 30} height={height} role="img" aria-label={title}>
          {bands.map((band) => (
            <g key={`${band.from} ${band.label}`}>
              <rect
                class="band"
                x={x(band.from)}
                y={4}
                width={Math.max(2, x(band.to) - x(band.from))}
                height={height - 26}
              />
              <text x={x(band.from) + 4} y={17}>
                {band.label}
              </text>
            </g>
          ))}
          {lanes.map((lane) => (
            <g key={lane}>
              <line class="lane-line" x1={LEFT} x2={LEFT + WIDTH} y1={y(lane)} y2={y(lane)} />
              <text x={4} y={y(lane) + 4}>
                {lane}
              </text>
            </g>
          ))}
          {arrows.map((arrow, index) => (
            <ArrowLine key={`${index} ${arrow.label}`} arrow={arrow} x={x} y={y} />
          ))}
          {spans.map((span, index) => (
            <SpanBar key={`${index} ${span.label}`} span={span} below={below.has(span)} x={x} y={y} end={end} />
          ))}
          <text class="muted" x={LEFT} y={height - 6}>
            {round(start)} {unit}
          </text>
          <text class="muted" x={LEFT + WIDTH} y={height - 6} text-anchor="end">
            {round(end)} {unit}
          </text>
        </svg>
      </div>
      <figcaption>{title}</figcaption>
      <details>
        <summary>The picture in words</summary>
        <ul>
          {describePicture(picture).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </figure>
  );
}

interface Scales {
  x(time: number): number;
  y(lane: string): number;
}

function ArrowLine({ arrow, x, y }: { arrow: Arrow } & Scales) {
  const lost = arrow.receivedAt === undefined;
  const from = { x: x(arrow.sentAt), y: y(arrow.from) };
  const full = { x: x(arrow.receivedAt ?? arrow.sentAt), y: y(arrow.to) };
  // A lost message ends half-way.
  const to = lost ? { x: from.x + 10, y: (from.y + full.y) / 2 } : full;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return (
    <g>
      <title>{arrow.label}</title>
      <line class={lost ? 'arrow lost' : 'arrow'} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      {lost ? (
        <text x={to.x - 4} y={to.y + 4}>
          ×
        </text>
      ) : (
        <path class="arrow-head" d="M0 0l-7 -3.5v7z" transform={`translate(${to.x} ${to.y}) rotate(${angle})`} />
      )}
    </g>
  );
}

/** Spans whose label goes below the bar, because the one before it in the lane takes up the room above. */
function labelsBelow({ lanes, spans }: Picture, x: Scales['x']): Set<Span> {
  const below = new Set<Span>();
  for (const lane of lanes) {
    let freeAbove = 0;
    for (const span of spans.filter((other) => other.lane === lane).sort((a, b) => a.from - b.from)) {
      if (x(span.from) < freeAbove) below.add(span);
      else freeAbove = x(span.from) + (span.label.length + 3) * LETTER;
    }
  }
  return below;
}

function SpanBar({ span, below, x, y, end }: { span: Span; below: boolean; end: number } & Scales) {
  const from = x(span.from);
  const to = x(span.to ?? end);
  const tone = span.tone === 'wrong' || span.tone === 'muted' ? span.tone : '';
  return (
    <g>
      <rect
        class={`span ${tone}`}
        x={from}
        y={y(span.lane) - BAR / 2}
        width={Math.max(4, to - from)}
        height={BAR}
        rx={4}
      />
      <text x={from + 2} y={below ? y(span.lane) + BAR / 2 + 12 : y(span.lane) - BAR / 2 - 4}>
        {span.tone === 'wrong' ? `✗ ${span.label}` : span.label}
      </text>
    </g>
  );
}
