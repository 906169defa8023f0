import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { asanKiosk } from '../support/command.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { certificateDer } from '../support/sealed-documents.ts';
import { confirmBySocket, type SocketCitizen, socketCitizenAt } from '../support/socket-citizen.ts';

let kiosk: KioskProcess;

beforeAll(async () => {
  kiosk = await startKioskProcess();
});
afterAll(() => kiosk.stop());

const SERVICE = 'family-members-certificate';

async function untilPreview(citizen: SocketCitizen) {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'en' });
  await citizen.sees('choosing');
  citizen.does({ do: 'choose', service: SERVICE });
  await citizen.sees('beforeYouStart', ({ blocked, warnings }) => blocked === null && warnings.length === 0);
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
  await confirmBySocket(citizen, async () => (await kiosk.state()).phone.messages);
  await citizen.sees('answering');
  await kiosk.dock({ device: 'reader', do: 'remove' });
  for (const key of 'bank') citizen.does({ do: 'key', key });
  citizen.does({ do: 'next' });
  await citizen.sees('checking', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
  return citizen.sees('previewing');
}

it('when the citizen has read the document and goes on, then the document printer gets it as a PDF', async () => {
  const citizen = await socketCitizenAt(kiosk.url);
  const { document } = await untilPreview(citizen);
  expect(document.title).toBe('Ailə üzvləri haqqında arayış');
  expect((await kiosk.state()).documentPrinter?.jobs).toEqual([]);
  citizen.does({ do: 'next' });
  await citizen.sees('printing', ({ paper }) => paper === 'document');
  await citizen.sees('done', (screen) => screen.document?.on === 'sheets' && screen.printed);
  const jobs = (await kiosk.state()).documentPrinter?.jobs ?? [];
  expect(jobs).toMatchObject([{ state: 'completed', sheets: 1 }]);
  expect(jobs[0]?.name).not.toMatch(/[A-ZƏ]{4,} /);
  const pdf = await fetch(new URL(`/dock/documents/${jobs[0]?.id}.pdf`, kiosk.url));
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const sealed = readSealedDocument(new Uint8Array(await pdf.arrayBuffer()), [certificateDer(sampleSeal())], null);
  const { title, number } = document;
  expect(sealed).toMatchObject({ ok: true, value: { facts: { title, number, pages: 1 } } });
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
  await citizen.leave();
}, 60_000);

it("when the printer's answer is lost, then the document comes out once", async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  const before = (await kiosk.state()).documentPrinter?.jobs.length ?? 0;
  const citizen = await socketCitizenAt(kiosk.url);
  await untilPreview(citizen);
  await kiosk.dock({ device: 'documentPrinter', do: 'arm', fault: 'document-answer-lost', on: true });
  citizen.does({ do: 'next' });
  await citizen.sees('done', (screen) => screen.document?.on === 'sheets' && screen.printed);
  const jobs = (await kiosk.state()).documentPrinter?.jobs.slice(before) ?? [];
  expect(jobs).toMatchObject([{ state: 'completed', sheets: 1 }]);
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
  await citizen.leave();
}, 60_000);

it("when the printer's cover is open, then the service warns with PRN-204", async () => {
  await kiosk.dock({ device: 'documentPrinter', do: 'cover', open: true });
  const citizen = await socketCitizenAt(kiosk.url);
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'en' });
  await citizen.sees('choosing');
  citizen.does({ do: 'choose', service: SERVICE });
  await citizen.sees('beforeYouStart', ({ warnings }) => warnings.includes('PRN-204'));
  const health = await fetch(new URL('/healthz', kiosk.url));
  expect(await health.json()).toMatchObject({
    devices: { documentPrinter: 'online' },
    troubles: { documentPrinter: 'PRN-112' },
  });
  citizen.does({ do: 'finish' });
  await citizen.leave();
}, 60_000);

it('when documents were printed, then ledger open reads the ledger and succeeds', async () => {
  const shown = await asanKiosk(['ledger', 'open', '--json', '--profile', `${kiosk.folder}/profile.yaml`]);
  expect(shown.exit).toBe(0);
});
