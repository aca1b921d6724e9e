/** Runs that were recorded when the site was built, as files. They are asked for apart from the stage: both are then on their way at once. */

const files = new Map<string, Promise<ArrayBuffer>>();

/** The file of a run; asked for once, and again where that failed. It is compressed by itself: few hosts do so with a file of a kind that they do not know. */
export function runFile(address: string): Promise<ArrayBuffer> {
  const file =
    files.get(address) ??
    // What a host says of a file that is not there cannot be unpacked.
    fetch(address).then(({ body }) => new Response(body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  files.set(address, file);
  file.catch(() => files.delete(address));
  return file;
}
