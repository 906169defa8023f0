import pino from 'pino';
import { emitter } from '../../drivers/emitter.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { isRateLimited, LOG_EVENTS, type LogEventId, type LogFields, type LogLevel } from './events.ts';
import { type FieldSpec, sanitizeLogField } from './field.ts';
import { createLogRateLimiter } from './rate.ts';

export interface Log {
  event<Id extends LogEventId>(id: Id, fields: LogFields<Id>): void;
}

export interface KioskLog extends Log {
  /** Reports each event, even if its line is held back or lost. */
  onEvent(listener: (said: LogRecord) => void): () => void;
  linesLost(): number;
}

export type LogRecord = {
  readonly [Id in LogEventId]: { readonly id: Id; readonly fields: LogFields<Id> };
}[LogEventId];

export interface LogOptions {
  /** Writes one line of JSON with its line end. An error loses only this line. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
  /** State of the clock; absent: the lines have no `clock`. */
  readonly sync?: () => ClockSync;
  readonly level?: LogLevel;
}

/**
 * Writes each event as one line of JSON: `level`, `at` (ISO, UTC), `clock` (whether `at` is believed), `event`, `who`, then the event's
 * fields. A field that is not in the table is left out. A value that does not fit is withheld, even after a cast.
 *
 * For an event that an outside party can cause at will, at most `MOST_LINES` a minute of one source are written. The rest are counted and
 * reported before the next line.
 *
 * A line is written before `event` returns, so that a crash cannot lose the last one. `event` never throws: `log.lost` counts lost lines
 * before the next written line.
 *
 * pino costs 2 ms of a cold start beside fastify, which loads most of it anyway. A report of lost lines that fails is no further lost line.
 */
export function createLog({ write, now, sync, level = 'info' }: LogOptions): KioskLog {
  const said = emitter<LogRecord>();
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
  const rate = createLogRateLimiter(() => now().getTime());

  function put<Id extends LogEventId>(id: Id, fields: LogFields<Id>): void {
    const { level: gravity, who, fields: specs } = LOG_EVENTS[id];
    lines[gravity]({ who, ...allowed(specs, fields) }, id);
  }

  const log: KioskLog = {
    event(id, fields) {
      said.emit({ id, fields } as LogRecord);
      for (const { event, source, lines: held } of rate.due()) {
        const of = { code: 'LOG-101', held: event, ...(source === '' ? {} : { source }), lines: held };
        said.emit({ id: 'log.held-back', fields: of });
        put('log.held-back', of);
      }
      if (!isRateLimited(id) || rate.mayWrite(id, sourceOf(LOG_EVENTS[id].fields, fields))) put(id, fields);
    },
    onEvent: said.on,
    linesLost: lost.total,
  };
  return log;
}

/** `tell` writes through the same function: if it fails too, the lines stay counted. */
function countingLost(write: (line: string) => void, tell: (lost: LogFields<'log.lost'>) => void) {
  let lines = 0;
  let told = 0;
  let cause: unknown;
  function through(line: string): void {
    const before = lines;
    if (before > 0) {
      lines = 0;
      tell({ code: 'LOG-102', lines: before, error: cause });
      if (lines > 0) {
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

/** Source of an event, limited on its own: its fields with a fixed list of words. */
function sourceOf(specs: Readonly<Record<string, FieldSpec>>, fields: object): string {
  const given: Readonly<Record<string, unknown>> = { ...fields };
  const words = Object.entries(specs).filter(([, { is }]) => typeof is !== 'string');
  return words.map(([name, { is }]) => sanitizeLogField(is, given[name])).join(' ');
}

function allowed(specs: Readonly<Record<string, FieldSpec>>, fields: object): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...fields };
  return Object.fromEntries(
    Object.entries(specs)
      .filter(([name, spec]) => given[name] !== undefined || (spec.is === 'error' && name in given))
      .map(([name, spec]) => [name, sanitizeLogField(spec.is, given[name])]),
  );
}
