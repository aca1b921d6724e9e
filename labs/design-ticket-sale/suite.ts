/** What a right ticket sale is: what visitors, the box office and the owner see of it in trials, whatever is drawn. */
import { testDesigns } from '#design';
import { solution } from '#grading';
import lab from './design.ts';

testDesigns(lab, solution<typeof import('./solution.ts')>());
