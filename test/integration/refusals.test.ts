import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { WebCounters } from '../../device/web/counters.ts';
import type { KioskHealth } from '../../device/web/server.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { socketCitizenAt } from '../support/socket-citizen.ts';

let kiosk: KioskProcess;

beforeAll(async () => {
  kiosk = await startKioskProcess();
});
afterAll(() => kiosk.stop());

const own = () => new URL(kiosk.url);
type Counted = KioskHealth & { readonly counters: WebCounters };
const health = async () => (await (await fetch(`${kiosk.url}healthz`)).json()) as Counted;

/** Node's client can send any `Host`. */
function statusOf(path: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = own();
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function upgradeOf(path: string, headers: Record<string, string>): Promise<number | undefined | 'open'> {
  const socket = new WebSocket(`ws://${own().host}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on('unexpected-response', (asked, answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    socket.on('open', () => {
      resolve('open');
      socket.terminate();
    });
    socket.on('error', () => socket.terminate());
  });
}

const FOREIGN = 'http://elsewhere.example';

describe('page of another origin', () => {
  it.each(['/', '/healthz', '/dock', '/dock/state'])(
    'when a foreign page reads %s, then the request is refused and counted',
    async (path) => {
      const before = (await health()).counters.requestsRefused;
      expect(await statusOf(path, { origin: FOREIGN })).toBe(403);
      expect(await statusOf(path, { host: 'elsewhere.example' })).toBe(403);
      expect(await statusOf(path, { origin: own().origin })).toBe(200);
      const after = (await health()).counters.requestsRefused;
      expect(after).toEqual({ host: before.host + 1, origin: before.origin + 1 });
    },
  );

  it.each(['/socket', '/dock/socket'])(
    'when a foreign page opens %s, then the socket is refused and counted',
    async (path) => {
      const { origin } = own();
      const before = (await health()).counters.requestsRefused;
      expect(await upgradeOf(path, { origin: FOREIGN })).toBe(403);
      expect(await upgradeOf(path, {})).toBe(403);
      expect(await upgradeOf(path, { origin, host: 'elsewhere.example' })).toBe(403);
      expect(await upgradeOf(path, { origin })).toBe('open');
      const after = (await health()).counters.requestsRefused;
      expect(after).toEqual({ host: before.host + 1, origin: before.origin + 2 });
    },
  );

  it('when a foreign page sends a command to the dock, then the command is refused', async () => {
    expect(await statusOf('/dock/command', { origin: FOREIGN }, 'POST')).toBe(403);
    expect(await statusOf('/dock/command', {}, 'POST')).toBe(403);
  });
});

describe('an intent', () => {
  it('when an intent is malformed or of another step, then it is counted, and the visit continues', async () => {
    const citizen = await socketCitizenAt(kiosk.url);
    const { step } = await citizen.sees('attract');
    const before = (await health()).counters;
    const malformed = [
      'not json',
      '{}',
      JSON.stringify({ step, beat: 1, intent: { do: 'open-the-door' } }),
      JSON.stringify({ step, beat: 1, intent: { do: 'start', language: 'xx' } }),
      JSON.stringify({ step, beat: 1, intent: { do: 'start', language: 'az', amount: 1 } }),
      JSON.stringify({ step, beat: 1, intent: { do: 'start', language: 'az' }, seq: 1 }),
    ];
    for (const text of malformed) citizen.sends(text);
    citizen.sends(JSON.stringify({ step: 'nowhere', beat: 1, intent: { do: 'pay' } }));
    citizen.does({ do: 'start', language: 'az' });
    await citizen.sees('choosing');
    citizen.sends(JSON.stringify({ step, beat: 1, intent: { do: 'start', language: 'az' } }));
    await vi.waitFor(async () => {
      const { intentsRefused, intentsTaken } = (await health()).counters;
      expect(intentsRefused).toEqual({
        malformed: before.intentsRefused.malformed + malformed.length,
        'unknown-step': before.intentsRefused['unknown-step'] + 1,
        stale: before.intentsRefused.stale + 1,
        late: before.intentsRefused.late,
      });
      expect(intentsTaken).toBe(before.intentsTaken + 1);
    }, 10_000);
    await citizen.leave();
  });

  it('when an intent is too long, then only its own socket ends', async () => {
    const citizen = await socketCitizenAt(kiosk.url);
    const other = await socketCitizenAt(kiosk.url);
    const before = (await health()).counters.intentsRefused.malformed;
    citizen.sends('x'.repeat(2_000));
    await expect(citizen.sees('attract')).rejects.toThrow('the socket ended');
    await other.sees('choosing');
    expect((await health()).counters.intentsRefused.malformed).toBe(before + 1);
    await other.leave();
  });
});
