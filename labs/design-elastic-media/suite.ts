/** What a right media platform is: what viewers and the owner see of it over a day with two spikes, whatever is drawn. */
import { testDesigns } from '#design';
import { solution } from '#grading';
import lab from './design.ts';

testDesigns(lab, solution<typeof import('./solution.ts')>());
