/** The starter's `sold`: what the catalogue sells, as a learner spreads it into nodes. */
import { type Catalogue, offeredFields } from './catalogue.ts';

/** The text that a starter (and a solution) of the lab must hold. */
export function soldText({ sold }: Catalogue): string {
  const entries = Object.entries(sold).map(([name, offer]) => {
    const fields = offeredFields(offer).map(([field, value]) => `, ${field}: ${value}`);
    return `  ${name}: { kind: '${offer.kind}'${fields.join('')} },\n`;
  });
  return `const sold = {\n${entries.join('')}} as const;\n`;
}

/** What an author has to mend in a starter or a solution, or undefined when its `sold` is the catalogue's. */
export function soldProblem(source: string, catalogue: Catalogue): string | undefined {
  const text = soldText(catalogue);
  return source.includes(text) ? undefined : `does not sell what design.ts declares; write:\n${text}`;
}
