import { heldBytes } from '../../drivers/held-bytes.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import type { Clears, CommandParser, Parsed } from '../../drivers/receipt-printer/paper/command-parser.ts';

/** Room left when the sender is held: what it had under way must still fit. */
const HOLD_AT_FREE = 512;

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
  /** Bytes that came when there was no room, and are gone. Never any where the wire holds the sender itself. */
  lost(): number;
}

export interface InboxOptions {
  readonly createParser: (clears: Clears) => CommandParser;
  /** Bytes. */
  readonly capacity: number;
  /** Holds the sender, or lets it go on. */
  readonly hold: (on: boolean) => void;
  /**
   * What was sent before the sender was held is not lost: it waits outside the buffer, where not even a real-time command
   * is seen. On a serial line it has nowhere to wait.
   */
  readonly lossless: boolean;
  /** Prints what can be printed now: what came with it in one write may need the room. */
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
  /** Came, and has no room yet. */
  const outside = heldBytes();
  let queue: Parsed[] = [];
  let queued = 0;
  let received = 0;
  let held = false;
  let lost = 0;

  const free = (): number => options.capacity - queued - (queue.length > 0 ? parser.waits() : 0);

  /** On a wire that loses nothing the last byte of room can be used; on another it is for what is under way. */
  function isFull(): boolean {
    if (options.lossless) return outside.length > 0;
    const half = options.capacity / 2;
    return held ? free() <= half : free() < Math.min(HOLD_AT_FREE, half);
  }

  function flow(): void {
    const on = isFull();
    if (on === held) return;
    held = on;
    options.hold(on);
  }

  /** Takes in what has room. */
  function fill(): void {
    while (outside.length > 0 && free() > 0) {
      const part = outside.view().slice(0, free());
      outside.drop(part.length);
      for (const parsed of parser.feed(part)) take(parsed);
    }
  }

  function lose(): void {
    lost += outside.length;
    for (const parsed of overflow.feed(outside.view())) if (isRealTime(parsed.command)) take(parsed);
    outside.drop(outside.length);
    overflow.reset();
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
      outside.add(bytes);
      fill();
      options.work();
      if (!options.lossless) lose();
      flow();
    },
    peek() {
      fill();
      return queue[0]?.command;
    },
    shift() {
      queued -= queue.shift()?.bytes.length ?? 0;
      fill();
      flow();
    },
    clear() {
      empty();
      parser.reset();
      outside.drop(outside.length);
      flow();
    },
    received: () => received,
    waiting: () => queued + parser.waits() + outside.length,
    lost: () => lost,
  };
}

const isRealTime = (command: Command): command is RealTimeCommand =>
  command.kind === 'ask-status' || command.kind === 'recover' || command.kind === 'clear-buffer';
