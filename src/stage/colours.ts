/** The theme's colours as a canvas needs them. It cannot read `light-dark()`, so an element is asked what each computes to. */

/** The colours of these custom properties, named without their dashes, as they are now in `host`. */
export function readColours<Name extends string>(host: HTMLElement, names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const colours = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<Name, string>;
}
