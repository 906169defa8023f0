import { err, ok, type Result } from '../../result.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import type { RandomBytes } from './agreement.ts';
import { openByBac } from './bac.ts';
import { type AnswerLimits, DEFAULT_RESPONSE_BYTES, maxResponseBytesIn } from './blocks.ts';
import type { ChipCard } from './card.ts';
import { ATR_INFO_SHORT_ID, EF_CARD_ACCESS } from './files.ts';
import type { AccessPassword } from './kdf.ts';
import { choosePace, openByPace } from './pace.ts';
import { ChipFileReader, selectApplication, selectMasterFile } from './read-file.ts';
import { readSecurityInfos, type SecurityInfos } from './security-infos.ts';
import type { ChipTrouble } from './trouble.ts';

export interface OpenedChip {
  readonly access: 'bac' | 'pace';
  /** Unsigned content of EF.CardAccess: only DG14 confirms it. `undefined`: no such file. */
  readonly announced: SecurityInfos | undefined;
  readonly limits: AnswerLimits;
}

/**
 * Opens a fresh card: finds the longest answer, then runs PACE if the card announces it, otherwise BAC (ICAO 9303-11 §4.2). `cautious`
 * avoids what some cards fail at.
 *
 * The longest answer is in EF.ATR/INFO. Without that file, an extended, unprotected read of EF.CardAccess tells it: a refusal there does
 * no harm.
 */
export async function openChip(
  card: ChipCard,
  password: AccessPassword,
  random: RandomBytes,
  cautious: boolean,
): Promise<Result<OpenedChip, ChipTrouble>> {
  const master = await selectMasterFile(card);
  if (!master.ok) return master;
  const cardBytes = cautious ? ok(undefined) : await longestAnswer(card);
  if (!cardBytes.ok) return cardBytes;
  const limits = { channelBytes: card.channel.maxResponseBytes, cardBytes: cardBytes.value };
  const announced = await readCardAccess(card, limits, cautious);
  if (!announced.ok) return announced;
  const choice = announced.value && choosePace(announced.value.pace);
  if (choice) {
    const session = await openByPace(card, choice, password, random);
    if (!session.ok) return session;
    card.protect(session.value);
    const selected = await selectApplication(card);
    return selected.ok ? ok({ access: 'pace', announced: announced.value, limits }) : selected;
  }
  const selected = await selectApplication(card);
  if (!selected.ok) return selected;
  if (password.kind === 'can') return err({ code: 'RDR-222', kind: 'access-unsupported', why: 'no PACE, so no CAN' });
  const session = await openByBac(card, password.information, random);
  if (!session.ok) return session;
  card.protect(session.value);
  return ok({ access: 'bac', announced: announced.value, limits });
}

/** `undefined`: the chip has no EF.CardAccess. An unreadable file is an error. */
async function readCardAccess(
  card: ChipCard,
  limits: AnswerLimits,
  cautious: boolean,
): Promise<Result<SecurityInfos | undefined, ChipTrouble>> {
  const file = await new ChipFileReader(card, limits, cautious).read(EF_CARD_ACCESS);
  // Old chips without this file refuse with various statuses.
  if (!file.ok) return file.error.kind === 'refused' ? ok(undefined) : file;
  if (!file.value) return ok(undefined);
  const infos = readSecurityInfos(file.value);
  if (infos.ok) return infos;
  return err({ code: 'RDR-232', kind: 'file-malformed', file: EF_CARD_ACCESS.name, why: infos.error.why });
}

/** `undefined`: short APDUs only. */
async function longestAnswer(card: ChipCard): Promise<Result<number | undefined, ChipTrouble>> {
  if (card.channel.maxResponseBytes <= 258) return ok(undefined);
  const info = await card.send('READ BINARY EF.ATR/INFO', {
    cla: 0,
    ins: 0xb0,
    p1: 0x80 | ATR_INFO_SHORT_ID,
    p2: 0,
    le: 256,
  });
  if (!info.ok) return info;
  const named = maxResponseBytesIn(info.value.data);
  if (named !== undefined) return ok(named);
  const probe = await card.send('READ BINARY EF.CardAccess', {
    cla: 0,
    ins: 0xb0,
    p1: 0x80 | EF_CARD_ACCESS.shortId,
    p2: 0,
    le: Math.min(DEFAULT_RESPONSE_BYTES, card.channel.maxResponseBytes) - 2,
    extended: true,
  });
  if (!probe.ok) return probe;
  const read = probe.value.status === STATUS_WORDS.success || probe.value.status === STATUS_WORDS.endOfFile;
  return ok(read && probe.value.data.length > 0 ? DEFAULT_RESPONSE_BYTES : undefined);
}
