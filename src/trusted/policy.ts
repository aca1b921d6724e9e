/**
 * The one policy by which text of ours becomes markup, and an address a worker: with Trusted Types the browser takes nothing else. It
 * changes nothing and escapes nothing. It knows what this site's own markup is made of and refuses the rest, so that a text which
 * somebody forgot to escape is an error and never an element.
 */

const TAGS = new Set(
  'button canvas circle defs desc details div fieldset figcaption figure g h2 h3 h4 input label legend li marker option output p path rect select span strong summary svg text title tspan ul'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'autocomplete checked class cx cy d disabled for height hidden id marker-end markerHeight markerUnits markerWidth max min open orient popover popovertarget preserveAspectRatio r refX refY role rx selected step style tabindex transform type value viewBox width x xmlns y'.split(
    ' ',
  ),
);
/** The sizes of pictures, and how they stand, are all that markup may set of a style. */
const STYLE =
  /^--(?:wide|high|rows|tall|columns): \d+(?:fr(?: \d+fr)*)?(?:; --(?:wide|high|rows|tall|columns): \d+(?:fr(?: \d+fr)*)?)*$/;

/** Where it goes on: a text, or a tag as it is written here, with its attributes in double quotes. */
const NEXT = /[^<]+|<\/?([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z-]+(?:="[^"<>]*")?)*) ?\/?>/y;
const ATTRIBUTE = / ([A-Za-z-]+)(?:="([^"]*)")?/g;

/** How the document of the sandbox's frame begins: it forbids itself everything before anything else is read. */
const FRAME =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ';

function isOurs(text: string): boolean {
  NEXT.lastIndex = 0;
  while (NEXT.lastIndex < text.length) {
    const found = NEXT.exec(text);
    if (!found) return false;
    const [, tag, attributes = ''] = found;
    if (tag === undefined) continue;
    if (!TAGS.has(tag)) return false;
    for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      const isNamed = ATTRIBUTES.has(name) || name.startsWith('data-') || name.startsWith('aria-');
      if (!isNamed || (name === 'style' && !STYLE.test(value))) return false;
    }
  }
  return true;
}

const rules = {
  createHTML(text: string): string {
    if (text.startsWith(FRAME) || isOurs(text)) return text;
    throw new TypeError('This is no markup of the site’s own.');
  },
  createScriptURL(address: string): string {
    if (new URL(address, location.href).origin === location.origin) return address;
    throw new TypeError('This is no script of the site’s own.');
  },
};

interface Factory {
  createPolicy(name: string, made: typeof rules): typeof rules;
}

/** Browsers without Trusted Types take the text itself, by the same rules. */
const policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('headroom', rules) ?? rules;

/** Markup for an element, or the document of the sandbox's frame. Throws TypeError for what the site never writes. */
export function markup(text: string): string {
  return policy.createHTML(text);
}

/** The address of a worker's script. Throws TypeError for one that is not the site's own. */
export function scriptAddress(address: string): string {
  return policy.createScriptURL(address);
}
