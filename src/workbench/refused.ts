/** What a learner can do about work that the browser does not keep: have it in their own hands. */
import { download } from '../progress/download.ts';
import type { Visit } from '../progress/visit.ts';

/** What notices about it are about. */
export const REFUSED = 'what is not kept';

/** `code` gives the text as it stands. */
export function waysOut(lab: string, code: () => string, visit: Visit) {
  const saveCode = (): void => download(`${lab}.ts`, code(), 'text/plain');
  const saveWork = async (): Promise<void> => {
    // What makes the file may not be here, where there is no line. The code is.
    const maker = await import('../progress/save-work.ts').catch(() => undefined);
    await (maker?.saveWorkOnPage(lab, code(), visit.runs) ?? saveCode());
  };
  return [
    { label: 'Copy my code', act: () => navigator.clipboard.writeText(code()) },
    { label: 'Save my code as a file', act: saveCode },
    { label: 'Save all my work as a file', act: saveWork },
  ];
}
