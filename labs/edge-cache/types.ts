/** What an edge reads, is told and may do, and what is known of edges by whoever chooses one. */

/** The headers of an answer that an edge reads: names in lower case, lines of the same name joined by ', '. */
export interface Headers {
  'cache-control'?: string;
  age?: string;
}

/** What an answer says of its freshness, in seconds. */
export interface Policy {
  /** It is fresh while its age is less than this. */
  freshFor: number;
  /** For so long after that it may be given out stale, while it is being refreshed. */
  staleFor: number;
  /** How old it is already: it may come from another cache. */
  age: number;
}

/** What the origin says to a fetch: the answer, or that it failed. */
export type Answer = { ok: true; body: string; bytes: number; headers: Headers } | { ok: false };

export type Effect =
  /** Asks the origin for a path. `query` is a name of your own. */
  | { fetch: string; query: string }
  /** Answers a viewer. `age` is in whole seconds. */
  | { reply: string; ok: true; body: string; age: number }
  /** Refuses a viewer. */
  | { reply: string; ok: false };

export interface Edge {
  /** A viewer asks for a path. `request` names the viewer's request, and `now` is the time in milliseconds. */
  ask(request: string, path: string, now: number): Effect[];
  /** The origin has answered the fetch of that name. */
  answered(query: string, answer: Answer, now: number): Effect[];
}

/** What is known of an edge, for one viewer. */
export interface EdgeState {
  id: string;
  /** Milliseconds from the viewer to it and back, or null while nobody has measured it. */
  latency: number | null;
  healthy: boolean;
  /** Requests per second that it serves, and that it can serve. */
  load: number;
  capacity: number;
}
