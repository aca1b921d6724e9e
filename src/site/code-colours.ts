/**
 * Still code is coloured by classes, one for each shade of the palette, and by no style of its own: so a page with code needs no leave for
 * inline styles. The rules stand in styles/global.css.
 */
import type { AstroIntegration } from 'astro';
import type { ShikiTransformer } from 'shiki';
import { dark, light, shadeOf, shades } from '../editor/palette.ts';

export const colouredByClasses: ShikiTransformer = {
  name: 'headroom-shades',
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const [, colour] = /color:light-dark\((#\w{6})/.exec(String(node.properties.style)) ?? [];
    delete node.properties.style;
    const shade = shadeOf(colour);
    if (shade > 0) this.addClassToHast(node, `shade${shade}`);
  },
};

/** The rules that these classes need, as they stand in the style sheet. */
export const shadeRules: readonly string[] = shades.map(
  ({ light, dark }, place) =>
    `${place === 0 ? '.astro-code' : `.astro-code .shade${place}`} {\n  color: light-dark(#${light}, #${dark});\n}`,
);

/**
 * Switches Shiki on with these classes. Astro warns of Shiki on pages with a policy, for its inline styles; here it has none, so the
 * configuration says nothing of it and this integration, which is asked later, does.
 */
export function codeColours(): AstroIntegration {
  return {
    name: 'headroom:code-colours',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          markdown: {
            syntaxHighlight: 'shiki',
            shikiConfig: {
              themes: { light, dark },
              defaultColor: 'light-dark()',
              transformers: [colouredByClasses],
            },
          },
        });
      },
    },
  };
}
