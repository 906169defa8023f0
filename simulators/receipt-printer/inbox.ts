import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/escpos/commands.ts';
import type { Clears, CommandParser, Parsed } from '../../drivers/receipt-printer/escpos/parser.ts';

const XON = 0x11;
const XOFF = 0x13;
/** Room left when XOFF goes out: what the other side had under way must still fit. */
const XOFF_AT_FREE = 512;

/**
 * A printer's receive buffer: commands wait here until they are printed, real-time ones do not.
 *
 * A command that is not complete takes room only behind others. Once it is the first, the printer takes its data as they
 * come: those of a picture go into the print buffer (ESC/POS reference, `GS v 0`; `GS ( L` and `GS 8 L` function 112). None
 * that is taken in this way is longer than `MAX_COMMAND_BYTES`.
 */
export interface Inbox {
  receive(bytes: Uint8Array): void;
  peek(): Command | undefined;
  shift(): void;
  clear(): void;
  /** All bytes that ever came. */
  received(): number;
  /** Bytes that wait. */
  waiting(): number;
  /** Bytes that came when there was no room, and are gone. */
  lost(): number;
}

export interface InboxOptions {
  readonly createParser: (clears: Clears) => CommandParser;
  /** Bytes. */
  readonly capacity: number;
  readonly send: (bytes: Uint8Array) => void;
  /** Prints what can be printed now: what comes with it in one write may need the room. */
  readonly work: () => void;
  /** Called after the buffer was emptied, where the command empties it. */
  readonly onRealTime: (command: RealTimeCommand) => void;
  /** Whether this command empties the buffer now. */
  readonly empties: (command: RealTimeCommand) => boolean;
}

export function createInbox(options: InboxOptions): Inbox {
  const parser = options.createParser(options.empties);
  /** Real-time commands are heard also when nothing else has room. */
  const overflow = options.createParser(options.empties);
  let queue: Parsed[] = [];
  let queued = 0;
  let received = 0;
  let held = false;
  let lost = 0;

  const free = (): number => options.capacity - queued - (queue.length > 0 ? parser.waits() : 0);

  function flow(): void {
    if (!held && free() < Math.min(XOFF_AT_FREE, options.capacity / 2)) hold(true);
    else if (held && free() > options.capacity / 2) hold(false);
  }

  function hold(on: boolean): void {
    held = on;
    options.send(Uint8Array.of(on ? XOFF : XON));
  }

  function take({ command, bytes }: Parsed): void {
    if (isRealTime(command)) {
      if (options.empties(command)) empty();
      options.onRealTime(command);
      return;
    }
    queue.push({ command, bytes });
    queued += bytes.length;
  }

  function empty(): void {
    queue = [];
    queued = 0;
  }

  return {
    receive(bytes) {
      received += bytes.length;
      let rest = bytes;
      while (rest.length > 0 && free() > 0) {
        const room = free();
        for (const parsed of parser.feed(rest.subarray(0, room))) take(parsed);
        rest = rest.subarray(room);
        options.work();
      }
      lost += rest.length;
      for (const parsed of overflow.feed(rest)) if (isRealTime(parsed.command)) take(parsed);
      overflow.reset();
      flow();
    },
    peek: () => queue[0]?.command,
    shift() {
      queued -= queue.shift()?.bytes.length ?? 0;
      flow();
    },
    clear() {
      empty();
      parser.reset();
      if (held) hold(false);
    },
    received: () => received,
    waiting: () => queued + parser.waits(),
    lost: () => lost,
  };
}

const isRealTime = (command: Command): command is RealTimeCommand =>
  command.kind === 'ask-status' || command.kind === 'recover' || command.kind === 'clear-buffer';
