/** What is laid over the workshop to be looked at beside the learner's text: the reference, and runs and earlier versions. */
import { h } from 'preact';
import { StoreBusy } from '../progress/patience.ts';
import type { Bench } from './bench.ts';
import { Runs } from './runs-view.tsx';
import type { Text } from './text.ts';
import type { Verdict } from './verdict.ts';

async function compare({ sheet, notices }: Bench, mine: string, name: string, text: string): Promise<void> {
  try {
    const { Compare } = await import('./compare.tsx');
    const sides = { left: { name: 'Your code', text: mine }, right: { name, text } };
    const title = `Your code beside ${name === 'The reference' ? 'the reference' : name}`;
    sheet.show(title, h(Compare, sides), { wide: true });
  } catch {
    notices.tell('The comparison could not be loaded. Check your connection and try again; your code is kept.');
  }
}

export async function compareWithReference(bench: Bench, mine: string): Promise<void> {
  const answer = await fetch('solution.txt').catch(() => undefined);
  if (answer?.ok) await compare(bench, mine, 'The reference', await answer.text());
  else bench.notices.tell('The reference could not be loaded. Check your connection and try again; your code is kept.');
}

export async function showRuns(bench: Bench, text: Text, verdict: Verdict): Promise<void> {
  try {
    const [runs, versions] = await Promise.all([bench.visit.read(), text.versions()]);
    const content = {
      runs,
      versions,
      present: text.now,
      onLook: (run: (typeof runs)[number]) => verdict.look(run),
      onCompare: (other: string, name: string) => compare(bench, text.now, name, other),
      onRestore: (other: string) => text.restore(other),
    };
    bench.sheet.show('Runs and earlier versions', h(Runs, content));
  } catch (error) {
    const sentence = error instanceof StoreBusy ? error.message : 'This browser does not say what it has stored.';
    bench.notices.show({ text: sentence, focus: true });
  }
}
