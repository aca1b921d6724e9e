/** All that can be set of a node or a link, each field with its sentence from the schema. What the notation refuses is said at the field, and changes nothing. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Architecture, ArchitectureNode } from '#architecture';
import { soundProblems } from './document.ts';
import { type Chosen, changed, renamed } from './edits.ts';
import { autoscaleFields, type Field, linkFields, mayScale, nodeFields, valueFrom } from './fields.ts';
import { linkText } from './words.ts';

export interface InspectorProps {
  architecture: Architecture;
  chosen: Chosen;
  /** Takes the changed architecture; `chosen` where what is chosen has another name now. */
  onChange(architecture: Architecture, chosen?: Chosen): void;
  onLink(from: string, to: string): void;
  onRemove(chosen: Chosen): void;
  onClose(): void;
}

/** What the notation has against it; none where it was there before. */
function refusal(before: Architecture, after: Architecture): string | undefined {
  const known = new Set(soundProblems(before).map(({ message }) => message));
  return soundProblems(after).find(({ severity, message }) => severity === 'error' && !known.has(message))?.message;
}

export function Inspector(props: InspectorProps) {
  const { architecture, chosen, onChange, onLink, onRemove, onClose } = props;
  const host = useRef<HTMLElement>(null);
  const node = 'node' in chosen ? architecture.nodes.find(({ id }) => id === chosen.node) : undefined;
  const link = 'link' in chosen ? architecture.links[chosen.link] : undefined;
  useEffect(() => host.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  if (!node && !link) return null;
  const name = node ? node.id : linkText(link!);
  const part = (node ?? link!) as unknown as Record<string, unknown>;
  const fields = node ? nodeFields(node, architecture.regions ?? []) : linkFields(link!);

  /** Gives what is wrong with it, or takes it. */
  const set = (field: string, value: unknown): string | undefined => {
    const next = changed(architecture, chosen, field, value);
    const why = refusal(architecture, next);
    if (why === undefined) onChange(next);
    return why;
  };
  const rename = (id: unknown): string | undefined => {
    if (id === node!.id) return undefined;
    const next = renamed(architecture, node!.id, String(id));
    const why = refusal(architecture, next);
    if (why === undefined) onChange(next, { node: String(id) });
    return why;
  };
  const others = node
    ? architecture.nodes.filter(({ id }) => id !== node.id && !isLinked(architecture, node.id, id))
    : [];

  return (
    <section
      class="board-inspector"
      ref={host}
      aria-label={node ? `Node ${name}` : `Link ${name}`}
      data-inspector
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2>{name}</h2>
        <button type="button" class="quiet" onClick={onClose}>
          Close
        </button>
      </header>
      <div class="board-fields">
        {node && <Input key={`id ${node.id}`} id="board-id" field={ID} value={node.id} onSet={rename} />}
        {fields.map((field) => (
          <Input
            key={`${JSON.stringify(chosen)} ${field.name} ${part[field.name]}`}
            id={`board-${field.name}`}
            field={field}
            value={part[field.name]}
            onSet={(value) => set(field.name, value)}
          />
        ))}
        {node && mayScale(node) && <Scaling node={node} onSet={(value) => set('autoscale', value)} />}
      </div>
      <footer>
        {node && others.length > 0 && <LinkTo from={node.id} others={others} onLink={onLink} />}
        <button type="button" class="board-remove" onClick={() => onRemove(chosen)}>
          Remove {node ? 'node' : 'link'}
        </button>
      </footer>
    </section>
  );
}

const ID: Field = {
  name: 'id',
  label: 'Name (id)',
  meaning: 'Its name for links, faults and reports, unique among the nodes: any text of up to 1,000 characters.',
  kind: 'text',
  options: [],
  isOptional: false,
};

const isLinked = ({ links }: Architecture, from: string, to: string): boolean =>
  links.some((link) => link.from === from && link.to === to);

interface InputProps {
  id: string;
  field: Field;
  value: unknown;
  /** Gives why it cannot be, in a sentence. */
  onSet(value: unknown): string | undefined;
}

function Input({ id, field, value, onSet }: InputProps) {
  const { label, meaning, kind, options, isOptional, name } = field;
  const [why, setWhy] = useState<string>();
  const take = (typed: string | boolean) => setWhy(onSet(valueFrom(field, typed)));
  const describedBy = `${id}-meaning${why ? ` ${id}-why` : ''}`;
  const common = { id, name, 'aria-describedby': describedBy, 'aria-invalid': why ? true : undefined } as const;
  const shown = value === undefined ? '' : String(value);
  return (
    <div class={`board-field board-field-${kind}`}>
      <label for={id}>{label}</label>
      {kind === 'switch' ? (
        <input
          {...common}
          type="checkbox"
          checked={value === true}
          onChange={(event) => take(event.currentTarget.checked)}
        />
      ) : kind === 'choice' ? (
        <select {...common} value={shown} onChange={(event) => take(event.currentTarget.value)}>
          {isOptional && <option value="">as usual</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type="text"
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          autocomplete="off"
          defaultValue={shown}
          onChange={(event) => take(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (kind !== 'number' || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            const input = event.currentTarget;
            input.value = String(Math.max(0, Number(input.value || 0) + (event.key === 'ArrowUp' ? 1 : -1)));
            take(input.value);
          }}
        />
      )}
      <p class="soft" id={`${id}-meaning`}>
        {meaning}
      </p>
      {why && (
        <p class="board-why" id={`${id}-why`} role="alert">
          {why}
        </p>
      )}
    </div>
  );
}

/** What a tier that scales itself begins with. */
const SCALING = { minimum: 1, maximum: 10, target: 0.6 };

function Scaling({ node, onSet }: { node: ArchitectureNode; onSet(value: unknown): string | undefined }) {
  const { autoscale } = node;
  const [why, setWhy] = useState<string>();
  return (
    <fieldset class="board-scaling">
      <legend>
        <label>
          <input
            type="checkbox"
            checked={autoscale !== undefined}
            onChange={(event) => {
              const { replicas = 1 } = node;
              const begin = {
                ...SCALING,
                minimum: Math.min(replicas, SCALING.minimum),
                maximum: Math.max(replicas, SCALING.maximum),
              };
              setWhy(onSet(event.currentTarget.checked ? begin : undefined));
            }}
          />{' '}
          Scales by itself
        </label>
      </legend>
      {why && (
        <p class="board-why" role="alert">
          {why}
        </p>
      )}
      {autoscale &&
        autoscaleFields.map((field) => (
          <Input
            key={`${node.id} ${field.name} ${autoscale[field.name as keyof typeof autoscale]}`}
            id={`board-scale-${field.name}`}
            field={field}
            value={autoscale[field.name as keyof typeof autoscale]}
            onSet={(value) => {
              const { [field.name as keyof typeof autoscale]: _before, ...rest } = autoscale;
              return onSet(value === undefined ? rest : { ...autoscale, [field.name]: value });
            }}
          />
        ))}
    </fieldset>
  );
}

function LinkTo({
  from,
  others,
  onLink,
}: {
  from: string;
  others: readonly ArchitectureNode[];
  onLink(from: string, to: string): void;
}) {
  const select = useRef<HTMLSelectElement>(null);
  return (
    <div class="board-link-to">
      <label for="board-link-to">Link to</label>
      <select id="board-link-to" ref={select}>
        {others.map(({ id }) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => onLink(from, (select.current as HTMLSelectElement).value)}>
        Add link
      </button>
    </div>
  );
}
