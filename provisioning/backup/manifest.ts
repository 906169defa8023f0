import { z } from 'zod';
import type { LogSigner } from '../../device/merkle/signer.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { formatNote, formatVerifierKey, parseNote, type VerifierKey } from '../../device/proof/note.ts';
import { verifySignedNote } from '../../device/proof/signature.ts';
import { parseJson } from '../../device/words/json.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { answerSchemas } from '../provision/order/order.ts';

/** Format 1 had no signature. */
const FORMAT = 2;

/** First line of the signed text. A checkpoint begins with the name of a log instead. */
const SIGNED_AS = 'asan-kiosk/backup/v1';

const MAX_FILES = 100_000;

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.string().max(64),
  kiosk: answerSchemas.id,
  at: z.iso.datetime(),
  /** Time zone of the machine; the profile has none. `null`: unknown. */
  timeZone: answerSchemas.timeZone.nullable(),
  files: z
    .array(
      z.strictObject({ name: z.string().max(512), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    )
    .max(MAX_FILES),
});

export type Manifest = Omit<z.infer<typeof manifestSchema>, 'format'>;
export type ManifestFile = Manifest['files'][number];

/** `BKP-101`: the archive is incomplete or changed. `BKP-104`: the kiosk did not sign the archive. */
export interface ArchiveFault {
  readonly code: 'BKP-101' | 'BKP-104';
  readonly why: string;
  readonly fix?: string | undefined;
}

/** Signs the list as a signed note (c2sp.org/signed-note), like the checkpoints of the log. */
export function signManifest(manifest: Manifest, { key, sign }: LogSigner): string {
  const text = `${SIGNED_AS}\n${JSON.stringify({ format: FORMAT, ...manifest })}\n`;
  return formatNote({ text, signatures: [{ name: key.name, id: key.id, signature: sign(text) }] });
}

/** Reads the list. A key in `keys` must have signed it, and belong to the kiosk that the list names. */
export function readManifest(note: string, keys: readonly VerifierKey[]): Result<Manifest, ArchiveFault> {
  const parsed = parseNote(note);
  const [head, json = ''] = parsed?.text.split('\n') ?? [];
  if (!parsed || head !== SIGNED_AS)
    return err({ code: 'BKP-101', why: 'its list of files has another format than this version reads' });
  const opened = verifySignedNote(parsed, keys);
  if (!opened.ok) {
    const wanted = keys.map(formatVerifierKey).join(' or ');
    const by = parsed.signatures.map(({ name }) => name).join(', ');
    const why = opened.error.kind === 'forged' ? 'its signature is forged' : `it is signed with another key of ${by}`;
    return err({ code: 'BKP-104', why: `${why}; ${wanted} was expected` });
  }
  const manifest = manifestSchema.safeParse(parseJson(json));
  if (!manifest.success)
    return err({ code: 'BKP-101', why: 'its list of files has another format than this version reads' });
  const { format: _, ...its } = manifest.data;
  if (!opened.value.some(({ key }) => key.name === logOriginOf(its.kiosk)))
    return err({ code: 'BKP-104', why: `it is of ${its.kiosk}, but the key of another kiosk signed it` });
  return ok(its);
}
