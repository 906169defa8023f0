import type { ApduChannel, ChannelTrouble } from '../../id-reader/apdu/channel.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Badge, BadgeTrouble } from '../contract.ts';
import { BADGE_APPLICATION } from './application.ts';
import {
  DESFIRE_STATUS,
  type DesfireAnswer,
  type DesfireCommand,
  decodeDesfireAnswer,
  decodeNumber,
  encodeDesfire,
  encodeReadDataHeader,
  INS,
  NUMBER_BYTES,
} from './codec.ts';
import { badgeKeyInput, diversifiedKey } from './diversify.ts';
import {
  commandMac,
  decryptAnswer,
  decryptChallenge,
  type Ev2Session,
  encryptReaderProof,
  incrementCommandCounter,
  startEv2Session,
  verifyCardProof,
} from './ev2.ts';

/** Key and chance of a reader of badges. */
export interface BadgeKeys {
  /** 16 bytes. */
  readonly masterKey: Uint8Array;
  /** Must be unguessable. */
  readonly randomBytes: (count: number) => Uint8Array;
}

/** Why no badge was read: the card or its content, or the reader. */
export type BadgeReadTrouble = BadgeTrouble | ChannelTrouble;

const UID_BYTES = 7;

const FOREIGN: BadgeTrouble = { code: 'BDG-103', kind: 'foreign-card' };
const NOT_GENUINE: BadgeTrouble = { code: 'BDG-104', kind: 'not-genuine' };
const UNREADABLE: BadgeTrouble = { code: 'BDG-105', kind: 'unreadable' };

/**
 * Reads the number of a badge: UID, application, authentication with the key of this badge, and the file under secure messaging. The card
 * proves its key before the number counts.
 */
export async function readBadge(
  channel: ApduChannel,
  keys: BadgeKeys,
  signal: AbortSignal,
): Promise<Result<Badge, BadgeReadTrouble>> {
  const ask = asking(channel, signal);
  const uid = await readUid(ask);
  if (!uid.ok) return uid;
  const { aid } = BADGE_APPLICATION;
  const selected = await ask({ kind: 'select-application', aid });
  if (!selected.ok) return selected;
  if (selected.value.status !== DESFIRE_STATUS.ok) return err(FOREIGN);
  const key = diversifiedKey(keys.masterKey, badgeKeyInput(uid.value, aid));
  const session = await authenticate(ask, key, keys.randomBytes);
  return session.ok ? readNumber(ask, session.value) : session;
}

type Ask = (command: DesfireCommand) => Promise<Result<DesfireAnswer, BadgeReadTrouble>>;

function asking(channel: ApduChannel, signal: AbortSignal): Ask {
  return async (command) => {
    const answered = await channel.transmit(encodeDesfire(command), signal);
    if (!answered.ok) return answered;
    const answer = decodeDesfireAnswer(answered.value);
    return answer ? ok(answer) : err(FOREIGN);
  };
}

/** Third part of GetVersion. A card that hides its UID answers with zeros. */
async function readUid(ask: Ask): Promise<Result<Uint8Array, BadgeReadTrouble>> {
  let answered = await ask({ kind: 'get-version' });
  for (let part = 1; part < 3; part += 1) {
    if (!answered.ok) return answered;
    if (answered.value.status !== DESFIRE_STATUS.more) return err(FOREIGN);
    answered = await ask({ kind: 'additional-frame', data: new Uint8Array() });
  }
  if (!answered.ok) return answered;
  const uid = answered.value.data.subarray(0, UID_BYTES);
  const isUid =
    answered.value.status === DESFIRE_STATUS.ok && uid.length === UID_BYTES && uid.some((byte) => byte !== 0);
  return isUid ? ok(uid) : err(FOREIGN);
}

async function authenticate(
  ask: Ask,
  key: Uint8Array,
  randomBytes: BadgeKeys['randomBytes'],
): Promise<Result<Ev2Session, BadgeReadTrouble>> {
  const challenged = await ask({ kind: 'authenticate-ev2-first', key: BADGE_APPLICATION.readKey });
  if (!challenged.ok) return challenged;
  if (challenged.value.status === DESFIRE_STATUS.illegalCommand) return err(FOREIGN);
  if (challenged.value.status !== DESFIRE_STATUS.more) return err(NOT_GENUINE);
  const rndB = decryptChallenge(key, challenged.value.data);
  if (!rndB) return err(UNREADABLE);
  const rndA = randomBytes(rndB.length);
  const welcomed = await ask({ kind: 'additional-frame', data: encryptReaderProof(key, rndA, rndB) });
  if (!welcomed.ok) return welcomed;
  if (welcomed.value.status !== DESFIRE_STATUS.ok) return err(NOT_GENUINE);
  const ti = verifyCardProof(key, rndA, welcomed.value.data);
  return ti ? ok(startEv2Session(key, rndA, rndB, ti)) : err(NOT_GENUINE);
}

async function readNumber(ask: Ask, session: Ev2Session): Promise<Result<Badge, BadgeReadTrouble>> {
  const place = { file: BADGE_APPLICATION.file, offset: 0, length: NUMBER_BYTES };
  const mac = commandMac(session, INS.readData, encodeReadDataHeader(place));
  const answered = await ask({ kind: 'read-data', ...place, mac });
  if (!answered.ok) return answered;
  const { status, data } = answered.value;
  if (status !== DESFIRE_STATUS.ok) return err(UNREADABLE);
  const content = decryptAnswer(incrementCommandCounter(session), status, data);
  if (!content) return err(NOT_GENUINE);
  const number = decodeNumber(content);
  return number === undefined ? err(UNREADABLE) : ok({ kind: 'desfire', number });
}
