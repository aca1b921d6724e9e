/** A question put to the search index, and what it finds: by kind, page and section, as plain text. */
import { href } from '../site/href.ts';

/** A piece of text around what was found; `found` where it is what was searched for. */
export interface Piece {
  text: string;
  found: boolean;
}

/** A place that a result leads to. */
export interface Place {
  title: string;
  address: string;
  excerpt: Piece[];
}

export interface Group {
  name: 'Lessons' | 'Labs' | 'Glossary';
  pages: { title: string; places: Place[] }[];
}

interface PagefindPlace {
  title?: string;
  url: string;
  excerpt: string;
}
interface PagefindPage extends PagefindPlace {
  meta: { title?: string };
  sub_results: PagefindPlace[];
}
interface Pagefind {
  options(options: { basePath: string; baseUrl: string; noWorker: boolean; excerptLength: number }): Promise<void>;
  search(question: string): Promise<{ results: { data(): Promise<PagefindPage> }[] }>;
}

const PAGES_READ = 24;
const PAGES_OF_A_GROUP = 5;
const PLACES_OF_A_PAGE = 3;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#x27': "'" };

const plain = (text: string): string => text.replace(/&(lt|gt|amp|quot|#39|#x27);/g, (_whole, name) => ENTITIES[name]!);

/** Pagefind's excerpt, which is markup with `<mark>` around what was found, as pieces of text. */
export function piecesOf(excerpt: string): Piece[] {
  return excerpt
    .split(/<mark>(.*?)<\/mark>/s)
    .map((text, index) => ({ text: plain(text), found: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function kindOf(address: string): Group['name'] {
  const inside = address.slice(href().length);
  if (inside.startsWith('labs/')) return 'Labs';
  return inside.startsWith('glossary/') ? 'Glossary' : 'Lessons';
}

let pagefind: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const loaded = (await import(/* @vite-ignore */ href('search/pagefind.js'))) as Pagefind;
  // Its worker would be one more file and no quicker here; and workers' addresses pass by our policy only.
  await loaded.options({ basePath: href('search/'), baseUrl: href(), noWorker: true, excerptLength: 18 });
  return loaded;
}

/** Loads the index's frame, so that the first question need not wait. Rejects where it cannot be had. */
export function warm(): Promise<Pagefind> {
  pagefind ??= load();
  pagefind.catch(() => {
    pagefind = undefined;
  });
  return pagefind;
}

function placesOf({ meta, url, excerpt, sub_results }: PagefindPage): Place[] {
  const found = sub_results.length > 0 ? sub_results : [{ title: meta.title, url, excerpt }];
  return found.slice(0, PLACES_OF_A_PAGE).map((place) => ({
    title: plain(place.title ?? ''),
    address: place.url,
    excerpt: piecesOf(place.excerpt),
  }));
}

/** What is found, the best first, in groups of a few pages each. Rejects when the index cannot be had. */
export async function find(question: string): Promise<Group[]> {
  const { results } = await (await warm()).search(question);
  const pages = await Promise.all(results.slice(0, PAGES_READ).map((result) => result.data()));
  const groups = new Map<Group['name'], Group>();
  for (const page of pages) {
    const name = kindOf(page.url);
    const group = groups.get(name) ?? { name, pages: [] };
    groups.set(name, group);
    if (group.pages.length < PAGES_OF_A_GROUP)
      group.pages.push({ title: plain(page.meta.title ?? ''), places: placesOf(page) });
  }
  return [...groups.values()];
}
