/**
 * The rail's contents follow the reader: the section they are in is marked, one that they have read gets a tick, and the place is
 * remembered for the next visit. Without this script it is a list of links.
 */
import { rememberPlace, rememberRead, sectionsRead } from '../progress/place.ts';

/** Milliseconds in a section before its end counts as read: less is a jump past it. */
const READING_MS = 5_000;
/** The part of the window's height above which the reader is taken to be. */
const EYES = 0.35;

const rail = document.querySelector<HTMLElement>('#rail');
const contents = rail?.querySelector<HTMLElement>('[data-contents]');

if (rail && contents) follow(rail, contents);

function follow(rail: HTMLElement, contents: HTMLElement): void {
  const lesson = contents.dataset.lesson as string;
  const places = [...contents.querySelectorAll<HTMLAnchorElement>('a')].flatMap((link) => {
    const target = document.getElementById(link.hash.slice(1));
    return target ? [{ link, target, isSection: link.parentElement?.parentElement === contents }] : [];
  });
  const sections = places.filter(({ isSection }) => isSection);
  const end = document.querySelector('.lesson-footer');
  const read = sectionsRead(lesson);
  for (const { link, target } of sections) link.classList.toggle('done', read.has(target.id));

  let here: (typeof places)[number] | undefined;
  let section: typeof here;
  let since = 0;
  const look = (): void => {
    const isPast = ({ target }: { target: Element }) => target.getBoundingClientRect().top <= innerHeight * EYES;
    const before = section;
    section = sections.findLast(isPast);
    if (section !== before) since = Date.now();
    else if (section) tickIfRead(section);
    const now = places.findLast(isPast);
    if (now === here && now) return;
    here?.link.removeAttribute('aria-current');
    here = now;
    rememberPlace(`lessons/${lesson}/${now ? `#${now.target.id}` : ''}`);
    if (now) mark(now.link);
  };

  function tickIfRead({ link, target }: (typeof places)[number]): void {
    const next = sections[sections.findIndex((each) => each.link === link) + 1]?.target ?? end;
    const isAtEnd = next && next.getBoundingClientRect().top < innerHeight;
    if (!isAtEnd || Date.now() - since < READING_MS || link.classList.contains('done')) return;
    link.classList.add('done');
    rememberRead(lesson, target.id);
  }

  function mark(link: HTMLAnchorElement): void {
    link.setAttribute('aria-current', 'location');
    // Only the rail scrolls, and only where the link is out of sight in it.
    const { top, bottom } = link.getBoundingClientRect();
    const frame = rail.getBoundingClientRect();
    const isSeen = top >= frame.top && bottom <= Math.min(frame.bottom, innerHeight);
    if (!isSeen) rail.scrollTop += top - frame.top - frame.height / 3;
  }

  let waiting = 0;
  const soon = (): void => {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      look();
    });
  };
  addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', soon, { passive: true });
  look();
  // On a narrow page it lies over the text, and a place that was chosen is to be seen.
  contents.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a') && rail.matches(':popover-open')) rail.hidePopover();
  });
}
