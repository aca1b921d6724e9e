/** What a design lab is checked for beside all others: that its starter and its solution sell what it declares. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DesignLab, soldProblem } from '#design';
import type { Finding } from '../course/finding.ts';
import { ROOT } from '../sandbox/bundle.ts';

/** Which of the files (texts by their names) to mend, and how; nothing for a lab that is no design lab. */
export async function soldProblems(id: string, files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const path = join(ROOT, 'labs', id, 'design.ts');
  if (!existsSync(path)) return [];
  const { default: lab } = (await import(pathToFileURL(path).href)) as { default: DesignLab };
  return Object.entries(files).flatMap(([name, text]) => {
    const problem = soldProblem(text, lab.catalogue);
    return problem === undefined ? [] : [{ file: `labs/${id}/${name}`, problem: `It ${problem}` }];
  });
}
