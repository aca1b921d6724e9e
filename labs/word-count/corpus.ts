/**
 * A few short texts, written for this course, whose words the suite counts. They hold what trips a word count up:
 * several scripts, letters outside the Basic Multilingual Plane, accents that stand alone, digits and underscores.
 */
import type { Document } from './map-reduce.ts';

export const CORPUS: readonly Document[] = [
  {
    id: 'queue',
    text: `The queue is a promise: whoever waits will be served. When 70 requests arrive in a second and the server can
answer 80, the queue is short and nobody minds. When 90 arrive, the queue grows by 10 every second, and the promise is
broken long before the queue is full. Adding servers helps; adding a longer queue doesn't. A longer queue only hides the
problem, and then the problem is older.`,
  },
  {
    id: 'cache',
    text: `A cache remembers what the database has said. It is fast because it is near, and it is wrong because the world
moves on. How wrong may it be? The answer isn't in the cache: it's in the question. A price may be a minute old; a
password may not. Write that down as max_age=60 for the one and as no-store for the other, and the p99 will tell you what
it cost.`,
  },
  {
    id: 'journey',
    // In the last sentence the first café is written with one letter é; the second with e and U+0301, which is no letter.
    text: `Ein Paket verlässt die Halle, fährt die Straße hinunter und kommt nie an: die Straße war gesperrt. Une requête
part de Montréal, passe par São Paulo et finit à 東京; 東京 answers, 東京都 does not. The naïve counter sees "Stra" and "e",
and the façade of the service stays green. Τα ελληνικά γράμματα μετράνε κι αυτά: Ελληνικά and ελληνικά are two keys. И
кириллица тоже. A café is one word, a cafe\u0301s is two words.`,
  },
  {
    id: 'symbols',
    text: `Let 𝒳 be the set of keys and 𝒴 the set of reducers; the function h: 𝒳 → 𝒴 sends every key to one reducer. 𐐷 is a
letter too, and so is 𠮷, though each takes two code units. A ½ is not, an Ⅷ is not, a ٣ is not, a 🙂 is not. The
snake_case_name is three words, x2y is two, and rock'n'roll is three.`,
  },
];
