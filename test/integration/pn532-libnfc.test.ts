import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { readZoneLines } from '../../drivers/id-reader/emrtd/data-groups.ts';
import { documentFields, simulatedDocument } from '../../simulators/id-reader/documents.ts';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { sampleFace } from '../../simulators/id-reader/emrtd/issue/face.ts';
import { documentCard, TICKET } from '../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator, type Pn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../simulators/random.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';

/* libnfc gives up after 350 ms, so its programs are started again. */

const run = promisify(execFile);
let folder = '';
let wire: PtyWire;
let simulator: Pn532Simulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-libnfc-'));
  wire = await openPty(join(folder, 'tty'));
  simulator = createPn532Simulator({ wire, clock: realClock });
});
afterAll(async () => {
  simulator.close();
  await wire.close();
  await rm(folder, { recursive: true });
});

/** Names the reader, so libnfc does not search for others. */
const env = () => ({ ...process.env, LIBNFC_DEVICE: `pn532_uart:${wire.path}` });

async function listed(...expected: readonly string[]): Promise<string> {
  return vi.waitFor(
    async () => {
      const { stdout } = await run('nfc-list', ['-v', '-t', '1'], { env: env() });
      for (const line of expected) expect(stdout.replace(/\s+/g, ' ')).toContain(line);
      return stdout;
    },
    { timeout: 50_000, interval: 100 },
  );
}

describe('libnfc on the simulated PN532', () => {
  it('when there is no card, then nfc-list opens the reader and finds none', async () => {
    const printed = await listed('NFC device: user defined device opened', '0 ISO14443A passive target(s) found');
    expect(printed).not.toContain('UID');
  });

  it('when an identity card is there, then nfc-list prints its UID and ATS', async () => {
    simulator.insert(
      documentCard('card', createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) })),
    );
    await listed(
      '1 ISO14443A passive target(s) found',
      'ATQA (SENS_RES): 00 04',
      'UID (NFCID3): 08 ',
      'SAK (SEL_RES): 20',
      'ATS: 78 80 80 02',
      'Compliant with ISO/IEC 14443-4',
    );
    simulator.remove();
  });

  it('when a bus ticket is there, then nfc-list prints it without APDU support', async () => {
    simulator.insert(TICKET);
    await listed('1 ISO14443A passive target(s) found', 'UID (NFCID1): 14 e0 99 2c', 'SAK (SEL_RES): 08');
    simulator.remove();
  });

  it('when a card comes and goes, then nfc-poll reports both', async () => {
    await vi.waitFor(polled, { timeout: 55_000, interval: 100 });
  });
});

describe('mrtdreader on the simulated PN532', () => {
  it('when mrtdreader opens a passport by basic access control, then it reads zone and picture', async () => {
    const { documentNumber, birthDate, expiryDate } = documentFields('aze-passport');
    if (expiryDate === null) throw new Error('a passport expires');
    simulator.insert(
      documentCard('passport', createChipSimulator({ document: 'aze-passport', random: seededRandom(1) })),
    );
    const printed = await vi.waitFor(
      async () => {
        const { stdout } = await run('mrtdreader', ['-p', documentNumber, '-b', birthDate, '-e', expiryDate], {
          cwd: folder,
          env: env(),
          encoding: 'latin1',
        });
        expect(stdout).toContain('Challenge successful!');
        expect(stdout).toContain('Saving image to image.jpg... done');
        return stdout;
      },
      { timeout: 50_000, interval: 100 },
    );
    simulator.remove();
    const [, read = ''] = /EF\.DG1\.\.\. done\n(.*)\n\nFile size/s.exec(printed) ?? [];
    const zone = readZoneLines(Uint8Array.from(Buffer.from(read, 'latin1')));
    expect(zone).toEqual({ ok: true, value: simulatedDocument('aze-passport')?.zone });
    expect(await readFile(join(folder, 'image.jpg'))).toEqual(Buffer.from(sampleFace(documentNumber).jpeg));
  });
});

async function polled(): Promise<void> {
  simulator.remove();
  const child = spawn('nfc-poll', ['-v'], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stopWatching = simulator.onChange(({ looking, card }) => {
    if (looking && card === null) simulator.insert(TICKET);
  });
  const hear = (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.includes('Waiting for card removing')) {
      stopWatching();
      simulator.remove();
    }
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await ended;
  stopWatching();
  expect(printed).toContain('UID (NFCID1): 14  e0  99  2c');
  expect(printed).toContain('done.');
  expect(code).toBe(0);
}
