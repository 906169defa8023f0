import { err, ok, type Result } from '../../result.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import type { IdentityDocument } from '../contract.ts';
import type { ZoneSettings } from '../mrz/codec.ts';
import { authenticateActively } from './active-authentication.ts';
import type { RandomBytes } from './agreement.ts';
import { digest } from './algorithms.ts';
import { type CardTraffic, ChipCard } from './card.ts';
import { authenticateChip, chooseChipAuthentication } from './chip-authentication.ts';
import { verifySignedData } from './cms.ts';
import { type PersonalDetails, readEfCom, readPersonalDetails, readZoneLines } from './data-groups.ts';
import { type ChipFile, dataGroup, EF_COM, EF_SOD } from './files.ts';
import { documentOfZone, passwordOf } from './identity.ts';
import type { AccessPassword } from './kdf.ts';
import { type OpenedChip, openChip } from './open-chip.ts';
import { choosePace } from './pace.ts';
import { createReadProgress, type ReadProgress } from './progress.ts';
import { ChipFileReader } from './read-file.ts';
import { readSecurityInfos, type SecurityInfos } from './security-infos.ts';
import { readSecurityObject, type SecurityObject } from './security-object.ts';
import { type MalformedTlv, readSingleTlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';
import { checkDocumentSigner, checkIssuingState, type TrustedSigner, type TrustStore } from './trust-store.ts';

/** Options of `readChip`. */
export interface ReadChipOptions extends ZoneSettings {
  readonly password: AccessPassword;
  readonly trust: TrustStore;
  /** Unguessable. */
  readonly random: RandomBytes;
  /** Day for certificates and two-digit years. */
  readonly today: Date;
  /** Slower, but suits every card: short APDUs, SELECT for each file, no read past an end. */
  readonly cautious?: boolean;
  /** 0 < fraction ≤ 1, growing. */
  readonly onProgress?: (fraction: number) => void;
}

/** All signed by a trusted country. */
export interface ChipReading {
  readonly document: IdentityDocument;
  /** Access protocol (ICAO 9303-11, 4.3 and 4.4). */
  readonly access: 'bac' | 'pace';
  /** Proof that the chip is no copy. `not-offered`: no key for proof. */
  readonly genuine: 'chip-authentication' | 'active-authentication' | 'not-offered';
  readonly personal: PersonalDetails | undefined;
  /** Signed files of unknown format. */
  readonly notUnderstood: readonly string[];
  /** Deviations of real states from ICAO 9303. They weaken no check. */
  readonly irregular: readonly string[];
  readonly traffic: CardTraffic;
}

/**
 * Reads the chip of an ICAO 9303 document. Opens it (PACE or BAC), then checks the country's signature (passive authentication). Checks
 * that the chip is no copy (chip or active authentication). A zone that opens it must be its own. Every returned byte was hashed and
 * signed. Nothing is kept. Ends when the signal is aborted.
 */
export async function readChip(
  channel: ApduChannel,
  options: ReadChipOptions,
  signal: AbortSignal,
): Promise<Result<ChipReading, ChipTrouble>> {
  const card = new ChipCard(channel, signal);
  const cautious = options.cautious === true;
  const open = await openChip(card, options.password, options.random, cautious);
  if (!open.ok) return open;
  const progress = createReadProgress(options.onProgress ?? (() => {}));
  const reader = new ChipFileReader(card, open.value.limits, cautious);
  const signed = await passiveAuthentication(reader, progress, options);
  if (!signed.ok) return signed;
  const { object, vouched } = signed.value;
  const source: SignedFiles = { reader, progress, signed: object };
  progress.plan(wantedGroups(object).map((number) => `DG${number}`));

  const proof = await authenticate(card, source, open.value, options);
  if (!proof.ok) return proof;
  const document = documentOfZone(proof.value.zoneLines, options.today, options);
  if (!document.ok) return malformed('DG1', document.error);
  const own = checkIssuingState(vouched, document.value.issuer);
  if (!own.ok) return own;
  // A forger with a copied signed DG1 needs another zone to open the chip. A CAN names no zone.
  const zonePassword = passwordOf(document.value);
  if (options.password.kind === 'mrz' && options.password.information !== zonePassword.information) {
    return err({ code: 'RDR-249', kind: 'zone-differs' });
  }

  const notUnderstood: string[] = [];
  const personal = await optionalGroup(source, 11, readPersonalDetails, notUnderstood);
  if (!personal.ok) return personal;
  return ok({
    document: document.value,
    access: open.value.access,
    genuine: proof.value.genuine,
    personal: personal.value,
    notUnderstood,
    irregular: object.irregularType === undefined ? [] : [`EF.SOD: content of type ${object.irregularType}`],
    traffic: card.traffic(),
  });
}

interface SignedFiles {
  readonly reader: ChipFileReader;
  readonly progress: ReadProgress;
  readonly signed: SecurityObject;
}

interface Believed {
  readonly object: SecurityObject;
  readonly vouched: TrustedSigner;
}

/** EF.SOD up to a trusted country (ICAO 9303-11 §5.1). Hashes are checked as files come. */
async function passiveAuthentication(
  reader: ChipFileReader,
  progress: ReadProgress,
  { trust, today }: ReadChipOptions,
): Promise<Result<Believed, ChipTrouble>> {
  const com = await reader.read(EF_COM);
  if (!com.ok) return com;
  const file = await reader.read(EF_SOD, progress.of(EF_SOD.name));
  if (!file.ok) return file;
  if (!file.value) return missing(EF_SOD);
  const object = readSecurityObject(file.value);
  if (!object.ok) return malformed(EF_SOD.name, object.error);
  const signer = verifySignedData(object.value.signedData);
  if (!signer.ok) return signer;
  const vouched = checkDocumentSigner(signer.value, trust, today, object.value.signedData.certificates);
  if (!vouched.ok) return vouched;
  // EF.COM is unsigned: a group outside the signed list was added later.
  const listed = com.value ? readEfCom(com.value) : undefined;
  const added = listed?.ok ? listed.value.dataGroups.find((number) => !object.value.hashes.has(number)) : undefined;
  return added === undefined
    ? ok({ object: object.value, vouched: vouched.value })
    : err({ code: 'RDR-245', kind: 'unsigned', dataGroup: added });
}

const wantedGroups = ({ hashes }: SecurityObject): readonly number[] =>
  [14, 1, 15, 11].filter((number) => number === 1 || hashes.has(number));

/** ICAO 9303-11 §5.1. */
async function signedGroup(
  { reader, progress, signed }: SignedFiles,
  number: number,
): Promise<Result<Uint8Array, ChipTrouble>> {
  const file = dataGroup(number);
  const expected = signed.hashes.get(number);
  if (!expected) return err({ code: 'RDR-245', kind: 'unsigned', dataGroup: number });
  const bytes = await reader.read(file, progress.of(file.name));
  if (!bytes.ok) return bytes;
  if (!bytes.value) return missing(file);
  if (!areSameBytes(digest(signed.hash, bytes.value), expected)) {
    return err({ code: 'RDR-241', kind: 'hash-differs', dataGroup: number });
  }
  return ok(bytes.value);
}

async function optionalGroup<T>(
  source: SignedFiles,
  number: number,
  read: (file: Uint8Array) => Result<T, MalformedTlv>,
  notUnderstood: string[],
): Promise<Result<T | undefined, ChipTrouble>> {
  if (!source.signed.hashes.has(number)) return ok(undefined);
  const file = await signedGroup(source, number);
  if (!file.ok) return file;
  const value = read(file.value);
  if (value.ok) return value;
  notUnderstood.push(`DG${number}`);
  return ok(undefined);
}

interface Proof {
  readonly genuine: ChipReading['genuine'];
  readonly zoneLines: readonly string[];
}

async function authenticate(
  card: ChipCard,
  source: SignedFiles,
  open: OpenedChip,
  { random }: ReadChipOptions,
): Promise<Result<Proof, ChipTrouble>> {
  const infos = await securityInfos(source, open);
  if (!infos.ok) return infos;
  const choice = infos.value && chooseChipAuthentication(infos.value);
  if (choice) {
    const agreed = await authenticateChip(card, choice, random);
    if (!agreed.ok) return agreed;
  }
  const zone = await signedGroup(source, 1);
  if (!zone.ok) return choice ? provenCopy(zone.error) : zone;
  const lines = readZoneLines(zone.value);
  if (!lines.ok) return malformed('DG1', lines.error);
  if (choice) return ok({ genuine: 'chip-authentication', zoneLines: lines.value });
  if (!source.signed.hashes.has(15)) return ok({ genuine: 'not-offered', zoneLines: lines.value });
  const file = await signedGroup(source, 15);
  if (!file.ok) return file;
  const key = readSingleTlv(file.value, dataGroup(15).tag);
  if (!key.ok) return malformed('DG15', key.error);
  const signs = await authenticateActively(card, key.value, infos.value?.activeAuthentication, random);
  return signs.ok ? ok({ genuine: 'active-authentication', zoneLines: lines.value }) : signs;
}

const SM_CODES: readonly string[] = ['RDR-211', 'RDR-213', 'RDR-214', 'RDR-215', 'RDR-216', 'RDR-217'];

/** A bad first answer under the new keys means a copy. */
function provenCopy(trouble: ChipTrouble): Result<never, ChipTrouble> {
  if (!SM_CODES.includes(trouble.code)) return err(trouble);
  return err({ code: 'RDR-247', kind: 'chip-not-genuine', by: 'chip-authentication' });
}

/** EF.CardAccess is unsigned: only DG14 shows a hidden or added protocol (ICAO 9303-11 §4.2, §9.2). Older chips do not repeat it. */
async function securityInfos(
  source: SignedFiles,
  { access, announced }: OpenedChip,
): Promise<Result<SecurityInfos | undefined, ChipTrouble>> {
  if (!source.signed.hashes.has(14)) return ok(undefined);
  const file = await signedGroup(source, 14);
  if (!file.ok) return file;
  const content = readSingleTlv(file.value, dataGroup(14).tag);
  const infos = content.ok ? readSecurityInfos(content.value) : content;
  if (!infos.ok) return malformed('DG14', infos.error);
  const signed = infos.value.pace;
  if (signed.length === 0) return infos;
  const same = (announced?.pace ?? []).every((info) =>
    signed.some(({ protocol, parameterId }) => protocol.oid === info.protocol.oid && parameterId === info.parameterId),
  );
  const hidden = signed.length > (announced?.pace.length ?? 0);
  const weaker = access === 'bac' && choosePace(signed) !== undefined;
  return same && !hidden && !weaker ? infos : err({ code: 'RDR-246', kind: 'access-downgraded' });
}

const missing = ({ name }: ChipFile): Result<never, ChipTrouble> =>
  err({ code: 'RDR-231', kind: 'file-missing', file: name });
const malformed = (file: string, { why }: MalformedTlv): Result<never, ChipTrouble> =>
  err({ code: 'RDR-232', kind: 'file-malformed', file, why });
