/** The board as a list: every node and every link, with all that the picture can do. Whoever does not see the picture works here. */
import type { Architecture } from '#architecture';
import type { Chosen } from './edits.ts';
import { detailsOf, linkText } from './words.ts';

export interface PartsProps {
  architecture: Architecture;
  chosen: Chosen | undefined;
  linking: string | undefined;
  onChoose(chosen: Chosen): void;
  onOpen(chosen: Chosen): void;
  onLink(from: string, to: string): void;
  onKey(event: KeyboardEvent): boolean;
}

export function Parts({ architecture, chosen, linking, onChoose, onOpen, onLink, onKey }: PartsProps) {
  const { nodes, links } = architecture;
  const isChosen = (part: Chosen): boolean => chosen !== undefined && JSON.stringify(part) === JSON.stringify(chosen);
  const press = (part: Chosen): void => {
    if (linking !== undefined && 'node' in part && part.node !== linking) onLink(linking, part.node);
    else onOpen(part);
  };
  return (
    <section class="board-parts" aria-labelledby="board-parts-title" aria-describedby="board-keys">
      <h2 id="board-parts-title">Parts</h2>
      {nodes.length === 0 && <p class="soft">None yet.</p>}
      <ul aria-label="Nodes">
        {nodes.map((node) => (
          <li key={node.id}>
            <button
              type="button"
              data-part={node.id}
              aria-current={isChosen({ node: node.id }) ? 'true' : undefined}
              onFocus={() => onChoose({ node: node.id })}
              onClick={() => press({ node: node.id })}
              onKeyDown={onKey}
            >
              <strong>{node.id}</strong> <span>{detailsOf(node)}</span>
            </button>
          </li>
        ))}
      </ul>
      {links.length > 0 && (
        <ul aria-label="Links">
          {links.map((link, place) => (
            <li key={`${place} ${linkText(link)}`}>
              <button
                type="button"
                data-part-link={place}
                aria-current={isChosen({ link: place }) ? 'true' : undefined}
                onFocus={() => onChoose({ link: place })}
                onClick={() => press({ link: place })}
                onKeyDown={onKey}
              >
                {linkText(link)}
                {link.kind && link.kind !== 'sync' && <span> {link.kind}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
