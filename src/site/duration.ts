/** How long lessons take, for whoever plans an evening. */
import { readText } from '../course/text.ts';
import type { Lesson } from './lessons.ts';

/** Words that somebody reads in a minute when the matter is new. */
const WORDS_A_MINUTE = 200;
/** Minutes for an experiment, for a mark of a written answer with its marking, and for a mark of a lab. Assumed, and to be corrected by who measures. */
const FOR_A_TRY = 2;
const FOR_A_WRITTEN_MARK = 5;
const FOR_A_LAB_MARK = 12;

/** How long a lesson takes with all that it asks, in minutes. */
export function minutesOf({ data, body = '' }: Pick<Lesson, 'data' | 'body'>): number {
  if (data.minutes !== undefined) return data.minutes;
  const { length: words, words: used } = readText(body, 'mdx');
  const tries = used.filter(({ name }) => name === 'Try').length;
  const tasks = data.parts.reduce(
    (sum, { lab, marks }) => sum + marks * (lab ? FOR_A_LAB_MARK : FOR_A_WRITTEN_MARK),
    0,
  );
  return words / WORDS_A_MINUTE + tries * FOR_A_TRY + tasks;
}

/** 'about 45 min', 'about 2½ h': to five minutes, and beyond an hour to a quarter of one. */
export function timeText(minutes: number): string {
  if (minutes < 58) return `about ${Math.max(5, Math.round(minutes / 5) * 5)} min`;
  const quarters = Math.round(minutes / 15);
  return `about ${Math.floor(quarters / 4)}${['', '¼', '½', '¾'][quarters % 4]} h`;
}
