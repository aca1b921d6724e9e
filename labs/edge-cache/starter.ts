import type { Answer, Edge, EdgeState, Effect, Headers, Policy } from 'headroom/edge-cache';

export function policyOf(headers: Headers): Policy {
  // Your code goes here.
  return { freshFor: -1, staleFor: -1, age: -1 };
}

export function createEdge(capacity: number): Edge {
  // Your code goes here.
  return {
    ask: (request: string, path: string, now: number): Effect[] => [],
    answered: (query: string, answer: Answer, now: number): Effect[] => [],
  };
}

export function nearestEdge(edges: readonly EdgeState[]): string | null {
  // Your code goes here.
  return '';
}
