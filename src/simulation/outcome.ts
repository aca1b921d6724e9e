/**
 * How a request ended: answered; turned away by a limit; failed with an error; lost on the way; or given up by a client that
 * had waited long enough.
 */
export type Outcome = 'ok' | 'rejected' | 'failed' | 'lost' | 'timeout';
