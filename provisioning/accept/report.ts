import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LogSigner } from '../../device/merkle/signer.ts';
import { base64, fromBase64 } from '../../device/proof/bytes.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../device/proof/note.ts';
import { verifySignature } from '../../device/proof/signature.ts';
import { parseJson } from '../../device/words/json.ts';
import { canonicalJson } from './canonical-json.ts';
import { stepResultSchema } from './result.ts';

const SIGNED_AS = 'asan-kiosk/acceptance/v1';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in hex');

/** A trouble during the test, even if it was fixed afterwards. */
export const acceptanceFailureSchema = stepResultSchema.pick({ step: true, code: true, detail: true, at: true });
export type AcceptanceFailure = Readonly<z.infer<typeof acceptanceFailureSchema>>;

/** After VVSG 2.0, 1.1.2-K and -L: what was tested, where, with which software and configuration. Nothing about a person. */
export const acceptanceReportSchema = z.strictObject({
  run: z.uuid(),
  number: z.int().positive(),
  /** Fingerprint of the report before; `null` for the first. */
  previous: hash.nullable(),
  begunAt: z.string(),
  /** ISO date-time with offset. */
  at: z.string(),
  clock: z.string(),
  kiosk: z.strictObject({ id: z.string(), centre: z.int(), centreName: z.string() }),
  software: z.strictObject({ version: z.string(), node: z.string(), kernel: z.string() }),
  machine: z.strictObject({ model: z.string().nullable(), serial: z.string().nullable(), architecture: z.string() }),
  profile: hash,
  accepted: z.boolean(),
  results: z.array(stepResultSchema),
  failures: z.array(acceptanceFailureSchema),
});
export type AcceptanceReport = z.infer<typeof acceptanceReportSchema>;

const signedSchema = z.strictObject({
  report: acceptanceReportSchema,
  signature: z.strictObject({ key: z.string(), value: z.string() }),
});
export type SignedAcceptanceReport = z.infer<typeof signedSchema>;

const signedText = (report: AcceptanceReport): string => `${SIGNED_AS}\n${canonicalJson(report)}\n`;

/** SHA-256 of the signed text, hex. The strip and the next report hold it. */
export const reportFingerprint = (report: AcceptanceReport): string =>
  createHash('sha256').update(signedText(report)).digest('hex');

/** `1a2b 3c4d …`, the first 32 digits. */
export const groupedFingerprint = (fingerprint: string): string =>
  fingerprint.slice(0, 32).replace(/(.{4})(?=.)/g, '$1 ');

export const signReport = (report: AcceptanceReport, { key, sign }: LogSigner): SignedAcceptanceReport => ({
  report,
  signature: { key: formatVerifierKey(key), value: base64(sign(signedText(report))) },
});

export const formatReport = (signed: SignedAcceptanceReport): string => `${JSON.stringify(signed, null, 2)}\n`;

/** `null` if the text is not a report of ours. */
export function parseReport(text: string): SignedAcceptanceReport | null {
  const parsed = signedSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** The key that signed the report; `null` if the key that it names is not in `keys`, or did not sign. */
export function findSigningKey(
  { report, signature }: SignedAcceptanceReport,
  keys: readonly VerifierKey[],
): VerifierKey | null {
  const bytes = fromBase64(signature.value);
  const named = parseVerifierKey(signature.key);
  if (!bytes || !named) return null;
  const key = keys.find((each) => formatVerifierKey(each) === formatVerifierKey(named));
  return key && verifySignature(key, signedText(report), bytes) ? key : null;
}
