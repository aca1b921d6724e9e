/** Machines of their own, and code that was written as if there were one. */
import { currentContext } from './context.ts';
import { GuestError, GuestStopped } from './guest.ts';

/**
 * A sentence to add to what a failure says, after a blank, where the code counts on variables that all machines share: where `holds` is
 * true once they are one machine. Otherwise an empty text. The calls made to find out are not shown.
 */
export function noteOnSharing(holds: () => boolean): string {
  const context = currentContext();
  const { calls } = context;
  context.calls = [];
  try {
    if (!context.guest.onOneMachine(holds)) return '';
  } catch (thrown) {
    if (thrown instanceof GuestError || thrown instanceof GuestStopped) return '';
    throw thrown;
  } finally {
    context.calls = calls;
  }
  return ' On one machine, where all share the variables of your file, this would not have gone wrong. But each has a machine of its own, which loads your file for itself: what one is to know of another has to reach it in a message.';
}
