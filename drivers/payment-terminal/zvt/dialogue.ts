import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { IssueDecision } from '../contract.ts';
import {
  awaitsApproval,
  initialZvtExchange,
  stepZvtExchange,
  type ZvtExchangeEffect,
  type ZvtExchangeInput,
  type ZvtExchangeState,
  type ZvtExchangeTimer,
} from './exchange.ts';
import type { ZvtKind, ZvtMessage } from './messages.ts';
import type { EndedExchange } from './outcomes.ts';
import type { SessionTimings, ZvtRunOptions } from './session.ts';

/** Commands with the long T4: they wait for citizen, host or self-test. */
const SLOW: ReadonlySet<ZvtKind> = new Set([
  'authorisation',
  'reversal',
  'refund',
  'end-of-day',
  'diagnosis',
  'initialisation',
  'reset',
]);

const MINUTE_MS = 60_000;

export interface DialogueOptions {
  readonly clock: Clock;
  readonly timings: SessionTimings;
  readonly say: (message: ZvtMessage) => void;
  readonly onFree: () => void;
  readonly onEnded: (ended: EndedExchange) => void;
}

export class ZvtDialogue {
  readonly command: ZvtMessage;
  readonly #run: ZvtRunOptions;
  readonly #options: DialogueOptions;
  readonly #timer: Timer;
  readonly #holding: Timer;
  readonly #over = new AbortController();
  #state: ZvtExchangeState;

  constructor(command: ZvtMessage, run: ZvtRunOptions, options: DialogueOptions) {
    this.command = command;
    this.#run = run;
    this.#options = options;
    this.#state = initialZvtExchange(command, run.issue !== undefined);
    this.#timer = createTimer(options.clock, () => this.feed({ type: 'timed-out' }));
    this.#holding = createTimer(options.clock, () => this.feed({ type: 'held' }));
  }

  start(down: boolean): void {
    const { abort } = this.#run;
    this.feed({ type: down ? 'down' : 'start' });
    if (abort?.aborted) this.#onAbort();
    else abort?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get awaitsApproval(): boolean {
    return awaitsApproval(this.#state);
  }

  feed(input: ZvtExchangeInput): void {
    const [next, effects] = stepZvtExchange(this.#state, input);
    this.#state = next;
    for (const effect of effects) this.#perform(effect);
  }

  readonly #onAbort = (): void => this.feed({ type: 'abort' });

  #perform(effect: ZvtExchangeEffect): void {
    const { timings, say } = this.#options;
    switch (effect.do) {
      case 'send':
        say(effect.message);
        break;
      case 'wait':
        this.#timer.start(durationOf(effect.timer, this.command.kind, timings));
        break;
      case 'hold':
        this.#holding.start(timings.holdMs);
        break;
      case 'issue':
        if (this.#run.issue) this.#decide(this.#run.issue(effect.info, this.#over.signal));
        break;
      case 'prompt':
        this.#run.onPrompt?.(effect.prompt);
        break;
      case 'finish':
        this.#finish(effect.end);
        break;
      default:
        effect satisfies never;
    }
  }

  #decide(decision: Promise<IssueDecision>): void {
    void decision.then(
      (value) => this.feed({ type: 'issue-decided', decision: value }),
      (bug: unknown) => {
        // A bug in `issue` must not keep the terminal waiting: the money goes back.
        this.feed({ type: 'issue-decided', decision: { issued: 'nothing' } });
        throw bug;
      },
    );
  }

  #finish(end: EndedExchange['end']): void {
    this.#timer.stop();
    this.#holding.stop();
    this.#run.abort?.removeEventListener('abort', this.#onAbort);
    this.#options.onFree();
    this.#over.abort();
    this.#options.onEnded({ state: this.#state, end });
  }
}

function durationOf(timer: ZvtExchangeTimer, command: ZvtKind, timings: SessionTimings): number {
  switch (timer.name) {
    case 'answer':
      return timings.answerMs;
    case 'message':
      if (timer.minutes !== undefined) return timer.minutes * MINUTE_MS;
      return SLOW.has(command) ? timings.messageMs : timings.localMs;
    case 'after-abort':
      return timings.afterAbortMs;
    default:
      return timer satisfies never;
  }
}
