import type { CommandApdu } from '../../../drivers/id-reader/apdu/apdu.ts';
import { toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import { keyAgreementOfDomain } from '../../../drivers/id-reader/emrtd/agreement.ts';
import type { AccessPassword } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { decodeOid } from '../../../drivers/id-reader/emrtd/oids.ts';
import { findTlv, readTlvs, writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { answerBasicAccess, CHALLENGE_BYTES } from './bac.ts';
import type { ChipContents } from './issue/contents.ts';
import { dynamicData, type PaceStep, startPace } from './pace.ts';
import { answerChipAuthentication, createMappingProof } from './proofs.ts';
import { type ChipReply, type RandomBytes, refusalReply, successReply } from './reply.ts';

const INS = {
  manageSecurity: 0x22,
  externalAuthenticate: 0x82,
  getChallenge: 0x84,
  generalAuthenticate: 0x86,
} as const;
/** P1 and P2 of MANAGE SECURITY ENVIRONMENT (ICAO 9303-11, 4.4.4.1 and 6.2.4). */
const MSE = { pace: 0xc1a4, chipAuthentication: 0x41a4, keyAgreement: 0x41a6 } as const;

export class ChipAccess {
  readonly #contents: ChipContents;
  readonly #random: RandomBytes;
  #challenge: Uint8Array | undefined;
  #pace: PaceStep | undefined;
  #chipAuthenticationChosen = false;

  constructor(contents: ChipContents, random: RandomBytes) {
    this.#contents = contents;
    this.#random = random;
  }

  carryOut(command: CommandApdu, granted: boolean): ChipReply {
    const { ins, data = new Uint8Array() } = command;
    if (ins !== INS.generalAuthenticate) this.#pace = undefined;
    switch (ins) {
      case INS.manageSecurity:
        return this.#manageSecurity(command, granted);
      case INS.generalAuthenticate:
        return this.#generalAuthenticate(data, granted);
      case INS.getChallenge:
        return this.#contents.bac ? this.#getChallenge(command) : refusalReply(STATUS_WORDS.wrongIns);
      case INS.externalAuthenticate:
        return this.#contents.bac ? this.#externalAuthenticate(data) : refusalReply(STATUS_WORDS.wrongIns);
      default:
        return refusalReply(STATUS_WORDS.wrongIns);
    }
  }

  #manageSecurity({ p1, p2, data = new Uint8Array() }: CommandApdu, granted: boolean): ChipReply {
    const list = readTlvs(data);
    if (!list.ok) return refusalReply(STATUS_WORDS.wrongData);
    const object = (tag: number) => findTlv(list.value, tag);
    switch ((p1 << 8) | p2) {
      case MSE.pace:
        return this.#choosePace(object);
      case MSE.chipAuthentication: {
        if (!granted) return refusalReply(STATUS_WORDS.securityStatus);
        this.#chipAuthenticationChosen = oidOf(object(0x80)) === this.#contents.chipKey?.protocol;
        return this.#chipAuthenticationChosen ? successReply() : refusalReply(STATUS_WORDS.wrongData);
      }
      case MSE.keyAgreement: {
        const { chipKey } = this.#contents;
        if (!granted) return refusalReply(STATUS_WORDS.securityStatus);
        // Chip authentication in one step: only 3DES (9303-11, 6.2.4.1).
        if (chipKey?.cipher !== '3des') return refusalReply(STATUS_WORDS.wrongData);
        return answerChipAuthentication(chipKey, object(0x91) ?? new Uint8Array(), new Uint8Array());
      }
      default:
        return refusalReply(STATUS_WORDS.wrongP1P2);
    }
  }

  #choosePace(object: (tag: number) => Uint8Array | undefined): ChipReply {
    const oid = oidOf(object(0x80));
    const { pace, chipKey } = this.#contents;
    const protocol = pace?.protocols.find((known) => known.oid === oid);
    const agreement = pace && keyAgreementOfDomain(pace.parameters);
    if (!protocol || !agreement) return refusalReply(STATUS_WORDS.wrongData);
    const password = passwordOf(object(0x83)?.[0], this.#contents);
    const parameters = object(0x84);
    if (!password || (parameters && Number(toBigInt(parameters)) !== pace.parameters)) {
      return refusalReply(STATUS_WORDS.referenceNotFound);
    }
    const proof = protocol.mapping === 'cam' && chipKey && createMappingProof(chipKey);
    this.#pace = startPace({ protocol, agreement, password, ...(proof ? { lastWord: proof } : {}) }, this.#random);
    return successReply();
  }

  #generalAuthenticate(data: Uint8Array, granted: boolean): ChipReply {
    if (granted) return this.#agreeAsChip(data);
    if (!this.#pace) return refusalReply(STATUS_WORDS.conditions);
    const { reply, next } = this.#pace(data);
    this.#pace = next;
    return reply;
  }

  #agreeAsChip(data: Uint8Array): ChipReply {
    const [only] = dynamicData(data) ?? [];
    const { chipKey } = this.#contents;
    if (!this.#chipAuthenticationChosen || !chipKey) return refusalReply(STATUS_WORDS.conditions);
    this.#chipAuthenticationChosen = false;
    if (only?.tag !== 0x80) return refusalReply(STATUS_WORDS.wrongData);
    return answerChipAuthentication(chipKey, only.value, writeTlv(0x7c));
  }

  #getChallenge({ le }: CommandApdu): ChipReply {
    if (le !== CHALLENGE_BYTES) return refusalReply(STATUS_WORDS.wrongLength);
    this.#challenge = this.#random(CHALLENGE_BYTES);
    return successReply(this.#challenge);
  }

  #externalAuthenticate(data: Uint8Array): ChipReply {
    const reply = answerBasicAccess(this.#contents.mrzInformation, this.#challenge, data, this.#random);
    this.#challenge = undefined;
    return reply;
  }
}

function oidOf(bytes: Uint8Array | undefined): string | undefined {
  const read = bytes && decodeOid(bytes);
  return read?.ok ? read.value : undefined;
}

/** Password 1: zone; 2: number on the front (9303-11, 4.4.4.1). */
function passwordOf(reference: number | undefined, contents: ChipContents): AccessPassword | undefined {
  if (reference === 1) return { kind: 'mrz', information: contents.mrzInformation };
  return reference === 2 && contents.can !== null ? { kind: 'can', number: contents.can } : undefined;
}
