import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { Result } from '../../drivers/result.ts';
import {
  type ReferenceBackOffice,
  type ReferenceBackOfficeOptions,
  startBackOffice,
} from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { openApi, type Recorder, record } from './openapi.ts';

export const NEVER_ABORTED = new AbortController().signal;

export function unwrap<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Result of the client after a refusal of the office. */
export const refusalResult = (reason: string) => ({ ok: false, error: { code: 'BKO-102', kind: 'refused', reason } });

interface Rig {
  office: ReferenceBackOffice;
  wire: Recorder;
  client: ReturnType<typeof createBackOffice>;
  now: Date;
  folder: string;
}

/**
 * A reference office and the kiosk's client on a recorded wire, new for each test, with this time. After each test the exchanges are
 * checked against `openapi.yaml`.
 */
export function officeRig(at: string, options: Partial<ReferenceBackOfficeOptions> = {}) {
  const document = openApi('device/back-office/openapi.yaml');
  const rig = {} as Rig;

  async function open(more: Partial<ReferenceBackOfficeOptions> = {}): Promise<void> {
    rig.office = await startBackOffice({
      now: () => rig.now,
      random: seededRandom(41),
      store: join(rig.folder, 'office.db'),
      ...options,
      ...more,
    });
    rig.wire = await record(rig.office.url);
    rig.client = createBackOffice({
      baseUrl: rig.wire.url,
      timeoutMs: 10_000,
      newKey: randomUUID,
      clock: new SimulatedClock(),
    });
  }

  async function close(): Promise<void> {
    await rig.wire.close();
    await rig.office.close();
    expect(rig.wire.exchanges.flatMap((exchange) => document.check(exchange))).toEqual([]);
  }

  beforeEach(async () => {
    rig.now = new Date(at);
    rig.folder = mkdtempSync(join(tmpdir(), 'office-'));
    await open();
  });

  afterEach(async () => {
    await close();
    rmSync(rig.folder, { recursive: true });
  });

  return Object.assign(rig, {
    close,
    open,
    later(ms: number): void {
      rig.now = new Date(rig.now.getTime() + ms);
    },
  });
}
