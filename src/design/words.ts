/** Words that only design labs need; lists and numbers stand in `#words`. */
import { counted } from '#words';

/** '1 copy', '2.5 copies'. */
export const copiesOf = (count: number): string => counted(count, 'copy', 'copies');

/** Sentences as they follow another one. */
export const following = (sentences: readonly string[]): string => sentences.map((sentence) => ` ${sentence}`).join('');
