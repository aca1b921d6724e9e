/** Where a request goes next, decided request by request: by its key, by its kind, by the load, or by whom one knows to be there. */
import type { Request } from './request.ts';
import type { Station } from './station.ts';

/** `Way` is whatever the caller wants to know of where it sends to; a station at the least. */
export interface Route<Way = Station> {
  /** Undefined when there is nobody to send it to. Called once for each request that is sent, since a route may take turns. */
  pick(request: Request): Way | undefined;
}
