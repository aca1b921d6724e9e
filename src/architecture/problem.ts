/** What is said about an architecture that is not right. */
import type { architecture, autoscale, link, node } from './schema.ts';

type Field =
  | keyof typeof node.entries
  | keyof typeof link.entries
  | keyof typeof autoscale.entries
  | keyof typeof architecture.entries;

export type ProblemCode =
  /** A field holds what it must not: the sentence of its schema. */
  | `bad-${Field}`
  | 'not-an-architecture'
  | 'no-nodes'
  | 'too-large'
  | 'not-an-object'
  | 'unknown-property'
  | 'duplicate-id'
  | 'misplaced-property'
  | 'unknown-region'
  | 'empty-region'
  | 'dangling-link'
  | 'self-link'
  | 'duplicate-link'
  | 'nothing-behind'
  | 'unreached-node';

export interface Problem {
  code: ProblemCode;
  /** An `error` cannot be drawn or run. A `warning` can, but the system would not do its work. */
  severity: 'error' | 'warning';
  /** What is wrong and what to do about it, in a sentence or two. */
  message: string;
  /** The id of the node that it is about. */
  node?: string;
  /** The index in `links` of the link that it is about. */
  link?: number;
  /** The id of the region that it is about. */
  region?: string;
}

export type About = Pick<Problem, 'node' | 'link' | 'region'>;

export type Report = (code: ProblemCode, message: string, about?: About, severity?: Problem['severity']) => void;
