/** What a board costs: a price for each kind that is on it, and the bill. A design lab sells at its own prices, which are only shown. */
import { useState } from 'preact/hooks';
import { type Architecture, type NodeKind, nodeKinds } from '#architecture';
import { Figures } from '../tables/figures.tsx';
import { usualPrices } from './course.ts';
import type { Sold } from './design-code.ts';
import { FigureField } from './figure-field.tsx';
import { type BoardBill, type Prices, pricedKinds } from './prices.ts';

export interface PriceFormProps {
  architecture: Architecture;
  prices: Prices;
  sold: Sold | undefined;
  bill: BoardBill | undefined;
  onChange(prices: Prices): void;
}

export function PriceForm({ architecture, prices, sold, bill, onChange }: PriceFormProps) {
  const [why, tell] = useState('');
  const kinds = pricedKinds(architecture);

  function set(kind: NodeKind, written: string): void {
    const { [kind]: _, ...others } = prices;
    onChange(written.trim() === '' ? others : { ...others, [kind]: Number(written) });
  }

  /** Those that are set stay as they are. */
  async function take(): Promise<void> {
    try {
      onChange({ ...(await usualPrices()), ...prices });
      tell('');
    } catch {
      tell('The prices of the labs could not be loaded. Check your connection and try again.');
    }
  }

  return (
    <fieldset class="board-load" data-prices>
      <legend>Prices</legend>
      {sold && <span>As the lab sells them.</span>}
      {!sold &&
        kinds.map((kind) => (
          <FigureField
            key={kind}
            label={nodeKinds[kind].label}
            name={`price-${kind}`}
            value={prices[kind] === undefined ? '' : String(prices[kind])}
            onWrite={(written) => set(kind, written)}
          />
        ))}
      {!sold && kinds.length > 0 && (
        <>
          <span class="soft">$ an hour for one copy</span>
          <button type="button" onClick={take}>
            As in the course’s labs
          </button>
        </>
      )}
      {why !== '' && <p role="alert">{why}</p>}
      {bill && (
        <div class="board-bill">
          <Figures table={{ ...bill.table, title: `${bill.table.title}, with the copies that are drawn` }} />
        </div>
      )}
    </fieldset>
  );
}
