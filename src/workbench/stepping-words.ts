/** What can be chosen in a run, and what has been, in words. */
import type { Choice, InFlight } from '#exploration';

type Named = Pick<InFlight, 'id' | 'kind' | 'from' | 'to' | 'text'>;

/** What a button says that makes this choice. */
export function actOf(choice: Choice, item?: Named): string {
  switch (choice.do) {
    case 'deliver':
      return item?.kind === 'request' ? 'Ask' : item?.kind === 'alarm' ? 'Ring' : 'Deliver';
    case 'lose':
      return 'Lose';
    case 'repeat':
      return 'Send again';
    case 'cut':
      return `Cut ${groupsOf(choice.groups)}`;
    case 'heal':
      return 'Heal the cut';
    case 'crash':
      return `Crash ${choice.actor}`;
    case 'restart':
      return `Start ${choice.actor} again`;
  }
}

/** What is on its way, for the middle of a sentence. */
export function nameOf({ kind, from, to, text }: Named): string {
  if (kind === 'request') return `${from}: ${text}`;
  return kind === 'alarm' ? `alarm of ${to}: ${text}` : `${from} → ${to}: ${text}`;
}

/** What has happened by a choice, as a sentence; `item` is what was on its way. */
export function told(choice: Choice, item: Named | undefined): string {
  const name = item ? nameOf(item) : 'it';
  switch (choice.do) {
    case 'deliver':
      if (item?.kind === 'request') return `${name} was asked.`;
      return item?.kind === 'alarm' ? `The ${name} rang.` : `${name} arrived.`;
    case 'lose':
      return `${name} was lost.`;
    case 'repeat':
      return `${name} is on its way once more.`;
    case 'cut':
      return `A cut: ${groupsOf(choice.groups)}.`;
    case 'heal':
      return 'The cut healed.';
    case 'crash':
      return `${choice.actor} crashed.`;
    case 'restart':
      return `${choice.actor} started again.`;
  }
}

function groupsOf(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => group.join(' ')).join(' | ');
}
