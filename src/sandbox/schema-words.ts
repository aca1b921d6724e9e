/** What the schemas of the sandbox's answers have in common. */
import * as v from 'valibot';

/** A text of so many characters at most: nothing that comes back has no end. */
export const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
export const whole = v.pipe(v.number(), v.integer());
export const finite = v.pipe(v.number(), v.finite());
/** The longest title of a test. */
export const testName = text(300);
export const status = v.picklist(['pass', 'fail', 'error']);
