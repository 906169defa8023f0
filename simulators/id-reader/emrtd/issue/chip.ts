import { encodeBigInt } from '../../../../drivers/id-reader/emrtd/der.ts';
import { mrzInformation } from '../../../../drivers/id-reader/emrtd/kdf.ts';
import { CHIP_AUTHENTICATION_PROTOCOLS, PACE_PROTOCOLS } from '../../../../drivers/id-reader/emrtd/oids.ts';
import { formatZone, type ZoneFields } from '../../../../drivers/id-reader/mrz/codec.ts';
import { type ChipTroubleId, type DocumentId, documentFields, simulatedDocument } from '../../documents.ts';
import { type ActiveAuthenticationKey, CHIP_FILE, type ChipContents, type ChipKey, type ChipPace } from './contents.ts';
import { CURVE_NUMBERS, CURVES } from './curves.ts';
import * as dataGroup from './data-groups.ts';
import { sampleFace } from './face.ts';
import { CHIP_PLANS, type ChipPlan } from './plans.ts';
import { seededRsaKey } from './rsa.ts';
import {
  activeAuthenticationInfo,
  chipAuthenticationInfo,
  chipAuthenticationKey,
  paceInfo,
  securityInfos,
} from './security-infos.ts';
import { signCardSecurity, signSecurityObject } from './security-object.ts';
import { seededScalar } from './seed.ts';
import { ecPublicKeyInfo, rsaPublicKeyInfo } from './signer.ts';
import { documentSigner } from './state.ts';

/** The chip of a simulated document, always the same to the byte; `null` if the document has none. */
export function issueChip(id: DocumentId | ChipTroubleId): ChipContents | null {
  const plan = CHIP_PLANS[id];
  return plan && personalise(id, plan);
}

function personalise(id: DocumentId | ChipTroubleId, plan: ChipPlan): ChipContents {
  const fields = documentFields(id);
  const inside = plan.wrong === 'zone' ? documentFields('aze-card-woman') : fields;
  const pace = paceOf(plan);
  const chipKey = chipKeyOf(id, plan);
  const activeKey = activeKeyOf(id, plan);
  const paceInfos = pace ? pace.protocols.map(({ oid }) => paceInfo(oid, pace.parameters)) : [];
  const groups = new Map<number, Uint8Array>([
    [1, dataGroup.encodeDg1Zone(formatZone(inside))],
    [2, dataGroup.encodeDg2Face(sampleFace(inside.documentNumber))],
  ]);
  if (plan.birthPlace !== undefined) groups.set(11, details(id, fields, plan.birthPlace));
  const infos = securityInfosOf(paceInfos, chipKey, activeKey);
  if (infos) groups.set(14, dataGroup.encodeDg14Security(infos));
  if (activeKey) groups.set(15, dataGroup.encodeDg15ActiveKey(activePublicKey(activeKey)));
  const signed = signSecurityObject(groups, documentSigner(plan.signer).signer.hash, documentSigner(plan.signer));
  return {
    master: new Map([
      ...masterFiles(paceInfos, plan),
      ...(plan.pace?.cam && infos
        ? [[CHIP_FILE.cardSecurity, signCardSecurity(infos, documentSigner(plan.signer))] as const]
        : []),
    ]),
    application: new Map([
      [CHIP_FILE.common, dataGroup.encodeEfCom([...groups.keys()])],
      ...[...groups].map(([number, bytes]) => [CHIP_FILE.dataGroup(number), spoilt(number, bytes, plan)] as const),
      [CHIP_FILE.securityObject, plan.wrong === 'signature' ? flipped(signed, signed.length - 5) : signed],
    ]),
    mrzInformation: mrzInformation(fields),
    can: plan.can ?? null,
    bac: plan.bac,
    pace: plan.wrong === 'downgraded' ? null : pace,
    chipKey: plan.wrong === 'copied' && chipKey ? { ...chipKey, secret: chipKey.secret - 1n } : chipKey,
    activeKey: plan.wrong === 'copied' ? otherKey(activeKey) : activeKey,
    extended: plan.extended ?? null,
  };
}

/** Changes a letter of the name, which no check digit covers. */
const spoilt = (number: number, bytes: Uint8Array, { wrong }: ChipPlan): Uint8Array =>
  wrong === 'hash' && number === 1 ? flipped(bytes, bytes.length - 25) : bytes;

const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 0x01 : byte));

function masterFiles(paceInfos: readonly Uint8Array[], { extended, wrong }: ChipPlan): ReadonlyMap<number, Uint8Array> {
  const files = new Map<number, Uint8Array>();
  if (paceInfos.length > 0 && wrong !== 'downgraded') files.set(CHIP_FILE.cardAccess, securityInfos(...paceInfos));
  if (extended) files.set(CHIP_FILE.atrInfo, dataGroup.encodeEfAtrInfo(extended));
  return files;
}

function details(id: DocumentId | ChipTroubleId, fields: ZoneFields, birthPlace: string): Uint8Array {
  const [surname = '', ...given] = (simulatedDocument(id)?.holder ?? '').split(' ');
  const century = Number(fields.birthDate.slice(0, 2)) > 26 ? '19' : '20';
  return dataGroup.encodeDg11Details({
    fullName: `${surname}<<${given.join('<')}`,
    personalNumber: fields.optional[0] ?? '',
    birthDate: `${century}${fields.birthDate}`,
    birthPlace,
  });
}

function paceOf({ pace }: ChipPlan): ChipPace | null {
  if (!pace) return null;
  const agreement = pace.group === 'modp-1024-160' ? 'dh' : 'ecdh';
  const protocols = PACE_PROTOCOLS.filter(
    ({ agreement: how, mapping, cipher }) =>
      how === agreement && cipher === pace.cipher && (mapping === 'gm' || (mapping === 'cam' && pace.cam)),
  );
  return { protocols, parameters: pace.group === 'modp-1024-160' ? 0 : CURVE_NUMBERS[pace.group] };
}

function chipKeyOf(id: string, { chipAuthentication: plan }: ChipPlan): ChipKey | null {
  if (!plan) return null;
  const protocol = CHIP_AUTHENTICATION_PROTOCOLS.find(
    ({ agreement, cipher }) => agreement === 'ecdh' && cipher === plan.cipher,
  );
  if (!protocol) throw new Error(`no chip authentication with ${plan.cipher}`);
  const secret = seededScalar(`chip key ${id}`, CURVES[plan.curve].Point.CURVE().n);
  return { protocol: protocol.oid, cipher: plan.cipher, curve: plan.curve, secret };
}

function activeKeyOf(id: string, { activeAuthentication: kind }: ChipPlan): ActiveAuthenticationKey | null {
  if (!kind) return null;
  if (kind === 'ecdsa') return { kind, secret: ecdsaSecret(`active key ${id}`) };
  const hash = kind === 'rsa-sha1' ? 'sha1' : 'sha256';
  return { kind: 'rsa', key: seededRsaKey(`active key ${id}`, 1280), hash };
}

const ecdsaSecret = (label: string) => encodeBigInt(seededScalar(label, CURVES['P-256'].Point.CURVE().n), 32);

const otherKey = (key: ActiveAuthenticationKey | null): ActiveAuthenticationKey | null =>
  key?.kind === 'ecdsa' ? { ...key, secret: ecdsaSecret('somebody') } : key;

function activePublicKey(key: ActiveAuthenticationKey): Uint8Array {
  if (key.kind === 'rsa') return rsaPublicKeyInfo(key.key);
  const curve = CURVES['P-256'];
  return ecPublicKeyInfo(curve, curve.getPublicKey(key.secret, false));
}

function securityInfosOf(
  paceInfos: readonly Uint8Array[],
  chipKey: ChipKey | null,
  activeKey: ActiveAuthenticationKey | null,
): Uint8Array | undefined {
  const infos = [...paceInfos];
  if (chipKey) {
    const curve = CURVES[chipKey.curve];
    const point = curve.Point.BASE.multiply(chipKey.secret).toBytes(false);
    infos.push(chipAuthenticationInfo(chipKey.protocol), chipAuthenticationKey(ecPublicKeyInfo(curve, point)));
  }
  if (activeKey?.kind === 'ecdsa') infos.push(activeAuthenticationInfo);
  return infos.length > 0 ? securityInfos(...infos) : undefined;
}
