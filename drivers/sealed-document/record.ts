import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { SealedDocumentFacts } from './contract.ts';

export interface SealedDocumentRecord {
  readonly facts: SealedDocumentFacts;
  readonly sealedAt: Date;
}

const NAMESPACE = 'urn:asan-kiosk:document:1';
const PACKET_BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const FACTS = /<doc:facts>([^<]{1,400000})<\/doc:facts>/g;

const text = (most: number) => z.string().min(1).max(most);

const factsShape = z.strictObject({
  number: text(40),
  reference: text(20),
  service: text(64),
  title: text(120),
  agency: text(200),
  person: z.strictObject({ name: text(200), fin: z.string().regex(/^[0-9A-Z]{7}$/) }),
  lines: z.array(z.string().max(500)).max(200),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date(),
  verifyUrl: z.url().max(400),
  pages: z.int().min(1).max(99),
}) satisfies z.ZodType<SealedDocumentFacts>;

const recordShape = z.strictObject({ facts: factsShape, sealedAt: z.iso.datetime() });

/**
 * Encodes the record of a document: an XMP packet (ISO 16684-1) in an uncompressed metadata stream (ISO 32000-1, 14.3.2). Programs without
 * a PDF parser can read it.
 */
export function encodeRecord({ facts, sealedAt }: SealedDocumentRecord): string {
  const json = JSON.stringify({ facts, sealedAt: sealedAt.toISOString() });
  return `${PACKET_BEGIN}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:doc="${NAMESPACE}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.title)}</rdf:li></rdf:Alt></dc:title>
<doc:facts>${escaped(json)}</doc:facts>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

/** Decodes the only record in the bytes of a document. The error is a text without personal data. */
export function decodeRecord(bytes: Uint8Array): Result<SealedDocumentRecord, string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = file.indexOf(PACKET_BEGIN);
  const end = file.indexOf('<?xpacket end=', begin);
  if (begin < 0 || end < 0) return err('no record of the facts');
  if (file.includes('<?xpacket begin=', begin + 1)) return err('more than one record of the facts');
  const found = [...file.toString('utf8', begin, end).matchAll(FACTS)];
  const [, json = ''] = found[0] ?? [];
  const record = found.length === 1 ? recordShape.safeParse(parsed(unescaped(json))) : undefined;
  if (!record?.success) return err('a record that cannot be read');
  return ok({ facts: record.data.facts, sealedAt: new Date(record.data.sealedAt) });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unescaped = (value: string): string =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
