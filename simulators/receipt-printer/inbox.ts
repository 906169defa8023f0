import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/escpos/commands.ts';
import { createCommandParser, type Parsed } from '../../drivers/receipt-printer/escpos/parser.ts';

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
}

export interface InboxOptions {
  /** Bytes. */
  readonly capacity: number;
  readonly send: (bytes: Uint8Array) => void;
  /** Called after the buffer was emptied, where the command empties it. */
  readonly onRealTime: (command: RealTimeCommand) => void;
  /** Whether this command empties the buffer now. */
  readonly empties: (command: RealTimeCommand) => boolean;
}

export function createInbox(options: InboxOptions): Inbox {
  const parser = createCommandParser();
  let queue: Parsed[] = [];
  let queued = 0;
  let received = 0;
  let held = false;

  const waiting = (): number => queued + parser.waiting().length;

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
    if (command.kind === 'ask-status' || command.kind === 'recover' || command.kind === 'clear-buffer') {
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
      for (const parsed of parser.feed(bytes)) take(parsed);
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
  };
}
