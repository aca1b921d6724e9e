/**
 * A space–time diagram of a failing history: one lane for each client or replica, time to the right, messages as arrows,
 * cuts as bands. The same is told in words below it, from the same data.
 */
import type { Picture } from '#grading';
import { describePicture } from '../grading/picture.ts';
import { layoutSpaceTime, type SpaceTimeLayout } from './space-time-layout.ts';

/** Of a picture that is wider than its place, what is wrong is seen at first, and as much as there is room for of what led to it. */
function showWrong(scroll: HTMLElement | null): void {
  const wrong = scroll?.querySelector('.span.wrong')?.parentElement;
  if (!scroll || !wrong) return;
  const beyond = wrong.getBoundingClientRect().right - scroll.getBoundingClientRect().right;
  if (beyond > 0) scroll.scrollLeft += beyond + 8;
}

export function SpaceTime({ picture }: { picture: Picture }) {
  const { title } = picture;
  const { width, height, bands, lanes, arrows, spans, ends } = layoutSpaceTime(picture);
  return (
    <figure class="space-time">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="space-time-scroll" tabIndex={0} ref={showWrong}>
        <svg width={width} height={height} role="img" aria-label={title}>
          {bands.map(({ box, label, labelAt }) => (
            <g key={`${box.x} ${label}`}>
              <rect class="band" {...box} />
              <text {...labelAt}>{label}</text>
            </g>
          ))}
          {lanes.map(({ name, nameAt, from, to }) => (
            <g key={name}>
              <line class="lane-line" x1={from.x} x2={to.x} y1={from.y} y2={to.y} />
              <text {...nameAt}>{name}</text>
            </g>
          ))}
          {arrows.map((arrow, index) => (
            <Arrow key={`${index} ${arrow.label}`} {...arrow} />
          ))}
          {spans.map(({ box, label, labelAt, tone }, index) => (
            <g key={`${index} ${label}`}>
              <rect class={`span ${tone}`} {...box} rx={4} />
              <text {...labelAt}>{label}</text>
            </g>
          ))}
          {ends.map(({ text, at }, index) => (
            <text key={text} class="muted" {...at} text-anchor={index === 0 ? 'start' : 'end'}>
              {text}
            </text>
          ))}
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

function Arrow({ label, from, to, isLost, angle }: SpaceTimeLayout['arrows'][number]) {
  return (
    <g>
      <title>{label}</title>
      <line class={isLost ? 'arrow lost' : 'arrow'} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      {isLost ? (
        <text x={to.x - 4} y={to.y + 4}>
          ×
        </text>
      ) : (
        <path class="arrow-head" d="M0 0l-7 -3.5v7z" transform={`translate(${to.x} ${to.y}) rotate(${angle})`} />
      )}
    </g>
  );
}
