/**
 * The stills of scenes as files of their own: a page shows the first of its scenes in its own markup, and the others, and all of
 * them on a phone, from here, when they come near. The ground of a scene is dark in either theme, so one file does.
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { recorded } from '#scene';
import { WITHOUT_SOLUTIONS } from '../../site/edition.ts';
import { isAnswer, SCENES, stillName } from '../../site/scenes.ts';
import { momentMarkup } from '../../stage/markup.ts';
import diagram from '../../styles/diagram.css?raw';
import still from '../../styles/still.css?raw';
import tokens from '../../styles/tokens.css?raw';

const instrument = /\.instrument \{[^}]*\}/.exec(tokens)?.[0] ?? '';
/** What a page has defined for its instruments, an image by itself has not. */
const ground = /--instrument: light-dark\((#\w+)/.exec(tokens)?.[1] ?? '';
const styles =
  `${instrument}.instrument{background:none;--paper:${ground}}${diagram}${still}svg.diagram{font-family:'Bricolage Grotesque',system-ui,sans-serif}`
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ');

export const getStaticPaths = (() =>
  [...SCENES].flatMap(([id, scene]) => {
    if (id.startsWith('lab:') && scene.reference === undefined) return [];
    if (WITHOUT_SOLUTIONS && isAnswer(scene)) return [];
    return recorded(scene).flatMap((recording, world) =>
      (['right', 'down'] as const).map((direction) => {
        const name = stillName(id, world, direction);
        const picture = momentMarkup(recording, { id: name, at: scene.still * 1000, pace: scene.pace ?? 1, direction });
        return { params: { still: name }, props: { picture } };
      }),
    );
  })) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => {
  const picture = (props as { picture: string }).picture
    .replace('class="diagram"', 'class="diagram instrument stage-inks"')
    .replace(/^(<svg [^>]*>)/, `$1<style>${styles}</style>`);
  return new Response(picture, { headers: { 'Content-Type': 'image/svg+xml' } });
};
