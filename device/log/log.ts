import pino from 'pino';
import { emitter } from '../../drivers/emitter.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { isBounded, type Level, LOG_EVENTS, type LogEventId, type LogFields } from './events.ts';
import { type FieldSpec, fitField } from './field.ts';
import { createRate } from './rate.ts';

/** A closed vocabulary: only events of the table, only their fields, nothing of a person. */
export interface Log {
  event<Id extends LogEventId>(id: Id, fields: LogFields<Id>): void;
}

/** The log, for the code that created it. */
export interface KioskLog extends Log {
  /** Tells every event that is said, also where its line is held back or lost. */
  onEvent(listener: (said: Said) => void): () => void;
  /** Lines that are in no file, since the process began. */
  linesLost(): number;
}

/** One event as it was said, its fields as they were given. */
export type Said = { readonly [Id in LogEventId]: { readonly id: Id; readonly fields: LogFields<Id> } }[LogEventId];

export interface LogOptions {
  /** Takes one line of JSON with its line end. What it throws loses this line and nothing else. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
  /** Whether `now` can be believed; without it the lines do not say. */
  readonly sync?: () => ClockSync;
  /** What is less grave than this is not written. */
  readonly level?: Level;
}

/**
 * Writes each event as one line of JSON: `level`, `at` (ISO, UTC), `clock` (whether `at` can be believed), `event`, `who`,
 * then the fields of the event. A field that the table does not list is left out. A value that does not fit the table is
 * withheld, even if a cast hid it from the compiler.
 *
 * Of an event that somebody outside can cause at will, no more than `MOST_LINES` a minute are written of one source; what
 * was held back is counted, and told before the next line of any event.
 *
 * The lines are written before `event` returns, so that the last one before a crash is there. pino costs
 * 2 ms of a cold start beside fastify, which loads most of it anyway.
 *
 * `event` never throws: a log that cannot be written ends nothing. What is lost is counted, and said by `log.lost` before the next line
 * that goes through.
 */
export function createLog({ write, now, sync, level = 'info' }: LogOptions): KioskLog {
  const said = emitter<Said>();
  const lost = countingLost(write, (told) => log.event('log.lost', told));
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${now().toISOString()}"${sync ? `,"clock":"${sync()}"` : ''}`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: lost.write },
  );
  const rate = createRate(() => now().getTime());

  function put<Id extends LogEventId>(id: Id, fields: LogFields<Id>): void {
    const { level: gravity, who, fields: specs } = LOG_EVENTS[id];
    lines[gravity]({ who, ...allowed(specs, fields) }, id);
  }

  const log: KioskLog = {
    event(id, fields) {
      said.emit({ id, fields } as Said);
      for (const { event, source, lines: held } of rate.due()) {
        const of = { code: 'LOG-101', held: event, ...(source === '' ? {} : { source }), lines: held };
        said.emit({ id: 'log.held-back', fields: of });
        put('log.held-back', of);
      }
      if (!isBounded(id) || rate.admits(id, sourceOf(LOG_EVENTS[id].fields, fields))) put(id, fields);
    },
    onEvent: said.on,
    linesLost: lost.total,
  };
  return log;
}

/** `tell` writes through the same function: a line that it cannot write either stays counted. */
function countingLost(write: (line: string) => void, tell: (lost: LogFields<'log.lost'>) => void) {
  let lines = 0;
  let told = 0;
  let cause: unknown;
  function through(line: string): void {
    const before = lines;
    if (before > 0) {
      lines = 0;
      tell({ lines: before, error: cause });
      if (lines > 0) {
        // That was the line about them, which was none of theirs.
        lines = before + 1;
        return;
      }
      told += before;
    }
    try {
      write(line);
    } catch (error) {
      lines += 1;
      cause = error;
    }
  }
  return { write: through, total: () => told + lines };
}

/** Of whom an event tells, as far as its table has words for it. */
function sourceOf(specs: Readonly<Record<string, FieldSpec>>, fields: object): string {
  const given: Readonly<Record<string, unknown>> = { ...fields };
  const words = Object.entries(specs).filter(([, { is }]) => typeof is !== 'string');
  return words.map(([name, { is }]) => fitField(is, given[name])).join(' ');
}

function allowed(specs: Readonly<Record<string, FieldSpec>>, fields: object): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...fields };
  return Object.fromEntries(
    Object.entries(specs)
      .filter(([name, spec]) => given[name] !== undefined || (spec.is === 'error' && name in given))
      .map(([name, spec]) => [name, fitField(spec.is, given[name])]),
  );
}
