import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { type ListeningPrinter, listenHttp } from '../../simulators/document-printer/http.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import { turnClock } from '../../test/fake-io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { documentPrinterChecks } from './document-printer.ts';

describe('the document printer of a profile', () => {
  const clock = turnClock(5);
  let simulator: DocumentPrinterSimulator;
  let listening: ListeningPrinter;

  beforeEach(async () => {
    simulator = createDocumentPrinterSimulator({ clock });
    listening = await listenHttp(simulator, 0);
  });
  afterEach(async () => {
    simulator.close();
    await listening.close();
  });

  function profile(port = listening.port) {
    const loaded = loadProfileFile(packageFile('provisioning/profiles/simulated.yaml'));
    if (!loaded.ok) throw new Error(loaded.error.line);
    const documentPrinter = { driver: 'ipp', uri: `ipp://127.0.0.1:${port}/ipp/print` } as const;
    return { ...loaded.value, devices: { ...loaded.value.devices, documentPrinter } };
  }
  const check = async (port?: number) => (await documentPrinterChecks(profile(port), clock))[0];

  it('answers', async () => {
    expect(await check()).toEqual({
      name: 'document printer',
      state: 'ok',
      found: `ipp://127.0.0.1:${listening.port}/ipp/print answers, paper: full, toner: full`,
      fix: null,
    });
  });

  it('runs low', async () => {
    simulator.setPaper(5);
    expect(await check()).toMatchObject({ state: 'warn', found: expect.stringContaining('paper is low') });
    simulator.refill();
    simulator.setToner(3);
    expect(await check()).toMatchObject({ state: 'warn', found: expect.stringContaining('toner is low') });
  });

  it('is stopped, with the fix of its code', async () => {
    simulator.openCover();
    expect(await check()).toMatchObject({ state: 'fail', found: expect.stringContaining('cover-open (PRN-112)') });
  });

  it('is not there', async () => {
    expect(await check(1)).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('cannot be reached (LNK-101'),
      fix: expect.stringContaining('nothing listens on this port'),
    });
  });

  it('is none of its business where there is none', async () => {
    const { documentPrinter: _, ...devices } = profile().devices;
    expect(await documentPrinterChecks({ ...profile(), devices }, clock)).toEqual([]);
  });
});
