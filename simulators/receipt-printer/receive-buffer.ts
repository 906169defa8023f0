import { heldBytes } from '../../drivers/held-bytes.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import type {
  BufferClearPredicate,
  CommandParser,
  ParsedCommand,
} from '../../drivers/receipt-printer/paper/command-parser.ts';

/** Free bytes at which the sender is held: more bytes are under way. */
const HOLD_AT_FREE = 512;

export interface ReceiveBufferOptions {
  readonly createParser: (clears: BufferClearPredicate) => CommandParser;
  /** Bytes. */
  readonly capacity: number;
  readonly hold: (on: boolean) => void;
  /** Bytes after `hold` are kept unread, even real-time commands. A serial line loses them. */
  readonly lossless: boolean;
  /** Executes commands now: the same write may need the room. */
  readonly work: () => void;
  readonly onRealTime: (command: RealTimeCommand) => void;
  readonly empties: (command: RealTimeCommand) => boolean;
}

/**
 * Commands wait here for printing, real-time commands do not. An incomplete command takes room only behind others: the first command's data
 * are read as they come. Picture data go into the print buffer (ESC/POS reference, `GS v 0`; `GS ( L` and `GS 8 L` function 112). No command
 * that is read so exceeds `MAX_PRINTER_COMMAND_BYTES`.
 */
export class ReceiveBuffer {
  readonly #options: ReceiveBufferOptions;
  readonly #parser: CommandParser;
  /** For bytes that have no room in the buffer. */
  readonly #overflow: CommandParser;
  readonly #outside = heldBytes();
  #queue: ParsedCommand[] = [];
  #queued = 0;
  #received = 0;
  #held = false;
  #lost = 0;

  constructor(options: ReceiveBufferOptions) {
    this.#options = options;
    this.#parser = options.createParser(options.empties);
    this.#overflow = options.createParser(options.empties);
  }

  receive(bytes: Uint8Array): void {
    this.#received += bytes.length;
    this.#outside.add(bytes);
    this.#fill();
    this.#options.work();
    if (!this.#options.lossless) this.#lose();
    this.#flow();
  }

  peek(): Command | undefined {
    this.#fill();
    return this.#queue[0]?.command;
  }

  shift(): void {
    this.#queued -= this.#queue.shift()?.bytes.length ?? 0;
    this.#fill();
    this.#flow();
  }

  clear(): void {
    this.#empty();
    this.#parser.reset();
    this.#outside.drop(this.#outside.length);
    this.#flow();
  }

  get received(): number {
    return this.#received;
  }

  get waiting(): number {
    return this.#queued + this.#parser.waits() + this.#outside.length;
  }

  /** 0 if `hold` stops the sender. */
  get lost(): number {
    return this.#lost;
  }

  #free(): number {
    return this.#options.capacity - this.#queued - (this.#queue.length > 0 ? this.#parser.waits() : 0);
  }

  /** A lossless wire may fill the buffer. Any other wire is held below `HOLD_AT_FREE` (at most half) until half is free: bytes are under way. */
  #isFull(): boolean {
    if (this.#options.lossless) return this.#outside.length > 0;
    const half = this.#options.capacity / 2;
    return this.#held ? this.#free() <= half : this.#free() < Math.min(HOLD_AT_FREE, half);
  }

  #flow(): void {
    const on = this.#isFull();
    if (on === this.#held) return;
    this.#held = on;
    this.#options.hold(on);
  }

  #fill(): void {
    while (this.#outside.length > 0 && this.#free() > 0) {
      const part = this.#outside.view().slice(0, this.#free());
      this.#outside.drop(part.length);
      for (const parsed of this.#parser.feed(part)) this.#take(parsed);
    }
  }

  #lose(): void {
    this.#lost += this.#outside.length;
    for (const parsed of this.#overflow.feed(this.#outside.view())) if (isRealTime(parsed.command)) this.#take(parsed);
    this.#outside.drop(this.#outside.length);
    this.#overflow.reset();
  }

  #take({ command, bytes }: ParsedCommand): void {
    if (isRealTime(command)) {
      if (this.#options.empties(command)) this.#empty();
      this.#options.onRealTime(command);
      return;
    }
    this.#queue.push({ command, bytes });
    this.#queued += bytes.length;
  }

  #empty(): void {
    this.#queue = [];
    this.#queued = 0;
  }
}

const isRealTime = (command: Command): command is RealTimeCommand =>
  command.kind === 'ask-status' || command.kind === 'recover' || command.kind === 'clear-buffer';
