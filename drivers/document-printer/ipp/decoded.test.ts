import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concat } from '../../bytes.ts';
import { decodeIppMessage } from './decoded.ts';
import { encodeIpp } from './encode.ts';
import { ippAttribute } from './message.ts';
import { createJob, sendDocument } from './requests.ts';

const TO = { uri: 'ipp://printer.example/ipp/print', user: 'asan-kiosk K5' };

it('when a request comes with or without its HTTP header, then it is decoded the same', () => {
  const ticket = { name: 'k-1 K5-7QF2-41/1', copies: 2, sides: 'one-sided', media: null };
  const bytes = encodeIpp({ ...createJob(TO, ticket), requestId: 7 });
  const meaning = {
    from: 'command',
    kind: 'Create-Job',
    version: '2.0',
    requestId: 7,
    documentBytes: 0,
    groups: [
      { group: 'operation', attributes: { 'job-name': ticket.name, 'ipp-attribute-fidelity': false } },
      { group: 'job', attributes: { copies: 2, sides: 'one-sided' } },
    ],
  };
  expect(decodeIppMessage(bytes)).toMatchObject({ messages: [meaning], discarded: [] });
  const head = new TextEncoder().encode('POST /ipp/print HTTP/1.1\r\nContent-Type: application/ipp\r\n\r\n');
  expect(decodeIppMessage(concat(head, bytes))).toEqual(decodeIppMessage(bytes));
});

it('when a request has a document, then its length is decoded', () => {
  const bytes = encodeIpp({ ...sendDocument(TO, 3, new Uint8Array(5_000)), requestId: 8 });
  expect(decodeIppMessage(bytes).messages[0]).toMatchObject({ kind: 'Send-Document', documentBytes: 5_000 });
});

it('when an answer is decoded, then its values have the names of the standard', () => {
  const attributes = [
    ippAttribute.enum('job-state', 6),
    ippAttribute.range('copies-supported', 1, 99),
    ippAttribute.octets('printer-supply', 'level=75;'),
    { name: 'a', values: [{ syntax: 'out-of-band', value: 'unknown' }] },
    { name: 'b', values: [{ syntax: 'resolution', across: 600, along: 600, unit: 3 }] },
    { name: 'c', values: [{ syntax: 'octetString', bytes: Uint8Array.of(0, 255) }] },
    { name: 'd', values: [{ syntax: 'collection', members: [ippAttribute.integer('x-dimension', 21_000)] }] },
  ] as const;
  const bytes = encodeIpp({
    version: '2.0',
    code: 0x0406,
    requestId: 9,
    data: new Uint8Array(),
    groups: [{ group: 'job', attributes }],
  });
  expect(decodeIppMessage(bytes).messages[0]).toEqual({
    from: 'answer',
    kind: 'client-error-not-found',
    version: '2.0',
    requestId: 9,
    documentBytes: 0,
    groups: [
      {
        group: 'job',
        attributes: {
          'job-state': 'processing-stopped',
          'copies-supported': '1-99',
          'printer-supply': 'level=75;',
          a: null,
          b: '600x600dpi',
          c: '00ff',
          d: { 'x-dimension': 21_000 },
        },
      },
    ],
  });
});

it('when any bytes are decoded, then the result is one message or one discard', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { messages, discarded } = decodeIppMessage(bytes);
      expect(messages.length + discarded.length).toBe(1);
    }),
  );
});
