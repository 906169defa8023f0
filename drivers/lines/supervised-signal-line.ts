import { abortTogether, whenAborted } from '../abort.ts';
import { type Clock, pause } from '../clock.ts';
import { emitter } from '../emitter.ts';
import { err, ok, type Result } from '../result.ts';
import type { LinePattern, LineState, LineTrouble } from './contract.ts';
import { createDebounce } from './debounce.ts';
import type { LinePort, LineSpec, OpenLine, OpenOutput } from './port.ts';

/** Milliseconds. */
export interface LineTimings {
  /** First wait for a lost line; doubles up to `retryCeiling`. */
  readonly retryFirst: number;
  readonly retryCeiling: number;
  /** Without `debounceMs`. Reed contacts and lid switches bounce for 1 to 10 ms. */
  readonly debounce: number;
}

export interface SupervisedSignalLineOptions {
  readonly port: LinePort;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timings: LineTimings;
  readonly closing: AbortSignal;
  readonly onNews: () => void;
}

const NOT_YET: LineTrouble = { code: 'LIN-106', kind: 'no-answer', detail: 'the line is not open yet' };

export class SupervisedSignalLine {
  readonly spec: LineSpec;
  readonly changes = emitter<LineState>();
  state: LineState = 'unknown';
  trouble: LineTrouble | null = null;
  readonly #options: SupervisedSignalLineOptions;
  #pattern: LinePattern = 'off';
  #output: OpenOutput | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(spec: LineSpec, options: SupervisedSignalLineOptions) {
    this.spec = spec;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { clock, random, timings, closing } = this.#options;
    let wait = timings.retryFirst;
    while (!closing.aborted) {
      if (await this.#openOnce()) wait = timings.retryFirst;
      await pause(clock, wait * (0.75 + random() / 2), closing);
      wait = Math.min(wait * 2, timings.retryCeiling);
    }
  }

  show(pattern: LinePattern): Promise<Result<void, LineTrouble>> {
    this.#pattern = pattern;
    return this.#showPattern();
  }

  /** Returns whether the line opened. */
  async #openOnce(): Promise<boolean> {
    const { closing } = this.#options;
    const gone = new AbortController();
    const lost = (trouble: LineTrouble) => {
      if (gone.signal.aborted) return;
      gone.abort();
      this.#output = null;
      if (!closing.aborted) this.#become('lost', trouble);
    };
    const opened = await (this.spec.direction === 'in' ? this.#openInput(lost) : this.#openOutput(lost));
    if (!opened.ok) {
      lost(opened.error);
      return false;
    }
    const release = abortTogether(gone, [closing]);
    await whenAborted(gone.signal);
    release();
    await this.#queue;
    this.#output = null;
    await opened.value.close();
    return true;
  }

  #become(state: LineState, trouble: LineTrouble | null): void {
    const changed = this.state !== state;
    if (!changed && this.trouble?.code === trouble?.code) return;
    this.state = state;
    this.trouble = trouble;
    if (changed) this.changes.emit(state);
    this.#options.onNews();
  }

  async #openInput(lost: (trouble: LineTrouble) => void): Promise<Result<OpenLine, LineTrouble>> {
    const { port, clock, timings, closing } = this.#options;
    const debounce = createDebounce(clock, this.spec.debounceMs ?? timings.debounce, (active) =>
      this.#become(active ? 'active' : 'inactive', null),
    );
    let open = true;
    const end = () => {
      open = false;
      debounce.reset();
    };
    const opened = await port.openInput(this.spec, {
      level(active) {
        if (open && !closing.aborted) debounce.level(active);
      },
      lost(trouble) {
        end();
        lost(trouble);
      },
    });
    if (!opened.ok) {
      end();
      return opened;
    }
    const close = () => {
      end();
      return opened.value.close();
    };
    return ok({ close });
  }

  async #openOutput(lost: (trouble: LineTrouble) => void): Promise<Result<OpenLine, LineTrouble>> {
    const wanted = this.#pattern;
    const opened = await this.#options.port.openOutput(this.spec, wanted, lost);
    if (!opened.ok) return opened;
    this.#output = opened.value;
    this.#shown();
    if (wanted !== this.#pattern) void this.#showPattern();
    return opened;
  }

  #showPattern(): Promise<Result<void, LineTrouble>> {
    const shown = this.#queue.then(async (): Promise<Result<void, LineTrouble>> => {
      if (!this.#output) return err(this.trouble ?? NOT_YET);
      const result = await this.#output.show(this.#pattern);
      if (result.ok && this.#output) this.#shown();
      return result;
    });
    this.#queue = shown;
    return shown;
  }

  #shown(): void {
    this.#become(this.#pattern === 'off' ? 'inactive' : 'active', null);
  }
}
