import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SAMPLE_DOCUMENT_FACTS, SEALED_AT } from '../../test/support/sealed-documents.ts';
import { decodeRecord, encodeRecord } from './record.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = (most: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: most });

it('any record survives a round trip', () => {
  const facts = fc.record({
    number: words(20),
    reference: words(10),
    service: words(20),
    title: words(60),
    agency: words(60),
    person: fc.record({ name: words(60), fin: fc.stringMatching(/^[0-9A-Z]{7}$/) }),
    lines: fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 20 }),
    issuedOn: fc.constant('2026-11-24'),
    validUntil: fc.constant('2026-12-24'),
    verifyUrl: fc.webUrl(),
    pages: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(facts, (its) => {
      const record = { facts: its, sealedAt: SEALED_AT };
      expect(decodeRecord(bytes(`before ${encodeRecord(record)} behind`))).toEqual({ ok: true, value: record });
    }),
  );
});

it('when a record is missing, doubled or malformed, then it is refused, and the error has no personal data', () => {
  const packet = encodeRecord({ facts: SAMPLE_DOCUMENT_FACTS, sealedAt: SEALED_AT });
  expect(decodeRecord(bytes(''))).toMatchObject({ ok: false });
  expect(decodeRecord(bytes(packet + packet))).toEqual({ ok: false, error: 'more than one record of the facts' });
  const twice = packet.replace('</doc:facts>', '</doc:facts><doc:facts>{}</doc:facts>');
  expect(decodeRecord(bytes(twice))).toEqual({ ok: false, error: 'a record that cannot be read' });
  for (const other of [packet.replace('"pages":1', '"pages":0'), packet.replace('{"facts"', '{facts')])
    expect(decodeRecord(bytes(other))).toEqual({ ok: false, error: 'a record that cannot be read' });
});
