import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../files/package-root.ts';
import { LOG_EVENTS } from './events.ts';
import { logEventsPage } from './events-page.ts';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level?: 'warn'): unknown[] {
  const lines: string[] = [];
  write(
    createLog({
      write: (line) => lines.push(line),
      now: () => new Date('2026-11-24T09:00:00Z'),
      ...(level && { level }),
    }),
  );
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
  return lines.map((line) => JSON.parse(line));
}

describe('a log that cannot be written', () => {
  function rig() {
    let full = false;
    const lines: string[] = [];
    const log = createLog({
      write(line) {
        if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        lines.push(line);
      },
      now: () => new Date(0),
    });
    const events = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return {
      log,
      events,
      fill: (its: boolean) => {
        full = its;
      },
    };
  }

  it('when lines are lost, then nothing is thrown, and the next line gives their number and the reason', () => {
    const { log, events, fill } = rig();
    fill(true);
    for (let nth = 0; nth < 3; nth += 1) log.event('staff.called', {});
    fill(false);
    log.event('kiosk.open', {});
    log.event('kiosk.open', {});
    expect(events()).toMatchObject([
      { event: 'log.lost', code: 'LOG-102', lines: 3, error: { code: 'ENOSPC' } },
      { event: 'kiosk.open' },
      { event: 'kiosk.open' },
    ]);
  });

  it('when writing fails again and again, then each lost line is counted once', () => {
    const { log, fill } = rig();
    fill(true);
    for (let nth = 0; nth < 5; nth += 1) log.event('staff.called', {});
    expect(log.linesLost()).toBe(5);
    fill(false);
    log.event('kiosk.open', {});
    expect(log.linesLost()).toBe(5);
    fill(true);
    log.event('kiosk.open', {});
    expect(log.linesLost()).toBe(6);
  });

  it('when more lines are lost during a retry, then they are counted too', () => {
    const { log, events, fill } = rig();
    fill(true);
    log.event('bug', { where: 'process', error: new Error('x') });
    log.event('kiosk.stopping', { why: 'bug' });
    fill(false);
    log.event('kiosk.open', {});
    expect(events()[0]).toMatchObject({ event: 'log.lost', lines: 2 });
  });
});

describe('createLog', () => {
  it('when an event is logged, then one line of JSON is written', () => {
    expect(logged((log) => log.event('session.step', { step: 'paying' }))).toEqual([
      { level: 'info', at: '2026-11-24T09:00:00.000Z', who: 'citizen', step: 'paying', event: 'session.step' },
    ]);
  });

  it('when a field is not in the table, then it is left out', () => {
    const fields = { step: 'paying', name: 'MAMMADOVA' };
    // @ts-expect-error a field that is not in the table
    const [line] = logged((log) => log.event('session.step', { step: 'paying', name: 'MAMMADOVA' }));
    expect(line).not.toHaveProperty('name');
    expect(JSON.stringify(logged((log) => log.event('session.step', fields)))).not.toContain('MAMMADOVA');
  });

  it('when a field is missing, has a wrong type, or the event is unknown, then it does not compile', () => {
    // @ts-expect-error `step` is missing
    logged((log) => log.event('session.step', {}));
    // @ts-expect-error a number is not a word
    logged((log) => log.event('session.step', { step: 1 }));
    // @ts-expect-error not one of the reasons
    logged((log) => log.event('intent.refused', { reason: 'boredom' }));
    expect(() => {
      // @ts-expect-error no such event
      logged((log) => log.event('session.exploded', {}));
    }).toThrow(TypeError);
  });

  it('when a value does not fit the table, then it is withheld', () => {
    const spoken = 'Aysel Məmmədova' as string;
    expect(logged((log) => log.event('session.step', { step: spoken }))).toMatchObject([{ step: '(withheld)' }]);
    expect(logged((log) => log.event('session.step', { step: 'x'.repeat(65) }))).toMatchObject([
      { step: '(withheld)' },
    ]);
    expect(logged((log) => log.event('kiosk.ready', { afterMs: Number.NaN }))).toMatchObject([
      { afterMs: '(withheld)' },
    ]);
  });

  it('when a phrase may have come over a wire, then it is withheld; our own phrases are kept', () => {
    const why = (text: string) => logged((log) => log.event('wire.discarded', { kind: 'reader', bytes: 3, why: text }));
    expect(why('no line is so long')).toMatchObject([{ why: 'no line is so long', bytes: 3 }]);
    for (const text of ['after MAMMADOVA<<AYSEL', 'number 4127889100001', 'Ayşə', '']) {
      expect(why(text)).toMatchObject([{ why: '(withheld)' }]);
    }
  });

  it('when a cause is an error code of the system, the resolver or Node, then it is kept', () => {
    const cause = (text: string) => logged((log) => log.event('back-office.trouble', { code: 'BKO-101', cause: text }));
    const codes = [
      'ECONNREFUSED',
      'ECONNRESET',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EPROTO',
      'HPE_INVALID_CONSTANT',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ];
    for (const code of codes) expect(cause(code)).toMatchObject([{ cause: code }]);
    expect(cause('MAMMADOVA')).toMatchObject([{ cause: '(withheld)' }]);
  });

  it('when an optional field is undefined, then it is left out', () => {
    const [line] = logged((log) => log.event('payment.step', { applicationId: 'a', step: 'intent', code: undefined }));
    expect(line).not.toHaveProperty('code');
  });

  it('when an event is below the level, then it is not written', () => {
    const lines = logged((log) => {
      log.event('session.step', { step: 'paying' });
      log.event('intent.refused', { reason: 'stale' });
    }, 'warn');
    expect(lines).toMatchObject([{ event: 'intent.refused', level: 'warn' }]);
  });
});

describe('errors in the log', () => {
  const bug = (error: unknown) =>
    (logged((log) => log.event('bug', { where: 'test', error }))[0] as { error: Record<string, unknown> }).error;

  it('when an error is logged, then its kind and stack are written without its message', () => {
    class CardError extends Error {}
    const written = bug(new CardError('MAMMADOVA AYSEL'));
    expect(written['kind']).toBe('CardError');
    expect(written['stack']).toEqual(expect.arrayContaining([expect.stringContaining('log.test.ts')]));
    expect(JSON.stringify(written)).not.toContain('MAMMADOVA');
  });

  it('when the engine made the message, then it is kept', () => {
    const nothing: unknown = undefined;
    const fail = () => {
      try {
        return (nothing as { name: string }).name;
      } catch (error) {
        return error;
      }
    };
    expect(bug(fail())['message']).toContain('Cannot read properties of undefined');
  });

  it('when a message may quote a value, then the log leaves the message out', () => {
    const quoting = [new SyntaxError('"AYSEL" is not valid JSON'), new Error('AYSEL')];
    const received = Object.assign(new TypeError('Received AYSEL'), { code: 'ERR_INVALID_ARG_TYPE' });
    for (const error of [...quoting, received]) expect(JSON.stringify(bug(error))).not.toContain('AYSEL');
    expect(bug(received)['code']).toBe('ERR_INVALID_ARG_TYPE');
  });

  it('when a message of the JavaScript engine quotes a value, then the log leaves the message out', () => {
    const name: unknown = 'AYSEL';
    const fails: readonly (() => unknown)[] = [
      () => 'kind' in (name as object),
      () => new Map([name] as never),
      () => Object.assign(name as object, { length: 1 }),
      () => new Intl.DateTimeFormat('en', { timeZone: name as string }),
      () => (undefined as unknown as Record<string, string>)[name as string],
    ];
    for (const fail of fails) {
      try {
        fail();
        expect.fail('it should throw');
      } catch (error) {
        expect(JSON.stringify(bug(error))).not.toContain('AYSEL');
      }
    }
  });

  it('when the thrown value is no error, then its type is written', () => {
    expect(bug('AYSEL')).toEqual({ kind: 'string', stack: [] });
    expect(bug(null)).toEqual({ kind: 'object', stack: [] });
    expect(bug(undefined)).toEqual({ kind: 'undefined', stack: [] });
  });
});

describe('table of events', () => {
  it('the page in docs/ is made from the table', () => {
    expect(readFileSync(packageFile('docs/log-events.md'), 'utf8')).toBe(logEventsPage());
  });

  it('every id of an event has two words with a dot between, or is `bug`', () => {
    for (const id of Object.keys(LOG_EVENTS)) expect(id).toMatch(/^([a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*|bug)$/);
  });
});

it('when a line is held back, then listeners still get the event', () => {
  const said: string[] = [];
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => new Date(0) });
  const stop = log.onEvent(({ id }) => said.push(id));
  for (let nth = 0; nth < 100; nth += 1) log.event('request.refused', { reason: 'host' });
  expect(said).toHaveLength(100);
  expect(lines.length).toBeLessThan(100);
  stop();
  log.event('kiosk.open', {});
  expect(said).toHaveLength(100);
});
