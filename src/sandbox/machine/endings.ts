/**
 * How a call of the learner's code can end other than by returning, in the terms that grading knows: it threw, or it was
 * stopped. Once a guest is stopped it stays so, and the first reason is the one that is told, whatever its code does.
 */
import { format, GuestError, GuestStopped, inMillions, type Limits, type StopReason, UnusableSource } from '#grading';
import { isOverflow } from '../overflow.ts';
import { withAdvice } from './advice.ts';
import { RUN_CLOCK_MS } from './limits.ts';
import type { Meter } from './meter.ts';
import { type Places, type Trace, wordsFor } from './places.ts';

/** An error as the engine tells it. */
export interface Told extends Trace {
  /** The standard class it belongs to, or what it calls itself. */
  type: string;
}

export interface Circumstances {
  limits: Limits;
  places: Places;
  meter: Pick<Meter, 'isRunShort'>;
  /** What the code may use of memory. */
  memoryMib: number;
  /** Whether the heap is so large that an error without words means that there was no room for them. */
  isFull(): boolean;
}

export class Endings {
  private readonly at: Circumstances;
  /** The limit that was met: the engine has been asked to stop, and may not have stopped yet. */
  stopping: StopReason | undefined;
  stopped: GuestStopped | undefined;
  /** Whether that was inside a built-in, at whose call the trace points. */
  private isInBuiltIn = false;

  constructor(circumstances: Circumstances) {
    this.at = circumstances;
  }

  stop(reason: StopReason, stack = ''): GuestStopped {
    if (!this.stopped) {
      const { places } = this.at;
      const place = places.of({ message: '', stack, isOfOwnClass: false });
      const position = place && this.stopping === 'steps' && !this.isInBuiltIn ? places.endlessLoopAt(place) : place;
      this.stopped = new GuestStopped(reason, this.sentence(reason, wordsFor(position, stack)), position);
    }
    return this.stopped;
  }

  /** For an error that the learner's code threw, and that was classified inside the guest. */
  ofError(told: Told): GuestError | GuestStopped {
    const { type, message, stack } = told;
    const { places } = this.at;
    if (type === 'InternalError' && /stack overflow/.test(message)) return this.stop('stack', stack);
    if (type === 'InternalError' && /out of memory/.test(message)) return this.stop('memory', stack);
    return new GuestError(type, withAdvice(type, message, places.calleeOf(told)), places.of(told));
  }

  /** For a thrown value that is no error. */
  ofValue(thrown: unknown): GuestError | GuestStopped {
    // Where there is no room even for an error, QuickJS throws null.
    if (thrown === null && this.at.isFull()) return this.stop('memory');
    return new GuestError('', format(thrown), this.at.places.ofBareThrow());
  }

  /** For an error of the engine's own, from outside any call: the file does not parse, or a job failed. */
  ofEngine(told: Told): Error {
    const { type, message, stack } = told;
    if (this.stopping) return this.stop(this.stopping, stack);
    if (type === '' && message === '' && stack === '' && this.at.isFull()) return this.stop('memory');
    if (type === 'SyntaxError') {
      const at = this.at.places.of(told);
      const where = at ? `Line ${at.line}, column ${at.column}: your` : 'Your';
      return new UnusableSource(`${where} file could not be read: ${message}.`, at);
    }
    return this.ofError({ ...told, type: type || 'Error' });
  }

  /** For a trap: inside one of the engine's own loops there were no steps left. */
  ofTrap(stack: string): GuestStopped {
    if (this.stopping === undefined) {
      this.stopping = 'steps';
      this.isInBuiltIn = true;
    }
    return this.stop(this.stopping, stack);
  }

  /** For an error of the host's that went through the engine's frames. QuickJS does not survive every allocation that fails. */
  ofHost(thrown: unknown): GuestStopped {
    return this.stop(isOverflow(thrown) ? 'stack' : this.at.isFull() ? 'memory' : 'machine');
  }

  private sentence(reason: StopReason, place: string): string {
    const { limits, memoryMib, meter } = this.at;
    switch (reason) {
      case 'steps':
        return this.isInBuiltIn
          ? `Stopped after ${inMillions(limits.stepsPerTest)} steps${place}, inside a built-in operation. Is what it goes through nearly endless, or gone through again and again?`
          : `Stopped after ${inMillions(limits.stepsPerTest)} steps${place}. Is there a loop that never ends?`;
      case 'time':
        return meter.isRunShort()
          ? `Stopped${place}: this run took more than ${RUN_CLOCK_MS / 1000} s in all.`
          : `Stopped after ${limits.clockMs / 1000} s${place}.`;
      case 'memory':
        return `Stopped: your code used more than ${memoryMib} MB of memory${place}.`;
      case 'stack':
        return `Stopped: your code called itself too deeply${place}. Does the recursion end?`;
      case 'size':
        return 'Your code returned more data than a lab can take.';
      case 'machine':
        return 'The machine that runs your code broke down. Nothing of yours is lost; run it again.';
    }
  }
}
