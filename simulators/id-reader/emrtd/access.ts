import { fromHex } from '../../../drivers/bytes.ts';
import type { CommandApdu } from '../../../drivers/id-reader/apdu/apdu.ts';
import { toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { SW } from '../../../drivers/id-reader/apdu/status-word.ts';
import { GROUPS } from '../../../drivers/id-reader/emrtd/domain-data.ts';
import type { AccessPassword } from '../../../drivers/id-reader/emrtd/kdf.ts';
import { decodeOid, findPaceProtocol } from '../../../drivers/id-reader/emrtd/oids.ts';
import { findTlv, readTlvs, writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { basicAccess, CHALLENGE_BYTES } from './bac.ts';
import { curveDomain, primeDomain } from './domain.ts';
import type { ChipContents, ChipPace } from './issue/contents.ts';
import { dynamicData, type PaceChoice, type PaceStep, startPace } from './pace.ts';
import { chipAuthentication, mappingProof } from './proofs.ts';
import { done, type RandomBytes, type Reply, refused } from './reply.ts';

/** Everything by which a terminal gets access, or makes the session a better one. */
export interface Access {
  carryOut(command: CommandApdu, granted: boolean): Reply;
}

const INS = {
  manageSecurity: 0x22,
  externalAuthenticate: 0x82,
  getChallenge: 0x84,
  generalAuthenticate: 0x86,
} as const;
/** P1 and P2 of MANAGE SECURITY ENVIRONMENT (ICAO 9303-11, 4.4.4.1 and 6.2.4). */
const MSE = { pace: 0xc1a4, chipAuthentication: 0x41a4, keyAgreement: 0x41a6 } as const;

export function createAccess(contents: ChipContents, random: RandomBytes): Access {
  let challenge: Uint8Array | undefined;
  let pace: PaceStep | undefined;
  let chipAuthenticationChosen = false;

  function manageSecurity({ p1, p2, data = new Uint8Array() }: CommandApdu, granted: boolean): Reply {
    const list = readTlvs(data);
    if (!list.ok) return refused(SW.wrongData);
    const object = (tag: number) => findTlv(list.value, tag);
    switch ((p1 << 8) | p2) {
      case MSE.pace:
        return choosePace(object);
      case MSE.chipAuthentication: {
        if (!granted) return refused(SW.securityStatus);
        chipAuthenticationChosen = oidOf(object(0x80)) === contents.chipKey?.protocol;
        return chipAuthenticationChosen ? done() : refused(SW.wrongData);
      }
      case MSE.keyAgreement: {
        const { chipKey } = contents;
        if (!granted) return refused(SW.securityStatus);
        // Only 3DES is agreed upon in this one step (9303-11, 6.2.4.1).
        if (chipKey?.cipher !== '3des') return refused(SW.wrongData);
        return chipAuthentication(chipKey, object(0x91) ?? new Uint8Array(), new Uint8Array());
      }
      default:
        return refused(SW.wrongP1P2);
    }
  }

  function choosePace(object: (tag: number) => Uint8Array | undefined): Reply {
    const protocol = oidOf(object(0x80));
    const cipher = protocol === undefined ? undefined : contents.pace?.protocols.get(protocol);
    if (!contents.pace || protocol === undefined || !cipher) return refused(SW.wrongData);
    const password = passwordOf(object(0x83)?.[0], contents);
    const parameters = object(0x84);
    if (!password || (parameters && Number(toBigInt(parameters)) !== contents.pace.parameters)) {
      return refused(SW.referenceNotFound);
    }
    const proof = findPaceProtocol(protocol)?.mapping === 'cam' && contents.chipKey && mappingProof(contents.chipKey);
    pace = paceRun(contents.pace, { protocol, cipher, password, ...(proof ? { lastWord: proof } : {}) }, random);
    return done();
  }

  function generalAuthenticate(data: Uint8Array, granted: boolean): Reply {
    if (granted) return agreeAsChip(data);
    if (!pace) return refused(SW.conditions);
    const { reply, next } = pace(data);
    pace = next;
    return reply;
  }

  function agreeAsChip(data: Uint8Array): Reply {
    const [only] = dynamicData(data) ?? [];
    if (!chipAuthenticationChosen || !contents.chipKey) return refused(SW.conditions);
    chipAuthenticationChosen = false;
    if (only?.tag !== 0x80) return refused(SW.wrongData);
    return chipAuthentication(contents.chipKey, only.value, writeTlv(0x7c));
  }

  function getChallenge({ le }: CommandApdu): Reply {
    if (le !== CHALLENGE_BYTES) return refused(SW.wrongLength);
    challenge = random(CHALLENGE_BYTES);
    return done(challenge);
  }

  function externalAuthenticate(data: Uint8Array): Reply {
    const reply = basicAccess(contents.mrzInformation, challenge, data, random);
    challenge = undefined;
    return reply;
  }

  return {
    carryOut(command, granted) {
      const { ins, data = new Uint8Array() } = command;
      // Any other command in between ends a run of PACE.
      if (ins !== INS.generalAuthenticate) pace = undefined;
      switch (ins) {
        case INS.manageSecurity:
          return manageSecurity(command, granted);
        case INS.generalAuthenticate:
          return generalAuthenticate(data, granted);
        case INS.getChallenge:
          return contents.bac ? getChallenge(command) : refused(SW.wrongIns);
        case INS.externalAuthenticate:
          return contents.bac ? externalAuthenticate(data) : refused(SW.wrongIns);
        default:
          return refused(SW.wrongIns);
      }
    },
  };
}

function paceRun({ group }: ChipPace, choice: PaceChoice, random: RandomBytes): PaceStep {
  if (group !== 'modp-1024-160') return startPace(curveDomain(group), choice, random);
  return startPace(primeDomain(MODP_1024_160), choice, random);
}

const { p = '', q = '', g = '' } = GROUPS[0] ?? {};
const MODP_1024_160 = { prime: toBigInt(fromHex(p)), order: toBigInt(fromHex(q)), generator: toBigInt(fromHex(g)) };

function oidOf(bytes: Uint8Array | undefined): string | undefined {
  const read = bytes && decodeOid(bytes);
  return read?.ok ? read.value : undefined;
}

/** 1 is the zone, 2 the number on the front (9303-11, 4.4.4.1). */
function passwordOf(reference: number | undefined, contents: ChipContents): AccessPassword | undefined {
  if (reference === 1) return { kind: 'mrz', information: contents.mrzInformation };
  return reference === 2 && contents.can !== null ? { kind: 'can', number: contents.can } : undefined;
}
