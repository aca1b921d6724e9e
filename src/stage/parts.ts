/** Finds the parts of a stage in the page: `stageMarkup` names each by a data attribute. */

/** The element with `data-<name>`. */
export function partOf<Kind extends HTMLElement>(host: HTMLElement, name: string): Kind {
  return host.querySelector<Kind>(`[data-${name}]`) as Kind;
}
