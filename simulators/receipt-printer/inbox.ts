import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/escpos/commands.ts';
import type { Clears, CommandParser, Parsed } from '../../drivers/receipt-printer/escpos/parser.ts';

const XON = 0x11;
const XOFF = 0x13;
/** Room left when XOFF goes out: what the other side had under way must still fit. */
const XOFF_AT_FREE = 512;

/** A printer's receive buffer: commands wait here until they are printed, real-time ones do not. */
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

  const waiting = (): number => queued + parser.waits();

  function flow(): void {
    const free = options.capacity - waiting();
    if (!held && free < Math.min(XOFF_AT_FREE, options.capacity / 2)) hold(true);
    else if (held && free > options.capacity / 2) hold(false);
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
      const room = Math.max(0, options.capacity - waiting());
      for (const parsed of parser.feed(bytes.subarray(0, room))) take(parsed);
      const tooMuch = bytes.subarray(room);
      lost += tooMuch.length;
      for (const parsed of overflow.feed(tooMuch)) if (isRealTime(parsed.command)) take(parsed);
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
      held = false;
    },
    received: () => received,
    waiting,
    lost: () => lost,
  };
}

const isRealTime = (command: Command): command is RealTimeCommand =>
  command.kind === 'ask-status' || command.kind === 'recover' || command.kind === 'clear-buffer';
