/** What TypeScript in the editor knows besides the standard library: what the guest has, and the types that a file may import. */
import guestTypes from './guest-types.txt?raw';

/** A type library as Monaco takes it. */
interface Library {
  content: string;
  filePath: string;
}

const sources = import.meta.glob<string>(['/src/learner/headroom.ts', '/labs/*/types.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** 'headroom' for the types of all labs, 'headroom/<lab>' for those of one. */
const moduleAt = (path: string): string => (path.startsWith('/labs/') ? `headroom/${path.split('/')[2]}` : 'headroom');

export const learnerTypes: Library[] = [
  { content: guestTypes, filePath: 'file:///guest.d.ts' },
  ...Object.entries(sources).map(([path, text]) => ({
    content: `declare module '${moduleAt(path)}' {\n${text}}\n`,
    filePath: `file:///${moduleAt(path).replace('/', '-')}.d.ts`,
  })),
];
