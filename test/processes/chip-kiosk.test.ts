import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { trustedCscas } from '../../simulators/id-reader/emrtd/issue/state.ts';
import { asanKiosk, type SimulatorProcess, simulator } from '../support/command.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

let kiosk: KioskProcess;
let citizen: SocketCitizen;

beforeAll(async () => {
  kiosk = await startKioskProcess(undefined, 'simulated-chip');
});
afterAll(() => kiosk.stop());
beforeEach(async () => {
  citizen = await socketCitizenAt(kiosk.url);
});
afterEach(async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  // A card that stays in the reader blocks the next visit.
  await kiosk.dock({ device: 'reader', do: 'remove' });
  citizen.does({ do: 'finish' });
  await citizen.sees('attract', ({ takeCard }) => !takeCard);
  await citizen.leave();
});

async function untilIdentifying(): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'en' });
  await citizen.sees('choosing', ({ services }) => services.some(({ unavailable }) => !unavailable));
  citizen.does({ do: 'choose', service: 'identity-card-replacement' });
  await citizen.sees('beforeYouStart', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
}

describe('a kiosk that reads chips', () => {
  it('when the chip is genuine, then the page, the log and the application say so', async () => {
    await untilCheckingBySocket(kiosk, citizen);
    const { rows } = await citizen.sees('checking');
    expect(rows).toContainEqual({ label: 'Sənədin çipi', value: 'Yoxlanıldı', edit: null });
    await payBySocket(citizen, 'card');
    const { backOffice } = await kiosk.until((state) => state.backOffice.entryCount === 1);
    expect(backOffice.entries[0]?.request.applicant).toMatchObject({ documentNumber: 'AA1204587', assurance: 'chip' });
    await expect.poll(() => kiosk.output()).toContain('"assurance":"chip","event":"document.read"');
    await citizen.sees('paying', ({ canCancel }) => canCancel);
    citizen.does({ do: 'cancel' });
    await citizen.sees('trouble');
  });

  it('when a chip is being read, then the page shows the progress', async () => {
    await untilIdentifying();
    const seen = citizen.sees('identifying', ({ progress }) => progress !== null && progress > 0);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
    expect((await seen).stage).toBe('reading');
    await citizen.sees('answering');
  });

  it.each([
    ['chip-copied', 'RDR-107', 'RDR-247'],
    ['chip-signer-unknown', 'RDR-107', 'RDR-243'],
    ['chip-mac-wrong', 'RDR-101', 'RDR-214'],
  ] as const)(
    'when the document is %s, then the kiosk refuses it, and the next card is read',
    async (document, code, cause) => {
      await untilIdentifying();
      await kiosk.dock({ device: 'reader', do: 'insert', document, how: 'whole' });
      await citizen.sees('identifying', ({ trouble, stage }) => trouble === code && stage === 'waiting');
      await expect.poll(() => kiosk.output()).toContain(`"code":"${code}","cause":"${cause}"`);
      expect(kiosk.output()).not.toContain('NUMUNAYEV');
      await kiosk.dock({ device: 'reader', do: 'remove' });
      await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
      await citizen.sees('answering');
    },
  );

  it('when a card has no chip, then its zone is enough', async () => {
    await untilIdentifying();
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-old', how: 'whole' });
    await citizen.sees('answering');
  });
});

describe('a reader of chips on wires of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-chip-tool-'));
  const file = join(folder, 'profile.yaml');
  const trust = join(folder, 'trust');
  const simulators: SimulatorProcess[] = [];

  beforeAll(async () => {
    const zones = await simulator(['reader', '--tcp', '0']);
    const chips = await simulator(['chip-reader', '--tcp', '0']);
    simulators.push(zones, chips);
    mkdirSync(trust);
    writeFileSync(join(trust, 'cscas.pem'), trustedCscas());
    const tcp = ({ link }: SimulatorProcess) => `{ tcp: { host: 127.0.0.1, port: ${link.split(':').at(-1)} } }`;
    const reader = `driver: mrz, link: ${tcp(zones)}, chip: { driver: pn532, link: ${tcp(chips)}, trust: ${trust} }`;
    const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
    writeFileSync(file, text.replace('driver: mrz, link: simulated', reader));
  });
  afterAll(async () => {
    for (const one of simulators) await one.end('SIGINT');
    rmSync(folder, { recursive: true });
  });

  it('when doctor runs, then it checks the chip reader and the trust directory', async () => {
    const { checks } = (await asanKiosk(['doctor', '--json', '--profile', file])).json() as {
      readonly checks: readonly { readonly id: string; readonly state: string; readonly found: string }[];
    };
    expect(checks.filter(({ id }) => ['chip-reader', 'trust'].includes(id))).toMatchObject([
      { id: 'chip-reader', state: 'ok', found: expect.stringMatching(/^tcp:.* answers$/) },
      { id: 'trust', state: 'ok', found: `${trust}: 2 country certificates, 0 revocation lists` },
    ]);
  });

  async function byHand(document: string) {
    const [zones, chips] = simulators as [SimulatorProcess, SimulatorProcess];
    for (const one of simulators) one.forget();
    const read = asanKiosk(['reader', 'read', '--json', '--wait', '20', '--profile', file]);
    await chips.until(({ event, looking }) => event === 'state' && looking === true);
    await zones.until(({ event, direction }) => event === 'wire' && direction === 'out');
    chips.type(`put ${document}`);
    zones.type(`insert ${document}`);
    const ran = await read;
    chips.type('remove');
    zones.type('remove');
    return { exit: ran.exit, said: ran.json() };
  }

  it.each([
    ['aze-card-woman', 0, { read: true, assurance: 'chip', document: { documentNumber: 'AA1204587' } }],
    ['chip-copied', 1, { read: false, code: 'RDR-107', cause: 'RDR-247' }],
  ] as const)('when `reader read` reads %s, then its exit code and output match', async (document, exit, said) => {
    const first = await byHand(document);
    // A host that stops a core may cut a reading short, as a hand does: then read again.
    const isCut = JSON.stringify(first.said).includes('"RDR-103"');
    expect(isCut ? await byHand(document) : first).toMatchObject({ exit, said });
  });
});

describe('kiosk without trusted certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-trust-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = readFileSync(packageFile('provisioning/profiles/simulated-chip.yaml'), 'utf8');

  it.each([
    ['missing', 'can not be read (ENOENT)'],
    ['empty', 'holds no certificate of a country'],
  ])('when the trust directory is %s, then the kiosk does not start', async (name, why) => {
    const trust = join(folder, name);
    if (name === 'empty') mkdirSync(trust);
    const profile = join(folder, `${name}.yaml`);
    writeFileSync(profile, text.replace('trust: simulated', `trust: ${trust}`).replace('var/simulated-chip', folder));
    const { exit, notes } = await asanKiosk(['run', '--simulate', '--profile', profile, '--port', '0']);
    expect({ exit, notes }).toEqual({
      exit: 2,
      notes: [expect.stringContaining(`devices.reader.chip.trust: ${trust} ${why}`)],
    });
  });
});
