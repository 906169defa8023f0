import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { createBackOffice } from '../../device/back-office/client.ts';
import { createDocumentCheck } from '../../device/document/check.ts';
import { realClock } from '../../drivers/clock.ts';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { certificateDer, opensslVerify, pdfsigLines, pdfTextOf } from '../support/sealed-documents.ts';
import { ippeveprinter } from './ippeveprinter.ts';

const NEVER = new AbortController().signal;
const now = new Date('2026-11-24T10:00:00Z');

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

it('when a certificate is printed, then the seal in the printed file verifies', async () => {
  const office = await startBackOffice({ now: () => now, random: seededRandom(41) });
  const their = await ippeveprinter();
  const printer = createIppPrinter({
    post: httpPost({ host: '127.0.0.1', port: their.port, path: '/ipp/print', tls: false }),
    uri: `ipp://localhost:${their.port}/ipp/print`,
    user: 'asan-kiosk K5',
    clock: realClock,
    random: () => 0.5,
    purges: true,
    onDiscarded: () => {},
  });
  try {
    const client = createBackOffice({ baseUrl: office.url, timeoutMs: 10_000, newKey: randomUUID });
    const application = {
      kiosk: 'K5',
      quote: null,
      continues: null,
      service: 'family-members-certificate',
      tier: 'at-once',
      ...({ tariffDate: null, amount: 0, language: 'az', ready: null, confirmation: null } as const),
      applicant: {
        fin: '5ABCD12',
        documentNumber: 'AA1234567',
        surname: 'MƏMMƏDOVA',
        givenNames: 'ŞƏBNƏM',
        birthDate: '1990-01-02',
        assurance: 'chip' as const,
      },
      answers: { presentedTo: 'Bankın filialı' },
    };
    must(await client.lodge('one', application, NEVER));
    const { reference, document } = must(await client.register('one', null, NEVER));
    const { pdf, number } = must(await client.readDocument('one', 'K5', NEVER));
    const check = createDocumentCheck({
      load: async () => ({ read: readSealedDocument, believed: [certificateDer(sampleSeal())] }),
      now: () => now,
      today: () => '2026-11-24',
    });
    const { facts } = must(await check(pdf, { number: document?.number ?? '', reference, fin: '5ABCD12' }));

    await vi.waitFor(() => expect(printer.status().device).toBe('online'), { timeout: 15_000, interval: 20 });
    const job = { pdf, copies: 1, sheets: facts.pages, jobName: number, key: 'one' };
    expect(await printer.print(job, NEVER)).toMatchObject({ ok: true });

    const [got, ...others] = their.printed();
    expect(others).toEqual([]);
    expect(opensslVerify(got ?? new Uint8Array(), sampleSeal().certificate.toString())).toBe('verified');
    expect(pdfsigLines(got ?? new Uint8Array())).toEqual(['Total document signed', 'Signature is Valid.']);
    const text = pdfTextOf(got ?? new Uint8Array());
    for (const line of [facts.title, facts.person.name, ...facts.lines]) expect(text).toContain(line);
    const altered = Buffer.from(got ?? []);
    altered[1_000] = (altered[1_000] ?? 0) ^ 1;
    expect(opensslVerify(altered, sampleSeal().certificate.toString())).not.toBe('verified');
    expect(pdfsigLines(altered)).not.toContain('Signature is Valid.');
  } finally {
    await printer.close();
    await their.close();
    await office.close();
  }
});
