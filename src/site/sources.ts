/** The documents that the course stands on, each by its name, author and address, once. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { lookUp } from './look-up.ts';

export async function courseSource(id: string): Promise<CollectionEntry<'sources'>['data']> {
  return lookUp('content/sources.yaml', await getCollection('sources'), id);
}
