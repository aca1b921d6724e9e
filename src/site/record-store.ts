/** The learning record store that a host has named (XAPI_ENDPOINT), as the policy of the pages needs it. */

/** Its origin, in a list; empty where none is named. Throws an Error that says what is wrong with the address. */
export function recordStoreOrigin(endpoint: string | undefined): string[] {
  if (!endpoint) return [];
  const address = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (address?.protocol !== 'https:' || address.search !== '' || address.hash !== '' || address.username !== '')
    throw new Error(
      `XAPI_ENDPOINT is the address of a learning record store, such as https://lrs.example/xapi/, not "${endpoint}".`,
    );
  return [address.origin];
}
