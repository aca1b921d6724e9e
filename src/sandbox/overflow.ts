/** That the host's own stack is at its end, as the browsers' engines say it: most with a RangeError, Firefox's with an error of its own class. */
export function isOverflow(thrown: unknown): boolean {
  return thrown instanceof RangeError || (thrown instanceof Error && thrown.name === 'InternalError');
}
