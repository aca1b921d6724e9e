/** What a right service is: what viewers and the owner see of it in trials, whatever is drawn. */
import { testDesigns } from '#design';
import { solution } from '#grading';
import lab from './design.ts';

testDesigns(lab, solution<typeof import('./solution.ts')>());
